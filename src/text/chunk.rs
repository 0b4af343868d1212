//! Base noun phrases: a noun with what precedes it.

use super::word_class::{Class, Shape};
use super::{Document, Sentence};
use crate::annotation::{EntityKind, Penn};
use crate::span::TokenRange;

/// A base noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk {
    /// Its tokens.
    pub tokens: TokenRange,
    /// The token of its noun or pronoun.
    pub head: usize,
}

/// The base noun phrases of a sentence, in order. Linear.
pub(super) fn chunks(document: &Document<'_>, sentence: &Sentence, found: &mut Vec<Chunk>) {
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        match document.language.grammar.chunk_at(document, at, sentence.tokens.end) {
            Some(chunk) => {
                at = chunk.tokens.end;
                found.push(chunk);
            }
            None => at += 1,
        }
    }
}

impl Chunk {
    /// Whether it is a point or stretch of time: *Tuesday*, *last week*.
    pub(crate) fn is_time(&self, document: &Document<'_>) -> bool {
        let head = document.word(self.head);
        let proper = document.penn(self.head).is_some_and(Penn::is_proper);
        // "told Channel TODAY"
        let named = self.tokens.len() > 1 && head.shape.has(Shape::UPPER)
            // "Rita May"
            || document.entity_kind(self.head) == Some(EntityKind::Person);
        let time = head.class.has(Class::TIME) && !head.class.has(Class::HUMAN) && !proper;
        !named && (time || document.is_calendar(self.head))
    }
}
