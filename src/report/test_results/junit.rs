//! Results of examples as JUnit XML for build servers: a suite for each rule file, a case for each example.
//!
//! The names of cases contain no line numbers, so that a build server recognises a case after lines were inserted above
//! it.

use std::collections::BTreeMap;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::text::details;
use super::{Run, Test};
use crate::diagnostic::Diagnostic;
use crate::report::{legal_in_xml as legal, one_line};

/// All results as one document, with a line break at the end. `path` returns the path of a file to show.
#[must_use]
pub fn junit(run: &Run<'_>, path: &dyn Fn(&str) -> String) -> String {
    let mut suites: BTreeMap<&str, Suite> = BTreeMap::new();
    for problem in run.problems {
        suites.entry(&problem.file.name).or_default().cases.push(of_problem(problem));
    }
    for test in &run.tests {
        suites.entry(&test.rule.file.name).or_default().cases.push(of_test(test));
    }
    for (file, suite) in &mut suites {
        suite.path = legal(&path(file));
        for case in suite.cases.iter_mut().filter(|case| case.trouble.is_some()) {
            case.place = format!("{}:{}", suite.path, case.line);
        }
    }
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // writing to memory cannot fail
    let _ = write(&mut writer, &suites.into_values().collect::<Vec<_>>());
    let mut text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Default)]
struct Suite {
    path: String,
    cases: Vec<Case>,
}

struct Case {
    name: String,
    line: usize,
    /// The file and line of a failure; empty if it passed.
    place: String,
    /// The failure: the XML element, a message of one line, and the details; `None` if it passed.
    trouble: Option<(&'static str, String, String)>,
}

const FAILURE: &str = "failure";
const ERROR: &str = "error";

fn of_test(test: &Test<'_>) -> Case {
    let text = one_line(&test.example.text);
    let trouble = test.message().map(|message| (FAILURE, format!("{text} — {message}"), details(test).join("\n")));
    Case {
        name: format!("{} {}: {text}", test.name, test.example.verdict.name()),
        line: test.line(),
        place: String::new(),
        trouble,
    }
}

fn of_problem(problem: &Diagnostic) -> Case {
    let code = problem.code.id();
    let details: Vec<&str> = problem.why.iter().chain(&problem.help).map(String::as_str).collect();
    Case {
        name: format!("{code} {}", one_line(&problem.message)),
        line: problem.position().line,
        place: String::new(),
        trouble: Some((ERROR, one_line(&problem.message).into_owned(), details.join("\n"))),
    }
}

fn write(writer: &mut Writer<Vec<u8>>, suites: &[Suite]) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = writer.create_element("testsuites").with_attribute(("name", "claimsift"));
    let counted = counts(suites.iter().flat_map(|suite| &suite.cases));
    let root = root.with_attributes(counted.iter().map(|(name, count)| (*name, count.as_str())));
    root.write_inner_content(|writer| {
        for suite in suites {
            let counted = counts(suite.cases.iter());
            let element = writer.create_element("testsuite").with_attribute(("name", suite.path.as_str()));
            let element = element.with_attributes(counted.iter().map(|(name, count)| (*name, count.as_str())));
            element.write_inner_content(|writer| {
                suite.cases.iter().try_for_each(|case| write_case(writer, suite, case))
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_case(writer: &mut Writer<Vec<u8>>, suite: &Suite, case: &Case) -> io::Result<()> {
    let (name, line) = (legal(&case.name), case.line.to_string());
    let path = suite.path.as_str();
    let element = writer.create_element("testcase").with_attributes([
        ("classname", path),
        ("name", name.as_str()),
        ("file", path),
        ("line", line.as_str()),
    ]);
    let Some((tag, message, details)) = &case.trouble else {
        element.write_empty()?;
        return Ok(());
    };
    element.write_inner_content(|writer| {
        let message = legal(message);
        let kind = if *tag == FAILURE { "example" } else { "rules" };
        let element = writer.create_element(*tag).with_attributes([("message", message.as_str()), ("type", kind)]);
        element.write_text_content(BytesText::new(&legal(&format!("{}\n{details}", case.place))))?;
        Ok(())
    })?;
    Ok(())
}

/// How many cases there are, and how many of them fail.
fn counts<'c>(cases: impl Iterator<Item = &'c Case>) -> [(&'static str, String); 3] {
    let (mut tests, mut failures, mut errors) = (0, 0, 0);
    for case in cases {
        let is = |wanted: &str| usize::from(case.trouble.as_ref().is_some_and(|(tag, ..)| *tag == wanted));
        tests += 1;
        failures += is(FAILURE);
        errors += is(ERROR);
    }
    [("tests", tests), ("failures", failures), ("errors", errors)].map(|(name, count)| (name, count.to_string()))
}
