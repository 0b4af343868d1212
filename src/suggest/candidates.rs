//! What several patterns find in a corpus, each by itself: every article is read once and searched for all of them.

use std::collections::BTreeSet;

use super::Proposal;
use crate::Pack;
use crate::article::Article;
use crate::concordance::{Hit, hits};
use crate::engine::{self, Engine};
use crate::span::Span;
use crate::text::{self, Language, Vocabulary};

/// Patterns, compiled. Immutable, and shared between threads.
#[derive(Debug)]
pub struct Candidates {
    language: Language,
    engines: Vec<Engine>,
}

/// What is remembered between articles, for speed alone: one per thread, for one bench.
#[derive(Debug, Default)]
pub struct Session {
    vocabulary: Vocabulary,
    engines: Vec<engine::Session>,
}

/// What one pattern finds in a corpus.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Findings {
    /// How many matches there are.
    pub matches: usize,
    /// How many of them no pattern before this one finds.
    pub new: usize,
    /// The first of those that are new.
    pub shown: Vec<Finding>,
    /// The first pattern that finds exactly the same, by its index.
    pub same_as: Option<usize>,
    keys: BTreeSet<Key>,
}

/// A match, by the number of its article and what its roles take.
type Key = (usize, Vec<(String, Span)>);

/// A match in its article.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What people call the file.
    pub name: String,
    /// The article.
    pub article: Article,
    /// The match.
    pub hit: Hit,
}

impl Candidates {
    /// A bench for these proposals, and the rules that they are.
    #[must_use]
    pub fn new(proposals: Vec<Proposal>) -> Self {
        let language = crate::lang::english();
        let engines = proposals.into_iter().map(|proposal| Engine::new(&language, proposal.pack)).collect();
        Self { language, engines }
    }

    /// The packs of the proposals, each of one rule.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.engines.iter().map(Engine::pack)
    }

    /// What each pattern matches in an article.
    #[must_use]
    pub fn hits(&self, session: &mut Session, article: &Article) -> Vec<Vec<Hit>> {
        session.prepare(self.engines.len());
        let document = text::read(&self.language, &mut session.vocabulary, article);
        let engines = self.engines.iter().zip(&mut session.engines);
        engines.map(|(engine, session)| hits(&engine.find(session, &document), &document)).collect()
    }

    /// Findings to begin with, one for each pattern.
    #[must_use]
    pub fn findings(&self) -> Vec<Findings> {
        self.engines.iter().map(|_| Findings::default()).collect()
    }
}

impl Session {
    /// One session for each engine; begins anew once very many distinct words were met, so that memory stays bounded.
    fn prepare(&mut self, engines: usize) {
        if self.vocabulary.len() > crate::MOST_WORDS {
            *self = Self::default();
        }
        self.engines.resize_with(engines, engine::Session::default);
    }
}

impl Findings {
    /// Adds what each pattern matches in the article of that number to what it found before; at most `limit` new matches are
    /// kept to be shown.
    pub fn add(all: &mut [Self], number: usize, name: &str, article: &Article, hits: Vec<Vec<Hit>>, limit: usize) {
        let mut seen: BTreeSet<Vec<(String, Span)>> = BTreeSet::new();
        for (findings, hits) in all.iter_mut().zip(hits) {
            for hit in hits {
                findings.matches += 1;
                findings.keys.insert((number, hit.roles.clone()));
                if !seen.insert(hit.roles.clone()) {
                    continue;
                }
                findings.new += 1;
                if findings.shown.len() < limit {
                    findings.shown.push(Finding { name: name.to_owned(), article: article.clone(), hit });
                }
            }
        }
    }

    /// Says of each pattern which one before it finds the same, once all articles were added.
    pub fn compare(all: &mut [Self]) {
        for at in 1..all.len() {
            let (before, rest) = all.split_at_mut(at);
            if let Some(findings) = rest.first_mut() {
                findings.same_as = before.iter().position(|other| other.keys == findings.keys);
            }
        }
    }
}
