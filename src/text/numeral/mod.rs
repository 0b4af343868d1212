//! Numerals, in digits and words: *9,000*, *816 000*, *1.2 million*, *two hundred and five*, *a million and a half*,
//! *4.2bn*, *three quarters of a million*, *two-thirds*, *21st*.
//!
//! This is the only reader of them. It is a layer below the patterns, so *@number*, `[number>=10]`, the quantities of
//! claims and the comparison of claims all see the same numbers. What a number counts, and whether it counts at all, is
//! determined by higher layers. A [`Numeral`] is a definite cardinal number. *Dozens*, *several hundred* and *tens of
//! thousands* are not ([`indefinite`]); ordinals, times of day, and scores (*31-24*, whose `second` is smaller) have to
//! be rejected by the caller.
//!
//! It reads [`Words`], which are the tokens of a sentence or the words of a claim.

mod exact;
mod fraction;
mod sum;

pub(crate) use exact::Exact;
pub(crate) use fraction::{Form, fraction, ordinal, ordinal_in};

use super::line::Words;
use super::{Language, Set, Table};
use sum::Sum;

/// A number as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numeral {
    pub(crate) value: Exact,
    /// The number that the scale word multiplied: 3 in *3 million*; the whole number if there is none.
    pub(crate) mantissa: Exact,
    /// The value of the scale word: 1,000,000 in *3 million*.
    pub(crate) scale: Option<Exact>,
    /// The second number of *3-5*.
    pub(crate) second: Option<Exact>,
    /// What is attached to its last token: *km* of *5km*, *year-old* of *34-year-old*; empty if nothing is.
    pub(crate) rest: String,
    /// Whether it is written in digits.
    pub(crate) is_digits: bool,
    /// Whether the digits are grouped by thousands: *9,000*, *816 000*.
    pub(crate) is_grouped: bool,
    /// The token after it.
    pub(crate) end: usize,
}

/// The longest number that begins at the token `at`.
pub(crate) fn numeral(words: &dyn Words, at: usize) -> Option<Numeral> {
    if !may_begin(words, at) {
        return None;
    }
    if let Some(part) = part_of_scale(words, at) {
        return Some(part);
    }
    let mut sum = Sum::new(words.language());
    let mut end = at;
    if let Some((value, behind)) = grouped(words, at) {
        sum.begin(value);
        end = behind;
    } else if words.is(at, Set::IndefiniteArticles) {
        scale_at(words, at + 1)?;
        sum.begin_one();
        end += 1;
    }
    let is_grouped = end > at + 1 || words.lower(at).contains(',');
    let mut rest = String::new();
    while rest.is_empty() && sum.second.is_none() {
        if let Some((tail, behind)) = words.phrase(end, Table::NumberTails).filter(|_| sum.takes_part()) {
            sum.add_part(ratio(tail)?)?;
            end = behind;
        } else if sum.takes_and() && words.is(end, Set::JoinsNumbers) && begins_small(words, end + 1) {
            end += 1;
        } else if let Some(left) = sum.token(words.lower(end)) {
            rest = left;
            end += 1;
        } else {
            break;
        }
    }
    if end == at || is_ordinal(words.language(), &rest) || rest.is_empty() && is_ordinal_behind(words, end, &sum) {
        return None;
    }
    let scale = sum.scale.filter(|_| sum.scales == 1 && sum.current.is_none());
    Some(Numeral {
        value: sum.value()?,
        mantissa: sum.mantissa.or(sum.current)?,
        scale,
        second: sum.second,
        rest,
        is_digits: sum.is_digits,
        is_grouped: is_grouped && sum.is_digits,
        end,
    })
}

/// Whether a numeral may begin at the token `at`. This quickly rejects most tokens.
fn may_begin(words: &dyn Words, at: usize) -> bool {
    words.has_digits(at)
        || words.is(at, Set::IndefiniteArticles)
        || [Table::NumberWords, Table::Denominators, Table::Scales].into_iter().any(|table| words.begins(at, table))
        || words.lower(at).contains('-')
}

/// *816 000*, *1 250 000*: digits grouped by spaces, and the token after them.
fn grouped(words: &dyn Words, at: usize) -> Option<(Exact, usize)> {
    let is_group = |at: usize| {
        let word = words.lower(at);
        word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit()) && words.is_spaced(at)
    };
    let first = words.lower(at);
    let leads = (1..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_digit())
        && !first.starts_with('0')
        && is_group(at + 1);
    // "May 12 300 people", a telephone number
    let digits = |at: usize| words.lower(at).starts_with(|c: char| c.is_ascii_digit());
    let before = at.checked_sub(1);
    if !leads || before.is_some_and(|before| digits(before) || words.is(before, Set::Months)) {
        return None;
    }
    let mut all = first.to_owned();
    let mut end = at + 1;
    while is_group(end) {
        all.push_str(words.lower(end));
        end += 1;
    }
    if digits(end) && words.is_spaced(end) {
        return None;
    }
    Some((Exact::digits(&all)?, end))
}

