//! Everything the rules found in a document, and what happened to it.

use std::collections::BTreeMap;

use super::{Finding, Line, Loser, Reading, Why};
use crate::Extractor;
use crate::claim::Claim;
use crate::engine::{self, Match, Veto, Vetoed, reason};
use crate::resolve::{self, Dropped, confidence, published_range};
use crate::rule::Override;
use crate::text::Document;

/// The matches that won and are reported, and those that are not, each with its match.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) found: Vec<(Match, Finding)>,
    pub(super) lost: Vec<(Match, Loser)>,
}

impl Judged {
    /// Splits it by the sentence in which each match begins.
    pub(super) fn by_sentence(self, document: &Document<'_>) -> Vec<Self> {
        let mut all: Vec<Self> = document.sentences.iter().map(|_| Self::default()).collect();
        let sentence =
            |found: &Match| document.sentences.partition_point(|other| other.tokens.end <= found.tokens.start);
        for found in self.found {
            if let Some(judged) = all.get_mut(sentence(&found.0)) {
                judged.found.push(found);
            }
        }
        for lost in self.lost {
            if let Some(judged) = all.get_mut(sentence(&lost.0)) {
                judged.lost.push(lost);
            }
        }
        all
    }
}

/// Caches lines of rules by rule, list and number, because finding one takes a scan of its file.
#[derive(Debug, Default)]
struct Lines(BTreeMap<(usize, List, usize), Line>);

/// A list of lines in a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum List {
    Match,
    Unless,
}

impl Lines {
    fn get(&mut self, extractor: &Extractor, rule: usize, list: List, line: usize) -> Option<Line> {
        if let Some(known) = self.0.get(&(rule, list, line)) {
            return Some(known.clone());
        }
        let written = extractor.pack().rules.get(rule)?;
        let lines = if list == List::Match { &written.lines } else { &written.unless };
        let found = Line::new(written, lines.get(line)?);
        self.0.insert((rule, list, line), found.clone());
        Some(found)
    }
}

/// Finds the claims of a document, and keeps what happened to every match.
pub(super) fn judge(extractor: &Extractor, session: &mut engine::Session, document: &Document<'_>) -> Judged {
    let pack = extractor.pack();
    let mut vetoed: Vec<Vetoed> = Vec::new();
    let matches = extractor.engine.find_with_vetoed(session, document, Some(&mut vetoed));
    let mut dropped = Vec::new();
    let threshold = Some(&extractor.threshold);
    let (claims, found) = resolve::claims_and_dropped(pack, document, &matches.won, threshold, Some(&mut dropped));
    let mut judged = Judged::default();
    let mut lines = Lines::default();
    let contributions = |found: &Match, claim: &Claim| {
        let rule = pack.rules.get(found.rule);
        rule.map(|rule| confidence::contributions(document.language, claim, rule)).unwrap_or_default()
    };
    for (claim, found) in claims.into_iter().zip(found) {
        let contributions = contributions(found, &claim);
        if let Some(reading) = reading(extractor, &mut lines, document, found) {
            judged.found.push((found.clone(), Finding { reading, claim, contributions }));
        }
    }
    let mut lose = |lines: &mut Lines, found: &Match, why: Why| {
        if let Some(reading) = reading(extractor, lines, document, found) {
            judged.lost.push((found.clone(), Loser { reading, why }));
        }
    };
    for (loser, winner) in &matches.lost {
        if let Some(winner) = matches.won.get(*winner) {
            let to = pack.rules.get(winner.rule).map_or_else(String::new, |rule| pack.name_of(rule));
            lose(&mut lines, loser, Why::Lost(to, reason(pack, document, winner, loser)));
        }
    }
    for Vetoed { found, veto } in &vetoed {
        let why = match *veto {
            Veto::Unless { line, words } => {
                lines.get(extractor, found.rule, List::Unless, line).map(|line| Why::Unless(line, document.span(words)))
            }
            Veto::Differ(first, other) => Some(Why::Differ(document.span(first), document.span(other))),
        };
        if let Some(why) = why {
            lose(&mut lines, found, why);
        }
    }
    for (found, why) in dropped {
        let why = match why {
            Dropped::Empty => Why::Empty,
            Dropped::Facet(name) => Why::Facet(name),
            Dropped::OwnVoice => Why::OwnVoice,
            Dropped::Joined => Why::Joined,
            Dropped::Nested => Why::Nested,
            Dropped::Improbable(claim) => {
                Why::Improbable(claim.confidence, extractor.threshold.least, contributions(found, &claim))
            }
        };
        lose(&mut lines, found, why);
    }
    judged.lost.sort_by_key(|(found, loser)| (found.tokens.start, loser.reading.rule.clone(), found.line));
    judged
}

/// How a match reads the text.
fn reading(extractor: &Extractor, lines: &mut Lines, document: &Document<'_>, found: &Match) -> Option<Reading> {
    let rule = extractor.pack().rules.get(found.rule)?;
    let roles = found
        .captures
        .iter()
        .map(|(role, range)| (role.name().to_owned(), document.span(published_range(document, role, *range))));
    let overriding = rule.overridden.as_ref().filter(|one| one.confidence.is_some());
    Some(Reading {
        rule: extractor.pack().name_of(rule),
        pattern: lines.get(extractor, found.rule, List::Match, found.line)?,
        span: document.span(found.tokens),
        roles: roles.collect(),
        confidence_by: overriding.map(Override::place),
    })
}
