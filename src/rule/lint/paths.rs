//! Lines that can never match, because every path through them continues after the end of what a rule reads.
//!
//! All paths are followed at once, keeping for each only whether something was consumed and whether a sentence or the
//! unit has ended. If no path survives, the line can never match.

use std::collections::BTreeSet;

use super::in_rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::rule::ast::{Boundary, Side};
use crate::rule::pattern::{Pattern, PatternKind};
use crate::rule::{PatternLine, Rule, Within};

/// Reports a line that can never match, and returns whether it is one.
pub(super) fn never_matches(rule: &Rule, line: &PatternLine, problems: &mut Vec<Diagnostic>) -> bool {
    let mut dead = Dead::new();
    let start = BTreeSet::from([Past::default()]);
    let alive = paths(&line.pattern, &start, rule.within == Within::Sentence, Blame::default(), &mut dead);
    if !alive.is_empty() {
        return false;
    }
    let Some(&(code, piece)) = dead.first() else { return false };
    let mut span = in_rule(piece, rule, line);
    if code == Code::CrossesSentence && span == piece.origin.span {
        // the stop, not the word it is attached to
        span.start = span.end - 1;
    }
    let problem = match code {
        Code::CrossesSentence => Diagnostic::new(
            code,
            &rule.file,
            span,
            "this line can never match: it continues after the end of a sentence",
        )
        .why("a rule reads one sentence at a time")
        .help("write `within: paragraph` to read across sentences"),
        _ => Diagnostic::new(code, &rule.file, span, "this line can never match: the boundary is in the wrong place")
            .help("`<start>` and `<para>` go first, `<end>` and `<para-end>` last"),
    };
    problems.push(problem);
    true
}

/// What a path through a pattern has already passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Past {
    /// A token was consumed.
    consumed: bool,
    /// A sentence has ended.
    stopped: bool,
    /// The unit has ended.
    ended: bool,
}

/// The pieces to blame for a path that cannot continue, and why.
type Dead<'p> = Vec<(Code, &'p Pattern)>;

/// A previous piece that lets nothing follow.
#[derive(Clone, Copy, Default)]
struct Blame<'p> {
    /// Where a sentence ended.
    stop: Option<&'p Pattern>,
    /// Where the unit ended.
    end: Option<&'p Pattern>,
}

/// The states in which paths from `from` leave `piece`.
fn paths<'p>(
    piece: &'p Pattern,
    from: &BTreeSet<Past>,
    sentence: bool,
    blame: Blame<'p>,
    dead: &mut Dead<'p>,
) -> BTreeSet<Past> {
    let consume = |dead: &mut Dead<'p>, closing: bool, stops: bool| {
        let mut out = BTreeSet::new();
        for past in from {
            if past.ended && !closing {
                dead.push((Code::MisplacedBoundary, blame.end.unwrap_or(piece)));
            } else if past.stopped && sentence && !closing {
                dead.push((Code::CrossesSentence, blame.stop.unwrap_or(piece)));
            } else {
                out.insert(Past { consumed: true, stopped: past.stopped || stops, ..*past });
            }
        }
        out
    };
    match &piece.kind {
        PatternKind::Literal(text) => {
            let stops = ends_sentence(text);
            consume(dead, stops && text.len() == 1, stops)
        }
        PatternKind::Quote(Side::Close) | PatternKind::ClosingQuote(_) => consume(dead, true, false),
        PatternKind::Quote(Side::Open)
        | PatternKind::Forms(_)
        | PatternKind::List { .. }
        | PatternKind::Token(_)
        | PatternKind::Span(_) => consume(dead, false, false),
        PatternKind::Gap(_) | PatternKind::Not(_) => from.clone(),
        PatternKind::Boundary(boundary) => {
            let mut out = BTreeSet::new();
            for past in from {
                match boundary {
                    Boundary::Start | Boundary::Para if past.consumed => {
                        dead.push((Code::MisplacedBoundary, piece));
                    }
                    Boundary::Start | Boundary::Para => {
                        out.insert(*past);
                    }
                    Boundary::End | Boundary::ParaEnd => {
                        out.insert(Past { ended: true, ..*past });
                    }
                }
            }
            out
        }
        PatternKind::Sequence(parts) => {
            let (mut states, mut blame) = (from.clone(), blame);
            for part in parts {
                states = paths(part, &states, sentence, blame, dead);
                blame.stop = stop_in(part).or(blame.stop);
                blame.end = end_in(part).or(blame.end);
                if states.is_empty() {
                    break;
                }
            }
            states
        }
        PatternKind::Choice(parts) => parts.iter().flat_map(|part| paths(part, from, sentence, blame, dead)).collect(),
        PatternKind::Repeat { inner, least, .. } => {
            let mut out = paths(inner, from, sentence, blame, dead);
            if *least == 0 {
                out.extend(from);
            }
            out
        }
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } => {
            paths(inner, from, sentence, blame, dead)
        }
    }
}

/// Whether a literal ends a sentence: a stop by itself, or attached to a word that is not an abbreviation.
fn ends_sentence(text: &str) -> bool {
    let Some(word) = text.strip_suffix(['.', '?', '!']) else { return false };
    word.is_empty() || word.chars().count() > 3 && word.chars().all(char::is_lowercase)
}

/// The literal stop that `piece` ends with.
fn stop_in(piece: &Pattern) -> Option<&Pattern> {
    match &piece.kind {
        PatternKind::Literal(text) if ends_sentence(text) => Some(piece),
        PatternKind::Sequence(parts) => parts.iter().rev().find_map(stop_in),
        PatternKind::Choice(parts) => parts.iter().find_map(stop_in),
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } | PatternKind::Repeat { inner, .. } => {
            stop_in(inner)
        }
        _ => None,
    }
}

/// The boundary in `piece` that is an end.
fn end_in(piece: &Pattern) -> Option<&Pattern> {
    let mut found = None;
    piece.walk(&mut |inner| {
        if matches!(inner.kind, PatternKind::Boundary(Boundary::End | Boundary::ParaEnd)) {
            found = Some(inner);
        }
    });
    found
}
