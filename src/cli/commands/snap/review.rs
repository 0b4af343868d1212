//! `claimsift snap review`: interactive review of pending changes.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use claimsift::report::{self, snapshot};
use clap::Args;

use super::folder::Folder;
use super::record::Finder;
use super::waiting::{Answer, Waiting, forget_settled, settle, waiting};
use crate::cli::{Status, complain, counted, project, terminal, width};

/// The options of `review`.
#[derive(Debug, Args)]
pub(super) struct Review {
    /// The folder of the snapshots [default: what `claimsift.yaml` says, or `snapshots`]
    #[arg(long, value_name = "FOLDER")]
    snapshots: Option<PathBuf>,
}

/// Goes through all pending changes with the user.
pub(super) fn review(review: &Review) -> std::io::Result<Status> {
    let project = match project::find()? {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let folder = Folder::of(review.snapshots.as_ref(), &project);
    if !std::io::stdin().is_terminal() {
        complain(
            "`review` needs a terminal; use `claimsift snap accept` or `reject` with the id of a claim, the name of an article or `--all`",
        );
        return Ok(Status::Unusable);
    }
    let (waiting, mut status) = waiting(&folder, &project.config.fail);
    let mut out = terminal::stdout();
    if waiting.is_empty() {
        writeln!(out, "no pending changes")?;
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

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answered {
    All,
    Quit,
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
        // the article has no claims, so the only change is the new file itself
        if let Reply::One(answer) | Reply::Rest(answer) = question(answers, out)? {
            article.decide_all(answer);
        }
    }
    Ok(Answered::All)
}

/// A reply of the user.
enum Reply {
    One(Answer),
    /// The answer for this change and all remaining ones of the article.
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

    /// The prompts, the result, and the remaining changes, if the user types this.
    fn asked(typed: &str) -> (String, Answered, Waiting) {
        let mut article = waiting();
        let mut out = Vec::new();
        let answered = ask(&mut article, &mut typed.as_bytes(), &mut out).expect("memory can be written");
        (String::from_utf8(out).expect("it is text"), answered, article)
    }

    #[test]
    fn each_change_is_decided_separately() {
        let (output, answered, article) = asked("a\nwhat\ns\nr\n");
        assert_eq!(answered, Answered::All);
        assert_eq!(output.matches("[q]uit: ").count(), 4, "asks again after an invalid answer:\n{output}");
        assert!(output.contains("harbour (1 of 3): 1 claim moved\n"), "{output}");
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
    fn nothing_is_decided_after_quitting() {
        for typed in ["q\n", ""] {
            let (_, answered, article) = asked(typed);
            assert_eq!(answered, Answered::Quit);
            assert_eq!((article.snapshot, article.pending), (waiting().snapshot, waiting().pending));
        }
    }
}
