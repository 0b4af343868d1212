//! Differences from snapshots as GitHub workflow commands, which are shown next to the changed lines.

use super::{Run, lines_of, meaning, of_outcome};
use crate::diagnostic::{Level, command};
use crate::snapshot::Verdict;

/// A command per line, for every difference that is not off.
#[must_use]
pub fn github(run: &Run) -> String {
    let mut out = String::new();
    let mut write = |level: Level, path: &str, line: usize, title: &str, text: &str| {
        out.push_str(&command(level.name(), &run.path(path), &format!("line={line}"), title, text));
        out.push('\n');
    };
    for problem in &run.problems {
        write(Level::Error, &problem.path, problem.line, problem.kind.name(), &problem.message);
    }
    for (outcome, level) in run.relevant() {
        match &outcome.verdict {
            Verdict::Changed { changes, .. } if !changes.is_empty() => {
                for (change, level) in run.changes(outcome) {
                    let text = format!("{}\n{}", change.last().claim, lines_of(change));
                    let title = meaning(std::slice::from_ref(change));
                    write(level, &outcome.path, outcome.line(change), &title, text.trim_end());
                }
            }
            _ => write(level, &outcome.path, outcome.first_line(), &outcome.article, &of_outcome(outcome)),
        }
    }
    if run.levels.lock > Level::Off && !run.lock.is_empty() {
        write(run.levels.lock, "claims.lock", 1, "differs from the lock", &run.lock.join("\n"));
    }
    out
}
