//! Results of the examples of rules, as text and in other formats.

mod json_lines;
#[cfg(feature = "cli")]
mod junit;
mod text;

pub(super) use json_lines::Line;
pub use json_lines::json_lines;
#[cfg(feature = "cli")]
pub use junit::junit;
pub use text::text;

use super::counted;
use crate::diagnostic::Diagnostic;
use crate::rule::{Example, Rule};
use crate::rule_examples::{Failure, Outcome};

/// The results of a run.
#[derive(Debug, Default)]
pub struct Run<'r> {
    /// The examples, in the order of their rules.
    pub tests: Vec<Test<'r>>,
    /// The errors of the rule files.
    pub problems: &'r [Diagnostic],
}

/// An example that was run.
#[derive(Debug)]
pub struct Test<'r> {
    /// The rule it belongs to.
    pub rule: &'r Rule,
    /// The name of the rule: its id, with its pack if another rule has the same id.
    pub name: String,
    /// The example.
    pub example: &'r Example,
    /// The result.
    pub outcome: &'r Outcome,
    /// If the rule does not find the example: what stopped it, and a change that would match.
    pub why_not: Vec<String>,
}

impl Test<'_> {
    /// The line of its file, from 1.
    fn line(&self) -> usize {
        self.rule.file.position(self.example.span.start).line
    }

    /// The message of a failure; `None` if it passed.
    fn message(&self) -> Option<String> {
        Some(match self.outcome.verdict.as_ref().err()? {
            Failure::NotFound => "is not found".to_owned(),
            Failure::NotIgnored => "should be ignored, but is found".to_owned(),
            Failure::NowFound => "is found now: move it to `finds`".to_owned(),
            Failure::WrongSpan(role, ..) => format!("is found, but `{{{role}}}` is not as marked"),
            Failure::Unmarked(role, _) => format!("is found, but does not mark `{{{role}}}`"),
        })
    }
}
