//! Endings of nouns, adverbs and negations, and how names are worded in a sentence.

use crate::text::Gender;

/// The gender of a noun by its ending: *spokeswoman*, *spokesman*.
pub(super) fn noun_gender(noun: &str) -> Option<Gender> {
    if noun.ends_with("woman") { Some(Gender::Female) } else { noun.ends_with("man").then_some(Gender::Male) }
}

/// Whether a noun may be a person by trade or role, by its ending: *midfielder*, *frontman*, *centre-back*.
pub(super) fn may_name_person(noun: &str) -> bool {
    const ENDINGS: [&str; 11] =
        ["er", "or", "ist", "man", "woman", "person", "ian", "eer", "-back", "-half", "-forward"];
    let things = ["center", "quarter", "number", "member", "summer", "winter", "tower", "paper", "water", "matter"];
    noun.len() > 4 && ENDINGS.iter().any(|ending| noun.ends_with(ending)) && !things.contains(&noun)
}

/// Whether a word of a cue negates it: *not*, *never*, *didn't*.
pub(super) fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "never") || word.ends_with("n't") || word.ends_with("n’t")
}

/// The name of `owner` as an owner: *Ana Ruiz’s*, *James’*.
pub(super) fn possessive(owner: &str) -> String {
    format!("{owner}{}", if owner.ends_with('s') { "’" } else { "’s" })
}

#[cfg(test)]
mod tests {
    use super::{Gender, is_negation, may_name_person, noun_gender, possessive};

    #[test]
    fn endings_show_the_gender_of_nouns_and_negations() {
        assert_eq!(noun_gender("policewoman"), Some(Gender::Female));
        assert_eq!(noun_gender("spokesman"), Some(Gender::Male));
        assert_eq!(noun_gender("engineer"), None);
        assert!(["not", "never", "didn't", "won’t"].into_iter().all(is_negation));
        assert!(!is_negation("note"));
    }

    #[test]
    fn endings_show_trades() {
        assert!(["midfielder", "frontman", "centre-back", "violinist"].into_iter().all(may_name_person));
        assert!(!["winter", "bridge", "her", "number"].into_iter().any(may_name_person));
    }

    #[test]
    fn names_that_end_in_s_get_only_an_apostrophe() {
        assert_eq!(possessive("Ana Ruiz"), "Ana Ruiz’s");
        assert_eq!(possessive("Jan Moss"), "Jan Moss’");
    }
}
