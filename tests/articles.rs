//! Snapshots of the claims in articles like those in the news: every article in `tests/articles`, with the shipped rules.
//!
//! A change of a snapshot is a change of what users get. Read it before you accept it. What a change does to a corpus of
//! real articles is shown by `claimsift drift shipped rules/en ARTICLES`.
#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use claimsift::rule::{PACKS, files_of, load};
use claimsift::{Article, Extraction, Extractor, Session};

#[test]
fn articles_give_the_claims_of_their_snapshots() {
    let extractor = Extractor::with_default_rules();
    insta::glob!("articles/*.txt", |path| {
        let id = path.file_stem().expect("a file has a name").to_string_lossy();
        let article = Article::new(id, std::fs::read_to_string(path).expect("the article is readable"));
        let claims = extractor.extract(&mut Session::default(), &article);
        insta::assert_yaml_snapshot!(Extraction::new(&claims));
    });
}

#[test]
fn claims_do_not_depend_on_line_ends_or_what_was_read_before() {
    let extractor = Extractor::with_default_rules();
    let mut session = Session::default();
    insta::glob!("articles/*.txt", |path| {
        let text = std::fs::read_to_string(path).expect("the article is readable").replace("\r\n", "\n");
        let claims = |text: &str, session: &mut Session| -> Vec<(String, String)> {
            let claims = extractor.extract(session, &Article::new("article", text));
            claims
                .into_iter()
                .map(|claim| (claim.id, claim.claim.text.split_whitespace().collect::<Vec<_>>().join(" ")))
                .collect()
        };
        let alone = claims(&text, &mut Session::default());
        assert_eq!(claims(&text, &mut session), alone, "{} after others", path.display());
        assert_eq!(claims(&text.replace('\n', "\r\n"), &mut session), alone, "{} with CRLF", path.display());
    });
}

#[test]
fn truncated_texts_are_read() {
    let extractor = Extractor::new(load(&files_of(PACKS), &|_| Err("no file is needed".into())).pack);
    let mut session = Session::default();
    insta::glob!("articles/*.txt", |path| {
        let text = std::fs::read_to_string(path).expect("the article is readable");
        for paragraph in text.lines() {
            for (end, _) in paragraph.match_indices(' ') {
                let claims = extractor
                    .extract(&mut session, &Article::new("cut", paragraph.get(..end).expect("a space is a boundary")));
                assert!(claims.iter().all(|claim| claim.claim.spans.iter().all(|span| span.end <= end)));
            }
        }
    });
}

#[test]
fn every_span_contains_its_words() {
    let extractor = Extractor::with_default_rules();
    insta::glob!("articles/*.txt", |path| {
        let article = Article::new("article", std::fs::read_to_string(path).expect("the article is readable"));
        for claim in extractor.extract(&mut Session::default(), &article) {
            for passage in [&claim.claim, &claim.content] {
                let words: Vec<&str> = passage.spans.iter().map(|span| span.of(&article.text)).collect();
                assert_eq!(words.join(" … "), passage.text);
                assert!(passage.spans.is_sorted_by(|one, other| one.end <= other.start), "{claim:?}");
            }
        }
    });
}
