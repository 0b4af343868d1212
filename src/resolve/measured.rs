//! Assigns the quantities and times of an article to claims.

use super::Draft;
use crate::annotation::Penn;
use crate::measure::{Measures, Quantity, Time};
use crate::span::{Span, TokenRange};
use crate::text::Document;

/// The quantities in the words of a claim or its content.
pub(super) fn quantities(document: &Document<'_>, measures: &Measures, draft: &Draft<'_>) -> Vec<Quantity> {
    let words = words(document, draft);
    within(&measures.quantities, &words, |quantity| quantity.span).cloned().collect()
}

/// The times in the words of a claim or its content. For a claim of the article itself, also those in the match, and
/// those before the first verb of the sentence, which apply to all of it: *In 2011, after a flood, the bridge was
/// closed*.
pub(super) fn times(document: &Document<'_>, measures: &Measures, draft: &Draft<'_>) -> Vec<Time> {
    let mut words = words(document, draft);
    if !draft.is_attributed() {
        words.push(document.span(draft.found.tokens));
        words.push(frame(document, draft));
        words.sort_unstable();
    }
    let mut found: Vec<Time> = within(&measures.times, &words, |time| time.span).cloned().collect();
    found.dedup();
    found
}

/// The bytes of claim and content, in order.
fn words(document: &Document<'_>, draft: &Draft<'_>) -> Vec<Span> {
    let ranges = draft.claim.iter().chain(&draft.content);
    let mut spans: Vec<Span> = ranges.map(|&range| document.span(range)).collect();
    spans.sort_unstable();
    spans
}

/// The words of a claim's sentence before its first verb and before the claim.
fn frame(document: &Document<'_>, draft: &Draft<'_>) -> Span {
    let start = draft.start();
    let sentence = document.sentences.partition_point(|sentence| sentence.tokens.end <= start);
    let Some(first) = document.sentences.get(sentence).map(|sentence| sentence.tokens.start) else {
        return Span::default();
    };
    let verb = (first..start).find(|&at| document.penn(at).is_some_and(Penn::is_finite)).unwrap_or(start);
    document.span(TokenRange::new(first, verb))
}

/// The items of `all`, sorted by position, that are inside one of `spans`, which are sorted.
fn within<'m, T>(all: &'m [T], spans: &[Span], span: impl Fn(&T) -> Span) -> impl Iterator<Item = &'m T> {
    // for each span, the maximum end of all spans up to it
    let mut ends: Vec<usize> = spans.iter().map(|span| span.end).collect();
    for at in 1..ends.len() {
        ends[at] = ends[at].max(ends[at - 1]);
    }
    let first = spans.first().map_or(0, |span| span.start);
    let last = ends.last().copied().unwrap_or(0);
    let from = all.partition_point(|item| span(item).start < first);
    let to = all.partition_point(|item| span(item).start < last);
    let near = all.get(from..to).unwrap_or_default().iter();
    near.filter(move |item| {
        let before = spans.partition_point(|words| words.start <= span(item).start);
        before.checked_sub(1).is_some_and(|last| span(item).end <= ends[last])
    })
}
