//! What waits for a decision: looked at, taken over, thrown away.

use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use claimsift::Extraction;
use claimsift::diagnostic::Level;
use claimsift::report::{self, snapshot};
use claimsift::snapshot::{Change, Levels, accepted, all_accepted, changes, rejected};
use clap::Args;

use super::folder::{Folder, Found, read, remove};
use super::record::{Finder, Record};
use crate::cli::{Status, complain, counted, project, terminal, width};

/// What `review` needs to know.
#[derive(Debug, Args)]
pub(super) struct Review {
    /// The folder of the snapshots [default: what `claimsift.yaml` says, or `snapshots`]
    #[arg(long, value_name = "FOLDER")]
    snapshots: Option<PathBuf>,
}

/// Which changes are meant.
#[derive(Debug, Args)]
pub(super) struct Which {
    /// An article, by its name or the path of its text or snapshot, or a claim, by its id
    #[arg(value_name = "ID|PATH")]
    which: Vec<String>,
    /// Everything that waits
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

/// Goes through everything that waits, with who sits at the terminal.
pub(super) fn review(review: &Review) -> std::io::Result<Status> {
    let project = match project::find()? {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let folder = Folder::of(review.snapshots.as_ref(), &project);
    if !std::io::stdin().is_terminal() {
        complain(
            "`review` asks at a terminal, and there is none; use `claimsift snap accept` or `reject` with the id of a claim or the name of an article, or with `--all`",
        );
        return Ok(Status::Unusable);
    }
    let (waiting, mut status) = waiting(&folder, &project.config.fail);
    let mut out = terminal::stdout();
    if waiting.is_empty() {
        writeln!(out, "nothing waits for a decision")?;
    }
    let mut finder = Finder::new(&project, &folder);
    let mut answers = std::io::stdin().lock();
    for mut article in waiting {
        if let Err(stale) = article.is_current(&mut finder) {
            complain(stale);
            status = status.max(Status::Findings);
            continue;
        }
        match ask(&mut article, &mut answers, &mut out)? {
            Answered::Quit => {
                status = status.max(settle(&folder, &article));
                break;
            }
            Answered::All => status = status.max(settle(&folder, &article)),
        }
    }
    Ok(status.max(forget_settled(&folder)))
}

/// What somebody says of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Accept,
    Reject,
}

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answered {
    All,
    Quit,
}

/// An article of which something waits.
#[derive(Debug, Clone)]
struct Waiting {
    article: String,
    pending_file: PathBuf,
    /// What the snapshot says; nothing where there is none.
    snapshot: Option<Extraction>,
    /// What is extracted.
    pending: Extraction,
    /// Whether this program wrote it, and no test in Rust.
    is_ours: bool,
}

impl Waiting {
    fn before(&self) -> Extraction {
        self.snapshot.clone().unwrap_or_default()
    }

    fn changes(&self) -> Vec<Change> {
        changes(&self.before(), &self.pending)
    }

    fn decide(&mut self, change: &Change, answer: Answer) {
        let before = self.before();
        match answer {
            Answer::Accept => self.snapshot = Some(accepted(&before, &self.pending, change)),
            Answer::Reject => self.pending = rejected(&before, &self.pending, change),
        }
    }

    fn decide_all(&mut self, answer: Answer) {
        match answer {
            Answer::Accept => self.snapshot = Some(self.pending.clone()),
            Answer::Reject => self.pending = self.before(),
        }
    }

    /// Makes sure that what waits is what is extracted now: every change must be found again.
    ///
    /// # Errors
    ///
    /// Says that it is out of date, and why.
    fn is_current(&self, finder: &mut Finder<'_>) -> Result<(), String> {
        if !self.is_ours {
            // a test in Rust wrote it, and only that test can repeat it
            return Ok(());
        }
        let stale = |why: &str| {
            format!(
                "{}: what waits is out of date, and was left alone: {why}; run `claimsift snap` again",
                self.article
            )
        };
        let now = finder.find(&self.article).map_err(|why| stale(&why))?;
        let found_now = changes(&self.before(), &now);
        let is_found = self.changes().iter().all(|change| found_now.contains(change));
        let is_same = !self.changes().is_empty() || self.snapshot.is_some() || now == self.pending;
        if is_found && is_same { Ok(()) } else { Err(stale("the article or the rules are not what they were")) }
    }

