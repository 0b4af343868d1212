//! Times: when, by the words of an article and the day it was published.

use super::calendar::Day;
use super::{day_lists, ranges};
use crate::annotation::Penn;
use crate::span::Span;
use crate::text::moment::{Modifier, Moment, TimeValue, Told};
use crate::text::{Line, Words};
use crate::text::{Set, Table, calendar};

/// When some words of an article say that something is, was or will be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Time {
    /// The words, with the preposition where it changes the meaning: *Monday*, but *since Monday*.
    pub text: String,
    /// Where they stand, in bytes of the article's text.
    pub span: Span,
    /// What they say.
    pub value: TimeValue,
    /// What the words do to that.
    pub modifier: Option<Modifier>,
    /// The first day they mean, where that is known.
    pub from: Option<Day>,
    /// The last day they mean, where that is known.
    pub to: Option<Day>,
    /// Whether value or days depend on the day the article was published.
    pub anchored: bool,
    /// What [`Self::in_words`] gives.
    in_words: Option<String>,
}

/// How the words of a time stand in their sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// As a noun would: *on Monday*, *last year was dry*.
    Noun,
    /// By themselves: *it closed Monday*.
    Adverb,
    /// Before what they belong to: *Monday's vote*, *the May 7 vote*.
    Modifier,
}

/// A time while it is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Said {
    /// The token behind it.
    pub(super) end: usize,
    pub(super) value: TimeValue,
    pub(super) modifier: Option<Modifier>,
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
    pub(super) anchored: bool,
    /// Whether the words are a date by themselves, and publication only ends it: *since 2011*.
    pub(super) dated: bool,
    /// Month and day, where the words name them without a year.
    pub(super) yearless: Option<(i8, Option<i8>)>,
}

impl Said {
    /// A moment whose days are not known.
    pub(super) fn open(end: usize, moment: Moment) -> Self {
        Self { end, value: TimeValue::One(moment), ..Self::default() }
    }
}

/// What a reader of times knows besides the sentence.
#[derive(Clone, Copy)]
pub(super) struct Clock<'l, 'd, 'a> {
    pub(super) line: &'l Line<'d, 'a>,
    /// The day the article was published.
    pub(super) anchor: Option<Day>,
    /// Whether the paragraph speaks of another year than that of publication: what has no year of its own may be of that.
    pub(super) elsewhere: bool,
}

/// The times that begin at the token `at`, and the token behind them; several if days share the name of their month.
pub(super) fn times_at(clock: &Clock<'_, '_, '_>, at: usize) -> Option<(Vec<Time>, usize)> {
    if let Some(list) = day_lists::days(clock, at) {
        let end = list.last()?.1.end;
        let time = |(start, said): (usize, Said)| publish(clock.line, start, said, Place::Modifier);
        return Some((list.into_iter().map(time).collect(), end));
    }
    let said = related(clock, at).or_else(|| ranges::time(clock, at))?;
    let end = said.end;
    let place = place(clock.line, at, end);
    Some((vec![publish(clock.line, at, said, place)], end))
}

fn publish(line: &Line<'_, '_>, start: usize, said: Said, place: Place) -> Time {
    let span = line.span(start, said.end);
    let text = span.of(&line.document.article.text);
    // "since Monday" means nothing by itself, but "since 2011" does
    let points = said.anchored && !said.dated;
    let in_words = if points && place != Place::Modifier { written_out(line, &said, place, text) } else { None };
    Time {
        text: text.to_owned(),
        span,
        value: said.value,
        modifier: said.modifier,
        from: said.from,
        to: said.to,
        anchored: said.anchored,
        in_words,
    }
}

fn written_out(line: &Line<'_, '_>, said: &Said, place: Place, words: &str) -> Option<String> {
    let TimeValue::One(moment) = said.value else { return None };
    let day = match moment {
        Moment::Day { year: Some(year), of_year: Some((month, day)), .. } => Day::new(year, month, day),
        _ => said.from,
    };
    line.document.language.grammar.time_in_words(&Told {
        moment,
        modifier: said.modifier,
        first: day.map(|day| (day.year(), day.month(), day.day(), day.weekday())),
        words,
        is_adverb: place == Place::Adverb,
    })
}

/// *since 2011*, *before Monday*, *until May 7*.
fn related(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let modifier = line.value(at, Table::TimeRelations).and_then(Modifier::named)?;
    let mut said = ranges::core(clock, at + 1)?;
    // "after Monday's vote", "before the May 7 vote"; "since early 2011" stays what it is
    let unclear = place(line, at + 1, said.end) == Place::Modifier
        || matches!(said.value, TimeValue::One(Moment::Length(..) | Moment::Present));
    if unclear || matches!(said.modifier, Some(Modifier::Before | Modifier::After | Modifier::Approx)) {
        return None;
    }
    (said.from, said.to) = match modifier {
        Modifier::OnOrAfter => {
            let today = clock.anchor.filter(|&today| said.from.is_some_and(|from| from <= today));
            said.dated = !said.anchored;
            said.anchored |= today.is_some();
            (said.from, today)
        }
        Modifier::Before => (None, said.from.and_then(|from| from.plus_days(-1))),
        Modifier::After => (said.to.and_then(|to| to.plus_days(1)), None),
        _ => (None, said.to),
    };
    said.modifier = Some(modifier);
    Some(said)
}

fn place(line: &Line<'_, '_>, start: usize, end: usize) -> Place {
    let before = line.penn_before(start);
    let noun_behind = line.penn(end).is_some_and(|tag| tag.is_noun() || tag.is_adjective());
    if line.is(end, Set::Possessive)
        || noun_behind && line.is(start, Set::DefiniteArticles)
        || noun_behind && matches!(before, Some(Penn::Dt | Penn::PrpS | Penn::Jj | Penn::Pos))
        || noun_behind && calendar::is_year(line.lower(end - 1))
    {
        return Place::Modifier;
    }
    let subject = line.penn(end).is_some_and(Penn::is_finite)
        && !(line.tokens.start..start).any(|at| line.penn(at).is_some_and(Penn::is_finite))
        && line.document.chunks_in(crate::span::TokenRange::new(line.tokens.start, start)).is_empty();
    let led = matches!(before, Some(Penn::In | Penn::To | Penn::Dt | Penn::Jj));
    if led && !line.before_is(start, Set::OpensThatClause) || subject { Place::Noun } else { Place::Adverb }
}

impl Time {
    /// The time as a reader is told it without knowing when the article was published, to stand in place of its words: *Monday,
    /// 7 May 2018* for *Monday* behind *on*, *on Monday, 7 May 2018* for *yesterday*, *in 2016* for *two years ago*. Nothing
    /// where the words are clear without the article's date, the time is not known for certain, or the sentence would not read
    /// on (*yesterday's vote*).
    #[must_use]
    pub fn in_words(&self) -> Option<String> {
        self.in_words.clone()
    }
}
