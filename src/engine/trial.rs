//! Tries one line on one unit, to explain why it does not match, or what would.
//!
//! Everything here compiles anew and runs the same matcher that finds claims. Nothing in it is used to find them.

use super::Veto;
use super::compile::{compile, compile_with_places};
use super::leaf::Leaves;
use super::matcher::Memory;
use super::program::Program;
use super::symbol::Symbols;
use super::trace::{self, Attempt};
use super::unit::{matched_at, veto};
use super::view::View;
use crate::rule::{Pattern, PatternLine, Rule, Same, Within};
use crate::span::TokenRange;
use crate::text::Document;

/// What a rule reads at once: a sentence or a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) tokens: TokenRange,
    /// The paragraph it is in, by its index in the document.
    pub(crate) paragraph: usize,
}

/// All units of this reach, in order.
pub(crate) fn units(document: &Document<'_>, within: Within) -> Vec<Unit> {
    let units = match within {
        Within::Sentence => document.sentence_units(),
        Within::Paragraph => document.paragraph_units(),
    };
    units.into_iter().map(|(paragraph, tokens)| Unit { tokens, paragraph }).collect()
}

/// The conditions of a rule on the matches of its lines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wants<'r> {
    pub(crate) unless: &'r [PatternLine],
    pub(crate) same: Option<&'r Same>,
}

impl<'r> Wants<'r> {
    pub(crate) fn of(rule: &'r Rule) -> Self {
        Self { unless: &rule.unless, same: rule.same.as_ref() }
    }
}

/// One way a line matches.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) tokens: TokenRange,
    /// Why its rule rejects it.
    pub(crate) veto: Option<Veto>,
}

/// A unit with programs to try on it.
struct Candidates<'b> {
    view: View<'b>,
    memory: Memory,
    unless: Vec<Program>,
    same: Option<&'b Same>,
}

impl Candidates<'_> {
    /// Runs `work` on a unit; `leaves` has the tests of all programs that will be used.
    fn on<T>(
        document: &Document<'_>,
        unit: Unit,
        leaves: &Leaves,
        unless: Vec<Program>,
        same: Option<&Same>,
        work: impl FnOnce(&mut Candidates<'_>) -> T,
    ) -> T {
        let mut table = Symbols::default();
        let symbols = table.of_unit(leaves, document, unit.tokens);
        let paragraph = document.paragraphs.get(unit.paragraph).map_or(unit.tokens, |paragraph| paragraph.tokens);
        let view = View::new(document, &symbols, &table, unit.tokens, paragraph);
        work(&mut Candidates { view, memory: Memory::default(), unless, same })
    }

    fn readings(&mut self, program: &Program) -> Vec<Found> {
        let Self { view, memory, unless, same } = self;
        let unit = view.unit;
        let mut all: Vec<Found> = Vec::new();
        for at in unit.range() {
            let Some(found) = matched_at(memory, view, program, at, unit) else { continue };
            if !found.tokens.is_empty() && all.iter().all(|other| other.tokens != found.tokens) {
                let veto = veto(memory, view, unless, *same, &found);
                all.push(Found { tokens: found.tokens, veto });
            }
        }
        all
    }
}

fn programs(document: &Document<'_>, leaves: &mut Leaves, lines: &[PatternLine]) -> Vec<Program> {
    lines.iter().map(|line| compile(document.language, leaves, &line.pattern)).collect()
}

/// Every place in the unit where the pattern matches on its own.
pub(crate) fn readings(document: &Document<'_>, unit: Unit, pattern: &Pattern, wants: Wants<'_>) -> Vec<Found> {
    let mut leaves = Leaves::default();
    let program = compile(document.language, &mut leaves, pattern);
    let unless = programs(document, &mut leaves, wants.unless);
    Candidates::on(document, unit, &leaves, unless, wants.same, |bench| bench.readings(&program))
}

/// The first of some patterns that matches in the unit, touches `near`, and is not rejected.
pub(crate) fn found_by(
    document: &Document<'_>,
    unit: Unit,
    patterns: &[Pattern],
    wants: Wants<'_>,
    near: TokenRange,
) -> Option<usize> {
    let mut leaves = Leaves::default();
    let tried: Vec<Program> = patterns.iter().map(|pattern| compile(document.language, &mut leaves, pattern)).collect();
    let unless = programs(document, &mut leaves, wants.unless);
    let touches = |found: &Found| found.tokens.start <= near.end && near.start <= found.tokens.end;
    Candidates::on(document, unit, &leaves, unless, wants.same, |bench| {
        tried
            .iter()
            .position(|program| bench.readings(program).iter().any(|found| found.veto.is_none() && touches(found)))
    })
}

/// How far the pattern gets in a unit it does not match in.
pub(crate) fn attempt<'p>(document: &Document<'_>, unit: Unit, pattern: &'p Pattern) -> Option<Attempt<'p>> {
    let mut leaves = Leaves::default();
    let (program, places) = compile_with_places(document.language, &mut leaves, pattern);
    Candidates::on(document, unit, &leaves, Vec::new(), None, |bench| {
        trace::attempt(&mut bench.view, &leaves, &program, &places)
    })
}
