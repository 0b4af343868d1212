//! Compiles a pattern to a program.
//!
//! This is Thompson's construction, with stretches as arcs and captures as marks on the path. Literal words are split
//! by the article tokenizer, so that both sides agree on what a token is. Each piece also returns its *cuts*: sets of
//! token arcs of which every path through the piece takes exactly one. Matching begins at the cut whose words are the
//! rarest. Of the other cuts it only needs to know which tests a unit must have a token for, so that it doesn't try
//! units that cannot match.
//!
//! This file handles the pieces of a pattern. `words` handles those that take one word after another, `optional` the
//! gaps that are at an edge only if something optional is absent, and `cost` tells which tokens are rare.

mod cost;
mod optional;
mod words;

use cost::cost;

use super::introduced;
use super::leaf::{LeafId, Leaves, words};
use super::origins::Origins;
use super::program::{Arc, Inside, Program, Step};
use crate::rule::{Boundary, Edges, Pattern, PatternKind, Role};
use crate::text::Language;

/// Compiles one line.
pub(super) fn compile(language: &Language, leaves: &mut Leaves, pattern: &Pattern) -> Program {
    compile_into(language, leaves, pattern, None)
}

/// Compiles one line and records the piece of the pattern that each arc comes from.
pub(super) fn compile_with_places<'p>(
    language: &Language,
    leaves: &mut Leaves,
    pattern: &'p Pattern,
) -> (Program, Origins<'p>) {
    let mut places = Origins::default();
    let program = compile_into(language, leaves, pattern, Some(&mut places));
    (program, places)
}

fn compile_into<'p>(
    language: &Language,
    leaves: &mut Leaves,
    pattern: &'p Pattern,
    places: Option<&mut Origins<'p>>,
) -> Program {
    let mut builder = Builder {
        language,
        leaves,
        arcs: Vec::new(),
        states: 2,
        slots: Vec::new(),
        looks: Vec::new(),
        inside: Inside::default(),
        captured: false,
        edges: Edges::WHOLE,
        conditional: Edges::NONE,
        copies: optional::MOST_COPIES,
        places,
    };
    let mut cuts = builder.piece(pattern, 0, 1);
    let Builder { mut arcs, states, slots, looks, mut places, leaves, .. } = builder;
    for (clause, arc) in introduced::rests(leaves, &arcs, states) {
        arcs.push(arc);
        if let Some(places) = &mut places {
            places.arc_like(clause);
        }
    }
    let (mut out, mut into) = (vec![Vec::new(); states as usize], vec![Vec::new(); states as usize]);
    for (at, arc) in (0u32..).zip(&arcs) {
        out[arc.from as usize].push(at);
        into[arc.to as usize].push(at);
    }
    // the rarest first: matching begins there, and of the others it is the most likely to be missing
    cuts.sort_by_key(|cut| cut.cost);
    let mut cuts = cuts.into_iter().map(|cut| cut.arcs);
    let cut = cuts.next().unwrap_or_default();
    let needs = cuts.map(|cut| needed(cut.iter().filter_map(|&arc| arcs[arc as usize].leaf()))).collect();
    Program { arcs, out, into, start: 0, accept: 1, cut, needs, slots, looks }
}

/// The distinct tests.
fn needed(leaves: impl Iterator<Item = LeafId>) -> Box<[LeafId]> {
    let mut needed: Vec<LeafId> = leaves.collect();
    needed.sort_unstable();
    needed.dedup();
    needed.into()
}

/// Token arcs of which every path takes exactly one.
struct Cut {
    arcs: Vec<u32>,
    /// How frequent its tokens are expected to be, in no particular unit.
    cost: u32,
}

/// The first of the cheapest cuts.
fn cheapest(cuts: Vec<Cut>) -> Option<Cut> {
    cuts.into_iter().min_by_key(|cut| cut.cost)
}

