//! The file as a tree of YAML: what cannot be read in it is reported, and the rest is read without it.

use std::sync::Arc;

use super::Reader;
use crate::diagnostic::{Code, is_hidden, named_character};
use crate::rule::slips;
use crate::rule::yaml::{self, Node, Value};
use crate::span::Span;

impl Reader<'_> {
    /// The tree of the file. Patterns that stand bare where YAML reads something else are reported and taken out, so
    /// that the rest can be read.
    pub(super) fn yaml(&mut self) -> Option<Node> {
        self.hidden_characters();
        let first = yaml::read(&self.source.text);
        let error = match first {
            Ok(node) => return Some(self.without_aliases(node)),
            Err(error) => error,
        };
        let error = match self.without_bare_patterns() {
            Some(Ok(node)) => return Some(self.without_aliases(node)),
            Some(Err(error)) => error,
            None => error,
        };
        let slip = slips::explain(&self.source.text, &error);
        let mut problem = self.at(slip.code, slip.span, slip.message);
        problem.help = slip.help;
        self.problem(problem);
        None
    }

    /// Reports hidden characters, those beside each other together. The file is read without them.
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
            let why = "control characters, and those that change the direction of text, are not seen by a reader";
            self.problem(problem.why(why).help(help).fix(span, ""));
        }
    }

    /// Reports what stands for something written elsewhere. Where it is an item of a list, it is left out.
    fn without_aliases(&mut self, node: Node) -> Node {
        let alias =
            |reader: &mut Self, node: &Node| {
                let written = Span::new(node.span.start, node.span.start + 1).cover(node.span);
                let problem = reader.at(Code::Alias, written, "an alias stands for something written elsewhere");
                reader.problem(problem.why("a rule is read, and told of its problems, where it stands").help(
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

    fn without_bare_patterns(&mut self) -> Option<Result<Node, yaml::YamlError>> {
        let bare = slips::bare_patterns(&self.source.text);
        if bare.is_empty() {
            return None;
        }
        for span in &bare {
            let indent =
                self.source.text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
            let line = Span::new(indent, span.start).of(&self.source.text);
            let inner = " ".repeat(line.len() - line.trim_start_matches([' ', '-']).len() + 2);
            let pattern = slips::without_outer_marks(span.of(&self.source.text)).to_owned();
            let key = line.trim_matches([' ', '-', ':']).to_owned();
            let problem = self
                .at(Code::BarePattern, *span, format!("put this under `{key}: |`, on a line of its own"))
                .why("YAML gives `{`, `\"`, `@`, `*`, `!` and `: ` a meaning of its own; in a block after `|` every character is the author's")
                .fix(*span, format!("|\n{inner}{pattern}"));
            self.problem(problem);
            self.masked.push(span.start);
        }
        Some(yaml::read(&self.masked_text()))
    }

    /// The file with every bare pattern replaced by an empty text of the same length.
    fn masked_text(&self) -> String {
        let mut text = self.source.text.clone();
        for &at in &self.masked {
            let rest = text.get(at..).unwrap_or_default();
            let length = rest.split(['\n', '\r']).next().unwrap_or_default().len();
            if length >= 2 {
                text.replace_range(at..at + length, &format!("''{}", " ".repeat(length - 2)));
            } else {
                text.replace_range(at..at + length, &" ".repeat(length));
            }
        }
        text
    }
}
