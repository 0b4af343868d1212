//! Captures: their roles, and what a bare one refers to.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Reader;
use crate::diagnostic::{Code, Fix, SourceFile, listed, nearest_of_sorted};
use crate::rule::ast::{Name, Node};
use crate::rule::pattern::{Origin, Pattern, PatternKind, ROLES, Role};
use crate::span::Span;

impl Reader<'_, '_> {
    pub(super) fn capture(
        &mut self,
        file: &Arc<SourceFile>,
        span: Span,
        role: &Name,
        inner: Option<&Node>,
    ) -> Option<PatternKind> {
        let inner_pattern = inner.map(|inner| self.pattern(file, inner));
        let outer = self
            .renames
            .iter()
            .rev()
            .fold(role.text.clone(), |name, renames| renames.get(&name).map_or(name, |outer| outer.text.clone()));
        let declared = self.scope.role(&outer);
        let built_in = ROLES.iter().find(|&&(name, _)| name == outer);
        if declared.is_none() && built_in.is_none() {
            if self.scope.is_incomplete() {
                self.silent = true;
                return None;
            }
            let near = nearest_of_sorted(&outer, self.scope.role_names());
            let known = listed(self.scope.role_names().iter().copied());
            let mut message = format!("`{{{outer}}}` is not a role");
            if let Some(near) = near {
                message.push_str(&format!("; did you mean `{{{near}}}`?"));
            }
            let problem = self.problem(Code::UnknownRole, file, span, message);
            match near {
                Some(near) => {
                    problem.fix = Some(Fix { span: role.span, replacement: near.to_owned() });
                }
                None => problem.help = Some(format!("the roles are {known}; declare another one under `roles:`")),
            }
            return None;
        }
        self.used.roles.insert(outer.clone());
        let inner = match inner_pattern {
            Some(pattern) => pattern?,
            None => self.role_phrase(file, span, &outer)?,
        };
        Some(PatternKind::Capture { role: Role::new(&outer), inner: Box::new(inner) })
    }

    /// The pattern of a bare role.
    fn role_phrase(&mut self, file: &Arc<SourceFile>, span: Span, role: &str) -> Option<Pattern> {
        if let Some((home, definition)) = self.scope.role(role) {
            return self.definition(home, definition, BTreeMap::new(), (file, span));
        }
        let default = ROLES.iter().find(|&&(name, _)| name == role).map_or("", |&(_, phrase)| phrase);
        if default.is_empty() {
            let problem =
                self.problem(Code::BareRole, file, span, format!("`{{{role}}}` does not say what it captures"));
            problem.help = Some(format!("write `{{{role}: PATTERN}}`"));
            return None;
        }
        let names = default.split(" | ").map(|name| name.trim_start_matches('@'));
        let branches: Option<Vec<Pattern>> = names
            .map(|name| {
                let kind = self.reference(file, span, name, false, &[])?;
                Some(Pattern { kind, origin: Origin { file: Arc::clone(file), span } })
            })
            .collect();
        let mut branches = branches?;
        if branches.len() == 1 {
            return branches.pop();
        }
        Some(Pattern { kind: PatternKind::Choice(branches), origin: Origin { file: Arc::clone(file), span } })
    }
}
