//! Endings of nouns, adverbs and negations, and how names are worded in a sentence.

use crate::text::Gender;

/// The gender of a noun by its ending: *spokeswoman*, *spokesman*.
pub(super) fn noun_gender(noun: &str) -> Option<Gender> {
    if noun.ends_with("woman") { Some(Gender::Female) } else { noun.ends_with("man").then_some(Gender::Male) }
}

/// Whether a word of a cue negates it: *not*, *never*, *didn't*.
pub(super) fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "never") || word.ends_with("n't") || word.ends_with("n’t")
}

/// The name of `owner` as an owner: *Ana Ruiz’s*, *James’*.
pub(super) fn possessive(owner: &str) -> String {
    format!("{owner}{}", if owner.ends_with('s') { "’" } else { "’s" })
}
