//! Claims as JSON, with all their properties. Offsets are in code points, and every document says so.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::assessment::{Checkability, PublishedNature};
use super::fields::{Date, Id, Ordinal, Share};
use crate::article::{About, Article};
use crate::assess::Assessment;
use crate::claim::{
    Claim, Cue, CueClass, CueKind, Flag, Mention, Passage, QuoteType, Resolution, Source, SourceKind, Substitution,
    SubstitutionKind,
};
use crate::measure::{Bound, Modifier, Quantity, Time};
use crate::rule::Stance;
use crate::span::{CharIndex, Span};

/// The claims of one article. Each span is a pair of start and end, in the unit of `offsets`; the end is not part of the span.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document<'a> {
    /// What the input says about the article.
    document: Header<'a>,
    /// The unit of all spans: `char` is a code point of the text.
    offsets: Unit,
    /// The claims, in the order of the text.
    claims: Vec<Published<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
enum Unit {
    Char,
}

/// An article, as far as the input describes it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "document")]
struct Header<'a> {
    /// The id of the article.
    id: &'a str,
    #[serde(flatten)]
    about: &'a About,
}

/// A claim. Each role of its rule besides `claim`, `source` and `cue` is a field of its own, under the name of the role.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "claim")]
struct Published<'a> {
    /// A stable id: it depends on the article's id, the rule's id and the words of the claim and its source, not on
    /// positions.
    id: Id<'a>,
    /// What is claimed, without the word that introduces it.
    claim: Words<'a>,
    /// The reported words as annotated corpora mark them: with *that*, *whether* or *to*.
    content: Words<'a>,
    /// The claim in words that are clear without the article; absent if its words are no sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    normalized: Option<&'a str>,
    /// What was replaced to get `normalized`, in the order of the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    substitutions: Vec<PublishedSubstitution<'a>>,
    /// Words such as *he* or *this* that were not replaced, since it is not certain what they refer to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unresolved: Vec<Words<'a>>,
    /// Who makes the claim; absent if the article states it itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<PublishedSource<'a>>,
    /// The words that attribute the claim to its source.
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<PublishedCue<'a>>,
    /// How much of the content is in quotation marks: all (`direct`), nothing (`indirect`) or a part (`mixed`). Absent if
    /// the article states the claim itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    quote_type: Option<QuoteType>,
    /// The quantities in the claim, in the order of the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quantities: Vec<PublishedQuantity<'a>>,
    /// When the claim says something is, was or will be, in the order of the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    times: Vec<PublishedTime<'a>>,
    #[serde(flatten)]
    nature: Option<PublishedNature<'a>>,
    /// Whether the claim is worth checking, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    checkability: Option<Checkability<'a>>,
    #[serde(flatten)]
    roles: BTreeMap<&'a str, Vec<PublishedRole<'a>>>,
    /// The id of the claim that this one is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<Id<'a>>,
    /// The kind of claim that its rule finds, such as `statement` or `accusation`; rule files may declare more kinds.
    kind: &'a str,
    /// Whether the source affirms, denies, doubts or asks what is claimed.
    stance: Stance,
    /// How probable it is that a reader would mark this as a claim of this source.
    confidence: Share,
    /// The id of the rule that found it.
    rule: &'a str,
    /// The line of the rule's `match` that found it, from 1.
    line: Ordinal,
    /// The pack of the rule; absent if it is in none.
    #[serde(skip_serializing_if = "str::is_empty")]
    pack: &'a str,
    /// The paragraph the claim begins in, from 1.
    paragraph: Ordinal,
    /// The sentence of the paragraph that the claim begins in, from 1.
    sentence: Ordinal,
    /// What you should know before using the claim.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    flags: Vec<Flag>,
}

/// Words of the article, with their place.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "words")]
struct Words<'a> {
    /// The words; those of several spans are joined by ` … `.
    text: &'a str,
    /// Where the words are: several spans if other words interrupt them, none if they are not in the article.
    spans: Vec<[usize; 2]>,
}

/// Words of the claim, and what replaces them in `normalized`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "substitution")]
struct PublishedSubstitution<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    /// What replaces the words.
    replacement: &'a str,
    /// Where the article says what the words refer to.
    #[serde(skip_serializing_if = "Option::is_none")]
    antecedent: Option<Words<'a>>,
    /// What the replaced words are, or why they were replaced.
    kind: SubstitutionKind,
}

/// Words that a role captured and, if they name a person or organisation, who that is.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "role")]
struct PublishedRole<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    #[serde(flatten)]
    person: Option<Person<'a>>,
}

/// Who makes a claim.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "source")]
struct PublishedSource<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    #[serde(flatten)]
    person: Person<'a>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Person<'a> {
    /// How the article mentions it here.
    mention: Mention,
    /// The fullest name that the article has for it; empty if it has none.
    canonical_name: &'a str,
    /// Its title or office.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    /// The organisation or place it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<&'a str>,
    /// Whether it is a person, a group, an organisation, a document or nobody that the article names.
    #[serde(rename = "type")]
    kind: SourceKind,
    /// How its full name was found: `itself` if the mention has it, `none` if it was not found.
    resolution: Resolution,
}

/// The words that attribute a claim to its source.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "cue")]
struct PublishedCue<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    /// The dictionary form of the main word.
    lemma: &'a str,
    /// The word class of the main word.
    kind: CueKind,
    /// What the source does with the content: asserts, believes, denies it and so on.
    class: CueClass,
    /// True if the cue is negated, as in *did not say*; otherwise absent.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    negated: bool,
}

