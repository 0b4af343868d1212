//! Numbers in digits and words: *9,000*, *1.2 million*, *two hundred and five*, *a million and a half*, *4.2bn*.
//!
//! Read are cardinal numbers that are said outright. *Dozens*, *several hundred* and *tens of thousands* say none, so no number
//! is read in them; ordinals (*21st*, *third*), times of day, and numbers with a stroke (*9/11*) are none either.

use super::exact::Exact;
use super::line::Line;
use crate::text::{Language, Set, Table};

/// A number as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: Exact,
    /// What the word of size multiplied: 3 of *3 million*; all of it where there is none.
    pub(super) mantissa: Exact,
    /// By how much: 1,000,000 of *3 million*.
    pub(super) scale: Option<Exact>,
    /// The second number of *3-5*.
    pub(super) second: Option<Exact>,
    /// What hangs on its last token: *km* of *5km*, *year-old* of *34-year-old*; empty where nothing does.
    pub(super) rest: String,
    /// Whether it is written in digits.
    pub(super) is_digits: bool,
    /// The token behind it.
    pub(super) end: usize,
}

/// The number that begins at the token `at`, as long as it goes.
pub(super) fn number(line: &Line<'_, '_>, at: usize) -> Option<Number> {
    if let Some(part) = part_of_scale(line, at) {
        return Some(part);
    }
    let article = line.is(at, Set::IndefiniteArticles) && scale_at(line, at + 1).is_some();
    let mut sum = Sum::new(line.document.language);
    let mut end = at;
    if article {
        sum.current = Some(Exact::whole(1));
        end = at + 1;
    }
    let mut rest = String::new();
    while rest.is_empty() && sum.second.is_none() {
        let word = line.lower(end);
        if let Some((_, behind)) = line.phrase(end, Table::NumberTails).filter(|_| sum.takes_half()) {
            sum.add_half()?;
            end = behind;
        } else if line.is(end, Set::JoinsNumbers) && sum.takes_and() && begins_small(line, end + 1) {
            end += 1;
        } else if let Some(left) = sum.token(word) {
            rest = left;
            end += 1;
        } else {
            break;
        }
    }
    if end == at || is_ordinal(line, &rest) || rest.is_empty() && is_ordinal_behind(line, end, &sum) {
        return None;
    }
    let scale = sum.scale.filter(|_| sum.scales == 1 && sum.current.is_none());
    Some(Number {
        value: sum.value()?,
        mantissa: sum.mantissa.or(sum.current)?,
        scale,
        second: sum.second,
        rest,
        is_digits: sum.is_digits,
        end,
    })
}

/// *half a million*, *a quarter of a million*, *half a dozen*.
fn part_of_scale(line: &Line<'_, '_>, at: usize) -> Option<Number> {
    let article = usize::from(line.is(at, Set::IndefiniteArticles));
    let of = usize::from(line.is(at + article + 1, Set::Genitive));
    let denominator = match line.value(at + article, Table::Denominators)? {
        "2" if line.is(at + article, Set::Half) => 2,
        "4" if of == 1 && line.is(at + article, Set::Quarter) => 4,
        _ => return None,
    };
    let second_article = usize::from(line.is(at + article + 1 + of, Set::IndefiniteArticles));
    let end = at + article + 1 + of + second_article;
    // "half a million", "a half million", never "half million"
    let scale = scale_at(line, end).filter(|_| second_article + article > 0)?;
    let mantissa = Exact::ratio(1, denominator)?;
    let value = mantissa.times(scale)?;
    Some(Number {
        value,
        mantissa,
        scale: Some(scale),
        second: None,
        rest: String::new(),
        is_digits: false,
        end: end + 1,
    })
}

/// What was read of a number so far.
struct Sum<'l> {
    language: &'l Language,
    /// What words of size have multiplied.
    total: Option<Exact>,
    /// What stands before the next word of size.
    current: Option<Exact>,
    /// A number word must be less than this to be added to `current`.
    room: i128,
    mantissa: Option<Exact>,
    scale: Option<Exact>,
    scales: usize,
    second: Option<Exact>,
    is_digits: bool,
}

