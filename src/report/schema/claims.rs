//! The schema of claims.

use serde_json::{Value, json};

use super::assessments::{checkability, nature};
use super::{DRAFT, joined};
use crate::annotation::names;
use crate::claim::{CueClass, CueKind, Flag, Mention, QuoteType, Resolution, SourceKind, SubstitutionKind};
use crate::measure::{Bound, Modifier};
use crate::rule::Stance;

/// The schema of the claims of an article: a line of `extract --format jsonl`, or an item of `--format json`.
#[must_use]
pub fn schema_of_claims() -> Value {
    json!({
        "$schema": DRAFT,
        "title": "claimsift claims",
        "description": "The claims of one article. All spans are pairs of start and end, half-open, in the unit of `offsets`.",
        "type": "object",
        "required": ["document", "offsets", "claims"],
        "additionalProperties": false,
        "properties": {
            "document": {
                "type": "object",
                "required": ["id"],
                "properties": {
                    "id": { "type": "string" },
                    "url": { "type": "string" },
                    "title": { "type": "string" },
                    "publisher": { "type": "string" },
                    "authors": { "type": "array", "items": { "type": "string" } },
                    "date_published": { "type": "string" },
                    "language": { "type": "string" },
                },
                "additionalProperties": false,
            },
            "offsets": { "enum": ["char"], "description": "Code points of the text." },
            "claims": { "type": "array", "items": { "$ref": "#/definitions/claim" } },
        },
        "definitions": {
            "words": words(&json!({}), &[]),
            "source": words(&person(), &["mention", "canonical_name", "type", "resolution"]),
            "role": words(&person(), &[]),
            "cue": words(
                &json!({
                    "lemma": { "type": "string" },
                    "kind": { "enum": names(CueKind::ALL, CueKind::name) },
                    "class": { "enum": names(CueClass::ALL, CueClass::name) },
                    "negated": { "type": "boolean" },
                }),
                &["lemma", "kind", "class"],
            ),
            "quantity": words(&quantity(), &["value"]),
            "time": words(&time(), &["value", "anchored"]),
            "checkability": {
                "type": "object",
                "description": "Whether it is worth checking, and why.",
                "required": ["label", "score", "factual", "facets", "reasons"],
                "properties": checkability(),
                "additionalProperties": false,
            },
            "substitution": words(
                &json!({
                    "replacement": { "type": "string" },
                    "antecedent": { "$ref": "#/definitions/words" },
                    "kind": { "enum": names(SubstitutionKind::ALL, SubstitutionKind::name) },
                }),
                &["replacement", "kind"],
            ),
            "claim": claim(),
        },
    })
}

/// A claim of an article.
fn claim() -> Value {
    json!({
        "type": "object",
        "required": [
            "id", "claim", "content", "normalized", "kind", "stance", "confidence", "rule", "line", "paragraph", "sentence",
        ],
        "properties": joined(properties(), &nature()),
        // all other roles that a rule captures, by name; for persons and organisations with who they are
        "additionalProperties": { "type": "array", "items": { "$ref": "#/definitions/role" } },
    })
}

/// The properties of a claim.
fn properties() -> Value {
    let stances: Vec<&str> = Stance::ALL.iter().map(|&(name, _)| name).collect();
    json!({
        "id": { "type": "string", "pattern": "^[0-9a-f]{12}$" },
        "claim": { "$ref": "#/definitions/words" },
        "content": { "$ref": "#/definitions/words" },
        "normalized": { "type": "string", "description": "The claim in words that can be understood without the article." },
        "substitutions": {
            "type": "array",
            "description": "The replacements made for that, with the positions of the new words in the article.",
            "items": { "$ref": "#/definitions/substitution" },
        },
        "unresolved": {
            "type": "array",
            "description": "Words that refer to something outside the claim, and were kept because the referent is uncertain.",
            "items": { "$ref": "#/definitions/words" },
        },
        "source": { "$ref": "#/definitions/source" },
        "cue": { "$ref": "#/definitions/cue" },
        "quote_type": { "enum": names(QuoteType::ALL, QuoteType::name) },
        "quantities": { "type": "array", "items": { "$ref": "#/definitions/quantity" } },
        "times": { "type": "array", "items": { "$ref": "#/definitions/time" } },
        "checkability": { "$ref": "#/definitions/checkability" },
        "parent": { "type": "string", "description": "The id of the claim it is part of." },
        "kind": { "type": "string" },
        "stance": { "enum": stances },
        "confidence": { "type": "number", "minimum": 0, "maximum": 1 },
        "rule": { "type": "string" },
        "line": { "type": "integer", "minimum": 1, "description": "The line of the rule's `match`." },
        "pack": { "type": "string" },
        "paragraph": { "type": "integer", "minimum": 1 },
        "sentence": { "type": "integer", "minimum": 1 },
        "flags": { "type": "array", "items": { "enum": names(Flag::ALL, Flag::name) } },
    })
}

/// The properties of a person or organisation, besides its words.
fn person() -> Value {
    json!({
        "mention": { "enum": names(Mention::ALL, Mention::name) },
        "canonical_name": { "type": "string" },
        "title": { "type": "string" },
        "affiliation": { "type": "string" },
        "type": { "enum": names(SourceKind::ALL, SourceKind::name) },
        "resolution": { "enum": names(Resolution::ALL, Resolution::name) },
    })
}

/// The properties of a quantity, besides its words.
fn quantity() -> Value {
    json!({
        "value": { "type": "number", "description": "The smaller number of a range." },
        "to": { "type": "number", "description": "The greater number of a range." },
        "unit": {
            "type": "string",
            "description": "percent, percentage points, share (a third), factor (twice as many), times, a code of ISO 4217, a unit of measure, or a noun in the plural.",
        },
        "bound": { "enum": names(Bound::ALL, Bound::name) },
        "per": { "type": "string", "description": "The denominator of a rate: year, capita, 100,000 people." },
    })
}

/// The properties of a time, besides its words.
fn time() -> Value {
    let day = |description: &str| json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": description });
    json!({
        "value": {
            "type": "string",
            "description": "The value attribute of TIMEX3: 2018-05-07, 2018-03, 2018-W19, 2018-Q2, 2018-SP, 199, P2Y; 2010/2014 for a period. X is an unknown part.",
        },
        "mod": { "enum": names(Modifier::ALL, Modifier::name), "description": "The mod attribute of TIMEX3." },
        "from": day("The first day that is meant."),
        "to": day("The last day that is meant."),
        "anchored": { "type": "boolean", "description": "Whether it depends on the date of publication." },
    })
}

/// Words with their spans, and more properties.
fn words(more: &Value, required: &[&str]) -> Value {
    let mut properties = json!({
        "text": { "type": "string" },
        "spans": {
            "type": "array",
            "items": { "type": "array", "items": { "type": "integer", "minimum": 0 } },
        },
    });
    if let (Some(all), Some(more)) = (properties.as_object_mut(), more.as_object()) {
        all.extend(more.clone());
    }
    let required: Vec<&str> = ["text", "spans"].iter().chain(required).copied().collect();
    json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false })
}
