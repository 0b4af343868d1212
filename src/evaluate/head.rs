//! The word that a source is about: *chairman* of *the chairman of the House panel*.
//!
//! A crude rule of English, and the same for both sides: the last word before the first comma, bracket, dash,
//! preposition or relative. It decides nothing but how sources are compared where one side marks more of a name or an
//! office than the other.

use super::words::{WordSet, Words};
use crate::span::Span;

/// Words that end the part of a source its head stands in.
const CUT_WORDS: [&str; 25] = [
    "of", "for", "in", "at", "from", "on", "with", "who", "which", "that", "whose", "to", "by", "as", "and", "or",
    "about", "under", "during", "after", "before", "near", "against", "within", "into",
];

/// Words whose full stop is no end.
const TITLES: [&str; 11] = ["mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "st", "jr", "sr"];

/// The head of a source, by its index in `words`; nothing for an empty source.
pub(super) fn head(words: &Words<'_>, source: &WordSet) -> Option<usize> {
    let lower = |at: usize| words.spans[at].of(words.text).to_lowercase();
    let mut best = None;
    let mut before: Option<usize> = None;
    for at in source.iter() {
        let word = lower(at);
        let cut = CUT_WORDS.contains(&word.as_str());
        if let (Some(_), Some(last)) = (best, before) {
            let gap = Span::new(words.spans[last].end, words.spans[at].start).of(words.text);
            if cut || gap.contains([',', ';', ':', '(', ')', '[', ']', '—', '–']) {
                break;
            }
            if word == "s" && gap.starts_with(['\'', '’']) {
                before = Some(at);
                continue;
            }
            let abbreviated = lower(last);
            if gap.contains('.') && abbreviated.chars().count() > 1 && !TITLES.contains(&abbreviated.as_str()) {
                break;
            }
        }
        before = Some(at);
        if !cut {
            best = Some(at);
        }
    }
    best.or_else(|| source.last())
}

#[cfg(test)]
mod tests {
    use super::{Words, head};
    use crate::span::Span;

    #[test]
    fn the_head_is_the_last_word_before_what_is_said_of_it() {
        for (text, expected) in [
            ("the chairman of the harbour board", "chairman"),
            ("Mr. Haddad’s office", "office"),
            ("Mr. Haddad’s", "Haddad"),
            ("a U.N. envoy with knowledge", "envoy"),
            ("Ana B. Ruiz, the mayor", "Ruiz"),
            ("vice-chair Ana Ruiz", "Ruiz"),
            ("of them", "them"),
        ] {
            let words = Words::new(text);
            let source = words.set(&[Span::new(0, text.len())]);
            assert_eq!(head(&words, &source).map(|at| words.spans[at].of(text)), Some(expected), "{text}");
        }
        let words = Words::new("nobody");
        assert_eq!(head(&words, &words.set(&[])), None);
    }
}
