//! The keys of a rule.

use super::value::found;
use super::{Reader, RuleEntry};
use crate::diagnostic::Code;
use crate::rule::ast::Name;
use crate::rule::keys::{RULE, names_of};
use crate::rule::yaml::mistakes::character_at;
use crate::rule::yaml::{Node, Text, Value};

impl Reader<'_> {
    pub(super) fn rules(&mut self, key: &Text, node: Node) -> Vec<RuleEntry> {
        let span = self.place(key, &node);
        let items = match node.value {
            Value::List(items) => items,
            Value::Null => Vec::new(),
            other => {
                let found = found(&other).unwrap_or("this");
                let problem = self.at(Code::WrongType, span, format!("`rules` takes a list, not {found}"));
                self.problem(problem.help("each rule begins with `- id: its-name`"));
                Vec::new()
            }
        };
        let mut rules = Vec::new();
        for item in items {
            let is_odd = item.has_hidden() || self.has_tag(item.span.start, &item);
            let outer = std::mem::replace(&mut self.broken, is_odd);
            let rule = self.rule(item);
            rules.extend(rule.map(|rule| RuleEntry { broken: self.broken, ..rule }));
            self.broken |= outer;
        }
        rules
    }

    fn rule(&mut self, item: Node) -> Option<RuleEntry> {
        let start = item.span.start;
        let Value::Map(entries) = item.value else {
            let (place, message) = match found(&item.value) {
                None => (
                    self.dash_before(start).unwrap_or_else(|| self.shown(&item)),
                    "there is no rule after this dash".to_owned(),
                ),
                Some(found) => (self.shown(&item), format!("a rule is a mapping, not {found}")),
            };
            let problem = self.at(Code::WrongType, place, message);
            self.problem(problem.help("each rule begins with `- id: its-name`"));
            return None;
        };
        let entries = self.known_keys(entries, &names_of(RULE), "a rule");
        // a strange key that holds a text may be a misspelling of a missing one
        let has_strange = self.strange.contains(&true);
        let has = |name: &str| entries.iter().any(|(key, _)| key.value == name);
        let is_facet = has("facet");
        let missing: Vec<&str> =
            ["id", "match", "finds"].into_iter().filter(|name| !has(name) && !has_strange).collect();
        self.broken |= has_strange;
        let place = entries
            .iter()
            .find(|(key, _)| key.value == "id")
            .map_or_else(|| character_at(&self.source.text, start), |(_, node)| self.shown(node));
        for name in missing {
            let problem = match name {
                "finds" => self.at(Code::MissingExample, place, "the rule has no example").help(if is_facet {
                    "write a sentence that has the facet under `finds: |`: `It rained for 40 days.`"
                } else {
                    "write a sentence it finds under `finds: |`, with the roles marked: `{source: Ana Ruiz} said {claim: it rained}.`"
                }),
                "match" => self
                    .at(Code::MissingKey, place, "the rule has no `match`")
                    .help("write its pattern under `match: |`"),
                _ => self.at(Code::MissingKey, place, "the rule has no `id`").help("begin the rule with `- id: its-name`"),
            };
            self.problem(problem);
        }
        let has_unknown_id = has_strange && !has("id");
        let id = Name { text: String::new(), span: place };
        let mut rule = RuleEntry { start, id, has_unknown_id, ..RuleEntry::default() };
        for (key, node) in entries {
            match key.value.as_str() {
                // without its tag, the value is not what the author meant
                "match" | "unless" if self.is_tagged(&key, &node) => self.broken = true,
                "id" => {
                    let outer = std::mem::take(&mut self.broken);
                    rule.id = self.name(&key, node, "a rule").unwrap_or(rule.id);
                    rule.has_unknown_id |= self.broken;
                    self.broken |= outer;
                }
                "match" => rule.matches = self.patterns(&key, node).0,
                "unless" => rule.unless = self.patterns(&key, node).0,
                "same" => rule.same = self.texts(&key, node),
                "finds" => {
                    rule.finds = self.examples(&key, node);
                    if rule.finds.is_empty() && !self.broken {
                        let problem = self.at(Code::MissingExample, key.span, "the rule has no example");
                        self.problem(problem.help("write a sentence it finds below, with the roles marked: `{source: Ana Ruiz} said {claim: it rained}.`"));
                    }
                }
                "ignores" => rule.ignores = self.examples(&key, node),
                "not-yet" => rule.not_yet = self.examples(&key, node),
                "within" => rule.within = self.scalar(&key, node),
                "scope" => rule.scope = self.texts(&key, node),
                "facet" => {
                    rule.facet = self.name(&key, node, "a facet");
                    rule.has_unknown_facet = rule.facet.is_none();
                }
                "kind" => rule.kind = self.scalar(&key, node),
                "stance" => rule.stance = self.scalar(&key, node),
                "confidence" => rule.confidence = self.scalar(&key, node),
                "source" => rule.source = self.scalar(&key, node),
                "over" => rule.over = self.texts(&key, node),
                "tags" => rule.tags = self.texts(&key, node),
                "docs" => rule.docs = self.url(&key, node),
                "note" => rule.note = self.text(&key, node).map(|text| text.value.trim_end().to_owned()),
                _ => {
                    let outer = std::mem::take(&mut self.broken);
                    rule.aliases = self.texts(&key, node);
                    rule.has_unknown_id |= self.broken;
                    self.broken |= outer;
                }
            }
        }
        Some(rule)
    }

    pub(super) fn scalar(&mut self, key: &Text, node: Node) -> Option<Name> {
        let text = self.text(key, node)?;
        Some(Name { text: text.value.trim().to_owned(), span: text.span })
    }

    fn url(&mut self, key: &Text, node: Node) -> Option<String> {
        let text = self.text(key, node)?;
        let is_url = text.value.starts_with("https://") || text.value.starts_with("http://");
        if !is_url || text.value.contains(char::is_whitespace) {
            let problem = self.at(Code::BadValue, text.span, format!("`{}` is not a web address", text.value));
            self.problem(problem.help("`docs` takes an address that begins with https://; write prose under `note`"));
        }
        Some(text.value)
    }
}
