//! What a rule sees of a document: one unit, with the tests its tokens pass, its stretches and its boundaries.

use super::leaf::{LeafId, LeafSet};
use super::symbol::{Symbol, Symbols};
use crate::annotation::{Penn, SpanKind};
use crate::rule::Boundary;
use crate::span::TokenRange;
use crate::text::{Document, Mark, Rest, Stretch};

/// One unit of a document, ready to be matched.
pub(super) struct View<'v> {
    pub(super) document: &'v Document<'v>,
    pub(super) symbols: &'v [Symbol],
    pub(super) table: &'v Symbols,
    /// What a rule can see.
    pub(super) unit: TokenRange,
    /// The paragraph around it.
    pub(super) paragraph: TokenRange,
    /// The tests that some token of the unit passes.
    passed: LeafSet,
    stretches: Vec<Option<Stretches>>,
    rests: [Option<Stretches>; Rest::ALL.len()],
}

/// The stretches of one kind in a unit, by start and by end.
pub(super) struct Stretches {
    pub(super) by_start: Vec<Stretch>,
    pub(super) by_end: Vec<Stretch>,
}

impl Stretches {
    fn new(by_start: Vec<Stretch>) -> Self {
        let mut by_end = by_start.clone();
        by_end.sort_by_key(|stretch| (stretch.end, stretch.start));
        Self { by_start, by_end }
    }
}

impl<'v> View<'v> {
    pub(super) fn new(
        document: &'v Document<'v>,
        symbols: &'v [Symbol],
        table: &'v Symbols,
        unit: TokenRange,
        paragraph: TokenRange,
    ) -> Self {
        let stretches = SpanKind::ALL.iter().map(|_| None).collect();
        let passed = table.passed_by_any(symbols.get(unit.range()).unwrap_or_default());
        Self { document, symbols, table, unit, paragraph, passed, stretches, rests: Rest::ALL.map(|_| None) }
    }

    /// Whether the unit has a token for each of the needs of a program; otherwise the program cannot match in it.
    pub(super) fn meets(&self, needs: &[Box<[LeafId]>]) -> bool {
        needs.iter().all(|need| need.iter().any(|&leaf| self.passed.has(leaf)))
    }

    pub(super) fn passes(&self, at: usize, leaf: LeafId) -> bool {
        self.symbols.get(at).is_some_and(|&symbol| self.table.passes(symbol, leaf))
    }

    pub(super) fn stretches(&mut self, kind: SpanKind) -> &Stretches {
        let (document, unit) = (self.document, self.unit);
        self.stretches[kind as usize].get_or_insert_with(|| Stretches::new(document.stretches(kind, unit)))
    }

    /// What a claim next to a word of the pattern can be if no clause was read.
    pub(super) fn rests(&mut self, rest: Rest) -> &Stretches {
        let (document, unit) = (self.document, self.unit);
        self.rests[rest as usize].get_or_insert_with(|| Stretches::new(document.rests(rest, unit)))
    }

    /// Whether the place before the token `at` is such a boundary.
    pub(super) fn is_boundary(&self, boundary: Boundary, at: usize) -> bool {
        match boundary {
            Boundary::Start => at == self.unit.start,
            Boundary::Para => at == self.paragraph.start,
            Boundary::End => self.only_closing(at, self.unit.end),
            Boundary::ParaEnd => self.only_closing(at, self.paragraph.end),
        }
    }

    /// Whether there is only closing punctuation and quotation marks between `at` and `end`.
    fn only_closing(&self, at: usize, end: usize) -> bool {
        at <= end
            && end - at <= 6
            && (at..end).all(|at| {
                let token = &self.document.tokens[at];
                token.mark == Some(Mark::Close)
                    || matches!(token.tag.penn, Penn::Stop | Penn::Rrb)
                    || self.document.lower(at) == "…"
            })
    }

    /// Whether a quotation without a closing mark ends before the token `at`.
    pub(super) fn is_unclosed_end(&self, at: usize) -> bool {
        let last = at.checked_sub(1).and_then(|before| self.document.tokens.get(before));
        let quotation = last.and_then(|last| self.document.quotations.get(last.quotation?));
        quotation.is_some_and(|quotation| quotation.close.is_none() && self.only_closing(at, quotation.inside.end))
    }

    pub(super) fn is_after_strong(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| matches!(self.document.lower(before), "?" | "!" | "…" | "—"))
    }
}
