//! Pronouns: who *I* and *he* refer to, if that is certain.

use super::{Edit, Reader, Reference};
use crate::annotation::{EntityKind, Penn};
use crate::claim::{Mention, Passage, Resolution, SourceKind, SubstitutionKind};
use crate::span::TokenRange;
use crate::text::{Case, Class, Gender, Number, Person, Set};

/// The maximum distance between *and* and the start of the phrase before it, in tokens. On PolNeAR dev, 6 / 12 / 24
/// give the same claims (`extract --packs all`).
const REACH: usize = 12;

/// The referent of a pronoun.
enum Meaning {
    /// An individual of the register.
    Individual(usize),
    /// The source of the claim, which is not in the register.
    Source,
    /// Somebody that the claim has already named.
    Named,
    /// Unknown.
    Unsure,
}

impl Reader<'_, '_> {
    /// A pronoun that refers to somebody outside the claim.
    pub(super) fn pronoun(&mut self, at: usize) -> Option<Reference> {
        let document = self.document;
        if !matches!(document.penn(at), Some(Penn::Prp | Penn::PrpS)) {
            return None;
        }
        // "his or her": nobody in particular
        let either = |at: usize| document.is(at, Set::Alternatives);
        if either(at + 1) || at.checked_sub(1).is_some_and(either) {
            return None;
        }
        let pronoun = document.pronoun(at)?;
        let case = pronoun.case(document.penn(at) == Some(Penn::PrpS))?;
        let meaning = match (pronoun.person, pronoun.gender) {
            (Person::First, _) => self.speaker(at, pronoun.number)?,
            (Person::Second, _) => return None,
            (Person::Third, Some(gender)) => self.third(at, gender),
            (Person::Third, None) => self.group(at, pronoun.number)?,
        };
        let tokens = TokenRange::new(at, at + 1);
        match meaning {
            Meaning::Named => None,
            Meaning::Unsure => Some(Reference::Unsure(tokens)),
            Meaning::Individual(number) => {
                let again = !self.note_named(number);
                let gender = again.then(|| self.resolver.gender(number)).flatten();
                let short = gender.and_then(|gender| document.language.pronoun_for(gender, case));
                let name = self.name(number, at);
                let text = short.map_or_else(|| self.declined(&name, case), |short| self.as_begun(at, &short));
                Some(self.known(tokens, text, self.full_name(number), pronoun.person, case))
            }
            Meaning::Source => {
                let source = self.source?;
                let text = self.declined(&self.amid(&source.canonical_name), case);
                Some(self.known(tokens, text, source.mention.clone(), pronoun.person, case))
            }
        }
    }

    /// The replacement, together with that of the verb if it has to agree.
    fn known(
        &mut self,
        tokens: TokenRange,
        text: String,
        antecedent: Passage,
        person: Person,
        case: Case,
    ) -> Reference {
        let first = person == Person::First;
        // "my wife and I": a plural subject
        let and = tokens.start.checked_sub(1).filter(|&before| self.document.is(before, Set::Additions));
        let joined = |and: usize| self.document.chunks_in(TokenRange::new(and.saturating_sub(REACH), and)).last();
        let coordinated = and.is_some_and(|and| joined(and).is_some_and(|chunk| chunk.tokens.end == and));
        let agrees = first && case == Case::Subject && !coordinated;
        let verb = agrees.then(|| self.document.language.grammar.agreement(self.document, tokens.start)).flatten();
        let edit = Edit { tokens, text, antecedent, kind: SubstitutionKind::Pronoun };
        let read = |verb: &TokenRange| self.edits.last().is_some_and(|last| last.tokens.start >= verb.start);
        let Some((verb, agreeing)) = verb.filter(|(verb, _)| !read(verb)) else { return Reference::Known(edit) };
        let agreeing =
            Edit { tokens: verb, text: agreeing, antecedent: Passage::default(), kind: SubstitutionKind::Agreement };
        if verb.start < tokens.start {
            // the verb precedes the pronoun
            self.edits.push(agreeing);
            return Reference::Known(edit);
        }
        self.edits.push(edit);
        Reference::Known(agreeing)
    }

    /// The words for the source inside a sentence: *two engineers*.
    fn amid(&self, called: &str) -> String {
        let document = self.document;
        let proper = self.draft.source.is_none_or(|tokens| document.penn(tokens.start).is_some_and(Penn::is_proper));
        let mut letters = called.chars();
        match letters.next() {
            Some(first) if !proper => first.to_lowercase().chain(letters).collect(),
            _ => called.to_owned(),
        }
    }

