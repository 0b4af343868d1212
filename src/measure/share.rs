//! Shares and multiples: *a third*, *two-thirds*, *half of*, *one in five*, *twice as many*, *doubled*.

use super::counted::begins_number;
use super::noun::{named_unit, per};
use super::quantity::Amount;
use super::unit;
use crate::annotation::Penn;
use crate::text::numeral::{self, Exact, Form, numeral, scale_at, small};
use crate::text::{Line, Words};
use crate::text::{Set, Table};

/// The share, factor or number of times told from the token `at` on; `bounded` tells that *about*, *more than* or the like
/// stands before it.
pub(super) fn at(line: &Line<'_, '_>, at: usize, bounded: bool) -> Option<Amount> {
    half(line, at, bounded)
        .or_else(|| fraction(line, at, bounded))
        .or_else(|| ratio(line, at))
        .or_else(|| hyphened_ratio(line, at))
        .or_else(|| factor(line, at))
        .or_else(|| times(line, at))
}

/// *two-thirds*, *two thirds*, *a third of*, *one quarter of*, *1/3 of*.
fn fraction(line: &Line<'_, '_>, at: usize, bounded: bool) -> Option<Amount> {
    let found = numeral::fraction(line, at)?;
    let (share, end) = (found.value()?, found.end);
    let is_part = line.is(end, Set::Genitive);
    let is_compared = is_part || line.is(end, Set::ComparesShare);
    let is_led = bounded || line.before_is(at, Set::LeadsShare);
    let modifies = line.penn(end).is_some_and(|tag| tag.is_noun() || tag.is_adjective());
    if is_part && line.is(end + 1, Set::IndefiniteArticles) {
        // "a quarter of an hour" and "of a million" are no shares
        if scale_at(line, end + 2).is_some() {
            return None;
        }
        if let Some((unit, _)) = unit::at(line, end + 2) {
            return Some(Amount::new(at, end + 3, share).of(unit));
        }
    }
    let certain = is_compared || is_led && !modifies;
    let is_certain = match found.form {
        Form::Stroke => {
            // "9/11", "24/7"
            let is_round = matches!(found.under, 2..=10 | 12 | 16 | 20 | 25 | 50 | 100);
            if let Some((unit, per, behind)) = named_unit(line, end).filter(|_| is_round) {
                return Some(Amount { per, ..Amount::new(at, behind, share).of(unit) });
            }
            is_round && (certain || line.is(end, Set::TakesHalf) || line.is(end, Set::TakesShareBefore))
        }
        Form::Hyphened | Form::Words => {
            let word = line.lower(at);
            let (first, last) = word.split_once('-').unwrap_or((word, line.lower(end - 1)));
            let hyphened = found.form == Form::Hyphened;
            let half = line.word_is(last, Set::Half);
            if half || line.word_is(last, Set::Quarter) {
                // quarters of the year, coins, ordinals
                certain || hyphened && !half
            } else {
                found.over > 1 || certain || hyphened && line.word_is(first, Set::One)
            }
        }
    };
    is_certain.then(|| Amount::new(at, end, share).of("share"))
}

/// *half of the voters*, *half the town*, *more than half*, *half an hour*.
fn half(line: &Line<'_, '_>, at: usize, bounded: bool) -> Option<Amount> {
    let share = Exact::ratio(1, 2)?;
    let word = line.lower(at);
    let hyphened = word.split_once('-').filter(|(first, _)| line.word_is(first, Set::Half));
    if let Some((unit, _)) = hyphened.and_then(|(_, rest)| unit::measure(line.document.language, rest)) {
        return Some(Amount::new(at, at + 1, share).of(unit));
    }
    if !line.is(at, Set::Half) {
        return None;
    }
    if line.is(at + 1, Set::IndefiniteArticles) {
        let (unit, _, end) = unit::phrase(line, at + 2)?;
        return Some(Amount::new(at, end, share).of(unit));
    }
    // "the second half of", "its northern half"
    let modified = line.penn_before(at).is_some_and(|tag| {
        tag.is_noun() || tag.is_adjective() || matches!(tag, Penn::Dt | Penn::PrpS | Penn::Pos | Penn::Cd | Penn::Hyph)
    }) && !bounded;
    let possessed = line.is(at + 1, Set::TakesHalf);
    let alone =
        bounded && !line.penn(at + 1).is_some_and(|tag| tag.is_noun() || tag.is_adjective() || tag == Penn::Vbn);
    (possessed && !modified || alone).then(|| Amount::new(at, at + 1, share).of("share"))
}

