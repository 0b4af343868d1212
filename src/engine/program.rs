//! A compiled line: a graph whose arcs consume tokens, or look at a place between them.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::leaf::LeafId;
use crate::annotation::SpanKind;
use crate::rule::{Boundary, Role};
use crate::text::Rest;

/// Names one alternative of a pack: one line of `match` of one rule.
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
    /// Arcs one of which every path takes exactly once: where matching begins. Empty where there are none.
    pub(super) cut: Vec<u32>,
    /// Tests of each set of which every path passes one somewhere.
    pub(super) needs: Vec<Box<[LeafId]>>,
    /// The role of each capture.
    pub(super) slots: Vec<Role>,
    /// What must not come next.
    pub(super) looks: Vec<Self>,
}

impl Program {
    /// The same number for all that [`Program::is_same`], which few others have.
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
    /// In what captures it lies.
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
    /// Consumes a token that passes the test; `fixed` where it is a word to look for.
    Token { leaf: LeafId, fixed: bool },
    /// Consumes any token, at a cost.
    Gap,
    /// Consumes a stretch of that kind.
    Stretch(SpanKind),
    /// Consumes what a claim can be where no clause was read.
    Rest(Rest),
    /// Begins the capture of a slot.
    Open(u16),
    /// Ends it.
    Close(u16),
    /// Is at such a place.
    Boundary(Boundary),
    /// Is where a quotation ends that no mark closes.
    UnclosedEnd,
    /// Is behind a question or exclamation mark, dash or ellipsis.
    AfterStrong,
    /// The look-ahead of that number does not match here.
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
