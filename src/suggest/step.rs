//! Steps that generalise a pattern. Each derives candidates from the pattern before; the engine checks which of them
//! still find the sentence.

use super::sketch::{Kind, Piece, Sketch, pos};
use crate::annotation::{Penn, Pos};
use crate::rule::WordList;
use crate::text::{Document, Set};

/// A candidate, with a description of its generalisation.
pub(super) type Candidate = (Sketch, String);

/// A step, and whether the next one starts from its result.
pub(super) struct Step {
    pub(super) candidates: fn(&Document<'_>, &Sketch, &[WordList]) -> Vec<Candidate>,
    pub(super) goes_on: bool,
}

/// All steps, in order.
pub(super) const STEPS: [Step; 8] = [
    Step { candidates: any_form, goes_on: true },
    Step { candidates: any_of_list, goes_on: true },
    Step { candidates: day, goes_on: true },
    Step { candidates: adverb, goes_on: true },
    Step { candidates: before_verb, goes_on: true },
    Step { candidates: behind_verb, goes_on: true },
    Step { candidates: gap, goes_on: false },
    Step { candidates: without_that, goes_on: true },
];

/// `moved` → `~move`
fn any_form(document: &Document<'_>, sketch: &Sketch, _: &[WordList]) -> Vec<Candidate> {
    let head = sketch.head(document);
    let (mut next, mut changed) = (sketch.clone(), Vec::new());
    for (at, piece) in next.pieces.iter_mut().enumerate() {
        let Kind::Token(token) = piece.kind else { continue };
        let lemma = document.lemma(token);
        let inflects = pos(document, token) == Some(Pos::Verb) || head == Some(token);
        let is_verb = !document.is(token, Set::CuePrepositions);
        if inflects && is_verb && !sketch.clings(at) && !lemma.is_empty() && lemma.chars().all(char::is_alphabetic) {
            piece.text = format!("~{lemma}");
            changed.push(format!("“{lemma}”"));
        }
    }
    if changed.is_empty() { Vec::new() } else { vec![(next, format!("any form of {}", changed.join(" and ")))] }
}

/// `~move` → `~@motion-verb`, for the first built-in list with the word, preceded by the next one with it if that is
/// shorter.
fn any_of_list(document: &Document<'_>, sketch: &Sketch, lists: &[WordList]) -> Vec<Candidate> {
    let Some((head, place)) = sketch.head(document).and_then(|head| Some((head, sketch.place(head)?))) else {
        return Vec::new();
    };
    if sketch.clings(place) {
        return Vec::new();
    }
    let ending = if pos(document, head) == Some(Pos::Verb) { "-verb" } else { "-noun" };
    let lemma = document.lemma(head);
    let mut holding =
        lists.iter().filter(|list| list.name.ends_with(ending) && list.words.iter().any(|word| word == lemma));
    let Some(first) = holding.next() else { return Vec::new() };
    let shorter = holding.next().filter(|list| list.words.len() < first.words.len());
    let candidate = |list: &WordList| {
        let what = format!("any form of the {} words of `{}`", list.words.len(), list.name);
        replaced(sketch, place, &format!("~@{}", list.name), what)
    };
    shorter.into_iter().chain([first]).filter_map(candidate).collect()
}

/// `Tuesday` → `@weekday`
fn day(document: &Document<'_>, sketch: &Sketch, _: &[WordList]) -> Vec<Candidate> {
    let mut next = sketch.clone();
    let weekday = |piece: &Piece| matches!(piece.kind, Kind::Token(at) if document.is(at, Set::Weekdays));
    for piece in next.pieces.iter_mut().filter(|piece| weekday(piece)) {
        piece.text = "@weekday".to_owned();
    }
    if next == *sketch { Vec::new() } else { vec![(next, "any day of the week".to_owned())] }
}

/// `[pos=ADV]?` before the verb, with or without an adverb there.
fn adverb(document: &Document<'_>, sketch: &Sketch, _: &[WordList]) -> Vec<Candidate> {
    before(document, sketch, "[pos=ADV]?", &[Pos::Adv], "an adverb before the verb, or none")
}

/// `@did` before the verb: auxiliaries, adverbs, *not*.
fn before_verb(document: &Document<'_>, sketch: &Sketch, _: &[WordList]) -> Vec<Candidate> {
    let pos = [Pos::Adv, Pos::Aux, Pos::Part];
    before(document, sketch, "@did", &pos, "what can come before a verb: has, will, did not, also")
}

fn before(document: &Document<'_>, sketch: &Sketch, text: &str, replaced: &[Pos], what: &str) -> Vec<Candidate> {
    let Some(head) = sketch.head(document).filter(|&head| pos(document, head) == Some(Pos::Verb)) else {
        return Vec::new();
    };
    let Some(place) = sketch.place(head).filter(|&place| place > 0 && !sketch.clings(place)) else { return Vec::new() };
    let goes = |piece: &&Piece| match piece.kind {
        Kind::Token(at) => pos(document, at).is_some_and(|pos| replaced.contains(&pos)),
        Kind::Added => piece.text.starts_with("[pos=ADV]"),
        Kind::Claim | Kind::Role => false,
    };
    let gone = sketch.pieces.iter().take(place).rev().take_while(goes).count();
    // a piece attached to one that is kept is kept too
    let clinging = sketch.pieces.iter().skip(place - gone).take(gone).take_while(|piece| piece.glued).count();
    let gone = gone - clinging;
    let mut next = sketch.clone();
    next.pieces.splice(place - gone..place, [Piece::added(text)]);
    vec![(next, what.to_owned())]
}

/// `@between` after the verb, with or without words there: a day, a place, *in a statement*.
fn behind_verb(document: &Document<'_>, sketch: &Sketch, _: &[WordList]) -> Vec<Candidate> {
    let Some((start, end)) = behind(document, sketch) else { return Vec::new() };
    let mut next = sketch.clone();
    next.pieces.splice(start..end, [Piece::added("@between")]);
    vec![(next, "time, place and manner after the verb, or none".to_owned())]
}

/// The pieces between the verb and the claim or its *that*, if there is no role among them.
fn behind(document: &Document<'_>, sketch: &Sketch) -> Option<(usize, usize)> {
    let head = sketch.head(document).filter(|&head| pos(document, head) == Some(Pos::Verb))?;
    let pieces = &sketch.pieces;
    // after the closing brace of a cue
    let start = sketch.place(head)? + 1;
    let start = start + usize::from(pieces.get(start).is_some_and(|piece| piece.text == "}"));
    let claim = start + pieces.get(start..)?.iter().position(|piece| piece.kind == Kind::Claim)?;
    let end = claim - usize::from(claim > start && is_that(document, pieces.get(claim - 1)));
    let between = pieces.get(start..end)?;
    let plain = between.iter().all(|piece| piece.kind != Kind::Role && !piece.text.ends_with(['}', ':', '"']));
    (plain && !pieces.get(end).is_some_and(|piece| piece.glued)).then_some((start, end))
}

fn is_that(document: &Document<'_>, piece: Option<&Piece>) -> bool {
    piece.is_some_and(|piece| match piece.kind {
        Kind::Token(at) => document.is(at, Set::PlainComplementizers) && document.penn(at) != Some(Penn::Dt),
        _ => optional_that(document).is_some_and(|that| piece.text == that),
    })
}

/// `that?`, in the language of the document.
fn optional_that(document: &Document<'_>) -> Option<String> {
    document.language.words(Set::PlainComplementizers).next().map(|that| format!("{that}?"))
}

/// `that` → `that?`, or an additional `that?` if there is none.
fn without_that(document: &Document<'_>, sketch: &Sketch, _: &[WordList]) -> Vec<Candidate> {
    let (Some((_, end)), Some(optional)) = (behind(document, sketch), optional_that(document)) else {
        return Vec::new();
    };
    let mut next = sketch.clone();
    if is_that(document, next.pieces.get(end)) {
        if let Some(that) = next.pieces.get_mut(end) {
            that.text = optional;
        }
        return vec![(next, "without “that”, too".to_owned())];
    }
    let behind_comma =
        end.checked_sub(1).and_then(|before| next.pieces.get(before)).is_some_and(|last| last.text == ",");
    if behind_comma || next.pieces.get(end).is_none_or(|claim| claim.text != "{claim}") {
        return Vec::new();
    }
    next.pieces.insert(end, Piece::added(&optional));
    vec![(next, "with “that”, too".to_owned())]
}

/// `...4` for any words between the verb and *that*.
fn gap(document: &Document<'_>, sketch: &Sketch, _: &[WordList]) -> Vec<Candidate> {
    let Some((start, end)) = behind(document, sketch) else { return Vec::new() };
    let has_that = matches!(sketch.pieces.get(end), Some(Piece { kind: Kind::Token(_), .. }));
    if !has_that {
        return Vec::new();
    }
    let mut next = sketch.clone();
    next.pieces.splice(start..end, [Piece::added("...6")]);
    vec![(next, "up to six words of any kind before “that”".to_owned())]
}

fn replaced(sketch: &Sketch, place: usize, text: &str, what: String) -> Option<Candidate> {
    let mut next = sketch.clone();
    next.pieces.get_mut(place)?.text = text.to_owned();
    Some((next, what))
}
