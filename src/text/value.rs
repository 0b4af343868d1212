//! Numbers, sums of money and dates, as patterns ask for them: the tokens that the readers of numerals and calendar
//! expressions recognize, without their values.

use super::line::{Line, Words};
use super::numeral::{self, numeral};
use super::word_class::Shape;
use super::{Document, Sentence, Set, Table, calendar};
use crate::annotation::{EntityKind, Penn};
use crate::span::TokenRange;

/// A number or date in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// Its tokens.
    pub tokens: TokenRange,
    /// The number alone, without currency; for a date, all of its tokens.
    pub number: TokenRange,
    /// A number, a sum of money or a date.
    pub kind: EntityKind,
}

/// The numbers and dates of a sentence, in order. Linear.
pub(super) fn values(document: &Document<'_>, sentence: &Sentence, found: &mut Vec<Value>) {
    let line = Line { document, tokens: sentence.tokens };
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let value = money(&line, at).or_else(|| date(&line, at)).or_else(|| number(&line, at));
        match value {
            Some(value) => {
                at = value.tokens.end;
                found.push(value);
            }
            None => at += 1,
        }
    }
}

/// *$40*, *US$40*, *£4bn*, *EUR 1000*.
fn money(line: &Line<'_, '_>, start: usize) -> Option<Value> {
    let is_sign = |at: usize| line.penn(at) == Some(Penn::Dollar) && !line.has_digits(at);
    let has_letters = line.text(start).len() <= 3 && line.is_glued(start + 1) && line.has_shape(start, Shape::UPPER);
    let first = match () {
        () if is_sign(start) || line.currency_code(start).is_some() => start + 1,
        () if is_sign(start + 1) && has_letters => start + 2,
        () => return None,
    };
    let end = match numeral(line, first) {
        Some(number) if number.rest.is_empty() && number.second.is_none() => number.end,
        Some(number) if number.rest.is_empty() => {
            number.end + usize::from(numeral::scale_at(line, number.end).is_some())
        }
        Some(number) => {
            numeral::scale_of_letters(line.document.language, &number.rest)?;
            number.end
        }
        None => loose(line, first)?,
    };
    Some(Value { tokens: TokenRange::new(start, end), number: TokenRange::new(first, end), kind: EntityKind::Money })
}

/// *40*, *two-thirds*, *a million*, *dozens*; followed by a currency it is a sum of money.
fn number(line: &Line<'_, '_>, start: usize) -> Option<Value> {
    let lone_one = |end: usize| end == start + 1 && line.is(start, Set::One);
    let numeral = numeral(line, start).filter(|number| number.rest.is_empty() && !lone_one(number.end));
    let fraction = || numeral::fraction(line, start).filter(|share| share.form == numeral::Form::Words);
    let end = numeral
        .map(|number| number.end)
        .or_else(|| fraction().map(|share| share.end))
        .or_else(|| numeral::indefinite(line, start))
        .or_else(|| loose(line, start))?;
    let number = TokenRange::new(start, end);
    let is_money = line.is(end, Set::MoneyWords) || line.currency_code(end).is_some();
    Some(if is_money {
        Value { tokens: TokenRange::new(start, end + 1), number, kind: EntityKind::Money }
    } else {
        Value { tokens: number, number, kind: EntityKind::Number }
    })
}

/// What looks like a number but has no known value: *1.2.3*, and what the tagger took for one.
fn loose(line: &Line<'_, '_>, start: usize) -> Option<usize> {
    let is_loose = |at: usize| {
        let digits = line.has_shape(at, Shape::NUMBER) && !line.lower(at).contains([':', '/']);
        let tagged = line.penn(at) == Some(Penn::Cd) && !line.has_digits(at) && !line.is(at, Set::One);
        digits || tagged
    };
    let mut end = start;
    while is_loose(end) {
        end += 1;
    }
    (end > start).then_some(end)
}

fn date(line: &Line<'_, '_>, start: usize) -> Option<Value> {
    let year = || {
        let year = calendar::year_of(line.lower(start)).is_some_and(|year| (1_800..2_100).contains(&year));
        let year = year && !calendar::counts_nouns(line, start);
        (year || calendar::decade_of(line.lower(start)).is_some()).then_some(start + 1)
    };
    let end = calendar::in_one_token(line, start)
        .map(|date| date.end)
        .or_else(|| month_date(line, start))
        .or_else(|| weekday_date(line, start))
        .or_else(|| relative_date(line, start))
        .or_else(year)?;
    let tokens = TokenRange::new(start, end);
    Some(Value { tokens, number: tokens, kind: EntityKind::Date })
}

/// *March*, *late March*, *Nov. 3*, *3 November 2023*, *November 3, 2023*, *the 4th of March*.
fn month_date(line: &Line<'_, '_>, start: usize) -> Option<usize> {
    if let Some(date) = calendar::day_first(line, start) {
        return Some(date.end);
    }
    let is_led = line.value(start, Table::PartAdjectives).is_some() || line.is(start, Set::PointsToDay);
    if let Some(date) = calendar::month_first(line, start + usize::from(is_led)) {
        return Some(date.end);
    }
    // "mid-March"
    let (first, month) = line.lower(start).split_once('-')?;
    line.word_value(first, Table::PartAdjectives)?;
    calendar::month_of(line, month).map(|_| start + 1)
}

/// *Monday*, *last Monday*, *Monday morning*, *Monday, Nov. 3*.
fn weekday_date(line: &Line<'_, '_>, start: usize) -> Option<usize> {
    let is_led = line.value(start, Table::PartAdjectives).is_some() || line.is(start, Set::PointsToDay);
    let mut at = start + usize::from(is_led);
    if !line.is(at, Set::Weekdays) {
        return None;
    }
    at += 1;
    at += usize::from(line.value(at, Table::PartsOfDay).is_some());
    let comma = usize::from(line.lower(at) == ",");
    let day = calendar::day_first(line, at + comma).or_else(|| calendar::month_first(line, at + comma));
    Some(day.map_or(at, |date| date.end))
}

/// *yesterday*, *last week*, *two years ago*, *earlier this year*.
fn relative_date(line: &Line<'_, '_>, start: usize) -> Option<usize> {
    if let Some((_, end)) = calendar::near_day(line, start) {
        return Some(end);
    }
    let running = usize::from(line.value(start, Table::RunningParts).is_some());
    let the = usize::from(line.is(start, Set::DefiniteArticles));
    let pointer = start + running + the;
    let points = if the == 1 { line.is(pointer, Set::PointsToPeriod) } else { line.is(pointer, Set::PointsToDay) };
    if points && line.is(pointer + 1, Set::DatePeriods) && (running == 0 || the == 0) {
        return Some(pointer + 2);
    }
    let article = || line.is(start, Set::IndefiniteArticles).then_some(start + 1);
    let counted = numeral(line, start).filter(|number| number.rest.is_empty()).map(|number| number.end);
    let period = counted.or_else(article)?;
    (line.is(period, Set::DatePeriods) && line.is(period + 1, Set::CountsFromDay)).then_some(period + 2)
}
