//! Claims without their articles: each case in `tests/standalone` with what stands alone of every claim, and why.
#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::fmt::Write;

use claimsift::{Article, Claim, Extractor, Session};

/// What was made of a claim: a line for the claim, one for what stands alone, one a change, one for what is unsure.
fn told(claim: &Claim) -> String {
    let mut out = format!("claim   {}\nalone   {}\n", claim.claim.text, claim.normalized.text);
    for one in &claim.normalized.substitutions {
        let place = one.antecedent.as_ref().and_then(|antecedent| antecedent.spans.first());
        let antecedent = place.map_or_else(String::new, |span| format!(" (byte {})", span.start));
        let _ = writeln!(out, "  {}: {} → {}{antecedent}", one.kind.name(), one.words.text, one.replacement.trim());
    }
    let unresolved: Vec<&str> = claim.normalized.unresolved.iter().map(|words| words.text.as_str()).collect();
    if !unresolved.is_empty() {
        let _ = writeln!(out, "  unsure: {}", unresolved.join(", "));
    }
    out
}

#[test]
fn claims_stand_alone_where_it_is_certain_what_they_mean() {
    let extractor = Extractor::with_default_rules();
    insta::glob!("standalone/*.txt", |path| {
        let text = std::fs::read_to_string(path).expect("the case is readable");
        let mut article = Article::new("case", text);
        article.about.date_published = Some("2018-05-08".to_owned());
        let claims = extractor.extract(&mut Session::default(), &article);
        insta::assert_snapshot!(claims.iter().map(told).collect::<Vec<_>>().join("\n"));
    });
}