/// *half a million*, *three quarters of a million*, *half a dozen*, *a quarter million*, *half-million*.
fn part_of_scale(words: &dyn Words, at: usize) -> Option<Numeral> {
    let found = |share: Exact, scale: Exact, rest: String, end: usize| {
        let value = share.times(scale)?;
        let scale = Some(scale);
        Some(Numeral { value, mantissa: share, scale, second: None, rest, is_digits: false, is_grouped: false, end })
    };
    let article = usize::from(words.is(at, Set::IndefiniteArticles));
    let part = at + article;
    // "a half-million", "half-a-million-dollar"
    if let Some((first, rest)) = words.lower(part).split_once('-')
        && let Some(share) = halved(words.language(), first)
    {
        let mut parts = rest.split('-').peekable();
        parts.next_if(|part| words.language().is(part, Set::IndefiniteArticles));
        if let Some(scale) = parts.next().and_then(|part| scale_of(words.language(), part)) {
            return found(share, scale, parts.collect::<Vec<_>>().join("-"), part + 1);
        }
    }
    // "half a million", "a half million", "a quarter million", never "half million"
    if let Some(share) = halved(words.language(), words.lower(part)) {
        let of = usize::from(words.is(part + 1, Set::Genitive));
        let second = usize::from(words.is(part + 1 + of, Set::IndefiniteArticles));
        let end = part + 1 + of + second;
        if article + second > 0
            && let Some(scale) = scale_at(words, end)
        {
            return found(share, scale, String::new(), end + 1);
        }
    }
    // "three quarters of a million"
    let share = fraction(words, at)?;
    let of_a = words.is(share.end, Set::Genitive) && words.is(share.end + 1, Set::IndefiniteArticles);
    let scale = scale_at(words, share.end + 2).filter(|_| of_a)?;
    found(share.value()?, scale, String::new(), share.end + 3)
}

/// A half or a quarter, the fractions that may precede a scale word without *of*.
fn halved(language: &Language, word: &str) -> Option<Exact> {
    match () {
        () if language.is(word, Set::Half) => Exact::ratio(1, 2),
        () if language.is(word, Set::Quarter) => Exact::ratio(1, 4),
        () => None,
    }
}

/// Words for an indefinite number, and the token after them: *dozens*, *several hundred*, *tens of thousands*.
pub(crate) fn indefinite(words: &dyn Words, at: usize) -> Option<usize> {
    let scale = |at: usize| words.is(at, Set::IndefiniteNumbers) || scale_at(words, at).is_some();
    let led = words.is(at, Set::LeadsIndefinite) && scale(at + 1);
    if !led && !scale(at) {
        return None;
    }
    let mut end = at + 1 + usize::from(led);
    while scale(end) || words.is(end, Set::Genitive) && words.is(end + 1, Set::IndefiniteNumbers) {
        end += 1;
    }
    Some(end)
}

/// Whether the number before `end` is the first half of an ordinal or fraction: *twenty first*, *two thirds*.
fn is_ordinal_behind(words: &dyn Words, end: usize, sum: &Sum<'_>) -> bool {
    !sum.is_digits
        && !words.is(end, Set::Quarter)
        && denominator(words.language(), words.lower(end)).is_some_and(|denominator| denominator > 2)
}

/// The value of a word that multiplies the preceding number.
fn scale_of(language: &Language, word: &str) -> Option<Exact> {
    language.value(word, Table::Scales).and_then(whole)
}

/// The value of the token at `at`, if it multiplies the preceding number.
pub(crate) fn scale_at(words: &dyn Words, at: usize) -> Option<Exact> {
    words.value(at, Table::Scales).and_then(whole)
}

/// The factor of `letters` that are attached to a number of money or people: *$4m*, *£30k*.
pub(crate) fn scale_of_letters(language: &Language, letters: &str) -> Option<Exact> {
    language.value(letters, Table::ScaleLetters).and_then(whole)
}

/// The denominator of a fraction word, singular or plural.
pub(crate) fn denominator(language: &Language, word: &str) -> Option<i128> {
    language.value(word, Table::Denominators)?.parse().ok()
}

/// The value of a number word below one hundred that is not a compound.
pub(crate) fn small(language: &Language, word: &str) -> Option<i128> {
    language.value(word, Table::NumberWords)?.parse().ok()
}

/// Whether the token at `at` is a number word below one hundred, or begins with one: *twenty-one*.
pub(crate) fn begins_small(words: &dyn Words, at: usize) -> bool {
    let first = || words.lower(at).split_once('-').is_some_and(|(first, _)| small(words.language(), first).is_some());
    words.value(at, Table::NumberWords).is_some() || first()
}

/// An integer in a table.
fn whole(digits: &str) -> Option<Exact> {
    digits.parse().ok().map(Exact::whole)
}

/// A fraction in a table: `3/4`.
fn ratio(digits: &str) -> Option<Exact> {
    let (over, under) = digits.split_once('/')?;
    Exact::ratio(over.parse().ok()?, under.parse().ok()?)
}

/// Fractions that are one character.
fn vulgar(text: &str) -> Option<Exact> {
    match text {
        "½" => Exact::ratio(1, 2),
        "¼" => Exact::ratio(1, 4),
        "¾" => Exact::ratio(3, 4),
        "⅓" => Exact::ratio(1, 3),
        "⅔" => Exact::ratio(2, 3),
        _ => None,
    }
}

/// *st* of *21st*, *s* of *1990s*, *first* of *twenty-first*.
fn is_ordinal(language: &Language, rest: &str) -> bool {
    !rest.is_empty()
        && (rest == "s"
            || language.is(rest, Set::OrdinalEndings)
            || language.value(rest, Table::Ordinals).is_some()
            || denominator(language, rest).is_some_and(|it| it > 2))
}
