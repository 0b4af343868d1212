//! What the rules find in one sentence or paragraph.
//!
//! A line is tried at tokens that are its cue, or everywhere if it has none. Matches that their rule rejects are left
//! out.

use std::collections::BTreeMap;

use super::article_language::Applied;
use super::dead_ends::Tries;
use super::matcher::{self, Memory};
use super::program::{AltId, Program};
use super::same;
use super::view::View;
use super::{Alternative, Engine, Match, Veto, Vetoed};
use crate::annotation::ParagraphKind;
use crate::rule::{Rule, Same, Within};
use crate::span::TokenRange;

/// Where a unit is, and which rules read it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) within: Within,
    pub(super) paragraph: usize,
    pub(super) kind: ParagraphKind,
    /// The rule whose example this is, if it is one.
    pub(super) of: Option<usize>,
    /// The rules for the language of the article.
    pub(super) applied: &'a Applied,
}

impl Engine {
    /// Adds to `found` the best match of each rule at each of its cues.
    pub(super) fn in_unit(
        &self,
        memory: &mut Memory,
        tries: &mut Tries,
        view: &mut View<'_>,
        Place { within, paragraph, kind, of, applied }: Place<'_>,
        found: &mut Vec<Match>,
        mut vetoed: Option<&mut Vec<Vetoed>>,
    ) {
        let applies =
            |rule: &Rule| rule.within == within && rule.scope.contains(&kind) && self.languages.applies(applied, rule);
        // per rule and cue, the best of its lines
        let mut best: BTreeMap<(usize, usize), Match> = BTreeMap::new();
        let mut keep = |candidate: Match, cue: usize| {
            let key = (candidate.rule, cue);
            let order =
                |found: &Match| (found.score, std::cmp::Reverse(found.tokens.start), std::cmp::Reverse(found.line));
            if best.get(&key).is_none_or(|other| order(&candidate) > order(other)) {
                best.insert(key, candidate);
            }
        };
        tries.clear();
        for cue in view.unit.range() {
            let Some(&symbol) = view.symbols.get(cue) else { continue };
            let table = view.table;
            let mut limit = Limit::new(of);
            let (cued, mut at) = (table.cued(symbol), 0);
            while let Some(&id) = cued.get(at) {
                let alternative = &self.alternatives[id.0 as usize];
                if !limit.allows(alternative.rule) {
                    at = self.next_of(of, cued, at);
                    continue;
                }
                at += 1;
                if !applies(&self.pack.rules[alternative.rule]) || !view.meets(&alternative.program.needs) {
                    continue;
                }
                memory.work = 0;
                let found = memory.match_at(view, &alternative.program, cue, view.unit, tries.reach(id));
                tries.add(view, &mut memory.ahead, id, &alternative.program, memory.work);
                if let Some(found) = found {
                    limit.matched += 1;
                    match self.veto(memory, view, alternative.rule, &found) {
                        None => keep(alternative.matched(found, paragraph), cue),
                        Some(veto) => record_veto(vetoed.as_deref_mut(), alternative, found, paragraph, veto),
                    }
                }
            }
        }
        let mut limit = Limit::new(of);
        for &id in &self.uncued {
            let alternative = &self.alternatives[id.0 as usize];
            if !limit.allows(alternative.rule) || !applies(&self.pack.rules[alternative.rule]) {
                continue;
            }
            let mut start = view.unit.start;
            while start < view.unit.end {
                memory.work = 0;
                let found = memory.match_from(view, &alternative.program, start, view.unit, tries.reach(id));
                tries.add(view, &mut memory.ahead, id, &alternative.program, memory.work);
                let found = found.filter(|found| !found.tokens.is_empty());
                let Some(found) = found else {
                    start += 1;
                    continue;
                };
                limit.matched += 1;
                match self.veto(memory, view, alternative.rule, &found) {
                    None => {
                        start = found.tokens.end;
                        let first = found.tokens.start;
                        keep(alternative.matched(found, paragraph), first);
                    }
                    Some(veto) => {
                        start += 1;
                        record_veto(vetoed.as_deref_mut(), alternative, found, paragraph, veto);
                    }
                }
            }
        }
        found.extend(best.into_values());
    }

    /// Where the lines of the rule `of` begin in `ids`, which are in the order of their rules; the end of `ids` if they
    /// don't begin after `at`. With thousands of rules, stepping over each would cost too much.
    fn next_of(&self, of: Option<usize>, ids: &[AltId], at: usize) -> usize {
        let start = ids.partition_point(|id| of.is_some_and(|of| self.alternatives[id.0 as usize].rule < of));
        if at < start { start } else { ids.len() }
    }

    fn veto(&self, memory: &mut Memory, view: &mut View<'_>, rule: usize, found: &matcher::Found) -> Option<Veto> {
        veto(memory, view, self.unless.get(rule)?, self.pack.rules.get(rule)?.same.as_ref(), found)
    }
}

/// Which rules are tried in an example, at one cue or without one: its own always, and others until a certain number
/// matched or were tried. No pack that people write comes close to the limit. In one with thousands of rules that find
/// the same, it may not be reported that a rule always loses.
#[derive(Debug)]
struct Limit {
    of: Option<usize>,
    matched: usize,
    tried: usize,
}

impl Limit {
    const MOST_MATCHED: usize = 64;
    const MOST_TRIED: usize = 1_000;

    const fn new(of: Option<usize>) -> Self {
        Self { of, matched: 0, tried: 0 }
    }

    fn allows(&mut self, rule: usize) -> bool {
        let Some(own) = self.of else { return true };
        self.tried += 1;
        rule == own || self.matched < Self::MOST_MATCHED && self.tried < Self::MOST_TRIED
    }
}

/// Why a rule rejects a match: what `unless` finds in it or in the clause it touches, or captures that differ.
pub(super) fn veto(
    memory: &mut Memory,
    view: &mut View<'_>,
    unless: &[Program],
    same: Option<&Same>,
    found: &matcher::Found,
) -> Option<Veto> {
    if let Some((first, other)) = same.and_then(|same| same::difference(same, view.document, &found.captures)) {
        return Some(Veto::Differ(first, other));
    }
    if unless.is_empty() {
        return None;
    }
    let region = view.document.touched_clause(found.tokens, view.unit);
    unless.iter().enumerate().find_map(|(line, program)| {
        let words = region.range().find_map(|at| matched_at(memory, view, program, at, region))?;
        Some(Veto::Unless { line, words: words.tokens })
    })
}

/// Where `program` matches with the token `at` as its cue, or as its first token if it has no cue.
pub(super) fn matched_at(
    memory: &mut Memory,
    view: &mut View<'_>,
    program: &Program,
    at: usize,
    bounds: TokenRange,
) -> Option<matcher::Found> {
    if program.cut.is_empty() {
        memory.match_from(view, program, at, bounds, None)
    } else {
        memory.match_at(view, program, at, bounds, None)
    }
}

fn record_veto(
    vetoed: Option<&mut Vec<Vetoed>>,
    alternative: &Alternative,
    found: matcher::Found,
    paragraph: usize,
    veto: Veto,
) {
    if let Some(vetoed) = vetoed {
        vetoed.push(Vetoed { found: alternative.matched(found, paragraph), veto });
    }
}

impl Alternative {
    fn matched(&self, found: matcher::Found, paragraph: usize) -> Match {
        Match {
            rule: self.rule,
            line: self.line,
            tokens: found.tokens,
            captures: found.captures,
            words: found.free,
            paragraph,
            fixed: found.fixed.len(),
            path: found.path,
            score: found.score,
        }
    }
}
