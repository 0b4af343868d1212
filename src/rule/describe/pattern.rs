//! Descriptions of patterns.

use std::collections::BTreeSet;

use super::glossary::{Glossary, Term};
use super::prose::{Prose, Run};
use super::{token_test, words};
use crate::annotation::SpanKind;
use crate::rule::ast::{Boundary, Side};
use crate::rule::pattern::{Pattern, PatternKind, Role, TokenTest};

/// The description of a piece of a pattern, and how it can be joined to others.
pub(super) struct Described {
    pub(super) prose: Prose,
    shape: Shape,
}

/// The form of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// One thing.
    One,
    /// One of several: *a, b or c*.
    Listed,
    /// One after the other: *a, then b*.
    Chain,
}

impl Described {
    fn one(prose: impl Into<Prose>) -> Self {
        Self { prose: prose.into(), shape: Shape::One }
    }

    fn listed(prose: Prose, count: usize) -> Self {
        Self { prose, shape: if count > 1 { Shape::Listed } else { Shape::One } }
    }

    /// In brackets, unless it is one thing.
    fn grouped(self) -> Prose {
        if self.shape == Shape::One { self.prose } else { self.prose.bracketed() }
    }

    /// In brackets if it is a chain.
    fn unchained(self) -> Prose {
        if self.shape == Shape::Chain { self.prose.bracketed() } else { self.prose }
    }
}

/// Describes what `pattern` finds; names that it uses are added to `glossary`.
pub(super) fn describe<'p>(pattern: &'p Pattern, glossary: &mut Glossary<'p>) -> Described {
    match &pattern.kind {
        PatternKind::Sequence(parts) => chain(parts, glossary),
        PatternKind::Choice(_) => choice(pattern, glossary),
        PatternKind::Literal(text) => Described::one(words::literal(&[text])),
        PatternKind::Forms(word) => Described::one(Prose::plain("any form of ").and(Prose::words(word))),
        PatternKind::List { list, inflected } => {
            if words::is_shortened(list) {
                glossary.add(Term::List(list));
            }
            let prose = words::list(list);
            let prose = if *inflected { Prose::plain("any form of ").and(prose) } else { prose };
            Described::listed(prose, list.words.len())
        }
        PatternKind::Quote(Side::Open) => Described::one("an opening quotation mark"),
        PatternKind::Quote(Side::Close) => Described::one("a closing quotation mark"),
        PatternKind::ClosingQuote(mark) => {
            let mark = words::literal(&[&mark.to_string()]);
            Described::one(Prose::plain("a closing quotation mark with ").and(mark))
        }
        PatternKind::Capture { role, inner } => {
            let inner = match description_of_people(role, inner) {
                Some(described) => described,
                None => describe(inner, glossary),
            };
            let role = Prose::role(words::role(role.name()));
            Described::one(match inner.shape {
                Shape::One => inner.prose.and(" (the ").and(role).and(")"),
                Shape::Listed | Shape::Chain => Prose::plain("the ").and(role).and(" ").and(inner.prose.bracketed()),
            })
        }
        PatternKind::Repeat { inner, least, most } => repeated(inner, *least, *most, glossary),
        PatternKind::Gap(None) => Described::one("anything"),
        PatternKind::Gap(Some(1)) => Described::one("perhaps a word"),
        PatternKind::Gap(Some(most)) => Described::one(format!("up to {} words", words::number(*most))),
        PatternKind::Not(inner) => Described::one(not("followed by", inner, glossary)),
        PatternKind::Token(test) => Described::one(token_test::noun(test).one),
        PatternKind::Boundary(boundary) => Described::one(format!("the {}", place(*boundary, glossary))),
        PatternKind::Span(kind) => Described::one(words::stretch(*kind)),
        PatternKind::Phrase { inner, .. } if is_plain(inner) => describe(inner, glossary),
        PatternKind::Phrase { name, note, inner } => {
            glossary.add(Term::Phrase(name, note.as_deref(), inner));
            let roles: BTreeSet<Role> = inner.roles();
            let named = Prose::name(name);
            if roles.is_empty() {
                return Described::one(named);
            }
            let roles =
                roles.iter().map(|role| Prose::plain("the ").and(Prose::role(words::role(role.name())))).collect();
            Described::one(named.and(" with ").and(Prose::all_of(roles)).and(" in it"))
        }
    }
}

/// What must not come next; or what must, if a test of it is denied twice.
fn not<'p>(verb: &str, inner: &'p Pattern, glossary: &mut Glossary<'p>) -> Prose {
    if let PatternKind::Token(TokenTest::Not(test)) = &inner.kind {
        return Prose::plain(format!("{verb} ")).and(token_test::noun(test).one).and(" or nothing");
    }
    Prose::plain(format!("not {verb} ")).and(describe(inner, glossary).unchained())
}

