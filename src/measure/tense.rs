//! Whether what a time belongs to has happened or is to come, as far as the verb beside it tells.

use crate::annotation::Penn;
use crate::text::{Line, Words};
use crate::text::{Set, Table};

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
    let led = line.before_is(start, Set::LeadsTime);
    let first = if led { start - 1 } else { start };
    // what a thing is for or before may lie on either side
    let owned = line.is(end, Set::Possessive);
    if owned && line.before_is(start, Set::LeadsEitherSide) {
        return Tense::Open;
    }
    let end_of = whole(line, start);
    if line.before_is(end_of, Set::EndsStretch) && is_put_off(line, end_of - 1) {
        return Tense::Future;
    }
    let opens = first == line.tokens.start
        || (line.before_is(first, Set::OpensClause)
            || matches!(line.before(first), "," | "—" | ":" | ";" | "\"" | "("))
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

/// The first token of the time whose name begins at `start`: of *the end* in *the end of June*, of *late* in *late June*.
fn whole(line: &Line<'_, '_>, start: usize) -> usize {
    let before = |count: usize| start.checked_sub(count);
    if before(1).is_some_and(|at| line.value(at, Table::PartAdjectives).is_some()) {
        return start - 1;
    }
    let part =
        line.before_is(start, Set::Genitive) && before(2).is_some_and(|at| line.value(at, Table::PartNouns).is_some());
    if !part {
        return start;
    }
    start - 2 - usize::from(line.before_is(start - 2, Set::DefiniteArticles))
}

/// Whether the words before `at` put something off until the time behind it: *postponed until Monday*.
fn is_put_off(line: &Line<'_, '_>, at: usize) -> bool {
    let mut before = (line.tokens.start..at).rev().take_while(|&at| !is_break(line, at));
    let found = before.find(|&at| line.is(at, Set::PutsOff) || line.penn(at).is_some_and(Penn::is_verb));
    found.is_some_and(|at| {
        line.is(at, Set::PutsOff) || line.is(at, Set::PutsOffTogether) && line.is(at + 1, Set::OffTogether)
    })
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
        Penn::Vbd if line.lemma_is(at, Set::Be) && line.is(at + 1, Set::InfinitiveMarks) => Some(Tense::Open),
        // "a rally slated for Monday", where the tagger saw a past
        Penn::Vbd if line.is(at, Set::Due) && line.is(at + 1, Set::LeadsDue) => Some(Tense::Future),
        Penn::Vbd => Some(Tense::Past),
        Penn::Vbp | Penn::Vbz => Some(present(line, at)),
        // "arrested on Monday, he …"
        // "a speech on Monday, followed by another on Tuesday": when the first is
        Penn::Vbn if !ahead && line.is(at, Set::Followed) && line.before(at) == "," => None,
        Penn::Vbn if !ahead => Some(participle(line, at)),
        Penn::Vb if !ahead => infinitive(line, at),
        _ => None,
    }
}

/// *will*, and *would* where nothing is over by then.
fn modal(line: &Line<'_, '_>, at: usize) -> Tense {
    let over = (at + 1..at + 4).any(|next| line.is(next, Set::Perfect) && line.penn(next + 1) == Some(Penn::Vbn));
    if line.is(at, Set::FutureModals) && !over { Tense::Future } else { Tense::Open }
}

/// The present: *has closed* is past, *is to close* and *is expected to* future, *closes* neither.
fn present(line: &Line<'_, '_>, at: usize) -> Tense {
    let next = (at + 1..at + 4).find(|&next| !line.penn(next).is_some_and(Penn::is_adverb)).unwrap_or(at + 1);
    let to = |at: usize| line.is(at, Set::InfinitiveMarks);
    if line.lemma_is(at, Set::Perfect) && matches!(line.penn(next), Some(Penn::Vbn | Penn::Vbd)) {
        return Tense::Past;
    }
    let is_going = line.is(next, Set::GoingTo) && to(next + 1);
    let will_be = line.lemma_is(at, Set::Be) && (to(next) || line.is(next, Set::Due) || is_going);
    let plans = line.lemma_is(at, Set::PlansTo) && to(at + 1);
    if will_be || plans { Tense::Future } else { Tense::Open }
}

/// *killed on Monday*, *has been killed*, *expected on Monday*, *will be killed*.
fn participle(line: &Line<'_, '_>, at: usize) -> Tense {
    let before = (at.saturating_sub(4)..at).rev();
    let mut before = before.take_while(|&before| line.tokens.holds(before)).filter(|&before| {
        !line.penn(before).is_some_and(Penn::is_adverb) && !line.lemma_is(before, Set::BesideParticiple)
    });
    let helper = before.next().filter(|&helper| line.lemma_is(helper, Set::Be) || line.lemma_is(helper, Set::Perfect));
    match helper {
        _ if line.is(at, Set::Due) => Tense::Future,
        Some(helper) if line.lemma_is(helper, Set::Perfect) && line.penn(helper) != Some(Penn::Vb) => Tense::Past,
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
    if !line.is(before, Set::InfinitiveMarks) {
        // behind a modal or "did": they tell
        return None;
    }
    let governor = before.checked_sub(1)?;
    let due = line.is(governor, Set::Due) || line.lemma_is(governor, Set::GovernsFuture);
    Some(if due { Tense::Future } else { Tense::Open })
}
