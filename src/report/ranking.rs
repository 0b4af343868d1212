//! The list of claims most worth checking, as text and JSON.

use serde::Serialize;

use super::Style;
use super::assessment::{self, Checkability, PublishedNature};
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

#[derive(Serialize)]
struct Line<'a> {
    place: usize,
    document: &'a str,
    id: &'a str,
    claim: &'a str,
    normalized: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    paragraph: usize,
    sentence: usize,
    #[serde(flatten)]
    nature: PublishedNature<'a>,
    checkability: Checkability<'a>,
    rule: &'a str,
    confidence: f64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Elsewhere<'a>>,
}

#[derive(Serialize)]
struct Elsewhere<'a> {
    document: &'a str,
    id: &'a str,
    claim: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    stance: &'static str,
}

/// A claim of the list as one line of JSON, without a line break.
#[must_use]
pub fn listed_json(listed: &Listed<'_>) -> String {
    let claim = listed.claim;
    let line = Line {
        place: listed.place,
        document: listed.article,
        id: &claim.id,
        claim: &claim.claim.text,
        normalized: &claim.normalized.text,
        source: name(claim),
        paragraph: claim.position.0,
        sentence: claim.position.1,
        nature: PublishedNature::of(&listed.worth.nature),
        checkability: Checkability::of(listed.worth, &claim.claim.text),
        rule: &claim.rule,
        confidence: (claim.confidence * 100.0).round() / 100.0,
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
    Elsewhere { document, id: &claim.id, claim: &claim.claim.text, source: name(claim), stance: claim.stance.name() }
}

fn name(claim: &Claim) -> Option<&str> {
    claim.source.as_ref().map(|source| source.canonical_name.as_str()).filter(|name| !name.is_empty())
}
