//! One number with its unit: a count, a measure, a sum, an age.

use super::bound::{self, Bound};
use super::not_a_quantity::is_label;
use super::noun::{named_unit, noun, per, plural};
use super::quantity::Amount;
use super::unit;
use crate::annotation::{EntityKind, Penn};
use crate::text::numeral::Exact;
use crate::text::numeral::{Numeral, numeral, scale_at, scale_of_letters};
use crate::text::{Line, Words};
use crate::text::{Set, Table};

/// An amount with what its number looked like.
#[derive(Clone)]
pub(super) struct Counted {
    pub(super) amount: Amount,
    pub(super) mantissa: Exact,
    pub(super) scale: Option<Exact>,
    pub(super) is_digits: bool,
    pub(super) is_grouped: bool,
    /// Whether it is told in a unit of measure, rather than counts something.
    pub(super) is_measured: bool,
    /// Whether its unit holds for a second number too: *$3 to $5*, *aged 5 to 11*.
    pub(super) is_shared: bool,
}

/// A number or sum with its unit, if it says one.
pub(super) fn counted(line: &Line<'_, '_>, at: usize) -> Option<Counted> {
    if let Some(money) = money(line, at) {
        return Some(money);
    }
    let (start, sign) = match line.lower(at) {
        _ if line.is(at, Set::Minus) => (at + 1, true),
        "-" | "−" if !line.is_glued(at) && line.is_glued(at + 1) => (at + 1, true),
        _ => (at, false),
    };
    let mut number = numeral(line, start)?;
    if !begins_number(line, start, &number) {
        return None;
    }
    // "plus or minus 3 points" is a margin of 3
    if sign && !(line.before_is(at, Set::JoinsChoice) && start > at) {
        number.value = number.value.negative();
    }
    let at = if number.value == number.mantissa && sign && line.before_is(at, Set::JoinsChoice) { start } else { at };
    let mut found = Counted {
        amount: Amount::new(at, number.end, number.value),
        mantissa: number.mantissa,
        scale: number.scale,
        is_digits: number.is_digits,
        is_grouped: number.is_grouped,
        is_measured: false,
        is_shared: false,
    };
    if let Some(second) = number.second {
        found.amount.to = Some(second).filter(|&second| number.value.is_less(second));
        found.amount.to?;
    }
    if number.rest.is_empty() {
        behind(line, &number, &mut found);
    } else {
        hanging(line, &number, &mut found)?;
    }
    // "3-5" alone is a score, a date or a name
    (found.amount.to.is_none() || found.amount.unit.is_some()).then_some(found)
}

/// Whether a number that counts begins at the token `at`, and not in the middle of something else.
pub(super) fn begins_number(line: &Line<'_, '_>, at: usize, number: &Numeral) -> bool {
    let dashed =
        matches!(line.before(at), "-" | "—") && line.is_glued(at.wrapping_sub(1)) && line.before(at - 1) != "%";
    let cut = line.is_glued(at) && (dashed || matches!(line.before(at), "." | "," | ":" | "/" | "'" | "&"));
    let is_one = line.is(at, Set::One) && number.end == at + 1;
    // "that one in three": a share
    let is_share = line.phrase(at + 1, Table::RatioLinks).is_some();
    // "one day it may open"
    let some_day = line.is(at + 1, Set::TakesSomeOne) && !line.before_is(at, Set::CountsOne);
    let one_stands = is_one && !is_share && (line.before_is(at, Set::PointsToOne) || some_day);
    !cut && !one_stands && !is_label(line, at, number)
}

/// *$4.2bn*, *US$40 million*, *£9,000 a year*.
fn money(line: &Line<'_, '_>, at: usize) -> Option<Counted> {
    let is_sign = |at: usize| line.value(at, Table::Currencies).is_some();
    let (currency, sign) = if is_sign(at) {
        (unit::currency(line, "", at)?, at)
    } else if is_sign(at + 1) && line.is_glued(at + 1) {
        (unit::currency(line, line.text(at), at + 1)?, at + 1)
    } else {
        (line.currency_code(at).filter(|_| line.has_digits(at + 1))?, at)
    };
    let mut number = numeral(line, sign + 1)?;
    let mut found = Counted {
        amount: Amount::new(at, number.end, number.value).of(currency),
        mantissa: number.mantissa,
        scale: number.scale,
        is_digits: true,
        is_grouped: number.is_grouped,
        is_measured: true,
        is_shared: true,
    };
    let (letters, tail) = number.rest.split_once('-').unwrap_or((&number.rest, ""));
    if let Some(scale) =
        scale_of_letters(line.document.language, letters).filter(|_| number.scale.is_none() && number.second.is_none())
    {
        (found.scale, found.amount.value) = (Some(scale), number.value.times(scale)?);
        number.rest = tail.to_owned();
    }
    if let Some(per) = number.rest.split_once('-').filter(|(word, _)| line.word_is(word, Set::HangingPer)) {
        found.amount.per = Some(per.1.to_owned());
    } else if let Some(bound) = line.word_value(&number.rest, Table::HangingBounds) {
        found.amount.bound = Bound::named(bound);
    }
    // "€3 m"
    if found.scale.is_none()
        && number.second.is_none()
        && number.rest.is_empty()
        && let Some(scale) = line.value(number.end, Table::ScaleLetters).and_then(|digits| digits.parse().ok())
    {
        let scale = Exact::whole(scale);
        (found.scale, found.amount.value, found.amount.end) = (Some(scale), number.value.times(scale)?, number.end + 1);
    }
    // $3-5 million
    if let Some(second) = number.second {
        let scale = scale_at(line, number.end);
        let times = |value: Exact| scale.map_or(Some(value), |scale| value.times(scale));
        (found.amount.value, found.amount.to) = (times(number.value)?, Some(times(second)?));
        found.amount.end += usize::from(scale.is_some());
        if !number.value.is_less(second) {
            return None;
        }
    }
    if found.amount.per.is_none()
        && let Some((per, end)) = per(line, found.amount.end)
    {
        (found.amount.per, found.amount.end) = (Some(per), end);
    }
    Some(found)
}

