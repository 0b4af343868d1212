//! Evaluation of the rules against annotated articles.
//!
//! An [`Annotated`] article has the attributions that its annotators marked. [`Extractor::judge`] compares them with
//! those that the rules find, or those of any other system, in a [`Judgement`]; all judgements form an [`Evaluation`],
//! with the [figures](Figure), their [intervals](Interval), the scores [by rule](RuleScore) and [by cue](CueScores),
//! and the single [mistakes](Mistake).
//!
//! The measures are standard in the field. Work on the attribution corpora PARC (Pareti et al. 2013, Pareti 2016) and
//! `PolNeAR` (Newell, Margolin and Ruths 2018) reports precision and recall of contents with exact and partial matches,
//! of sources given the content, and of labelled words. A partial match here means a Jaccard index of at least one half
//! over words. The words are those of the module `words`, which depend on characters alone and not on the tokens that
//! rules work on: no system is judged by its own tokens, and no change to [`crate::text`] affects the scores. Only the
//! dictionary forms of cues, which the figures do not use, come from there.

mod breakdown;
mod count;
mod figures;
mod generator;
mod gold;
mod head;
mod interval;
mod matching;
mod mistakes;
mod quoted;
mod words;

pub use breakdown::{CueScore, CueScores, MissedCue, RuleScore};
pub use figures::{Figure, Tallies, Tally};
pub use gold::{Annotated, Misfit, predicted};
pub use interval::{Interval, RESAMPLES};
pub use mistakes::{Mistake, MistakeKind, sample};

use crate::article::Article;
use crate::claim::{Claim, CueKind};
use crate::resolve;
use crate::span::{Span, TokenRange};
use crate::text::{self, Document};
use crate::{Extractor, Session};
use matching::Sets;
use words::Words;

/// An attribution, annotated or predicted: who says what, with which words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// The source; empty if the article does not name one. Like the other two, bytes of the text of the article.
    pub source: Vec<Span>,
    /// The words that attribute the content; may be empty.
    pub cue: Vec<Span>,
    /// The attributed content.
    pub content: Vec<Span>,
    /// The rule that found it, if it was found by a rule.
    pub rule: Option<String>,
}

impl Attribution {
    /// The spans of source, cue and content.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.source.iter().chain(&self.cue).chain(&self.content).copied()
    }
}

impl From<&Claim> for Attribution {
    fn from(claim: &Claim) -> Self {
        Self {
            source: claim.source.as_ref().map(|source| source.mention.spans.clone()).unwrap_or_default(),
            cue: claim.cue.as_ref().map(|cue| cue.words.spans.clone()).unwrap_or_default(),
            content: claim.content.spans.clone(),
            rule: Some(claim.rule.clone()),
        }
    }
}

/// An attribution with properties from the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The attribution.
    pub attribution: Attribution,
    /// The dictionary form of the head word of the cue, in lower case; empty without a cue.
    pub cue_lemma: String,
    /// The part of speech of that word; `None` without a cue.
    pub cue_kind: Option<CueKind>,
    /// The sentences that contain the attribution, in bytes of the text of the article.
    pub sentences: Span,
}

/// A gold and a predicted attribution whose contents share a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The gold one, by its index in [`Judgement::gold`].
    pub gold: usize,
    /// The predicted one, by its index in [`Judgement::predicted`].
    pub predicted: usize,
    /// The Jaccard index of the words of their contents: above 0, at most 1.
    pub overlap: f64,
    /// Whether their sources share a word, or both have none.
    pub same_source: bool,
    /// Whether their contents are the same, word for word.
    pub same_content: bool,
}

impl Pair {
    /// Whether the prediction counts as correct: the contents overlap by at least half.
    #[must_use]
    pub fn is_detected(&self) -> bool {
        self.overlap >= matching::HALF
    }
}

