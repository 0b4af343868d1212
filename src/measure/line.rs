//! One sentence, as those who read quantities and times look at it.

use crate::span::{Span, TokenRange};
use crate::terms::{EntityKind, Penn};
use crate::text::{Document, Set, Shape, Table};

/// The tokens of one sentence. A question about a place outside of it is answered as if nothing stood there.
pub(super) struct Line<'d, 'a> {
    pub(super) document: &'d Document<'a>,
    pub(super) tokens: TokenRange,
}

impl Line<'_, '_> {
    /// The token in lower case; empty outside of the sentence.
    pub(super) fn lower(&self, at: usize) -> &str {
        if self.tokens.holds(at) { self.document.lower(at) } else { "" }
    }

    /// Whether the word of the token is in a set; of no word outside of the sentence.
    pub(super) fn is(&self, at: usize, set: Set) -> bool {
        self.tokens.holds(at) && self.document.is(at, set)
    }

    /// Whether the word of the token before `at` is in a set.
    pub(super) fn before_is(&self, at: usize, set: Set) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, set))
    }

    /// Whether the dictionary form of the token is in a set.
    pub(super) fn lemma_is(&self, at: usize, set: Set) -> bool {
        self.tokens.holds(at) && self.document.language.is(self.document.lemma(at), set)
    }

    /// Whether a word that is no token, or part of one, is in a set.
    pub(super) fn word_is(&self, word: &str, set: Set) -> bool {
        self.document.language.is(word, set)
    }

    /// What a table says of the token.
    pub(super) fn value(&self, at: usize, table: Table) -> Option<&'static str> {
        if self.tokens.holds(at) { self.document.value(at, table) } else { None }
    }

    /// What a table says of a word that is no token, or part of one.
    pub(super) fn word_value(&self, word: &str, table: Table) -> Option<&'static str> {
        self.document.language.value(word, table)
    }

    /// What a table says of the words from the token `at` on, as many of them as it has an entry for, and the token behind
    /// them.
    pub(super) fn phrase(&self, at: usize, table: Table) -> Option<(&'static str, usize)> {
        const MOST_WORDS: usize = 4;
        if !self.tokens.holds(at) || !self.document.begins(at, table) {
            return None;
        }
        let mut words = self.lower(at).to_owned();
        let mut found = self.word_value(&words, table).map(|value| (value, at + 1));
        for next in at + 1..(at + MOST_WORDS).min(self.tokens.end) {
            words.push(' ');
            words.push_str(self.lower(next));
            found = self.word_value(&words, table).map(|value| (value, next + 1)).or(found);
        }
        found
    }

    /// The token before `at` in lower case.
    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.lower(before))
    }

    /// The token with its capitals.
    pub(super) fn text(&self, at: usize) -> &str {
        if self.tokens.holds(at) { &self.document.word(at).text } else { "" }
    }

    /// Its tag.
    pub(super) fn penn(&self, at: usize) -> Option<Penn> {
        if self.tokens.holds(at) { self.document.penn(at) } else { None }
    }

    /// The tag of the token before `at`.
    pub(super) fn penn_before(&self, at: usize) -> Option<Penn> {
        at.checked_sub(1).and_then(|before| self.penn(before))
    }

    /// Whether the token begins with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.tokens.holds(at) && self.document.word(at).shape.has(Shape::TITLE)
    }

    /// Whether nothing stands between the token and the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        let here = self.document.tokens.get(at).map(|token| token.span.start);
        let before = at.checked_sub(1).filter(|&before| self.tokens.holds(before));
        before.and_then(|before| self.document.tokens.get(before)).map(|token| token.span.end) == here
    }

    /// Whether the token belongs to a name of that kind which has other words too.
    pub(super) fn is_in_name(&self, at: usize, kind: EntityKind) -> bool {
        self.document.entity_at(at).is_some_and(|entity| entity.kind == kind && entity.tokens.len() > 1)
    }

    /// The bytes from the token `start` up to, not including, the token `end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        self.document.span(TokenRange::new(start, end))
    }
}