impl<'l> Sum<'l> {
    const fn new(language: &'l Language) -> Self {
        Self {
            language,
            total: None,
            current: None,
            room: 0,
            mantissa: None,
            scale: None,
            scales: 0,
            second: None,
            is_digits: false,
        }
    }

    /// Takes a token in; gives what is left of it behind the number, or nothing where it does not go on with the number.
    fn token(&mut self, word: &str) -> Option<String> {
        if word.contains([':', '/', '@', '_']) {
            return if self.is_digits { self.stroke(word) } else { None };
        }
        let mut parts = word.split(['-', '–']).peekable();
        let mut taken = false;
        while let Some(&part) = parts.peek() {
            let glued = self.part(part);
            if let Some(glued) = glued {
                taken = true;
                parts.next();
                if !glued.is_empty() {
                    return parts.peek().is_none().then_some(glued);
                }
            } else if taken {
                return Some(parts.collect::<Vec<_>>().join("-"));
            } else {
                return None;
            }
        }
        taken.then(String::new)
    }

    /// *2 1/2*
    fn stroke(&mut self, word: &str) -> Option<String> {
        let (numerator, denominator) = match word {
            "1/2" => (1, 2),
            "1/4" => (1, 4),
            "3/4" => (3, 4),
            "1/3" => (1, 3),
            "2/3" => (2, 3),
            _ => return None,
        };
        let current = self.current.filter(|current| current.is_whole())?;
        self.current = current.plus(Exact::ratio(numerator, denominator)?);
        Some(String::new())
    }

    /// Takes in what stands between hyphens; gives the letters glued to its digits.
    fn part(&mut self, part: &str) -> Option<String> {
        if part.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            let letters = part.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(part.len());
            let (digits, mut letters) = part.split_at_checked(letters)?;
            let mut value = Exact::digits(digits)?;
            if let Some(vulgar) = vulgar(letters) {
                value = value.plus(vulgar)?;
                letters = "";
            }
            return self.digits(value, letters);
        }
        if let Some(value) = vulgar(part) {
            return self.digits(value, "");
        }
        if let Some(value) = small(self.language, part) {
            if self.is_digits {
                return None;
            }
            match self.current {
                None if self.scales == 0 || value < self.room => self.current = Some(Exact::whole(value)),
                Some(current) if value < self.room => self.current = current.plus(Exact::whole(value)),
                _ => return None,
            }
            self.room = if value >= 20 { 10 } else { 0 };
            return Some(String::new());
        }
        if self.language.is(part, Set::Hundred)
            && !self.is_digits
            && self.current.is_some_and(|current| current.is_less(Exact::whole(100)))
        {
            self.mantissa = self.mantissa.or(self.current);
            self.current = self.current?.times(Exact::whole(100));
            self.room = 100;
            return Some(String::new());
        }
        let scale = scale_of(self.language, part)?;
        self.scaled(scale).then(String::new)
    }

    fn digits(&mut self, value: Exact, letters: &str) -> Option<String> {
        match (self.current, self.scales) {
            (None, 0) => {
                self.current = Some(value);
                self.is_digits = true;
            }
            // 3-5, as one token
            (Some(_), 0) if self.is_digits && self.second.is_none() => self.second = Some(value),
            _ => return None,
        }
        match self.language.value(letters, Table::GluedScales).and_then(whole) {
            Some(scale) => self.scaled(scale).then(String::new),
            None => Some(letters.to_owned()),
        }
    }

    /// Multiplies what was read by a word of size.
    fn scaled(&mut self, scale: Exact) -> bool {
        let (Some(current), None) = (self.current, self.second) else { return false };
        if self.scale.is_some_and(|before| !scale.is_less(before)) || self.is_digits && self.scales > 0 {
            return false;
        }
        let Some(product) = current.times(scale) else { return false };
        let Some(total) = self.total.unwrap_or(Exact::whole(0)).plus(product) else { return false };
        (self.mantissa, self.scale, self.total, self.current) = (Some(current), Some(scale), Some(total), None);
        self.scales += 1;
        self.room = scale.as_whole().unwrap_or(0);
        true
    }

    fn takes_and(&self) -> bool {
        !self.is_digits && self.room >= 100
    }

    fn takes_half(&self) -> bool {
        self.current.or(self.total).is_some_and(Exact::is_whole) && self.scales < 2
    }

    fn add_half(&mut self) -> Option<()> {
        let half = Exact::ratio(1, 2)?;
        match (self.current, self.total, self.scale) {
            (Some(current), ..) => self.current = Some(current.plus(half)?),
            (None, Some(total), Some(scale)) => self.total = Some(total.plus(scale.times(half)?)?),
            _ => return None,
        }
        Some(())
    }

    fn value(&self) -> Option<Exact> {
        match (self.total, self.current) {
            (Some(total), Some(current)) => total.plus(current),
            (total, current) => total.or(current),
        }
    }
}