/// The comparison of gold and predictions for one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The article.
    pub article: Article,
    /// The gold attributions, in the order of the file.
    pub gold: Vec<Side>,
    /// The predictions, in their order.
    pub predicted: Vec<Side>,
    /// The pairs; every index occurs at most once on either side.
    pub pairs: Vec<Pair>,
    /// The counts behind the figures.
    pub tallies: Tallies,
}

/// The judgements of many articles. All results depend only on them and their order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evaluation {
    /// The judgements, in the order of the articles.
    pub judgements: Vec<Judgement>,
}

impl Evaluation {
    /// The counts of all articles together (micro average).
    #[must_use]
    pub fn tallies(&self) -> Tallies {
        let mut all = Tallies::default();
        for judgement in &self.judgements {
            all.add(&judgement.tallies);
        }
        all
    }

    /// The number of gold attributions.
    #[must_use]
    pub fn gold(&self) -> usize {
        self.judgements.iter().map(|judgement| judgement.gold.len()).sum()
    }

    /// The number of predicted attributions.
    #[must_use]
    pub fn predicted(&self) -> usize {
        self.judgements.iter().map(|judgement| judgement.predicted.len()).sum()
    }
}

impl Extractor {
    /// Compares `predicted`, or what the rules find in the article, with its annotations.
    ///
    /// Of the claims of the rules, only those with a source count, and of nested ones only the outermost, because
    /// corpora only annotate these. Costs one reading of the text and, for every word of a content, one comparison per
    /// content that shares it.
    #[must_use]
    pub fn judge(&self, session: &mut Session, annotated: Annotated, predicted: Option<Vec<Attribution>>) -> Judgement {
        session.forget_if_large();
        let Annotated { article, attributions } = annotated;
        let document = text::read(&self.language, &mut session.vocabulary, &article);
        let predicted = predicted.unwrap_or_else(|| {
            let matches = self.engine.find(&mut session.engine, &document);
            let claims = resolve::claims(self.engine.pack(), &document, &matches.won, Some(&self.threshold));
            let outermost = claims.iter().filter(|claim| claim.is_attributed() && claim.parent.is_none());
            // if two rules have the same id, they are counted separately
            let named = |claim: &Claim| Some(self.engine.pack().name_of_key(&claim.pack, &claim.rule));
            outermost.map(|claim| Attribution { rule: named(claim), ..Attribution::from(claim) }).collect()
        });
        let words = Words::new(&article.text);
        let language = &self.language;
        let sets =
            |all: &[Attribution]| -> Vec<Sets> { all.iter().map(|one| Sets::new(language, &words, one)).collect() };
        let (gold_sets, predicted_sets) = (sets(&attributions), sets(&predicted));
        let pairs = matching::pairs(&gold_sets, &predicted_sets);
        let tallies = count::tallies(&gold_sets, &predicted_sets, &pairs);
        let sides = |all: Vec<Attribution>| all.into_iter().map(|one| side(&document, one)).collect();
        let (gold, predicted) = (sides(attributions), sides(predicted));
        Judgement { gold, predicted, pairs, tallies, article }
    }
}

/// Adds the properties from the text to an attribution.
pub(crate) fn side(document: &Document<'_>, attribution: Attribution) -> Side {
    let filled = |span: &Span| !span.is_empty();
    let cue = attribution.cue.iter().copied().filter(filled);
    let cue: Vec<TokenRange> = cue.map(|span| document.tokens_of(span)).collect();
    let carrier = resolve::cue_word(document, &cue);
    let (cue_lemma, cue_kind) = carrier.map_or((String::new(), None), |(lemma, kind)| (lemma, Some(kind)));
    let all = attribution.spans().filter(filled).reduce(Span::cover).unwrap_or_default();
    let tokens = document.tokens_of(all);
    let sentences = document.sentences.iter().map(|sentence| sentence.tokens).filter(|other| other.overlaps(tokens));
    let sentences = sentences.map(|sentence| document.span(sentence)).fold(all, Span::cover);
    Side { attribution, cue_lemma, cue_kind, sentences }
}
