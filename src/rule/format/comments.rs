//! The comments of a file, which YAML does not read.

use crate::rule::yaml::{Node, Style, Text, Value};
use crate::span::Span;

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    /// From its `#` to the end of its line, without trailing spaces.
    pub(super) text: String,
    /// The byte of its `#`.
    pub(super) at: usize,
    /// The number of characters before it, if it is on a line of its own.
    pub(super) indent: Option<usize>,
}

/// All comments of a file, in order. A `#` in a scalar is not a comment.
pub(super) fn find(source: &str, root: &Node) -> Vec<Comment> {
    let mut scalars = Vec::new();
    of_node(source, root, &mut scalars);
    scalars.sort_by_key(|span| span.start);
    let mut comments = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let body = line.trim_end();
        let found = body.match_indices('#').map(|(at, _)| at).find(|&at| {
            let before = body.get(..at).unwrap_or_default();
            let at = start + at;
            let inside = scalars.partition_point(|span| span.start <= at);
            let scalar = inside.checked_sub(1).and_then(|inside| scalars.get(inside));
            (before.is_empty() || before.ends_with([' ', '\t'])) && scalar.is_none_or(|scalar| scalar.end <= at)
        });
        if let Some(at) = found {
            let before = body.get(..at).unwrap_or_default();
            comments.push(Comment {
                text: body.get(at..).unwrap_or_default().to_owned(),
                at: start + at,
                indent: before.trim().is_empty().then_some(at),
            });
        }
        start += line.len();
    }
    comments
}

fn of_node(source: &str, node: &Node, scalars: &mut Vec<Span>) {
    match &node.value {
        Value::Null => {}
        Value::Text(text) => scalars.push(extent(source, text)),
        Value::List(items) => items.iter().for_each(|item| of_node(source, item, scalars)),
        Value::Map(entries) => {
            for (key, value) in entries {
                scalars.push(key.span);
                of_node(source, value, scalars);
            }
        }
    }
}

/// The bytes of a scalar. Those of a block are its lines up to the last that is not empty.
pub(super) fn extent(source: &str, text: &Text) -> Span {
    if !matches!(text.style, Style::Literal | Style::Folded) {
        return text.span;
    }
    let start = source.get(..text.span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    if text.value.trim().is_empty() {
        return Span::new(text.span.start, text.span.start);
    }
    let indent = text.span.start - start;
    let mut end = start;
    for line in source.get(start..).unwrap_or_default().split_inclusive('\n') {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        if !line.trim().is_empty() && spaces < indent {
            break;
        }
        end += line.len();
    }
    let lines = Span::new(start, end).of(source);
    let empty: usize = lines.split_inclusive('\n').rev().take_while(|line| line.trim().is_empty()).map(str::len).sum();
    Span::new(start, end - empty)
}

/// Where a value ends; 0 if it ends with its key.
pub(super) fn end(source: &str, node: &Node) -> usize {
    match &node.value {
        // the place of an empty block is unknown, since it has only a header
        Value::Text(text) if extent(source, text).is_empty() => 0,
        Value::Text(text) => extent(source, text).end,
        Value::Null => node.span.end,
        Value::List(_) | Value::Map(_) if node.span.of(source).starts_with(['[', '{']) => node.span.end,
        Value::List(items) => items.iter().map(|item| end(source, item)).max().unwrap_or(node.span.end),
        Value::Map(entries) => {
            entries.iter().map(|(key, value)| end(source, value).max(key.span.end)).max().unwrap_or(node.span.end)
        }
    }
}
