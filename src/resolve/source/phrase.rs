//! Resolves noun phrases: by a name in them, by an office, by the kind of an organisation.

use super::{Resolver, Spoken};
use crate::annotation::{EntityKind, Penn};
use crate::claim::Source;
use crate::resolve::office;
use crate::span::TokenRange;
use crate::text::{Chunk, Class, Pronoun, Set};

impl Resolver<'_, '_> {
    /// The individual whose name is the head of the phrase, or in apposition to it.
    pub(super) fn name_of(&self, chunk: &Chunk, tokens: TokenRange) -> Option<usize> {
        let entities = &self.document.entities;
        let first = entities.partition_point(|entity| entity.tokens.end <= chunk.tokens.start);
        let within = |range: TokenRange| {
            entities.iter().enumerate().skip(first).take_while(move |(_, entity)| entity.tokens.start < range.end)
        };
        if let Some((at, _)) = within(chunk.tokens).find(|(_, entity)| entity.tokens.holds(chunk.head)) {
            return self.register.number_of(at);
        }
        // "minister for Women and Equalities Nicky Morgans"
        let last = entities.partition_point(|entity| entity.tokens.end <= tokens.end);
        if let Some(at) = last.checked_sub(1).filter(|&at| entities[at].tokens.end == tokens.end)
            && office::field_before(self.document, &entities[at]) == Some(chunk.tokens.start)
        {
            return self.register.number_of(at);
        }
        // "the mayor, Ana Ruiz"; "the head of the union, Jan Kroll": after the first comma, and up to the end
        let comma = (chunk.tokens.end..tokens.end).find(|&at| self.document.lower(at) == ",")?;
        let (at, entity) = within(tokens).find(|(_, entity)| entity.title.start.min(entity.tokens.start) >= comma)?;
        let directly = entity.tokens.start == comma + 1 || !entity.title.is_empty() && entity.title.start == comma + 1;
        let last = entity.tokens.end >= tokens.end
            || matches!(self.document.lower(entity.tokens.end), "," | "(")
            || self.document.is(entity.tokens.end, Set::FollowsName);
        let kind = entity.kind == EntityKind::Person || comma == chunk.tokens.end;
        self.register.number_of(at).filter(|_| directly && last && kind)
    }

    /// The person that a definite phrase refers to by an office: *the mayor*.
    pub(super) fn titled(&self, chunk: &Chunk, tokens: TokenRange) -> Option<usize> {
        let office = self.document.word(chunk.head).class;
        let listed = office.any(Class::HUMAN.or(Class::TITLE).or(Class::PEOPLE));
        let trade = || self.document.language.grammar.may_name_person(self.document.lower(chunk.head));
        let person = !office.has(Class::PLURAL) && (listed || trade());
        if !person || !self.is_bare(chunk, tokens) {
            return None;
        }
        self.register.holder(self.document.language, &office::Phrase::new(self.document, chunk), tokens.start)
    }

    /// The organisation that a definite phrase refers to by its kind: *the institute* by a word of its name, *the
    /// company* if only one has spoken.
    pub(super) fn organisation(&self, chunk: &Chunk, tokens: TokenRange) -> Option<usize> {
        /// How many tokens ago the organisation spoke at most: about a page. On PolNeAR train, 250 and 1,000 change the
        /// source of 3 and 2 of some 17,000 claims (`extract --packs all`).
        const REACH: usize = 500;
        if !self.is_bare(chunk, tokens) || self.document.penn(chunk.head).is_some_and(Penn::is_proper) {
            return None;
        }
        let words: Vec<String> =
            (chunk.tokens.start + 1..chunk.tokens.end).map(|at| self.document.lower(at).to_owned()).collect();
        if let Some(number) = self.register.organisation(&words, tokens.start) {
            return Some(number);
        }
        let any = words.len() == 1 && self.document.is(chunk.tokens.start + 1, Set::OrganisationKinds);
        let organisation = |spoken: &Spoken| {
            let number = self.register.named(&spoken.source.canonical_name)?;
            (self.register.individuals[number].kind == EntityKind::Org).then_some(number)
        };
        let just_spoken = self.spoken_before(tokens.start, REACH).next().and_then(organisation);
        let mut spoken = self.spoken_before(tokens.start, REACH).filter(|_| any).filter_map(organisation);
        let first = spoken.next()?;
        (just_spoken == Some(first) || spoken.all(|other| other == first)).then_some(first)
    }

    /// Whether a phrase is definite and only consists of its base, or has only an aside after it.
    fn is_bare(&self, chunk: &Chunk, tokens: TokenRange) -> bool {
        let definite = self.document.is(chunk.tokens.start, Set::Definites);
        let ends = tokens.end == chunk.tokens.end
            || self.document.lower(chunk.tokens.end) == ","
                && self.document.is(chunk.tokens.end + 1, Set::AsideOpeners);
        definite && ends && chunk.tokens.len() <= 4
    }

    /// The organisation that *it* refers to in a text without attributions: the last one that was a subject.
    pub(super) fn last_organisation(&self, tokens: TokenRange) -> Option<usize> {
        /// How many tokens ago it was the subject at most: two or three sentences. On PolNeAR train and dev, 30 / 60 /
        /// 120 give the same claims with all packs; those find attributions, and this is for texts without any.
        const REACH: usize = 60;
        let at = tokens.start;
        let quoted = self.document.tokens[at].quotation.is_some();
        if quoted || !self.document.pronoun(at).is_some_and(Pronoun::is_thing) {
            return None;
        }
        let mentions = self.register.mentions_before(self.document, at, REACH);
        let organisation = |number: usize| self.register.individuals[number].kind == EntityKind::Org;
        mentions.into_iter().find(|&(at, number)| organisation(number) && self.is_subject(at)).map(|(_, number)| number)
    }

    /// Whether a resolved source is a place.
    pub(in crate::resolve) fn is_place(&self, source: &Source) -> bool {
        let number = self.register.named(&source.canonical_name);
        number.is_some_and(|number| self.register.individuals[number].kind == EntityKind::Place)
    }
}
