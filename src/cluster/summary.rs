//! Descriptions of clusters for readers: who made the claim where, in which words, and who was first.

use std::collections::BTreeSet;

use std::ops::Range;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::words::{Key, Reader, Token};
use super::{Difference, Statement, Who, group};
use crate::article::About;
use crate::claim::{Claim, Source, SourceKind, SubstitutionKind};
use crate::measure::moment;
use crate::span::Span;
use crate::text::{Language, Set};
use crate::text_diff::differences;

/// An article with its claims.
#[derive(Debug, Clone, Copy)]
pub struct ArticleClaims<'a> {
    /// The id of the article.
    pub article: &'a str,
    /// Its metadata.
    pub about: &'a About,
    /// Its claims, in the order of the text.
    pub claims: &'a [Claim],
}

/// Equivalent claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster<'a> {
    /// The claims, in chronological order; never empty.
    pub members: Vec<Member<'a>>,
    /// The index of the member whose words represent the cluster: the wording in the most articles, and of these the
    /// first.
    pub representative: usize,
    /// Clusters that are nearly the same, the most similar first.
    pub related: Vec<Relative>,
}

/// A claim in a cluster.
#[derive(Debug, Clone, PartialEq)]
pub struct Member<'a> {
    /// The index of its article in the input.
    pub number: usize,
    /// The id of that article.
    pub article: &'a str,
    /// The metadata of that article.
    pub about: &'a About,
    /// The claim.
    pub claim: &'a Claim,
    /// How its words differ from those of the first member.
    pub form: Form,
    /// The edits between the first member and this one; empty if the words are the same.
    pub edits: Vec<Edit>,
    /// Whether it has the same source as the first member; `None` if one of the sources is unknown.
    pub same_source: Option<bool>,
}

/// How words differ from others, ignoring punctuation, capitals and inflection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// The same words.
    Same,
    /// Some words are missing.
    Cut,
    /// Words were added.
    Extended,
    /// Some words were replaced.
    Changed,
}

impl Form {
    /// Every member.
    pub const ALL: &[Self] = &[Self::Same, Self::Cut, Self::Extended, Self::Changed];

    /// The name used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Cut => "cut",
            Self::Extended => "extended",
            Self::Changed => "changed",
        }
    }
}

/// An edit, with the words as written; one of the two may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The removed words.
    pub gone: String,
    /// The added words.
    pub added: String,
}

/// A cluster that is nearly the same as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// Its index among all clusters.
    pub cluster: usize,
    /// The differences; never empty.
    pub differences: Vec<Difference>,
    /// The index of its most similar member.
    pub member: usize,
    /// The edits between the most similar member of this cluster and that one.
    pub edits: Vec<Edit>,
}

impl Cluster<'_> {
    /// The id of the claim of the first member, which identifies the cluster.
    #[must_use]
    pub fn id(&self) -> &str {
        self.members.first().map_or("", |member| &member.claim.id)
    }

    /// The words that represent the cluster.
    #[must_use]
    pub fn text(&self) -> &str {
        self.members.get(self.representative).map_or("", |member| &member.claim.claim.text)
    }

    /// The number of articles with the claim.
    #[must_use]
    pub fn articles(&self) -> usize {
        let mut articles: Vec<usize> = self.members.iter().map(|member| member.number).collect();
        articles.sort_unstable();
        articles.dedup();
        articles.len()
    }

    /// The sources, each by the fullest name in any article, in chronological order.
    #[must_use]
    pub fn sources(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.members.iter().filter_map(|member| named(member.claim)) {
            match names.iter_mut().find(|known| is_same_name(known, name)) {
                Some(known) if known.len() < name.len() => *known = name,
                Some(_) => {}
                None => names.push(name),
            }
        }
        names
    }
}

