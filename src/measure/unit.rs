//! Units: the one name each is told by, whatever the text calls it.
//!
//! A unit is named by its plural in British spelling (*kilometres*, *years*), money by its code of ISO 4217 where the words
//! leave no doubt whose it is. A dollar can be American, Australian, Canadian; a pound can be money or weight; so *$* alone is
//! `dollars`, *US$* is `USD`, *£* is `GBP`, and *12 pounds* are `pounds`. The names are those of the tables of a language.

use crate::text::{Language, Table};
use crate::text::{Line, Words};

/// What ages are told in.
pub(super) const YEARS: &str = "years";

/// A unit, with what it is told per: *miles* and *hour* of *mph*.
pub(super) type Unit = (&'static str, Option<&'static str>);

/// The unit that a word behind a number means, or several words with a space between them; nothing where it is no unit of
/// measure.
pub(super) fn measure(language: &Language, word: &str) -> Option<Unit> {
    language.value(word, Table::Units).map(parted)
}

/// The unit that the token at `at` means by itself; of letters like *m* only behind digits or before a stroke: *3 m*, *m/s*.
pub(super) fn at(line: &Line<'_, '_>, at: usize) -> Option<Unit> {
    let is_letter = || at.checked_sub(1).is_some_and(|before| line.has_digits(before)) || is_rate(line, at + 1);
    let letter = || line.value(at, Table::StrokeUnits).filter(|_| is_letter() && !line.is_capital(at));
    line.value(at, Table::Units).or_else(letter).map(parted)
}

/// Whether a stroke and a unit are glued to the token before `at`: *km/h*.
pub(super) fn is_rate(line: &Line<'_, '_>, at: usize) -> bool {
    line.lower(at) == "/" && line.is_glued(at) && line.is_glued(at + 1) && line.value(at + 1, Table::PerUnits).is_some()
}

/// The unit that the words from `at` on mean, of several ones if they do: *percentage points*, *square miles*; or a currency by
/// its code.
pub(super) fn phrase(line: &Line<'_, '_>, at: usize) -> Option<(String, Option<&'static str>, usize)> {
    if let Some(power) = line.value(at, Table::UnitPowers)
        && let Some((unit, per)) = self::at(line, at + 1).or_else(|| line.value(at + 1, Table::StrokeUnits).map(parted))
    {
        return Some((format!("{power} {unit}"), per, at + 2));
    }
    if let Some((unit, end)) = line.phrase(at, Table::Units) {
        let (unit, per) = parted(unit);
        return Some((unit.to_owned(), per, end));
    }
    if let Some(code) = line.currency_code(at) {
        return Some((code.to_owned(), None, at + 1));
    }
    let (unit, per) = self::at(line, at)?;
    Some((unit.to_owned(), per, at + 1))
}

/// *miles per hour*: a unit and what it is told per.
fn parted(told: &'static str) -> Unit {
    told.split_once(" per ").map_or((told, None), |(unit, per)| (unit, Some(per)))
}

/// The currency that the sign at the token `sign` means, with the letters before it.
pub(super) fn currency(line: &Line<'_, '_>, letters: &str, sign: usize) -> Option<&'static str> {
    if letters.is_empty() {
        return line.value(sign, Table::Currencies);
    }
    line.word_value(&format!("{letters}{}", line.text(sign)), Table::Currencies)
}

/// The unit that hangs on a number by a hyphen: *member* of *12-member*. Only what surely counts: *three-time*, *two-way*
/// and *two-party* do not say how much there is.
pub(super) fn hanging(language: &Language, word: &str) -> Option<Unit> {
    measure(language, word).or_else(|| language.value(word, Table::HangingUnits).map(|unit| (unit, None)))
}

/// A counted noun under the name it is told by: *persons* and *person* are *people*, the plural stays as it is.
pub(super) fn counted(language: &Language, plural: &str) -> String {
    language.value(plural, Table::CountedNames).unwrap_or(plural).to_owned()
}
