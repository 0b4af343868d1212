//! The schemas of outputs: whatever is printed fits, and what lacks a field or has another one does not.

use std::fs;
use std::path::Path;
use std::process::Command;

use claimsift::cluster::{ArticleClaims, clusters};
use claimsift::diagnostic::SourceFile;
use claimsift::report::snapshot::{Run, json_lines};
use claimsift::report::test_results::{self, Test};
use claimsift::report::{Listed, assessment_json, cluster_json, json, listed_json};
use claimsift::report::{
    schema_of_assessments, schema_of_claims, schema_of_clusters, schema_of_ranking, schema_of_snapshots,
    schema_of_tests,
};
use claimsift::rule::{PACKS, files_of, load};
use claimsift::rule_examples;
use claimsift::snapshot::{Outcome, Verdict, changes};
use claimsift::{Article, Assessor, Claim, Extraction, Extractor, Session, assess};
use serde_json::{Map, Value};

use super::validator::wrong_by;

const PROGRAM: &str = env!("CARGO_BIN_EXE_claimsift");

/// The schemas, by the names that `claimsift schema` has for them.
fn all() -> [(&'static str, Value); 6] {
    [
        ("claims", schema_of_claims()),
        ("assessments", schema_of_assessments()),
        ("clusters", schema_of_clusters()),
        ("ranking", schema_of_ranking()),
        ("snapshots", schema_of_snapshots()),
        ("tests", schema_of_tests()),
    ]
}

/// What the program prints, run in a folder.
fn printed(folder: &Path, arguments: &str) -> String {
    let arguments = arguments.split_whitespace();
    let output = Command::new(PROGRAM).args(arguments).current_dir(folder).env_remove("CI").output();
    String::from_utf8(output.expect("the program runs").stdout).expect("it prints text")
}

/// The values that a command prints, an array as its items. All fit the schema; with another field in any of their objects,
/// or with an object without its fields, none does.
#[track_caller]
fn fitting(schema: &Value, folder: &Path, arguments: &str) -> Vec<Value> {
    let output = printed(folder, arguments);
    let values = serde_json::Deserializer::from_str(&output).into_iter::<Value>();
    let values = values.map(|value| value.expect("it is JSON")).flat_map(|value| match value {
        Value::Array(items) => items,
        other => vec![other],
    });
    let values: Vec<Value> = values.collect();
    assert!(!values.is_empty(), "{arguments}");
    for value in &values {
        assert_eq!(wrong_by(schema, value), Vec::<String>::new(), "{arguments}: {value}");
        let mut places = Vec::new();
        objects(value, "", &mut places);
        for place in places {
            let mut other = value.clone();
            let fields = other.pointer_mut(&place).and_then(Value::as_object_mut).expect("there is an object");
            fields.insert("unheard-of".to_owned(), Value::Null);
            assert_ne!(wrong_by(schema, &other), Vec::<String>::new(), "{arguments}: {place} of {value}");
            // all fields of every object may not be missing, but a snapshot has a map of roles
            let fields = other.pointer_mut(&place).and_then(Value::as_object_mut).expect("there is an object");
            *fields = Map::new();
            assert!(
                place.ends_with("/roles") || !wrong_by(schema, &other).is_empty(),
                "{arguments}: without {place} of {value}"
            );
        }
    }
    values
}

/// Where a value has objects.
fn objects(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.push(path.to_owned());
            fields.iter().for_each(|(key, inner)| objects(inner, &format!("{path}/{}", key.replace('/', "~1")), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, inner)| objects(inner, &format!("{path}/{at}"), found));
        }
        _ => {}
    }
}

