//! Words that say how near a number is: *about*, *at least*, *or more*.

use super::line::Line;
use crate::terms::Penn;

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
}

/// Longer ones first.
const BEFORE: &[(&[&str], Bound)] = &[
    (&["not", "more", "than"], Bound::AtMost),
    (&["no", "more", "than"], Bound::AtMost),
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["not", "less", "than"], Bound::AtLeast),
    (&["a", "minimum", "of"], Bound::AtLeast),
    (&["a", "maximum", "of"], Bound::AtMost),
    (&["a", "little", "over"], Bound::MoreThan),
    (&["as", "many", "as"], Bound::AtMost),
    (&["as", "much", "as"], Bound::AtMost),
    (&["in", "excess", "of"], Bound::MoreThan),
    (&["somewhere", "around"], Bound::About),
    (&["upwards", "of"], Bound::MoreThan),
    (&["upward", "of"], Bound::MoreThan),
    (&["more", "than"], Bound::MoreThan),
    (&["greater", "than"], Bound::MoreThan),
    (&["higher", "than"], Bound::MoreThan),
    (&["just", "over"], Bound::MoreThan),
    (&["well", "over"], Bound::MoreThan),
    (&["just", "under"], Bound::LessThan),
    (&["well", "under"], Bound::LessThan),
    (&["fewer", "than"], Bound::LessThan),
    (&["less", "than"], Bound::LessThan),
    (&["lower", "than"], Bound::LessThan),
    (&["at", "least"], Bound::AtLeast),
    (&["at", "most"], Bound::AtMost),
    (&["up", "to"], Bound::AtMost),
    (&["close", "to"], Bound::About),
    (&["an", "estimated"], Bound::About),
    (&["estimated"], Bound::About),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["nearly"], Bound::About),
    (&["almost"], Bound::About),
    (&["roughly"], Bound::About),
    (&["approximately"], Bound::About),
    (&["some"], Bound::About),
    (&["over"], Bound::MoreThan),
    (&["above"], Bound::MoreThan),
    (&["exceeding"], Bound::MoreThan),
    (&["under"], Bound::LessThan),
    (&["below"], Bound::LessThan),
];

/// Those that stand behind.
const AFTER: &[(&[&str], Bound)] = &[
    (&["or", "more"], Bound::AtLeast),
    (&["or", "over"], Bound::AtLeast),
    (&["or", "older"], Bound::AtLeast),
    (&["or", "so"], Bound::About),
    (&["or", "less"], Bound::AtMost),
    (&["or", "fewer"], Bound::AtMost),
    (&["or", "under"], Bound::AtMost),
    (&["or", "younger"], Bound::AtMost),
    (&["plus"], Bound::AtLeast),
    (&["+"], Bound::AtLeast),
];

/// What is said of the number behind by the words from the token `at` on, and the token behind them.
pub(super) fn before(line: &Line<'_, '_>, at: usize) -> Option<(Bound, usize)> {
    let &(words, bound) = BEFORE.iter().find(|(words, _)| line.are(at, words))?;
    // "won over 40 people", "concerned about two ships"
    let is_particle = line.penn(at) == Some(Penn::Rp) && words.len() == 1;
    let is_topic = words == ["about"] && takes_topic(line.before(at));
    (!is_particle && !is_topic).then_some((bound, at + words.len()))
}

/// What is said of the number before `at`.
pub(super) fn after(line: &Line<'_, '_>, at: usize) -> Option<(Bound, usize)> {
    let &(words, bound) = AFTER.iter().find(|(words, _)| line.are(at, words))?;
    // "40 people plus their children", "2 percent plus or minus"
    let goes_on = words == ["plus"]
        && (line.lower(at + 1) == "or"
            || line.penn(at + 1).is_some_and(|tag| tag.is_noun() || matches!(tag, Penn::PrpS | Penn::Dt | Penn::Cd)));
    (!goes_on).then_some((bound, at + words.len()))
}

/// Whether *about* behind this word says what something is about.
fn takes_topic(word: &str) -> bool {
    matches!(
        word,
        "talk"
            | "talked"
            | "talking"
            | "talks"
            | "worry"
            | "worried"
            | "worries"
            | "concern"
            | "concerned"
            | "concerns"
            | "ask"
            | "asked"
            | "asking"
            | "know"
            | "knew"
            | "hear"
            | "heard"
            | "learned"
            | "told"
            | "question"
            | "questions"
            | "story"
            | "stories"
            | "report"
            | "reports"
            | "information"
            | "details"
            | "care"
            | "think"
            | "thinking"
            | "complained"
            | "complaints"
            | "wrote"
            | "written"
            | "speak"
            | "spoke"
            | "lied"
            | "joked"
    )
}
