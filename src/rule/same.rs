//! The key `same`: captures of a rule that must have the same words.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::PatternLine;
use super::file::RuleEntry;
use super::names::Scope;
use super::pattern::Role;
use crate::diagnostic::{Code, Diagnostic, SourceFile, listed, nearest};
use crate::span::Span;

/// Captures that must have the same words, as in *rain is rain*.
///
/// The condition is checked on the match that the rule would find and is not part of the search for one. This keeps
/// matching linear in the length of the text, and a rule doesn't find another, worse match instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Same {
    /// The roles that are compared, each with all its captures.
    pub roles: Vec<Role>,
    /// Whether forms of one word count as the same.
    pub inflected: bool,
}

impl Same {
    /// As it is written: `[~noun, ~again]`.
    #[must_use]
    pub fn written(&self) -> String {
        let mark = if self.inflected { "~" } else { "" };
        let roles: Vec<String> = self.roles.iter().map(|role| format!("{mark}{role}")).collect();
        format!("[{}]", roles.join(", "))
    }
}

/// Reads the key of a rule whose lines are `lines`, and reports roles that are unknown or that no line captures.
pub(super) fn same(
    file: &Arc<SourceFile>,
    scope: &Scope<'_>,
    entry: &RuleEntry,
    lines: &[PatternLine],
    problems: &mut Vec<Diagnostic>,
) -> Option<Same> {
    let mut roles: Vec<Role> = Vec::new();
    for given in &entry.same {
        let name = given.text.trim_start_matches('~');
        let role = Role::new(name);
        if lines.iter().any(|line| line.pattern.roles().contains(&role)) {
            roles.push(role);
        } else if !scope.is_incomplete() {
            problems.push(not_captured(file, given.span, name, lines));
        }
    }
    let inflected = entry.same.iter().any(|given| given.text.starts_with('~'));
    (!roles.is_empty()).then_some(Same { roles, inflected })
}

fn not_captured(file: &Arc<SourceFile>, span: Span, name: &str, lines: &[PatternLine]) -> Diagnostic {
    let message = format!("no line of `match` captures `{{{name}}}`");
    let problem = Diagnostic::new(Code::BadValue, file, span, message);
    let captured: BTreeSet<Role> = lines.iter().flat_map(|line| line.pattern.roles()).collect();
    match nearest(name, captured.iter().map(Role::name)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("name roles that the rule captures: {}", listed(captured.iter().map(Role::name)))),
    }
}
