//! Mutated articles.

use std::fs;

use claimsift::cluster::{ArticleClaims, clusters};
use claimsift::{Article, Assessor, Session};

use crate::mutate::{Mutator, tries};
use crate::spans;

/// Text that is difficult for parsers.
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
    " he ",
    " I ",
    ", who ",
    " on Monday ",
    ", the mayor, ",
    "52-48",
    " from $3 to 5 million ",
    " since last year ",
    " (HPA) ",
    "- ",
    "* ",
];

#[test]
fn mutated_articles_cause_no_panic_and_no_invalid_span() {
    let mut seeds = Vec::new();
    insta::glob!("..", "articles/*.txt", |path| seeds.push(fs::read_to_string(path).expect("the seed is readable")));
    let mutator = Mutator::new(&seeds, FRAGMENTS);
    let assessor = Assessor::with_default_rules();
    let extractor = spans::extractor().with_assessor(Assessor::with_default_rules());
    let english = claimsift::lang::english();
    let (mut session, mut worth) = (Session::default(), claimsift::assess::Session::default());
    let mut all: Vec<String> = Vec::new();
    for number in 0..tries(1_000) {
        // most texts are short, so that many are tested; some are longer, with more to refer back to
        let longest = if number % 32 == 0 { 2_000 } else { 400 };
        let mut article = Article::new(number.to_string(), mutator.text(number, longest));
        article.about.date_published = (number % 2 == 0).then(|| "2018-05-07".to_owned());
        let text = article.text.as_str();
        let (claims, assessed): (Vec<_>, Vec<_>) =
            extractor.extract_assessed(&mut session, &article).into_iter().unzip();
        let wrong = spans::wrong_in_claims(text, &claims)
            .or_else(|| spans::wrong_in_assessments(text, &assessor.article(&mut worth, &article)))
            .or_else(|| {
                let mut both = claims.iter().zip(assessed.iter().flatten());
                both.find_map(|(one, worth)| spans::wrong_in_worth(&one.claim.text, worth))
            })
            .or_else(|| {
                let explained = (number % 8 == 0).then(|| extractor.explain(&mut session, &article, None));
                spans::wrong_in_explanation(text, &explained.unwrap_or_default())
            });
        all.extend(wrong.map(|wrong| format!("number {number}: {wrong}\n{text:?}")));
        if number % 16 == 0 {
            let about = &article.about;
            let found = clusters(&english, &[ArticleClaims { article: &article.id, about, claims: &claims }]);
            let members: usize = found.iter().map(|cluster| cluster.members.len()).sum();
            assert_eq!(members, claims.len(), "number {number}: {text:?}");
        }
    }
    let first: Vec<&str> = all.iter().take(20).map(String::as_str).collect();
    assert!(all.is_empty(), "{} articles have a wrong span:\n{}", all.len(), first.join("\n\n"));
}
