//! Mutated rule files.

use claimsift::check::check;
use claimsift::diagnostic::SourceFile;

use crate::mutate::{Mutator, tries};

/// What has a meaning in YAML or in a pattern.
const FRAGMENTS: &[&str] = &[
    "{",
    "}",
    "{source}",
    "{claim: ",
    "(",
    "|",
    ")",
    "?",
    "*",
    "+",
    "{2,4}",
    "...",
    "...6",
    "!",
    "~",
    "@",
    "[",
    "]",
    "[lemma=",
    "/",
    "\\",
    "<start>",
    "\"",
    "'",
    ":",
    "- ",
    "#",
    "&a ",
    "*a",
    "!include ",
    "|",
    ">",
    "\t",
    "\r\n",
    "\u{1b}",
    "\u{feff}",
    "\u{a0}",
    "\u{202e}",
    "\0",
    "%",
    "---\n",
    "? ",
    "claims: 1\n",
    "rules:\n",
    "    match: |\n      ",
    "    finds: |\n      ",
    "{{",
    "''",
];

#[test]
fn mutated_rule_files_are_checked_without_a_panic() {
    let mut seeds = Vec::new();
    insta::glob!("..", "rules/*.yaml", |path| {
        seeds.push(std::fs::read_to_string(path).expect("the seed is readable"));
    });
    let mutator = Mutator::new(&seeds, FRAGMENTS);
    for number in 0..tries(100) {
        let text = mutator.text(number, 600);
        let checked =
            check(&[SourceFile::new("mutated.yaml", text.as_str())], &|_| Err("there is no such file".to_owned()));
        for problem in checked.problems {
            let span = problem.span;
            assert!(
                text.is_char_boundary(span.start) && text.is_char_boundary(span.end) && span.start <= span.end,
                "{number}"
            );
        }
    }
}
