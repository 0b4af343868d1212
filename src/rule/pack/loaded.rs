//! The files that are loaded, and which of them each one sees.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::LoadedFile;
use super::manifest::{self, Manifest};
use crate::diagnostic::{Code, Diagnostic, SourceFile, is_hidden, named_character, nearest};
use crate::rule::ast::Name;
use crate::rule::characters::{self, Meant};
use crate::rule::file::{self, FileKind, ManifestFile, RuleFile};
use crate::rule::names::Scope;
use crate::rule::shipped::{self, shipped};

/// Files, each read once, by index.
pub(super) struct Library<'l> {
    read: &'l dyn Fn(&str) -> Result<String, String>,
    /// The version that replaces a file of the program, by its name, while that is being changed.
    newer: &'l dyn Fn(&str) -> Option<Arc<SourceFile>>,
    files: Vec<Entry>,
    by_name: BTreeMap<String, usize>,
    prelude: Vec<usize>,
    /// The files of the program's packs that were requested.
    packs: BTreeMap<String, Vec<Arc<SourceFile>>>,
    /// The manifests of folders, as far as they were requested; the keys end with a slash.
    manifests: BTreeMap<String, Option<ManifestFile>>,
    /// The text files that lists take their words from.
    words: BTreeMap<String, Arc<SourceFile>>,
}

/// A file, and the indices of the files it uses.
struct Entry {
    file: RuleFile,
    uses: Vec<usize>,
    /// Whether the files it uses were looked up.
    resolved: bool,
    /// Whether a file it uses was not found.
    incomplete: bool,
    /// Whether it was given, not only used.
    given: bool,
}

impl<'l> Library<'l> {
    /// A library that contains the prelude; `read` returns the texts of files that others use.
    pub(super) fn new(read: &'l dyn Fn(&str) -> Result<String, String>) -> Self {
        Self::among(read, &|_| None)
    }

    /// The same, where `newer` returns the version that replaces a file of the program.
    pub(super) fn among(
        read: &'l dyn Fn(&str) -> Result<String, String>,
        newer: &'l dyn Fn(&str) -> Option<Arc<SourceFile>>,
    ) -> Self {
        let mut library = Self {
            read,
            newer,
            files: Vec::new(),
            by_name: BTreeMap::new(),
            prelude: Vec::new(),
            packs: BTreeMap::new(),
            manifests: BTreeMap::new(),
            words: BTreeMap::new(),
        };
        let prelude = library.as_edited(shipped(shipped::PRELUDE));
        library.prelude = prelude.iter().map(|source| library.add(source, false, &mut Vec::new())).collect();
        library
    }

    /// Files of the program, in their current version if they are being changed.
    fn as_edited(&self, sources: Vec<Arc<SourceFile>>) -> Vec<Arc<SourceFile>> {
        sources.into_iter().map(|source| (self.newer)(&source.name).unwrap_or(source)).collect()
    }

    /// The file at index `at`.
    pub(super) fn file(&self, at: usize) -> Option<&RuleFile> {
        self.files.get(at).map(|entry| &entry.file)
    }

    /// Reads a file once; its problems count only if it was given, not used.
    pub(super) fn add(&mut self, source: &Arc<SourceFile>, given: bool, problems: &mut Vec<Diagnostic>) -> usize {
        let known = self.by_name.get(&source.name).copied();
        if let Some(at) = known
            && !(given && self.files.get(at).is_some_and(|entry| !entry.given))
        {
            return at;
        }
        let mut found = Vec::new();
        let mut file = file::read(source, &mut found);
        self.fill_lists(&mut file, &mut found);
        if given {
            problems.append(&mut found);
        }
        if let Some((at, entry)) = known.and_then(|at| Some((at, self.files.get_mut(at)?))) {
            // one of the program's own that all files see, and now a new version of it
            (entry.file, entry.given) = (file, given);
            return at;
        }
        self.files.push(Entry { file, uses: Vec::new(), resolved: false, incomplete: false, given });
        self.by_name.insert(source.name.clone(), self.files.len() - 1);
        self.files.len() - 1
    }

    /// Reads the text files that lists of a file take their words from. They are in the same folder or below it.
    fn fill_lists(&mut self, file: &mut RuleFile, problems: &mut Vec<Diagnostic>) {
        for list in &mut file.lists {
            let Some(from) = list.from.clone() else { continue };
            let path = format!("{}{}", folder(&file.source.name), from.text);
            let read = if is_outside(&from.text) {
                Err(format!("`{}` is outside the folder of this file", from.text))
            } else {
                (self.read)(&path).map_err(|reason| format!("`{path}` cannot be read: {reason}"))
            };
            match read {
                Ok(text) => {
                    list.fill(&text);
                    problems.extend(hidden_in_words(&file.source, &from, &path, &text));
                    self.words.insert(path.clone(), SourceFile::new(path, text));
                }
                Err(message) => {
                    list.broken = true;
                    let problem = Diagnostic::new(Code::UnknownPack, &file.source, from.span, message);
                    problems.push(
                        problem.help("a list can be a text file next to or below this one, with one entry per line"),
                    );
                }
            }
        }
    }

