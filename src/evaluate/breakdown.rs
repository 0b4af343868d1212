//! Scores for each rule and each cue.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Evaluation, Judgement, Side};

/// The predictions of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct RuleScore {
    /// The id of the rule.
    pub rule: String,
    /// How many attributions it predicted.
    pub predicted: usize,
    /// How many of them are correct: in a detected pair.
    pub right: usize,
    /// How many of those also have the source of the gold.
    pub with_source: usize,
    /// How many of the correct ones have exactly the content of the gold.
    pub same_content: usize,
}

/// Scores of the cues that share a property.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CueScore {
    /// The property: a part of speech, or a dictionary form; empty without a cue.
    pub name: String,
    /// How many gold attributions have such a cue.
    pub gold: usize,
    /// How many of them are found: in a detected pair, whatever the cue of the prediction.
    pub found: usize,
    /// How many predictions have such a cue.
    pub predicted: usize,
    /// How many of them are correct.
    pub right: usize,
}

/// The words of a cue whose attributions are missed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissedCue {
    /// The words in lower case; pieces are joined by ` … `.
    pub words: String,
    /// How many gold attributions with these words are in no detected pair.
    pub missed: usize,
    /// How many gold attributions have these words.
    pub gold: usize,
}

/// Scores by the head word of the cue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CueScores {
    /// By its part of speech, the most frequent in the gold first.
    pub kinds: Vec<CueScore>,
    /// By its dictionary form, the most frequent in the gold first.
    pub lemmas: Vec<CueScore>,
    /// The words of missed cues, the most missed first.
    pub missed: Vec<MissedCue>,
}

impl Evaluation {
    /// The scores of all rules with predictions, those with most first; empty if the predictions name no rule. Linear,
    /// apart from sorting the names.
    #[must_use]
    pub fn by_rule(&self) -> Vec<RuleScore> {
        let mut rules: BTreeMap<&str, RuleScore> = BTreeMap::new();
        for judgement in &self.judgements {
            let rule = |at: usize| judgement.predicted.get(at).and_then(|side| side.attribution.rule.as_deref());
            for rule in (0..judgement.predicted.len()).filter_map(rule) {
                rules.entry(rule).or_default().predicted += 1;
            }
            for pair in judgement.pairs.iter().filter(|pair| pair.is_detected()) {
                let Some(score) = rule(pair.predicted).and_then(|rule| rules.get_mut(rule)) else { continue };
                score.right += 1;
                score.with_source += usize::from(pair.same_source);
                score.same_content += usize::from(pair.same_content);
            }
        }
        let named = |(rule, score): (&str, RuleScore)| RuleScore { rule: rule.to_owned(), ..score };
        let mut rules: Vec<RuleScore> = rules.into_iter().map(named).collect();
        rules.sort_by_key(|score| Reverse(score.predicted));
        rules
    }

    /// The scores of cues. Linear, apart from sorting the words.
    #[must_use]
    pub fn by_cue(&self) -> CueScores {
        let (mut kinds, mut lemmas) = (Scores::default(), Scores::default());
        let mut missed: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for judgement in &self.judgements {
            let hits = Hits::new(judgement);
            for (at, side) in judgement.gold.iter().enumerate() {
                let hit = hits.gold.contains(&at);
                kinds.gold(kind(side), hit);
                lemmas.gold(&side.cue_lemma, hit);
                let (misses, all) = missed.entry(cue_words(judgement, side)).or_default();
                *misses += usize::from(!hit);
                *all += 1;
            }
            for (at, side) in judgement.predicted.iter().enumerate() {
                let hit = hits.predicted.contains(&at);
                kinds.predicted(kind(side), hit);
                lemmas.predicted(&side.cue_lemma, hit);
            }
        }
        let words = |(words, (missed, gold))| MissedCue { words, missed, gold };
        let mut missed: Vec<MissedCue> = missed.into_iter().map(words).filter(|cue| cue.missed > 0).collect();
        missed.sort_by_key(|cue| Reverse(cue.missed));
        CueScores { kinds: kinds.sorted(), lemmas: lemmas.sorted(), missed }
    }
}

/// Which attributions of either side are in a detected pair, by index.
struct Hits {
    gold: BTreeSet<usize>,
    predicted: BTreeSet<usize>,
}

impl Hits {
    fn new(judgement: &Judgement) -> Self {
        let detected = || judgement.pairs.iter().filter(|pair| pair.is_detected());
        Self {
            gold: detected().map(|pair| pair.gold).collect(),
            predicted: detected().map(|pair| pair.predicted).collect(),
        }
    }
}

