//! Training the tagger from treebanks.
//!
//! Run by `cargo run --release --example train-tagger` (see `rules/en/tagger/README.md`); the program itself never
//! trains. The treebank's sentences are joined back to text and cut by this project's own tokenizer, so that the
//! tagger learns on the tokens it will meet. The same files give the same model, byte for byte.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::Tag;
use super::features::{NO_TAG, WordKeys, joint, known_key};
use super::model::{MAGIC, Model, tag};
use crate::span::Span;
use crate::terms::{Penn, Pos};
use crate::text::Language;
use crate::text::token::tokenize;
use crate::text::vocabulary::{Class, Shape, Vocabulary, Word, WordId};

/// How the tagger is trained.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// How often the training set is gone through.
    pub epochs: usize,
    /// A feature seen less often is left out.
    pub least_seen: u32,
    /// An averaged weight below this, on the scale of one update a training token, is left out.
    pub least_weight: f64,
    /// Averaged weights times this are rounded to a signed byte.
    pub scale: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { epochs: 8, least_seen: 2, least_weight: 0.3, scale: 6.0 }
    }
}

/// Sentences with their tags, cut by this project's tokenizer.
#[derive(Debug, Default)]
pub struct Corpus {
    vocabulary: Vocabulary,
    sentences: Vec<(Vec<WordId>, Vec<Tag>)>,
}

impl Corpus {
    /// An empty corpus.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the sentences of a treebank: one token a line with the columns form, lemma, UPOS, XPOS, head, relation,
    /// and `_` where a space follows; an empty line ends a sentence.
    pub fn add_treebank(&mut self, language: &Language, table: &str) {
        for sentence in table.split("\n\n") {
            let rows: Vec<Row<'_>> = sentence.lines().filter_map(Row::read).collect();
            self.add_sentence(language, &rows);
        }
    }

    /// The number of sentences and of tokens.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.sentences.len(), self.sentences.iter().map(|(words, _)| words.len()).sum())
    }

    fn add_sentence(&mut self, language: &Language, rows: &[Row<'_>]) {
        let mut text = String::new();
        let mut ends = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            text.push_str(row.form);
            ends.push(text.len());
            // UD notes the space behind "Rao's" as a whole, so its parts look as if they had one between them
            if row.space_after && !rows.get(at + 1).is_some_and(Row::is_clitic) {
                text.push(' ');
            }
        }
        let mut spans = Vec::new();
        tokenize(language, &text, Span::new(0, text.len()), &mut spans);
        let (mut words, mut tags) = (Vec::new(), Vec::new());
        for span in spans {
            let first = ends.partition_point(|&end| end <= span.start);
            let last = ends.partition_point(|&end| end < span.end);
            let after = rows.get(last + 1);
            let Some(tag) = rows.get(first..=last).and_then(|rows| merged(rows, after)) else { continue };
            let id = self.vocabulary.intern(language, span.of(&text));
            let word = self.vocabulary.word(id);
            let mark = word.shape.has(Shape::PUNCTUATION);
            tags.push(if mark { Tag::of_punctuation(&word.text) } else { tag });
            words.push(id);
        }
        if !words.is_empty() {
            self.sentences.push((words, tags));
        }
    }
}

struct Row<'t> {
    form: &'t str,
    tag: Option<Tag>,
    space_after: bool,
}

impl<'t> Row<'t> {
    fn read(line: &'t str) -> Option<Self> {
        let mut columns = line.split('\t');
        let form = columns.next().filter(|form| !form.is_empty())?;
        let pos = columns.nth(1)?;
        let penn = columns.next()?;
        let space_after = columns.nth(2) == Some("_");
        let tag = Penn::named(penn).zip(Pos::named(pos)).map(|(penn, pos)| Tag { penn, pos: usual(penn, pos) });
        Some(Self { form, tag, space_after })
    }
}

impl Row<'_> {
    /// A part of a word that stands behind its apostrophe.
    fn is_clitic(&self) -> bool {
        let lower = self.form.to_lowercase().replace('’', "'");
        matches!(lower.as_str(), "'s" | "'re" | "'ve" | "'ll" | "'d" | "'m" | "n't")
    }
}

