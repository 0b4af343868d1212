//! Times: when, by the words of an article and the day it was published.

use super::calendar::{Day, month_name};
use super::line::Line;
use super::{ranges, years};
use crate::span::Span;
use crate::terms::Penn;

/// When some words of an article say that something is, was or will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// The words, with the preposition where it changes the meaning: *Monday*, but *since Monday*.
    pub text: String,
    /// Where they stand, in bytes of the article's text.
    pub span: Span,
    /// What they say, as TIMEX3 of `TimeML` writes it: `2018-05-07`, `2018-03`, `2018-W19`, `2018-Q2`, `2018-SP`, `199` (the
    /// nineties), `P2Y` (the past or coming two years), `2010/2014` (a stretch from one to the other), `PRESENT_REF`
    /// (nowadays). What is not known is an `X`: `XXXX-03` is a March.
    pub value: String,
    /// What the words do to that.
    pub modifier: Option<Modifier>,
    /// The first day they mean, where that is known.
    pub from: Option<Day>,
    /// The last day they mean, where that is known.
    pub to: Option<Day>,
    /// Whether value or days depend on the day the article was published.
    pub anchored: bool,
    /// Whether the words mean nothing by themselves: *since Monday*, but not *since 2011*.
    pub(super) points: bool,
    /// How the words stand in their sentence.
    pub(super) place: Place,
}

/// What words do to the time they name; the names are those of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modifier {
    /// Its beginning: *early March*.
    Start,
    /// Its middle: *mid-March*.
    Mid,
    /// Its end: *late March*.
    End,
    /// About then: *about two years ago*.
    Approx,
    /// Before it: *before 2011*.
    Before,
    /// After it: *after 2011*.
    After,
    /// No later: *by Monday*, *until 2011*.
    OnOrBefore,
    /// From then on: *since 2011*.
    OnOrAfter,
}

impl Modifier {
    /// Every member.
    pub const ALL: &[Self] = &[
        Self::Start,
        Self::Mid,
        Self::End,
        Self::Approx,
        Self::Before,
        Self::After,
        Self::OnOrBefore,
        Self::OnOrAfter,
    ];

    /// The name it is published under.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::OnOrBefore => "ON_OR_BEFORE",
            Self::OnOrAfter => "ON_OR_AFTER",
        }
    }
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
    pub(super) value: String,
    pub(super) modifier: Option<Modifier>,
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
    pub(super) anchored: bool,
    /// Whether the words are a date by themselves, and publication only ends it: *since 2011*.
    pub(super) dated: bool,
    /// Month and day, where the words name them without a year.
    pub(super) yearless: Option<(i8, Option<i8>)>,
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

/// The time that begins at the token `at`, and the token behind it.
pub(super) fn time_at(clock: &Clock<'_, '_, '_>, at: usize) -> Option<(Time, usize)> {
    let line = clock.line;
    let said = related(clock, at).or_else(|| ranges::time(clock, at))?;
    let end = said.end;
    let span = line.span(at, end);
    let time = Time {
        text: span.of(&line.document.article.text).to_owned(),
        span,
        value: said.value,
        modifier: said.modifier,
        from: said.from,
        to: said.to,
        anchored: said.anchored,
        points: said.anchored && !said.dated,
        place: place(line, at, end),
    };
    Some((time, end))
}

/// *since 2011*, *before Monday*, *until May 7*.
fn related(clock: &Clock<'_, '_, '_>, at: usize) -> Option<Said> {
    let line = clock.line;
    let modifier = match line.lower(at) {
        "since" => Modifier::OnOrAfter,
        "before" => Modifier::Before,
        "after" => Modifier::After,
        "until" | "till" | "by" => Modifier::OnOrBefore,
        _ => return None,
    };
    let mut said = ranges::core(clock, at + 1)?;
    // "after Monday's vote", "before the May 7 vote"; "since early 2011" stays what it is
    let unclear = place(line, at + 1, said.end) == Place::Modifier || said.value.starts_with('P');
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
    if matches!(line.lower(end), "'s" | "'")
        || noun_behind && line.lower(start) == "the"
        || noun_behind && matches!(before, Some(Penn::Dt | Penn::PrpS | Penn::Jj | Penn::Pos))
        || noun_behind && years::is_year(line.lower(end - 1))
    {
        return Place::Modifier;
    }
    let subject = line.penn(end).is_some_and(Penn::is_finite)
        && !(line.tokens.start..start).any(|at| line.penn(at).is_some_and(Penn::is_finite))
        && line.document.chunks_in(crate::span::TokenRange::new(line.tokens.start, start)).is_empty();
    let led = matches!(before, Some(Penn::In | Penn::To | Penn::Dt | Penn::Jj));
    if led && line.before(start) != "that" || subject { Place::Noun } else { Place::Adverb }
}

