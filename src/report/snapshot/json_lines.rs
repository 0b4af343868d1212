//! Snapshots as JSON Lines: an object for each article, whatever became of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Run, of_outcome};
use crate::diagnostic::Level;
use crate::report::fields::Ordinal;
use crate::snapshot::{Change, ChangeKind, Difference, Entry, ProblemKind, VerdictKind};

/// The result for one article, a problem that kept something from being compared, or what differs from the lock.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(in crate::report) enum Line<'r> {
    Article(Article<'r>),
    Problem(Wrong<'r>),
    Lock(Lock<'r>),
}

/// The result for one article.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "article")]
pub(in crate::report) struct Article<'r> {
    /// The id of the article, or the file name of a snapshot without an article.
    article: &'r str,
    /// The file of the article or snapshot, with slashes: from the root of the repository, or else from the folder of the
    /// project.
    path: String,
    /// The result of the comparison; `trouble` means that the snapshot cannot be read.
    verdict: VerdictKind,
    /// How serious that is.
    level: Level,
    /// What happened, in words.
    meaning: String,
    /// The claims that differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Told<'r>>,
}

/// A claim that differs from the snapshot.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "change")]
struct Told<'r> {
    /// What happened to the claim; `renamed` means that only the name of its rule changed, `moved` that only its place did.
    change: ChangeKind,
    /// How serious that is.
    level: Level,
    /// The id of the rule that found the claim.
    rule: &'r str,
    /// The id of the claim.
    id: &'r str,
    /// The line of the article's file that the claim is in, from 1; 1 if it is not known.
    line: Ordinal,
    /// The claim in the snapshot.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Placed<'r>>,
    /// The claim as it is found now.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Placed<'r>>,
    /// What differs, if the claim changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<Differs<'r>>,
}

/// A claim as snapshots have it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "entry")]
struct Placed<'r> {
    #[serde(flatten)]
    entry: &'r Entry,
    /// Paragraph and sentence, from 1: `¶ 4.1`. Absent if the snapshot does not say it.
    // a snapshot keeps it apart from the other fields
    #[serde(skip_serializing_if = "str::is_empty")]
    at: &'r str,
}

/// A field that differs.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "difference")]
struct Differs<'r> {
    /// The name of the field.
    what: &'r str,
    /// Its value in the snapshot.
    before: &'r str,
    /// Its value now.
    after: &'r str,
}

/// What differs from the lock.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "lock")]
pub(in crate::report) struct Lock<'r> {
    /// The differences, in words.
    lock: &'r [String],
    /// How serious that is.
    level: Level,
}

/// A problem that kept something from being compared.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "problem")]
pub(in crate::report) struct Wrong<'r> {
    /// What has the problem: an article that is unreadable, the rules, or the setup of the project.
    problem: ProblemKind,
    /// The file that has the problem.
    path: String,
    /// The line of the problem, from 1.
    line: Ordinal,
    /// How serious that is: always an error.
    level: Always,
    /// The problem, in words.
    message: &'r str,
}

/// The level of every problem.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
enum Always {
    Error,
}

/// An object a line: for each problem that kept something from being compared, for each article, then one for the lock if
/// it says something else.
#[must_use]
pub fn json_lines(run: &Run) -> String {
    let mut out = String::new();
    for problem in &run.problems {
        let (path, message) = (run.path(&problem.path), problem.message.as_str());
        let line = Ordinal(problem.line);
        push(&mut out, &Line::Problem(Wrong { problem: problem.kind, path, line, level: Always::Error, message }));
    }
    for outcome in &run.outcomes {
        let told = |change| told(change, run.levels.of_change(change), outcome.line(change));
        let article = Article {
            article: &outcome.article,
            path: run.path(&outcome.path),
            verdict: outcome.verdict.kind(),
            level: run.levels.of(outcome),
            meaning: of_outcome(outcome),
            changes: outcome.changes().iter().map(told).collect(),
        };
        push(&mut out, &Line::Article(article));
    }
    if !run.lock.is_empty() {
        push(&mut out, &Line::Lock(Lock { lock: &run.lock, level: run.levels.lock }));
    }
    out
}

fn told(change: &Change, level: Level, line: usize) -> Told<'_> {
    fn differs(Difference { what, before, after }: &Difference) -> Differs<'_> {
        Differs { what, before, after }
    }
    fn placed(entry: &Entry) -> Placed<'_> {
        Placed { entry, at: &entry.at }
    }
    Told {
        change: change.kind(),
        level,
        rule: &change.last().rule,
        id: &change.last().id,
        line: Ordinal(line),
        before: change.before().map(placed),
        after: change.after().map(placed),
        differences: change.differences().iter().map(differs).collect(),
    }
}

fn push(out: &mut String, line: &Line<'_>) {
    out.push_str(&serde_json::to_string(line).unwrap_or_default());
    out.push('\n');
}
