//! Finds the checkable claims in a news article, and who made them.
//!
//! ```
//! use claimsift::{Article, Extractor, Session};
//!
//! let extractor = Extractor::with_default_rules();
//! let article = Article::new("harbour", "Mayor Ana Ruiz said on Tuesday that the bridge will close.");
//! let claims = extractor.extract(&mut Session::default(), &article);
//! assert_eq!(claims[0].claim.text, "the bridge will close");
//! assert_eq!(claims[0].source.as_ref().unwrap().canonical_name, "Ana Ruiz");
//! ```
//!
//! [`Extractor::builder`] takes other packs, and your own rule files. An [`Assessor`] decides which sentences are worth
//! checking; [`cluster`] groups the same claims of many articles; an [`Extraction`] is the form in which a team keeps
//! claims under version control.
//!
//! Everything is deterministic, linear in the length of the text, and free of file access, network access and global
//! state.
//!
//! # Features
//!
//! - `cli` (default): the program `claimsift`; it needs `tools`.
//! - `lsp` (default): `claimsift lsp`, for editors.
//! - `tools`: the internals of the program as public modules: the reader, the engine, rule files, reports. For tools
//!   built on them. **They are unstable**: any release may change them.
#![warn(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]
#![cfg_attr(
    not(feature = "tools"),
    allow(dead_code, unreachable_pub, unused_imports, reason = "some modules have more than the library alone uses")
)]

pub mod article;
pub mod assess;
pub mod claim;
pub mod cluster;
pub mod diagnostic;
pub mod lang;
pub mod measure;
pub mod snapshot;
pub mod span;

mod builder;

#[cfg(not(feature = "tools"))]
mod annotation;
#[cfg(feature = "tools")]
pub mod annotation;
#[cfg(not(feature = "tools"))]
mod check;
#[cfg(feature = "tools")]
pub mod check;
#[cfg(not(feature = "tools"))]
mod concordance;
#[cfg(feature = "tools")]
pub mod concordance;
#[cfg(not(feature = "tools"))]
mod config;
#[cfg(feature = "tools")]
pub mod config;
#[cfg(not(feature = "tools"))]
mod coverage;
#[cfg(feature = "tools")]
pub mod coverage;
#[cfg(not(feature = "tools"))]
mod drift;
#[cfg(feature = "tools")]
pub mod drift;
#[cfg(feature = "tools")]
pub mod editor;
#[cfg(not(feature = "tools"))]
mod engine;
#[cfg(feature = "tools")]
pub mod engine;
#[cfg(not(feature = "tools"))]
mod evaluate;
#[cfg(feature = "tools")]
pub mod evaluate;
#[cfg(not(feature = "tools"))]
mod explain;
#[cfg(feature = "tools")]
pub mod explain;
#[cfg(not(feature = "tools"))]
mod fix;
#[cfg(feature = "tools")]
pub mod fix;
#[cfg(not(feature = "tools"))]
mod lock;
#[cfg(feature = "tools")]
pub mod lock;
#[cfg(not(feature = "tools"))]
mod logistic;
#[cfg(feature = "tools")]
pub mod logistic;
#[cfg(feature = "tools")]
pub mod report;
#[cfg(not(feature = "tools"))]
mod resolve;
#[cfg(feature = "tools")]
pub mod resolve;
#[cfg(not(feature = "tools"))]
mod rule;
#[cfg(feature = "tools")]
pub mod rule;
#[cfg(not(feature = "tools"))]
mod rule_examples;
#[cfg(feature = "tools")]
pub mod rule_examples;
#[cfg(not(feature = "tools"))]
mod starter;
#[cfg(feature = "tools")]
pub mod starter;
#[cfg(not(feature = "tools"))]
mod suggest;
#[cfg(feature = "tools")]
pub mod suggest;
#[cfg(not(feature = "tools"))]
mod text;
#[cfg(feature = "tools")]
pub mod text;
#[cfg(not(feature = "tools"))]
mod text_diff;
#[cfg(feature = "tools")]
pub mod text_diff;

pub use article::Article;
pub use assess::{Assessment, Assessor};
pub use builder::{Builder, Error};
pub use claim::Claim;
pub use engine::Unread;
pub use rule::Pack;
pub use snapshot::Extraction;

/// The README's example of the library, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

use engine::Engine;
use text::{Language, Vocabulary};

/// The default for the lowest confidence of claims. About where precision and recall are best balanced with all packs:
/// F1 on PolNeAR dev at 0.15 / 0.25 / 0.4 is 73.4 / 73.6 / 72.9 for detection and 68.1 / 68.8 / 69.0 with the source too; on train,
/// which the confidence was fitted to, 71.5 / 72.0 / 71.8 and 66.5 / 67.4 / 68.0.
pub const LEAST_CONFIDENCE: f64 = 0.25;

/// The maximum number of distinct words cached between articles: about a hundred megabytes for each thread.
const MOST_WORDS: usize = 100_000;

