//! Reports of an evaluation, as text and JSON.

pub(super) mod context;
mod json;
mod text;

pub use json::json;
pub use text::text;

use crate::evaluate::{CueScores, Evaluation, Figure, Interval, Mistake, MistakeKind, RuleScore};

/// An evaluation with the parts to report.
#[derive(Debug, Clone)]
pub struct Scores<'e> {
    /// The evaluation, for its figures.
    pub evaluation: &'e Evaluation,
    /// The intervals of the figures, in order; empty if not requested.
    pub intervals: Vec<(Figure, Interval)>,
    /// The scores of rules, if requested.
    pub rules: Option<Vec<RuleScore>>,
    /// The scores of cues, if requested.
    pub cues: Option<CueScores>,
    /// Mistakes, by kind; empty if not requested.
    pub mistakes: Vec<Shown<'e>>,
}

/// Some mistakes of one kind.
#[derive(Debug, Clone)]
pub struct Shown<'e> {
    /// The kind.
    pub kind: MistakeKind,
    /// The total number.
    pub all: usize,
    /// Those to show.
    pub mistakes: Vec<Mistake<'e>>,
}
