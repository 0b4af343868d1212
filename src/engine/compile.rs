//! From a pattern to a program.
//!
//! Thompson's construction, with stretches as arcs and captures as marks on the way. Literal words are cut by the article
//! tokenizer, so that both sides agree on what a token is. On the way each piece tells its best *cut*: token arcs of which
//! every path through it takes exactly one, and the rarer their words, the better. There matching begins.

use std::collections::BTreeMap;

use super::leaf::{Leaf, LeafId, Leaves, words};
use super::places::Places;
use super::program::{Arc, Inside, Program, Step};
use crate::rule::{Operand, Pattern, PatternKind, Role, Side, TokenTest};
use crate::terms::Penn;
use crate::text::{Language, fold};

/// Compiles one line.
pub(super) fn compile(language: &Language, leaves: &mut Leaves, pattern: &Pattern) -> Program {
    compile_into(language, leaves, pattern, None)
}

/// Compiles one line, and tells which piece of it each arc is of.
pub(super) fn compile_with_places<'p>(
    language: &Language,
    leaves: &mut Leaves,
    pattern: &'p Pattern,
) -> (Program, Places<'p>) {
    let mut places = Places::default();
    let program = compile_into(language, leaves, pattern, Some(&mut places));
    (program, places)
}

fn compile_into<'p>(
    language: &Language,
    leaves: &mut Leaves,
    pattern: &'p Pattern,
    places: Option<&mut Places<'p>>,
) -> Program {
    let mut builder = Builder {
        language,
        leaves,
        arcs: Vec::new(),
        states: 2,
        slots: Vec::new(),
        looks: Vec::new(),
        inside: Inside::default(),
        places,
    };
    let cut = builder.piece(pattern, 0, 1);
    let Builder { arcs, states, slots, looks, .. } = builder;
    let (mut out, mut into) = (vec![Vec::new(); states as usize], vec![Vec::new(); states as usize]);
    for (at, arc) in (0u32..).zip(&arcs) {
        out[arc.from as usize].push(at);
        into[arc.to as usize].push(at);
    }
    let cut = cut.map(|cut| cut.arcs).unwrap_or_default();
    Program { arcs, out, into, start: 0, accept: 1, cut, slots, looks }
}

/// Token arcs of which every path takes exactly one.
struct Cut {
    arcs: Vec<u32>,
    /// How often a text is expected to hold such a token; in no particular unit.
    cost: u32,
}

/// The cheaper of two cuts.
fn cheaper(one: Option<Cut>, other: Option<Cut>) -> Option<Cut> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if other.cost < one.cost { other } else { one }),
        (one, other) => one.or(other),
    }
}

struct Builder<'b, 'p> {
    language: &'b Language,
    leaves: &'b mut Leaves,
    arcs: Vec<Arc>,
    states: u32,
    slots: Vec<Role>,
    looks: Vec<Program>,
    inside: Inside,
    /// Where the arcs come from, for whoever asked.
    places: Option<&'b mut Places<'p>>,
}

