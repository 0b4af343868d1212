//! An evaluation as a JSON object. Shares are from 0 to 1; spans are in code points.

use serde::{Serialize, Serializer};

use super::Scores;
use crate::evaluate::{CueScore, Figure, Interval, MissedCue, Mistake, RuleScore, Side, Tally};
use crate::span::{CharIndex, Span};

/// All selected parts, indented, with a line break at the end.
#[must_use]
pub fn json(scores: &Scores<'_>) -> String {
    let published = Published {
        articles: scores.evaluation.judgements.len(),
        gold: scores.evaluation.gold(),
        predicted: scores.evaluation.predicted(),
        figures: Figures(scores),
        rules: scores.rules.as_ref().map(|rules| rules.iter().map(rule).collect()),
        cues: scores.cues.as_ref().map(|cues| Cues {
            kinds: cues.kinds.iter().map(cue).collect(),
            lemmas: cues.lemmas.iter().map(cue).collect(),
            missed: &cues.missed,
        }),
        mistakes: scores.mistakes.iter().flat_map(|shown| &shown.mistakes).map(mistake).collect(),
    };
    let mut text = serde_json::to_string_pretty(&published).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Published<'s> {
    articles: usize,
    gold: usize,
    predicted: usize,
    figures: Figures<'s>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rules: Option<Vec<Rule<'s>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cues: Option<Cues<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mistakes: Vec<PublishedMistake<'s>>,
}

/// The figures as an object, in order.
struct Figures<'s>(&'s Scores<'s>);

impl Serialize for Figures<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tallies = self.0.evaluation.tallies();
        let interval = |figure| self.0.intervals.iter().find(|(other, _)| *other == figure).map(|(_, found)| found);
        let rows = Figure::ALL.iter().map(|&figure| (figure.name(), row(tallies.of(figure), interval(figure))));
        serializer.collect_map(rows)
    }
}

#[derive(Serialize)]
struct Row<'s> {
    precision: f64,
    recall: f64,
    f1: f64,
    #[serde(flatten)]
    tally: Tally,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<&'s Interval>,
}

fn row<'s>(tally: &Tally, interval: Option<&'s Interval>) -> Row<'s> {
    Row { precision: tally.precision(), recall: tally.recall(), f1: tally.f1(), tally: *tally, interval }
}

#[derive(Serialize)]
struct Rule<'s> {
    #[serde(flatten)]
    score: &'s RuleScore,
    precision: Option<f64>,
}

fn rule(score: &RuleScore) -> Rule<'_> {
    Rule { score, precision: share(score.right, score.predicted) }
}

#[derive(Serialize)]
struct Cues<'s> {
    kinds: Vec<Cue<'s>>,
    lemmas: Vec<Cue<'s>>,
    missed: &'s [MissedCue],
}

#[derive(Serialize)]
struct Cue<'s> {
    #[serde(flatten)]
    score: &'s CueScore,
    recall: Option<f64>,
    precision: Option<f64>,
}

fn cue(score: &CueScore) -> Cue<'_> {
    Cue { score, recall: share(score.found, score.gold), precision: share(score.right, score.predicted) }
}

/// The share; `None` if the whole is 0.
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[derive(Serialize)]
struct PublishedMistake<'s> {
    kind: &'static str,
    article: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    gold: Option<PublishedSide<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    predicted: Option<PublishedSide<'s>>,
}

#[derive(Serialize)]
struct PublishedSide<'s> {
    source: Vec<Words<'s>>,
    cue: Vec<Words<'s>>,
    content: Vec<Words<'s>>,
    cue_lemma: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue_kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'s str>,
    sentences: Words<'s>,
}

#[derive(Serialize)]
struct Words<'s> {
    text: &'s str,
    span: [usize; 2],
}

fn mistake<'s>(mistake: &Mistake<'s>) -> PublishedMistake<'s> {
    let article = &mistake.judgement.article;
    let index = CharIndex::new(&article.text);
    let words = |span: Span| Words { text: span.of(&article.text), span: index.span(span) };
    let all = |spans: &[Span]| spans.iter().copied().map(words).collect();
    let side = |side: &'s Side| PublishedSide {
        source: all(&side.attribution.source),
        cue: all(&side.attribution.cue),
        content: all(&side.attribution.content),
        cue_lemma: &side.cue_lemma,
        cue_kind: side.cue_kind.map(|kind| kind.name()),
        rule: side.attribution.rule.as_deref(),
        sentences: words(side.sentences),
    };
    PublishedMistake {
        kind: mistake.kind.name(),
        article: &article.id,
        gold: mistake.gold.map(side),
        predicted: mistake.predicted.map(side),
    }
}
