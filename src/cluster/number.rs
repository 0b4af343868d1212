//! Numbers in one form, however they are written: *3*, *three*; *1.2m*, *1.2 million*, *1,200,000*; *two-thirds*, *2/3*.
//!
//! A number is kept as its digits and how far they are shifted, never as a floating-point one, so that what is equal stays
//! equal. What it counts is no part of it: *3 percent* is a number and a unit.

use crate::measure::small_number;
use crate::text::Language;

/// A number read from the words of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Its name: the same for the same number.
    pub(super) name: String,
    /// How many words it takes.
    pub(super) words: usize,
    /// Whether it may be a year: four digits that begin like one.
    pub(super) is_year: bool,
}

/// Reads the number that begins the words `words` (lower case, cut at hyphens), if one does. A lone *one* or *a* is none.
pub(super) fn read(language: &Language, words: &[&str]) -> Option<Number> {
    let first = *words.first()?;
    if let Some(name) = ordinal(first) {
        return Some(Number { name, words: 1, is_year: false });
    }
    if let Some(fraction) = fraction(language, words) {
        return Some(fraction);
    }
    let (mut value, mut used) = match digits(first) {
        Some(value) => (value, 1),
        None => spelled(language, words)?,
    };
    let plain = used == 1 && first.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = plain && first.len() == 4 && ["18", "19", "20"].iter().any(|century| first.starts_with(century));
    let mut shifted = false;
    while let Some(zeros) = words.get(used).and_then(|word| multiple(word)) {
        value = value.shifted(zeros);
        used += 1;
        shifted = true;
    }
    if words.get(used) == Some(&"dozen") {
        value = value.times(12);
        used += 1;
    }
    Some(Number { name: value.name(), words: used, is_year: is_year && !shifted })
}

/// Digits and how far they are shifted to the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Value {
    digits: u64,
    shift: i32,
}

impl Value {
    const fn whole(digits: u64) -> Self {
        Self { digits, shift: 0 }
    }

    const fn shifted(self, zeros: i32) -> Self {
        Self { shift: self.shift.saturating_add(zeros), ..self }
    }

    const fn times(self, factor: u64) -> Self {
        Self { digits: self.digits.saturating_mul(factor), ..self }
    }

    fn name(mut self) -> String {
        if self.digits == 0 {
            return "0".to_owned();
        }
        while self.digits.is_multiple_of(10) {
            self.digits /= 10;
            self.shift += 1;
        }
        match self.shift {
            0 => self.digits.to_string(),
            shift => format!("{}e{shift}", self.digits),
        }
    }
}

/// *9,000*, *12.5*, *4bn*: a word that begins with a digit and is a number.
fn digits(word: &str) -> Option<Value> {
    let number = word.trim_end_matches(char::is_alphabetic);
    let unit = word.get(number.len()..).unwrap_or_default();
    let zeros = match unit {
        "" => 0,
        "k" => 3,
        "m" | "mn" => 6,
        "b" | "bn" => 9,
        "t" | "tn" => 12,
        _ => return None,
    };
    let (mut digits, mut shift, mut behind_point) = (0_u64, zeros, false);
    let mut any = false;
    for c in number.chars() {
        match c {
            '0'..='9' => {
                any = true;
                let digit = u64::from(c.to_digit(10)?);
                digits = digits.checked_mul(10)?.checked_add(digit)?;
                shift -= i32::from(behind_point);
            }
            ',' if !behind_point => {}
            '.' if !behind_point => behind_point = true,
            _ => return None,
        }
    }
    any.then_some(Value { digits, shift })
}

/// *twenty-three*, *three hundred and fifty thousand*, *a million*, with how many words it takes.
fn spelled(language: &Language, words: &[&str]) -> Option<(Value, usize)> {
    let (mut sum, mut part, mut used, mut last_tens) = (0_u64, 0_u64, 0, false);
    let first = *words.first()?;
    if matches!(first, "a" | "an" | "one") {
        let counts = |word: &&&str| **word == "hundred" || **word == "dozen" || multiple(word).is_some();
        words.get(1).filter(counts)?;
        (part, used) = (1, 1);
    }
    loop {
        match words.get(used) {
            Some(&"hundred") if part > 0 && part < 100 => (part, last_tens) = (part * 100, false),
            Some(&"thousand") if part > 0 => {
                sum += part * 1_000;
                (part, last_tens) = (0, false);
            }
            // "three hundred and fifty", not "three and fifty"
            Some(&"and") if part >= 100 && words.get(used + 1).is_some_and(|word| small(language, word).is_some()) => {}
            Some(&"one") if last_tens => (part, last_tens) = (part + 1, false),
            Some(word) => match small(language, word) {
                Some(number) if number >= 20 && (part == 0 || part % 100 == 0) => {
                    part += number;
                    last_tens = true;
                }
                Some(number) if part == 0 || part % 100 == 0 || last_tens && number < 10 => {
                    part += number;
                    last_tens = false;
                }
                _ => break,
            },
            None => break,
        }
        used += 1;
    }
    (used > 0 && sum + part > 0).then_some((Value::whole(sum + part), used))
}

