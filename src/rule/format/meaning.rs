//! The content of a file, whatever its form: a safeguard for the formatter.

use super::{comments, spacing};
use crate::rule::keys::{Holds, Key, RULE, find};
use crate::rule::yaml::{Node, Style, Text, Value};

/// The content of a file: its values, each with its path, and its comments; both sorted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    values: Vec<(String, Vec<String>)>,
    comments: Vec<String>,
}

/// The content of the file with this tree.
pub(super) fn of(source: &str, root: &Node, keys: &'static [Key]) -> Meaning {
    let comments = comments::find(source, root).into_iter().map(|comment| comment.text).collect();
    let mut meaning = Meaning { values: Vec::new(), comments };
    let Value::Map(entries) = &root.value else { return meaning };
    for (key, node) in entries {
        let holds = find(keys, &key.value).map_or(Holds::Text, |(_, key)| key.holds);
        match (holds, &node.value) {
            (Holds::Definitions, Value::Map(entries)) => {
                for (name, value) in entries {
                    meaning.add(format!("{}/{}", key.value, name.value), Holds::Patterns, value);
                }
            }
            (Holds::Lists, Value::Map(entries)) => {
                for (name, value) in entries {
                    meaning.add(format!("{}/{}", key.value, name.value), Holds::Texts, value);
                }
            }
            (Holds::Overrides, Value::Map(entries)) => {
                for (id, value) in entries {
                    let path = format!("{}/{}", key.value, id.value);
                    if let Value::Map(settings) = &value.value {
                        for (name, value) in settings {
                            meaning.add(format!("{path}/{}", name.value), Holds::Text, value);
                        }
                    }
                    meaning.values.push((path, Vec::new()));
                }
            }
            (Holds::Rules, Value::List(rules)) => {
                for (at, rule) in rules.iter().enumerate() {
                    let Value::Map(entries) = &rule.value else { continue };
                    for (name, value) in entries {
                        let holds = find(RULE, &name.value).map_or(Holds::Text, |(_, key)| key.holds);
                        meaning.add(format!("{}/{at:06}/{}", key.value, name.value), holds, value);
                    }
                }
            }
            (holds, _) => meaning.add(key.value.clone(), holds, node),
        }
    }
    meaning.values.sort();
    meaning.comments.sort();
    meaning
}

impl Meaning {
    fn add(&mut self, path: String, holds: Holds, node: &Node) {
        let values = match (&node.value, holds) {
            (Value::Null, _) => Vec::new(),
            (Value::Text(text), Holds::Patterns) => self.lines(text, spacing::pattern),
            (Value::Text(text), Holds::Examples) => self.lines(text, str::to_owned),
            (Value::Text(text), Holds::Texts | Holds::SomeOf(_)) if text.style == Style::Literal => {
                self.lines(text, str::to_owned)
            }
            // prose may be broken into lines anywhere
            (Value::Text(text), _) => vec![text.value.split_whitespace().collect::<Vec<_>>().join(" ")],
            (Value::List(items), _) => items.iter().map(text_of).collect(),
            (Value::Map(entries), _) => {
                for (name, value) in entries {
                    self.add(format!("{path}/{}", name.value), Holds::Text, value);
                }
                vec!["a mapping".to_owned()]
            }
        };
        self.values.push((path, values));
    }

    /// The lines of a block. Comments among them count as comments of the file.
    fn lines(&mut self, text: &Text, form: impl Fn(&str) -> String) -> Vec<String> {
        let lines = || text.value.lines().map(str::trim).filter(|line| !line.is_empty());
        self.comments.extend(lines().filter(|line| line.starts_with('#')).map(str::to_owned));
        lines().filter(|line| !line.starts_with('#')).map(form).collect()
    }
}

fn text_of(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.value.clone(),
        _ => String::new(),
    }
}
