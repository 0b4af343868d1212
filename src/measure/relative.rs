//! Words that point from the day of publication: *yesterday*, *last week*, *two years ago*, *the past six months*.
//!
//! Weeks are those of ISO 8601, from Monday to Sunday. *Two years ago* means that year, *two months ago* that month, *two days
//! ago* that day. Days are not counted in quotations, where *tonight* may be the evening before the article was published. What points from another time than publication (*the next day*, *two years earlier*) is none of these.

use super::calendar::{Day, Interval};
use super::dates::{self, of_day, of_interval};
use super::exact::Exact;
use super::line::Line;
use super::number::number;
use super::tense::{Tense, tense};
use super::time::{Clock, Modifier, Said};
use super::which::Which;
use super::years;
use crate::terms::Penn;

/// The time that the words from the token `at` on point to.
pub(super) fn relative(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    today(clock, at)
        .or_else(|| running(clock, at))
        .or_else(|| stretch(clock, at))
        .or_else(|| pointed(clock, at))
        .or_else(|| ago(clock, at))
}

/// *today*, *yesterday morning*, *last night*, *this evening*.
fn today(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let (days, part, end) = match (line.lower(at), line.lower(at + 1)) {
        ("yesterday" | "tomorrow", _) => {
            let (part, end) = dates::part_of_day(line, at + 1);
            (if line.lower(at) == "yesterday" { -1 } else { 1 }, part, end)
        }
        ("tonight", _) => (0, "TNI", at + 1),
        ("last", "night") => (-1, "TNI", at + 2),
        // the broadcast "This Morning"
        ("this", "morning" | "afternoon" | "evening") if !line.is_capital(at + 1) => {
            let (part, end) = dates::part_of_day(line, at + 1);
            (0, part, end)
        }
        ("today", _) if line.is_capital(at) && at > line.tokens.start && line.is_capital(at - 1) => return None,
        ("today", _) => {
            // "America today" is no day
            let owned = matches!(line.lower(at + 1), "'s" | "'");
            if owned || tense(line, at, at + 1) == Tense::Open {
                return Some(Said { end: at + 1, value: "PRESENT_REF".into(), ..Said::default() });
            }
            (0, "", at + 1)
        }
        _ => return None,
    };
    let day = spoken(clock, at).and_then(|today| today.plus_days(days));
    let mut said = day.map_or_else(
        || Said { end, value: "XXXX-XX-XX".into(), ..Said::default() },
        |day| Said { anchored: true, ..of_day(end, day) },
    );
    said.value.push_str(part);
    Some(said)
}