struct Builder<'b, 'p> {
    language: &'b Language,
    leaves: &'b mut Leaves,
    arcs: Vec<Arc>,
    states: u32,
    slots: Vec<Role>,
    looks: Vec<Program>,
    inside: Inside,
    /// Whether the piece is in a capture.
    captured: bool,
    edges: Edges,
    /// Which of the edges are edges only because something optional is absent.
    conditional: Edges,
    /// How many more times a part may be compiled again because something optional is next to it.
    copies: u32,
    /// Records the piece that each arc comes from, if requested.
    places: Option<&'b mut Origins<'p>>,
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

    fn free(&mut self, from: u32, to: u32) {
        self.arc(from, to, Step::Free);
    }

    fn token(&mut self, from: u32, to: u32, leaf: LeafId, fixed: bool) -> Cut {
        let arc = self.arc(from, to, Step::Token { leaf, fixed });
        Cut { arcs: vec![arc], cost: cost(self.language, self.leaves.leaf(leaf), fixed) }
    }

    /// Adds the paths of a piece between two states and returns its cuts.
    fn piece(&mut self, piece: &'p Pattern, from: u32, to: u32) -> Vec<Cut> {
        let around = self.places.as_mut().map(|places| places.enter(piece));
        let cuts = self.paths(piece, from, to);
        if let (Some(places), Some(around)) = (&mut self.places, around) {
            places.leave(around);
        }
        cuts
    }

    fn paths(&mut self, piece: &'p Pattern, from: u32, to: u32) -> Vec<Cut> {
        match &piece.kind {
            PatternKind::Literal(text) => self.literal(text, from, to),
            PatternKind::Forms(word) => {
                let words = words(self.language, word);
                self.chain(&words, from, to, &mut |builder, word, from, to| {
                    let leaf = builder.leaves.words(vec![word.to_owned()]);
                    Some(builder.token(from, to, leaf, true))
                })
            }
            PatternKind::List { list, inflected } => self.list(list, *inflected, from, to).into_iter().collect(),
            PatternKind::Quote(side) => self.quote(*side, from, to).into_iter().collect(),
            PatternKind::ClosingQuote(mark) => vec![self.closing_quote(*mark, from, to)],
            PatternKind::Capture { role, inner } => self.capture(role, inner, from, to),
            PatternKind::Sequence(parts) => self.sequence(parts, from, to),
            PatternKind::Choice(parts) => self.choice(parts, from, to).into_iter().collect(),
            PatternKind::Repeat { inner, least, most } => self.repeat(inner, *least, *most, from, to),
            PatternKind::Gap(most) => {
                self.gap(*most, from, to);
                Vec::new()
            }
            PatternKind::Not(inner) => {
                let look = compile(self.language, self.leaves, inner);
                self.looks.push(look);
                let number = u16::try_from(self.looks.len() - 1).unwrap_or(u16::MAX);
                self.arc(from, to, Step::Not(number));
                Vec::new()
            }
            PatternKind::Token(test) => {
                let leaf = self.leaves.test(test);
                vec![self.token(from, to, leaf, test.is_fixed())]
            }
            PatternKind::Boundary(boundary) => {
                self.arc(from, to, Step::Boundary(*boundary));
                Vec::new()
            }
            PatternKind::Span(kind) => {
                self.arc(from, to, Step::Stretch(*kind));
                Vec::new()
            }
            PatternKind::Phrase { inner, .. } => self.piece(inner, from, to),
        }
    }

    fn sequence(&mut self, parts: &'p [Pattern], from: u32, to: u32) -> Vec<Cut> {
        if let Some(cuts) = self.next_to_optional(parts, from, to) {
            return cuts;
        }
        let (mut at, mut cuts) = (from, Vec::new());
        let Some((last, rest)) = parts.split_last() else {
            self.arc(from, to, Step::Free);
            return cuts;
        };
        let outer = self.edges;
        for (number, part) in rest.iter().enumerate() {
            let next = self.state();
            self.edges = outer.of_part(parts, number);
            cuts.append(&mut self.piece(part, at, next));
            at = next;
        }
        self.edges = outer.of_part(parts, rest.len());
        cuts.append(&mut self.piece(last, at, to));
        self.edges = outer;
        cuts
    }

