//! Mutated rule files, manifests and configurations: the problems are valid, and can be shown in every format.

use std::sync::Arc;

use claimsift::check::check;
use claimsift::config::Config;
use claimsift::diagnostic::{Diagnostic, SourceFile, Style, fixed, github, json, render, sarif};
use claimsift::editor::{self, Workspace};
use claimsift::fix::fix_all;
use claimsift::rule;
use claimsift::span::Span;

use crate::mutate::{Mutator, tries};

/// Text with a special meaning in YAML or in a pattern, and invisible characters.
const FRAGMENTS: &[&str] = &[
    "{",
    "}",
    "{source}",
    "{claim: ",
    "{{",
    "(",
    "|",
    ")",
    "?",
    "*",
    "+",
    "{2,4}",
    "{0,}",
    "...",
    "...6",
    "!",
    "! ! ",
    "~",
    "@",
    "[",
    "]",
    "[lemma=",
    "[text=/",
    "[text=/(a|b)*/]",
    "& ",
    "/",
    "\\",
    "<start>",
    "<para-end>",
    "\"",
    "'",
    "''",
    ":",
    ": ",
    "- ",
    " - ",
    "#",
    " # ",
    "&a ",
    "*a",
    "<<: *a\n",
    "!include ",
    "|\n",
    ">\n",
    "|2-\n",
    "\t",
    "\r\n",
    "\r",
    "\n\n",
    "\u{1b}",
    "\u{1b}[31m",
    "\0",
    "\u{7}",
    "\u{7f}",
    "\u{85}",
    "\u{9b}",
    "\u{2028}",
    "\u{feff}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}",
    "\u{301}",
    "é",
    "鲁",
    "👩\u{200d}👧",
    "%",
    "---\n",
    "...\n",
    "? ",
    "~\n",
    "claims: 1\n",
    "rules:\n",
    "lists:\n",
    "phrases:\n",
    "overrides:\n",
    "kinds: ",
    "use: [en.lexicon]\n",
    "  - id: a\n",
    "    over: [a]\n",
    "    match: |\n      ",
    "    unless: |\n      ",
    "    finds: |\n      ",
    "    ignores: |\n      ",
    "    facet: tone/a\n",
    "@p(a=b)",
    "@p ",
    "{a}'s",
    "¶",
    "1",
    "99999999999999999999",
    "name: a\n",
    "version: 1\n",
    "articles: x\n",
    "fail: {}\n",
];

/// A reader that has no files.
fn nothing(_: &str) -> Result<String, String> {
    Err("there is no such file".to_owned())
}

/// Whether a span is inside a text, on character boundaries, with its start before its end.
fn is_sound(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.range()).is_some()
}

/// Whether a character must not be printed to a terminal.
fn is_raw(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
        || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Checks the problems of a file, in every output format.
fn assert_sound(number: u64, problems: &[Diagnostic]) {
    for problem in problems {
        let text = problem.file.text.as_str();
        let spans = problem.labels.iter().map(|(span, _)| *span).chain(problem.fix.iter().map(|fix| fix.span));
        for span in std::iter::once(problem.span).chain(spans) {
            assert!(is_sound(text, span), "{number}: {span:?} of {problem:?}");
        }
        for shown in [render(problem, Style::Plain), json(problem), github(problem, &str::to_owned)] {
            assert!(!shown.contains(is_raw), "{number}: {shown:?}");
        }
        drop(render(problem, Style::Colour));
    }
    let log = sarif(problems, &str::to_owned).text;
    assert!(!log.contains(is_raw), "{number}: {log:?}");
}

/// Calls all editor features at some positions of a file.
fn ask(source: &Arc<SourceFile>, number: u64) {
    let mut desk = Workspace::default();
    desk.open(Arc::clone(source));
    let length = source.text.len();
    let places = [0, length / 3, length / 2, length]
        .into_iter()
        .chain([usize::try_from(number).unwrap_or_default().wrapping_mul(7919) % (length + 1)]);
    for at in places.filter_map(|at| (at..=length).find(|&at| source.text.is_char_boundary(at))) {
        let sheet = desk.sheet(source, at, &nothing);
        if let Some(hover) = editor::hover(&desk, source, &sheet, at) {
            assert!(is_sound(&source.text, hover.span), "{number}: hover at {at}");
        }
        drop(editor::completions(&desk, source, &sheet, at));
        drop(editor::definition(&desk, source, &sheet, at));
        drop(editor::symbols(source, &sheet));
        drop(editor::rename(&desk, source, at, "another"));
    }
}

/// The mutated files have this name, so that they are parsed as the same kind of file as the seeds.
fn assert_checked(seeds: &[String], name: &str, usual: u64) {
    let mutator = Mutator::new(seeds, FRAGMENTS);
    for number in 0..tries(usual) {
        let text = mutator.text(number, 600);
        let source = SourceFile::new(name, text.as_str());
        let given = [Arc::clone(&source)];
        let problems = check(&given, &nothing).problems;
        assert_sound(number, &problems);
        let (fixed, _) = fixed(&text, &problems);
        drop(check(&[SourceFile::new(name, fixed)], &nothing));
        if let Ok(formatted) = rule::format(&source) {
            let again = rule::format(&SourceFile::new(name, formatted.as_str()));
            assert_eq!(again.as_ref(), Ok(&formatted), "{number}: {text:?}");
        }
        if number % 4 == 0 {
            ask(&source, number);
            drop(fix_all(&given, &|sources| check(sources, &nothing).problems));
            let (_, problems) = Config::read(&SourceFile::new("claimsift.yaml", text.as_str()));
            assert_sound(number, &problems);
        }
    }
}

/// The files that match a pattern, as seeds.
fn seeds(pattern: &str) -> Vec<String> {
    let mut seeds = Vec::new();
    insta::glob!("..", pattern, |path| seeds.push(std::fs::read_to_string(path).unwrap_or_default()));
    seeds.retain(|seed| !seed.is_empty());
    seeds
}

#[test]
fn mutated_rule_files_have_valid_diagnostics() {
    assert_checked(&seeds("rules/*.yaml"), "mutated.yaml", 60);
}

#[test]
fn mutated_broken_files_have_valid_diagnostics() {
    assert_checked(&seeds("errors/*.yaml"), "mutated.yaml", 60);
}

#[test]
fn mutated_manifests_and_configurations_are_checked() {
    let manifests = [
        "name: council.minutes\nversion: 1.2.0\nedition: 1\nlanguage: en\nlicence: MIT\ndescription: >\n  What the\n  minutes say.\n",
        "# of the council\nname: 'council.minutes'\nversion: \"1\"\nlicense: MIT\n",
    ];
    assert_checked(&manifests.map(str::to_owned), "council/pack.yaml", 40);
    let configurations = [
        "articles: [archive, more/*.txt]\nrules: rules\npacks: [speech, facts]\nsnapshots: snapshots\nonly: attributed\nmin-confidence: 0.5\nfail:\n  new: error\n  gone: warning\n",
        "artcles: archive\npacks: all\nweights: weights.json\n",
    ];
    assert_checked(&configurations.map(str::to_owned), "claimsift.yaml", 40);
}
