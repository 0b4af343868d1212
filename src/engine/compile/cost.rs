//! Estimates how frequent a token is in text, since matching begins at the rarest one.

use crate::engine::leaf::Leaf;
use crate::text::{Language, Set};

/// How frequent a token that passes the test is expected to be.
pub(super) fn cost(language: &Language, leaf: &Leaf, fixed: bool) -> u32 {
    match leaf {
        Leaf::Words(words) | Leaf::Forms(words) => list_cost(language, words),
        Leaf::Mark(_) => 5_000,
        Leaf::Test(_) if fixed => 3_000,
        Leaf::Test(_) => 50_000,
    }
}

fn list_cost(language: &Language, words: &[String]) -> u32 {
    let one = |word: &String| match word.as_str() {
        "," | "." => 20_000,
        word if language.is(word, Set::Frequent) => 10_000,
        _ => 10,
    };
    words.iter().map(one).sum::<u32>().min(100_000)
}
