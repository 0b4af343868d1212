//! Any text is an article, and every span of its claims lies in it.
#![no_main]

use std::sync::LazyLock;

use claimsift::{Article, Extractor, Session};
use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "the tests check more than claims")]
#[path = "../../tests/hostile/spans.rs"]
mod spans;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::with_default_rules);

fuzz_target!(|text: &str| {
    let claims = EXTRACTOR.extract(&mut Session::default(), &Article::new("fuzzed", text));
    assert_eq!(spans::wrong_in_claims(text, &claims), None);
});
