//! From where a line can still match: what spares a search the steps that lead nowhere.
//!
//! A line is searched anew at every cue. Where a unit is long and most of its tokens are cues, as in a list of sums, each
//! search goes over the same places. Once searches have cost about as much as that takes, it is found out for all of them
//! at which places each state can reach the end of the line, and from which its start was reached; searches then leave out
//! all others. What they find is the same.

use rustc_hash::FxHashMap;

use super::matcher::{Ahead, Way, ways};
use super::program::{AltId, Program};
use super::view::View;
use crate::span::TokenRange;

/// The states of a program that can be on the way of a match, at each place of a unit.
#[derive(Debug)]
pub(super) struct Reach {
    /// A bit for each state, place by place.
    bits: Vec<u64>,
    /// How many words of bits a place has.
    width: usize,
    start: usize,
}

impl Reach {
    /// For searches to the right, the states that reach the end of the program; to the left, those that its start reaches.
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

    /// Whether a search that is in `state` at the place before the token `at` can come to its end.
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

    /// Adds a state; false if it was there.
    fn add(&mut self, state: u32, at: usize) -> bool {
        let word = (at - self.start) * self.width + state as usize / 64;
        let Some(bits) = self.bits.get_mut(word) else { return false };
        let new = *bits >> (state % 64) & 1 == 0;
        *bits |= 1 << (state % 64);
        new
    }
}

/// The tries of lines in one unit.
#[derive(Debug, Default)]
pub(super) struct Tries(FxHashMap<AltId, Line>);

#[derive(Debug, Default)]
struct Line {
    /// How many arcs its searches have looked at.
    work: usize,
    /// To the left and to the right.
    reach: Option<[Reach; 2]>,
}

impl Tries {
    /// Begins another unit.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// What can be reached to the left and to the right, if that is known.
    pub(super) fn reach(&self, id: AltId) -> Option<&[Reach; 2]> {
        self.0.get(&id)?.reach.as_ref()
    }

    /// Adds the work of a try, and finds out what can be reached once that pays.
    pub(super) fn add(&mut self, view: &mut View<'_>, ahead: &mut Ahead, id: AltId, program: &Program, work: usize) {
        // a unit of fewer tokens is searched faster than this is found out
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