    fn choice(&mut self, parts: &'p [Pattern], from: u32, to: u32) -> Option<Cut> {
        let cuts: Vec<Option<Cut>> = parts.iter().map(|part| cheapest(self.piece(part, from, to))).collect();
        let cuts: Option<Vec<Cut>> = cuts.into_iter().collect();
        cuts.map(|cuts| Cut {
            cost: cuts.iter().fold(0u32, |sum, cut| sum.saturating_add(cut.cost)),
            arcs: cuts.into_iter().flat_map(|cut| cut.arcs).collect(),
        })
    }

    fn capture(&mut self, role: &Role, inner: &'p Pattern, from: u32, to: u32) -> Vec<Cut> {
        self.captured(role, from, to, |builder, from, to| builder.piece(inner, from, to))
    }

    /// Adds the paths of `inside`, between the marks of a role.
    fn captured(
        &mut self,
        role: &Role,
        from: u32,
        to: u32,
        inside: impl FnOnce(&mut Self, u32, u32) -> Vec<Cut>,
    ) -> Vec<Cut> {
        let slot = u16::try_from(self.slots.len()).unwrap_or(u16::MAX);
        self.slots.push(role.clone());
        let (open, close) = (self.state(), self.state());
        self.arc(from, open, Step::Open(slot));
        let (outer, captured) = (self.inside, self.captured);
        self.captured = true;
        self.inside.any |= role.name() != Role::CUE;
        self.inside.claim |= role.name() == Role::CLAIM;
        self.inside.source |= role.name() == Role::SOURCE;
        let cuts = inside(self, open, close);
        (self.inside, self.captured) = (outer, captured);
        self.arc(close, to, Step::Close(slot));
        cuts
    }

    fn repeat(&mut self, inner: &'p Pattern, least: u32, most: Option<u32>, from: u32, to: u32) -> Vec<Cut> {
        let (mut at, mut cuts) = (from, Vec::new());
        let outer = self.edges;
        if most != Some(1) {
            // there may be another repetition before and after this one
            self.edges = Edges::NONE;
        }
        for _ in 0..least {
            let next = self.state();
            cuts.append(&mut self.piece(inner, at, next));
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
        self.edges = outer;
        cuts
    }

    /// A gap takes as few tokens as its neighbours allow. At the end of a role that ends the pattern it extends to the
    /// end of what the rule reads, and at the start of a role that begins the pattern it starts at the beginning.
    fn gap(&mut self, most: Option<u32>, mut from: u32, mut to: u32) {
        let outer = self.inside;
        let Edges { first, last } = self.edges;
        if self.captured && first {
            let start = self.state();
            self.arc(from, start, Step::Boundary(Boundary::Start));
            from = start;
        }
        if self.captured && last {
            let end = self.state();
            self.arc(end, to, Step::Boundary(Boundary::End));
            to = end;
        }
        // the tokens of a gap don't make a claim better, except those between the marks of an edge that is certain
        self.inside.claim &= first && !self.conditional.first || last && !self.conditional.last;
        self.tokens_between(most, from, to);
        self.inside = outer;
    }

    fn tokens_between(&mut self, most: Option<u32>, from: u32, to: u32) {
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
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::SourceFile;
    use crate::engine::leaf::Leaves;
    use crate::rule::pattern_alone;

    #[test]
    fn a_line_needs_what_no_path_avoids() {
        let language = crate::lang::english();
        // each pattern with the number of test sets it needs, not counting the rarest, which is the cue
        for (pattern, needs) in [
            ("{source} ~announce {claim}", &[][..]),
            ("{source} ~announce that {claim}", &[1]),
            ("{source} ~announce that? {claim}", &[]),
            ("{source} ~announce (how | that | which) {claim}", &[3]),
            ("{source} ~announce (how | <start>) {claim}", &[]),
            ("{source} ~announce (how much | that) to them , {claim}", &[1, 1, 2, 1]),
        ] {
            let pack = pattern_alone(&SourceFile::new("", pattern)).unwrap();
            let line = pack.rules.first().and_then(|rule| rule.lines.first()).unwrap();
            let program = super::compile(&language, &mut Leaves::default(), &line.pattern);
            let found: Vec<usize> = program.needs.iter().map(|need| need.len()).collect();
            assert_eq!(found, needs, "{pattern}");
        }
    }
}
