//! The schema of assessments.

use serde_json::{Value, json};

use super::{DRAFT, joined, texts};
use crate::annotation::{Modality, Polarity, SpeechAct, Tense, names};
use crate::assess::Label;

/// The schema of a line of `assess`.
#[must_use]
pub fn schema_of_assessments() -> Value {
    let properties = json!({
        "id": {
            "type": "string",
            "description": "The id of the sentence or, in an article, the id of the article, paragraph and sentence.",
        },
        "text": { "type": "string" },
    });
    json!({
        "$schema": DRAFT,
        "title": "claimsift assessments",
        "description": "Whether one sentence is worth checking, and why.",
        "type": "object",
        "required": ["id", "text", "polarity", "speech_act", "label", "score", "factual", "facets", "reasons"],
        "properties": joined(joined(properties, &nature()), &checkability()),
        "additionalProperties": false,
    })
}

/// The properties about the kind of statement.
pub(super) fn nature() -> Value {
    json!({
        "types": texts(),
        "topics": texts(),
        "polarity": { "enum": names(Polarity::ALL, Polarity::name) },
        "modality": { "type": "array", "items": { "enum": names(Modality::ALL, Modality::name) } },
        "tense": { "enum": names(Tense::ALL, Tense::name) },
        "speech_act": { "enum": names(SpeechAct::ALL, SpeechAct::name) },
    })
}

/// The properties about whether it is worth checking.
pub(super) fn checkability() -> Value {
    let share = json!({ "type": "number", "minimum": 0, "maximum": 1 });
    let labels: Vec<&str> = Label::ALL.iter().map(|&(name, _)| name).collect();
    json!({
        "label": { "enum": labels },
        "score": share,
        "factual": share,
        "facets": texts(),
        "reasons": {
            "type": "array",
            "description": "The most important first, with what each adds to the log-odds of the score and of being factual.",
            "items": {
                "type": "object",
                "required": ["facet", "words", "contribution", "factual"],
                "properties": {
                    "facet": { "type": "string" },
                    "words": texts(),
                    "contribution": { "type": "number" },
                    "factual": { "type": "number" },
                },
                "additionalProperties": false,
            },
        },
    })
}
