//! Results of snapshots as JUnit XML for build servers: a suite for each article, a case for each rule that finds
//! something in it.
//!
//! A case fails if a claim of its rule was gained, lost or changed. Warnings are listed in the output of a case that
//! passes.

use std::collections::BTreeSet;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Run, lines_of, meaning, of_outcome};
use crate::diagnostic::Level;
use crate::report::legal_in_xml as legal;
use crate::snapshot::{self, Change, Entry, Outcome, Verdict};

/// All results as one document, with a line break at the end.
#[must_use]
pub fn junit(run: &Run) -> String {
    let outcomes = run.outcomes.iter().map(|outcome| suite(run, outcome));
    let suites: Vec<Suite> = problems(run).chain(outcomes).chain(lock(run)).collect();
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // writing to memory cannot fail
    let _ = write(&mut writer, &suites);
    let mut text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

struct Suite {
    name: String,
    /// The path of the file that its cases belong to.
    file: String,
    cases: Vec<Case>,
}

struct Case {
    name: String,
    /// The line to look at, in the file of the suite, from 1.
    line: usize,
    /// The problems: the kind, a message of one line, and the details.
    problems: Vec<(Problem, String, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Problem {
    /// A difference.
    Failure,
    /// A problem that prevented a comparison.
    Error,
    /// A difference that is only a warning.
    Warning,
}

fn suite(run: &Run, outcome: &Outcome) -> Suite {
    let level = run.levels.of(outcome);
    let whole = |problem: Problem| {
        let problems = vec![(problem, of_outcome(outcome), run.path(&outcome.path))];
        let problems = if level == Level::Off { Vec::new() } else { problems };
        vec![Case { name: "snapshot".to_owned(), line: outcome.first_line(), problems }]
    };
    let cases = match &outcome.verdict {
        Verdict::Same(_) => cases(run, outcome),
        Verdict::Changed { changes, .. } if !changes.is_empty() => cases(run, outcome),
        Verdict::Trouble { .. } => whole(Problem::Error),
        Verdict::New(_) | Verdict::Unreferenced | Verdict::Changed { .. } => whole(problem(level)),
    };
    Suite { name: outcome.article.clone(), file: run.path(&outcome.path), cases }
}

/// A suite for every file that could not be read or used, with a case for each kind of problem.
fn problems(run: &Run) -> impl Iterator<Item = Suite> + '_ {
    let one = |problem: &snapshot::Problem| {
        (Problem::Error, problem.message.clone(), format!("{}:{}", run.path(&problem.path), problem.line))
    };
    let case = move |(name, problems): (&str, &[snapshot::Problem])| Case {
        name: name.to_owned(),
        line: problems.first().map_or(1, |problem| problem.line),
        problems: problems.iter().map(one).collect(),
    };
    let files = run.problems.chunk_by(|one, other| one.path == other.path);
    files.filter_map(move |problems| {
        let kinds = problems.chunk_by(|one, other| one.kind == other.kind);
        let named = kinds.filter_map(|of_kind| Some((of_kind.first()?.kind.name(), of_kind)));
        let file = run.path(&problems.first()?.path);
        Some(Suite { name: file.clone(), file, cases: named.map(case).collect() })
    })
}

/// A case for every rule that finds something now, or did before.
fn cases(run: &Run, outcome: &Outcome) -> Vec<Case> {
    let rules = |entries: &[Entry]| entries.iter().map(|entry| entry.rule.clone()).collect::<Vec<_>>();
    let mut names: BTreeSet<String> =
        outcome.extraction().map(|now| rules(&now.claims)).into_iter().flatten().collect();
    names.extend(outcome.changes().iter().map(|change| change.last().rule.clone()));
    if names.is_empty() {
        // an article without claims still has a case, to show that it was compared
        return vec![Case { name: "snapshot".to_owned(), line: outcome.first_line(), problems: Vec::new() }];
    }
    let case = |name: String| {
        let changes: Vec<_> = run.changes(outcome).filter(|(change, _)| change.last().rule == name).collect();
        let line = changes.first().map_or(outcome.first_line(), |(change, _)| outcome.line(change));
        let case_problem = |(change, level): (&Change, Level)| {
            (problem(level), meaning(std::slice::from_ref(change)), lines_of(change))
        };
        Case { problems: changes.into_iter().map(case_problem).collect(), line, name }
    };
    names.into_iter().map(case).collect()
}

fn lock(run: &Run) -> Option<Suite> {
    let is_shown = !run.lock.is_empty() && run.levels.lock > Level::Off;
    let problem = || (problem(run.levels.lock), "differs from the lock".to_owned(), run.lock.join("\n"));
    is_shown.then(|| Suite {
        name: "claims.lock".to_owned(),
        file: "claims.lock".to_owned(),
        cases: vec![Case { name: "versions".to_owned(), line: 1, problems: vec![problem()] }],
    })
}

fn problem(level: Level) -> Problem {
    if level == Level::Error { Problem::Failure } else { Problem::Warning }
}

fn write(writer: &mut Writer<Vec<u8>>, suites: &[Suite]) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let all = || suites.iter().flat_map(|suite| &suite.cases);
    let root = writer.create_element("testsuites").with_attribute(("name", "claimsift"));
    let counted = counts(all());
    root.with_attributes(borrowed(&counted)).write_inner_content(|writer| {
        for suite in suites {
            let name = legal(&suite.name);
            let element = writer.create_element("testsuite").with_attribute(("name", name.as_str()));
            let counted = counts(suite.cases.iter());
            element.with_attributes(borrowed(&counted)).write_inner_content(|writer| {
                suite.cases.iter().try_for_each(|case| write_case(writer, &name, &legal(&suite.file), case))
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Writes a case. If it has a problem, it gives the position: for an article in JSON Lines, the line of its record.
fn write_case(writer: &mut Writer<Vec<u8>>, suite: &str, file: &str, case: &Case) -> io::Result<()> {
    let name = legal(&case.name);
    let element = writer.create_element("testcase").with_attributes([("classname", suite), ("name", name.as_str())]);
    if case.problems.is_empty() {
        element.write_empty()?;
        return Ok(());
    }
    let line = case.line.to_string();
    let element = element.with_attributes([("file", file), ("line", line.as_str())]);
    element.write_inner_content(|writer| {
        for (tag, wanted) in
            [("error", Problem::Error), ("failure", Problem::Failure), ("system-out", Problem::Warning)]
        {
            // the format allows one element of each kind
            let some: Vec<_> = case.problems.iter().filter(|(problem, _, _)| *problem == wanted).collect();
            if some.is_empty() {
                continue;
            }
            let message = legal(&some.iter().map(|(_, message, _)| message.as_str()).collect::<Vec<_>>().join("; "));
            let text =
                some.iter().map(|(_, message, text)| format!("{message}\n{text}")).collect::<Vec<_>>().join("\n");
            let element = writer.create_element(tag);
            let element = match wanted {
                Problem::Warning => element,
                Problem::Error | Problem::Failure => {
                    element.with_attributes([("message", message.as_str()), ("type", "snapshot")])
                }
            };
            element.write_text_content(BytesText::new(&legal(&text)))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// How many cases there are, and how many of them fail.
fn counts<'c>(cases: impl Iterator<Item = &'c Case>) -> [(&'static str, String); 3] {
    let (mut tests, mut failures, mut errors) = (0, 0, 0);
    for case in cases {
        let has = |wanted: Problem| case.problems.iter().any(|(problem, _, _)| *problem == wanted);
        tests += 1;
        failures += usize::from(has(Problem::Failure));
        errors += usize::from(has(Problem::Error));
    }
    [("tests", tests), ("failures", failures), ("errors", errors)].map(|(name, count)| (name, count.to_string()))
}

fn borrowed<'a>(attributes: &'a [(&'static str, String)]) -> impl Iterator<Item = (&'a str, &'a str)> {
    attributes.iter().map(|(name, value)| (*name, value.as_str()))
}
