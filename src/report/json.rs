//! Claims as JSON, with all their properties. Offsets are in code points, and every document says so.

use std::collections::BTreeMap;

use serde::Serialize;

use super::assessment::{Checkability, PublishedNature};
use crate::article::{About, Article};
use crate::assess::Assessment;
use crate::claim::{Claim, Cue, Flag, Passage, Source, Substitution};
use crate::measure::{Quantity, Time};
use crate::span::{CharIndex, Span};

/// The claims of an article, in the published format.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    document: Header<'a>,
    /// The unit of all offsets.
    offsets: &'static str,
    claims: Vec<Published<'a>>,
}

#[derive(Debug, Serialize)]
struct Header<'a> {
    id: &'a str,
    #[serde(flatten)]
    about: &'a About,
}

#[derive(Debug, Serialize)]
struct Published<'a> {
    id: &'a str,
    claim: Words<'a>,
    content: Words<'a>,
    normalized: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    substitutions: Vec<PublishedSubstitution<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unresolved: Vec<Words<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<PublishedSource<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<PublishedCue<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quantities: Vec<PublishedQuantity<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    times: Vec<PublishedTime<'a>>,
    #[serde(flatten)]
    nature: Option<PublishedNature<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checkability: Option<Checkability<'a>>,
    #[serde(flatten)]
    roles: BTreeMap<&'a str, Vec<PublishedRole<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    kind: &'a str,
    stance: &'static str,
    confidence: f64,
    rule: &'a str,
    line: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    pack: &'a str,
    paragraph: usize,
    sentence: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    flags: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct Words<'a> {
    text: &'a str,
    spans: Vec<[usize; 2]>,
}

#[derive(Debug, Serialize)]
struct PublishedSubstitution<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    replacement: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    antecedent: Option<Words<'a>>,
    kind: &'static str,
}

/// The words captured by a role, and who they refer to.
#[derive(Debug, Serialize)]
struct PublishedRole<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    #[serde(flatten)]
    person: Option<Person<'a>>,
}

#[derive(Debug, Serialize)]
struct PublishedSource<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    #[serde(flatten)]
    person: Person<'a>,
}

#[derive(Debug, Serialize)]
struct Person<'a> {
    mention: &'static str,
    canonical_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'static str,
    resolution: &'static str,
}

#[derive(Debug, Serialize)]
struct PublishedCue<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    lemma: &'a str,
    kind: &'static str,
    class: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    negated: bool,
}

#[derive(Debug, Serialize)]
struct PublishedQuantity<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    value: serde_json::Number,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bound: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct PublishedTime<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    value: String,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    anchored: bool,
}

/// The claims of an article, ready for serialization; each with its assessment, if there is one.
#[must_use]
pub fn document<'a>(article: &'a Article, claims: &'a [Claim], assessments: &'a [Assessment]) -> Document<'a> {
    let index = CharIndex::new(&article.text);
    let assessments = assessments.iter().map(Some).chain(std::iter::repeat(None));
    Document {
        document: Header { id: &article.id, about: &article.about },
        offsets: "char",
        claims: claims.iter().zip(assessments).map(|(claim, worth)| published(&index, claim, worth)).collect(),
    }
}

/// The claims of an article as JSON: on one line, or indented.
#[must_use]
pub fn json(article: &Article, claims: &[Claim], assessments: &[Assessment], indented: bool) -> String {
    let document = document(article, claims, assessments);
    let text = if indented { serde_json::to_string_pretty(&document) } else { serde_json::to_string(&document) };
    text.unwrap_or_default()
}

fn published<'a>(index: &CharIndex<'_>, claim: &'a Claim, worth: Option<&'a Assessment>) -> Published<'a> {
    let words = |passage: &'a Passage| words(index, passage);
    Published {
        id: &claim.id,
        claim: words(&claim.claim),
        content: words(&claim.content),
        normalized: &claim.normalized.text,
        substitutions: claim.normalized.substitutions.iter().map(|one| published_substitution(index, one)).collect(),
        unresolved: claim.normalized.unresolved.iter().map(words).collect(),
        source: claim.source.as_ref().map(|source| published_source(index, source)),
        cue: claim.cue.as_ref().map(|cue| published_cue(index, cue)),
        quote_type: claim.quote_type.map(|kind| kind.name()),
        nature: worth.map(|worth| PublishedNature::of(&worth.nature)),
        checkability: worth.map(|worth| Checkability::of(worth, &claim.claim.text)),
        quantities: claim.quantities.iter().map(|quantity| published_quantity(index, quantity)).collect(),
        times: claim.times.iter().map(|time| published_time(index, time)).collect(),
        roles: published_roles(index, claim),
        parent: claim.parent.as_deref(),
        kind: &claim.kind,
        stance: claim.stance.name(),
        confidence: (claim.confidence * 100.0).round() / 100.0,
        rule: &claim.rule,
        line: claim.line,
        pack: &claim.pack,
        paragraph: claim.position.0,
        sentence: claim.position.1,
        flags: claim.flags.iter().chain(unresolved(claim)).map(|flag| flag.name()).collect(),
    }
}

