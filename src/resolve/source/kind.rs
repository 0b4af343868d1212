//! The kind of a source: a person, a group, a document.

use super::Resolver;
use crate::annotation::Penn;
use crate::claim::SourceKind;
use crate::text::{Chunk, Class, Set};

impl Resolver<'_, '_> {
    /// The kind of an unnamed source.
    pub(super) fn kind(&self, chunk: &Chunk) -> SourceKind {
        let head = self.document.word(chunk.head);
        let plural =
            head.class.has(Class::PLURAL) || matches!(self.document.penn(chunk.head), Some(Penn::Nns | Penn::Nnps));
        let ends = chunk.tokens.end.saturating_sub(1)..=chunk.tokens.end;
        if head.sets.has(Set::AnonymousSources) || ends.into_iter().any(|at| self.document.is(at, Set::Informed)) {
            SourceKind::Anonymous
        } else if head.sets.has(Set::Documents) {
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
