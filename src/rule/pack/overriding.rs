//! What files say of rules that stand in others: which are off, and how sure the rest are.
//!
//! An override is known by the id of its rule, or by a former one, so that it survives a rename. Whoever checks a file
//! alone has not loaded the packs it speaks of, so an id is unknown only where no rule that comes with the program has
//! or had it either.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::understand::ValueReader;
use crate::diagnostic::{Code, Diagnostic, SourceFile, nearest};
use crate::rule::file::{OverrideEntry, RuleEntry, RuleFile};
use crate::rule::outline::outline;
use crate::rule::shipped::{self, PACKS, files_of};
use crate::rule::{Confidence, Rule};
use crate::span::Span;

/// What a file says of a rule in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The id of the rule; as written where no rule is loaded that has or had it.
    pub rule: String,
    /// The file that says it.
    pub file: Arc<SourceFile>,
    /// Where that names the rule, in bytes of the file.
    pub span: Span,
    /// Whether the rule is off.
    pub off: bool,
    /// How often a match of the rule is right.
    pub confidence: Option<Confidence>,
}

impl Override {
    /// Where it stands: *council.yaml:3*.
    #[must_use]
    pub fn place(&self) -> String {
        let line = self.file.position(self.span.start).line;
        format!("{}:{line}", self.file.name)
    }

    /// What it says, in a few words: *is off*.
    #[must_use]
    pub fn says(&self) -> String {
        match self.confidence {
            Some(confidence) if !self.off => format!("has the confidence {}", confidence.name()),
            _ => "is off".to_owned(),
        }
    }
}

/// The overrides of some files, at most one of each rule, sorted by its id, and what is wrong with them. `ids` are all rules
/// that are loaded, in the order in which the first of an id counts.
pub(super) fn overrides(
    files: &[&RuleFile],
    ids: &[(&Arc<SourceFile>, &RuleEntry)],
    problems: &mut Vec<Diagnostic>,
) -> Vec<Override> {
    let mut files = files.to_vec();
    files.sort_by_key(|file| &file.source.name);
    let mut found: BTreeMap<String, Override> = BTreeMap::new();
    for file in files {
        for entry in &file.overrides {
            let Some(said) = said(file, entry, ids, problems) else { continue };
            let Some(first) = found.get(&said.rule) else {
                found.insert(said.rule.clone(), said);
                continue;
            };
            if (first.off, first.confidence) == (said.off, said.confidence) {
                continue;
            }
            let message = format!("the rule `{}` is overridden in another way too", said.rule);
            let problem =
                Diagnostic::new(Code::OverrideConflict, &file.source, said.span, message).help("take one of them away");
            problems.push(if first.file.name == file.source.name {
                problem.label(first.span, format!("here it {}", first.says()))
            } else {
                problem.why(format!("by {} it {}", first.place(), first.says()))
            });
        }
    }
    found.into_values().collect()
}

/// Applies overrides: rules that are off are taken out.
pub(super) fn apply(overrides: &[Override], rules: &mut Vec<Rule>) {
    let of_rule = |rule: &Rule| overrides.iter().find(|one| one.rule == rule.id);
    rules.retain(|rule| !of_rule(rule).is_some_and(|said| said.off));
    for rule in rules {
        if let Some(said) = of_rule(rule) {
            rule.confidence = said.confidence.unwrap_or(rule.confidence);
            rule.overridden = Some(said.clone());
        }
    }
}

