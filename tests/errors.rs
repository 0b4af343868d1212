//! Invalid rule files: each case in `tests/errors` with every problem it should have, and no other.
#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::fs;

use claimsift::check::check;
use claimsift::diagnostic::{Code, SourceFile, Style, render};

/// All problems of a case.
fn diagnostics(path: &std::path::Path) -> Vec<claimsift::diagnostic::Diagnostic> {
    let text = fs::read_to_string(path).expect("the case is readable");
    let name = path.file_name().expect("a file has a name").to_string_lossy();
    let folder = path.parent().expect("a file is in a folder").to_owned();
    let read = move |used: &str| fs::read_to_string(folder.join(used)).map_err(|_| "no such file".to_owned());
    let mut given = vec![SourceFile::new(name, text)];
    // files in a folder with the name of the case belong to it
    for entry in fs::read_dir(path.with_extension("")).into_iter().flatten() {
        let path = entry.expect("the folder is readable").path();
        let name = path.file_name().expect("a file has a name").to_string_lossy();
        given.push(SourceFile::new(name, fs::read_to_string(&path).expect("the case is readable")));
    }
    check(&given, &read).problems
}

#[test]
fn problems_are_told_at_their_character() {
    insta::glob!("errors/*.yaml", |path| {
        let text: Vec<String> = diagnostics(path).iter().map(|problem| render(problem, Style::Plain)).collect();
        insta::assert_snapshot!(text.join("\n\n"));
    });
}

#[test]
fn every_code_has_a_case() {
    let mut seen = Vec::new();
    insta::glob!("errors/*.yaml", |path| seen.extend(diagnostics(path).iter().map(|problem| problem.code)));
    // these are not about the text of a file, and are tested in tests/cli
    seen.extend([Code::NotText, Code::Unreadable]);
    let unseen: Vec<&str> = Code::ALL.iter().filter(|code| !seen.contains(code)).map(|code| code.id()).collect();
    assert!(unseen.is_empty(), "no case for {unseen:?}");
}
