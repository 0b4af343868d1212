//! A person, organisation or place of an article: its names, and what the article says about it next to them.

use std::cell::OnceCell;

use super::office;
use crate::annotation::EntityKind;
use crate::span::TokenRange;
use crate::text::{Case, Class, Document, Entity, Gender, Language, Set, parts};

/// A person, organisation or place.
#[derive(Debug)]
pub(super) struct Individual {
    /// The fullest name.
    pub(super) name: String,
    pub(super) words: Vec<String>,
    pub(super) kind: EntityKind,
    pub(super) gender: Option<Gender>,
    pub(super) title: Option<String>,
    pub(super) affiliation: Option<String>,
    /// The party, if the article gives it.
    pub(super) party: Option<&'static str>,
    /// Its acronym.
    pub(super) letters: Option<String>,
    /// The first token of each mention, in order.
    pub(super) mentions: Vec<usize>,
    /// The first mention by the full name.
    pub(super) in_full: Option<TokenRange>,
    /// Whether it is mentioned with the definite article.
    pub(super) has_article: bool,
    /// Its office, split into words on first use.
    office: OnceCell<office::Held>,
}

impl Individual {
    /// An individual with a new name; mentions and their descriptions are added later.
    pub(super) fn new(document: &Document<'_>, entity: &Entity, words: Vec<String>, letters: Option<String>) -> Self {
        Self {
            name: display_name(document, entity),
            words,
            kind: entity.kind,
            gender: None,
            title: None,
            affiliation: None,
            party: None,
            letters,
            mentions: Vec::new(),
            in_full: None,
            has_article: false,
            office: OnceCell::new(),
        }
    }

    /// Whether these words of a name may refer to this person.
    pub(super) fn is_named(&self, language: &Language, words: &[String]) -> bool {
        // "de Boer" for *Willem de Boer*
        let particles = words.first().is_some_and(|first| language.is(first, Set::NameParticles));
        if particles && words.len() < self.words.len() && self.words.ends_with(words) {
            return true;
        }
        match (words, self.words.as_slice()) {
            ([word], own) => own.first() == Some(word) || own.last() == Some(word),
            ([first, .., last], [own_first, .., own_last]) => {
                let initial =
                    first.trim_end_matches('.').len() == 1 && own_first.starts_with(first.trim_end_matches('.'));
                let own_initial =
                    own_first.trim_end_matches('.').len() == 1 && first.starts_with(own_first.trim_end_matches('.'));
                last == own_last && (first == own_first || initial || own_initial)
            }
            _ => false,
        }
    }

    /// The words of its office.
    pub(super) fn held(&self, language: &Language) -> &office::Held {
        self.office.get_or_init(|| {
            office::Held::new(
                language,
                self.title.as_deref().unwrap_or_default(),
                self.affiliation.as_deref().unwrap_or_default(),
            )
        })
    }

    /// Adds a mention.
    pub(super) fn mention(&mut self, document: &Document<'_>, entity: &Entity) {
        let start = entity.tokens.start;
        self.mentions.push(start);
        self.has_article |= start.checked_sub(1).is_some_and(|before| document.is(before, Set::DefiniteArticles));
        let in_full = || display_name(document, entity).split_whitespace().eq(self.name.split_whitespace());
        if self.in_full.is_none() && in_full() {
            self.in_full = Some(entity.tokens);
        }
    }

    /// Adds what is said about it next to one of its mentions.
    pub(super) fn describe(&mut self, document: &Document<'_>, entity: &Entity) {
        if entity.kind != EntityKind::Person {
            return;
        }
        let class = document.word(entity.tokens.start).class;
        if self.gender.is_none() {
            self.gender =
                title_gender(document, entity).or_else(|| office::kin_gender(document, entity)).or_else(|| {
                    match (class.has(Class::MALE_NAME), class.has(Class::FEMALE_NAME)) {
                        (true, false) => Some(Gender::Male),
                        (false, true) => Some(Gender::Female),
                        _ => None,
                    }
                    .filter(|_| entity.tokens.len() > 1 && !is_surname_first(document, entity))
                });
        }
        self.party = self.party.or_else(|| office::party(document, entity));
        for (title, affiliation) in
            [office::before, office::across_comma, office::behind].map(|said| said(document, entity))
        {
            // title and affiliation are set together, so that they never come from different descriptions
            if self.title.is_none() && title.is_some() {
                self.title = title;
                self.affiliation = affiliation.or_else(|| self.affiliation.take());
            } else if self.affiliation.is_none() {
                self.affiliation = affiliation;
            }
        }
    }
}

