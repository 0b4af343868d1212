//! A sentence as the readers of numerals, quantities and times see it, and anything else that numerals are read in.

use super::{Document, Language, Set, Shape, Table};
use crate::annotation::{EntityKind, Penn};
use crate::span::{Span, TokenRange};

/// Words in a row, all in lower case: the tokens of a sentence, or the words of a claim. Look-ups outside of them find
/// nothing.
pub(crate) trait Words {
    /// Their language.
    fn language(&self) -> &Language;

    /// The word at `at`; empty outside.
    fn lower(&self, at: usize) -> &str;

    /// Whether there is only a space between the word at `at` and the one before it.
    fn is_spaced(&self, at: usize) -> bool;

    /// Whether the word is in a set.
    fn is(&self, at: usize, set: Set) -> bool {
        self.language().is(self.lower(at), set)
    }

    /// Whether an entry of the table begins with the word.
    fn begins(&self, at: usize, table: Table) -> bool {
        self.language().sections.sets_of(self.lower(at)).begins(table)
    }

    /// Whether the word has a digit.
    fn has_digits(&self, at: usize) -> bool {
        self.lower(at).contains(char::is_numeric)
    }

    /// The value of the word in a table.
    fn value(&self, at: usize, table: Table) -> Option<&'static str> {
        self.language().value(self.lower(at), table)
    }

    /// The value in a table of the words from the token `at` on, using the longest entry that matches, and the token
    /// after them.
    fn phrase(&self, at: usize, table: Table) -> Option<(&'static str, usize)> {
        const MOST_WORDS: usize = 4;
        if !self.begins(at, table) {
            return None;
        }
        let mut words = self.lower(at).to_owned();
        let mut found = self.language().value(&words, table).map(|value| (value, at + 1));
        for next in at + 1..at + MOST_WORDS {
            if self.lower(next).is_empty() {
                break;
            }
            words.push(' ');
            words.push_str(self.lower(next));
            found = self.language().value(&words, table).map(|value| (value, next + 1)).or(found);
        }
        found
    }
}

/// The tokens of one sentence. Look-ups outside of it find nothing.
pub(crate) struct Line<'d, 'a> {
    pub(crate) document: &'d Document<'a>,
    pub(crate) tokens: TokenRange,
}

impl Line<'_, '_> {
    /// Whether there is nothing between the token and the one before it.
    pub(crate) fn is_glued(&self, at: usize) -> bool {
        let here = self.document.tokens.get(at).map(|token| token.span.start);
        let before = at.checked_sub(1).filter(|&before| self.tokens.holds(before));
        before.and_then(|before| self.document.tokens.get(before)).map(|token| token.span.end) == here
    }

    /// Whether the word of the token before `at` is in a set.
    pub(crate) fn before_is(&self, at: usize, set: Set) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, set))
    }

    /// Whether the dictionary form of the token is in a set.
    pub(crate) fn lemma_is(&self, at: usize, set: Set) -> bool {
        self.tokens.holds(at) && self.document.language.is(self.document.lemma(at), set)
    }

    /// Whether a word that is not a token, or only part of one, is in a set.
    pub(crate) fn word_is(&self, word: &str, set: Set) -> bool {
        self.document.language.is(word, set)
    }

    /// The value in a table of a word that is not a token, or only part of one.
    pub(crate) fn word_value(&self, word: &str, table: Table) -> Option<&'static str> {
        self.document.language.value(word, table)
    }

    /// The token before `at` in lower case.
    pub(crate) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.lower(before))
    }

    /// The token with its capitals.
    pub(crate) fn text(&self, at: usize) -> &str {
        if self.tokens.holds(at) { &self.document.word(at).text } else { "" }
    }

    /// Its tag.
    pub(crate) fn penn(&self, at: usize) -> Option<Penn> {
        if self.tokens.holds(at) { self.document.penn(at) } else { None }
    }

    /// The tag of the token before `at`.
    pub(crate) fn penn_before(&self, at: usize) -> Option<Penn> {
        at.checked_sub(1).and_then(|before| self.penn(before))
    }

    /// Whether the token begins with a capital.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.tokens.holds(at) && self.document.word(at).shape.has(Shape::TITLE)
    }

    /// Whether the token belongs to a name of the given kind which has other words too.
    pub(crate) fn is_in_name(&self, at: usize, kind: EntityKind) -> bool {
        self.document.entity_at(at).is_some_and(|entity| entity.kind == kind && entity.tokens.len() > 1)
    }

    /// Whether the token has the given shape.
    pub(crate) fn has_shape(&self, at: usize, shape: Shape) -> bool {
        self.tokens.holds(at) && self.document.word(at).shape.has(shape)
    }

    /// The currency that the token names by its code, next to digits: *EUR 1000*, *900 EUR*.
    pub(crate) fn currency_code(&self, at: usize) -> Option<&'static str> {
        let is_next_to_amount =
            self.has_digits(at + 1) || at.checked_sub(1).is_some_and(|before| self.is_amount(before));
        if is_next_to_amount && self.is_capital(at) {
            self.word_value(self.text(at), Table::CurrencyCodes)
        } else {
            None
        }
    }

    fn is_amount(&self, at: usize) -> bool {
        self.has_digits(at) || self.value(at, Table::Scales).is_some()
    }

    /// The bytes from the token `start` up to, but not including, the token `end`.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        self.document.span(TokenRange::new(start, end))
    }
}

impl Words for Line<'_, '_> {
    fn language(&self) -> &Language {
        self.document.language
    }

    fn lower(&self, at: usize) -> &str {
        if self.tokens.holds(at) { self.document.lower(at) } else { "" }
    }

    fn is(&self, at: usize, set: Set) -> bool {
        self.tokens.holds(at) && self.document.is(at, set)
    }

    fn value(&self, at: usize, table: Table) -> Option<&'static str> {
        if self.tokens.holds(at) { self.document.value(at, table) } else { None }
    }

    fn is_spaced(&self, at: usize) -> bool {
        !self.is_glued(at)
    }

    fn begins(&self, at: usize, table: Table) -> bool {
        self.tokens.holds(at) && self.document.begins(at, table)
    }

    fn has_digits(&self, at: usize) -> bool {
        self.tokens.holds(at) && self.document.word(at).shape.has(Shape::DIGIT)
    }
}
