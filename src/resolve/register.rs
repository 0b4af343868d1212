//! Who occurs in an article, and under which names.
//!
//! Every person and organisation is entered once, under its fullest name, with all that the article says of it. Short
//! forms are led back: a surname to the person who bears it, letters to the organisation that they abbreviate.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::office;
use crate::span::TokenRange;
use crate::terms::EntityKind;
use crate::text::{Class, Document, Entity, Gender, Language, Set};

/// The persons, organisations and places of an article.
#[derive(Debug, Default)]
pub(super) struct Register {
    pub(super) individuals: Vec<Individual>,
    /// Which individual each entity of the document is.
    of_entity: Vec<usize>,
    by_name: BTreeMap<String, usize>,
    /// Persons by each word of their title and party.
    by_title: BTreeMap<String, Vec<usize>>,
    /// Organisations by each word of their name, if it has several.
    by_part: BTreeMap<String, Vec<usize>>,
    /// How many persons have a last name.
    namesakes: FxHashMap<String, usize>,
}

/// One person, organisation or place.
#[derive(Debug)]
pub(super) struct Individual {
    /// The fullest name.
    pub(super) name: String,
    words: Vec<String>,
    pub(super) kind: EntityKind,
    pub(super) gender: Option<Gender>,
    pub(super) title: Option<String>,
    pub(super) affiliation: Option<String>,
    /// The party, if the article names it.
    party: Option<&'static str>,
    /// The letters it is known by.
    pub(super) letters: Option<String>,
    /// The first token of each mention, in order.
    pub(super) mentions: Vec<usize>,
    /// The first mention by the full name.
    pub(super) in_full: Option<TokenRange>,
    /// Whether one of its mentions has the definite article.
    pub(super) has_article: bool,
    /// Its office, split into words on first use.
    office: OnceCell<office::Held>,
}

impl Register {
    /// Enters everybody. Linear, but for short names that many bear.
    pub(super) fn new(document: &Document<'_>) -> Self {
        let mut register = Self { of_entity: vec![usize::MAX; document.entities.len()], ..Self::default() };
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        // full names first, wherever they are, so that a headline's short ones find theirs
        for full in [true, false] {
            for (at, entity) in document.entities.iter().enumerate() {
                let words = name_words(document, entity);
                if (words.len() > 1) == full {
                    register.of_entity[at] = register.enter(document, entity, words, &mut by_word);
                }
            }
        }
        for (at, entity) in document.entities.iter().enumerate() {
            if let Some(individual) = register.individuals.get_mut(register.of_entity[at]) {
                individual.mention(document, entity);
                individual.describe(document, entity);
            }
        }
        for (number, individual) in register.individuals.iter().enumerate() {
            register.by_name.entry(individual.name.clone()).or_insert(number);
            match individual.kind {
                EntityKind::Person => {
                    if let Some(last) = individual.words.last() {
                        *register.namesakes.entry(last.clone()).or_default() += 1;
                    }
                    let title = individual.title.as_deref().unwrap_or_default();
                    let words =
                        office::words(document.language, title).into_iter().chain(individual.party.map(str::to_owned));
                    for word in words {
                        register.by_title.entry(word).or_default().push(number);
                    }
                }
                EntityKind::Org if individual.words.len() > 1 => {
                    for word in &individual.words {
                        register.by_part.entry(word.clone()).or_default().push(number);
                    }
                }
                _ => {}
            }
        }
        register
    }

    /// Which individual an entity of the document is, by the entity's index.
    pub(super) fn number_of(&self, entity: usize) -> Option<usize> {
        self.of_entity.get(entity).copied().filter(|&number| number < self.individuals.len())
    }

