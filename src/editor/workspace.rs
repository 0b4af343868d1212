//! The files of a workspace: the open ones (here), those on disk (`work_folder`), and the rules in both (`index`).

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use super::index::{Rules, id_of};
use super::work_folder::{Entry, WorkFolder};
use crate::diagnostic::SourceFile;
use crate::rule::{
    CONFIG_FILES, FileInContext, FileKind, MANIFEST_FILES, Outline, is_rule_file, is_shipped, outline, pack_of,
    shipped, shipped_names,
};

/// The rule files of a workspace: open ones, with their text in the editor, and those on disk. Files are identified by
/// their path relative to the workspace folder, with slashes.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    open: BTreeMap<String, Entry>,
    beside: WorkFolder,
    /// The open files that the configuration excludes.
    excluded: BTreeSet<String>,
    /// The rules of the workspace; computed on first use after a change.
    pub(super) index: Arc<OnceLock<Rules>>,
}

impl Workspace {
    /// Opens a file, or changes the text of an open one.
    pub fn open(&mut self, source: Arc<SourceFile>) {
        self.open.insert(source.name.clone(), Entry::new(source));
        self.index = Arc::default();
    }

    /// Closes a file: its text on disk counts again.
    pub fn close(&mut self, name: &str) {
        self.open.remove(name);
        self.index = Arc::default();
    }

    /// Sets the files in the workspace folder.
    pub fn set_beside(&mut self, files: WorkFolder) {
        self.beside = files;
        self.index = Arc::default();
    }

    /// Sets the open files that the configuration excludes: they are not checked, and their rules are ignored.
    pub fn set_excluded(&mut self, names: BTreeSet<String>) {
        if self.excluded != names {
            self.excluded = names;
            self.index = Arc::default();
        }
    }

    /// The open file of that name, with its text in the editor.
    #[must_use]
    pub fn opened(&self, name: &str) -> Option<&Arc<SourceFile>> {
        self.open.get(name).map(|entry| &entry.source)
    }

