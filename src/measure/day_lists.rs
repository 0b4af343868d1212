//! Days that share the name of their month: *April 20, 21 and 22*, *3, 4 and 5 March*, *Monday 16 and Tuesday 17 April*.

use super::dates;
use super::time::{Clock, Said};
use crate::annotation::Penn;
use crate::text::{Line, Set, Words, calendar};

/// The days of a list that begins at the token `at`, each with its first token; two at least.
pub(super) fn days(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Vec<(usize, Said)>> {
    let line = clock.line;
    let begins = line.has_digits(at)
        || calendar::weekday_at(line, at).is_some()
        || line.is(at, Set::DefiniteArticles)
        || line.is(at, Set::Months);
    if !begins {
        return None;
    }
    let month_first = calendar::month_at(line, at);
    let (days, end) = items(line, at + usize::from(month_first.is_some()))?;
    let (month, year, end) = if let Some(month) = month_first {
        // "on April 20, 21 and 22 people came"
        if line.penn(end) == Some(Penn::Nns) {
            return None;
        }
        let (year, end) = with_year(line, end);
        (month, year, end)
    } else {
        let name = end + usize::from(line.is(end, Set::Genitive));
        let (year, end) = with_year(line, name + 1);
        (calendar::month_at(line, name)?, year, end)
    };
    let last = days.len() - 1;
    let said = |(place, &(start, behind, day)): (usize, &(usize, usize, i8))| {
        let start = if place == 0 { at } else { start };
        let said = dates::month(clock, at, end, month, year, Some(day))?;
        Some((start, Said { end: if place == last { end } else { behind }, ..said }))
    };
    days.iter().enumerate().map(said).collect()
}

fn with_year(line: &Line<'_, '_>, end: usize) -> (Option<i16>, usize) {
    calendar::year_behind(line, end).map_or((None, end), |(year, end)| (Some(year), end))
}

/// First token, token behind and number of each day of a list, and the token behind the list.
type Days = (Vec<(usize, usize, i8)>, usize);

/// The days from the token `at` on, the last one joined by *and*.
fn items(line: &Line<'_, '_>, at: usize) -> Option<Days> {
    const MOST: usize = 31;
    let mut days = Vec::new();
    let mut start = at;
    while days.len() < MOST {
        let the = usize::from(line.is(start, Set::DefiniteArticles));
        let named = usize::from(calendar::weekday_at(line, start + the).is_some());
        let comma = usize::from(named == 1 && line.lower(start + the + 1) == ",");
        let place = start + the + named + comma;
        let day = line.has_digits(place).then(|| calendar::day_at(line, place, false)).flatten()?;
        let end = place + 1;
        days.push((start, end, day));
        let comma = usize::from(line.lower(end) == ",");
        let and = usize::from(line.is(end + comma, Set::JoinsPair));
        if and == 1 {
            let (the, day) = (usize::from(line.is(end + comma + 1, Set::DefiniteArticles)), end + comma + 1);
            let named = usize::from(calendar::weekday_at(line, day + the).is_some());
            let last = day + the + named;
            days.push((day, last + 1, calendar::day_at(line, last, false)?));
            return Some((days, last + 1));
        }
        if comma == 0 {
            return None;
        }
        start = end + comma;
    }
    None
}
