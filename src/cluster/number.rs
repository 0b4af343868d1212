//! Numbers in a uniform notation: *3*, *three*; *1.2m*, *1.2 million*, *1,200,000*; *two-thirds*, *2/3*.
//!
//! Their values come from the general parser for numerals; this module makes names from them, for comparison. The unit
//! is not part of a number: *3 percent* is a number and a unit.

use super::words::{Break, Piece};
use crate::text::numeral::{self, Exact};
use crate::text::{Language, Set, Words};

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Its name; equal numbers have equal names.
    pub(super) name: String,
    /// Its length in words.
    pub(super) words: usize,
    /// Whether it may be a year: four digits with a plausible start.
    pub(super) is_year: bool,
}

/// The words of a claim, split at hyphens.
struct Pieces<'p> {
    language: &'p Language,
    pieces: &'p [Piece<'p>],
}

impl Words for Pieces<'_> {
    fn language(&self) -> &Language {
        self.language
    }

    fn lower(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |piece| &piece.lower)
    }

    fn is_spaced(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.before == Break::None)
    }
}

/// The number at the start of the words `pieces`; `None` if there is none. *One*, *a*, *first* and *second* alone are
/// not numbers, because they have other meanings too.
pub(super) fn read(language: &Language, pieces: &[Piece<'_>]) -> Option<Number> {
    let words = Pieces { language, pieces };
    let of = |name: String, words: usize| Some(Number { name, words, is_year: false });
    if let Some(place) = numeral::ordinal(&words, 0).filter(|&place| place > 2 || words.has_digits(0)) {
        return of(format!("{place}th"), 1);
    }
    if let Some(found) = numeral::numeral(&words, 0) {
        let plain = found.end == 1 && words.lower(0).bytes().all(|byte| byte.is_ascii_digit());
        let is_year =
            plain && words.lower(0).len() == 4 && ["18", "19", "20"].iter().any(|it| words.lower(0).starts_with(it));
        let is_alone = found.end == 1 && !found.is_digits && found.value.is_less(Exact::whole(2));
        let scale = if found.rest.is_empty() {
            Some(Exact::whole(1))
        } else {
            numeral::scale_of_letters(language, &found.rest).filter(|_| found.scale.is_none())
        };
        let value = scale.filter(|_| !is_alone && found.second.is_none()).and_then(|scale| found.value.times(scale))?;
        return Some(Number { name: name(value), words: found.end, is_year });
    }
    if let Some(share) = numeral::fraction(&words, 0) {
        let is_half = share.under == 2 || words.is(share.end, Set::Genitive);
        return if share.over > 1 || share.form == numeral::Form::Stroke || is_half {
            of(name(share.value()?), share.end)
        } else {
            None
        };
    }
    if words.is(0, Set::Half) { of(name(Exact::ratio(1, 2)?), 1) } else { None }
}

/// The name of a number: its digits and the number of zeros after them, or a fraction in lowest terms.
fn name(value: Exact) -> String {
    let Some(whole) = value.as_whole() else { return value.to_string() };
    let digits = whole.to_string();
    let short = digits.trim_end_matches('0');
    match digits.len() - short.len() {
        zeros if zeros > 0 && !short.is_empty() => format!("{short}e{zeros}"),
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::Reader;
    use super::read;

    #[test]
    fn equal_numbers_have_equal_names() {
        let english = crate::lang::english();
        let reader = Reader::new(&english);
        for (text, name, words) in [
            ("3 percent", "3", 1),
            ("three percent", "3", 1),
            ("3.0", "3", 1),
            ("1.2m people", "12e5", 1),
            ("1.2 million people", "12e5", 2),
            ("1,200,000", "12e5", 1),
            ("1 200 000", "12e5", 3),
            ("816 000 tonnes", "816e3", 2),
            ("twenty three dead", "23", 2),
            ("twenty-one dead", "21", 2),
            ("three hundred and fifty thousand", "35e4", 5),
            ("two thousand five hundred", "25e2", 4),
            ("a million", "1e6", 2),
            ("one hundred", "1e2", 2),
            ("a dozen", "12", 2),
            ("4bn", "4e9", 1),
            ("5 lakh", "5e5", 2),
            ("twenty five million", "25e6", 3),
            ("half", "1/2", 1),
            ("half a million", "5e5", 3),
            ("three quarters of a million", "75e4", 5),
            ("two thirds", "2/3", 2),
            ("2/3", "2/3", 1),
            ("a third of", "1/3", 2),
            ("3rd", "3th", 1),
            ("third time", "3th", 1),
            ("0.5", "1/2", 1),
        ] {
            let found = read(&english, &reader.pieces(text));
            let found = found.map(|number| (number.name, number.words));
            assert_eq!(found, Some((name.to_owned(), words)), "{text}");
        }
    }

    #[test]
    fn other_words_are_not_numbers() {
        let english = crate::lang::english();
        let reader = Reader::new(&english);
        let read = |text: &str| read(&english, &reader.pieces(text));
        for text in ["one", "a", "people", "a bridge", "1990s", "b52", "and three", "", "99999999999999999999999999"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(read("2015").is_some_and(|number| number.is_year));
        assert!(read("2015 million").is_some_and(|number| !number.is_year));
    }
}
