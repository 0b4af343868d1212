//! Nicknames in quotation marks or brackets inside a name: *Nicolas “Nick” Marsh*, *Edward (Ned) Rao*; and names in
//! quotation marks: *known as “Bobby”*, *the group “Free Halden”*.
//!
//! Their words are part of a name, and the marks around them are no quotation.

use super::vocabulary::{Vocabulary, Word};
use super::word_class::{Class, Shape};
use super::{Mark, Quotation, Set, Token};

/// The most words of a nickname, and of a name in quotation marks.
const MOST_WORDS: usize = 4;

/// Removes the quotations that are only names, and marks the tokens of nicknames as names. Linear.
pub(super) fn take_out(vocabulary: &Vocabulary, quotations: &mut Vec<Quotation>, tokens: &mut [Token]) {
    let mut names = vec![false; quotations.len()];
    for (quotation, name) in quotations.iter().zip(&mut names) {
        let Some(close) = quotation.close else { continue };
        let around = Around { vocabulary, tokens, open: quotation.open, close };
        *name = quotation.continues.is_none() && around.is_name();
        if *name {
            set_names(vocabulary, tokens, quotation.open, close);
        }
    }
    for open in 0..tokens.len() {
        let lower = |at: usize| tokens.get(at).map_or("", |token| &*vocabulary.word(token.word).lower);
        if lower(open) != "(" {
            continue;
        }
        let Some(close) = (open + 2..open + 2 + MOST_WORDS).find(|&at| lower(at) == ")") else { continue };
        if (Around { vocabulary, tokens, open, close }).is_bracketed_name() {
            set_names(vocabulary, tokens, open, close);
        }
    }
    if names.contains(&true) {
        remove(quotations, &names);
    }
}

fn set_names(vocabulary: &Vocabulary, tokens: &mut [Token], open: usize, close: usize) {
    for token in tokens.get_mut(open..=close).unwrap_or_default() {
        token.named = !matches!(&*vocabulary.word(token.word).text, "." | ",");
        token.mark = token.mark.map(|_| Mark::Stray);
    }
}

/// Removes the quotations that `gone` lists, and corrects the references between the others.
fn remove(quotations: &mut Vec<Quotation>, gone: &[bool]) {
    let mut left = 0;
    let numbers: Vec<Option<usize>> = gone
        .iter()
        .map(|&gone| {
            let number = (!gone).then_some(left);
            left += usize::from(!gone);
            number
        })
        .collect();
    let number = |at: usize| numbers.get(at).copied().flatten();
    let mut at = 0;
    quotations.retain(|_| {
        at += 1;
        number(at - 1).is_some()
    });
    for quotation in quotations {
        quotation.parent = quotation.parent.and_then(number);
        quotation.continues = quotation.continues.and_then(number);
    }
}

/// Words between marks, with their neighbours.
struct Around<'d> {
    vocabulary: &'d Vocabulary,
    tokens: &'d [Token],
    open: usize,
    close: usize,
}

