//! The keys of an override, which changes settings of a rule in another file.

use rustc_hash::FxHashMap;

use super::{OverrideEntry, Reader};
use crate::diagnostic::Code;
use crate::rule::ast::Name;
use crate::rule::keys::{OVERRIDE, names_of};
use crate::rule::yaml::{Node, Text, Value};
use crate::span::Span;

/// The help text for an override in the wrong form.
const FORM: &str = "write `off: true` or a `confidence` after each id: `said-that: {off: true}`";

impl Reader<'_> {
    pub(super) fn overrides(&mut self, key: &Text, node: Node) -> Vec<OverrideEntry> {
        let span = self.place(key, &node);
        let entries = match node.value {
            Value::Map(entries) => entries,
            Value::Null => Vec::new(),
            Value::Text(_) | Value::List(_) => {
                let problem = self.at(Code::WrongType, span, "`overrides` takes ids of rules with values");
                self.problem(problem.help(FORM));
                Vec::new()
            }
        };
        let mut overrides: Vec<OverrideEntry> = Vec::new();
        let mut firsts: FxHashMap<String, Span> = FxHashMap::default();
        for (id, node) in entries {
            if let Some(&first) = firsts.get(&id.value) {
                let problem = self.at(Code::DuplicateKey, id.span, format!("`{}` is overridden twice", id.value));
                self.problem(problem.label(first, "first here").help("merge the two, or remove one"));
                continue;
            }
            firsts.insert(id.value.clone(), id.span);
            let outer = std::mem::replace(&mut self.broken, id.has_hidden || node.has_hidden());
            let entry = self.of_rule(&id, node);
            overrides.push(OverrideEntry { broken: self.broken, ..entry });
            self.broken |= outer;
        }
        overrides
    }

    fn of_rule(&mut self, id: &Text, node: Node) -> OverrideEntry {
        let name = Name { text: id.value.clone(), span: id.span };
        let mut entry = OverrideEntry { id: name, off: None, confidence: None, broken: false };
        let span = self.place(id, &node);
        let entries = match node.value {
            Value::Map(entries) => entries,
            Value::Null => Vec::new(),
            Value::Text(_) | Value::List(_) => {
                let problem = self.at(Code::WrongType, span, "an override is a mapping");
                self.problem(problem.help(FORM));
                Vec::new()
            }
        };
        for (key, node) in self.known_keys(entries, &names_of(OVERRIDE), "an override") {
            match key.value.as_str() {
                "off" => entry.off = self.scalar(&key, node),
                _ => entry.confidence = self.scalar(&key, node),
            }
        }
        entry
    }
}
