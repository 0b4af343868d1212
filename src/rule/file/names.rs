//! The lists, phrases and roles that a file defines.

use super::{Definition, Reader, WordListDefinition, comment_above};
use crate::diagnostic::{Code, nearest};
use crate::rule::ast::Name;
use crate::rule::pattern::TAKEN;
use crate::rule::yaml::{Node, Text, Value};

/// The key of a list whose words are in a text file.
const WORD_FILE: &str = "file";

impl Reader<'_> {
    /// Definitions of roles. Names that claims use for something else are reported.
    pub(super) fn roles(&mut self, key: &Text, node: Node) -> Vec<Definition> {
        let roles = self.definitions(key, node, "a role");
        for role in roles.iter().filter(|role| TAKEN.contains(&role.name.text.as_str())) {
            let name = &role.name.text;
            let problem = self.at(Code::BadName, role.name.span, format!("`{name}` cannot name a role"));
            self.problem(
                problem
                    .why(format!("every claim already has a field `{name}`"))
                    .help(format!("choose another name, such as `the-{name}`")),
            );
        }
        roles
    }

    pub(super) fn lists(&mut self, key: &Text, node: Node) -> Vec<WordListDefinition> {
        self.has_unknown_names |= !matches!(node.value, Value::Map(_) | Value::Null);
        let entries = self.mapping(key, node);
        let mut lists = Vec::new();
        for (name, words) in entries {
            let title = Name { text: name.value.clone(), span: name.span };
            self.has_unknown_names |= !self.check_name(&title, "a list");
            let is_tagged = self.is_tagged(&name, &words);
            let outer = std::mem::replace(&mut self.broken, is_tagged);
            let (from, words) = match words.value {
                Value::Map(entries) if !is_tagged => (self.file_of_words(&name, entries), Vec::new()),
                _ => (None, self.texts(&name, words)),
            };
            lists.push(WordListDefinition { broken: self.broken, from, ..WordListDefinition::new(title, words) });
            self.broken |= outer;
        }
        lists
    }

    /// The path in `{file: parties.txt}`; `None` if the mapping is another one or has no path, which is reported.
    fn file_of_words(&mut self, name: &Text, entries: Vec<(Text, Node)>) -> Option<Name> {
        let is_meant = |key: &str| nearest(key, [WORD_FILE]).is_some();
        if !entries.iter().any(|(key, _)| key.value == WORD_FILE || is_meant(&key.value)) {
            let message = format!("the list `{}` is a mapping", name.value);
            let help = format!("write `{0}: [one, other]`, or `{0}: {{{WORD_FILE}: words.txt}}`", name.value);
            let problem = self.at(Code::WrongType, name.span, message);
            self.problem(problem.help(help));
            return None;
        }
        let entries = self.known_keys(entries, &[WORD_FILE], "a list");
        let (key, node) = entries.into_iter().next()?;
        let path = self.text(&key, node)?;
        if path.value.trim().is_empty() {
            let problem = self.at(Code::WrongType, path.span, format!("`{WORD_FILE}` is empty"));
            self.problem(problem.help(format!("write the name of a text file: `{WORD_FILE}: words.txt`")));
            return None;
        }
        Some(Name { text: path.value, span: path.span })
    }

    pub(super) fn definitions(&mut self, key: &Text, node: Node, what: &str) -> Vec<Definition> {
        self.has_unknown_names |= !matches!(node.value, Value::Map(_) | Value::Null);
        let entries = self.mapping(key, node);
        let mut definitions = Vec::new();
        for (name, value) in entries {
            let title = Name { text: name.value.clone(), span: name.span };
            self.has_unknown_names |= !self.check_name(&title, what);
            let is_odd = name.has_hidden || value.has_hidden() || self.is_tagged(&name, &value);
            let (lines, broken) = self.patterns(&name, value);
            let note = comment_above(self.source, name.span.start);
            definitions.push(Definition { name: title, note, lines, broken: broken || is_odd });
        }
        definitions
    }
}
