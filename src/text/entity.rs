//! Names: persons, organisations, places.
//!
//! Uses rules over runs of proper nouns with gazetteers, in two passes over the document: the kind of a name is often
//! clear only where it occurs in full (*Mayor Ana Ruiz*), and applies to all its other mentions (*Ruiz*).

use std::collections::BTreeMap;

use super::Set;
use super::vocabulary::{Class, Shape};
use super::{Document, Sentence};
use crate::annotation::{EntityKind, ParagraphKind, Penn};
use crate::span::TokenRange;

/// A name in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entity {
    /// The name, without title.
    pub tokens: TokenRange,
    /// The title or office before it: *Foreign Minister*; empty if there is none.
    pub title: TokenRange,
    /// What kind of thing has the name.
    pub kind: EntityKind,
}

/// A run of names whose kind is not determined yet.
struct Candidate {
    tokens: TokenRange,
    title: TokenRange,
    kind: Option<EntityKind>,
}

/// The names of the document, in order. Linear.
pub(super) fn entities(document: &Document<'_>) -> Vec<Entity> {
    let mut candidates = Vec::new();
    for sentence in &document.sentences {
        let kind = document.paragraphs.get(sentence.paragraph).map(|paragraph| paragraph.kind);
        if !matches!(kind, Some(ParagraphKind::Dateline | ParagraphKind::Credit | ParagraphKind::Byline)) {
            runs(document, sentence, &mut candidates);
        }
    }
    let mut known = Known::default();
    for candidate in &mut candidates {
        candidate.kind = by_itself(document, candidate);
        if let Some(kind) = candidate.kind {
            known.learn(document, candidate, kind);
        }
    }
    // a full name that no list contains still determines the kind of its short forms
    for candidate in candidates.iter_mut().filter(|candidate| candidate.kind.is_none() && candidate.tokens.len() > 1) {
        candidate.kind = known.correct(document, candidate);
        if let Some(kind) = candidate.kind {
            known.learn(document, candidate, kind);
        }
    }
    let entities = candidates.into_iter().filter_map(|candidate| {
        let kind = known.correct(document, &candidate)?;
        Some(Entity { tokens: candidate.tokens, title: candidate.title, kind })
    });
    entities.collect()
}

/// What the first pass found, by folded name.
#[derive(Default)]
struct Known {
    names: BTreeMap<String, EntityKind>,
    surnames: BTreeMap<String, usize>,
}

impl Known {
    fn learn(&mut self, document: &Document<'_>, candidate: &Candidate, kind: EntityKind) {
        self.names.entry(folded(document, candidate.tokens)).or_insert(kind);
        if kind == EntityKind::Person && (candidate.tokens.len() > 1 || !candidate.title.is_empty()) {
            let last =
                (candidate.tokens.start..candidate.tokens.end).rev().find(|&at| !document.is(at, Set::Generations));
            if let Some(last) = last {
                *self.surnames.entry(document.lower(last).to_owned()).or_default() += 1;
            }
            // Korean, Chinese and Hungarian names put the surname first; any part may be the short form
            *self.surnames.entry(document.lower(candidate.tokens.start).to_owned()).or_default() += 0;
        }
    }

    fn correct(&self, document: &Document<'_>, candidate: &Candidate) -> Option<EntityKind> {
        let name = folded(document, candidate.tokens);
        if candidate.tokens.len() == 1 {
            let of_person = self.surnames.get(&name).copied().unwrap_or_default() > 0;
            if of_person && candidate.kind != Some(EntityKind::Org) {
                return Some(EntityKind::Person);
            }
        }
        if let Some(kind) = candidate.kind.or_else(|| self.names.get(&name).copied()) {
            return Some(kind);
        }
        if candidate.tokens.len() == 1 && self.surnames.contains_key(&name) {
            return Some(EntityKind::Person);
        }
        guess(document, candidate)
    }
}

fn folded(document: &Document<'_>, tokens: TokenRange) -> String {
    tokens.range().map(|at| document.lower(at)).collect::<Vec<_>>().join(" ")
}

/// The runs of names in a sentence.
fn runs(document: &Document<'_>, sentence: &Sentence, found: &mut Vec<Candidate>) {
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        if !is_name(document, at, sentence.tokens.start) {
            at += 1;
            continue;
        }
        if is_day_before_name(document, at, sentence.tokens.start) {
            at += 1;
            continue;
        }
        let end = run_end(document, at, sentence.tokens.end, sentence.tokens.start);
        let tokens = TokenRange::new(at, end);
        let name_start = title_end(document, tokens);
        let name = TokenRange::new(name_start, end);
        let whole_title = name.is_empty();
        let candidate = Candidate {
            tokens: if whole_title { tokens } else { name },
            title: TokenRange::new(at, if whole_title { at } else { name_start }),
            kind: None,
        };
        if !whole_title && !is_date_or_people(document, candidate.tokens) {
            found.push(candidate);
        }
        at = end;
    }
}

