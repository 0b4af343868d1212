//! The trained tagger: its file, and its use.
//!
//! Most features depend on one word alone. Their weights are summed once, when the word first occurs, and kept with it
//! ([`WordScores`]); tagging a token then adds five rows of numbers and looks up fourteen features instead of
//! thirty-two.

use super::Tag;
use super::features::{NO_TAG, WordKeys, joint, known_key};
use crate::annotation::{Penn, Pos};
use crate::text::vocabulary::Word;
use crate::text::word_class::{Class, Shape};

/// A trained tagger, immutable.
///
/// # The file
///
/// Little-endian; `varint` is seven bits a byte, low bits first, the high bit set on all but the last byte.
///
/// | field | form |
/// |---|---|
/// | magic | `claimsift tagger 1\n` |
/// | labels | one line each, `PENN POS`, then an empty line |
/// | frequent words | varint count; each: varint difference to the last key, byte count of labels, the labels |
/// | closed classes | varint count; each: label byte, varint count of words, per word the varint difference to the last key |
/// | rows | varint count; each: varint difference to the last key, byte count of weights, per weight a label byte and a signed byte |
#[derive(Debug)]
pub(crate) struct Model {
    labels: Vec<Tag>,
    /// The labels that frequent words can have, as sorted keys with labels.
    known: Vec<(u32, Vec<u8>)>,
    /// For each label of a closed class, the only words that can have it, as sorted keys.
    closed: Vec<(u8, Vec<u32>)>,
    rows: Rows,
}

/// The weights of each feature, indexed by its key: open addressing with linear probing.
#[derive(Debug, Default)]
struct Rows {
    slots: Vec<Slot>,
    /// Per row: its length, then its weights.
    weights: Vec<(u8, i8)>,
}

/// A key, and where its row begins. They are stored together because the table doesn't fit in the cache.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u32,
    start: u32,
}

/// How a word is tagged if its context doesn't matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Always this label.
    Label(u8),
    /// Always this tag: punctuation, and any word if no model is trained. Also its label, if the model has one.
    Tag(Tag, u8),
    /// Context decides.
    Open,
}

/// The sums of a word's own features, per label, for each position relative to the word to be tagged.
#[derive(Debug, Default)]
pub(crate) struct WordScores {
    pub(crate) keys: WordKeys,
    sums: Box<[i16]>,
}

/// Where the labels for each position are in the sums.
#[derive(Clone, Copy)]
enum Place {
    Own,
    Previous,
    SecondPrevious,
    Next,
    SecondNext,
}

pub(super) const MAGIC: &[u8] = b"claimsift tagger 1\n";

