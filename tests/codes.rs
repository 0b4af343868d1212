//! The pages about codes: each has a rule file with its problem and no other, and the same file without any.

use claimsift::check::check;
use claimsift::diagnostic::{Code, Page, SourceFile, Style, render};

/// The codes of all problems of a file, and the problems as they are told.
fn told(bytes: Vec<u8>) -> (Vec<Code>, String) {
    let problems = match SourceFile::from_bytes("minutes.yaml", bytes) {
        Ok(source) => check(&[source], &|_| Err("no such file".to_owned())).problems,
        Err(problem) => vec![*problem],
    };
    let text: Vec<String> = problems.iter().map(|problem| render(problem, Style::Plain)).collect();
    (problems.iter().map(|problem| problem.code).collect(), text.join("\n\n"))
}

#[test]
fn every_code_has_a_page_that_shows_it() {
    let mut failures = Vec::new();
    for &code in Code::ALL {
        let page = Page::of(code);
        for (what, part) in [("title", page.title), ("text", page.text), ("wrong", page.wrong), ("right", page.right)] {
            if part.is_empty() {
                failures.push(format!("{}: no {what}", code.id()));
            }
        }
        let (wrong, text) = told(page.wrong_bytes());
        if wrong != [code] {
            failures.push(format!("{}: the wrong file should have this problem and no other\n{text}", code.id()));
        }
        let (right, text) = told(page.right.as_bytes().to_vec());
        if !right.is_empty() {
            failures.push(format!("{}: the right file should have no problem\n{text}", code.id()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
