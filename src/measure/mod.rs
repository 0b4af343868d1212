//! How much, and when: what the numbers and dates of a claim say, as values to reckon with.
//!
//! A claim can be checked against a table or another claim only where *a third*, *one in three* and *33 percent* are numbers, and
//! *on Monday* is a day. Numerals and calendar expressions are read below the patterns, in `crate::text`; what they say in their
//! sentence is read here, because it takes more of it: the noun that is counted, *at least* before it, the verb that tells
//! whether *Monday* is the last or the next.
//!
//! Nothing is made up. A [`Quantity`] has the value its words have: *dozens* and *several hundred* have none, so they are no
//! quantities, nor are ordinals, names with a number (*Flight 370*) and scores. A [`Time`] has days only where they are certain;
//! what is not is an `X` in its value. Two conventions remain, told where they are applied: thirds for *early*, *mid* and *late*
//! ([`Modifier`]), and weeks from Monday to Sunday.
//!
//! | where | what it says |
//! |---|---|
//! | `unit`, `noun`, `bound`, `label` | what is counted, how near it is, and which numbers count nothing |
//! | `counted`, `amount`, `share`, `quantity` | one number with its unit; ranges and pairs; parts and multiples of something else |
//! | `calendar` | days and their arithmetic, the only file that knows the date library |
//! | `dates`, `lists`, `years` | what calendars name |
//! | `which`, `relative`, `ranges` | *last* and *next*; what points from the day of publication; parts of times and stretches |
//! | `tense`, `time` | what the verb tells of when; a time as it is published |
//!
//! Why `jiff` for the calendar: months of unequal length, weeks of ISO 8601 and the forms that feeds write dates in are its
//! trade, and a mistake there is silent. Without features it is two crates that build in five seconds, without time zones, files
//! or clocks; it is kept by the author of `regex` and stable since 1.0 of November 2026 (MIT or Unlicense). `time` builds faster but
//! cannot add months; `chrono` is larger and older in its design.

mod amount;
mod bound;
mod calendar;
mod counted;
mod dates;
mod day_lists;
mod not_a_quantity;
mod noun;
mod quantity;
mod ranges;
mod relative;
mod share;
mod tense;
mod time;
mod unit;
mod which;
mod years;

pub use crate::text::moment::{LengthUnit, Modifier, Moment, PartOfDay, Season, TimeValue};
pub use bound::Bound;
pub use calendar::Day;
pub use quantity::Quantity;
pub use time::Time;

pub(crate) use calendar::moment;

use crate::span::TokenRange;
use crate::text::numeral::numeral;
use crate::text::{Document, Line};
use time::Clock;

/// The quantities and times of an article, each in the order of the text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measures {
    /// How much.
    pub quantities: Vec<Quantity>,
    /// When.
    pub times: Vec<Time>,
}

/// What `document` says of how much and when; what points from the day of publication is resolved where the article tells
/// that day ([`crate::article::About::date_published`]). Linear in its length.
#[must_use]
pub fn measures(document: &Document<'_>) -> Measures {
    let anchor = document.article.about.date_published.as_deref().and_then(Day::read);
    let mut found = Measures::default();
    let mut paragraph = usize::MAX;
    let mut elsewhere = false;
    for sentence in &document.sentences {
        if paragraph != sentence.paragraph {
            (paragraph, elsewhere) = (sentence.paragraph, false);
        }
        let line = Line { document, tokens: sentence.tokens };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let clock = Clock { line: &line, anchor, elsewhere };
            if let Some((times, end)) = time::times_at(&clock, at) {
                elsewhere |= times.iter().any(|time| is_elsewhere(time, anchor));
                found.times.extend(times);
                at = end.max(at + 1);
            } else if let Some((quantities, end)) = quantity::quantities_at(&line, at) {
                found.quantities.extend(quantities);
                at = end.max(at + 1);
            } else {
                at += 1;
            }
        }
    }
    found
}

/// The numbers in the sentences of a stretch, in digits and words, each with its tokens; of a range the first. Linear.
pub(crate) fn numbers(document: &Document<'_>, within: TokenRange) -> Vec<(TokenRange, f64)> {
    let mut found = Vec::new();
    for sentence in document.sentences_in(within) {
        let line = Line { document, tokens: sentence };
        let mut at = sentence.start;
        while at < sentence.end {
            match numeral(&line, at) {
                Some(number) => {
                    let end = number.end.max(at + 1);
                    found.push((TokenRange::new(at, end), number.value.nearest()));
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    found
}

/// Whether the words name another year than that of publication.
fn is_elsewhere(time: &Time, anchor: Option<Day>) -> bool {
    let year = time.from.or(time.to).map(Day::year);
    !time.anchored && year.is_some() && year != anchor.map(Day::year)
}
