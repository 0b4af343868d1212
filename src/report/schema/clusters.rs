//! The schema of clusters of equivalent claims.

use serde_json::{Value, json};

use super::DRAFT;
use crate::annotation::names;
use crate::claim::QuoteType;
use crate::cluster::{Difference, Form};
use crate::rule::Stance;

/// The schema of a line of `cluster --format jsonl`.
#[must_use]
pub fn schema_of_clusters() -> Value {
    let stances: Vec<&str> = Stance::ALL.iter().map(|&(name, _)| name).collect();
    let text = json!({ "type": "string" });
    let id = json!({ "type": "string", "pattern": "^[0-9a-f]{12}$" });
    let number = json!({ "type": "integer", "minimum": 1 });
    let edits = json!({ "type": "array", "items": { "$ref": "#/definitions/edit" } });
    json!({
        "$schema": DRAFT,
        "title": "claimsift clusters",
        "description": "The same claim in several articles, with its sources.",
        "type": "object",
        "required": ["id", "text", "articles", "sources", "members", "related"],
        "additionalProperties": false,
        "properties": {
            "id": {
                "type": "string", "pattern": "^[0-9a-f]{12}$",
                "description": "The id of the claim of the first member.",
            },
            "text": { "type": "string", "description": "The most frequent wording." },
            "articles": { "type": "integer", "minimum": 1, "description": "The number of articles with the claim." },
            "sources": {
                "type": "array", "items": text,
                "description": "The fullest name of each, in chronological order.",
            },
            "members": {
                "type": "array", "items": { "$ref": "#/definitions/member" },
                "description": "In chronological order.",
            },
            "related": {
                "type": "array", "items": { "$ref": "#/definitions/relative" },
                "description": "Clusters that are nearly the same, the most similar first.",
            },
        },
        "definitions": {
            "edit": {
                "type": "object",
                "required": ["gone", "added"],
                "additionalProperties": false,
                "properties": { "gone": text, "added": text },
            },
            "member": {
                "type": "object",
                "required": ["first", "article", "claim", "paragraph", "sentence", "rule", "stance", "text", "form", "edits"],
                "additionalProperties": false,
                "properties": {
                    "first": { "type": "boolean" },
                    "article": text,
                    "url": text,
                    "title": text,
                    "publisher": text,
                    "date_published": text,
                    "claim": id,
                    "paragraph": number,
                    "sentence": number,
                    "rule": text,
                    "source": text,
                    "same_source": {
                        "type": "boolean",
                        "description": "Whether it has the same source as the first member; missing if unknown.",
                    },
                    "quote_type": { "enum": names(QuoteType::ALL, QuoteType::name) },
                    "stance": { "enum": stances },
                    "text": text,
                    "form": {
                        "enum": names(Form::ALL, Form::name),
                        "description": "The edits from the words of the first member.",
                    },
                    "edits": edits,
                },
            },
            "relative": {
                "type": "object",
                "required": ["id", "differences", "article", "claim", "text", "edits"],
                "additionalProperties": false,
                "properties": {
                    "id": { "type": "string", "pattern": "^[0-9a-f]{12}$", "description": "The id of its cluster." },
                    "differences": { "type": "array", "items": { "enum": names(Difference::ALL, Difference::name) } },
                    "article": text,
                    "claim": id,
                    "source": text,
                    "text": text,
                    "edits": edits,
                },
            },
        },
    })
}
