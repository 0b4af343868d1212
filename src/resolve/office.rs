//! Descriptions next to a name: office, organisation, party, kinship.

use crate::annotation::{EntityKind, Penn};
use crate::span::TokenRange;
use crate::text::{Chunk, Class, Document, Entity, Gender, Language, Set, Table};

/// An office, and its organisation or country.
pub(super) type Said = (Option<String>, Option<String>);

/// The description before a name in its noun phrase: *former president*; in *the bank's chief auditor*, the bank is the
/// organisation of the office.
pub(super) fn before(document: &Document<'_>, entity: &Entity) -> Said {
    // base noun phrases are rarely longer; on PolNeAR dev, 6 / 12 / 24 tokens give the same claims (`extract --packs
    // all`)
    let near = document.chunks_in(TokenRange::new(entity.tokens.start.saturating_sub(12), entity.tokens.end));
    let Some(chunk) = near.iter().find(|chunk| chunk.tokens.contains(entity.tokens)) else { return (None, None) };
    if let Some(start) = field_before(document, entity) {
        return (Some(document.text(TokenRange::new(start, entity.tokens.start)).to_owned()), None);
    }
    let words = TokenRange::new(chunk.tokens.start, entity.tokens.start);
    // "DCI Amy Karr": the reader of names knows that it is a title
    if !entity.title.is_empty() && entity.title == words && entity.title.len() == 1 {
        let address = document.language.is_address(document.lower(words.start));
        return (Some(document.text(words).to_owned()).filter(|_| !address), None);
    }
    named(document, words)
}

/// The start of an office whose field is part of the title: *minister for Women and Equalities Nicky Morgans*.
pub(super) fn field_before(document: &Document<'_>, entity: &Entity) -> Option<usize> {
    const REACH: usize = 5;
    let field = entity.title.start.checked_sub(1).filter(|&and| document.is(and, Set::Additions))?;
    let office = |at: usize| document.word(at).class.any(Class::HUMAN.or(Class::TITLE));
    if entity.title.is_empty() || entity.title.range().any(office) {
        return None;
    }
    let linked = |at: usize| office(at) && document.is(at + 1, Set::NameLinks);
    let head = (field.saturating_sub(REACH)..field).rev().find(|&at| linked(at))?;
    document
        .chunks_in(TokenRange::new(head.saturating_sub(REACH), field))
        .iter()
        .find(|chunk| chunk.head == head)
        .map(|chunk| chunk.tokens.start)
}

/// The phrase in apposition to a name: *the transport minister, Greta Olsen,*; *the head of the union, …*.
pub(super) fn across_comma(document: &Document<'_>, entity: &Entity) -> Said {
    let none = (None, None);
    let start = entity.title.start.min(entity.tokens.start);
    let goes_on = document.penn(entity.tokens.end).is_some_and(Penn::is_finite);
    let comma = match start.checked_sub(1) {
        Some(comma) if document.lower(comma) == "," && entity.title.is_empty() && !goes_on => comma,
        _ => return none,
    };
    // on PolNeAR dev, 8 / 16 / 32 tokens give the same claims (`extract --packs all`)
    let near = document.chunks_in(TokenRange::new(comma.saturating_sub(16), comma));
    let Some(last) = near.last().filter(|chunk| chunk.tokens.end == comma) else { return none };
    if is_office(document, last.tokens) {
        return named(document, last.tokens);
    }
    // "the head of the union, Jan Kroll"
    let link = last.tokens.start.wrapping_sub(1);
    let head = near.iter().find(|chunk| chunk.tokens.end == link && is_office(document, chunk.tokens));
    match head {
        Some(head) if is_link(document, link) => {
            let (title, owner) = named(document, head.tokens);
            if let Some(field) = field(document, link) {
                return (title.map(|title| format!("{title} {}", document.text(field))), owner);
            }
            let affiliation = title.as_ref().map(|_| without_article(document, with_name(document, last.tokens)));
            (title, affiliation)
        }
        _ => none,
    }
}

