//! JSON Schemas of what this program prints, for programs that read it. Draft 2020-12.
//!
//! They are derived from the structs that are written as JSON, so a field is named, typed and described in one place: its
//! doc comment is its description in the schema. A version that adds a field adds it to the schema too; none removes a
//! field or gives it another meaning without a new major version.

use schemars::generate::SchemaSettings;
use schemars::transform::transform_subschemas;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value};

use super::{assessment, cluster, json, ranking, snapshot, test_results};

/// The schema of an article's claims: of a line of `extract --format jsonl`, and of an item of `--format json`.
#[must_use]
pub fn schema_of_claims() -> Value {
    schema_of::<json::Document<'_>>("claimsift claims")
}

/// The schema of a line of `assess`.
#[must_use]
pub fn schema_of_assessments() -> Value {
    schema_of::<assessment::Line<'_>>("claimsift assessments")
}

/// The schema of a line of `cluster --format jsonl`.
#[must_use]
pub fn schema_of_clusters() -> Value {
    schema_of::<cluster::Published<'_>>("claimsift clusters")
}

/// The schema of a line of `rank --format jsonl`.
#[must_use]
pub fn schema_of_ranking() -> Value {
    schema_of::<ranking::Line<'_>>("claimsift ranking")
}

/// The schema of a line of `snap --format jsonl`.
#[must_use]
pub fn schema_of_snapshots() -> Value {
    schema_of::<snapshot::Line<'_>>("claimsift snapshots")
}

/// The schema of a line of `test --format json`.
#[must_use]
pub fn schema_of_tests() -> Value {
    schema_of::<test_results::Line<'_>>("claimsift tests")
}

fn schema_of<T: JsonSchema>(title: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(stricter);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}

/// What holds of everything that is printed, although no derived schema can know it: an object has no other fields than
/// those of its struct; a field that may be left out is never null; a description is one paragraph. Formats such as
/// `uint` are known to schemars alone, and strict validators refuse them.
fn stricter(schema: &mut Schema) {
    if let Some(schema) = schema.as_object_mut() {
        schema.remove("format");
        if let Some(Value::String(about)) = schema.get_mut("description") {
            *about = about.replace('\n', " ");
        }
        let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
            let optional = properties.iter_mut().filter(|(key, _)| !required.contains(&Value::from(key.as_str())));
            for (_, value) in optional {
                value.as_object_mut().into_iter().for_each(without_null);
            }
            schema.entry("additionalProperties").or_insert(false.into());
        }
    }
    transform_subschemas(&mut stricter, schema);
}

/// Takes null from the values of a field.
fn without_null(field: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = field.get_mut("type") {
        types.retain(|name| name != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            field.insert("type".to_owned(), one);
        }
    }
    if let Some(Value::Array(values)) = field.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
    if let Some(Value::Array(mut branches)) = field.remove("anyOf") {
        branches.retain(|branch| branch.get("type").is_none_or(|name| name != "null"));
        match branches.as_slice() {
            [Value::Object(one)] => field.extend(one.clone()),
            _ => drop(field.insert("anyOf".to_owned(), branches.into())),
        }
    }
}
