//! Accepts or rejects pending changes by name; without a name, lists them.

use std::io::Write;
use std::path::{Path, PathBuf};

use claimsift::report::snapshot;
use clap::Args;

use super::folder::Folder;
use super::record::Finder;
use super::waiting::{Answer, Waiting, forget_settled, settle, waiting};
use crate::cli::{Status, complain, counted, project, terminal};

/// Selects changes.
#[derive(Debug, Args)]
pub(super) struct Which {
    /// An article, by its name or the path of its text or snapshot, or a claim, by its id
    #[arg(value_name = "ID|PATH")]
    which: Vec<String>,
    /// All pending changes
    #[arg(long, conflicts_with = "which")]
    all: bool,
    /// The folder of the snapshots [default: what `claimsift.yaml` says, or `snapshots`]
    #[arg(long, value_name = "FOLDER")]
    snapshots: Option<PathBuf>,
}

pub(super) fn accept(which: &Which) -> std::io::Result<Status> {
    decide(which, Answer::Accept)
}

pub(super) fn reject(which: &Which) -> std::io::Result<Status> {
    decide(which, Answer::Reject)
}

fn decide(which: &Which, answer: Answer) -> std::io::Result<Status> {
    let project = match project::find()? {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let folder = Folder::of(which.snapshots.as_ref(), &project);
    let (mut all, mut status) = waiting(&folder, &project.config.fail);
    if which.which.is_empty() && !which.all {
        return list(&all);
    }
    let mut found = vec![false; which.which.len()];
    let mut decided = 0;
    let mut finder = Finder::new(&project, &folder);
    for article in &mut all {
        let mut touched = which.all;
        let is_meant = |name: &String| {
            is_of_article(&folder, name, &article.article) || article.changes().iter().any(|change| change.is_of(name))
        };
        if answer == Answer::Accept
            && (which.all || which.which.iter().any(is_meant))
            && let Err(stale) = article.is_current(&mut finder)
        {
            complain(stale);
            status = status.max(Status::Findings);
            which.which.iter().zip(&mut found).filter(|(name, _)| is_meant(name)).for_each(|(_, found)| *found = true);
            continue;
        }
        if which.all {
            decided += article.changes().len();
            article.decide_all(answer);
        }
        for (name, found) in which.which.iter().zip(&mut found) {
            if is_of_article(&folder, name, &article.article) {
                decided += article.changes().len();
                article.decide_all(answer);
                (*found, touched) = (true, true);
            } else if let Some(change) = article.changes().iter().find(|change| change.is_of(name)) {
                decided += 1;
                article.decide(change, answer);
                (*found, touched) = (true, true);
            }
        }
        if touched {
            status = status.max(settle(&folder, article));
        }
    }
    for (name, _) in which.which.iter().zip(&found).filter(|(_, found)| !**found) {
        complain(format!("no pending change is called `{name}`; run `claimsift snap` to list them"));
        status = Status::Unusable;
    }
    status = status.max(forget_settled(&folder));
    let verb = if answer == Answer::Accept { "accepted" } else { "rejected" };
    if decided > 0 || which.all {
        writeln!(terminal::stdout(), "{} {verb}", counted(decided, "change"))?;
    }
    Ok(status)
}

/// Lists the pending changes, if the user did not select any.
fn list(waiting: &[Waiting]) -> std::io::Result<Status> {
    if waiting.is_empty() {
        complain("no pending changes");
        return Ok(Status::Unusable);
    }
    let mut out = terminal::stdout();
    for article in waiting {
        writeln!(out, "{}: {}", article.article, snapshot::meaning(&article.changes()))?;
        for change in article.changes() {
            writeln!(out, "  {} {}: {}", change.last().id, change.name(), change.last().claim)?;
        }
    }
    complain("name articles or ids of claims, or use `--all`");
    Ok(Status::Unusable)
}

/// Whether `given` means an article: by its id, or by the path of its text, its snapshot or its pending changes.
fn is_of_article(folder: &Folder, given: &str, article: &str) -> bool {
    let path = Path::new(given);
    let files = [folder.snapshot(article), folder.pending(article)];
    given == article
        || files.iter().any(|file| file.file_name() == path.file_name())
        || path.extension().is_some() && path.file_stem().is_some_and(|stem| stem == article)
}
