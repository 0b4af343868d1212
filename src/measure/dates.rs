//! What calendars name: days, months, quarters, seasons, years, decades.
//!
//! A day or month without its year, and a day of the week, are of the time that the verb tells: the last one up to the day of
//! publication, or the next one. Where it tells neither, where a day would be nine months away or more, and in a paragraph that
//! speaks of other years, they stay open. The
//! 11th of September stays open too, as it mostly means that of 2001. A season has no days: they differ with the hemisphere.

use super::calendar::{Day, Interval, month_of, weekday_of};
use super::line::Line;
use super::tense::{Tense, tense};
use super::time::{Clock, Said};
use super::unit;
use crate::terms::{EntityKind, Penn};

/// The date that begins at the token `at`.
pub(super) fn date(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    iso(line, at)
        .or_else(|| weekday(clock, at))
        .or_else(|| day_first(clock, at))
        .or_else(|| month_first(clock, at))
        .or_else(|| quarter(line, at))
        .or_else(|| season(line, at))
        .or_else(|| decade_at(line, at))
        .or_else(|| {
            let (year_there, end) = year_at(line, at)?;
            year(end, year_there)
        })
}

/// *2018-05-07*
fn iso(line: &Line<'_, '_>, at: usize) -> Option<Said> {
    let word = line.lower(at);
    let mut parts = word.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let sound = word.len() == 10 && parts.next().is_none() && year.len() == 4;
    let day = Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).filter(|_| sound)?;
    Some(of_day(at + 1, day))
}

/// *Monday*, *Monday night*, *Monday, May 7*, *last Monday*, *this past Monday*.
fn weekday(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let (which, name) = Which::before(line, at);
    let number = weekday_of(line.lower(name)).filter(|_| line.is_capital(name) && !is_named_day(line, name))?;
    let comma = usize::from(matches!(line.lower(name + 1), ","));
    let day = day_first(clock, name + 1 + comma).or_else(|| month_first(clock, name + 1 + comma));
    if let Some(day) = day.filter(|day| which == Which::Bare && (day.value.len() == 10)) {
        return Some(with_weekday(clock, day, number));
    }
    if matches!(line.lower(name + 1), "mornings" | "afternoons" | "evenings" | "nights") {
        return None;
    }
    let (part, end) = part_of_day(line, name + 1);
    let found = clock.anchor.and_then(|today| which.weekday(today, number, || tense(line, at, end)));
    let mut said = found.map_or_else(
        || Said { end, value: format!("XXXX-WXX-{number}"), ..Said::default() },
        |day| Said { anchored: true, ..of_day(end, day) },
    );
    said.value.push_str(part);
    Some(said)
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
    let before = at.checked_sub(1).map_or("", |before| line.text(before));
    let special = matches!(
        before,
        "Super"
            | "Black"
            | "Good"
            | "Bloody"
            | "Cyber"
            | "Ash"
            | "Easter"
            | "Palm"
            | "Giving"
            | "Holy"
            | "Fat"
            | "Mega"
    );
    let paper = line.is_capital(at + 1)
        && matches!(
            line.lower(at + 1),
            "times"
                | "mirror"
                | "telegraph"
                | "express"
                | "mail"
                | "star"
                | "herald"
                | "people"
                | "night"
                | "morning"
                | "post"
        );
    special || paper || line.is_in_name(at, EntityKind::Org) || line.is_in_name(at, EntityKind::Person)
}

/// *night* and the like, in the form of TIMEX3, and the token behind it.
pub(super) fn part_of_day(line: &Line<'_, '_>, at: usize) -> (&'static str, usize) {
    match line.lower(at) {
        "morning" => ("TMO", at + 1),
        "afternoon" => ("TAF", at + 1),
        "evening" => ("TEV", at + 1),
        "night" => ("TNI", at + 1),
        _ => ("", at),
    }
}

/// *7 May 2018*, *the 7th of May*.
fn day_first(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let the = usize::from(line.lower(at) == "the");
    let number = day_of(line.lower(at + the), the == 1)?;
    let of = usize::from(line.lower(at + the + 1) == "of");
    let name = at + the + 1 + of;
    let month_there = month_at(line, name).filter(|_| the == of || of == 0 && the == 0)?;
    let (year, end) = match year_behind(line, name + 1) {
        Some((year, end)) => (Some(year), end),
        None => (None, name + 1),
    };
    month(clock, at, end, month_there, year, Some(number))
}

