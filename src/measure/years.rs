//! Years and what belongs to them: quarters, seasons, decades. A season has no days: they differ with the hemisphere.

use super::calendar::{Interval, month_of, weekday_of};
use super::dates::of_interval;
use super::line::Line;
use super::time::Said;
use super::unit;
use crate::terms::Penn;

/// The quarter, season, decade or year that is named from the token `at` on.
pub(super) fn named(line: &Line<'_, '_>, at: usize) -> Option<Said> {
    quarter(line, at).or_else(|| season(line, at)).or_else(|| decade_at(line, at)).or_else(|| {
        let (year_there, end) = year_at(line, at)?;
        year(end, year_there)
    })
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
