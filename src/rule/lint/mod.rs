//! What the grammar cannot say: patterns that are well formed and can never match, or hardly as meant.
//!
//! Two passes. [`tree`] looks at a line as written, for what one token can never be (`token_test`) and for what a
//! look-ahead forbids (`written`). [`rule`] looks at lines as understood, one family of mistakes a file: lines that no
//! path leads through (`paths`), gaps that catch nothing or everything (`gaps`), captures that are thrown away
//! (`captures`), and lines without a word to look for (`fixed_word`).

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

/// Reports what is wrong with the lines of a rule.
pub(super) fn rule(rule: &Rule, problems: &mut Vec<Diagnostic>) {
    for line in &rule.lines {
        if paths::never_matches(rule, line, problems) {
            continue;
        }
        captures::behind_not(rule, line, problems);
        gaps::at_edges(rule, line, problems);
        gaps::two_on_a_path(rule, line, problems);
        // a facet is asked of every sentence, and may be one of almost all
        if rule.facet.is_none() {
            fixed_word::missing(rule, line, problems);
        }
    }
    for line in &rule.unless {
        paths::never_matches(rule, line, problems);
        captures::in_unless(rule, line, problems);
    }
}

/// Where to point for a piece: where it was written, if that is in the rule's file; else at the line that uses it.
fn in_rule(piece: &Pattern, rule: &Rule, line: &PatternLine) -> Span {
    if piece.origin.file.name == rule.file.name { piece.origin.span } else { line.span }
}
