//! Problems of rules that their examples reveal: which ones fail, and what is superfluous.

use std::collections::BTreeSet;

use super::{Failure, Outcome, idle};
use crate::Extractor;
use crate::diagnostic::{Code, Diagnostic, sort};
use crate::span::Span;

/// The failures among `outcomes` as problems of the rule files, the results of [`Extractor::problems`], and superfluous
/// rules and lines. If a rule has words that cannot occur in text, only those are reported.
#[must_use]
pub fn problems(extractor: &Extractor, outcomes: &[Outcome]) -> Vec<Diagnostic> {
    let of_words = extractor.problems();
    let broken: BTreeSet<usize> = of_words.iter().map(|&(rule, _)| rule).collect();
    let outcomes: Vec<&Outcome> = outcomes.iter().filter(|outcome| !broken.contains(&outcome.rule)).collect();
    let mut problems: Vec<Diagnostic> = outcomes.iter().filter_map(|outcome| problem(extractor, outcome)).collect();
    problems.extend(extractor.engine.subsumed(&extractor.language, &broken));
    problems.extend(idle::shadowed(extractor, &outcomes));
    problems.extend(idle::superfluous(extractor, &outcomes));
    problems.extend(idle::unless(extractor, &outcomes));
    problems.extend(of_words.into_iter().map(|(_, problem)| problem));
    sort(&mut problems);
    problems
}

fn problem(extractor: &Extractor, outcome: &Outcome) -> Option<Diagnostic> {
    let pack = extractor.engine.pack();
    let rule = pack.rules.get(outcome.rule)?;
    let name = pack.name_of(rule);
    let example = rule.examples.get(outcome.example)?;
    let failure = outcome.verdict.as_ref().err()?;
    let at = |code: Code, message: String| Diagnostic::new(code, &rule.file, example.span, message);
    let words = |spans: &[Span]| {
        if spans.is_empty() {
            return "nothing".to_owned();
        }
        spans.iter().map(|span| format!("“{}”", span.of(&example.text))).collect::<Vec<_>>().join(" and ")
    };
    Some(match failure {
        Failure::NotFound => at(Code::NotFound, format!("the rule `{name}` does not find this"))
            .help(format!("change the pattern or the example; `claimsift test --rule {name}` shows what it finds")),
        Failure::WrongSpan(role, expected, found) => {
            at(Code::WrongSpan, format!("`{{{role}}}` is {} here, not {}", words(found), words(expected)))
                .help("mark what the rule should capture, or change the pattern")
        }
        Failure::Unmarked(role, span) => {
            at(Code::UnmarkedRole, format!("the rule captures `{{{role}}}` here, but the example does not mark it"))
                .help(format!("write `{{{role}: {}}}`", span.of(&example.text)))
        }
        Failure::NotIgnored => at(
            Code::NotIgnored,
            format!(
                "the rule `{name}` finds what it should ignore: {}",
                words(&outcome.found.iter().map(|&(_, span)| span).collect::<Vec<_>>())
            ),
        ),
        Failure::NowFound => {
            at(Code::NowFound, format!("the rule `{name}` now finds this")).help("move the line to `finds`")
        }
    })
}
