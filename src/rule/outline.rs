//! The names in a rule file, with their places, for editors to list, go to and rename.

use std::sync::Arc;

use super::ast::{Name, Node, NodeKind, Test};
use super::file::{self, Definition, OverrideEntry, RuleEntry, RuleFile, WordListDefinition};
use crate::diagnostic::SourceFile;
use crate::span::Span;

/// The names in a rule file, as far as it can be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// The pack that it declares.
    pub pack: Option<String>,
    /// Its rules, in file order.
    pub rules: Vec<RuleOutline>,
    /// The phrases it defines.
    pub phrases: Vec<Named>,
    /// The lists it defines.
    pub lists: Vec<Named>,
    /// The roles it declares.
    pub roles: Vec<Named>,
    /// The overrides of rules in other files.
    pub overrides: Vec<OverrideOutline>,
    /// The packs and files it uses, as written.
    pub uses: Vec<String>,
    /// The text files that its lists take their words from, as written.
    pub word_files: Vec<String>,
    /// The lists and phrases that its patterns refer to, without their signs, by place.
    pub references: Vec<Named>,
}

/// An override of a rule in another file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OverrideOutline {
    /// The id, or a former one.
    pub id: Named,
    /// The override in the syntax of a rule file: *off: true*.
    pub says: String,
}

/// The names in a rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleOutline {
    /// Its id; empty if it has none.
    pub id: Named,
    /// Its former ids.
    pub aliases: Vec<Named>,
    /// The ids of the rules it wins over.
    pub over: Vec<Named>,
    /// Its note.
    pub note: Option<String>,
    /// The words to find it by.
    pub tags: Vec<String>,
    /// The span of the whole rule, from its first key on.
    pub span: Span,
}

/// A name with its span in the file, including quotation marks, if there are any.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Its span.
    pub span: Span,
}

/// The names in a rule file. Anything invalid is left out.
#[must_use]
pub fn outline(source: &Arc<SourceFile>) -> Outline {
    of_file(&file::read(source, &mut Vec::new()))
}

/// The names in a file as written.
pub(super) fn of_file(file: &RuleFile) -> Outline {
    let defined = |all: &[Definition]| all.iter().map(|one| named(&one.name)).collect();
    Outline {
        pack: file.pack.as_ref().map(|pack| pack.text.clone()),
        rules: file.rules.iter().enumerate().map(|(at, rule)| of_rule(file, at, rule)).collect(),
        phrases: defined(&file.phrases),
        lists: file.lists.iter().map(|WordListDefinition { name, .. }| named(name)).collect(),
        roles: defined(&file.roles),
        overrides: file.overrides.iter().map(of_override).collect(),
        uses: file.uses.iter().map(|name| name.text.clone()).collect(),
        word_files: file.lists.iter().filter_map(|list| Some(list.from.as_ref()?.text.clone())).collect(),
        references: references(file),
    }
}

/// The lists and phrases that the patterns of a file refer to.
fn references(file: &RuleFile) -> Vec<Named> {
    let of_rules = file.rules.iter().flat_map(|rule| rule.matches.iter().chain(&rule.unless));
    let of_names = file.phrases.iter().chain(&file.roles).flat_map(|definition| &definition.lines);
    let mut found = Vec::new();
    for line in of_rules.chain(of_names) {
        let mut open: Vec<&Node> = vec![&line.tree];
        while let Some(node) = open.pop() {
            match &node.kind {
                NodeKind::Reference { name, .. } => {
                    // without `@` or `~@`, and without its arguments
                    let written = node.span.of(&file.source.text);
                    let start = node.span.start + written.find(name.as_str()).unwrap_or_default();
                    found.push(Named { name: name.clone(), span: Span::new(start, start + name.len()) });
                }
                NodeKind::Test(test) => lists_of(test, &mut found),
                NodeKind::Capture { inner, .. } => open.extend(inner.as_deref()),
                NodeKind::Sequence(nodes) | NodeKind::Choice(nodes) => open.extend(nodes),
                NodeKind::Repeat { node, .. } | NodeKind::Not(node) => open.push(node),
                _ => {}
            }
        }
    }
    found.sort_by_key(|named| named.span.start);
    found
}

fn lists_of(test: &Test, found: &mut Vec<Named>) {
    let mut open = vec![test];
    while let Some(test) = open.pop() {
        match test {
            Test::All(tests) | Test::Either(tests) => open.extend(tests),
            Test::Not(test) => open.push(test),
            Test::List(name) => found.push(named(name)),
            _ => {}
        }
    }
}

fn of_override(entry: &OverrideEntry) -> OverrideOutline {
    let said = [("off", &entry.off), ("confidence", &entry.confidence)];
    let said = said.iter().filter_map(|(key, value)| Some(format!("{key}: {}", value.as_ref()?.text)));
    OverrideOutline { id: named(&entry.id), says: said.collect::<Vec<_>>().join(", ") }
}

fn of_rule(file: &RuleFile, at: usize, rule: &RuleEntry) -> RuleOutline {
    let next = file.rules.get(at + 1).map(|next| next.start);
    let end = next.unwrap_or_else(|| end_of_block(&file.source.text, rule.start));
    RuleOutline {
        span: Span::new(rule.start, end.max(rule.start)),
        tags: rule.tags.iter().map(|tag| tag.text.clone()).collect(),
        id: named(&rule.id),
        aliases: rule.aliases.iter().map(named).collect(),
        over: rule.over.iter().map(named).collect(),
        note: rule.note.clone(),
    }
}

/// The start of the next line that is not indented.
fn end_of_block(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let mut lines = rest.match_indices('\n').map(|(at, _)| start + at + 1);
    let is_outside = |&at: &usize| {
        text.get(at..).is_some_and(|line| line.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '-' | '#')))
    };
    lines.find(is_outside).unwrap_or(text.len())
}

fn named(name: &Name) -> Named {
    Named { name: name.text.clone(), span: name.span }
}
