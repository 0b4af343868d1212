//! Valid rule files: the shipped packs, and every row of the notation in `tests/rules`.
#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::fs;
use std::sync::Arc;

use claimsift::Extractor;
use claimsift::coverage::{BranchKind, Coverage};
use claimsift::diagnostic::{Code, SourceFile, Style, render};
use claimsift::rule::{FACETS, PACKS, Run, describe, files_of, load, shipped, shipped_manifest};
use claimsift::rule_examples::problems;

/// Loads files, runs their examples, and returns all problems as text, with the number of examples.
fn found(files: &[Arc<SourceFile>]) -> (String, usize) {
    found_but(files, &[])
}

/// The same, without the problems of some codes.
fn found_but(files: &[Arc<SourceFile>], but: &[Code]) -> (String, usize) {
    let loaded = load(files, &|path| fs::read_to_string(path).map_err(|error| error.to_string()));
    let mut all = loaded.problems;
    let extractor = Extractor::new(loaded.pack);
    let outcomes = extractor.run_examples(None);
    all.extend(problems(&extractor, &outcomes));
    all.retain(|problem| !but.contains(&problem.code));
    (all.iter().map(|problem| render(problem, Style::Plain)).collect::<Vec<_>>().join("\n\n"), outcomes.len())
}

#[test]
fn shipped_packs_have_no_problems() {
    let all = PACKS.iter().chain(["prelude", "lexicon"].iter()).chain(FACETS);
    for pack in all.map(|name| format!("en.{name}")) {
        let pack = pack.as_str();
        let mut files = shipped(pack);
        assert!(!files.is_empty(), "there is no pack {pack}");
        files.push(shipped_manifest(pack).expect("every pack has a manifest"));
        let (text, examples) = found(&files);
        assert_eq!(text, "", "problems of {pack}");
        assert!(examples > 0 || pack == "en.prelude" || pack == "en.lexicon", "{pack} has no example");
    }
}

#[test]
fn every_shipped_rule_has_the_pack_of_its_manifest() {
    let files: Vec<_> = files_of(PACKS).into_iter().chain(files_of(FACETS)).collect();
    for rule in &load(&files, &|path| Err(format!("{path} is not shipped"))).pack.rules {
        let folder = rule.file.name.rsplit('/').nth(1).unwrap_or_default();
        assert_eq!(rule.pack, format!("en.{folder}"), "{}", rule.id);
    }
}

#[test]
fn no_shipped_rule_is_redundant() {
    let mut files = files_of(PACKS);
    files.extend(files_of(FACETS));
    assert_eq!(found(&files).0, "");
}

#[test]
fn examples_exercise_every_branch_of_the_shipped_rules() {
    let mut files = files_of(PACKS);
    files.extend(["en.prelude", "en.lexicon", "en.checkability"].into_iter().flat_map(shipped));
    let loaded = load(&files, &|path| Err(format!("{path} is not shipped")));
    let extractor = Extractor::new(loaded.pack);
    let mut coverage = Coverage::new(&extractor);
    coverage.add_examples();
    let mut open = Vec::new();
    for file in coverage.of_files(&files) {
        let missing = file.branches.iter().filter(|branch| branch.hits == 0 && branch.kind != BranchKind::Word);
        open.extend(missing.map(|branch| format!("{}: {}", file.file.name, branch.message(&file.file))));
    }
    assert!(open.is_empty(), "no example exercises these branches, see `claimsift coverage rules/en`: {open:#?}");
}

#[test]
fn the_notation_means_what_the_manual_says() {
    insta::glob!("rules/*.yaml", |path| {
        let text = fs::read_to_string(path).expect("the case is readable");
        let name = path.to_string_lossy();
        // each rule is tested on its own, whichever would win
        let (problems, examples) = found_but(&[SourceFile::new(name.as_ref(), text)], &[Code::Shadowed]);
        assert_eq!(problems, "");
        assert!(examples > 0, "{name} tests nothing");
    });
}

#[test]
fn every_rule_file_of_the_manual_is_valid() {
    let manual = fs::read_to_string("rules/README.md").expect("the manual is readable");
    let blocks: Vec<&str> =
        manual.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).collect();
    assert!(blocks.len() >= 5, "the manual has only {} rule files", blocks.len());
    for block in blocks {
        let (problems, examples) = found(&[SourceFile::new("manual.yaml", block)]);
        assert_eq!(problems, "", "in\n{block}");
        assert!(examples > 0, "tests nothing:\n{block}");
    }
}

#[test]
fn every_rule_can_be_described_in_words() {
    let mut files = files_of(PACKS);
    files.extend(files_of(FACETS));
    insta::glob!("rules/*.yaml", |path| {
        let text = fs::read_to_string(path).expect("the case is readable");
        files.push(SourceFile::new(path.to_string_lossy(), text));
    });
    for rule in &load(&files, &|path| fs::read_to_string(path).map_err(|error| error.to_string())).pack.rules {
        let (short, whole) = (describe(rule, false), describe(rule, true));
        assert_eq!(short.finds.len(), rule.lines.len(), "{}", rule.id);
        let meanings = whole.meanings.iter().filter_map(|meaning| meaning.finds.as_ref());
        for prose in short.finds.iter().chain(&short.unless).chain(meanings) {
            let said = prose.runs().iter().map(|run| if let Run::Plain(text) = run { text } else { "x" });
            let plain: String = said.collect();
            assert!(
                !plain.contains(['@', '{', '[', '~', '|', '<', '&']),
                "{}: signs of the language in: {prose}",
                rule.id
            );
            assert_eq!(plain.matches('(').count(), plain.matches(')').count(), "{}: {prose}", rule.id);
            assert!(!plain.contains("  ") && !plain.contains(", ,") && !plain.contains("()"), "{}: {prose}", rule.id);
        }
        for meaning in &short.meanings {
            assert!(meaning.note.is_some() || meaning.finds.is_some(), "{}: {} means nothing", rule.id, meaning.name);
        }
    }
}
