//! Drift as Markdown, for a comment on a pull request: a table of rules, and below it, folded, each change as a diff.

use std::fmt::Write;

use super::{kinds, lines, place, sides, summary, text_of};
use crate::drift::{ArticleDrift, Change, Drift};
use crate::report::Style;
use crate::report::catalogue::markdown::text;

/// The drift, with at most `limit` changes of each rule.
#[must_use]
pub fn markdown(drift: &Drift, limit: usize) -> String {
    let mut out = String::from("### Drift of the rules\n");
    let _ = writeln!(out, "\n{}.", text(&summary(drift)));
    if drift.all.is_stable() {
        return out;
    }
    let _ = writeln!(out, "\n| rule | before | now | same | gained | lost | changed |\n|---|--:|--:|--:|--:|--:|--:|");
    for (rule, counts) in drift.rules.iter().filter(|(_, counts)| !counts.is_stable()) {
        let numbers = [counts.before, counts.after, counts.same, counts.gained, counts.lost, counts.changed];
        let numbers = numbers.map(|number| number.to_string()).join(" | ");
        let _ = writeln!(out, "| {rule} | {numbers} |");
    }
    for (rule, changes) in drift.by_rule() {
        let _ = writeln!(out, "\n<details>\n<summary>{rule}: {}</summary>", kinds(&changes));
        for (article, change) in changes.iter().take(limit) {
            self::change(&mut out, article, change);
        }
        if let Some(more) = changes.len().checked_sub(limit).filter(|&more| more > 0) {
            let _ = writeln!(out, "\n… and {more} more");
        }
        let _ = writeln!(out, "\n</details>");
    }
    out
}

fn change(out: &mut String, article: &ArticleDrift, change: &Change) {
    let mut head = vec![text(&place(article, change))];
    head.extend(change.differences().iter().map(|difference| text(&text_of(difference))));
    let _ = writeln!(out, "\n**{}** {}\n", change.name(), head.join(" · "));
    let plain = Style { colour: false, width: 0 };
    let shown: Vec<String> = sides(change)
        .iter()
        .map(|(name, found)| {
            // if only other properties of the claim changed, its lines are neither removed nor added
            let sign = match (change, *name) {
                (Change::Gained(_), _) => "+",
                (Change::Lost(_), _) | (_, "before") => "-",
                _ if sides(change).len() > 1 => "+",
                _ => " ",
            };
            format!("{sign} {}", lines(article, found, plain, usize::MAX).join(" "))
        })
        .collect();
    let fence = fence(&shown);
    let _ = writeln!(out, "{fence}diff\n{}\n{fence}", shown.join("\n"));
}

/// A fence with more backticks than any line has in a row, at least three.
fn fence(lines: &[String]) -> String {
    let longest = lines.iter().flat_map(|line| line.split(|c| c != '`')).map(str::len).max().unwrap_or_default();
    "`".repeat(longest.max(2) + 1)
}