/// Groups the equivalent claims of articles: every claim is in exactly one cluster, which may have no other members.
/// Members are sorted by the publication date of their articles ([`About::date_published`]; only ISO 8601 is
/// understood), those without a date last, in input order. Clusters are sorted by their first members.
#[must_use]
pub fn clusters<'a>(language: &Language, articles: &[ArticleClaims<'a>]) -> Vec<Cluster<'a>> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|&at| {
        let time = articles.get(at).and_then(|article| article.about.date_published.as_deref()).and_then(moment);
        (time.is_none(), time)
    });
    let articles = order.iter().filter_map(|&at| articles.get(at).map(|article| (at, article)));
    let all: Vec<(usize, &ArticleClaims<'a>, &'a Claim)> =
        articles.flat_map(|(at, article)| article.claims.iter().map(move |claim| (at, article, claim))).collect();
    let statement = |&(_, _, claim): &(usize, &ArticleClaims<'a>, &'a Claim)| Statement {
        text: words_of(language, claim),
        source: who(claim),
    };
    let statements: Vec<Statement<'_>> = all.iter().map(statement).collect();
    let groups = group(language, &statements);
    let mut places = vec![(0, 0); all.len()];
    for (cluster, group) in groups.iter().enumerate() {
        for (member, &at) in group.members.iter().enumerate() {
            if let Some(place) = places.get_mut(at) {
                *place = (cluster, member);
            }
        }
    }
    let mut summarizer = Summarizer { reader: Reader::new(language) };
    let cluster_of = |group: super::Group| {
        let members: Vec<&(usize, &ArticleClaims<'a>, &'a Claim)> =
            group.members.iter().filter_map(|&at| all.get(at)).collect();
        let related = group.related.iter().filter_map(|related| {
            let (&one, &other) = (statements.get(related.nearest.0)?, statements.get(related.nearest.1)?);
            let &(cluster, member) = places.get(related.nearest.1)?;
            let (_, edits) = summarizer.edits(one.text, other.text);
            Some(Relative { cluster, differences: related.differences.clone(), member, edits })
        });
        let related = related.collect();
        Cluster { representative: summarizer.representative(&members), members: summarizer.members(&members), related }
    };
    let mut cluster_of = cluster_of;
    groups.into_iter().map(&mut cluster_of).collect()
}

struct Summarizer<'l> {
    reader: Reader<'l>,
}

