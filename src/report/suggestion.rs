//! Suggested patterns, as text and JSON: each in words, with what it finds.

use std::fmt::Write;

use serde::Serialize;

use super::{Style, concordance_text, description};
use crate::rule::{Reading, describe};
use crate::suggest::{Candidates, Findings, Refusal};

/// A corpus that was searched.
#[derive(Debug, Clone, Copy)]
pub struct Searched<'s> {
    /// How many articles it has.
    pub articles: usize,
    /// The matches of each pattern in it.
    pub findings: &'s [Findings],
}

/// Numbered suggestions, each with its generalisation and its new matches, with this many words of context.
#[must_use]
pub fn text(
    bench: &Candidates,
    whats: &[String],
    searched: Option<Searched<'_>>,
    context: usize,
    style: Style,
) -> String {
    let mut out = String::new();
    let rows = bench.packs().zip(whats).enumerate();
    for (at, (pack, what)) in rows {
        let Some((rule, line)) = pack.rules.first().and_then(|rule| Some((rule, rule.lines.first()?))) else {
            continue;
        };
        let gap = if at > 0 { "\n" } else { "" };
        let _ = writeln!(out, "{gap}{:>2}  {}", at + 1, style.painted("1", &line.text));
        let _ = writeln!(out, "    {}", style.painted("2", what));
        let Reading { finds, .. } = describe(rule, false);
        out.extend(finds.iter().map(|prose| description::prose(4, prose, style)));
        if let Some(Searched { articles, findings }) = searched
            && let Some(findings) = findings.get(at)
        {
            found(&mut out, findings, at, articles, context, style);
        }
    }
    out
}

fn found(out: &mut String, findings: &Findings, at: usize, articles: usize, context: usize, style: Style) {
    let counted = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let articles = counted(articles, "article", "articles");
    let matches = counted(findings.matches, "match", "matches");
    let news = match (at, findings.same_as) {
        (_, Some(same)) => format!(", the same as {}", same + 1),
        (0, None) => String::new(),
        (_, None) => format!(", {} new", findings.new),
    };
    let _ = writeln!(out, "    {matches} in {articles}{news}");
    for finding in &findings.shown {
        let hit = std::slice::from_ref(&finding.hit);
        let _ = write!(out, "      {}", concordance_text(&finding.name, &finding.article, hit, context, style));
    }
    if let Some(more) = findings.new.checked_sub(findings.shown.len()).filter(|&more| more > 0) {
        let _ = writeln!(out, "      {}", style.painted("2", &format!("… and {more} more")));
    }
}

#[derive(Serialize)]
struct Row<'s> {
    number: usize,
    pattern: &'s str,
    what: &'s str,
    reading: String,
    #[serde(flatten)]
    found: Option<Found<'s>>,
}

#[derive(Serialize)]
struct Found<'s> {
    articles: usize,
    matches: usize,
    new: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<usize>,
    shown: Vec<Shown<'s>>,
}

#[derive(Serialize)]
struct Shown<'s> {
    file: &'s str,
    id: &'s str,
    line: usize,
    text: &'s str,
}

/// The same as JSON Lines, an object for each suggestion.
#[must_use]
pub fn json(bench: &Candidates, whats: &[String], searched: Option<Searched<'_>>) -> String {
    let mut out = String::new();
    for (at, (pack, what)) in bench.packs().zip(whats).enumerate() {
        let Some((rule, line)) = pack.rules.first().and_then(|rule| Some((rule, rule.lines.first()?))) else {
            continue;
        };
        let found = searched.and_then(|Searched { articles, findings }| {
            let findings = findings.get(at)?;
            let shown = findings.shown.iter().map(|finding| Shown {
                file: &finding.name,
                id: &finding.article.id,
                line: finding.hit.line,
                text: finding.hit.span.of(&finding.article.text),
            });
            let same_as = findings.same_as.map(|same| same + 1);
            Some(Found { articles, matches: findings.matches, new: findings.new, same_as, shown: shown.collect() })
        });
        let reading = describe(rule, false).finds.iter().map(ToString::to_string).collect();
        let row = Row { number: at + 1, pattern: &line.text, what, reading, found };
        out.push_str(&serde_json::to_string(&row).unwrap_or_default());
        out.push('\n');
    }
    out
}

/// Numbered lines of `unless`, then the line of `ignores` that justifies them.
#[must_use]
pub fn refusals_text(refusals: &[Refusal], sentence: &str, style: Style) -> String {
    let mut out = String::new();
    for (at, refusal) in refusals.iter().enumerate() {
        let gap = if at > 0 { "\n" } else { "" };
        let _ = writeln!(out, "{gap}{:>2}  unless: |", at + 1);
        let _ = writeln!(out, "      {}", style.painted("1", &refusal.line));
        let _ = writeln!(out, "    {}", style.painted("2", &refusal.what));
    }
    let _ = writeln!(out, "\n    ignores: |\n      {}", escaped(sentence));
    out
}

/// The same as JSON Lines, an object for each line of `unless`.
#[must_use]
pub fn refusals_json(refusals: &[Refusal], sentence: &str) -> String {
    let mut out = String::new();
    for (at, Refusal { line, what }) in refusals.iter().enumerate() {
        let row = serde_json::json!({ "number": at + 1, "unless": line, "what": what, "ignores": escaped(sentence) });
        let _ = writeln!(out, "{row}");
    }
    out
}

/// A sentence as written in an example.
#[must_use]
pub fn escaped(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len());
    for c in sentence.chars() {
        if matches!(c, '{' | '}' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