    /// `word`, capitalised if the token at `at` begins a sentence.
    fn as_begun(&self, at: usize, word: &str) -> String {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if self.begins_sentence(at) => first.to_uppercase().chain(letters).collect(),
            _ => word.to_owned(),
        }
    }

    /// A name in a case.
    fn declined(&self, name: &str, case: Case) -> String {
        if case == Case::Owner { self.document.language.grammar.possessive(name) } else { name.to_owned() }
    }

    /// The referent of *I* or *we*: the speaker of the quotation. Outside of quotations, it is the author.
    fn speaker(&self, at: usize, number: Number) -> Option<Meaning> {
        let document = self.document;
        let quotation = document.tokens[at].quotation?;
        let first = self.draft.claim.first()?.start;
        let own = document.tokens[first].quotation;
        let source = self.source?;
        let outer = document.quotations.get(quotation).and_then(|quotation| quotation.parent);
        if own.is_some_and(|own| own != quotation) && outer == own {
            // somebody quoted inside the quotation
            return Some(Meaning::Unsure);
        }
        let fits = match number {
            Number::Singular => source.kind == SourceKind::NamedPerson,
            Number::Plural => source.kind == SourceKind::NamedOrganisation,
        };
        Some(if fits { self.of_source() } else { Meaning::Unsure })
    }

    /// The source, if it is known.
    fn of_source(&self) -> Meaning {
        let Some(source) = self.source else { return Meaning::Unsure };
        if source.resolution == Resolution::None || self.document.language.is_joined(&source.canonical_name) {
            return Meaning::Unsure;
        }
        self.resolver.number_of(&source.canonical_name).map_or(Meaning::Source, Meaning::Individual)
    }

    /// The referent of *he* or *she*.
    fn third(&self, at: usize, gender: Gender) -> Meaning {
        let document = self.document;
        let fits = |number: usize| {
            let own = self.resolver.gender(number);
            self.resolver.individual(number).kind == EntityKind::Person && own.is_none_or(|own| own == gender)
        };
        let named = match gender {
            Gender::Male => self.named_genders.male,
            Gender::Female => self.named_genders.female,
        };
        if named {
            return Meaning::Named;
        }
        if document.tokens[at].quotation.is_some() {
            // only the speaker knows
            return Meaning::Unsure;
        }
        if self.has_person_before(at) {
            return Meaning::Unsure;
        }
        let sentence = self.resolver.sentence_start(at);
        let near = |from: usize| {
            let mut near: Vec<usize> =
                self.resolver.mentioned_between(from, at).into_iter().filter(|&number| fits(number)).collect();
            near.sort_unstable();
            near.dedup();
            near
        };
        let source = self
            .source
            .filter(|source| source.kind == SourceKind::NamedPerson && source.resolution != Resolution::None);
        if let Some(source) = source {
            let Some(number) = self.resolver.number_of(&source.canonical_name).filter(|&number| fits(number)) else {
                return Meaning::Unsure;
            };
            // nobody else in the sentence fits: it is the source, even if that is a pronoun itself
            let alone = near(sentence).iter().all(|&other| other == number);
            return if alone { Meaning::Individual(number) } else { Meaning::Unsure };
        }
        let unnamed = self.source.is_some_and(|source| {
            matches!(source.kind, SourceKind::UnnamedPerson | SourceKind::Anonymous) || source.form == Mention::Pronoun
        });
        if unnamed {
            return Meaning::Unsure;
        }
        let before = self.resolver.sentence_start(sentence.saturating_sub(1));
        match (self.resolver.person_at(at, gender), near(before).as_slice()) {
            (Some(number), [only]) if *only == number => Meaning::Individual(number),
            _ => Meaning::Unsure,
        }
    }

    /// Whether the claim mentions a person without a name before the token `at`: *the driver stopped because he was
    /// ill*.
    fn has_person_before(&self, at: usize) -> bool {
        let document = self.document;
        let parts = self.draft.claim.iter().map(|part| TokenRange::new(part.start, part.end.min(at)));
        let mut heads = parts.flat_map(|part| document.chunks_in(part)).map(|chunk| document.word(chunk.head).class);
        heads.any(|class| class.any(Class::HUMAN.or(Class::TITLE)) && !class.has(Class::PLURAL))
    }

    /// The referent of *it* or *they*, at the start of the claim or as the object of its first phrase; `None` if it has
    /// none, or one in the claim.
    fn group(&self, at: usize, number: Number) -> Option<Meaning> {
        let document = self.document;
        let part = self.part;
        let phrases = document.chunks_in(TokenRange::new(part.start, at));
        if number == Number::Singular && self.is_empty_it(at, part.end) {
            return None;
        }
        let acted_on =
            phrases.len() == 1 && at.checked_sub(1).and_then(|before| document.penn(before)).is_some_and(Penn::is_verb);
        if !phrases.is_empty() && !acted_on {
            return None;
        }
        let source = self.source.filter(|_| document.tokens[at].quotation.is_none());
        let joined = source.is_some_and(|source| document.language.is_joined(&source.canonical_name));
        // "the council" is one thing, "the councillors" are several
        let plural = self.draft.source.and_then(|tokens| document.chunk_behind(tokens.start)).is_some_and(|chunk| {
            document.word(chunk.head).class.has(Class::PLURAL)
                || matches!(document.penn(chunk.head), Some(Penn::Nns | Penn::Nnps))
        });
        let unnamed =
            source.is_some_and(|source| source.kind == SourceKind::UnnamedGroup && source.form == Mention::Nominal);
        let fits = source.is_some_and(|source| match number {
            Number::Singular => !joined && (source.kind == SourceKind::NamedOrganisation || unnamed && !plural),
            Number::Plural => joined || unnamed,
        });
        match (fits, acted_on) {
            (true, _) if joined => Some(Meaning::Source),
            (true, _) => Some(self.of_source()),
            (false, true) => None,
            (false, false) => Some(Meaning::Unsure),
        }
    }

    /// Whether *it* refers to something later, or to nothing: *it is clear that*, *it rained*.
    fn is_empty_it(&self, at: usize, end: usize) -> bool {
        /// How many tokens behind the verb *that* or *to* comes at most. On PolNeAR train, 5 and 20 change the wording
        /// of 3 and 2 of all normalised claims (`extract --packs all`).
        const REACH: usize = 10;
        let document = self.document;
        let verb = (at + 1..at + 5).find(|&next| document.penn(next).is_some_and(Penn::is_verb));
        let Some(verb) = verb else { return false };
        let lemma = document.lemma(verb);
        let mut behind = verb + 1..end.min(verb + REACH);
        document.language.is(lemma, Set::WeatherVerbs)
            || document.language.is(lemma, Set::LateSubjectVerbs)
                && (behind.any(|at| document.is(at, Set::LateSubjects)) || document.penn(verb + 1) == Some(Penn::Cd))
    }
}
