//! JSON Schemas of rule files, manifests and configurations, with which editors complete and check keys while they are
//! typed.
//!
//! They are generated from the table of keys, since rule files are read as trees of YAML with the place of every value, not
//! into structs that a schema could be derived from. They cover which keys exist, the types of their values and enumerated
//! values; names, patterns and examples are checked by `claimsift check`. They are draft 07, which the YAML support of
//! every editor knows.

use serde_json::{Map, Value, json};

use super::file::EDITION;
use super::keys::{CONFIG, FAIL, FILE, HOUSE, Holds, Key, LEVEL, MANIFEST, OVERRIDE, RULE};
use crate::diagnostic::{Code, Severity};

/// A regular expression for names.
const NAME: &str = "^[A-Za-z_][A-Za-z0-9_./-]*$";

/// A regular expression for versions.
const VERSION: &str = "^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$";

/// The schema of a rule file.
#[must_use]
pub fn schema() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "claimsift rules",
        "description": "A file of rules that find claims in news articles.",
        "type": "object",
        "properties": properties(FILE),
        "required": ["claims"],
        // a file that is only used by others may have no rules
        "anyOf": [
            { "required": ["rules"] }, { "required": ["lists"] }, { "required": ["phrases"] }, { "required": ["roles"] },
            { "required": ["overrides"] },
        ],
        "additionalProperties": false,
        "definitions": {
            "rule": {
                "type": "object",
                "properties": properties(RULE),
                "required": ["id", "match", "finds"],
                "additionalProperties": false,
            },
            "override": {
                "type": "object",
                "properties": properties(OVERRIDE),
                "additionalProperties": false,
            },
        },
    })
}

/// The schema of the manifest of a pack.
#[must_use]
pub fn schema_of_manifest() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "claimsift pack",
        "description": "The manifest of a folder of rule files: its name, version and licence.",
        "type": "object",
        "properties": properties(MANIFEST),
        "required": ["name"],
        "additionalProperties": false,
    })
}

/// The schema of the configuration of a project.
#[must_use]
pub fn schema_of_config() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "claimsift configuration",
        "description": "Where the articles, rules and snapshots of a project are, and what makes a run fail.",
        "type": "object",
        "properties": properties(CONFIG),
        "additionalProperties": false,
    })
}

fn properties(keys: &[Key]) -> Map<String, Value> {
    keys.iter()
        .map(|key| {
            let mut value = value(key.holds);
            if let Value::Object(value) = &mut value {
                value.insert("description".to_owned(), key.about.into());
            }
            (key.name.to_owned(), value)
        })
        .collect()
}

/// The schema of a key's value. YAML reads a bare word that looks like a number or `true` as one, but the word counts
/// here.
fn value(holds: Holds) -> Value {
    let word = || json!(["string", "number", "boolean"]);
    let block = || json!({ "type": "string" });
    match holds {
        Holds::Edition => json!({ "enum": [EDITION.parse::<u32>().unwrap_or_default(), EDITION] }),
        Holds::Text => json!({ "type": word() }),
        Holds::Name => json!({ "type": "string", "pattern": NAME }),
        Holds::Address => json!({ "type": "string", "pattern": "^https?://\\S+$" }),
        Holds::OneOf(values) => json!({ "enum": with_false(values()) }),
        Holds::OneOfOrOwn(values) => json!({ "anyOf": [{ "enum": values() }, { "type": "string" }] }),
        Holds::SomeOf(values) => {
            json!({ "anyOf": [{ "enum": values() }, { "type": "array", "items": { "enum": values() } }] })
        }
        Holds::Texts => words(),
        Holds::Patterns | Holds::Examples => block(),
        Holds::Definitions => named(&block()),
        Holds::Lists => {
            let file = json!({
                "type": "object",
                "description": "A text file next to or below this one, with one entry per line.",
                "properties": { "file": { "type": "string" } },
                "required": ["file"],
                "additionalProperties": false,
            });
            named(&json!({ "anyOf": [words(), file] }))
        }
        Holds::Overrides => named(&json!({ "$ref": "#/definitions/override" })),
        Holds::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        Holds::Levels => {
            json!({ "type": "object", "properties": properties(FAIL), "additionalProperties": false })
        }
        Holds::Lints => {
            let warnings = Code::ALL.iter().filter(|code| code.severity() == Severity::Warning);
            let level = value(LEVEL);
            let lints: Map<String, Value> = warnings.map(|code| (code.id().to_owned(), level.clone())).collect();
            json!({ "type": "object", "properties": lints, "additionalProperties": false })
        }
        Holds::House => {
            json!({ "type": "object", "properties": properties(HOUSE), "additionalProperties": false })
        }
        Holds::Version => json!({ "type": "string", "pattern": VERSION }),
        Holds::Truth => json!({ "enum": [true, false, "true", "false", "yes", "no", "on", "off"] }),
        Holds::Rules => json!({ "type": ["array", "null"], "items": { "$ref": "#/definitions/rule" } }),
    }
}

/// The values of an enumeration, with `false` in addition to `off`, because a YAML 1.1 parser reads `off` as false.
fn with_false(values: Vec<&str>) -> Vec<Value> {
    let is_off = values.contains(&"off");
    values.into_iter().map(Value::from).chain(is_off.then_some(Value::Bool(false))).collect()
}

/// One or more words.
fn words() -> Value {
    let word = json!(["string", "number", "boolean"]);
    json!({ "anyOf": [{ "type": word.clone() }, { "type": "array", "items": { "type": word } }] })
}

/// A mapping of names to values.
fn named(value: &Value) -> Value {
    json!({ "type": "object", "propertyNames": { "pattern": NAME }, "additionalProperties": value })
}
