//! What stands behind a key: a text, a name, a list of them, or more keys.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Reader;
use super::block::lines;
use crate::diagnostic::{Code, nearest};
use crate::rule::slips::character_at;
use crate::rule::syntax::Name;
use crate::rule::yaml::{Node, Style, Text, Value};
use crate::span::Span;

impl Reader<'_> {
    /// Reports keys that are unknown or stand twice, and leaves them out; one that is misspelt counts as the one it is
    /// meant to be.
    pub(super) fn known_keys(&mut self, entries: Vec<(Text, Node)>, known: &[&str], owner: &str) -> Vec<(Text, Node)> {
        let mut kept: Vec<(Text, Node)> = Vec::new();
        // whether the keys of the next rule have begun, for want of its dash
        let mut next_rule = false;
        let written: FxHashSet<String> = entries.iter().map(|(key, _)| key.value.clone()).collect();
        for (mut key, node) in entries {
            if key.value.starts_with('*') && node.is_alias {
                // `<<: *name`, which is told as the alias it is
                continue;
            }
            if !known.contains(&key.value.as_str()) {
                let problem = self.at(Code::UnknownKey, key.span, format!("`{}` is no key of {owner}", key.value));
                let Some(near) = nearest(&key.value, known.iter().copied()) else {
                    self.problem(problem.help(format!("the keys are {}", known.join(", "))));
                    continue;
                };
                self.problem(problem.help(format!("did you mean `{near}`?")).fix(key.span, near));
                if !written.contains(near) {
                    key.value = near.to_owned();
                    kept.push((key, node));
                }
            } else if let Some((first, _)) = kept.iter().find(|(other, _)| other.value == key.value) {
                let first = first.span;
                if next_rule {
                    continue;
                }
                if key.value == "id" {
                    next_rule = true;
                    let dash = Span::new(key.span.start.saturating_sub(2), key.span.start);
                    let problem = self.at(Code::DuplicateKey, key.span, "the key `id` stands twice");
                    let problem = problem.label(first, "first here").help("a rule begins with a dash: `- id:`");
                    let spaced = dash.of(&self.source.text) == "  ";
                    self.problem(if spaced { problem.fix(dash, "- ") } else { problem });
                    continue;
                }
                let problem = self.at(Code::DuplicateKey, key.span, format!("the key `{}` stands twice", key.value));
                self.problem(problem.label(first, "first here").help("join the two, or take one away"));
            } else {
                kept.push((key, node));
            }
        }
        kept
    }

    pub(super) fn text(&mut self, key: &Text, node: Node) -> Option<Text> {
        match node.value {
            Value::Text(text) => Some(text),
            _ => {
                let problem =
                    self.at(Code::WrongType, self.place(key, &node), format!("`{}` takes one text", key.value));
                self.problem(problem);
                None
            }
        }
    }

    pub(super) fn name(&mut self, key: &Text, node: Node, what: &str) -> Option<Name> {
        let text = self.text(key, node)?;
        let name = Name { text: text.value, span: text.span };
        self.check_name(&name, what);
        Some(name)
    }

    pub(super) fn check_name(&mut self, name: &Name, what: &str) {
        let first = name.text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        let rest = name.text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));
        if !(first && rest) {
            let problem = self.at(Code::BadName, name.span, format!("`{}` cannot name {what}", name.text));
            self.problem(problem.help("a name is a letter, then letters, digits, `-`, `_` or `.`"));
        }
    }

    /// A list of texts; one text stands for a list of one.
    pub(super) fn texts(&mut self, key: &Text, node: Node) -> Vec<Name> {
        let span = self.place(key, &node);
        match node.value {
            Value::Text(text) if text.style == Style::Literal => {
                lines(&text).map(|(line, span)| Name { text: line.to_owned(), span: text.span_in_file(span) }).collect()
            }
            Value::Text(text) => vec![Name { text: text.value, span: text.span }],
            Value::List(items) => items
                .into_iter()
                .filter_map(|item| {
                    if matches!(item.value, Value::Null) {
                        let at = if item.span.is_empty() { key.span } else { item.span };
                        let problem = self.at(Code::WrongType, at, format!("an entry of `{}` is empty", key.value));
                        self.problem(
                            problem.help("YAML reads `null` and `~` as nothing; put the word in quotation marks"),
                        );
                        return None;
                    }
                    let text = self.text(key, item)?;
                    Some(Name { text: text.value, span: text.span })
                })
                .collect(),
            Value::Null => Vec::new(),
            Value::Map(_) => {
                let problem = self.at(Code::WrongType, span, format!("`{}` takes a list", key.value));
                self.problem(problem.help(format!("write `{}: [one, other]`", key.value)));
                Vec::new()
            }
        }
    }

    pub(super) fn mapping(&mut self, key: &Text, node: Node) -> Vec<(Text, Node)> {
        let span = self.place(key, &node);
        match node.value {
            Value::Map(entries) => {
                let mut kept: Vec<(Text, Node)> = Vec::new();
                let mut firsts: FxHashMap<String, Span> = FxHashMap::default();
                for (name, value) in entries {
                    if let Some(&first) = firsts.get(&name.value) {
                        let problem =
                            self.at(Code::DuplicateName, name.span, format!("`{}` is defined twice", name.value));
                        self.problem(problem.label(first, "first here"));
                        self.twice.push(name.value);
                    } else {
                        firsts.insert(name.value.clone(), name.span);
                        kept.push((name, value));
                    }
                }
                kept
            }
            Value::Null => Vec::new(),
            _ => {
                let problem = self.at(Code::WrongType, span, format!("`{}` takes names with values", key.value));
                self.problem(problem.help(format!("write a name and its value on each line under `{}:`", key.value)));
                Vec::new()
            }
        }
    }

    /// Where to point for a value: itself, or its key where it is empty.
    pub(super) fn place(&self, key: &Text, node: &Node) -> Span {
        if matches!(node.value, Value::Null) { key.span } else { self.shown(node) }
    }

    /// The first character of a node, or all of a scalar on one line.
    pub(super) fn shown(&self, node: &Node) -> Span {
        match &node.value {
            Value::Text(text) if !text.value.contains('\n') => text.span,
            _ => character_at(&self.source.text, node.span.start),
        }
    }
}
