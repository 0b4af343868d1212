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
    let fitted = Weights::fit(&samples, Fit::default());
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
