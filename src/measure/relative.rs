//! Words that point from the day of publication: *yesterday*, *last week*, *two years ago*, *the past six months*.
//!
//! Weeks are those of ISO 8601, from Monday to Sunday. *Two years ago* means that year, *two months ago* that month, *two days
//! ago* that day. Days are not counted in quotations, where *tonight* may be the evening before the article was published. What points from another time than publication (*the next day*, *two years earlier*) is none of these.

use super::calendar::{Day, Interval};
use super::dates::{self, of_day, of_interval};
use super::tense::{Tense, tense};
use super::time::{Clock, Said};
use super::which::Which;
use super::years;
use crate::annotation::Penn;
use crate::text::moment::Modifier;
use crate::text::moment::{LengthUnit, Moment, PartOfDay, Season};
use crate::text::numeral::Exact;
use crate::text::numeral::numeral;
use crate::text::{Line, Words};
use crate::text::{Set, Table, calendar as words};

/// The time that the words from the token `at` on point to.
pub(super) fn relative(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    today(clock, at)
        .or_else(|| running(clock, at))
        .or_else(|| week_of(clock, at))
        .or_else(|| years::part_of_running(clock, at))
        .or_else(|| stretch(clock, at))
        .or_else(|| pointed(clock, at))
        .or_else(|| ago(clock, at))
}

/// *today*, *yesterday morning*, *last night*, *this evening*.
fn today(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let (named, next) = words::near_day(line, at)?;
    // the broadcasts "This Morning" and "Action News Today"
    let titled = match next - at {
        1 => line.is_capital(at) && at > line.tokens.start && line.is_capital(at - 1) && named == "0",
        _ => line.is_capital(at + 1) && line.is(at + 1, Set::TitledPartsOfDay),
    };
    if titled {
        return None;
    }
    let (days, part) = named.split_once('T').unwrap_or((named, ""));
    let part = PartOfDay::of_code(part);
    let days: i32 = days.parse().ok()?;
    if days == 0 && part.is_none() {
        // "America today" is no day
        let owned = line.is(next, Set::Possessive);
        if owned || tense(line, at, next) == Tense::Open {
            return Some(Said::open(next, Moment::Present));
        }
    }
    let (part, end) = if part.is_none() && days != 0 { dates::part_of_day(line, next) } else { (part, next) };
    // who is quoted may have said "yesterday" on the day before, but hardly "the day before yesterday"
    let today = if days.abs() > 1 { clock.anchor } else { spoken(clock, at) };
    let day = today.and_then(|today| today.plus_days(days));
    Some(day.map_or_else(
        || Said::open(end, Moment::ANY_DAY.at(part)),
        |day| Said { anchored: true, ..of_interval(end, day.moment().at(part), Interval::day(day)) },
    ))
}

/// *the week of April 2*, *the week ending 7 April*, *week 14 of 2018*.
fn week_of(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let name = at + usize::from(line.is(at, Set::DefiniteArticles));
    if Period::at(line, name) != Some(Period::Week) {
        return None;
    }
    let number = line.lower(name + 1).parse::<i8>().ok().filter(|number| (1..=53).contains(number));
    if let Some(number) = number.filter(|_| line.is(name + 2, Set::Genitive)) {
        let year = words::year_of(line.lower(name + 3))?;
        return Some(of_interval(name + 4, Moment::Week(Some((year, number))), Interval::week(year, number)?));
    }
    if !line.is(name + 1, Set::LeadsDayOfWeek) {
        return None;
    }
    let day = dates::day(clock, name + 2)?;
    let found = day.from.map(Day::week);
    let interval = found.and_then(|(year, week)| Interval::week(year, week));
    let open = Said { anchored: day.anchored, ..Said::open(day.end, Moment::Week(found)) };
    Some(interval.map_or(open.clone(), |days| Said { from: Some(days.from), to: Some(days.to), ..open }))
}

