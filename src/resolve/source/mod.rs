//! Who the source of a claim is: from the words of its mention to a name.

mod kind;
mod lookup;
mod pronoun;

use std::cell::RefCell;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::Draft;
use super::office;
use super::register::{Gender, Register};
use crate::claim::{Mention, Passage, Resolution, Source, SourceKind};
use crate::span::TokenRange;
use crate::terms::{EntityKind, Penn};
use crate::text::{Chunk, Class, Document};
use pronoun::Reading;

/// The sources of all drafts, in their order; nothing for what the article states itself or leaves without a source. With
/// them, what knows who was mentioned and who spoke.
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
    first_persons(&mut sources, parents);
    (sources, resolver)
}

/// *I* and *we* in a quotation are whoever speaks it.
fn first_persons(sources: &mut [Option<Source>], parents: &[Option<usize>]) {
    for (at, parent) in parents.iter().enumerate() {
        let first = sources.get(at).and_then(Option::as_ref).filter(|source| is_first_person(&source.mention.text));
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

fn is_first_person(text: &str) -> bool {
    matches!(text, "I" | "we" | "We")
}

/// Who spoke before.
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
    /// Whether it is named so that words can be put in its mouth: neither *it* nor *which*.
    fn can_quote(&self) -> bool {
        self.person.is_some() || !matches!(self.source.form, Mention::Pronoun | Mention::None)
    }
}

/// Knows who was mentioned where, and who spoke.
pub(super) struct Resolver<'r, 'a> {
    pub(super) document: &'r Document<'a>,
    register: &'r Register,
    spoken: Vec<Spoken>,
    /// What pronouns told of persons whose names do not tell it.
    learned: BTreeMap<usize, Gender>,
    /// Whether the name at a token is the subject of a verb, computed on first use.
    subjects: RefCell<FxHashMap<usize, bool>>,
}

impl Resolver<'_, '_> {
    /// Takes down that somebody goes by *he* or *she*.
    fn learn(&mut self, source: &Source) {
        let gender = match source.mention.text.as_str() {
            "he" | "He" => Gender::Male,
            "she" | "She" => Gender::Female,
            _ => return,
        };
        if let Some(number) = self.register.named(&source.canonical_name) {
            self.learned.entry(number).or_insert(gender);
        }
    }

    /// What pronouns a person of the register goes by.
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

    /// Who these words mention beside a source in the same attribution. What they do to each other they do not do to
    /// themselves: in *Rao accused him*, *him* is not Rao, and in *Rao blamed himself* it is.
    pub(super) fn beside(&self, tokens: TokenRange, source: Option<TokenRange>) -> Source {
        let source = source.filter(|&source| !source.contains(tokens)).map(|source| self.mentioned(source));
        let reflexive = matches!(self.document.lower(tokens.start), "himself" | "herself" | "itself" | "themselves");
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

    /// The organisation that *it* means in a text without attributions: the last one that was a subject.
    fn last_organisation(&self, tokens: TokenRange) -> Option<usize> {
        const REACH: usize = 60;
        let at = tokens.start;
        let quoted = self.document.tokens[at].quotation.is_some();
        if self.document.lower(at) != "it" || quoted {
            return None;
        }
        let mentions = self.register.mentions_before(self.document, at, REACH);
        let organisation = |number: usize| self.register.individuals[number].kind == EntityKind::Org;
        mentions.into_iter().find(|&(at, number)| organisation(number) && self.is_subject(at)).map(|(_, number)| number)
    }

    /// Whether a source that was resolved is a place.
    pub(super) fn is_place(&self, source: &Source) -> bool {
        let number = self.register.named(&source.canonical_name);
        number.is_some_and(|number| self.register.individuals[number].kind == EntityKind::Place)
    }

    /// The source that these words mention.
    fn mentioned(&self, tokens: TokenRange) -> Source {
        self.mentioned_as(tokens, Reading::default())
    }

    /// The same, where a pronoun is read like that.
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
            canonical_name: self.called(&chunk, tokens),
            mention,
            form: Mention::Nominal,
            title: None,
            affiliation: None,
            kind,
            resolution: Resolution::Itself,
        }
    }

    /// What a source that no register knows is called: its words, of names without what is told of them behind a comma.
    /// *Ruiz and Rao* for *Ruiz and Rao, both divers*.
    fn called(&self, chunk: &Chunk, tokens: TokenRange) -> String {
        let document = self.document;
        let named = |at: usize| document.penn(at).is_some_and(Penn::is_proper);
        let and = tokens.range().find(|&at| document.lower(at) == "and").unwrap_or(tokens.start);
        let comma = (and..tokens.end).find(|&at| document.lower(at) == ",");
        let told = comma.filter(|&comma| named(chunk.head) && comma > tokens.start && named(comma - 1));
        let words = TokenRange::new(tokens.start, told.unwrap_or(tokens.end));
        document.text(words).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether two or more are named: *the mayor and the council*.
    fn is_coordinated(&self, tokens: TokenRange) -> bool {
        let mut end = self.document.chunk_from(tokens.start).map_or(tokens.start, |chunk| chunk.tokens.end);
        while end < tokens.end {
            let lower = self.document.lower(end);
            if lower == "and" {
                return self.document.chunk_from(end + 1).is_some_and(|chunk| chunk.tokens.end <= tokens.end);
            }
            if lower == "," {
                // a list has a second comma or an "and" soon; an apposition is no list
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

    /// The individual whose name the phrase is headed by, or that stands in apposition to it.
    fn name_of(&self, chunk: &Chunk, tokens: TokenRange) -> Option<usize> {
        let entities = &self.document.entities;
        let first = entities.partition_point(|entity| entity.tokens.end <= chunk.tokens.start);
        let within = |range: TokenRange| {
            entities.iter().enumerate().skip(first).take_while(move |(_, entity)| entity.tokens.start < range.end)
        };
        if let Some((at, _)) = within(chunk.tokens).find(|(_, entity)| entity.tokens.holds(chunk.head)) {
            return self.register.number_of(at);
        }
        // "the mayor, Ana Ruiz"; "the head of the union, Jan Kroll": behind the first comma, and up to the end
        let comma = (chunk.tokens.end..tokens.end).find(|&at| self.document.lower(at) == ",")?;
        let (at, entity) = within(tokens).find(|(_, entity)| entity.title.start.min(entity.tokens.start) >= comma)?;
        let directly = entity.tokens.start == comma + 1 || !entity.title.is_empty() && entity.title.start == comma + 1;
        let last = entity.tokens.end >= tokens.end
            || matches!(self.document.lower(entity.tokens.end), "," | "(" | "of" | "from" | "at" | "who");
        let kind = entity.kind == EntityKind::Person || comma == chunk.tokens.end;
        self.register.number_of(at).filter(|_| directly && last && kind)
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

    /// Whether a phrase is definite and nothing but its base, or has only an aside behind it.
    fn is_bare(&self, chunk: &Chunk, tokens: TokenRange) -> bool {
        let definite = matches!(self.document.lower(chunk.tokens.start), "the" | "this" | "that");
        let ends = tokens.end == chunk.tokens.end
            || self.document.lower(chunk.tokens.end) == ","
                && matches!(self.document.lower(chunk.tokens.end + 1), "who" | "which" | "known" | "led");
        definite && ends && chunk.tokens.len() <= 4
    }

    /// The person that a definite phrase means by an office: *the mayor*.
    fn titled(&self, chunk: &Chunk, tokens: TokenRange) -> Option<usize> {
        let office = self.document.word(chunk.head).class;
        let person = office.any(Class::HUMAN.or(Class::TITLE).or(Class::PEOPLE)) && !office.has(Class::PLURAL);
        if !person || !self.is_bare(chunk, tokens) {
            return None;
        }
        self.register.holder(&office::Phrase::new(self.document, chunk), tokens.start)
    }

    /// The organisation that a definite phrase means by its kind: *the institute* by a word of its name, *the company* if
    /// only one has spoken.
    fn organisation(&self, chunk: &Chunk, tokens: TokenRange) -> Option<usize> {
        const REACH: usize = 500;
        if !self.is_bare(chunk, tokens) || self.document.penn(chunk.head).is_some_and(Penn::is_proper) {
            return None;
        }
        let words: Vec<String> =
            (chunk.tokens.start + 1..chunk.tokens.end).map(|at| self.document.lower(at).to_owned()).collect();
        if let Some(number) = self.register.organisation(&words, tokens.start) {
            return Some(number);
        }
        let any = matches!(
            words.as_slice(),
            [word] if matches!(word.as_str(), "company" | "firm" | "agency" | "group" | "organisation" | "organization" | "association")
        );
        let organisation = |spoken: &Spoken| {
            let number = self.register.named(&spoken.source.canonical_name)?;
            (self.register.individuals[number].kind == EntityKind::Org).then_some(number)
        };
        let just_spoken = self.spoken_before(tokens.start, REACH).next().and_then(organisation);
        let mut spoken = self.spoken_before(tokens.start, REACH).filter(|_| any).filter_map(organisation);
        let first = spoken.next()?;
        (just_spoken == Some(first) || spoken.all(|other| other == first)).then_some(first)
    }

    /// The two who spoke last, for *both* and *the two*.
    fn both(&self, tokens: TokenRange) -> Option<String> {
        const REACH: usize = 200;
        let word = |at: usize| if at < tokens.end { self.document.lower(at) } else { "" };
        let both = match (word(tokens.start), word(tokens.start + 1)) {
            ("both", "" | "men" | "women" | "sides") | ("the", "two") => tokens.len() <= 2,
            _ => false,
        };
        let mut persons = self.spoken_before(tokens.start, REACH).filter(|_| both).filter_map(|spoken| spoken.person);
        let last = persons.next()?;
        let first = persons.find(|&other| other != last)?;
        let name = |number: usize| &self.register.individuals[number].name;
        Some(format!("{} and {}", name(first), name(last)))
    }

    /// Whoever spoke last before the draft, outside other attributions.
    fn previous_speaker(&self, draft: &Draft<'_>) -> Option<Source> {
        const REACH: usize = 500;
        let start = draft.found.tokens.start;
        if let Some(announced) = self.announced_before(start) {
            return Some(Source {
                form: Mention::None,
                resolution: Resolution::PreviousSpeaker,
                ..self.mentioned(announced)
            });
        }
        let before = || self.spoken_before(start, REACH).filter(|spoken| !spoken.nested && spoken.can_quote());
        // of those who spoke in the last paragraph with a speaker, one who was quoted, else the last
        let last = before().next();
        let near = |spoken: &&Spoken| last.is_some_and(|last| last.paragraph == spoken.paragraph);
        let source = match before().filter(near).find(|spoken| spoken.quoted).or(last) {
            Some(spoken) => spoken.source.clone(),
            None => self.mentioned(self.speaker_before(start)?),
        };
        Some(Source { form: Mention::None, resolution: Resolution::PreviousSpeaker, ..source })
    }

    /// Who the sentence before the token `start` is about, if it ends in a colon: *Cruz went on:*; *Stated Stone:*.
    fn announced_before(&self, start: usize) -> Option<TokenRange> {
        let document = self.document;
        let colon = start.checked_sub(1).filter(|&before| document.lower(before) == ":")?;
        let sentence = document.sentences.partition_point(|sentence| sentence.tokens.end <= colon);
        let first = document.sentences.get(sentence)?.tokens.start;
        let inverted = || {
            let says = document.penn(first)?.is_verb() && document.word(first).class.has(Class::SAYING);
            document.chunk_from(first + 1).filter(|_| says).map(|chunk| chunk.tokens)
        };
        let mut subjects = document.chunks_in(TokenRange::new(first, colon)).iter().rev();
        let last = || {
            let told = |chunk: &&Chunk| {
                !chunk.is_time(document)
                    && !matches!(document.lower(chunk.head), "it" | "which" | "that" | "this")
                    && !document.is_subordinate(chunk.tokens.start, colon)
                    && document.is_subject(chunk)
            };
            subjects.find(told).map(|chunk| chunk.tokens)
        };
        inverted().or_else(last)
    }

    /// Who speaks last before the token `start` as far as the words alone tell: a phrase beside a verb of saying. For
    /// packs that find no attribution themselves.
    fn speaker_before(&self, start: usize) -> Option<TokenRange> {
        const REACH: usize = 200;
        let document = self.document;
        (start.saturating_sub(REACH)..start).rev().find_map(|verb| {
            let saying = document.penn(verb)?.is_finite() && document.word(verb).class.has(Class::SAYING);
            let near = document.chunks_in(TokenRange::new(verb.saturating_sub(12), start));
            let speaker = near.iter().find(|chunk| chunk.tokens.end == verb || chunk.tokens.start == verb + 1);
            speaker.filter(|_| saying).map(|chunk| chunk.tokens)
        })
    }
}
