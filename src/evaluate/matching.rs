//! Pairs predictions with gold attributions.
//!
//! One to one, greedily: the pair with the largest overlap of contents first, then the next among the rest. As contents
//! of one side hardly ever overlap, this results in the same pairs as an optimal assignment, but can be followed by
//! hand.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::head::head;
use super::words::{WordSet, Words};
use super::{Attribution, Pair};
use crate::claim::QuoteType;
use crate::text::Language;

/// The overlap of contents from which a prediction counts as correct.
pub(super) const HALF: f64 = 0.5;

/// An attribution as sets of words.
#[derive(Debug, Clone)]
pub(super) struct Sets {
    pub(super) content: WordSet,
    pub(super) source: WordSet,
    pub(super) cue: WordSet,
    /// The pieces of the content, in order; pieces without a word between them are joined.
    pub(super) fragments: Vec<WordSet>,
    /// How much of the content is quoted.
    pub(super) kind: QuoteType,
    /// The head word of the source.
    head: Option<usize>,
}

impl Sets {
    pub(super) fn new(language: &Language, words: &Words<'_>, attribution: &Attribution) -> Self {
        let content = words.set(&attribution.content);
        let source = words.set(&attribution.source);
        Self {
            kind: words.quote_type(&content),
            head: head(language, words, &source),
            cue: words.set(&attribution.cue),
            fragments: fragments(words, attribution),
            content,
            source,
        }
    }

    /// Whether each source contains the head of the other.
    pub(super) fn heads_fit(&self, other: &Self) -> bool {
        let inside = |head: Option<usize>, source: &WordSet| head.is_some_and(|head| source.contains(head));
        inside(self.head, &other.source) && inside(other.head, &self.source)
    }

    /// One fragment, as an attribution without source and cue.
    fn of_fragment(content: &WordSet) -> Self {
        Self {
            content: content.clone(),
            source: WordSet::default(),
            cue: WordSet::default(),
            fragments: Vec::new(),
            kind: QuoteType::Indirect,
            head: None,
        }
    }
}

fn fragments(words: &Words<'_>, attribution: &Attribution) -> Vec<WordSet> {
    let mut spans = attribution.content.clone();
    spans.sort_unstable();
    spans.dedup();
    let mut pieces: Vec<WordSet> = spans.iter().map(|&span| words.set(&[span])).collect();
    pieces.retain(|piece| !piece.is_empty());
    pieces.sort_by_key(WordSet::first);
    let mut fragments: Vec<WordSet> = Vec::new();
    for piece in pieces {
        match (fragments.last_mut(), piece.first()) {
            (Some(last), Some(start)) if !words.has_word(last.last().map_or(0, |end| end + 1), start) => {
                last.add(&piece);
            }
            _ => fragments.push(piece),
        }
    }
    fragments
}

/// The maximum number of predictions indexed by one word. Only a file in which hundreds of claims overlap has more; there,
/// predictions with exactly the same content are compared in addition.
const MOST_AT_A_WORD: usize = 50;
/// The maximum number of predictions, found by their words, that are compared with one gold content.
const MOST_NEAR: usize = 4_000;

/// The pairs of gold and predictions, largest overlap first.
pub(super) fn pairs(gold: &[Sets], predicted: &[Sets]) -> Vec<Pair> {
    let mut by_word: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    let mut same: BTreeMap<&WordSet, Vec<usize>> = BTreeMap::new();
    for (at, one) in predicted.iter().enumerate() {
        for word in one.content.iter() {
            let near = by_word.entry(word).or_default();
            if near.len() < MOST_AT_A_WORD {
                near.push(at);
            }
        }
        same.entry(&one.content).or_default().push(at);
    }
    // for each content, how many gold attributions with it have looked for predictions with the same content
    let mut asked: BTreeMap<&WordSet, usize> = BTreeMap::new();
    let mut candidates = Vec::new();
    for (at, one) in gold.iter().enumerate() {
        let words = one.content.iter().filter_map(|word| by_word.get(&word)).flatten();
        let mut near: Vec<usize> = words.take(MOST_NEAR).copied().collect();
        if let Some(same) = same.get(&one.content).filter(|_| !one.content.is_empty()) {
            let turn = asked.entry(&one.content).or_default();
            near.extend(same.iter().skip(*turn).take(MOST_AT_A_WORD));
            *turn += 1;
        }
        near.sort_unstable();
        near.dedup();
        candidates.extend(near.into_iter().map(|other| Candidate::new(gold, predicted, at, other)));
    }
    candidates.sort_by(Candidate::order);
    let (mut gold_taken, mut predicted_taken) = (vec![false; gold.len()], vec![false; predicted.len()]);
    candidates.retain(|Candidate { pair, .. }| {
        let free = !gold_taken[pair.gold] && !predicted_taken[pair.predicted];
        if free {
            gold_taken[pair.gold] = true;
            predicted_taken[pair.predicted] = true;
        }
        free
    });
    candidates.into_iter().map(|candidate| candidate.pair).collect()
}

