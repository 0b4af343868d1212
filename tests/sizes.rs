//! Long texts: repetitive texts are read in linear time.
//!
//! The time is not measured, because machines differ. Each of these texts once took quadratic time, and would take
//! minutes at this length; or it once overflowed the stack.

use claimsift::text::NESTING_CAP;
use claimsift::{Article, Claim, Extractor, Session};

/// The claims of `text`; all their spans must be inside it.
fn claims(extractor: &Extractor, name: &str, text: String) -> Vec<Claim> {
    let length = text.len();
    let claims = extractor.extract(&mut Session::default(), &Article::new(name, text));
    let inside = |claim: &Claim| claim.claim.spans.iter().all(|span| span.end <= length);
    assert!(claims.iter().all(inside), "{name}");
    claims
}

#[test]
fn repetitive_texts_are_read_to_the_end() {
    let extractor = Extractor::with_default_rules();
    let cases = [
        ("full stops with spaces", ". ".repeat(300_000)),
        ("end marks without spaces", format!("{}x", ".!.?".repeat(40_000))),
        ("opening marks of every style", "«‹„“‘\"".repeat(60_000)),
        ("quotations that run on", "“The bridge will close,” Ana Ruiz said. “It is over.\n".repeat(10_000)),
        ("quotations without a speaker", "“We will close the bridge.”\n".repeat(10_000)),
        (
            "numbers and days",
            "Ana Ruiz said one hundred and two of a million left on Monday 5 May to 6 May. ".repeat(5_000),
        ),
        ("a number that never ends", format!("Ana Ruiz said {} left.", "one hundred and two ".repeat(5_000))),
        ("a sentence that never ends", "Ana Ruiz said the bridge will close and ".repeat(2_000)),
        ("apostrophes", "'".repeat(400_000)),
        ("sentences without a quotation", "Ana Ruiz, head of the Org, said it closed the bridge. ".repeat(6_000)),
        ("a pronoun that goes back to another", format!("Ana Ruiz{} said it closed.", ", who".repeat(50_000))),
        ("many of one name", many_of_one_name(3_000)),
        ("a list of sums", format!("Ana Ruiz paid {}.", "$3 million, ".repeat(6_000))),
        ("one paragraph", "Ana Ruiz said it closed. She said so on Monday. ".repeat(6_000)),
        ("an unending quotation", "“On Monday Omar Haddad paid $3, and he left.\n".repeat(3_000)),
    ];
    for (name, text) in cases {
        claims(&extractor, name, text);
    }
}

fn many_of_one_name(persons: usize) -> String {
    (0..persons).map(|at| format!("Mayor A{at:x}a Ruiz, head of the Org, said Ruiz would pay the mayor.\n")).collect()
}

#[test]
fn a_long_article_is_explained_to_the_end() {
    let extractor = Extractor::with_default_rules();
    let text = "Mayor Ana Ruiz said the bridge will close. Trade fell by a third, said the chamber. ".repeat(3_000);
    let article = Article::new("long", text);
    let sentences = extractor.explain(&mut Session::default(), &article, None);
    let found: usize = sentences.iter().map(|sentence| sentence.found.len()).sum();
    assert_eq!((sentences.len(), found), (6_000, 6_000));
}

#[test]
fn nested_reports_repeat_a_text_only_a_few_times() {
    let extractor = Extractor::with_default_rules();
    for text in ["Ruiz said that ".repeat(500), "Ruiz said ".repeat(500), "Ruiz told Moss that ".repeat(500)] {
        let text = format!("{text}the bridge closed.");
        let length = text.len();
        let total: usize = claims(&extractor, "nested", text).iter().map(|claim| claim.claim.text.len()).sum();
        assert!(total <= NESTING_CAP * length, "{total} bytes of {length}");
    }
}

#[test]
fn a_few_nested_reports_are_all_found() {
    let text =
        "Ana Ruiz said that Omar Haddad said that Rita Moss said that Jan Kroll said that Lea Cho said that it closed.";
    let claims = claims(&Extractor::with_default_rules().with_least_confidence(0.0), "few", text.to_owned());
    assert_eq!(claims.len(), 5);
}
