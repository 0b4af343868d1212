//! The data that reading a language requires.
//!
//! The text layer itself knows no word of any language. It asks a [`Language`] for *data*: the large word lists with
//! their codes, the model of the tagger, and closed word classes under names that the text layer defines ([`Set`],
//! [`Table`]). It does not know which languages exist; `crate::lang` creates them.

mod bits;
mod data;
mod grammar;
mod named_enum;
mod pronoun;
mod set;
mod table;

pub(crate) use bits::SetBits;
pub(crate) use data::Sections;
pub(crate) use grammar::{BareVerb, Grammar, VerbForm, apostrophe};
pub(crate) use pronoun::{Case, Gender, Number, Person, Pronoun};
pub(crate) use set::Set;
pub(crate) use table::Table;

use super::lexicon::WordList;
use super::tag::Model;

/// The data of one language: immutable, shared between threads, created once.
#[derive(Debug)]
pub struct Language {
    /// Its ISO 639-1 code.
    pub(crate) code: &'static str,
    pub(crate) words: WordList,
    pub(crate) irregular: WordList,
    pub(crate) strong_verbs: WordList,
    pub(crate) first_names: WordList,
    pub(crate) surnames: WordList,
    pub(crate) places: WordList,
    pub(crate) abbreviations: WordList,
    pub(crate) titles: WordList,
    pub(crate) organisation_words: WordList,
    pub(crate) peoples: WordList,
    /// Words whose cue is not a plain assertion, with their effect.
    pub(crate) cue_classes: WordList,
    /// How much each feature of a claim changes its confidence, in log-odds.
    pub(crate) confidence: WordList,
    pub(crate) tagger: Model,
    pub(crate) grammar: &'static dyn Grammar,
    /// The closed word classes and the tables.
    pub(crate) sections: Sections,
}

impl Language {
    /// The codes of a lower-case word in the word index (see `rules/en/lexicon/README.md`): `n` `v` `a` `r` for its
    /// parts of speech, then letters for its main senses; empty if the word is not in it.
    pub(crate) fn word_codes(&self, word: &str) -> &'static str {
        self.words.codes(word).unwrap_or_default()
    }

    /// The words that the irregular form `form` belongs to, each with the letter of its part of speech.
    pub(crate) fn irregular(&self, form: &str) -> impl Iterator<Item = (char, &'static str)> {
        let codes = self.irregular.codes(form).unwrap_or_default();
        codes.split(' ').filter_map(|code| {
            let (letter, base) = code.split_once(':')?;
            Some((letter.chars().next()?, base))
        })
    }

    /// Whether a lower-case word is in a set. For a word of a document use the document, where it is already looked up.
    pub(crate) fn is(&self, word: &str, set: Set) -> bool {
        self.sections.sets_of(word).has(set)
    }

    /// The words of a set, in the order of its file.
    pub(crate) fn words(&self, set: Set) -> impl Iterator<Item = &str> {
        self.sections.words(set)
    }

    /// The value in a table of a lower-case word, or of several separated by spaces.
    pub(crate) fn value(&self, word: &str, table: Table) -> Option<&'static str> {
        self.sections.value(word, table)
    }
}
