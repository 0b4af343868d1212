//! JSON Schemas (draft 07) of the output formats, for programs that read them.
//!
//! They list the fields, and which of them are always present. A version that adds a field adds it here; no field is
//! removed, and none changes its meaning, without a new major version.

mod assessments;
mod claims;
mod clusters;
mod ranking;
mod snapshots;
mod tests;

pub use assessments::schema_of_assessments;
pub use claims::schema_of_claims;
pub use clusters::schema_of_clusters;
pub use ranking::schema_of_ranking;
pub use snapshots::schema_of_snapshots;
pub use tests::schema_of_tests;

use serde_json::{Value, json};

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// A list of texts.
fn texts() -> Value {
    json!({ "type": "array", "items": { "type": "string" } })
}

/// `properties` together with those of `more`.
fn joined(mut properties: Value, more: &Value) -> Value {
    if let (Some(all), Some(more)) = (properties.as_object_mut(), more.as_object()) {
        all.extend(more.clone());
    }
    properties
}
