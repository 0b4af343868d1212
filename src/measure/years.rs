//! Years and what belongs to them: quarters, seasons, decades. A season has no days: they differ with the hemisphere.

use super::calendar::Interval;
use super::dates::of_interval;
use super::line::Line;
use super::time::Said;
use super::unit;
use super::value::{Moment, Season};
use crate::terms::Penn;
use crate::text::{Set, Table};

/// The quarter, season, decade or year that is named from the token `at` on.
pub(super) fn named(line: &Line<'_, '_>, at: usize) -> Option<Said> {
    quarter(line, at).or_else(|| season(line, at)).or_else(|| decade_at(line, at)).or_else(|| {
        let (year_there, end) = year_at(line, at)?;
        year(end, year_there)
    })
}

/// A whole year.
pub(super) fn year(end: usize, year: i16) -> Option<Said> {
    Some(of_interval(end, Moment::Year(Some(year)), Interval::years(year, year)?))
}

/// *the first quarter of 2018*, *Q1 2018*, *the first half of 2018*.
fn quarter(line: &Line<'_, '_>, at: usize) -> Option<Said> {
    let the = usize::from(line.is(at, Set::DefiniteArticles));
    let place = at + the;
    let (number, letter, end) = if let Some(number) = line.value(place, Table::QuarterCodes) {
        (number, "Q", place + 1)
    } else {
        let number = line.value(place, Table::Ordinals)?;
        let letter = line.value(place + 1, Table::PartsOfYear)?;
        (number, letter, place + 2 + usize::from(line.is(place + 2, Set::Genitive)))
    };
    let number: i8 = number.parse().ok()?;
    let (months, most) = if letter == "H" { (6, 2) } else { (3, 4) };
    if number > most {
        return None;
    }
    let (year, end) = year_at(line, end)?;
    let interval = Interval::months(year, (number - 1) * months + 1, number * months)?;
    let moment = if months == 6 { Moment::Half(year, number) } else { Moment::Quarter(Some((year, number))) };
    Some(of_interval(end, moment, interval))
}

/// *spring 2018*, *the summer of 2016*, *in the spring*: never with days.
fn season(line: &Line<'_, '_>, at: usize) -> Option<Said> {
    let the = usize::from(line.is(at, Set::DefiniteArticles));
    let code = season_at(line, at + the)?;
    let of = usize::from(line.is(at + the + 1, Set::Genitive));
    if let Some((year, end)) = year_at(line, at + the + 1 + of) {
        return Some(Said::open(end, Moment::Season(Some(year), code)));
    }
    let led = line.before_is(at, Set::LeadsSeason);
    let alone = the == 1 && led && of == 0 && !line.penn(at + 2).is_some_and(Penn::is_noun);
    alone.then(|| Said::open(at + 2, Moment::Season(None, code)))
}

/// The season that the token at `at` names.
pub(super) fn season_at(line: &Line<'_, '_>, at: usize) -> Option<Season> {
    line.value(at, Table::Seasons).and_then(Season::of_code)
}

/// *the 1990s*, *the '90s*.
fn decade_at(line: &Line<'_, '_>, at: usize) -> Option<Said> {
    let the = usize::from(line.is(at, Set::DefiniteArticles));
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
    Some(of_interval(end, Moment::Decade(year), Interval::years(year, year + 9)?))
}

/// The year that stands at the token `at` by itself, and the token behind it.
fn year_at(line: &Line<'_, '_>, at: usize) -> Option<(i16, usize)> {
    let year = year_of(line.lower(at))?;
    let before = line.before(at);
    let recent = (1_900..2_050).contains(&year);
    let led = line.before_is(at, Set::LeadsYear);
    let noun_behind = line.penn(at + 1).is_some_and(|tag| tag.is_noun() || tag == Penn::Dollar);
    let unit_behind = unit::at(line, at + 1).is_some() && !line.is(at + 1, Set::UnitsBehindYear)
        || unit::phrase(line, at + 1).is_some_and(|(.., end)| end > at + 2);
    let signed = line.is_glued(at) && !matches!(before, "(" | "\"" | "'" | "-" | "—" | "–" | "/")
        || matches!(before, "$" | "£" | "€" | "#")
        || line.before_is(at, Set::LeadsNoYear);
    let called = line.penn_before(at).is_some_and(Penn::is_proper)
        && !noun_behind
        && at.checked_sub(1).is_some_and(|before| {
            [Table::Seasons, Table::MonthNumbers, Table::WeekdayNumbers]
                .into_iter()
                .all(|table| line.value(before, table).is_none())
        });
    let certain = recent || led && !noun_behind && year >= 1_000;
    (certain && !unit_behind && !signed && !called).then_some((year, at + 1))
}

/// The year behind a month or day: *2018*, *, 2018*, *of 2018*.
pub(super) fn year_behind(line: &Line<'_, '_>, at: usize) -> Option<(i16, usize)> {
    let skipped = usize::from(line.lower(at) == "," || line.is(at, Set::Genitive));
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
