//! Compares two claims.
//!
//! Their words are aligned so that the shared ones have the greatest weight ([`Alignment`]). All others are in gaps:
//! between shared words, or at the edges. Then two questions decide, in this order.
//!
//! 1. Is there a [`Difference`] that **matters** in the gaps? Then they are two claims, however much they share.
//! 2. Do they share enough? Nearly all of the shorter one must be shared, and the longer one may have little in
//! between.
//!
//! At an edge where only one claim has words, the other was shortened; such words do not count against it.

use super::align::{Alignment, HEAVY};
use super::difference::Differences;
use super::words::{Break, Key, Reader, Token};
use super::{Difference, Weights};

/// A claim, split into words.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) tokens: Vec<Token>,
    /// The speaker, if the words depend on it, such as *I* or *they*.
    pub(super) speaker: Option<Speaker>,
    /// The numbers in the words for the source: *28 percent of voters*.
    pub(super) sayers: Vec<Key>,
    /// Whether it ends as a question.
    pub(super) asks: bool,
}

/// Everything that can distinguish claims with the same words. Equal wordings are compared only once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wording {
    keys: Vec<Key>,
    speaker: Option<Speaker>,
    sayers: Vec<Key>,
    asks: bool,
}

impl Words {
    /// The wording of the words.
    pub(super) fn wording(&self) -> Wording {
        let keys = self.tokens.iter().map(|token| token.key).collect();
        Wording { keys, speaker: self.speaker.clone(), sayers: self.sayers.clone(), asks: self.asks }
    }
}

/// The speaker of a claim, if the claim depends on it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Speaker {
    /// For *I*: the surname.
    Named(String),
    /// For *they*: the words for the group.
    Group(String),
}

impl Speaker {
    /// Whether both are known, and different.
    fn differ(one: Option<&Self>, other: Option<&Self>) -> bool {
        match (one, other) {
            (Some(Self::Named(one)), Some(Self::Named(other))) | (Some(Self::Group(one)), Some(Self::Group(other))) => {
                one != other
            }
            _ => false,
        }
    }
}

/// The result of comparing two claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They are the same, or one is part of the other; with the share of common words, in thousandths.
    Same(u32),
    /// They are the same except for these differences; with the share of common words, in thousandths.
    Differs(Vec<Difference>, u32),
    /// They are not similar.
    Other,
}

/// The share of the shorter claim that has to be in the other, in thousandths of its weight.
const LEAST_COVERED: u32 = 780;
/// The share of the longer claim that has to be in the shorter one, not counting its edges, in thousandths.
const LEAST_TIGHT: u32 = 720;
/// The weight of the shared words relative to that of shared and replaced words together, in thousandths.
const LEAST_KEPT: u32 = 895;
/// The weight that the shared words must have if the content words are the same.
const LEAST_WEIGHT_ALIKE: u32 = 1_200;
/// The weight that they must have otherwise.
const LEAST_WEIGHT: u32 = 1_800;
/// First-person claims with at least this many words belong to one speaker, whatever the names of their sources.
const UNMISTAKABLE: usize = 8;

/// Compares two claims. Costs the product of their lengths, at most [`MOST_WORDS`](super::words::MOST_WORDS) each.
pub(super) fn judge(reader: &Reader<'_>, weights: &Weights, one: &Words, other: &Words) -> Verdict {
    let (short, long) = if is_shorter(reader, weights, one, other) { (one, other) } else { (other, one) };
    let alignment = Alignment::new(weights, &short.tokens, &long.tokens);
    let shared = alignment.shared;
    if shared.weight == 0 {
        return Verdict::Other;
    }
    let mut found = Differences::new(reader, weights, &alignment, &short.tokens, &long.tokens);
    if Speaker::differ(short.speaker.as_ref(), long.speaker.as_ref()) && shared.content < UNMISTAKABLE {
        found.note(Difference::Speaker);
    }
    if !short.sayers.is_empty() && !long.sayers.is_empty() && short.sayers != long.sayers {
        found.note(Difference::Number);
    }
    let is_one_sentence = |words: &Words| words.tokens.iter().skip(1).all(|token| token.before < Break::Ellipsis);
    if short.asks != long.asks && is_one_sentence(short) && is_one_sentence(long) {
        found.note(Difference::Question);
    }
    let (apart, all) = (found.weight, found.all);
    // differing words are counted only once: as differences
    let left = alignment.left.0.saturating_sub(apart.0);
    let inside = alignment.inside.saturating_sub(apart.1);
    let replaced = alignment.replaced.saturating_sub(apart.0.max(apart.1));
    let share = |rest: u32| (u64::from(shared.weight) * 1_000 / u64::from(shared.weight + rest)) as u32;
    let is_alike = left < HEAVY && alignment.left.1.saturating_sub(apart.1) < HEAVY;
    // frequent words say little, but many of them do not occur together by chance
    let enough = if is_alike {
        shared.is_claim() && (shared.weight >= LEAST_WEIGHT_ALIKE || shared.content >= 4)
    } else {
        shared.content >= 3 && shared.plain >= 2 && (shared.weight >= LEAST_WEIGHT || shared.content >= 6)
    };
    let fits = share(left) >= LEAST_COVERED && share(inside) >= LEAST_TIGHT && share(replaced) >= LEAST_KEPT;
    if !enough || !fits {
        return Verdict::Other;
    }
    let both = u64::from(weights.all(&short.tokens)) + u64::from(weights.all(&long.tokens));
    let likeness = (u64::from(shared.weight) * 2_000 / both.max(1)) as u32;
    if all.is_empty() { Verdict::Same(likeness) } else { Verdict::Differs(all, likeness) }
}

/// Whether `one` is the shorter claim. Ties are broken by the words themselves, so that exactly one of two different
/// claims is the shorter one.
fn is_shorter(reader: &Reader<'_>, weights: &Weights, one: &Words, other: &Words) -> bool {
    let names =
        |words: &'_ Words| words.tokens.iter().map(|token| reader.name(token.key).to_owned()).collect::<Vec<_>>();
    let size = |words: &Words| (weights.all(&words.tokens), words.tokens.len());
    size(one).cmp(&size(other)).then_with(|| names(one).cmp(&names(other))).is_le()
}

/// The keys of the distinct content words, sorted.
pub(super) fn content_keys(tokens: &[Token]) -> Vec<Key> {
    let mut keys: Vec<Key> = tokens.iter().filter(|token| token.kind.is_content()).map(|token| token.key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
