//! Base noun phrases: a noun with what stands before it.
//!
//! A grammar over tags: determiners, then modifiers, up to the last noun. A possessor belongs to the phrase of what is
//! possessed (*Moss's deputy* is one), a pronoun is one by itself. What follows a noun — *of the council*, *, the mayor* —
//! is for [`super::phrase`].

use super::vocabulary::Class;
use super::{Document, Mark, Sentence};
use crate::span::TokenRange;
use crate::terms::Penn;

/// A base noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk {
    /// Its tokens.
    pub tokens: TokenRange,
    /// The token of its noun or pronoun.
    pub head: usize,
}

/// The base noun phrases of a sentence, in order. Linear.
pub(super) fn chunks(document: &Document<'_>, sentence: &Sentence, found: &mut Vec<Chunk>) {
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        match chunk_at(document, at, sentence.tokens.end) {
            Some(chunk) => {
                at = chunk.tokens.end;
                found.push(chunk);
            }
            None => at += 1,
        }
    }
}

/// The base noun phrase that begins at `start`, if one does.
fn chunk_at(document: &Document<'_>, start: usize, end: usize) -> Option<Chunk> {
    let tag = |at: usize| if at < end { document.penn(at) } else { None };
    match tag(start)? {
        Penn::Prp | Penn::Ex | Penn::Wp | Penn::Wdt => {
            return Some(Chunk { tokens: TokenRange::new(start, start + 1), head: start });
        }
        _ => {}
    }
    let mut at = start;
    while matches!(tag(at), Some(Penn::Pdt | Penn::Dt | Penn::PrpS | Penn::WpS)) {
        at += 1;
    }
    let determined = at > start;
    let mut head = None;
    while let Some(here) = tag(at) {
        let goes_on = match here {
            // "the mayor Tuesday said": the day is a phrase of its own
            Penn::Nnp
                if head.is_some_and(|head| !is_calendar(document.lower(head))) && is_weekday(document.lower(at)) =>
            {
                false
            }
            Penn::Nn | Penn::Nns | Penn::Nnp | Penn::Nnps => {
                head = Some(at);
                true
            }
            Penn::Cd => {
                head = Some(at);
                true
            }
            Penn::Dollar => true,
            Penn::Jj | Penn::Jjr | Penn::Jjs => {
                // "the top Republican in the Senate"
                if document.word(at).class.has(Class::PEOPLE) && at > start && !noun_comes(document, at + 1, end) {
                    head = Some(at);
                }
                true
            }
            Penn::Pos => head == Some(at.wrapping_sub(1)) && noun_comes(document, at + 1, end),
            Penn::Vbn | Penn::Vbg => is_participle_before_noun(document, at, start, determined, end),
            Penn::Rb | Penn::Rbr | Penn::Rbs => {
                matches!(tag(at + 1), Some(Penn::Jj | Penn::Cd | Penn::Vbn | Penn::Jjr))
                    && noun_comes(document, at + 1, end)
            }
            Penn::Comma | Penn::Cc => {
                // "a long, cold winter", "old and new rules"
                let between = |at: usize| tag(at).is_some_and(|tag| tag.is_adjective() || tag == Penn::Cd);
                let certain = here == Penn::Cc || determined;
                certain
                    && head.is_none()
                    && at > start
                    && between(at - 1)
                    && between(at + 1)
                    && noun_comes(document, at + 1, end)
            }
            Penn::Open | Penn::Close => {
                // the "firm and clear" commitment: marks around words that belong to the phrase
                head.is_none() && at > start && marks_modifiers(document, at, start, end)
            }
            Penn::Hyph => head.is_some() && tag(at + 1).is_some_and(Penn::is_noun),
            _ => false,
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    if let Some(head) = head {
        return Some(Chunk { tokens: TokenRange::new(start, head + 1), head });
    }
    // "the poor", "those", "several"
    if determined {
        let adjective = tag(at.wrapping_sub(1)).is_some_and(Penn::is_adjective) && at - 1 > start;
        let last = if adjective { at } else { start + 1 };
        let stands_alone = adjective || matches!(tag(start), Some(Penn::Dt));
        return stands_alone.then(|| Chunk { tokens: TokenRange::new(start, last), head: last - 1 });
    }
    let quantity = matches!(
        document.lower(start),
        "many" | "several" | "few" | "most" | "others" | "some" | "more" | "dozens" | "hundreds" | "thousands"
    );
    quantity.then(|| Chunk { tokens: TokenRange::new(start, start + 1), head: start })
}

/// Whether a noun comes within a few tokens that can stand before one.
fn noun_comes(document: &Document<'_>, from: usize, end: usize) -> bool {
    for at in from..end.min(from + 6) {
        match document.penn(at) {
            Some(tag) if tag.is_noun() || tag == Penn::Cd => return true,
            Some(
                Penn::Jj
                | Penn::Jjr
                | Penn::Jjs
                | Penn::Vbn
                | Penn::Vbg
                | Penn::Rb
                | Penn::Rbs
                | Penn::Dollar
                | Penn::Cc
                | Penn::Comma
                | Penn::Close,
            ) => {}
            _ => return false,
        }
    }
    false
}

/// Whether the quotation mark at `at` goes around modifiers of a noun, inside the phrase that begins at `start`.
fn marks_modifiers(document: &Document<'_>, at: usize, start: usize, end: usize) -> bool {
    let close = match document.tokens.get(at).and_then(|token| token.mark) {
        Some(Mark::Open) => document.opened_at(at).and_then(|quotation| quotation.close),
        Some(Mark::Close) => document.closed_at(at).filter(|quotation| quotation.open > start).map(|_| at),
        _ => None,
    };
    close.is_some_and(|close| close < end && close - at <= 5 && noun_comes(document, close + 1, end))
}

fn is_participle_before_noun(document: &Document<'_>, at: usize, start: usize, determined: bool, end: usize) -> bool {
    let before = at.checked_sub(1).filter(|&before| before >= start).and_then(|before| document.penn(before));
    let modifies = determined
        && matches!(before, Some(Penn::Dt | Penn::PrpS | Penn::Jj | Penn::Pos | Penn::Cd | Penn::Jjs | Penn::Rb))
        || document.word(at).shape.has(super::Shape::HYPHEN);
    modifies && noun_comes(document, at + 1, end)
}

impl Chunk {
    /// Whether it is a point or stretch of time: *Tuesday*, *last week*.
    pub(crate) fn is_time(&self, document: &Document<'_>) -> bool {
        let head = document.word(self.head);
        let proper = document.penn(self.head).is_some_and(Penn::is_proper);
        head.class.has(Class::TIME) && !head.class.has(Class::HUMAN) && !proper || is_calendar(&head.lower)
    }
}

/// The name of a day or month, or *today* and its kin.
pub(crate) fn is_calendar(lower: &str) -> bool {
    is_weekday(lower) || is_month(lower) || matches!(lower, "today" | "yesterday" | "tomorrow" | "tonight")
}

/// The name of a day.
pub(crate) fn is_weekday(lower: &str) -> bool {
    matches!(
        lower,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "mondays"
            | "tuesdays"
            | "wednesdays"
            | "thursdays"
            | "fridays"
            | "saturdays"
            | "sundays"
    )
}

/// The name of a month, also shortened.
pub(crate) fn is_month(lower: &str) -> bool {
    matches!(
        lower.trim_end_matches('.'),
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
    )
}
