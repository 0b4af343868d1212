//! The JSON Schemas: valid files match them, and misspelt ones do not.
#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::fs;

use claimsift::cluster::{ArticleClaims, clusters};
use claimsift::diagnostic::SourceFile;
use claimsift::report::snapshot::{Run, json_lines};
use claimsift::report::test_results::{self, Test};
use claimsift::report::{Listed, assessment_json, cluster_json, json, listed_json};
use claimsift::report::{
    schema_of_assessments, schema_of_claims, schema_of_clusters, schema_of_ranking, schema_of_snapshots,
    schema_of_tests,
};
use claimsift::rule::{FACETS, PACKS, files_of, load, schema, schema_of_manifest, shipped, shipped_manifest};
use claimsift::rule_examples;
use claimsift::snapshot::{Outcome, Verdict, changes};
use claimsift::{Article, Assessor, Claim, Extraction, Extractor, Session, assess};
use regex_automata::meta::Regex;
use serde_json::{Map, Value};

/// Why `value` does not match `rule`, with paths to the errors. Supports only the keywords used by our schemas.
fn misfits(root: &Value, rule: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    let rule = rule.as_object().expect("a schema is an object");
    for (word, wanted) in rule {
        match word.as_str() {
            "$schema" | "title" | "description" | "definitions" => {}
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
            "minimum" | "maximum" => {
                let (number, bound) = (value.as_f64(), wanted.as_f64().expect("a bound is a number"));
                let fits = |number: f64| if word == "minimum" { number >= bound } else { number <= bound };
                if !number.is_none_or(fits) {
                    found.push(format!("{path}: {value} is beyond {bound}"));
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

/// The errors of a rule file.
fn wrong(text: &str) -> Vec<String> {
    let value: Value = serde_yaml::from_str(text).expect("the case is YAML");
    let schema = schema();
    let mut found = Vec::new();
    misfits(&schema, &schema, &value, "", &mut found);
    found
}

#[test]
fn every_valid_rule_file_matches_the_schema() {
    let mut count = 0;
    let prelude_and_words = ["en.prelude", "en.lexicon", "en.checkability"].into_iter().flat_map(shipped);
    for file in files_of(PACKS).into_iter().chain(prelude_and_words) {
        assert_eq!(wrong(&file.text), Vec::<String>::new(), "{}", file.name);
        count += 1;
    }
    assert!(count > 15, "only {count} files");
    insta::glob!("rules/*.yaml", |path| {
        let text = fs::read_to_string(path).expect("the case is readable");
        assert_eq!(wrong(&text), Vec::<String>::new(), "{}", path.display());
    });
}

/// The errors of a value.
fn wrong_by(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    misfits(schema, schema, value, "", &mut found);
    found
}

#[test]
fn the_claims_of_every_article_match_the_schema() {
    let (claims, snapshots) = (schema_of_claims(), schema_of_snapshots());
    let extractor = Extractor::new(load(&files_of(PACKS), &|_| Err("no file is needed".into())).pack);
    let (assessor, mut session) = (Assessor::with_default_rules(), assess::Session::default());
    let mut run = Run::default();
    insta::glob!("articles/*.txt", |path| {
        let text = fs::read_to_string(path).expect("the case is readable");
        let article = Article::new(path.display().to_string(), text);
        let found = extractor.extract(&mut Session::default(), &article);
        let worth: Vec<_> = found.iter().map(|claim| assessor.claim(&mut session, claim)).collect();
        let value: Value = serde_json::from_str(&json(&article, &found, &worth, false)).expect("it is JSON");
        assert_eq!(wrong_by(&claims, &value), Vec::<String>::new(), "{}", path.display());
        for (place, (claim, worth)) in (1..).zip(found.iter().zip(&worth)) {
            let listed = Listed { place, article: &article.id, claim, worth, also: vec![("another", claim)] };
            let value: Value = serde_json::from_str(&listed_json(&listed)).expect("it is JSON");
            assert_eq!(wrong_by(&schema_of_ranking(), &value), Vec::<String>::new(), "{}", path.display());
        }
        for assessment in assessor.article(&mut session, &article) {
            let line = assessment_json("sentence", &article.text, &assessment);
            let value: Value = serde_json::from_str(&line).expect("it is JSON");
            assert_eq!(wrong_by(&schema_of_assessments(), &value), Vec::<String>::new(), "{line}");
        }
        // a snapshot of half the claims, with something changed in each
        let after = Extraction::new(&found);
        let mut before = Extraction { claims: after.claims.iter().step_by(2).cloned().collect() };
        before.claims.iter_mut().for_each(|entry| entry.source = Some("somebody else".to_owned()));
        let verdict = Verdict::Changed { changes: changes(&before, &after), before, after };
        run.outcomes.push(Outcome { article: article.id, path: String::new(), lines: Vec::new(), verdict });
    });
    run.lock = vec!["engine 0.1.0 → 0.2.0".to_owned()];
    let lines = json_lines(&run);
    assert!(lines.lines().count() > 10 && lines.contains("\"gained\"") && lines.contains("\"changed\""));
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line).expect("it is JSON");
        assert_eq!(wrong_by(&snapshots, &value), Vec::<String>::new(), "{line}");
    }
    let other = serde_json::json!({ "article": "a", "path": "a", "verdict": "fine", "level": "off", "meaning": "" });
    assert_eq!(wrong_by(&snapshots, &other), [": fits no branch"]);
}

#[test]
fn every_cluster_matches_the_schema() {
    let schema = schema_of_clusters();
    let text = fs::read_to_string("tests/cli/files/bridge.jsonl").expect("the case is readable");
    let articles: Vec<Article> = text.lines().map(|line| Article::from_json(line).expect("an article")).collect();
    let extractor = Extractor::with_default_rules();
    let claims: Vec<Vec<Claim>> =
        articles.iter().map(|article| extractor.extract(&mut Session::default(), article)).collect();
    let article =
        |(article, claims): (&'_ Article, &'_ Vec<Claim>)| (article.id.clone(), article.about.clone(), claims.clone());
    let all: Vec<_> = articles.iter().zip(&claims).map(article).collect();
    let articles: Vec<ArticleClaims<'_>> =
        all.iter().map(|(article, about, claims)| ArticleClaims { article, about, claims }).collect();
    let all = clusters(&claimsift::lang::english(), &articles);
    let (mut joined, mut related) = (0, 0);
    for cluster in &all {
        joined += usize::from(cluster.articles() > 1);
        related += cluster.related.len();
        let value: Value = serde_json::from_str(&cluster_json(cluster, &all)).expect("it is JSON");
        assert_eq!(wrong_by(&schema, &value), Vec::<String>::new(), "{}", cluster.text());
    }
    assert!(joined > 0 && related > 0, "{joined} {related}");
}

#[test]
fn every_example_result_matches_the_schema() {
    let schema = schema_of_tests();
    let file = |name: &str, text: &str| SourceFile::new(name, text);
    let broken = file("a.yaml", "claims: 1\nrules:\n  - id: one\n    macth: so\n");
    let text = fs::read_to_string("tests/cli/files/failing.yaml").expect("the case is readable");
    let loaded = load(&[broken, file("b.yaml", &text)], &|_| Err("no file is needed".into()));
    let extractor = Extractor::new(loaded.pack);
    let outcomes = extractor.run_examples(None);
    let test = |outcome: &'_ rule_examples::Outcome| {
        (extractor.pack().rules.get(outcome.rule).expect("a rule"), outcome.example)
    };
    let tests = outcomes.iter().map(|outcome| {
        let (rule, example) = test(outcome);
        let example = rule.examples.get(example).expect("an example");
        Test { rule, name: rule.id.clone(), example, outcome, why_not: vec!["no".to_owned()] }
    });
    let lines = test_results::json_lines(&test_results::Run { tests: tests.collect(), problems: &loaded.problems });
    assert!(lines.lines().count() > 3 && lines.contains("\"fail\""), "{lines}");
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line).expect("it is JSON");
        assert_eq!(wrong_by(&schema, &value), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn built_in_manifests_match_the_schema_and_invalid_ones_do_not() {
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
fn misspelt_keys_do_not_match_the_schema() {
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
fn every_key_has_a_description() {
    let schema = schema();
    for place in ["/properties", "/definitions/rule/properties"] {
        for (key, value) in schema.pointer(place).and_then(Value::as_object).expect("keys") {
            let about = value.get("description").and_then(Value::as_str).unwrap_or_default();
            assert!(about.ends_with('.') && about.len() > 15, "{key}: {about}");
        }
    }
}

#[test]
fn role_names_cannot_be_those_of_claim_fields() {
    let schema = schema_of_claims();
    let fields = schema.pointer("/definitions/claim/properties").and_then(Value::as_object).expect("fields");
    let shared = ["claim", "source", "cue"];
    for field in fields.keys().filter(|field| !shared.contains(&field.as_str())) {
        let text = format!(
            "claims: 1\nroles:\n  {field}: \"@noun-phrase\"\nrules:\n  - id: a\n    match: |\n      {{source}} said {{claim}} of {{{field}}}\n    finds: |\n      {{source: Rao}} said {{claim: it rained}} of {{{field}: rain}}.\n"
        );
        let loaded = load(&[SourceFile::new("a.yaml", text)], &|_| Err("no file".into()));
        let codes: Vec<&str> = loaded.problems.iter().map(|problem| problem.code.id()).collect();
        assert!(codes.contains(&"C107"), "{field}: {codes:?}");
    }
}
