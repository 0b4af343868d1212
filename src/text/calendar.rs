//! Calendar expressions: names of days and months, days of a month, years, and the dates they form.
//!
//! This is the only reader of them. It reads what is written, so that *@date* in a pattern and the times of a claim use
//! the same words. Which day that is, and whether it is certain, is determined by `crate::measure`, which knows the
//! verb next to it and the day of publication.

use super::line::{Line, Words};
use super::numeral::{self, ordinal_in};
use super::{Set, Table};
use crate::annotation::{EntityKind, Penn};

/// A date as it is written: a day, a month or a year, as far as the words determine it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: Option<i16>,
    /// The month; `None` if the digits are ambiguous.
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    /// The token after it.
    pub(crate) end: usize,
}

/// A date in one token: *2018-05-07*, *13/5/2017*, *13.5.2017*, *19-Nov-12*. For *4/5/2017*, which is April in America
/// and May elsewhere, only the year is known.
pub(crate) fn in_one_token(line: &Line<'_, '_>, at: usize) -> Option<Date> {
    let word = line.lower(at);
    if !line.has_digits(at) || !word.contains(['-', '/', '.']) {
        return None;
    }
    if line.before_is(at, Set::Numbered) {
        return None;
    }
    let mark = word.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = word.split(mark);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let date = |year: i16, month: Option<i8>, day: Option<i8>| Some(Date { year: Some(year), month, day, end: at + 1 });
    if parts.next().is_some() {
        return None;
    }
    if let Some(month) = month_of(line, second) {
        return date(year_of(third).or_else(|| short_year(third))?, Some(month), Some(day_of_digits(first)?));
    }
    if let Some(year) = year_of(first).filter(|_| mark != '.' && second.len() == 2 && third.len() == 2) {
        return date(year, Some(month_of_digits(second)?), Some(day_of_digits(third)?));
    }
    let short = short_year(third);
    let year = year_of(third).or(short).filter(|_| mark != '-')?;
    let (day, month) = (day_of_digits(first)?, day_of_digits(second)?);
    let is_month = |number: i8| number <= 12;
    match (is_month(day), is_month(month)) {
        (_, true) if (mark == '.' || day == month) && short.is_none() => date(year, Some(month), Some(day)),
        (false, true) => date(year, Some(month), Some(day)),
        (true, false) => date(year, Some(day), Some(month)),
        (true, true) if short.is_none() => date(year, None, None),
        _ => None,
    }
}

/// *7 May 2018*, *the 7th of May*, *the fourth of July*.
pub(crate) fn day_first(line: &Line<'_, '_>, at: usize) -> Option<Date> {
    let the = usize::from(line.is(at, Set::DefiniteArticles));
    let day = day_at(line, at + the, the == 1)?;
    let of = usize::from(line.is(at + the + 1, Set::Genitive));
    let name = at + the + 1 + of;
    let month = month_at(line, name).filter(|_| the == of || of == 0 && the == 0)?;
    Some(with_year(line, name + 1, month, Some(day)))
}

/// *May 7, 2018*, *May 2018*, *May*.
pub(crate) fn month_first(line: &Line<'_, '_>, at: usize) -> Option<Date> {
    let month = month_at(line, at)?;
    match day_at(line, at + 1, false).filter(|_| !counts(line, at)) {
        Some(day) => Some(with_year(line, at + 2, month, Some(day))),
        None => Some(with_year(line, at + 1, month, None)),
    }
}

fn with_year(line: &Line<'_, '_>, end: usize, month: i8, day: Option<i8>) -> Date {
    let (year, end) = year_behind(line, end).map_or((None, end), |(year, end)| (Some(year), end));
    Date { year, month: Some(month), day, end }
}

/// Whether a number after the month at `name` counts what follows: *in May 12 people died*.
fn counts(line: &Line<'_, '_>, name: usize) -> bool {
    let plural = line.penn(name + 2) == Some(Penn::Nns) && line.before_is(name, Set::LeadsMonth);
    plural || line.is(name + 2, Set::TakesMonthNumber) || line.is(name + 2, Set::Per)
}

/// The month named by the token `at`, unless it is a person's name or another word.
pub(crate) fn month_at(line: &Line<'_, '_>, at: usize) -> Option<i8> {
    let month = line.value(at, Table::MonthNumbers)?.parse().ok().filter(|_| line.is_capital(at))?;
    let person = line.document.is_named(at) || line.document.entity_kind(at) == Some(EntityKind::Person);
    let certain = !line.is(at, Set::UncertainMonths) || line.penn(at).is_some_and(Penn::is_noun);
    let numbered = day_at(line, at + 1, false).is_some() || is_year(line.lower(at + 1));
    // "Oct. 3", "Oct 3"
    let short = line.is(at, Set::ClippedMonths) && !numbered;
    (certain && !short && (!person || numbered)).then_some(month)
}

