//! Parts of times and stretches from one to another: *late March*, *the end of 2011*, *from March to May*, *2010-14*.
//!
//! What *early*, *mid* and *late* mean is agreed here, as thirds: the days 1 to 10, 11 to 20 and 21 to the last of a month; the
//! months January to April, May to August and September to December of a year; the years 0 to 3, 4 to 6 and 7 to 9 of a decade.
//! The *start* and the *end* of a year are its first and its last month.

use super::calendar::{Day, Interval};
use super::dates;
use super::relative::{self, Period};
use super::tense::{Tense, tense};
use super::time::{Clock, Said};
use super::years;
use crate::text::moment::Modifier;
use crate::text::moment::{Moment, TimeValue};
use crate::text::{Line, Words};
use crate::text::{Set, Table, calendar};

/// A time without a preposition: a date, or words that point from the day of publication, perhaps a part of it.
pub(super) fn core(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    part(clock, at).or_else(|| whole(clock, at))
}

fn whole(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    relative::relative(clock, at).or_else(|| dates::date(clock, at))
}

/// *late March*, *mid-2016*, *the early 1990s*, *the end of March*, *the end of the year*.
fn part(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let start = at + usize::from(line.is(at, Set::DefiniteArticles));
    let word = line.lower(start);
    if let Some((modifier, rest)) = word
        .split_once('-')
        .and_then(|(first, rest)| Some((adjective(line.word_value(first, Table::PartAdjectives)?)?, rest)))
    {
        // "mid-March" is one token
        let said = match (calendar::month_of(line, rest), calendar::year_of(rest)) {
            (Some(month), _) if rest.len() > 3 => {
                let year = calendar::year_behind(line, start + 1);
                let end = year.map_or(start + 1, |(_, end)| end);
                dates::month(clock, start, end, month, year.map(|(year, _)| year), None)
            }
            (_, Some(year)) => years::year(start + 1, year),
            _ => years::decade(line, start + 1, rest),
        };
        return said.and_then(|said| narrowed(said, modifier, false));
    }
    if let Some(modifier) = line.value(start, Table::PartAdjectives).and_then(adjective) {
        let said = whole(clock, start + 1)?;
        return narrowed(said, modifier, false);
    }
    let modifier = line.value(start, Table::PartNouns).and_then(Modifier::named)?;
    if !line.is(start + 1, Set::Genitive) {
        return None;
    }
    let said = whole(clock, start + 2).or_else(|| current(clock, start + 2))?;
    narrowed(said, modifier, true)
}

/// *the year* in *the end of the year*: the running one, where that is to come.
fn current(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let period = Period::at(line, at + 1).filter(|&period| period != Period::Quarter)?;
    if !line.is(at, Set::DefiniteArticles) || line.is(at + 2, Set::Genitive) {
        return None;
    }
    let future = !clock.elsewhere && tense(line, at, at + 2) == Tense::Future;
    let anchor = clock.anchor.filter(|_| future);
    relative::calendar(anchor, period, 0, at + 2)
}

fn adjective(name: &str) -> Option<Modifier> {
    Modifier::named(name)
}

/// The part of a time that *early* or *the start of* leaves; `edge` tells which of the two.
fn narrowed(said: Said, modifier: Modifier, edge: bool) -> Option<Said> {
    if said.modifier.is_some() {
        return None;
    }
    let mut said = Said { modifier: Some(modifier), ..said };
    let (Some(from), Some(to)) = (said.from, said.to) else { return Some(said) };
    let interval = match said.value {
        TimeValue::One(Moment::Month { .. }) => {
            let (first, last) = match modifier {
                Modifier::Start => (1, 10),
                Modifier::Mid => (11, 20),
                _ => (21, to.day()),
            };
            let day = |day| Day::new(from.year(), from.month(), day);
            Interval { from: day(first)?, to: day(last)? }
        }
        TimeValue::One(Moment::Year(_)) => match (modifier, edge) {
            (Modifier::Start, true) => Interval::month(from.year(), 1)?,
            (Modifier::Start, false) => Interval::months(from.year(), 1, 4)?,
            (Modifier::Mid, _) => Interval::months(from.year(), 5, 8)?,
            (_, true) => Interval::month(from.year(), 12)?,
            _ => Interval::months(from.year(), 9, 12)?,
        },
        TimeValue::One(Moment::Decade(_)) => match modifier {
            Modifier::Start => Interval::years(from.year(), from.year() + 3)?,
            Modifier::Mid => Interval::years(from.year() + 4, from.year() + 6)?,
            _ => Interval::years(from.year() + 7, from.year() + 9)?,
        },
        _ => return Some(said),
    };
    (said.from, said.to) = (Some(interval.from), Some(interval.to));
    Some(said)
}

