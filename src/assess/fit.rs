//! Fitting weights to sentences that people labelled.
//!
//! Two logistic regressions ([`crate::logistic`]): check-worthy against the rest, factual against the rest. Then the two
//! probabilities from which a sentence has its label are chosen, so that F1 is best on the same sentences. All of it is
//! deterministic: the same sentences in the same order give the same table.

use std::collections::BTreeMap;

use super::{Label, Weight, Weights};
use crate::logistic::{self, Fit, Sample};

/// A sentence with its facets and the label people gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The facets that are so of it, each once.
    pub facets: Vec<String>,
    /// The label.
    pub label: Label,
}

/// What weights that never saw a sentence make of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fitted {
    /// The label they give it.
    pub label: Label,
    /// The probability that it is check-worthy.
    pub score: f64,
}

/// The settings of both regressions: few features and many sentences need no strong pull towards zero.
const FIT: Fit = Fit { rounds: 400, decay: 2e-5, least: 5 };

/// The steps in which the probabilities of labels are tried.
const STEPS: u32 = 100;

/// Fits weights to sentences. Linear in their number, for a given number of facets.
#[must_use]
pub fn fit(sentences: &[Labelled]) -> Weights {
    let worthy = regression(sentences, |label| label == Label::Worthy);
    let factual = regression(sentences, Label::is_factual);
    let names: std::collections::BTreeSet<&String> = worthy.0.keys().chain(factual.0.keys()).collect();
    let of = |weights: &logistic::Weights, name: &String| rounded(weights.0.get(name).copied().unwrap_or_default());
    let facets: BTreeMap<String, Weight> = names
        .into_iter()
        .map(|name| (name.clone(), Weight { worthy: of(&worthy, name), factual: of(&factual, name) }))
        .collect();
    let mut weights = Weights { facets, ..Weights::default() };
    let told: Vec<(Label, f64, f64)> = sentences
        .iter()
        .map(|sentence| {
            let facets: Vec<&str> = sentence.facets.iter().map(String::as_str).collect();
            let (score, factual) = weights.probabilities(&facets);
            (sentence.label, score, factual)
        })
        .collect();
    weights.label_from.worthy = best(told.iter().map(|&(label, score, _)| (label == Label::Worthy, score)));
    // what is check-worthy is factual anyway
    let sure = weights.label_from.worthy;
    weights.label_from.factual = best(
        told.iter().map(|&(label, score, factual)| (label.is_factual(), if score >= sure { 1.0 } else { factual })),
    );
    weights
}

/// What weights make of each sentence that were fitted to the others: those whose number leaves another rest when divided by
/// `count`. In the order of the sentences.
#[must_use]
pub fn folds(sentences: &[Labelled], count: usize) -> Vec<Fitted> {
    let count = count.clamp(2, sentences.len().max(2));
    let mut fitted: Vec<(usize, Fitted)> = Vec::new();
    for fold in 0..count {
        let others = sentences.iter().enumerate().filter(|(at, _)| at % count != fold);
        let weights = fit(&others.map(|(_, sentence)| sentence.clone()).collect::<Vec<_>>());
        for (at, sentence) in sentences.iter().enumerate().filter(|(at, _)| at % count == fold) {
            let facets: Vec<&str> = sentence.facets.iter().map(String::as_str).collect();
            let (score, factual) = weights.probabilities(&facets);
            fitted.push((at, Fitted { label: weights.label(score, factual), score }));
        }
    }
    fitted.sort_by_key(|&(at, _)| at);
    fitted.into_iter().map(|(_, fitted)| fitted).collect()
}

fn regression(sentences: &[Labelled], holds: impl Fn(Label) -> bool) -> logistic::Weights {
    let samples: Vec<Sample> = sentences
        .iter()
        .map(|sentence| Sample { features: sentence.facets.clone(), holds: holds(sentence.label) })
        .collect();
    logistic::Weights::fit(&samples, FIT)
}

/// With two digits, as the table has it, so that what is measured is what is read.
fn rounded(weight: f64) -> f64 {
    (weight * 100.0).round() / 100.0
}

/// The least probability from which on F1 is best; the middle of several.
fn best(told: impl Iterator<Item = (bool, f64)>) -> f64 {
    let mut told: Vec<(bool, f64)> = told.collect();
    told.sort_by(|one, other| other.1.total_cmp(&one.1));
    let all = told.iter().filter(|(holds, _)| *holds).count() as f64;
    let (mut at, mut right, mut best) = (0, 0.0, (0.0, 0.5, 0.5));
    for step in (1..STEPS).rev() {
        let least = f64::from(step) / f64::from(STEPS);
        while let Some((holds, _)) = told.get(at).filter(|(_, probability)| *probability >= least) {
            right += f64::from(u8::from(*holds));
            at += 1;
        }
        let f1 = 2.0 * right / (all + at as f64).max(1.0);
        if f1 > best.0 {
            best = (f1, least, least);
        } else if f1 == best.0 && at > 0 {
            best.2 = least;
        }
    }
    rounded(f64::midpoint(best.1, best.2))
}

#[cfg(test)]
mod tests {
    use super::{Labelled, fit, folds};
    use crate::assess::Label;

    fn sentences() -> Vec<Labelled> {
        let of = |facet: &str, label| Labelled { facets: vec![facet.to_owned()], label };
        let one = |at: usize| match at % 4 {
            0 => of("share", if at.is_multiple_of(20) { Label::NotFactual } else { Label::Worthy }),
            1 => of("past", Label::Unimportant),
            _ => of("question", Label::NotFactual),
        };
        (0..400).map(one).collect()
    }

    #[test]
    fn facets_of_a_label_lead_to_it() {
        let weights = fit(&sentences());
        for (facet, label) in [("share", Label::Worthy), ("past", Label::Unimportant), ("question", Label::NotFactual)]
        {
            let (score, factual) = weights.probabilities(&[facet]);
            assert_eq!(weights.label(score, factual), label, "{facet}: {weights:?}");
        }
        assert_eq!(weights, fit(&sentences()));
    }

    #[test]
    fn a_fold_is_judged_by_weights_that_never_saw_it() {
        // each sentence has a facet of its own, which tells nothing of the others
        let alone = |at: usize| Labelled {
            facets: vec![format!("only-{at}")],
            label: if at.is_multiple_of(2) { Label::Worthy } else { Label::NotFactual },
        };
        let sentences: Vec<Labelled> = (0..50).map(alone).collect();
        let told = folds(&sentences, 5);
        assert_eq!(told.len(), 50);
        let scores: std::collections::BTreeSet<String> = told.iter().map(|one| format!("{:.2}", one.score)).collect();
        assert!(scores.len() <= 5, "at most one score a fold: {scores:?}");
    }

    #[test]
    fn no_sentence_and_no_fold_is_no_trouble() {
        assert!(folds(&[], 5).is_empty());
        assert_eq!(fit(&[]).label_from, fit(&[]).label_from);
    }
}
