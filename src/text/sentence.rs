//! Sentence boundaries.
//!
//! This works on tokens, paragraph by paragraph: the tokenizer has already separated full stops from the dots of
//! abbreviations. A run of end marks includes the closing quotation marks and brackets after it. What follows decides:
//! a lower-case letter never begins a sentence, and after an abbreviation only a word that often begins one does.

use super::language::{Language, Set};
use super::token::is_space;
use super::vocabulary::{Vocabulary, Word, WordId};
use super::word_class::{Class, Shape};
use crate::span::{Span, TokenRange};

/// The tokens of one paragraph, with what the splitter needs.
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    pub(super) spans: &'t [Span],
    pub(super) words: &'t [WordId],
    pub(super) vocabulary: &'t Vocabulary,
    pub(super) language: &'t Language,
}

/// The sentences of a paragraph as token ranges that begin at 0 and cover every token. The first `label` tokens, which
/// name the speaker of a turn, are one of their own. Linear.
pub(super) fn split(piece: &Piece<'_>, label: usize) -> Vec<TokenRange> {
    let words = piece.next_words();
    let mut sentences = Vec::new();
    let (mut start, mut at) = (label, label);
    if label > 0 {
        sentences.push(TokenRange::new(0, label));
    }
    let mut verb = false;
    while at < piece.words.len() {
        verb |= piece.is_finite_form(at);
        match piece.end_at(at, &words, verb) {
            Some(end) if end >= piece.words.len() => break,
            Some(end) => {
                sentences.push(TokenRange::new(start, end));
                start = end;
                at = end;
                verb = false;
            }
            None => at += 1,
        }
    }
    if start < piece.words.len() {
        sentences.push(TokenRange::new(start, piece.words.len()));
    }
    sentences
}

/// The maximum number of marks that end a sentence together; a longer run is an ornament.
const MOST_MARKS: usize = 32;

