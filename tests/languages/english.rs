//! There is no English outside `src/lang/en` and `rules/en`: the code refers to words by name ([`Set`] and [`Table`] in
//! `src/text/language`), and a language defines them.
//!
//! The directories that analyse text are scanned for string literals that are compared with something and are English
//! words. Messages are never compared, so they are not affected. Names of keys, codes, roles and facets are in
//! [`EXEMPT`].
//!
//! [`Set`]: ../../src/text/language/set.rs
//! [`Table`]: ../../src/text/language/set.rs

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::compared::Compared;
use crate::rust::{Literal, trees, without_tests};

/// The directories below `src` that analyse text.
const SCANNED: &[&str] = &[
    "text",
    "measure",
    "engine",
    "resolve",
    "cluster",
    "assess",
    "evaluate",
    "suggest",
    "explain",
    "article.rs",
    "coverage",
    "drift",
    "starter",
];

/// Literals that happen to be English words: a file or directory, the literals, and what they are.
const EXEMPT: &[(&str, &[&str], &str)] = &[
    ("text/token.rs", &["http", "ftp"], "schemes of addresses"),
    ("measure/unit.rs", &["years", " per "], "names of units as they are published"),
    ("resolve/roles.rs", &["title", "when", "where", "value"], "names of roles"),
    ("resolve/draft.rs", &["statistic", "audience"], "the name of a kind of claim, and of a role"),
    ("resolve/confidence.rs", &["pronoun"], "the name of a kind of mention"),
    ("assess/weights.rs", &["label from"], "begins a line of a table of weights"),
    (
        "assess/nature.rs",
        &["statistic", "comparison", "cause", "prediction", "law", "vote", "event", "record", "opinion", "request"],
        "names of kinds of claims",
    ),
    ("starter/sentence.rs", &["claim", "source"], "names of roles"),
    ("evaluate/gold.rs", &[" at line "], "the wording of errors of serde_json"),
    ("explain/smallest_edit/options.rs", &["adjunct"], "the name of a phrase of the rule language"),
    (
        "suggest/mod.rs",
        &["question", "finite", "complement", "person", "title", "place", "date", "number", "money", "percent"],
        "names of phrases of the rule language",
    ),
];

#[test]
fn no_english_outside_its_module() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lexicon = lexicon(root);
    let mut wrong = Vec::new();
    for directory in SCANNED {
        for file in files(&root.join("src").join(directory)) {
            let name = file.strip_prefix(root.join("src").to_str().unwrap_or_default()).unwrap_or(&file);
            let name = name.trim_start_matches('/');
            let source = fs::read_to_string(&file).expect("a file of the project can be read");
            let found = english(&lexicon, name, &source);
            wrong.extend(found.iter().map(|literal| format!("src/{name}:{}: {:?}", literal.line, literal.text)));
        }
    }
    for (name, _, reason) in EXEMPT {
        if !root.join("src").join(name).exists() {
            wrong.push(format!("src/{name}: in EXEMPT ({reason}), but there is no such file"));
        }
    }
    assert!(
        wrong.is_empty(),
        "English compared with text outside src/lang/en. Move it to a set or table in rules/en/language, see \
         src/text/language/set.rs.\n{}",
        wrong.join("\n")
    );
}

/// The literals of a file that are English words and compared with something.
fn english(lexicon: &BTreeSet<String>, name: &str, source: &str) -> Vec<Literal> {
    let compared = Compared::of(&without_tests(trees(source)));
    let is_exempt = |literal: &&Literal| {
        let covers = |(path, words, _): &&(&str, &[&str], &str)| {
            name.starts_with(path) && words.contains(&literal.text.as_str())
        };
        EXEMPT.iter().any(|exempt| covers(&exempt))
    };
    let words = compared.words.iter().filter(|literal| is_english(lexicon, &literal.text));
    let ends = compared.ends.iter().filter(|literal| {
        let text = &literal.text;
        text.len() > 1 && text.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '\'' | '’' | '-' | ' '))
    });
    let mut found: Vec<Literal> = words.chain(ends).filter(|literal| !is_exempt(literal)).cloned().collect();
    found.sort_by_key(|literal| literal.start);
    found.dedup();
    found
}

/// Whether a literal is a word of more than one letter, or several words.
fn is_english(lexicon: &BTreeSet<String>, text: &str) -> bool {
    let mut words = text.split(' ').filter(|word| !word.is_empty()).peekable();
    text.len() > 1 && words.peek().is_some() && words.all(|word| lexicon.contains(word))
}

/// The words of the word index and of the closed word classes.
fn lexicon(root: &Path) -> BTreeSet<String> {
    let index = fs::read_to_string(root.join("rules/en/lexicon/words.txt")).expect("there is a word index");
    let mut words: BTreeSet<String> =
        index.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect();
    let classes = fs::read_dir(root.join("rules/en/language")).expect("there are word classes");
    for file in classes.filter_map(Result::ok) {
        let text = fs::read_to_string(file.path()).expect("a file of the project can be read");
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.starts_with('['));
        let entries = lines.flat_map(|line| line.split(" = ").next().unwrap_or_default().split_whitespace());
        words.extend(entries.flat_map(|entry| entry.split('_')).map(str::to_owned));
    }
    words.retain(|word| word.chars().any(|c| c.is_ascii_lowercase()));
    words
}

/// A Rust file, or all below a directory, in order.
fn files(directory: &Path) -> Vec<String> {
    if directory.is_file() {
        return directory.to_str().map(str::to_owned).into_iter().collect();
    }
    let mut found = Vec::new();
    let entries = fs::read_dir(directory).expect("a directory of the project can be read");
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.extend(path.to_str().map(str::to_owned));
        }
    }
    found.sort();
    found
}

#[test]
fn only_compared_literals_are_found() {
    let lexicon: BTreeSet<String> =
        ["the", "and", "said", "that", "no", "well"].into_iter().map(str::to_owned).collect();
    let found = |source: &str| {
        let found = english(&lexicon, "text/some.rs", source);
        found.into_iter().map(|literal| literal.text).collect::<Vec<_>>().join(",")
    };
    for (source, literals) in [
        ("matches!(word, \"the\" | \"and\")", "the,and"),
        ("matches!(form(\"the\"), Some(\"and\") if x)", "and"),
        ("match word { \"the\" => f(\"and\"), \"no\" | \"well\" if ok => {} _ => \"said\" }", "the,no,well"),
        (
            "word == \"the\" || \"and\" != word || word == Some(\"no\") || (a, b) == (\"well\", \"said\")",
            "the,and,no,well,said",
        ),
        ("word.starts_with(\"un\") && word.contains(\"the\") && word.ends_with(\"…\")", "un,the"),
        ("if let [\"the\", ..] = words { f(\"and\") }", "the"),
        ("const WORDS: &[(&str, u8)] = &[(\"the\", 1), (\"and\", 2)];", "the,and"),
        ("[\"the\", \"and said\"].contains(&word)", "the,and said"),
        ("// \"the\" == word\n/* word == \"and\" */ let c = '\"'; word == \"no\"; let d: &'a str = '\\'';", "no"),
        ("println!(\"the\"); format!(\"{the} and\", \"no\")", ""),
        ("#[cfg(test)]\nmod tests { fn f() { word == \"the\" } }\nword == \"and\"", "and"),
        ("word == r#\"the\"# || word == \"xqz\"", "the"),
    ] {
        assert_eq!(found(source), literals, "{source}");
    }
}
