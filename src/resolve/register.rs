//! The register of persons, organisations and places in an article, with their names.
//!
//! Each is entered once, under its fullest name, with everything that the article says about it. Short forms are
//! resolved: a surname to the person with it, an acronym to the organisation.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::individual::{self, Individual};
use super::office;
use crate::annotation::EntityKind;
use crate::text::{Document, Entity, Language, Set};

/// The persons, organisations and places of an article.
#[derive(Debug, Default)]
pub(super) struct Register {
    pub(super) individuals: Vec<Individual>,
    /// The individual of each entity of the document.
    of_entity: Vec<usize>,
    by_name: BTreeMap<String, usize>,
    /// Persons by each word of their title and party.
    by_title: BTreeMap<String, Vec<usize>>,
    /// Organisations by each word of their name, if it has several.
    by_part: BTreeMap<String, Vec<usize>>,
    /// The number of persons with each last name.
    namesakes: FxHashMap<String, usize>,
}

impl Register {
    /// Enters all entities. Linear, except for short names shared by many.
    pub(super) fn new(document: &Document<'_>) -> Self {
        let mut register = Self { of_entity: vec![usize::MAX; document.entities.len()], ..Self::default() };
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        // full names first, wherever they are, so that short ones in a headline can be resolved
        for full in [true, false] {
            for (at, entity) in document.entities.iter().enumerate() {
                let words = individual::name_words(document, entity);
                // "de Boer" is a short form of *Willem de Boer*
                let particle = words.first().is_some_and(|word| document.language.is(word, Set::NameParticles));
                if (words.len() > 1 && !(particle && entity.kind == EntityKind::Person)) == full {
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

    /// The individual of an entity of the document, by the index of the entity.
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
                individual.name = individual::display_name(document, entity);
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
        let letters = individual::letters(document, entity);
        if let Some(letters) = &letters {
            by_word.entry(letters.clone()).or_default().push(number);
        }
        self.individuals.push(Individual::new(document, entity, words, letters));
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
                EntityKind::Person => individual.is_named(document.language, words),
                _ => individual.words == words || words.len() > 1 && individual::is_part(words, &individual.words),
            };
            same_kind && named || acronym && individual.kind != EntityKind::Person
        };
        let wanted =
            individual::title_gender(document, entity).or_else(|| individual::reported_gender(document, entity));
        let mut candidates = bearers.iter().take(MOST_BEARERS).filter(fits).copied();
        let clash = |&number: &usize| {
            let individual = &self.individuals[number];
            let gender = individual.gender.or_else(|| individual::given_gender_of(document, individual));
            wanted.is_some() && gender.is_some() && wanted != gender
        };
        // candidates are sorted by number; of several persons with a surname, the one named first is meant
        let first = candidates.next()?;
        if !clash(&first) {
            return Some(first);
        }
        candidates.find(|number| !clash(number)).or(Some(first))
    }

    /// The person last mentioned before the token `before` who holds the office in a phrase: *the former mayor*.
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

    /// The organisation last mentioned before the token `before` whose name contains all these words.
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

    /// The individual with that full name.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Mentions at most `reach` tokens before the token `at`, the last one first: the first token, and the individual.
    pub(super) fn mentions_before(&self, document: &Document<'_>, at: usize, reach: usize) -> Vec<(usize, usize)> {
        let end = document.entities.partition_point(|entity| entity.tokens.end <= at);
        let start = document.entities.partition_point(|entity| entity.tokens.start + reach < at).min(end);
        let entities = document.entities.get(start..end).unwrap_or_default();
        let numbers = self.of_entity.get(start..end).unwrap_or_default();
        let mentions = entities.iter().map(|entity| entity.tokens.start).zip(numbers.iter().copied());
        mentions.rev().filter(|&(_, number)| number < self.individuals.len()).collect()
    }
}

/// The maximum number of individuals searched for one word of a name or title, a bound on the time. On PolNeAR dev,
/// 20 / 100 / 200 give the same claims.
const MOST_BEARERS: usize = 200;