/// Office and organisation after a name: *, research fellow at the Sander Institute*; also *of the Sander Institute*.
pub(super) fn behind(document: &Document<'_>, entity: &Entity) -> Said {
    let end = entity.tokens.end;
    if is_link(document, end) {
        let organisation = document
            .entity_at(end + 1)
            .or_else(|| document.entity_at(end + 2).filter(|_| document.is(end + 1, Set::DefiniteArticles)));
        let organisation = organisation.filter(|other| other.kind == EntityKind::Org);
        return (None, organisation.map(|other| document.text(other.tokens).to_owned()));
    }
    let age = usize::from(document.lower(end + 2) == "," && document.penn(end + 1) == Some(Penn::Cd)) * 2;
    if document.lower(end) != "," {
        return (None, None);
    }
    let Some(chunk) = document.chunk_from(end + age + 1) else { return (None, None) };
    let verb_behind = document.penn(chunk.tokens.end).is_some_and(Penn::is_finite);
    // "the wife of Mayor Tom Moss" does not belong to the mayor
    let kin = document.value(chunk.head, Table::Kin).is_some();
    if kin || verb_behind || !is_office(document, chunk.tokens) && !is_role(document, chunk) {
        return (None, None);
    }
    let (title, owner) = named(document, chunk.tokens);
    let (title, chunk) = match second_office(document, chunk) {
        Some(second) => (title.map(|title| joint(document, &title, second.tokens)), second),
        None => (title, chunk),
    };
    let field = field(document, chunk.tokens.end);
    let office_end = field.map_or(chunk.tokens.end, |field| field.end);
    let title = title.map(|title| field.map_or(title.clone(), |field| format!("{title} {}", document.text(field))));
    let affiliation = is_link(document, office_end).then(|| document.chunk_from(office_end + 1)).flatten();
    let affiliation = affiliation.map(|chunk| without_article(document, with_name(document, chunk.tokens)));
    (title, affiliation.or(owner))
}

/// The second of two offices that are joined: *co-founder and director of the Bridge Society*.
fn second_office<'d>(document: &'d Document<'_>, first: &Chunk) -> Option<&'d Chunk> {
    let and = first.tokens.end;
    let second = document.chunk_from(and + 1).filter(|_| document.is(and, Set::Additions))?;
    let plural = document.word(second.head).class.has(Class::PLURAL);
    let verb_behind = document.penn(second.tokens.end).is_some_and(Penn::is_finite);
    let name = document.entity_at(second.head).is_some();
    (is_office(document, second.tokens) && !plural && !verb_behind && !name).then_some(second)
}

/// Two offices as one title.
fn joint(document: &Document<'_>, title: &str, second: TokenRange) -> String {
    document.language.joined(title, &without_article(document, second))
}

/// Whether a phrase after a name is a role that no list contains: *, a midfielder,*.
fn is_role(document: &Document<'_>, chunk: &Chunk) -> bool {
    let one = document.is(chunk.tokens.start, Set::IndefiniteArticles);
    let closed = matches!(document.lower(chunk.tokens.end), "," | ".");
    one && closed && is_trade(document, chunk.head)
}

/// Whether a common noun may be a trade by its ending.
fn is_trade(document: &Document<'_>, head: usize) -> bool {
    let common = document.penn(head) == Some(Penn::Nn) && document.entity_at(head).is_none();
    let class = document.word(head).class;
    common
        && !class.any(Class::TIME.or(Class::MESSAGE).or(Class::GROUP).or(Class::ORGANISATION))
        && document.language.grammar.may_name_person(document.lower(head))
}

/// The office in some words, and its organisation or country: *the mayor of Halden*. Other words are returned
/// unchanged.
pub(super) fn of_words(document: &Document<'_>, words: TokenRange) -> (String, Option<String>) {
    let end = document.chunk_behind(words.start).map_or(words.end, |chunk| chunk.tokens.end.min(words.end));
    let field = field(document, end).filter(|field| field.end <= words.end);
    let office = TokenRange::new(words.start, end);
    let (title, owner) = named(document, office);
    let Some(title) = title else { return (without_article(document, words), None) };
    let title = field.map_or(title.clone(), |field| format!("{title} {}", document.text(field)));
    let link = field.map_or(end, |field| field.end);
    let affiliation = TokenRange::new((link + 1).min(words.end), words.end);
    let linked = is_link(document, link) && !affiliation.is_empty();
    (title, linked.then(|| without_article(document, affiliation)).or(owner))
}

