//! Matches a line at a cue.
//!
//! A line is matched from its cut outwards: from the cue to the right up to the end of the program, and to the left
//! back to its start. Each is a search over pairs of a state and a place between tokens. Of all paths to a pair only
//! the best is kept, so the work is bounded by states times tokens (and stretches), whatever the pattern; nothing is
//! tried twice. Paths are compared by a sum over their steps, part by part: see [`Score`].

use super::dead_ends::Reach;
use super::path::{Taken, Tracks};
use super::program::{Arc, Program, Step};
use super::view::View;
use crate::rule::Role;
use crate::span::TokenRange;
use crate::text::Stretch;

/// What makes one match better than another, summed over its steps and compared in this order: stretches with their
/// natural end, a longer claim, more fixed words, fewer tokens in gaps, a longer source, more captured tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Score(i128);

impl Score {
    /// Each part has twenty bits, far more than a unit has tokens.
    const PART: u32 = 20;

    fn part(value: usize, place: u32) -> i128 {
        i128::try_from(value).unwrap_or_default() << (place * Self::PART)
    }

    /// What a step over `tokens` tokens adds.
    fn of(arc: &Arc, tokens: usize, rank: u8) -> Self {
        let claim = if arc.inside.claim { Self::part(tokens, 4) } else { 0 };
        let source = if arc.inside.source { Self::part(tokens, 1) } else { 0 };
        let any = if arc.inside.any { Self::part(tokens, 0) } else { 0 };
        let fixed = if matches!(arc.step, Step::Token { fixed: true, .. }) { Self::part(1, 3) } else { 0 };
        let gap = if arc.step == Step::Gap { Self::part(1, 2) } else { 0 };
        Self(claim + source + any + fixed - gap - Self::part(rank.into(), 5))
    }

    const fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

/// A step on the path to a pair, as part of a chain back to its beginning.
#[derive(Debug, Clone, Copy)]
struct Event {
    before: u32,
    arc: u32,
    at: usize,
}

/// One way to match that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) tokens: TokenRange,
    pub(super) score: Score,
    /// The captures by role, in the order of their starts.
    pub(super) captures: Vec<(Role, TokenRange)>,
    /// The fixed words, by token.
    pub(super) fixed: Vec<usize>,
    /// The fixed words that make up the cue: those in the cue capture, or without one those outside all captures.
    pub(super) free: Vec<usize>,
    /// All arcs of the path, in the order of the text; empty unless paths are kept.
    pub(super) path: Vec<Taken>,
}

/// A pair of state and place that a search has reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Arrival {
    score: Score,
    state: u32,
    event: u32,
    track: u32,
}

/// The direction of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Right,
    Left,
}

/// The working memory of searches, which is reused.
#[derive(Debug, Default)]
pub(super) struct Memory {
    events: Vec<Event>,
    tracks: Tracks,
    /// The arrivals at each distance from where the search began.
    arrivals: Vec<Vec<Arrival>>,
    /// The round in which each state was last visited.
    visited: Vec<u32>,
    round: u32,
    open: Vec<Arrival>,
    /// The memory of look-aheads.
    pub(super) ahead: Ahead,
    /// How many arcs were looked at.
    pub(super) work: usize,
}

/// Where a search ended.
#[derive(Debug, Clone, Copy)]
struct Goal {
    at: usize,
    score: Score,
    event: u32,
    track: u32,
}

impl Memory {
    /// Records the path of each match from now on. This does not change which path wins.
    pub(super) fn keep_paths(&mut self) {
        self.tracks.keep();
    }

    /// The best match of `program` whose cut takes the token `cue`, within `bounds`.
    pub(super) fn match_at(
        &mut self,
        view: &mut View<'_>,
        program: &Program,
        cue: usize,
        bounds: TokenRange,
        reach: Option<&[Reach; 2]>,
    ) -> Option<Found> {
        if !view.meets(&program.needs) {
            return None;
        }
        let [left_reach, right_reach] = reach.map_or([None, None], |[left, right]| [Some(left), Some(right)]);
        self.events.clear();
        self.tracks.clear();
        let mut best: Option<(Goal, u32, Goal, Score)> = None;
        for &number in &program.cut {
            let arc = &program.arcs[number as usize];
            let Step::Token { leaf, .. } = arc.step else { continue };
            if !view.passes(cue, leaf) {
                continue;
            }
            // what follows a cue varies more than what precedes it, so most tries end here
            let Some(right) = self.search(view, program, arc.to, cue + 1, bounds, Way::Right, right_reach) else {
                continue;
            };
            let Some(left) = self.search(view, program, arc.from, cue, bounds, Way::Left, left_reach) else { continue };
            let score = left.score.plus(Score::of(arc, 1, 0)).plus(right.score);
            let better = best.is_none_or(|(other, _, _, least)| (score, other.at) > (least, left.at));
            if better {
                best = Some((left, number, right, score));
            }
        }
        let (left, cut, right, score) = best?;
        let mut events = self.chain(left.event);
        events.push((cut, cue));
        events.extend(self.chain(right.event).into_iter().rev());
        let middle = self.tracks.add(0, cut, TokenRange::new(cue, cue + 1));
        let mut path = self.tracks.chain(left.track);
        path.extend(self.tracks.chain(middle));
        path.extend(self.tracks.chain(right.track).into_iter().rev());
        Some(Found { path, ..found(program, &events, TokenRange::new(left.at, right.at), score) })
    }

