//! Years and what belongs to them: quarters, seasons, decades. A season has no days: they differ with the hemisphere.

use super::calendar::Interval;
use super::dates::of_interval;
use super::relative::Period;
use super::time::{Clock, Said};
use super::unit;
use super::which::Which;
use crate::annotation::Penn;
use crate::text::moment::{Moment, Season, TimeValue};
use crate::text::{Line, Words};
use crate::text::{Set, Table, calendar};

/// The quarter, season, decade or year that is named from the token `at` on.
pub(super) fn named(line: &Line<'_, '_>, at: usize) -> Option<Said> {
    quarter(line, at).or_else(|| fiscal(line, at)).or_else(|| season(line, at)).or_else(|| decade_at(line, at)).or_else(
        || {
            let (year_there, end) = year_at(line, at)?;
            year(end, year_there)
        },
    )
}

/// A whole year.
pub(super) fn year(end: usize, year: i16) -> Option<Said> {
    Some(of_interval(end, Moment::Year(Some(year)), Interval::years(year, year)?))
}

/// *the first quarter of 2018*, *Q1 2018*, *the first half of 2018*.
fn quarter(line: &Line<'_, '_>, at: usize) -> Option<Said> {
    let the = usize::from(line.is(at, Set::DefiniteArticles));
    let place = at + the;
    let (number, half, end): (i8, bool, usize) = if let Some(code) = line.value(place, Table::QuarterCodes) {
        let (letter, number) = code.split_at_checked(1)?;
        (number.parse().ok()?, letter == "H", place + 1 + usize::from(line.is(place + 1, Set::Genitive)))
    } else {
        let number = line.value(place, Table::Ordinals)?.parse().ok()?;
        let half = line.value(place + 1, Table::PartsOfYear)? == "H";
        (number, half, place + 2 + usize::from(line.is(place + 2, Set::Genitive)))
    };
    let (months, most) = if half { (6, 2) } else { (3, 4) };
    if number > most {
        return None;
    }
    let code = line.value(place, Table::QuarterCodes).is_some();
    let plain = || calendar::year_of(line.lower(end)).map(|year| (year, end + 1));
    let (year, end) = if code { plain() } else { year_at(line, end) }?;
    let interval = Interval::months(year, (number - 1) * months + 1, number * months)?;
    let moment = if half { Moment::Half(year, number) } else { Moment::Quarter(Some((year, number))) };
    Some(of_interval(end, moment, interval))
}

/// *FY2016*, *fiscal 2016*, *the financial year 2016-17*: without days, as they begin in other months in other countries.
fn fiscal(line: &Line<'_, '_>, at: usize) -> Option<Said> {
    let the = usize::from(line.is(at, Set::DefiniteArticles));
    let said = |word: &str, end: usize| {
        let short = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        let year = if short { word.parse::<i16>().ok().map(|year| 2_000 + year) } else { calendar::year_of(word) };
        let years = calendar::years_of(word).map(|(from, to)| {
            let value = TimeValue::Between(Moment::Year(Some(from)), Moment::Year(Some(to)));
            Said { value, ..Said::open(end, Moment::Present) }
        });
        years.or_else(|| year.map(|year| Said::open(end, Moment::Year(Some(year)))))
    };
    if let Some((_, year)) = line.phrase(at + the, Table::FiscalYears) {
        return said(line.lower(year), year + 1);
    }
    let word = line.lower(at + the);
    let digits = word.find(|c: char| c.is_ascii_digit()).filter(|_| line.has_digits(at + the))?;
    let (letters, year) = word.split_at_checked(digits)?;
    line.word_value(letters, Table::FiscalYears)?;
    said(year, at + the + 1)
}

/// *the second half of last year*, *the first quarter of this year*.
pub(super) fn part_of_running(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let place = at + usize::from(line.is(at, Set::DefiniteArticles));
    let number: i8 = line.value(place, Table::Ordinals)?.parse().ok()?;
    let half = line.value(place + 1, Table::PartsOfYear)? == "H";
    let (which, name) = Which::before(line, place + 3);
    let offset = match which {
        Which::Last => -1,
        Which::This => 0,
        Which::Next => 1,
        _ => return None,
    };
    let (months, most) = if half { (6, 2) } else { (3, 4) };
    let is_year = line.is(place + 2, Set::Genitive) && Period::at(line, name) == Some(Period::Year);
    let year = clock.anchor.filter(|_| is_year && number <= most)?.year() + offset;
    let moment = if half { Moment::Half(year, number) } else { Moment::Quarter(Some((year, number))) };
    let interval = Interval::months(year, (number - 1) * months + 1, number * months)?;
    Some(Said { anchored: true, ..of_interval(name + 1, moment, interval) })
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
    let year = calendar::decade_of(word)?;
    // "the 1900s" may be the whole century
    if year % 100 == 0 && year < 2_000 || line.lower(end) == "-" {
        return None;
    }
    Some(of_interval(end, Moment::Decade(year), Interval::years(year, year + 9)?))
}

/// The year that stands at the token `at` by itself, and the token behind it.
fn year_at(line: &Line<'_, '_>, at: usize) -> Option<(i16, usize)> {
    let year = calendar::year_of(line.lower(at))?;
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
    let recent = recent && !calendar::counts_nouns(line, at);
    let certain = recent || led && !noun_behind && year >= 1_000;
    (certain && !unit_behind && !signed && !called).then_some((year, at + 1))
}