    /// Whether nothing is left to decide.
    fn is_settled(&self) -> bool {
        self.before() == self.pending
    }
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
    let mut met = vec![false; which.which.len()];
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
            which.which.iter().zip(&mut met).filter(|(name, _)| is_meant(name)).for_each(|(_, met)| *met = true);
            continue;
        }
        if which.all {
            decided += article.changes().len();
            article.decide_all(answer);
        }
        for (name, met) in which.which.iter().zip(&mut met) {
            if is_of_article(&folder, name, &article.article) {
                decided += article.changes().len();
                article.decide_all(answer);
                (*met, touched) = (true, true);
            } else if let Some(change) = article.changes().iter().find(|change| change.is_of(name)) {
                decided += 1;
                article.decide(change, answer);
                (*met, touched) = (true, true);
            }
        }
        if touched {
            status = status.max(settle(&folder, article));
        }
    }
    for (name, _) in which.which.iter().zip(&met).filter(|(_, met)| !**met) {
        complain(format!("nothing that waits is called `{name}`; `claimsift snap` tells what there is"));
        status = Status::Unusable;
    }
    status = status.max(forget_settled(&folder));
    let verb = if answer == Answer::Accept { "accepted" } else { "rejected" };
    if decided > 0 || which.all {
        writeln!(terminal::stdout(), "{} {verb}", counted(decided, "change"))?;
    }
    Ok(status)
}

/// Lists what waits, for somebody who did not say what to decide.
fn list(waiting: &[Waiting]) -> std::io::Result<Status> {
    if waiting.is_empty() {
        complain("nothing waits for a decision");
        return Ok(Status::Unusable);
    }
    let mut out = terminal::stdout();
    for article in waiting {
        writeln!(out, "{}: {}", article.article, snapshot::meaning(&article.changes()))?;
        for change in article.changes() {
            writeln!(out, "  {} {}: {}", change.last().id, change.name(), change.last().claim)?;
        }
    }
    complain("name the articles or the ids of the claims that are meant, or give `--all`");
    Ok(Status::Unusable)
}

/// Takes what does not wait any more out of the record.
fn forget_settled(folder: &Folder) -> Status {
    match Record::read(folder).write(folder) {
        Ok(()) => Status::Fine,
        Err(problem) => {
            complain(&problem);
            Status::Unusable
        }
    }
}

/// Whether somebody means an article: by its name, or by the path of its text, its snapshot or what waits beside that.
fn is_of_article(folder: &Folder, given: &str, article: &str) -> bool {
    let path = Path::new(given);
    let files = [folder.snapshot(article), folder.pending(article)];
    given == article
        || files.iter().any(|file| file.file_name() == path.file_name())
        || path.extension().is_some() && path.file_stem().is_some_and(|stem| stem == article)
}

