//! Searches a corpus for several patterns separately: every article is analysed once and searched for all of them.

use std::collections::BTreeSet;

use super::Proposal;
use crate::Pack;
use crate::article::Article;
use crate::concordance::{Hit, hits};
use crate::engine::{self, Engine};
use crate::span::Span;
use crate::text::{self, Language, Vocabulary};

/// Compiled patterns. Immutable, and shared between threads.
#[derive(Debug)]
pub struct Candidates {
    language: Language,
    engines: Vec<Engine>,
}

/// Caches reused between articles. Use one per thread, for one set of candidates.
#[derive(Debug, Default)]
pub struct Session {
    vocabulary: Vocabulary,
    engines: Vec<engine::Session>,
}

/// The matches of one pattern in a corpus.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Findings {
    /// The number of matches.
    pub matches: usize,
    /// The number of matches that no earlier pattern has.
    pub new: usize,
    /// The first of the new matches.
    pub shown: Vec<Finding>,
    /// The index of the first pattern with exactly the same matches.
    pub same_as: Option<usize>,
    keys: BTreeSet<Key>,
}

/// A match, by the index of its article and the spans of its roles.
type Key = (usize, Vec<(String, Span)>);

/// A match in its article.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The name of the file for messages.
    pub name: String,
    /// The article.
    pub article: Article,
    /// The match.
    pub hit: Hit,
}

impl Candidates {
    /// Compiles suggestions, and the rules that they consist of.
    #[must_use]
    pub fn new(proposals: Vec<Proposal>) -> Self {
        let language = crate::lang::english();
        let engines = proposals.into_iter().map(|proposal| Engine::new(&language, proposal.pack)).collect();
        Self { language, engines }
    }

    /// The packs of the suggestions, each with one rule.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.engines.iter().map(Engine::pack)
    }

    /// The matches of each pattern in an article.
    #[must_use]
    pub fn hits(&self, session: &mut Session, article: &Article) -> Vec<Vec<Hit>> {
        session.prepare(self.engines.len());
        let document = text::read(&self.language, &mut session.vocabulary, article);
        let engines = self.engines.iter().zip(&mut session.engines);
        engines.map(|(engine, session)| hits(&engine.find(session, &document), &document)).collect()
    }

    /// Empty findings, one for each pattern.
    #[must_use]
    pub fn findings(&self) -> Vec<Findings> {
        self.engines.iter().map(|_| Findings::default()).collect()
    }
}

impl Session {
    /// Creates a session for each engine; clears them when they hold very many distinct words, to bound memory.
    fn prepare(&mut self, engines: usize) {
        if self.vocabulary.len() > crate::MOST_WORDS {
            *self = Self::default();
        }
        self.engines.resize_with(engines, engine::Session::default);
    }
}

impl Findings {
    /// Adds the matches of each pattern in the article with that index; at most `limit` new matches are kept for the
    /// report.
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

    /// Finds out for each pattern which earlier one has the same matches, after all articles were added.
    pub fn compare(all: &mut [Self]) {
        for at in 1..all.len() {
            let (before, rest) = all.split_at_mut(at);
            if let Some(findings) = rest.first_mut() {
                findings.same_as = before.iter().position(|other| other.keys == findings.keys);
            }
        }
    }
}
