//! Lines without a fixed word, which are slow: matching begins where one is found.

use crate::diagnostic::{Code, Diagnostic};
use crate::rule::{PatternLine, Rule};

/// Reports a line that may match without any fixed word.
pub(super) fn missing(rule: &Rule, line: &PatternLine, problems: &mut Vec<Diagnostic>) {
    if !line.pattern.has_fixed_word() {
        let problem =
            Diagnostic::new(Code::NoFixedWord, &rule.file, line.span, "this pattern has no fixed word to look for");
        problems.push(
            problem
                .why("every sentence must be tried at every word, instead of those that hold the word")
                .help("name a word, a list or a quotation mark that every match must hold"),
        );
    }
}
