//! What a sentence can be, and how well labels agree with those that people gave.

/// What a sentence is to who checks facts. The names are those of the `ClaimBuster` data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// Check-worthy: it states a fact, and the public has an interest in whether it is so.
    Worthy,
    /// Unimportant: it states a fact that nobody would check.
    Unimportant,
    /// Not factual: an opinion, a wish, a plan, a question.
    NotFactual,
}

impl Label {
    /// Every label, by its name in the output: *CFS*, *UFS*, *NFS*.
    pub const ALL: [(&str, Self); 3] = [("CFS", Self::Worthy), ("UFS", Self::Unimportant), ("NFS", Self::NotFactual)];

    /// The name it has in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Worthy => "CFS",
            Self::Unimportant => "UFS",
            Self::NotFactual => "NFS",
        }
    }

    /// In words: *worth checking*.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Worthy => "worth checking",
            Self::Unimportant => "a fact nobody would check",
            Self::NotFactual => "not factual",
        }
    }

    /// The label of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|&&(other, _)| other == name).map(|&(_, label)| label)
    }

    /// Whether it is said of sentences that state a fact.
    #[must_use]
    pub const fn is_factual(self) -> bool {
        !matches!(self, Self::NotFactual)
    }
}

/// How well labels agree with those that people gave, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scores {
    /// F1 of the check-worthy against all others.
    pub worthy: f64,
    /// F1 of the factual, check-worthy or not, against the others.
    pub factual: f64,
    /// The mean of the F1 of the three labels.
    pub mean: f64,
    /// The average precision of the score for the check-worthy.
    pub ranking: f64,
}

/// The scores of sentences, each with the label people gave, the one predicted, and the predicted score. Of sentences with
/// the same score the first counts as ranked higher.
#[must_use]
pub fn scores(judged: &[(Label, Label, f64)]) -> Scores {
    let of = |label: Label| f1(judged, |one| one == label);
    Scores {
        worthy: of(Label::Worthy),
        factual: f1(judged, Label::is_factual),
        mean: (of(Label::Worthy) + of(Label::Unimportant) + of(Label::NotFactual)) / 3.0,
        ranking: average_precision(judged),
    }
}

fn f1(judged: &[(Label, Label, f64)], is: impl Fn(Label) -> bool) -> f64 {
    let count = |gold: bool, predicted: bool| {
        judged.iter().filter(|(one, other, _)| is(*one) == gold && is(*other) == predicted).count() as f64
    };
    let both = count(true, true);
    if both == 0.0 { 0.0 } else { 2.0 * both / (2.0 * both + count(true, false) + count(false, true)) }
}

fn average_precision(judged: &[(Label, Label, f64)]) -> f64 {
    let mut order: Vec<&(Label, Label, f64)> = judged.iter().collect();
    order.sort_by(|one, other| other.2.total_cmp(&one.2));
    let (mut hits, mut sum) = (0.0, 0.0);
    for (rank, (gold, _, _)) in order.into_iter().enumerate() {
        if *gold == Label::Worthy {
            hits += 1.0;
            sum += hits / (rank + 1) as f64;
        }
    }
    sum / f64::max(hits, 1.0)
}

#[cfg(test)]
mod tests {
    use super::{Label, scores};

    #[test]
    fn what_is_labelled_right_scores_one() {
        let (worthy, unimportant, other) = (Label::Worthy, Label::Unimportant, Label::NotFactual);
        let right = [(worthy, worthy, 0.9), (unimportant, unimportant, 0.4), (other, other, 0.1)];
        let scores = scores(&right);
        assert_eq!((scores.worthy, scores.factual, scores.mean, scores.ranking), (1.0, 1.0, 1.0, 1.0));
    }

    #[test]
    fn a_worthy_one_ranked_second_and_missed_costs_both_figures() {
        let (worthy, other) = (Label::Worthy, Label::NotFactual);
        let judged = [(worthy, worthy, 0.9), (other, other, 0.8), (worthy, other, 0.3)];
        let scores = scores(&judged);
        assert!((scores.worthy - 2.0 / 3.0).abs() < 1e-9, "{scores:?}");
        assert!((scores.ranking - (1.0 + 2.0 / 3.0) / 2.0).abs() < 1e-9, "{scores:?}");
    }
}
