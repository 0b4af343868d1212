//! Verbs of claims that are reworded to be read on their own, and agree with a subject that the claim did not have.

use crate::annotation::Penn;
use crate::span::TokenRange;
use crate::text::{BareVerb, Document, Shape};

/// The verb at the token `at` that agrees with *I* or *we*, and its form with a name as the subject; `None` if its form
/// stays the same. *am* becomes *is*, *’ve* becomes *has*, *think* becomes *thinks*.
pub(super) fn verb(document: &Document<'_>, at: usize) -> Option<(TokenRange, String)> {
    let before = at.checked_sub(1).filter(|&before| inverted(document, before));
    let verb = before.or_else(|| {
        (at + 1..at + 4).find(|&next| !document.penn(next).is_some_and(Penn::is_adverb) || document.lower(next) == "'d")
    })?;
    let lower = document.lower(verb);
    let text = match lower {
        "'m" => " is".to_owned(),
        "'ve" => " has".to_owned(),
        "'ll" => " will".to_owned(),
        "'d" if document.penn(verb + 1) == Some(Penn::Vbn) => " had".to_owned(),
        "'d" => " would".to_owned(),
        "'re" => " is".to_owned(),
        "am" | "are" => "is".to_owned(),
        "were" => "was".to_owned(),
        "have" => "has".to_owned(),
        "do" => "does".to_owned(),
        _ if document.penn(verb) == Some(Penn::Vbp) && lower.chars().all(char::is_alphabetic) => third_person(lower),
        _ => return None,
    };
    let capital = document.word(verb).shape.has(Shape::TITLE);
    Some((TokenRange::new(verb, verb + 1), if capital { capitalised(&text) } else { text }))
}

/// The word with a capital: *Is* for *Are we late?*
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.as_str().chars()).collect()
}

/// *am I*, *do I*: the verb before the subject.
fn inverted(document: &Document<'_>, at: usize) -> bool {
    match document.lower(at) {
        "am" | "are" | "do" | "have" => document.penn(at) == Some(Penn::Vbp),
        "were" => document.penn(at) == Some(Penn::Vbd),
        _ => false,
    }
}

/// *thinks* for *think*. Only for regular verbs; the others are handled above.
fn third_person(base: &str) -> String {
    let vowel_y = ["ay", "ey", "oy", "uy"].iter().any(|ending| base.ends_with(ending));
    if base.ends_with(['s', 'x', 'z', 'o']) || base.ends_with("ch") || base.ends_with("sh") {
        format!("{base}es")
    } else {
        match base.strip_suffix('y').filter(|_| !vowel_y) {
            Some(stem) => format!("{stem}ies"),
            None => format!("{base}s"),
        }
    }
}

/// The verb with a subject before it: *to have deleted* becomes *has deleted*; *be* and *close* stay infinitives, with *to*.
pub(super) fn finite(document: &Document<'_>, bare: &BareVerb) -> String {
    let &BareVerb { start, at: verb, plural, planned } = bare;
    let have = if plural { "have" } else { "has" };
    let between = TokenRange::new(start, verb);
    let adverbs: Vec<&str> =
        between.range().filter(|&at| document.penn(at) != Some(Penn::To)).map(|at| document.lower(at)).collect();
    let perfect = !planned
        && matches!(document.lower(verb), "have" | "having")
        && (verb + 1..verb + 4)
            .find(|&at| !document.penn(at).is_some_and(Penn::is_adverb))
            .is_some_and(|at| document.penn(at) == Some(Penn::Vbn) || document.penn(at) == Some(Penn::Vbd));
    let word = document.text(TokenRange::new(verb, verb + 1));
    let to = |at: usize| document.lower(at) == "to";
    let infinitive = between.range().any(to) || start.checked_sub(1).is_some_and(to);
    let own = match document.penn(verb) {
        _ if perfect => have.to_owned(),
        Some(Penn::Vb) => format!("to {word}"),
        Some(Penn::Vbp) if infinitive => format!("to {word}"),
        _ => word.to_owned(),
    };
    // an infinitive is preceded by its adverbs; in the perfect they follow *has*
    match (perfect, adverbs.is_empty()) {
        (_, true) => own,
        (true, false) => format!("{own} {}", adverbs.join(" ")),
        (false, false) => format!("{} {own}", adverbs.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::third_person;

    #[test]
    fn the_third_person_is_spelled_as_in_english() {
        for (base, third) in
            [("think", "thinks"), ("go", "goes"), ("watch", "watches"), ("try", "tries"), ("say", "says")]
        {
            assert_eq!(third_person(base), third);
        }
    }
}
