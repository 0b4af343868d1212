//! The results of a run for all articles, and their severity.

use std::fmt;

use super::{Change, Extraction, Unreadable, all_accepted};
use crate::diagnostic::Level;

/// The result for one article or snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The id of the article, or the file name of a snapshot without one.
    pub article: String,
    /// The file to look at: that of the article, or of a snapshot that has no article or cannot be compared.
    pub path: String,
    /// The line of the file in which each paragraph begins, from 1; if the article is one line of a file, that line;
    /// empty if unknown.
    pub lines: Vec<usize>,
    /// The result of the comparison.
    pub verdict: Verdict,
}

/// The result of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The snapshot is the same as the extraction.
    Same(Extraction),
    /// There is no snapshot yet.
    New(Extraction),
    /// The snapshot differs.
    Changed {
        /// The claims in the snapshot.
        before: Extraction,
        /// The claims extracted now.
        after: Extraction,
        /// The differences; empty if the same claims are only formatted differently.
        changes: Vec<Change>,
    },
    /// A snapshot that belongs to no article.
    Unreferenced,
    /// The snapshot cannot be compared.
    Trouble {
        /// The reason.
        why: Trouble,
        /// The claims extracted now.
        after: Extraction,
    },
}

/// A [`Verdict`] without what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerdictKind {
    /// The snapshot says what is extracted.
    Same,
    /// There is no snapshot yet.
    New,
    /// The snapshot says something else.
    Changed,
    /// A snapshot that belongs to no article.
    Unreferenced,
    /// The snapshot cannot be compared.
    Trouble,
}

impl VerdictKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Same, Self::New, Self::Changed, Self::Unreferenced, Self::Trouble];

    /// Its name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Unreferenced => "unreferenced",
            Self::Trouble => "trouble",
        }
    }
}

impl Verdict {
    /// Which of the verdicts it is.
    #[must_use]
    pub const fn kind(&self) -> VerdictKind {
        match self {
            Self::Same(_) => VerdictKind::Same,
            Self::New(_) => VerdictKind::New,
            Self::Changed { .. } => VerdictKind::Changed,
            Self::Unreferenced => VerdictKind::Unreferenced,
            Self::Trouble { .. } => VerdictKind::Trouble,
        }
    }
}

/// Why a snapshot cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The file is not a snapshot.
    NoSnapshot(Unreadable),
    /// It is a snapshot, but does not hold claims.
    NoClaims(String),
    /// The file cannot be read.
    Disk(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSnapshot(why) => write!(out, "{why}"),
            Self::NoClaims(why) => write!(
                out,
                "the snapshot was not written by this version ({why}); run `claimsift snap --update` to write it again"
            ),
            Self::Disk(why) => out.write_str(why),
        }
    }
}

/// An error that prevented a run from comparing something, or anything.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file to look at, as [`Outcome::path`].
    pub path: String,
    /// The kind of the problem.
    pub kind: ProblemKind,
    /// The line of the file, from 1.
    pub line: usize,
    /// The message, in one sentence or more.
    pub message: String,
}

/// The kind of a problem that prevents a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// An article cannot be read.
    Unreadable,
    /// A rule file has errors, so that rules would find less than they should.
    Rules,
    /// The configuration, the lock, or the folder of snapshots cannot be used.
    Setup,
}

impl ProblemKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Unreadable, Self::Rules, Self::Setup];

    /// Its name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Rules => "rules",
            Self::Setup => "setup",
        }
    }

    /// A description, in a sentence.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Unreadable => "An article that cannot be read, and so was not compared.",
            Self::Rules => "A problem of a rule file; nothing was compared.",
            Self::Setup => "A problem of the configuration, the lock or the snapshots; not everything was compared.",
        }
    }
}