/// Unresolved references do not matter to a reader who has the article, so this flag is only reported to programs.
fn unresolved(claim: &Claim) -> Option<&'static Flag> {
    (!claim.normalized.unresolved.is_empty()).then_some(&Flag::UnresolvedReference)
}

fn words<'a>(index: &CharIndex<'_>, passage: &'a Passage) -> Words<'a> {
    Words { text: &passage.text, spans: passage.spans.iter().map(|&span| index.span(span)).collect() }
}

fn published_substitution<'a>(index: &CharIndex<'_>, substitution: &'a Substitution) -> PublishedSubstitution<'a> {
    PublishedSubstitution {
        words: words(index, &substitution.words),
        replacement: &substitution.replacement,
        antecedent: substitution.antecedent.as_ref().map(|antecedent| words(index, antecedent)),
        kind: substitution.kind.name(),
    }
}

fn published_source<'a>(index: &CharIndex<'_>, source: &'a Source) -> PublishedSource<'a> {
    PublishedSource { words: words(index, &source.mention), person: person(source) }
}

fn published_roles<'a>(index: &CharIndex<'_>, claim: &'a Claim) -> BTreeMap<&'a str, Vec<PublishedRole<'a>>> {
    let role = |(name, all): (&'a String, &'a Vec<Passage>)| {
        let people = claim.people.get(name).into_iter().flatten().map(Option::as_ref).chain(std::iter::repeat(None));
        let all = all.iter().zip(people);
        let all = all.map(|(passage, who)| PublishedRole { words: words(index, passage), person: who.map(person) });
        (name.as_str(), all.collect())
    };
    claim.roles.iter().map(role).collect()
}

fn person(source: &Source) -> Person<'_> {
    Person {
        mention: source.form.name(),
        canonical_name: &source.canonical_name,
        title: source.title.as_deref(),
        affiliation: source.affiliation.as_deref(),
        kind: source.kind.name(),
        resolution: source.resolution.name(),
    }
}

fn published_cue<'a>(index: &CharIndex<'_>, cue: &'a Cue) -> PublishedCue<'a> {
    PublishedCue {
        words: words(index, &cue.words),
        lemma: &cue.lemma,
        kind: cue.kind.name(),
        class: cue.class.name(),
        negated: cue.negated,
    }
}

fn published_quantity<'a>(index: &CharIndex<'_>, quantity: &'a Quantity) -> PublishedQuantity<'a> {
    PublishedQuantity {
        words: one(index, &quantity.text, quantity.span),
        value: number(quantity.value),
        to: quantity.to.map(number),
        unit: quantity.unit.as_deref(),
        bound: quantity.bound.map(|bound| bound.name()),
        per: quantity.per.as_deref(),
    }
}

fn published_time<'a>(index: &CharIndex<'_>, time: &'a Time) -> PublishedTime<'a> {
    PublishedTime {
        words: one(index, &time.text, time.span),
        value: time.value.to_string(),
        modifier: time.modifier.map(|modifier| modifier.name()),
        from: time.from.map(|day| day.to_string()),
        to: time.to.map(|day| day.to_string()),
        anchored: time.anchored,
    }
}

fn one<'a>(index: &CharIndex<'_>, text: &'a str, span: Span) -> Words<'a> {
    Words { text, spans: vec![index.span(span)] }
}

/// A number as people write it: 41000 instead of 41000.0.
#[expect(clippy::cast_possible_truncation, reason = "whole numbers of this size are exact")]
fn number(value: f64) -> serde_json::Number {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT {
        return (value as i64).into();
    }
    serde_json::Number::from_f64(value).unwrap_or_else(|| 0.into())
}
