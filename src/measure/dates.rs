//! Days and months by their names.
//!
//! A day or month without its year, and a day of the week, are of the time that the verb tells: the last one up to the day of
//! publication, or the next one. Where it tells neither, where a day would be nine months away or more, and in a paragraph that
//! speaks of other years, they stay open. The
//! 11th of September stays open too, as it mostly means that of 2001.

use super::calendar::{Day, Interval};
use super::tense::{Tense, tense};
use super::time::{Clock, Said};
use super::which::Which;
use super::years;
use crate::annotation::{EntityKind, Penn};
use crate::text::moment::{Moment, PartOfDay, TimeValue};
use crate::text::{Line, Words};
use crate::text::{Set, Table, calendar};

/// The date that begins at the token `at`.
pub(super) fn date(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    in_one_token(line, at)
        .or_else(|| weekday(clock, at))
        .or_else(|| day_first(clock, at))
        .or_else(|| month_first(clock, at))
        .or_else(|| years::named(line, at))
}

/// *2018-05-07*, *13/5/2017*
fn in_one_token(line: &Line<'_, '_>, at: usize) -> Option<Said> {
    let date = calendar::in_one_token(line, at)?;
    match (date.year, date.month, date.day) {
        (Some(year), Some(month), Some(day)) => Some(of_day(date.end, Day::new(year, month, day)?)),
        (year, ..) => Some(Said::open(date.end, Moment::Day { year, of_year: None, part: None })),
    }
}

/// *Monday*, *Monday night*, *Monday, May 7*, *last Monday*, *this past Monday*.
fn weekday(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let (which, name) = Which::before(line, at);
    let number = calendar::weekday_at(line, name).filter(|_| line.is_capital(name) && !is_named_day(line, name))?;
    let comma = usize::from(matches!(line.lower(name + 1), ","));
    let day = day_first(clock, name + 1 + comma).or_else(|| month_first(clock, name + 1 + comma));
    if let Some(day) = day.filter(|day| which == Which::Bare && matches!(day.value, TimeValue::One(Moment::Day { .. })))
    {
        return Some(with_weekday(clock, day, number));
    }
    if line.is(name + 1, Set::RecurringParts) {
        return None;
    }
    let (part, end) = part_of_day(line, name + 1);
    let found = clock.anchor.and_then(|today| which.weekday(today, number, || tense(line, at, end)));
    Some(found.map_or_else(
        || Said::open(end, Moment::Weekday(number, part)),
        |day| Said { anchored: true, ..of_interval(end, day.moment().at(part), Interval::day(day)) },
    ))
}

/// A day without a year is the one near publication that falls on the day of the week.
fn with_weekday(clock: &Clock<'_, '_, '_>, day: Said, weekday: i8) -> Said {
    let (Some((month, Some(of_month))), Some(today)) = (day.yearless, clock.anchor) else { return day };
    let years = (today.year() - 1)..=(today.year() + 1);
    let mut days = years.filter_map(|year| Day::new(year, month, of_month)).filter(|day| day.weekday() == weekday);
    match (days.next(), days.next()) {
        (Some(only), None) => Said { anchored: true, ..of_day(day.end, only) },
        _ => day,
    }
}

/// Days with a name of their own, and names with a day in them: *Super Tuesday*, *the Sunday Times*.
fn is_named_day(line: &Line<'_, '_>, at: usize) -> bool {
    let special = line.before_is(at, Set::NamesDay) && line.is_capital(at.wrapping_sub(1));
    let paper = line.is_capital(at + 1) && line.is(at + 1, Set::NamedByDay);
    special || paper || line.is_in_name(at, EntityKind::Org) || line.is_in_name(at, EntityKind::Person)
}

/// *night* and the like, and the token behind it.
pub(super) fn part_of_day(line: &Line<'_, '_>, at: usize) -> (Option<PartOfDay>, usize) {
    let part = line.value(at, Table::PartsOfDay).and_then(PartOfDay::of_code);
    (part, at + usize::from(part.is_some()))
}

/// A day of a month by their names.
pub(super) fn day(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let day = in_one_token(clock.line, at).or_else(|| day_first(clock, at)).or_else(|| month_first(clock, at))?;
    matches!(day.value, TimeValue::One(Moment::Day { .. })).then_some(day)
}

/// *7 May 2018*, *the 7th of May*.
fn day_first(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let date = calendar::day_first(clock.line, at)?;
    month(clock, at, date.end, date.month?, date.year, date.day)
}