/// The day that days are counted from at the token `at`: that of publication, but none in a quotation.
fn spoken(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Day> {
    let quoted = clock.line.document.tokens.get(at).is_some_and(|token| token.quotation.is_some());
    clock.anchor.filter(|_| !quoted)
}

/// *earlier this year*: from its start up to publication; *later this week*: from then to its end.
fn running(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let modifier = line.value(at, Table::RunningParts)?;
    if line.is(at + 1, Set::Today) {
        let said = spoken(clock, at).map(|today| Said { anchored: true, ..of_day(at + 2, today) });
        return said.or_else(|| Some(Said::open(at + 2, Moment::ANY_DAY)));
    }
    let period = Period::at(line, at + 2).filter(|&period| period != Period::Quarter)?;
    if Which::before(line, at + 1) != (Which::This, at + 2) {
        return None;
    }
    let mut said = calendar(clock.anchor, period, 0, at + 3)?;
    if modifier == "BEFORE" {
        said.to = clock.anchor;
    } else {
        said.from = clock.anchor;
    }
    Some(said)
}

/// *last week*, *this year*, *next month*, *last spring*, *the weekend*.
fn pointed(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let (which, name) = Which::before(line, at);
    let article = line.is(at, Set::DefiniteArticles) && line.is(at + 1, Set::Weekend);
    if line.is(name, Set::Weekend) || article {
        let which = if article { Which::Bare } else { which };
        let led = line.before_is(at, Set::LeadsWeekend);
        return (which != Which::Bare || led && article)
            .then(|| weekend(clock, which, at, name + 1 + usize::from(article)));
    }
    let owned = matches!(line.penn_before(at), Some(Penn::Dt | Penn::PrpS | Penn::Pos | Penn::Jj | Penn::Cd));
    let offset = match which {
        Which::Last => -1,
        Which::This => 0,
        Which::Next => 1,
        _ => return None,
    };
    // "his last year", "the next week"
    if owned && which != Which::This {
        return None;
    }
    if let Some(code) = years::season_at(line, name) {
        return Some(season(clock, which, code, name + 1));
    }
    let period = Period::at(line, name)?;
    let narrows = line.is(name + 1, Set::Genitive) && Which::before(line, name + 2).0 != Which::This;
    if narrows && period != Period::Year {
        return None;
    }
    calendar(clock.anchor, period, offset, name + 1)
}

/// A stretch of days that calendars number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    Year,
    Quarter,
    Month,
    Week,
}

impl Period {
    /// The one that the token at `at` names.
    pub(super) fn at(line: &Line<'_, '_>, at: usize) -> Option<Self> {
        Some(match line.value(at, Table::CalendarPeriods)? {
            "Y" => Self::Year,
            "Q" => Self::Quarter,
            "M" => Self::Month,
            _ => Self::Week,
        })
    }
}

/// The running year, month, week or quarter, or one so many further.
pub(super) fn calendar(anchor: Option<Day>, period: Period, offset: i32, end: usize) -> Option<Said> {
    let open = match period {
        Period::Year => Moment::Year(None),
        Period::Month => Moment::Month { year: None, month: None },
        Period::Week => Moment::Week(None),
        Period::Quarter => Moment::Quarter(None),
    };
    let Some(today) = anchor else { return Some(Said::open(end, open)) };
    let (value, interval) = match period {
        Period::Year => {
            let year = today.year().checked_add(i16::try_from(offset).ok()?)?;
            (Moment::Year(Some(year)), Interval::years(year, year)?)
        }
        Period::Month => {
            let day = today.plus_months(offset)?;
            (
                Moment::Month { year: Some(day.year()), month: Some(day.month()) },
                Interval::month(day.year(), day.month())?,
            )
        }
        Period::Week => {
            let (year, week) = today.plus_days(offset.checked_mul(7)?)?.week();
            (Moment::Week(Some((year, week))), Interval::week(year, week)?)
        }
        Period::Quarter => {
            let day = today.plus_months(offset.checked_mul(3)?)?;
            let quarter = (day.month() - 1) / 3 + 1;
            let interval = Interval::months(day.year(), quarter * 3 - 2, quarter * 3)?;
            (Moment::Quarter(Some((day.year(), quarter))), interval)
        }
    };
    Some(Said { anchored: true, ..of_interval(end, value, interval) })
}

