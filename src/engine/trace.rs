//! Why a line does not match: the reading of a unit that comes closest to a match.
//!
//! A path through the program takes arcs as the matcher does, using the same [`ways`]. In addition it may *leave* a
//! token that no arc takes, or *miss* an arc that no token passes, each at a price. The cheapest path from any start to
//! the end of the program (Dijkstra's algorithm over pairs of a state and a place between tokens) is the reading with
//! the fewest misfits, and its first misfit is the obstacle. This finds an obstacle at the first piece as well as one
//! at the last, and what fits after the obstacle helps to locate it. Bounded by states times tokens, and only run on
//! request.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use rustc_hash::{FxHashMap, FxHashSet};

use super::leaf::{Leaf, LeafId, Leaves};
use super::matcher::{Way, ways};
use super::origins::Origins;
use super::program::{Arc, Program, Step};
use super::view::View;
use crate::annotation::Penn;
use crate::rule::{Pattern, PatternKind};
use crate::span::TokenRange;
use crate::text::{Language, base_of};

/// The reading that comes closest to a match.
#[derive(Debug)]
pub(crate) struct Attempt<'p> {
    /// What happened to tokens and pieces, in order.
    pub(crate) fits: Vec<Fit<'p>>,
    /// The token before which the first misfit is, or the end of the unit.
    pub(crate) at: usize,
    /// The pieces that could have continued there, each with those around it, the innermost first.
    pub(crate) wanted: Vec<Vec<&'p Pattern>>,
    /// What fits, weighed against what does not. A line with a greater merit came closer.
    pub(crate) merit: i64,
    /// How many fixed words it used.
    pub(crate) fixed: usize,
}

/// What happened to a token or a piece. Pieces come with those around them, the innermost first.
#[derive(Debug, Clone)]
pub(crate) enum Fit<'p> {
    /// The piece took these tokens.
    Taken(Vec<&'p Pattern>, TokenRange),
    /// No piece took this token.
    Left(usize),
    /// No token passed this piece, before this token.
    Missing(Vec<&'p Pattern>, usize),
}

/// What a step of a path did.
#[derive(Debug, Clone, Copy)]
enum Move {
    Take(u32, TokenRange),
    Leave(usize),
    Miss(u32, usize),
    Replace(u32, usize),
}

/// Prices, in thousandths of a token that is left.
mod price {
    /// For every run of misfits, so that one is preferred to two.
    pub(super) const OPENING: u32 = 500;
    pub(super) const TOKEN: u32 = 1_000;
    /// For a token that is left after a gap, which could be wider.
    pub(super) const BEYOND: u32 = 600;
    pub(super) const WORD: u32 = 6_000;
    /// For replacing a word by one of the same class.
    pub(super) const REPLACED: u32 = 3_500;
    pub(super) const TEST: u32 = 6_000;
    pub(super) const COMMA: u32 = 2_500;
    /// For replacing a comma or stop by another mark.
    pub(super) const MARK: u32 = 1_500;
    pub(super) const STRETCH: u32 = 6_000;
    pub(super) const CLAIM: u32 = 8_000;
    pub(super) const PLACE: u32 = 1_800;
    /// For a token in a gap, and for each step of a stretch from its natural end.
    pub(super) const GAP: u32 = 2;
    pub(super) const RANK: u32 = 20;
}

/// The price of missing an arc; `None` if it cannot be missed because it need not take anything.
const fn missing(arc: &Arc) -> Option<u32> {
    match arc.step {
        Step::Free | Step::Open(_) | Step::Close(_) | Step::Gap | Step::Rest(_) => None,
        Step::Boundary(_) | Step::Not(_) => Some(price::PLACE),
        Step::UnclosedEnd | Step::AfterStrong => Some(price::CLAIM),
        Step::Stretch(_) if arc.inside.claim => Some(price::CLAIM),
        Step::Stretch(_) => Some(price::STRETCH),
        Step::Token { fixed: true, .. } => Some(price::WORD),
        Step::Token { .. } => Some(price::TEST),
    }
}

/// The letters of the word classes that an arc asks for: `n`, `v`, `a`, `r`, `p` for marks, `f` for all other words.
fn classes(language: &Language, leaves: &Leaves, arc: &Arc) -> String {
    let Step::Token { leaf, .. } = arc.step else { return String::new() };
    let words = match leaves.leaf(leaf) {
        Leaf::Forms(words) | Leaf::Words(words) => words,
        Leaf::Mark(_) => return String::new(),
        // if a test asks for no class, any word could have been meant
        Leaf::Test(test) if test.tags().is_empty() => return "nvarf-".to_owned(),
        Leaf::Test(test) => return test.tags().into_iter().map(class).collect(),
    };
    let mut classes = String::new();
    for word in words {
        let base = base_of(language, word);
        let codes = [Some(word.as_str()), base.as_deref()].into_iter().flatten().map(|word| language.word_codes(word));
        let before = classes.len();
        classes.extend(codes.flat_map(str::chars).filter(|code| "nvar".contains(*code)));
        if classes.len() == before {
            classes.push(if word.chars().any(char::is_alphabetic) { 'f' } else { 'p' });
        }
    }
    let mut letters: Vec<char> = classes.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    letters.into_iter().collect()
}

/// The letter of a token's class.
const fn class(tag: Penn) -> char {
    if tag.is_noun() {
        'n'
    } else if tag.is_verb() {
        'v'
    } else if tag.is_adjective() {
        'a'
    } else if tag.is_adverb() {
        'r'
    } else if matches!(tag, Penn::In | Penn::To | Penn::Md | Penn::Rp | Penn::Cc | Penn::Wdt | Penn::Dt) {
        'f'
    } else if matches!(tag, Penn::Comma | Penn::Stop | Penn::Colon) {
        'p'
    } else {
        '-'
    }
}

/// A pair of a state and a place, and whether a run of misfits is open there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Node {
    state: u32,
    at: usize,
    open: bool,
}

