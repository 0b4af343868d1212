//! Determines of which verb a phrase is the subject.

use super::{is_clause_opener, skip_adverbs, source_ends};
use crate::annotation::Penn;
use crate::lang::en::clause;
use crate::span::TokenRange;
use crate::text::Chunk;
use crate::text::Document;

/// The phrase that begins with `chunk`, if it is the subject of a verb before `before`.
pub(in crate::lang::en) fn subject(document: &Document<'_>, chunk: &Chunk, before: usize) -> Option<TokenRange> {
    let verb_behind = |&end: &usize| {
        let verb = skip_adverbs(document, end);
        verb < before && document.penn(verb).is_some_and(Penn::is_finite)
    };
    let end = source_ends(document, chunk, before).into_iter().rev().find(verb_behind)?;
    Some(TokenRange::new(chunk.tokens.start, end))
}

/// Whether a phrase that begins at `start` is the subject of a subordinate clause that ends before the token at
/// `before`.
pub(in crate::lang::en) fn is_subordinate(document: &Document<'_>, start: usize, before: usize) -> bool {
    let sentence = document.sentences.partition_point(|sentence| sentence.tokens.end <= start);
    let first = document.sentences.get(sentence).map_or(start, |sentence| sentence.tokens.start);
    match document.penn(start) {
        Some(Penn::Wdt) if document.lower(start) == "that" => return true,
        // "Moss, who was tired, left, saying": the sentence continues after the clause
        Some(Penn::Wp | Penn::Wdt | Penn::WpS) => {
            return clause::relative_end(document, start, before).is_some_and(|close| {
                let comma = usize::from(document.lower(close) == ",");
                let verb = skip_adverbs(document, close + comma);
                verb < before && matches!(document.penn(verb), Some(Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md))
            });
        }
        _ => {}
    }
    for at in (first..start).rev() {
        if document.is_punctuation(at) {
            return false;
        }
        let opener = match document.penn(at) {
            Some(Penn::In) => is_clause_opener(document.lower(at)),
            Some(Penn::Wrb | Penn::Wp | Penn::Wdt | Penn::WpS) => true,
            _ => false,
        };
        if opener {
            return true;
        }
    }
    false
}
