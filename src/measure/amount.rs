//! Quantities as they are told: single ones, ranges, and pairs of numbers that are none.

use super::counted::{Counted, counted};
use super::quantity::Amount;
use crate::span::Span;
use crate::text::numeral::Exact;
use crate::text::numeral::numeral;
use crate::text::{Line, Words};
use crate::text::{Set, Table};

/// The amounts that begin at the token `at`; `bounded` tells that *about*, *at least* or the like stands before.
pub(super) fn at(line: &Line<'_, '_>, at: usize, bounded: bool) -> Option<Vec<Amount>> {
    if let Some(votes) = votes(line, at) {
        return Some(votes);
    }
    if line.is(at, Set::LeadsPair) {
        let lower = counted(line, at + 1)?;
        let upper = counted(line, lower.amount.end + 1).filter(|_| line.is(lower.amount.end, Set::JoinsPair))?;
        let mut range = range(lower, upper)?;
        range.start = at;
        return Some(vec![range]);
    }
    let first = counted(line, at)?;
    if let Some(list) = list(line, &first).or_else(|| sums(line, &first)) {
        return Some(list);
    }
    let connector = first.amount.end;
    let (is_to, mark) = (line.is(connector, Set::JoinsRange), line.lower(connector));
    // odds, and ratios of this to that
    if (is_to || mark == "-") && (line.is(connector + 1, Set::One) || line.lower(connector + 1) == "1") {
        return None;
    }
    let is_spread = is_to || matches!(mark, "-" | "—" | "–");
    let is_choice = line.is(connector, Set::JoinsChoice) && first.amount.unit.is_none();
    if (is_spread || is_choice)
        && let Some(second) = counted(line, first.amount.end + 1)
    {
        let is_range = line.is(at.wrapping_sub(2), Set::Ranges);
        if line.before_is(at, Set::LeadsStretch) && !is_range {
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

/// *5 and 6 kg*, *3, 4 and 9 percent*: numbers that share the unit of the last one.
fn list(line: &Line<'_, '_>, first: &Counted) -> Option<Vec<Amount>> {
    const MOST: usize = 8;
    let is_bare = |found: &Counted| found.amount.unit.is_none() && found.amount.to.is_none();
    if line.before_is(first.amount.start, Set::LeadsAge) {
        return ages(line, first);
    }
    if !is_bare(first) {
        return None;
    }
    let mut items = vec![first.clone()];
    loop {
        let end = items.last()?.amount.end;
        let comma = usize::from(line.lower(end) == ",");
        let and = usize::from(line.is(end + comma, Set::JoinsPair));
        let next = counted(line, end + comma + and).filter(|_| comma + and > 0)?;
        let alike =
            next.is_digits == first.is_digits && next.amount.to.is_none() && next.amount.end > next.amount.start;
        if !alike || items.len() == MOST || items.len() > 1 && and == 1 && is_bare(&next) {
            return None;
        }
        let is_last = !is_bare(&next);
        items.push(next);
        if is_last {
            if and == 0 {
                return None;
            }
            break;
        }
    }
    let last = items.last()?.clone();
    // "at 5 and 6 people died": only a unit of measure is surely shared
    let counts = !last.is_measured && line.before_is(first.amount.start, Set::LeadsLabel);
    let shared = |item: &Counted| Amount {
        value: distributed(item, &last).unwrap_or(item.amount.value),
        unit: last.amount.unit.clone(),
        per: last.amount.per.clone(),
        ..item.amount.clone()
    };
    // "20 and 50 years ago" are times
    let behind = last.amount.end;
    let is_time = line.phrase(behind, Table::PeriodTails).is_some() && !line.is(behind, Set::Dimensions);
    (!counts && !is_time && last.amount.to.is_none()).then(|| items.iter().map(shared).collect())
}

/// *$3 and $4 million*: two sums that share the word of size of the second.
fn sums(line: &Line<'_, '_>, first: &Counted) -> Option<Vec<Amount>> {
    if first.scale.is_some() || !first.is_measured || !line.is(first.amount.end, Set::JoinsPair) {
        return None;
    }
    let second = counted(line, first.amount.end + 1)
        .filter(|second| second.is_shared && second.scale.is_some() && second.amount.unit == first.amount.unit)?;
    let value = distributed(first, &second).filter(|value| *value != first.amount.value)?;
    Some(vec![Amount { value, ..first.amount.clone() }, second.amount])
}

/// *aged 5, 7 and 9*: numbers behind an age that are ages too.
fn ages(line: &Line<'_, '_>, first: &Counted) -> Option<Vec<Amount>> {
    let mut found = vec![first.amount.clone()];
    loop {
        let end = found.last()?.end;
        let comma = usize::from(line.lower(end) == ",");
        let and = usize::from(line.is(end + comma, Set::JoinsPair));
        let start = end + comma + and;
        let next =
            numeral(line, start).filter(|next| comma + and > 0 && next.rest.is_empty() && next.second.is_none())?;
        let is_age = next.value.as_whole().is_some_and(|years| (0..=115).contains(&years));
        // "aged 5 and two dogs"
        if !is_age || line.penn(next.end).is_some_and(|tag| tag.is_noun() || tag.is_adjective()) {
            return None;
        }
        found.push(Amount { start, end: next.end, value: next.value, to: None, ..first.amount.clone() });
        if and == 1 {
            return Some(found);
        }
    }
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
    let is_vote = |at: usize| line.is(at, Set::Votes);
    let first = numeral(line, at).filter(|first| first.is_digits && first.scale.is_none() && first.rest.is_empty())?;
    let led = (at.saturating_sub(3)..at).any(is_vote);
    let votes = |start: usize, end: usize, value: Exact| Amount::new(start, end, value).of("votes");
    if let Some(second) = first.second {
        let follows = (first.end..first.end + 3).any(is_vote) || line.is(first.end, Set::VoteResults);
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
    let second = numeral(line, to + 1).filter(|second| {
        (line.is(to, Set::JoinsRange) || matches!(line.lower(to), "-" | "—"))
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
    let address = line.is_capital(amount.end) && !line.document.is_headline(amount.end);
    if address || line.before_is(amount.start, Set::LeadsLabel) && found.scale.is_none() && !bounded {
        return false;
    }
    let is_large = found.is_grouped || found.scale.is_some();
    let is_year = found.is_digits && amount.value.as_whole().is_some_and(|year| (1_500..2_100).contains(&year));
    let is_suffered = line.is(amount.end, Set::Suffered);
    let is_suffering = line.before_is(amount.start, Set::Suffering);
    let is_subject = line.is(amount.end, Set::VerbsOfCounted);
    let is_one = amount.value == Exact::whole(1);
    is_large || !is_year && !is_one && (bounded || is_suffered || is_suffering || is_subject)
}