/// A weekend; open where publication falls on one, as it is then not clear which is meant.
fn weekend(clock: &Clock<'_, '_, '_>, which: Which, at: usize, end: usize) -> Said {
    let open = Said::open(end, Moment::Weekend(None));
    let Some(today) = clock.anchor.filter(|today| today.weekday() < 6) else { return open };
    let saturday = i32::from(6 - today.weekday());
    let days = match which {
        Which::Last | Which::Past => saturday - 7,
        Which::Coming => saturday,
        // said in the week, it is the coming one or the one after
        Which::Next => return open,
        Which::This | Which::Bare => match tense(clock.line, at, end) {
            Tense::Past => saturday - 7,
            Tense::Future => saturday,
            Tense::Open => return open,
        },
    };
    let Some((from, to)) = today.plus_days(days).zip(today.plus_days(days + 1)) else { return open };
    Said { anchored: true, ..of_interval(end, Moment::Weekend(Some(from.week())), Interval { from, to }) }
}

/// *this spring*, *last summer*: the year is told where it is certain on either half of the earth.
fn season(clock: &Clock<'_, '_, '_>, which: Which, season: Season, end: usize) -> Said {
    // winter in the north and summer in the south lie in two years
    let year = clock.anchor.filter(|_| season != Season::Winter).and_then(|today| {
        let begins = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            _ => 9,
        };
        match which {
            Which::This => Some(today.year()),
            Which::Last if today.month() < begins => Some(today.year() - 1),
            Which::Next if today.month() >= begins + 3 => Some(today.year() + 1),
            _ => None,
        }
    });
    Said { anchored: year.is_some(), ..Said::open(end, Moment::Season(year, season)) }
}

/// *the past two years*, *over the next six months*, *the last decade*: up to publication, or from then on.
fn stretch(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let the = usize::from(line.is(at, Set::DefiniteArticles));
    let (back, past) = match line.value(at + the, Table::StretchWords)? {
        "PAST" => (true, true),
        "LAST" => (true, false),
        _ => (false, false),
    };
    let counted = numeral(line, at + the + 1).filter(|number| number.rest.is_empty() && number.second.is_none());
    let (value, period) = match &counted {
        Some(number) => (number.value, number.end),
        None => (Exact::whole(1), at + the + 1),
    };
    let (unit, singular) = unit_at(line, period)?;
    let count = i32::try_from(value.as_whole()?).ok().filter(|count| (1..=1_000).contains(count))?;
    let led = line.before_is(at, Set::LeadsPeriod);
    let certain = if counted.is_some() {
        // "last two weeks of May"
        !singular && (the == 1 || led) && (past || led || !back)
    } else {
        // "the last day", "the next year" may point from any time
        singular && the == 1 && (past || led) && (back || unit != 'D')
    };
    let goes_on = line.is(period + 1, Set::Genitive)
        || line.is(period + 1, Set::Possessive)
        || line.phrase(period + 1, Table::NumberTails).is_some();
    if !certain || goes_on {
        return None;
    }
    let sign = if back { -1 } else { 1 };
    // "he spent the next eight months there" points from then
    let narrated = !back && tense(line, at, period + 1) == Tense::Past;
    let other = clock.anchor.filter(|_| !narrated).and_then(|today| shifted(today, unit, sign * count));
    let days = clock.anchor.zip(other).map(|(today, other)| if back { (other, today) } else { (today, other) });
    let length = match unit {
        'D' => Moment::Length(count, LengthUnit::Days),
        'W' => Moment::Length(count, LengthUnit::Weeks),
        'M' => Moment::Length(count, LengthUnit::Months),
        'Y' => Moment::Length(count, LengthUnit::Years),
        'C' => Moment::Length(count * 100, LengthUnit::Years),
        _ => Moment::Length(count * 10, LengthUnit::Years),
    };
    let (from, to) = days.unzip();
    Some(Said { from, to, anchored: days.is_some(), ..Said::open(period + 1, length) })
}