impl Model {
    /// Reads a model file. An invalid file results in a model that tags every word as a noun.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        Self::read(bytes).unwrap_or_else(|| Self {
            labels: vec![Tag { penn: Penn::Nn, pos: Pos::Noun }],
            known: Vec::new(),
            closed: Vec::new(),
            rows: Rows::default(),
        })
    }

    /// The model of a language without a trained one: every word has a tag of its own.
    pub(crate) fn untrained() -> Self {
        Self { labels: Vec::new(), known: Vec::new(), closed: Vec::new(), rows: Rows::with_capacity(0) }
    }

    /// Whether it was trained.
    pub(crate) fn is_trained(&self) -> bool {
        !self.labels.is_empty()
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut labels = Vec::new();
        loop {
            let end = rest.iter().position(|&byte| byte == b'\n')?;
            let line = std::str::from_utf8(rest.get(..end)?).ok()?;
            rest = rest.get(end + 1..)?;
            let Some((penn, pos)) = line.split_once(' ') else { break };
            labels.push(Tag { penn: Penn::named(penn)?, pos: Pos::named(pos)? });
        }
        let mut reader = Reader { rest };
        let mut known = Vec::new();
        let mut key = 0u32;
        for _ in 0..reader.varint()? {
            key = key.checked_add(reader.varint()?)?;
            let labels = reader.byte()?;
            known.push((key, (0..labels).map(|_| reader.byte()).collect::<Option<_>>()?));
        }
        let mut closed = Vec::new();
        for _ in 0..reader.varint()? {
            let label = reader.byte()?;
            let mut words = Vec::new();
            key = 0;
            for _ in 0..reader.varint()? {
                key = key.checked_add(reader.varint()?)?;
                words.push(key);
            }
            closed.push((label, words));
        }
        let count = reader.varint()? as usize;
        let mut rows = Rows::with_capacity(count);
        key = 0;
        for _ in 0..count {
            key = key.checked_add(reader.varint()?)?;
            let length = reader.byte()?;
            let start = rows.weights.len();
            rows.weights.push((length, 0));
            for _ in 0..length {
                let label = reader.byte()?;
                rows.weights.push((label, reader.byte()?.cast_signed()));
                (usize::from(label) < labels.len()).then_some(())?;
            }
            rows.insert(key, u32::try_from(start).ok()?);
        }
        (!labels.is_empty()).then_some(Self { labels, known, closed, rows })
    }

    /// How `text` is tagged without its context, if that is known.
    pub(crate) fn known(&self, text: &str, shape: Shape) -> Known {
        if shape.has(Shape::PUNCTUATION) {
            let tag = Tag::of_punctuation(text);
            let label = self.labels.iter().position(|&label| label == tag);
            return Known::Tag(tag, label.and_then(|at| u8::try_from(at).ok()).unwrap_or(NO_TAG));
        }
        match self.seen(text) {
            Some(&[only]) => Known::Label(only),
            _ => Known::Open,
        }
    }

    /// The tags that a frequent word has in this spelling; empty for other words.
    pub(crate) fn tags(&self, text: &str) -> Vec<Tag> {
        let seen = self.seen(text).unwrap_or_default();
        seen.iter().filter_map(|&label| self.labels.get(usize::from(label)).copied()).collect()
    }

    /// Whether some word can have this combination of tag and part of speech.
    pub(crate) fn gives(&self, penn: Penn, pos: Pos) -> bool {
        let tag = Tag { penn, pos };
        !self.is_trained() || self.labels.contains(&tag) || tag == Tag::of_punctuation("%")
    }

    /// Whether `text` is a frequent word in this spelling.
    pub(crate) fn knows(&self, text: &str) -> bool {
        self.seen(text).is_some()
    }

    /// The labels that a frequent word can have.
    fn seen(&self, text: &str) -> Option<&[u8]> {
        let at = self.known.binary_search_by_key(&known_key(text), |&(key, _)| key).ok()?;
        self.known.get(at).map(|(_, labels)| labels.as_slice())
    }

    /// The sums of the features that `text` has by itself.
    pub(crate) fn word_scores(&self, text: &str, lower: &str, shape: Shape, class: Class) -> WordScores {
        let keys = WordKeys::new(text, lower, shape, class);
        let labels = self.labels.len();
        let mut sums = vec![0i16; labels * 5];
        for (place, features) in [
            (Place::Own, &keys.own()[..]),
            (Place::Previous, &keys.as_previous()),
            (Place::SecondPrevious, &keys.as_second_previous()),
            (Place::Next, &keys.as_next()),
            (Place::SecondNext, &keys.as_second_next()),
        ] {
            let row = sums.get_mut(place as usize * labels..).unwrap_or_default();
            features.iter().for_each(|&feature| self.rows.add_all([feature], row));
        }
        let (seen, key) = (self.seen(text), known_key(lower));
        for (label, sum) in (0u8..).zip(sums.iter_mut().take(labels)) {
            let possible = seen.map_or_else(|| self.is_possible(label, key, class), |seen| seen.contains(&label));
            if !possible {
                *sum = IMPOSSIBLE;
            }
        }
        WordScores { keys, sums: sums.into() }
    }
}

/// The score of a tag that the word lists rule out: below anything that its context can add.
const IMPOSSIBLE: i16 = i16::MIN / 2;

impl Model {
    /// Whether a word that is not frequent can have the label: its class allows it, and if the class is closed, it
    /// contains the word.
    fn is_possible(&self, label: u8, key: u32, class: Class) -> bool {
        let closed = self.closed.iter().find(|(closed, _)| *closed == label);
        let listed = closed.is_none_or(|(_, words)| words.binary_search(&key).is_ok());
        listed && self.labels.get(usize::from(label)).is_some_and(|tag| tag.is_possible(class))
    }
}

impl WordScores {
    fn place(&self, place: Place, labels: usize) -> &[i16] {
        self.sums.get(place as usize * labels..(place as usize + 1) * labels).unwrap_or_default()
    }
}

/// What the tagger says of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tagged {
    /// Its likeliest tag.
    pub(crate) tag: Tag,
    /// If that is no finite verb: the likeliest one.
    pub(crate) verb: Option<VerbReading>,
}

/// A finite verb that a word may be although another tag is likelier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct VerbReading {
    /// Its tag as a verb.
    pub(crate) tag: Tag,
    /// How much lower the score of this tag is than that of the likeliest.
    pub(crate) cost: u16,
}

