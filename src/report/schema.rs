//! JSON Schemas of what this program prints, for whoever reads it with another one. Draft 07.
//!
//! They say which fields there are and which are always there. A version that adds a field adds it here; none takes one
//! away or gives it another meaning without a new major version.

use serde_json::{Value, json};

use crate::assess::Label;
use crate::claim::{CueClass, CueKind, Flag, Mention, QuoteType, Resolution, SourceKind, SubstitutionKind};
use crate::cluster::{Difference, Form};
use crate::diagnostic::Level;
use crate::measure::{Bound, Modifier};
use crate::rule::Stance;
use crate::terms::{Modality, Polarity, SpeechAct, Tense, names};

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema of an article's claims: of a line of `extract --format jsonl`, and of an item of `--format json`.
#[must_use]
pub fn schema_of_claims() -> Value {
    json!({
        "$schema": DRAFT,
        "title": "claimsift claims",
        "description": "The claims of one article. All spans are pairs of start and end, half open, in the unit of `offsets`.",
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
            "source": words(
                &json!({
                    "mention": { "enum": names(Mention::ALL, Mention::name) },
                    "canonical_name": { "type": "string" },
                    "title": { "type": "string" },
                    "affiliation": { "type": "string" },
                    "type": { "enum": names(SourceKind::ALL, SourceKind::name) },
                    "resolution": { "enum": names(Resolution::ALL, Resolution::name) },
                }),
                &["mention", "canonical_name", "type", "resolution"],
            ),
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

/// One claim of an article.
fn claim() -> Value {
    let stances: Vec<&str> = Stance::ALL.iter().map(|&(name, _)| name).collect();
    json!({
        "type": "object",
        "required": [
            "id", "claim", "content", "normalized", "kind", "stance", "confidence", "rule", "line", "paragraph", "sentence",
        ],
        "properties": {
            "id": { "type": "string", "pattern": "^[0-9a-f]{12}$" },
            "claim": { "$ref": "#/definitions/words" },
            "content": { "$ref": "#/definitions/words" },
            "normalized": { "type": "string", "description": "The claim so that it stands alone." },
            "substitutions": {
                "type": "array",
                "description": "What was replaced for that, with where the article has what the words mean.",
                "items": { "$ref": "#/definitions/substitution" },
            },
            "unresolved": {
                "type": "array",
                "description": "What means something the claim does not say, and was left because nobody can be sure what.",
                "items": { "$ref": "#/definitions/words" },
            },
            "source": { "$ref": "#/definitions/source" },
            "cue": { "$ref": "#/definitions/cue" },
            "quote_type": { "enum": names(QuoteType::ALL, QuoteType::name) },
            "quantities": { "type": "array", "items": { "$ref": "#/definitions/quantity" } },
            "times": { "type": "array", "items": { "$ref": "#/definitions/time" } },
            "types": texts(),
            "topics": texts(),
            "polarity": { "enum": names(Polarity::ALL, Polarity::name) },
            "modality": { "type": "array", "items": { "enum": names(Modality::ALL, Modality::name) } },
            "tense": { "enum": names(Tense::ALL, Tense::name) },
            "speech_act": { "enum": names(SpeechAct::ALL, SpeechAct::name) },
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
        },
        // every other role that a rule captures stands under its own name
        "additionalProperties": { "type": "array", "items": { "$ref": "#/definitions/words" } },
    })
}

/// What is told of a quantity besides its words.
fn quantity() -> Value {
    json!({
        "value": { "type": "number", "description": "The smaller number of a range." },
        "to": { "type": "number", "description": "The greater number of a range." },
        "unit": {
            "type": "string",
            "description": "percent, percentage points, share (a third), factor (twice as many), times, a code of ISO 4217, a unit of measure, or a noun in the plural.",
        },
        "bound": { "enum": names(Bound::ALL, Bound::name) },
        "per": { "type": "string", "description": "For each of what: year, capita, 100,000 people." },
    })
}

/// What is told of a time besides its words.
fn time() -> Value {
    let day = |description: &str| json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": description });
    json!({
        "value": {
            "type": "string",
            "description": "As the value of TIMEX3: 2018-05-07, 2018-03, 2018-W19, 2018-Q2, 2018-SP, 199, P2Y; 2010/2014 for a stretch. X stands for what is not known.",
        },
        "mod": { "enum": names(Modifier::ALL, Modifier::name), "description": "As the mod of TIMEX3." },
        "from": day("The first day that is meant."),
        "to": day("The last day that is meant."),
        "anchored": { "type": "boolean", "description": "Whether it depends on the day of publication." },
    })
}

/// The schema of a line of `assess`.
#[must_use]
pub fn schema_of_assessments() -> Value {
    let mut properties = json!({
        "id": {
            "type": "string",
            "description": "Of the sentence; of one in an article: its id, paragraph and sentence.",
        },
        "text": { "type": "string" },
        "types": texts(),
        "topics": texts(),
        "polarity": { "enum": names(Polarity::ALL, Polarity::name) },
        "modality": { "type": "array", "items": { "enum": names(Modality::ALL, Modality::name) } },
        "tense": { "enum": names(Tense::ALL, Tense::name) },
        "speech_act": { "enum": names(SpeechAct::ALL, SpeechAct::name) },
    });
    if let (Some(all), Some(more)) = (properties.as_object_mut(), checkability().as_object()) {
        all.extend(more.clone());
    }
    json!({
        "$schema": DRAFT,
        "title": "claimsift assessments",
        "description": "Whether one sentence is worth checking, and why.",
        "type": "object",
        "required": ["id", "text", "polarity", "speech_act", "label", "score", "factual", "facets", "reasons"],
        "properties": properties,
        "additionalProperties": false,
    })
}

/// The properties of a judgement.
fn checkability() -> Value {
    let share = json!({ "type": "number", "minimum": 0, "maximum": 1 });
    let labels: Vec<&str> = Label::ALL.iter().map(|&(name, _)| name).collect();
    json!({
        "label": { "enum": labels },
        "score": share,
        "factual": share,
        "facets": texts(),
        "reasons": {
            "type": "array",
            "description": "The weightiest first; what each adds to the log-odds of the score and of being factual.",
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

fn texts() -> Value {
    json!({ "type": "array", "items": { "type": "string" } })
}

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
        "description": "Claims that say the same, and who made them where.",
        "type": "object",
        "required": ["id", "text", "articles", "sources", "members", "related"],
        "additionalProperties": false,
        "properties": {
            "id": {
                "type": "string", "pattern": "^[0-9a-f]{12}$",
                "description": "The id of the claim of the first member.",
            },
            "text": { "type": "string", "description": "The words that the most articles have." },
            "articles": { "type": "integer", "minimum": 1, "description": "In how many articles it is claimed." },
            "sources": {
                "type": "array", "items": text,
                "description": "The fullest name of each, in the order of time.",
            },
            "members": {
                "type": "array", "items": { "$ref": "#/definitions/member" },
                "description": "In the order of time, the first one first.",
            },
            "related": {
                "type": "array", "items": { "$ref": "#/definitions/relative" },
                "description": "What says nearly the same, the nearest first.",
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
                        "description": "As the first member; left out where that is not known.",
                    },
                    "quote_type": { "enum": names(QuoteType::ALL, QuoteType::name) },
                    "stance": { "enum": stances },
                    "text": text,
                    "form": {
                        "enum": names(Form::ALL, Form::name),
                        "description": "Against the words of the first member.",
                    },
                    "edits": edits,
                },
            },
            "relative": {
                "type": "object",
                "required": ["id", "differences", "article", "claim", "text", "edits"],
                "additionalProperties": false,
                "properties": {
                    "id": { "type": "string", "pattern": "^[0-9a-f]{12}$", "description": "Of its cluster." },
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
        "description": "What became of one article, or what is otherwise than the lock says.",
        "anyOf": [
            {
                "type": "object",
                "required": ["article", "path", "verdict", "level", "meaning"],
                "additionalProperties": false,
                "properties": {
                    "article": text,
                    "path": { "type": "string", "description": "From the folder of the project, with slashes." },
                    "verdict": { "enum": ["same", "new", "changed", "unreferenced", "trouble"] },
                    "level": { "enum": levels },
                    "meaning": text,
                    "changes": { "type": "array", "items": { "$ref": "#/definitions/change" } },
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
                    "change": { "enum": ["gained", "lost", "changed", "moved"] },
                    "level": { "enum": levels },
                    "rule": text,
                    "id": text,
                    "line": { "type": "integer", "minimum": 1, "description": "Of the article, where it is known." },
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

/// Words with their spans, and what else is told of them.
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