    /// Reads a manifest that was given.
    pub(super) fn add_manifest(&mut self, source: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) {
        let manifest = file::read_manifest(source, problems);
        self.manifests.insert(folder(&source.name).to_owned(), Some(manifest));
    }

    /// Fills in the properties that the file at index `at` doesn't declare itself from the manifest of its folder.
    pub(super) fn describe(&mut self, at: usize, problems: &mut Vec<Diagnostic>) {
        let Some(entry) = self.files.get(at) else { return };
        let home = folder(&entry.file.source.name).to_owned();
        if !self.manifests.contains_key(&home) {
            let found = self.manifest_of(&entry.file.source);
            self.manifests.insert(home.clone(), found.map(|source| file::read_manifest(&source, &mut Vec::new())));
        }
        if let (Some(entry), Some(Some(manifest))) = (self.files.get_mut(at), self.manifests.get(&home)) {
            manifest::describe(&mut entry.file, manifest, problems);
        }
    }

    /// The same for all files that others use. Their problems are reported where they are given.
    pub(super) fn describe_used(&mut self) {
        for at in 0..self.files.len() {
            if self.files.get(at).is_some_and(|entry| !entry.given) {
                self.describe(at, &mut Vec::new());
            }
        }
    }

    /// Every file, each with its pack, sorted by name.
    pub(super) fn loaded(&self) -> Vec<LoadedFile> {
        let text_of = |name: &Option<Name>| name.as_ref().map(|name| name.text.clone()).unwrap_or_default();
        let loaded = |source: &Arc<SourceFile>, pack: &Option<Name>, version: &Option<Name>| LoadedFile {
            source: Arc::clone(source),
            pack: text_of(pack),
            version: text_of(version),
        };
        let files = self.files.iter().map(|Entry { file, .. }| loaded(&file.source, &file.pack, &file.version));
        let words = self.files.iter().flat_map(|Entry { file, .. }| {
            let paths = file
                .lists
                .iter()
                .filter_map(|list| Some(format!("{}{}", folder(&file.source.name), list.from.as_ref()?.text)));
            paths.filter_map(|path| Some(loaded(self.words.get(&path)?, &file.pack, &file.version)))
        });
        let manifests = self.manifests.values().flatten();
        let manifests = manifests.map(|manifest| loaded(&manifest.source, &manifest.name, &manifest.version));
        let mut all: Vec<LoadedFile> = files.chain(words).chain(manifests).collect();
        all.sort_by(|one, other| one.source.name.cmp(&other.source.name));
        all.dedup_by(|one, other| one.source.name == other.source.name);
        all
    }

    /// The manifest in the folder of a file.
    fn manifest_of(&self, source: &SourceFile) -> Option<Arc<SourceFile>> {
        let names = file::MANIFEST_FILES.map(|name| format!("{}{name}", folder(&source.name)));
        let found = |name: String| {
            if shipped::is_shipped(source) {
                (self.newer)(&name).or_else(|| shipped::shipped_file(&name))
            } else {
                (self.read)(&name).ok().map(|text| SourceFile::new(name, text))
            }
        };
        let is_manifest = |source: &Arc<SourceFile>| FileKind::of(source) == FileKind::Manifest;
        names.into_iter().filter_map(found).find(is_manifest)
    }

    /// The manifests that were found, by the names of their packs.
    pub(super) fn manifests(&self) -> Vec<Manifest> {
        let mut all: Vec<Manifest> = self.manifests.values().flatten().filter_map(Manifest::of).collect();
        all.sort_by(|one, other| (&one.name, &one.file.name).cmp(&(&other.name, &other.file.name)));
        all
    }

    /// Reads what the file at index `at` uses, and what that uses.
    pub(super) fn add_used(&mut self, at: usize, problems: &mut Vec<Diagnostic>) {
        let mut open = vec![at];
        while let Some(at) = open.pop() {
            let Some(entry) = self.files.get_mut(at) else { continue };
            // once for all that use it, because thousands of files may use each other
            if std::mem::replace(&mut entry.resolved, true) {
                continue;
            }
            let (home, names) = (Arc::clone(&entry.file.source), entry.file.uses.clone());
            for name in names {
                let sources = match self.named(&home, &name) {
                    Ok(sources) => sources,
                    Err(problem) => {
                        problems.push(*problem);
                        if let Some(entry) = self.files.get_mut(at) {
                            entry.incomplete = true;
                        }
                        continue;
                    }
                };
                for source in sources {
                    let used = self.add(&source, false, problems);
                    if let Some(entry) = self.files.get_mut(at) {
                        entry.uses.push(used);
                    }
                    open.push(used);
                }
            }
        }
    }