    /// The best match of `program` that begins at `start`, within `bounds`.
    pub(super) fn match_from(
        &mut self,
        view: &mut View<'_>,
        program: &Program,
        start: usize,
        bounds: TokenRange,
        reach: Option<&[Reach; 2]>,
    ) -> Option<Found> {
        self.events.clear();
        self.tracks.clear();
        let reach = reach.map(|[_, right]| right);
        let goal = self.search(view, program, program.start, start, bounds, Way::Right, reach)?;
        let mut events = self.chain(goal.event);
        events.reverse();
        let mut path = self.tracks.chain(goal.track);
        path.reverse();
        Some(Found { path, ..found(program, &events, TokenRange::new(start, goal.at), goal.score) })
    }

    /// The steps that lead to `event`, the last one first.
    fn chain(&self, event: u32) -> Vec<(u32, usize)> {
        let mut steps = Vec::new();
        let mut next = event;
        while let Some(event) = next.checked_sub(1).and_then(|at| self.events.get(at as usize)) {
            steps.push((event.arc, event.at));
            next = event.before;
        }
        steps
    }

    /// Searches from `state` at `from` to the end of the program, or back to its start. The best score wins; of equal
    /// ones, the furthest place. States from which `reach` rules out a match are skipped.
    #[expect(clippy::too_many_arguments, reason = "where to go, and what is known of the way")]
    fn search(
        &mut self,
        view: &mut View<'_>,
        program: &Program,
        state: u32,
        from: usize,
        bounds: TokenRange,
        way: Way,
        reach: Option<&Reach>,
    ) -> Option<Goal> {
        if reach.is_some_and(|reach| !reach.has(state, from)) {
            return None;
        }
        let (goal_state, span) = match way {
            Way::Right => (program.accept, bounds.end.saturating_sub(from)),
            Way::Left => (program.start, from.saturating_sub(bounds.start)),
        };
        if self.arrivals.len() <= span {
            self.arrivals.resize_with(span + 1, Vec::new);
        }
        if self.visited.len() < program.out.len() {
            self.visited.resize(program.out.len(), 0);
        }
        self.arrivals[0].push(Arrival { score: Score::default(), state, event: 0, track: 0 });
        let mut best: Option<Goal> = None;
        let mut furthest = 0;
        let mut distance = 0;
        while distance <= furthest && distance <= span {
            let mut arrived = std::mem::take(&mut self.arrivals[distance]);
            let at = if way == Way::Right { from + distance } else { from - distance };
            arrived.sort_by(|one, other| {
                other.score.cmp(&one.score).then(one.state.cmp(&other.state)).then(one.event.cmp(&other.event))
            });
            self.round = self.round.wrapping_add(1);
            for arrival in &arrived {
                self.open.push(*arrival);
                while let Some(here) = self.open.pop() {
                    if reach.is_some_and(|reach| !reach.has(here.state, at)) {
                        continue;
                    }
                    if std::mem::replace(&mut self.visited[here.state as usize], self.round) == self.round {
                        continue;
                    }
                    if here.state == goal_state {
                        let goal = Goal { at, score: here.score, event: here.event, track: here.track };
                        if best.is_none_or(|best| goal.score >= best.score) {
                            best = Some(goal);
                        }
                    }
                    let arcs = if way == Way::Right { &program.out } else { &program.into };
                    let arcs = &arcs[here.state as usize];
                    self.work += arcs.len();
                    for &number in arcs {
                        let reached = self.step(view, program, number, here, at, distance, span, way);
                        furthest = furthest.max(reached);
                    }
                }
            }
            arrived.clear();
            self.arrivals[distance] = arrived;
            distance += 1;
        }
        best
    }

    /// Takes one arc and returns the greatest distance of an arrival.
    #[expect(clippy::too_many_arguments, reason = "the state of the search, held apart from its memory")]
    fn step(
        &mut self,
        view: &mut View<'_>,
        program: &Program,
        number: u32,
        here: Arrival,
        at: usize,
        distance: usize,
        span: usize,
        way: Way,
    ) -> usize {
        let arc = program.arcs[number as usize];
        let next = if way == Way::Right { arc.to } else { arc.from };
        let mut furthest = distance;
        let Self { events, arrivals, open, ahead, tracks, .. } = self;
        ways(view, ahead, program, &arc, at, way, span - distance, |tokens, rank| {
            let token = if way == Way::Right { at } else { at.saturating_sub(1) };
            let event = match arc.step {
                Step::Open(_) | Step::Close(_) => add_event(events, here.event, number, at),
                Step::Token { fixed: true, .. } => add_event(events, here.event, number, token),
                _ => here.event,
            };
            let start = if way == Way::Right { at } else { at - tokens };
            let track = tracks.add(here.track, number, TokenRange::new(start, start + tokens));
            if tokens == 0 {
                open.push(Arrival { state: next, event, track, ..here });
            } else {
                let score = here.score.plus(Score::of(&arc, tokens, rank));
                arrivals[distance + tokens].push(Arrival { score, state: next, event, track });
                furthest = furthest.max(distance + tokens);
            }
        });
        furthest
    }
}

