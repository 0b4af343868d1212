//! Words that say how near a number is: *about*, *at least*, *or more*.

use crate::annotation::Penn;
use crate::text::{Line, Words};
use crate::text::{Set, Table};

/// How the truth may differ from a number that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// It may be a little more or less: *about*, *nearly*, *some*.
    About,
    /// It is no less: *at least*, *or more*.
    AtLeast,
    /// It is more: *more than*, *over*.
    MoreThan,
    /// It is no more: *up to*, *at most*.
    AtMost,
    /// It is less: *fewer than*, *under*.
    LessThan,
}

impl Bound {
    /// Every member.
    pub const ALL: &[Self] = &[Self::About, Self::AtLeast, Self::MoreThan, Self::AtMost, Self::LessThan];

    /// The name it is published under.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::AtLeast => "at least",
            Self::MoreThan => "more than",
            Self::AtMost => "at most",
            Self::LessThan => "less than",
        }
    }

    /// The bound of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|bound| bound.name() == name)
    }
}

/// What is said of the number behind by the words from the token `at` on, and the token behind them.
pub(super) fn before(line: &Line<'_, '_>, at: usize) -> Option<(Bound, usize)> {
    let (bound, end) = line.phrase(at, Table::BoundsBefore)?;
    // "won over 40 people", "concerned about two ships"
    let is_particle = line.penn(at) == Some(Penn::Rp) && end == at + 1;
    let is_topic = end == at + 1 && line.is(at, Set::LeadsTopic) && line.before_is(at, Set::TakesTopic);
    if is_particle || is_topic { None } else { Some((Bound::named(bound)?, end)) }
}

/// What is said of the number before `at`.
pub(super) fn after(line: &Line<'_, '_>, at: usize) -> Option<(Bound, usize)> {
    let (bound, end) = line.phrase(at, Table::BoundsAfter)?;
    // "40 people plus their children", "2 percent plus or minus"
    let goes_on = line.is(at, Set::JoinsNouns)
        && (line.is(at + 1, Set::JoinsChoice)
            || line.penn(at + 1).is_some_and(|tag| tag.is_noun() || matches!(tag, Penn::PrpS | Penn::Dt | Penn::Cd)));
    // "40 people and over 30 dogs"
    let ends = line
        .penn(end)
        .is_none_or(|tag| tag.is_finite() || matches!(tag, Penn::Stop | Penn::Comma | Penn::Close | Penn::Rrb));
    let begins_next = line.is(at, Set::JoinsPair) && !ends;
    if goes_on || begins_next { None } else { Some((Bound::named(bound)?, end)) }
}
