//! How good the rules are: what was extracted, held against what people marked in the same articles.
//!
//! An [`Annotated`] article comes with the attributions its annotators found. [`Extractor::judge`] lays beside them
//! those the rules find, or those of any other system, and gives a [`Judgement`]; all of them make an [`Evaluation`],
//! which has the [figures](Figure), their [intervals](Interval), the scores [by rule](RuleScore) and
//! [by cue](CueScores), and the [mistakes](Mistake) one by one.
//!
//! The measures are those of the field. Work on the corpora of attributions, PARC (Pareti et al. 2013, Pareti 2016) and
//! `PolNeAR` (Newell, Margolin and Ruths 2018), reports precision and recall of contents found exactly and found in
//! part, of sources given the content, and of labelled words; in part means here that half of the words of both are
//! shared (Jaccard). Everything is counted on words of its own kind (see `words`), told apart by the characters alone
//! and not by the reading that the rules work on: no system is judged by its own tokens, and no change to
//! [`crate::text`] moves the yardstick. Only the names of cues, which the figures do not use, come from there.

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

/// An attribution, as annotators mark one and as a system finds one: who says what by which words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// Who; empty where the article does not say. Bytes of the article's text, as in the other two.
    pub source: Vec<Span>,
    /// The words that attribute; may be empty.
    pub cue: Vec<Span>,
    /// What is attributed.
    pub content: Vec<Span>,
    /// The rule that found it, where a rule did.
    pub rule: Option<String>,
}

impl Attribution {
    /// The places of source, cue and content.
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

/// An attribution with what its text says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Where it is.
    pub attribution: Attribution,
    /// The dictionary form of the word that carries the cue, in lower case; empty without a cue.
    pub cue_lemma: String,
    /// What that word is; nothing without a cue.
    pub cue_kind: Option<CueKind>,
    /// The sentences that hold all of it, in bytes of the article's text.
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
    /// Whether contents, word for word, are the same.
    pub same_content: bool,
}

impl Pair {
    /// Whether the prediction counts as right: the contents overlap by at least half.
    #[must_use]
    pub fn is_detected(&self) -> bool {
        self.overlap >= matching::HALF
    }
}

/// One article, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The article.
    pub article: Article,
    /// What the annotators marked, in their order.
    pub gold: Vec<Side>,
    /// What was predicted, in its order.
    pub predicted: Vec<Side>,
    /// Which belongs to which; every index occurs once at most on either side.
    pub pairs: Vec<Pair>,
    /// The counts behind the figures.
    pub tallies: Tallies,
}

/// Articles, judged. Everything it tells depends on their order and on nothing else.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evaluation {
    /// The articles in order.
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

    /// How many attributions are marked in all.
    #[must_use]
    pub fn gold(&self) -> usize {
        self.judgements.iter().map(|judgement| judgement.gold.len()).sum()
    }

    /// How many attributions are predicted in all.
    #[must_use]
    pub fn predicted(&self) -> usize {
        self.judgements.iter().map(|judgement| judgement.predicted.len()).sum()
    }
}

impl Extractor {
    /// Judges `predicted`, or what the rules find in the article, by what its annotators marked.
    ///
    /// Of the rules' claims those count that somebody is said to make, and of those nested in another only the
    /// outermost, because corpora mark only that. Costs one reading of the text, and for every word of a content as
    /// many comparisons as contents share it.
    #[must_use]
    pub fn judge(&self, session: &mut Session, annotated: Annotated, predicted: Option<Vec<Attribution>>) -> Judgement {
        session.forget_if_large();
        let Annotated { article, attributions } = annotated;
        let document = text::read(&self.language, &mut session.vocabulary, &article);
        let predicted = predicted.unwrap_or_else(|| {
            let matches = self.engine.find(&mut session.engine, &document);
            let claims = resolve::claims(self.engine.pack(), &document, &matches.won, Some(&self.threshold));
            let outermost = claims.iter().filter(|claim| claim.is_attributed() && claim.parent.is_none());
            // of two rules with one id each is counted by itself
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

/// What the text says of an attribution.
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
