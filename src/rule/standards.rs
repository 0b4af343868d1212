//! What a project requires of its rules beyond validity: the levels of warnings, and house rules.
//!
//! Both are set in `claimsift.yaml`, under `lints:` and `house:`. Errors cannot be turned off, since the affected rule
//! is left out whatever a project configures.

use std::collections::BTreeMap;
use std::sync::Arc;

use regex_automata::meta::Regex;

use super::{FileKind, Pack, Rule, is_shipped, read_config};
use crate::diagnostic::{Code, Diagnostic, Level, Severity, SourceFile};

/// The requirements of a project; none by default.
#[derive(Debug, Clone, Default)]
pub struct Standards {
    /// The level of each warning; those not listed stay warnings.
    pub lints: BTreeMap<Code, Level>,
    /// The keys that every rule must have.
    pub require: Vec<Required>,
    /// What every rule id must match from its first letter to its last, with the expression as it was written.
    pub id: Option<(Regex, String)>,
}

impl PartialEq for Standards {
    fn eq(&self, other: &Self) -> bool {
        let id = |standards: &Self| standards.id.as_ref().map(|(_, written)| written.clone());
        (&self.lints, &self.require, id(self)) == (&other.lints, &other.require, id(other))
    }
}

/// A key that a project may require.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Required {
    /// What the rule is about.
    Note,
    /// The address of a page with more about it.
    Docs,
    /// Words to find it by.
    Tags,
    /// A sentence in which it must find nothing.
    Ignores,
}

impl Required {
    /// Every key with its name.
    pub const ALL: &[(&str, Self)] =
        &[("note", Self::Note), ("docs", Self::Docs), ("tags", Self::Tags), ("ignores", Self::Ignores)];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    fn is_in(self, rule: &Rule) -> bool {
        match self {
            Self::Note => rule.note.as_ref().is_some_and(|note| !note.trim().is_empty()),
            Self::Docs => rule.docs.is_some(),
            Self::Tags => !rule.tags.is_empty(),
            Self::Ignores => rule.examples.iter().any(|example| example.verdict == crate::rule::Verdict::Ignores),
        }
    }
}

impl Standards {
    /// The standards of the configuration among these files; the default if there is none. Problems of the
    /// configuration are reported by its loader, not here.
    pub(crate) fn among<'s>(sources: impl IntoIterator<Item = &'s Arc<SourceFile>>) -> Self {
        let config = sources.into_iter().find(|source| FileKind::of(source) == FileKind::Config);
        config.map(|config| read_config(config, &mut Vec::new()).standards).unwrap_or_default()
    }

    /// The rules of a pack that violate the house rules. Rules that come with the program are not checked.
    #[must_use]
    pub fn breaches(&self, pack: &Pack) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for rule in pack.rules.iter().filter(|rule| !is_shipped(&rule.file)) {
            let at = |code: Code, message: String| Diagnostic::new(code, &rule.file, rule.span, message);
            for key in self.require.iter().filter(|key| !key.is_in(rule)) {
                let name = key.name();
                let message = format!("the rule `{}` has no `{name}`", rule.id);
                found.push(
                    at(Code::RequiredKey, message)
                        .why("`house: require:` in the configuration asks for it")
                        .help(format!("add a line `{name}:` to the rule")),
                );
            }
            if let Some((expression, written)) = &self.id
                && !expression.is_match(&rule.id)
            {
                let message = format!("the id `{}` does not match `{written}`", rule.id);
                found.push(
                    at(Code::IdPattern, message).why("`house: id:` in the configuration says what ids look like").help(
                        "rename the rule, and keep the former id under `aliases:` if claims were published with it",
                    ),
                );
            }
        }
        found
    }

    /// Sets the level of every warning, and removes those that are off.
    pub fn apply(&self, problems: &mut Vec<Diagnostic>) {
        problems.retain_mut(|problem| match self.lints.get(&problem.code) {
            Some(_) if problem.code.severity() == Severity::Error => true,
            Some(Level::Off) => false,
            Some(Level::Warning) | None => true,
            Some(Level::Error) => {
                problem.severity = Severity::Error;
                true
            }
        });
    }
}
