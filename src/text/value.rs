//! Numbers and dates.
//!
//! Token rules: a run of digits and number words is a number; names of days and months, years and the words that point
//! in time (*last week*, *two years ago*) are dates. Values are found here, not computed.

use super::Set;
use super::vocabulary::Shape;
use super::{Document, Sentence};
use crate::span::TokenRange;
use crate::terms::{EntityKind, Penn};

/// A number or date in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// Its tokens.
    pub tokens: TokenRange,
    /// The number alone, without currency; all of a date.
    pub number: TokenRange,
    /// A number, a sum of money or a date.
    pub kind: EntityKind,
}

/// The numbers and dates of a sentence, in order. Linear.
pub(super) fn values(document: &Document<'_>, sentence: &Sentence, found: &mut Vec<Value>) {
    let reader = Reader { document, end: sentence.tokens.end };
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let value = reader.money(at).or_else(|| reader.date(at)).or_else(|| reader.number(at));
        match value {
            Some(value) => {
                at = value.tokens.end;
                found.push(value);
            }
            None => at += 1,
        }
    }
}

struct Reader<'d, 'a> {
    document: &'d Document<'a>,
    end: usize,
}

impl Reader<'_, '_> {
    fn lower(&self, at: usize) -> &str {
        if at < self.end { self.document.lower(at) } else { "" }
    }

    fn value(&self, start: usize, end: usize, kind: EntityKind) -> Option<Value> {
        let tokens = TokenRange::new(start, end);
        Some(Value { tokens, number: tokens, kind })
    }

