//! The words behind a number: the unit it is told in, the noun it counts, and for each of what.

use super::exact::Exact;
use super::line::Line;
use super::number::{Number, number};
use super::unit;
use crate::terms::Penn;

/// The unit of measure that the words from `at` on name.
pub(super) fn named_unit(line: &Line<'_, '_>, at: usize) -> Option<(String, Option<String>, usize)> {
    let (word, second) = (line.lower(at), line.lower(at + 1));
    let two = |unit: String| Some((unit, None, at + 2));
    match (word, second) {
        ("per", "cent") => return two("percent".into()),
        ("percentage", "point" | "points") => return two("percentage points".into()),
        ("percentage-point" | "percentage-points", _) => return Some(("percentage points".into(), None, at + 1)),
        ("basis", "point" | "points") => return two("basis points".into()),
        ("nautical", "mile" | "miles") => return two("nautical miles".into()),
        ("square" | "cubic", _) => return two(format!("{word} {}", unit::measure(second)?.0)),
        ("degree" | "degrees", "celsius" | "centigrade" | "c") => return two("degrees Celsius".into()),
        ("degree" | "degrees", "fahrenheit" | "f") => return two("degrees Fahrenheit".into()),
        _ => {}
    }
    if let Some(unit) = unit::named_currency(word, second) {
        return two(unit.into());
    }
    let (unit, per) = unit::measure(word)?;
    // "two second graders", "five point guards"
    let modifies = matches!(word, "second" | "minute" | "point" | "mark")
        && line.penn(at) != Some(Penn::Nn)
        && line.penn(at + 1).is_some_and(Penn::is_noun);
    // the broadcast "60 Minutes"
    let titled = line.is_capital(at) && !line.document.is_headline(at) && word.len() > 3;
    (!modifies && !titled).then(|| (unit.to_owned(), per.map(str::to_owned), at + 1))
}

/// The noun that the number counts, and the token behind it.
pub(super) fn noun(line: &Line<'_, '_>, number: &Number) -> Option<(String, usize)> {
    let last = number.end - 1;
    if line.lower(number.end) == "of" {
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
    if matches!(line.lower(end), "'s" | "'") {
        return None;
    }
    // "40 people's posts": the people are counted
    if let Some(owner) = (number.end..chunk.head).find(|&at| line.penn(at + 1) == Some(Penn::Pos)) {
        return plural(line, owner).map(|noun| (noun, owner + 1));
    }
    if number.value == Exact::whole(1) {
        let person = matches!(
            line.lower(chunk.head),
            "person" | "man" | "woman" | "child" | "boy" | "girl" | "soldier" | "officer" | "civilian" | "passenger"
        );
        let certain = person && (chunk.head == number.end || line.penn(number.end).is_some_and(Penn::is_adjective));
        return certain.then(|| (unit::counted(&unit::plural(line.lower(chunk.head))), end));
    }
    plural(line, chunk.head).map(|noun| (noun, end))
}

/// The plural noun at `at`, as a unit.
pub(super) fn plural(line: &Line<'_, '_>, at: usize) -> Option<String> {
    let word = line.lower(at);
    let collective =
        matches!(word, "people" | "police" | "staff" | "crew" | "personnel" | "cattle" | "sheep" | "fish" | "aircraft");
    match line.penn(at) {
        // what is measured was read before; the broadcast "60 Minutes" is no time
        _ if unit::measure(word).is_some() => None,
        _ if matches!(word, "times" | "others" | "ones" | "o'clock") => None,
        Some(Penn::Nnps) => Some(line.text(at).to_owned()),
        Some(Penn::Nns) if line.is_capital(at) && !line.document.is_headline(at) => Some(line.text(at).to_owned()),
        Some(Penn::Nns) => Some(unit::counted(word)),
        _ if collective => Some(word.to_owned()),
        _ => None,
    }
}

/// *a year*, *per capita*, *per 100,000 people*, *each week*: for each of what the amount before `at` is, and the token behind.
pub(super) fn per(line: &Line<'_, '_>, at: usize) -> Option<(String, usize)> {
    let word = line.lower(at);
    let next = line.lower(at + 1);
    match word {
        "per" => {
            let Some(number) = number(line, at + 1).filter(|number| number.rest.is_empty()) else {
                let is_noun = line.penn(at + 1).is_some_and(Penn::is_noun) || next == "capita";
                return is_noun.then(|| (next.to_owned(), at + 2));
            };
            let (noun, end) = noun(line, &number)?;
            Some((format!("{} {noun}", line.span(at + 1, number.end).of(&line.document.article.text)), end))
        }
        "a" | "an" | "each" | "every" => {
            let article = matches!(word, "a" | "an");
            let is_unit = unit::is_period(next) || article && unit::is_share_taker(next);
            let goes_on = matches!(line.lower(at + 2), "ago" | "earlier" | "later" | "before" | "after" | "-" | "old")
                || line.are(at + 2, &["and", "a", "half"])
                || line.are(at + 2, &["from", "now"]);
            (is_unit && !goes_on).then(|| (next.to_owned(), at + 2))
        }
        "annually" | "yearly" => Some(("year".into(), at + 1)),
        "/" if unit::is_period(next) => Some((next.to_owned(), at + 2)),
        _ => None,
    }
}
