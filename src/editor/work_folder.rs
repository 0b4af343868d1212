//! The files in a workspace folder, each with the names in it.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::SourceFile;
use crate::rule::{Outline, is_rule_file, outline};

/// The rule files in a workspace folder. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct WorkFolder {
    pub(super) files: Arc<BTreeMap<String, Entry>>,
    /// Files and folders in which every file is a rule file, whatever its content.
    pub(super) homes: Arc<Vec<String>>,
}

/// A file, and the names in it, which are computed on first use.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) source: Arc<SourceFile>,
    pub(super) outline: Arc<OnceLock<Outline>>,
    /// Whether its text is that of a rule file.
    pub(super) has_rules: bool,
    /// A hash of its text.
    pub(super) hash: u64,
}

impl Entry {
    pub(super) fn new(source: Arc<SourceFile>) -> Self {
        let mut hasher = DefaultHasher::new();
        source.text.hash(&mut hasher);
        let (has_rules, hash) = (is_rule_file(&source.text), hasher.finish());
        Self { source, outline: Arc::default(), has_rules, hash }
    }

    pub(super) fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| outline(&self.source))
    }
}

impl WorkFolder {
    /// Takes the files of a folder.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = Arc<SourceFile>>) -> Self {
        let entries = files.into_iter().map(|file| (file.name.clone(), Entry::new(file)));
        let files: BTreeMap<String, Entry> = entries.collect();
        for entry in files.values() {
            entry.outline();
        }
        Self { files: Arc::new(files), homes: Arc::default() }
    }

    /// The same, but these files, and all files in these folders, are rule files whatever their content.
    #[must_use]
    pub fn with_homes(self, homes: Vec<String>) -> Self {
        Self { homes: Arc::new(homes), ..self }
    }

    /// Whether a file of that name is a rule file whatever its content.
    pub(super) fn is_home_of(&self, name: &str) -> bool {
        self.homes.iter().any(|home| is_below(name, home))
    }
}

/// Whether a file of that name is `home` or below it; every file is below an empty name.
#[must_use]
pub fn is_below(name: &str, home: &str) -> bool {
    let rest = name.strip_prefix(home);
    home.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