    fn is_digits(&self, at: usize, lengths: std::ops::RangeInclusive<usize>) -> bool {
        let word = self.lower(at);
        lengths.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// A year, as a number of four digits that begins like one.
    fn is_year(&self, at: usize) -> bool {
        let word = self.lower(at);
        let decade = word.strip_suffix('s').unwrap_or(word);
        self.is_digits(at, 4..=4) && (word.starts_with("19") || word.starts_with("20") || word.starts_with("18"))
            || decade.len() == 4 && word.len() == 5 && decade.bytes().all(|byte| byte.is_ascii_digit())
            || word.len() == 4 && word.starts_with('\'') && word.ends_with('s')
    }

    /// *$40*, *US$40*, *£4bn*.
    fn money(&self, start: usize) -> Option<Value> {
        let letters = |at: usize| {
            let word = self.document.word(at);
            let glued = self.document.tokens.get(at).zip(self.document.tokens.get(at + 1));
            word.shape.has(Shape::UPPER)
                && word.text.len() <= 3
                && glued.is_some_and(|(one, other)| one.span.end == other.span.start)
        };
        let is_sign = |at: usize| at < self.end && self.document.penn(at) == Some(Penn::Dollar);
        let sign = if is_sign(start) {
            start
        } else if is_sign(start + 1) && letters(start) {
            start + 1
        } else {
            return None;
        };
        let mut end = sign + 1;
        while self.is_number_word(end) || end == sign + 1 && self.has_unit(end, UNITS_OF_MONEY) {
            end += 1;
        }
        let tokens = TokenRange::new(start, end);
        (end > sign + 1).then(|| Value { tokens, number: TokenRange::new(sign + 1, end), kind: EntityKind::Money })
    }

    /// *4bn*: a number with letters behind it.
    fn has_unit(&self, at: usize, units: &[&str]) -> bool {
        let word = self.lower(at);
        let number = word.trim_end_matches(char::is_alphabetic);
        let unit = word.get(number.len()..).unwrap_or_default();
        units.contains(&unit)
            && number.ends_with(|c: char| c.is_ascii_digit())
            && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
    }

    fn number(&self, start: usize) -> Option<Value> {
        if start >= self.end {
            return None;
        }
        let mut at = start;
        let article = matches!(self.lower(start), "a" | "an" | "one" | "two" | "three" | "half");
        if article && is_fraction(self.lower(start + 1)) {
            return self.value(start, start + 2, EntityKind::Number);
        }
        if matches!(self.lower(start), "a" | "several") && is_multiple(self.lower(start + 1)) {
            at += 1;
        }
        while self.is_number_word(at) {
            at += 1;
        }
        if at == start || at == start + 1 && !self.is_number_word(start) {
            return None;
        }
        if matches!(self.lower(at), "dollars" | "pounds" | "euros" | "yen" | "dollar") {
            let (tokens, number) = (TokenRange::new(start, at + 1), TokenRange::new(start, at));
            return Some(Value { tokens, number, kind: EntityKind::Money });
        }
        self.value(start, at, EntityKind::Number)
    }

    fn is_number_word(&self, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        let word = self.document.word(at);
        let digits = word.shape.has(Shape::NUMBER) && !word.lower.contains([':', '/']);
        let tagged = self.document.penn(at) == Some(Penn::Cd) && !word.shape.has(Shape::DIGIT);
        digits
            || tagged && &*word.lower != "one"
            || is_multiple(&word.lower)
            || is_small_number(&word.lower)
            || self.has_unit(at, UNITS)
    }

    fn date(&self, start: usize) -> Option<Value> {
        let word = self.lower(start);
        if word.is_empty() {
            return None;
        }
        let end = self
            .month_date(start)
            .or_else(|| is_iso_date(word).then_some(start + 1))
            .or_else(|| self.weekday_date(start))
            .or_else(|| self.relative_date(start))
            .or_else(|| self.is_year(start).then_some(start + 1))?;
        self.value(start, end, EntityKind::Date)
    }

    /// *March*, *late March*, *Nov. 3*, *3 November 2023*, *November 3, 2023*, *the 4th of March*.
    fn month_date(&self, start: usize) -> Option<usize> {
        let mut at = start;
        if matches!(self.lower(at), "early" | "late" | "mid" | "last" | "this" | "next") {
            at += 1;
        }
        let the = usize::from(self.lower(start) == "the" && self.is_ordinal(start + 1));
        let of = usize::from(self.lower(start + the + 1) == "of");
        let day = self.is_digits(start, 1..=2) && of == 0 || self.is_ordinal(start + the);
        if at == start && day && self.is_capital_month(start + the + 1 + of) {
            at += the + 1 + of;
        }
        if !self.is_capital_month(at) {
            let prefixed = self
                .lower(start)
                .strip_prefix("mid-")
                .is_some_and(|month| self.document.language.is(month, Set::Months));
            return prefixed.then_some(start + 1);
        }
        at += 1;
        if self.is_digits(at, 1..=2) || self.is_ordinal(at) {
            at += 1;
        }
        let comma = usize::from(self.lower(at) == "," && self.is_year(at + 1));
        if self.is_year(at + comma) {
            at += comma + 1;
        }
        Some(at)
    }

    fn is_capital_month(&self, at: usize) -> bool {
        let word = self.lower(at);
        let certain = !matches!(word, "may" | "march") || self.document.penn(at).is_some_and(Penn::is_noun);
        self.document.is(at, Set::Months) && certain && self.document.word(at).shape.has(Shape::TITLE)
    }

    fn is_ordinal(&self, at: usize) -> bool {
        let word = self.lower(at);
        word.starts_with(|c: char| c.is_ascii_digit())
            && ["st", "nd", "rd", "th"].iter().any(|ending| word.ends_with(ending))
    }

    /// *Monday*, *last Monday*, *Monday morning*, *Monday, Nov. 3*.
    fn weekday_date(&self, start: usize) -> Option<usize> {
        let mut at = start;
        if matches!(self.lower(at), "last" | "next" | "this" | "late" | "early") {
            at += 1;
        }
        if at >= self.end || !self.document.is(at, Set::Weekdays) {
            return None;
        }
        at += 1;
        if matches!(self.lower(at), "morning" | "afternoon" | "evening" | "night") {
            at += 1;
        }
        let comma = usize::from(self.lower(at) == ",");
        if let Some(end) = self.month_date(at + comma).filter(|_| self.is_capital_month(at + comma)) {
            at = end;
        }
        Some(at)
    }

    /// *yesterday*, *last week*, *two years ago*, *earlier this year*.
    fn relative_date(&self, start: usize) -> Option<usize> {
        match self.lower(start) {
            "yesterday" | "today" | "tomorrow" | "tonight" => return Some(start + 1),
            "earlier" | "later" if self.lower(start + 1) == "this" => {
                return self.relative_date(start + 1);
            }
            "last" | "next" | "this" | "past" if is_period(self.lower(start + 1)) => return Some(start + 2),
            "the"
                if matches!(self.lower(start + 1), "last" | "past" | "next" | "previous" | "following")
                    && is_period(self.lower(start + 2)) =>
            {
                return Some(start + 3);
            }
            _ => {}
        }
        let number = self
            .number(start)
            .map(|value| value.tokens.end)
            .or_else(|| (self.lower(start) == "a").then_some(start + 1))?;
        let ago = is_period(self.lower(number)) && matches!(self.lower(number + 1), "ago" | "earlier" | "later");
        ago.then_some(number + 2)
    }
}

/// Letters glued to a number that make it larger.
const UNITS: &[&str] = &["bn", "mn", "tn"];

/// What these letters can be behind a sign of currency.
const UNITS_OF_MONEY: &[&str] = &["b", "bn", "k", "m", "mn", "t", "tn"];

/// *2021-03-04*.
fn is_iso_date(lower: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    lower.len() == 10 && lower.bytes().enumerate().all(shape)
}

fn is_period(lower: &str) -> bool {
    matches!(
        lower.strip_suffix('s').unwrap_or(lower),
        "year"
            | "month"
            | "week"
            | "day"
            | "night"
            | "decade"
            | "century"
            | "quarter"
            | "spring"
            | "summer"
            | "autumn"
            | "fall"
            | "winter"
            | "weekend"
            | "hour"
            | "minute"
            | "morning"
            | "afternoon"
            | "evening"
    )
}

fn is_fraction(lower: &str) -> bool {
    matches!(
        lower,
        "third" | "thirds" | "quarter" | "quarters" | "half" | "fifth" | "fifths" | "tenth" | "tenths" | "dozen"
    )
}

fn is_multiple(lower: &str) -> bool {
    matches!(
        lower,
        "hundred"
            | "thousand"
            | "million"
            | "billion"
            | "trillion"
            | "dozen"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "millions"
            | "billions"
    )
}

fn is_small_number(lower: &str) -> bool {
    let first = lower.split('-').next().unwrap_or(lower);
    matches!(
        first,
        "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "eleven"
            | "twelve"
            | "thirteen"
            | "fourteen"
            | "fifteen"
            | "sixteen"
            | "seventeen"
            | "eighteen"
            | "nineteen"
            | "twenty"
            | "thirty"
            | "forty"
            | "fifty"
            | "sixty"
            | "seventy"
            | "eighty"
            | "ninety"
    ) && (first.len() == lower.len()
        || lower.split('-').nth(1).is_some_and(|unit| is_small_number(unit) || unit == "one"))
}