/// A number below a hundred in one word, from two.
fn small(language: &Language, word: &str) -> Option<u64> {
    small_number(language, word).and_then(|number| u64::try_from(number).ok()).filter(|&number| number >= 2)
}

/// How many zeros a word puts behind a number.
fn multiple(word: &str) -> Option<i32> {
    Some(match word {
        "hundred" => 2,
        "thousand" => 3,
        "million" | "mn" => 6,
        "billion" | "bn" => 9,
        "trillion" | "tn" => 12,
        _ => return None,
    })
}

/// *3rd*, *21st*, *third*; *first* and *second* are words like others, for they mean other things too.
fn ordinal(word: &str) -> Option<String> {
    const WORDS: &[&str] = &["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    if let Some(at) = WORDS.iter().position(|&entry| entry == word) {
        return Some(format!("{}th", at + 3));
    }
    let number = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("{number}th"))
}

/// *half*, *two-thirds*, *a quarter of*, *2/3*.
fn fraction(language: &Language, words: &[&str]) -> Option<Number> {
    let of = |name: String, words: usize| Some(Number { name, words, is_year: false });
    let first = *words.first()?;
    if first == "half" {
        return of("1/2".to_owned(), 1);
    }
    if let Some((over, under)) = first.split_once('/')
        && let (Ok(over), Ok(under)) = (over.parse::<u64>(), under.parse::<u64>())
    {
        return of(format!("{over}/{under}"), 1);
    }
    let part = *words.get(1)?;
    let under = match part.strip_suffix('s').unwrap_or(part) {
        "half" => 2,
        "third" => 3,
        "quarter" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "eighth" => 8,
        "tenth" => 10,
        _ => return None,
    };
    match first {
        "a" | "one" if under == 2 || words.get(2) == Some(&"of") => of(format!("1/{under}"), 2),
        _ if !part.ends_with('s') => None,
        _ => match small(language, first).or_else(|| first.parse().ok())? {
            // "25 quarters" are no fraction
            over if over < under => of(format!("{over}/{under}"), 2),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn numbers_have_one_name_however_they_are_written() {
        for (text, name, words) in [
            ("3 percent", "3", 1),
            ("three percent", "3", 1),
            ("3.0", "3", 1),
            ("1.2m people", "12e5", 1),
            ("1.2 million people", "12e5", 2),
            ("1,200,000", "12e5", 1),
            ("twenty three dead", "23", 2),
            ("twenty one dead", "21", 2),
            ("three hundred and fifty thousand", "35e4", 5),
            ("two thousand five hundred", "25e2", 4),
            ("a million", "1e6", 2),
            ("one hundred", "1e2", 2),
            ("a dozen", "12", 2),
            ("4bn", "4e9", 1),
            ("twenty five million", "25e6", 3),
            ("half", "1/2", 1),
            ("two thirds", "2/3", 2),
            ("2/3", "2/3", 1),
            ("a third of", "1/3", 2),
            ("3rd", "3th", 1),
            ("third time", "3th", 1),
            ("0.5", "5e-1", 1),
        ] {
            let found = read(&crate::lang::english(), &text.split(' ').collect::<Vec<_>>());
            let found = found.map(|number| (number.name, number.words));
            assert_eq!(found, Some((name.to_owned(), words)), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["one", "a", "people", "a bridge", "1990s", "b52", "and three", "", "99999999999999999999999999"] {
            assert_eq!(read(&crate::lang::english(), &text.split(' ').collect::<Vec<_>>()), None, "{text}");
        }
        assert!(read(&crate::lang::english(), &["2015"]).is_some_and(|number| number.is_year));
        assert!(read(&crate::lang::english(), &["2015", "million"]).is_some_and(|number| !number.is_year));
    }
}
