//! Lines without a fixed word, which are slow: matching begins where one is found.

use crate::diagnostic::{Code, Diagnostic};
use crate::rule::pattern::{Pattern, PatternKind};
use crate::rule::{PatternLine, Rule};

/// Reports a line that may match without any fixed word.
pub(super) fn missing(rule: &Rule, line: &PatternLine, problems: &mut Vec<Diagnostic>) {
    if !has_fixed_word(&line.pattern) {
        let problem =
            Diagnostic::new(Code::NoFixedWord, &rule.file, line.span, "this pattern has no fixed word to look for");
        problems.push(
            problem
                .why("every sentence must be tried at every word, instead of those that hold the word")
                .help("name a word, a list or a quotation mark that every match must hold"),
        );
    }
}

/// Whether every path through `piece` holds a fixed word.
fn has_fixed_word(piece: &Pattern) -> bool {
    match &piece.kind {
        PatternKind::Literal(text) => !matches!(text.as_str(), "," | "."),
        PatternKind::Forms(_) | PatternKind::List { .. } | PatternKind::Quote(_) | PatternKind::ClosingQuote(_) => true,
        PatternKind::Token(test) => test.is_fixed(),
        PatternKind::Sequence(parts) => parts.iter().any(has_fixed_word),
        PatternKind::Choice(parts) => parts.iter().all(has_fixed_word),
        PatternKind::Repeat { inner, least, .. } => *least > 0 && has_fixed_word(inner),
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } => has_fixed_word(inner),
        PatternKind::Gap(_) | PatternKind::Not(_) | PatternKind::Boundary(_) | PatternKind::Span(_) => false,
    }
}