/// *May 7, 2018*, *May 2018*, *May*, *last May*.
fn month_first(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let (which, name) = Which::before(line, at);
    let date = calendar::month_first(line, name)?;
    let month_there = date.month?;
    if which == Which::Bare {
        // "May 31" may be no day, as in "June 31"
        let said = month(clock, at, date.end, month_there, date.year, date.day);
        if said.is_some() && (date.day.is_some() || date.year.is_some()) {
            return said;
        }
        if date.day.is_none() && date.year.is_some() {
            return None;
        }
    }
    // "Women's March", and abbreviations that need a day
    let named = matches!(line.penn_before(name), Some(Penn::Pos | Penn::Nnp))
        && which == Which::Bare
        && name.checked_sub(1).is_none_or(|before| calendar::weekday_at(line, before).is_none());
    // the 1963 March on Washington
    let named = named || calendar::is_year(line.before(name));
    if named || line.is(name, Set::ClippedMonths) {
        return None;
    }
    let year = clock.anchor.and_then(|today| match which {
        Which::Bare => None,
        _ => which.month(today, month_there),
    });
    if which != Which::Bare {
        let found = year.and_then(|year| of_month(name + 1, year, month_there, None));
        let open = || Said {
            yearless: Some((month_there, None)),
            ..Said::open(name + 1, Moment::Month { year: None, month: Some(month_there) })
        };
        return Some(found.map_or_else(open, |said| Said {
            anchored: true,
            yearless: Some((month_there, None)),
            ..said
        }));
    }
    month(clock, at, name + 1, month_there, None, None)
}

/// *May 7-9*, *7-9 May*, *May 7 to 9*.
pub(super) fn days(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let pair = |word: &str| {
        let (first, last) = word.split_once(['-', '–'])?;
        Some((calendar::day_in(line, first)?, calendar::day_in(line, last)?))
    };
    let spread = |at: usize| {
        let parted = || {
            let connects = line.is(at + 1, Set::JoinsDays) || matches!(line.lower(at + 1), "-" | "—" | "–");
            let days = calendar::day_at(line, at, false).zip(calendar::day_at(line, at + 2, false));
            days.filter(|_| connects).map(|days| (days, at + 3))
        };
        pair(line.lower(at)).map(|days| (days, at + 1)).or_else(parted)
    };
    let (month_there, (first, last), end) = if let Some((days, end)) = spread(at) {
        (calendar::month_at(line, end)?, days, end + 1)
    } else {
        let (days, end) = spread(at + 1)?;
        (calendar::month_at(line, at)?, days, end)
    };
    let (year, end) = calendar::year_behind(line, end).map_or((None, end), |(year, end)| (Some(year), end));
    let first = month(clock, at, end, month_there, year, Some(first))?;
    let last = month(clock, at, end, month_there, year, Some(last))?;
    let known = first.from.zip(last.to).filter(|(from, to)| from < to);
    (known.is_some() || first.from.is_none()).then(|| Said {
        end,
        value: first.value.to(last.value),
        from: known.map(|(from, _)| from),
        to: known.map(|(_, to)| to),
        anchored: first.anchored,
        ..Said::default()
    })
}

/// A month or day of a month that the words from `start` up to `end` name, in that year or the one that the verb tells.
pub(super) fn month(
    clock: &Clock<'_, '_, '_>,
    start: usize,
    end: usize,
    month: i8,
    year: Option<i16>,
    day: Option<i8>,
) -> Option<Said> {
    if let Some(year) = year {
        return of_month(end, year, month, day);
    }
    // 2000 has every day that any year has
    Day::new(2000, month, day.unwrap_or(1))?;
    let infamous = (month, day) == (9, Some(11));
    let year = clock.anchor.filter(|_| !clock.elsewhere && !infamous).and_then(|today| {
        let here = (month, day.unwrap_or(today.day()));
        let order = here.cmp(&(today.month(), today.day()));
        let year = match tense(clock.line, start, end) {
            Tense::Past => today.year() - i16::from(order.is_gt()),
            // "in May", said in May, may be the next one
            Tense::Future if day.is_none() && order.is_eq() => return None,
            Tense::Future => today.year() + i16::from(order.is_lt()),
            Tense::Open => return None,
        };
        // "they proposed to meet on May 12", said on May 8: a day almost a year away would be told with its year
        let months = i32::from(year - today.year()) * 12 + i32::from(month) - i32::from(today.month());
        // "schools were closed until March", said in May: hardly for so long, perhaps of the time that is told of
        let is_near = day.is_some() || clock.line.before_is(start, Set::EndsStretch);
        (!is_near || months.abs() < 9).then_some(year)
    });
    let yearless = Some((month, day));
    let Some(said) = year.and_then(|year| of_month(end, year, month, day)) else {
        let open = match day {
            Some(day) => Moment::Day { year: None, of_year: Some((month, day)), part: None },
            None => Moment::Month { year: None, month: Some(month) },
        };
        return Some(Said { yearless, ..Said::open(end, open) });
    };
    Some(Said { anchored: true, yearless, ..said })
}

/// A month, or a day of it.
pub(super) fn of_month(end: usize, year: i16, month: i8, day: Option<i8>) -> Option<Said> {
    if let Some(day) = day {
        return Day::new(year, month, day).map(|day| of_day(end, day));
    }
    let interval = Interval::month(year, month)?;
    Some(of_interval(end, Moment::Month { year: Some(year), month: Some(month) }, interval))
}

pub(super) fn of_day(end: usize, day: Day) -> Said {
    of_interval(end, day.moment(), Interval::day(day))
}

pub(super) fn of_interval(end: usize, moment: Moment, interval: Interval) -> Said {
    Said { from: Some(interval.from), to: Some(interval.to), ..Said::open(end, moment) }
}