impl Summarizer<'_> {
    fn keys(&mut self, text: &str) -> Vec<Key> {
        self.reader.read(text).iter().map(|token| token.key).collect()
    }

    fn members<'a>(&mut self, claims: &[&(usize, &ArticleClaims<'a>, &'a Claim)]) -> Vec<Member<'a>> {
        let first = claims.first().map(|(_, _, claim)| *claim);
        let member = |&&(number, article, claim): &&(usize, &ArticleClaims<'a>, &'a Claim)| {
            let (form, edits) = match first {
                Some(first) if first.claim.text != claim.claim.text => self.edits(&first.claim.text, &claim.claim.text),
                _ => (Form::Same, Vec::new()),
            };
            let same_source = first.and_then(|first| is_same_source(first, claim));
            Member { number, article: article.article, about: article.about, claim, form, edits, same_source }
        };
        claims.iter().map(member).collect()
    }

    /// The index of the claim with the most frequent wording.
    fn representative(&mut self, claims: &[&(usize, &ArticleClaims<'_>, &Claim)]) -> usize {
        // each wording by its words: the index of its first claim, and the articles with it
        let mut wordings: FxHashMap<Vec<Key>, (usize, BTreeSet<usize>)> = FxHashMap::default();
        for (at, (article, _, claim)) in claims.iter().enumerate() {
            let keys = self.keys(&claim.claim.text);
            wordings.entry(keys).or_insert_with(|| (at, BTreeSet::new())).1.insert(*article);
        }
        let most = wordings.values().max_by_key(|(at, articles)| (articles.len(), std::cmp::Reverse(*at)));
        most.map_or(0, |&(at, _)| at)
    }

    /// The edits from `before` to `after`.
    fn edits(&mut self, before: &str, after: &str) -> (Form, Vec<Edit>) {
        let (old, new) = (self.reader.read(before), self.reader.read(after));
        let keys = |tokens: &[Token]| tokens.iter().map(|token| token.key).collect::<Vec<_>>();
        let words = |text: &str, tokens: &[Token]| {
            let span = tokens.iter().map(|token| token.span).reduce(Span::cover).unwrap_or_default();
            span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let edit = |(gone, added): (Range<usize>, Range<usize>)| {
            let gone = words(before, old.get(gone).unwrap_or_default());
            let added = words(after, new.get(added).unwrap_or_default());
            Edit { gone, added }
        };
        let edits: Vec<Edit> = differences(&keys(&old), &keys(&new)).into_iter().map(edit).collect();
        let form =
            match (edits.iter().any(|edit| !edit.gone.is_empty()), edits.iter().any(|edit| !edit.added.is_empty())) {
                (false, false) => Form::Same,
                (true, false) => Form::Cut,
                (false, true) => Form::Extended,
                (true, true) => Form::Changed,
            };
        (form, edits)
    }
}

/// The source of a claim, as far as it can be part of its meaning.
fn who(claim: &Claim) -> Who<'_> {
    match source(claim) {
        Some(source) if has_name(source) => Who::Named(&source.canonical_name),
        Some(source) if matches!(source.kind, SourceKind::UnnamedGroup | SourceKind::Unknown) => {
            Who::Group(&source.canonical_name)
        }
        _ => Who::Unknown,
    }
}

/// The source of a claim, if the article has words for it.
fn source(claim: &Claim) -> Option<&Source> {
    claim.source.as_ref().filter(|source| !source.canonical_name.is_empty())
}

fn has_name(source: &Source) -> bool {
    matches!(source.kind, SourceKind::NamedPerson | SourceKind::NamedOrganisation)
}

/// The name of the source, where it has one.
fn named(claim: &Claim) -> Option<&str> {
    source(claim).filter(|source| has_name(source)).map(|source| source.canonical_name.as_str())
}

/// Whether two claims have the same source. Different names are different sources; a source without a name may be
/// anybody.
fn is_same_source(one: &Claim, other: &Claim) -> Option<bool> {
    let (one, other) = (source(one)?, source(other)?);
    let is_same = is_same_name(&one.canonical_name, &other.canonical_name);
    (is_same || has_name(one) && has_name(other)).then_some(is_same)
}

/// Whether two names may belong to the same person: *Ruiz* and *Ana M. Ruiz*, *Felipe Calderon* and *Felipe Calderón*.
fn is_same_name(one: &str, other: &str) -> bool {
    let (one, other) = (name_words(one), name_words(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && short.iter().all(|word| long.contains(word))
}

/// The words of a name without accents, initials and titles.
fn name_words(name: &str) -> Vec<String> {
    let folded: String = name.nfd().filter(|&c| !is_combining_mark(c)).collect();
    let words = folded.split_whitespace().map(str::to_lowercase);
    words.filter(|word| !word.ends_with('.')).collect()
}

/// The words of a claim to compare. These are its own words, except if it begins with *he* or contains *on Monday*, and
/// the person or date is known: then those of the standalone version, because the same words about two people, or two
/// days, are two claims. A *his* inside the claim is kept, because others write *the* there.
fn words_of<'c>(language: &Language, claim: &'c Claim) -> &'c str {
    let depends = claim.normalized.substitutions.iter().any(|one| match one.kind {
        SubstitutionKind::Date => true,
        SubstitutionKind::Pronoun => {
            let begins =
                one.words.spans.first().map(|span| span.start) == claim.claim.spans.first().map(|span| span.start);
            begins && language.is(&one.words.text.to_lowercase(), Set::SinglePersons)
        }
        _ => false,
    });
    if depends { &claim.normalized.text } else { &claim.claim.text }
}

#[cfg(test)]
mod tests {
    use super::is_same_name;

    #[test]
    fn a_name_is_known_in_its_short_form() {
        for (one, other) in
            [("Ruiz", "Ana Ruiz"), ("Ana M. Ruiz", "Ana Ruiz"), ("Ana Ruiz", "ana Rúiz"), ("Mrs. Ruiz", "Ruiz")]
        {
            assert!(is_same_name(one, other), "{one} {other}");
        }
        for (one, other) in [("Ana Ruiz", "Carla Ruiz"), ("Ruiz", "Moss"), ("", "Moss"), ("Mrs.", "Mr.")] {
            assert!(!is_same_name(one, other), "{one} {other}");
        }
    }
}
