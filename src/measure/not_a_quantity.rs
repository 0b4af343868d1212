//! Numbers that count nothing: *Article 50*, *Flight 370*, *No. 10*, *the Group of 7*, *10 p.m.*

use crate::annotation::{EntityKind, Penn};
use crate::text::Set;
use crate::text::numeral::Numeral;
use crate::text::{Line, Words};

/// Whether the number that begins at the token `at` names something, or tells the time of day.
pub(super) fn is_label(line: &Line<'_, '_>, at: usize, number: &Numeral) -> bool {
    let small = number.scale.is_none() && !number.is_grouped;
    let before = line.before(at);
    if line.is(number.end, Set::Clock) {
        return true;
    }
    if line.word_is(&number.rest, Set::Clock) {
        return true;
    }
    if matches!(before, "#" | "@" | "/")
        || line.before_is(at, Set::NumberSigns)
        || small && line.before_is(at, Set::Numbered)
    {
        return true;
    }
    let is_capital = line.is_capital(at.wrapping_sub(1));
    // the Group of 7, the Gang of Eight
    if line.before_is(at, Set::Genitive)
        && at.checked_sub(2).is_some_and(|group| line.is(group, Set::NumberedGroups) && line.is_capital(group))
    {
        return true;
    }
    // the Fab Four
    if !number.is_digits && line.is_capital(at) && is_capital && !line.document.is_headline(at) {
        return true;
    }
    let named = is_capital
        && small
        && number.is_digits
        && line.penn_before(at).is_some_and(Penn::is_noun)
        && !at.checked_sub(1).is_some_and(|before| line.is(before, Set::Weekdays))
        && !line.is(number.end, Set::PercentSigns)
        && !line.is(number.end, Set::Per)
        && number.rest.is_empty();
    named || small && number.is_digits && line.is_in_name(at, EntityKind::Org)
}
