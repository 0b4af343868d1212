//! The claims that two versions of the rules find in the same articles: gained, lost and changed.
//!
//! Each article is read once for both versions. Their claims are paired by position, never by order or id: first those
//! with the same words, then those that share some, largest overlap first. The two claims of a pair are the same if
//! everything reported of them is the same: words, rule, source, cue, kind, stance and roles. Confidence is not
//! compared; it matters only if `--min-confidence` drops a claim. Claims without a partner are gained or lost.

mod counts;
mod pairing;

pub use counts::{Counts, Drift};

use crate::Extractor;
use crate::article::Article;
use crate::claim::{Claim, Passage};
use crate::evaluate::{self, Attribution, Side};
use crate::text::{self, Document, Vocabulary};
use crate::{engine, resolve};

/// Two versions of rules. Immutable, and shared between threads.
#[derive(Debug)]
pub struct Versions {
    before: Extractor,
    after: Extractor,
}

/// Caches reused between articles. Use one per thread, for one pair of versions.
#[derive(Debug, Default)]
pub struct Session {
    vocabulary: Vocabulary,
    before: engine::Session,
    after: engine::Session,
}

/// The differences between the two versions in one article.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleDrift {
    /// The article.
    pub article: Article,
    /// The rule of each claim that is the same in both, one entry per claim.
    pub same: Vec<String>,
    /// The differences, in the order of the text.
    pub changes: Vec<Change>,
}

/// A claim that differs between the versions.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Only the new version finds it.
    Gained(Box<Found>),
    /// Only the old one does.
    Lost(Box<Found>),
    /// Both find it, with differences.
    Changed {
        /// The claim of the old version.
        before: Box<Found>,
        /// The claim of the new version.
        after: Box<Found>,
        /// The differences; never empty.
        differences: Vec<Difference>,
    },
}

/// A claim with its position.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The claim.
    pub claim: Claim,
    /// Its spans in its sentences; the content is what is claimed, without the word that introduces it.
    pub side: Side,
}

/// A property of a claim that differs between the versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The property: `rule`, `claim`, `source`, `name`, `cue`, `kind`, `stance`, or a role.
    pub what: String,
    /// The old value; empty if there is none.
    pub before: String,
    /// The new value; empty if there is none.
    pub after: String,
}

impl Versions {
    /// Two versions of the rules.
    #[must_use]
    pub fn new(before: Extractor, after: Extractor) -> Self {
        Self { before, after }
    }

    /// Compares the claims of the two versions in an article. Costs one reading of the text and two searches.
    #[must_use]
    pub fn compare(&self, session: &mut Session, article: Article) -> ArticleDrift {
        session.forget_if_large();
        let Session { vocabulary, before, after } = session;
        let document = text::read(&self.before.language, vocabulary, &article);
        let (old, new) = (found(&self.before, before, &document), found(&self.after, after, &document));
        let (same, changes) = pairing::compared(old, new);
        ArticleDrift { same, changes, article }
    }
}

impl Session {
    /// Clears the caches when they hold very many distinct words, to bound memory.
    fn forget_if_large(&mut self) {
        if self.vocabulary.len() > crate::MOST_WORDS {
            *self = Self::default();
        }
    }
}

fn found(extractor: &Extractor, session: &mut engine::Session, document: &Document<'_>) -> Vec<Found> {
    let matches = extractor.engine.find(session, document);
    let claims = resolve::claims(extractor.engine.pack(), document, &matches.won, Some(&extractor.threshold));
    let placed = claims.into_iter().map(|claim| {
        let attribution = Attribution { content: claim.claim.spans.clone(), ..Attribution::from(&claim) };
        Found { side: evaluate::side(document, attribution), claim }
    });
    placed.collect()
}

impl Change {
    /// The old claim, if there is one.
    #[must_use]
    pub fn before(&self) -> Option<&Found> {
        match self {
            Self::Gained(_) => None,
            Self::Lost(found) | Self::Changed { before: found, .. } => Some(found.as_ref()),
        }
    }

    /// The new claim, if there is one.
    #[must_use]
    pub fn after(&self) -> Option<&Found> {
        match self {
            Self::Lost(_) => None,
            Self::Gained(found) | Self::Changed { after: found, .. } => Some(found.as_ref()),
        }
    }

    /// The old claim or, if there is none, the new one.
    #[must_use]
    pub fn first(&self) -> &Found {
        match self {
            Self::Gained(found) | Self::Lost(found) | Self::Changed { before: found, .. } => found,
        }
    }

    /// The differences between the two; empty if there is only one.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        match self {
            Self::Changed { differences, .. } => differences,
            Self::Gained(_) | Self::Lost(_) => &[],
        }
    }

    /// `gained`, `lost` or `changed`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Gained(_) => "gained",
            Self::Lost(_) => "lost",
            Self::Changed { .. } => "changed",
        }
    }
}

/// The properties that differ between the claims.
fn differences(before: &Claim, after: &Claim) -> Vec<Difference> {
    let mut all = Vec::new();
    let mut note = |what: &str, differ: bool, before: &str, after: &str| {
        if differ {
            all.push(Difference { what: what.to_owned(), before: one_line(before), after: one_line(after) });
        }
    };
    note("rule", before.rule != after.rule, &before.rule, &after.rule);
    passage(&mut note, "claim", Some(&before.claim), Some(&after.claim));
    let (old, new) = (before.source.as_ref(), after.source.as_ref());
    passage(&mut note, "source", old.map(|source| &source.mention), new.map(|source| &source.mention));
    let (old, new) = (old.map_or("", |source| &source.canonical_name), new.map_or("", |source| &source.canonical_name));
    note("name", old != new, old, new);
    let cue = |claim: &'_ Claim| claim.cue.as_ref().map(|cue| cue.words.clone());
    passage(&mut note, "cue", cue(before).as_ref(), cue(after).as_ref());
    note("kind", before.kind != after.kind, &before.kind, &after.kind);
    note("stance", before.stance != after.stance, before.stance.name(), after.stance.name());
    let roles = before.roles.keys().chain(after.roles.keys().filter(|role| !before.roles.contains_key(*role)));
    for role in roles {
        let words = |claim: &Claim| {
            let all = claim.roles.get(role).map(Vec::as_slice).unwrap_or_default();
            all.iter().map(|passage| passage.text.as_str()).collect::<Vec<_>>().join(" … ")
        };
        note(role, before.roles.get(role) != after.roles.get(role), &words(before), &words(after));
    }
    all
}

fn passage(
    note: &mut impl FnMut(&str, bool, &str, &str),
    what: &str,
    before: Option<&Passage>,
    after: Option<&Passage>,
) {
    let spans = |passage: Option<&Passage>| passage.map(|passage| passage.spans.clone()).unwrap_or_default();
    let words = |passage: Option<&Passage>| passage.map(|passage| passage.text.clone()).unwrap_or_default();
    note(what, spans(before) != spans(after), &words(before), &words(after));
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
