//! Resolves the source of a claim: from its mention to a name.

mod kind;
mod lookup;
mod phrase;
mod pronoun;
mod several;
mod speaker;

use std::cell::RefCell;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::Draft;
use super::register::Register;
use crate::annotation::{EntityKind, Penn};
use crate::claim::{Mention, Passage, Resolution, Source, SourceKind};
use crate::span::TokenRange;
use crate::text::{Case, Chunk, Document, Gender, Person, Pronoun};
use pronoun::Reading;

/// The sources of all drafts, in their order; `None` for claims of the article itself and for claims without a source.
/// Also returns the resolver, which knows who was mentioned and who spoke.
pub(super) fn resolve<'r, 'a>(
    document: &'r Document<'a>,
    register: &'r Register,
    drafts: &[Draft<'_>],
    parents: &[Option<usize>],
) -> (Vec<Option<Source>>, Resolver<'r, 'a>) {
    let (learned, subjects) = (BTreeMap::new(), RefCell::default());
    let mut resolver = Resolver { document, register, spoken: Vec::new(), learned, subjects };
    let mut sources: Vec<Option<Source>> = Vec::with_capacity(drafts.len());
    for (at, draft) in drafts.iter().enumerate() {
        let source = resolver.source(draft);
        if let Some(found) = &source {
            resolver.learn(found);
            let nested = parents.get(at).copied().flatten().is_some();
            resolver.spoken.push(Spoken {
                paragraph: draft.found.paragraph,
                start: draft.found.tokens.start,
                end: draft.found.tokens.end,
                person: register.named(&found.canonical_name),
                source: found.clone(),
                nested,
                several: draft.source.is_some_and(|tokens| resolver.is_coordinated(tokens))
                    || found.kind == SourceKind::UnnamedGroup,
                quoted: draft.content.first().is_some_and(|range| document.tokens[range.start].quotation.is_some()),
            });
        }
        sources.push(source);
    }
    first_persons(document, &mut sources, parents);
    (sources, resolver)
}

/// Resolves *I* and *we* in a quotation to its speaker.
fn first_persons(document: &Document<'_>, sources: &mut [Option<Source>], parents: &[Option<usize>]) {
    let is_speaker = |source: &&Source| {
        let pronoun = pronoun(document, source);
        pronoun.is_some_and(|pronoun| pronoun.person == Person::First && pronoun.is(Case::Subject))
    };
    for (at, parent) in parents.iter().enumerate() {
        let first = sources.get(at).and_then(Option::as_ref).filter(is_speaker);
        let speaker = parent.and_then(|parent| sources.get(parent)).and_then(Option::as_ref);
        let (Some(source), Some(speaker)) = (first, speaker) else { continue };
        if speaker.form == Mention::Pronoun && speaker.resolution == Resolution::None {
            continue;
        }
        let resolved = Source {
            mention: source.mention.clone(),
            form: Mention::Pronoun,
            resolution: Resolution::Pronoun,
            ..speaker.clone()
        };
        if let Some(place) = sources.get_mut(at) {
            *place = Some(resolved);
        }
    }
}

/// The pronoun used for a source in the article, if any.
fn pronoun(document: &Document<'_>, source: &Source) -> Option<Pronoun> {
    document.language.pronoun(&source.mention.text.to_lowercase())
}

/// A source of an earlier attribution.
struct Spoken {
    paragraph: usize,
    start: usize,
    end: usize,
    person: Option<usize>,
    source: Source,
    nested: bool,
    /// Whether it is more than one person.
    several: bool,
    quoted: bool,
}

impl Spoken {
    /// Whether it can be quoted: it is neither *it* nor *which*.
    fn can_quote(&self) -> bool {
        self.person.is_some() || !matches!(self.source.form, Mention::Pronoun | Mention::None)
    }
}

/// Keeps track of who was mentioned where, and who spoke.
pub(super) struct Resolver<'r, 'a> {
    pub(super) document: &'r Document<'a>,
    register: &'r Register,
    spoken: Vec<Spoken>,
    /// Genders learned from pronouns, for persons whose names do not show them.
    learned: BTreeMap<usize, Gender>,
    /// Whether the name at a token is the subject of a verb, computed on first use.
    subjects: RefCell<FxHashMap<usize, bool>>,
}

impl Resolver<'_, '_> {
    /// Learns the gender of a source that is a pronoun.
    fn learn(&mut self, source: &Source) {
        let subject = pronoun(self.document, source).filter(|pronoun| pronoun.is(Case::Subject));
        let Some(gender) = subject.and_then(|pronoun| pronoun.gender) else { return };
        if let Some(number) = self.register.named(&source.canonical_name) {
            self.learned.entry(number).or_insert(gender);
        }
    }

    /// The gender of a person of the register.
    pub(super) fn gender(&self, number: usize) -> Option<Gender> {
        self.register.individuals[number].gender.or_else(|| self.learned.get(&number).copied())
    }

    fn source(&self, draft: &Draft<'_>) -> Option<Source> {
        match draft.source {
            Some(tokens) => Some(self.mentioned(tokens)),
            None if draft.rule.source.is_some() => self.previous_speaker(draft),
            None => None,
        }
    }

    /// Resolves words next to a source in the same attribution. A plain pronoun is never the source itself: in *Rao
    /// accused him*, *him* is not Rao, but in *Rao blamed himself*, it is.
    pub(super) fn beside(&self, tokens: TokenRange, source: Option<TokenRange>) -> Source {
        let source = source.filter(|&source| !source.contains(tokens)).map(|source| self.mentioned(source));
        let reflexive = self
            .document
            .pronoun(tokens.start)
            .is_some_and(|pronoun| pronoun.person == Person::Third && pronoun.is(Case::Reflexive));
        if reflexive
            && tokens.len() == 1
            && let Some(source) = source
        {
            let mention = Passage::new(&self.document.article.text, vec![self.document.span(tokens)]);
            return Source { mention, form: Mention::Pronoun, resolution: Resolution::Pronoun, ..source };
        }
        let other = source.and_then(|source| self.register.named(&source.canonical_name));
        let person = self.mentioned_as(tokens, Reading { other, object: true, hops: 0 });
        if person.form == Mention::Pronoun && person.resolution == Resolution::None {
            return self.last_organisation(tokens).map_or(person.clone(), |number| Source {
                form: Mention::Pronoun,
                resolution: Resolution::Pronoun,
                ..self.named(number, person.mention, tokens)
            });
        }
        person
    }

    /// The source that these words refer to.
    fn mentioned(&self, tokens: TokenRange) -> Source {
        self.mentioned_as(tokens, Reading::default())
    }

    /// The same, with options for pronouns.
    fn mentioned_as(&self, tokens: TokenRange, how: Reading) -> Source {
        let document = self.document;
        let mention = Passage::new(&document.article.text, vec![document.span(tokens)]);
        let chunk = document.chunk_behind(tokens.start).unwrap_or(Chunk { tokens, head: tokens.end - 1 });
        let head = document.penn(chunk.head);
        if matches!(head, Some(Penn::Prp | Penn::Wp | Penn::Wdt)) && tokens.len() == 1 {
            return self.pronoun(chunk.head, mention, how);
        }
        let coordinated = self.is_coordinated(tokens);
        if !coordinated && let Some(number) = self.name_of(&chunk, tokens) {
            return self.named(number, mention, tokens);
        }
        if !coordinated && let Some(number) = self.titled(&chunk, tokens) {
            let mut source = self.named(number, mention, tokens);
            source.form = Mention::Nominal;
            source.resolution = Resolution::Title;
            return source;
        }
        if let Some(number) = self.organisation(&chunk, tokens) {
            let mut source = self.named(number, mention, tokens);
            source.form = Mention::Nominal;
            source.resolution = Resolution::Name;
            return source;
        }
        if let Some(canonical_name) = self.both(tokens) {
            return Source {
                canonical_name,
                mention,
                form: Mention::Pronoun,
                title: None,
                affiliation: None,
                kind: SourceKind::NamedPerson,
                resolution: Resolution::Pronoun,
            };
        }
        let kind = if coordinated { self.kind_of_several(&chunk) } else { self.kind(&chunk) };
        Source {
            canonical_name: coordinated
                .then(|| self.both_named(tokens))
                .flatten()
                .unwrap_or_else(|| self.called(&chunk, tokens)),
            mention,
            form: Mention::Nominal,
            title: None,
            affiliation: None,
            kind,
            resolution: Resolution::Itself,
        }
    }

    fn named(&self, number: usize, mention: Passage, tokens: TokenRange) -> Source {
        let individual = &self.register.individuals[number];
        let exact = mention.text.contains(&individual.name);
        let kind = match individual.kind {
            EntityKind::Person => SourceKind::NamedPerson,
            _ => SourceKind::NamedOrganisation,
        };
        let letters = tokens.len() == 1 && individual.kind != EntityKind::Person && !exact;
        Source {
            mention,
            form: Mention::Name,
            canonical_name: individual.name.clone(),
            title: individual.title.clone(),
            affiliation: individual.affiliation.clone(),
            kind,
            resolution: if exact {
                Resolution::Itself
            } else if letters {
                Resolution::Acronym
            } else {
                Resolution::Name
            },
        }
    }
}
