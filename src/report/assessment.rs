//! Assessments of sentences, as text and JSON.

use std::fmt::Write;

use schemars::JsonSchema;
use serde::Serialize;

use super::Style;
use super::fields::Share;
use super::one_line;
use super::text::wrapped;

use crate::annotation::{Modality, Polarity, SpeechAct, Tense};
use crate::assess::{Assessment, Label, Nature, Reason, Scores, Weight};

/// The maximum number of reasons in a text report.
const MOST_REASONS: usize = 6;

/// Reasons with a smaller contribution are not listed.
const SMALL: f64 = 0.05;

/// Whether a sentence is worth checking, and why.
#[derive(Serialize, JsonSchema)]
pub(super) struct Line<'a> {
    /// The id of the sentence; of one in an article: the id of the article, its paragraph and its sentence.
    id: &'a str,
    /// The sentence.
    text: &'a str,
    #[serde(flatten)]
    nature: PublishedNature<'a>,
    #[serde(flatten)]
    checkability: Checkability<'a>,
}

/// What kind of thing is said, and how.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PublishedNature<'a> {
    /// What kinds of thing are said, such as `quantity` or `cause`; rule files may name more.
    #[serde(skip_serializing_if = "is_empty")]
    types: &'a [String],
    /// The areas of life it is about, such as `health` or `crime`; rule files may name more.
    #[serde(skip_serializing_if = "is_empty")]
    topics: &'a [String],
    /// Whether it says that something is so, or that it is not so.
    polarity: Polarity,
    /// How it is hedged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    modality: Vec<Modality>,
    /// Whether it is about the past, the present or the future.
    #[serde(skip_serializing_if = "Option::is_none")]
    tense: Option<Tense>,
    /// What somebody does by saying it.
    speech_act: SpeechAct,
}

/// Whether it is worth checking, and why.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "checkability")]
pub(super) struct Checkability<'a> {
    /// `CFS` (a fact that is worth checking), `UFS` (an unimportant fact) or `NFS` (not a fact).
    label: Label,
    /// How probable it is that it is worth checking.
    score: Share,
    /// How probable it is that it states a fact.
    factual: Share,
    /// All facets that were found, sorted by name.
    facets: Vec<&'a str>,
    /// The facets that count for or against it, the one with the greatest weight first.
    reasons: Vec<Row<'a>>,
}

/// A facet that counts for or against it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "reason")]
struct Row<'a> {
    /// The name of the facet.
    facet: &'a str,
    /// The words that show it.
    words: Vec<&'a str>,
    /// What it adds to the log-odds of `score`.
    contribution: f64,
    /// What it adds to the log-odds of `factual`.
    factual: f64,
}

impl<'a> PublishedNature<'a> {
    pub(super) fn of(nature: &'a Nature) -> Self {
        Self {
            types: &nature.types,
            topics: &nature.topics,
            polarity: nature.polarity,
            modality: nature.modality.clone(),
            tense: nature.tense,
            speech_act: nature.act,
        }
    }
}

impl<'a> Checkability<'a> {
    /// `text` is what was read.
    pub(super) fn of(assessment: &'a Assessment, text: &'a str) -> Self {
        let mut facets: Vec<&str> = assessment.reasons.iter().map(|reason| reason.facet.as_str()).collect();
        facets.sort_unstable();
        let weighs = |reason: &&Reason| reason.weight != Weight::default();
        let rows = assessment.reasons.iter().filter(weighs).map(|reason| Row {
            facet: &reason.facet,
            words: words(reason, text),
            contribution: reason.weight.worthy,
            factual: reason.weight.factual,
        });
        Self {
            label: assessment.label,
            score: rounded(assessment.score),
            factual: rounded(assessment.factual),
            facets,
            reasons: rows.collect(),
        }
    }
}

/// An assessment as one line of JSON, without a line break. `text` is the whole text that was assessed.
#[must_use]
pub fn assessment_json(id: &str, text: &str, assessment: &Assessment) -> String {
    let line = Line {
        id,
        text: assessment.span.of(text),
        nature: PublishedNature::of(&assessment.nature),
        checkability: Checkability::of(assessment, text),
    };
    serde_json::to_string(&line).unwrap_or_default()
}

/// An assessment as text for a terminal: the sentence, its label, and the most important reasons.
#[must_use]
pub fn assessment_text(id: &str, text: &str, assessment: &Assessment, style: Style) -> String {
    let mut out = String::new();
    let label = assessment.label;
    let colour = match label {
        Label::Worthy => "32",
        Label::Unimportant => "33",
        Label::NotFactual => "2",
    };
    // writing to a string cannot fail
    let _ = writeln!(
        out,
        "{} {} {}",
        style.painted("1", &one_line(id)),
        style.painted(colour, &format!("{} {}", label.name(), label.words())),
        style.painted("2", &format!("· {:.2}", assessment.score))
    );
    let sentence = assessment.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    for line in wrapped(&sentence, style.width.saturating_sub(3).max(30)) {
        let _ = writeln!(out, "   {line}");
    }
    for reason in reasons(assessment, text).into_iter().take(MOST_REASONS) {
        let _ = writeln!(out, "     {reason}");
    }
    out
}

/// The reasons for or against checking a text, a line each, the most important first.
pub(super) fn reasons(assessment: &Assessment, text: &str) -> Vec<String> {
    let reasons = assessment.reasons.iter().filter(|reason| reason.weight.worthy.abs() >= SMALL);
    let line = |reason: &Reason| {
        let words: Vec<String> = words(reason, text).iter().map(|words| format!("“{}”", shortened(words))).collect();
        format!("{:+.2} {} {}", reason.weight.worthy, reason.facet, words.join(" "))
    };
    reasons.map(line).collect()
}

/// How well the labels agree with those given by people, a line for each score.
#[must_use]
pub fn scores_text(sentences: usize, scores: &Scores) -> String {
    format!(
        "sentences {sentences}\nF1 CFS          {:.3}\nF1 factual      {:.3}\nmacro F1        {:.3}\nAP of CFS score {:.3}\n",
        scores.worthy, scores.factual, scores.mean, scores.ranking
    )
}

/// The first and last words of a long text.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [first, second, _, _, .., last] => format!("{first} {second} … {last}"),
        words => words.join(" "),
    }
}

fn is_empty(all: &&[String]) -> bool {
    all.is_empty()
}

/// The words of the text that a reason is based on.
fn words<'t>(reason: &Reason, text: &'t str) -> Vec<&'t str> {
    reason.words.iter().map(|span| span.of(text)).collect()
}

fn rounded(share: f64) -> Share {
    Share((share * 10_000.0).round() / 10_000.0)
}
