//! Quantities and times: each line of `tests/measure` is a sentence with the values found in it.
#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::fmt::Write;
use std::fs;

use claimsift::annotation::ParagraphKind;
use claimsift::measure::{Day, Measures, Quantity, Time, measures};
use claimsift::text::{Language, Vocabulary, read_as};
use claimsift::{Article, Claim, Extractor, Session};

/// Compares the results for every sentence of a file of cases. A line consists of fields separated by bars, the last of
/// which is the expected result; a line that begins with `#` is a heading.
fn compare(name: &str, least: usize, actual: impl Fn(&Language, &[&str]) -> String) {
    let path = format!("{}/tests/measure/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let cases = fs::read_to_string(&path).expect("the cases are readable");
    let language = claimsift::lang::english();
    let mut wrong = String::new();
    let mut count = 0;
    for line in cases.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let mut fields: Vec<&str> = line.split('|').map(str::trim).collect();
        let wanted = fields.pop().expect("a line has fields");
        let found = actual(&language, &fields);
        if found != wanted {
            writeln!(wrong, "{}\n  wanted {wanted}\n  found  {found}", fields.join(" | "))
                .expect("a string can be written");
        }
        count += 1;
    }
    assert!(count >= least, "only {count} cases");
    assert!(wrong.is_empty(), "{path}\n{wrong}");
}

fn read(language: &Language, published: &str, sentence: &str) -> Measures {
    let mut article = Article::new("case", sentence);
    article.about.date_published = Some(published.to_owned());
    let mut vocabulary = Vocabulary::new();
    let found = measures(&read_as(language, &mut vocabulary, &article, ParagraphKind::Body));
    for (text, span) in
        found.quantities.iter().map(|it| (&it.text, it.span)).chain(found.times.iter().map(|it| (&it.text, it.span)))
    {
        assert_eq!(span.of(sentence), text, "{sentence}");
    }
    found
}

/// `a third = 0.3333333333333333 share`
fn quantity(it: &Quantity) -> String {
    let mut line = format!("{} = {}", it.text, it.value);
    let more = [
        it.to.map(|to| format!("..{to}")),
        it.unit.as_ref().map(|unit| format!(" {unit}")),
        it.per.as_ref().map(|per| format!(" per {per}")),
        it.bound.map(|bound| format!(", {}", bound.name())),
    ];
    line.extend(more.into_iter().flatten());
    line
}

/// `late March = 2018-03 END 2018-03-21..2018-03-31 @ late March 2018`; after the sign is the time in words, if any,
/// and the sign means that the date of publication was needed.
fn time(it: &Time) -> String {
    let mut line = format!("{} = {}", it.text, it.value);
    if let Some(modifier) = it.modifier {
        line.push(' ');
        line.push_str(modifier.name());
    }
    if it.from.or(it.to).is_some() {
        let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
        write!(line, " {}..{}", day(it.from), day(it.to)).expect("a string can be written");
    }
    if it.anchored {
        line.push_str(" @");
    }
    if let Some(words) = it.in_words() {
        line.push(' ');
        line.push_str(&words);
    }
    line
}

fn list(items: Vec<String>) -> String {
    if items.is_empty() { "-".into() } else { items.join("; ") }
}

#[test]
fn quantities_are_understood() {
    compare("quantities", 150, |language, fields| {
        let [sentence] = fields else { panic!("two fields: {fields:?}") };
        list(read(language, "", sentence).quantities.iter().map(quantity).collect())
    });
}

#[test]
fn a_claim_has_the_quantities_and_times_of_its_words_and_their_frame() {
    let extractor = Extractor::with_default_rules();
    let values = |sentence: &str| {
        let mut article = Article::new("case", sentence);
        article.about.date_published = Some("2018-05-08".to_owned());
        let claims = extractor.extract(&mut Session::default(), &article);
        let line = |claim: &Claim| {
            let quantities = list(claim.quantities.iter().map(|it| it.text.clone()).collect());
            format!("{quantities} | {}", list(claim.times.iter().map(|it| it.text.clone()).collect()))
        };
        claims.iter().map(line).collect::<Vec<_>>()
    };
    // the time of the attribution is not a time of the claim
    assert_eq!(values("Mayor Ana Ruiz said on Tuesday that the two bridges closed in March."), ["two bridges | March"]);
    assert_eq!(values("The bridge was built in 1931."), ["- | 1931"]);
    assert_eq!(values("In 1931, after a flood, the bridge was built."), ["- | 1931"]);
    assert_eq!(values("Mayor Ana Ruiz said the bridge will close."), ["- | -"]);
}

#[test]
fn times_are_understood() {
    compare("times", 150, |language, fields| {
        let [published, sentence] = fields else { panic!("three fields: {fields:?}") };
        list(read(language, published, sentence).times.iter().map(time).collect())
    });
}
