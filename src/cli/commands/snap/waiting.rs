//! Articles with pending changes: read, decided, and written back.

use std::path::PathBuf;

use claimsift::Extraction;
use claimsift::diagnostic::Level;
use claimsift::snapshot::{Change, Levels, accepted, all_accepted, changes, rejected};

use super::folder::{Folder, Found, read, remove};
use super::record::{Finder, Record};
use crate::cli::{Status, complain};

/// A decision on a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Accept,
    Reject,
}

/// An article with pending changes.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    pub(super) article: String,
    pub(super) pending_file: PathBuf,
    /// What the snapshot holds; `None` if there is none.
    pub(super) snapshot: Option<Extraction>,
    /// What is extracted now.
    pub(super) pending: Extraction,
    /// Whether this program wrote the file, and not a test in Rust.
    pub(super) is_ours: bool,
}

impl Waiting {
    pub(super) fn before(&self) -> Extraction {
        self.snapshot.clone().unwrap_or_default()
    }

    pub(super) fn changes(&self) -> Vec<Change> {
        changes(&self.before(), &self.pending)
    }

    pub(super) fn decide(&mut self, change: &Change, answer: Answer) {
        let before = self.before();
        match answer {
            Answer::Accept => self.snapshot = Some(accepted(&before, &self.pending, change)),
            Answer::Reject => self.pending = rejected(&before, &self.pending, change),
        }
    }

    pub(super) fn decide_all(&mut self, answer: Answer) {
        match answer {
            Answer::Accept => self.snapshot = Some(self.pending.clone()),
            Answer::Reject => self.pending = self.before(),
        }
    }

    /// Makes sure that the pending changes are up to date: every one must be found again.
    ///
    /// # Errors
    ///
    /// That they are out of date, and why.
    pub(super) fn is_current(&self, finder: &mut Finder<'_>) -> Result<(), String> {
        if !self.is_ours {
            // written by a test in Rust, and only that test can repeat it
            return Ok(());
        }
        let stale = |why: &str| {
            format!(
                "{}: the pending changes are out of date and were skipped: {why}; run `claimsift snap` again",
                self.article
            )
        };
        let now = finder.find(&self.article).map_err(|why| stale(&why))?;
        let found_now = changes(&self.before(), &now);
        let is_found = self.changes().iter().all(|change| found_now.contains(change));
        let is_same = !self.changes().is_empty() || self.snapshot.is_some() || now == self.pending;
        if is_found && is_same { Ok(()) } else { Err(stale("the article or the rules have changed")) }
    }

    /// Whether everything is decided.
    pub(super) fn is_settled(&self) -> bool {
        self.before() == self.pending
    }
}

/// All articles with pending changes, sorted by name; files that cannot be read are reported. Changes that are off are
/// not pending: they are applied to the snapshot that the pending claims are compared with.
pub(super) fn waiting(folder: &Folder, levels: &Levels) -> (Vec<Waiting>, Status) {
    let mut status = Status::Fine;
    let mut all = Vec::new();
    for (article, pending_file) in folder.waiting() {
        let mut extraction = |found: Found| match found {
            Found::Nothing => Some(None),
            Found::Snapshot(file) => match file.extraction() {
                Ok(extraction) => Some(Some((extraction, file.is_ours()))),
                Err(why) => {
                    complain(format!("{article}: does not hold claims: {why}"));
                    status = Status::Unusable;
                    None
                }
            },
            Found::Trouble(trouble) => {
                complain(format!("{article}: {trouble}"));
                status = Status::Unusable;
                None
            }
        };
        if let (Some(snapshot), Some(Some(pending))) =
            (extraction(read(&folder.snapshot(&article))), extraction(read(&pending_file)))
        {
            let (pending, is_ours) = pending;
            let snapshot = snapshot.map(|(snapshot, _)| {
                let off = changes(&snapshot, &pending).into_iter().filter(|it| levels.of_change(it) == Level::Off);
                all_accepted(&snapshot, &off.collect::<Vec<_>>())
            });
            all.push(Waiting { article, pending_file, snapshot, pending, is_ours });
        }
    }
    (all, status)
}

/// Writes the decisions.
pub(super) fn settle(folder: &Folder, waiting: &Waiting) -> Status {
    let Waiting { article, pending_file, snapshot, pending, is_ours: _ } = waiting;
    let kept = snapshot.as_ref().map_or(Ok(false), |snapshot| folder.keep(article, snapshot));
    let left = || if waiting.is_settled() { remove(pending_file) } else { folder.propose(article, pending) };
    match kept.and_then(|_| left()) {
        Ok(()) => Status::Fine,
        Err(problem) => {
            complain(&problem);
            Status::Unusable
        }
    }
}

/// Removes settled articles from the record.
pub(super) fn forget_settled(folder: &Folder) -> Status {
    match Record::read(folder).write(folder) {
        Ok(()) => Status::Fine,
        Err(problem) => {
            complain(&problem);
            Status::Unusable
        }
    }
}
