//! Resolves the other roles of a rule. A rule may use any role name for persons, so every role whose words are a name,
//! a noun for a person or a pronoun is resolved like a source.

use super::Draft;
use super::office;
use super::source::Resolver;
use crate::annotation::{EntityKind, Penn};
use crate::claim::{Mention, Source, SourceKind};
use crate::rule::Role;
use crate::span::TokenRange;
use crate::text::{Class, Document, Set};

/// Who the words of a role refer to; `None` if it is not a person or organisation.
pub(super) fn person(
    resolver: &Resolver<'_, '_>,
    draft: &Draft<'_>,
    role: &Role,
    tokens: TokenRange,
) -> Option<Source> {
    let no_person =
        matches!(role.name(), Role::CLAIM | Role::SOURCE | Role::CUE | "title" | "when" | "where" | "value");
    if no_person || !is_phrase(resolver.document, tokens) {
        return None;
    }
    let mut person = resolver.beside(tokens, draft.source);
    let named = match person.kind {
        SourceKind::NamedPerson | SourceKind::UnnamedPerson | SourceKind::UnnamedGroup | SourceKind::Anonymous => true,
        SourceKind::NamedOrganisation => !resolver.is_place(&person),
        SourceKind::Document => false,
        SourceKind::Unknown => person.form == Mention::Pronoun,
    };
    if let Some(title) = title(resolver.document, draft, tokens) {
        title.give(&mut person);
    }
    named.then_some(person)
}

/// Whether the words are a noun phrase or pronoun with its modifiers, and not a clause or a number.
pub(super) fn is_phrase(document: &Document<'_>, tokens: TokenRange) -> bool {
    let Some(chunk) = document.chunk_behind(tokens.start) else { return false };
    if matches!(document.penn(chunk.head), Some(Penn::Cd | Penn::Ex)) || chunk.is_time(document) {
        return false;
    }
    let behind = chunk.tokens.end;
    behind >= tokens.end
        || matches!(document.lower(behind), "," | "(")
        || document.is(behind, Set::Additions)
        || document.is(behind, Set::Genitive)
        || matches!(document.penn(behind), Some(Penn::In | Penn::Wp | Penn::Wdt | Penn::WpS | Penn::Pos))
}

/// A title captured by a rule.
pub(super) struct Title {
    title: String,
    affiliation: Option<String>,
}

impl Title {
    /// Sets the title of somebody. It overrides what the article says elsewhere, because the author of the rule knows
    /// best.
    pub(super) fn give(self, person: &mut Source) {
        if person.title.as_ref().is_none_or(|known| !known.eq_ignore_ascii_case(&self.title)) {
            person.affiliation = self.affiliation.or(person.affiliation.take().filter(|_| person.title.is_none()));
        } else if self.affiliation.is_some() {
            person.affiliation = self.affiliation;
        }
        person.title = Some(self.title);
    }
}

/// The title that a rule captured for the person at `tokens`.
pub(super) fn title(document: &Document<'_>, draft: &Draft<'_>, tokens: TokenRange) -> Option<Title> {
    let titles = draft.found.role("title");
    let words = titles.into_iter().find(|&title| bearer(document, draft, title) == Some(tokens))?;
    let (title, affiliation) = office::of_words(document, words);
    Some(Title { title, affiliation })
}

/// The person with the title: of the persons that the rule captured, the one directly next to it, or else the last one
/// before it, or else the next one.
fn bearer(document: &Document<'_>, draft: &Draft<'_>, title: TokenRange) -> Option<TokenRange> {
    let others = draft.found.captures.iter().filter(|(role, range)| {
        !matches!(role.name(), Role::CLAIM | Role::SOURCE | Role::CUE | "title") && is_person(document, *range)
    });
    let others = others.map(|(role, range)| super::published_range(document, role, *range));
    let persons: Vec<TokenRange> = draft.source.into_iter().chain(others).collect();
    let directly = |first: TokenRange, second: TokenRange| {
        let comma = first.end + 1 == second.start && document.lower(first.end) == ",";
        first.end == second.start || comma || first.contains(second)
    };
    let beside = persons.iter().find(|&&person| directly(title, person) || directly(person, title));
    let before = || persons.iter().filter(|person| person.end <= title.start).max_by_key(|person| person.end);
    let behind = || persons.iter().min_by_key(|person| person.start);
    beside.or_else(before).or_else(behind).copied()
}

/// Whether the words are a name, a noun for a person or a pronoun.
pub(super) fn is_person(document: &Document<'_>, tokens: TokenRange) -> bool {
    let chunk = document.chunk_behind(tokens.start).filter(|_| is_phrase(document, tokens));
    chunk.is_some_and(|chunk| {
        document.entity_kind(chunk.head) == Some(EntityKind::Person)
            || document.word(chunk.head).class.any(Class::HUMAN.or(Class::TITLE))
            || document.penn(chunk.head) == Some(Penn::Prp)
    })
}