/// Scores by name.
#[derive(Default)]
struct Scores(BTreeMap<String, CueScore>);

impl Scores {
    fn gold(&mut self, name: &str, hit: bool) {
        let score = self.of(name);
        score.gold += 1;
        score.found += usize::from(hit);
    }

    fn predicted(&mut self, name: &str, hit: bool) {
        let score = self.of(name);
        score.predicted += 1;
        score.right += usize::from(hit);
    }

    fn of(&mut self, name: &str) -> &mut CueScore {
        self.0.entry(name.to_owned()).or_default()
    }

    fn sorted(self) -> Vec<CueScore> {
        let mut all: Vec<CueScore> = self.0.into_iter().map(|(name, score)| CueScore { name, ..score }).collect();
        all.sort_by_key(|score| Reverse((score.gold, score.predicted)));
        all
    }
}

fn kind(side: &Side) -> &'static str {
    side.cue_kind.map_or("", |kind| kind.name())
}

fn cue_words(judgement: &Judgement, side: &Side) -> String {
    let words: Vec<String> = side
        .attribution
        .cue
        .iter()
        .map(|span| span.of(&judgement.article.text).split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    words.join(" … ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{CueScore, RuleScore};
    use crate::evaluate::{Annotated, Attribution, Evaluation, Mistake, MistakeKind};
    use crate::{Article, Extractor, Pack, Session};

    const TEXT: &str = "Rao said it rains. Moss denies it snows. The pier was closed.";

    fn attribution(spans: [[usize; 2]; 3], rule: &str) -> Attribution {
        let [source, cue, content] = spans.map(|[start, end]| vec![crate::span::Span::new(start, end)]);
        Attribution { source, cue, content, rule: Some(rule.to_owned()) }
    }

    /// One found with a different source, one missed, one false alarm.
    fn evaluation() -> Evaluation {
        let (rao, moss) = ([[0, 3], [4, 8], [9, 17]], [[19, 23], [24, 30], [31, 39]]);
        let gold = vec![attribution(rao, ""), attribution(moss, "")];
        let predicted = vec![
            attribution([[19, 23], [4, 8], [9, 17]], "said-that"),
            attribution([[41, 49], [50, 53], [54, 60]], "said-that"),
        ];
        let annotated = Annotated { article: Article::new("a", TEXT), attributions: gold };
        let judgement = Extractor::new(Pack::default()).judge(&mut Session::default(), annotated, Some(predicted));
        Evaluation { judgements: vec![judgement] }
    }

    #[test]
    fn scores_are_assigned_to_rules_and_cues() {
        let rule = RuleScore { rule: "said-that".into(), predicted: 2, right: 1, with_source: 0, same_content: 1 };
        assert_eq!(evaluation().by_rule(), [rule]);
        let cues = evaluation().by_cue();
        let cue = |name: &str, [gold, found, predicted, right]: [usize; 4]| CueScore {
            name: name.into(),
            gold,
            found,
            predicted,
            right,
        };
        assert_eq!(cues.lemmas, [cue("say", [1, 1, 1, 1]), cue("deny", [1, 0, 0, 0]), cue("be", [0, 0, 1, 0])]);
        assert_eq!(cues.kinds, [cue("verb", [2, 1, 2, 1])]);
        assert_eq!(
            cues.missed.iter().map(|cue| (cue.words.as_str(), cue.missed, cue.gold)).collect::<Vec<_>>(),
            [("denies", 1, 1)]
        );
    }

    #[test]
    fn every_mistake_is_listed_once() {
        let evaluation = evaluation();
        let cues = |kind| -> Vec<String> {
            let cue = |mistake: Mistake<'_>| mistake.gold.or(mistake.predicted).map(|side| side.cue_lemma.clone());
            evaluation.mistakes(kind).into_iter().filter_map(cue).collect()
        };
        assert_eq!(MistakeKind::ALL.map(cues), [vec!["deny"], vec![], vec!["say"], vec!["be"]]);
    }

    #[test]
    fn an_article_shows_mistakes_in_their_sentences() {
        let evaluation = evaluation();
        let sentences: Vec<&str> = evaluation.judgements[0].gold.iter().map(|side| side.sentences.of(TEXT)).collect();
        assert_eq!(sentences, ["Rao said it rains.", "Moss denies it snows."]);
    }
}
