//! The words behind a number: the unit it is told in, the noun it counts, and for each of what.

use super::unit;
use crate::annotation::Penn;
use crate::text::numeral::Exact;
use crate::text::numeral::{Numeral, numeral};
use crate::text::{Line, Words};
use crate::text::{Set, Table};

/// The unit of measure that the words from `at` on name.
pub(super) fn named_unit(line: &Line<'_, '_>, at: usize) -> Option<(String, Option<String>, usize)> {
    if let Some((unit, per, end)) = unit::phrase(line, at).filter(|&(.., end)| end > at + 1) {
        return Some((unit, per.map(str::to_owned), end));
    }
    let (unit, per, _) = unit::phrase(line, at)?;
    // "two second graders", "five point guards"
    let modifies = line.is(at, Set::UnitsAsAdjectives)
        && line.penn(at) != Some(Penn::Nn)
        && line.penn(at + 1).is_some_and(Penn::is_noun);
    // the broadcast "60 Minutes"
    let titled = line.is_capital(at)
        && line.currency_code(at).is_none()
        && !line.document.is_headline(at)
        && line.lower(at).len() > 3;
    (!modifies && !titled).then(|| (unit, per.map(str::to_owned), at + 1))
}

/// The noun that the number counts, and the token behind it.
pub(super) fn noun(line: &Line<'_, '_>, number: &Numeral) -> Option<(String, usize)> {
    let last = number.end - 1;
    if line.is(number.end, Set::Genitive) {
        // "two of the members": the number is a part of them
        let chunk = line.document.chunk_from(number.end + 1).filter(|chunk| line.tokens.contains(chunk.tokens))?;
        if number.value == Exact::whole(1) {
            // "one of the voters" says who, rather than how many
            return None;
        }
        return plural(line, chunk.head).map(|noun| (noun, number.end));
    }
    let chunk = line.document.chunk_behind(last).filter(|chunk| line.tokens.contains(chunk.tokens))?;
    let another = (number.end..chunk.head).any(|at| {
        matches!(line.penn(at), Some(Penn::Cd | Penn::Dollar | Penn::Comma | Penn::Cc | Penn::Open | Penn::Lrb))
    });
    if chunk.head < number.end || another {
        return None;
    }
    let end = chunk.head + 1;
    if line.is(end, Set::Possessive) {
        return None;
    }
    // "40 people's posts": the people are counted
    if let Some(owner) = (number.end..chunk.head).find(|&at| line.penn(at + 1) == Some(Penn::Pos)) {
        return plural(line, owner).map(|noun| (noun, owner + 1));
    }
    if number.value == Exact::whole(1) {
        let person = line.is(chunk.head, Set::CountedOne);
        let certain = person && (chunk.head == number.end || line.penn(number.end).is_some_and(Penn::is_adjective));
        return certain.then(|| {
            (unit::counted(line.document.language, &line.document.language.grammar.plural(line.lower(chunk.head))), end)
        });
    }
    plural(line, chunk.head).map(|noun| (noun, end))
}

/// The plural noun at `at`, as a unit.
pub(super) fn plural(line: &Line<'_, '_>, at: usize) -> Option<String> {
    let word = line.lower(at);
    let collective = line.is(at, Set::Collectives);
    match line.penn(at) {
        // what is measured was read before; the broadcast "60 Minutes" is no time
        _ if unit::at(line, at).is_some() => None,
        _ if line.is(at, Set::CountsNothing) => None,
        Some(Penn::Nnps) => Some(line.text(at).to_owned()),
        Some(Penn::Nns) if line.is_capital(at) && !line.document.is_headline(at) => Some(line.text(at).to_owned()),
        Some(Penn::Nns) => Some(unit::counted(line.document.language, word)),
        _ if collective => Some(word.to_owned()),
        _ => None,
    }
}

/// *a year*, *per capita*, *per 100,000 people*, *each week*: for each of what the amount before `at` is, and the token behind.
pub(super) fn per(line: &Line<'_, '_>, at: usize) -> Option<(String, usize)> {
    let next = line.lower(at + 1);
    if line.is(at, Set::Per) {
        let Some(number) = numeral(line, at + 1).filter(|number| number.rest.is_empty()) else {
            let is_noun = line.penn(at + 1).is_some_and(Penn::is_noun) || line.is(at + 1, Set::TakesPer);
            return is_noun.then(|| (next.to_owned(), at + 2));
        };
        let (noun, end) = noun(line, &number)?;
        return Some((format!("{} {noun}", line.span(at + 1, number.end).of(&line.document.article.text)), end));
    }
    let article = line.is(at, Set::IndefiniteArticles);
    if article || line.is(at, Set::Each) {
        let is_unit = line.is(at + 1, Set::Periods) || article && line.is(at + 1, Set::TakesShare);
        let goes_on = line.phrase(at + 2, Table::PeriodTails).is_some()
            || line.lower(at + 2) == "-"
            || line.phrase(at + 2, Table::NumberTails).is_some();
        return (is_unit && !goes_on).then(|| (next.to_owned(), at + 2));
    }
    if let Some(period) = line.value(at, Table::PerAdverbs) {
        return Some((period.to_owned(), at + 1));
    }
    if line.lower(at) != "/" {
        return None;
    }
    let unit = line.value(at + 1, Table::PerUnits).or_else(|| line.is(at + 1, Set::Periods).then_some(next))?;
    Some((unit.to_owned(), at + 2))
}
