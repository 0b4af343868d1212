//! Assigns comments to keys.

use std::collections::VecDeque;

use super::comments::{self, Comment, end};
use crate::rule::yaml::{Node, Text, Value};

/// The comments of a file that are not assigned to a key yet.
pub(super) struct Comments<'c> {
    source: &'c str,
    left: VecDeque<Comment>,
}

/// A key with its value and the comments that belong to it.
pub(super) struct Entry<'e> {
    pub(super) key: &'e Text,
    pub(super) node: &'e Node,
    /// The comments above it.
    pub(super) lead: Lead,
    /// The comments between the key and the end of its value; if that contains keys, only those on the line of this
    /// key.
    pub(super) inner: Vec<Comment>,
    /// The indented comments after it, if it is a top-level key: they belong to its contents.
    pub(super) tail: Lead,
}

/// Comments on lines of their own.
#[derive(Debug, Default)]
pub(super) struct Lead {
    /// Whether there is an empty line before them, or before the key if there are none.
    pub(super) after_empty_line: bool,
    /// The comments, with `None` for an empty line between them, or between them and the key.
    pub(super) lines: Vec<Option<String>>,
}

impl<'c> Comments<'c> {
    /// All comments of a file.
    pub(super) fn of(source: &'c str, root: &Node) -> Self {
        Self { source, left: comments::find(source, root).into() }
    }

    /// Takes the comments between two bytes.
    fn take(&mut self, from: usize, to: usize) -> Vec<Comment> {
        let (start, end) = self.between(from, to);
        self.left.drain(start..end).collect()
    }

    /// The range of the remaining comments between two bytes.
    fn between(&self, from: usize, to: usize) -> (usize, usize) {
        let start = self.left.partition_point(|comment| comment.at < from);
        (start, self.left.partition_point(|comment| comment.at < to).max(start))
    }

    /// Takes the comments after the last of `entries`, up to the first that begins its line, and adds them to it.
    /// Returns the byte after them.
    pub(super) fn take_tail(&mut self, entries: &mut [Entry<'_>], from: usize, to: usize) -> usize {
        let Some(last) = entries.last_mut().filter(|last| holds_keys(last.node)) else { return from };
        let (start, end) = self.between(from, to);
        let indented = self.left.range(start..end).take_while(|comment| comment.indent != Some(0)).last();
        let Some(end) = indented.map(|comment| comment.at + comment.text.len()) else { return from };
        last.tail = self.lead(from, end);
        end
    }

    /// Takes the comments between two bytes, with the empty lines there.
    pub(super) fn lead(&mut self, from: usize, to: usize) -> Lead {
        let mut lead = Lead::default();
        let mut at = from;
        for comment in self.take(from, to) {
            let empty = self.has_empty_line(at, comment.at);
            at = comment.at + comment.text.len();
            lead.add(empty, Some(comment.text));
        }
        let empty = self.has_empty_line(at, to);
        lead.add(empty, None);
        lead
    }

    /// Whether a whole line between two bytes is empty.
    fn has_empty_line(&self, from: usize, to: usize) -> bool {
        let amid = self.source.get(..from).is_some_and(|before| !before.is_empty() && !before.ends_with('\n'));
        let between = self.source.get(from..to).unwrap_or_default();
        let whole = between.rsplit_once('\n').map_or("", |(lines, _)| lines);
        !between.is_empty()
            && between.contains('\n')
            && whole.split('\n').skip(usize::from(amid)).any(|line| line.trim().is_empty())
    }

    /// The keys of a mapping with their comments, in the order they are written, and the byte after the last. `start`
    /// is the byte after what comes before. With `tails`, indented comments after a key belong to it.
    pub(super) fn entries<'e>(
        &mut self,
        entries: &'e [(Text, Node)],
        start: usize,
        tails: bool,
    ) -> (Vec<Entry<'e>>, usize) {
        let mut found: Vec<Entry<'e>> = Vec::new();
        let mut behind = start;
        for (key, node) in entries {
            if tails {
                behind = self.take_tail(&mut found, behind, key.span.start);
            }
            let lead = self.lead(behind, key.span.start);
            let end = end(self.source, node).max(key.span.end);
            // comments on the last line of nested keys belong to the last of those
            behind = self.line_end(end);
            let inner = self.take(key.span.end, if holds_keys(node) { self.line_end(key.span.end) } else { behind });
            found.push(Entry { key, node, lead, inner, tail: Lead::default() });
        }
        (found, behind)
    }

    /// Takes the comments that are in the value of a key and belong to no key in it.
    pub(super) fn inside(&mut self, entry: &Entry<'_>) -> Vec<Comment> {
        let behind = self.line_end(end(self.source, entry.node).max(entry.key.span.end));
        self.take(entry.key.span.end, behind)
    }

    /// The end of the line that contains `at`; `at` itself if it is the start of a line.
    fn line_end(&self, at: usize) -> usize {
        if self.source.get(..at).is_some_and(|before| before.ends_with('\n')) {
            return at;
        }
        let rest = self.source.get(at..).unwrap_or_default();
        at + rest.find('\n').unwrap_or(rest.len())
    }
}

/// Whether a value holds keys, or items that do.
fn holds_keys(node: &Node) -> bool {
    match &node.value {
        Value::Map(_) => true,
        Value::List(items) => items.iter().any(|item| matches!(item.value, Value::Map(_))),
        Value::Null | Value::Text(_) => false,
    }
}

impl Lead {
    /// Adds a comment, or the end, with an empty line before it if `empty`.
    fn add(&mut self, empty: bool, line: Option<String>) {
        if self.lines.is_empty() {
            self.after_empty_line = empty;
        } else if empty {
            self.lines.push(None);
        }
        self.lines.extend(line.map(Some));
    }

    /// Takes the comments out, and leaves the empty line before them.
    pub(super) fn take_lines(&mut self) -> Vec<Option<String>> {
        std::mem::take(&mut self.lines)
    }
}
