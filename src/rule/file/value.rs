//! The value of a key: a text, a name, a list of them, or more keys.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Reader;
use super::block::lines;
use crate::diagnostic::{Code, nearest};
use crate::rule::ast::Name;
use crate::rule::characters::{self, Meant};
use crate::rule::yaml::mistakes::character_at;
use crate::rule::yaml::{Node, Style, Text, Value};
use crate::span::Span;

impl Reader<'_> {
    /// Reports unknown and duplicate keys, and leaves them out; a misspelled key counts as the intended one.
    pub(super) fn known_keys(&mut self, entries: Vec<(Text, Node)>, known: &[&str], owner: &str) -> Vec<(Text, Node)> {
        let mut kept: Vec<(Text, Node)> = Vec::new();
        // whether the keys of the next rule have begun, because its dash is missing
        let mut next_rule = false;
        self.strange = Vec::new();
        let written: FxHashSet<String> = entries.iter().map(|(key, _)| key.value.clone()).collect();
        for (mut key, node) in entries {
            if key.value.starts_with('*') && node.is_alias {
                // `<<: *name`, which is reported as an alias
                continue;
            }
            if !known.contains(&key.value.as_str()) {
                if let Some(clean) = self.with_odd_character(&key, known) {
                    if !written.contains(clean) {
                        key.value = clean.to_owned();
                        kept.push((key, node));
                    }
                    continue;
                }
                let problem = self.at(Code::UnknownKey, key.span, format!("unknown key `{}` in {owner}", key.value));
                // a synonym of a key refers to that one, even if it is spelled almost like a third
                let near = other_word(&key.value, known).or_else(|| nearest(&key.value, known.iter().copied()));
                let Some(near) = near else {
                    self.problem(problem.help(format!("the keys are {}", known.join(", "))));
                    self.strange.push(matches!(node.value, Value::Text(_)));
                    continue;
                };
                let problem = problem.help(format!("did you mean `{near}`?"));
                let is_slip = nearest(&key.value, [near]).is_some();
                self.problem(if is_slip { problem.fix(key.span, near) } else { problem });
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
                    let problem = self.at(Code::DuplicateKey, key.span, "the key `id` is given twice");
                    let problem = problem.label(first, "first here").help("a rule begins with a dash: `- id:`");
                    let spaced = dash.of(&self.source.text) == "  ";
                    self.problem(if spaced { problem.fix(dash, "- ") } else { problem });
                    continue;
                }
                let problem = self.at(Code::DuplicateKey, key.span, format!("the key `{}` is given twice", key.value));
                self.problem(problem.label(first, "first here").help("merge the two, or remove one"));
            } else {
                kept.push((key, node));
            }
        }
        kept
    }

    /// Reports a key that is a known one except for a look-alike character, and returns the intended key.
    fn with_odd_character<'k>(&mut self, key: &Text, known: &[&'k str]) -> Option<&'k str> {
        let (at, character, _) = characters::first(&key.value)?;
        let clean = characters::cleaned(&key.value);
        let meant = known.iter().copied().find(|known| *known == clean.trim())?;
        let span = key.span_in_file(Span::new(at, at + character.len_utf8()));
        let message = format!("there is {} in the key `{meant}`", characters::described(character));
        let problem = self.at(Code::UnknownKey, span, message);
        self.problem(problem.help(format!("write `{meant}`")).fix(key.span, meant));
        Some(meant)
    }

    pub(super) fn text(&mut self, key: &Text, node: Node) -> Option<Text> {
        match node.value {
            Value::Text(text) => Some(text),
            _ => {
                let message = match found(&node.value) {
                    None => format!("`{}` has no value", key.value),
                    Some(found) => format!("`{}` takes one text, not {found}", key.value),
                };
                let problem = self.at(Code::WrongType, self.place(key, &node), message);
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

    /// Reports an invalid name, and returns whether it is valid.
    pub(super) fn check_name(&mut self, name: &Name, what: &str) -> bool {
        let first = name.text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        let rest = name.text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));
        if first && rest {
            return true;
        }
        let odd = characters::first(&name.text).map(|(at, c, _)| (at, characters::described(c))).or_else(|| {
            let (at, c) = name.text.char_indices().find(|(_, c)| c.is_alphanumeric() && !c.is_ascii())?;
            Some((at, format!("`{c}` (U+{:04X})", u32::from(c))))
        });
        let (span, message) = match odd {
            Some((at, described)) => {
                let as_written = name.span.of(&self.source.text) == name.text;
                let span = if as_written { character_at(&self.source.text, name.span.start + at) } else { name.span };
                (span, format!("`{}` cannot name {what}: there is {described} in it", name.text))
            }
            None if name.text.trim().is_empty() => (name.span, format!("the name of {what} is empty")),
            None if name.text.parse::<f64>().is_ok() => {
                (name.span, format!("`{}` is a number and cannot name {what}", name.text))
            }
            None => (name.span, format!("`{}` cannot name {what}", name.text)),
        };
        let problem = self.at(Code::BadName, span, message);
        self.problem(problem.help("a name is a letter, then letters, digits, `-`, `_` or `.`"));
        false
    }

    /// A list of texts; a single text counts as a list of one.
    pub(super) fn texts(&mut self, key: &Text, node: Node) -> Vec<Name> {
        let span = self.place(key, &node);
        match node.value {
            Value::Text(text) if text.style == Style::Literal => {
                lines(&text).map(|(line, span)| Name { text: line.to_owned(), span: text.span_in_file(span) }).collect()
            }
            Value::Text(text) => self.entry(key, text).into_iter().collect(),
            Value::List(items) => items
                .into_iter()
                .filter_map(|item| {
                    if matches!(item.value, Value::Null) {
                        let at = if item.span.is_empty() { self.dash_before(item.span.start).unwrap_or(key.span) } else { item.span };
                        let problem = self.at(Code::WrongType, at, format!("an entry of `{}` is empty", key.value));
                        self.problem(problem.help(
                            "write the word, or remove the entry; YAML reads `null` and `~` as empty unless they are in quotation marks",
                        ));
                        return None;
                    }
                    let what = found(&item.value).filter(|_| !matches!(item.value, Value::Text(_)));
                    if let Some(what) = what {
                        let message = format!("an entry of `{}` is one text, not {what}", key.value);
                        let problem = self.at(Code::WrongType, self.place(key, &item), message);
                        let help = if what == "a mapping" {
                            "put an entry that has a colon in it in quotation marks"
                        } else {
                            "write all entries in one list"
                        };
                        self.problem(problem.help(help));
                        return None;
                    }
                    let text = self.text(key, item)?;
                    self.entry(key, text)
                })
                .collect(),
            Value::Null => Vec::new(),
            Value::Map(_) => {
                let problem = self.at(Code::WrongType, span, format!("`{}` takes a list, not a mapping", key.value));
                self.problem(problem.help(format!("write `{}: [one, other]`", key.value)));
                Vec::new()
            }
        }
    }

    /// An entry of a list, which is reported if it is empty or has invisible characters.
    fn entry(&mut self, key: &Text, text: Text) -> Option<Name> {
        if self.masked.contains(&text.span.start) {
            // a bare pattern, which is reported as one
            return None;
        }
        if text.value.trim().is_empty() {
            let problem = self.at(Code::WrongType, text.span, format!("an entry of `{}` is empty", key.value));
            self.problem(problem.help("write the word, or remove the entry"));
            return None;
        }
        // typographic spaces and signs are fine in a word
        let is_wrong = |meant: &Meant| match meant {
            Meant::Nothing => true,
            Meant::Space => false,
            Meant::Sign(sign) => sign.is_ascii_alphabetic(),
        };
        let odd = text.value.char_indices().filter(|(_, c)| !c.is_ascii());
        let mut odd =
            odd.filter_map(|(at, c)| Some((at, c, characters::meant_in(&text.value, at, c).filter(is_wrong)?)));
        if let Some((at, character, meant)) = odd.next() {
            let span = text.span_in_file(Span::new(at, at + character.len_utf8()));
            let (message, help) = characters::explained(character, meant);
            let problem = self.at(Code::HiddenCharacter, span, message).help(help);
            self.problem(problem.fix(span, meant.text()));
        }
        Some(Name { text: text.value, span: text.span })
    }

    /// The dash of an entry without a value.
    pub(super) fn dash_before(&self, at: usize) -> Option<Span> {
        let (before, behind) = self.source.text.split_at_checked(at)?;
        let before = before.trim_end();
        if before.ends_with('-') {
            return Some(Span::new(before.len() - 1, before.len()));
        }
        behind.starts_with('-').then(|| Span::new(at, at + 1))
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
            other => {
                let found = found(&other).unwrap_or("this");
                let message = format!("`{}` takes names with values, not {found}", key.value);
                let problem = self.at(Code::WrongType, span, message);
                self.problem(problem.help(format!("write a name and its value on each line under `{}:`", key.value)));
                Vec::new()
            }
        }
    }

    /// The span to report for a value: its own, or that of its key if it is empty.
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

/// The key that this word, used by other programs, corresponds to.
fn other_word<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let meant = match word {
        "pattern" | "patterns" => "match",
        "example" | "examples" | "tests" => "finds",
        "name" => "id",
        "except" | "exclude" | "not" => "unless",
        "description" | "comment" | "message" => "note",
        "words" | "wordlists" | "vocabulary" => "lists",
        "import" | "imports" | "include" | "includes" => "use",
        "edition" => "claims",
        _ => return None,
    };
    known.iter().copied().find(|known| *known == meant)
}

/// The kind of a value, for messages; `None` if there is no value.
pub(super) const fn found(value: &Value) -> Option<&'static str> {
    match value {
        Value::Null => None,
        Value::Text(_) => Some("a text"),
        Value::List(_) => Some("a list"),
        Value::Map(_) => Some("a mapping"),
    }
}
