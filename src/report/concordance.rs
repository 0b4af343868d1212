//! Keywords in context: one line per match, with the words around it.

use std::fmt::Write;

use serde::Serialize;

use super::Style;
use crate::article::Article;
use crate::concordance::Hit;
use crate::span::{CharIndex, Span};

/// `name:line: left context [match] right context`, one line per hit, with this many words on either side. Roles are
/// coloured or, without colour, in braces.
#[must_use]
pub fn concordance_text(name: &str, article: &Article, hits: &[Hit], context: usize, style: Style) -> String {
    let mut out = String::new();
    for hit in hits {
        let (left, right) = around(article, hit, context);
        let place = style.painted("2", &format!("{name}:{}:", hit.line));
        let left = if left.is_empty() { String::new() } else { format!("{left} ") };
        let (open, close) = (style.painted("1", "["), style.painted("1", "]"));
        let gap =
            if right.is_empty() || right.starts_with([',', '.', ';', ':', '?', '!', '”', '’']) { "" } else { " " };
        let _ = writeln!(out, "{place} {left}{open}{}{close}{gap}{right}", shown(article, hit, style));
    }
    out
}

/// The match with its roles, on one line.
fn shown(article: &Article, hit: &Hit, style: Style) -> String {
    let mut edges: Vec<usize> = hit.roles.iter().flat_map(|(_, span)| [span.start, span.end]).collect();
    edges.extend([hit.span.start, hit.span.end]);
    edges.retain(|edge| hit.span.start <= *edge && *edge <= hit.span.end);
    edges.sort_unstable();
    edges.dedup();
    let mut out = String::new();
    for pair in edges.windows(2) {
        let [start, end] = *pair else { continue };
        let text = one_line(Span::new(start, end).of(&article.text));
        if style.colour {
            let innermost = hit.roles.iter().rev().find(|(_, span)| span.start <= start && end <= span.end);
            out.push_str(&innermost.map_or_else(|| text.clone(), |(role, _)| style.painted(colour(role), &text)));
            continue;
        }
        for (role, _) in hit.roles.iter().filter(|(_, span)| span.start == start) {
            let _ = write!(out, "{{{role}: ");
        }
        out.push_str(&text);
        for _ in hit.roles.iter().filter(|(_, span)| span.end == end) {
            out.push('}');
        }
    }
    out
}

fn colour(role: &str) -> &'static str {
    match role {
        "source" => "36",
        "claim" => "33",
        _ => "35",
    }
}

/// Replaces all white space by single spaces.
fn one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let edge = |there: bool| if there && !text.trim().is_empty() { " " } else { "" };
    if text.trim().is_empty() && !text.is_empty() {
        return " ".to_owned();
    }
    format!("{}{words}{}", edge(text.starts_with(char::is_whitespace)), edge(text.ends_with(char::is_whitespace)))
}

/// This many words of the paragraph on either side of the match.
fn around(article: &Article, hit: &Hit, words: usize) -> (String, String) {
    let left = Span::new(hit.paragraph.start, hit.span.start).of(&article.text);
    let right = Span::new(hit.span.end, hit.paragraph.end).of(&article.text);
    let mut before: Vec<&str> = left.split_whitespace().rev().take(words).collect();
    before.reverse();
    // a word attached to the match without a space is shown in addition
    let glued = usize::from(!right.starts_with(char::is_whitespace) && !right.is_empty());
    let behind: Vec<&str> = right.split_whitespace().take(words + glued).collect();
    (before.join(" "), behind.join(" "))
}

#[derive(Debug, Serialize)]
struct Row<'h> {
    id: &'h str,
    file: &'h str,
    line: usize,
    start: usize,
    end: usize,
    text: &'h str,
    left: String,
    right: String,
    roles: Vec<RoleRow<'h>>,
}

#[derive(Debug, Serialize)]
struct RoleRow<'h> {
    role: &'h str,
    text: &'h str,
    start: usize,
    end: usize,
}

/// One JSON object per line for each hit. Offsets are code points.
#[must_use]
pub fn concordance_json(name: &str, article: &Article, hits: &[Hit], context: usize) -> String {
    let index = CharIndex::new(&article.text);
    let mut out = String::new();
    for hit in hits {
        let (left, right) = around(article, hit, context);
        let [start, end] = index.span(hit.span);
        let roles = hit.roles.iter().map(|(role, span)| {
            let [start, end] = index.span(*span);
            RoleRow { role, text: span.of(&article.text), start, end }
        });
        let text = hit.span.of(&article.text);
        let row =
            Row { id: &article.id, file: name, line: hit.line, start, end, text, left, right, roles: roles.collect() };
        out.push_str(&serde_json::to_string(&row).unwrap_or_default());
        out.push('\n');
    }
    out
}
