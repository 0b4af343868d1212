//! The names one file can use.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::rule::file::{Definition, RuleFile};
use crate::rule::pattern::{ROLES, WordList};

/// The names that one file can use: its own first, then those of the files it uses, the prelude last.
pub(in crate::rule) struct Scope<'f> {
    files: Vec<&'f RuleFile>,
    lists: BTreeMap<&'f str, Arc<WordList>>,
    /// Whether it lacks files that could not be found, so that a name nobody knows may be one of theirs.
    incomplete: bool,
}

/// What a name after `@` stands for.
pub(super) enum Named<'f> {
    List(Arc<WordList>),
    /// A phrase, with the file that defines it.
    Phrase(&'f RuleFile, &'f Definition),
}

impl<'f> Scope<'f> {
    /// The scope of the first of `files`; the others are what it can see, the nearest first. It is `incomplete` where one
    /// of them uses what was not found.
    pub(in crate::rule) fn new(files: Vec<&'f RuleFile>, incomplete: bool) -> Self {
        let mut lists = BTreeMap::new();
        for file in &files {
            for list in &file.lists {
                lists.entry(list.name.text.as_str()).or_insert_with(|| Arc::new(list.understood(&file.source)));
            }
        }
        Self { files, lists, incomplete }
    }

    /// What `name` stands for, by the nearest definition.
    pub(super) fn named(&self, name: &str) -> Option<Named<'f>> {
        self.files.iter().find_map(|&file| {
            if file.lists.iter().any(|list| list.name.text == name) {
                return self.lists.get(name).map(|list| Named::List(Arc::clone(list)));
            }
            let phrase = file.phrases.iter().find(|phrase| phrase.name.text == name)?;
            Some(Named::Phrase(file, phrase))
        })
    }

    /// Whether the nearest file that defines `name` does so twice; that was reported.
    pub(super) fn is_ambiguous(&self, name: &str) -> bool {
        let count = |file: &RuleFile| {
            let lists = file.lists.iter().filter(|list| list.name.text == name).count();
            lists + file.phrases.iter().filter(|phrase| phrase.name.text == name).count()
        };
        let nearest = self.files.iter().find(|file| count(file) > 0);
        nearest.is_some_and(|file| count(file) > 1 || file.twice.iter().any(|twice| twice == name))
    }

    /// The role of that name that a file declares.
    pub(super) fn role(&self, name: &str) -> Option<(&'f RuleFile, &'f Definition)> {
        self.files.iter().find_map(|&file| Some((file, file.roles.iter().find(|role| role.name.text == name)?)))
    }

    /// Whether names may be missing because a file was not found; that was reported.
    pub(in crate::rule) fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    /// The lists and phrases that can be used.
    pub(super) fn names(&self) -> BTreeSet<&'f str> {
        let phrases = self.files.iter().flat_map(|file| file.phrases.iter().map(|phrase| phrase.name.text.as_str()));
        self.lists.keys().copied().chain(phrases).collect()
    }

    /// Every role the file may capture.
    pub(in crate::rule) fn role_names(&self) -> BTreeSet<&'f str> {
        let declared = self.files.iter().flat_map(|file| file.roles.iter().map(|role| role.name.text.as_str()));
        ROLES.iter().map(|&(name, _)| name).chain(declared).collect()
    }

    /// The kinds of claim the file may name besides the ones every rule knows.
    pub(in crate::rule) fn kinds(&self) -> impl Iterator<Item = &'f str> {
        self.files.iter().flat_map(|file| file.kinds.iter().map(|kind| kind.text.as_str()))
    }
}
