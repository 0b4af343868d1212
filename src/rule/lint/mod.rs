//! What the grammar cannot check: patterns that are well-formed but can never match, or hardly as intended.
//!
//! There are two passes. [`tree`] looks at a line as written, for tests that no token can pass (`token_test`) and for
//! what a look-ahead forbids (`written`). [`rule`] looks at lines as understood, with one module per family of
//! mistakes: lines without a possible path (`paths`), gaps that match nothing or everything (`gaps`), captures that
//! have no effect (`captures`), and lines without a word to search for (`fixed_word`).

mod captures;
mod fixed_word;
mod gaps;
mod paths;
mod token_test;
mod written;

pub(super) use written::tree;

use super::pattern::Pattern;
use super::{PatternLine, Rule};
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// Reports problems in the lines of a rule.
pub(super) fn rule(rule: &Rule, problems: &mut Vec<Diagnostic>) {
    for line in &rule.lines {
        if paths::never_matches(rule, line, problems) {
            continue;
        }
        captures::behind_not(rule, line, problems);
        gaps::at_edges(rule, line, problems);
        gaps::two_on_a_path(rule, line, problems);
        // a facet is tested on every sentence, and may be one of almost all
        if rule.facet.is_none() {
            fixed_word::missing(rule, line, problems);
        }
    }
    for line in &rule.unless {
        paths::never_matches(rule, line, problems);
        captures::in_unless(rule, line, problems);
    }
}

/// The span to report for a piece: its own if it was written in the rule's file, otherwise that of the line that uses
/// it.
fn in_rule(piece: &Pattern, rule: &Rule, line: &PatternLine) -> Span {
    if piece.origin.file.name == rule.file.name { piece.origin.span } else { line.span }
}
