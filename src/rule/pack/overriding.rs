//! What files say of rules that stand in others: which are off, and how sure the rest are.
//!
//! An override is known by the id of its rule, or by a former one, so that it survives a rename. Whoever checks a file
//! alone has not loaded the packs it speaks of, so an id is unknown only where no rule that comes with the program has
//! or had it either.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::understand::ValueReader;
use crate::diagnostic::{Code, Diagnostic, SourceFile, nearest_of_sorted};
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
    let known = Known::new(ids);
    let mut found: BTreeMap<String, Override> = BTreeMap::new();
    for file in files {
        for entry in &file.overrides {
            let Some(said) = said(file, entry, &known, problems) else { continue };
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
    let of_rule = |rule: &Rule| {
        let at = overrides.binary_search_by(|one| one.rule.as_str().cmp(&rule.id)).ok()?;
        overrides.get(at)
    };
    rules.retain(|rule| !of_rule(rule).is_some_and(|said| said.off));
    for rule in rules {
        if let Some(said) = of_rule(rule) {
            rule.confidence = said.confidence.unwrap_or(rule.confidence);
            rule.overridden = Some(said.clone());
        }
    }
}

/// What one entry says; nothing where it says nothing, or of no rule of another file.
fn said(file: &RuleFile, entry: &OverrideEntry, known: &Known<'_>, problems: &mut Vec<Diagnostic>) -> Option<Override> {
    let before = problems.len();
    let new = |code: Code, message: String| Diagnostic::new(code, &file.source, entry.id.span, message);
    let off = off(file, entry, problems);
    let mut reader = ValueReader { file, problems };
    let confidence = reader.value(entry.confidence.as_ref(), "confidence", Confidence::ALL);
    let name = entry.id.text.as_str();
    let own = known.own.get(&(file.source.name.as_str(), name)).copied();
    let loaded = known.by_id.get(name).or_else(|| known.by_alias.get(name)).copied();
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
        (None, Some(rule)) => rule.id.text.clone(),
        (None, None) => match shipped() {
            Some(id) => id,
            None => {
                problems.push(unknown(new(Code::UnknownOverride, format!("there is no rule `{name}`")), entry, known));
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
    static FORMER: OnceLock<FxHashMap<String, String>> = OnceLock::new();
    let former = FORMER.get_or_init(|| {
        let mut former = FxHashMap::default();
        for rule in files_of(PACKS).iter().flat_map(|file| outline(file).rules) {
            for alias in rule.aliases {
                former.entry(alias.name).or_insert_with(|| rule.id.name.clone());
            }
        }
        former
    });
    former.get(name).cloned()
}

/// The rules that are loaded, to be looked up; of several of one name the first counts.
struct Known<'r> {
    /// By the name of the file, and the id or a former one.
    own: FxHashMap<(&'r str, &'r str), &'r RuleEntry>,
    by_id: FxHashMap<&'r str, &'r RuleEntry>,
    by_alias: FxHashMap<&'r str, &'r RuleEntry>,
    /// The ids of these and of all rules that come with the program, sorted; gathered for the first one that is misspelt.
    all: OnceCell<Vec<&'r str>>,
}

impl<'r> Known<'r> {
    fn new(ids: &[(&'r Arc<SourceFile>, &'r RuleEntry)]) -> Self {
        let mut known = Self {
            own: FxHashMap::default(),
            by_id: FxHashMap::default(),
            by_alias: FxHashMap::default(),
            all: OnceCell::new(),
        };
        for &(file, rule) in ids {
            known.by_id.entry(&rule.id.text).or_insert(rule);
            known.own.entry((&file.name, &rule.id.text)).or_insert(rule);
            for alias in &rule.aliases {
                known.by_alias.entry(&alias.text).or_insert(rule);
                known.own.entry((&file.name, &alias.text)).or_insert(rule);
            }
        }
        known
    }

    fn all(&self) -> &[&'r str] {
        self.all.get_or_init(|| {
            let mut all: Vec<&str> = self.by_id.keys().copied().filter(|id| !id.is_empty()).collect();
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
        None => {
            problem.help("`overrides` takes ids of rules that are loaded with this file, or that come with the program")
        }
    }
}