impl<'p> Builder<'_, 'p> {
    fn state(&mut self) -> u32 {
        self.states += 1;
        self.states - 1
    }

    fn arc(&mut self, from: u32, to: u32, step: Step) -> u32 {
        self.arcs.push(Arc { from, to, step, inside: self.inside });
        if let Some(places) = &mut self.places {
            places.arc();
        }
        u32::try_from(self.arcs.len() - 1).unwrap_or(u32::MAX)
    }

    fn token(&mut self, from: u32, to: u32, leaf: LeafId, fixed: bool) -> Option<Cut> {
        let arc = self.arc(from, to, Step::Token { leaf, fixed });
        let cost = cost(self.leaves.leaf(leaf), fixed);
        (cost < u32::MAX).then(|| Cut { arcs: vec![arc], cost })
    }

    /// Adds the paths of a piece between two states, and gives its best cut.
    fn piece(&mut self, piece: &'p Pattern, from: u32, to: u32) -> Option<Cut> {
        let around = self.places.as_mut().map(|places| places.enter(piece));
        let cut = self.paths(piece, from, to);
        if let (Some(places), Some(around)) = (&mut self.places, around) {
            places.leave(around);
        }
        cut
    }

    fn paths(&mut self, piece: &'p Pattern, from: u32, to: u32) -> Option<Cut> {
        match &piece.kind {
            PatternKind::Literal(text) => self.literal(text, from, to),
            PatternKind::Forms(word) => {
                let words = words(self.language, word);
                self.chain(&words, from, to, &mut |builder, word, from, to| {
                    let leaf = builder.leaves.words(vec![word.to_owned()]);
                    builder.token(from, to, leaf, true)
                })
            }
            PatternKind::List { list, inflected } => self.list(&list.words, *inflected, from, to),
            PatternKind::Quote(side) => self.quote(*side, from, to),
            PatternKind::ClosingQuote(mark) => self.closing_quote(*mark, from, to),
            PatternKind::Capture { role, inner } => self.capture(role, inner, from, to),
            PatternKind::Sequence(parts) => self.sequence(parts, from, to),
            PatternKind::Choice(parts) => self.choice(parts, from, to),
            PatternKind::Repeat { inner, least, most } => self.repeat(inner, *least, *most, from, to),
            PatternKind::Gap(most) => self.gap(*most, from, to),
            PatternKind::Not(inner) => {
                let look = compile(self.language, self.leaves, inner);
                self.looks.push(look);
                let number = u16::try_from(self.looks.len() - 1).unwrap_or(u16::MAX);
                self.arc(from, to, Step::Not(number));
                None
            }
            PatternKind::Token(test) => {
                let leaf = self.leaves.test(test);
                self.token(from, to, leaf, test.is_fixed())
            }
            PatternKind::Boundary(boundary) => {
                self.arc(from, to, Step::Boundary(*boundary));
                None
            }
            PatternKind::Span(kind) => {
                self.arc(from, to, Step::Stretch(*kind));
                None
            }
            PatternKind::Phrase { inner, .. } => self.piece(inner, from, to),
        }
    }

    fn sequence(&mut self, parts: &'p [Pattern], from: u32, to: u32) -> Option<Cut> {
        let Some((last, rest)) = parts.split_last() else {
            self.arc(from, to, Step::Free);
            return None;
        };
        let (mut at, mut best) = (from, None);
        for part in rest {
            let next = self.state();
            best = cheaper(best, self.piece(part, at, next));
            at = next;
        }
        cheaper(best, self.piece(last, at, to))
    }

    fn choice(&mut self, parts: &'p [Pattern], from: u32, to: u32) -> Option<Cut> {
        let cuts: Vec<Option<Cut>> = parts.iter().map(|part| self.piece(part, from, to)).collect();
        let cuts: Option<Vec<Cut>> = cuts.into_iter().collect();
        cuts.map(|cuts| Cut {
            cost: cuts.iter().fold(0u32, |sum, cut| sum.saturating_add(cut.cost)),
            arcs: cuts.into_iter().flat_map(|cut| cut.arcs).collect(),
        })
    }

    fn literal(&mut self, text: &str, from: u32, to: u32) -> Option<Cut> {
        let words = words(self.language, text);
        self.chain(&words, from, to, &mut |builder, word, from, to| {
            let leaf = builder.leaves.forms(vec![word.to_owned()]);
            let cut = builder.token(from, to, leaf, !matches!(word, "," | "."));
            if word == "'s" {
                builder.plural_possessive(from, to);
                return None;
            }
            cut
        })
    }

    /// The bare apostrophe that is a possessive ending behind an *s*: *the workers' claim*.
    fn plural_possessive(&mut self, from: u32, to: u32) {
        let apostrophe = TokenTest::Text(Operand::Text("'".to_owned()));
        let leaf = self.leaves.test(&TokenTest::All(vec![apostrophe, TokenTest::Tag(Penn::Pos)]));
        self.token(from, to, leaf, true);
    }

    fn chain(
        &mut self,
        words: &[String],
        from: u32,
        to: u32,
        step: &mut dyn FnMut(&mut Self, &str, u32, u32) -> Option<Cut>,
    ) -> Option<Cut> {
        let Some((last, rest)) = words.split_last() else {
            self.arc(from, to, Step::Free);
            return None;
        };
        let (mut at, mut best) = (from, None);
        for word in rest {
            let next = self.state();
            best = cheaper(best, step(self, word, at, next));
            at = next;
        }
        cheaper(best, step(self, last, at, to))
    }

    /// The words of a list: single ones are one test, longer ones share their first words.
    fn list(&mut self, entries: &[String], inflected: bool, from: u32, to: u32) -> Option<Cut> {
        let mut entries: Vec<Vec<String>> =
            entries.iter().map(|entry| words(self.language, entry)).filter(|words| !words.is_empty()).collect();
        entries.sort_unstable();
        entries.dedup();
        let single: Vec<String> = entries.iter().filter(|words| words.len() == 1).flatten().cloned().collect();
        let mut all = Cut { arcs: Vec::new(), cost: 0 };
        let mut add = |cut: Option<Cut>| {
            if let Some(mut cut) = cut {
                all.arcs.append(&mut cut.arcs);
                all.cost = all.cost.saturating_add(cut.cost);
            }
        };
        if !single.is_empty() {
            let leaf = self.word_leaf(single, inflected);
            add(self.token(from, to, leaf, true));
        }
        let mut begun: BTreeMap<&[String], u32> = BTreeMap::new();
        for words in entries.iter().filter(|words| words.len() > 1) {
            let mut at = from;
            for (index, word) in words.iter().enumerate() {
                let (key, last) = (words.get(..=index).unwrap_or_default(), index + 1 == words.len());
                if let Some(&known) = begun.get(key).filter(|_| !last) {
                    at = known;
                    continue;
                }
                let next = if last { to } else { self.state() };
                let leaf = self.word_leaf(vec![word.clone()], inflected);
                let cut = self.token(at, next, leaf, true);
                if index == 0 {
                    add(cut);
                }
                if !last {
                    begun.insert(key, next);
                }
                at = next;
            }
        }
        (!all.arcs.is_empty()).then_some(all)
    }

    fn word_leaf(&mut self, words: Vec<String>, inflected: bool) -> LeafId {
        if inflected { self.leaves.words(words) } else { self.leaves.forms(words) }
    }

    /// A mark; before a closing one may stand the punctuation that the content leaves out, and at the end of a
    /// paragraph it may be missing.
    fn quote(&mut self, side: Side, from: u32, to: u32) -> Option<Cut> {
        let mark = self.leaves.mark(side);
        let cut = self.token(from, to, mark, true);
        if side == Side::Open {
            return cut;
        }
        let between = self.state();
        let inner = self.leaves.forms(INNER_MARKS.iter().map(|&mark| mark.to_owned()).collect());
        self.token(from, between, inner, false);
        self.token(between, to, mark, true);
        self.arc(from, to, Step::UnclosedEnd);
        None
    }

    /// `,"` and `",`. A question or exclamation mark that ends the quotation takes the place of a comma or stop.
    fn closing_quote(&mut self, punctuation: char, from: u32, to: u32) -> Option<Cut> {
        let mark = self.leaves.mark(Side::Close);
        let written = self.leaves.forms(vec![fold(&punctuation.to_string()).to_string()]);
        let (first, second) = (self.state(), self.state());
        self.token(from, first, written, false);
        let mut arcs = self.token(first, to, mark, true)?;
        let outside = self.token(from, second, mark, true)?;
        self.token(second, to, written, false);
        arcs.arcs.extend(outside.arcs);
        if matches!(punctuation, ',' | '.') {
            let third = self.state();
            self.arc(from, third, Step::AfterStrong);
            arcs.arcs.extend(self.token(third, to, mark, true)?.arcs);
        }
        Some(arcs)
    }

    fn capture(&mut self, role: &Role, inner: &'p Pattern, from: u32, to: u32) -> Option<Cut> {
        let slot = u16::try_from(self.slots.len()).unwrap_or(u16::MAX);
        self.slots.push(role.clone());
        let (open, close) = (self.state(), self.state());
        self.arc(from, open, Step::Open(slot));
        let outer = self.inside;
        self.inside.any |= role.name() != Role::CUE;
        self.inside.claim |= role.name() == Role::CLAIM;
        self.inside.source |= role.name() == Role::SOURCE;
        let cut = self.piece(inner, open, close);
        self.inside = outer;
        self.arc(close, to, Step::Close(slot));
        cut
    }

    fn repeat(&mut self, inner: &'p Pattern, least: u32, most: Option<u32>, from: u32, to: u32) -> Option<Cut> {
        let (mut at, mut best) = (from, None);
        for _ in 0..least {
            let next = self.state();
            best = cheaper(best, self.piece(inner, at, next));
            at = next;
        }
        match most {
            None => {
                let (hub, end) = (self.state(), self.state());
                self.arc(at, hub, Step::Free);
                self.piece(inner, hub, end);
                self.arc(end, hub, Step::Free);
                self.arc(hub, to, Step::Free);
            }
            Some(most) => {
                for _ in least..most {
                    let next = self.state();
                    self.piece(inner, at, next);
                    self.arc(at, to, Step::Free);
                    at = next;
                }
                self.arc(at, to, Step::Free);
            }
        }
        best
    }

    fn gap(&mut self, most: Option<u32>, from: u32, to: u32) -> Option<Cut> {
        let mut at = from;
        match most {
            None => {
                let hub = self.state();
                self.arc(from, hub, Step::Free);
                self.arc(hub, hub, Step::Gap);
                at = hub;
            }
            Some(most) => {
                for _ in 0..most {
                    let next = self.state();
                    self.arc(at, next, Step::Gap);
                    self.arc(at, to, Step::Free);
                    at = next;
                }
            }
        }
        self.arc(at, to, Step::Free);
        None
    }
}

/// Punctuation that stands inside a closing quotation mark and is no part of the content.
const INNER_MARKS: &[&str] = &[",", ".", ";", "—", "…"];

/// How often a text is expected to hold such a token.
fn cost(leaf: &Leaf, fixed: bool) -> u32 {
    match leaf {
        Leaf::Words(words) | Leaf::Forms(words) => list_cost(words),
        Leaf::Mark(_) => 5_000,
        Leaf::Test(_) if fixed => 3_000,
        Leaf::Test(_) => 50_000,
    }
}

fn list_cost(words: &[String]) -> u32 {
    let one = |word: &String| match word.as_str() {
        "," | "." => 20_000,
        _ if FREQUENT.binary_search(&word.as_str()).is_ok() => 10_000,
        _ => 10,
    };
    words.iter().map(one).sum::<u32>().min(100_000)
}

/// Words too frequent to begin at if there is a choice.
const FREQUENT: &[&str] = &[
    "'s", "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he",
    "her", "his", "i", "in", "is", "it", "its", "not", "of", "on", "or", "she", "that", "the", "their", "they", "this",
    "to", "was", "we", "were", "which", "who", "will", "with", "you",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_frequent_words_are_sorted() {
        assert!(super::FREQUENT.is_sorted());
    }
}