/// The month that a word names.
pub(crate) fn month_of(line: &Line<'_, '_>, word: &str) -> Option<i8> {
    line.word_value(word, Table::MonthNumbers)?.parse().ok()
}

/// The day of the week that the token at `at` names, from 1 for Monday.
pub(crate) fn weekday_at(line: &Line<'_, '_>, at: usize) -> Option<i8> {
    line.value(at, Table::WeekdayNumbers)?.parse().ok()
}

/// A day of a month: *7*, *7th*; in words too if `spelled`, as in *the fourth of July*.
pub(crate) fn day_at(line: &Line<'_, '_>, at: usize, spelled: bool) -> Option<i8> {
    if !line.has_digits(at) {
        let place = if spelled { numeral::ordinal(line, at) } else { None };
        return i8::try_from(place?).ok().filter(|day| (1..=31).contains(day));
    }
    day_in(line, line.lower(at))
}

/// A day of a month in digits, optionally with the ending of an ordinal.
pub(crate) fn day_in(line: &Line<'_, '_>, word: &str) -> Option<i8> {
    let ordinal = || ordinal_in(line.document.language, word).and_then(|place| i8::try_from(place).ok());
    day_of_digits(word).or_else(ordinal).filter(|day| (1..=31).contains(day))
}

fn day_of_digits(word: &str) -> Option<i8> {
    let sound = (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|day| sound && (1..=31).contains(day))
}

fn month_of_digits(word: &str) -> Option<i8> {
    day_of_digits(word).filter(|month| *month <= 12)
}

/// The year after a month or day: *2018*, *, 2018*, *of 2018*.
pub(crate) fn year_behind(line: &Line<'_, '_>, at: usize) -> Option<(i16, usize)> {
    let skipped = usize::from(line.lower(at) == "," || line.is(at, Set::Genitive));
    let year = year_of(line.lower(at + skipped))?;
    // "in May, 2000 people"
    let counts = skipped == 1 && line.penn(at + 2) == Some(Penn::Nns) && line.lower(at) == ",";
    (!counts).then_some((year, at + skipped + 1))
}

/// The year that four digits mean.
pub(crate) fn year_of(word: &str) -> Option<i16> {
    let sound = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| sound && (1_000..2_200).contains(year))
}

/// Whether the word is four digits that can be a year.
pub(crate) fn is_year(word: &str) -> bool {
    year_of(word).is_some()
}

/// The year that two digits mean in a date: in this century up to 2049, otherwise in the last one.
fn short_year(word: &str) -> Option<i16> {
    let sound = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let year: i16 = word.parse().ok().filter(|_| sound)?;
    Some(if year < 50 { 2_000 + year } else { 1_900 + year })
}

/// The first and the last of several years in one token: *2010-2014*, *2010-14*, *2011/12*.
pub(crate) fn years_of(word: &str) -> Option<(i16, i16)> {
    let (first, second) = word.split_once(['-', '–', '/'])?;
    let from = year_of(first)?;
    let to = match second.len() {
        2 if second.bytes().all(|byte| byte.is_ascii_digit()) => from / 100 * 100 + second.parse::<i16>().ok()?,
        _ => year_of(second)?,
    };
    let known = (1_900..2_100).contains(&from) && from < to && to - from <= 100;
    known.then_some((from, to))
}

/// The first year of the decade that a word names: *1990s*, *'90s*.
pub(crate) fn decade_of(word: &str) -> Option<i16> {
    let digits = word.strip_suffix('s')?;
    let digits = digits.strip_suffix('\'').unwrap_or(digits);
    match (digits.strip_prefix('\''), digits.len()) {
        (Some(short), 3) => match short.parse::<i16>().ok()? {
            year @ (30 | 40 | 50 | 60 | 70 | 80 | 90) => Some(1_900 + year),
            _ => None,
        },
        (None, 4) => year_of(digits).filter(|year| year % 10 == 0 && *year >= 1_500),
        _ => None,
    }
}

/// Whether four digits count the plural after them and do not name a year: *2015 people lost power*, but *2016
/// figures*.
pub(crate) fn counts_nouns(line: &Line<'_, '_>, at: usize) -> bool {
    let noun = line.penn(at + 1) == Some(Penn::Nns) && !line.is_capital(at + 1) || line.is(at + 1, Set::Collectives);
    let before = line.penn_before(at);
    let is_free =
        before.is_none_or(|tag| tag.is_verb() || matches!(tag, Penn::Open | Penn::Comma | Penn::Cc | Penn::In));
    noun && is_free && !line.before_is(at, Set::LeadsYear) && !line.is(at + 1, Set::YearlyThings)
}

/// A reference to a day close to publication, as its table entry: *yesterday*, *last night*, *the day before
/// yesterday*.
pub(crate) fn near_day(line: &Line<'_, '_>, at: usize) -> Option<(&'static str, usize)> {
    let the = usize::from(line.is(at, Set::DefiniteArticles));
    line.phrase(at + the, Table::NearDayOffsets).filter(|&(_, end)| the == 0 || end > at + 3)
}