fn add_event(events: &mut Vec<Event>, before: u32, arc: u32, at: usize) -> u32 {
    events.push(Event { before, arc, at });
    u32::try_from(events.len()).unwrap_or(u32::MAX)
}

/// The memory of look-aheads, created for the first one.
pub(super) type Ahead = Option<Box<Memory>>;

/// Calls `take` for every way to take `arc` before the token `at`, over at most `room` tokens, with the number of
/// tokens consumed and the rank of the stretch they form.
#[inline]
#[expect(clippy::too_many_arguments, reason = "a step of a search, which holds the rest")]
pub(super) fn ways(
    view: &mut View<'_>,
    ahead: &mut Ahead,
    program: &Program,
    arc: &Arc,
    at: usize,
    way: Way,
    room: usize,
    mut take: impl FnMut(usize, u8),
) {
    let tokens = match arc.step {
        Step::Free | Step::Open(_) | Step::Close(_) => Some(0),
        Step::Boundary(boundary) => view.is_boundary(boundary, at).then_some(0),
        Step::UnclosedEnd => view.is_unclosed_end(at).then_some(0),
        Step::AfterStrong => view.is_after_strong(at).then_some(0),
        Step::Not(look) => (!starts_here(view, ahead, &program.looks[look as usize], at)).then_some(0),
        Step::Token { leaf, .. } => {
            let token = if way == Way::Right { Some(at) } else { at.checked_sub(1) };
            (room > 0 && token.is_some_and(|token| view.passes(token, leaf))).then_some(1)
        }
        Step::Gap => (room > 0).then_some(1),
        Step::Stretch(_) | Step::Rest(_) => {
            let stretches = match arc.step {
                Step::Rest(rest) => view.rests(rest),
                Step::Stretch(kind) => view.stretches(kind),
                _ => return,
            };
            let sorted = if way == Way::Right { &stretches.by_start } else { &stretches.by_end };
            let near = |stretch: &Stretch| if way == Way::Right { stretch.start } else { stretch.end };
            let first = sorted.partition_point(|stretch| near(stretch) < at);
            for stretch in sorted.iter().skip(first).take_while(|stretch| near(stretch) == at) {
                let tokens = stretch.end - stretch.start;
                if tokens <= room {
                    take(tokens, stretch.rank);
                }
            }
            None
        }
    };
    if let Some(tokens) = tokens {
        take(tokens, 0);
    }
}

/// Whether `look` matches from `at` on. This search needs no scores.
fn starts_here(view: &mut View<'_>, ahead: &mut Ahead, look: &Program, at: usize) -> bool {
    let bounds = TokenRange::new(at, view.unit.end);
    let ahead = ahead.get_or_insert_default();
    ahead.events.clear();
    ahead.search(view, look, look.start, at, bounds, Way::Right, None).is_some()
}

/// Reads captures and words off the steps of a match, which are in the order of the text.
fn found(program: &Program, steps: &[(u32, usize)], tokens: TokenRange, score: Score) -> Found {
    let mut open: Vec<(u16, usize)> = Vec::new();
    let (mut captures, mut fixed, mut free) = (Vec::new(), Vec::new(), Vec::new());
    for &(number, at) in steps {
        let arc = &program.arcs[number as usize];
        match arc.step {
            Step::Open(slot) => open.push((slot, at)),
            Step::Close(slot) => {
                if let Some(begun) = open.iter().rposition(|&(other, _)| other == slot) {
                    let (_, start) = open.remove(begun);
                    let range = TokenRange::new(start, at);
                    if !range.is_empty() {
                        captures.push((program.slots[slot as usize].clone(), range));
                    }
                }
            }
            Step::Token { .. } => {
                fixed.push(at);
                if !arc.inside.any {
                    free.push(at);
                }
            }
            _ => {}
        }
    }
    captures.sort_by_key(|(role, range)| (range.start, range.end, role.clone()));
    let cue = |at: usize| captures.iter().any(|(role, range)| role.name() == Role::CUE && range.holds(at));
    if captures.iter().any(|(role, _)| role.name() == Role::CUE) {
        free = fixed.iter().copied().filter(|&at| cue(at)).collect();
    }
    Found { tokens, score, captures, fixed, free, path: Vec::new() }
}
