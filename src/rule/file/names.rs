//! The lists, phrases and roles that a file defines.

use super::{Definition, Reader, WordListDefinition, comment_above};
use crate::diagnostic::Code;
use crate::rule::pattern::TAKEN;
use crate::rule::syntax::Name;
use crate::rule::yaml::{Node, Text, Value};

impl Reader<'_> {
    /// Definitions of roles, whose names are none that claims say something else under.
    pub(super) fn roles(&mut self, key: &Text, node: Node) -> Vec<Definition> {
        let roles = self.definitions(key, node, "a role");
        for role in roles.iter().filter(|role| TAKEN.contains(&role.name.text.as_str())) {
            let name = &role.name.text;
            let problem = self.at(Code::BadName, role.name.span, format!("`{name}` cannot name a role"));
            self.problem(
                problem
                    .why(format!("every claim has a field `{name}` of its own"))
                    .help(format!("call it otherwise, such as `the-{name}`")),
            );
        }
        roles
    }

    pub(super) fn lists(&mut self, key: &Text, node: Node) -> Vec<WordListDefinition> {
        let entries = self.mapping(key, node);
        let mut lists = Vec::new();
        for (name, words) in entries {
            let title = Name { text: name.value.clone(), span: name.span };
            self.check_name(&title, "a list");
            let is_tagged = self.is_tagged(&name, &words);
            let outer = std::mem::replace(&mut self.broken, is_tagged);
            let from = Self::file_of_words(&words);
            let words = match &words.value {
                _ if from.is_some() => Vec::new(),
                Value::Map(_) if !is_tagged => {
                    let message = format!("the list `{}` is a mapping", name.value);
                    let help = format!("write `{0}: [one, other]`, or `{0}: {{file: words.txt}}`", name.value);
                    let problem = self.at(Code::WrongType, name.span, message);
                    self.problem(problem.help(help));
                    Vec::new()
                }
                _ => self.texts(&name, words),
            };
            lists.push(WordListDefinition { broken: self.broken, from, ..WordListDefinition::new(title, words) });
            self.broken |= outer;
        }
        lists
    }

    /// The path in `{file: parties.txt}`, if a list is written so.
    fn file_of_words(node: &Node) -> Option<Name> {
        let Value::Map(entries) = &node.value else { return None };
        let [(key, Node { value: Value::Text(path), .. })] = entries.as_slice() else { return None };
        (key.value == "file").then(|| Name { text: path.value.clone(), span: path.span })
    }

    pub(super) fn definitions(&mut self, key: &Text, node: Node, what: &str) -> Vec<Definition> {
        let entries = self.mapping(key, node);
        let mut definitions = Vec::new();
        for (name, value) in entries {
            let title = Name { text: name.value.clone(), span: name.span };
            self.check_name(&title, what);
            let is_odd = name.has_hidden || value.has_hidden() || self.is_tagged(&name, &value);
            let (lines, broken) = self.patterns(&name, value);
            let note = comment_above(self.source, name.span.start);
            definitions.push(Definition { name: title, note, lines, broken: broken || is_odd });
        }
        definitions
    }
}
