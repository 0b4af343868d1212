//! Runs the examples of rules: each rule must find what its own examples mark, and nothing in those it ignores.
//!
//! An example is read as a small article of its own, and the rule is judged by what it captures there, whether or not
//! another rule would win: `ignores` only concerns its own rule. That a rule always loses is reported separately, in
//! `problems`.

mod idle;
mod problems;

pub use problems::problems;

use std::collections::BTreeSet;

use crate::article::Article;
use crate::engine::{self, Match, Reason};
use crate::resolve;
use crate::rule::{Example, Role, Rule, Verdict};
use crate::span::Span;
use crate::text::{Document, read_as};
use crate::{Extractor, Session};

/// The outcome of one example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The rule, by its index in the pack.
    pub rule: usize,
    /// The example, by its index in the rule.
    pub example: usize,
    /// What the rule captured: role and bytes of the example's text; empty if it found nothing.
    pub found: Vec<(Role, Span)>,
    /// The ids of other rules that match the example.
    pub others: Vec<String>,
    /// The rule that wins against this one here, by its index in the pack, if this one finds what it should.
    pub lost_to: Option<usize>,
    /// The rules that find the same here and lose against this one only because of their ids, by their index in the
    /// pack.
    pub tied: Vec<usize>,
    /// The lines of the rule's `unless`, from 0, that reject something here.
    pub unless: BTreeSet<usize>,
    /// Whether it passes.
    pub verdict: Result<(), Failure>,
}

/// Why an example fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The rule finds nothing in it.
    NotFound,
    /// The rule finds something else for this role: what was expected, and what was found.
    WrongSpan(Role, Vec<Span>, Vec<Span>),
    /// The rule captures a role that the example does not mark.
    Unmarked(Role, Span),
    /// The rule finds what it should ignore.
    NotIgnored,
    /// The rule finds what it was not expected to find yet.
    NowFound,
}

impl Extractor {
    /// Runs all examples of all rules, or those of the rule with the given name.
    #[must_use]
    pub fn run_examples(&self, only: Option<&str>) -> Vec<Outcome> {
        let only = only.map(|name| self.engine.pack().find(name).one());
        let mut session = Session::default();
        let mut outcomes = Vec::new();
        for (rule, written) in self.engine.pack().rules.iter().enumerate() {
            if only.is_some_and(|only| only != Some(rule)) {
                continue;
            }
            for example in 0..written.examples.len() {
                session.forget_if_large();
                outcomes.extend(self.run_example(&mut session, rule, example));
            }
        }
        outcomes
    }

    fn run_example(&self, session: &mut Session, rule: usize, at: usize) -> Option<Outcome> {
        let pack = self.engine.pack();
        let written = pack.rules.get(rule)?;
        let example = written.examples.get(at)?;
        let article = Article::example(example.text.as_str(), &written.language);
        let kind = *written.scope.first()?;
        let Session { vocabulary, engine: session, .. } = session;
        let document = read_as(&self.language, vocabulary, &article, kind);
        let matches = self.engine.find_in_example(session, &document, rule);
        let unless = self.engine.vetoes(session, &document, rule).into_iter().map(|(line, _)| line).collect();
        let all: Vec<&Match> = matches.won.iter().chain(matches.lost.iter().map(|(lost, _)| lost)).collect();
        let mut others: Vec<String> = all
            .iter()
            .filter(|found| found.rule != rule)
            .filter_map(|found| Some(pack.name_of(pack.rules.get(found.rule)?)))
            .collect();
        others.sort_unstable();
        others.dedup();
        let tried = all.iter().enumerate().filter(|(_, found)| found.rule == rule).map(|(at, found)| {
            let captured = captured(&document, written, found, &matches.won, pack);
            let verdict = compare(example, &captured);
            (captured, verdict, at)
        });
        let best = tried
            .min_by_key(|(captured, verdict, _)| (verdict.is_err(), std::cmp::Reverse(agreeing(example, captured))));
        let lost_to = best.as_ref().filter(|(_, verdict, _)| verdict.is_ok()).and_then(|&(_, _, at)| {
            let &(_, winner) = matches.lost.get(at.checked_sub(matches.won.len())?)?;
            matches.won.get(winner).map(|winner| winner.rule).filter(|&winner| winner != rule)
        });
        let won = best.as_ref().and_then(|&(_, _, at)| Some((at, matches.won.get(at)?)));
        let tied = won.map_or_else(Vec::new, |(at, won)| {
            let losers = matches.lost.iter().filter(|(lost, winner)| *winner == at && lost.rule != rule);
            losers
                .filter(|(lost, _)| engine::reason(pack, &document, won, lost) == Reason::First)
                .map(|(lost, _)| lost.rule)
                .collect()
        });
        let best = best.map(|(captured, verdict, _)| (captured, verdict));
        let (found, verdict) = match (example.verdict, best) {
            (Verdict::Ignores, None) => (Vec::new(), Ok(())),
            (Verdict::Ignores, Some((captured, _))) => (captured, Err(Failure::NotIgnored)),
            (Verdict::Finds, None) => (Vec::new(), Err(Failure::NotFound)),
            (Verdict::Finds, Some((captured, verdict))) => (captured, verdict),
            (Verdict::NotYet, Some((captured, Ok(())))) => (captured, Err(Failure::NowFound)),
            (Verdict::NotYet, best) => (best.map(|(captured, _)| captured).unwrap_or_default(), Ok(())),
        };
        Some(Outcome { rule, example: at, found, others, lost_to, tied, unless, verdict })
    }
}

