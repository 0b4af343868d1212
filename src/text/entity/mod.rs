//! Names: persons, organisations, places.
//!
//! Uses rules over runs of proper nouns with gazetteers, in two passes over the document: the kind of a name is often
//! clear only where it occurs in full (*Mayor Ana Ruiz*), and applies to all its other mentions (*Ruiz*).

mod kind;

use std::collections::BTreeMap;

use kind::{by_itself, guess, is_date_or_people, people_end};

use crate::annotation::{EntityKind, ParagraphKind, Penn};
use crate::span::TokenRange;
use crate::text::Set;
use crate::text::word_class::{Class, Shape};
use crate::text::{Document, Sentence};

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
    parts(document, tokens).map(|at| document.lower(at)).collect::<Vec<_>>().join(" ")
}

/// The tokens of a name without a nickname in marks: *Nicolas* and *Marsh* of *Nicolas “Nick” Marsh*.
pub(crate) fn parts<'d>(document: &'d Document<'_>, tokens: TokenRange) -> impl Iterator<Item = usize> + 'd {
    let mut inside = false;
    let marks = tokens.range().any(|at| is_mark(document, at));
    tokens.range().filter(move |&at| {
        let mark = marks && is_mark(document, at);
        inside ^= mark;
        !inside && !mark
    })
}

/// Whether the token is a mark around a nickname.
fn is_mark(document: &Document<'_>, at: usize) -> bool {
    document.is_named(at) && document.is_punctuation(at)
}

/// A run of names without marks at its ends: *Karr* for *“Bobby” Karr*, *Free Halden* for *“Free Halden”*.
fn without_marks(document: &Document<'_>, mut run: TokenRange) -> TokenRange {
    if is_mark(document, run.start) {
        let close = (run.start + 1..run.end).find(|&at| is_mark(document, at));
        run.start = close.filter(|close| close + 1 < run.end).unwrap_or(run.start) + 1;
    }
    while run.len() > 1 && (is_mark(document, run.end - 1) || document.is(run.end - 1, Set::Degrees)) {
        run.end -= 1;
    }
    run
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
        let tokens = without_marks(document, TokenRange::new(at, end));
        if tokens.is_empty() {
            at = end;
            continue;
        }
        let name_start = title_end(document, tokens);
        let name = TokenRange::new(name_start, tokens.end);
        let whole_title = name.is_empty();
        let candidate = Candidate {
            tokens: if whole_title { tokens } else { name },
            title: TokenRange::new(tokens.start, if whole_title { tokens.start } else { name_start }),
            kind: None,
        };
        if let Some(place) = place_of_title(document, tokens).filter(|_| candidate.title.is_empty()) {
            found.push(Candidate { tokens: place, title: TokenRange::new(place.start, place.start), kind: None });
        } else if !whole_title && !is_date_or_people(document, candidate.tokens) {
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
    if document.is_named(at) {
        return true;
    }
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
        // "Hobbs & Sons"
        if document.lower(at) == "&" && at + 1 < end && document.word(at + 1).shape.has(Shape::TITLE) {
            at += 2;
            continue;
        }
        let owner = document.penn(at) == Some(Penn::Pos);
        let joined = if owner {
            // "St Mary's Hospital"
            document.is(start, Set::Saints) && next_named
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
    let titled = |at: usize| document.word(at).class.has(Class::TITLE) && !document.is_named(at);
    let given = |at: usize| {
        let class = document.word(at).class;
        class.any(Class::MALE_NAME.or(Class::FEMALE_NAME)) && !class.has(Class::TITLE)
    };
    if let Some(person) = person_in_run(document, run) {
        return person;
    }
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

/// The start of a person's name after an office that no list contains: *Labour MP Luciana Berge*, *DCI Amy Karr*,
/// *Harbour Supervisor Rita Moss*, *former Marine Paul Judge*.
fn person_in_run(document: &Document<'_>, run: TokenRange) -> Option<usize> {
    let class = |at: usize| document.word(at).class;
    let given = |at: usize| class(at).any(Class::MALE_NAME.or(Class::FEMALE_NAME)) && !class(at).has(Class::TITLE);
    let described = run.start.checked_sub(1).is_some_and(|at| document.is(at, Set::Former));
    let mut names = (run.start + 1..run.end - 1).filter(|&at| given(at) && document.is_named(at));
    let person = if described { names.next_back() } else { names.next() }?;
    let acronym = |at: usize| {
        let word = document.word(at);
        word.shape.has(Shape::UPPER) && !word.shape.has(Shape::STOP) && (2..=4).contains(&word.text.chars().count())
    };
    let before = person - 1;
    let human = class(before).has(Class::HUMAN) || document.language.grammar.may_name_person(document.lower(before));
    let office = human && !document.is_named(before) || acronym(before) || described;
    // "minister for Women and Equalities Nicky Morgans"
    let field = || {
        let near = run.start.saturating_sub(4)..run.start;
        near.into_iter().any(|at| class(at).has(Class::TITLE) && document.is(at + 1, Set::NameLinks))
    };
    let fits = document.is_named(run.end - 1) && (described || !(run.start..person).any(given));
    (fits && (office || field())).then_some(person)
}

/// The place in a run that is only the title of somebody from there: *Finland* in *President of Finland*.
fn place_of_title(document: &Document<'_>, run: TokenRange) -> Option<TokenRange> {
    let link = run.range().find(|&at| document.is(at, Set::Genitive))?;
    let class = |at: usize| document.word(at).class;
    let title = link > run.start && (run.start..link).all(|at| class(at).has(Class::TITLE));
    let place = TokenRange::new(link + 1, run.end);
    let fits = |at: usize| class(at).has(Class::PLACE) || class(at).grammar() == 0;
    let other = |at: usize| class(at).any(Class::ORGANISATION.or(Class::TITLE).or(Class::GROUP));
    (title && (1..=2).contains(&place.len()) && place.range().all(|at| fits(at) && !other(at))).then_some(place)
}
