//! Superfluous rules and lines, as far as the examples show.
//!
//! A rule is only checked if all its examples pass, since fixing those comes first. A rule of the program is not
//! compared with a user's rule that replaces it, nor the other way round: a user's rule beats those of the program so
//! that it can report the same thing differently.

use std::collections::BTreeSet;

use super::Outcome;
use crate::Extractor;
use crate::diagnostic::{Code, Diagnostic};
use crate::rule::{PatternLine, Rule, Verdict};

/// Reports rules that find everything they should in their examples, but always lose to another rule.
pub(super) fn shadowed(extractor: &Extractor, outcomes: &[&Outcome]) -> Vec<Diagnostic> {
    let pack = extractor.pack();
    let mut problems = Vec::new();
    for (rule, outcomes) in sound_rules(extractor, outcomes) {
        let finds = outcomes.iter().filter(|outcome| verdict(rule, outcome) == Some(Verdict::Finds));
        let winners: Option<Vec<usize>> = finds.map(|outcome| outcome.lost_to).collect();
        let Some(winners) = winners.filter(|winners| !winners.is_empty()) else { continue };
        let winners: BTreeSet<usize> = winners.into_iter().collect();
        let winners: Vec<&Rule> = winners.into_iter().filter_map(|winner| pack.rules.get(winner)).collect();
        if !rule.is_own && winners.iter().any(|winner| winner.is_own) {
            continue;
        }
        let ids: Vec<String> = winners.iter().map(|rule| pack.name_of(rule)).collect();
        let names: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
        let message = format!("the rule `{}` loses all its examples to {}", pack.name_of(rule), names.join(" and "));
        let mut problem = Diagnostic::new(Code::Shadowed, &rule.file, rule.span, message).help(format!(
            "write `over: [{}]` if this rule should win, or remove one of the two rules",
            ids.join(", ")
        ));
        let mut elsewhere = Vec::new();
        for winner in winners {
            if winner.file.name == rule.file.name {
                problem = problem.label(winner.span, "wins each time");
            } else {
                elsewhere.push(format!("`{}` is in {}", pack.name_of(winner), winner.file.name));
            }
        }
        let found = "only one of two equal matches counts, and the other rule wins: by `over`, more fixed words, a longer match, or its position";
        elsewhere.insert(0, found.to_owned());
        problems.push(problem.why(elsewhere.join("; ")));
    }
    problems
}

/// Reports rules whose matches another rule also finds with the same result, and which win against it only because of
/// their ids.
///
/// A rule is compared only with rules that tie with it in all its examples, and only with the first of them, so a pack
/// of many rules needs few comparisons.
pub(super) fn superfluous(extractor: &Extractor, outcomes: &[&Outcome]) -> Vec<Diagnostic> {
    let (pack, engine, language) = (extractor.pack(), &extractor.engine, &extractor.language);
    let mut problems = Vec::new();
    for (rule, outcomes) in sound_rules(extractor, outcomes) {
        let mut finds = outcomes.iter().filter(|outcome| verdict(rule, outcome) == Some(Verdict::Finds));
        let Some(first) = finds.next() else { continue };
        let mut tied: BTreeSet<usize> = first.tied.iter().copied().collect();
        for outcome in finds {
            tied.retain(|other| outcome.tied.contains(other));
        }
        let others = tied.into_iter().filter_map(|other| pack.rules.get(other));
        let others = others.filter(|other| other.is_own == rule.is_own).take(MOST_COMPARED);
        // of two that find the same, the one that loses is reported
        let mut others =
            others.filter(|other| engine.covers(language, other, rule) && !engine.covers(language, rule, other));
        let Some(other) = others.next() else { continue };
        let (name, other_name) = (pack.name_of(rule), pack.name_of(other));
        let message = format!("everything the rule `{name}` finds is also found by `{other_name}`");
        let problem = Diagnostic::new(Code::Shadowed, &rule.file, rule.span, message)
            .help("remove it, or give it another kind, stance or confidence");
        let why = "kind, stance, confidence and all other properties of the claim are the same";
        problems.push(if other.file.name == rule.file.name {
            problem.label(other.span, "finds all of it").why(why)
        } else {
            problem.why(format!("{why}; `{other_name}` is in {}", other.file.name))
        });
    }
    problems
}

/// How many others a rule is compared with.
const MOST_COMPARED: usize = 16;

