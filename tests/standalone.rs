//! Claims without their articles: each case in `tests/standalone` with the standalone version of every claim, and its
//! changes.
#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::fmt::Write;

use claimsift::{Article, Claim, Extractor, Session};

/// A line for the claim, one for its standalone version, one for each change, and one for each unresolved reference.
fn summary(claim: &Claim) -> String {
    let mut out = format!("claim   {}\nalone   {}\n", claim.claim.text, claim.normalized.text);
    for one in &claim.normalized.substitutions {
        let place = one.antecedent.as_ref().and_then(|antecedent| antecedent.spans.first());
        let antecedent = place.map_or_else(String::new, |span| format!(" (byte {})", span.start));
        let _ = writeln!(out, "  {}: {} → {}{antecedent}", one.kind.name(), one.words.text, one.replacement.trim());
    }
    if claim.normalized.fragment {
        out.push_str("  no sentence\n");
    }
    let unresolved: Vec<&str> = claim.normalized.unresolved.iter().map(|words| words.text.as_str()).collect();
    if !unresolved.is_empty() {
        let _ = writeln!(out, "  unsure: {}", unresolved.join(", "));
    }
    out
}

#[test]
fn claims_can_be_read_without_the_article() {
    let extractor = Extractor::with_default_rules();
    insta::glob!("standalone/*.txt", |path| {
        let text = std::fs::read_to_string(path).expect("the case is readable");
        let mut article = Article::new("case", text);
        article.about.date_published = Some("2018-05-08".to_owned());
        let claims = extractor.extract(&mut Session::default(), &article);
        insta::assert_snapshot!(claims.iter().map(summary).collect::<Vec<_>>().join("\n"));
    });
}
