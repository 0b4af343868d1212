//! The role names that phrases capture, including those of phrases inside them, before any renaming.
//!
//! Each phrase is visited once for all its users, without recursion, because phrases may lead to each other in chains
//! of a hundred thousand.

use std::collections::BTreeSet;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::scope::{Named, Scope};
use crate::rule::ast::{Name, Node, NodeKind};
use crate::rule::file::Definition;

/// A phrase that captures more roles than this is not checked for unknown arguments.
const MOST_NAMES: usize = 500;

/// The results so far, by the address of each phrase.
#[derive(Debug, Default)]
pub(super) struct Captured {
    known: FxHashMap<usize, Option<BTreeSet<String>>>,
}

/// What one phrase itself contains.
struct Contents<'f> {
    roles: BTreeSet<String>,
    uses: Vec<(&'f Definition, &'f [(Name, Name)])>,
}

impl Captured {
    /// The names that a phrase captures; `None` if there are too many.
    pub(super) fn of<'f>(&mut self, definition: &'f Definition, scope: &Scope<'f>) -> Option<BTreeSet<&str>> {
        let address = |definition: &Definition| std::ptr::from_ref(definition).addr();
        let mut open = vec![(definition, None)];
        while let Some((phrase, contents)) = open.pop() {
            let Some(contents) = contents else {
                if let Entry::Vacant(unknown) = self.known.entry(address(phrase)) {
                    // a phrase that leads back to itself adds nothing
                    unknown.insert(Some(BTreeSet::new()));
                    let contents = Contents::new(phrase, scope);
                    let uses: Vec<&Definition> = contents.uses.iter().map(|&(inner, _)| inner).collect();
                    open.push((phrase, Some(contents)));
                    open.extend(uses.into_iter().map(|inner| (inner, None)));
                }
                continue;
            };
            let names = self.joined(contents, &address);
            self.known.insert(address(phrase), names);
        }
        let names = self.known.get(&address(definition))?.as_ref()?;
        Some(names.iter().map(String::as_str).collect())
    }

    /// The names of a phrase together with those of the phrases inside it, renamed to what they are called in it.
    fn joined(&self, contents: Contents<'_>, address: &dyn Fn(&Definition) -> usize) -> Option<BTreeSet<String>> {
        let mut names = contents.roles;
        for (inner, arguments) in contents.uses {
            for captured in self.known.get(&address(inner))?.as_ref()? {
                let outer = arguments.iter().find(|(from, _)| from.text == *captured);
                names.insert(outer.map_or(captured, |(_, to)| &to.text).clone());
            }
            if names.len() > MOST_NAMES {
                return None;
            }
        }
        Some(names)
    }
}

impl<'f> Contents<'f> {
    fn new(definition: &'f Definition, scope: &Scope<'f>) -> Self {
        let mut contents = Self { roles: BTreeSet::new(), uses: Vec::new() };
        let mut open: Vec<&Node> = definition.lines.iter().map(|line| &line.tree).collect();
        while let Some(node) = open.pop() {
            match &node.kind {
                NodeKind::Capture { role, inner } => {
                    contents.roles.insert(role.text.clone());
                    open.extend(inner.as_deref());
                }
                NodeKind::Sequence(parts) | NodeKind::Choice(parts) => open.extend(parts),
                NodeKind::Repeat { node, .. } | NodeKind::Not(node) => open.push(node),
                NodeKind::Reference { name, arguments, .. } => {
                    if let Some(Named::Phrase(_, inner)) = scope.named(name) {
                        contents.uses.push((inner, arguments));
                    }
                }
                NodeKind::Literal(_)
                | NodeKind::Forms(_)
                | NodeKind::Quote(_)
                | NodeKind::ClosingQuote(_)
                | NodeKind::Gap(_)
                | NodeKind::Test(_)
                | NodeKind::Boundary(_) => {}
            }
        }
        contents
    }
}
