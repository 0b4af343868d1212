//! Resolves pronouns and bare nouns for persons.

use super::{Resolver, Spoken};
use crate::annotation::{EntityKind, Penn};
use crate::claim::{Mention, Passage, Resolution, Source, SourceKind};
use crate::span::TokenRange;
use crate::text::{Case, Chunk, Class, Gender, Number, Person, Set};

/// The maximum number of relative pronouns resolved through each other. News has one, rarely two; a text of nothing but
/// *who, who, who* would make resolving quadratic.
const MOST_HOPS: usize = 4;

impl Resolver<'_, '_> {
    /// The source that the pronoun at `at` refers to.
    pub(super) fn pronoun(&self, at: usize, mention: Passage, how: Reading) -> Source {
        let Reading { hops, other, object } = how;
        // inside a quotation, only the speaker knows who "he" is
        let quoted = self.document.tokens[at].quotation.is_some();
        // a source is a subject; an object form captured as a source is left unresolved
        let third = self.document.pronoun(at).filter(|pronoun| {
            pronoun.person == Person::Third
                && !quoted
                && (pronoun.is(Case::Subject) || object && pronoun.is(Case::Object))
        });
        let found = if hops > MOST_HOPS {
            None
        } else if self.document.is(at, Set::Relatives) {
            self.antecedent(at)
        } else {
            third.and_then(|pronoun| match pronoun.gender {
                Some(gender) => self.person(at, Some(gender), other),
                None => self.group(at, pronoun.number),
            })
        };
        match found {
            Some(Antecedent::Individual(number)) => {
                let range = TokenRange::new(at, at + 1);
                let mut source = self.named(number, mention, range);
                source.form = Mention::Pronoun;
                source.resolution = Resolution::Pronoun;
                source
            }
            Some(Antecedent::Spoken(source)) => {
                Source { mention, form: Mention::Pronoun, resolution: Resolution::Pronoun, ..source }
            }
            Some(Antecedent::Words(tokens)) => {
                let mut source = self.mentioned_as(tokens, Reading { hops: hops + 1, ..how });
                source.mention = mention;
                source.form = Mention::Pronoun;
                source.resolution = Resolution::Pronoun;
                source
            }
            None => Source {
                canonical_name: mention.text.clone(),
                mention,
                form: Mention::Pronoun,
                title: None,
                affiliation: None,
                kind: SourceKind::Unknown,
                resolution: Resolution::None,
            },
        }
    }

    /// The person that *he* or *she* at `at` refers to: the last speaker, unless a fitting person was the subject of a
    /// sentence since; or else the person mentioned last. The individual with the number `other` is excluded.
    pub(super) fn person(&self, at: usize, gender: Option<Gender>, other: Option<usize>) -> Option<Antecedent> {
        /// How many tokens ago the person spoke or was mentioned at most: further back it is somebody else. On PolNeAR
        /// train, 125 and 500 change the source of 85 and 39 of some 17,000 claims (`extract --packs all`). F1 of
        /// detection with 125 / 250 / 500 does not judge whom a pronoun means: 71.52 at each on train, 71.75 / 71.73 /
        /// 71.73 on dev.
        const REACH: usize = 250;
        let fits = |number: usize| {
            let individual = &self.register.individuals[number];
            let own = self.gender(number);
            individual.kind == EntityKind::Person && (own.is_none() || own == gender) && Some(number) != other
        };
        let speaker = self
            .spoken_before(at, REACH)
            .find_map(|spoken| Some((spoken.end, spoken.person.filter(|&person| fits(person))?)));
        let mut last = None;
        let mut subject = None;
        // the person that the last sentence begins with: "Princess Elsa of Halden (born in 1950) is"
        let mut first_of_sentence = None;
        let quotation = |at: usize| self.document.tokens.get(at).and_then(|token| token.quotation);
        for (mention, number) in self.register.mentions_before(self.document, at, REACH) {
            // a person named inside a quotation does not speak outside it
            let heard = quotation(mention).is_none_or(|inner| quotation(at) == Some(inner));
            if heard && fits(number) {
                last = last.or(Some((mention, number)));
                if first_of_sentence.is_none() && self.opens_sentence(mention) {
                    first_of_sentence = Some((mention, number));
                }
                if self.is_subject(mention) {
                    subject = Some((mention, number));
                    break;
                }
            }
        }
        if let Some(unnamed) = self.unnamed(at, gender)
            && speaker.is_none_or(|(end, _)| end < unnamed.end)
            && subject.is_none_or(|(mention, _)| mention < unnamed.end)
        {
            return Some(Antecedent::Spoken(unnamed.source.clone()));
        }
        let known = |number: usize| self.gender(number).is_some();
        // a person named in this paragraph comes before a speaker in another, even if their gender is unknown
        let paragraph = self.document.paragraph_start(at);
        let near = |mention: usize, end: usize| mention >= paragraph && end <= paragraph;
        let introduced = |mention: usize, number: usize| {
            known(number) && self.register.individuals[number].mentions.first() == Some(&mention)
        };
        let chosen = match (speaker, subject) {
            (Some((end, person)), Some((mention, subject)))
                if mention > end && (known(subject) || !known(person) || near(mention, end)) =>
            {
                subject
            }
            (Some((end, person)), _) => {
                let new = last.filter(|&(mention, other)| introduced(mention, other) && near(mention, end));
                new.map_or(person, |(_, other)| other)
            }
            (None, Some((_, subject))) => subject,
            (None, None) => first_of_sentence.or(last)?.1,
        };
        Some(Antecedent::Individual(chosen))
    }

