//! Confidence intervals by the bootstrap.
//!
//! The articles are resampled with replacement, and every figure is computed for each sample; its interval is the
//! middle 95 % of these values. Articles are resampled instead of claims, because the claims of one article are not
//! independent. The samples are the same every time.

use serde::Serialize;

use super::generator::Generator;
use super::{Evaluation, Figure, Tally};

/// The number of samples.
pub const RESAMPLES: usize = 1000;

/// The seed of the samples.
const SEED: u32 = 20_161_108;

/// The middle 95 % of the values of a figure over the samples: lower and upper bound, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// Of precision.
    pub precision: [f64; 2],
    /// Of recall.
    pub recall: [f64; 2],
    /// Of their harmonic mean.
    pub f1: [f64; 2],
}

impl Evaluation {
    /// An interval for every figure, in the order of [`Figure::ALL`]; empty if there are no articles. Costs
    /// [`RESAMPLES`] sums over all articles for each figure.
    #[must_use]
    pub fn intervals(&self) -> Vec<(Figure, Interval)> {
        let Some(articles) = u32::try_from(self.judgements.len()).ok().filter(|&articles| articles > 0) else {
            return Vec::new();
        };
        let mut generator = Generator::new(SEED);
        let mut draw = || (0..articles).map(|_| generator.below(articles) as usize).collect();
        let draws: Vec<Vec<usize>> = (0..RESAMPLES).map(|_| draw()).collect();
        Figure::ALL.iter().map(|&figure| (figure, self.interval(figure, &draws))).collect()
    }

    fn interval(&self, figure: Figure, draws: &[Vec<usize>]) -> Interval {
        let tallies: Vec<&Tally> = self.judgements.iter().map(|judgement| judgement.tallies.of(figure)).collect();
        let sums: Vec<Tally> = draws
            .iter()
            .map(|draw| {
                let mut sum = Tally::default();
                draw.iter().filter_map(|&at| tallies.get(at)).for_each(|tally| sum.add(tally));
                sum
            })
            .collect();
        let middle = |value: fn(&Tally) -> f64| middle(sums.iter().map(value).collect());
        Interval { precision: middle(Tally::precision), recall: middle(Tally::recall), f1: middle(Tally::f1) }
    }
}

/// The 2.5th and the 97.5th percentile.
fn middle(mut values: Vec<f64>) -> [f64; 2] {
    values.sort_by(f64::total_cmp);
    let at = |place: usize| values.get(place.min(values.len().saturating_sub(1))).copied().unwrap_or_default();
    [at(values.len() / 40), at(values.len() * 39 / 40)]
}

#[cfg(test)]
mod tests {
    use super::middle;
    use crate::evaluate::Evaluation;

    #[test]
    fn an_interval_excludes_two_and_a_half_per_cent_on_each_side() {
        assert_eq!(middle((0..1000).rev().map(f64::from).collect()), [25.0, 975.0]);
    }

    #[test]
    fn without_articles_there_are_no_intervals() {
        assert!(Evaluation::default().intervals().is_empty());
    }
}
