//! Captures that have no effect.

use super::in_rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::rule::pattern::{Pattern, PatternKind, Role};
use crate::rule::{PatternLine, Rule};

/// Reports captures after `!`.
pub(super) fn behind_not(rule: &Rule, line: &PatternLine, problems: &mut Vec<Diagnostic>) {
    report(rule, line, false, "what must not follow cannot be captured", problems);
}

/// Reports captures in a line of `unless`.
pub(super) fn in_unless(rule: &Rule, line: &PatternLine, problems: &mut Vec<Diagnostic>) {
    report(rule, line, true, "what `unless` captures is discarded", problems);
}

fn report(rule: &Rule, line: &PatternLine, everywhere: bool, why: &str, problems: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    lost(&line.pattern, everywhere, &mut found);
    for (role, piece) in found {
        let message = format!("the capture `{{{role}}}` has no effect");
        let problem = Diagnostic::new(Code::UnusedCapture, &rule.file, in_rule(piece, rule, line), message);
        problems.push(problem.why(why).help("write the pattern without the braces"));
    }
}

/// The outermost captures in `piece` that have no effect: all of them if it is itself denied, otherwise those after a
/// `!`.
fn lost<'p>(piece: &'p Pattern, denied: bool, found: &mut Vec<(&'p Role, &'p Pattern)>) {
    match &piece.kind {
        PatternKind::Capture { role, .. } if denied => found.push((role, piece)),
        PatternKind::Not(inner) => lost(inner, true, found),
        PatternKind::Capture { inner, .. } | PatternKind::Repeat { inner, .. } | PatternKind::Phrase { inner, .. } => {
            lost(inner, denied, found);
        }
        PatternKind::Sequence(parts) | PatternKind::Choice(parts) => {
            parts.iter().for_each(|part| lost(part, denied, found));
        }
        _ => {}
    }
}
