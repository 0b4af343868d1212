//! Results of snapshots: as text, and in the formats of build servers.
//!
//! Each report first describes the changes, then shows the lines that differ. None contains a time, a version or a path
//! except that of the article, so that the same change results in the same bytes everywhere.

mod github;
mod json_lines;
#[cfg(feature = "cli")]
mod junit;
mod meaning;
mod sarif;
mod text;

pub use github::github;
pub(super) use json_lines::Line;
pub use json_lines::json_lines;
#[cfg(feature = "cli")]
pub use junit::junit;
pub use meaning::{meaning, of_outcome};
pub use sarif::sarif;
pub use text::{change, outcome, text};

use crate::diagnostic::Level;
use crate::snapshot::{Change, Entry, Levels, Outcome, Problem};
use crate::text_diff::{all_lines, unified};

/// The results of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The results for each article and each snapshot without one, sorted by id.
    pub outcomes: Vec<Outcome>,
    /// The severity of each kind of difference.
    pub levels: Levels,
    /// The differences from the lock, a line each.
    pub lock: Vec<String>,
    /// What could not be compared, sorted.
    pub problems: Vec<Problem>,
    /// The prefix that makes a path of the project relative to the root of the repository, in reports for programs:
    /// empty, or the folder of the project with a slash at the end.
    pub prefix: String,
}

impl Run {
    /// The highest severity.
    #[must_use]
    pub fn level(&self) -> Level {
        if !self.problems.is_empty() {
            return Level::Error;
        }
        let lock = if self.lock.is_empty() { Level::Off } else { self.levels.lock };
        self.outcomes.iter().map(|outcome| self.levels.of(outcome)).max().unwrap_or(Level::Off).max(lock)
    }

    /// A path of the project, as in reports for programs.
    fn path(&self, path: &str) -> String {
        let is_absolute = path.starts_with('/') || path.get(1..2) == Some(":");
        if is_absolute || self.prefix.is_empty() {
            return path.to_owned();
        }
        let mut parts: Vec<&str> = Vec::new();
        for part in self.prefix.split('/').chain(path.split('/')) {
            match part {
                "" | "." => {}
                ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        parts.join("/")
    }

    /// The results that are not off.
    fn relevant(&self) -> impl Iterator<Item = (&Outcome, Level)> {
        let levels = self.outcomes.iter().map(|outcome| (outcome, self.levels.of(outcome)));
        levels.filter(|(_, level)| *level > Level::Off)
    }

    /// The changes of a result that are not off.
    fn changes<'r>(&'r self, outcome: &'r Outcome) -> impl Iterator<Item = (&'r Change, Level)> {
        let levels = outcome.changes().iter().map(|change| (change, self.levels.of_change(change)));
        levels.filter(|(_, level)| *level > Level::Off)
    }
}

/// A diff with three lines of context, without a header.
fn lines(before: &str, after: &str) -> String {
    unified(&with_break(before), &with_break(after))
}

/// All lines of a claim as a diff: removed, added or unchanged.
fn lines_of(change: &Change) -> String {
    if let Change::Moved { before, after } = change {
        return format!("-at: {}\n+at: {}\n", before.at, after.at);
    }
    let written = |entry: Option<&Entry>| entry.map(|entry| with_break(&entry.to_string())).unwrap_or_default();
    let (before, after) = (written(change.before()), written(change.after()));
    let lines = all_lines(&before, &after).into_iter().map(|(sign, line)| {
        let indent = if line.starts_with("claim: ") { "" } else { "  " };
        format!("{sign}{}", line.strip_prefix(indent).unwrap_or(line))
    });
    lines.collect()
}

fn with_break(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}
