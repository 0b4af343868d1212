//! Editor features in incomplete files: every beginning of a file, at many positions.
#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::fs;

use claimsift::diagnostic::SourceFile;
use claimsift::editor::{self, Workspace};
use claimsift::rule;

#[test]
fn every_question_is_answered_for_partial_files() {
    let whole = fs::read_to_string("tests/format/everything-out-of-order.yaml").expect("the file is readable");
    let nothing = |_: &str| Err("no file is needed".to_owned());
    let ends = whole.char_indices().map(|(at, _)| at).step_by(23).chain([whole.len()]);
    let mut answers = 0;
    for end in ends {
        let source = SourceFile::new("half.yaml", whole.get(..end).expect("it is a boundary"));
        let mut workspace = Workspace::default();
        workspace.open(source.clone());
        let last = workspace.sheet(&source, end, &nothing);
        answers += editor::symbols(&source, &last).len();
        for offset in (0..=end).step_by(17).chain([end]).filter(|&offset| whole.is_char_boundary(offset)) {
            answers += usize::from(editor::hover(&workspace, &source, &last, offset).is_some());
            answers += editor::completions(&workspace, &source, &last, offset).len();
            answers += usize::from(editor::definition(&workspace, &source, &last, offset).is_some());
            answers += usize::from(editor::rename(&workspace, &source, offset, "another").is_ok());
        }
        // all edits are inside the file
        if let Ok(formatted) = rule::format(&source)
            && let Some(fix) = editor::changes(&source.text, &formatted)
        {
            assert!(source.text.get(fix.span.range()).is_some());
        }
    }
    assert!(answers > 1_000, "only {answers} answers");
}
