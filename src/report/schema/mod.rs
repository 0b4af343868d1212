//! JSON Schemas of what this program prints, for whoever reads it with another one. Draft 07.
//!
//! They say which fields there are and which are always there. A version that adds a field adds it here; none takes one
//! away or gives it another meaning without a new major version.

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

/// `properties` with those of `more`.
fn joined(mut properties: Value, more: &Value) -> Value {
    if let (Some(all), Some(more)) = (properties.as_object_mut(), more.as_object()) {
        all.extend(more.clone());
    }
    properties
}
