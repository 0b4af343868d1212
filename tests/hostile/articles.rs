//! Mutated articles.

use std::fs;

use claimsift::{Article, Extractor, Session};

use crate::mutate::{Mutator, tries};

/// What breaks readers of text.
const FRAGMENTS: &[&str] = &[
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "«",
    "»",
    "„",
    "``",
    "''",
    ".",
    "...",
    "…",
    "?!",
    ":",
    ";",
    " - ",
    "—",
    "(",
    ")",
    "[",
    "]",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{85}",
    "\u{2028}",
    "\t",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "\u{301}",
    "\0",
    "\u{1b}[31m",
    "\u{fffd}",
    "👩\u{200d}👧",
    "İ",
    "ß",
    "ﬁ",
    "鲁",
    "$",
    "%",
    "9,999,",
    "1/2",
    "13/5/2017",
    "2020-13-45",
    "Jan. 32",
    " said ",
    " that ",
    "“.\n“",
    " and ",
    " of the ",
    "Mr. ",
    "U.S. ",
    "Q: ",
    "MOSS: ",
    "Reuters",
    "- ",
    "* ",
];

#[test]
fn mutated_articles_are_read_without_a_panic() {
    let mut seeds = Vec::new();
    insta::glob!("..", "articles/*.txt", |path| seeds.push(fs::read_to_string(path).expect("the seed is readable")));
    let mutator = Mutator::new(&seeds, FRAGMENTS);
    let extractor = Extractor::with_default_rules();
    let mut session = Session::default();
    for number in 0..tries(300) {
        let article = Article::new(number.to_string(), mutator.text(number, 400));
        let claims = extractor.extract(&mut session, &article);
        assert!(
            claims.iter().all(|claim| claim.claim.spans.iter().all(|span| span.end <= article.text.len())),
            "{number}"
        );
    }
}