/// What one entry says; nothing where it says nothing, or of no rule of another file.
fn said(
    file: &RuleFile,
    entry: &OverrideEntry,
    ids: &[(&Arc<SourceFile>, &RuleEntry)],
    problems: &mut Vec<Diagnostic>,
) -> Option<Override> {
    let before = problems.len();
    let new = |code: Code, message: String| Diagnostic::new(code, &file.source, entry.id.span, message);
    let off = off(file, entry, problems);
    let mut reader = ValueReader { file, problems };
    let confidence = reader.value(entry.confidence.as_ref(), "confidence", Confidence::ALL);
    let name = entry.id.text.as_str();
    let is = |rule: &RuleEntry| rule.id.text == name;
    let was = |rule: &RuleEntry| rule.aliases.iter().any(|alias| alias.text == name);
    let own = file.rules.iter().find(|rule| is(rule) || was(rule));
    let loaded = ids.iter().find(|(_, rule)| is(rule)).or_else(|| ids.iter().find(|(_, rule)| was(rule)));
    let shipped = || shipped_rule(name);
    let rule = match (own, loaded) {
        (Some(own), _) => {
            let problem = new(Code::OwnOverride, format!("the rule `{}` stands in this file", own.id.text))
                .label(own.id.span, "the rule")
                .why("an override is for rules of other files");
            problems.push(match (off, confidence) {
                (false, Some(confidence)) => {
                    problem.help(format!("write `confidence: {}` at the rule", confidence.name()))
                }
                _ => problem.help("take the rule away, or write what counts at the rule"),
            });
            return None;
        }
        (None, Some((_, rule))) => rule.id.text.clone(),
        (None, None) => match shipped() {
            Some(id) => id,
            None => {
                problems.push(unknown(new(Code::UnknownOverride, format!("there is no rule `{name}`")), entry, ids));
                return None;
            }
        },
    };
    let is_sound = !entry.broken && problems.len() == before;
    if !off && confidence.is_none() {
        if is_sound {
            let problem = new(Code::IdleOverride, format!("this override of `{name}` changes nothing"));
            problems.push(problem.help("write `off: true` or a `confidence`, or take it away"));
        }
        return None;
    }
    if let (true, Some(written)) = (off, entry.confidence.as_ref().filter(|_| is_sound)) {
        let message = format!("the confidence of `{name}` plays no part: the rule is off");
        let problem = Diagnostic::new(Code::IdleOverride, &file.source, written.span, message);
        problems.push(problem.help("take one of the two away"));
    }
    Some(Override {
        rule,
        file: Arc::clone(&file.source),
        span: entry.id.span,
        off,
        confidence: confidence.filter(|_| !off),
    })
}

/// Whether an entry says that its rule is off.
fn off(file: &RuleFile, entry: &OverrideEntry, problems: &mut Vec<Diagnostic>) -> bool {
    let Some(written) = &entry.off else { return false };
    let lower = written.text.to_lowercase();
    match written.text.as_str() {
        "true" => return true,
        "false" => return false,
        _ => {}
    }
    let message = format!("`{}` is no value of `off`", written.text);
    let problem = Diagnostic::new(Code::BadValue, &file.source, written.span, message);
    problems.push(match lower.as_str() {
        "true" | "yes" | "on" | "y" => problem.help("write `true`").fix(written.span, "true"),
        "false" | "no" | "n" => problem.help("write `false`").fix(written.span, "false"),
        _ => problem.help("it is `true` or `false`"),
    });
    false
}

/// The id of the rule that comes with the program and has or had this one.
fn shipped_rule(name: &str) -> Option<String> {
    if shipped::file_of_rule(name).is_some() {
        return Some(name.to_owned());
    }
    let holds = |file: &Arc<SourceFile>| file.text.contains(name);
    let outlines = files_of(PACKS).into_iter().filter(holds).map(|file| outline(&file));
    let mut rules = outlines.flat_map(|outline| outline.rules);
    let found = rules.find(|rule| rule.aliases.iter().any(|alias| alias.name == name));
    found.map(|rule| rule.id.name)
}

fn unknown(problem: Diagnostic, entry: &OverrideEntry, ids: &[(&Arc<SourceFile>, &RuleEntry)]) -> Diagnostic {
    let others = ids.iter().filter(|(file, _)| file.name != problem.file.name);
    let loaded = others.map(|(_, rule)| rule.id.text.as_str()).filter(|id| !id.is_empty());
    let all = loaded.chain(shipped::ids().map(|(id, _)| id));
    match nearest(&entry.id.text, all) {
        Some(near) => problem.help(format!("did you mean `{near}`?")).fix(entry.id.span, near),
        None => {
            problem.help("`overrides` takes ids of rules that are loaded with this file, or that come with the program")
        }
    }
}
