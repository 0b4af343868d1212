//! What exactly is claimed: the spans of a content.

use super::cue::CueTokens;
use crate::claim::QuoteType;
use crate::engine::Match;
use crate::span::TokenRange;
use crate::text::{Document, Mark};

/// The claim of a match, without quotation marks around it and punctuation behind it.
pub(super) fn claim(document: &Document<'_>, found: &Match) -> Option<Vec<TokenRange>> {
    let mut ranges: Vec<TokenRange> =
        found.claim().into_iter().map(|range| trimmed(document, range)).filter(|range| !range.is_empty()).collect();
    ranges.sort_unstable();
    // what another part holds already is no part of its own
    let all = ranges.clone();
    ranges.retain(|range| !all.iter().any(|other| other != range && other.contains(*range)));
    (!ranges.is_empty()).then_some(ranges)
}

/// Words that introduce a content and belong to it.
fn is_complementiser(lower: &str) -> bool {
    matches!(lower, "that" | "whether" | "if" | "to" | "how" | "why")
}

/// The claim with the word before it that introduces it.
pub(super) fn with_complementiser(
    document: &Document<'_>,
    found: &Match,
    claim: &[TokenRange],
    cue: &CueTokens,
) -> Vec<TokenRange> {
    let mut content = claim.to_vec();
    for range in &mut content {
        let Some(before) = range.start.checked_sub(1).filter(|&before| found.tokens.holds(before)) else { continue };
        if is_complementiser(document.lower(before)) && !cue.holds(before) {
            range.start = before;
        }
    }
    content
}

/// Leaves out marks that go around the whole range, and punctuation at its end.
pub(super) fn trimmed(document: &Document<'_>, mut range: TokenRange) -> TokenRange {
    loop {
        let before = range;
        let closes = |at: usize| document.closed_at(at);
        while let Some(last) = range.end.checked_sub(1).filter(|&last| last > range.start) {
            let mark = document.tokens[last].mark;
            let inner = mark == Some(Mark::Close) && closes(last).is_some_and(|quotation| quotation.open > range.start);
            let punctuation = matches!(document.lower(last), "," | "." | ";" | ":" | "—") || mark.is_some() && !inner;
            if !punctuation {
                break;
            }
            range.end = last;
        }
        if let Some(quotation) = document.opened_at(range.start) {
            let ends_here =
                quotation.inside.end >= range.end || quotation.close.is_some_and(|close| close + 1 == range.end);
            if ends_here && range.len() > 1 {
                range.start += 1;
            }
        }
        if range == before {
            return closed(document, range);
        }
    }
}

/// Takes in the mark that closes a quotation begun inside the range.
fn closed(document: &Document<'_>, range: TokenRange) -> TokenRange {
    let inner =
        document.tokens.get(range.end.wrapping_sub(1)).and_then(|token| document.quotations.get(token.quotation?));
    let close = inner.filter(|quotation| quotation.open > range.start).and_then(|quotation| quotation.close);
    match close {
        Some(close) if close >= range.end && close <= range.end + 1 => TokenRange::new(range.start, close + 1),
        _ => range,
    }
}

/// How much of the content stands in quotation marks.
pub(super) fn quote_type(document: &Document<'_>, content: &[TokenRange]) -> QuoteType {
    let words = || content.iter().flat_map(|range| range.range()).filter(|&at| !document.is_punctuation(at));
    let quoted = words().filter(|&at| document.tokens[at].quotation.is_some()).count();
    match quoted {
        0 => QuoteType::Indirect,
        _ if quoted == words().count() => QuoteType::Direct,
        _ => QuoteType::Mixed,
    }
}

/// Whether a quotation in the content has no closing mark, and does not go on in the next paragraph.
pub(super) fn is_unbalanced(document: &Document<'_>, content: &[TokenRange]) -> bool {
    let first = content.first().and_then(|range| document.tokens.get(range.start)?.quotation);
    let Some((at, quotation)) = first.and_then(|at| Some((at, document.quotations.get(at)?))) else { return false };
    let goes_on = document.quotations.iter().skip(at).take(16).any(|next| next.continues == Some(at));
    quotation.close.is_none() && !goes_on
}
