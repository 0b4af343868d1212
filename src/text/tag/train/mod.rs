//! Trains the tagger from treebanks.
//!
//! Run by `cargo run --release --example train-tagger` (see `rules/en/tagger/README.md`); the program itself never
//! trains. The treebank's sentences are joined back to text and split by this project's own tokenizer, so that the
//! tagger learns from the same kind of tokens that it is used on (`corpus`). Words that nearly always have the same tag
//! are counted, weights are learned for the others (`learner`), and both are written to the file of the model (`file`).
//! The same files always result in the same model, byte for byte.

mod corpus;
mod file;
mod learner;

pub use corpus::Corpus;

use std::collections::{BTreeMap, BTreeSet};

use super::Tag;
use super::features::{NO_TAG, known_key};
use super::model::{Model, tag};
use crate::annotation::Pos;
use crate::text::Language;
use crate::text::vocabulary::Word;
use crate::text::word_class::{Class, Shape};
use learner::{Example, Learner};

/// Settings of the training.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// The number of passes over the training set.
    pub epochs: usize,
    /// A feature seen less often is left out.
    pub least_seen: u32,
    /// An averaged weight below this, on the scale of one update per training token, is left out.
    pub least_weight: f64,
    /// Averaged weights times this are rounded to a signed byte.
    pub scale: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { epochs: 8, least_seen: 2, least_weight: 0.3, scale: 6.0 }
    }
}

/// Trains a tagger and returns its file; the module of the model describes the layout.
#[must_use]
pub fn train(corpus: &Corpus, settings: Settings) -> Vec<u8> {
    let mut labels: Vec<Tag> = corpus.sentences.iter().flat_map(|(_, tags)| tags.iter().copied()).collect();
    labels.sort_unstable();
    labels.dedup();
    labels.truncate(usize::from(NO_TAG));
    let label_of: BTreeMap<Tag, u8> =
        labels.iter().enumerate().filter_map(|(at, &tag)| Some((tag, u8::try_from(at).ok()?))).collect();
    let sentences: Vec<Example> = corpus
        .sentences
        .iter()
        .map(|(words, tags)| Example {
            words: words.clone(),
            keys: words.iter().map(|&id| corpus.vocabulary.word(id).scores.keys).collect(),
            gold: tags.iter().filter_map(|tag| label_of.get(tag).copied()).collect(),
        })
        .collect();
    let known = frequent(corpus, &label_of);
    let closed = closed_words(corpus, &label_of);
    let mut learner = Learner::new(&sentences, &labels, known.clone(), closed.clone(), settings.least_seen);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut random = 0x5EED_u64;
    for _ in 0..settings.epochs {
        shuffle(&mut order, &mut random);
        for &at in &order {
            if let Some(example) = sentences.get(at) {
                learner.learn(corpus, example);
            }
        }
    }
    file::write(&labels, &known, &closed, &learner.averaged(settings))
}

/// For each frequent word, the labels it was seen with: no other is considered, and a single one needs no perceptron. A
/// label seen in less than one of two hundred cases is considered an error.
fn frequent(corpus: &Corpus, label_of: &BTreeMap<Tag, u8>) -> BTreeMap<u32, Vec<u8>> {
    const OFTEN: u32 = 20;
    const SLIP: u32 = 200;
    let mut counts: BTreeMap<&str, BTreeMap<u8, u32>> = BTreeMap::new();
    for (words, tags) in &corpus.sentences {
        for (&id, tag) in words.iter().zip(tags) {
            let word = corpus.vocabulary.word(id);
            if !word.shape.has(Shape::PUNCTUATION)
                && let Some(&label) = label_of.get(tag)
            {
                *counts.entry(&word.text).or_default().entry(label).or_default() += 1;
            }
        }
    }
    let often = counts.into_iter().filter_map(|(text, labels)| {
        let all: u32 = labels.values().sum();
        let seen = labels.into_iter().filter(|&(_, count)| count * SLIP >= all).map(|(label, _)| label).collect();
        (all >= OFTEN).then(|| (known_key(text), seen))
    });
    often.collect()
}

/// For each tag of a closed class, the words seen with it; no other word can have the tag.
fn closed_words(corpus: &Corpus, label_of: &BTreeMap<Tag, u8>) -> BTreeMap<u8, BTreeSet<u32>> {
    let closed_labels = label_of.iter().filter(|(tag, _)| tag.is_closed());
    let mut closed: BTreeMap<u8, BTreeSet<u32>> = closed_labels.map(|(_, &label)| (label, BTreeSet::new())).collect();
    for (words, tags) in &corpus.sentences {
        for (&id, tag) in words.iter().zip(tags) {
            let word = corpus.vocabulary.word(id);
            if let Some(words) = label_of.get(tag).and_then(|label| closed.get_mut(label)) {
                words.insert(known_key(&word.lower));
            }
        }
    }
    closed
}

/// A shuffle that is the same on every machine (a linear congruential generator, Knuth's constants).
fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = usize::try_from((*random >> 33) % (last as u64 + 1)).unwrap_or_default();
        order.swap(last, pick);
    }
}

/// How well a model tags a corpus.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Accuracy {
    /// Tokens that are not punctuation.
    pub words: usize,
    /// Those with the right Penn tag.
    pub penn: usize,
    /// Those with the right universal tag.
    pub pos: usize,
    /// Verbs of communication or thinking, in any form that is a verb in the treebank.
    pub reporting: usize,
    /// Those tagged as verbs.
    pub reporting_found: usize,
}

/// Tags `corpus` with the model in `file` and counts what is right.
#[must_use]
pub fn accuracy(corpus: &Corpus, language: &Language, file: &[u8]) -> Accuracy {
    let model = Model::from_bytes(file);
    let mut found = Accuracy { words: 0, penn: 0, pos: 0, reporting: 0, reporting_found: 0 };
    let relearned: Vec<Word> = corpus.vocabulary.with_model(language, &model);
    for (ids, gold) in &corpus.sentences {
        let words: Vec<&Word> = ids.iter().filter_map(|id| relearned.get(id.index())).collect();
        for ((word, given), gold) in words.iter().zip(tag(&model, &words)).zip(gold) {
            let given = given.tag;
            if word.shape.has(Shape::PUNCTUATION) {
                continue;
            }
            found.words += 1;
            found.penn += usize::from(given.penn == gold.penn);
            found.pos += usize::from(given.pos == gold.pos);
            if gold.penn.is_verb() && gold.pos == Pos::Verb && word.class.any(Class::SAYING.or(Class::THINKING)) {
                found.reporting += 1;
                found.reporting_found += usize::from(given.penn.is_verb());
            }
        }
    }
    found
}
