//! Which sentences are worth checking, and why.
//!
//! A sentence is *check-worthy* where it states something as a fact that the public has an interest in, *unimportant* where
//! it states a fact that nobody would check, and *not factual* where it states none: a wish, a plan, an opinion, a question.
//! These are the three labels of the `ClaimBuster` project (Hassan and others 2017).
//!
//! Nothing here is learned that cannot be read. Rules tell *facets* of a sentence: it has a share in it, it speaks of
//! votes, it is a question. Each facet has two [`Weights`]: what it adds to the log-odds that the sentence is
//! check-worthy, and what it adds to the log-odds that it is factual at all. The sums decide, so every label comes with
//! the facets that led to it, the words that show them, and what each of them added.
//!
//! Why not a model of words: nobody can argue with one. A newsroom that finds its own reasons missing writes a rule with a
//! facet, and fits the weights anew to sentences it has labelled itself ([`fit`]).

mod fit;
mod label;
mod nature;
mod rank;
mod weights;

pub use fit::{Fitted, Labelled, fit, folds};
pub use label::{Label, Scores, scores};
pub use nature::Nature;
pub use rank::{Candidate, Places, rank};
pub use weights::{Misfit, Weight, Weights};

use std::collections::BTreeMap;

use crate::annotation::ParagraphKind;
use crate::article::Article;
use crate::claim::Claim;
use crate::diagnostic::Diagnostic;
use crate::engine::{self, Engine, Match, Unread};
use crate::rule::{self, Pack};
use crate::span::{Span, TokenRange};
use crate::text::{Document, Language, Vocabulary, read, read_as};

/// Facet rules and weights, ready to be applied: immutable, and shared between threads.
#[derive(Debug)]
pub struct Assessor {
    language: Language,
    engine: Engine,
    weights: Weights,
    any_language: bool,
}

/// What is remembered between texts, for speed alone: one per thread, for one assessor.
#[derive(Debug, Default)]
pub struct Session {
    vocabulary: Vocabulary,
    engine: engine::Session,
}

/// What is remembered between documents, for speed alone: one per thread, for one assessor and the vocabulary of the
/// documents.
#[derive(Debug, Default)]
pub(crate) struct InDocuments {
    engine: engine::Session,
    alone: Session,
}

/// The facets that are so of a sentence, sorted by name, each with the words that show it: bytes of the text, in its order.
pub type Facets = BTreeMap<String, Vec<Span>>;

/// What a sentence is worth, and why.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Assessment {
    /// The bytes of the text that were assessed.
    pub span: Span,
    /// Its paragraph and sentence, from 1; a sentence that was given alone is the first of the first.
    pub position: (usize, usize),
    /// What it is.
    pub label: Label,
    /// The probability that it is check-worthy, from 0 to 1.
    pub score: f64,
    /// The probability that it is factual, from 0 to 1.
    pub factual: f64,
    /// What led to that, the weightiest first.
    pub reasons: Vec<Reason>,
    /// What kind of thing it says, and how.
    pub nature: Nature,
}

/// A facet of a sentence, with what it added.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Reason {
    /// The facet.
    pub facet: String,
    /// The words that show it, in the order of the text.
    pub words: Vec<Span>,
    /// What it added to the log-odds of each.
    pub weight: Weight,
}

impl Assessor {
    /// An assessor that tells facets by `pack` and weighs them by `weights`. Rules that find claims are left out.
    #[must_use]
    pub fn new(mut pack: Pack, weights: Weights) -> Self {
        pack.rules.retain(|rule| rule.facet.is_some());
        let language = crate::lang::english();
        let engine = Engine::new(&language, pack);
        Self { language, engine, weights, any_language: false }
    }

    /// An assessor with the rules and weights that come with the program.
    #[must_use]
    pub fn with_default_rules() -> Self {
        let loaded = rule::load(&rule::files_of(rule::FACETS), &|_| Err("no file is needed".into()));
        Self::new(loaded.pack, Weights::english())
    }

