//! Everything that is wrong with a file, and what came of its examples.

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

/// A sentence about an example is cut behind this many characters.
const MOST_CHARACTERS: usize = 90;

/// What a check of one file found.
#[derive(Debug, Clone)]
pub struct Findings {
    /// The file as it was checked.
    pub source: Arc<SourceFile>,
    /// What is wrong with it, by place.
    pub problems: Vec<Diagnostic>,
    /// What came of each example of its sound rules, by place.
    pub hints: Vec<Hint>,
    /// Its text with everything fixed that can be fixed for certain, if there is something.
    pub fixed: Option<String>,
}

/// What came of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The bytes of the example in the file.
    pub span: Span,
    /// In a few words.
    pub text: String,
    /// In full; empty where there is no more to say.
    pub more: String,
}

/// Checks a file as `claimsift check` does, and runs its examples. A rule that stands in another file on the workspace is known
/// under `over:` and `overrides:`. `read` gives the text of a file that is not on the workspace. Nothing is reported of a file that belongs to another program.
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

/// What is wrong with a file that nobody has open, as [`findings`] reports it.
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

/// Those of the problems of a file that it also has among the others on the workspace, and those that it has only there.
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

/// Reports ids of this file that rules of the same pack in other files on the workspace have too.
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
    /// The same, with the hints of an earlier check where the file cannot be read for the moment.
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
            if let Some((article, told)) = extractor.why_not_example(outcome.rule, outcome.example) {
                let lines = report::explain::why_not_line(&article, &told);
                // which line of the pattern it is goes without saying
                let place = format!("{}:{} ", told.pattern.file, told.pattern.line);
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

/// A text that is not too long for the end of a line.
fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or(text).trim_end()),
        None => text.to_owned(),
    }
}
