//! How often a text is expected to hold a token: matching begins at the rarest one.

use crate::engine::leaf::Leaf;

/// How often a text is expected to hold such a token.
pub(super) fn cost(leaf: &Leaf, fixed: bool) -> u32 {
    match leaf {
        Leaf::Words(words) | Leaf::Forms(words) => list_cost(words),
        Leaf::Mark(_) => 5_000,
        Leaf::Test(_) if fixed => 3_000,
        Leaf::Test(_) => 50_000,
    }
}

fn list_cost(words: &[String]) -> u32 {
    let one = |word: &String| match word.as_str() {
        "," | "." => 20_000,
        _ if FREQUENT.binary_search(&word.as_str()).is_ok() => 10_000,
        _ => 10,
    };
    words.iter().map(one).sum::<u32>().min(100_000)
}

/// Words too frequent to begin at if there is a choice.
const FREQUENT: &[&str] = &[
    "'s", "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he",
    "her", "his", "i", "in", "is", "it", "its", "not", "of", "on", "or", "she", "that", "the", "their", "they", "this",
    "to", "was", "we", "were", "which", "who", "will", "with", "you",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_frequent_words_are_sorted() {
        assert!(super::FREQUENT.is_sorted());
    }
}