    /// The file of that name: the open one, or else the one on disk.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&Arc<SourceFile>> {
        self.opened(name).or_else(|| self.beside.files.get(name).map(|entry| &entry.source))
    }

    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        self.open.get(name).or_else(|| self.beside.files.get(name))
    }

    /// The outline of the file of that name.
    pub(super) fn outline(&self, name: &str) -> Option<&Outline> {
        self.entry(name).map(Entry::outline)
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        let all: BTreeMap<&str, &Entry> =
            self.beside.files.iter().chain(&self.open).map(|(name, entry)| (name.as_str(), entry)).collect();
        all.into_values()
    }

    /// All files, sorted by name, each once.
    pub(super) fn files(&self) -> impl Iterator<Item = &Arc<SourceFile>> {
        self.entries().map(|entry| &entry.source)
    }

    /// Parses an open file together with everything it can refer to. `read` returns the text of a file outside the
    /// workspace.
    ///
    /// An incomplete line may make the YAML invalid. If nothing can be parsed, the file is parsed without the line at
    /// `offset`; the offsets of everything else stay the same.
    #[must_use]
    pub fn sheet(
        &self,
        source: &Arc<SourceFile>,
        offset: usize,
        read: &dyn Fn(&str) -> Result<String, String>,
    ) -> FileInContext {
        let sheet = |source: &Arc<SourceFile>| {
            FileInContext::new(source, &|path| self.read(path, read), &|name| self.newer(name))
        };
        let whole = sheet(source);
        if !whole.is_blank() {
            return whole;
        }
        let without = sheet(&SourceFile::new(source.name.clone(), without_line(&source.text, offset)));
        if without.is_blank() { whole } else { without }
    }

    /// The text of a file that another one uses.
    pub(super) fn read(&self, path: &str, read: &dyn Fn(&str) -> Result<String, String>) -> Result<String, String> {
        let name = path.replace("/./", "/");
        self.file(&name).map_or_else(|| read(path), |file| Ok(file.text.clone()))
    }

    /// The workspace's version of a built-in file.
    pub(super) fn newer(&self, name: &str) -> Option<Arc<SourceFile>> {
        self.file(name).filter(|file| is_shipped(file)).cloned()
    }

    /// The outline of every file whose text contains `word`.
    pub(super) fn outlines_with(&self, word: &str) -> impl Iterator<Item = (&Arc<SourceFile>, &Outline)> {
        let entries = self.entries().filter(move |entry| self.has_rules(entry) && entry.source.text.contains(word));
        entries.map(|entry| (&entry.source, entry.outline()))
    }

    pub(super) fn has_rules(&self, entry: &Entry) -> bool {
        FileKind::of(&entry.source) == FileKind::Rules
            && !self.excluded.contains(&entry.source.name)
            && (entry.has_rules || self.beside.is_home_of(&entry.source.name))
    }

    /// The names of the files that are not open and belong to this program.
    #[must_use]
    pub fn unopened(&self) -> Vec<String> {
        let unopened = self.beside.files.iter().filter(|(name, _)| !self.open.contains_key(*name));
        let folders: BTreeSet<&str> =
            self.entries().filter(|entry| self.has_rules(entry)).map(|entry| folder(&entry.source.name)).collect();
        let is_ours = |entry: &Entry| match FileKind::of(&entry.source) {
            FileKind::Config => true,
            FileKind::Rules => self.has_rules(entry),
            FileKind::Manifest => folders.contains(folder(&entry.source.name)),
        };
        unopened.filter(|(_, entry)| is_ours(entry)).map(|(name, _)| name.clone()).collect()
    }

    /// The configuration that applies to a file: the nearest, in its folder or one above.
    pub(super) fn config_of(&self, name: &str) -> Option<&Arc<SourceFile>> {
        let mut home = folder(name);
        loop {
            let config = CONFIG_FILES.iter().find_map(|config| self.file(&format!("{home}{config}")));
            if config.is_some() || home.is_empty() {
                return config;
            }
            home = folder(home.strip_suffix('/').unwrap_or_default());
        }
    }

    /// The text files that lists of the rule files take their words from.
    #[must_use]
    pub fn word_files(&self) -> BTreeSet<String> {
        let rules = self.entries().filter(|entry| self.has_rules(entry));
        rules.flat_map(|entry| word_files(&entry.source.name, entry.outline())).collect()
    }

    /// A hash of everything that the problems of a file depend on: its own text, its manifest and the files it uses,
    /// their word lists, and which files have the rules that it defines or refers to. `hash_of` returns a hash of the
    /// text of a file outside the workspace.
    #[must_use]
    pub fn state(&self, name: &str, hash_of: &dyn Fn(&str) -> u64) -> Option<u64> {
        let entry = self.entry(name)?;
        let mut hasher = DefaultHasher::new();
        let manifests = MANIFEST_FILES.iter().map(|manifest| format!("{}{manifest}", folder(name)));
        let config = self.config_of(name).map(|config| config.name.clone());
        for name in manifests.chain(config).chain(self.seen_from(name)) {
            let Some(entry) = self.entry(&name) else {
                false.hash(&mut hasher);
                continue;
            };
            entry.hash.hash(&mut hasher);
            word_files(&name, entry.outline()).for_each(|file| hash_of(&file).hash(&mut hasher));
        }
        let outline = entry.outline();
        let over = outline.rules.iter().flat_map(|rule| &rule.over);
        let names =
            over.chain(outline.rules.iter().map(|rule| &rule.id)).chain(outline.overrides.iter().map(|said| &said.id));
        for named in names {
            for (file, at) in self.rules().named.get(id_of(&named.name)).into_iter().flatten() {
                let rule = self.entry(file).and_then(|entry| entry.outline().rules.get(*at));
                (file, self.rules().packs.get(file), rule.map(|rule| &rule.id.name)).hash(&mut hasher);
            }
        }
        Some(hasher.finish())
    }

    /// The names of the workspace files visible to a file: itself, then what it uses, breadth first. Includes built-in
    /// files that are not in the workspace.
    pub(super) fn seen_from(&self, name: &str) -> Vec<String> {
        let mut order = vec![name.to_owned()];
        let mut seen: BTreeSet<String> = order.iter().cloned().collect();
        let mut next = 0;
        while let Some(name) = order.get(next).cloned() {
            next += 1;
            let uses = match self.entry(&name) {
                Some(entry) => entry.outline().uses.as_slice(),
                None => uses_of_shipped().get(&name).map(Vec::as_slice).unwrap_or_default(),
            };
            for used in uses {
                let is_path = used.contains(['/', '\\']) || used.ends_with(".yaml") || used.ends_with(".yml");
                let names = if is_path {
                    vec![plain(&format!("{}{used}", folder(&name)))]
                } else {
                    let of_pack = |name: &&String| pack_of(name).as_deref() == Some(used.as_str());
                    uses_of_shipped().keys().filter(of_pack).cloned().collect()
                };
                order.extend(names.into_iter().filter(|name| seen.insert(name.clone())));
            }
        }
        order
    }

    /// Whether a YAML file belongs to this program and is not excluded: a configuration, a rule file, or the manifest
    /// next to one. Other programs have files called `pack.yaml` too.
    pub(super) fn is_ours(&self, file: &SourceFile) -> bool {
        if self.excluded.contains(&file.name) {
            return false;
        }
        match FileKind::of(file) {
            FileKind::Config => true,
            FileKind::Rules => is_rule_file(&file.text) || self.beside.is_home_of(&file.name),
            FileKind::Manifest => {
                let is_beside = |other: &&Entry| folder(&other.source.name) == folder(&file.name);
                self.entries().filter(is_beside).any(|other| self.has_rules(other))
            }
        }
    }
}

/// The `use:` entries of each built-in file, by its name; computed once.
fn uses_of_shipped() -> &'static BTreeMap<String, Vec<String>> {
    static USES: OnceLock<BTreeMap<String, Vec<String>>> = OnceLock::new();
    USES.get_or_init(|| {
        let files = shipped_names().into_iter().flat_map(|pack| shipped(&pack));
        files.map(|file| (file.name.clone(), outline(&file).uses)).collect()
    })
}

/// The folder of a name, with a slash at the end.
pub(super) fn folder(name: &str) -> &str {
    name.rfind('/').and_then(|end| name.get(..=end)).unwrap_or_default()
}

/// The text files that lists of the file of that name take their words from.
fn word_files(name: &str, outline: &Outline) -> impl Iterator<Item = String> {
    outline.word_files.iter().map(move |file| format!("{}{file}", folder(name)))
}

/// A path without `.` components.
fn plain(name: &str) -> String {
    let name = name.replace('\\', "/");
    name.split('/').filter(|part| *part != ".").collect::<Vec<_>>().join("/")
}

/// A text in which the line that holds `offset` is replaced by spaces.
fn without_line(text: &str, offset: usize) -> String {
    let (before, behind) = text.split_at_checked(offset).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = behind.find(['\r', '\n']).map_or(text.len(), |end| offset + end);
    let (head, tail) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    format!("{head}{}{tail}", " ".repeat(end.saturating_sub(start)))
}