/// Reports lines of `unless` that reject nothing in any example of their rule, in a single report if none of them does.
pub(super) fn unless(extractor: &Extractor, outcomes: &[&Outcome]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (rule, outcomes) in sound_rules(extractor, outcomes) {
        let busy: BTreeSet<usize> = outcomes.iter().flat_map(|outcome| outcome.unless.iter().copied()).collect();
        let idle = |line: &PatternLine, message: &str| {
            Diagnostic::new(Code::IdleUnless, &rule.file, line.span, message)
                .why("all examples of the rule give the same result without it")
                .help("add a sentence under `ignores` that would be found without it, or remove it")
        };
        match rule.unless.as_slice() {
            [first, rest @ ..] if busy.is_empty() => {
                let problem = idle(first, "this `unless` excludes nothing");
                problems.push(rest.iter().fold(problem, |problem, line| problem.label(line.span, "nor does this")));
            }
            lines => {
                let lines = lines.iter().enumerate().filter(|(at, _)| !busy.contains(at));
                problems.extend(lines.map(|(_, line)| idle(line, "this line of `unless` excludes nothing")));
            }
        }
    }
    problems
}

/// The rules whose examples all pass, each with its outcomes.
fn sound_rules<'e>(
    extractor: &'e Extractor,
    outcomes: &'e [&'e Outcome],
) -> impl Iterator<Item = (&'e Rule, &'e [&'e Outcome])> {
    let of_rules = outcomes.chunk_by(|one, other| one.rule == other.rule);
    let rules = &extractor.pack().rules;
    of_rules
        .filter(|outcomes| outcomes.iter().all(|outcome| outcome.verdict.is_ok()))
        .filter_map(|outcomes| Some((rules.get(outcomes.first()?.rule)?, outcomes)))
}

fn verdict(rule: &Rule, outcome: &Outcome) -> Option<Verdict> {
    rule.examples.get(outcome.example).map(|example| example.verdict)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::check::check;
    use crate::diagnostic::{Code, SourceFile};

    /// A file of a pack with a rule that finds who said what, on any of these days.
    fn file(pack: &str, id: &str, days: &str) -> Arc<SourceFile> {
        let pattern = format!("{{source}} ~moot on {days} that {{claim}}");
        let example = "{source: Rao} mooted on Monday that {claim: the lights stay on}.";
        let rule = format!("  - id: {id}\n    match: |\n      {pattern}\n    finds: |\n      {example}\n");
        let name = format!("{}-{id}.yaml", pack.replace('.', "-"));
        SourceFile::new(name, format!("claims: 1\npack: {pack}\nrules:\n{rule}"))
    }

    /// The files with a superfluous rule, and the message.
    fn shadowed(files: &[Arc<SourceFile>]) -> Vec<String> {
        let problems = check(files, &|_| Err("no file is needed".to_owned())).problems;
        let shadowed = problems.iter().filter(|problem| problem.code == Code::Shadowed);
        shadowed.map(|problem| format!("{}: {}", problem.file.name, problem.message)).collect()
    }

    #[test]
    fn a_rule_of_the_program_may_lose_to_one_of_a_user() {
        let (of_user, of_program) = (file("ours", "mooted", "Monday"), file("en.speech", "mooted", "Monday"));
        assert_eq!(shadowed(&[of_user, of_program]), Vec::<String>::new());
    }

    #[test]
    fn a_rule_of_a_user_may_find_what_one_of_the_program_finds() {
        let (of_user, of_program) = (file("ours", "mooted", "Monday"), file("en.speech", "mooted", "@weekday"));
        assert_eq!(shadowed(&[of_user, of_program]), Vec::<String>::new());
    }

    #[test]
    fn rules_of_the_packs_of_a_user_are_compared_and_those_of_the_program_are() {
        for packs in [["ours", "theirs"], ["ours", "ours"], ["en.speech", "en.stance"], ["en.speech", "en.speech"]] {
            let ids = if packs[0] == packs[1] { ["mooted", "mooted-again"] } else { ["mooted", "mooted"] };
            let [one, other] = [file(packs[0], ids[0], "Monday"), file(packs[1], ids[1], "Monday")];
            assert_eq!(shadowed(&[one, other]).len(), 1, "{packs:?}");
        }
    }

    #[test]
    fn a_rule_of_a_user_that_loses_to_one_of_the_program_does_nothing() {
        let text = "claims: 1\npack: ours\nrules:\n  - id: mooted\n    match: |\n      {source} ~moot ...3 that {claim: [] []}\n    finds: |\n      {source: Rao} mooted on Monday that {claim: the lights} stay on.\n";
        let found = shadowed(&[SourceFile::new("ours.yaml", text), file("en.speech", "mooted", "Monday")]);
        assert_eq!(found, ["ours.yaml: the rule `ours/mooted` loses all its examples to `en.speech/mooted`"]);
    }
}
