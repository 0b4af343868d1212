//! What went wrong, one by one.

use super::{Evaluation, Judgement, Side};

/// What went wrong with an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MistakeKind {
    /// In the gold, and nothing is predicted for its content.
    Missed,
    /// In the gold, and what is predicted covers less than half of it, or goes too far.
    Boundary,
    /// Detected, with another source.
    Source,
    /// Predicted, and no gold content belongs to it.
    FalseAlarm,
}

impl MistakeKind {
    /// Every kind, in the order they are told.
    pub const ALL: [Self; 4] = [Self::Missed, Self::Boundary, Self::Source, Self::FalseAlarm];

    /// The name it is published under.
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

/// One thing that went wrong.
#[derive(Debug, Clone, Copy)]
pub struct Mistake<'e> {
    /// What.
    pub kind: MistakeKind,
    /// The article.
    pub judgement: &'e Judgement,
    /// What the annotators marked; nothing for a false alarm.
    pub gold: Option<&'e Side>,
    /// What was predicted; nothing where it was missed.
    pub predicted: Option<&'e Side>,
}

impl Mistake<'_> {
    /// Whether the rule of that id made the prediction.
    #[must_use]
    pub fn is_of_rule(&self, id: &str) -> bool {
        self.predicted.is_some_and(|side| side.attribution.rule.as_deref() == Some(id))
    }

    /// Whether the word that carries the cue of the gold, or of the prediction without gold, has this dictionary form.
    #[must_use]
    pub fn is_of_cue(&self, lemma: &str) -> bool {
        self.gold.or(self.predicted).is_some_and(|side| side.cue_lemma == lemma)
    }
}

impl Evaluation {
    /// Everything of one kind that went wrong, in the order of the articles.
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

/// At most `count` of `all`, evenly spread, so that they come from the whole corpus and are the same every time.
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
    fn a_sample_is_spread_over_all() {
        assert_eq!(sample((0..10).collect(), 3), [1, 5, 8]);
        assert_eq!(sample((0..2).collect(), 3), [0, 1]);
        assert_eq!(sample(vec![1], 0), [0; 0]);
    }
}