/// Whether the number before `end` is the first half of an ordinal or fraction: *twenty first*, *two thirds*.
fn is_ordinal_behind(line: &Line<'_, '_>, end: usize, sum: &Sum<'_>) -> bool {
    !sum.is_digits
        && !line.is(end, Set::Quarter)
        && denominator(line.document.language, line.lower(end)).is_some_and(|denominator| denominator > 2)
}

/// What is said by a word that multiplies the number before it.
pub(super) fn scale_of(language: &Language, word: &str) -> Option<Exact> {
    language.value(word, Table::Scales).and_then(whole)
}

/// What is said by the token at `at` if it multiplies the number before it.
pub(super) fn scale_at(line: &Line<'_, '_>, at: usize) -> Option<Exact> {
    line.value(at, Table::Scales).and_then(whole)
}

/// The number that `letters`, glued to a number of money or people, multiply it by: *$4m*, *£30k*.
pub(super) fn scale_of_letters(language: &Language, letters: &str) -> Option<Exact> {
    language.value(letters, Table::ScaleLetters).and_then(whole)
}

/// The denominator that a word of a fraction says, in either number.
pub(super) fn denominator(language: &Language, word: &str) -> Option<i128> {
    language.value(word, Table::Denominators)?.parse().ok()
}

/// The value of a number word below one hundred that is no compound.
pub(crate) fn small(language: &Language, word: &str) -> Option<i128> {
    language.value(word, Table::NumberWords)?.parse().ok()
}

/// Whether the token at `at` is a number word below one hundred, or begins with one: *twenty-one*.
pub(super) fn begins_small(line: &Line<'_, '_>, at: usize) -> bool {
    let word = line.lower(at);
    let first = || word.split_once('-').is_some_and(|(first, _)| small(line.document.language, first).is_some());
    line.value(at, Table::NumberWords).is_some() || first()
}

/// A whole number of a table.
fn whole(digits: &str) -> Option<Exact> {
    digits.parse().ok().map(Exact::whole)
}

/// Fractions that are one character.
fn vulgar(text: &str) -> Option<Exact> {
    match text {
        "½" => Exact::ratio(1, 2),
        "¼" => Exact::ratio(1, 4),
        "¾" => Exact::ratio(3, 4),
        "⅓" => Exact::ratio(1, 3),
        "⅔" => Exact::ratio(2, 3),
        _ => None,
    }
}

/// *st* of *21st*, *s* of *1990s*, *first* of *twenty-first*.
fn is_ordinal(line: &Line<'_, '_>, rest: &str) -> bool {
    !rest.is_empty()
        && (rest == "s"
            || line.word_is(rest, Set::OrdinalEndings)
            || line.word_value(rest, Table::Ordinals).is_some()
            || denominator(line.document.language, rest).is_some_and(|it| it > 2))
}
