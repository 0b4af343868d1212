//! Shares and multiples: *a third*, *two-thirds*, *half of*, *one in five*, *twice as many*, *doubled*.

use super::counted::begins_number;
use super::exact::Exact;
use super::line::Line;
use super::noun::per;
use super::number::{denominator, number, scale_of, small};
use super::quantity::Amount;
use super::unit;
use crate::terms::Penn;

/// The share, factor or number of times told from the token `at` on; `bounded` tells that *about*, *more than* or the like
/// stands before it.
pub(super) fn at(line: &Line<'_, '_>, at: usize, bounded: bool) -> Option<Amount> {
    half(line, at, bounded)
        .or_else(|| fraction(line, at, bounded))
        .or_else(|| ratio(line, at))
        .or_else(|| factor(line, at))
        .or_else(|| times(line, at))
}

/// *two-thirds*, *two thirds*, *a third of*, *one quarter of*.
fn fraction(line: &Line<'_, '_>, at: usize, bounded: bool) -> Option<Amount> {
    let word = line.lower(at);
    let hyphened = word.split_once('-').filter(|(_, last)| denominator(last).is_some());
    let (first, last, end) = match hyphened {
        Some((first, last)) => (first, last, at + 1),
        None => (word, line.lower(at + 1), at + 2),
    };
    let numerator = if matches!(first, "a" | "an") { 1 } else { small(first).filter(|&number| number > 0)? };
    let denominator = denominator(last)?;
    let is_plural = last.ends_with("ves") || last.ends_with('s');
    if is_plural != (numerator > 1) || numerator >= denominator {
        return None;
    }
    let behind = line.lower(end);
    let is_compared = matches!(behind, "of" | "more" | "less" | "fewer" | "higher" | "lower" | "larger" | "smaller");
    let is_led = bounded || matches!(line.before(at), "by" | "than" | "to" | "only" | "just" | "another");
    let modifies = line.penn(end).is_some_and(|tag| tag.is_noun() || tag.is_adjective());
    let is_certain = match last {
        // quarters of the year, coins, ordinals
        "quarters" | "quarter" | "half" => is_compared || is_led && !modifies || hyphened.is_some() && last != "half",
        _ if is_plural => true,
        _ => is_compared || hyphened.is_some() && first == "one" || is_led && !modifies,
    };
    let share = Exact::ratio(numerator, denominator)?;
    if behind == "of" && matches!(line.lower(end + 1), "a" | "an") {
        // "a quarter of an hour" and "of a million" are no shares
        let measured = unit::measure(line.lower(end + 2));
        let scaled = scale_of(line.lower(end + 2)).is_some();
        return measured.filter(|_| !scaled).map_or_else(
            || (is_certain && !scaled).then(|| Amount::new(at, end, share).of("share")),
            |(unit, _)| Some(Amount::new(at, end + 3, share).of(unit)),
        );
    }
    is_certain.then(|| Amount::new(at, end, share).of("share"))
}

/// *half of the voters*, *half the town*, *more than half*, *half an hour*.
fn half(line: &Line<'_, '_>, at: usize, bounded: bool) -> Option<Amount> {
    let share = Exact::ratio(1, 2)?;
    let word = line.lower(at);
    if let Some(unit) = word.strip_prefix("half-").and_then(|rest| unit::measure(rest)) {
        return Some(Amount::new(at, at + 1, share).of(unit.0));
    }
    if word != "half" {
        return None;
    }
    let behind = line.lower(at + 1);
    if matches!(behind, "a" | "an") {
        if line.are(at + 2, &["percentage", "point"]) {
            return Some(Amount::new(at, at + 4, share).of("percentage points"));
        }
        let (unit, _) = unit::measure(line.lower(at + 2))?;
        return Some(Amount::new(at, at + 3, share).of(unit));
    }
    // "the second half of", "its northern half"
    let modified = line.penn_before(at).is_some_and(|tag| {
        tag.is_noun() || tag.is_adjective() || matches!(tag, Penn::Dt | Penn::PrpS | Penn::Pos | Penn::Cd | Penn::Hyph)
    }) && !bounded;
    let possessed = matches!(
        behind,
        "of" | "the" | "its" | "their" | "his" | "her" | "our" | "my" | "your" | "those" | "these" | "all" | "that"
    );
    let alone =
        bounded && !line.penn(at + 1).is_some_and(|tag| tag.is_noun() || tag.is_adjective() || tag == Penn::Vbn);
    (possessed && !modified || alone).then(|| Amount::new(at, at + 1, share).of("share"))
}

