//! The names one file can use.
//!
//! Every file has an index of the names it defines; a scope searches the indices of its files in turn. The sorted list
//! of all names, which only error messages need, is computed on first use.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::rule::file::{Definition, RuleFile};
use crate::rule::pattern::{ROLES, WordList};

/// The names that one file can use: its own first, then those of the files it uses, the prelude last.
pub(in crate::rule) struct Scope<'f> {
    files: Vec<&'f RuleFile>,
    /// Whether some of its files could not be found, so that an unknown name may be one of theirs.
    incomplete: bool,
    names: OnceCell<Vec<&'f str>>,
    role_names: OnceCell<Vec<&'f str>>,
    kinds: OnceCell<Kinds<'f>>,
}

/// The kinds of claim a file may use, in the order of their declarations, and as a set for look-ups.
struct Kinds<'f> {
    all: Vec<&'f str>,
    known: BTreeSet<&'f str>,
}

/// What a name after `@` refers to.
pub(super) enum Named<'f> {
    List(Arc<WordList>),
    /// A phrase, with the file that defines it.
    Phrase(&'f RuleFile, &'f Definition),
}

impl<'f> Scope<'f> {
    /// The scope of the first of `files`; the others are those it can see, the nearest first. It is `incomplete` if one
    /// of them uses a file that was not found.
    pub(in crate::rule) fn new(files: Vec<&'f RuleFile>, incomplete: bool) -> Self {
        let (names, role_names, kinds) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { files, incomplete, names, role_names, kinds }
    }

    /// What `name` refers to, by the nearest definition.
    pub(super) fn named(&self, name: &str) -> Option<Named<'f>> {
        self.files.iter().find_map(|&file| {
            if let Some(list) = file.index().lists.get(name).and_then(|&at| file.lists.get(at)) {
                return Some(Named::List(list.understood(&file.source)));
            }
            let phrase = file.index().phrases.get(name).and_then(|&at| file.phrases.get(at))?;
            Some(Named::Phrase(file, phrase))
        })
    }

    /// Whether the nearest file that defines `name` does so twice; that was already reported.
    pub(super) fn is_ambiguous(&self, name: &str) -> bool {
        let defines = |file: &&&RuleFile| {
            let index = file.index();
            index.lists.contains_key(name) || index.phrases.contains_key(name)
        };
        let nearest = self.files.iter().find(defines).map(|file| file.index());
        nearest.is_some_and(|index| {
            index.lists.contains_key(name) && index.phrases.contains_key(name) || index.twice.contains(name)
        })
    }

    /// The role with this name that a file declares.
    pub(super) fn role(&self, name: &str) -> Option<(&'f RuleFile, &'f Definition)> {
        self.files.iter().find_map(|&file| {
            let role = file.index().roles.get(name).and_then(|&at| file.roles.get(at))?;
            Some((file, role))
        })
    }

    /// Whether names may be missing because a file was not found, or a definition could not be read; that was already
    /// reported.
    pub(in crate::rule) fn is_incomplete(&self) -> bool {
        self.incomplete || self.files.iter().any(|file| file.has_unknown_names)
    }

    /// The lists and phrases that can be used, sorted.
    pub(super) fn names(&self) -> &[&'f str] {
        self.names.get_or_init(|| {
            let lists = self.files.iter().flat_map(|file| file.lists.iter().map(|list| list.name.text.as_str()));
            let phrases =
                self.files.iter().flat_map(|file| file.phrases.iter().map(|phrase| phrase.name.text.as_str()));
            lists.chain(phrases).collect::<BTreeSet<_>>().into_iter().collect()
        })
    }

    /// Every role the file may capture, sorted.
    pub(in crate::rule) fn role_names(&self) -> &[&'f str] {
        self.role_names.get_or_init(|| {
            let declared = self.files.iter().flat_map(|file| file.roles.iter().map(|role| role.name.text.as_str()));
            let built_in = ROLES.iter().map(|&(name, _)| name);
            built_in.chain(declared).collect::<BTreeSet<_>>().into_iter().collect()
        })
    }

    /// Whether the file may capture a role with this name.
    pub(in crate::rule) fn is_role(&self, name: &str) -> bool {
        ROLES.iter().any(|&(built_in, _)| built_in == name) || self.role(name).is_some()
    }

    /// The kinds of claim the file may use in addition to the ones every rule knows.
    pub(in crate::rule) fn kinds(&self) -> &[&'f str] {
        &self.known_kinds().all
    }

    /// Whether the file may use this kind of claim, in addition to the ones every rule knows.
    pub(in crate::rule) fn is_kind(&self, name: &str) -> bool {
        self.known_kinds().known.contains(name)
    }

    /// Whether there may be declarations of kinds that could not be read.
    pub(in crate::rule) fn has_unknown_kinds(&self) -> bool {
        self.incomplete || self.files.iter().any(|file| file.has_unknown_kinds)
    }

    fn known_kinds(&self) -> &Kinds<'f> {
        self.kinds.get_or_init(|| {
            let all: Vec<&str> =
                self.files.iter().flat_map(|file| file.kinds.iter().map(|kind| kind.text.as_str())).collect();
            Kinds { known: all.iter().copied().collect(), all }
        })
    }
}
