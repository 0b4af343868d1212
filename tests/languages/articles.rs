//! Rules apply to articles in their language, and articles in languages without rules are not read.

use claimsift::diagnostic::SourceFile;
use claimsift::{Article, Extractor, Session, Unread, rule};

const GERMAN: &str = "Die alte Brücke in Halden wird für zwei Jahre geschlossen, sagte die Bürgermeisterin Ana Ruiz. Der Stadtrat \
                      hatte im Mai beschlossen, dass die Arbeiten im Herbst beginnen sollen. Ruiz sagte, dass es teuer wird.";

fn extractor(languages: &[&str]) -> Extractor {
    let file = |(at, language): (usize, &&str)| {
        let key = if language.is_empty() { String::new() } else { format!("language: {language}\n") };
        let text = format!(
            "claims: 1\n{key}pack: pack{at}\nrules:\n  - id: said{at}\n    match: |\n      Ruiz (said | sagte) ,? (that | dass) \
             {{claim: ...}} .\n    finds: |\n      Ruiz said that {{claim: it closes}}.\n"
        );
        SourceFile::new(format!("{at}.yaml"), text)
    };
    let files: Vec<_> = languages.iter().enumerate().map(file).collect();
    let loaded = rule::load(&files, &|_| Err("no file is needed".into()));
    assert_eq!(loaded.problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
    Extractor::new(loaded.pack).with_least_confidence(0.0)
}

fn article(text: &str, language: Option<&str>) -> Article {
    let mut article = Article::new("article", text);
    article.about.language = language.map(str::to_owned);
    article
}

/// The rules that find something in an article.
fn found(extractor: &Extractor, text: &str, language: Option<&str>) -> String {
    let claims = extractor.extract(&mut Session::default(), &article(text, language));
    let mut rules: Vec<String> = claims.into_iter().map(|claim| claim.rule).collect();
    rules.sort_unstable();
    rules.join(" ")
}

#[test]
fn rules_apply_to_articles_in_their_language() {
    let said = "Ruiz said that it closes.";
    let both = extractor(&["en", "de"]);
    for (language, rules) in [
        (None, "said0"),
        (Some("en"), "said0"),
        (Some("en-GB"), "said0"),
        (Some("EN_us"), "said0"),
        (Some("English"), "said0"),
        (Some("de"), "said1"),
        (Some("de-AT"), "said1"),
        (Some("fr"), ""),
    ] {
        assert_eq!(found(&both, said, language), rules, "{language:?}");
    }
    assert_eq!(found(&both, GERMAN, None), "said1");
    assert_eq!(found(&extractor(&["", "de"]), said, Some("de")), "said1");
    assert_eq!(found(&extractor(&[""]), said, Some("en")), "said0");
    assert_eq!(found(&extractor(&["de"]), said, None), "said0");
    assert_eq!(found(&extractor(&["de"]), GERMAN, None), "said0");
}

#[test]
fn articles_without_rules_for_their_language_are_only_read_on_request() {
    let english = extractor(&["en"]);
    let unread = |text: &str, language: Option<&str>| english.unread(&article(text, language));
    assert_eq!(unread(GERMAN, None), Some(Unread::Words("en")));
    assert_eq!(unread(GERMAN, Some("de-DE")), Some(Unread::Language("de".to_owned())));
    assert_eq!(unread(GERMAN, Some("en")), None);
    assert_eq!(unread("Ruiz said that it closes.", Some("eng")), None);
    assert_eq!(unread("", None), None);
    assert_eq!(found(&english, GERMAN, None), "");
    let any = english.with_any_language(true);
    assert_eq!(found(&any, GERMAN, None), "said0");
    assert_eq!(found(&any, GERMAN, Some("de")), "said0");
    assert_eq!(any.unread(&article(GERMAN, None)), None);
}

#[test]
fn the_examples_of_a_rule_are_in_its_language() {
    for languages in [&["en", "de"][..], &["de"], &["", "de"]] {
        let extractor = extractor(languages);
        for outcome in extractor.run_examples(None) {
            assert_eq!((&outcome.verdict, outcome.lost_to), (&Ok(()), None), "{languages:?}");
        }
    }
}