/// *May 7, 2018*, *May 2018*, *May*, *last May*.
fn month_first(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let (which, name) = Which::before(line, at);
    let month_there = month_at(line, name)?;
    let day = day_of(line.lower(name + 1), false).filter(|_| !counts(line, name));
    if let Some(day) = day.filter(|_| which == Which::Bare) {
        let (year, end) = match year_behind(line, name + 2) {
            Some((year, end)) => (Some(year), end),
            None => (None, name + 2),
        };
        if let Some(said) = month(clock, at, end, month_there, year, Some(day)) {
            return Some(said);
        }
    }
    if let Some((year, end)) = year_behind(line, name + 1).filter(|_| which == Which::Bare) {
        return month(clock, at, end, month_there, Some(year), None);
    }
    // "Women's March", and abbreviations that need a day
    let word = line.lower(name);
    let named = matches!(line.penn_before(name), Some(Penn::Pos | Penn::Nnp))
        && which == Which::Bare
        && weekday_of(line.before(name)).is_none();
    // the 1963 March on Washington
    let named = named || is_year(line.before(name));
    if named || word.len() < 4 && word != "may" {
        return None;
    }
    let year = clock.anchor.and_then(|today| match which {
        Which::Bare => None,
        _ => which.month(today, month_there),
    });
    if which != Which::Bare {
        let found = year.and_then(|year| of_month(name + 1, year, month_there, None));
        let open = || Said {
            end: name + 1,
            value: format!("XXXX-{month_there:02}"),
            yearless: Some((month_there, None)),
            ..Said::default()
        };
        return Some(found.map_or_else(open, |said| Said {
            anchored: true,
            yearless: Some((month_there, None)),
            ..said
        }));
    }
    month(clock, at, name + 1, month_there, None, None)
}

/// Whether a number behind the month at `name` counts what follows: *in May 12 people died*.
fn counts(line: &Line<'_, '_>, name: usize) -> bool {
    let behind = line.lower(name + 2);
    let plural = line.penn(name + 2) == Some(Penn::Nns) && line.before(name) == "in";
    plural || unit::measure(behind).is_some_and(|(unit, _)| matches!(unit, "percent" | "points")) || behind == "per"
}

/// *May 7-9*, *7-9 May*, *May 7 to 9*.
pub(super) fn days(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let pair = |word: &str| {
        let (first, last) = word.split_once(['-', '–'])?;
        Some((day_of(first, false)?, day_of(last, false)?))
    };
    let spread = |at: usize| {
        let parted = || {
            let connects = matches!(line.lower(at + 1), "to" | "-" | "—" | "–" | "through");
            let days = day_of(line.lower(at), false).zip(day_of(line.lower(at + 2), false));
            days.filter(|_| connects).map(|days| (days, at + 3))
        };
        pair(line.lower(at)).map(|days| (days, at + 1)).or_else(parted)
    };
    let (month_there, (first, last), end) = if let Some((days, end)) = spread(at) {
        (month_at(line, end)?, days, end + 1)
    } else {
        let (days, end) = spread(at + 1)?;
        (month_at(line, at)?, days, end)
    };
    let (year, end) = year_behind(line, end).map_or((None, end), |(year, end)| (Some(year), end));
    let first = month(clock, at, end, month_there, year, Some(first))?;
    let last = month(clock, at, end, month_there, year, Some(last))?;
    let known = first.from.zip(last.to).filter(|(from, to)| from < to);
    (known.is_some() || first.from.is_none()).then(|| Said {
        end,
        value: format!("{}/{}", first.value, last.value),
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
        (day.is_none() || months.abs() < 9).then_some(year)
    });
    let yearless = Some((month, day));
    let Some(said) = year.and_then(|year| of_month(end, year, month, day)) else {
        let day = day.map_or_else(String::new, |day| format!("-{day:02}"));
        return Some(Said { end, value: format!("XXXX-{month:02}{day}"), yearless, ..Said::default() });
    };
    Some(Said { anchored: true, yearless, ..said })
}

/// A month, or a day of it.
pub(super) fn of_month(end: usize, year: i16, month: i8, day: Option<i8>) -> Option<Said> {
    if let Some(day) = day {
        return Day::new(year, month, day).map(|day| of_day(end, day));
    }
    let interval = Interval::month(year, month)?;
    Some(of_interval(end, format!("{year:04}-{month:02}"), interval))
}

pub(super) fn of_day(end: usize, day: Day) -> Said {
    of_interval(end, day.to_string(), Interval::day(day))
}

pub(super) fn of_interval(end: usize, value: String, interval: Interval) -> Said {
    Said { end, value, from: Some(interval.from), to: Some(interval.to), ..Said::default() }
}

/// A whole year.
pub(super) fn year(end: usize, year: i16) -> Option<Said> {
    Some(of_interval(end, format!("{year:04}"), Interval::years(year, year)?))
}