/// *one in five*, *3 in 10*, *three out of four*, *one out of every ten*.
fn ratio(line: &Line<'_, '_>, at: usize) -> Option<Amount> {
    let first = numeral(line, at).filter(|first| first.rest.is_empty() && first.second.is_none())?;
    let (link, next) = line.phrase(first.end, Table::RatioLinks)?;
    let out = link == "OUT";
    let second = numeral(line, next).filter(|second| second.rest.is_empty() && second.second.is_none())?;
    let (part, whole) = (first.value.as_whole()?, second.value.as_whole()?);
    // "five in 10 days", "two in 2016"
    let is_round =
        part == 1 || matches!(whole, 3..=10 | 12 | 20 | 25 | 50 | 100 | 1_000 | 10_000 | 100_000 | 1_000_000);
    let is_time = unit::at(line, second.end).is_some() || (1_900..2_100).contains(&whole);
    let sound = part < whole && (out || is_round) && !is_time && begins_number(line, at, &first);
    let share = Exact::ratio(part, whole)?;
    sound.then(|| Amount::new(at, second.end, share).of("share"))
}

/// *1-in-5*, *one-in-five*, *3-out-of-4*.
fn hyphened_ratio(line: &Line<'_, '_>, at: usize) -> Option<Amount> {
    let (first, rest) = line.lower(at).split_once('-')?;
    let (link, last) = rest.rsplit_once('-')?;
    line.word_value(&link.replace('-', " "), Table::RatioLinks)?;
    let number = |word: &str| {
        let digits = Exact::digits(word).and_then(Exact::as_whole);
        digits.or_else(|| small(line.document.language, word))
    };
    let (part, whole) = (number(first)?, number(last)?);
    let share = Exact::ratio(part, whole).filter(|_| part > 0 && part < whole)?;
    Some(Amount::new(at, at + 1, share).of("share"))
}

/// *twice as many*, *three times the rate*, *doubled*, *tenfold*.
fn factor(line: &Line<'_, '_>, at: usize) -> Option<Amount> {
    let word = line.lower(at);
    let factor = |value: Exact, end: usize| Some(Amount::new(at, end, value).of("factor"));
    let often = line.value(at, Table::Frequencies).filter(|_| compares(line, at + 1));
    if let Some(often) = often {
        return factor(Exact::digits(often)?, at + 1);
    }
    if let Some(times) = numeral(line, at).filter(|times| line.is(times.end, Set::Times) && times.rest.is_empty())
        && compares(line, times.end + 1)
    {
        return factor(times.value, times.end + 1);
    }
    if let Some(fold) = multiple_ending(line, word).map(|fold| fold.trim_end_matches('-')) {
        let value = small(line.document.language, fold).map(Exact::whole).or_else(|| Exact::digits(fold));
        return factor(value.filter(|value| !value.is_less(Exact::whole(2)))?, at + 1);
    }
    let value = match line.value(at, Table::Multiples)?.split_once('/') {
        Some((_, below)) => Exact::ratio(1, below.parse().ok()?)?,
        None => Exact::digits(line.value(at, Table::Multiples)?)?,
    };
    let multiplies = line.is(at + 1, Set::TakesMultiple) && line.is(at, Set::MultipleAdjectives);
    let is_base = line.document.lemma(at) == word;
    let verb = line.penn(at).is_some_and(Penn::is_verb)
        && !line.is(at + 1, Set::MultipleParticles)
        && line.lower(at + 1) != "-"
        && !(line.penn(at + 1).is_some_and(Penn::is_noun) && is_base);
    (multiplies || verb).then(|| factor(value, at + 1)).flatten()
}

/// What stands before *fold* in *tenfold* and *10-fold*.
pub(super) fn multiple_ending<'w>(line: &Line<'_, '_>, word: &'w str) -> Option<&'w str> {
    let mut endings = line.document.language.sections.rows(Table::MultipleEndings).iter().flat_map(|(words, _)| words);
    endings.find_map(|ending| word.strip_suffix(&**ending))
}

/// Whether something is compared from the token `at` on: *as many*, *more*, *the rate*.
fn compares(line: &Line<'_, '_>, at: usize) -> bool {
    let degree = line.penn(at).is_some_and(|tag| matches!(tag, Penn::Jjr | Penn::Rbr));
    degree || line.is(at, Set::LeadsCompared)
}

/// How often: *twice a week*, *three times*.
fn times(line: &Line<'_, '_>, at: usize) -> Option<Amount> {
    let (value, end) = match line.value(at, Table::Frequencies) {
        Some(often) => (Exact::digits(often)?, at + 1),
        None => {
            let number =
                numeral(line, at).filter(|number| line.is(number.end, Set::Times) && number.rest.is_empty())?;
            (number.value, number.end + 1)
        }
    };
    let mut found = Amount::new(at, end, value).of("times");
    if let Some((per, end)) = per(line, end) {
        (found.per, found.end) = (Some(per), end);
    }
    Some(found)
}