/// What a match captured, as spans of the example: as they will be published, and with the source that the rule takes
/// from elsewhere.
fn captured(
    document: &Document<'_>,
    rule: &Rule,
    found: &Match,
    won: &[Match],
    pack: &crate::rule::Pack,
) -> Vec<(Role, Span)> {
    let mut spans = Vec::new();
    for (role, range) in &found.captures {
        let range = resolve::published_range(document, role, *range);
        spans.push((role.clone(), document.span(range)));
    }
    if rule.source.is_some() {
        spans.extend(taken_source(document, found, won, pack));
    }
    spans.sort_by_key(|(role, span)| (span.start, span.end, role.clone()));
    spans.dedup();
    spans
}

/// Where a source is that a rule takes from the preceding text.
fn taken_source(
    document: &Document<'_>,
    found: &Match,
    won: &[Match],
    pack: &crate::rule::Pack,
) -> Option<(Role, Span)> {
    let mut matches: Vec<Match> = won.to_vec();
    if !matches.contains(found) {
        matches.push(found.clone());
    }
    let claims = resolve::claims(pack, document, &matches, None);
    let first = found.claim().first().map(|&range| document.span(range).start)?;
    let near =
        claims.iter().filter(|claim| claim.claim.spans.first().is_some_and(|span| span.start.abs_diff(first) <= 4));
    let name = near.filter_map(|claim| claim.source.as_ref()).map(|source| source.canonical_name.clone()).next()?;
    let text = document.article.text.get(..first)?;
    let last_word = name.split_whitespace().next_back()?;
    let full = text.rfind(&name).map(|at| Span::new(at, at + name.len()));
    let short = text.rfind(last_word).map(|at| Span::new(at, at + last_word.len()));
    Some((Role::new(Role::SOURCE), full.or(short)?))
}

fn agreeing(example: &Example, captured: &[(Role, Span)]) -> usize {
    example.marks.iter().filter(|mark| captured.contains(mark)).count()
}

fn compare(example: &Example, captured: &[(Role, Span)]) -> Result<(), Failure> {
    let of_role = |marks: &[(Role, Span)], role: &Role| -> Vec<Span> {
        marks.iter().filter(|(other, _)| other == role).map(|&(_, span)| span).collect()
    };
    for (role, _) in &example.marks {
        let (expected, found) = (of_role(&example.marks, role), of_role(captured, role));
        if expected != found {
            return Err(Failure::WrongSpan(role.clone(), expected, found));
        }
    }
    let unmarked = captured.iter().find(|(role, _)| !example.marks.iter().any(|(other, _)| other == role));
    match unmarked {
        Some((role, span)) => Err(Failure::Unmarked(role.clone(), *span)),
        None => Ok(()),
    }
}