/// *the first quarter of 2018*, *Q1 2018*, *the first half of 2018*.
fn quarter(line: &Line<'_, '_>, at: usize) -> Option<Said> {
    let the = usize::from(line.lower(at) == "the");
    let (number, halves, end) = match line.lower(at + the) {
        "q1" => (1, false, at + the + 1),
        "q2" => (2, false, at + the + 1),
        "q3" => (3, false, at + the + 1),
        "q4" => (4, false, at + the + 1),
        ordinal => {
            let number = ["first", "second", "third", "fourth"].iter().position(|word| *word == ordinal)? + 1;
            let number = i8::try_from(number).ok()?;
            let halves = match line.lower(at + the + 1) {
                "quarter" => false,
                "half" if number < 3 => true,
                _ => return None,
            };
            (number, halves, at + the + 2 + usize::from(line.lower(at + the + 2) == "of"))
        }
    };
    let (year, end) = year_at(line, end)?;
    let (letter, months) = if halves { ('H', 6) } else { ('Q', 3) };
    let interval = Interval::months(year, (number - 1) * months + 1, number * months)?;
    Some(of_interval(end, format!("{year:04}-{letter}{number}"), interval))
}

/// *spring 2018*, *the summer of 2016*, *in the spring*: never with days.
fn season(line: &Line<'_, '_>, at: usize) -> Option<Said> {
    let the = usize::from(line.lower(at) == "the");
    let code = season_code(line.lower(at + the))?;
    let of = usize::from(line.lower(at + the + 1) == "of");
    let value = |year: String, end: usize| Some(Said { end, value: format!("{year}-{code}"), ..Said::default() });
    if let Some((year, end)) = year_at(line, at + the + 1 + of) {
        return value(format!("{year:04}"), end);
    }
    let led = matches!(line.before(at), "in" | "during" | "over" | "since" | "until" | "by");
    let alone = the == 1 && led && of == 0 && !line.penn(at + 2).is_some_and(Penn::is_noun);
    if alone { value("XXXX".into(), at + 2) } else { None }
}

/// How TIMEX3 writes a season.
pub(super) fn season_code(word: &str) -> Option<&'static str> {
    match word {
        "spring" => Some("SP"),
        "summer" => Some("SU"),
        "autumn" | "fall" => Some("FA"),
        "winter" => Some("WI"),
        _ => None,
    }
}

/// *the 1990s*, *the '90s*.
fn decade_at(line: &Line<'_, '_>, at: usize) -> Option<Said> {
    let the = usize::from(line.lower(at) == "the");
    decade(line, at + the + 1, line.lower(at + the))
}

/// The decade that `word`, the token before `end`, names.
pub(super) fn decade(line: &Line<'_, '_>, end: usize, word: &str) -> Option<Said> {
    let digits = word.strip_suffix('s')?;
    let digits = digits.strip_suffix('\'').unwrap_or(digits);
    let year = match (digits.strip_prefix('\''), digits.len()) {
        (Some(short), 3) => match short.parse::<i16>().ok()? {
            year @ (30 | 40 | 50 | 60 | 70 | 80 | 90) => 1_900 + year,
            _ => return None,
        },
        (None, 4) => year_of(digits).filter(|year| year % 10 == 0 && *year >= 1_500)?,
        _ => return None,
    };
    // "the 1900s" may be the whole century
    if year % 100 == 0 && year < 2_000 || line.lower(end) == "-" {
        return None;
    }
    Some(of_interval(end, (year / 10).to_string(), Interval::years(year, year + 9)?))
}

/// The year that stands at the token `at` by itself, and the token behind it.
fn year_at(line: &Line<'_, '_>, at: usize) -> Option<(i16, usize)> {
    let year = year_of(line.lower(at))?;
    let before = line.before(at);
    let recent = (1_900..2_050).contains(&year);
    let led = matches!(
        before,
        "in" | "since"
            | "of"
            | "by"
            | "until"
            | "from"
            | "before"
            | "after"
            | "during"
            | "through"
            | "circa"
            | "c."
            | "between"
            | "to"
            | "and"
            | "early"
            | "late"
            | "mid"
    );
    let noun_behind = line.penn(at + 1).is_some_and(|tag| tag.is_noun() || tag == Penn::Dollar);
    let unit_behind = unit::measure(line.lower(at + 1)).is_some_and(|(unit, _)| unit != "days" && unit != "points")
        || line.are(at + 1, &["per", "cent"]);
    let signed = line.is_glued(at) && !matches!(before, "(" | "\"" | "'" | "-" | "—" | "–" | "/")
        || matches!(
            before,
            "$" | "£" | "€" | "#" | "no." | "number" | "page" | "flight" | "room" | "route" | "highway"
        );
    let called = line.penn_before(at).is_some_and(Penn::is_proper)
        && !noun_behind
        && season_code(before).is_none()
        && month_of(before).is_none()
        && weekday_of(before).is_none();
    let certain = recent || led && !noun_behind && year >= 1_000;
    (certain && !unit_behind && !signed && !called).then_some((year, at + 1))
}

