//! Whether every path through one program is a path through another.
//!
//! The search goes through the inner program, and keeps for each of its states the set of states that the outer one can
//! be in after the same tokens, captures and look-aheads (the subset construction, done lazily). A token arc is split
//! into its words, so that a list is recognized in branches as well as in a list. A condition of the outer program on a
//! place must also be a condition of the inner one, or, for a look-ahead, follow from its next token. Tests are
//! compared by meaning (`test`), so the answer *yes* is certain, while *no* may mean that it could not be determined.

use std::cell::Cell;
use std::collections::{BTreeSet, HashSet};

use super::token_test::{Atom, atoms, fails, passes};
use crate::annotation::SpanKind;
use crate::engine::leaf::{Leaf, Leaves};
use crate::engine::program::{Arc, Program, Step};
use crate::rule::{Boundary, Role};
use crate::text::Language;

/// How many states of the search may be visited.
const MOST_STATES: usize = 4_000;

/// How deeply nested look-aheads are compared.
const MOST_DEPTH: usize = 4;

/// Whether `outer` certainly finds everything that `inner` finds, with the same captures. Returns false if the `budget`
/// is used up first.
pub(super) fn includes(
    language: &Language,
    leaves: &Leaves,
    outer: &Program,
    inner: &Program,
    budget: &Budget,
) -> bool {
    Search { language, leaves, outer, inner, depth: 0, budget }.run()
}

/// How many steps comparisons may still take.
#[derive(Debug)]
pub(super) struct Budget(Cell<usize>);

impl Budget {
    pub(super) const fn new(steps: usize) -> Self {
        Self(Cell::new(steps))
    }

    /// How many steps are left.
    pub(super) const fn left(&self) -> usize {
        self.0.get()
    }

    /// Takes some steps, and returns whether they were left.
    pub(super) fn take(&self, steps: usize) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(steps));
        left >= steps
    }
}

/// How many words a test compares a token with.
fn size(leaf: &Leaf) -> usize {
    match leaf {
        Leaf::Forms(words) | Leaf::Words(words) => words.len(),
        Leaf::Mark(_) | Leaf::Test(_) => 1,
    }
}

struct Search<'s> {
    language: &'s Language,
    leaves: &'s Leaves,
    outer: &'s Program,
    inner: &'s Program,
    depth: usize,
    budget: &'s Budget,
}

/// The state of the inner program, what is known of the place, and the states that the outer program can be in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Node {
    inner: u32,
    known: BTreeSet<Known>,
    outer: States,
}

type States = BTreeSet<State>;

/// A state of the outer program, provided that what the look-aheads with these indices deny does not come next.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct State {
    state: u32,
    denied: BTreeSet<u16>,
}

impl State {
    const fn sure(state: u32) -> Self {
        Self { state, denied: BTreeSet::new() }
    }
}

/// Conditions of the inner program on the place before the next token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Known {
    Boundary(Boundary),
    UnclosedEnd,
    AfterStrong,
    /// The look-ahead with this index.
    Not(u16),
}

