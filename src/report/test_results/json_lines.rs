//! Results of examples as JSON Lines, an object for each.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Run, Test};
use crate::diagnostic;
use crate::report::fields::Ordinal;
use crate::rule::{Role, Verdict};
use crate::span::Span;

/// JSON Lines: the errors of rule files, as `check --format json` prints them, then an object for each example.
#[must_use]
pub fn json_lines(run: &Run<'_>) -> String {
    let problems = run.problems.iter().map(|problem| Line::Problem(diagnostic::row(problem)));
    let lines = problems.chain(run.tests.iter().map(|test| Line::Example(example(test))));
    let text = |line| diagnostic::escaped_in_json(serde_json::to_string(&line).unwrap_or_default()) + "\n";
    lines.map(text).collect()
}

/// The result of one example of a rule, or an error of a rule file.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(in crate::report) enum Line<'t> {
    Example(Tested<'t>),
    Problem(diagnostic::Row<'t>),
}

/// The result of one example of a rule.
// The keys in their order; new ones come last.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "example")]
pub(in crate::report) struct Tested<'t> {
    /// The id of the rule.
    rule: &'t str,
    /// The pack of the rule; absent if its file names none.
    #[serde(skip_serializing_if = "str::is_empty")]
    pack: &'t str,
    /// The rule file.
    file: &'t str,
    /// The line of the example in the rule file, from 1.
    line: Ordinal,
    /// Whether the rule does what the example asks for.
    verdict: Passed,
    /// The key that the example is written under.
    key: Verdict,
    /// The example without its marks.
    text: &'t str,
    /// What the example marks.
    expected: Vec<Marked<'t>>,
    /// What the rule found.
    found: Vec<Marked<'t>>,
    /// What is wrong, if the example failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    /// Other rules that find the example.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    also_found_by: &'t [String],
    /// Why the rule does not find the example, and a change that would make it do so.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    why_not: &'t [String],
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
enum Passed {
    Pass,
    Fail,
}

/// A role, with its words in the example.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "marked")]
struct Marked<'t> {
    /// The name of the role.
    role: &'t str,
    /// The words of the role.
    text: &'t str,
    /// Start and end in the text of the example, in characters; the end is not part of the span.
    span: [usize; 2],
}

fn example<'t>(test: &'t Test<'_>) -> Tested<'t> {
    let text = test.example.text.as_str();
    Tested {
        rule: &test.rule.id,
        pack: &test.rule.pack,
        file: &test.rule.file.name,
        line: Ordinal(test.line()),
        verdict: if test.outcome.verdict.is_ok() { Passed::Pass } else { Passed::Fail },
        key: test.example.verdict,
        text,
        expected: marked(text, &test.example.marks),
        found: marked(text, &test.outcome.found),
        message: test.message(),
        also_found_by: &test.outcome.others,
        why_not: &test.why_not,
    }
}

fn marked<'t>(text: &'t str, marks: &'t [(Role, Span)]) -> Vec<Marked<'t>> {
    let characters = |to: usize| Span::new(0, to).of(text).chars().count();
    let marked = |(role, span): &'t (Role, Span)| Marked {
        role: role.name(),
        text: span.of(text),
        span: [characters(span.start), characters(span.end)],
    };
    marks.iter().map(marked).collect()
}
