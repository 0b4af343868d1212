//! Whether what a time belongs to has happened or is to come, as far as the verb beside it tells.

use super::line::Line;
use crate::terms::Penn;

/// What the verb beside a time tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    /// It has happened.
    Past,
    /// It is to come.
    Future,
    /// Neither: the present of a timetable, a headline, no verb at all, or one that was still to come for somebody then.
    Open,
}

/// The tense of the verb that the words from `start` up to `end` belong to. That is the nearest before them, but for words
/// that open their clause (*that on Monday the council will …*).
pub(super) fn tense(line: &Line<'_, '_>, start: usize, end: usize) -> Tense {
    let led = matches!(line.before(start), "on" | "in" | "by" | "since" | "until" | "during" | "over" | "of" | "for");
    let first = if led { start - 1 } else { start };
    // what a thing is for or before may lie on either side
    let owned = matches!(line.lower(end), "'s" | "'");
    if owned && matches!(line.before(start), "of" | "before" | "for" | "until" | "to" | "after") {
        return Tense::Open;
    }
    let opens = first == line.tokens.start
        || matches!(line.before(first), "that" | "," | "and" | "but" | "—" | ":" | ";" | "\"" | "(")
            && !ends_clause(line, end);
    let ahead = || (end..line.tokens.end).take_while(|&at| !is_break(line, at)).find_map(|at| told(line, at, true));
    let behind =
        || (line.tokens.start..first).rev().take_while(|&at| !is_break(line, at)).find_map(|at| told(line, at, false));
    // "Monday's ruling will change much", but "Monday's vote will be close"
    if owned && behind().is_none() && ahead() == Some(Tense::Future) {
        return Tense::Open;
    }
    let found = if opens { ahead().or_else(behind) } else { behind().or_else(ahead) };
    found.unwrap_or(Tense::Open)
}

fn is_break(line: &Line<'_, '_>, at: usize) -> bool {
    matches!(line.lower(at), ";" | ":" | "—" | "(" | ")")
}

fn ends_clause(line: &Line<'_, '_>, at: usize) -> bool {
    line.penn(at) == Some(Penn::Stop) || matches!(line.lower(at), "" | ")")
}

/// What the token at `at` tells, if it is a verb that decides. Looking backwards, participles and infinitives come before what
/// they hang on, so they ask for it.
fn told(line: &Line<'_, '_>, at: usize, ahead: bool) -> Option<Tense> {
    let penn = line.penn(at)?;
    match penn {
        Penn::Md => Some(modal(line, at)),
        Penn::Vbd if line.document.lemma(at) == "be" && line.lower(at + 1) == "to" => Some(Tense::Open),
        // "a rally slated for Monday", where the tagger saw a past
        Penn::Vbd if is_due(line.lower(at)) && line.lower(at + 1) == "for" => Some(Tense::Future),
        Penn::Vbd => Some(Tense::Past),
        Penn::Vbp | Penn::Vbz => Some(present(line, at)),
        // "arrested on Monday, he …"
        // "a speech on Monday, followed by another on Tuesday": when the first is
        Penn::Vbn if !ahead && line.lower(at) == "followed" && line.before(at) == "," => None,
        Penn::Vbn if !ahead => Some(participle(line, at)),
        Penn::Vb if !ahead => infinitive(line, at),
        _ => None,
    }
}

/// *will*, and *would* where nothing is over by then.
fn modal(line: &Line<'_, '_>, at: usize) -> Tense {
    let over = (at + 1..at + 4).any(|next| line.lower(next) == "have" && line.penn(next + 1) == Some(Penn::Vbn));
    match line.lower(at) {
        "will" | "'ll" | "wo" | "shall" if !over => Tense::Future,
        "would" | "could" | "might" | "may" | "can" | "must" | "should" | "'d" | "ca" if !over => Tense::Future,
        _ => Tense::Open,
    }
}

/// The present: *has closed* is past, *is to close* and *is expected to* future, *closes* neither.
fn present(line: &Line<'_, '_>, at: usize) -> Tense {
    let lemma = line.document.lemma(at);
    let next = (at + 1..at + 4).find(|&next| !line.penn(next).is_some_and(Penn::is_adverb)).unwrap_or(at + 1);
    match lemma {
        "have" if matches!(line.penn(next), Some(Penn::Vbn | Penn::Vbd)) => Tense::Past,
        "be" if line.lower(next) == "to" || is_due(line.lower(next)) => Tense::Future,
        "be" if line.lower(next) == "going" && line.lower(next + 1) == "to" => Tense::Future,
        "plan" | "expect" | "hope" | "intend" | "want" if line.lower(at + 1) == "to" => Tense::Future,
        _ => Tense::Open,
    }
}

/// *killed on Monday*, *has been killed*, *expected on Monday*, *will be killed*.
fn participle(line: &Line<'_, '_>, at: usize) -> Tense {
    let before = (at.saturating_sub(4)..at).rev();
    let mut before = before.take_while(|&before| line.tokens.holds(before)).filter(|&before| {
        !line.penn(before).is_some_and(Penn::is_adverb) && !matches!(line.document.lemma(before), "been" | "not")
    });
    let helper = before.next().filter(|&helper| matches!(line.document.lemma(helper), "be" | "have"));
    match helper {
        _ if is_due(line.lower(at)) => Tense::Future,
        Some(helper) if line.document.lemma(helper) == "have" && line.penn(helper) != Some(Penn::Vb) => Tense::Past,
        Some(helper) => match line.penn(helper) {
            Some(Penn::Vbd) => Tense::Past,
            Some(Penn::Vbn) => Tense::Past,
            Some(Penn::Vb) => match before.next().filter(|&modal| line.penn(modal) == Some(Penn::Md)) {
                Some(at) => modal(line, at),
                None => infinitive(line, helper).unwrap_or(Tense::Open),
            },
            _ => Tense::Open,
        },
        None => Tense::Past,
    }
}

/// *will close*, *plans to close*; an infinitive that hangs on anything else is open.
fn infinitive(line: &Line<'_, '_>, at: usize) -> Option<Tense> {
    let mut before = at.checked_sub(1)?;
    while before > line.tokens.start && line.penn(before).is_some_and(Penn::is_adverb) {
        before -= 1;
    }
    if line.lower(before) != "to" {
        // behind a modal or "did": they tell
        return None;
    }
    let governor = before.checked_sub(1)?;
    let due = is_due(line.lower(governor))
        || matches!(line.document.lemma(governor), "plan" | "expect" | "hope" | "intend" | "be" | "go");
    Some(if due { Tense::Future } else { Tense::Open })
}

/// Words for what is to come.
fn is_due(word: &str) -> bool {
    matches!(
        word,
        "expected"
            | "scheduled"
            | "due"
            | "set"
            | "slated"
            | "planned"
            | "planning"
            | "poised"
            | "likely"
            | "expecting"
    )
}
