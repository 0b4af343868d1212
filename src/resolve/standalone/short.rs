//! Short names and offices: *Kim* for *Kim Jong-un*, *the mayor* for *Ana Ruiz*.

use super::{Edit, Reader, Reference};
use crate::annotation::{EntityKind, Penn};
use crate::claim::{Passage, SubstitutionKind};
use crate::resolve::individual;
use crate::span::TokenRange;
use crate::text::Set;

impl Reader<'_, '_> {
    /// A short name, at its first occurrence in the claim.
    pub(super) fn short_name(&mut self, at: usize) -> Option<Reference> {
        let entity = self.document.entity_at(at).filter(|entity| entity.tokens.start == at)?;
        // "The HFC": the article belongs to the name
        let article = usize::from(self.document.is(at, Set::DefiniteArticles));
        let tokens = TokenRange::new(at + article, entity.tokens.end);
        let number = self.resolver.individual_at(at)?;
        if !self.note_named(number) {
            return None;
        }
        let individual = self.resolver.individual(number);
        // "Germany" is as clear as any longer name of it, and "Ana Ruiz" as "Ana M. Ruiz"
        let short = match individual.kind {
            EntityKind::Person => {
                tokens.len() == 1
                    || self.document.is(tokens.start, Set::NameParticles)
                        && individual.words.len() > individual::name_words(self.document, entity).len()
            }
            EntityKind::Org => {
                individual.letters.as_deref() == Some(self.document.lower(tokens.start)) && tokens.len() == 1
            }
            _ => false,
        };
        if !short || individual.name.split_whitespace().count() < 2 {
            return None;
        }
        // "Princess Elsa of Halden"
        if !entity.title.is_empty() && self.document.is(entity.tokens.end, Set::Genitive) {
            return None;
        }
        // "the Kim-Xi summit", "Ruiz and Rao Holdings": a name in a name
        let glued = |at: usize| matches!(self.document.lower(at), "-" | "–" | "&");
        if glued(tokens.end) || at.checked_sub(1).is_some_and(glued) {
            return None;
        }
        if individual.kind == EntityKind::Person && self.resolver.has_namesake(number) {
            return Some(Reference::Unsure(tokens));
        }
        let text = self.name(number, tokens.start);
        Some(Reference::Known(Edit { tokens, text, antecedent: self.full_name(number), kind: SubstitutionKind::Name }))
    }

    /// A definite phrase for the holder of an office whom the claim has not named.
    pub(super) fn office(&mut self, at: usize) -> Option<Reference> {
        let document = self.document;
        let chunk = document.chunk_from(at).filter(|_| document.is(at, Set::DefiniteArticles))?;
        let behind = chunk.tokens.end;
        let goes_on = matches!(document.lower(behind), "," | "(") || document.is(behind, Set::FollowsOffice);
        if goes_on || document.tokens[at].quotation.is_some() || document.penn(chunk.head) != Some(Penn::Nn) {
            return None;
        }
        let number = self.resolver.in_office(chunk)?;
        if !self.note_named(number) {
            return None;
        }
        let individual = self.resolver.individual(number);
        let tokens = TokenRange::new(chunk.tokens.start, chunk.head + 1);
        let text = individual.name.clone();
        Some(Reference::Known(Edit {
            tokens,
            text,
            antecedent: self.full_name(number),
            kind: SubstitutionKind::Office,
        }))
    }

    /// The full name of somebody for the token at `at`: with *the* if the article uses it, unless the word is already
    /// there.
    pub(super) fn name(&self, number: usize, at: usize) -> String {
        let document = self.document;
        let individual = self.resolver.individual(number);
        let the = |at: usize| at.checked_sub(1).is_some_and(|before| document.is(before, Set::DefiniteArticles));
        let article = individual.kind == EntityKind::Org && individual.has_article && !the(at);
        if article { document.language.grammar.with_article(&individual.name) } else { individual.name.clone() }
    }

    /// Where the full name occurs first in the article.
    pub(super) fn full_name(&self, number: usize) -> Passage {
        let individual = self.resolver.individual(number);
        let document = self.document;
        let text = &document.article.text;
        individual.in_full.map_or_else(Passage::default, |tokens| Passage::new(text, vec![document.span(tokens)]))
    }
}
