//! The files that lie around the one that is edited.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::SourceFile;
use crate::rule::{
    FileKind, MANIFEST_FILES, Outline, RuleOutline, Sheet, best, fit, is_rule_file, is_shipped, name_of_pack, outline,
    pack_of,
};

/// The rule files somebody works with: those that are open, as they stand in the editor, and those that lie beside them.
/// Files are known by their path below the folder of work, with slashes.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    open: BTreeMap<String, Entry>,
    beside: Shelf,
}

/// The rule files that lie in a folder of work. Cheap to copy.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    files: Arc<BTreeMap<String, Entry>>,
}

/// A file, and the names in it once somebody asked for them.
#[derive(Debug, Clone)]
struct Entry {
    source: Arc<SourceFile>,
    outline: Arc<OnceLock<Outline>>,
}

impl Entry {
    fn new(source: Arc<SourceFile>) -> Self {
        Self { source, outline: Arc::default() }
    }

    fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| outline(&self.source))
    }
}

impl Shelf {
    /// The files of a folder, read for the names in them.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = Arc<SourceFile>>) -> Self {
        let entries = files.into_iter().map(|file| (file.name.clone(), Entry::new(file)));
        let files: BTreeMap<String, Entry> = entries.collect();
        for entry in files.values() {
            entry.outline();
        }
        Self { files: Arc::new(files) }
    }
}

impl Desk {
    /// A file is open, or has another text now.
    pub fn open(&mut self, source: Arc<SourceFile>) {
        self.open.insert(source.name.clone(), Entry::new(source));
    }

    /// A file is closed: what counts is the one beside.
    pub fn close(&mut self, name: &str) {
        self.open.remove(name);
    }

    /// These are the files that lie in the folder of work.
    pub fn set_beside(&mut self, files: Shelf) {
        self.beside = files;
    }

    /// The file of that name as it stands in the editor.
    #[must_use]
    pub fn opened(&self, name: &str) -> Option<&Arc<SourceFile>> {
        self.open.get(name).map(|entry| &entry.source)
    }

    /// The file of that name: the open one, else the one beside.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&Arc<SourceFile>> {
        self.opened(name).or_else(|| self.beside.files.get(name).map(|entry| &entry.source))
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.open.get(name).or_else(|| self.beside.files.get(name))
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        let all: BTreeMap<&str, &Entry> =
            self.beside.files.iter().chain(&self.open).map(|(name, entry)| (name.as_str(), entry)).collect();
        all.into_values()
    }

    /// Every file once, by name.
    pub(super) fn files(&self) -> impl Iterator<Item = &Arc<SourceFile>> {
        self.entries().map(|entry| &entry.source)
    }

    /// Reads an open file with all it can name. `read` gives the text of a file that is not on the desk.
    ///
    /// A line that is half-written keeps YAML from being read, so where nothing can be, it is read without the line at
    /// `offset`; everything else stays in its place.
    #[must_use]
    pub fn sheet(
        &self,
        source: &Arc<SourceFile>,
        offset: usize,
        read: &dyn Fn(&str) -> Result<String, String>,
    ) -> Sheet {
        let sheet =
            |source: &Arc<SourceFile>| Sheet::new(source, &|path| self.read(path, read), &|name| self.newer(name));
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

    /// What stands in the place of a file of the program.
    pub(super) fn newer(&self, name: &str) -> Option<Arc<SourceFile>> {
        self.file(name).filter(|file| is_shipped(file)).cloned()
    }

    /// The names in every file whose text contains `word`.
    pub(super) fn outlines_with(&self, word: &str) -> impl Iterator<Item = (&Arc<SourceFile>, &Outline)> {
        let entries =
            self.entries().filter(move |entry| is_rule_file(&entry.source.text) && entry.source.text.contains(word));
        entries.map(|entry| (&entry.source, entry.outline()))
    }

    /// Whether a YAML file belongs to this program: a configuration, a rule file, or the manifest beside one. Others have
    /// files called `pack.yaml` too.
    pub(super) fn is_ours(&self, file: &SourceFile) -> bool {
        fn folder(name: &str) -> &str {
            name.rsplit_once('/').map_or("", |(folder, _)| folder)
        }
        match FileKind::of(file) {
            FileKind::Config => true,
            FileKind::Rules => is_rule_file(&file.text),
            FileKind::Manifest => {
                self.files().any(|other| folder(&other.name) == folder(&file.name) && is_rule_file(&other.text))
            }
        }
    }

    /// The pack of a file: the one it names, else that of the manifest beside it; empty if there is neither.
    pub(super) fn pack_of(&self, file: &SourceFile, outline: &Outline) -> String {
        if let Some(pack) = &outline.pack {
            return pack.clone();
        }
        let folder = file.name.rfind('/').and_then(|end| file.name.get(..=end)).unwrap_or_default();
        let mut beside = MANIFEST_FILES.iter().filter_map(|name| self.file(&format!("{folder}{name}")));
        let named = beside.find(|manifest| FileKind::of(manifest) == FileKind::Manifest).and_then(name_of_pack);
        named.or_else(|| pack_of(&file.name).filter(|_| is_shipped(file))).unwrap_or_default()
    }

    /// The rules that the name `written` means in the file `from`, one for each pack and id; several if it is ambiguous.
    pub(super) fn rules_named(&self, from: &Arc<SourceFile>, written: &str) -> Vec<RuleAt<'_>> {
        let home = match self.entry(&from.name).filter(|entry| Arc::ptr_eq(&entry.source, from)) {
            Some(entry) => self.pack_of(from, entry.outline()),
            None => self.pack_of(from, &outline(from)),
        };
        let id = written.rsplit('/').next().unwrap_or(written);
        let all = self.outlines_with(id).flat_map(|(file, outline)| {
            let pack = self.pack_of(file, outline);
            outline.rules.iter().map(move |rule| RuleAt { file, rule, pack: pack.clone() })
        });
        let fitting = all.filter(|_| !id.is_empty()).filter_map(|at| {
            let former = at.rule.aliases.iter().map(|alias| alias.name.as_str());
            Some((fit(written, at.pack == home, &at.pack, &at.rule.id.name, former)?, at))
        });
        let mut found: Vec<RuleAt<'_>> = best(fitting);
        // two of one identity are reported elsewhere; the one in the file itself comes first
        found.sort_by_key(|at| (at.pack.clone(), at.rule.id.name.clone(), at.file.name != from.name));
        found.dedup_by(|one, other| one.pack == other.pack && one.rule.id.name == other.rule.id.name);
        found
    }

    /// The other places with a rule of this pack and id.
    pub(super) fn others_of(&self, file: &SourceFile, pack: &str, id: &str) -> Vec<&Arc<SourceFile>> {
        let others = self.outlines_with(id).filter(|(other, outline)| {
            other.name != file.name
                && outline.rules.iter().any(|rule| rule.id.name == id)
                && self.pack_of(other, outline) == pack
        });
        others.map(|(other, _)| other).collect()
    }
}

/// A rule on the desk.
#[derive(Debug, Clone)]
pub(super) struct RuleAt<'d> {
    pub(super) file: &'d Arc<SourceFile>,
    pub(super) rule: &'d RuleOutline,
    pub(super) pack: String,
}

/// A text with spaces in the place of the line that holds `offset`.
fn without_line(text: &str, offset: usize) -> String {
    let (before, behind) = text.split_at_checked(offset).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = behind.find(['\r', '\n']).map_or(text.len(), |end| offset + end);
    let (head, tail) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    format!("{head}{}{tail}", " ".repeat(end.saturating_sub(start)))
}
