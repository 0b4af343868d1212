//! The features of the tagger.
//!
//! A feature is a template number mixed with the values of the template, hashed to 32 bits. Templates of a single word
//! are separate from those of several, because their sums are stored with the word (see [`super::model`]).

use crate::text::word_class::{Class, Shape};

/// The values that the features of a sentence are made from: one word, without its context.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WordKeys {
    /// The word as written.
    exact: u64,
    /// The word in lower case, with all digits alike.
    lower: u64,
    /// Its last one, two, three and four characters.
    endings: [u64; 4],
    /// Its first one and three characters.
    beginnings: [u64; 2],
    shape: u64,
    class: u64,
}

impl WordKeys {
    pub(crate) fn new(text: &str, lower: &str, shape: Shape, class: Class) -> Self {
        let folded: Vec<char> = lower.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        let ending = |most: usize| hash(folded.iter().skip(folded.len().saturating_sub(most)));
        let beginning = |most: usize| hash(folded.iter().take(most));
        Self {
            exact: hash(&text.chars().collect::<Vec<_>>()),
            lower: hash(&folded),
            endings: [ending(1), ending(2), ending(3), ending(4)],
            beginnings: [beginning(1), beginning(3)],
            shape: u64::from(shape.bits()),
            class: u64::from(class.grammar()),
        }
    }

    /// Represents the places before a sentence.
    pub(crate) const BEFORE: Self = Self::edge(1);
    /// Represents the places after a sentence.
    pub(crate) const AFTER: Self = Self::edge(2);

    const fn edge(mark: u64) -> Self {
        Self {
            exact: mark,
            lower: mark,
            endings: [mark; 4],
            beginnings: [mark; 2],
            shape: 0x8000 + mark,
            class: 0x8000 + mark,
        }
    }

    /// The features of the word when it is the one to be tagged.
    pub(crate) fn own(&self) -> [u32; 20] {
        let class = |bit: u64| key(19, bit, self.class >> bit & 1);
        [
            key(1, 0, 0),
            key(2, self.lower, 0),
            key(3, self.exact, 0),
            key(4, self.endings[0], 0),
            key(5, self.endings[1], 0),
            key(6, self.endings[2], 0),
            key(7, self.endings[3], 0),
            key(8, self.beginnings[0], 0),
            key(9, self.beginnings[1], 0),
            key(10, self.shape, 0),
            key(11, self.class, 0),
            class(0),
            class(1),
            class(2),
            class(3),
            class(4),
            class(5),
            class(6),
            class(7),
            class(8),
        ]
    }

    /// The features of the word for the one after it.
    pub(crate) fn as_previous(&self) -> [u32; 2] {
        [key(12, self.lower, 0), key(13, self.endings[2], 0)]
    }

    /// The features of the word for the second one after it.
    pub(crate) fn as_second_previous(&self) -> [u32; 1] {
        [key(14, self.lower, 0)]
    }

    /// The features of the word for the one before it.
    pub(crate) fn as_next(&self) -> [u32; 3] {
        [key(15, self.lower, 0), key(16, self.endings[2], 0), key(17, self.class, 0)]
    }

    /// The features of the word for the second one before it.
    pub(crate) fn as_second_next(&self) -> [u32; 1] {
        [key(18, self.lower, 0)]
    }
}

/// The features that combine several words, or the previous tags. `tags` are the labels of the previous and the second
/// previous word; `previous`, `word` and `next` are the surrounding words.
pub(crate) fn joint(tags: [u8; 2], previous: &WordKeys, word: &WordKeys, next: &WordKeys) -> [u32; 14] {
    let (one, two) = (u64::from(tags[0]) + 1, u64::from(tags[1]) + 1);
    [
        key(20, one, 0),
        key(21, two, 0),
        key(22, one, two),
        key(23, one, word.lower),
        key(24, one, next.lower),
        key(25, word.lower, next.lower),
        key(26, previous.lower, word.lower),
        key(27, previous.shape, word.shape),
        key(28, word.shape, next.shape),
        key(29, one, word.endings[2]),
        key(30, one, word.class),
        key(31, previous.class << 16 | next.class, word.class),
        key(32, one, next.class),
        key(33, one << 16 | word.class, next.class),
    ]
}

/// The label number for the places before a sentence.
pub(crate) const NO_TAG: u8 = 0xFE;

/// A 64-bit hash of characters (the multiply-xorshift of Steele and others' `SplitMix`).
fn hash<'c>(characters: impl IntoIterator<Item = &'c char>) -> u64 {
    characters.into_iter().fold(0xCBF2_9CE4_8422_2325, |hash, &c| mixed(hash ^ u64::from(u32::from(c))))
}

fn key(template: u64, one: u64, other: u64) -> u32 {
    let mixed = mixed(mixed(template.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ one) ^ other.rotate_left(32));
    u32::try_from(mixed >> 32).unwrap_or_default()
}

const fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// The key under which the model stores a frequent word.
pub(crate) fn known_key(text: &str) -> u32 {
    key(40, hash(&text.chars().collect::<Vec<_>>()), 0)
}
