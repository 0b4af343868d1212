//! Results of examples as JSON Lines, an object for each.

use serde::Serialize;

use super::{Run, Test};
use crate::diagnostic;
use crate::rule::Role;
use crate::span::Span;

/// JSON Lines: the errors of rule files, as `check --format json` prints them, then an object for each example.
#[must_use]
pub fn json_lines(run: &Run<'_>) -> String {
    let problems = run.problems.iter().map(diagnostic::json);
    problems.chain(run.tests.iter().map(line)).map(|line| line + "\n").collect()
}

/// The keys in their order; new keys are added at the end.
#[derive(Serialize)]
struct Line<'t> {
    rule: &'t str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pack: &'t str,
    file: &'t str,
    line: usize,
    /// `pass` or `fail`.
    verdict: &'static str,
    /// `finds`, `ignores` or `not-yet`.
    key: &'static str,
    text: &'t str,
    expected: Vec<Marked<'t>>,
    found: Vec<Marked<'t>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    also_found_by: &'t [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    why_not: &'t [String],
}

/// A role, with the words of the example and their span in it, in characters.
#[derive(Serialize)]
struct Marked<'t> {
    role: &'t str,
    text: &'t str,
    span: (usize, usize),
}

fn line(test: &Test<'_>) -> String {
    let text = test.example.text.as_str();
    let line = Line {
        rule: &test.rule.id,
        pack: &test.rule.pack,
        file: &test.rule.file.name,
        line: test.line(),
        verdict: if test.outcome.verdict.is_ok() { "pass" } else { "fail" },
        key: test.key(),
        text,
        expected: marked(text, &test.example.marks),
        found: marked(text, &test.outcome.found),
        message: test.message(),
        also_found_by: &test.outcome.others,
        why_not: &test.why_not,
    };
    diagnostic::escaped_in_json(serde_json::to_string(&line).unwrap_or_default())
}

fn marked<'t>(text: &'t str, marks: &'t [(Role, Span)]) -> Vec<Marked<'t>> {
    let characters = |to: usize| Span::new(0, to).of(text).chars().count();
    let marked = |(role, span): &'t (Role, Span)| Marked {
        role: role.name(),
        text: span.of(text),
        span: (characters(span.start), characters(span.end)),
    };
    marks.iter().map(marked).collect()
}
