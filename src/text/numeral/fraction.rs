//! Fractions and ordinals: *two-thirds*, *a quarter*, *2/3*, *third*, *21st*.

use super::{Exact, denominator, small};
use crate::text::line::Words;
use crate::text::{Language, Set, Table};

/// A fraction of two numbers. Whether it is a share, a date (*2/3*) or an ordinal (*one third party*) is not determined
/// here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fraction {
    pub(crate) over: i128,
    pub(crate) under: i128,
    /// How it is written.
    pub(crate) form: Form,
    /// The token after it.
    pub(crate) end: usize,
}

/// How a fraction is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// *two thirds*
    Words,
    /// *two-thirds*
    Hyphened,
    /// *2/3*
    Stroke,
}

impl Fraction {
    /// Its value.
    pub(crate) fn value(self) -> Option<Exact> {
        Exact::ratio(self.over, self.under)
    }
}

/// The fraction below one that begins at the token `at`.
pub(crate) fn fraction(words: &dyn Words, at: usize) -> Option<Fraction> {
    let language = words.language();
    let word = words.lower(at);
    if let Some((over, under)) = word.split_once('/') {
        let number = |digits: &str| {
            let sound = digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<i128>().ok().filter(|&number| sound && number > 0)
        };
        let (over, under) = (number(over)?, number(under)?);
        return (over < under).then_some(Fraction { over, under, form: Form::Stroke, end: at + 1 });
    }
    let hyphened = word.split_once('-').filter(|(_, last)| denominator(language, last).is_some());
    let (first, last, form, end) = match hyphened {
        Some((first, last)) => (first, last, Form::Hyphened, at + 1),
        None => {
            words.value(at + 1, Table::Denominators)?;
            (word, words.lower(at + 1), Form::Words, at + 2)
        }
    };
    let over = if language.is(first, Set::IndefiniteArticles) {
        1
    } else {
        let digits = || first.parse::<i128>().ok().filter(|_| first.len() <= 2);
        small(language, first).or_else(digits).filter(|&number| number > 0)?
    };
    let under = denominator(language, last)?;
    let is_plural = language.is(last, Set::FractionPlurals);
    (is_plural == (over > 1) && over < under).then_some(Fraction { over, under, form, end })
}

/// The position that the ordinal at the token `at` means: *third*, *21st*, *twenty-first*.
pub(crate) fn ordinal(words: &dyn Words, at: usize) -> Option<i128> {
    let word = words.lower(at);
    words.value(at, Table::Ordinals).and_then(|place| place.parse().ok()).or_else(|| {
        if let Some((tens, unit)) = word.split_once('-') {
            let tens = small(words.language(), tens).filter(|tens| *tens >= 20)?;
            let unit: i128 = words.language().value(unit, Table::Ordinals)?.parse().ok()?;
            return (unit < 10).then_some(tens + unit);
        }
        ordinal_in(words.language(), word)
    })
}

/// The position that digits with an ending mean: *21st*.
pub(crate) fn ordinal_in(language: &Language, word: &str) -> Option<i128> {
    let letters = word.find(|c: char| !c.is_ascii_digit())?;
    let (digits, ending) = word.split_at_checked(letters)?;
    let place = digits.parse().ok().filter(|_| digits.len() <= 9)?;
    language.is(ending, Set::OrdinalEndings).then_some(place)
}
