//! What kind of source a mention is: a person, a group, a document.

use super::Resolver;
use crate::claim::SourceKind;
use crate::terms::{EntityKind, Penn};
use crate::text::{Chunk, Class};

impl Resolver<'_, '_> {
    /// What two or more are who are named together, by the first of them.
    pub(super) fn kind_of_several(&self, chunk: &Chunk) -> SourceKind {
        match self.document.entity_kind(chunk.head) {
            Some(EntityKind::Person) => SourceKind::NamedPerson,
            Some(_) => SourceKind::NamedOrganisation,
            None => match self.kind(chunk) {
                SourceKind::UnnamedPerson => SourceKind::UnnamedGroup,
                kind => kind,
            },
        }
    }

    /// What an unnamed source is.
    pub(super) fn kind(&self, chunk: &Chunk) -> SourceKind {
        let head = self.document.word(chunk.head);
        let plural =
            head.class.has(Class::PLURAL) || matches!(self.document.penn(chunk.head), Some(Penn::Nns | Penn::Nnps));
        let lower = &*head.lower;
        if matches!(lower, "source" | "sources" | "insider" | "insiders")
            || (chunk.tokens.end.saturating_sub(1)..=chunk.tokens.end).any(|at| self.document.lower(at) == "familiar")
        {
            SourceKind::Anonymous
        } else if is_document(lower) {
            SourceKind::Document
        } else if head.class.has(Class::HUMAN) {
            if plural { SourceKind::UnnamedGroup } else { SourceKind::UnnamedPerson }
        } else if head.class.any(Class::GROUP.or(Class::ORGANISATION)) || plural {
            SourceKind::UnnamedGroup
        } else if head.class.has(Class::MESSAGE) {
            SourceKind::Document
        } else if self.document.penn(chunk.head).is_some_and(Penn::is_proper) {
            SourceKind::NamedOrganisation
        } else {
            SourceKind::Unknown
        }
    }
}

/// Nouns for what can be read or counted.
fn is_document(lower: &str) -> bool {
    matches!(
        lower.strip_suffix('s').unwrap_or(lower),
        "study"
            | "studie"
            | "report"
            | "poll"
            | "survey"
            | "analysis"
            | "paper"
            | "memo"
            | "document"
            | "letter"
            | "email"
            | "e-mail"
            | "statement"
            | "figure"
            | "data"
            | "statistic"
            | "record"
            | "filing"
            | "transcript"
            | "book"
            | "article"
            | "editorial"
            | "tweet"
            | "website"
            | "indictment"
            | "ruling"
            | "complaint"
            | "lawsuit"
            | "review"
            | "census"
            | "result"
            | "finding"
            | "evidence"
            | "law"
            | "bill"
            | "rule"
    )
}
