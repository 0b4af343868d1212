//! An invented language of forty words, from its data alone: *Tala Venn sedo ka du brona krasa* is *Tala Venn said that the
//! bridge closes*.

use claimsift::diagnostic::SourceFile;
use claimsift::lang::Data;
use claimsift::text::Language;
use claimsift::{Article, Extractor, Session, rule};

fn veska() -> Language {
    let data = Data {
        code: "qaa",
        sections: &[include_str!("veska/classes.txt")],
        words: include_str!("veska/words.txt"),
        ..Data::default()
    };
    data.read().expect("the files of the language have no problem")
}

fn extractor() -> Extractor {
    let file = SourceFile::new("veska.yaml", include_str!("veska/rules.yaml"));
    let loaded = rule::load(&[file], &|_| Err("no file is needed".into()));
    assert_eq!(loaded.problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
    Extractor::for_language(veska(), loaded.pack)
}

/// Who claims what in an article.
fn claims(text: &str) -> Vec<(String, String)> {
    let claims = extractor().extract(&mut Session::default(), &Article::new("article", text));
    let claim = |claim: claimsift::Claim| {
        (claim.source.map(|source| source.mention.text).unwrap_or_default(), claim.claim.text)
    };
    claims.into_iter().map(claim).collect()
}

#[test]
fn an_invented_language_works_with_data_alone() {
    for (text, source, claim) in [
        ("Tala Venn sedo ka du brona krasa simi.", "Tala Venn", "du brona krasa simi"),
        ("Nu du hesk garo bera. Du fenna menno ka du nelk sarn luva nu velk.", "Du fenna", "du nelk sarn luva nu velk"),
        ("Lu kelva ka 12 garo rekka tarro!", "Lu", "12 garo rekka tarro"),
        ("Mori Orlan kelva ka pela bera, eh lomi pilka.", "Mori Orlan", "pela bera, eh lomi pilka"),
    ] {
        assert_eq!(claims(text), [(source.to_owned(), claim.to_owned())], "{text}");
    }
}

#[test]
fn sentences_without_reports_have_no_claims() {
    for text in ["Du brona krasa simi.", "Tala Venn sedo du talu.", "Tala Venn said that the bridge closes.", ""] {
        assert_eq!(claims(text), [], "{text}");
    }
}

#[test]
fn the_examples_of_its_rules_pass() {
    let extractor = extractor();
    assert_eq!(extractor.problems(), []);
    let outcomes = extractor.run_examples(None);
    assert_eq!(outcomes.len(), 2);
    assert!(outcomes.iter().all(|outcome| outcome.verdict == Ok(())), "{outcomes:?}");
}