#[test]
fn what_the_commands_print_fits_and_nothing_else_does() {
    let here = Path::new(".");
    let claims = fitting(&schema_of_claims(), here, "extract --packs all --format jsonl tests/articles");
    assert!(claims.len() > 10 && claims.iter().any(|one| one["claims"].as_array().is_some_and(|all| all.len() > 5)));
    let indented = fitting(&schema_of_claims(), here, "extract --packs all --format json tests/articles");
    assert_eq!(indented, claims);
    fitting(&schema_of_claims(), here, "extract --format jsonl tests/cli/files/he.jsonl tests/cli/files/gold.jsonl");
    fitting(&schema_of_assessments(), here, "assess --format jsonl tests/articles");
    fitting(&schema_of_clusters(), here, "cluster --format jsonl tests/cli/files/bridge.jsonl");
    fitting(&schema_of_ranking(), here, "rank --format jsonl tests/articles tests/cli/files/bridge.jsonl");
    let tests = fitting(&schema_of_tests(), here, "test --format json tests/cli/files/failing.yaml tests/errors");
    for key in ["why_not", "also_found_by", "code", "fixable"] {
        assert!(tests.iter().any(|test| test.get(key).is_some()), "{key}");
    }
}

#[test]
fn what_snap_prints_fits_and_nothing_else_does() {
    let folder = tempfile::tempdir().expect("there is a place for it");
    let file = |name: &str| folder.path().join(name);
    fs::create_dir(file("articles")).expect("it is writable");
    insta::glob!("..", "articles/*.txt", |path| {
        let name = path.file_name().expect("it has a name");
        fs::copy(path, file("articles").join(name)).expect("it is writable");
    });
    printed(folder.path(), "snap --update");
    let mut snapshots: Vec<_> =
        fs::read_dir(file("snapshots")).expect("it was written").map(|entry| entry.expect("a file").path()).collect();
    snapshots.sort();
    // other claims, other names, other places, places left out, and a file that is no snapshot
    for (at, path) in snapshots.iter().enumerate() {
        let text = fs::read_to_string(path).expect("it is text");
        let lines =
            text.lines().filter(|line| at % 4 != 0 || !line.starts_with("info:") && !line.starts_with("  at: "));
        let changed: Vec<String> = lines
            .map(|line| match at % 4 {
                1 => line.replace("claim: the", "claim: another"),
                2 => line.replace("  at: ¶ ", "  at: ¶ 1"),
                _ => line.replace("  source: ", "  source: Not "),
            })
            .collect();
        let text = if at == 7 { "this is no snapshot".to_owned() } else { changed.join("\n") + "\n" };
        fs::write(path, text).expect("it is writable");
    }
    fs::write(file("snapshots/gone.snap"), "---\nsource: claimsift\nexpression: gone\n---\n[]\n")
        .expect("it is writable");
    fs::write(file("articles/new.txt"), "Mayor Ana Ruiz said that the bridge will close.").expect("it is writable");
    fs::write(file("articles/broken.jsonl"), "this is no article\n").expect("it is writable");
    let lines = fitting(&schema_of_snapshots(), folder.path(), "snap --check --format jsonl");
    let any = |is: &dyn Fn(&Value) -> bool| lines.iter().any(is);
    for verdict in ["changed", "new", "trouble"] {
        assert!(any(&|line| line["verdict"] == verdict), "{verdict}");
    }
    assert!(any(&|line| line["problem"] == "unreadable"));
    let changes: Vec<&Value> = lines.iter().filter_map(|line| line["changes"].as_array()).flatten().collect();
    for change in ["changed", "moved"] {
        assert!(changes.iter().any(|one| one["change"] == change), "{change}");
    }
    assert!(changes.iter().any(|one| one["before"].is_object() && one["before"].get("at").is_none()));
}

#[test]
fn the_program_prints_these_schemas() {
    for (name, schema) in all() {
        let printed: Value = serde_json::from_str(&printed(Path::new("."), &format!("schema {name}"))).expect("JSON");
        assert_eq!(printed, schema, "{name}");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["title"], format!("claimsift {name}"));
    }
}

