//! What an evaluation tells, for people and for other programs.

pub(super) mod context;
mod json;
mod text;

pub use json::json;
pub use text::text;

use crate::evaluate::{CueScores, Evaluation, Figure, Interval, Mistake, MistakeKind, RuleScore};

/// An evaluation with what of it is to be told.
#[derive(Debug, Clone)]
pub struct Scores<'e> {
    /// The evaluation itself, for its figures.
    pub evaluation: &'e Evaluation,
    /// The intervals of the figures, in their order; empty where nobody asked.
    pub intervals: Vec<(Figure, Interval)>,
    /// The scores of rules, if asked for.
    pub rules: Option<Vec<RuleScore>>,
    /// The scores of cues, if asked for.
    pub cues: Option<CueScores>,
    /// Mistakes, kind by kind; empty where nobody asked.
    pub mistakes: Vec<Shown<'e>>,
}

/// Some mistakes of one kind.
#[derive(Debug, Clone)]
pub struct Shown<'e> {
    /// The kind.
    pub kind: MistakeKind,
    /// How many there are.
    pub all: usize,
    /// Those to be shown.
    pub mistakes: Vec<Mistake<'e>>,
}