    /// The files of a pack of the program, replaced by their new versions among the given files.
    fn newest(&self, pack: &str, shipped: Vec<Arc<SourceFile>>) -> Vec<Arc<SourceFile>> {
        let given = self.files.iter().filter(|entry| entry.given).map(|entry| &entry.file);
        let of_pack = given.filter(|file| file.pack.as_ref().is_some_and(|name| name.text == pack));
        let mut versions: Vec<&Arc<SourceFile>> =
            of_pack.map(|file| &file.source).filter(|source| shipped::in_shipped_folder(&source.name)).collect();
        let mut files = Vec::new();
        for old in shipped {
            let is_version = |new: &&Arc<SourceFile>| {
                let name = new.name.replace('\\', "/");
                name.strip_suffix(old.name.as_str()).is_some_and(|root| root.is_empty() || root.ends_with('/'))
            };
            match versions.iter().position(is_version) {
                Some(at) => files.push(Arc::clone(versions.remove(at))),
                None => files.push(old),
            }
        }
        files.extend(versions.into_iter().cloned());
        files
    }

    /// The files that a name under `use:` refers to.
    fn named(&mut self, home: &Arc<SourceFile>, name: &Name) -> Result<Vec<Arc<SourceFile>>, Box<Diagnostic>> {
        let problem = |message: String| Box::new(Diagnostic::new(Code::UnknownPack, home, name.span, message));
        let is_path = name.text.contains(['/', '\\']) || name.text.ends_with(".yaml") || name.text.ends_with(".yml");
        if !is_path {
            if let Some(known) = self.packs.get(&name.text) {
                return Ok(known.clone());
            }
            let found = self.newest(&name.text, self.as_edited(shipped(&name.text)));
            if found.is_empty() {
                let names = shipped::names();
                let near = nearest(&name.text, names.iter().map(String::as_str));
                let help = near.map_or_else(
                    || {
                        format!(
                            "the built-in packs are {}; a file is named with its extension: `words.yaml`",
                            names.join(", ")
                        )
                    },
                    |near| format!("did you mean `{near}`?"),
                );
                return Err(Box::new(problem(format!("unknown pack `{}`", name.text)).help(help)));
            }
            self.packs.insert(name.text.clone(), found.clone());
            return Ok(found);
        }
        if is_outside(&name.text) {
            return Err(Box::new(
                problem(format!("`{}` is outside the folder of this file", name.text))
                    .help("a file can use files next to or below it"),
            ));
        }
        let path = format!("{}{}", folder(&home.name), name.text);
        if let Some(known) = self.by_name.get(&path).and_then(|&at| self.files.get(at)) {
            return Ok(vec![Arc::clone(&known.file.source)]);
        }
        match (self.read)(&path) {
            Ok(text) => Ok(vec![SourceFile::new(path, text)]),
            Err(reason) => Err(problem(format!("`{path}` cannot be read: {reason}"))),
        }
    }

    /// What the file at index `at` can see: itself, then what it uses, breadth first, then the prelude.
    pub(super) fn scope(&self, at: usize) -> Scope<'_> {
        let entries = || self.order(at).into_iter().filter_map(|at| self.files.get(at));
        Scope::new(entries().map(|entry| &entry.file).collect(), entries().any(|entry| entry.incomplete))
    }

    /// The files that the one at index `at` can see, in the order of [`Library::scope`], and whether one was not found.
    pub(super) fn seen_by(self, at: usize) -> (Vec<RuleFile>, bool) {
        let order = self.order(at);
        let mut entries: Vec<Option<Entry>> = self.files.into_iter().map(Some).collect();
        let seen: Vec<Entry> = order.iter().filter_map(|&at| entries.get_mut(at)?.take()).collect();
        let incomplete = seen.iter().any(|entry| entry.incomplete);
        (seen.into_iter().map(|entry| entry.file).collect(), incomplete)
    }

    fn order(&self, at: usize) -> Vec<usize> {
        let mut order = vec![at];
        let mut seen = FxHashSet::from_iter([at]);
        let mut next = 0;
        while let Some(&file) = order.get(next) {
            let uses = self.files.get(file).map_or(&[][..], |entry| &entry.uses);
            for &used in uses {
                if seen.insert(used) {
                    order.push(used);
                }
            }
            next += 1;
        }
        for &file in &self.prelude {
            if seen.insert(file) {
                order.push(file);
            }
        }
        order
    }
}

/// Whether a path in a rule file leads outside the folder of the file.
fn is_outside(path: &str) -> bool {
    path.starts_with('/') || path.split(['/', '\\']).any(|part| part == "..") || path.contains(':')
}

/// The folder of a path, including the trailing slash.
fn folder(path: &str) -> &str {
    path.rfind(['/', '\\']).and_then(|end| path.get(..=end)).unwrap_or_default()
}

/// An invisible character in a text file of words, which would keep a word from ever matching. The first is reported,
/// at the name of the file in the list.
fn hidden_in_words(file: &Arc<SourceFile>, from: &Name, path: &str, text: &str) -> Option<Diagnostic> {
    let hidden = |entry: &str| entry.chars().find(|&c| is_hidden(c) || characters::meant(c) == Some(Meant::Nothing));
    let (line, character) = file::entries_of(text).find_map(|(line, entry)| Some((line, hidden(entry)?)))?;
    let named = if is_hidden(character) { named_character(character) } else { characters::described(character) };
    let problem =
        Diagnostic::new(Code::HiddenCharacter, file, from.span, format!("`{path}` has {named} in line {line}"));
    Some(problem.why("it is invisible, and no word of an article contains it").help("remove it there"))
}
