//! The head word of a source: *chairman* in *the chairman of the House panel*.
//!
//! A crude rule, used for both sides: the last word before the first comma, bracket, dash, preposition or relative
//! pronoun. It only matters for comparing sources if one side annotates more of a name or an office than the other.

use super::words::{WordSet, Words};
use crate::span::Span;
use crate::text::{Language, Set};

/// The head of a source, as an index into `words`; `None` for an empty source.
pub(super) fn head(language: &Language, words: &Words<'_>, source: &WordSet) -> Option<usize> {
    let lower = |at: usize| words.spans[at].of(words.text).to_lowercase();
    let mut best = None;
    let mut before: Option<usize> = None;
    for at in source.iter() {
        let word = lower(at);
        let cut = language.is(&word, Set::HeadEnds);
        if let (Some(_), Some(last)) = (best, before) {
            let gap = Span::new(words.spans[last].end, words.spans[at].start).of(words.text);
            if cut || gap.contains([',', ';', ':', '(', ')', '[', ']', '—', '–']) {
                break;
            }
            if language.is(&word, Set::Clitics) && gap.starts_with(['\'', '’']) {
                before = Some(at);
                continue;
            }
            let abbreviated = lower(last);
            if gap.contains('.') && abbreviated.chars().count() > 1 && !language.is(&abbreviated, Set::ShortTitles) {
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
    fn the_head_is_the_last_word_before_its_modifiers() {
        let english = crate::lang::english();
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
            assert_eq!(head(&english, &words, &source).map(|at| words.spans[at].of(text)), Some(expected), "{text}");
        }
        let words = Words::new("nobody");
        assert_eq!(head(&english, &words, &words.set(&[])), None);
    }
}
