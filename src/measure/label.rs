//! Numbers that count nothing: *Article 50*, *Flight 370*, *No. 10*, *the Group of 7*, *10 p.m.*

use super::line::Line;
use super::number::Number;
use crate::terms::{EntityKind, Penn};
use crate::text::Set;

/// Whether the number that begins at the token `at` names something, or tells the time of day.
pub(super) fn is_label(line: &Line<'_, '_>, at: usize, number: &Number) -> bool {
    let small = number.scale.is_none() && !line.text(number.end - 1).contains(',');
    let before = line.before(at);
    if matches!(line.lower(number.end), "a.m." | "p.m." | "am" | "pm" | "o'clock" | "noon" | "gmt") {
        return true;
    }
    if matches!(number.rest.as_str(), "am" | "pm") {
        return true;
    }
    if matches!(before, "#" | "no." | "nos." | "@" | "/") || small && is_numbered(before) {
        return true;
    }
    let is_capital = line.is_capital(at.wrapping_sub(1));
    // the Group of 7, the Gang of Eight
    if before == "of" && at.checked_sub(2).is_some_and(|group| matches!(line.text(group), "Group" | "Gang" | "Council"))
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
        && !matches!(line.lower(number.end), "%" | "percent" | "per")
        && number.rest.is_empty();
    named || small && number.is_digits && line.is_in_name(at, EntityKind::Org)
}

/// Whether things called so bear numbers.
fn is_numbered(word: &str) -> bool {
    matches!(
        word,
        "article"
            | "articles"
            | "section"
            | "chapter"
            | "page"
            | "number"
            | "flight"
            | "room"
            | "channel"
            | "route"
            | "highway"
            | "interstate"
            | "level"
            | "phase"
            | "grade"
            | "type"
            | "category"
            | "class"
            | "volume"
            | "episode"
            | "season"
            | "stage"
            | "tier"
            | "title"
            | "rule"
            | "amendment"
            | "resolution"
            | "verse"
            | "district"
            | "precinct"
            | "ward"
            | "gate"
            | "platform"
            | "lot"
            | "unit"
            | "suite"
            | "exit"
            | "version"
            | "step"
            | "day"
            | "week"
            | "year"
            | "round"
            | "game"
            | "part"
            | "item"
            | "figure"
            | "table"
            | "division"
            | "region"
            | "zone"
            | "top"
            | "proposition"
            | "prop."
            | "prop"
            | "size"
            | "line"
            | "bill"
            | "question"
            | "case"
            | "exhibit"
            | "terminal"
            | "door"
            | "seat"
            | "track"
            | "lane"
    )
}
