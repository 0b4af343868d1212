//! Coverage of rules: a line for each file, then the branches that are not exercised.

use std::fmt::Write;

use serde::Serialize;

use super::Style;
use crate::coverage::{Branch, BranchKind, FileCoverage, Share};
use crate::span::LineIndex;

/// A line for each file with its figures, followed by its branches that are not exercised, as `file:line:column:
/// message`; words of lists only with `words`. If there are several files, the last line is the total.
#[must_use]
pub fn coverage_text(files: &[FileCoverage], words: bool, style: Style) -> String {
    let mut out = String::new();
    for file in files {
        let _ = writeln!(out, "{}", figures(&file.file.name, file.of_branches(), file.of_words(), style));
        let lines = LineIndex::new(&file.file.text);
        for branch in file.branches.iter().filter(|branch| words || branch.kind != BranchKind::Word) {
            if branch.hits == 0 {
                let place = lines.position(&file.file.text, branch.span.start);
                let place = format!("{}:{}:{}:", file.file.name, place.line, place.column);
                let _ = writeln!(out, "{} {}", style.painted("2", &place), branch.message(&file.file));
            }
        }
    }
    if files.len() > 1 {
        let sum = |of: fn(&FileCoverage) -> Share| files.iter().map(of).fold(Share::default(), Share::plus);
        let total = figures("total", sum(FileCoverage::of_branches), sum(FileCoverage::of_words), style);
        let _ = writeln!(out, "{total}");
    }
    out
}

fn figures(name: &str, branches: Share, words: Share, style: Style) -> String {
    let share = |share: Share| {
        let percent = share.percent().map(|percent| format!(" {percent}%")).unwrap_or_default();
        let text = format!("{}/{}{percent}", share.covered, share.total);
        let colour = if share.covered == share.total { "32" } else { "33" };
        style.painted(colour, &text)
    };
    format!("{}  branches {}  words {}", style.painted("1", name), share(branches), share(words))
}

#[derive(Debug, Serialize)]
struct FileRow<'r> {
    kind: &'static str,
    file: &'r str,
    branches: ShareRow,
    words: ShareRow,
}

#[derive(Debug, Serialize)]
struct ShareRow {
    covered: usize,
    total: usize,
}

#[derive(Debug, Serialize)]
struct BranchRow<'r> {
    kind: &'static str,
    file: &'r str,
    line: usize,
    column: usize,
    text: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<&'r str>,
    hits: usize,
}

/// JSON Lines: for each file an object of the kind `file` with its figures, followed by one for each of its branches
/// and list words, with its position, its description, and how often it was exercised. Columns count characters, from
/// 1.
#[must_use]
pub fn coverage_json(files: &[FileCoverage]) -> String {
    let mut out = String::new();
    for file in files {
        let share = |share: Share| ShareRow { covered: share.covered, total: share.total };
        let (branches, words) = (share(file.of_branches()), share(file.of_words()));
        add(&mut out, &FileRow { kind: "file", file: &file.file.name, branches, words });
        let lines = LineIndex::new(&file.file.text);
        file.branches.iter().for_each(|branch| add(&mut out, &row(file, &lines, branch)));
    }
    out
}

fn row<'r>(file: &'r FileCoverage, lines: &LineIndex, branch: &'r Branch) -> BranchRow<'r> {
    let text = &file.file.text;
    let place = lines.position(text, branch.span.start);
    BranchRow {
        kind: branch.kind.name(),
        file: &file.file.name,
        line: place.line,
        column: place.column,
        text: branch.span.of(text).trim(),
        list: branch.list.as_deref(),
        hits: branch.hits,
    }
}

fn add(out: &mut String, row: &impl Serialize) {
    out.push_str(&serde_json::to_string(row).unwrap_or_default());
    out.push('\n');
}