    fn enter(
        &mut self,
        document: &Document<'_>,
        entity: &Entity,
        words: Vec<String>,
        by_word: &mut BTreeMap<String, Vec<usize>>,
    ) -> usize {
        if let Some(known) = self.find(document, entity, &words, by_word) {
            if let Some(individual) = self.individuals.get_mut(known)
                && words.len() > individual.words.len()
                && individual.kind == EntityKind::Person
            {
                individual.name = display_name(document, entity);
                individual.words = words;
            }
            return known;
        }
        let number = self.individuals.len();
        for word in &words {
            let bearers = by_word.entry(word.clone()).or_default();
            if bearers.last() != Some(&number) {
                bearers.push(number);
            }
        }
        let letters = letters(document, entity);
        if let Some(letters) = &letters {
            by_word.entry(letters.clone()).or_default().push(number);
        }
        self.individuals.push(Individual {
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
        });
        number
    }

    fn find(
        &self,
        document: &Document<'_>,
        entity: &Entity,
        words: &[String],
        by_word: &BTreeMap<String, Vec<usize>>,
    ) -> Option<usize> {
        let bearers = by_word.get(words.last()?).or_else(|| by_word.get(words.first()?))?;
        let fits = |&&number: &&usize| {
            let individual = &self.individuals[number];
            let same_kind = individual.kind == entity.kind;
            let acronym = individual.letters.as_deref() == words.first().map(String::as_str) && words.len() == 1;
            let named = match entity.kind {
                EntityKind::Person => individual.is_named(words),
                _ => individual.words == words || words.len() > 1 && is_part(words, &individual.words),
            };
            same_kind && named || acronym && individual.kind != EntityKind::Person
        };
        let wanted = title_gender(document, entity);
        let mut candidates = bearers.iter().take(MOST_BEARERS).filter(fits).copied();
        let clash = |&number: &usize| {
            let individual = &self.individuals[number];
            let gender = individual.gender.or_else(|| given_gender_of(document, individual));
            wanted.is_some() && gender.is_some() && wanted != gender
        };
        // bearers come in the order of their numbers; of several who bear a surname, the one named first is meant
        let first = candidates.next()?;
        if !clash(&first) {
            return Some(first);
        }
        candidates.find(|number| !clash(number)).or(Some(first))
    }

    /// The person last mentioned before the token `before` who holds the office that a phrase names: *the former mayor*.
    pub(super) fn holder(&self, language: &Language, wanted: &office::Phrase, before: usize) -> Option<usize> {
        let bearers = self.by_title.get(&wanted.head)?;
        let fit = |&number: &usize| {
            let individual = &self.individuals[number];
            let clash = wanted.gender.is_some() && individual.gender.is_some() && wanted.gender != individual.gender;
            let mention = self.last_mention(number, before).filter(|_| !clash)?;
            Some((wanted.fits(individual.held(language), individual.party)?, mention, number))
        };
        bearers.iter().take(MOST_BEARERS).filter_map(fit).max().map(|(_, _, number)| number)
    }

    /// The organisation last mentioned before the token `before` whose name has all these words.
    pub(super) fn organisation(&self, words: &[String], before: usize) -> Option<usize> {
        let bearers = self.by_part.get(words.last()?)?;
        let fit = |&number: &usize| {
            let own = &self.individuals[number].words;
            words.iter().all(|word| own.contains(word)).then_some(())?;
            Some((self.last_mention(number, before)?, number))
        };
        bearers.iter().take(MOST_BEARERS).filter_map(fit).max().map(|(_, number)| number)
    }

    fn last_mention(&self, number: usize, before: usize) -> Option<usize> {
        let mentions = &self.individuals.get(number)?.mentions;
        mentions
            .partition_point(|&mention| mention < before)
            .checked_sub(1)
            .and_then(|last| mentions.get(last))
            .copied()
    }

    /// Whether another person has the same last name.
    pub(super) fn has_namesake(&self, number: usize) -> bool {
        let last = self.individuals.get(number).and_then(|individual| individual.words.last());
        last.and_then(|last| self.namesakes.get(last)).is_some_and(|&persons| persons > 1)
    }

