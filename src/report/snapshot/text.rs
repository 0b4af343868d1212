//! Results of snapshots as text for a terminal: the changes, the lines that differ, and advice.

use std::fmt::Write;

use super::{Run, lines, lines_of, of_outcome};
use crate::diagnostic::Level;
use crate::report::{Style, one_line};
use crate::snapshot::{Change, Outcome, ProblemKind, Verdict};

/// The maximum number of new articles listed.
const SHOWN: usize = 10;

/// The report of a run, with a line break at the end.
#[must_use]
pub fn text(run: &Run, style: Style) -> String {
    let mut out = String::new();
    let is_new = |(outcome, _): &(&Outcome, Level)| matches!(outcome.verdict, Verdict::New(_));
    let (new, others): (Vec<_>, Vec<_>) = run.relevant().partition(is_new);
    for (result, level) in others {
        out.push_str(&outcome(result, level, style));
        out.push('\n');
    }
    for (result, level) in new.iter().take(SHOWN) {
        out.push_str(&outcome(result, *level, style));
    }
    match new.len() {
        0 => {}
        many if many > SHOWN => out.push_str(&format!("… and {} more are new\n\n", many - SHOWN)),
        _ => out.push('\n'),
    }
    if run.levels.lock > Level::Off && !run.lock.is_empty() {
        let _ =
            writeln!(out, "{}: rules or program differ from the lock", painted("claims.lock", run.levels.lock, style));
        run.lock.iter().for_each(|line| out.push_str(&format!("  {line}\n")));
        out.push('\n');
    }
    let _ = writeln!(out, "{}", summary(run));
    out
}

/// One result: its description, then the lines that differ. For a new article there is nothing to compare.
#[must_use]
pub fn outcome(outcome: &Outcome, level: Level, style: Style) -> String {
    let mut out = format!("{}: {}\n", painted(&outcome.article, level, style), of_outcome(outcome));
    match &outcome.verdict {
        Verdict::Same(_) | Verdict::New(_) => {}
        Verdict::Changed { before, after, changes } => {
            out.push_str(&drawn(&lines(&before.to_string(), &after.to_string()), style));
            out.push_str(&places(changes));
        }
        Verdict::Unreferenced | Verdict::Trouble { .. } => {
            let _ = writeln!(out, "  {}", style.painted("2", &one_line(&outcome.path)));
        }
    }
    out
}

/// The old and new positions of moved claims, in a line.
fn places(changes: &[Change]) -> String {
    const SHOWN: usize = 4;
    let place = |change: &Change| match change {
        Change::Moved { before, after } => Some(format!("{} → {}", before.at, after.at)),
        _ => None,
    };
    let mut moved: Vec<String> = changes.iter().filter_map(place).collect();
    let more = moved.len().saturating_sub(SHOWN);
    moved.truncate(SHOWN);
    match (moved.is_empty(), more) {
        (true, _) => String::new(),
        (false, 0) => format!("  moved: {}\n", moved.join(", ")),
        (false, more) => format!("  moved: {}, and {more} more\n", moved.join(", ")),
    }
}

/// A change of a claim: its lines that differ.
#[must_use]
pub fn change(change: &Change, style: Style) -> String {
    drawn(&lines_of(change), style)
}

/// *17 articles: 15 unchanged, 1 changed, 1 new*
fn summary(run: &Run) -> String {
    let all = |is: fn(&Verdict) -> bool| run.outcomes.iter().filter(move |outcome| is(&outcome.verdict));
    // differences that are off are not counted
    let count = |is: fn(&Verdict) -> bool| all(is).filter(|outcome| run.levels.of(outcome) > Level::Off).count();
    let is_orphan = |verdict: &Verdict| matches!(verdict, Verdict::Unreferenced);
    let unreferenced = count(is_orphan);
    let unreadable = run.problems.iter().filter(|problem| problem.kind == ProblemKind::Unreadable).count();
    let articles = run.outcomes.len() - all(is_orphan).count() + unreadable;
    let same = all(|verdict| matches!(verdict, Verdict::Same(_))).count();
    let mut parts = vec![format!("{same} unchanged")];
    let more = [
        (count(|verdict| matches!(verdict, Verdict::Changed { .. })), "changed"),
        (count(|verdict| matches!(verdict, Verdict::New(_))), "new"),
        (count(|verdict| matches!(verdict, Verdict::Trouble { .. })), "not comparable"),
    ];
    parts.extend(more.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
    if unreadable > 0 {
        parts.push(format!("{unreadable} unreadable"));
    }
    let plural = if articles == 1 { "" } else { "s" };
    let orphans = match unreferenced {
        0 => String::new(),
        1 => "; 1 snapshot without an article".to_owned(),
        many => format!("; {many} snapshots without an article"),
    };
    format!("{articles} article{plural}: {}{orphans}", parts.join(", "))
}

fn painted(name: &str, level: Level, style: Style) -> String {
    style.painted(if level == Level::Warning { "1;33" } else { "1;31" }, &one_line(name))
}

fn drawn(lines: &str, style: Style) -> String {
    let mut out = String::new();
    for line in lines.lines() {
        let line = match line.chars().next() {
            Some('+') => style.painted("32", line),
            Some('-') => style.painted("31", line),
            Some('@') => style.painted("2", line),
            _ => line.to_owned(),
        };
        let _ = writeln!(out, "  {}", line.trim_end());
    }
    out
}
