//! Where a line can still match, so that searches skip steps that lead nowhere.
//!
//! A line is searched from scratch at every cue. In a long unit where most tokens are cues, such as a list of sums,
//! every search visits the same places. Once the searches of a line have cost about as much as this computation, it
//! determines for all places of the unit which states can reach the end of the line, and which its start can reach.
//! Later searches skip all other states and find the same matches.

use rustc_hash::FxHashMap;

use super::matcher::{Ahead, Way, ways};
use super::program::{AltId, Program};
use super::view::View;
use crate::span::TokenRange;

/// The states of a program that can be part of a match, at each place of a unit.
#[derive(Debug)]
pub(super) struct Reach {
    /// One bit per state, place by place.
    bits: Vec<u64>,
    /// How many `u64`s each place takes.
    width: usize,
    start: usize,
}

impl Reach {
    /// Finds the states that can reach the end of the program for searches to the right, and those that its start can
    /// reach for searches to the left.
    fn new(view: &mut View<'_>, ahead: &mut Ahead, program: &Program, unit: TokenRange, way: Way) -> Self {
        let width = program.out.len().div_ceil(64);
        let mut reach = Self { bits: vec![0; width * (unit.len() + 1)], width, start: unit.start };
        let (goal, arcs, against) = match way {
            Way::Right => (program.accept, &program.into, Way::Left),
            Way::Left => (program.start, &program.out, Way::Right),
        };
        let mut open: Vec<u32> = Vec::new();
        for step in 0..=unit.len() {
            let at = if way == Way::Right { unit.end - step } else { unit.start + step };
            let room = unit.len() - step;
            reach.add(goal, at);
            reach.states(at, &mut open);
            while let Some(state) = open.pop() {
                for &number in &arcs[state as usize] {
                    let arc = &program.arcs[number as usize];
                    let next = if way == Way::Right { arc.from } else { arc.to };
                    ways(view, ahead, program, arc, at, against, room, |tokens, _| {
                        let there = if way == Way::Right { at - tokens } else { at + tokens };
                        if reach.add(next, there) && tokens == 0 {
                            open.push(next);
                        }
                    });
                }
            }
        }
        reach
    }

    /// Whether a search that is in `state` before the token `at` can still succeed.
    pub(super) fn has(&self, state: u32, at: usize) -> bool {
        let word = (at - self.start) * self.width + state as usize / 64;
        self.bits.get(word).is_some_and(|bits| bits >> (state % 64) & 1 == 1)
    }

    /// Adds the states at a place to `open`.
    fn states(&self, at: usize, open: &mut Vec<u32>) {
        let first = (at - self.start) * self.width;
        for (&word, begin) in self.bits.iter().skip(first).take(self.width).zip((0_u32..).step_by(64)) {
            let mut bits = word;
            while bits != 0 {
                open.push(begin + bits.trailing_zeros());
                bits &= bits - 1;
            }
        }
    }

    /// Adds a state; returns false if it was already present.
    fn add(&mut self, state: u32, at: usize) -> bool {
        let word = (at - self.start) * self.width + state as usize / 64;
        let Some(bits) = self.bits.get_mut(word) else { return false };
        let new = *bits >> (state % 64) & 1 == 0;
        *bits |= 1 << (state % 64);
        new
    }
}

/// The searches of lines in one unit.
#[derive(Debug, Default)]
pub(super) struct Tries(FxHashMap<AltId, Line>);

#[derive(Debug, Default)]
struct Line {
    /// How many arcs its searches have looked at.
    work: usize,
    /// To the left and to the right; `None` until computed.
    reach: Option<[Reach; 2]>,
}

impl Tries {
    /// Resets for another unit.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// What can be reached to the left and to the right, if already computed.
    pub(super) fn reach(&self, id: AltId) -> Option<&[Reach; 2]> {
        self.0.get(&id)?.reach.as_ref()
    }

    /// Adds the work of a search, and computes what can be reached once that pays off.
    pub(super) fn add(&mut self, view: &mut View<'_>, ahead: &mut Ahead, id: AltId, program: &Program, work: usize) {
        // shorter units are searched faster than this is computed
        const LEAST: usize = 48;
        let unit = view.unit;
        if unit.len() < LEAST {
            return;
        }
        let line = self.0.entry(id).or_default();
        line.work += work;
        // most arcs are looked at in few places
        if line.reach.is_none() && line.work > program.arcs.len() * unit.len() / 4 {
            line.reach = Some([Way::Left, Way::Right].map(|way| Reach::new(view, ahead, program, unit, way)));
        }
    }
}
