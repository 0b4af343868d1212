//! Alignment of the words of two claims.
//!
//! The words are paired in order so that the shared ones have the greatest total weight: a weighted longest common
//! subsequence. All other words are in gaps, between the shared ones or at the edges. A phrase that can be anywhere in
//! a sentence (*in May*) counts as shared even if its position differs.

use super::Weights;
use super::words::{Break, Kind, Token};

/// The words between two shared ones in both claims; either side may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) short: std::ops::Range<usize>,
    pub(super) long: std::ops::Range<usize>,
    pub(super) edge: Option<Edge>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

/// Two aligned claims.
pub(super) struct Alignment {
    /// The pairs of equal words, in order.
    pub(super) pairs: Vec<(usize, usize)>,
    pub(super) gaps: Vec<Gap>,
    /// For each claim, which of its words occur in the other at a different position.
    pub(super) moved: (Vec<bool>, Vec<bool>),
    /// The shared words.
    pub(super) shared: Said,
    /// For each claim, the weight of its words that are not shared.
    pub(super) left: (u32, u32),
    /// The weight of such words in the longer claim, except where only it continues: at an edge or an ellipsis.
    pub(super) inside: u32,
    /// The weight of words that have other words in their place.
    pub(super) replaced: u32,
}

impl Alignment {
    pub(super) fn new(weights: &Weights, short: &[Token], long: &[Token]) -> Self {
        let pairs = aligned(weights, short, long);
        let gaps = gaps(&pairs, short.len(), long.len());
        let moved = moved(&gaps, short, long);
        let weigh = |tokens: &[Token], moved: &[bool], range: &std::ops::Range<usize>| -> u32 {
            range.clone().filter(|&at| !moved[at]).filter_map(|at| tokens.get(at)).map(|token| weights.of(*token)).sum()
        };
        let moved_here = moved.0.iter().enumerate().filter(|(_, moved)| **moved).map(|(at, _)| at);
        let both = pairs.iter().map(|(at, _)| *at).chain(moved_here).filter_map(|at| short.get(at)).copied();
        let shared = Said::new(weights, &both.collect::<Vec<_>>());
        let (mut left, mut inside, mut replaced) = ((0, 0), 0, 0);
        for gap in &gaps {
            let (of_short, of_long) = (weigh(short, &moved.0, &gap.short), weigh(long, &moved.1, &gap.long));
            left.0 += of_short;
            left.1 += of_long;
            // text that a quotation omits, marked by an ellipsis
            let is_cut = short.get(gap.short.end).is_some_and(|next| next.before == Break::Ellipsis);
            if gap.edge.is_none() && !is_cut || gap.edge.is_some() && of_short >= HEAVY {
                inside += of_long;
            }
            if of_short >= HEAVY && of_long >= HEAVY {
                replaced += of_short.max(of_long);
            }
        }
        Self { pairs, gaps, moved, shared, left, inside, replaced }
    }
}

/// Words below this weight do not matter on their own: more than an amount (200), less than a moment (300). Measured as
/// in `pair`: at 140 one difference in `pairs.tsv` is missed and `unseen.tsv` is 96 and 82; at 560 no pair changes.
/// Clusters at 140 / 560: 2,623 / 2,622.
pub(super) const HEAVY: u32 = 280;

/// The bonus if two words are adjacent in both claims. Measured as in `pair`: at 0, `unseen.tsv` is 96 and 82, and
/// there are 2,640 clusters; at 15 and 60 nothing changes.
const TOGETHER: u32 = 30;