/// The fields that a schema has, a line each: where, whether it may be left out (`?`), and what it holds.
fn outline(root: &Value, rule: &Value, path: &str, out: &mut Vec<String>) {
    for branch in rule["anyOf"].as_array().into_iter().flatten() {
        outline(root, branch, path, out);
    }
    let rule = match rule["$ref"].as_str().and_then(|text| text.strip_prefix('#')) {
        Some(place) => root.pointer(place).expect("a reference leads somewhere"),
        None => rule,
    };
    let holds = |field: &Value| {
        let words = ["type", "$ref", "minimum", "maximum", "pattern", "enum"];
        let words: Vec<String> = words.iter().filter_map(|word| Some(field.get(word)?.to_string())).collect();
        words.join(" ")
    };
    if rule["items"].is_object() {
        out.push(format!("{path}[]: {}", holds(&rule["items"])));
        outline(root, &rule["items"], &format!("{path}[]"), out);
    }
    if rule["additionalProperties"].is_object() {
        out.push(format!("{path}.*: {}", holds(&rule["additionalProperties"])));
        outline(root, &rule["additionalProperties"], &format!("{path}.*"), out);
    }
    let required = rule["required"].as_array().map_or(&[][..], Vec::as_slice);
    for (key, field) in rule["properties"].as_object().into_iter().flatten() {
        let mark = if required.contains(&Value::from(key.as_str())) { "" } else { "?" };
        let path = format!("{path}.{key}{mark}");
        out.push(format!("{path}: {}", holds(field)));
        outline(root, field, &path, out);
    }
}

#[test]
fn fields_change_only_on_purpose() {
    for (name, schema) in all() {
        let mut out = Vec::new();
        outline(&schema, &schema, "", &mut out);
        insta::assert_snapshot!(name, out.join("\n"));
    }
}

#[test]
fn every_field_says_what_it_is() {
    fn check(value: &Value, place: &str) {
        for (key, field) in value["properties"].as_object().into_iter().flatten() {
            let about = field["description"].as_str().unwrap_or_default();
            assert!(about.ends_with('.') && about.len() > 10 && !about.contains('\n'), "{place}.{key}: {about:?}");
        }
    }
    for (name, schema) in all() {
        check(&schema, name);
        for (definition, schema) in schema["$defs"].as_object().into_iter().flatten() {
            let about = schema["description"].as_str().unwrap_or_default();
            assert!(about.ends_with('.'), "{name}: {definition}: {about:?}");
            check(schema, definition);
        }
    }
}

#[test]
fn what_is_printed_of_every_article_fits() {
    let (claims, snapshots) = (schema_of_claims(), schema_of_snapshots());
    let extractor = Extractor::new(load(&files_of(PACKS), &|_| Err("no file is needed".into())).pack);
    let extractor = extractor.with_assessor(Assessor::with_default_rules());
    let (assessor, mut session) = (Assessor::with_default_rules(), assess::Session::default());
    let mut run = Run::default();
    insta::glob!("..", "articles/*.txt", |path| {
        let text = fs::read_to_string(path).expect("the case is readable");
        let article = Article::new(path.display().to_string(), text);
        let assessed = extractor.extract_assessed(&mut Session::default(), &article);
        let (found, worth): (Vec<_>, Vec<_>) =
            assessed.into_iter().map(|(claim, worth)| (claim, worth.expect("there is an assessor"))).unzip();
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
fn every_cluster_that_is_printed_fits() {
    let schema = schema_of_clusters();
    let text = fs::read_to_string("tests/cli/files/bridge.jsonl").expect("the case is readable");
    let articles: Vec<Article> = text.lines().map(|line| Article::from_json(line).expect("an article")).collect();
    let extractor = Extractor::with_default_rules();
    let claims: Vec<Vec<Claim>> =
        articles.iter().map(|article| extractor.extract(&mut Session::default(), article)).collect();
    let telling =
        |(article, claims): (&'_ Article, &'_ Vec<Claim>)| (article.id.clone(), article.about.clone(), claims.clone());
    let told: Vec<_> = articles.iter().zip(&claims).map(telling).collect();
    let tellings: Vec<ArticleClaims<'_>> =
        told.iter().map(|(article, about, claims)| ArticleClaims { article, about, claims }).collect();
    let all = clusters(&claimsift::lang::english(), &tellings);
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
fn every_example_that_is_printed_fits() {
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
fn no_role_can_be_named_as_a_field_of_a_claim() {
    let schema = schema_of_claims();
    let fields = schema.pointer("/$defs/claim/properties").and_then(Value::as_object).expect("fields");
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
