//! The obstacle of a line: the token that stops it, and what the line asks for there.

use super::piece::{Written, is_nominal};
use crate::annotation::Penn;
use crate::engine::{Attempt, Fit};
use crate::rule::{Boundary, Pattern, PatternKind, Side};
use crate::span::TokenRange;
use crate::text::Document;

/// A run of misfits: tokens that no piece takes, and pieces that no token passes.
#[derive(Debug)]
pub(super) struct Hole<'p> {
    /// The tokens in the way; empty if something is missing before `tokens.start`.
    pub(super) tokens: TokenRange,
    /// The pieces that are missing, each with those around it.
    pub(super) missing: Vec<Vec<&'p Pattern>>,
    /// The piece that continues after the run.
    pub(super) next: Option<Vec<&'p Pattern>>,
}

/// How the closest reading of a line misses.
#[derive(Debug)]
pub(super) struct NearMiss<'p> {
    /// What the parts of the line took, in order.
    pub(super) took: Vec<(&'p Pattern, TokenRange)>,
    pub(super) holes: Vec<Hole<'p>>,
    /// The token that stops it, or the first of those that do.
    pub(super) token: usize,
    /// A description of what the line asks for there.
    pub(super) expected: String,
}

pub(super) fn near_miss<'p>(
    document: &Document<'_>,
    unit: TokenRange,
    written: Written<'p>,
    attempt: &Attempt<'p>,
) -> NearMiss<'p> {
    let mut took: Vec<(&Pattern, TokenRange)> = Vec::new();
    let mut holes: Vec<Hole<'_>> = Vec::new();
    let mut open = false;
    for fit in &attempt.fits {
        let at = match fit {
            Fit::Left(at) | Fit::Missing(_, at) => *at,
            Fit::Taken(around, tokens) => {
                if let Some(hole) = holes.last_mut().filter(|_| open) {
                    hole.next = Some(around.clone());
                }
                open = false;
                if let Some(part) = written.outermost(around) {
                    match took.last_mut() {
                        Some((last, range)) if std::ptr::eq(*last, part) => range.end = tokens.end,
                        _ => took.push((part, *tokens)),
                    }
                }
                continue;
            }
        };
        if !open {
            holes.push(Hole { tokens: TokenRange::new(at, at), missing: Vec::new(), next: None });
            open = true;
        }
        let Some(hole) = holes.last_mut() else { continue };
        match fit {
            Fit::Left(at) => hole.tokens.end = at + 1,
            Fit::Missing(around, _) => hole.missing.push(around.clone()),
            Fit::Taken(..) => {}
        }
    }
    took.retain(|&(_, tokens)| tokens.range().any(|at| !document.is_punctuation(at)));
    let leading = !matches!(attempt.fits.first(), Some(Fit::Taken(..)));
    if let Some(first) = holes.first_mut().filter(|_| leading) {
        widen_to_the_left(document, unit, first);
    }
    let token = holes.first().map_or(attempt.at, |hole| stopping(document, hole));
    // a word in place of a missing first one is not part of what follows
    if leading
        && let Some((_, tokens)) = took.first_mut().filter(|(_, tokens)| tokens.start == token && tokens.len() > 1)
    {
        tokens.start += 1;
    }
    let mut expected = expected(document, unit, written, attempt, holes.first(), token);
    let glued = holes.first().and_then(|hole| glued(document, unit, hole));
    let token = glued.unwrap_or(token);
    if let Some(glued) = glued {
        expected.push_str(&format!("; “{}” is one word", document.text(TokenRange::new(glued, glued + 1))));
        // it is in the way, whatever took it
        for (_, tokens) in &mut took {
            if tokens.holds(glued) {
                tokens.end = glued;
            }
        }
        took.retain(|(_, tokens)| !tokens.is_empty() && tokens.end <= glued);
    }
    NearMiss { took, holes, token: token.min(unit.end.saturating_sub(1)), expected }
}