/// All that waits, in the order of the articles' names; what cannot be read is reported. Changes that count for nothing do not
/// wait: they are in what is held against.
fn waiting(folder: &Folder, levels: &Levels) -> (Vec<Waiting>, Status) {
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

/// Writes what was decided.
fn settle(folder: &Folder, waiting: &Waiting) -> Status {
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

/// Asks about each change of an article.
fn ask(article: &mut Waiting, answers: &mut dyn BufRead, out: &mut dyn Write) -> std::io::Result<Answered> {
    let style = report::Style { colour: terminal::wants_colour(), width: width() };
    let all = article.changes();
    if article.snapshot.is_none() {
        writeln!(out, "{}: new, with {}", article.article, counted(article.pending.claims.len(), "claim"))?;
    }
    for (at, change) in all.iter().enumerate() {
        let title = snapshot::meaning(std::slice::from_ref(change));
        writeln!(out, "\n{} ({} of {}): {title}", article.article, at + 1, all.len())?;
        write!(out, "{}", snapshot::change(change, style))?;
        match question(answers, out)? {
            Reply::One(answer) => article.decide(change, answer),
            Reply::Rest(answer) => {
                all.iter().skip(at).for_each(|change| article.decide(change, answer));
                return Ok(Answered::All);
            }
            Reply::Skip => {}
            Reply::Quit => return Ok(Answered::Quit),
        }
    }
    if all.is_empty() {
        // only the file is new: an article without claims
        if let Reply::One(answer) | Reply::Rest(answer) = question(answers, out)? {
            article.decide_all(answer);
        }
    }
    Ok(Answered::All)
}

/// What somebody types.
enum Reply {
    One(Answer),
    /// This, and all others of the article.
    Rest(Answer),
    Skip,
    Quit,
}

fn question(answers: &mut dyn BufRead, out: &mut dyn Write) -> std::io::Result<Reply> {
    loop {
        write!(out, "  [a]ccept, [r]eject, [s]kip; [A]ccept or [R]eject all of this article; [q]uit: ")?;
        out.flush()?;
        let mut line = String::new();
        if answers.read_line(&mut line)? == 0 {
            return Ok(Reply::Quit);
        }
        return Ok(match line.trim() {
            "a" => Reply::One(Answer::Accept),
            "r" => Reply::One(Answer::Reject),
            "s" => Reply::Skip,
            "A" => Reply::Rest(Answer::Accept),
            "R" => Reply::Rest(Answer::Reject),
            "q" => Reply::Quit,
            _ => continue,
        });
    }
}

#[cfg(test)]
mod tests {
    use claimsift::Extraction;
    use claimsift::snapshot::Entry;

    use super::{Answered, Waiting, ask};

    fn extraction(claims: &[(&str, &str, &str)]) -> Extraction {
        let entry = |&(id, claim, at): &(&str, &str, &str)| Entry {
            id: id.to_owned(),
            claim: claim.to_owned(),
            at: at.to_owned(),
            ..Entry::default()
        };
        Extraction { claims: claims.iter().map(entry).collect() }
    }

    fn waiting() -> Waiting {
        Waiting {
            article: "harbour".to_owned(),
            pending_file: "harbour.snap.new".into(),
            snapshot: Some(extraction(&[("a", "the bridge closes", "¶ 1.1"), ("b", "trade fell", "¶ 2.1")])),
            pending: extraction(&[("a", "the bridge closes", "¶ 2.1"), ("c", "nobody was hurt", "¶ 4.1")]),
            is_ours: true,
        }
    }

    /// What is asked, and what is left, where somebody types this.
    fn asked(typed: &str) -> (String, Answered, Waiting) {
        let mut article = waiting();
        let mut out = Vec::new();
        let answered = ask(&mut article, &mut typed.as_bytes(), &mut out).expect("memory can be written");
        (String::from_utf8(out).expect("it is text"), answered, article)
    }

    #[test]
    fn each_change_is_decided_by_itself() {
        let (told, answered, article) = asked("a\nwhat\ns\nr\n");
        assert_eq!(answered, Answered::All);
        assert_eq!(told.matches("[q]uit: ").count(), 4, "what is no answer is asked again:\n{told}");
        assert!(told.contains("harbour (1 of 3): 1 claim moved\n"), "{told}");
        let ids = |extraction: &Extraction| extraction.claims.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>();
        let snapshot = article.snapshot.clone().expect("there is one");
        assert_eq!((ids(&snapshot), snapshot.claims[0].at.as_str()), (vec!["a".to_owned(), "b".to_owned()], "¶ 2.1"));
        assert_eq!(ids(&article.pending), ["a"], "the rejected claim waits no more, and the lost one does");
        assert!(!article.is_settled());
    }

    #[test]
    fn all_of_an_article_can_be_decided_at_once() {
        let (_, _, article) = asked("A\n");
        assert!(article.is_settled());
        assert_eq!(article.snapshot, Some(waiting().pending));
        let (_, _, article) = asked("R\n");
        assert!(article.is_settled());
        assert_eq!(article.snapshot, waiting().snapshot);
    }

    #[test]
    fn who_leaves_decides_nothing_more() {
        for typed in ["q\n", ""] {
            let (_, answered, article) = asked(typed);
            assert_eq!(answered, Answered::Quit);
            assert_eq!((article.snapshot, article.pending), (waiting().snapshot, waiting().pending));
        }
    }
}
