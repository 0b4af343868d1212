//! Corrects tags where the words around leave no doubt.
//!
//! The tagger reads from left to right and sees three words; that a clause has no verb yet is beyond it.

use super::Tag;
use crate::terms::{Penn, Pos};
use crate::text::Token;
use crate::text::vocabulary::{Class, Vocabulary, Word};

/// Corrects the tags of one sentence. Linear.
pub(crate) fn correct(vocabulary: &Vocabulary, tokens: &mut [Token]) {
    let word = |token: &Token| -> &Word { vocabulary.word(token.word) };
    let mut clauses = Vec::new();
    for at in 1..tokens.len().saturating_sub(1) {
        let (before, here, after) = (tokens[at - 1], tokens[at], tokens[at + 1]);
        let reports = before.tag.penn.is_verb() && word(&before).class.any(Class::SAYING.or(Class::THINKING));
        let is_that = &*word(&here).lower == "that";
        // "warned that trust grows" holds no "that trust"
        let subject = after.tag.penn.is_noun()
            || matches!(after.tag.penn, Penn::Jj | Penn::Dt | Penn::PrpS | Penn::Cd | Penn::Prp);
        if reports && subject && is_that {
            tokens[at].tag = Tag { penn: Penn::In, pos: Pos::Sconj };
        }
        if is_that && tokens[at].tag.penn == Penn::In {
            clauses.push(at + 1);
        }
        // "it rained" holds no participle
        let nominative = matches!(&*word(&before).lower, "he" | "she" | "it" | "they" | "we" | "i");
        if nominative && here.tag.penn == Penn::Vbn && word(&here).class.has(Class::PAST) {
            tokens[at].tag = Tag { penn: Penn::Vbd, pos: Pos::Verb };
        }
    }
    for start in clauses {
        if let Some((verb, penn)) = missing_verb(vocabulary, tokens, start) {
            tokens[verb].tag = Tag { penn, pos: Pos::Verb };
        }
    }
}

/// The verb of a clause behind *that* in which no word is tagged as one: *that the market moves*.
fn missing_verb(vocabulary: &Vocabulary, tokens: &[Token], start: usize) -> Option<(usize, Penn)> {
    let clause = tokens.get(start..)?;
    if clause.iter().any(|token| token.tag.penn.is_finite()) {
        return None;
    }
    let mut candidates = clause.windows(2).enumerate().filter_map(|(at, pair)| {
        let [before, here] = pair else { return None };
        let class = vocabulary.word(here.word).class;
        let penn = match (before.tag.penn, here.tag.penn) {
            (Penn::Nn | Penn::Nnp, Penn::Nns) if class.has(Class::THIRD) => Penn::Vbz,
            (Penn::Nns | Penn::Nnps | Penn::Prp, Penn::Nn | Penn::Vb) if class.has(Class::VERB) => Penn::Vbp,
            (Penn::Nn | Penn::Nns | Penn::Nnp | Penn::Nnps | Penn::Prp, Penn::Vbn) if class.has(Class::PAST) => {
                Penn::Vbd
            }
            _ => return None,
        };
        Some((start + at + 1, penn))
    });
    candidates.next_back()
}
