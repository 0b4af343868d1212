//! Near misses: each file in `tests/why-not` has a rule, a sentence that it nearly matches, and the word that stops it.
#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::fs;
use std::path::Path;

use claimsift::diagnostic::SourceFile;
use claimsift::explain::{NotFound, WhyNot};
use claimsift::rule::load;
use claimsift::{Article, Extractor, Session};

/// A case: the rule file, the sentence, and the obstacle.
struct Case {
    name: String,
    text: String,
    article: Article,
    stops_at: String,
}

fn case(path: &Path) -> Case {
    let text = fs::read_to_string(path).expect("the case is readable");
    let said = |key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(key));
        line.unwrap_or_else(|| panic!("{}: no line `{key} …`", path.display())).trim().to_owned()
    };
    let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
    let (article, stops_at) = (Article::new("case", said("# sentence:")), said("# stops at:"));
    Case { name, text, article, stops_at }
}

impl Case {
    fn extractor(&self, text: &str) -> Extractor {
        let loaded = load(&[SourceFile::new("case.yaml", text)], &|_| Err("no such file".into()));
        assert!(loaded.pack.rule(&self.name).is_some(), "{}: {:?} in\n{text}", self.name, loaded.problems);
        // the threshold excludes rules with `confidence: low`
        Extractor::new(loaded.pack).with_least_confidence(0.5)
    }

    fn reasons(&self) -> Vec<WhyNot> {
        self.extractor(&self.text).why_not(&mut Session::default(), &self.article, &self.name, None)
    }
}

#[test]
fn the_word_that_stops_a_rule_is_named() {
    let mut wrong = Vec::new();
    insta::glob!("why-not/*.yaml", |path| {
        let case = case(path);
        let reasons = case.reasons();
        let nearest = reasons.iter().find(|reason| reason.nearest).expect("there is a reason");
        let named = nearest.outcome.obstacle().map_or("", |span| span.of(&case.article.text));
        if named != case.stops_at {
            wrong.push(format!("{}: “{named}”, not “{}”\n{nearest:#?}", case.name, case.stops_at));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_suggested_change_makes_the_rule_find_the_sentence() {
    let mut changed = 0;
    insta::glob!("why-not/*.yaml", |path| {
        let case = case(path);
        for reason in case.reasons() {
            let NotFound::Stopped(stopped) = &reason.outcome else { continue };
            let Some(change) = &stopped.change else { continue };
            changed += 1;
            let lines = case.text.lines().enumerate().map(|(at, line)| {
                let indent = line.len() - line.trim_start().len();
                if at + 1 == reason.pattern.line {
                    format!("{}{}\n", " ".repeat(indent), change.line)
                } else {
                    format!("{line}\n")
                }
            });
            let key = change.line.starts_with("within:");
            let added = case.text.replace("    match: |", &format!("    {}\n    match: |", change.line));
            let text = if key { added } else { lines.collect() };
            let claims = case.extractor(&text).extract(&mut Session::default(), &case.article);
            assert!(
                claims.iter().any(|claim| claim.rule == case.name),
                "{}: `{}` finds nothing",
                case.name,
                change.line
            );
        }
    });
    assert!(changed > 20, "only {changed} changes are suggested");
}