/// *two years ago*, *more than a week ago*, *three months from now*.
fn ago(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let (modifier, start) = nearness(line, at);
    let counted = numeral(line, start).filter(|number| number.rest.is_empty() && number.second.is_none());
    let half = || line.is(start, Set::Half) && line.is(start + 1, Set::IndefiniteArticles);
    let (mut count, period) = match &counted {
        Some(number) => (number.value, number.end),
        None if line.is(start, Set::IndefiniteArticles) => (Exact::whole(1), start + 1),
        None if half() => (Exact::ratio(1, 2)?, start + 2),
        None => return None,
    };
    let (mut unit, _) = unit_at(line, period)?;
    let mut behind = period + 1;
    // "a year and a half ago"
    if let Some((part, end)) = line.phrase(behind, Table::NumberTails) {
        let (over, under) = part.split_once('/')?;
        count = count.plus(Exact::ratio(over.parse().ok()?, under.parse().ok()?)?)?;
        behind = end;
    }
    let (direction, end) = line.phrase(behind, Table::PointsFromNow)?;
    let sign = if direction == "-" { -1 } else { 1 };
    let mut vague = matches!(unit, 'E' | 'C');
    if !count.is_whole() {
        let (parts, smaller) = match unit {
            'Y' => (12, 'M'),
            'E' => (10, 'Y'),
            'C' => (100, 'Y'),
            _ => return None,
        };
        (count, unit) = (count.times(Exact::whole(parts))?, smaller);
        vague &= unit == 'Y';
    }
    let count = i32::try_from(count.as_whole()?).ok().filter(|count| (1..=10_000).contains(count))?;
    let anchor = if unit == 'D' { spoken(clock, at) } else { clock.anchor };
    let day = anchor.and_then(|today| shifted(today, unit, sign * count));
    let Some(day) = day else {
        if unit == 'D' {
            return Some(Said { modifier, ..Said::open(end, Moment::ANY_DAY) });
        }
        return calendar(None, calendar_period(unit), 0, end).map(|said| Said { modifier, ..said });
    };
    let mut said = match unit {
        'D' => Said { anchored: true, ..of_day(end, day) },
        _ => calendar(Some(day), calendar_period(unit), 0, end)?,
    };
    // a decade ago is not that very year
    said.modifier = modifier.or(vague.then_some(Modifier::Approx));
    (said.from, said.to) = match said.modifier {
        Some(Modifier::Before) => (None, Some(day)),
        Some(Modifier::After) => (Some(day), clock.anchor),
        Some(_) => (None, None),
        None => (said.from, said.to),
    };
    Some(said)
}

/// What *about* or *more than* before a number of years ago does, and the token behind it.
fn nearness(line: &Line<'_, '_>, at: usize) -> (Option<Modifier>, usize) {
    let bound = line.phrase(at, Table::AgoBounds);
    bound.map_or((None, at), |(modifier, end)| (Modifier::named(modifier), end))
}

/// A unit of time as durations are written, E standing for decades; and whether the word is its singular.
fn unit_at(line: &Line<'_, '_>, at: usize) -> Option<(char, bool)> {
    let code = line.value(at, Table::PeriodCodes)?;
    Some((code.chars().next()?, !code.ends_with('s')))
}

const fn calendar_period(unit: char) -> Period {
    match unit {
        'W' => Period::Week,
        'M' => Period::Month,
        _ => Period::Year,
    }
}

fn shifted(day: Day, unit: char, count: i32) -> Option<Day> {
    match unit {
        'D' => day.plus_days(count),
        'W' => day.plus_days(count.checked_mul(7)?),
        'M' => day.plus_months(count),
        'Y' => day.plus_months(count.checked_mul(12)?),
        'C' => day.plus_months(count.checked_mul(1_200)?),
        _ => day.plus_months(count.checked_mul(120)?),
    }
}
