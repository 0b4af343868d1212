//! The names that a description uses without expanding them: phrases, and the words of long lists.

use std::sync::Arc;

use super::pattern::describe;
use super::prose::Prose;
use super::words;
use crate::rule::pattern::{Pattern, WordList};

/// A name that a description uses.
#[derive(Debug, Clone, Copy)]
pub(super) enum Term<'p> {
    /// A phrase: its name, its author's comment, and its pattern.
    Phrase(&'p str, Option<&'p str>, &'p Pattern),
    /// A list of which only some words are shown.
    List(&'p Arc<WordList>),
}

impl Term<'_> {
    fn name(&self) -> &str {
        match self {
            Term::Phrase(name, ..) => name,
            Term::List(list) => &list.name,
        }
    }
}

/// The names that a description uses, each once, in order of appearance.
pub(super) struct Glossary<'p> {
    terms: Vec<Term<'p>>,
    /// Whether phrases and lists are described in full.
    unfold: bool,
    /// What the rule reads at once.
    pub(super) unit: &'static str,
}

/// The meaning of a name in a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The name of the phrase or list.
    pub name: String,
    /// Its author's comment.
    pub note: Option<String>,
    /// What it finds. If the comment is enough, only on request.
    pub finds: Option<Prose>,
}

impl<'p> Glossary<'p> {
    pub(super) const fn new(unit: &'static str, unfold: bool) -> Self {
        Self { terms: Vec::new(), unfold, unit }
    }

    pub(super) fn add(&mut self, term: Term<'p>) {
        let wanted = self.unfold || matches!(term, Term::Phrase(..));
        if wanted && !self.terms.iter().any(|known| known.name() == term.name()) {
            self.terms.push(term);
        }
    }

    /// The meanings of all names, including names that the meanings themselves use.
    pub(super) fn meanings(mut self) -> Vec<Meaning> {
        let mut meanings = Vec::new();
        let mut next = 0;
        while let Some(&term) = self.terms.get(next) {
            next += 1;
            meanings.push(match term {
                Term::List(list) => {
                    Meaning { name: list.name.clone(), note: None, finds: Some(words::whole_list(list)) }
                }
                Term::Phrase(name, note, inner) => {
                    let finds = (self.unfold || note.is_none()).then(|| describe(inner, &mut self).prose);
                    Meaning { name: name.to_owned(), note: note.map(str::to_owned), finds }
                }
            });
        }
        meanings
    }
}
