//! The averaged perceptron: weights that are corrected at every wrong guess, and their average over all steps.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::{Corpus, Settings};
use crate::text::tag::Tag;
use crate::text::tag::features::{NO_TAG, WordKeys, joint, known_key};
use crate::text::vocabulary::{Word, WordId};
use crate::text::word_class::Shape;

/// A sentence to learn from.
pub(super) struct Example {
    pub(super) words: Vec<WordId>,
    pub(super) keys: Vec<WordKeys>,
    pub(super) gold: Vec<u8>,
}

impl Example {
    /// All features of the word at `index`, given the labels before it.
    fn features(&self, index: usize, history: [u8; 2]) -> [u32; 41] {
        let at = |index: Option<usize>, edge: &'static WordKeys| {
            index.and_then(|index| self.keys.get(index)).unwrap_or(edge)
        };
        let word = at(Some(index), &WordKeys::AFTER);
        let previous = at(index.checked_sub(1), &WordKeys::BEFORE);
        let second = at(index.checked_sub(2), &WordKeys::BEFORE);
        let (next, second_next) = (at(Some(index + 1), &WordKeys::AFTER), at(Some(index + 2), &WordKeys::AFTER));
        let mut all = [0; 41];
        let features = word
            .own()
            .into_iter()
            .chain(previous.as_previous())
            .chain(second.as_second_previous())
            .chain(next.as_next())
            .chain(second_next.as_second_next())
            .chain(joint(history, previous, word, next));
        for (place, feature) in all.iter_mut().zip(features) {
            *place = feature;
        }
        all
    }
}

/// What was learned so far.
pub(super) struct Learner {
    labels: usize,
    tags: Vec<Tag>,
    known: BTreeMap<u32, Vec<u8>>,
    closed: BTreeMap<u8, BTreeSet<u32>>,
    /// The row in the tables of each feature.
    rows: FxHashMap<u32, usize>,
    /// The current weights, their sums over all steps, and the step up to which each sum is valid.
    weights: Vec<f32>,
    sums: Vec<f64>,
    stamps: Vec<u32>,
    step: u32,
}

impl Learner {
    pub(super) fn new(
        sentences: &[Example],
        tags: &[Tag],
        known: BTreeMap<u32, Vec<u8>>,
        closed: BTreeMap<u8, BTreeSet<u32>>,
        least_seen: u32,
    ) -> Self {
        let labels = tags.len();
        let mut seen: BTreeMap<u32, u32> = BTreeMap::new();
        for example in sentences {
            let mut history = [NO_TAG; 2];
            for (index, &gold) in example.gold.iter().enumerate() {
                for feature in example.features(index, history) {
                    *seen.entry(feature).or_default() += 1;
                }
                history = [gold, history[0]];
            }
        }
        let kept = seen.into_iter().filter(|&(_, count)| count >= least_seen);
        let rows: FxHashMap<u32, usize> = kept.enumerate().map(|(at, (feature, _))| (feature, at)).collect();
        let size = rows.len() * labels;
        Self {
            labels,
            tags: tags.to_vec(),
            known,
            closed,
            rows,
            weights: vec![0.0; size],
            sums: vec![0.0; size],
            stamps: vec![0; size],
            step: 0,
        }
    }

    /// Processes one sentence as the tagger would and corrects every wrong guess.
    pub(super) fn learn(&mut self, corpus: &Corpus, example: &Example) {
        let mut history = [NO_TAG; 2];
        for (index, (&gold, &id)) in example.gold.iter().zip(&example.words).enumerate() {
            let word = corpus.vocabulary.word(id);
            let seen = self.known.get(&known_key(&word.text));
            let fixed = match seen.map(Vec::as_slice) {
                _ if word.shape.has(Shape::PUNCTUATION) => Some(gold),
                Some(&[only]) => Some(only),
                _ => None,
            };
            let label = fixed.unwrap_or_else(|| {
                let possible = self.possible(word);
                self.guess(&example.features(index, history), gold, &possible)
            });
            history = [label, history[0]];
        }
    }

    /// Which labels a word can have.
    fn possible(&self, word: &Word) -> Vec<bool> {
        let key = known_key(&word.lower);
        let seen = self.known.get(&known_key(&word.text));
        let possible = |(label, tag): (u8, &Tag)| match seen {
            Some(seen) => seen.contains(&label),
            None => tag.is_possible(word.class) && self.closed.get(&label).is_none_or(|words| words.contains(&key)),
        };
        (0u8..).zip(&self.tags).map(possible).collect()
    }

    fn guess(&mut self, features: &[u32], gold: u8, possible: &[bool]) -> u8 {
        self.step += 1;
        let rows: Vec<usize> = features.iter().filter_map(|feature| self.rows.get(feature).copied()).collect();
        let mut totals = vec![0.0f32; self.labels];
        for &row in &rows {
            let weights = self.weights.get(row * self.labels..).unwrap_or_default();
            for (total, weight) in totals.iter_mut().zip(weights) {
                *total += weight;
            }
        }
        let guess =
            totals.iter().enumerate().fold(0, |best, (at, total)| if *total > totals[best] { at } else { best });
        let guess = u8::try_from(guess).unwrap_or_default();
        // a gold tag that the word lists rule out teaches nothing
        let teachable = possible.get(usize::from(gold)).copied().unwrap_or_default();
        if guess != gold && teachable {
            for row in rows {
                self.update(row * self.labels + usize::from(gold), 1.0);
                self.update(row * self.labels + usize::from(guess), -1.0);
            }
        }
        guess
    }

    fn update(&mut self, at: usize, change: f32) {
        self.sums[at] += f64::from(self.step - self.stamps[at]) * f64::from(self.weights[at]);
        self.stamps[at] = self.step;
        self.weights[at] += change;
    }

    /// The averaged weights as bytes, small ones left out, sorted by feature.
    pub(super) fn averaged(&self, settings: Settings) -> BTreeMap<u32, Vec<(u8, i8)>> {
        let mut rows: Vec<(u32, usize)> = self.rows.iter().map(|(&feature, &row)| (feature, row)).collect();
        rows.sort_unstable();
        let weights_of = |row: usize| {
            (0..self.labels).filter_map(move |label| {
                let at = row * self.labels + label;
                let open = f64::from(self.step - self.stamps[at]) * f64::from(self.weights[at]);
                let average = (self.sums[at] + open) / f64::from(self.step.max(1));
                let byte = (average * settings.scale).round().clamp(-127.0, 127.0);
                #[expect(clippy::cast_possible_truncation, reason = "clamped to the range of a signed byte")]
                let byte = byte as i8;
                (average.abs() >= settings.least_weight && byte != 0).then_some((u8::try_from(label).ok()?, byte))
            })
        };
        rows.into_iter()
            .filter(|&(feature, _)| feature != 0)
            .map(|(feature, row)| (feature, weights_of(row).collect::<Vec<_>>()))
            .filter(|(_, weights)| !weights.is_empty())
            .collect()
    }
}