/// Whether the name seems to begin with the surname, like Korean and Chinese names: then its first word is no hint at
/// the gender.
fn is_surname_first(document: &Document<'_>, entity: &Entity) -> bool {
    document.is(entity.tokens.start, Set::LeadingSurnames)
        && !document.word(entity.tokens.end - 1).class.has(Class::SURNAME)
}

/// Whether `words` are all in `whole`, in the same order.
pub(super) fn is_part(words: &[String], whole: &[String]) -> bool {
    let mut rest = whole.iter();
    words.iter().all(|word| rest.any(|other| other == word))
}

pub(super) fn name_words(document: &Document<'_>, entity: &Entity) -> Vec<String> {
    let part = |&at: &usize| {
        let aside = document.is(at, Set::Generations) || document.is(at, Set::DefiniteArticles);
        !aside && document.lower(at) != ","
    };
    let words: Vec<String> =
        parts(document, entity.tokens).filter(part).map(|at| document.lower(at).to_owned()).collect();
    if words.is_empty() { vec![document.lower(entity.tokens.start).to_owned()] } else { words }
}

pub(super) fn display_name(document: &Document<'_>, entity: &Entity) -> String {
    let mut name = String::new();
    let mut end = None;
    for at in parts(document, entity.tokens) {
        let span = document.span(TokenRange::new(at, at + 1));
        // the space in the article, or a space for the nickname that is left out
        let space = end.is_some_and(|end: usize| end < span.start);
        name.push_str(if space { " " } else { "" });
        name.push_str(document.text(TokenRange::new(at, at + 1)));
        end = Some(span.end);
    }
    name
}

/// The acronym of an organisation: given in brackets after the name, or its initials.
pub(super) fn letters(document: &Document<'_>, entity: &Entity) -> Option<String> {
    if entity.kind == EntityKind::Person || entity.tokens.len() < 2 {
        return None;
    }
    let end = entity.tokens.end;
    if document.lower(end) == "(" && document.lower(end + 2) == ")" {
        return Some(document.lower(end + 1).to_owned());
    }
    let initials: String = entity
        .tokens
        .range()
        .filter(|&at| document.word(at).shape.has(crate::text::Shape::TITLE))
        .filter_map(|at| document.lower(at).chars().next())
        .collect();
    (initials.chars().count() >= 3).then_some(initials)
}

pub(super) fn title_gender(document: &Document<'_>, entity: &Entity) -> Option<Gender> {
    entity.title.range().find_map(|at| document.language.title_gender(document.lower(at)))
}

/// The gender of the person who reports something of himself or herself: *Moss said he had seen three doctors*. Only
/// for short names, which others may share.
pub(super) fn reported_gender(document: &Document<'_>, entity: &Entity) -> Option<Gender> {
    let verb = entity.tokens.end;
    let says = document.penn(verb)?.is_finite() && document.word(verb).class.has(Class::SAYING);
    let that = usize::from(document.is(verb + 1, Set::PlainComplementizers));
    let pronoun = document.pronoun(verb + 1 + that).filter(|pronoun| pronoun.is(Case::Subject))?;
    pronoun.gender.filter(|_| says && entity.tokens.len() == 1)
}

pub(super) fn given_gender_of(document: &Document<'_>, individual: &Individual) -> Option<Gender> {
    let first = individual.words.first().filter(|_| individual.words.len() > 1)?;
    Gender::of_codes(document.language.first_names.codes(first)?)
}
