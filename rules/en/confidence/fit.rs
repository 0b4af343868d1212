//! Fits the confidence of the English packs: `cargo run --release --example fit-confidence -- GOLD.jsonl WEIGHTS.tsv`.
//!
//! See `README.md` beside this file.

#![expect(clippy::disallowed_methods, reason = "an example reads and writes files itself")]

use std::fmt::Write;
use std::process::ExitCode;

use claimsift::claim::Flag;
use claimsift::evaluate::{Annotated, Attribution};
use claimsift::logistic::{Fit, Sample, Weights};
use claimsift::resolve::confidence::features;
use claimsift::{Extractor, Session, rule};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [gold, weights] = arguments.as_slice() else {
        eprintln!("usage: fit-confidence GOLD.jsonl WEIGHTS.tsv");
        return ExitCode::from(2);
    };
    match run(gold, weights) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fit-confidence: {error}");
            ExitCode::from(2)
        }
    }
}

/// The regularisation with the least loss in five folds of PolNeAR train, as this program prints them: 0.5058 with 2e-5, 0.4782
/// with 2e-4, 0.4759 with 6e-4, 0.4807 with 2e-3.
const DECAY: f64 = 6e-4;

/// The mean logistic loss of claims that were not fitted to: every fifth hundred of the claims, which are in the order of their
/// articles, is held out in turn.
fn loss_in_folds(samples: &[Sample], decay: f64) -> f64 {
    let mut loss = 0.0;
    for fold in 0..5 {
        let (mut fitting, mut held_out) = (Vec::new(), Vec::new());
        for (at, sample) in samples.iter().enumerate() {
            let part = if at / 100 % 5 == fold { &mut held_out } else { &mut fitting };
            part.push(sample.clone());
        }
        let weights = Weights::fit(&fitting, Fit { decay, ..Fit::default() });
        for sample in held_out {
            let right = weights.probability(&sample.features);
            loss -= if sample.holds { right } else { 1.0 - right }.max(1e-9).ln();
        }
    }
    loss / samples.len().max(1) as f64
}

fn run(gold: &str, weights: &str) -> Result<(), Box<dyn std::error::Error>> {
    let loaded = rule::load(&rule::files_of(rule::PACKS), &|_| Err("no file is needed".into()));
    let extractor = Extractor::new(loaded.pack).with_least_confidence(0.0);
    let (mut session, english) = (Session::default(), claimsift::lang::english());
    let mut samples = Vec::new();
    for line in std::fs::read_to_string(gold)?.lines() {
        let annotated = Annotated::from_json(line).map_err(|misfit| misfit.message)?;
        let mut claims = extractor.extract(&mut session, &annotated.article);
        // corpora mark the outermost alone
        claims.retain(|claim| claim.is_attributed() && claim.parent.is_none());
        let predicted: Vec<Attribution> = claims.iter().map(Attribution::from).collect();
        let judgement = extractor.judge(&mut session, annotated, Some(predicted));
        let mut right = vec![false; claims.len()];
        for pair in judgement.pairs.iter().filter(|pair| pair.is_detected() && pair.same_source) {
            if let Some(right) = right.get_mut(pair.predicted) {
                *right = true;
            }
        }
        // a quotation that stands alone is marked as part of the attribution before it, and right as one of its own
        let judged = claims.iter().zip(right).filter(|(claim, _)| !claim.flags.contains(&Flag::InferredSource));
        samples.extend(judged.map(|(claim, holds)| Sample { features: features(&english, claim), holds }));
    }
    for decay in [5e-6, 2e-5, 6e-5, 2e-4, 6e-4, 2e-3] {
        println!("decay {decay:e}: mean loss in five folds {:.4}", loss_in_folds(&samples, decay));
    }
    let fitted = Weights::fit(&samples, Fit { decay: DECAY, ..Fit::default() });
    let mut text = String::new();
    for (feature, weight) in &fitted.0 {
        if weight.abs() >= 0.05 || feature == claimsift::logistic::BIAS || feature.starts_with("rule ") {
            writeln!(text, "{feature}\t{weight:.2}")?;
        }
    }
    println!(
        "{} claims, {} right, {} weights",
        samples.len(),
        samples.iter().filter(|one| one.holds).count(),
        text.lines().count()
    );
    std::fs::write(weights, text)?;
    Ok(())
}
