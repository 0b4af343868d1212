//! Logistic regression over named features: small, deterministic, and every prediction is a readable sum of weights.
//!
//! Fitted by full-batch gradient descent with an adaptive step for each weight (`AdaGrad`: Duchi, Hazan and Singer
//! 2011), in a fixed order, so that the same samples result in bit-identical weights.

use std::collections::BTreeMap;

/// A training sample: its features, and its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The names of its features, each once.
    pub features: Vec<String>,
    /// The label.
    pub holds: bool,
}

/// Weights by feature, in log-odds. Every sample has the feature [`BIAS`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weights(pub BTreeMap<String, f64>);

/// The feature that every sample has.
pub const BIAS: &str = "always";

/// Options for fitting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// The number of passes over the samples.
    pub rounds: usize,
    /// The strength of the regularisation towards zero, relative to the mean loss.
    pub decay: f64,
    /// Features with fewer samples than this are left out.
    pub least: usize,
}

impl Default for Fit {
    fn default() -> Self {
        Self { rounds: 300, decay: 2e-5, least: 5 }
    }
}

/// The probability for a sum of log-odds.
#[must_use]
pub fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

impl Weights {
    /// The probability that a sample with these features is positive. Unknown features have no weight.
    #[must_use]
    pub fn probability(&self, features: &[String]) -> f64 {
        let weight = |name: &str| self.0.get(name).copied().unwrap_or_default();
        probability(weight(BIAS) + features.iter().map(|name| weight(name)).sum::<f64>())
    }

    /// Fits weights to samples. Linear in the number of samples, the features of each, and the rounds.
    #[must_use]
    pub fn fit(samples: &[Sample], settings: Fit) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for feature in samples.iter().flat_map(|sample| &sample.features) {
            *counts.entry(feature).or_default() += 1;
        }
        let known: Vec<&str> = std::iter::once(BIAS)
            .chain(counts.into_iter().filter(|&(_, n)| n >= settings.least).map(|(f, _)| f))
            .collect();
        let number: BTreeMap<&str, usize> = known.iter().enumerate().map(|(at, &name)| (name, at)).collect();
        let rows: Vec<(Vec<usize>, f64)> = samples
            .iter()
            .map(|sample| {
                let present = sample.features.iter().filter_map(|name| number.get(name.as_str()).copied());
                (std::iter::once(0).chain(present).collect(), f64::from(u8::from(sample.holds)))
            })
            .collect();
        let mut weights = vec![0.0; known.len()];
        let mut seen = vec![1e-8; known.len()];
        let scale = 1.0 / rows.len().max(1) as f64;
        for _ in 0..settings.rounds {
            let mut slope: Vec<f64> = weights.iter().map(|weight| settings.decay * weight).collect();
            for (present, holds) in &rows {
                let sum: f64 = present.iter().filter_map(|&at| weights.get(at)).sum();
                let error = (probability(sum) - holds) * scale;
                for &at in present {
                    if let Some(slope) = slope.get_mut(at) {
                        *slope += error;
                    }
                }
            }
            for ((weight, slope), seen) in weights.iter_mut().zip(&slope).zip(&mut seen) {
                *seen += slope * slope;
                *weight -= 0.3 * slope / seen.sqrt();
            }
        }
        Self(known.into_iter().map(str::to_owned).zip(weights).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{Fit, Sample, Weights};

    #[test]
    fn frequent_features_get_a_high_probability() {
        let sample = |name: &str, holds| Sample { features: vec![name.to_owned()], holds };
        let mut samples = Vec::new();
        for at in 0..100 {
            samples.push(sample("said", at % 10 != 0));
            samples.push(sample("insisted", at % 4 == 0));
        }
        let weights = Weights::fit(&samples, Fit::default());
        let of = |name: &str| weights.probability(&[name.to_owned()]);
        assert!((of("said") - 0.9).abs() < 0.02, "{}", of("said"));
        assert!((of("insisted") - 0.25).abs() < 0.02, "{}", of("insisted"));
        assert_eq!(weights, Weights::fit(&samples, Fit::default()));
    }
}
