//! Writes a time in English for a reader who does not know when the article was published.

use crate::text::moment::{Modifier, Moment, PartOfDay, Season, Told};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// *Monday, 7 May 2018* for *Monday* after *on*, *on Monday, 7 May 2018* for *yesterday*, *in 2016* for *two years
/// ago*; `None` if the time is not known for certain, or has no name.
pub(super) fn time_in_words(time: &Told<'_>) -> Option<String> {
    let moment = time.moment;
    let (noun, preposition) = named(time)?;
    let is_day = matches!(moment, Moment::Day { .. } | Moment::Weekend(_));
    let lower = time.words.to_lowercase();
    let first = lower.split_whitespace().next()?;
    if !is_day && (lower.starts_with("earlier this") || lower.starts_with("later this")) {
        return Some(format!("{first} in {noun}"));
    }
    if is_day && matches!(time.modifier, Some(Modifier::Start | Modifier::End | Modifier::Mid)) {
        let reads_well = time.is_adverb && matches!(first, "early" | "late");
        return reads_well.then(|| format!("{first} {preposition} {noun}"));
    }
    let noun = if is_day { noun } else { with_part(&lower, noun) };
    let modified = match time.modifier {
        None | Some(Modifier::Start | Modifier::Mid | Modifier::End) => noun,
        Some(Modifier::Approx) => format!("about {noun}"),
        Some(Modifier::OnOrAfter | Modifier::OnOrBefore | Modifier::Before | Modifier::After) => {
            let is_preposition = matches!(first, "since" | "until" | "till" | "by" | "before" | "after");
            return is_preposition.then(|| format!("{first} {noun}"));
        }
    };
    Some(if time.is_adverb { format!("{preposition} {modified}") } else { modified })
}

/// The name of a moment, and the preposition before it.
fn named(time: &Told<'_>) -> Option<(String, &'static str)> {
    let first = || time.first.map(|(year, month, day, _)| format!("{day} {} {year}", of(&MONTHS, month)));
    Some(match time.moment {
        Moment::Day { year: Some(_), of_year: Some(_), part } => {
            let (.., weekday) = time.first?;
            let day = format!("{}, {}", of(&DAYS, weekday), first()?);
            let named = match part {
                None => day,
                Some(PartOfDay::Morning) => format!("the morning of {day}"),
                Some(PartOfDay::Afternoon) => format!("the afternoon of {day}"),
                Some(PartOfDay::Evening) => format!("the evening of {day}"),
                Some(PartOfDay::Night) => format!("the night of {day}"),
            };
            (named, "on")
        }
        Moment::Week(_) => (format!("the week of {}", first()?), "in"),
        Moment::Weekend(_) => (format!("the weekend of {}", first()?), "on"),
        Moment::Quarter(Some((year, quarter))) => {
            let ordinal = of(&["first", "second", "third", "fourth"], quarter);
            (format!("the {ordinal} quarter of {year}"), "in")
        }
        Moment::Half(year, half) => (format!("the {} half of {year}", of(&["first", "second"], half)), "in"),
        Moment::Season(Some(year), season) => {
            let season = match season {
                Season::Spring => "spring",
                Season::Summer => "summer",
                Season::Autumn => "autumn",
                Season::Winter => "winter",
            };
            (format!("{season} {year}"), "in")
        }
        Moment::Month { year: Some(year), month: Some(month) } => (format!("{} {year}", of(&MONTHS, month)), "in"),
        Moment::Year(Some(year)) => (year.to_string(), "in"),
        _ => return None,
    })
}

/// `noun` with the word in `lower` for a part of it.
fn with_part(lower: &str, noun: String) -> String {
    let has = |words: &str| lower.split([' ', '-']).any(|word| word == words);
    match () {
        () if has("end") => format!("the end of {noun}"),
        () if has("start") || lower.contains("beginning of") => format!("the start of {noun}"),
        () if has("middle") => format!("the middle of {noun}"),
        () if has("early") => format!("early {noun}"),
        () if has("mid") => format!("mid-{noun}"),
        () if has("late") => format!("late {noun}"),
        () => noun,
    }
}

/// The name at a position counted from 1.
fn of<'n>(names: &[&'n str], place: i8) -> &'n str {
    let place = usize::try_from(place).ok().and_then(|place| place.checked_sub(1));
    place.and_then(|place| names.get(place)).copied().unwrap_or_default()
}