/// The severity of each kind of difference. By default all are errors, except for different versions and for renamed
/// rules that change no claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    /// An article without a snapshot.
    pub new: Level,
    /// A new claim.
    pub gained: Level,
    /// A claim that is no longer found.
    pub lost: Level,
    /// A claim whose properties changed.
    pub changed: Level,
    /// A claim whose rule was renamed.
    pub renamed: Level,
    /// A claim at a different position.
    pub moved: Level,
    /// A snapshot without an article.
    pub unreferenced: Level,
    /// A difference from the rules or the program version in `claims.lock`.
    pub lock: Level,
}

impl Default for Levels {
    fn default() -> Self {
        let error = Level::Error;
        Self {
            new: error,
            gained: error,
            lost: error,
            changed: error,
            renamed: Level::Warning,
            moved: error,
            unreferenced: error,
            lock: Level::Warning,
        }
    }
}

impl Levels {
    /// The level with that name.
    pub fn level_mut(&mut self, name: &str) -> Option<&mut Level> {
        Some(match name {
            "new" => &mut self.new,
            "gained" => &mut self.gained,
            "lost" => &mut self.lost,
            "changed" => &mut self.changed,
            "renamed" => &mut self.renamed,
            "moved" => &mut self.moved,
            "unreferenced" => &mut self.unreferenced,
            "lock" => &mut self.lock,
            _ => return None,
        })
    }

    /// The severity of a change of a claim.
    #[must_use]
    pub fn of_change(&self, change: &Change) -> Level {
        match change {
            Change::Gained(_) => self.gained,
            Change::Lost(_) => self.lost,
            Change::Changed { .. } => self.changed,
            Change::Renamed { .. } => self.renamed,
            Change::Moved { .. } => self.moved,
        }
    }

    /// The verdict without the changes that are off, as if they had been accepted before.
    #[must_use]
    pub fn quiet(&self, verdict: Verdict) -> Verdict {
        let Verdict::Changed { before, after, changes } = verdict else { return verdict };
        let is_off = |change: &Change| self.of_change(change) == Level::Off;
        if !changes.iter().any(is_off) {
            return Verdict::Changed { before, after, changes };
        }
        let (off, changes): (Vec<Change>, Vec<Change>) = changes.into_iter().partition(is_off);
        if changes.is_empty() {
            return Verdict::Same(after);
        }
        Verdict::Changed { before: all_accepted(&before, &off), after, changes }
    }

    /// The severity of a result; [`Level::Off`] if there is nothing to report.
    #[must_use]
    pub fn of(&self, outcome: &Outcome) -> Level {
        match &outcome.verdict {
            Verdict::Same(_) => Level::Off,
            Verdict::New(_) => self.new,
            Verdict::Changed { changes, .. } => {
                changes.iter().map(|change| self.of_change(change)).max().unwrap_or(self.changed)
            }
            Verdict::Unreferenced => self.unreferenced,
            Verdict::Trouble { .. } => Level::Error,
        }
    }
}

impl Outcome {
    /// The claims extracted now; `None` if there is no article.
    #[must_use]
    pub fn extraction(&self) -> Option<&Extraction> {
        match &self.verdict {
            Verdict::Same(extraction) | Verdict::New(extraction) => Some(extraction),
            Verdict::Changed { after, .. } | Verdict::Trouble { after, .. } => Some(after),
            Verdict::Unreferenced => None,
        }
    }

    /// The changes of claims; may be empty.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        match &self.verdict {
            Verdict::Changed { changes, .. } => changes,
            _ => &[],
        }
    }

    /// The line of the file to look at for a change, from 1.
    #[must_use]
    pub fn line(&self, change: &Change) -> usize {
        let paragraph = change.last().paragraph().unwrap_or(1);
        self.lines.get(paragraph.saturating_sub(1)).or(self.lines.last()).copied().unwrap_or(1)
    }

    /// The line of the file in which the article begins, from 1.
    #[must_use]
    pub fn first_line(&self) -> usize {
        self.lines.first().copied().unwrap_or(1)
    }
}