/// How good a path to a node is, where less is better: its price, then how few tokens it took before its first misfit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Label {
    price: u32,
    progress: Reverse<usize>,
    start: usize,
}

struct Search<'s> {
    /// Where the first misfit must not be.
    passed: Option<&'s Passed>,
    /// The best path to each node: its label, and the previous node and move.
    best: FxHashMap<Node, (Label, Option<(Node, Move)>)>,
    heap: BinaryHeap<Reverse<(Label, Node)>>,
}

/// What the program passes from one start on without a misfit.
struct Passed {
    start: usize,
    /// The first token that may be a misfit.
    from: usize,
    /// The tokens that at least one path takes by a test of its own. None of them stops the line, so none is the first
    /// misfit: in a repetition another pass may take it.
    tokens: BTreeSet<usize>,
}

impl Passed {
    fn new(view: &mut View<'_>, program: &Program, start: usize) -> Self {
        let end = view.unit.end;
        let (mut ahead, mut tokens) = (None, BTreeSet::new());
        let mut seen: FxHashSet<(u32, usize)> = FxHashSet::default();
        let mut open = vec![(program.start, start)];
        while let Some((state, at)) = open.pop() {
            if !seen.insert((state, at)) {
                continue;
            }
            for &number in &program.out[state as usize] {
                let arc = &program.arcs[number as usize];
                ways(view, &mut ahead, program, arc, at, Way::Right, end - at, |taken, _| {
                    if matches!(arc.step, Step::Token { .. }) {
                        tokens.insert(at);
                    }
                    open.push((arc.to, at + taken));
                });
            }
        }
        Self { start, from: start, tokens }
    }
}

impl Search<'_> {
    fn reach(&mut self, node: Node, label: Label, from: Option<(Node, Move)>) {
        if self.best.get(&node).is_none_or(|(known, _)| label < *known) {
            self.best.insert(node, (label, from));
            self.heap.push(Reverse((label, node)));
        }
    }

    /// Continues with a misfit.
    fn misfit(&mut self, (node, label): (Node, Label), to: Node, cost: u32, by: Move) {
        let opening = if node.open { 0 } else { price::OPENING };
        let first = label.progress.0 == usize::MAX;
        if first && self.passed.is_some_and(|passed| node.at < passed.from || passed.tokens.contains(&node.at)) {
            return;
        }
        let progress = if first { Reverse(node.at - label.start) } else { label.progress };
        let label = Label { price: label.price + cost + opening, progress, ..label };
        self.reach(Node { open: true, ..to }, label, Some((node, by)));
    }
}

/// The cheapest path through `program` in the unit of `view`. If its first misfit would be a token that the program can
/// take, it is the cheapest of those that continue after that token.
pub(super) fn attempt<'p>(
    view: &mut View<'_>,
    leaves: &Leaves,
    program: &Program,
    places: &Origins<'p>,
) -> Option<Attempt<'p>> {
    let (start, cheapest) = cheapest(view, leaves, program, places, None)?;
    let mut passed = Passed::new(view, program, start);
    if !passed.tokens.contains(&cheapest.at) {
        return Some(cheapest);
    }
    passed.from = cheapest.at + 1;
    let further = self::cheapest(view, leaves, program, places, Some(&passed));
    Some(further.map_or(cheapest, |(_, further)| further))
}

