//! Blocks: the lines of patterns and examples under a key.

use super::{ExampleLine, PatternLine, Reader};
use crate::diagnostic::{Code, Diagnostic};
use crate::rule::parse::{self, Line};
use crate::rule::yaml::{Node, Style, Text, Value};
use crate::span::Span;

impl Reader<'_> {
    /// The block of lines under `key`; `None` if it is not a block, which is then reported.
    fn block(&mut self, key: &Text, node: Node) -> Option<Text> {
        let span = self.place(key, &node);
        let block = format!("`{}` takes a block: lines after `{}: |`", key.value, key.value);
        match node.value {
            _ if self.masked.contains(&key.span.start) => {
                self.broken = true;
                None
            }
            Value::Text(text) if self.masked.contains(&text.span.start) => {
                self.broken = true;
                None
            }
            Value::Text(text) if text.style == Style::Folded => {
                let header = Span::new(key.span.end, text.span.start);
                let at = header.of(&self.source.text).find('>').map_or(header.start, |at| header.start + at);
                let span = Span::new(at, at + 1);
                let problem = self
                    .at(Code::FoldedBlock, span, "a folded block joins its lines")
                    .why("each line is a pattern or example of its own")
                    .help("write `|` instead of `>`")
                    .fix(span, "|");
                self.problem(problem);
                None
            }
            Value::Text(text) if self.is_joined(key, &text) => {
                let line = text.span.of(&self.source.text).split('\n').next().unwrap_or_default().trim_end();
                let span = Span::new(text.span.start, text.span.start + line.len());
                let colon = Span::new(key.span.end, key.span.end + 1);
                let problem = self
                    .at(Code::FoldedBlock, span, format!("without a `|` after `{}:` these lines are joined", key.value))
                    .why("each line is a pattern or example of its own")
                    .help(format!("write `{}: |`", key.value));
                let is_colon = colon.of(&self.source.text) == ":";
                self.problem(if is_colon { problem.fix(colon, ": |") } else { problem });
                None
            }
            Value::Text(text) => Some(text),
            Value::Null if self.masked.contains(&node.span.start) => {
                self.broken = true;
                None
            }
            Value::Null => Some(Text::plain(String::new(), key.span)),
            Value::Map(_) => {
                let written = node.span.start;
                let line = self.source.text.get(written..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
                let problem = self
                    .at(
                        Code::BarePattern,
                        Span::new(written, written + line.trim_end().len()),
                        format!("put this under `{}: |`, on a line of its own", key.value),
                    )
                    .why("YAML reads braces as a mapping; in a block after `|` all characters are literal");
                self.problem(problem);
                None
            }
            Value::List(_) => {
                let problem = self.at(Code::WrongType, span, format!("{block}, not a list"));
                self.problem(problem.why("each line of the block is one pattern or example, so no list is needed"));
                None
            }
        }
    }

    /// Whether a value begins in a line below its key and continues on the next, without a `|` that keeps the lines
    /// apart.
    fn is_joined(&self, key: &Text, text: &Text) -> bool {
        let before = Span::new(key.span.end, text.span.start.max(key.span.end)).of(&self.source.text);
        text.style == Style::Plain && before.contains('\n') && text.span.of(&self.source.text).trim().contains('\n')
    }

    /// The pattern lines under `key`, and whether one could not be understood.
    pub(super) fn patterns(&mut self, key: &Text, node: Node) -> (Vec<PatternLine>, bool) {
        let outer = std::mem::take(&mut self.broken);
        let mut found = Vec::new();
        if let Some(block) = self.block(key, node) {
            for (tree, text, span) in self.each_line(&block, parse::pattern) {
                found.push(PatternLine { tree, text, span });
            }
            if found.is_empty() && !self.broken {
                let problem = self.at(Code::EmptyPattern, key.span, format!("`{}` has no pattern", key.value));
                self.problem(
                    problem.help("write one pattern per line below it; a line that begins with `#` is a comment"),
                );
            }
        }
        let broken = self.broken;
        self.broken |= outer;
        (found, broken)
    }

    pub(super) fn examples(&mut self, key: &Text, node: Node) -> Vec<ExampleLine> {
        let Some(block) = self.block(key, node) else { return Vec::new() };
        let lines = self.each_line(&block, parse::example).into_iter();
        lines.map(|(pieces, _, span)| ExampleLine { pieces, span }).collect()
    }

    /// The result of `parse` for each line, with the line and its place in the file. Lines that cannot be parsed are
    /// left out.
    fn each_line<T>(
        &mut self,
        block: &Text,
        parse: impl Fn(&Line<'_>, &mut Vec<Diagnostic>) -> Option<T>,
    ) -> Vec<(T, String, Span)> {
        let mut found = Vec::new();
        for (text, span) in lines(block) {
            let in_file = |inner: Span| block.span_in_file(Span::new(span.start + inner.start, span.start + inner.end));
            match parse(&Line { file: self.source, text, in_file: &in_file }, self.problems) {
                Some(parsed) => found.push((parsed, text.to_owned(), block.span_in_file(span))),
                None => self.broken = true,
            }
        }
        found
    }
}

/// The non-empty lines of a block, trimmed, with their place in the value. A line whose first character is `#` is a
/// comment.
pub(super) fn lines(text: &Text) -> impl Iterator<Item = (&str, Span)> {
    let mut offset = 0;
    text.value.split_inclusive('\n').filter_map(move |line| {
        let start = offset + (line.len() - line.trim_start().len());
        offset += line.len();
        let trimmed = line.trim();
        (!trimmed.is_empty() && !trimmed.starts_with('#')).then(|| (trimmed, Span::new(start, start + trimmed.len())))
    })
}
