//! Results of snapshots as JSON Lines: an object for each article.

use serde::Serialize;

use super::{Run, of_outcome};
use crate::diagnostic::Level;
use crate::snapshot::{Change, Difference, Entry, Verdict};

#[derive(Serialize)]
struct Line<'r> {
    article: &'r str,
    path: String,
    /// `same`, `new`, `changed`, `unreferenced` or `trouble`.
    verdict: &'static str,
    /// `error`, `warning` or `off`.
    level: &'static str,
    /// A description of the result.
    meaning: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Row<'r>>,
}

#[derive(Serialize)]
struct Row<'r> {
    change: &'static str,
    level: &'static str,
    rule: &'r str,
    id: &'r str,
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Placed<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Placed<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<Differs<'r>>,
}

/// A claim with its position, which is not part of the body of a snapshot.
#[derive(Serialize)]
struct Placed<'r> {
    #[serde(flatten)]
    entry: &'r Entry,
    #[serde(skip_serializing_if = "str::is_empty")]
    at: &'r str,
}

#[derive(Serialize)]
struct Differs<'r> {
    what: &'r str,
    before: &'r str,
    after: &'r str,
}

#[derive(Serialize)]
struct Lock<'r> {
    lock: &'r [String],
    level: &'static str,
}

#[derive(Serialize)]
struct Wrong<'r> {
    /// `unreadable`, `rules` or `setup`.
    problem: &'static str,
    path: String,
    line: usize,
    level: &'static str,
    message: &'r str,
}

/// JSON Lines: an object for each problem that prevented a comparison, for each article, and at last one for the lock
/// if there are differences from it.
#[must_use]
pub fn json_lines(run: &Run) -> String {
    let mut out = String::new();
    for problem in &run.problems {
        let (path, message) = (run.path(&problem.path), &problem.message);
        let level = Level::Error.name();
        push(&mut out, &Wrong { problem: problem.kind.name(), path, line: problem.line, level, message });
    }
    for outcome in &run.outcomes {
        let row = |change| row(change, run.levels.of_change(change), outcome.line(change));
        let line = Line {
            article: &outcome.article,
            path: run.path(&outcome.path),
            verdict: name(&outcome.verdict),
            level: run.levels.of(outcome).name(),
            meaning: of_outcome(outcome),
            changes: outcome.changes().iter().map(row).collect(),
        };
        push(&mut out, &line);
    }
    if !run.lock.is_empty() {
        push(&mut out, &Lock { lock: &run.lock, level: run.levels.lock.name() });
    }
    out
}

fn row(change: &Change, level: Level, line: usize) -> Row<'_> {
    fn differs(Difference { what, before, after }: &Difference) -> Differs<'_> {
        Differs { what, before, after }
    }
    fn placed(entry: &Entry) -> Placed<'_> {
        Placed { entry, at: &entry.at }
    }
    Row {
        change: change.name(),
        level: level.name(),
        rule: &change.last().rule,
        id: &change.last().id,
        line,
        before: change.before().map(placed),
        after: change.after().map(placed),
        differences: change.differences().iter().map(differs).collect(),
    }
}

const fn name(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Same(_) => "same",
        Verdict::New(_) => "new",
        Verdict::Changed { .. } => "changed",
        Verdict::Unreferenced => "unreferenced",
        Verdict::Trouble { .. } => "trouble",
    }
}

fn push(out: &mut String, line: &impl Serialize) {
    out.push_str(&serde_json::to_string(line).unwrap_or_default());
    out.push('\n');
}
