//! A compiled line: a graph whose arcs consume tokens or look at a place between them.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::leaf::LeafId;
use crate::annotation::SpanKind;
use crate::rule::{Boundary, Role};
use crate::text::Rest;

/// Identifies one alternative of a pack: one line of `match` of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct AltId(pub(super) u32);

/// A line as a graph. Every path from `start` to `accept` is a way to match.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) arcs: Vec<Arc>,
    /// The arcs that leave each state, and those that enter it.
    pub(super) out: Vec<Vec<u32>>,
    pub(super) into: Vec<Vec<u32>>,
    pub(super) start: u32,
    pub(super) accept: u32,
    /// Arcs of which every path takes exactly one: where matching begins. Empty if there are none.
    pub(super) cut: Vec<u32>,
    /// Sets of tests; every path passes at least one test of each set.
    pub(super) needs: Vec<Box<[LeafId]>>,
    /// The role of each capture.
    pub(super) slots: Vec<Role>,
    /// The programs of look-aheads, which must not match.
    pub(super) looks: Vec<Self>,
}

impl Program {
    /// A hash that is equal for all programs that [`Program::is_same`], and rarely for others.
    pub(super) fn fingerprint(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.arcs.hash(&mut hasher);
        self.slots.hash(&mut hasher);
        self.looks.iter().for_each(|look| look.fingerprint().hash(&mut hasher));
        hasher.finish()
    }

    /// Whether it is the very same graph, with the same captures.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.arcs == other.arcs
            && self.slots == other.slots
            && self.looks.len() == other.looks.len()
            && self.looks.iter().zip(&other.looks).all(|(one, other)| one.is_same(other))
    }
}

/// A step from one state to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Arc {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) step: Step,
    /// The captures around it.
    pub(super) inside: Inside,
}

impl Arc {
    /// The test on the token it consumes.
    pub(super) const fn leaf(&self) -> Option<LeafId> {
        if let Step::Token { leaf, .. } = self.step { Some(leaf) } else { None }
    }
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Step {
    /// Nothing.
    Free,
    /// Consumes a token that passes the test; `fixed` if it is a word to look for.
    Token { leaf: LeafId, fixed: bool },
    /// Consumes any token, at a cost.
    Gap,
    /// Consumes a stretch of the given kind.
    Stretch(SpanKind),
    /// Consumes what a claim can be if no clause was read.
    Rest(Rest),
    /// Begins the capture of a slot.
    Open(u16),
    /// Ends the capture of a slot.
    Close(u16),
    /// The place is such a boundary.
    Boundary(Boundary),
    /// A quotation without a closing mark ends here.
    UnclosedEnd,
    /// The place follows a question or exclamation mark, a dash or an ellipsis.
    AfterStrong,
    /// The look-ahead with this index does not match here.
    Not(u16),
}

/// What the captures around an arc count for when matches are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Inside {
    pub(super) claim: bool,
    pub(super) source: bool,
    /// Any capture.
    pub(super) any: bool,
}