/// Rules and language, compiled: immutable, and shared between threads.
#[derive(Debug)]
pub struct Extractor {
    language: Language,
    engine: Engine,
    threshold: resolve::Threshold,
    any_language: bool,
    assessor: Option<Assessor>,
}

/// Caches reused between articles. Use one per thread, for one extractor.
#[derive(Debug, Default)]
pub struct Session {
    vocabulary: Vocabulary,
    engine: engine::Session,
    assessing: assess::InDocuments,
}

impl Extractor {
    /// A builder for an extractor with packs and rule files.
    pub const fn builder() -> Builder {
        Builder::new()
    }

    /// An extractor with the rules of `pack` for English articles.
    #[must_use]
    pub fn new(pack: Pack) -> Self {
        Self::for_language(lang::english(), pack)
    }

    /// An extractor with the rules of `pack` for articles in a language other than English.
    #[doc(hidden)]
    #[must_use]
    pub fn for_language(language: Language, pack: Pack) -> Self {
        let engine = Engine::new(&language, pack);
        let threshold = resolve::Threshold { least: LEAST_CONFIDENCE };
        Self { language, engine, threshold, any_language: false, assessor: None }
    }

    /// An extractor with the default built-in rules.
    #[must_use]
    pub fn with_default_rules() -> Self {
        Self::new(rule::load(&rule::default_files(), &|_| Err("no file is needed".into())).pack)
    }

    /// Sets the lowest confidence of claims (from 0 to 1), instead of [`LEAST_CONFIDENCE`].
    #[must_use]
    pub fn with_least_confidence(self, least: f64) -> Self {
        Self { threshold: resolve::Threshold { least }, ..self }
    }

    /// Sets whether articles in languages without rules are read as well, with all rules.
    #[must_use]
    pub fn with_any_language(self, any: bool) -> Self {
        Self { any_language: any, ..self }
    }

    /// The same, with an assessor for [`extract_assessed`](Self::extract_assessed).
    #[must_use]
    pub fn with_assessor(self, assessor: Assessor) -> Self {
        Self { assessor: Some(assessor), ..self }
    }

    /// Why [`extract`](Self::extract) finds nothing in an article: it is in a language that no rule is for. The language is
    /// the one that the article states ([`About::language`](article::About::language)); of others it is only certain that
    /// they are not English, and only if they have some sentences.
    #[must_use]
    pub fn unread(&self, article: &Article) -> Option<Unread> {
        if self.any_language { None } else { self.engine.unread(&self.language, article) }
    }

    /// The rules of the extractor.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        self.engine.pack()
    }

    /// The line in which each paragraph of an article begins, from 1, in order. Linear.
    #[must_use]
    pub fn lines_of_paragraphs(&self, article: &Article) -> Vec<usize> {
        text::lines_of_paragraphs(&self.language, &article.text)
    }

    /// Problems of the rules that depend on the language: words that no text contains in the form a pattern requires.
    /// Each problem comes with the index of its rule.
    #[must_use]
    pub fn problems(&self) -> Vec<(usize, diagnostic::Diagnostic)> {
        self.engine.problems(&self.language)
    }

    /// The claims of an article, in the order of the text, by the rules for its language; see [`unread`](Self::unread).
    /// Never fails; uncertain results are flagged.
    #[must_use]
    pub fn extract(&self, session: &mut Session, article: &Article) -> Vec<Claim> {
        self.extract_from(session, article, |_, _, claims| claims).unwrap_or_default()
    }

    /// The same, each claim with how much it is worth checking; `None` if no assessor was given
    /// ([`with_assessor`](Self::with_assessor)).
    #[must_use]
    pub fn extract_assessed(&self, session: &mut Session, article: &Article) -> Vec<(Claim, Option<Assessment>)> {
        let assess = |document: &text::Document<'_>, session: &mut assess::InDocuments, claims: Vec<Claim>| {
            let worth = self.assessor.as_ref().map(|assessor| assessor.claims(session, document, &claims));
            let worth = worth.into_iter().flatten().map(Some).chain(std::iter::repeat_with(|| None));
            claims.into_iter().zip(worth).collect()
        };
        self.extract_from(session, article, assess).unwrap_or_default()
    }

    /// What `then` makes of the claims of an article; `None` if it is not read.
    fn extract_from<T>(
        &self,
        session: &mut Session,
        article: &Article,
        then: impl FnOnce(&text::Document<'_>, &mut assess::InDocuments, Vec<Claim>) -> T,
    ) -> Option<T> {
        if self.unread(article).is_some() {
            return None;
        }
        session.forget_if_large();
        let document = text::read(&self.language, &mut session.vocabulary, article);
        let matches = self.engine.find(&mut session.engine, &document);
        let claims = resolve::claims(self.engine.pack(), &document, &matches.won, Some(&self.threshold));
        Some(then(&document, &mut session.assessing, claims))
    }
}

impl Session {
    /// Clears the caches when they hold very many distinct words, to bound memory.
    fn forget_if_large(&mut self) {
        if self.vocabulary.len() > MOST_WORDS {
            *self = Self::default();
        }
    }
}
