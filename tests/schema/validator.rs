//! A validator of the part of JSON Schema that the schemas use.

use regex_automata::meta::Regex;
use serde_json::{Map, Value};

/// Why `value` does not fit `rule`, as paths to what is wrong. Knows the words that the schema uses, and no others.
pub(super) fn misfits(root: &Value, rule: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    let rule = rule.as_object().expect("a schema is an object");
    for (word, wanted) in rule {
        match word.as_str() {
            "$schema" | "title" | "description" | "definitions" | "$defs" => {}
            "$ref" => {
                let path_in = wanted.as_str().and_then(|text| text.strip_prefix('#')).expect("a reference is local");
                misfits(root, root.pointer(path_in).expect("a reference leads somewhere"), value, path, found);
            }
            "type" => {
                let types: Vec<&str> = match wanted {
                    Value::String(one) => vec![one],
                    other => other.as_array().expect("types").iter().filter_map(Value::as_str).collect(),
                };
                let is_whole = value.is_u64() || value.is_i64();
                if !(types.contains(&type_of(value)) || is_whole && types.contains(&"integer")) {
                    found.push(format!("{path}: is of the type {}", type_of(value)));
                }
            }
            "enum" => {
                if !wanted.as_array().expect("values").contains(value) {
                    found.push(format!("{path}: {value} is none of the values"));
                }
            }
            "pattern" => {
                let regex = Regex::new(wanted.as_str().expect("a pattern")).expect("a regular expression");
                if value.as_str().is_some_and(|text| !regex.is_match(text)) {
                    found.push(format!("{path}: {value} has not the form"));
                }
            }
            "required" => {
                for key in wanted.as_array().expect("keys").iter().filter_map(Value::as_str) {
                    if value.get(key).is_none() {
                        found.push(format!("{path}: lacks {key}"));
                    }
                }
            }
            "anyOf" => {
                let fits = wanted.as_array().expect("branches").iter().any(|branch| {
                    let mut inner = Vec::new();
                    misfits(root, branch, value, path, &mut inner);
                    inner.is_empty()
                });
                if !fits {
                    found.push(format!("{path}: fits no branch"));
                }
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    misfits(root, wanted, item, &format!("{path}/{at}"), found);
                }
            }
            "properties" => {
                for (key, rule) in wanted.as_object().expect("properties") {
                    if let Some(inner) = value.get(key) {
                        misfits(root, rule, inner, &format!("{path}/{key}"), found);
                    }
                }
            }
            "additionalProperties" => {
                let known = rule.get("properties").and_then(Value::as_object);
                let others = value.as_object().into_iter().flatten();
                for (key, inner) in others.filter(|(key, _)| known.is_none_or(|known| !known.contains_key(*key))) {
                    match wanted {
                        Value::Bool(false) => found.push(format!("{path}: {key} is no key")),
                        other => misfits(root, other, inner, &format!("{path}/{key}"), found),
                    }
                }
            }
            "minItems" | "maxItems" => {
                let bound = wanted.as_u64().expect("a bound is a number");
                let fits = |count: u64| if word == "minItems" { count >= bound } else { count <= bound };
                if value.as_array().is_some_and(|items| !fits(items.len() as u64)) {
                    found.push(format!("{path}: has not {bound} items"));
                }
            }
            "minimum" | "maximum" => {
                let (number, bound) = (value.as_f64(), wanted.as_f64().expect("a bound is a number"));
                let fits = |number: f64| if word == "minimum" { number >= bound } else { number <= bound };
                if !number.is_none_or(fits) {
                    found.push(format!("{path}: {value} lies beyond {bound}"));
                }
            }
            "propertyNames" => {
                for key in value.as_object().into_iter().flat_map(Map::keys) {
                    misfits(root, wanted, &Value::String(key.clone()), path, found);
                }
            }
            other => panic!("this test does not know `{other}`"),
        }
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// What is wrong with a value.
pub(super) fn wrong_by(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    misfits(schema, schema, value, "", &mut found);
    found
}