/// Tags the words of one sentence, from left to right. Linear.
pub(crate) fn tag(model: &Model, words: &[&Word]) -> Vec<Tagged> {
    let labels = model.labels.len();
    let edge = |keys: WordKeys| WordScores { sums: model.word_scores_of_edge(&keys), keys };
    let (before, after) = (edge(WordKeys::BEFORE), edge(WordKeys::AFTER));
    let at = |index: usize| words.get(index).map_or(&after, |word| &word.scores);
    let mut history = [NO_TAG; 2];
    let mut tags = Vec::with_capacity(words.len());
    let mut totals = vec![0i16; labels];
    for (index, word) in words.iter().enumerate() {
        let mut verb = None;
        let label = match word.known {
            Known::Label(label) => label,
            Known::Tag(tag, label) => {
                tags.push(Tagged { tag, verb: None });
                history = [label, history[0]];
                continue;
            }
            Known::Open => {
                let previous = index.checked_sub(1).map_or(&before, at);
                let second = index.checked_sub(2).map_or(&before, at);
                let next = at(index + 1);
                totals.copy_from_slice(word.scores.place(Place::Own, labels));
                for (scores, place) in [
                    (previous, Place::Previous),
                    (second, Place::SecondPrevious),
                    (next, Place::Next),
                    (at(index + 2), Place::SecondNext),
                ] {
                    for (total, add) in totals.iter_mut().zip(scores.place(place, labels)) {
                        *total += add;
                    }
                }
                model.rows.add_all(joint(history, &previous.keys, &word.scores.keys, &next.keys), &mut totals);
                let label = best(&totals);
                verb = model.verb_reading(&totals, label);
                label
            }
        };
        let tag = model.labels.get(usize::from(label)).copied();
        tags.push(Tagged { tag: tag.unwrap_or(Tag { penn: Penn::Nn, pos: Pos::Noun }), verb });
        history = [label, history[0]];
    }
    tags
}

/// The first label with the highest total.
fn best(totals: &[i16]) -> u8 {
    let highest = totals.iter().copied().max().unwrap_or_default();
    let at = totals.iter().position(|&total| total == highest).unwrap_or_default();
    u8::try_from(at).unwrap_or_default()
}

impl Model {
    /// The likeliest finite verb, if the label `chosen` is none.
    fn verb_reading(&self, totals: &[i16], chosen: u8) -> Option<VerbReading> {
        if self.labels.get(usize::from(chosen))?.penn.is_finite() {
            return None;
        }
        let highest = *totals.get(usize::from(chosen))?;
        let verbs = self.labels.iter().zip(totals).filter(|(tag, total)| {
            matches!(tag.penn, Penn::Vbd | Penn::Vbp | Penn::Vbz) && tag.pos == Pos::Verb && **total > IMPOSSIBLE / 2
        });
        // of equal ones the first, as in `best`
        let (tag, total) = verbs.rev().max_by_key(|(_, total)| **total)?;
        Some(VerbReading { tag: *tag, cost: highest.saturating_sub(*total).unsigned_abs() })
    }

    /// The sums for a place outside the sentence.
    fn word_scores_of_edge(&self, keys: &WordKeys) -> Box<[i16]> {
        let labels = self.labels.len();
        let mut sums = vec![0i16; labels * 5];
        for (place, features) in [
            (Place::Previous, &keys.as_previous()[..]),
            (Place::SecondPrevious, &keys.as_second_previous()),
            (Place::Next, &keys.as_next()),
            (Place::SecondNext, &keys.as_second_next()),
        ] {
            let row = sums.get_mut(place as usize * labels..).unwrap_or_default();
            features.iter().for_each(|&feature| self.rows.add_all([feature], row));
        }
        sums.into()
    }
}

impl Rows {
    fn with_capacity(rows: usize) -> Self {
        let size = (rows * 2).next_power_of_two().max(2);
        Self { slots: vec![Slot::default(); size], weights: Vec::new() }
    }

    fn insert(&mut self, key: u32, start: u32) {
        let at = self.position(key);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = Slot { key, start };
        }
    }

    /// The position of the slot of `key`, or of the free one where it would be inserted. Key 0 marks a free slot.
    fn position(&self, key: u32) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut position = key as usize & mask;
        while self.slots.get(position).is_some_and(|slot| slot.key != 0 && slot.key != key) {
            position = (position + 1) & mask;
        }
        position
    }

    /// Adds the weights of those features that the model has.
    fn add_all<const COUNT: usize>(&self, keys: [u32; COUNT], totals: &mut [i16]) {
        // look up all of them before adding any, so that the cache misses overlap
        let found = keys.map(|key| self.slots.get(self.position(key)).filter(|slot| slot.key == key && key != 0));
        for slot in found.into_iter().flatten() {
            let start = slot.start as usize;
            let Some(&(length, _)) = self.weights.get(start) else { continue };
            for &(label, weight) in self.weights.get(start + 1..start + 1 + usize::from(length)).unwrap_or_default() {
                if let Some(total) = totals.get_mut(usize::from(label)) {
                    *total += i16::from(weight);
                }
            }
        }
    }
}

struct Reader<'b> {
    rest: &'b [u8],
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    fn varint(&mut self) -> Option<u32> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7F).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}
