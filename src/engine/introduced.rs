//! Claims next to the words of a pattern, where the author says that there is a claim although no clause was read.
//!
//! `{claim}` is a clause, and which words form one is a guess of the text layer. Where the pattern names the word
//! before or after the claim, that word decides: an additional arc runs parallel to the arc of the clause, for what a
//! claim can be there if no clause was read. It ranks below every clause, so it counts only if nothing better matches.

use super::leaf::{Leaf, Leaves};
use super::program::{Arc, Inside, Step};
use crate::annotation::SpanKind;
use crate::text::Rest;

/// The arcs to add to a program, each with the index of the clause arc that it is parallel to.
pub(super) fn rests(leaves: &Leaves, arcs: &[Arc], states: u32) -> Vec<(usize, Arc)> {
    let clauses = || arcs.iter().enumerate().filter(|(_, arc)| is_claimed_clause(arc));
    if clauses().next().is_none() {
        return Vec::new();
    }
    let before = Words::new(leaves, arcs, states, |arc| (arc.from, arc.to));
    let behind = Words::new(leaves, arcs, states, |arc| (arc.to, arc.from));
    let mut found = Vec::new();
    for (at, arc) in clauses() {
        let state = arc.from as usize;
        if before.some[state] {
            found.push((at, Arc { step: Step::Rest(Rest::Introduced), ..*arc }));
            found.push((at, Arc { step: Step::Rest(Rest::Reported), ..*arc }));
        }
        if before.all[state] {
            found.push((at, Arc { step: Step::Rest(Rest::Promised), ..*arc }));
        }
        if behind.all[arc.to as usize] {
            // this looks for the words after the claim, not for a long claim
            let inside = Inside { claim: false, ..arc.inside };
            found.push((at, Arc { step: Step::Rest(Rest::UpToWord), inside, ..*arc }));
        }
    }
    found
}

fn is_claimed_clause(arc: &Arc) -> bool {
    arc.inside.claim && arc.step == Step::Stretch(SpanKind::Clause)
}

/// For each state, whether a word of the pattern was taken last on some path to it, and whether it was on all paths.
struct Words {
    some: Vec<bool>,
    all: Vec<bool>,
}

impl Words {
    /// `ends` returns the states that an arc leads from and to.
    fn new(leaves: &Leaves, arcs: &[Arc], states: u32, ends: impl Fn(&Arc) -> (u32, u32)) -> Self {
        let size = states as usize;
        let (mut some, mut other) = (vec![false; size], vec![false; size]);
        let mut leaving = vec![Vec::new(); size];
        let mut entered = vec![false; size];
        for arc in arcs {
            let (from, to) = ends(arc);
            entered[to as usize] = true;
            match arc.step {
                Step::Token { leaf, fixed } => {
                    some[to as usize] |= fixed;
                    other[to as usize] |= !fixed || !is_word(leaves.leaf(leaf));
                }
                Step::Gap | Step::Stretch(_) | Step::Rest(_) => other[to as usize] = true,
                _ => leaving[from as usize].push(to as usize),
            }
        }
        // at the edge of the pattern there is no word
        other.iter_mut().zip(&entered).for_each(|(other, entered)| *other |= !entered);
        for flags in [&mut some, &mut other] {
            let mut open: Vec<usize> = (0..size).filter(|&state| flags[state]).collect();
            while let Some(state) = open.pop() {
                for &next in &leaving[state] {
                    if !std::mem::replace(&mut flags[next], true) {
                        open.push(next);
                    }
                }
            }
        }
        let all = some.iter().zip(&other).map(|(some, other)| *some && !other).collect();
        Self { some, all }
    }
}

/// Whether the test asks for certain words, as they are.
fn is_word(leaf: &Leaf) -> bool {
    matches!(leaf, Leaf::Forms(forms) if forms.iter().all(|form| form.starts_with(char::is_alphabetic)))
}
