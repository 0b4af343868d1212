//! What words say how much there is, and when.
mod amount;
mod bound;
mod calendar;
mod dates;
mod exact;
mod label;
mod line;
mod number;
mod quantity;
mod ranges;
mod relative;
mod share;
mod tense;
mod time;
mod unit;

pub use bound::Bound;
pub use calendar::Day;
pub use quantity::Quantity;
pub use time::{Modifier, Time};

use crate::text::Document;
use line::Line;
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
            if let Some((time, end)) = time::time_at(&clock, at) {
                elsewhere |= is_elsewhere(&time, anchor);
                found.times.push(time);
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

/// Whether the words name another year than that of publication.
fn is_elsewhere(time: &Time, anchor: Option<Day>) -> bool {
    let year = time.from.or(time.to).map(Day::year);
    !time.anchored && year.is_some() && year != anchor.map(Day::year)
}