/// A possible pair, with the criteria that decide between pairs: overlap of content, source and cue, then the order of
/// the text.
struct Candidate {
    pair: Pair,
    source: f64,
    cue: f64,
    begins: (Option<usize>, Option<usize>),
}

impl Candidate {
    fn new(all_gold: &[Sets], all_predicted: &[Sets], at: usize, other: usize) -> Self {
        let (gold, predicted) = (&all_gold[at], &all_predicted[other]);
        Self {
            pair: Pair {
                gold: at,
                predicted: other,
                overlap: gold.content.jaccard(&predicted.content),
                same_source: gold.source.touches(&predicted.source),
                same_content: gold.content == predicted.content,
            },
            source: gold.source.jaccard(&predicted.source),
            cue: gold.cue.jaccard(&predicted.cue),
            begins: (gold.content.first(), predicted.content.first()),
        }
    }

    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let place = |one: &Self| (one.begins, one.pair.gold, one.pair.predicted);
        (other.pair.overlap.total_cmp(&self.pair.overlap))
            .then_with(|| other.source.total_cmp(&self.source))
            .then_with(|| other.cue.total_cmp(&self.cue))
            .then_with(|| place(self).cmp(&place(other)))
    }
}

/// How many content fragments have a partner with an overlap of at least half, one to one.
pub(super) fn fragments_found(gold: &[Sets], predicted: &[Sets]) -> usize {
    let split = |all: &[Sets]| -> Vec<Sets> {
        all.iter().flat_map(|one| one.fragments.iter().map(Sets::of_fragment)).collect()
    };
    pairs(&split(gold), &split(predicted)).iter().filter(|pair| pair.is_detected()).count()
}

/// How many sets of one side are equal to one of the other, one to one; empty sets do not count.
pub(super) fn same<'s>(gold: impl Iterator<Item = &'s WordSet>, predicted: impl Iterator<Item = &'s WordSet>) -> usize {
    let mut left: BTreeMap<&WordSet, usize> = BTreeMap::new();
    predicted.filter(|set| !set.is_empty()).for_each(|set| *left.entry(set).or_default() += 1);
    gold.filter(|set| match left.get_mut(set) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    })
    .count()
}

#[cfg(test)]
mod tests {
    use super::{Attribution, Sets, Words, pairs};
    use crate::span::Span;

    /// Contents covering these bytes of *a b c d e f*, where each letter is at an even byte.
    fn contents(spans: &[(usize, usize)]) -> Vec<Sets> {
        let (english, words) = (crate::lang::english(), Words::new("a b c d e f"));
        let content = |&(start, end): &(usize, usize)| Attribution {
            content: vec![Span::new(start, end)],
            ..Attribution::default()
        };
        spans.iter().map(|span| Sets::new(&english, &words, &content(span))).collect()
    }

    #[test]
    fn the_closest_pair_comes_first_and_takes_both() {
        // the first prediction shares 2 of 3 words with the gold one, the second all
        let found = pairs(&contents(&[(0, 5)]), &contents(&[(0, 3), (0, 5)]));
        assert_eq!(found.iter().map(|pair| (pair.gold, pair.predicted)).collect::<Vec<_>>(), [(0, 1)]);
        assert!(found[0].same_content && found[0].same_source);
    }

    #[test]
    fn a_taken_partner_leaves_the_second_best() {
        // a b | c d e f against a b c | f: the first pair overlaps by 2/3, the second by 1/4
        let found = pairs(&contents(&[(0, 3), (4, 11)]), &contents(&[(0, 5), (10, 11)]));
        let found: Vec<_> = found.iter().map(|pair| (pair.gold, pair.predicted, pair.is_detected())).collect();
        assert_eq!(found, [(0, 0, true), (1, 1, false)]);
    }

    #[test]
    fn pieces_separated_only_by_marks_are_joined() {
        let (english, words) = (crate::lang::english(), Words::new("It rains, he said, it pours."));
        let content = |spans: &[(usize, usize)]| {
            let content = spans.iter().map(|&(start, end)| Span::new(start, end)).collect();
            Sets::new(&english, &words, &Attribution { content, ..Attribution::default() }).fragments.len()
        };
        assert_eq!(content(&[(0, 8), (19, 27)]), 2);
        assert_eq!(content(&[(0, 8), (10, 17)]), 1);
    }
}
