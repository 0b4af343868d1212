//! The figures: the counts, and the scores computed from them.

use serde::Serialize;

macro_rules! figures {
    ($($member:ident = $name:literal $meaning:literal,)*) => {
        /// A figure of an evaluation. Each has a [precision](Tally::precision), a [recall](Tally::recall) and their
        /// harmonic mean; the `Given…` ones, which only look at detected pairs, have the same value for all three.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Figure {
            $(#[doc = $meaning] $member,)*
        }

        impl Figure {
            /// Every figure, in the order of the report.
            pub const ALL: &[Self] = &[$(Self::$member,)*];

            /// The name used in reports.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$member => $name,)* }
            }

            /// What it counts, in one line.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$member => $meaning,)* }
            }
        }
    };
}

figures! {
    Detect = "detect" "contents overlap by half or more (Jaccard, over words): the main figure",
    Strict = "strict" "contents are the same, word for word",
    Full = "full" "detected, and the sources share a word, or both have none",
    Triple = "triple" "full, and the cues share a word, or both have none",
    ExactAll = "exact_all" "content, source and cue are all the same, word for word",
    SoftAll = "soft_all" "for each pair, the mean overlap of its contents, sources and cues",
    SrcHead = "src_head" "detected, and each source contains the head word of the other; of all with a source",
    ContentTok = "content_tok" "words in any content, whatever the claim",
    SourceTok = "source_tok" "words in any source",
    CueTok = "cue_tok" "words in any cue",
    SourceSpan = "source_span" "sources that are the same, word for word, whatever the content",
    CueSpan = "cue_span" "cues that are the same, word for word, whatever the content",
    ContentSpan = "content_span" "pieces of contents that are the same, each counted separately",
    ContentFrag = "content_frag" "pieces of contents that overlap by half or more, each counted separately",
    DetectDirect = "detect/direct" "detect, for contents that are entirely in quotation marks",
    DetectIndirect = "detect/indirect" "detect, for contents without a word in quotation marks",
    DetectMixed = "detect/mixed" "detect, for contents partly in quotation marks",
    StrictDirect = "strict/direct" "strict, for contents that are entirely in quotation marks",
    StrictIndirect = "strict/indirect" "strict, for contents without a word in quotation marks",
    StrictMixed = "strict/mixed" "strict, for contents partly in quotation marks",
    FullDirect = "full/direct" "full, for contents that are entirely in quotation marks",
    FullIndirect = "full/indirect" "full, for contents without a word in quotation marks",
    FullMixed = "full/mixed" "full, for contents partly in quotation marks",
    GivenAny = "given/source any/all" "the sources share a word, or both have none",
    GivenAnyNamed = "given/source any/gold has source" "the same, if the gold has a source",
    GivenAnyNone = "given/source any/gold has none" "the same, if the gold has none",
    GivenHead = "given/source head/all" "each source contains the head word of the other, or both have none",
    GivenHeadNamed = "given/source head/gold has source" "the same, if the gold has a source",
    GivenHeadNone = "given/source head/gold has none" "the same, if the gold has none",
    GivenExact = "given/source exact/all" "the sources are the same, word for word",
    GivenExactNamed = "given/source exact/gold has source" "the same, if the gold has a source",
    GivenExactNone = "given/source exact/gold has none" "the same, if the gold has none",
}

impl Figure {
    /// Whether it only counts detected pairs.
    #[must_use]
    pub fn is_given(self) -> bool {
        self >= Self::GivenAny
    }
}

/// The counts of one figure. The correct ones are counted on both sides, because a pair may be of one kind (direct,
/// mixed …) in the gold and of another in the prediction. They are whole numbers except for [`Figure::SoftAll`].
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Tally {
    /// The number of predictions that are correct.
    pub right_predicted: f64,
    /// The number of predictions.
    pub predicted: f64,
    /// The number of gold attributions that are found.
    pub right_gold: f64,
    /// The number of gold attributions.
    pub gold: f64,
}

impl Tally {
    /// The share of predictions that are correct, from 0 to 1; 0 if there are no predictions.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right_predicted, self.predicted)
    }

    /// The share of the gold that is found, from 0 to 1; 0 if there is no gold.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right_gold, self.gold)
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        share(2.0 * precision * recall, precision + recall)
    }

    /// Adds the counts of `other`.
    pub fn add(&mut self, other: &Self) {
        self.right_predicted += other.right_predicted;
        self.predicted += other.predicted;
        self.right_gold += other.right_gold;
        self.gold += other.gold;
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

/// A tally for every figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Tallies([Tally; Figure::ALL.len()]);

impl Default for Tallies {
    fn default() -> Self {
        Self([Tally::default(); Figure::ALL.len()])
    }
}

impl Tallies {
    /// The counts of one figure.
    #[must_use]
    pub fn of(&self, figure: Figure) -> &Tally {
        &self.0[figure as usize]
    }

    /// Adds the counts of `other`, figure by figure.
    pub fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(tally, other)| tally.add(other));
    }

    pub(super) fn set(&mut self, figure: Figure, right: [f64; 2], predicted: usize, gold: usize) {
        let [right_predicted, right_gold] = right;
        self.0[figure as usize] =
            Tally { right_predicted, predicted: number(predicted), right_gold, gold: number(gold) };
    }

    /// Sets a figure with the same number of correct ones on both sides.
    pub(super) fn count(&mut self, figure: Figure, right: usize, predicted: usize, gold: usize) {
        self.set(figure, [number(right); 2], predicted, gold);
    }
}

pub(super) fn number(count: usize) -> f64 {
    count as f64
}
