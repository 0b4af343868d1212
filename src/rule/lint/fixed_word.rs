//! Lines without a fixed word, which are slow, because matching begins at one.

use crate::diagnostic::{Code, Diagnostic};
use crate::rule::{PatternLine, Rule};

/// Reports a line that may match without any fixed word.
pub(super) fn missing(rule: &Rule, line: &PatternLine, problems: &mut Vec<Diagnostic>) {
    if !line.pattern.has_fixed_word() {
        let problem = Diagnostic::new(Code::NoFixedWord, &rule.file, line.span, "this pattern has no fixed word");
        problems.push(
            problem
                .why("it is tried at every word of every sentence, which is slow")
                .help("add a word, a list or a quotation mark that every match must contain"),
        );
    }
}
