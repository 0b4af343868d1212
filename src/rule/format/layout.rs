//! Writes a file: its keys in their order, each with its comments and its value.

use super::comments::{Comment, end};
use super::entry::{Comments, Entry};
use super::value;
use crate::rule::keys::{HOUSE, Holds, Key, RULE, find};
use crate::rule::yaml::{Node, Value};

/// The formatted file with this tree; `keys` are those it can have.
pub(super) fn file(source: &str, root: &Node, keys: &'static [Key]) -> String {
    let mut page = Page { source, keys, comments: Comments::of(source, root), out: String::new() };
    if let Value::Map(entries) = &root.value {
        let (mut entries, behind) = page.comments.entries(entries, 0, true);
        let behind = page.comments.take_tail(&mut entries, behind, source.len());
        let rest = page.comments.lead(behind, source.len());
        if let Some(first) = entries.first_mut() {
            let head = first.lead.take_lines();
            page.lines(0, head);
        }
        entries.sort_by_key(|entry| find(keys, &entry.key.value).map_or(keys.len(), |(at, _)| at));
        page.sections(entries);
        page.blank_if(rest.after_empty_line && !rest.lines.is_empty());
        page.lines(0, rest.lines);
        page.end();
    }
    page.out
}

/// The output.
pub(super) struct Page<'p> {
    pub(super) source: &'p str,
    /// The keys it can have.
    keys: &'static [Key],
    comments: Comments<'p>,
    out: String,
}

impl Page<'_> {
    fn sections(&mut self, entries: Vec<Entry<'_>>) {
        for (at, mut entry) in entries.into_iter().enumerate() {
            let key = find(self.keys, &entry.key.value).map(|(_, key)| key);
            let holds = key.map_or(Holds::Text, |key| key.holds);
            let is_settings = matches!(holds, Holds::Levels | Holds::Lints | Holds::House);
            let is_section = matches!(holds, Holds::Definitions | Holds::Lists | Holds::Rules | Holds::Overrides);
            // no empty line right after the edition if the file declares nothing else about itself
            self.blank_if(is_section && at > 1);
            let lines = entry.lead.take_lines();
            self.lines(0, lines);
            match (&entry.node.value, holds) {
                (Value::List(rules), Holds::Rules) if !rules.is_empty() => self.rules(&entry, rules),
                (Value::Map(names), Holds::Definitions | Holds::Lists) if !names.is_empty() => {
                    self.header(&entry);
                    let inside = if matches!(holds, Holds::Lists) { Holds::Texts } else { Holds::Patterns };
                    let (names, _) = self.comments.entries(names, entry.key.span.end, false);
                    for (at, mut name) in names.into_iter().enumerate() {
                        self.blank_if(at > 0 && name.lead.after_empty_line);
                        let lines = name.lead.take_lines();
                        self.lines(2, lines);
                        self.leaf(2, "", &name, inside);
                    }
                }
                (Value::Map(names), _) if is_settings && !names.is_empty() => {
                    self.header(&entry);
                    let (names, _) = self.comments.entries(names, entry.key.span.end, false);
                    for mut name in names {
                        let lines = name.lead.take_lines();
                        self.lines(2, lines);
                        let holds = find(HOUSE, &name.key.value).map_or(Holds::Text, |(_, key)| key.holds);
                        self.leaf(2, "", &name, holds);
                    }
                }
                (Value::Map(ids), Holds::Overrides) if !ids.is_empty() => {
                    self.header(&entry);
                    let (ids, _) = self.comments.entries(ids, entry.key.span.end, false);
                    for (at, mut id) in ids.into_iter().enumerate() {
                        self.blank_if(at > 0 && id.lead.after_empty_line);
                        let lines = id.lead.take_lines();
                        self.lines(2, lines);
                        // an override is written on one line, so the comments in it go above and after it
                        let inside = self.comments.inside(&id);
                        let (above, after): (Vec<Comment>, Vec<Comment>) =
                            id.inner.drain(..).chain(inside).partition(|comment| comment.indent.is_some());
                        self.lines(2, above.into_iter().map(|comment| Some(comment.text)).collect());
                        id.inner = after;
                        self.leaf(2, "", &id, Holds::Overrides);
                    }
                }
                _ => self.leaf(0, "", &entry, holds),
            }
            let tail = std::mem::take(&mut entry.tail);
            self.blank_if(tail.after_empty_line && !tail.lines.is_empty());
            self.lines(2, tail.lines);
        }
    }

    /// The line of a key that holds keys.
    fn header(&mut self, entry: &Entry<'_>) {
        let (last, first) = match entry.inner.split_last() {
            Some((last, first)) => (format!(" {}", last.text), first),
            None => (String::new(), entry.inner.as_slice()),
        };
        self.lines(0, first.iter().map(|comment| Some(comment.text.clone())).collect());
        let key = entry.key.span.of(self.source).to_owned();
        self.line(0, &format!("{key}:{last}"));
    }

    fn rules(&mut self, entry: &Entry<'_>, rules: &[Node]) {
        self.header(entry);
        let mut behind = entry.key.span.end;
        for (at, rule) in rules.iter().enumerate() {
            let Value::Map(keys) = &rule.value else { continue };
            let (mut keys, last) = self.comments.entries(keys, behind, false);
            behind = last.max(end(self.source, rule));
            self.blank_if(at > 0);
            let mut lead = keys.first_mut().map(|first| first.lead.take_lines()).unwrap_or_default();
            keys.sort_by_key(|entry| find(RULE, &entry.key.value).map_or(RULE.len(), |(at, _)| at));
            if let Some(first) = keys.first_mut() {
                lead.extend(first.lead.take_lines());
            }
            self.lines(2, lead);
            if keys.is_empty() {
                self.line(2, "- {}");
            }
            for (at, mut entry) in keys.into_iter().enumerate() {
                let lines = entry.lead.take_lines();
                self.lines(4, lines.into_iter().flatten().map(Some).collect());
                let holds = find(RULE, &entry.key.value).map_or(Holds::Text, |(_, Key { holds, .. })| *holds);
                self.leaf(4, if at == 0 { "- " } else { "" }, &entry, holds);
            }
        }
    }

    /// A key and its value. The text `before` the key uses up part of its indentation.
    fn leaf(&mut self, indent: usize, before: &str, entry: &Entry<'_>, holds: Holds) {
        let indent = indent - before.len();
        let key = entry.key.span.of(self.source).to_owned();
        let content = indent + before.len() + 2;
        let head = format!("{before}{key}:");
        let written = value::written(self.source, entry, holds, indent + head.len());
        self.lines(indent, written.above.into_iter().map(Some).collect());
        let behind = written.behind.map(|comment| format!(" {comment}")).unwrap_or_default();
        let space = if written.first.is_empty() { "" } else { " " };
        self.line(indent, &format!("{head}{space}{}{behind}", written.first));
        for line in written.rest {
            self.line(if line.is_empty() { 0 } else { content }, &line);
        }
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// Comments, with empty lines for `None`.
    fn lines(&mut self, indent: usize, lines: Vec<Option<String>>) {
        for line in lines {
            match line {
                Some(text) => self.line(indent, &text),
                None => self.blank_if(true),
            }
        }
    }

    /// Makes sure that the output ends with a line that is not empty.
    fn end(&mut self) {
        while self.out.ends_with("\n\n") {
            self.out.pop();
        }
    }

    /// Adds an empty line if `wanted`, but not a second one, and not at the start.
    fn blank_if(&mut self, wanted: bool) {
        if wanted && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }
}
