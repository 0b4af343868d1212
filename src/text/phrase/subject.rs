//! Of which verb a phrase is the subject.

use super::{is_clause_opener, skip_adverbs, source_ends};
use crate::span::TokenRange;
use crate::terms::Penn;
use crate::text::chunk::Chunk;
use crate::text::{Document, clause};

impl Document<'_> {
    /// The phrase that begins with `chunk`, if it is the subject of a verb before `before`.
    pub(crate) fn subject(&self, chunk: &Chunk, before: usize) -> Option<TokenRange> {
        let verb_behind = |&end: &usize| {
            let verb = skip_adverbs(self, end);
            verb < before && self.penn(verb).is_some_and(Penn::is_finite)
        };
        let end = source_ends(self, chunk, before).into_iter().rev().find(verb_behind)?;
        Some(TokenRange::new(chunk.tokens.start, end))
    }

    /// The subject of the main clause that the token at `before` stands in or behind: the first of its sentence that no
    /// conjunction or relative pronoun makes subordinate.
    pub(crate) fn main_subject(&self, before: usize) -> Option<TokenRange> {
        let sentence = self.sentences.partition_point(|sentence| sentence.tokens.end <= before);
        let start = self.sentences.get(sentence)?.tokens.start;
        let quotation = |at: usize| self.tokens.get(at).and_then(|token| token.quotation);
        self.chunks_in(TokenRange::new(start, before))
            .iter()
            .filter(|chunk| quotation(chunk.tokens.start) == quotation(before))
            .filter(|chunk| !chunk.is_time(self) && self.penn(chunk.head) != Some(Penn::Ex))
            .filter(|chunk| !self.is_subordinate(chunk.tokens.start, before))
            .find_map(|chunk| self.subject(chunk, before))
    }

    /// Whether a phrase that begins at `start` is the subject of a subordinate clause that is over before the token at
    /// `before`.
    pub(crate) fn is_subordinate(&self, start: usize, before: usize) -> bool {
        let sentence = self.sentences.partition_point(|sentence| sentence.tokens.end <= start);
        let first = self.sentences.get(sentence).map_or(start, |sentence| sentence.tokens.start);
        match self.penn(start) {
            Some(Penn::Wdt) if self.lower(start) == "that" => return true,
            // "Moss, who was tired, left, saying": the sentence goes on behind the clause
            Some(Penn::Wp | Penn::Wdt | Penn::WpS) => {
                return clause::relative_end(self, start, before).is_some_and(|close| {
                    let comma = usize::from(self.lower(close) == ",");
                    let verb = skip_adverbs(self, close + comma);
                    verb < before && matches!(self.penn(verb), Some(Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md))
                });
            }
            _ => {}
        }
        for at in (first..start).rev() {
            if self.is_punctuation(at) {
                return false;
            }
            let opener = match self.penn(at) {
                Some(Penn::In) => is_clause_opener(self.lower(at)),
                Some(Penn::Wrb | Penn::Wp | Penn::Wdt | Penn::WpS) => true,
                _ => false,
            };
            if opener {
                return true;
            }
        }
        false
    }
}
