//! Overrides of rules in other files: which are off, and how confident the others are.
//!
//! An override refers to its rule by id, or by a former id, so that it survives a rename. When a file is checked on its
//! own, the packs it refers to are not loaded, so an id is unknown only if no rule that comes with the program has or
//! had it either.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::understand::ValueReader;
use crate::diagnostic::{Code, Diagnostic, SourceFile, nearest_of_sorted};
use crate::rule::file::{OverrideEntry, RuleFile};
use crate::rule::references::ambiguous;
use crate::rule::rule_names::{Directory, Named, RuleKey};
use crate::rule::shipped;
use crate::rule::{Confidence, Rule};
use crate::span::Span;

/// An override of a rule in another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The rule.
    pub rule: RuleKey,
    /// The file with the override.
    pub file: Arc<SourceFile>,
    /// The span of the rule's name there.
    pub span: Span,
    /// Whether the rule is off.
    pub off: bool,
    /// How often a match of the rule is right.
    pub confidence: Option<Confidence>,
}

impl Override {
    /// Its place: *council.yaml:3*.
    #[must_use]
    pub fn place(&self) -> String {
        let line = self.file.position(self.span.start).line;
        format!("{}:{line}", self.file.name)
    }

    /// The override in a few words: *is off*.
    #[must_use]
    pub fn says(&self) -> String {
        match self.confidence {
            Some(confidence) if !self.off => format!("has the confidence {}", confidence.name()),
            _ => "is off".to_owned(),
        }
    }
}

/// The overrides of some files, at most one per rule, sorted by rule. Problems are added to `problems`.
pub(super) fn overrides(
    files: &[&RuleFile],
    directory: &Directory<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Override> {
    let mut files = files.to_vec();
    files.sort_by_key(|file| &file.source.name);
    let known = Known { directory, all: OnceCell::new() };
    let mut found: BTreeMap<RuleKey, Override> = BTreeMap::new();
    for file in files {
        for entry in &file.overrides {
            let Some(this) = read_entry(file, entry, &known, problems) else { continue };
            let Some(first) = found.get(&this.rule) else {
                found.insert(this.rule.clone(), this);
                continue;
            };
            if (first.off, first.confidence) == (this.off, this.confidence) {
                continue;
            }
            let message = format!("the rule `{}` is overridden twice, differently", this.rule.id);
            let problem =
                Diagnostic::new(Code::OverrideConflict, &file.source, this.span, message).help("remove one of them");
            problems.push(if first.file.name == file.source.name {
                problem.label(first.span, format!("here it {}", first.says()))
            } else {
                problem.why(format!("by {} it {}", first.place(), first.says()))
            });
        }
    }
    found.into_values().collect()
}

/// Applies overrides: rules that are off are removed.
pub(super) fn apply(overrides: &[Override], rules: &mut Vec<Rule>) {
    let of_rule = |rule: &Rule| {
        let key = rule.key();
        let at = overrides.binary_search_by(|one| one.rule.cmp(&key)).ok()?;
        overrides.get(at)
    };
    rules.retain(|rule| !of_rule(rule).is_some_and(|one| one.off));
    for rule in rules {
        if let Some(one) = of_rule(rule) {
            rule.confidence = one.confidence.unwrap_or(rule.confidence);
            rule.overridden = Some(one.clone());
        }
    }
}

/// The override of one entry; `None` if it has no effect or refers to no rule of another file.
fn read_entry(
    file: &RuleFile,
    entry: &OverrideEntry,
    known: &Known<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Override> {
    let before = problems.len();
    let new = |code: Code, message: String| Diagnostic::new(code, &file.source, entry.id.span, message);
    let off = off(file, entry, problems);
    let mut reader = ValueReader { file, problems };
    let confidence = reader.value(entry.confidence.as_ref(), "confidence", Confidence::ALL);
    let name = entry.id.text.as_str();
    if let Some(own) = known.directory.in_file(&file.source, name) {
        let problem = new(Code::OwnOverride, format!("the rule `{}` is in this file", own.id()))
            .label(own.span(), "the rule")
            .why("overrides are for rules of other files");
        let elsewhere = shipped::file_of_rule(name).and_then(shipped::pack_of).filter(|pack| pack != own.pack());
        problems.push(match (off, confidence, elsewhere) {
            (_, _, Some(pack)) => {
                let qualified = RuleKey::new(&pack, name).qualified();
                problem.help(format!("for the built-in rule write `{qualified}`"))
            }
            (false, Some(confidence), None) => {
                problem.help(format!("write `confidence: {}` at the rule", confidence.name()))
            }
            _ => problem.help("remove the rule, or write the value at the rule"),
        });
        return None;
    }
    let pack = file.pack.as_ref().map_or("", |pack| pack.text.as_str());
    let rule = match known.directory.find(pack, name) {
        Named::One(rule) => rule,
        Named::Several(rules) => {
            problems.push(ambiguous(&file.source, &entry.id, &rules));
            return None;
        }
        Named::Nothing => {
            problems.push(unknown(new(Code::UnknownOverride, format!("unknown rule `{name}`")), entry, known));
            return None;
        }
    };
    let is_sound = !entry.broken && problems.len() == before;
    if !off && confidence.is_none() {
        if is_sound {
            let problem = new(Code::IdleOverride, format!("this override of `{name}` changes nothing"));
            problems.push(problem.help("write `off: true` or a `confidence`, or remove it"));
        }
        return None;
    }
    if let (true, Some(written)) = (off, entry.confidence.as_ref().filter(|_| is_sound)) {
        let message = format!("the confidence of `{name}` has no effect: the rule is off");
        let problem = Diagnostic::new(Code::IdleOverride, &file.source, written.span, message);
        problems.push(problem.help("remove one of the two"));
    }
    Some(Override {
        rule,
        file: Arc::clone(&file.source),
        span: entry.id.span,
        off,
        confidence: confidence.filter(|_| !off),
    })
}

/// Whether an entry turns its rule off.
fn off(file: &RuleFile, entry: &OverrideEntry, problems: &mut Vec<Diagnostic>) -> bool {
    let Some(written) = &entry.off else { return false };
    if let Some(truth) = truth(&written.text) {
        return truth;
    }
    let message = format!("invalid value `{}` for `off`", written.text);
    let problem = Diagnostic::new(Code::BadValue, &file.source, written.span, message);
    problems.push(problem.help("it is `true` or `false`"));
    false
}

/// The value of a word that means yes or no in YAML 1.1 or 1.2, in quotation marks or not; `None` for any other word.
fn truth(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" => Some(true),
        "false" | "no" | "off" | "n" => Some(false),
        _ => None,
    }
}

/// The loaded rules, and their names for suggestions.
struct Known<'r> {
    directory: &'r Directory<'r>,
    /// The names of these and of all rules that come with the program, sorted; computed for the first misspelled one.
    all: OnceCell<Vec<&'r str>>,
}

impl<'r> Known<'r> {
    fn all(&self) -> &[&'r str] {
        self.all.get_or_init(|| {
            let mut all: Vec<&str> = self.directory.names().collect();
            all.extend(shipped::ids().map(|(id, _)| id));
            all.sort_unstable();
            all.dedup();
            all
        })
    }
}

fn unknown(problem: Diagnostic, entry: &OverrideEntry, known: &Known<'_>) -> Diagnostic {
    match nearest_of_sorted(&entry.id.text, known.all()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")).fix(entry.id.span, near),
        None => problem.help("`overrides` takes ids of rules loaded with this file, or of built-in rules"),
    }
}
