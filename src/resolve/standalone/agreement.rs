//! The verb behind a subject that was *I* and is a name now.

use crate::span::TokenRange;
use crate::terms::Penn;
use crate::text::Document;

/// The verb that agrees with the subject at the token `at`, and what it is with a name for a subject; nothing where it stays
/// as it is. *am* becomes *is*, *’ve* becomes *has*, *think* becomes *thinks*.
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
        "am" => "is".to_owned(),
        "have" => "has".to_owned(),
        "do" => "does".to_owned(),
        _ if document.penn(verb) == Some(Penn::Vbp) && lower.chars().all(char::is_alphabetic) => third_person(lower),
        _ => return None,
    };
    Some((TokenRange::new(verb, verb + 1), text))
}

/// *am I*, *do I*: the verb before the subject.
fn inverted(document: &Document<'_>, at: usize) -> bool {
    matches!(document.lower(at), "am" | "do" | "have") && document.penn(at) == Some(Penn::Vbp)
}

/// *thinks* of *think*. Only for regular verbs; those that are not are words of their own above.
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

#[cfg(test)]
mod tests {
    use super::third_person;

    #[test]
    fn the_third_person_is_written_as_english_writes_it() {
        for (base, third) in
            [("think", "thinks"), ("go", "goes"), ("watch", "watches"), ("try", "tries"), ("say", "says")]
        {
            assert_eq!(third_person(base), third);
        }
    }
}