/// The field of an office, if it is part of its name and not an organisation: *of staff*, *of law*.
fn field(document: &Document<'_>, of: usize) -> Option<TokenRange> {
    let chunk = document.chunk_from(of + 1).filter(|_| document.is(of, Set::Genitive))?;
    let common = chunk.tokens.range().all(|at| matches!(document.penn(at), Some(Penn::Nn | Penn::Nns | Penn::Jj)));
    common.then(|| TokenRange::new(of, chunk.tokens.end))
}

/// Whether the token at `at` connects an office and its organisation.
fn is_link(document: &Document<'_>, at: usize) -> bool {
    document.is(at, Set::OfficeLinks)
}

/// Whether a phrase names an office or occupation.
fn is_office(document: &Document<'_>, phrase: TokenRange) -> bool {
    phrase.end.checked_sub(1).is_some_and(|head| document.word(head).class.any(Class::HUMAN.or(Class::TITLE)))
}

/// The office in the words of a phrase, and its organisation; `None` for relatives, colleagues and forms of address.
fn named(document: &Document<'_>, mut words: TokenRange) -> Said {
    let owned = words.start < words.end && document.penn(words.start) == Some(Penn::PrpS);
    while words.start < words.end && matches!(document.penn(words.start), Some(Penn::Dt | Penn::PrpS | Penn::Cd)) {
        words.start += 1;
    }
    let possessive = words.range().rfind(|&at| document.penn(at) == Some(Penn::Pos));
    let mut owner = possessive.map(|mark| without_article(document, TokenRange::new(words.start, mark)));
    if let Some(mark) = possessive {
        words.start = mark + 1;
    } else if let Some(organisation) = document.entity_at(words.start)
        && organisation.kind == EntityKind::Org
        && organisation.tokens.end < words.end
    {
        // "HPA spokeswoman"
        owner = Some(document.text(organisation.tokens).to_owned());
        words.start = organisation.tokens.end;
    }
    let Some(head) = words.end.checked_sub(1).filter(|_| !words.is_empty()) else { return (None, None) };
    let office = words.range().any(|at| document.word(at).class.any(Class::HUMAN.or(Class::TITLE)))
        || is_trade(document, head)
        || document.entity_at(head + 1).is_some_and(|entity| entity.title.holds(head));
    let address = || words.len() == 1 && document.language.is_address(document.lower(head));
    let several = document.word(head).class.has(Class::PLURAL);
    let relation = || document.value(head, Table::Kin).is_some() || document.is(head, Set::Relations);
    if !office || several || address() || relation() {
        return (None, None);
    }
    (Some(document.text(words).to_owned()), owner.filter(|_| !owned))
}

/// A base noun phrase, extended to the end of a name that begins in it: *the University of Bremen*.
fn with_name(document: &Document<'_>, phrase: TokenRange) -> TokenRange {
    let name = phrase.end.checked_sub(1).and_then(|last| document.entity_at(last));
    TokenRange::new(phrase.start, name.map_or(phrase.end, |name| name.tokens.end.max(phrase.end)))
}

fn without_article(document: &Document<'_>, tokens: TokenRange) -> String {
    let article = usize::from(tokens.len() > 1 && document.is(tokens.start, Set::DefiniteArticles));
    document.text(TokenRange::new(tokens.start + article, tokens.end)).to_owned()
}

/// The gender implied by the noun before a name: *his sister, Lucia*; *spokeswoman Lena Fischer*.
pub(super) fn kin_gender(document: &Document<'_>, entity: &Entity) -> Option<Gender> {
    let start = entity.title.start.min(entity.tokens.start);
    let comma = usize::from(start > 0 && document.lower(start - 1) == ",");
    document.language.noun_gender(document.lower(start.checked_sub(1 + comma)?))
}