/// The cheapest path, with its first token. If `passed` is given, only paths that begin there and have their first
/// misfit after it are considered.
fn cheapest<'p>(
    view: &mut View<'_>,
    leaves: &Leaves,
    program: &Program,
    places: &Origins<'p>,
    passed: Option<&Passed>,
) -> Option<(usize, Attempt<'p>)> {
    let end = view.unit.end;
    let language = view.document.language;
    let mut ahead = None;
    // thousands of arcs may share a test, and a list may have thousands of words
    let mut known: FxHashMap<Option<LeafId>, String> = FxHashMap::default();
    let classes: Vec<String> = program
        .arcs
        .iter()
        .map(|arc| known.entry(arc.leaf()).or_insert_with(|| classes(language, leaves, arc)).clone())
        .collect();
    let mut search = Search { passed, best: FxHashMap::default(), heap: BinaryHeap::new() };
    let starts = passed.map_or(view.unit.start..=end, |passed| passed.start..=passed.start);
    for start in starts {
        let label = Label { price: 0, progress: Reverse(usize::MAX), start };
        search.reach(Node { state: program.start, at: start, open: false }, label, None);
    }
    while let Some(Reverse((label, node))) = search.heap.pop() {
        if search.best.get(&node).is_some_and(|(known, _)| label > *known) {
            continue;
        }
        if node.state == program.accept {
            return Some((label.start, read(program, places, &search, node)));
        }
        for &number in &program.out[node.state as usize] {
            let arc = &program.arcs[number as usize];
            ways(view, &mut ahead, program, arc, node.at, Way::Right, end - node.at, |tokens, rank| {
                let gap = if arc.step == Step::Gap { price::GAP } else { 0 };
                let label = Label { price: label.price + gap + u32::from(rank) * price::RANK, ..label };
                let to = Node { state: arc.to, at: node.at + tokens, open: node.open && tokens == 0 };
                let by = Move::Take(number, TokenRange::new(node.at, node.at + tokens));
                search.reach(to, label, Some((node, by)));
            });
            if let Some(cost) = missing(arc) {
                let comma = places.around(number).next().is_some_and(|piece| is_comma(arc, piece));
                let cost = if comma { price::COMMA } else { cost };
                search.misfit((node, label), Node { state: arc.to, ..node }, cost, Move::Miss(number, node.at));
                let there = view.document.penn(node.at).map_or('-', class);
                if node.at < end && classes.get(number as usize).is_some_and(|classes| classes.contains(there)) {
                    let to = Node { state: arc.to, at: node.at + 1, ..node };
                    let cost = if comma { price::MARK } else { price::REPLACED };
                    search.misfit((node, label), to, cost, Move::Replace(number, node.at));
                }
            }
        }
        if node.at < end {
            let to = Node { at: node.at + 1, ..node };
            let cost = if is_behind_gap(program, node.state) { price::BEYOND } else { price::TOKEN };
            search.misfit((node, label), to, cost, Move::Leave(node.at));
        }
    }
    None
}

/// Whether a gap leads to a state, so that a wider one would take more tokens before it.
fn is_behind_gap(program: &Program, state: u32) -> bool {
    program.into[state as usize].iter().any(|&number| program.arcs[number as usize].step == Step::Gap)
}

/// Whether the arc is a comma or full stop, alone or next to a quotation mark.
fn is_comma(arc: &Arc, piece: &Pattern) -> bool {
    match &piece.kind {
        PatternKind::Literal(text) => matches!(text.as_str(), "," | "."),
        PatternKind::ClosingQuote(_) | PatternKind::Quote(_) => matches!(arc.step, Step::Token { fixed: false, .. }),
        _ => false,
    }
}

/// Reads the path that leads to `last`.
fn read<'p>(program: &Program, places: &Origins<'p>, search: &Search<'_>, last: Node) -> Attempt<'p> {
    let mut moves = Vec::new();
    let mut node = last;
    while let Some(&(_, Some((before, by)))) = search.best.get(&node) {
        moves.push((before, by));
        node = before;
    }
    moves.reverse();
    let around = |number: u32| -> Vec<&'p Pattern> { places.around(number).collect() };
    let (mut fits, mut taken, mut fixed) = (Vec::new(), 0, 0);
    let mut first = None;
    for &(before, by) in &moves {
        match by {
            Move::Take(number, tokens) => {
                let arc = &program.arcs[number as usize];
                taken += i64::from(missing(arc).unwrap_or_default());
                fixed += usize::from(matches!(arc.step, Step::Token { fixed: true, .. }));
                if !tokens.is_empty() {
                    fits.push(Fit::Taken(around(number), tokens));
                }
            }
            Move::Leave(at) => {
                first.get_or_insert(before);
                fits.push(Fit::Left(at));
            }
            Move::Miss(number, at) => {
                first.get_or_insert(before);
                fits.push(Fit::Missing(around(number), at));
            }
            Move::Replace(number, at) => {
                first.get_or_insert(before);
                fits.extend([Fit::Missing(around(number), at), Fit::Left(at)]);
            }
        }
    }
    let lost = search.best.get(&last).map_or(0, |(label, _)| i64::from(label.price));
    let at = first.map_or(last.at, |first| first.at);
    let wanted = first.map(|first| wanted(program, first.state)).unwrap_or_default();
    Attempt { fits, at, wanted: wanted.into_iter().map(around).collect(), merit: taken - lost, fixed }
}

/// The arcs that can come next in a state and look at the text.
fn wanted(program: &Program, state: u32) -> Vec<u32> {
    let (mut open, mut seen, mut found) = (vec![state], vec![state], Vec::new());
    while let Some(state) = open.pop() {
        for &number in &program.out[state as usize] {
            let arc = &program.arcs[number as usize];
            match arc.step {
                Step::Free | Step::Open(_) | Step::Close(_) => {
                    if !seen.contains(&arc.to) {
                        seen.push(arc.to);
                        open.push(arc.to);
                    }
                }
                _ => found.push(number),
            }
        }
    }
    found.sort_unstable();
    found
}
