//! Look-ups of individuals for replacing the words of a claim.

use super::Resolver;
use super::pronoun::Antecedent;
use crate::resolve::individual::Individual;
use crate::text::{Chunk, Gender};

impl Resolver<'_, '_> {
    /// The individual with that number in the register.
    pub(in crate::resolve) fn individual(&self, number: usize) -> &Individual {
        &self.register.individuals[number]
    }

    /// The number of the individual with that full name.
    pub(in crate::resolve) fn number_of(&self, name: &str) -> Option<usize> {
        self.register.named(name)
    }

    /// The individual whose name the token at `at` is part of.
    pub(in crate::resolve) fn individual_at(&self, at: usize) -> Option<usize> {
        let after = self.document.entities.partition_point(|entity| entity.tokens.start <= at);
        let entity = after.checked_sub(1)?;
        self.document.entities.get(entity).filter(|entity| entity.tokens.holds(at))?;
        self.register.number_of(entity)
    }

    /// Whether a short form of the name may also refer to another individual.
    pub(in crate::resolve) fn has_namesake(&self, number: usize) -> bool {
        self.register.has_namesake(number)
    }

    /// The individuals mentioned by name from the token `from` up to the token `to`.
    pub(in crate::resolve) fn mentioned_between(&self, from: usize, to: usize) -> Vec<usize> {
        let mentions = self.register.mentions_before(self.document, to, to.saturating_sub(from));
        mentions.into_iter().map(|(_, number)| number).collect()
    }

    /// The person that *he* or *she* at the token `at` refers to, if it has a name.
    pub(in crate::resolve) fn person_at(&self, at: usize, gender: Gender) -> Option<usize> {
        match self.person(at, Some(gender), None)? {
            Antecedent::Individual(number) => Some(number),
            Antecedent::Words(_) | Antecedent::Spoken(_) => None,
        }
    }

    /// The person that a definite phrase refers to by an office.
    pub(in crate::resolve) fn in_office(&self, chunk: &Chunk) -> Option<usize> {
        self.titled(chunk, chunk.tokens)
    }

    /// The start of the sentence that contains the token at `at`.
    pub(in crate::resolve) fn sentence_start(&self, at: usize) -> usize {
        let number = self.document.sentences.partition_point(|sentence| sentence.tokens.end <= at);
        self.document.sentences.get(number).map_or(at, |sentence| sentence.tokens.start)
    }
}
