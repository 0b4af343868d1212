//! Results of examples as text: a line for each rule, and for every failure what was expected and what was found.

use std::fmt::Write as _;

use super::{Run, Test, counted};
use crate::rule::Verdict;
use crate::span::Span;

/// The report of a run, without the problems of its files, with a line break at the end.
#[must_use]
pub fn text(run: &Run<'_>) -> String {
    let mut out = String::new();
    let (mut rules, mut failed) = (0, 0);
    for tests in run.tests.chunk_by(|one, other| one.outcome.rule == other.outcome.rule) {
        rules += 1;
        failed += rule(&mut out, tests);
    }
    // writing to a string cannot fail
    let _ = writeln!(
        out,
        "\n{}, {}: {} passed, {failed} failed",
        counted(rules, "rule"),
        counted(run.tests.len(), "example"),
        run.tests.len() - failed
    );
    out
}

/// Writes one rule and returns the number of its examples that failed.
fn rule(out: &mut String, tests: &[Test<'_>]) -> usize {
    let Some(first) = tests.first() else { return 0 };
    let of = |verdict: Verdict| {
        let all = tests.iter().filter(move |test| test.example.verdict == verdict);
        (all.clone().filter(|test| test.outcome.verdict.is_ok()).count(), all.count())
    };
    let (found, finds) = of(Verdict::Finds);
    let (ignored, ignores) = of(Verdict::Ignores);
    let (waiting, not_yet) = of(Verdict::NotYet);
    let _ = write!(out, "{}: finds {found}/{finds}", first.name);
    if ignores > 0 {
        let _ = write!(out, " ignores {ignored}/{ignores}");
    }
    if not_yet > 0 {
        let _ = write!(out, " not yet {waiting}/{not_yet}");
    }
    out.push('\n');
    let mut failed = 0;
    for test in tests {
        if let Some(message) = test.message() {
            failed += 1;
            let _ = writeln!(out, "  {}:{} {message}", test.rule.file.name, test.line());
            for line in details(test) {
                let _ = writeln!(out, "      {line}");
            }
        }
    }
    failed
}

/// The lines of a failure: the example with what was expected and found below it, and advice.
pub(super) fn details(test: &Test<'_>) -> Vec<String> {
    let text = &test.example.text;
    let mut lines = vec![text.replace('\n', "¶")];
    let marks = test.example.marks.iter();
    lines.extend(marks.map(|(role, span)| format!("{} {role} expected", underline(text, *span, '~'))));
    let found = test.outcome.found.iter();
    lines.extend(found.map(|(role, span)| format!("{} {role} found", underline(text, *span, '^'))));
    if !test.outcome.others.is_empty() {
        lines.push(format!("also found by: {}", test.outcome.others.join(", ")));
    }
    lines.extend(test.why_not.iter().cloned());
    lines
}

/// A line that underlines `span` of `text`.
fn underline(text: &str, span: Span, mark: char) -> String {
    let before = Span::new(0, span.start).of(text).chars().count();
    let inside = span.of(text).chars().count();
    format!("{}{}", " ".repeat(before), mark.to_string().repeat(inside.max(1)))
}