/// The pairs of equal words, in order, with the greatest weight and the most adjacent pairs. The first of several
/// solutions.
fn aligned(weights: &Weights, short: &[Token], long: &[Token]) -> Vec<(usize, usize)> {
    let columns = long.len() + 1;
    // for each pair of positions: the best value from there on, and the best value if its two words are paired
    let mut best = vec![0_u32; (short.len() + 1) * columns];
    let mut paired = vec![0_u32; (short.len() + 1) * columns];
    for (i, one) in short.iter().enumerate().rev() {
        // rather pair other words than names, because the names left over show who did what to whom; and in *the town's
        // bridge* and *the bridge of the town*, rather pair *bridge*
        let is_owner = short.get(i + 1).is_some_and(|next| next.kind == Kind::Owner);
        let less = u32::from(one.kind == Kind::Name) + 2 * TOGETHER * u32::from(is_owner);
        let weight = weights.of(*one).saturating_sub(less);
        for (j, other) in long.iter().enumerate().rev() {
            let (here, next) = (i * columns + j, (i + 1) * columns + j + 1);
            if one.key == other.key {
                let together = if paired[next] > 0 { paired[next] + TOGETHER } else { 0 };
                paired[here] = weight + best[next].max(together);
            }
            best[here] = best[next - 1].max(best[here + 1]).max(paired[here]);
        }
    }
    let (mut i, mut j, mut pairs, mut together) = (0, 0, Vec::new(), false);
    while i < short.len() && j < long.len() {
        let here = i * columns + j;
        if paired[here] > 0 && (together || paired[here] == best[here]) {
            pairs.push((i, j));
            let next = (i + 1) * columns + j + 1;
            together = paired[next] > 0 && paired[next] + TOGETHER >= best[next];
            (i, j) = (i + 1, j + 1);
        } else if best[here] == best[here + columns] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

fn gaps(pairs: &[(usize, usize)], short: usize, long: usize) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let (mut i, mut j) = (0, 0);
    let ends = pairs.iter().copied().chain(std::iter::once((short, long)));
    for (number, (one, other)) in ends.enumerate() {
        if one > i || other > j {
            let edge = match number {
                0 => Some(Edge::Start),
                _ if number == pairs.len() => Some(Edge::End),
                _ => None,
            };
            gaps.push(Gap { short: i..one, long: j..other, edge });
        }
        (i, j) = (one + 1, other + 1);
    }
    gaps
}

/// Which words of one claim are elsewhere in the other, in a phrase that can move: *in May*, *last year*, *the town's*
/// and *of the town*.
fn moved(gaps: &[Gap], short: &[Token], long: &[Token]) -> (Vec<bool>, Vec<bool>) {
    let mut moved = (vec![false; short.len()], vec![false; long.len()]);
    for gap in gaps {
        for at in gap.short.clone().filter(|&at| can_move(short, &gap.short, at)) {
            let there = gaps.iter().flat_map(|other| other.long.clone().map(move |to| (other, to)));
            let same = |to: &usize| long[*to].key == short[at].key && !moved.1[*to];
            let to = there.filter(|(other, to)| can_move(long, &other.long, *to)).map(|(_, to)| to).find(same);
            if let Some(to) = to {
                (moved.0[at], moved.1[to]) = (true, true);
            }
        }
    }
    moved
}

/// Whether a word of a gap belongs to a phrase of time, place or manner.
fn can_move(tokens: &[Token], gap: &std::ops::Range<usize>, at: usize) -> bool {
    let begins = |token: &Token| matches!(token.kind, Kind::Preposition | Kind::Moment | Kind::Date);
    let from = gap.start.saturating_sub(1);
    let is_owner = tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Owner);
    is_owner || tokens.get(from..=at).is_some_and(|before| before.iter().any(begins))
}

/// How much information some words carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    /// Their weight.
    pub(super) weight: u32,
    /// The number of content words; words joined by hyphens count once.
    pub(super) content: usize,
    /// The number of those that are not names.
    pub(super) plain: usize,
}

impl Said {
    pub(super) fn new(weights: &Weights, tokens: &[Token]) -> Self {
        let content = || tokens.iter().filter(|token| token.kind.is_content() && token.before != Break::Hyphen);
        let count = content().count();
        // of two words, one with a capital is treated as a name, whatever the reason for the capital: *Morning Joe*
        let is_plain = |token: &&Token| token.kind != Kind::Name && !(token.may_be_name && count < 3);
        Self { weight: weights.all(tokens), content: count, plain: content().filter(is_plain).count() }
    }

    /// Whether the words can make a claim. Names alone cannot.
    pub(super) const fn is_claim(self) -> bool {
        self.content >= 2 && self.plain >= 1
    }
}
