//! Snapshots as GitHub shows them beside the lines of a change: a workflow command for each changed claim.

use super::{Run, lines_of, meaning, of_outcome};
use crate::diagnostic::{Level, command};
use crate::snapshot::Verdict;

/// A command a line, for every difference that counts.
#[must_use]
pub fn github(run: &Run) -> String {
    let mut out = String::new();
    let mut tell = |level: Level, path: &str, line: usize, title: &str, text: &str| {
        out.push_str(&command(level.name(), &run.path(path), &format!("line={line}"), title, text));
        out.push('\n');
    };
    for problem in &run.problems {
        tell(Level::Error, &problem.path, problem.line, problem.kind.name(), &problem.message);
    }
    for (outcome, level) in run.told() {
        match &outcome.verdict {
            Verdict::Changed { changes, .. } if !changes.is_empty() => {
                for (change, level) in run.changes(outcome) {
                    let text = format!("{}\n{}", change.last().claim, lines_of(change));
                    let title = meaning(std::slice::from_ref(change));
                    tell(level, &outcome.path, outcome.line(change), &title, text.trim_end());
                }
            }
            _ => tell(level, &outcome.path, outcome.first_line(), &outcome.article, &of_outcome(outcome)),
        }
    }
    if run.levels.lock > Level::Off && !run.lock.is_empty() {
        tell(run.levels.lock, "claims.lock", 1, "differs from the lock", &run.lock.join("\n"));
    }
    out
}