/// A quantity in a claim.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "quantity")]
struct PublishedQuantity<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    /// The number; the smaller one of a range.
    value: serde_json::Number,
    /// The greater number of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<serde_json::Number>,
    /// `percent`, `percentage points`, `share` (a third), `factor` (twice as many), `times`, a code of ISO 4217, a unit of
    /// measure, or a noun in the plural.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    /// How the true number may differ from the one given.
    #[serde(skip_serializing_if = "Option::is_none")]
    bound: Option<Bound>,
    /// What the quantity is counted for: `year`, `capita`, `100,000 people`.
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<&'a str>,
}

/// A time in a claim.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "time")]
struct PublishedTime<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    /// As the `value` of TIMEX3: `2018-05-07`, `2018-03`, `2018-W19`, `2018-Q2`, `2018-SP`, `199`, `P2Y`; `2010/2014` for
    /// a period with start and end. X is a digit that is not known.
    value: String,
    /// As the `mod` of TIMEX3.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<Modifier>,
    /// The first day that is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Date>,
    /// The last day that is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Date>,
    /// Whether value or days depend on the day the article was published.
    anchored: bool,
}

/// The claims of an article, ready for serialization; each with its assessment, if there is one.
#[must_use]
pub fn document<'a>(article: &'a Article, claims: &'a [Claim], assessments: &'a [Assessment]) -> Document<'a> {
    let index = CharIndex::new(&article.text);
    let assessments = assessments.iter().map(Some).chain(std::iter::repeat(None));
    Document {
        document: Header { id: &article.id, about: &article.about },
        offsets: Unit::Char,
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
        id: Id(&claim.id),
        claim: words(&claim.claim),
        content: words(&claim.content),
        normalized: Some(claim.normalized.text.as_str()).filter(|_| !claim.normalized.fragment),
        substitutions: claim.normalized.substitutions.iter().map(|one| published_substitution(index, one)).collect(),
        unresolved: claim.normalized.unresolved.iter().map(words).collect(),
        source: claim.source.as_ref().map(|source| published_source(index, source)),
        cue: claim.cue.as_ref().map(|cue| published_cue(index, cue)),
        quote_type: claim.quote_type,
        nature: worth.map(|worth| PublishedNature::of(&worth.nature)),
        checkability: worth.map(|worth| Checkability::of(worth, &claim.claim.text)),
        quantities: claim.quantities.iter().map(|quantity| published_quantity(index, quantity)).collect(),
        times: claim.times.iter().map(|time| published_time(index, time)).collect(),
        roles: published_roles(index, claim),
        parent: claim.parent.as_deref().map(Id),
        kind: &claim.kind,
        stance: claim.stance,
        confidence: Share((claim.confidence * 100.0).round() / 100.0),
        rule: &claim.rule,
        line: Ordinal(claim.line),
        pack: &claim.pack,
        paragraph: Ordinal(claim.position.0),
        sentence: Ordinal(claim.position.1),
        flags: claim.flags.iter().chain(unresolved(claim)).chain(fragment(claim)).copied().collect(),
    }
}

/// Unresolved references do not matter to a reader who has the article, so this flag is only reported to programs.
fn unresolved(claim: &Claim) -> Option<&'static Flag> {
    (!claim.normalized.unresolved.is_empty()).then_some(&Flag::UnresolvedReference)
}

/// Only a program expects every claim to be a sentence.
fn fragment(claim: &Claim) -> Option<&'static Flag> {
    claim.normalized.fragment.then_some(&Flag::Fragment)
}

fn words<'a>(index: &CharIndex<'_>, passage: &'a Passage) -> Words<'a> {
    Words { text: &passage.text, spans: passage.spans.iter().map(|&span| index.span(span)).collect() }
}

fn published_substitution<'a>(index: &CharIndex<'_>, substitution: &'a Substitution) -> PublishedSubstitution<'a> {
    PublishedSubstitution {
        words: words(index, &substitution.words),
        replacement: &substitution.replacement,
        antecedent: substitution.antecedent.as_ref().map(|antecedent| words(index, antecedent)),
        kind: substitution.kind,
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
        mention: source.form,
        canonical_name: &source.canonical_name,
        title: source.title.as_deref(),
        affiliation: source.affiliation.as_deref(),
        kind: source.kind,
        resolution: source.resolution,
    }
}

fn published_cue<'a>(index: &CharIndex<'_>, cue: &'a Cue) -> PublishedCue<'a> {
    PublishedCue {
        words: words(index, &cue.words),
        lemma: &cue.lemma,
        kind: cue.kind,
        class: cue.class,
        negated: cue.negated,
    }
}

fn published_quantity<'a>(index: &CharIndex<'_>, quantity: &'a Quantity) -> PublishedQuantity<'a> {
    PublishedQuantity {
        words: one(index, &quantity.text, quantity.span),
        value: number(quantity.value),
        to: quantity.to.map(number),
        unit: quantity.unit.as_deref(),
        bound: quantity.bound,
        per: quantity.per.as_deref(),
    }
}

fn published_time<'a>(index: &CharIndex<'_>, time: &'a Time) -> PublishedTime<'a> {
    PublishedTime {
        words: one(index, &time.text, time.span),
        value: time.value.to_string(),
        modifier: time.modifier,
        from: time.from.map(|day| Date(day.to_string())),
        to: time.to.map(|day| Date(day.to_string())),
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
