//! Parses a file as YAML. What cannot be read is reported, and the rest is read without it.

use std::sync::Arc;

use super::Reader;
use crate::diagnostic::{Code, is_hidden, named_character};
use crate::rule::yaml::mistakes;
use crate::rule::yaml::tags;
use crate::rule::yaml::{self, Node, Value};
use crate::span::Span;

impl Reader<'_> {
    /// The YAML tree of the file. Bare patterns that YAML reads as something else are reported and taken out, so that
    /// the rest can be read.
    pub(super) fn yaml(&mut self) -> Option<Node> {
        self.hidden_characters();
        let text = self.without_tags();
        let first = yaml::read(&text);
        let error = match first {
            Ok(node) => return Some(self.without_aliases(node)),
            Err(error) => error,
        };
        let error = match self.without_bare_patterns(text) {
            Some(Ok(node)) => return Some(self.without_aliases(node)),
            Some(Err(error)) => error,
            None => error,
        };
        let slip = mistakes::explain(&self.source.text, &error);
        let mut problem = self.at(slip.code, slip.span, slip.message);
        problem.help = slip.help;
        self.problem(match slip.fix {
            Some((span, replacement)) => problem.fix(span, replacement),
            None => problem,
        });
        None
    }

    /// Reports hidden characters, adjacent ones together. The file is read without them.
    fn hidden_characters(&mut self) {
        let source = Arc::clone(self.source);
        let mut hidden = source.text.char_indices().filter(|&(_, character)| is_hidden(character)).peekable();
        while let Some((at, character)) = hidden.next() {
            let (mut end, mut more) = (at + character.len_utf8(), 0);
            while let Some((_, next)) = hidden.next_if(|&(next, _)| next == end) {
                end += next.len_utf8();
                more += 1;
            }
            let name = named_character(character);
            let (message, help) = match more {
                0 => (format!("there is a hidden character here: {name}"), "take it away"),
                more => {
                    (format!("there are {} hidden characters here, the first is {name}", more + 1), "take them away")
                }
            };
            let span = Span::new(at, end);
            let problem = self.at(Code::HiddenCharacter, span, message);
            let why = "control characters and direction marks are invisible to a reader";
            self.problem(problem.why(why).help(help).fix(span, ""));
        }
    }

    /// Reports aliases. An alias that is an item of a list is left out.
    fn without_aliases(&mut self, node: Node) -> Node {
        let alias =
            |reader: &mut Self, node: &Node| {
                let written = Span::new(node.span.start, node.span.start + 1).cover(node.span);
                let problem = reader.at(Code::Alias, written, "YAML aliases are not allowed");
                reader.problem(problem.why("a rule must be readable where it is written").help(
                    "write the value itself; words and pieces of patterns are shared under `lists` and `phrases`",
                ));
            };
        let value = match node.value {
            Value::List(items) => Value::List(
                items
                    .into_iter()
                    .filter_map(|item| {
                        if item.is_alias {
                            alias(self, &item);
                            return None;
                        }
                        Some(self.without_aliases(item))
                    })
                    .collect(),
            ),
            Value::Map(entries) => Value::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        if value.is_alias {
                            alias(self, &value);
                            return (key, value);
                        }
                        (key, self.without_aliases(value))
                    })
                    .collect(),
            ),
            value => value,
        };
        Node { value, ..node }
    }

    /// Reports YAML tags, and returns the text without them. A bare pattern that begins with `!` is not a tag; it is
    /// left in the text in a form that YAML cannot read, so that it is reported as a bare pattern.
    fn without_tags(&mut self) -> String {
        let mut text = self.source.text.clone();
        let tags = tags::tags(&text);
        if tags.is_empty() {
            return text;
        }
        let bare = mistakes::bare_patterns(&text);
        for span in tags {
            let tag = span.of(&self.source.text);
            let names_file = ["include", "import", "file"].iter().any(|word| tag.contains(word));
            if !names_file && bare.binary_search_by_key(&span.start, |bare| bare.start).is_ok() {
                text.replace_range(span.start..=span.start, "{");
                continue;
            }
            let problem = self.at(Code::Tag, span, format!("the YAML tag `{tag}` is not allowed in a rule file"));
            let help = if names_file {
                "write the value itself; `use:` takes lists, phrases and roles from another file"
            } else {
                "write the value alone; if it is meant as text, put it in quotation marks"
            };
            let is_kept = tag.starts_with("!!");
            let behind = span.end + usize::from(self.source.text.get(span.end..).is_some_and(|t| t.starts_with(' ')));
            let problem = problem.why("a tag has no meaning here and would be ignored").help(help);
            self.problem(if is_kept { problem.fix(Span::new(span.start, behind), "") } else { problem });
            // problems with the value are caused by the tag
            let line = self.source.text.get(span.start..).and_then(|rest| rest.split('\n').next()).map_or(0, str::len);
            self.tagged.push(Span::new(span.start, span.start + line));
            text.replace_range(span.start..span.end, &" ".repeat(span.end - span.start));
        }
        text
    }

    /// Reports bare patterns, and reads `text` without them; `None` if there are none.
    fn without_bare_patterns(&mut self, mut text: String) -> Option<Result<Node, yaml::YamlError>> {
        let bare = mistakes::bare_patterns(&self.source.text);
        let without_bar = mistakes::without_bar(&self.source.text);
        if bare.is_empty() && without_bar.is_empty() {
            return None;
        }
        for block in without_bar {
            let key = block.key.of(&self.source.text);
            let message = if block.is_list {
                format!("`{key}` takes a block of lines, not a list")
            } else {
                format!("a `|` is missing after `{key}:`")
            };
            let help = format!("write `{key}: |`, and below it each line without a dash or quotation marks");
            let problem = self.at(Code::BarePattern, block.first, message).why(BARE).help(help);
            self.problem(problem.fix(block.fix.0, block.fix.1));
            self.masked.push(block.key.start);
            let region = block.fix.0;
            let blank: String = region.of(&text).chars().flat_map(blank).collect();
            text.replace_range(region.start..region.end, &blank);
        }
        for span in &bare {
            let indent =
                self.source.text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
            let line = Span::new(indent, span.start).of(&self.source.text);
            let inner = " ".repeat(line.len() - line.trim_start_matches([' ', '-']).len() + 2);
            let pattern = mistakes::without_outer_marks(span.of(&self.source.text)).to_owned();
            let key = line.trim_matches([' ', '-', ':']).to_owned();
            let problem = self
                .at(Code::BarePattern, *span, format!("put this under `{key}: |`, on a line of its own"))
                .why(BARE)
                .fix(*span, format!("|\n{inner}{pattern}"));
            self.problem(problem);
            self.masked.push(span.start);
            mask(&mut text, span.start);
        }
        Some(yaml::read(&text))
    }
}

/// Why patterns are written in blocks.
const BARE: &str =
    "YAML gives `{`, `\"`, `@`, `*`, `!` and `: ` a special meaning; in a block after `|` all characters are literal";

/// Replaces a bare pattern by an empty text of the same length.
fn mask(text: &mut String, at: usize) {
    let rest = text.get(at..).unwrap_or_default();
    let length = rest.split(['\n', '\r']).next().unwrap_or_default().len();
    if length >= 2 {
        text.replace_range(at..at + length, &format!("''{}", " ".repeat(length - 2)));
    } else {
        text.replace_range(at..at + length, &" ".repeat(length));
    }
}

/// Blanks that take as many bytes as a character.
fn blank(c: char) -> impl Iterator<Item = char> {
    let blank = if matches!(c, '\n' | '\r') { c } else { ' ' };
    std::iter::repeat_n(blank, c.len_utf8())
}
