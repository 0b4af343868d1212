//! What became of every article of a run, and how bad that is.

use std::fmt;

use super::{Change, Extraction, Unreadable, all_accepted};
use crate::diagnostic::Level;

/// What a run says of one article or snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The id of the article, or the name of the file of a snapshot without one.
    pub article: String,
    /// The file to look at: that of the article, or of a snapshot that is without one or cannot be compared.
    pub path: String,
    /// For each paragraph, from the first on, the line of the file it begins in, from 1; the line of the whole article if it
    /// is one line of a file; empty where that is not known.
    pub lines: Vec<usize>,
    /// How it went.
    pub verdict: Verdict,
}

/// How a comparison went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The snapshot says what is extracted.
    Same(Extraction),
    /// There is no snapshot yet.
    New(Extraction),
    /// The snapshot says something else.
    Changed {
        /// What the snapshot says.
        before: Extraction,
        /// What is extracted.
        after: Extraction,
        /// What differs; empty where the same claims are only written otherwise.
        changes: Vec<Change>,
    },
    /// A snapshot that belongs to no article.
    Unreferenced,
    /// The snapshot cannot be compared.
    Trouble {
        /// Why not.
        why: Trouble,
        /// What is extracted.
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
    /// The file is no snapshot.
    NoSnapshot(Unreadable),
    /// It is one, and does not hold claims.
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

/// Why a run could not compare something, or anything: it always counts as an error.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file to look at, as [`Outcome::path`].
    pub path: String,
    /// What is the matter there.
    pub kind: ProblemKind,
    /// The line of it, from 1.
    pub line: usize,
    /// In one sentence or more.
    pub message: String,
}

/// What keeps a run from comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// An article cannot be read.
    Unreadable,
    /// A rule file is not sound, so that rules would find less than they should.
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

    /// What it means, in a sentence.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Unreadable => "An article that cannot be read, and so was not compared.",
            Self::Rules => "A problem of a rule file; nothing was compared.",
            Self::Setup => "A problem of the configuration, the lock or the snapshots; not everything was compared.",
        }
    }
}

/// How bad each kind of difference is. By default all are errors, but for other versions and other names of rules that
/// change no claim.
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
    /// A claim whose rule has another name.
    pub renamed: Level,
    /// A claim at another place.
    pub moved: Level,
    /// A snapshot without an article.
    pub unreferenced: Level,
    /// Other rules, or another version of the program, than `claims.lock` says.
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
    /// The level of that name.
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

    /// How bad a change of a claim is.
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

    /// The verdict without the changes that count for nothing: as if they had been accepted before.
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

    /// How bad an outcome is; [`Level::Off`] where all is well.
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
    /// The claims that are extracted now; nothing where there is no article.
    #[must_use]
    pub fn extraction(&self) -> Option<&Extraction> {
        match &self.verdict {
            Verdict::Same(extraction) | Verdict::New(extraction) => Some(extraction),
            Verdict::Changed { after, .. } | Verdict::Trouble { after, .. } => Some(after),
            Verdict::Unreferenced => None,
        }
    }

    /// The changes of claims; empty where there are none.
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
