//! What became of snapshots: for people at a terminal, and for build servers.
//!
//! Each tells first what changed in meaning, then the lines that differ. None holds a time, a version or a path but that of
//! the article, so that the same change gives the same bytes everywhere.

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

/// What a run says of all its articles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// Of each article and each snapshot without one, sorted by id.
    pub outcomes: Vec<Outcome>,
    /// How bad each kind of difference is.
    pub levels: Levels,
    /// What is otherwise than the lock says, a line each.
    pub lock: Vec<String>,
    /// What could not be compared, sorted.
    pub problems: Vec<Problem>,
    /// What comes before a path of the project to make it one from the root of the repository, in reports for programs:
    /// nothing, or the folder of the project with a slash at its end.
    pub prefix: String,
}

impl Run {
    /// How bad the worst is.
    #[must_use]
    pub fn level(&self) -> Level {
        if !self.problems.is_empty() {
            return Level::Error;
        }
        let lock = if self.lock.is_empty() { Level::Off } else { self.levels.lock };
        self.outcomes.iter().map(|outcome| self.levels.of(outcome)).max().unwrap_or(Level::Off).max(lock)
    }

    /// A path of the project as other programs want it.
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

    /// The outcomes that are to be told.
    fn told(&self) -> impl Iterator<Item = (&Outcome, Level)> {
        let levels = self.outcomes.iter().map(|outcome| (outcome, self.levels.of(outcome)));
        levels.filter(|(_, level)| *level > Level::Off)
    }

    /// The changes of one outcome that are to be told.
    fn changes<'r>(&'r self, outcome: &'r Outcome) -> impl Iterator<Item = (&'r Change, Level)> {
        let levels = outcome.changes().iter().map(|change| (change, self.levels.of_change(change)));
        levels.filter(|(_, level)| *level > Level::Off)
    }
}

/// The lines that differ, with three lines around them, without a header.
fn lines(before: &str, after: &str) -> String {
    unified(&with_break(before), &with_break(after))
}

/// All lines of one claim, each with a sign before it: what it is now, what it was, or both.
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