impl Piece<'_> {
    fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at).map(|&id| self.vocabulary.word(id))
    }

    fn lower(&self, at: usize) -> &str {
        self.word(at).map_or("", |word| &word.lower)
    }

    fn space_before(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.spans.get(before));
        match (before, self.spans.get(at)) {
            (Some(before), Some(here)) => before.end < here.start,
            _ => true,
        }
    }

    /// For each token, the first one from there on that is not punctuation; the number of tokens if there is none.
    fn next_words(&self) -> Vec<usize> {
        let mut words = vec![self.words.len(); self.words.len()];
        let mut next = self.words.len();
        for (at, word) in words.iter_mut().enumerate().rev() {
            if !self.word(at).is_some_and(|word| word.shape.has(Shape::PUNCTUATION)) {
                next = at;
            }
            *word = next;
        }
        words
    }

    /// The index after the sentence that the end mark at `at` closes; `None` if it closes none. `words` are the [next
    /// words](Self::next_words), and `verb` is whether the sentence has a verb before the mark.
    fn end_at(&self, at: usize, words: &[usize], verb: bool) -> Option<usize> {
        let mark = self.word(at)?;
        let strong = mark.text.starts_with(['!', '?']);
        let ellipsis = &*mark.text == "…";
        let stop = &*mark.text == ".";
        let abbreviation = mark.shape.has(Shape::STOP);
        if !(strong || ellipsis || stop || abbreviation) {
            return None;
        }
        let mut end = at + 1;
        let (mut quote, mut bracket) = (false, false);
        while let Some(word) = self.word(end).filter(|_| end - at < MOST_MARKS) {
            match &*word.text {
                "." | "?" | "!" | "…" if !self.space_before(end) => {}
                "\"" | "'" if !self.space_before(end) || self.is_spaced_close(end) => quote = true,
                ")" | "]" if !self.space_before(end) => bracket = true,
                _ => break,
            }
            end += 1;
        }
        if self.word(end).is_none() {
            return Some(end);
        }
        if !self.space_before(end) && !quote && !self.is_glued_start(at, end) {
            return None;
        }
        // the first word after opening marks, if there are any
        let first = words.get(end).copied().unwrap_or(end);
        let opener = first > end && first < words.len();
        let first = self.word(if opener { first } else { end })?;
        if first.shape.has(Shape::LOWER) && first.text.starts_with(char::is_lowercase) {
            return None;
        }
        let ends = if strong {
            !(quote && self.is_attributed(end))
        } else if ellipsis {
            first.shape.has(Shape::TITLE) || opener
        } else if abbreviation {
            let named = verb && !opener && self.is_subject(end);
            self.abbreviation_ends(mark, quote, opener, first, named)
        } else if bracket {
            self.long_bracket(at)
        } else {
            // "1. First item": the number of a list item stays with its item
            !(self.lower(at.wrapping_sub(1)).len() <= 2 && self.is_list_number(at))
        };
        ends.then_some(end)
    }

    /// Whether there is a name or pronoun and a verb of saying at `at`: `“Will it hold?” Rita Moss asked.`
    fn is_attributed(&self, at: usize) -> bool {
        let subject = |word: &Word| word.shape.has(Shape::TITLE) || word.sets.has(Set::ThirdPersons);
        let verb = (at..at + 5).find(|&next| !self.word(next).is_some_and(subject)).unwrap_or(at);
        let is_verb_of_saying = |word: &Word| {
            word.class.has(Class::SAYING)
                && word.class.any(Class::PAST.or(Class::THIRD))
                && word.shape.has(Shape::LOWER)
        };
        // with a colon, the next quotation is theirs
        verb > at && self.word(verb).is_some_and(is_verb_of_saying) && self.lower(verb + 1) != ":"
    }

    /// `''` or `”` with a space before it, as some agencies write it, directly after the end mark.
    fn is_spaced_close(&self, at: usize) -> bool {
        let closing = self.spans.get(at).is_some_and(|span| matches!(span.of(self.text), "''" | "”" | "»"));
        let last_before = self.lower(at.wrapping_sub(1));
        closing
            && matches!(last_before, "." | "?" | "!" | ",")
            && self.word(at + 1).is_none_or(|_| self.space_before(at + 1))
    }

    /// `held.Then`: a space is missing.
    fn is_glued_start(&self, at: usize, end: usize) -> bool {
        let before =
            self.word(at.wrapping_sub(1)).is_some_and(|word| word.shape.has(Shape::LOWER) && word.text.len() > 1);
        before
            && end == at + 1
            && self.word(end).is_some_and(|word| word.shape.has(Shape::TITLE) && word.text.len() > 1)
    }

    /// Whether the sentence ends with the abbreviation `mark`; `first` is the first word after it, and `named` whether a
    /// new subject begins there.
    fn abbreviation_ends(&self, mark: &Word, quote: bool, opener: bool, first: &Word, named: bool) -> bool {
        let bare = mark.lower.trim_end_matches('.');
        let listed = self.language.abbreviations.codes(bare.rsplit('-').next().unwrap_or(bare));
        let codes = listed.unwrap_or("m");
        if codes.contains('n') || bare.chars().count() == 1 {
            return quote;
        }
        // a number in brackets is a reference: et al. (2004)
        let opener = opener && !first.shape.has(Shape::NUMBER);
        quote || opener || first.sets.has(Set::Starters) || named && listed.is_some()
    }

    /// Whether the token can be a finite verb, judging by the word lists.
    fn is_finite_form(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.shape.has(Shape::LOWER) && word.class.any(Class::PAST.or(Class::THIRD)))
    }

    /// Whether a given name with a surname begins at `at`, and a verb or comma follows: after *in the U.S.*, that is a new
    /// sentence, unlike an office (*U.S. Senator John Moss said*) or an organisation.
    fn is_subject(&self, at: usize) -> bool {
        /// A name has at most this many words.
        const MOST_WORDS: usize = 4;
        let other = Class::TITLE.or(Class::ORGANISATION).or(Class::HUMAN);
        let common = Class::NOUN.or(Class::VERB).or(Class::ADJECTIVE).or(Class::PLACE);
        let given = |word: &Word| word.class.any(Class::MALE_NAME.or(Class::FEMALE_NAME)) && !word.class.any(other);
        let surname =
            |word: &Word| !word.class.any(other) && (word.class.has(Class::SURNAME) || !word.class.any(common));
        let is_capital = |at: &usize| self.word(*at).is_some_and(|word| word.shape.has(Shape::TITLE));
        let end = at + (at..at + MOST_WORDS + 1).take_while(is_capital).count();
        let named = (2..=MOST_WORDS).contains(&(end - at))
            && self.word(at).is_some_and(given)
            && self.word(end - 1).is_some_and(surname);
        named && (self.is_finite_form(end) || self.lower(end) == ",")
    }

    /// Whether the bracket that closes after the mark at `at` contains enough to be a sentence.
    fn long_bracket(&self, at: usize) -> bool {
        match (0..at).rev().take(8).find(|&before| matches!(self.lower(before), "(" | "[")) {
            Some(open) => open == 0 || matches!(self.lower(open - 1), "." | "!" | "?" | "\""),
            None => true,
        }
    }

    fn is_list_number(&self, at: usize) -> bool {
        let before = self.word(at.wrapping_sub(1));
        before.is_some_and(|word| word.shape.has(Shape::NUMBER)) && (at == 1 || self.lower(at.wrapping_sub(2)) == ".")
    }
}