impl Search<'_> {
    fn run(&self) -> bool {
        let start = self.node(self.inner.start, BTreeSet::new(), BTreeSet::from([State::sure(self.outer.start)]));
        let accept = State::sure(self.outer.accept);
        let mut seen = HashSet::from([start.clone()]);
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            if node.outer.is_empty() || node.inner == self.inner.accept && !node.outer.contains(&accept) {
                return false;
            }
            let arcs = self.inner.out.get(node.inner as usize).map_or(&[][..], Vec::as_slice);
            for arc in arcs.iter().filter_map(|&arc| self.inner.arcs.get(arc as usize)) {
                for next in self.after(&node, arc) {
                    let is_affordable = self.budget.take(1 + next.outer.len());
                    if seen.len() >= MOST_STATES || next.outer.len() >= MOST_STATES || !is_affordable {
                        return false;
                    }
                    if seen.insert(next.clone()) {
                        open.push(next);
                    }
                }
            }
        }
        true
    }

    /// Where both programs can be after the inner one took `arc`.
    fn after(&self, node: &Node, arc: &Arc) -> Vec<Node> {
        let knowing = |known: Known| {
            let mut all = node.known.clone();
            all.insert(known);
            vec![self.node(arc.to, all, node.outer.clone())]
        };
        let moved = |outer: States| self.node(arc.to, BTreeSet::new(), outer);
        match arc.step {
            Step::Free => vec![Node { inner: arc.to, ..node.clone() }],
            Step::Open(slot) | Step::Close(slot) => {
                let opens = matches!(arc.step, Step::Open(_));
                let role = self.inner.slots.get(slot as usize);
                let outer = self.taking(&node.outer, |step| match step {
                    Step::Open(other) => opens && self.role(*other) == role,
                    Step::Close(other) => !opens && self.role(*other) == role,
                    _ => false,
                });
                vec![self.node(arc.to, node.known.clone(), outer)]
            }
            Step::Boundary(boundary) => knowing(Known::Boundary(boundary)),
            Step::UnclosedEnd => knowing(Known::UnclosedEnd),
            Step::AfterStrong => knowing(Known::AfterStrong),
            Step::Not(look) => knowing(Known::Not(look)),
            Step::Gap => vec![moved(self.taking_token(&node.outer, &Atom::Any))],
            Step::Stretch(_) | Step::Rest(_) => {
                let sure: States = node.outer.iter().filter(|state| state.denied.is_empty()).cloned().collect();
                // what replaces a clause that was not read doesn't change what the author of a line asks for
                let clause = |step: &Step| matches!(step, Step::Rest(_) | Step::Stretch(SpanKind::Clause));
                let mut outer = self.taking(&sure, |step| *step == arc.step || clause(step) && clause(&arc.step));
                outer.extend(self.taking_any_number(&sure));
                vec![moved(outer)]
            }
            Step::Token { leaf, .. } => {
                let after: BTreeSet<States> =
                    atoms(self.leaves.leaf(leaf)).iter().map(|atom| self.taking_token(&node.outer, atom)).collect();
                after.into_iter().map(moved).collect()
            }
        }
    }

    fn role(&self, slot: u16) -> Option<&Role> {
        self.outer.slots.get(slot as usize)
    }

    /// A node, with all states that the outer program reaches without a token or a capture.
    fn node(&self, inner: u32, known: BTreeSet<Known>, outer: States) -> Node {
        let outer = self.closed(outer, &known);
        Node { inner, known, outer }
    }

    fn closed(&self, mut states: States, known: &BTreeSet<Known>) -> States {
        let mut open: Vec<State> = states.iter().cloned().collect();
        while let Some(State { state, denied }) = open.pop() {
            if !self.budget.take(1 + denied.len()) {
                break;
            }
            for arc in self.leaving(state) {
                let mut next = State { state: arc.to, denied: denied.clone() };
                if !self.is_free(&arc.step, known) {
                    let Step::Not(look) = arc.step else { continue };
                    next.denied.insert(look);
                }
                if states.len() < MOST_STATES && states.insert(next.clone()) {
                    open.push(next);
                }
            }
        }
        states
    }

    /// Whether the outer program can take a step without a token at a place of which this is known.
    fn is_free(&self, step: &Step, known: &BTreeSet<Known>) -> bool {
        let has = |one: Known| known.contains(&one);
        match step {
            Step::Free => true,
            // if the inner program marks no cue, the words of the pattern are the cue
            Step::Open(slot) | Step::Close(slot) => {
                let is_cue = |role: &Role| role.name() == Role::CUE;
                self.role(*slot).is_some_and(is_cue) && !self.inner.slots.iter().any(is_cue)
            }
            Step::Boundary(boundary) => {
                has(Known::Boundary(*boundary))
                    || match boundary {
                        Boundary::Start => has(Known::Boundary(Boundary::Para)),
                        Boundary::End => has(Known::Boundary(Boundary::ParaEnd)),
                        Boundary::Para | Boundary::ParaEnd => false,
                    }
            }
            Step::UnclosedEnd => has(Known::UnclosedEnd),
            Step::AfterStrong => has(Known::AfterStrong),
            Step::Not(look) => known.iter().any(|known| match known {
                Known::Not(denied) => self.denies_more(*denied, *look),
                _ => false,
            }),
            _ => false,
        }
    }

    /// Whether the inner look-ahead denies everything that the outer one denies.
    fn denies_more(&self, inner: u16, outer: u16) -> bool {
        let (Some(denied), Some(look)) = (self.inner.looks.get(inner as usize), self.outer.looks.get(outer as usize))
        else {
            return false;
        };
        let deeper = Search { outer: denied, inner: look, depth: self.depth + 1, ..*self };
        self.depth < MOST_DEPTH && deeper.run()
    }

    /// Whether the outer look-ahead with this index certainly does not match if such a token comes next.
    fn is_refuted(&self, look: u16, atom: &Atom<'_>) -> bool {
        let Some(look) = self.outer.looks.get(look as usize) else { return false };
        let mut seen = BTreeSet::from([look.start]);
        let mut open = vec![look.start];
        while let Some(state) = open.pop() {
            if state == look.accept {
                return false;
            }
            let arcs = look.out.get(state as usize).map_or(&[][..], Vec::as_slice);
            for arc in arcs.iter().filter_map(|&arc| look.arcs.get(arc as usize)) {
                match arc.step {
                    _ if !self.budget.take(1) => return false,
                    Step::Token { leaf, .. } if fails(self.language, atom, self.leaves.leaf(leaf)) => {}
                    Step::Token { .. } | Step::Gap | Step::Stretch(_) | Step::Rest(_) => return false,
                    _ if seen.insert(arc.to) => open.push(arc.to),
                    _ => {}
                }
            }
        }
        true
    }

    fn leaving(&self, state: u32) -> impl Iterator<Item = &Arc> {
        let arcs = self.outer.out.get(state as usize).map_or(&[][..], Vec::as_slice);
        arcs.iter().filter_map(|&arc| self.outer.arcs.get(arc as usize))
    }

    /// The states of the outer program after those steps from `states` that `may` accepts.
    fn taking(&self, states: &States, may: impl Fn(&Step) -> bool) -> States {
        let steps = states.iter().flat_map(|state| self.leaving(state.state).map(move |arc| (state, arc)));
        steps
            .filter(|(_, arc)| may(&arc.step))
            .map(|(state, arc)| State { state: arc.to, denied: state.denied.clone() })
            .collect()
    }

    /// The same for a token, which must not be one that was denied.
    fn taking_token(&self, states: &States, atom: &Atom<'_>) -> States {
        if !self.budget.take(1 + states.len()) {
            return States::new();
        }
        let sure = states.iter().filter(|state| state.denied.iter().all(|&look| self.is_refuted(look, atom)));
        let sure: States = sure.map(|state| State::sure(state.state)).collect();
        self.taking(&sure, |step| match step {
            Step::Gap => true,
            Step::Token { leaf, .. } => {
                let leaf = self.leaves.leaf(*leaf);
                self.budget.take(size(leaf) / 16) && passes(self.language, atom, leaf)
            }
            _ => false,
        })
    }

    /// The states that the outer program can be in after any number of unknown tokens.
    fn taking_any_number(&self, states: &States) -> States {
        let step = |states: &States| self.closed(self.taking_token(states, &Atom::Any), &BTreeSet::new());
        let mut seen = HashSet::new();
        let mut now = step(states);
        let mut always = now.clone();
        while !always.is_empty() && seen.insert(now.clone()) {
            if !self.budget.take(now.len()) {
                return States::new();
            }
            now = step(&now);
            always.retain(|state| now.contains(state));
        }
        always
    }
}
