//! Look-aheads that forbid everything that can come next, so that nothing can follow them.
//!
//! Repetitions in the same words are already reported where the line is read (`rule::lint`). Here both sides are
//! compared by meaning: `!~say said`, `![text=that] that`, a list after its own denial. Only pieces that are written
//! together are compared; what follows a phrase in the lines that use it doesn't concern the phrase.

use super::token_test::{atoms, passes};
use rustc_hash::FxHashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::engine::compile::compile_with_places;
use crate::engine::leaf::Leaves;
use crate::engine::origins::Origins;
use crate::engine::program::{Arc, Program, Step};
use crate::rule::{PatternKind, PatternLine, Rule};
use crate::text::Language;

/// Reports every look-ahead of a line of a rule that lets nothing follow. `program` is the line, compiled with these
/// leaves.
pub(in crate::engine) fn problems(
    language: &Language,
    leaves: &Leaves,
    program: &Program,
    rule: &Rule,
    line: &PatternLine,
) -> Vec<Diagnostic> {
    // hardly any line has one, so the pieces of its arcs are determined only if it may matter
    let reader = Reader { language, leaves, program, places: None };
    if reader.dead().next().is_none() { Vec::new() } else { of_line(language, rule, line) }
}

fn of_line(language: &Language, rule: &Rule, line: &PatternLine) -> Vec<Diagnostic> {
    let mut leaves = Leaves::default();
    let (program, places) = compile_with_places(language, &mut leaves, &line.pattern);
    let reader = Reader { language, leaves: &leaves, program: &program, places: Some(&places) };
    let mut problems = Vec::new();
    for number in reader.dead() {
        let Some(piece) = places.around(number).find(|piece| matches!(piece.kind, PatternKind::Not(_))) else {
            continue;
        };
        let span = if piece.origin.file.name == rule.file.name { piece.origin.span } else { line.span };
        let message = "what must not follow here is everything that can follow";
        let problem = Diagnostic::new(Code::Contradiction, &rule.file, span, message)
            .help("`!x` looks ahead without matching a word: remove one of the two");
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    problems
}

/// How many states after a look-ahead are examined. If more can come next, nothing is reported.
const MOST_STATES: usize = 200;

struct Reader<'r> {
    language: &'r Language,
    leaves: &'r Leaves,
    program: &'r Program,
    /// Without it, all pieces count as written together.
    places: Option<&'r Origins<'r>>,
}

impl Reader<'_> {
    /// The indices of the look-ahead arcs that let nothing follow.
    fn dead(&self) -> impl Iterator<Item = u32> {
        let arcs = (0..).zip(&self.program.arcs);
        arcs.filter(|&(number, arc)| self.lets_nothing_follow(number, arc)).map(|(number, _)| number)
    }

    /// Whether the arc is a look-ahead that denies every token and stretch that can be next.
    fn lets_nothing_follow(&self, number: u32, arc: &Arc) -> bool {
        let Step::Not(look) = arc.step else { return false };
        let Some(look) = self.program.looks.get(look as usize) else { return false };
        let phrase = self.phrase(number);
        let (mut open, mut seen, mut next) = (vec![arc.to], FxHashSet::from_iter([arc.to]), 0);
        while let Some(state) = open.pop() {
            if state == self.program.accept || seen.len() > MOST_STATES {
                return false;
            }
            for (number, arc) in leaving(self.program, state) {
                match arc.step {
                    Step::Gap => return false,
                    // parallel to the arc of a clause, which is checked itself
                    Step::Rest(_) => {}
                    Step::Token { .. } | Step::Stretch(_) => {
                        next += 1;
                        let is_within = |places: &Origins<'_>, piece: usize| {
                            places.numbers_around(number).any(|number| number == piece)
                        };
                        let together = phrase.is_none_or(|(places, phrase)| is_within(places, phrase));
                        if !together || !self.denies(look, arc) {
                            return false;
                        }
                    }
                    _ if seen.insert(arc.to) => open.push(arc.to),
                    _ => {}
                }
            }
        }
        next > 0
    }

    /// The index of the phrase that the arc is written in.
    fn phrase(&self, arc: u32) -> Option<(&Origins<'_>, usize)> {
        let places = self.places?;
        let is_phrase = |&number: &usize| {
            places.piece(number).is_some_and(|piece| matches!(piece.kind, PatternKind::Phrase { .. }))
        };
        places.numbers_around(arc).find(is_phrase).map(|phrase| (places, phrase))
    }

    /// Whether everything that the arc can take is certainly denied by the look-ahead.
    fn denies(&self, look: &Program, arc: &Arc) -> bool {
        let first: Vec<&Arc> =
            reached(look, look.start).into_iter().flat_map(|state| leaving(look, state)).map(|(_, arc)| arc).collect();
        let enough = |arc: &Arc| reached(look, arc.to).contains(&look.accept);
        match arc.step {
            Step::Token { leaf, .. } => atoms(self.leaves.leaf(leaf)).iter().all(|atom| {
                first.iter().any(|denied| match denied.step {
                    Step::Token { leaf, .. } => enough(denied) && passes(self.language, atom, self.leaves.leaf(leaf)),
                    _ => false,
                })
            }),
            Step::Stretch(_) => first.iter().any(|denied| denied.step == arc.step && enough(denied)),
            _ => false,
        }
    }
}

/// The states of a program that are reachable without looking at the text.
fn reached(program: &Program, from: u32) -> Vec<u32> {
    let mut found = vec![from];
    let mut at = 0;
    while let Some(&state) = found.get(at) {
        at += 1;
        for (_, arc) in leaving(program, state) {
            if matches!(arc.step, Step::Free | Step::Open(_) | Step::Close(_)) && !found.contains(&arc.to) {
                found.push(arc.to);
            }
        }
    }
    found
}

fn leaving(program: &Program, state: u32) -> impl Iterator<Item = (u32, &Arc)> {
    let numbers = program.out.get(state as usize).map_or(&[][..], Vec::as_slice);
    numbers.iter().filter_map(|&number| Some((number, program.arcs.get(number as usize)?)))
}
