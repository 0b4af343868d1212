//! JSON Lines: an object for each sentence, or for each sentence and line of a rule. Offsets are in code points.

use serde::Serialize;

use super::{change_of, outcome, wanted};
use crate::article::Article;
use crate::explain::{BracketKind, Line, NotFound, Reading, Sentence, Why, WhyNot};
use crate::span::{CharIndex, Span};

#[derive(Debug, Serialize)]
struct Row<'e> {
    id: &'e str,
    /// The unit of all offsets.
    offsets: &'static str,
    line: usize,
    start: usize,
    end: usize,
    kind: &'static str,
    tokens: Vec<TokenRow<'e>>,
    brackets: Vec<BracketRow>,
    found: Vec<FoundRow<'e>>,
    lost: Vec<LostRow<'e>>,
}

#[derive(Debug, Serialize)]
struct TokenRow<'e> {
    text: &'e str,
    start: usize,
    end: usize,
    tag: &'static str,
    pos: &'static str,
    lemma: &'e str,
}

/// A range of tokens by index in the sentence, from 0; the end is exclusive.
#[derive(Debug, Serialize)]
struct BracketRow {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
    first: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct ReadingRow<'e> {
    rule: &'e str,
    file: &'e str,
    line: usize,
    pattern: &'e str,
    start: usize,
    end: usize,
    roles: Vec<RoleRow<'e>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence_by: Option<&'e str>,
}

#[derive(Debug, Serialize)]
struct RoleRow<'e> {
    role: &'e str,
    text: &'e str,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct FoundRow<'e> {
    #[serde(flatten)]
    reading: ReadingRow<'e>,
    claim: &'e str,
    confidence: f64,
    contributions: Vec<Contribution<'e>>,
}

#[derive(Debug, Serialize)]
struct Contribution<'e> {
    feature: &'e str,
    weight: f64,
}

#[derive(Debug, Serialize)]
struct LostRow<'e> {
    #[serde(flatten)]
    reading: ReadingRow<'e>,
    why: &'static str,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lost_to: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
}

#[derive(Debug, Serialize)]
struct WhyNotRow<'e> {
    id: &'e str,
    offsets: &'static str,
    rule: &'e str,
    file: &'e str,
    line: usize,
    pattern: &'e str,
    sentence: [usize; 2],
    nearest: bool,
    outcome: &'static str,
    took: Vec<TookRow<'e>>,
    token: Option<&'e str>,
    start: Option<usize>,
    end: Option<usize>,
    expected: Option<String>,
    change: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<Vec<[usize; 2]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change_means: Option<&'e str>,
}

#[derive(Debug, Serialize)]
struct TookRow<'e> {
    part: &'e str,
    text: &'e str,
    start: usize,
    end: usize,
}

/// Sentences as JSON Lines.
#[must_use]
pub fn sentences_json(article: &Article, sentences: &[Sentence]) -> String {
    let index = CharIndex::new(&article.text);
    sentences.iter().map(|sentence| line_of(&row(article, &index, sentence))).collect()
}

/// Why the lines of a rule do not match sentences, as JSON Lines: an object for each pair.
#[must_use]
pub fn why_not_json(article: &Article, reasons: &[WhyNot]) -> String {
    let index = CharIndex::new(&article.text);
    reasons.iter().map(|reason| line_of(&why_not_row(article, &index, reason))).collect()
}

fn line_of(row: &impl Serialize) -> String {
    let mut text = serde_json::to_string(row).unwrap_or_default();
    text.push('\n');
    text
}

fn row<'e>(article: &'e Article, index: &CharIndex<'_>, sentence: &'e Sentence) -> Row<'e> {
    let [start, end] = index.span(sentence.span);
    let tokens = sentence.tokens.iter().map(|token| {
        let [start, end] = index.span(token.span);
        let (tag, pos) = (token.tag.name(), token.pos.name());
        TokenRow { text: token.span.of(&article.text), start, end, tag, pos, lemma: &token.lemma }
    });
    let brackets = sentence.brackets.iter().map(|bracket| {
        let (kind, name) = match bracket.kind {
            BracketKind::Name(kind) => ("name", Some(kind.name())),
            other => (other.name(), None),
        };
        BracketRow { kind, name, first: bracket.tokens.start, end: bracket.tokens.end }
    });
    let found = sentence.found.iter().map(|found| FoundRow {
        reading: reading(article, index, &found.reading),
        claim: &found.claim.id,
        confidence: rounded(found.claim.confidence),
        contributions: contributions(&found.contributions),
    });
    let lost = sentence.lost.iter().map(|lost| LostRow {
        reading: reading(article, index, &lost.reading),
        why: outcome(&NotFound::NotTold(lost.reading.span, lost.why.clone())),
        text: lost.why.text(article),
        lost_to: if let Why::Lost(to, _) = &lost.why { Some(to) } else { None },
        confidence: if let Why::Improbable(confidence, ..) = lost.why { Some(rounded(confidence)) } else { None },
    });
    Row {
        id: &article.id,
        offsets: "char",
        line: sentence.line,
        start,
        end,
        kind: sentence.kind.name(),
        tokens: tokens.collect(),
        brackets: brackets.collect(),
        found: found.collect(),
        lost: lost.collect(),
    }
}

fn reading<'e>(article: &'e Article, index: &CharIndex<'_>, reading: &'e Reading) -> ReadingRow<'e> {
    let [start, end] = index.span(reading.span);
    let Line { file, line, text } = &reading.pattern;
    let roles = reading.roles.iter().map(|(role, span)| {
        let [start, end] = index.span(*span);
        RoleRow { role, text: span.of(&article.text), start, end }
    });
    ReadingRow {
        rule: &reading.rule,
        file,
        line: *line,
        pattern: text,
        start,
        end,
        roles: roles.collect(),
        confidence_by: reading.confidence_by.as_deref(),
    }
}

fn contributions(all: &[(String, f64)]) -> Vec<Contribution<'_>> {
    all.iter().map(|(feature, weight)| Contribution { feature, weight: *weight }).collect()
}

fn rounded(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}

fn why_not_row<'e>(article: &'e Article, index: &CharIndex<'_>, reason: &'e WhyNot) -> WhyNotRow<'e> {
    let obstacle: Option<Span> = reason.outcome.obstacle();
    let stopped = if let NotFound::Stopped(stopped) = &reason.outcome { Some(stopped) } else { None };
    let took = stopped.iter().flat_map(|stopped| &stopped.took).map(|(part, span)| {
        let [start, end] = index.span(*span);
        TookRow { part, text: span.of(&article.text), start, end }
    });
    let change = stopped.and_then(|stopped| stopped.change.as_ref());
    WhyNotRow {
        id: &article.id,
        offsets: "char",
        rule: &reason.rule,
        file: &reason.pattern.file,
        line: reason.pattern.line,
        pattern: &reason.pattern.text,
        sentence: index.span(reason.unit),
        nearest: reason.nearest,
        outcome: outcome(&reason.outcome),
        took: took.collect(),
        token: obstacle.map(|span| span.of(&article.text)),
        start: obstacle.map(|span| index.chars(span.start)),
        end: obstacle.map(|span| index.chars(span.end)),
        expected: wanted(&reason.outcome),
        change: change_of(reason),
        changed: change.map(|change| {
            let index = CharIndex::new(&change.line);
            change.marked.iter().map(|&span| index.span(span)).collect()
        }),
        change_means: change.map(|change| change.what.as_str()),
    }
}
