//! The problems of a file, and the results of its examples.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::edit::moved;
use super::workspace::Workspace;
use crate::Extractor;
use crate::check::check_loaded;
use crate::diagnostic::{Code, Diagnostic, SourceFile, sort};
use crate::fix::fix_all;
use crate::report;
use crate::rule::Standards;
use crate::rule::{Role, Verdict, load_among, outline};
use crate::rule_examples::{Failure, Outcome};
use crate::span::Span;

/// A hint about an example is cut after this many characters.
const MOST_CHARACTERS: usize = 90;

/// The result of checking one file.
#[derive(Debug, Clone)]
pub struct Findings {
    /// The file as it was checked.
    pub source: Arc<SourceFile>,
    /// Its problems, by position.
    pub problems: Vec<Diagnostic>,
    /// The results of the examples of its valid rules, by position.
    pub hints: Vec<Hint>,
    /// The text with all safe fixes applied, if there are any.
    pub fixed: Option<String>,
}

/// The result of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The bytes of the example in the file.
    pub span: Span,
    /// The result in a few words.
    pub text: String,
    /// The whole explanation; empty if there is nothing to add.
    pub more: String,
}

/// Checks a file as `claimsift check` does, and runs its examples. `over:` and `overrides:` may name rules in other
/// files of the workspace. `read` returns the text of a file outside the workspace. A file that belongs to another
/// program has no findings.
#[must_use]
pub fn findings(
    workspace: &Workspace,
    source: &Arc<SourceFile>,
    read: &dyn Fn(&str) -> Result<String, String>,
) -> Findings {
    if !workspace.is_ours(source) {
        return Findings { source: Arc::clone(source), problems: Vec::new(), hints: Vec::new(), fixed: None };
    }
    let given = [Arc::clone(source)];
    let standards = Standards::among(workspace.config_of(&source.name));
    let check = |sources: &[Arc<SourceFile>]| {
        check_loaded(load_among(sources, &|path| workspace.read(path, read), &|name| workspace.newer(name)), &standards)
    };
    let run = check(&given);
    let problems = among_others(workspace, source, run.checked.problems);
    let mut hints: Vec<Hint> = run.outcomes.iter().filter_map(|outcome| hint(&run.extractor, outcome)).collect();
    hints.sort_by_key(|hint| hint.span.start);
    let fixable = problems.iter().any(|problem| problem.fix.is_some());
    let fixed =
        fixable.then(|| fix_all(&given, &|sources| check(sources).checked.problems)).and_then(|mut all| all.pop());
    let fixed = fixed.map(|fixed| fixed.after.text.clone());
    Findings { source: Arc::clone(source), problems, hints, fixed }
}

/// The problems of a file that is not open, as [`findings`] reports them.
#[must_use]
pub fn problems(
    workspace: &Workspace,
    source: &Arc<SourceFile>,
    read: &dyn Fn(&str) -> Result<String, String>,
) -> Vec<Diagnostic> {
    if !workspace.is_ours(source) {
        return Vec::new();
    }
    let loaded = load_among(&[Arc::clone(source)], &|path| workspace.read(path, read), &|name| workspace.newer(name));
    among_others(
        workspace,
        source,
        check_loaded(loaded, &Standards::among(workspace.config_of(&source.name))).checked.problems,
    )
}

/// The problems of a file that remain when it is checked together with the rest of the workspace, and those that only
/// appear then.
fn among_others(workspace: &Workspace, source: &Arc<SourceFile>, mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    problems.retain(|problem| {
        let known = || is_on_desk(workspace, source, problem.span.of(&source.text).trim_matches(['"', '\'']));
        problem.file.name == source.name
            && !(matches!(problem.code, Code::UnknownRule | Code::UnknownOverride) && known())
    });
    problems.extend(shared_ids(workspace, source));
    sort(&mut problems);
    problems
}

fn is_on_desk(workspace: &Workspace, source: &Arc<SourceFile>, name: &str) -> bool {
    workspace.rules_named(source, name).len() == 1
}

/// Reports ids of this file that rules of the same pack in other files of the workspace also have.
fn shared_ids(workspace: &Workspace, source: &Arc<SourceFile>) -> Vec<Diagnostic> {
    let outline = outline(source);
    let pack = workspace.pack_of(source, &outline);
    let mut seen = BTreeSet::new();
    let ids = outline.rules.iter().map(|rule| &rule.id).filter(|id| !id.name.is_empty() && seen.insert(&id.name));
    let shared = ids.filter_map(|id| {
        let others = workspace.others_of(source, &pack, &id.name);
        let message = format!("the id `{}` is already used in {}", id.name, others.first()?.name);
        let problem = Diagnostic::new(Code::DuplicateId, source, id.span, message);
        Some(problem.help("give one of the two rules another id, or put them into different packs"))
    });
    shared.collect()
}

impl Findings {
    /// The same, but with the hints of an earlier check if the file cannot be parsed at the moment.
    #[must_use]
    pub fn after(mut self, before: Option<&Self>) -> Self {
        if let Some(before) = before.filter(|_| self.problems.iter().any(|problem| problem.code == Code::NotYaml)) {
            let hints = before.hints.iter().filter_map(|hint| {
                let span = moved(hint.span, &before.source.text, &self.source.text)?;
                Some(Hint { span, ..hint.clone() })
            });
            self.hints = hints.collect();
        }
        self
    }
}

fn hint(extractor: &Extractor, outcome: &Outcome) -> Option<Hint> {
    let example = extractor.pack().rules.get(outcome.rule)?.examples.get(outcome.example)?;
    let words = |spans: &[Span]| {
        let words: Vec<String> = spans.iter().map(|span| format!("“{}”", span.of(&example.text))).collect();
        if words.is_empty() { "nothing".to_owned() } else { words.join(" and ") }
    };
    let (mut more, mut why) = (String::new(), String::new());
    let text = match (&outcome.verdict, example.verdict) {
        (Ok(()), Verdict::Finds) => "found".to_owned(),
        (Ok(()), Verdict::Ignores) => "ignored".to_owned(),
        (Ok(()), Verdict::NotYet) => "not found yet".to_owned(),
        (Err(Failure::NotFound), _) => {
            if let Some((article, why_not)) = extractor.why_not_example(outcome.rule, outcome.example) {
                let lines = report::explain::why_not_line(&article, &why_not);
                // the position of the pattern is obvious in an editor
                let place = format!("{}:{} ", why_not.pattern.file, why_not.pattern.line);
                let first = lines.first().and_then(|line| line.strip_prefix(&place));
                why = first.unwrap_or_default().to_owned();
                more = lines.join("\n");
            }
            if why.is_empty() { "not found".to_owned() } else { format!("not found: {why}") }
        }
        (Err(Failure::WrongSpan(role, _, found)), _) => format!("found, but {role} is {}", words(found)),
        (Err(Failure::Unmarked(role, span)), _) => format!("found, but {role} is not marked: {}", words(&[*span])),
        (Err(Failure::NotIgnored), _) => {
            let claims = outcome.found.iter().filter(|(role, _)| role.name() == Role::CLAIM);
            format!("found, and should be ignored: {}", words(&claims.map(|&(_, span)| span).collect::<Vec<_>>()))
        }
        (Err(Failure::NowFound), _) => "found now: move it to `finds`".to_owned(),
    };
    if more.is_empty() && text.chars().count() > MOST_CHARACTERS {
        more.clone_from(&text);
    }
    Some(Hint { span: example.span, text: cut(&text), more })
}

/// A text short enough for the end of a line.
fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or(text).trim_end()),
        None => text.to_owned(),
    }
}