/// The token that contains the missing one: *31-24* where a separate `-` was asked for, *4bn* where *bn* was.
fn glued(document: &Document<'_>, unit: TokenRange, hole: &Hole<'_>) -> Option<usize> {
    let leaf = hole.missing.first()?.first()?;
    let PatternKind::Literal(part) = &leaf.kind else { return None };
    let part = part.to_lowercase();
    let holds = |at: &usize| {
        let word = document.lower(*at);
        let digits = |rest: &str| rest.ends_with(|c: char| c.is_ascii_digit());
        if part.chars().any(char::is_alphanumeric) {
            word.strip_suffix(part.as_str()).is_some_and(digits)
        } else {
            word.len() > part.len() && word.trim_matches(|c: char| !c.is_alphanumeric()).contains(part.as_str())
        }
    };
    let before = hole.tokens.start.checked_sub(1);
    before.into_iter().chain(hole.tokens.range()).filter(|&at| unit.holds(at)).find(holds)
}

/// If the first piece is missing, extends the hole to what is there in its place.
fn widen_to_the_left(document: &Document<'_>, unit: TokenRange, hole: &mut Hole<'_>) {
    let Some(leaf) = hole.missing.first().and_then(|around| around.first()) else { return };
    let at = hole.tokens.start;
    let Some(before) = at.checked_sub(1).filter(|&before| unit.holds(before)) else { return };
    let start = match &leaf.kind {
        PatternKind::Boundary(Boundary::Start | Boundary::Para) => unit.start,
        PatternKind::Span(kind) if is_nominal(*kind) => {
            let chunk = document.chunks_in(unit).iter().find(|chunk| chunk.tokens.end == at);
            chunk.map_or(at, |chunk| chunk.tokens.start)
        }
        // everything where the claim should be is in its place
        PatternKind::Quote(Side::Open) if hole.missing.len() > 1 => unit.start,
        PatternKind::Span(_) => unit.start,
        // a word that was tested is already in its place
        PatternKind::Token(_) if !hole.tokens.is_empty() => at,
        PatternKind::Literal(_) | PatternKind::Forms(_) | PatternKind::List { .. } | PatternKind::Token(_) => {
            let aside = document.is_punctuation(before)
                || document.penn(before).is_some_and(Penn::is_adverb)
                || document.value_at(before).is_some();
            if aside { at } else { before }
        }
        _ => at,
    };
    hole.tokens.start = start;
}

/// The token of a hole to point at: in a noun phrase of the wrong kind, its noun.
fn stopping(document: &Document<'_>, hole: &Hole<'_>) -> usize {
    let at = hole.tokens.start;
    let leaf = hole.missing.first().and_then(|around| around.first());
    let nominal = leaf.is_some_and(|leaf| matches!(leaf.kind, PatternKind::Span(kind) if is_nominal(kind)));
    let determined = matches!(document.penn(at), Some(Penn::Dt | Penn::PrpS | Penn::Pdt));
    match document.chunk_from(at) {
        Some(chunk) if nominal && determined => chunk.head,
        _ => at,
    }
}

/// What the line asks for at the first misfit: what is missing there or continues after it, then what else could be
/// there.
fn expected<'p>(
    document: &Document<'_>,
    unit: TokenRange,
    written: Written<'p>,
    attempt: &Attempt<'p>,
    hole: Option<&Hole<'p>>,
    token: usize,
) -> String {
    const MOST: usize = 4;
    let first = hole.and_then(|hole| hole.missing.first().or(hole.next.as_ref()));
    let mut all: Vec<String> = first.map(|around| written.asked(around)).into_iter().collect();
    for around in &attempt.wanted {
        let words = written.asked(around);
        if !all.contains(&words) {
            all.push(words);
        }
    }
    let more = all.len() > MOST;
    all.truncate(MOST);
    let mut text = all.join(", or ");
    if more {
        text.push_str(", or …");
    }
    if token >= unit.end || document.tokens.get(token).is_some_and(|_| token + 1 == unit.end) {
        text.push_str("; here the sentence ends");
    }
    text
}