/// Whether the token is a day or month that happens to precede a name: *on Friday Rao said*, *in May Haddad left*.
fn is_day_before_name(document: &Document<'_>, at: usize, first: usize) -> bool {
    let preposition = at.checked_sub(1).is_some_and(|before| document.is(before, Set::BeforeDays));
    let day = document.is(at, Set::Weekdays) && (preposition || at == first);
    (day || document.is_calendar(at) && preposition) && is_name(document, at + 1, first)
}

/// Whether the token can be part of a name by itself.
fn is_name(document: &Document<'_>, at: usize, first: usize) -> bool {
    let Some(tag) = document.penn(at) else { return false };
    let word = document.word(at);
    let capital = word.shape.has(Shape::TITLE)
        // "Ahmad al-Hariri"
        || word.text.split_once('-').is_some_and(|(article, name)| {
            name.starts_with(char::is_uppercase) && document.language.is(article, Set::ArabicArticles)
        });
    if !capital || document.is_calendar(at) && !tag.is_proper() {
        return false;
    }
    let clearly = tag.is_proper();
    let amid = at > first
        && matches!(tag, Penn::Nn | Penn::Nns | Penn::Jj | Penn::Fw | Penn::Vbg | Penn::Vbn)
        && document.penn(at - 1).is_some_and(Penn::is_proper);
    clearly || amid
}

fn run_end(document: &Document<'_>, start: usize, end: usize, first: usize) -> usize {
    let mut at = start + 1;
    let has = |class: Class, until: usize| (start..until).any(|at| document.word(at).class.has(class));
    while at < end {
        if is_name(document, at, first) {
            at += 1;
            continue;
        }
        let next_named = at + 1 < end && is_name(document, at + 1, first);
        // "Secretary of State", but nothing more after "Secretary Ana Ruiz"
        let organisation = has(Class::ORGANISATION, at) || document.word(at - 1).class.has(Class::TITLE);
        let is = |set: Set| document.is(at, set);
        let joined = if document.lower(at) == "&" {
            next_named
        } else if is(Set::NameLinks) {
            let article =
                at + 2 < end && document.is(at + 1, Set::DefiniteArticles) && is_name(document, at + 2, first);
            let day = at + 1 < end && document.is_calendar(at + 1);
            organisation && !day && (next_named || article)
        } else if is(Set::DefiniteArticles) {
            document.is(at - 1, Set::NameLinksWithArticle)
        } else if is(Set::Additions) {
            next_named && is_double_name(document, start, at, end)
        } else {
            is(Set::NameParticles) && next_named
        };
        if !joined {
            break;
        }
        at += 1;
    }
    at
}

/// `Health and Human Services`, `Food and Drug Administration`, not `Moss and Rao`.
fn is_double_name(document: &Document<'_>, start: usize, and: usize, end: usize) -> bool {
    let department = (start..and).any(|at| document.is(at, Set::DepartmentWords))
        && (start..and).any(|at| document.is(at, Set::NameLinks));
    let tail_end = (and + 1..end).find(|&at| !document.word(at).shape.has(Shape::TITLE)).unwrap_or(end);
    let organisation_later = (and + 2..tail_end).any(|at| document.word(at).class.has(Class::ORGANISATION));
    let first = document.word(start).class;
    let person_first =
        first.any(Class::MALE_NAME.or(Class::FEMALE_NAME)) || document.word(and - 1).class.has(Class::ORGANISATION);
    department || organisation_later && !person_first && and - start == 1
}

/// The start of the name after the titles of the run; the end of the run if it is all titles.
fn title_end(document: &Document<'_>, run: TokenRange) -> usize {
    let titled = |at: usize| {
        let word = document.word(at);
        word.class.has(Class::TITLE)
    };
    let given = |at: usize| {
        let class = document.word(at).class;
        class.any(Class::MALE_NAME.or(Class::FEMALE_NAME)) && !class.has(Class::TITLE)
    };
    // a title somewhere in the run, followed by a person's name
    let Some(last) =
        run.range().rev().find(|&at| titled(at) && !(at + 1 == run.end && at > run.start && given(at - 1)))
    else {
        return people_end(document, run);
    };
    if last + 1 == run.end {
        return if run
            .range()
            .all(|at| titled(at) || document.word(at).class.any(Class::PEOPLE.or(Class::ORGANISATION)) || !given(at))
            && !document.word(last).class.has(Class::ORGANISATION)
        {
            run.end
        } else {
            run.start
        };
    }
    let behind = last + 1;
    if document.is(behind, Set::NameLinks) {
        // Secretary of State Lena Fischer
        let person = (behind + 2..run.end).find(|&at| given(at));
        return person.unwrap_or(run.start);
    }
    let organisation = (behind..run.end).any(|at| document.word(at).class.has(Class::ORGANISATION));
    if organisation && !given(behind) { run.start } else { behind }
}