/// The universal tag to learn beside `penn`: the one given where both tell something, else the usual one. Rare pairs
/// (an adjective inside a name, a foreign noun) would only spread the counts.
fn usual(penn: Penn, pos: Pos) -> Pos {
    match (penn, pos) {
        (Penn::In, Pos::Sconj)
        | (Penn::Dt | Penn::Wdt | Penn::Wp, Pos::Pron)
        | (Penn::Rb | Penn::To, Pos::Part)
        | (Penn::Rb, Pos::Adv)
        | (Penn::Nn, Pos::Pron) => pos,
        (penn, Pos::Aux) if penn.is_verb() => Pos::Aux,
        (Penn::Nnp | Penn::Nnps, _) => Pos::Propn,
        (Penn::Nn | Penn::Nns | Penn::Fw, _) => Pos::Noun,
        (Penn::Md, _) => Pos::Aux,
        (penn, _) if penn.is_verb() => Pos::Verb,
        (penn, _) if penn.is_adjective() => Pos::Adj,
        (penn, _) if penn.is_adverb() => Pos::Adv,
        (Penn::In | Penn::Rp, _) => Pos::Adp,
        (Penn::To, _) => Pos::Part,
        (Penn::Dt | Penn::Pdt | Penn::Wdt, _) => Pos::Det,
        (Penn::Prp | Penn::PrpS | Penn::Wp | Penn::WpS | Penn::Ex, _) => Pos::Pron,
        (Penn::Wrb, _) => Pos::Adv,
        (Penn::Cd | Penn::Ls, _) => Pos::Num,
        (Penn::Cc, _) => Pos::Cconj,
        (Penn::Pos, _) => Pos::Part,
        (Penn::Uh, _) => Pos::Intj,
        _ => pos,
    }
}

/// The tag of one of our tokens that covers `rows` of the treebank; nothing where that cannot be said. `after` is the
/// row behind them.
fn merged(rows: &[Row<'_>], after: Option<&Row<'_>>) -> Option<Tag> {
    let [first, .., last] = rows else { return rows.first()?.tag };
    let last_tag = last.tag?;
    let hyphenated = rows.iter().any(|row| matches!(row.form, "-" | "‑" | "‐"));
    if !hyphenated {
        return Some(last_tag);
    }
    let digits = |row: &Row<'_>| row.form.chars().all(|c| c.is_ascii_digit());
    let noun_follows = after.is_some_and(|row| row.tag.is_some_and(|tag| tag.penn.is_noun()) && !row.form.is_empty());
    Some(match last_tag.penn {
        Penn::Nnp | Penn::Nnps => last_tag,
        Penn::Cd if digits(first) => last_tag,
        Penn::Vbn | Penn::Vbg | Penn::Jj => Tag { penn: Penn::Jj, pos: Pos::Adj },
        _ if noun_follows => Tag { penn: Penn::Jj, pos: Pos::Adj },
        _ => last_tag,
    })
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
    write(&labels, &known, &closed, &learner.averaged(settings))
}

struct Example {
    words: Vec<WordId>,
    keys: Vec<WordKeys>,
    gold: Vec<u8>,
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

/// For each word seen often, the labels it was seen with: no other is considered, and a single one needs no perceptron.
/// A label seen in less than one case of two hundred is taken for a slip.
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

struct Learner {
    labels: usize,
    tags: Vec<Tag>,
    known: BTreeMap<u32, Vec<u8>>,
    closed: BTreeMap<u8, BTreeSet<u32>>,
    /// Which row of the tables each feature has.
    rows: FxHashMap<u32, usize>,
    /// The current weights, their sums over all steps, and the step each sum is good for.
    weights: Vec<f32>,
    sums: Vec<f64>,
    stamps: Vec<u32>,
    step: u32,
}

impl Learner {
    fn new(
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

    /// Goes through one sentence as the tagger would and corrects every wrong guess.
    fn learn(&mut self, corpus: &Corpus, example: &Example) {
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
        // a gold tag that the word lists exclude teaches nothing
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
    fn averaged(&self, settings: Settings) -> BTreeMap<u32, Vec<(u8, i8)>> {
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

/// A shuffle that is the same on every machine (a linear congruential generator, Knuth's constants).
fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = usize::try_from((*random >> 33) % (last as u64 + 1)).unwrap_or_default();
        order.swap(last, pick);
    }
}

fn write(
    labels: &[Tag],
    known: &BTreeMap<u32, Vec<u8>>,
    closed: &BTreeMap<u8, BTreeSet<u32>>,
    rows: &BTreeMap<u32, Vec<(u8, i8)>>,
) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    for label in labels {
        file.extend(format!("{} {}\n", label.penn.name(), label.pos.name()).bytes());
    }
    file.push(b'\n');
    varint(&mut file, known.len());
    let mut last = 0;
    for (&key, labels) in known {
        varint(&mut file, (key - last) as usize);
        file.push(u8::try_from(labels.len()).unwrap_or(u8::MAX));
        file.extend(labels);
        last = key;
    }
    varint(&mut file, closed.len());
    for (&label, words) in closed {
        file.push(label);
        varint(&mut file, words.len());
        last = 0;
        for &key in words {
            varint(&mut file, (key - last) as usize);
            last = key;
        }
    }
    varint(&mut file, rows.len());
    last = 0;
    for (&key, weights) in rows {
        varint(&mut file, (key - last) as usize);
        file.push(u8::try_from(weights.len()).unwrap_or(u8::MAX));
        for &(label, weight) in weights {
            file.extend([label, weight.cast_unsigned()]);
        }
        last = key;
    }
    file
}

fn varint(file: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        file.push(u8::try_from(value & 0x7F).unwrap_or_default() | 0x80);
        value >>= 7;
    }
    file.push(u8::try_from(value).unwrap_or_default());
}

/// How well a model tags a corpus.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Accuracy {
    /// Tokens that are no punctuation.
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