/// The time that begins at the token `at`: *March*, or a stretch from one to another, as *from March to May*, *between 2010 and
/// 2014*, *2010-14*, *May 7-9*, *Monday to Friday*.
pub(super) fn time(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    if let Some(said) = token_of_years(line, at).or_else(|| dates::days(clock, at)) {
        return Some(said);
    }
    let led = if line.is(at, Set::LeadsStretch) {
        Some(Led::From)
    } else if line.is(at, Set::LeadsPair) {
        Some(Led::Between)
    } else {
        None
    };
    match led {
        Some(_) => core(clock, at + 1).and_then(|first| onwards(clock, &first, led)),
        None => core(clock, at).map(|first| onwards(clock, &first, led).unwrap_or(first)),
    }
}

/// The word before a stretch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Led {
    From,
    Between,
}

/// The stretch that begins with `first`, if its words go on to another time; `led` is the word before it.
fn onwards(clock: &Clock<'_, '_, '_>, first: &Said, led: Option<Led>) -> Option<Said> {
    let (line, at) = (clock.line, first.end);
    let from = led == Some(Led::From);
    let between = led == Some(Led::Between);
    let connects = between && line.is(at, Set::JoinsPair)
        || from && line.is(at, Set::EndsStretch)
        || line.is(at, Set::JoinsRange) && is_calendar(first)
        || !between && (line.is(at, Set::Through) || matches!(line.lower(at), "-" | "—" | "–")) && is_calendar(first);
    if !connects {
        return None;
    }
    let second = core(clock, first.end + 1).filter(|second| from || is_calendar(second))?;
    joined(first, second)
}

/// Whether the words name a day, month or year, rather than point to one.
fn is_calendar(said: &Said) -> bool {
    let is_named = !matches!(said.value, TimeValue::One(Moment::Decade(_) | Moment::Length(..) | Moment::Present));
    !said.anchored && is_named || said.yearless.is_some()
}

/// From the start of one time to the end of another.
fn joined(first: &Said, second: Said) -> Option<Said> {
    let mut first = first.clone();
    // "from March to May 2018": the year belongs to both
    if let (Some((month, day)), Some(to), None) = (first.yearless, second.to, second.yearless) {
        let year = if month <= to.month() { to.year() } else { to.year() - 1 };
        first = Said { anchored: second.anchored, ..dates::of_month(first.end, year, month, day)? };
    }
    let known = first.from.zip(second.to).filter(|(from, to)| from <= to);
    if known.is_none() && first.from.is_some() && second.to.is_some() {
        return None;
    }
    Some(Said {
        end: second.end,
        value: first.value.to(second.value),
        modifier: None,
        from: known.map(|(from, _)| from),
        to: known.map(|(_, to)| to),
        anchored: first.anchored || second.anchored,
        ..Said::default()
    })
}

/// *2010-2014*, *2010-14*, *2011/12*, as one token.
fn token_of_years(line: &Line<'_, '_>, at: usize) -> Option<Said> {
    let (from, to) = calendar::years_of(line.lower(at))?;
    let interval = Interval::years(from, to)?;
    Some(Said {
        end: at + 1,
        value: TimeValue::Between(Moment::Year(Some(from)), Moment::Year(Some(to))),
        from: Some(interval.from),
        to: Some(interval.to),
        ..Said::default()
    })
}
