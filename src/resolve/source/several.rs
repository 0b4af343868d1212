//! Sources that are two or more: *the mayor and the council*, *both*.

use super::Resolver;
use crate::annotation::{EntityKind, Penn};
use crate::claim::SourceKind;
use crate::span::TokenRange;
use crate::text::{Chunk, Set};

impl Resolver<'_, '_> {
    /// Whether two or more are named: *the mayor and the council*.
    pub(super) fn is_coordinated(&self, tokens: TokenRange) -> bool {
        let mut end = self.document.chunk_from(tokens.start).map_or(tokens.start, |chunk| chunk.tokens.end);
        while end < tokens.end {
            if self.document.is(end, Set::Additions) {
                return self.document.chunk_from(end + 1).is_some_and(|chunk| chunk.tokens.end <= tokens.end);
            }
            if self.document.lower(end) == "," {
                // in a list, a second comma or an "and" follows soon; in an apposition, it does not
                let next = self.document.chunk_from(end + 1).filter(|chunk| chunk.tokens.end < tokens.end);
                let Some(next) = next else { return false };
                let both_named = self.document.penn(next.head).is_some_and(Penn::is_proper)
                    && self.document.penn(end - 1).is_some_and(Penn::is_proper);
                if !both_named {
                    return false;
                }
                end = next.tokens.end;
                continue;
            }
            return false;
        }
        false
    }

    /// The kind of several sources named together, from the first of them.
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

    /// The full names of two persons: *Omar Haddad and Rita Moss* for *Haddad and Moss*.
    pub(super) fn both_named(&self, tokens: TokenRange) -> Option<String> {
        let document = self.document;
        let first = document.chunk_from(tokens.start)?;
        let and = first.tokens.end;
        let second = document.chunk_from(and + 1).filter(|_| document.is(and, Set::Additions))?;
        let ends = second.tokens.end == tokens.end || document.lower(second.tokens.end) == ",";
        let person = |chunk: &Chunk| {
            let number = self.name_of(chunk, chunk.tokens)?;
            let individual = &self.register.individuals[number];
            (individual.kind == EntityKind::Person).then_some(individual.name.as_str())
        };
        let (first, second) = (person(first)?, person(second)?);
        (ends && first != second).then(|| document.language.joined(first, second))
    }

    /// The name of a source that is not in the register: its words, without what follows a comma after a name. *Ruiz
    /// and Rao* for *Ruiz and Rao, both divers*.
    pub(super) fn called(&self, chunk: &Chunk, tokens: TokenRange) -> String {
        let document = self.document;
        let named = |at: usize| document.penn(at).is_some_and(Penn::is_proper);
        let and = tokens.range().find(|&at| document.is(at, Set::Additions)).unwrap_or(tokens.start);
        let comma = (and..tokens.end).find(|&at| document.lower(at) == ",");
        let aside = comma.filter(|&comma| named(chunk.head) && comma > tokens.start && named(comma - 1));
        let words = TokenRange::new(tokens.start, aside.unwrap_or(tokens.end));
        document.text(words).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The last two speakers, for *both* and *the two*.
    pub(super) fn both(&self, tokens: TokenRange) -> Option<String> {
        /// How many tokens ago they spoke at most. On PolNeAR train, 100 and 400 change the source of 4 and 5 of some
        /// 17,000 claims (`extract --packs all`, as at 200 otherwise).
        const REACH: usize = 200;
        let lower = |at: usize| self.document.lower(at);
        let both = match tokens.len() {
            1 => self.document.is(tokens.start, Set::Pairs),
            2 => {
                let words = format!("{} {}", lower(tokens.start), lower(tokens.start + 1));
                self.document.language.is(&words, Set::Pairs)
            }
            _ => false,
        };
        let mut persons = self.spoken_before(tokens.start, REACH).filter(|_| both).filter_map(|spoken| spoken.person);
        let last = persons.next()?;
        let first = persons.find(|&other| other != last)?;
        let name = |number: usize| &self.register.individuals[number].name;
        Some(self.document.language.joined(name(first), name(last)))
    }
}
