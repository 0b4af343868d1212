//! Long texts: what repeats without end is read in time that grows with its length alone.
//!
//! Nothing is timed here, for machines differ. Each of these texts once took time with the square of its length, and at
//! the length it has here would take minutes.

use claimsift::{Article, Extractor, Session};

#[test]
fn what_repeats_without_end_is_read_to_the_end() {
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
    ];
    for (name, text) in cases {
        let length = text.len();
        let article = Article::new(name, text);
        let claims = extractor.extract(&mut Session::default(), &article);
        let inside = |claim: &claimsift::Claim| claim.claim.spans.iter().all(|span| span.end <= length);
        assert!(claims.iter().all(inside), "{name}");
    }
}
