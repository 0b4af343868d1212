//! Numbers with what they count, ranges and pairs of them.

use super::bound::{self, Bound};
use super::exact::Exact;
use super::label::is_label;
use super::line::Line;
use super::number::{Number, number, scale_of, scale_of_letters};
use super::quantity::Amount;
use super::unit;
use crate::span::Span;
use crate::terms::{EntityKind, Penn};

/// The amounts that begin at the token `at`; `bounded` tells that *about*, *at least* or the like stands before.
pub(super) fn at(line: &Line<'_, '_>, at: usize, bounded: bool) -> Option<Vec<Amount>> {
    if let Some(votes) = votes(line, at) {
        return Some(votes);
    }
    if line.lower(at) == "between" {
        let lower = counted(line, at + 1)?;
        let upper = counted(line, lower.amount.end + 1).filter(|_| line.lower(lower.amount.end) == "and")?;
        let mut range = range(lower, upper)?;
        range.start = at;
        return Some(vec![range]);
    }
    let first = counted(line, at)?;
    let connector = line.lower(first.amount.end);
    // odds, and ratios of this to that
    if matches!(connector, "to" | "-") && matches!(line.lower(first.amount.end + 1), "one" | "1") {
        return None;
    }
    let is_spread = matches!(connector, "to" | "-" | "—" | "–");
    let is_choice = connector == "or" && first.amount.unit.is_none();
    if (is_spread || is_choice)
        && let Some(second) = counted(line, first.amount.end + 1)
    {
        let is_range = matches!(line.lower(at.wrapping_sub(2)), "range" | "ranges" | "ranged" | "ranging" | "anywhere");
        if line.before(at) == "from" && !is_range {
            return Some(change(first, second));
        }
        if let Some(range) = range(first.clone(), second) {
            return Some(vec![range]);
        }
    }
    let is_told =
        first.amount.unit.is_some() || first.amount.to.is_some() && bounded || stands_alone(line, &first, bounded);
    is_told.then(|| vec![first.amount])
}

/// An amount with what its number looked like.
#[derive(Clone)]
struct Counted {
    amount: Amount,
    mantissa: Exact,
    scale: Option<Exact>,
    is_digits: bool,
    /// Whether its unit holds for a second number too: *$3 to $5*, *aged 5 to 11*.
    is_shared: bool,
}