    /// The individual of that full name.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Mentions at most `reach` tokens before the token `at`, the last one first: first token, and whose.
    pub(super) fn mentions_before(&self, document: &Document<'_>, at: usize, reach: usize) -> Vec<(usize, usize)> {
        let end = document.entities.partition_point(|entity| entity.tokens.end <= at);
        let start = document.entities.partition_point(|entity| entity.tokens.start + reach < at).min(end);
        let entities = document.entities.get(start..end).unwrap_or_default();
        let numbers = self.of_entity.get(start..end).unwrap_or_default();
        let mentions = entities.iter().map(|entity| entity.tokens.start).zip(numbers.iter().copied());
        mentions.rev().filter(|&(_, number)| number < self.individuals.len()).collect()
    }
}

/// How many who share a word of their name or title are looked through.
const MOST_BEARERS: usize = 200;

impl Individual {
    /// Whether a person can be meant by these words of a name.
    fn is_named(&self, words: &[String]) -> bool {
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
    fn held(&self, language: &Language) -> &office::Held {
        self.office.get_or_init(|| {
            office::Held::new(
                language,
                self.title.as_deref().unwrap_or_default(),
                self.affiliation.as_deref().unwrap_or_default(),
            )
        })
    }

    /// Adds one of its mentions.
    fn mention(&mut self, document: &Document<'_>, entity: &Entity) {
        let start = entity.tokens.start;
        self.mentions.push(start);
        self.has_article |= start.checked_sub(1).is_some_and(|before| document.is(before, Set::DefiniteArticles));
        let in_full = || document.text(entity.tokens).split_whitespace().eq(self.name.split_whitespace());
        if self.in_full.is_none() && in_full() {
            self.in_full = Some(entity.tokens);
        }
    }

    /// Takes down what is said of it beside one of its mentions.
    fn describe(&mut self, document: &Document<'_>, entity: &Entity) {
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
            // what belongs together stays together: no office with the affiliation of another
            if self.title.is_none() && title.is_some() {
                self.title = title;
                self.affiliation = affiliation.or_else(|| self.affiliation.take());
            } else if self.affiliation.is_none() {
                self.affiliation = affiliation;
            }
        }
    }
}

/// Whether the name seems to begin with the surname, as Korean and Chinese names do: then its first word shows no gender.
fn is_surname_first(document: &Document<'_>, entity: &Entity) -> bool {
    document.is(entity.tokens.start, Set::LeadingSurnames)
        && !document.word(entity.tokens.end - 1).class.has(Class::SURNAME)
}

/// Whether `words` are all in `whole`, in the same order.
fn is_part(words: &[String], whole: &[String]) -> bool {
    let mut rest = whole.iter();
    words.iter().all(|word| rest.any(|other| other == word))
}

fn name_words(document: &Document<'_>, entity: &Entity) -> Vec<String> {
    let part = |&at: &usize| {
        let aside = document.is(at, Set::Generations) || document.is(at, Set::DefiniteArticles);
        !aside && document.lower(at) != ","
    };
    let words: Vec<String> = entity.tokens.range().filter(part).map(|at| document.lower(at).to_owned()).collect();
    if words.is_empty() { vec![document.lower(entity.tokens.start).to_owned()] } else { words }
}

fn display_name(document: &Document<'_>, entity: &Entity) -> String {
    document.text(entity.tokens).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The letters an organisation is known by: given in brackets behind the name, or its initials.
fn letters(document: &Document<'_>, entity: &Entity) -> Option<String> {
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

fn title_gender(document: &Document<'_>, entity: &Entity) -> Option<Gender> {
    entity.title.range().find_map(|at| document.language.title_gender(document.lower(at)))
}

fn given_gender_of(document: &Document<'_>, individual: &Individual) -> Option<Gender> {
    let first = individual.words.first().filter(|_| individual.words.len() > 1)?;
    Gender::of_codes(document.language.first_names.codes(first)?)
}
