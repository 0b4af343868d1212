//! Ranges of tokens.

use std::ops::Range;

/// A half-open range of tokens in one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TokenRange {
    /// The index of the first token.
    pub start: usize,
    /// The index after the last token.
    pub end: usize,
}

impl TokenRange {
    /// The tokens from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The number of tokens.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the range is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the token at `index` is in the range.
    #[must_use]
    pub const fn holds(self, index: usize) -> bool {
        self.start <= index && index < self.end
    }

    /// Whether `other` is entirely inside this range.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two ranges share a token.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The range as an iterator of token indices.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A set of token ranges for overlap queries. Building sorts them, a query is two binary searches.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    ranges: Vec<TokenRange>,
    /// For each range, the maximum end of all ranges up to it.
    ends: Vec<usize>,
}

impl Cover {
    /// Builds the set of `ranges`.
    #[must_use]
    pub fn new(mut ranges: Vec<TokenRange>) -> Self {
        ranges.sort_unstable();
        let furthest = |furthest: &mut usize, range: &TokenRange| {
            *furthest = range.end.max(*furthest);
            Some(*furthest)
        };
        let ends = ranges.iter().scan(0, furthest).collect();
        Self { ranges, ends }
    }

    /// Whether one of the ranges overlaps `range`.
    #[must_use]
    pub fn touches(&self, range: TokenRange) -> bool {
        let before = self.ranges.partition_point(|other| other.start < range.end);
        before.checked_sub(1).and_then(|last| self.ends.get(last)).is_some_and(|&end| end > range.start)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cover, TokenRange};

    #[test]
    fn a_cover_finds_overlaps() {
        let cover = Cover::new(vec![TokenRange::new(8, 9), TokenRange::new(0, 6), TokenRange::new(1, 2)]);
        let touched = (0..10).filter(|&at| cover.touches(TokenRange::new(at, at + 1)));
        assert_eq!(touched.collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 8]);
        assert!(!Cover::default().touches(TokenRange::new(0, 9)));
    }
}