/// What hangs on a number: *34-year-old*, *12-member*, *5km*, *30k*; nothing where that makes it no quantity.
fn hanging(line: &Line<'_, '_>, number: &Numeral, found: &mut Counted) -> Option<()> {
    let (first, tail) = number.rest.split_once('-').unwrap_or((&number.rest, ""));
    if let Some(unit) = line.word_value(&number.rest, Table::StrokeUnits).filter(|_| unit::is_rate(line, number.end)) {
        found.amount.unit = Some(unit.into());
        (found.amount.per, found.amount.end) = per(line, number.end).map(|(per, end)| (Some(per), end))?;
        return Some(());
    }
    let amount = &mut found.amount;
    if let Some(scale) = scale_of_letters(line.document.language, first)
        .filter(|_| number.is_digits && number.scale.is_none() && tail.is_empty())
    {
        // "3m" can be metres
        let scaled =
            Numeral { value: number.value.times(scale)?, rest: String::new(), scale: Some(scale), ..number.clone() };
        (amount.value, found.scale) = (scaled.value, scaled.scale);
        behind(line, &scaled, found);
        return (found.amount.unit.is_some()).then_some(());
    }
    let language = line.document.language;
    let last = line.text(number.end - 1);
    if let Some(bound) = line.word_value(&number.rest, Table::HangingBounds) {
        amount.bound = Bound::named(bound);
        behind(line, number, found);
        return Some(());
    }
    if let Some((unit, _)) = unit::measure(language, &number.rest).filter(|_| !tail.is_empty()) {
        amount.unit = Some(unit.into());
    } else if let Some(power) = line.word_value(first, Table::UnitPowers) {
        amount.unit = Some(format!("{power} {}", unit::measure(language, tail)?.0));
    } else if matches!(first, "c" | "f") && tail.is_empty() && number.is_digits {
        let degrees = || unit::measure(language, &format!("°{first}")).map(|(unit, _)| unit);
        let coins = || line.word_value(first, Table::GluedUnits);
        let unit = if last.ends_with(['C', 'F']) { degrees() } else { coins() }?;
        amount.unit = Some(unit.into());
    } else if let Some(unit) = line.word_value(first, Table::GluedUnits).filter(|_| tail.is_empty() && number.is_digits)
    {
        // "80p a litre", but "1080p"
        let is_small = number.value.is_less(Exact::whole(1_000)) && last.ends_with(char::is_lowercase);
        amount.unit = Some(unit.into()).filter(|_| is_small);
        amount.unit.as_ref()?;
    } else if tail.is_empty() || line.word_is(tail, Set::Dimensions) {
        let (unit, per) = unit::hanging(language, first)?;
        (amount.unit, amount.per) = (Some(unit.into()), per.map(str::to_owned));
    } else {
        return None;
    }
    if let Some((per, end)) = per(line, found.amount.end) {
        (found.amount.per, found.amount.end) = (Some(per), end);
    }
    Some(())
}

/// Finds the unit behind a number, and what it is told per.
fn behind(line: &Line<'_, '_>, number: &Numeral, found: &mut Counted) {
    // "40 or more ships"
    let between = bound::after(line, number.end).filter(|_| line.is(number.end, Set::JoinsChoice));
    if let Some((bound, end)) = between
        && let Some(chunk) = line.document.chunk_behind(end).filter(|chunk| line.tokens.contains(chunk.tokens))
        && let Some(unit) = plural(line, chunk.head)
    {
        (found.amount.bound, found.amount.unit, found.amount.end) = (Some(bound), Some(unit), chunk.tokens.end);
    } else if let Some((unit, per, end)) = named_unit(line, number.end) {
        (found.amount.unit, found.amount.per, found.amount.end) = (Some(unit), per, end);
        found.is_measured = true;
    } else if is_age(line, number, found.amount.start) {
        found.amount.unit = Some(unit::YEARS.into());
        found.is_shared = true;
    } else if let Some((unit, end)) = noun(line, number) {
        (found.amount.unit, found.amount.end) = (Some(unit), end);
    }
    if found.amount.per.is_none()
        && let Some((per, end)) = per(line, found.amount.end)
    {
        (found.amount.per, found.amount.end) = (Some(per), end);
    }
}

/// *Moss, 34, said*, *aged 34*: whether the number that begins at `start` is an age.
fn is_age(line: &Line<'_, '_>, number: &Numeral, start: usize) -> bool {
    let years = number.value.as_whole().is_some_and(|years| (1..=115).contains(&years));
    let named = start.checked_sub(2).is_some_and(|name| {
        line.penn(name).is_some_and(Penn::is_proper) && line.document.entity_kind(name) == Some(EntityKind::Person)
    });
    let apposed = line.before(start) == "," && named && matches!(line.lower(number.end), "," | "." | ")" | ";");
    years && (number.is_digits && apposed || line.before_is(start, Set::LeadsAge))
}
