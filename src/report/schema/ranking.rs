//! The schema of the ranking.

use serde_json::{Value, json};

use super::assessments::{checkability, nature};
use super::{DRAFT, joined};
use crate::rule::Stance;

/// The schema of a line of `rank --format jsonl`.
#[must_use]
pub fn schema_of_ranking() -> Value {
    let text = json!({ "type": "string" });
    let id = json!({ "type": "string", "pattern": "^[0-9a-f]{12}$" });
    let stances: Vec<&str> = Stance::ALL.iter().map(|&(name, _)| name).collect();
    let number = json!({ "type": "integer", "minimum": 1 });
    let properties = json!({
        "place": number,
        "document": text,
        "id": id,
        "claim": text,
        "normalized": text,
        "source": text,
        "paragraph": number,
        "sentence": number,
        "checkability": {
            "type": "object",
            "required": ["label", "score", "factual", "facets", "reasons"],
            "properties": checkability(),
            "additionalProperties": false,
        },
        "rule": text,
        "confidence": { "type": "number", "minimum": 0, "maximum": 1 },
        "also": {
            "type": "array",
            "description": "The same claim in other articles.",
            "items": {
                "type": "object",
                "required": ["document", "id", "claim", "stance"],
                "properties": { "document": text, "id": id, "claim": text, "source": text, "stance": { "enum": stances } },
                "additionalProperties": false,
            },
        },
    });
    json!({
        "$schema": DRAFT,
        "title": "claimsift ranking",
        "description": "A claim worth checking, with its rank among those of many articles.",
        "type": "object",
        "required": [
            "place", "document", "id", "claim", "normalized", "paragraph", "sentence", "polarity", "speech_act", "checkability",
            "rule", "confidence",
        ],
        "properties": joined(properties, &nature()),
        "additionalProperties": false,
    })
}