impl Time {
    /// The time as a reader is told it without knowing when the article was published, to stand in place of its words: *Monday,
    /// 7 May 2018* for *Monday* behind *on*, *on Monday, 7 May 2018* for *yesterday*, *in 2016* for *two years ago*. Nothing
    /// where the words are clear without the article's date, the time is not known for certain, or the sentence would not read
    /// on (*yesterday's vote*).
    #[must_use]
    pub fn in_words(&self) -> Option<String> {
        if !self.points || self.place == Place::Modifier {
            return None;
        }
        let (day, part) =
            self.value.split_once('T').map_or((self.value.as_str(), None), |(day, part)| (day, Some(part)));
        let pieces: Vec<&str> = day.split('-').collect();
        let lower = self.text.to_lowercase();
        let (noun, preposition) = match pieces.as_slice() {
            [year, month, day] if is_number(year) && is_number(month) && is_number(day) => {
                let day = Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?.in_words();
                match part {
                    Some("MO") => (format!("the morning of {day}"), "on"),
                    Some("AF") => (format!("the afternoon of {day}"), "on"),
                    Some("EV") => (format!("the evening of {day}"), "on"),
                    Some("NI") => (format!("the night of {day}"), "on"),
                    _ => (day, "on"),
                }
            }
            [_, week] if week.starts_with('W') => {
                let from = self.from?;
                (format!("the week of {} {} {}", from.day(), month_name(from.month()), from.year()), "in")
            }
            [_, _, "WE"] => {
                let from = self.from?;
                (format!("the weekend of {} {} {}", from.day(), month_name(from.month()), from.year()), "on")
            }
            [year, quarter] if quarter.starts_with('Q') && is_number(year) => {
                let ordinal = match *quarter {
                    "Q1" => "first",
                    "Q2" => "second",
                    "Q3" => "third",
                    _ => "fourth",
                };
                (format!("the {ordinal} quarter of {year}"), "in")
            }
            [year, season] if is_number(year) && season.chars().all(|c| c.is_ascii_uppercase()) => {
                let season = match *season {
                    "SP" => "spring",
                    "SU" => "summer",
                    "FA" => "autumn",
                    "WI" => "winter",
                    _ => return None,
                };
                (format!("{season} {year}"), "in")
            }
            [year, month] if is_number(year) && is_number(month) => {
                (format!("{} {year}", month_name(month.parse().ok()?)), "in")
            }
            [year] if is_number(year) && year.len() == 4 => ((*year).to_owned(), "in"),
            _ => return None,
        };
        if pieces.len() < 3 && (lower.starts_with("earlier this") || lower.starts_with("later this")) {
            return Some(format!("{} in {noun}", lower.split_whitespace().next()?));
        }
        if pieces.len() == 3 && matches!(self.modifier, Some(Modifier::Start | Modifier::End | Modifier::Mid)) {
            let word = lower.split_whitespace().next()?;
            let stands = self.place == Place::Adverb && matches!(word, "early" | "late");
            return stands.then(|| format!("{word} {preposition} {noun}"));
        }
        let noun = if pieces.len() < 3 { part_in_words(&lower, noun) } else { noun };
        let told = match self.modifier {
            None | Some(Modifier::Start | Modifier::Mid | Modifier::End) => noun,
            Some(Modifier::Approx) => format!("about {noun}"),
            Some(Modifier::OnOrAfter | Modifier::OnOrBefore | Modifier::Before | Modifier::After) => {
                let word = lower.split_whitespace().next()?;
                let is_preposition = matches!(word, "since" | "until" | "till" | "by" | "before" | "after");
                return is_preposition.then(|| format!("{word} {noun}"));
            }
        };
        Some(if self.place == Place::Adverb { format!("{preposition} {told}") } else { told })
    }
}

/// `noun` with the word for its part that stands in `lower`.
fn part_in_words(lower: &str, noun: String) -> String {
    let has = |words: &str| lower.split([' ', '-']).any(|word| word == words);
    match () {
        () if has("end") => format!("the end of {noun}"),
        () if has("start") || has("beginning") => format!("the start of {noun}"),
        () if has("middle") => format!("the middle of {noun}"),
        () if has("early") => format!("early {noun}"),
        () if has("mid") => format!("mid-{noun}"),
        () if has("late") => format!("late {noun}"),
        () => noun,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
