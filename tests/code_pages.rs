//! The pages about codes: each has rule files with this problem and no other, and the same files without any problem.

use claimsift::check::check;
use claimsift::diagnostic::{Code, Page, PageFile, Style, render};

/// The codes of all problems of files, and the problems as text.
fn problems(files: &[PageFile]) -> (Vec<Code>, String) {
    let (mut sources, mut problems) = (Vec::new(), Vec::new());
    for file in files {
        match file.source() {
            Ok(source) => sources.push(source),
            Err(problem) => problems.push(*problem),
        }
    }
    problems.extend(check(&sources, &|_| Err("no such file".to_owned())).problems);
    let text: Vec<String> = problems.iter().map(|problem| render(problem, Style::Plain)).collect();
    (problems.iter().map(|problem| problem.code).collect(), text.join("\n\n"))
}

#[test]
fn every_code_has_a_page_with_its_problem() {
    let mut failures = Vec::new();
    for &code in Code::ALL {
        let page = Page::of(code);
        let (wrong, right) = (!page.wrong.is_empty(), page.right.len() == page.wrong.len());
        for (what, is_there) in
            [("title", !page.title.is_empty()), ("text", !page.text.is_empty()), ("wrong", wrong), ("right", right)]
        {
            if !is_there {
                failures.push(format!("{}: no {what}", code.id()));
            }
        }
        let (wrong, text) = problems(&page.wrong);
        if wrong != [code] {
            failures.push(format!("{}: the wrong file should have this problem and no other\n{text}", code.id()));
        }
        let (right, text) = problems(&page.right);
        if !right.is_empty() {
            failures.push(format!("{}: the right file should have no problem\n{text}", code.id()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
