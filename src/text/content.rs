//! The content of reports, as far as it doesn't depend on the language.

use super::{Document, Mark};
use crate::annotation::Penn;

/// The kind of a content, as far as its end depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// A finite clause: *said it held*.
    Clause,
    /// A verb without a subject of its own: *wants to rebuild it*, *accused of hiding it*.
    Verb,
    /// A noun phrase with what follows it: *criticized the mayor for hiding it*.
    Noun,
}

/// All places where a content that begins at `start` could end: before a comma, dash, colon, bracket or quotation mark.
pub(crate) fn boundaries(document: &Document<'_>, start: usize, end: usize) -> Vec<usize> {
    let mut found: Vec<usize> = (start + 1..end)
        .filter(|&at| matches!(document.lower(at), "," | ";" | ":" | "—" | "(" | "\"" | "'"))
        .filter(|&at| document.lower(at) != "'" || document.tokens.get(at).is_some_and(|token| token.mark.is_some()))
        .map(|at| trimmed(document, start, end, at))
        .chain([trimmed(document, start, end, end)])
        .filter(|&at| at > start)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The end `at` of a content that begins at `start`, without closing punctuation; tokens from `limit` on are ignored.
pub(crate) fn trimmed(document: &Document<'_>, start: usize, limit: usize, mut at: usize) -> usize {
    let mark = |at: usize| document.tokens.get(at).filter(|_| at < limit).and_then(|token| token.mark);
    while at > start + 1 {
        let last = at - 1;
        let closes_inner = mark(last) == Some(Mark::Close) && opened_inside(document, start, last);
        let punctuation = last < limit
            && matches!(
                document.penn(last),
                Some(Penn::Comma | Penn::Stop | Penn::Colon | Penn::Nfp | Penn::Open | Penn::Close | Penn::Hyph)
            );
        let question = last < limit && matches!(document.lower(last), "?" | "!") && mark(at).is_some();
        if !punctuation || closes_inner || question {
            break;
        }
        at -= 1;
    }
    at
}

/// Whether the quotation that closes at `close` was opened in the content that begins at `start`.
pub(crate) fn opened_inside(document: &Document<'_>, start: usize, close: usize) -> bool {
    document.closed_at(close).is_some_and(|quotation| quotation.open >= start)
}
