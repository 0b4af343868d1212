//! Gaps that catch nothing, or almost anything.

use super::in_rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::rule::pattern::{Pattern, PatternKind, TokenTest};
use crate::rule::{PatternLine, Rule};

/// Reports gaps that a pattern begins or ends with.
pub(super) fn at_edges(rule: &Rule, line: &PatternLine, problems: &mut Vec<Diagnostic>) {
    for (gap, edge) in [(edge(&line.pattern, true), "begins"), (edge(&line.pattern, false), "ends")] {
        let Some(gap) = gap else { continue };
        let span = in_rule(gap, rule, line);
        let problem = Diagnostic::new(Code::EdgeGap, &rule.file, span, format!("the pattern {edge} with a gap"));
        problems.push(
            problem
                .why("a match may begin and end anywhere, so the gap always matches nothing")
                .help("take the gap away, or write `<start>` or `<end>` beside it"),
        );
    }
}

/// Reports two gaps without bounds, one behind the other.
pub(super) fn two_on_a_path(rule: &Rule, line: &PatternLine, problems: &mut Vec<Diagnostic>) {
    let mut gaps = Vec::new();
    let most = unbounded(&line.pattern, &mut gaps);
    let Some(second) = gaps.get(1).or(gaps.first()).filter(|_| most >= 2) else { return };
    let span = in_rule(second, rule, line);
    let problem = Diagnostic::new(Code::DoubleGap, &rule.file, span, "two gaps without bounds stand on one path");
    problems.push(
        problem
            .why("together they match almost anything")
            .help("give one of them a bound: `...6` is at most six words"),
    );
}

/// The gap that a pattern begins or ends with on some path.
fn edge(piece: &Pattern, first: bool) -> Option<&Pattern> {
    match &piece.kind {
        PatternKind::Gap(_) => Some(piece),
        PatternKind::Repeat { inner, most: None, .. } if is_any(inner) => Some(piece),
        PatternKind::Sequence(parts) => {
            let mut parts: Vec<&Pattern> = parts.iter().collect();
            if !first {
                parts.reverse();
            }
            for part in parts {
                if let Some(gap) = edge(part, first) {
                    return Some(gap);
                }
                if !may_be_empty(part) || is_anchored(part) {
                    return None;
                }
            }
            None
        }
        PatternKind::Choice(parts) => parts.iter().find_map(|part| edge(part, first)),
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } | PatternKind::Repeat { inner, .. } => {
            edge(inner, first)
        }
        _ => None,
    }
}

/// Whether every path through `piece` that consumes nothing passes a boundary.
fn is_anchored(piece: &Pattern) -> bool {
    match &piece.kind {
        PatternKind::Boundary(_) => true,
        PatternKind::Sequence(parts) => parts.iter().any(is_anchored),
        PatternKind::Choice(parts) => parts.iter().all(|part| is_anchored(part) || !may_be_empty(part)),
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } => is_anchored(inner),
        _ => false,
    }
}

fn may_be_empty(piece: &Pattern) -> bool {
    match &piece.kind {
        PatternKind::Gap(_) | PatternKind::Not(_) | PatternKind::Boundary(_) => true,
        PatternKind::Repeat { inner, least, .. } => *least == 0 || may_be_empty(inner),
        PatternKind::Sequence(parts) => parts.iter().all(may_be_empty),
        PatternKind::Choice(parts) => parts.iter().any(may_be_empty),
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } => may_be_empty(inner),
        _ => false,
    }
}

/// The most gaps without bounds on one path through `piece`, which are added to `gaps` in their order.
fn unbounded<'p>(piece: &'p Pattern, gaps: &mut Vec<&'p Pattern>) -> usize {
    match &piece.kind {
        PatternKind::Gap(None) => {
            gaps.push(piece);
            1
        }
        PatternKind::Repeat { inner, most: None, .. } if is_any(inner) => {
            gaps.push(piece);
            1
        }
        PatternKind::Repeat { inner, most, .. } => {
            let once = unbounded(inner, gaps);
            if most.is_none_or(|most| most > 1) { once.saturating_mul(2) } else { once }
        }
        PatternKind::Sequence(parts) => {
            parts.iter().fold(0, |sum: usize, part| sum.saturating_add(unbounded(part, gaps)))
        }
        PatternKind::Choice(parts) => {
            let mut worst = (0, Vec::new());
            for part in parts {
                let mut inner = Vec::new();
                let count = unbounded(part, &mut inner);
                if count > worst.0 {
                    worst = (count, inner);
                }
            }
            gaps.append(&mut worst.1);
            worst.0
        }
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } => unbounded(inner, gaps),
        _ => 0,
    }
}

fn is_any(piece: &Pattern) -> bool {
    matches!(piece.kind, PatternKind::Token(TokenTest::Any))
}
