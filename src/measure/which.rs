//! Words that point to one of many days or months of a name: *last Monday*, *this March*.

use super::calendar::Day;
use super::tense::Tense;
use crate::text::Table;
use crate::text::{Line, Words};

/// The word that points: *last*, *this*, *next*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Bare,
    Last,
    This,
    Next,
    /// *this past*
    Past,
    /// *this coming*
    Coming,
}

impl Which {
    /// What points from the token `at`, and the token behind it.
    pub(super) fn before(line: &Line<'_, '_>, at: usize) -> (Self, usize) {
        let Some((word, end)) = line.phrase(at, Table::Pointers) else { return (Self::Bare, at) };
        let which = match word {
            "LAST" => Self::Last,
            "NEXT" => Self::Next,
            "PAST" => Self::Past,
            "COMING" => Self::Coming,
            _ => Self::This,
        };
        (which, end)
    }

    /// The day of the week it points to. *Last Monday* and *next Monday* are told only where both readings, the nearest one and
    /// that of the week before or after, are the same day.
    pub(super) fn weekday(self, today: Day, weekday: i8, tense: impl Fn() -> Tense) -> Option<Day> {
        let back = i32::from((today.weekday() - weekday).rem_euclid(7));
        let ahead = i32::from((weekday - today.weekday()).rem_euclid(7));
        let strictly_back = if back == 0 { 7 } else { back };
        let strictly_ahead = if ahead == 0 { 7 } else { ahead };
        let crosses = |days: i32| today.plus_days(days).filter(|day| day.week() != today.week());
        let within = |days: i32| today.plus_days(days).filter(|day| day.week() == today.week());
        match self {
            Self::Past => today.plus_days(-strictly_back),
            Self::Coming => today.plus_days(strictly_ahead),
            Self::Last => crosses(-strictly_back),
            Self::Next => crosses(strictly_ahead),
            Self::This => match tense() {
                Tense::Past => within(-back),
                Tense::Future => within(ahead),
                Tense::Open => None,
            },
            Self::Bare => match tense() {
                Tense::Past => today.plus_days(-back),
                // said on a Monday, "will on Monday" may be today's or the next
                Tense::Future => today.plus_days(ahead).filter(|_| ahead > 0),
                Tense::Open => None,
            },
        }
    }

    /// The year of the month it points to, where the nearest one and that of the year before or after are the same.
    pub(super) fn month(self, today: Day, month: i8) -> Option<i16> {
        match self {
            Self::This => Some(today.year()),
            Self::Last if month >= today.month() => Some(today.year() - 1),
            Self::Next if month <= today.month() => Some(today.year() + 1),
            Self::Past => Some(if month < today.month() { today.year() } else { today.year() - 1 }),
            Self::Coming => Some(if month > today.month() { today.year() } else { today.year() + 1 }),
            _ => None,
        }
    }
}
