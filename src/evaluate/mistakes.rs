//! The mistakes of the predictions.

use super::{Evaluation, Judgement, Side};

/// The kind of a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MistakeKind {
    /// In the gold, without a prediction for its content.
    Missed,
    /// In the gold, but the prediction covers less than half of it, or extends too far.
    Boundary,
    /// Detected, but with a different source.
    Source,
    /// Predicted, without a gold content for it.
    FalseAlarm,
}

impl MistakeKind {
    /// Every kind, in the order of the report.
    pub const ALL: [Self; 4] = [Self::Missed, Self::Boundary, Self::Source, Self::FalseAlarm];

    /// The name used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Boundary => "boundary",
            Self::Source => "wrong source",
            Self::FalseAlarm => "false alarm",
        }
    }
}

/// A mistake.
#[derive(Debug, Clone, Copy)]
pub struct Mistake<'e> {
    /// Its kind.
    pub kind: MistakeKind,
    /// The article.
    pub judgement: &'e Judgement,
    /// The annotation; `None` for a false alarm.
    pub gold: Option<&'e Side>,
    /// The prediction; `None` for a missed attribution.
    pub predicted: Option<&'e Side>,
}

impl Mistake<'_> {
    /// Whether the rule of that id made the prediction.
    #[must_use]
    pub fn is_of_rule(&self, id: &str) -> bool {
        self.predicted.is_some_and(|side| side.attribution.rule.as_deref() == Some(id))
    }

    /// Whether the head word of the cue has this dictionary form; the gold cue counts, or that of the prediction if
    /// there is no gold.
    #[must_use]
    pub fn is_of_cue(&self, lemma: &str) -> bool {
        self.gold.or(self.predicted).is_some_and(|side| side.cue_lemma == lemma)
    }
}

impl Evaluation {
    /// All mistakes of one kind, in the order of the articles.
    #[must_use]
    pub fn mistakes(&self, kind: MistakeKind) -> Vec<Mistake<'_>> {
        self.judgements.iter().flat_map(|judgement| mistakes(judgement, kind)).collect()
    }
}

fn mistakes(judgement: &Judgement, kind: MistakeKind) -> Vec<Mistake<'_>> {
    let pairs = judgement.pairs.iter();
    let (gold, predicted) = (|at: usize| judgement.gold.get(at), |at: usize| judgement.predicted.get(at));
    let mut found: Vec<(Option<usize>, Option<usize>)> = match kind {
        MistakeKind::Missed => {
            let free = |&at: &usize| judgement.pairs.iter().all(|pair| pair.gold != at);
            (0..judgement.gold.len()).filter(free).map(|at| (Some(at), None)).collect()
        }
        MistakeKind::FalseAlarm => {
            let free = |&at: &usize| judgement.pairs.iter().all(|pair| pair.predicted != at);
            (0..judgement.predicted.len()).filter(free).map(|at| (None, Some(at))).collect()
        }
        MistakeKind::Boundary => {
            pairs.filter(|pair| !pair.is_detected()).map(|pair| (Some(pair.gold), Some(pair.predicted))).collect()
        }
        MistakeKind::Source => {
            let wrong = pairs.filter(|pair| pair.is_detected() && !pair.same_source);
            wrong.map(|pair| (Some(pair.gold), Some(pair.predicted))).collect()
        }
    };
    found.sort_unstable();
    let mistake = |(one, other): (Option<usize>, Option<usize>)| Mistake {
        kind,
        judgement,
        gold: one.and_then(gold),
        predicted: other.and_then(predicted),
    };
    found.into_iter().map(mistake).collect()
}

/// At most `count` of `all`, evenly spaced, so that they come from the whole corpus and are the same every time.
#[must_use]
pub fn sample<T>(all: Vec<T>, count: usize) -> Vec<T> {
    let (length, count) = (all.len(), count.min(all.len()));
    let mut wanted = (0..count).map(|at| (2 * at + 1) * length / (2 * count)).peekable();
    let kept = all.into_iter().enumerate().filter(|(at, _)| wanted.next_if_eq(at).is_some());
    kept.map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::sample;

    #[test]
    fn a_sample_is_evenly_spaced() {
        assert_eq!(sample((0..10).collect(), 3), [1, 5, 8]);
        assert_eq!(sample((0..2).collect(), 3), [0, 1]);
        assert_eq!(sample(vec![1], 0), [0; 0]);
    }
}