    /// The last speaker, if it is a person without a name: *a spokeswoman*.
    fn unnamed(&self, at: usize, gender: Option<Gender>) -> Option<&Spoken> {
        /// How many tokens ago that person spoke at most. On PolNeAR train, 50 changes the source of 16 of some 17,000
        /// claims (`extract --packs all`), and 200 of none.
        const REACH: usize = 100;
        let last = self.spoken_before(at, REACH).find(|spoken| !spoken.nested)?;
        let one = last.source.kind == SourceKind::UnnamedPerson
            || last.source.kind == SourceKind::Anonymous
                && !self.document.language.grammar.looks_plural(&last.source.canonical_name);
        let noun = last.source.canonical_name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let own = self.document.language.noun_gender(&noun);
        (one && !last.several && (own.is_none() || own == gender)).then_some(last)
    }

    /// Whether the name at `mention` is the subject of a verb, possibly after an apposition. Every later pronoun asks
    /// again, so the answer is cached.
    pub(super) fn is_subject(&self, mention: usize) -> bool {
        if let Some(&known) = self.subjects.borrow().get(&mention) {
            return known;
        }
        let subject = self.find_subject(mention);
        self.subjects.borrow_mut().insert(mention, subject);
        subject
    }

    /// Whether a sentence begins with the phrase that ends in the name at `mention`.
    fn opens_sentence(&self, mention: usize) -> bool {
        let entity = self.document.entity_at(mention);
        entity.is_some_and(|entity| self.document.starts_sentence(entity.title.start.min(entity.tokens.start)))
    }

    fn find_subject(&self, mention: usize) -> bool {
        /// How many tokens from the name the phrases around it are looked for. On PolNeAR dev, 6 / 12 / 24 give the
        /// same claims.
        const NEAR: usize = 12;
        let chunks = self.document.chunks_in(TokenRange::new(mention.saturating_sub(NEAR), mention + NEAR));
        let Some(chunk) = chunks.iter().find(|chunk| chunk.tokens.holds(mention)) else { return false };
        // "The former mayor, Hugo Stein, was": the phrase may begin before the name
        let before = chunks
            .iter()
            .find(|other| other.tokens.end + 1 == chunk.tokens.start && self.document.lower(other.tokens.end) == ",");
        [Some(chunk), before].into_iter().flatten().any(|chunk| self.document.is_subject(chunk))
    }

    /// The antecedent of a relative pronoun: the phrase that ends before it.
    fn antecedent(&self, at: usize) -> Option<Antecedent> {
        /// How many tokens before the pronoun its phrase begins at most. On PolNeAR dev, 20 / 40 / 80 give the same
        /// claims.
        const REACH: usize = 40;
        /// How many phrases may be between the person and the pronoun, that one included. F1 of detection on PolNeAR
        /// dev with 1 / 3 / 6 and all packs: 71.70 / 71.73 / 71.76; on train with 3 / 6: 71.52 / 71.51.
        const MOST_PHRASES: usize = 3;
        let mut end = at;
        while end > 0 && (self.document.lower(end - 1) == "," || self.document.penn(end - 1) == Some(Penn::In)) {
            end -= 1;
        }
        let sentence = self.document.chunks_in(TokenRange::new(at.saturating_sub(REACH), end));
        let last = sentence.iter().rev().find(|chunk| chunk.tokens.end == end)?;
        // "a spokesman for the mayor, who": the head noun of the phrase, if it is a person
        let human = |chunk: &&Chunk| {
            self.document.word(chunk.head).class.any(Class::HUMAN.or(Class::TITLE))
                || self.document.entity_kind(chunk.head) == Some(EntityKind::Person)
        };
        let chosen =
            if human(&last) { last } else { sentence.iter().rev().take(MOST_PHRASES).find(human).unwrap_or(last) };
        Some(Antecedent::Words(chosen.tokens))
    }

    /// The antecedent of *it* or *they*: the last source that is not a single person.
    fn group(&self, at: usize, number: Number) -> Option<Antecedent> {
        /// How many tokens ago that source spoke at most. On PolNeAR train, 60 and 240 change the source of 94 and 90
        /// of some 17,000 claims (`extract --packs all`). F1 of detection with 60 / 120 / 240: 71.53 / 71.52 / 71.52 on
        /// train, 71.73 / 71.73 / 71.76 on dev.
        const REACH: usize = 120;
        let plural = number == Number::Plural;
        let last = self.spoken_before(at, REACH).find(|spoken| {
            matches!(
                spoken.source.kind,
                SourceKind::NamedOrganisation | SourceKind::UnnamedGroup | SourceKind::Document
            ) || plural && (spoken.several || spoken.source.kind == SourceKind::Anonymous)
                || plural && self.document.language.is_joined(&spoken.source.canonical_name)
        })?;
        Some(Antecedent::Spoken(last.source.clone()))
    }
}

/// Options for resolving words that may be a pronoun.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reading {
    /// The number of pronouns resolved so far, as in *which, who, said*.
    pub(super) hops: usize,
    /// The number of an individual that it does not refer to.
    pub(super) other: Option<usize>,
    /// Whether it may be an object: *him*.
    pub(super) object: bool,
}

/// What a pronoun refers to.
pub(super) enum Antecedent {
    Individual(usize),
    Words(TokenRange),
    Spoken(Source),
}