/// The party after a name: `(D-Ore.)`, `, Republican of Ohio`, `, a Democrat`.
pub(super) fn party(document: &Document<'_>, entity: &Entity) -> Option<&'static str> {
    let end = entity.tokens.end;
    let name = |lower: &str| document.language.value(lower, Table::Parties);
    match document.lower(end) {
        "(" | "," if document.lower(end + 1).contains('-') => name(document.lower(end + 1).split('-').next()?),
        "(" => name(document.lower(end + 1)),
        "," => {
            let article = usize::from(document.is(end + 1, Set::LeadsParty));
            name(document.lower(end + 1 + article)).filter(|_| document.lower(end + 1) != "d")
        }
        _ => None,
    }
}

/// The words that can refer to somebody with this title, in lower case.
pub(super) fn words(language: &Language, title: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in title.to_lowercase().split_whitespace() {
        words.push(word.to_owned());
        let others = language.value(word.trim_end_matches('.'), Table::OfficeNames).unwrap_or_default();
        words.extend(others.split_whitespace().filter(|&other| other != word).map(str::to_owned));
    }
    words
}

/// An office, prepared for comparing phrases with it.
#[derive(Debug)]
pub(super) struct Held {
    /// The words of the title and their synonyms, as one text.
    joined: String,
    /// The words that make it a different office.
    ranks: Vec<String>,
    /// Whether it is a former office.
    former: bool,
    /// Its organisation or country, in lower case.
    affiliation: String,
}

impl Held {
    pub(super) fn new(language: &Language, title: &str, affiliation: &str) -> Self {
        let title = words(language, title);
        let ranks = title.iter().filter(|word| language.is(word, Set::OfficeRanks)).cloned().collect();
        let former = title.iter().any(|word| language.is(word, Set::Former));
        Self { joined: title.join(" "), ranks, former, affiliation: affiliation.to_lowercase() }
    }
}

/// A phrase that refers to somebody by an office: *the former prime minister*.
pub(super) struct Phrase {
    /// Its noun, in lower case.
    pub(super) head: String,
    pub(super) gender: Option<Gender>,
    /// The words before the noun that distinguish one holder from another.
    modifiers: Vec<String>,
    /// The words that make it a former office.
    former: Vec<String>,
}

impl Phrase {
    /// Analyses a base noun phrase.
    pub(super) fn new(document: &Document<'_>, chunk: &Chunk) -> Self {
        let ornament = |&at: &usize| document.lower(at).contains('-') || document.is(at, Set::OfficeOrnaments);
        let words = (chunk.tokens.start + 1..chunk.head).filter(|at| !ornament(at));
        let (former, modifiers): (Vec<usize>, Vec<usize>) = words.partition(|&at| document.is(at, Set::Former));
        let lower = |words: Vec<usize>| words.into_iter().map(|at| document.lower(at).to_owned()).collect();
        Self {
            head: document.lower(chunk.head).to_owned(),
            gender: document.language.noun_gender(document.lower(chunk.head)),
            modifiers: lower(modifiers),
            former: lower(former),
        }
    }

    /// Whether everything in the phrase also applies to the person.
    fn is_said(&self, held: &Held, party: Option<&str>) -> bool {
        let known =
            |word: &String| held.joined.contains(word) || held.affiliation.contains(word) || party == Some(word);
        self.modifiers.iter().all(known)
    }

    /// How well the phrase fits somebody with that title: 2 if all qualifications agree, 1 if only the phrase says that
    /// the office is a former one; `None` if it does not fit. Everything in the phrase must apply to the person, and a
    /// vice president is not a president.
    pub(super) fn fits(&self, held: &Held, party: Option<&str>) -> Option<u8> {
        let lacks = |rank: &String| !self.modifiers.contains(rank) && !self.former.contains(rank);
        if held.ranks.iter().any(lacks) || !self.is_said(held, party) {
            return None;
        }
        Some(if self.former.is_empty() || held.former { 2 } else { 1 })
    }
}
