//! Whether two claims say the same.
//!
//! Their words are laid side by side so that what they share weighs most ([`Alignment`]). What is left lies in gaps: inside what
//! they share, or at its edges. Then two questions are asked, in this order.
//!
//! 1. Is there, in the gaps, something that **matters** ([`Difference`])? Then they are two claims, however much they share.
//! 2. Do they share enough? Nearly all of the shorter one, and little of the longer one may stand between.
//!
//! At an edge where only one of them has words it goes on, and the other was cut; that costs the longer one nothing.

use super::align::{Alignment, HEAVY};
use super::difference::Differences;
use super::words::{Break, Key, Reader, Token};
use super::{Difference, Weights};

/// A claim, read.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) tokens: Vec<Token>,
    /// Who its words speak of, where they do so as *I* or *they*.
    pub(super) speaker: Option<Speaker>,
    /// The numbers that tell how many say so: *28 percent of voters*.
    pub(super) sayers: Vec<Key>,
    /// Whether it ends as a question.
    pub(super) asks: bool,
}

/// All by which claims of the same words may differ: a claim is compared once, however often it is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wording {
    keys: Vec<Key>,
    speaker: Option<Speaker>,
    sayers: Vec<Key>,
    asks: bool,
}

impl Words {
    /// What tells them from others.
    pub(super) fn wording(&self) -> Wording {
        let keys = self.tokens.iter().map(|token| token.key).collect();
        Wording { keys, speaker: self.speaker.clone(), sayers: self.sayers.clone(), asks: self.asks }
    }
}

/// Whose claim it is, where that is part of what is claimed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Speaker {
    /// *I*, by the surname.
    Named(String),
    /// *They*, by what they are called.
    Group(String),
}

impl Speaker {
    /// Whether both are known, and are others.
    fn differ(one: Option<&Self>, other: Option<&Self>) -> bool {
        match (one, other) {
            (Some(Self::Named(one)), Some(Self::Named(other))) | (Some(Self::Group(one)), Some(Self::Group(other))) => {
                one != other
            }
            _ => false,
        }
    }
}

/// How two claims stand to one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They say the same, or one says part of the other; how much they share of both, in thousandths.
    Same(u32),
    /// They would, but for this.
    Differs(Vec<Difference>, u32),
    /// They do not.
    Other,
}

/// What of the shorter claim has to be in the other, in thousandths of its weight.
const LEAST_COVERED: u32 = 780;
/// What of the shared part of the longer claim has to be shared.
const LEAST_TIGHT: u32 = 720;
/// What may be put in the place of something else is a tenth.
const LEAST_KEPT: u32 = 895;
/// What claims share has to weigh this much, where they differ in nothing that carries meaning.
const LEAST_WEIGHT_ALIKE: u32 = 1_200;
/// And this much elsewhere.
const LEAST_WEIGHT: u32 = 1_800;
/// Words of *me* that are this many are said by one person, whatever names are given for the source.
const UNMISTAKABLE: usize = 8;

/// Judges two claims. Costs the product of their lengths, at most [`MOST_WORDS`](super::words::MOST_WORDS) each.
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
    // what differs is counted once: as what it is
    let left = alignment.left.0.saturating_sub(apart.0);
    let inside = alignment.inside.saturating_sub(apart.1);
    let replaced = alignment.replaced.saturating_sub(apart.0.max(apart.1));
    let share = |rest: u32| (u64::from(shared.weight) * 1_000 / u64::from(shared.weight + rest)) as u32;
    let is_alike = left < HEAVY && alignment.left.1.saturating_sub(apart.1) < HEAVY;
    // words that many use say little, but many of them do not come together by chance
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

/// Whether `one` says no more than `other`; of two that say as much, one of them, whichever comes first.
fn is_shorter(reader: &Reader<'_>, weights: &Weights, one: &Words, other: &Words) -> bool {
    let names =
        |words: &'_ Words| words.tokens.iter().map(|token| reader.name(token.key).to_owned()).collect::<Vec<_>>();
    let size = |words: &Words| (weights.all(&words.tokens), words.tokens.len());
    size(one).cmp(&size(other)).then_with(|| names(one).cmp(&names(other))).is_le()
}

/// The keys of the words that carry meaning, each once, in order.
pub(super) fn content_keys(tokens: &[Token]) -> Vec<Key> {
    let mut keys: Vec<Key> = tokens.iter().filter(|token| token.kind.is_content()).map(|token| token.key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
