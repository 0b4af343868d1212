//! The list of claims most worth checking, as text and JSON.

use schemars::JsonSchema;
use serde::Serialize;

use super::Style;
use super::assessment::{self, Checkability, PublishedNature};
use super::fields::{Id, Ordinal, Share};
use super::text::{Page, wrapped};
use crate::assess::Assessment;
use crate::claim::Claim;
use crate::rule::Stance;

/// A claim on the list.
#[derive(Debug, Clone)]
pub struct Listed<'a> {
    /// Its rank, from 1.
    pub place: usize,
    /// The id of its article.
    pub article: &'a str,
    /// The claim.
    pub claim: &'a Claim,
    /// Its assessment.
    pub worth: &'a Assessment,
    /// The same claim elsewhere: the ids of articles with the claims in them.
    pub also: Vec<(&'a str, &'a Claim)>,
}

/// A claim of many articles that is worth checking, with its place among them.
#[derive(Serialize, JsonSchema)]
pub(super) struct Line<'a> {
    /// Its place in the list, from 1.
    place: Ordinal,
    /// The id of the article.
    document: &'a str,
    /// The id of the claim.
    id: Id<'a>,
    /// The words of the claim.
    claim: &'a str,
    /// The claim in words that are clear without the article.
    normalized: &'a str,
    /// The fullest name of who makes the claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    /// The paragraph the claim begins in, from 1.
    paragraph: Ordinal,
    /// The sentence of the paragraph that the claim begins in, from 1.
    sentence: Ordinal,
    #[serde(flatten)]
    nature: PublishedNature<'a>,
    /// Whether the claim is worth checking, and why.
    checkability: Checkability<'a>,
    /// The id of the rule that found the claim.
    rule: &'a str,
    /// How probable it is that a reader would mark this as a claim of this source.
    confidence: Share,
    /// Where else the same is claimed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Elsewhere<'a>>,
}

/// The same claim at another place.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "elsewhere")]
struct Elsewhere<'a> {
    /// The id of the article.
    document: &'a str,
    /// The id of the claim.
    id: Id<'a>,
    /// The words of the claim.
    claim: &'a str,
    /// The fullest name of who makes the claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    /// Whether the source affirms, denies, doubts or asks what is claimed.
    stance: Stance,
}

/// A claim of the list as one line of JSON, without a line break.
#[must_use]
pub fn listed_json(listed: &Listed<'_>) -> String {
    let claim = listed.claim;
    let line = Line {
        place: Ordinal(listed.place),
        document: listed.article,
        id: Id(&claim.id),
        claim: &claim.claim.text,
        normalized: &claim.normalized.text,
        source: name(claim),
        paragraph: Ordinal(claim.position.0),
        sentence: Ordinal(claim.position.1),
        nature: PublishedNature::of(&listed.worth.nature),
        checkability: Checkability::of(listed.worth, &claim.claim.text),
        rule: &claim.rule,
        confidence: Share((claim.confidence * 100.0).round() / 100.0),
        also: listed.also.iter().map(|&(document, claim)| elsewhere(document, claim)).collect(),
    };
    serde_json::to_string(&line).unwrap_or_default()
}

/// A claim of the list as text: who, what, where, and why it is worth checking.
#[must_use]
pub fn listed_text(listed: &Listed<'_>, style: Style) -> String {
    let mut page = Page { style, out: String::new() };
    let (claim, worth) = (listed.claim, listed.worth);
    let who = page.who(claim);
    let head = format!("{:>2} {} {who}", listed.place, page.style.painted("32", &format!("{:.2}", worth.score)));
    page.line(0, &head);
    // the version that can be read without the article
    for line in wrapped(&claim.normalized.text, style.width.saturating_sub(INDENT).max(30)) {
        page.line(INDENT, &line);
    }
    let mut about = vec![format!("{} ¶ {}.{}", listed.article, claim.position.0, claim.position.1)];
    about.extend(
        [&worth.nature.types, &worth.nature.topics].into_iter().filter(|all| !all.is_empty()).map(|all| all.join(", ")),
    );
    let about = page.dim(&about.join(" · "));
    page.line(INDENT, &about);
    for reason in assessment::reasons(worth, &claim.claim.text).into_iter().take(MOST_REASONS) {
        page.line(INDENT, &reason);
    }
    for (document, other) in listed.also.iter().take(MOST_PLACES) {
        let by = name(other).map_or_else(String::new, |name| format!(" · {name}"));
        let by = if other.stance == Stance::Affirmed { by } else { format!("{by}, {}", other.stance.name()) };
        let also = page.dim(&format!("also {document} ¶ {}.{}{by}", other.position.0, other.position.1));
        page.line(INDENT, &also);
    }
    if let Some(more) = listed.also.len().checked_sub(MOST_PLACES).filter(|&more| more > 0) {
        let more = page.dim(&format!("and {more} more"));
        page.line(INDENT, &more);
    }
    page.out
}

/// The indentation of a claim.
const INDENT: usize = 8;

/// The maximum number of reasons listed.
const MOST_REASONS: usize = 3;

/// The maximum number of other articles listed.
const MOST_PLACES: usize = 3;

fn elsewhere<'a>(document: &'a str, claim: &'a Claim) -> Elsewhere<'a> {
    Elsewhere { document, id: Id(&claim.id), claim: &claim.claim.text, source: name(claim), stance: claim.stance }
}

fn name(claim: &Claim) -> Option<&str> {
    claim.source.as_ref().map(|source| source.canonical_name.as_str()).filter(|name| !name.is_empty())
}
