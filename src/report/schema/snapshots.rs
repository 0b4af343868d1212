//! The schema of the results of snapshots.

use serde_json::{Value, json};

use super::DRAFT;
use crate::diagnostic::Level;
use crate::snapshot::ProblemKind;

/// The schema of a line of `snap --format jsonl`.
#[must_use]
pub fn schema_of_snapshots() -> Value {
    let levels: Vec<&str> = Level::ALL.iter().map(|&(name, _)| name).collect();
    let text = json!({ "type": "string" });
    let fields = ["source", "title", "affiliation", "mention", "cue", "quote", "kind", "stance", "flags", "parent"];
    let mut entry = serde_json::Map::new();
    for field in fields.into_iter().chain(["claim", "at", "rule", "id"]) {
        entry.insert(field.to_owned(), text.clone());
    }
    entry.insert("roles".to_owned(), json!({ "type": "object", "additionalProperties": text }));
    json!({
        "$schema": DRAFT,
        "title": "claimsift snapshots",
        "description": "The result for one article, a problem that prevented its comparison, or the differences from the lock.",
        "anyOf": [
            {
                "type": "object",
                "required": ["article", "path", "verdict", "level", "meaning"],
                "additionalProperties": false,
                "properties": {
                    "article": text,
                    "path": { "type": "string", "description": "Relative to the root of the repository or, without one, to the folder of the project, with slashes." },
                    "verdict": { "enum": ["same", "new", "changed", "unreferenced", "trouble"] },
                    "level": { "enum": levels },
                    "meaning": text,
                    "changes": { "type": "array", "items": { "$ref": "#/definitions/change" } },
                },
            },
            {
                "type": "object",
                "required": ["problem", "path", "line", "level", "message"],
                "additionalProperties": false,
                "properties": {
                    "problem": { "enum": ProblemKind::ALL.map(ProblemKind::name) },
                    "path": text,
                    "line": { "type": "integer", "minimum": 1 },
                    "level": { "enum": ["error"] },
                    "message": text,
                },
            },
            {
                "type": "object",
                "required": ["lock", "level"],
                "additionalProperties": false,
                "properties": { "lock": { "type": "array", "items": text }, "level": { "enum": levels } },
            },
        ],
        "definitions": {
            "entry": {
                "type": "object",
                "required": ["claim", "at", "rule", "id"],
                "additionalProperties": false,
                "properties": entry,
            },
            "change": {
                "type": "object",
                "required": ["change", "level", "rule", "id", "line"],
                "additionalProperties": false,
                "properties": {
                    "change": { "enum": ["gained", "lost", "changed", "renamed", "moved"] },
                    "level": { "enum": levels },
                    "rule": text,
                    "id": text,
                    "line": { "type": "integer", "minimum": 1, "description": "The line of the article, if known." },
                    "before": { "$ref": "#/definitions/entry" },
                    "after": { "$ref": "#/definitions/entry" },
                    "differences": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["what", "before", "after"],
                            "additionalProperties": false,
                            "properties": { "what": text, "before": text, "after": text },
                        },
                    },
                },
            },
        },
    })
}