/// A number or sum with its unit, if it says one.
fn counted(line: &Line<'_, '_>, at: usize) -> Option<Counted> {
    if let Some(money) = money(line, at) {
        return Some(money);
    }
    let (start, sign) = match line.lower(at) {
        "minus" => (at + 1, true),
        "-" | "−" if !line.is_glued(at) && line.is_glued(at + 1) => (at + 1, true),
        _ => (at, false),
    };
    let mut number = number(line, start)?;
    if !begins_number(line, start, &number) {
        return None;
    }
    // "plus or minus 3 points" is a margin of 3
    if sign && !(line.before(at) == "or" && start > at) {
        number.value = number.value.negative();
    }
    let at = if number.value == number.mantissa && sign && line.before(at) == "or" { start } else { at };
    let mut found = Counted {
        amount: Amount::new(at, number.end, number.value),
        mantissa: number.mantissa,
        scale: number.scale,
        is_digits: number.is_digits,
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
pub(super) fn begins_number(line: &Line<'_, '_>, at: usize, number: &Number) -> bool {
    let dashed =
        matches!(line.before(at), "-" | "—") && line.is_glued(at.wrapping_sub(1)) && line.before(at - 1) != "%";
    let cut = line.is_glued(at) && (dashed || matches!(line.before(at), "." | "," | ":" | "/" | "'" | "&"));
    let is_one = line.lower(at) == "one" && number.end == at + 1;
    let one_stands = is_one
        && (matches!(line.before(at), "no" | "the" | "this" | "that" | "which" | "any" | "every" | "each")
            // "one day it may open"
            || matches!(line.lower(at + 1), "day" | "night" | "morning" | "evening" | "minute" | "second" | "moment" | "point")
                && !matches!(line.before(at), "least" | "than" | "for" | "in" | "just" | "only"));
    !cut && !one_stands && !is_label(line, at, number)
}

/// *$4.2bn*, *US$40 million*, *£9,000 a year*.
fn money(line: &Line<'_, '_>, at: usize) -> Option<Counted> {
    let is_sign = |at: usize| unit::currency("", line.text(at)).is_some();
    let (letters, sign) = if is_sign(at) {
        ("", at)
    } else if is_sign(at + 1) && line.is_glued(at + 1) {
        (line.text(at), at + 1)
    } else {
        return None;
    };
    let currency = unit::currency(letters, line.text(sign))?;
    let mut number = number(line, sign + 1)?;
    let mut found = Counted {
        amount: Amount::new(at, number.end, number.value).of(currency),
        mantissa: number.mantissa,
        scale: number.scale,
        is_digits: true,
        is_shared: true,
    };
    let (letters, tail) = number.rest.split_once('-').unwrap_or((&number.rest, ""));
    if let Some(scale) = scale_of_letters(letters).filter(|_| number.scale.is_none() && number.second.is_none()) {
        (found.scale, found.amount.value) = (Some(scale), number.value.times(scale)?);
        number.rest = tail.to_owned();
    }
    if let Some(per) = ["a-", "an-", "per-"].iter().find_map(|per| number.rest.strip_prefix(per)) {
        found.amount.per = Some(per.to_owned());
    } else if number.rest == "plus" {
        found.amount.bound = Some(Bound::AtLeast);
    }
    // $3-5 million
    if let Some(second) = number.second {
        let scale = scale_of(line.lower(number.end));
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
fn hanging(line: &Line<'_, '_>, number: &Number, found: &mut Counted) -> Option<()> {
    let (first, tail) = number.rest.split_once('-').unwrap_or((&number.rest, ""));
    let amount = &mut found.amount;
    if let Some(scale) =
        scale_of_letters(first).filter(|_| number.is_digits && number.scale.is_none() && tail.is_empty())
    {
        // "3m" can be metres
        let scaled =
            Number { value: number.value.times(scale)?, rest: String::new(), scale: Some(scale), ..number.clone() };
        (amount.value, found.scale) = (scaled.value, scaled.scale);
        behind(line, &scaled, found);
        return (found.amount.unit.is_some()).then_some(());
    }
    match (first, tail) {
        ("plus", "") => {
            amount.bound = Some(Bound::AtLeast);
            behind(line, number, found);
            return Some(());
        }
        ("odd", "") => {
            amount.bound = Some(Bound::About);
            behind(line, number, found);
            return Some(());
        }
        ("percentage", "point" | "points") => amount.unit = Some("percentage points".into()),
        ("square", tail) => amount.unit = Some(format!("square {}", unit::measure(tail)?.0)),
        ("c" | "f", "") if number.is_digits => {
            let is_capital = line.text(number.end - 1).ends_with(['C', 'F']);
            let unit = if first == "c" { "degrees Celsius" } else { "degrees Fahrenheit" };
            amount.unit = Some(unit.into()).filter(|_| is_capital);
            amount.unit.as_ref()?;
        }
        (_, "" | "old" | "olds" | "long" | "tall" | "high" | "wide" | "deep" | "thick") => {
            // a "seven-second" delay; "twenty-second" is an ordinal
            amount.unit = Some(unit::hanging(first)?.into());
            if let Some((_, Some(per))) = unit::measure(first) {
                amount.per = Some(per.into());
            }
        }
        _ => return None,
    }
    if let Some((per, end)) = per(line, found.amount.end) {
        (found.amount.per, found.amount.end) = (Some(per), end);
    }
    Some(())
}

/// Finds the unit behind a number, and what it is told per.
fn behind(line: &Line<'_, '_>, number: &Number, found: &mut Counted) {
    // "40 or more ships"
    let between = bound::after(line, number.end).filter(|_| line.lower(number.end) == "or");
    if let Some((bound, end)) = between
        && let Some(chunk) = line.document.chunk_behind(end).filter(|chunk| line.tokens.contains(chunk.tokens))
        && let Some(unit) = plural(line, chunk.head)
    {
        (found.amount.bound, found.amount.unit, found.amount.end) = (Some(bound), Some(unit), chunk.tokens.end);
    } else if let Some((unit, per, end)) = named_unit(line, number.end) {
        (found.amount.unit, found.amount.per, found.amount.end) = (Some(unit), per, end);
    } else if is_age(line, number, found.amount.start) {
        found.amount.unit = Some("years".into());
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

/// The unit of measure that the words from `at` on name.
fn named_unit(line: &Line<'_, '_>, at: usize) -> Option<(String, Option<String>, usize)> {
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

/// *Moss, 34, said*, *aged 34*: whether the number that begins at `start` is an age.
fn is_age(line: &Line<'_, '_>, number: &Number, start: usize) -> bool {
    let years = number.value.as_whole().is_some_and(|years| (1..=115).contains(&years));
    let named = start.checked_sub(2).is_some_and(|name| {
        line.penn(name).is_some_and(Penn::is_proper) && line.document.entity_kind(name) == Some(EntityKind::Person)
    });
    let apposed = line.before(start) == "," && named && matches!(line.lower(number.end), "," | "." | ")" | ";");
    years && (number.is_digits && apposed || matches!(line.before(start), "aged" | "age" | "ages"))
}

/// The noun that the number counts, and the token behind it.
fn noun(line: &Line<'_, '_>, number: &Number) -> Option<(String, usize)> {
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
fn plural(line: &Line<'_, '_>, at: usize) -> Option<String> {
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

/// *3 to 5 percent*, *$3 million to $5 million*, *two or three weeks*.
fn range(first: Counted, second: Counted) -> Option<Amount> {
    let units = (&first.amount.unit, &second.amount.unit);
    let agrees = units.0.is_none() || units.1.is_none() && first.is_shared || units.0 == units.1;
    let value = distributed(&first, &second)?;
    let sound = agrees && value.is_less(second.amount.value) && first.amount.to.is_none() && second.amount.to.is_none();
    sound.then(|| Amount {
        start: first.amount.start,
        end: second.amount.end,
        part: None,
        value,
        to: Some(second.amount.value),
        unit: second.amount.unit.or(first.amount.unit),
        bound: first.amount.bound.or(second.amount.bound),
        per: second.amount.per,
    })
}

/// The first of two numbers, multiplied by the word of size that stands behind the second: *3 to 5 million*.
fn distributed(first: &Counted, second: &Counted) -> Option<Exact> {
    match second.scale {
        Some(scale) if first.scale.is_none() && first.amount.value.is_less(second.mantissa) => {
            first.amount.value.times(scale)
        }
        _ => Some(first.amount.value),
    }
}

/// *from 3 to 5 percent*: what there was and what there is, the first in the unit of the second.
fn change(mut first: Counted, second: Counted) -> Vec<Amount> {
    if first.amount.unit.is_none() {
        first.amount.value = distributed(&first, &second).unwrap_or(first.amount.value);
        first.amount.unit.clone_from(&second.amount.unit);
    }
    vec![first.amount, second.amount]
}

/// *212 to 210 votes*, *212 votes to 210*, *voted 52-48*, *a vote of 5 to 4*: those for and those against.
fn votes(line: &Line<'_, '_>, at: usize) -> Option<Vec<Amount>> {
    let is_vote = |at: usize| matches!(line.lower(at), "vote" | "votes" | "voted" | "voting" | "ballot");
    let first = number(line, at).filter(|first| first.is_digits && first.scale.is_none() && first.rest.is_empty())?;
    let led = (at.saturating_sub(3)..at).any(is_vote);
    let votes = |start: usize, end: usize, value: Exact| Amount::new(start, end, value).of("votes");
    if let Some(second) = first.second {
        let follows = (first.end..first.end + 3).any(is_vote)
            || matches!(line.lower(first.end), "decision" | "ruling" | "margin");
        let token = line.document.tokens.get(at)?.span;
        let mark = token.of(&line.document.article.text).find(['-', '–'])?;
        let half = |part: Span, value: Exact| Amount { part: Some(part), ..votes(at, first.end, value) };
        let behind = token.start
            + mark
            + if token.of(&line.document.article.text).get(mark..)?.starts_with('-') { 1 } else { 3 };
        let pair = vec![
            half(Span::new(token.start, token.start + mark), first.value),
            half(Span::new(behind, token.end), second),
        ];
        return (led || follows).then_some(pair);
    }
    let named = usize::from(is_vote(first.end));
    let to = first.end + named;
    let second = number(line, to + 1).filter(|second| {
        matches!(line.lower(to), "to" | "-" | "—")
            && second.is_digits
            && second.scale.is_none()
            && second.rest.is_empty()
    })?;
    let named_last = usize::from(is_vote(second.end));
    let certain = named + named_last > 0 || led;
    certain
        .then(|| vec![votes(at, first.end + named, first.value), votes(to + 1, second.end + named_last, second.value)])
}

/// Whether a number without a unit still says how much: its size or the words around it must tell.
fn stands_alone(line: &Line<'_, '_>, found: &Counted, bounded: bool) -> bool {
    let amount = &found.amount;
    let (before, behind) = (line.before(amount.start), line.lower(amount.end));
    let address = line.is_capital(amount.end) && !line.document.is_headline(amount.end);
    if address || matches!(before, "at" | "the" | "these" | "those" | "in") && found.scale.is_none() && !bounded {
        return false;
    }
    let is_large = found.is_digits && line.text(amount.end - 1).contains(',') || found.scale.is_some();
    let is_year = found.is_digits && amount.value.as_whole().is_some_and(|year| (1_500..2_100).contains(&year));
    let is_suffered = matches!(
        behind,
        "dead" | "injured" | "wounded" | "missing" | "others" | "more" | "died" | "hurt" | "arrested" | "killed"
    );
    let is_suffering = matches!(
        before,
        "killed"
            | "killing"
            | "injured"
            | "injuring"
            | "wounded"
            | "wounding"
            | "arrested"
            | "kill"
            | "arresting"
            | "hurting"
    );
    let is_subject = matches!(behind, "were" | "are" | "have" | "had");
    let is_one = amount.value == Exact::whole(1);
    is_large || !is_year && !is_one && (bounded || is_suffered || is_suffering || is_subject)
}
