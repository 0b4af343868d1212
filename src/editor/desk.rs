//! The files that lie around the one that is edited.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::SourceFile;
use crate::rule::{Outline, Sheet, is_shipped, outline};

/// The rule files somebody works with: those that are open, as they stand in the editor, and those that lie beside them.
/// Files are known by their path below the folder of work, with slashes.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    open: BTreeMap<String, Arc<SourceFile>>,
    beside: BTreeMap<String, Arc<SourceFile>>,
}

impl Desk {
    /// A file is open, or has another text now.
    pub fn open(&mut self, source: Arc<SourceFile>) {
        self.open.insert(source.name.clone(), source);
    }

    /// A file is closed: what counts is the one beside.
    pub fn close(&mut self, name: &str) {
        self.open.remove(name);
    }

    /// These are the files that lie in the folder of work.
    pub fn set_beside(&mut self, files: BTreeMap<String, Arc<SourceFile>>) {
        self.beside = files;
    }

    /// The file of that name as it stands in the editor.
    #[must_use]
    pub fn opened(&self, name: &str) -> Option<&Arc<SourceFile>> {
        self.open.get(name)
    }

    /// The file of that name: the open one, else the one beside.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&Arc<SourceFile>> {
        self.opened(name).or_else(|| self.beside.get(name))
    }

    /// The names of the open files, sorted.
    pub fn open_names(&self) -> impl Iterator<Item = &str> {
        self.open.keys().map(String::as_str)
    }

    /// Every file once, by name.
    pub fn files(&self) -> impl Iterator<Item = &Arc<SourceFile>> {
        let all: BTreeMap<&str, &Arc<SourceFile>> =
            self.beside.iter().chain(&self.open).map(|(name, file)| (name.as_str(), file)).collect();
        all.into_values()
    }

    /// Reads an open file with all it can name. `read` gives the text of a file that is not on the desk.
    #[must_use]
    pub fn sheet(&self, source: &Arc<SourceFile>, read: &dyn Fn(&str) -> Result<String, String>) -> Sheet {
        Sheet::new(source, &|path| self.read(path, read), &|name| self.newer(name))
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
    pub(super) fn outlines_with<'d>(&'d self, word: &'d str) -> impl Iterator<Item = (&'d Arc<SourceFile>, Outline)> {
        let files = self.files().filter(move |file| is_rule_file(&file.text) && file.text.contains(word));
        files.map(|file| (file, outline(file))).collect::<Vec<_>>().into_iter()
    }

    /// Whether a file has a rule of that id, or one that had it.
    pub(super) fn has_rule(&self, id: &str) -> bool {
        self.outlines_with(id).any(|(_, outline)| {
            outline.rules.iter().any(|rule| rule.id.name == id || rule.aliases.iter().any(|alias| alias.name == id))
        })
    }
}

/// Whether a YAML file means to be a rule file: it has one of the keys that every rule file has.
#[must_use]
pub fn is_rule_file(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("claims:") || line.starts_with("rules:"))
}