    /// The same, reading articles in languages that no rule is for as well, if `any` is true.
    #[must_use]
    pub fn with_any_language(self, any: bool) -> Self {
        Self { any_language: any, ..self }
    }

    /// Why [`article`](Self::article) assesses nothing in an article: it is in a language that no rule is for.
    #[must_use]
    pub fn unread(&self, article: &Article) -> Option<Unread> {
        if self.any_language { None } else { self.engine.unread(&self.language, article) }
    }

    /// The rules it applies.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        self.engine.pack()
    }

    /// The weights it weighs by.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// What only the language can tell is wrong with the rules; each problem comes with the index of its rule.
    #[must_use]
    pub fn problems(&self) -> Vec<(usize, Diagnostic)> {
        self.engine.problems(&self.language)
    }

    /// What every sentence of an article is worth, in the order of the text; bylines, datelines and credits are left out.
    /// Linear in the length of the article.
    #[must_use]
    pub fn article(&self, session: &mut Session, article: &Article) -> Vec<Assessment> {
        if self.unread(article).is_some() {
            return Vec::new();
        }
        session.forget_if_large();
        let document = read(&self.language, &mut session.vocabulary, article);
        let facets = self.facets_of(&mut session.engine, &document);
        let mut all = Vec::new();
        let (mut paragraph, mut within) = (usize::MAX, 0);
        for (sentence, facets) in document.sentences.iter().zip(facets) {
            within = if sentence.paragraph == paragraph { within + 1 } else { 1 };
            paragraph = sentence.paragraph;
            let kind = document.paragraphs.get(paragraph).map(|paragraph| paragraph.kind);
            if kind.is_some_and(|kind| rule::DEFAULT_SCOPE.contains(&kind)) {
                all.push(self.weigh(document.span(sentence.tokens), (paragraph + 1, within), facets));
            }
        }
        all
    }

    /// What one sentence is worth. Where the text has several, their facets are taken together.
    #[must_use]
    pub fn sentence(&self, session: &mut Session, text: &str) -> Assessment {
        let facets = self.facets(session, text);
        self.weigh(Span::new(0, text.len()), (1, 1), facets)
    }

    /// What each claim of a document is worth, read by itself: spans are bytes of the text of [`Claim::claim`]. Of several
    /// sentences of a claim the one that is worth most counts; types, topics and modality are those of all.
    ///
    /// The words of a claim were read with its article, and are not read again. Only a claim that the text interrupts
    /// (*The bridge, she said, is safe*) is put together and read anew, since its parts alone are no sentences.
    pub(crate) fn claims(
        &self,
        session: &mut InDocuments,
        document: &Document<'_>,
        claims: &[Claim],
    ) -> Vec<Assessment> {
        let whole = |claim: &Claim| match claim.claim.spans.as_slice() {
            &[span] => document.tokens_of(span),
            _ => TokenRange::default(),
        };
        let parts: Vec<TokenRange> = claims.iter().map(whole).collect();
        let found = self.engine.find_in_parts(&mut session.engine, document, &parts);
        let assess = |((claim, part), found): ((&Claim, &TokenRange), Vec<Match>)| {
            if part.is_empty() {
                return self.interrupted(&mut session.alone, claim);
            }
            let start = document.span(*part).start;
            let sentences: Vec<TokenRange> = document.sentences_in(*part).collect();
            let facets = self.shown_by(document, &sentences, found);
            let worth = sentences.iter().zip(facets).map(|(&sentence, mut facets)| {
                let within = |span: Span| Span::new(span.start.saturating_sub(start), span.end.saturating_sub(start));
                facets.values_mut().flatten().for_each(|span| *span = within(*span));
                self.weigh(within(document.span(sentence)), (1, 1), facets)
            });
            self.best(worth, claim)
        };
        claims.iter().zip(&parts).zip(found).map(assess).collect()
    }

    /// What a claim is worth whose words are not side by side in the text.
    fn interrupted(&self, session: &mut Session, claim: &Claim) -> Assessment {
        session.forget_if_large();
        // read as a sentence of its own, it begins with a capital
        let mut text = claim.claim.text.clone();
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let article = Article::new("claim", text);
        let document = read_as(&self.language, &mut session.vocabulary, &article, ParagraphKind::Body);
        let facets = self.facets_of(&mut session.engine, &document).into_iter();
        let sentences = document.sentences.iter().zip(facets);
        let all = sentences.map(|(sentence, facets)| self.weigh(document.span(sentence.tokens), (1, 1), facets));
        self.best(all, claim)
    }

    /// What a claim is worth of these sentences.
    fn best(&self, mut all: impl Iterator<Item = Assessment>, claim: &Claim) -> Assessment {
        let mut best = all.next().unwrap_or_else(|| self.weigh(Span::default(), (1, 1), Facets::new()));
        for mut other in all {
            if other.score > best.score {
                std::mem::swap(&mut best, &mut other);
            }
            best.nature.join(other.nature);
        }
        best.nature.found(claim);
        best
    }

    /// The facets of one sentence.
    #[must_use]
    pub fn facets(&self, session: &mut Session, text: &str) -> Facets {
        session.forget_if_large();
        let article = Article::new("sentence", text);
        let document = read_as(&self.language, &mut session.vocabulary, &article, ParagraphKind::Body);
        let mut all = Facets::new();
        for facets in self.facets_of(&mut session.engine, &document) {
            for (facet, mut words) in facets {
                all.entry(facet).or_default().append(&mut words);
            }
        }
        all
    }

    /// The facets of each sentence of a document.
    fn facets_of(&self, session: &mut engine::Session, document: &Document<'_>) -> Vec<Facets> {
        let sentences: Vec<TokenRange> = document.sentences.iter().map(|sentence| sentence.tokens).collect();
        self.shown_by(document, &sentences, self.engine.find(session, document).won)
    }

    /// The facets that matches show of each of these sentences. A match over several sentences shows it of each it touches.
    fn shown_by(&self, document: &Document<'_>, sentences: &[TokenRange], matches: Vec<Match>) -> Vec<Facets> {
        let mut all: Vec<Facets> = sentences.iter().map(|_| Facets::new()).collect();
        for found in matches {
            let rule = self.engine.pack().rules.get(found.rule);
            let Some(facet) = rule.and_then(|rule| rule.facet.as_ref()) else { continue };
            let first = sentences.partition_point(|sentence| sentence.end <= found.tokens.start);
            let touched = sentences.iter().zip(&mut all).skip(first);
            for (_, facets) in touched.take_while(|(sentence, _)| sentence.start < found.tokens.end) {
                facets.entry(facet.clone()).or_default().push(document.span(found.tokens));
            }
        }
        all
    }

    /// What facets make of a sentence.
    fn weigh(&self, span: Span, position: (usize, usize), mut facets: Facets) -> Assessment {
        for words in facets.values_mut() {
            words.sort_unstable_by_key(|span| (span.start, span.end));
            words.dedup();
        }
        let names: Vec<&str> = facets.keys().map(String::as_str).collect();
        let (score, factual) = self.weights.probabilities(&names);
        let label = self.weights.label(score, factual);
        let nature = Nature::of(&facets);
        let reasons = facets.into_iter().map(|(facet, words)| {
            let weight = self.weights.of(&facet);
            Reason { facet, words, weight }
        });
        let mut reasons: Vec<Reason> = reasons.collect();
        reasons.sort_by(|one, other| {
            let size = |reason: &Reason| reason.weight.worthy.abs() + reason.weight.factual.abs();
            size(other).total_cmp(&size(one)).then_with(|| one.facet.cmp(&other.facet))
        });
        Assessment { span, position, label, score, factual, reasons, nature }
    }
}

impl Session {
    /// Begins anew once very many distinct words were met, so that memory stays bounded.
    fn forget_if_large(&mut self) {
        if self.vocabulary.len() > crate::MOST_WORDS {
            *self = Self::default();
        }
    }
}