/// The description of a role for people that accepts anybody.
fn description_of_people(role: &Role, inner: &Pattern) -> Option<Described> {
    let inner = match &inner.kind {
        PatternKind::Phrase { inner, .. } => inner,
        _ => inner,
    };
    let is_people = matches!(role.name(), Role::SOURCE | "target" | "audience" | "outlet");
    (is_people && matches!(inner.kind, PatternKind::Span(SpanKind::Source))).then(|| Described::one("somebody"))
}

/// Whether the description of a phrase is as clear as its name and uses only words that everybody knows.
fn is_plain(pattern: &Pattern) -> bool {
    match &pattern.kind {
        PatternKind::Span(_) | PatternKind::List { .. } => true,
        PatternKind::Phrase { inner, .. } => is_plain(inner),
        PatternKind::Choice(parts) => parts.len() < 4 && parts.iter().all(is_plain),
        _ => false,
    }
}

fn place(boundary: Boundary, glossary: &Glossary<'_>) -> String {
    match boundary {
        Boundary::Start => format!("start of the {}", glossary.unit),
        Boundary::End => format!("end of the {}", glossary.unit),
        Boundary::Para => "start of the paragraph".to_owned(),
        Boundary::ParaEnd => "end of the paragraph".to_owned(),
    }
}

fn repeated<'p>(inner: &'p Pattern, least: u32, most: Option<u32>, glossary: &mut Glossary<'p>) -> Described {
    if (least, most) == (0, Some(1)) {
        let described = describe(inner, glossary);
        let shape = if described.shape == Shape::Chain { Shape::One } else { described.shape };
        return Described { prose: Prose::plain("perhaps ").and(described.unchained()), shape };
    }
    let count = match (least, most) {
        (0, None) => "any number of".to_owned(),
        (1, None) => "one or more".to_owned(),
        (least, None) => format!("{} or more", words::number(least)),
        (0, Some(most)) => format!("up to {}", words::number(most)),
        (least, Some(most)) if least == most => words::number(most),
        (least, Some(most)) if least + 1 == most => format!("{} or {}", words::number(least), words::number(most)),
        (least, Some(most)) => format!("{} to {}", words::number(least), words::number(most)),
    };
    if let PatternKind::Token(test) = &inner.kind {
        let many = token_test::noun(test).many;
        return Described::one(Prose::plain(format!("{count} ")).and(many));
    }
    let of = if count.ends_with(" of") { " " } else { " of " };
    Described::one(Prose::plain(count).and(of).and(describe(inner, glossary).unchained()))
}

/// The branches of a choice, including those of nested choices.
fn branches<'p>(pattern: &'p Pattern, found: &mut Vec<&'p Pattern>) {
    match &pattern.kind {
        PatternKind::Choice(parts) => parts.iter().for_each(|part| branches(part, found)),
        _ => found.push(pattern),
    }
}

fn choice<'p>(pattern: &'p Pattern, glossary: &mut Glossary<'p>) -> Described {
    let mut parts = Vec::new();
    branches(pattern, &mut parts);
    let literals: Vec<String> = parts.iter().filter_map(|part| only_words(part, false)).collect();
    let forms: Vec<String> = parts.iter().filter_map(|part| only_words(part, true)).collect();
    let others = parts.iter().filter(|part| only_words(part, false).is_none() && only_words(part, true).is_none());
    let others: Vec<Described> = others.map(|part| describe(part, glossary)).collect();
    let chained = others.iter().any(|described| described.shape == Shape::Chain);
    let mut described = words::some_words(&literals);
    if described.len() < literals.len() && literals.len() < parts.len() {
        // "or 6 others" would refer to what follows too
        described = vec![Prose::any_of(described).bracketed()];
    }
    described.extend(others.into_iter().map(Described::unchained));
    if !forms.is_empty() {
        described.push(Prose::plain("any form of ").and(words::choice(&forms)));
    }
    let alone = described.len() == 1;
    let prose = Prose::any_of(described);
    Described::listed(if chained && !alone { Prose::plain("either ").and(prose) } else { prose }, parts.len())
}

/// The words and marks that a piece consists of; `inflected` is whether it may begin with a form of a word.
fn only_words(pattern: &Pattern, inflected: bool) -> Option<String> {
    let parts = match &pattern.kind {
        PatternKind::Sequence(parts) => parts.as_slice(),
        _ => std::slice::from_ref(pattern),
    };
    let mut texts = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        match &part.kind {
            PatternKind::Forms(word) if inflected && at == 0 => texts.push(word.as_str()),
            PatternKind::Literal(text) if !inflected || at > 0 => texts.push(text.as_str()),
            _ => return None,
        }
    }
    // as text alone, because there may be others next to it
    Some(match words::literal(&texts).runs() {
        [Run::Words(text)] => text.clone(),
        _ => texts.concat(),
    })
}