/// The year behind a month or day: *2018*, *, 2018*, *of 2018*.
pub(super) fn year_behind(line: &Line<'_, '_>, at: usize) -> Option<(i16, usize)> {
    let skipped = usize::from(matches!(line.lower(at), "," | "of"));
    let year = year_of(line.lower(at + skipped)).filter(|year| (1_000..2_200).contains(year))?;
    // "in May, 2000 people"
    let counts = skipped == 1 && line.penn(at + 2) == Some(Penn::Nns) && line.lower(at) == ",";
    (!counts).then_some((year, at + skipped + 1))
}

/// The year that four digits say.
pub(super) fn year_of(word: &str) -> Option<i16> {
    let sound = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| sound && (1_000..2_200).contains(year))
}

pub(super) fn is_year(word: &str) -> bool {
    year_of(word).is_some()
}

/// A day of a month: *7*, *7th*; in words too where `spelled`, as in *the fourth of July*.
fn day_of(word: &str, spelled: bool) -> Option<i8> {
    const ORDINALS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    if spelled && let Some(place) = ORDINALS.iter().position(|ordinal| *ordinal == word) {
        return i8::try_from(place + 1).ok();
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    let sound = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|day| sound && (1..=31).contains(day))
}

/// The month whose name stands at the token `at`, if it is no person's name or other word.
fn month_at(line: &Line<'_, '_>, at: usize) -> Option<i8> {
    let month = month_of(line.lower(at)).filter(|_| line.is_capital(at))?;
    let person = line.document.entity_kind(at) == Some(EntityKind::Person);
    let word = line.lower(at);
    let certain = !matches!(word, "may" | "march") || line.penn(at).is_some_and(Penn::is_noun);
    // "Oct. 3", "Oct 3"
    let short =
        word.len() == 3 && word != "may" && day_of(line.lower(at + 1), false).is_none() && !is_year(line.lower(at + 1));
    let numbered = day_of(line.lower(at + 1), false).is_some() || is_year(line.lower(at + 1));
    (certain && !short && (!person || numbered)).then_some(month)
}

/// The word that points: *last*, *this*, *next*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Bare,
    Last,
    This,
    Next,
    /// *this past*
    Past,
    /// *this coming*
    Coming,
}

impl Which {
    /// What points from the token `at`, and the token behind it.
    pub(super) fn before(line: &Line<'_, '_>, at: usize) -> (Self, usize) {
        match (line.lower(at), line.lower(at + 1)) {
            ("this", "past") => (Self::Past, at + 2),
            ("this", "coming") => (Self::Coming, at + 2),
            ("last", _) => (Self::Last, at + 1),
            ("next", _) => (Self::Next, at + 1),
            ("this", _) => (Self::This, at + 1),
            _ => (Self::Bare, at),
        }
    }

    /// The day of the week it points to. *Last Monday* and *next Monday* are told only where both readings, the nearest one and
    /// that of the week before or after, are the same day.
    fn weekday(self, today: Day, weekday: i8, tense: impl Fn() -> Tense) -> Option<Day> {
        let back = i32::from((today.weekday() - weekday).rem_euclid(7));
        let ahead = i32::from((weekday - today.weekday()).rem_euclid(7));
        let strictly_back = if back == 0 { 7 } else { back };
        let strictly_ahead = if ahead == 0 { 7 } else { ahead };
        let crosses = |days: i32| today.plus_days(days).filter(|day| day.week() != today.week());
        let within = |days: i32| today.plus_days(days).filter(|day| day.week() == today.week());
        match self {
            Self::Past => today.plus_days(-strictly_back),
            Self::Coming => today.plus_days(strictly_ahead),
            Self::Last => crosses(-strictly_back),
            Self::Next => crosses(strictly_ahead),
            Self::This => match tense() {
                Tense::Past => within(-back),
                Tense::Future => within(ahead),
                Tense::Open => None,
            },
            Self::Bare => match tense() {
                Tense::Past => today.plus_days(-back),
                // said on a Monday, "will on Monday" may be today's or the next
                Tense::Future => today.plus_days(ahead).filter(|_| ahead > 0),
                Tense::Open => None,
            },
        }
    }

    /// The year of the month it points to, where the nearest one and that of the year before or after are the same.
    fn month(self, today: Day, month: i8) -> Option<i16> {
        match self {
            Self::This => Some(today.year()),
            Self::Last if month >= today.month() => Some(today.year() - 1),
            Self::Next if month <= today.month() => Some(today.year() + 1),
            Self::Past => Some(if month < today.month() { today.year() } else { today.year() - 1 }),
            Self::Coming => Some(if month > today.month() { today.year() } else { today.year() + 1 }),
            _ => None,
        }
    }
}
