//! Gaps that match nothing, or almost anything.

use super::in_rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::rule::pattern::{Edges, Pattern, PatternKind, TokenTest};
use crate::rule::{PatternLine, Rule};

/// Reports gaps that a pattern begins or ends with, outside of its roles. In a role at an edge of the pattern, a gap
/// extends to that end of what the rule reads, so it takes something there.
pub(super) fn at_edges(rule: &Rule, line: &PatternLine, problems: &mut Vec<Diagnostic>) {
    for (gap, edge) in [(edge(&line.pattern, true), "begins"), (edge(&line.pattern, false), "ends")] {
        let Some(gap) = gap else { continue };
        let span = in_rule(gap, rule, line);
        let problem = Diagnostic::new(Code::EdgeGap, &rule.file, span, format!("the pattern {edge} with a gap"));
        let why = if matches!(gap.kind, PatternKind::Gap(_)) {
            "a match may begin and end anywhere, so the gap always matches nothing"
        } else {
            "a match may begin and end anywhere, and no role captures what this takes"
        };
        problems.push(problem.why(why).help("remove the gap, or write `<start>` or `<end>` next to it"));
    }
}

/// Reports two unbounded gaps in sequence.
pub(super) fn two_on_a_path(rule: &Rule, line: &PatternLine, problems: &mut Vec<Diagnostic>) {
    let mut gaps = Vec::new();
    let place = Place { captured: false, edges: Edges::WHOLE };
    let most = unbounded(&line.pattern, place, &mut gaps);
    let Some(second) = gaps.get(1).or(gaps.first()).filter(|_| most >= 2) else { return };
    let span = in_rule(second, rule, line);
    let problem = Diagnostic::new(Code::DoubleGap, &rule.file, span, "two gaps without bounds in one pattern");
    problems.push(
        problem
            .why("together they match almost anything")
            .help("give one of them a bound: `...6` is at most six words"),
    );
}

/// The gap that a pattern begins or ends with on some path, outside of its roles.
fn edge(piece: &Pattern, first: bool) -> Option<&Pattern> {
    match &piece.kind {
        PatternKind::Gap(_) => Some(piece),
        PatternKind::Repeat { inner, most: None, .. } if is_any(inner) => Some(piece),
        PatternKind::Sequence(parts) => {
            let mut parts: Vec<&Pattern> = parts.iter().collect();
            if !first {
                parts.reverse();
            }
            // a look-ahead takes nothing; a boundary is something that a gap can extend to
            let part = parts.into_iter().find(|part| !matches!(part.kind, PatternKind::Not(_)))?;
            edge(part, first)
        }
        PatternKind::Choice(parts) => parts.iter().find_map(|part| edge(part, first)),
        PatternKind::Phrase { inner, .. } | PatternKind::Repeat { inner, most: Some(0 | 1), .. } => edge(inner, first),
        _ => None,
    }
}

/// The largest number of unbounded gaps on one path through `piece`. They are added to `gaps` in their order. A gap
/// that extends to an edge doesn't count, because its end is certain.
fn unbounded<'p>(piece: &'p Pattern, place: Place, gaps: &mut Vec<&'p Pattern>) -> usize {
    let Place { captured, edges } = place;
    match &piece.kind {
        PatternKind::Gap(None) if captured && (edges.first || edges.last) => 0,
        PatternKind::Gap(None) => {
            gaps.push(piece);
            1
        }
        PatternKind::Repeat { inner, most: None, .. } if is_any(inner) => {
            gaps.push(piece);
            1
        }
        PatternKind::Repeat { inner, most, .. } => {
            let edges = if *most == Some(1) { edges } else { Edges::NONE };
            let once = unbounded(inner, Place { edges, ..place }, gaps);
            if most.is_none_or(|most| most > 1) { once.saturating_mul(2) } else { once }
        }
        PatternKind::Sequence(parts) => parts.iter().enumerate().fold(0, |sum: usize, (at, part)| {
            let edges = edges.of_part(parts, at);
            sum.saturating_add(unbounded(part, Place { edges, ..place }, gaps))
        }),
        PatternKind::Choice(parts) => {
            let mut worst = (0, Vec::new());
            for part in parts {
                let mut inner = Vec::new();
                let count = unbounded(part, place, &mut inner);
                if count > worst.0 {
                    worst = (count, inner);
                }
            }
            gaps.append(&mut worst.1);
            worst.0
        }
        PatternKind::Capture { inner, .. } => unbounded(inner, Place { captured: true, ..place }, gaps),
        PatternKind::Phrase { inner, .. } => unbounded(inner, place, gaps),
        _ => 0,
    }
}

/// The position of a piece in its pattern.
#[derive(Clone, Copy)]
struct Place {
    captured: bool,
    edges: Edges,
}

fn is_any(piece: &Pattern) -> bool {
    matches!(piece.kind, PatternKind::Token(TokenTest::Any))
}