/// One piece after the other.
fn chain<'p>(parts: &'p [Pattern], glossary: &mut Glossary<'p>) -> Described {
    let (opening, mut rest) = match parts.split_first() {
        Some((Pattern { kind: PatternKind::Boundary(boundary @ (Boundary::Start | Boundary::Para)), .. }, rest)) => {
            (Some(place(*boundary, glossary)), rest)
        }
        _ => (None, parts),
    };
    let mut links: Vec<(&str, Described)> = Vec::new();
    while !rest.is_empty() {
        let (described, taken) = link(rest, glossary);
        let denied = match rest.first().map(|part| &part.kind) {
            Some(PatternKind::Not(inner)) if taken == 1 => Some(inner),
            _ => None,
        };
        match denied {
            Some(inner) if links.is_empty() && rest.len() > 1 => {
                links.push((", ", Described::one(not("beginning with", inner, glossary))));
            }
            Some(_) => links.push((", ", described)),
            None => links.push((", then ", described)),
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    if let (None, [_]) = (&opening, links.as_slice())
        && let Some((_, only)) = links.pop()
    {
        return only;
    }
    let mut whole = opening.map_or_else(Prose::default, |place| Prose::plain(format!("at the {place}")));
    for (at, (joint, described)) in links.into_iter().enumerate() {
        let joint = match (at, whole.is_empty()) {
            (_, true) => "",
            (0, false) => ", ",
            _ => joint,
        };
        whole = whole.and(joint).and(described.prose);
    }
    Described { prose: whole, shape: Shape::Chain }
}

/// The first link of a chain, and how many pieces it takes. A test on the next word with that word, words between
/// quotation marks, and words in a row are one link.
fn link<'p>(parts: &'p [Pattern], glossary: &mut Glossary<'p>) -> (Described, usize) {
    let Some((first, behind)) = parts.split_first() else { return (Described::one(""), 1) };
    match &first.kind {
        PatternKind::Not(inner) => {
            if let (PatternKind::Token(test), Some(next)) = (&inner.kind, behind.first().filter(|next| is_word(next))) {
                return (Described::one(describe(next, glossary).prose.and(", ").and(as_what(test))), 2);
            }
        }
        PatternKind::Quote(Side::Open) => {
            if let Some((inside, mark)) = closing(behind) {
                return (quoted(inside, mark, glossary), inside.len() + 2);
            }
        }
        PatternKind::Literal(text) if !words::is_mark(text) => {
            let texts: Vec<&str> = parts.iter().map_while(word_of).collect();
            return (Described::one(words::literal(&texts)), texts.len());
        }
        _ => {}
    }
    (describe(first, glossary), 1)
}

/// Whether a piece is one word, so that a test can be described as a property of it.
fn is_word(pattern: &Pattern) -> bool {
    match &pattern.kind {
        PatternKind::Literal(_) | PatternKind::Forms(_) | PatternKind::List { .. } => true,
        PatternKind::Choice(parts) => parts.iter().all(is_word),
        PatternKind::Phrase { inner, .. } => matches!(inner.kind, PatternKind::List { .. }),
        _ => false,
    }
}

/// What `![…]` requires of the word after it.
fn as_what(test: &TokenTest) -> Prose {
    match test {
        TokenTest::Not(inner) => Prose::plain("as ").and(token_test::noun(inner).one),
        other => Prose::plain("but not as ").and(token_test::noun(other).one),
    }
}

/// A word that is matched literally.
fn word_of(pattern: &Pattern) -> Option<&str> {
    match &pattern.kind {
        PatternKind::Literal(text) if !words::is_mark(text) => Some(text),
        _ => None,
    }
}

/// What comes before the next closing quotation mark, and the mark.
fn closing(parts: &[Pattern]) -> Option<(&[Pattern], &Pattern)> {
    let is_mark = |part: &Pattern| matches!(part.kind, PatternKind::Quote(_) | PatternKind::ClosingQuote(_));
    let end = parts.iter().position(is_mark)?;
    let mark = parts.get(end).filter(|mark| !matches!(mark.kind, PatternKind::Quote(Side::Open)))?;
    Some((parts.get(..end).filter(|inside| !inside.is_empty())?, mark))
}

fn quoted<'p>(inside: &'p [Pattern], mark: &Pattern, glossary: &mut Glossary<'p>) -> Described {
    let inside = chain(inside, glossary).grouped().and(" in quotation marks");
    Described::one(match &mark.kind {
        PatternKind::ClosingQuote(mark) => inside.and(" with ").and(words::literal(&[&mark.to_string()])),
        _ => inside,
    })
}
