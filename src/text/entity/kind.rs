//! What a name stands for, by its own words and those next to it.

use super::{Candidate, folded, is_mark, parts};
use crate::annotation::{EntityKind, Penn};
use crate::span::TokenRange;
use crate::text::Document;
use crate::text::Set;
use crate::text::word_class::{Class, Shape};

/// Leaves out a nationality or party before a person's name: *Republican Ana Ruiz*.
pub(super) fn people_end(document: &Document<'_>, run: TokenRange) -> usize {
    let class = |at: usize| document.word(at).class;
    let follows_person = run.len() >= 3 && class(run.start + 1).any(Class::MALE_NAME.or(Class::FEMALE_NAME));
    if class(run.start).has(Class::PEOPLE) && follows_person { run.start + 1 } else { run.start }
}

pub(super) fn is_date_or_people(document: &Document<'_>, tokens: TokenRange) -> bool {
    tokens.range().all(|at| {
        let word = document.word(at);
        document.is_calendar(at) || word.class.has(Class::PEOPLE) && tokens.len() == 1 || word.shape.has(Shape::NUMBER)
    })
}

/// The kind of a run according to its own words.
pub(super) fn by_itself(document: &Document<'_>, candidate: &Candidate) -> Option<EntityKind> {
    let tokens = candidate.tokens;
    let class = |at: usize| document.word(at).class;
    let marked = tokens.start.checked_sub(1).is_some_and(|before| is_mark(document, before));
    let named = document.is_named(tokens.end - 1) && !marked;
    // "Karr & Olin"
    let joined = tokens.range().any(|at| document.lower(at) == "&");
    let length = parts(document, tokens).filter(|&at| !document.is(at, Set::Generations)).count();
    if named && !joined && (length > 1 || !candidate.title.is_empty()) {
        return Some(EntityKind::Person);
    }
    let given = class(tokens.start).any(Class::MALE_NAME.or(Class::FEMALE_NAME));
    let saint = tokens.range().any(|at| document.penn(at) == Some(Penn::Pos));
    let organisation = joined || saint || !named && tokens.range().any(|at| class(at).has(Class::ORGANISATION));
    let last_is_surname = class(tokens.end - 1).has(Class::SURNAME);
    let initials =
        document.word(tokens.start).shape.has(Shape::STOP) && document.word(tokens.start).text.chars().count() == 2;
    let place = document.language.places.has(&folded(document, tokens));
    // "Downing Street", "City Hall"
    let office = tokens.len() == 2 && document.is(tokens.end - 1, Set::PlaceNouns) && is_reporter(document, tokens);
    if office && (!given || class(tokens.start).has(Class::PLACE)) {
        return Some(EntityKind::Org);
    }
    let last = tokens.end - 1;
    let body = class(last).has(Class::ORGANISATION) && !document.is(last, Set::SurnamesOfBodies);
    let group = class(last).has(Class::GROUP) || body;
    if joined || saint || organisation && !(given && last_is_surname && tokens.len() == 2 && !group) {
        return Some(EntityKind::Org);
    }
    if !candidate.title.is_empty() && tokens.len() <= 4 {
        return Some(EntityKind::Person);
    }
    if place
        && !(given
            && tokens.len() > 1
            && last_is_surname
            && tokens.len() == 2
            && !class(tokens.start).has(Class::PLACE))
    {
        return Some(EntityKind::Place);
    }
    if (2..=4).contains(&length) && (given || initials) {
        return Some(EntityKind::Person);
    }
    let word = document.word(tokens.start);
    let letters = word.text.chars().filter(|c| c.is_alphabetic()).count();
    if tokens.len() == 1 && word.shape.has(Shape::UPPER) && (2..=6).contains(&letters) {
        return Some(EntityKind::Org);
    }
    None
}

/// Whether a verb of saying is next to a name: *Downing Street said*, *sighed Peg*.
fn is_reporter(document: &Document<'_>, tokens: TokenRange) -> bool {
    let says = |at: usize| document.penn(at).is_some_and(Penn::is_verb) && document.word(at).class.has(Class::SAYING);
    // "added little Ada"
    let adjective = |at: &usize| document.penn(*at) == Some(Penn::Jj) && document.word(*at).shape.has(Shape::LOWER);
    let before = tokens.start.checked_sub(1);
    let verb = before.filter(adjective).and_then(|at| at.checked_sub(1)).or(before);
    says(tokens.end) || verb.is_some_and(says)
}

/// The probable kind of an unknown run, according to its neighbours and the form of its words.
pub(super) fn guess(document: &Document<'_>, candidate: &Candidate) -> Option<EntityKind> {
    let tokens = candidate.tokens;
    let class = |at: usize| document.word(at).class;
    let common = |at: usize| class(at).any(Class::NOUN.or(Class::VERB).or(Class::ADJECTIVE).or(Class::PLURAL));
    let is_before = |set: Set| tokens.start.checked_sub(1).is_some_and(|before| document.is(before, set));
    if is_before(Set::BeforePlaces) && !document.penn(tokens.end).is_some_and(Penn::is_finite) {
        return Some(EntityKind::Place);
    }
    // "its chairman, Moussa Ba,"
    let office = tokens.start.checked_sub(2).is_some_and(|at| class(at).any(Class::HUMAN.or(Class::TITLE)));
    let comma = tokens.start.checked_sub(1).is_some_and(|before| document.lower(before) == ",");
    if comma && office && (2..=4).contains(&tokens.len()) {
        return Some(EntityKind::Person);
    }
    let surname = class(tokens.end - 1).has(Class::SURNAME);
    let given = class(tokens.start).any(Class::MALE_NAME.or(Class::FEMALE_NAME));
    if tokens.len() == 1 && given && !is_before(Set::DefiniteArticles) && is_reporter(document, tokens) {
        return Some(EntityKind::Person);
    }
    if tokens.len() == 1 {
        return (!common(tokens.start)).then_some(if surname { EntityKind::Person } else { EntityKind::Org });
    }
    if tokens.len() <= 4
        && tokens.range().all(|at| !common(at) || class(at).has(Class::SURNAME))
        && !is_before(Set::DefiniteArticles)
    {
        return Some(EntityKind::Person);
    }
    Some(EntityKind::Org)
}