/// The day that days are counted from at the token `at`: that of publication, but none in a quotation.
fn spoken(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Day> {
    let quoted = clock.line.document.tokens.get(at).is_some_and(|token| token.quotation.is_some());
    clock.anchor.filter(|_| !quoted)
}

/// *earlier this year*: from its start up to publication; *later this week*: from then to its end.
fn running(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let word = line.lower(at);
    if !matches!(word, "earlier" | "later") {
        return None;
    }
    if line.lower(at + 1) == "today" {
        let said = spoken(clock, at).map(|today| Said { anchored: true, ..of_day(at + 2, today) });
        return said.or_else(|| Some(Said { end: at + 2, value: "XXXX-XX-XX".into(), ..Said::default() }));
    }
    if line.lower(at + 1) != "this" || !matches!(line.lower(at + 2), "year" | "month" | "week") {
        return None;
    }
    let mut said = calendar(clock.anchor, line.lower(at + 2), 0, at + 3)?;
    if word == "earlier" {
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
    let period = line.lower(name);
    let article = line.lower(at) == "the" && line.lower(at + 1) == "weekend";
    if period == "weekend" || article {
        let which = if article { Which::Bare } else { which };
        let led = matches!(line.before(at), "over" | "at" | "on" | "during" | "for");
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
    if let Some(code) = years::season_code(period) {
        return Some(season(clock, which, code, name + 1));
    }
    let behind = line.lower(name + 1);
    let narrows = behind == "of" && line.lower(name + 2) != "this";
    if narrows && matches!(period, "week" | "month" | "quarter") {
        return None;
    }
    calendar(clock.anchor, period, offset, name + 1)
}

/// The running year, month, week or quarter, or one so many further.
pub(super) fn calendar(anchor: Option<Day>, period: &str, offset: i32, end: usize) -> Option<Said> {
    let open = match period {
        "year" => "XXXX",
        "month" => "XXXX-XX",
        "week" => "XXXX-WXX",
        "quarter" => "XXXX-QX",
        _ => return None,
    };
    let Some(today) = anchor else { return Some(Said { end, value: open.into(), ..Said::default() }) };
    let (value, interval) = match period {
        "year" => {
            let year = today.year().checked_add(i16::try_from(offset).ok()?)?;
            (format!("{year:04}"), Interval::years(year, year)?)
        }
        "month" => {
            let day = today.plus_months(offset)?;
            (format!("{:04}-{:02}", day.year(), day.month()), Interval::month(day.year(), day.month())?)
        }
        "week" => {
            let (year, week) = today.plus_days(offset.checked_mul(7)?)?.week();
            (format!("{year:04}-W{week:02}"), Interval::week(year, week)?)
        }
        _ => {
            let day = today.plus_months(offset.checked_mul(3)?)?;
            let quarter = (day.month() - 1) / 3 + 1;
            let interval = Interval::months(day.year(), quarter * 3 - 2, quarter * 3)?;
            (format!("{:04}-Q{quarter}", day.year()), interval)
        }
    };
    Some(Said { anchored: true, ..of_interval(end, value, interval) })
}

/// A weekend; open where publication falls on one, as it is then not clear which is meant.
fn weekend(clock: &Clock<'_, '_, '_>, which: Which, at: usize, end: usize) -> Said {
    let open = Said { end, value: "XXXX-WXX-WE".into(), ..Said::default() };
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
    let (year, week) = from.week();
    Said { anchored: true, ..of_interval(end, format!("{year:04}-W{week:02}-WE"), Interval { from, to }) }
}

/// *this spring*, *last summer*: the year is told where it is certain on either half of the earth.
fn season(clock: &Clock<'_, '_, '_>, which: Which, code: &str, end: usize) -> Said {
    // winter in the north and summer in the south lie in two years
    let year = clock.anchor.filter(|_| code != "WI").and_then(|today| {
        let begins = match code {
            "SP" => 3,
            "SU" => 6,
            _ => 9,
        };
        match which {
            Which::This => Some(today.year()),
            Which::Last if today.month() < begins => Some(today.year() - 1),
            Which::Next if today.month() >= begins + 3 => Some(today.year() + 1),
            _ => None,
        }
    });
    let value = year.map_or_else(|| format!("XXXX-{code}"), |year| format!("{year:04}-{code}"));
    Said { end, value, anchored: year.is_some(), ..Said::default() }
}

/// *the past two years*, *over the next six months*, *the last decade*: up to publication, or from then on.
fn stretch(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let the = usize::from(line.lower(at) == "the");
    let word = line.lower(at + the);
    let back = match word {
        "past" | "last" => true,
        "next" | "coming" => false,
        _ => return None,
    };
    let counted = number(line, at + the + 1).filter(|number| number.rest.is_empty() && number.second.is_none());
    let (value, period) = match &counted {
        Some(number) => (number.value, number.end),
        None => (Exact::whole(1), at + the + 1),
    };
    let (unit, singular) = unit_of(line.lower(period))?;
    let count = i32::try_from(value.as_whole()?).ok().filter(|count| (1..=1_000).contains(count))?;
    let led = matches!(line.before(at), "over" | "in" | "within" | "for" | "during" | "throughout" | "of");
    let certain = if counted.is_some() {
        // "last two weeks of May"
        !singular && (the == 1 || led) && (word == "past" || led || !back)
    } else {
        // "the last day", "the next year" may point from any time
        singular && the == 1 && (word == "past" || led) && (back || unit != 'D')
    };
    let goes_on = matches!(line.lower(period + 1), "of" | "'s" | "'") || line.are(period + 1, &["and", "a", "half"]);
    if !certain || goes_on {
        return None;
    }
    let sign = if back { -1 } else { 1 };
    // "he spent the next eight months there" points from then
    let narrated = !back && tense(line, at, period + 1) == Tense::Past;
    let other = clock.anchor.filter(|_| !narrated).and_then(|today| shifted(today, unit, sign * count));
    let days = clock.anchor.zip(other).map(|(today, other)| if back { (other, today) } else { (today, other) });
    let value = if unit == 'E' { format!("P{}Y", count * 10) } else { format!("P{count}{unit}") };
    let (from, to) = days.unzip();
    Some(Said { end: period + 1, value, from, to, anchored: days.is_some(), ..Said::default() })
}

/// *two years ago*, *more than a week ago*, *three months from now*.
fn ago(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let (modifier, start) = nearness(line, at);
    let counted = number(line, start).filter(|number| number.rest.is_empty() && number.second.is_none());
    let (count, period) = match (&counted, line.lower(start)) {
        (Some(number), _) => (number.value.as_whole()?, number.end),
        (None, "a" | "an" | "one") => (1, start + 1),
        _ => return None,
    };
    let (unit, _) = unit_of(line.lower(period))?;
    let (sign, end) = match (line.lower(period + 1), line.lower(period + 2)) {
        ("ago", _) => (-1, period + 2),
        ("from", "now" | "today") => (1, period + 3),
        _ => return None,
    };
    let count = i32::try_from(count).ok().filter(|count| (1..=10_000).contains(count))?;
    let anchor = if unit == 'D' { spoken(clock, at) } else { clock.anchor };
    let day = anchor.and_then(|today| shifted(today, unit, sign * count));
    let Some(day) = day else {
        if unit == 'D' {
            return Some(Said { end, value: "XXXX-XX-XX".into(), modifier, ..Said::default() });
        }
        return calendar(None, calendar_name(unit), 0, end).map(|said| Said { modifier, ..said });
    };
    let mut said = match unit {
        'D' => Said { anchored: true, ..of_day(end, day) },
        _ => calendar(Some(day), calendar_name(unit), 0, end)?,
    };
    // a decade ago is not that very year
    said.modifier = modifier.or((unit == 'E').then_some(Modifier::Approx));
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
    match (line.lower(at), line.lower(at + 1)) {
        ("about" | "nearly" | "almost" | "around" | "roughly" | "some" | "approximately", _) => {
            (Some(Modifier::Approx), at + 1)
        }
        ("more", "than") | ("at", "least") | ("well" | "just", "over") => (Some(Modifier::Before), at + 2),
        ("over", _) => (Some(Modifier::Before), at + 1),
        ("less" | "fewer", "than") => (Some(Modifier::After), at + 2),
        _ => (None, at),
    }
}

/// A unit of time as durations are written, E standing for decades; and whether the word is its singular.
fn unit_of(word: &str) -> Option<(char, bool)> {
    Some(match word {
        "day" => ('D', true),
        "days" => ('D', false),
        "week" => ('W', true),
        "weeks" => ('W', false),
        "month" => ('M', true),
        "months" => ('M', false),
        "year" => ('Y', true),
        "years" => ('Y', false),
        "decade" => ('E', true),
        "decades" => ('E', false),
        _ => return None,
    })
}

const fn calendar_name(unit: char) -> &'static str {
    match unit {
        'W' => "week",
        'M' => "month",
        'D' => "day",
        _ => "year",
    }
}

fn shifted(day: Day, unit: char, count: i32) -> Option<Day> {
    match unit {
        'D' => day.plus_days(count),
        'W' => day.plus_days(count.checked_mul(7)?),
        'M' => day.plus_months(count),
        'Y' => day.plus_months(count.checked_mul(12)?),
        _ => day.plus_months(count.checked_mul(120)?),
    }
}
