//! Compares two claims.
//!
//! Their words are aligned so that the shared ones have the greatest weight ([`Alignment`]). All others are in gaps:
//! between shared words, or at the edges. Then two questions decide, in this order.
//!
//! 1. Is there a [`Difference`] that **matters** in the gaps? Then they are two claims, however much they share.
//! 2. Do they share enough? Nearly all of the shorter one must be shared, and the longer one may have little in
//!    between.
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

// What the values below do was measured on `tests/cluster/pairs.tsv` (they were tuned to it) and `unseen.tsv` (written
// before anything was tuned to it): precision and recall of *the same* in hundredths, as `cargo test --test cluster --
// --nocapture` prints them. With all of them as they are: 100 and 95 on `pairs`, 96 and 86 on `unseen`. *Clusters*
// counts what `cluster --packs all --least 1` finds in PolNeAR dev, 2,624 with all as they are.

/// The share of the shorter claim that has to be in the other, in thousandths of its weight. At 390 and at 700, `pairs`
/// is 100 and 97, `unseen` 93 and 93; at 850 and 900 no pair changes. Clusters at 390 / 700 / 850 / 900: 2,616 / 2,619
/// / 2,626 / 2,629.
const LEAST_COVERED: u32 = 780;
/// The share of the longer claim that has to be in the shorter one, not counting its edges, in thousandths. At 360 and
/// 650 no pair changes; at 800, `unseen` is 100 and 82; at 900, so is it, and `pairs` is 100 and 90. Clusters at 360 /
/// 650 / 800 / 900: 2,619 / 2,623 / 2,626 / 2,628.
const LEAST_TIGHT: u32 = 720;
/// The weight of the shared words relative to that of shared and replaced words together, in thousandths. At 450,
/// `pairs` is 94 and 97; at 850, `unseen` is 96 and 89; at 950 and 1,000 no pair changes. Clusters: 2,624 at all of
/// these.
const LEAST_KEPT: u32 = 895;
/// The weight that the shared words must have if the content words are the same: a little more than one rare word. At
/// 600 no pair changes; at 2,400, `unseen` is 96 and 82, and 79 of 100 differences are reported instead of all.
/// Clusters at 600 / 2,400: 2,622 / 2,625.
const LEAST_WEIGHT_ALIKE: u32 = 1_200;
/// Or, because common words weigh little, the number of content words. At 2 and 8 no pair changes; clusters
/// 2,622 / 2,624.
const LEAST_CONTENT_ALIKE: usize = 4;
/// The weight that they must have otherwise: nearly two rare words. At 900 no pair changes; at
/// 3,600, `pairs` is 100 and 92, `unseen` 100 and 79. Clusters at 900 / 3,600: 2,612 / 2,727.
const LEAST_WEIGHT: u32 = 1_800;
/// Or the number of content words. At 3 and 12 no pair changes; clusters 2,612 / 2,624.
const MANY_CONTENT: usize = 6;
/// The number of content words that claims with differences must share. At 2, `unseen` is 96 and 89; at 6, `pairs` is
/// 100 and 73, `unseen` 100 and 54. Clusters: 2,622 / 2,748.
const LEAST_CONTENT: usize = 3;
/// How many of those must not be names. At 1 no pair changes; at 4, `pairs` is 100 and 90, `unseen` 100 and 75.
/// Clusters at 1 / 4: 2,611 / 2,703.
const LEAST_PLAIN: usize = 2;
/// First-person claims with at least this many words belong to one speaker, whatever the names of their sources. The
/// pairs have no sources; clusters at 4 / 16: 2,621 / 2,625.
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
        shared.is_claim() && (shared.weight >= LEAST_WEIGHT_ALIKE || shared.content >= LEAST_CONTENT_ALIKE)
    } else {
        shared.content >= LEAST_CONTENT
            && shared.plain >= LEAST_PLAIN
            && (shared.weight >= LEAST_WEIGHT || shared.content >= MANY_CONTENT)
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
