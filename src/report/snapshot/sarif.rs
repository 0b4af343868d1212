//! Differences from snapshots as SARIF 2.1.0, the format of code scanners: a result for each difference.
//!
//! The fingerprint of a result is the id of its claim, so that a scanner recognises it when the article, or the claim
//! in it, moves.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Run, lines_of, meaning, of_outcome};
use crate::diagnostic::{Level, Log, log, uri};
use crate::rule::{FAIL, Key};
use crate::snapshot::{Change, Levels, Outcome, Problem, ProblemKind, Verdict};

/// All differences that are not off, as one log.
#[must_use]
pub fn sarif(run: &Run) -> Log {
    let mut results: Vec<Value> = run.problems.iter().map(|problem| of_problem(run, problem)).collect();
    for (outcome, level) in run.relevant() {
        match &outcome.verdict {
            Verdict::Changed { changes, .. } if !changes.is_empty() => {
                results.extend(run.changes(outcome).map(|(change, level)| of_change(run, outcome, change, level)));
            }
            Verdict::Unreferenced => results.push(whole(run, outcome, "unreferenced", level)),
            Verdict::New(_) => results.push(whole(run, outcome, "new", level)),
            _ => results.push(whole(run, outcome, "changed", level)),
        }
    }
    if run.levels.lock > Level::Off && !run.lock.is_empty() {
        results.push(result("lock", run.levels.lock, &run.lock.join("\n"), &run.path("claims.lock"), 1, "claims.lock"));
    }
    let rule = |key: &Key| {
        let level = Levels::default().level_mut(key.name).copied().unwrap_or_default();
        json!({
            "id": key.name,
            "shortDescription": { "text": key.about },
            "defaultConfiguration": { "level": level.name() },
        })
    };
    let problem = |kind: ProblemKind| {
        json!({
            "id": kind.name(),
            "shortDescription": { "text": kind.about() },
            "defaultConfiguration": { "level": Level::Error.name() },
        })
    };
    log(FAIL.iter().map(rule).chain(ProblemKind::ALL.map(problem)).collect(), results)
}

fn of_problem(run: &Run, problem: &Problem) -> Value {
    let Problem { path, kind, line, message } = problem;
    result(kind.name(), Level::Error, message, &run.path(path), *line, &format!("{path}\n{message}"))
}

fn of_change(run: &Run, outcome: &Outcome, change: &Change, level: Level) -> Value {
    let text = format!("{}\n{}", meaning(std::slice::from_ref(change)), lines_of(change));
    let mut value = result(
        change.name(),
        level,
        text.trim_end(),
        &run.path(&outcome.path),
        outcome.line(change),
        &change.last().id,
    );
    value["properties"] = json!({ "rule": change.last().rule, "claim": change.last().claim });
    value
}

fn whole(run: &Run, outcome: &Outcome, kind: &str, level: Level) -> Value {
    let text = format!("{}: {}", outcome.article, of_outcome(outcome));
    result(kind, level, &text, &run.path(&outcome.path), outcome.first_line(), &outcome.article)
}

/// The names of the SARIF rules, in order.
fn names() -> impl Iterator<Item = &'static str> {
    FAIL.iter().map(|key| key.name).chain(ProblemKind::ALL.map(ProblemKind::name))
}

fn result(kind: &str, level: Level, text: &str, path: &str, line: usize, fingerprint: &str) -> Value {
    let fingerprints = BTreeMap::from([("claimsift/v1", fingerprint)]);
    json!({
        "ruleId": kind,
        "ruleIndex": names().position(|name| name == kind),
        "level": level.name(),
        "message": { "text": text },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(path) },
            "region": { "startLine": line },
        } }],
        "partialFingerprints": fingerprints,
    })
}