/// Whether a stretch of text contains only white space.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

#[cfg(test)]
mod tests {
    use super::{Piece, split};
    use crate::span::Span;
    use crate::text::Vocabulary;
    use crate::text::token::tokenize;

    fn sentences(text: &str) -> Vec<String> {
        let (language, mut vocabulary, mut spans) = (crate::lang::english(), Vocabulary::new(), Vec::new());
        tokenize(&language, text, Span::new(0, text.len()), &mut spans);
        let words: Vec<_> = spans.iter().map(|span| vocabulary.intern(&language, span.of(text))).collect();
        let piece = Piece { text, spans: &spans, words: &words, vocabulary: &vocabulary, language: &language };
        let whole = |range: crate::span::TokenRange| spans[range.start].cover(spans[range.end - 1]);
        split(&piece, 0).into_iter().map(|range| whole(range).of(text).to_owned()).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_expects() {
        for text in [
            "Dr. Moss met Sen. Rao at 5 p.m. on Jan. 3 in Halden.|It rained.",
            "“It failed,” he said.|“Twice.”|Then he left.",
            "“It failed. ”|He left.",
            "He works for Delta Inc. in the U.S. Senate.|The firm is old.",
            "They left the U.S.|The rest stayed.",
            "Why?|“Because!” she said.|No one asked.",
            "“Will it hold?” Rita Moss asked.|“No!”|Nobody moved.",
            "''Is it done?'' he asked.",
            "It held … for now.|It rose 3.5 percent to $9.2 billion.",
            "He (a friend of J. K. Rowe) left.|(It was late.)|All slept.",
            "1. Lock the door.|2. Leave.",
            "It held.|Then it broke.",
            "It held. . . . but not for long.",
            "Steel came from the U.S.|Omar Haddad said so.",
            "Steel came from the U.K.|Ana Ruiz said so.",
            "He left at 6 p.m.|Rita Moss, a diver, stayed.",
            "She said the U.S. Justice Department left.",
            "She met U.S. Senator Omar Haddad, who left.",
            "In the U.S. Omar Haddad said so.",
            "The board of Delta Inc. Chairman Omar Haddad said so.",
            "Yan et al. (2004) found it.|Moss et al. [2011] did not.",
            "Ana Ruiz, Ph.D., a chemist, left.",
            "He said: « Are you well? »|Moss was.",
        ] {
            let expected: Vec<&str> = text.split('|').collect();
            assert_eq!(sentences(&text.replace('|', " ")), expected);
        }
    }
}
