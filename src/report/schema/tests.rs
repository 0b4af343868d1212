//! The schema of the results of examples.

use serde_json::{Value, json};

use super::{DRAFT, texts};

/// The schema of a line of `test --format json`.
#[must_use]
pub fn schema_of_tests() -> Value {
    let text = json!({ "type": "string" });
    let number = json!({ "type": "integer", "minimum": 1 });
    let marked = json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["role", "text", "span"],
            "additionalProperties": false,
            "properties": {
                "role": text,
                "text": text,
                "span": {
                    "type": "array",
                    "items": { "type": "integer", "minimum": 0 },
                    "description": "Start and end in the text of the example, half open, in characters.",
                },
            },
        },
    });
    json!({
        "$schema": DRAFT,
        "title": "claimsift tests",
        "description": "The result of one example of a rule, or an error of a rule file.",
        "anyOf": [
            {
                "type": "object",
                "required": ["rule", "file", "line", "verdict", "key", "text", "expected", "found"],
                "additionalProperties": false,
                "properties": {
                    "rule": text,
                    "pack": { "type": "string", "description": "The pack of the rule; missing if its file declares none." },
                    "file": text,
                    "line": number,
                    "verdict": { "enum": ["pass", "fail"] },
                    "key": { "enum": ["finds", "ignores", "not-yet"], "description": "The key of the rule that contains the example." },
                    "text": { "type": "string", "description": "The example without its marks." },
                    "expected": marked,
                    "found": marked,
                    "message": { "type": "string", "description": "The message, if it failed." },
                    "also_found_by": texts(),
                    "why_not": texts(),
                },
            },
            {
                "type": "object",
                "required": ["file", "line", "column", "code", "severity", "message", "help", "end_line", "end_column"],
                "additionalProperties": false,
                "properties": {
                    "file": text,
                    "line": number,
                    "column": number,
                    "code": text,
                    "severity": { "enum": ["error", "warning"] },
                    "message": text,
                    "help": { "type": ["string", "null"] },
                    "why": text,
                    "end_line": number,
                    "end_column": number,
                    "fixable": { "type": "boolean" },
                },
            },
        ],
    })
}
