//! The schemas: what is sound fits, and what is misspelt does not.
#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

mod outputs;
mod validator;

use std::fs;

use claimsift::rule::{FACETS, PACKS, files_of, schema, schema_of_manifest, shipped, shipped_manifest};
use serde_json::Value;

use validator::misfits;

/// What is wrong with a rule file.
fn wrong(text: &str) -> Vec<String> {
    let value: Value = serde_yaml::from_str(text).expect("the case is YAML");
    let schema = schema();
    let mut found = Vec::new();
    misfits(&schema, &schema, &value, "", &mut found);
    found
}

#[test]
fn every_sound_rule_file_fits() {
    let mut count = 0;
    let prelude_and_words = ["en.prelude", "en.lexicon", "en.checkability"].into_iter().flat_map(shipped);
    for file in files_of(PACKS).into_iter().chain(prelude_and_words) {
        assert_eq!(wrong(&file.text), Vec::<String>::new(), "{}", file.name);
        count += 1;
    }
    assert!(count > 15, "only {count} files");
    insta::glob!("..", "rules/*.yaml", |path| {
        let text = fs::read_to_string(path).expect("the case is readable");
        assert_eq!(wrong(&text), Vec::<String>::new(), "{}", path.display());
    });
}

#[test]
fn the_manifests_of_the_program_fit_and_others_do_not() {
    let schema = schema_of_manifest();
    let wrong = |text: &str| {
        let value: Value = serde_yaml::from_str(text).expect("the case is YAML");
        let mut found = Vec::new();
        misfits(&schema, &schema, &value, "", &mut found);
        found
    };
    for pack in PACKS.iter().copied().chain(["prelude", "lexicon"]).chain(FACETS.iter().copied()) {
        let file = shipped_manifest(&format!("en.{pack}")).expect("every pack has a manifest");
        assert_eq!(wrong(&file.text), Vec::<String>::new(), "{}", file.name);
    }
    assert_eq!(wrong("version: 1.4\n"), ["/version: is of the type number", ": lacks name"]);
    assert_eq!(wrong("name: a b\n"), ["/name: \"a b\" has not the form"]);
    assert_eq!(wrong("name: a\nlisence: b\n"), [": lisence is no key"]);
}

#[test]
fn what_is_misspelt_does_not_fit() {
    let rule = "claims: 1\nrules:\n  - id: one\n    match: so\n    finds: so\n";
    assert_eq!(wrong(rule), Vec::<String>::new());
    for (text, expected) in [
        (rule.replace("match", "macth"), vec!["/rules/0: macth is no key", "/rules/0: lacks match"]),
        (rule.replace("rules", "ruels"), vec![": ruels is no key", ": fits no branch"]),
        (format!("{rule}    stance: deny\n"), vec!["/rules/0/stance: \"deny\" is none of the values"]),
        (format!("{rule}    scope: [body, head]\n"), vec!["/rules/0/scope: fits no branch"]),
        (format!("{rule}    docs: here\n"), vec!["/rules/0/docs: \"here\" has not the form"]),
        (rule.replace("one", "1 2"), vec!["/rules/0/id: \"1 2\" has not the form"]),
        (rule.replace("claims: 1", "claims: 2"), vec!["/claims: 2 is none of the values"]),
        (format!("{rule}lists: [a, b]\n"), vec!["/lists: is of the type array"]),
    ] {
        let mut found = wrong(&text);
        found.sort();
        let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        expected.sort();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn every_key_says_what_it_is_for() {
    let schema = schema();
    for place in ["/properties", "/definitions/rule/properties"] {
        for (key, value) in schema.pointer(place).and_then(Value::as_object).expect("keys") {
            let about = value.get("description").and_then(Value::as_str).unwrap_or_default();
            assert!(about.ends_with('.') && about.len() > 15, "{key}: {about}");
        }
    }
}