impl<'d> Around<'d> {
    fn word(&self, at: usize) -> Option<&'d Word> {
        self.tokens.get(at).map(|token| self.vocabulary.word(token.word))
    }

    fn before(&self, distance: usize) -> Option<&'d Word> {
        self.word(self.open.checked_sub(distance)?)
    }

    fn is(&self, at: usize, set: Set) -> bool {
        self.word(at).is_some_and(|word| word.sets.has(set))
    }

    /// Whether the words in quotation marks are only a name.
    fn is_name(&self) -> bool {
        self.is_nickname() || self.is_introduced()
    }

    /// Whether the token at `at` can be part of a name.
    fn is_capital(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.shape.has(Shape::TITLE))
    }

    fn are_words(&self, until: usize) -> bool {
        let inside = self.open + 1..until;
        (1..=MOST_WORDS).contains(&inside.len())
            && inside.into_iter().all(|at| self.word(at).is_some_and(|word| !word.shape.has(Shape::PUNCTUATION)))
    }

    /// Whether a surname can begin at `at`: a capital or a particle.
    fn is_surname(&self, at: usize) -> bool {
        let surname = |word: &Word| {
            word.shape.has(Shape::TITLE)
                && !word.shape.has(Shape::UPPER)
                && (word.class.has(Class::SURNAME) || word.class.grammar() == 0)
        };
        self.word(at).is_some_and(surname) || self.is(at, Set::NameParticles) && self.is_capital(at + 1)
    }

    /// *Nicolas “Nick” Marsh*, *Ivo “the Anchor” Lund*; also *“Nick” Marsh said*.
    fn is_nickname(&self) -> bool {
        if !self.are_words(self.close) || !self.is_surname(self.close + 1) {
            return false;
        }
        let first = self.open + 1;
        let called = self.is_capital(first) || self.is(first, Set::DefiniteArticles) && self.is_capital(first + 1);
        match self.before(1) {
            Some(word) if may_be_given(word) => called,
            // without a given name, one word that must be followed by a report
            _ => {
                let alone = self.close - self.open == 2 && self.is_capital(first);
                let adverb = self.word(first).is_some_and(|word| word.class.has(Class::ADVERB));
                let says = |word: &Word| word.class.has(Class::SAYING) && word.class.any(Class::PAST.or(Class::THIRD));
                alone && !adverb && self.word(self.close + 2).is_some_and(says)
            }
        }
    }

    /// *Edward (Ned) Rao*.
    fn is_bracketed_name(&self) -> bool {
        let given = |word: &Word| word.class.any(Class::MALE_NAME.or(Class::FEMALE_NAME));
        let name = |at: usize| self.is_capital(at) && self.word(at).is_some_and(|word| !word.shape.has(Shape::UPPER));
        let alone = self.before(2).is_none_or(|word| !word.shape.has(Shape::TITLE) || word.class.has(Class::TITLE));
        self.are_words(self.close)
            && self.before(1).is_some_and(|word| may_be_given(word) && given(word))
            && alone
            && (self.open + 1..self.close).all(name)
            && self.is_surname(self.close + 1)
    }

    /// *known as “Bobby”*, *calls himself “Pike”*, *the group “Free Halden”*; the mark may enclose the full stop.
    fn is_introduced(&self) -> bool {
        let Some(before) = self.before(1) else { return false };
        let stop = self.word(self.close - 1).is_some_and(|word| matches!(&*word.text, "." | ","));
        let end = self.close - usize::from(stop);
        let small = |at: usize| self.is(at, Set::NameLinks) || self.is(at, Set::DefiniteArticles);
        let name = |at: usize| self.is_capital(at) || small(at) && at > self.open + 1;
        // "known as", "goes by the name"
        let introduces = |distance: usize| self.before(distance).is_some_and(|word| word.sets.has(Set::IntroducesName));
        let known_as = before.sets.has(Set::LinksName) && (introduces(2) || introduces(3));
        let introduced = known_as || before.sets.has(Set::NamesItself);
        let group = before.class.any(Class::GROUP.or(Class::ORGANISATION)) && before.shape.has(Shape::LOWER) && !stop;
        (introduced || group) && self.are_words(end) && (self.open + 1..end).all(name)
    }
}

/// Whether a word before a nickname can be a given name or a title.
fn may_be_given(word: &Word) -> bool {
    let given = word.class.any(Class::MALE_NAME.or(Class::FEMALE_NAME).or(Class::TITLE));
    let unknown = word.class.grammar() == 0 && !word.class.any(Class::PLACE.or(Class::ORGANISATION).or(Class::PEOPLE));
    word.shape.has(Shape::TITLE) && (given || unknown)
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::text::{Vocabulary, read};

    /// The canonical words of the names in a text, and the number of its quotations.
    fn names(text: &str) -> (Vec<String>, usize) {
        let (language, mut vocabulary) = (crate::lang::english(), Vocabulary::new());
        let article = Article::new("article", text);
        let document = read(&language, &mut vocabulary, &article);
        let names = document.entities.iter().map(|entity| document.text(entity.tokens).to_owned());
        (names.collect(), document.quotations.len())
    }

    #[test]
    fn nicknames_are_part_of_names_and_quotations_are_not() {
        for (text, name, quotations) in [
            ("Leopold “Lenny” Marchetti left.", "Leopold “Lenny” Marchetti", 0),
            ("Ray \"the Hammer\" Orlow left.", "Ray \"the Hammer\" Orlow", 0),
            ("Samuel (Sam) Orlow left.", "Samuel (Sam) Orlow", 0),
            ("The group “Dry Feet” left.", "Dry Feet", 0),
            ("“It failed,” Marchetti said.", "Marchetti", 1),
            ("He called it “Mad” and Marchetti left.", "Marchetti", 1),
        ] {
            assert_eq!(names(text), (vec![name.to_owned()], quotations), "{text}");
        }
    }
}