/// *one in five*, *3 in 10*, *three out of four*, *one out of every ten*.
fn ratio(line: &Line<'_, '_>, at: usize) -> Option<Amount> {
    let first = number(line, at).filter(|first| first.rest.is_empty() && first.second.is_none())?;
    let (out, mut next) = match line.lower(first.end) {
        "in" => (false, first.end + 1),
        "out" if line.lower(first.end + 1) == "of" => (true, first.end + 2),
        _ => return None,
    };
    next += usize::from(line.lower(next) == "every");
    let second = number(line, next).filter(|second| second.rest.is_empty() && second.second.is_none())?;
    let (part, whole) = (first.value.as_whole()?, second.value.as_whole()?);
    // "five in 10 days", "two in 2016"
    let is_round =
        part == 1 || matches!(whole, 3..=10 | 12 | 20 | 25 | 50 | 100 | 1_000 | 10_000 | 100_000 | 1_000_000);
    let is_time = unit::measure(line.lower(second.end)).is_some() || (1_900..2_100).contains(&whole);
    let sound = part < whole && (out || is_round) && !is_time && begins_number(line, at, &first);
    let share = Exact::ratio(part, whole)?;
    sound.then(|| Amount::new(at, second.end, share).of("share"))
}

/// *twice as many*, *three times the rate*, *doubled*, *tenfold*.
fn factor(line: &Line<'_, '_>, at: usize) -> Option<Amount> {
    let word = line.lower(at);
    let factor = |value: Exact, end: usize| Some(Amount::new(at, end, value).of("factor"));
    if word == "twice" && compares(line, at + 1) {
        return factor(Exact::whole(2), at + 1);
    }
    if let Some(times) = number(line, at).filter(|times| line.lower(times.end) == "times" && times.rest.is_empty())
        && compares(line, times.end + 1)
    {
        return factor(times.value, times.end + 1);
    }
    if let Some(fold) = word.strip_suffix("fold").map(|fold| fold.trim_end_matches('-')) {
        let value = small(fold).map(Exact::whole).or_else(|| Exact::digits(fold));
        return factor(value.filter(|value| !value.is_less(Exact::whole(2)))?, at + 1);
    }
    let value = match line.document.lemma(at) {
        _ if !line.tokens.holds(at) => return None,
        "double" => Exact::whole(2),
        "triple" | "treble" => Exact::whole(3),
        "quadruple" => Exact::whole(4),
        "halve" => Exact::ratio(1, 2)?,
        _ => return None,
    };
    let behind = line.lower(at + 1);
    let multiplies = matches!(behind, "the" | "that" | "what" | "its" | "their") && matches!(word, "double" | "triple");
    let verb = line.penn(at).is_some_and(Penn::is_verb)
        && !matches!(behind, "down" | "over" | "as" | "up" | "back" | "-" | "check" | "for")
        && !line.penn(at + 1).is_some_and(|tag| tag.is_noun() && word.ends_with('e'));
    (multiplies || verb).then(|| factor(value, at + 1)).flatten()
}

/// Whether something is compared from the token `at` on: *as many*, *more*, *the rate*.
fn compares(line: &Line<'_, '_>, at: usize) -> bool {
    let word = line.lower(at);
    let degree = line.penn(at).is_some_and(|tag| matches!(tag, Penn::Jjr | Penn::Rbr));
    degree || matches!(word, "as" | "the" | "that" | "what" | "its" | "their" | "his" | "her" | "this")
}

/// How often: *twice a week*, *three times*.
fn times(line: &Line<'_, '_>, at: usize) -> Option<Amount> {
    let (value, end) = if line.lower(at) == "twice" {
        (Exact::whole(2), at + 1)
    } else {
        let number = number(line, at).filter(|number| line.lower(number.end) == "times" && number.rest.is_empty())?;
        (number.value, number.end + 1)
    };
    let mut found = Amount::new(at, end, value).of("times");
    if let Some((per, end)) = per(line, end) {
        (found.per, found.end) = (Some(per), end);
    }
    Some(found)
}