/// Leaves out a nationality or party before a person's name: *Republican Ana Ruiz*.
fn people_end(document: &Document<'_>, run: TokenRange) -> usize {
    let class = |at: usize| document.word(at).class;
    let follows_person = run.len() >= 3 && class(run.start + 1).any(Class::MALE_NAME.or(Class::FEMALE_NAME));
    if class(run.start).has(Class::PEOPLE) && follows_person { run.start + 1 } else { run.start }
}

fn is_date_or_people(document: &Document<'_>, tokens: TokenRange) -> bool {
    tokens.range().all(|at| {
        let word = document.word(at);
        document.is_calendar(at) || word.class.has(Class::PEOPLE) && tokens.len() == 1 || word.shape.has(Shape::NUMBER)
    })
}

/// The kind of a run according to its own words.
fn by_itself(document: &Document<'_>, candidate: &Candidate) -> Option<EntityKind> {
    let tokens = candidate.tokens;
    let class = |at: usize| document.word(at).class;
    let given = class(tokens.start).any(Class::MALE_NAME.or(Class::FEMALE_NAME));
    let organisation = tokens.range().any(|at| class(at).has(Class::ORGANISATION));
    let last_is_surname = class(tokens.end - 1).has(Class::SURNAME);
    let initials =
        document.word(tokens.start).shape.has(Shape::STOP) && document.word(tokens.start).text.chars().count() == 2;
    let place = document.language.places.has(&folded(document, tokens));
    let group = class(tokens.end - 1).has(Class::GROUP);
    if organisation && !(given && last_is_surname && tokens.len() == 2 && !group) {
        return Some(EntityKind::Org);
    }
    if !candidate.title.is_empty() && tokens.len() <= 4 {
        return Some(EntityKind::Person);
    }
    if place
        && !(given
            && tokens.len() > 1
            && last_is_surname
            && tokens.len() == 2
            && !class(tokens.start).has(Class::PLACE))
    {
        return Some(EntityKind::Place);
    }
    if (2..=4).contains(&tokens.len()) && (given || initials) {
        return Some(EntityKind::Person);
    }
    let word = document.word(tokens.start);
    let letters = word.text.chars().filter(|c| c.is_alphabetic()).count();
    if tokens.len() == 1 && word.shape.has(Shape::UPPER) && (2..=6).contains(&letters) {
        return Some(EntityKind::Org);
    }
    None
}

/// The probable kind of an unknown run, according to its neighbours and the form of its words.
fn guess(document: &Document<'_>, candidate: &Candidate) -> Option<EntityKind> {
    let tokens = candidate.tokens;
    let class = |at: usize| document.word(at).class;
    let common = |at: usize| class(at).any(Class::NOUN.or(Class::VERB).or(Class::ADJECTIVE).or(Class::PLURAL));
    let is_before = |set: Set| tokens.start.checked_sub(1).is_some_and(|before| document.is(before, set));
    if is_before(Set::BeforePlaces) && !document.penn(tokens.end).is_some_and(Penn::is_finite) {
        return Some(EntityKind::Place);
    }
    // "its chairman, Moussa Ba,"
    let office = tokens.start.checked_sub(2).is_some_and(|at| class(at).any(Class::HUMAN.or(Class::TITLE)));
    let comma = tokens.start.checked_sub(1).is_some_and(|before| document.lower(before) == ",");
    if comma && office && (2..=4).contains(&tokens.len()) {
        return Some(EntityKind::Person);
    }
    let surname = class(tokens.end - 1).has(Class::SURNAME);
    if tokens.len() == 1 {
        return (!common(tokens.start)).then_some(if surname { EntityKind::Person } else { EntityKind::Org });
    }
    if tokens.len() <= 4
        && tokens.range().all(|at| !common(at) || class(at).has(Class::SURNAME))
        && !is_before(Set::DefiniteArticles)
    {
        return Some(EntityKind::Person);
    }
    Some(EntityKind::Org)
}
