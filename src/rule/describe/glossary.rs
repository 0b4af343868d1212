//! What a reading names without saying it: phrases, and the words of long lists.

use std::sync::Arc;

use super::pattern::say;
use super::prose::Prose;
use super::words;
use crate::rule::pattern::{Pattern, WordList};

/// Something a reading names.
#[derive(Debug, Clone, Copy)]
pub(super) enum Term<'p> {
    /// A phrase: its name, what its author says of it, and what it stands for.
    Phrase(&'p str, Option<&'p str>, &'p Pattern),
    /// A list of which some words are named.
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

/// What a reading named, each once, in the order it was named.
pub(super) struct Glossary<'p> {
    terms: Vec<Term<'p>>,
    /// Whether phrases are said and lists told in full.
    unfold: bool,
    /// What the rule reads at once.
    pub(super) unit: &'static str,
}

/// What a name in a reading stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The name of the phrase or list.
    pub name: String,
    /// What its author says of it.
    pub note: Option<String>,
    /// What it finds; where the note says enough, only if it was asked for.
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

    /// What all names mean, those among them that the meanings name.
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
                    let finds = (self.unfold || note.is_none()).then(|| say(inner, &mut self).prose);
                    Meaning { name: name.to_owned(), note: note.map(str::to_owned), finds }
                }
            });
        }
        meanings
    }
}
