//! Drift as text for a terminal: a table of rules, then each change in its sentence.

use std::fmt::Write;

use super::{kinds, lines, place, sides, summary, text_of};
use crate::drift::{ArticleDrift, Change, Drift};
use crate::report::Style;

/// The drift, with at most `limit` changes of each rule, with a line break at the end.
#[must_use]
pub fn text(drift: &Drift, limit: usize, style: Style) -> String {
    let mut out = format!("{}\n", summary(drift));
    if drift.all.is_stable() {
        return out;
    }
    table(&mut out, drift, style);
    for (rule, changes) in drift.by_rule() {
        let _ = writeln!(out, "\n{}", style.painted("1", &format!("{rule}: {}", kinds(&changes))));
        for (article, change) in changes.iter().take(limit) {
            self::change(&mut out, article, change, style);
        }
        if let Some(more) = changes.len().checked_sub(limit).filter(|&more| more > 0) {
            let _ = writeln!(out, "  {}", style.painted("2", &format!("… and {more} more")));
        }
    }
    out
}

fn table(out: &mut String, drift: &Drift, style: Style) {
    let rows: Vec<_> = drift.rules.iter().filter(|(_, counts)| !counts.is_stable()).collect();
    let longest = rows.iter().map(|(rule, _)| rule.chars().count()).max().unwrap_or_default();
    let head = format!(
        "{:<width$}   {:>6} {:>6} {:>6}   {:>6} {:>6} {:>7}",
        "rule",
        "before",
        "now",
        "same",
        "gained",
        "lost",
        "changed",
        width = longest + 2
    );
    let _ = writeln!(out, "\n{}", style.painted("1", &head));
    for (rule, counts) in rows {
        let _ = writeln!(
            out,
            "  {rule:<longest$}   {:>6} {:>6} {:>6}   {:>6} {:>6} {:>7}",
            counts.before, counts.after, counts.same, counts.gained, counts.lost, counts.changed
        );
    }
}

fn change(out: &mut String, article: &ArticleDrift, change: &Change, style: Style) {
    let colour = match change {
        Change::Gained(_) => "32",
        Change::Lost(_) => "31",
        Change::Changed { .. } => "33",
    };
    let mut head = vec![place(article, change)];
    head.extend(change.differences().iter().map(text_of));
    let _ = writeln!(
        out,
        "  {} {}",
        style.painted(colour, change.name()),
        style.painted("2", &head.join(" · ")).trim_end()
    );
    let sides = sides(change);
    let width = style.width.saturating_sub(12).max(30);
    for (name, found) in &sides {
        for (at, line) in lines(article, found, style, width).iter().enumerate() {
            let name = if at == 0 && sides.len() > 1 { name } else { "" };
            let _ = writeln!(out, "    {name:<6} {line}");
        }
    }
}
