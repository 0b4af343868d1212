//! Where things are, and in which unit.
//!
//! Three units occur, and each has its own type so that they cannot be mixed up:
//!
//! * [`Span`]: bytes of one text, half-open, always on character boundaries;
//! * [`TokenRange`]: tokens of one document, half-open;
//! * lines, columns and code points, which exist for people and for other programs only: [`LineIndex`] and
//!   [`CharIndex`] make them from bytes at the very edge of the program.

use std::ops::Range;

/// A half-open range of bytes in one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The words the span covers in `text`; empty when the span does not lie in that text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The number of bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether no byte lies in the span.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span as a range, for indexing.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

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

    /// Whether the range holds no token.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the token at `index` is one of these.
    #[must_use]
    pub const fn holds(self, index: usize) -> bool {
        self.start <= index && index < self.end
    }

    /// Whether `other` lies wholly inside this range.
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

/// Token ranges in any order and number, to be asked what they touch. Building sorts them, a question is two look-ups.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    ranges: Vec<TokenRange>,
    /// For each range the furthest end of all up to it.
    ends: Vec<usize>,
}

impl Cover {
    /// Covers `ranges`.
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

    /// Whether one of the ranges shares a token with `range`.
    #[must_use]
    pub fn touches(&self, range: TokenRange) -> bool {
        let before = self.ranges.partition_point(|other| other.start < range.end);
        before.checked_sub(1).and_then(|last| self.ends.get(last)).is_some_and(|&end| end > range.start)
    }
}

/// Line and column of a byte, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Turns bytes of one text into lines and columns.
///
/// Building costs one scan of the text, a question one binary search and a scan of at most 256 bytes, however long the
/// line is: a file may be one line of a megabyte with a problem in every word.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// How many characters begin before byte `i * STEP`; empty for a text that is all ASCII.
    before: Vec<usize>,
}

impl LineIndex {
    /// Reads the line starts of `text`. A line ends with `\n`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(ends).collect(), before: counts(text.as_bytes()) }
    }

    /// The line of the byte at `offset`, from 1. Unlike [`position`](Self::position) it does not scan that line, which may
    /// be as long as the text.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).max(1)
    }

    /// Line and column of the byte at `offset` of `text`, the text this index was made from.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.line(offset);
        let start = self.start(line);
        let offset = offset.min(text.len());
        let column = if text.is_char_boundary(offset) {
            chars(text.as_bytes(), &self.before, offset) - chars(text.as_bytes(), &self.before, start) + 1
        } else {
            1
        };
        Position { line, column }
    }

    /// The first byte of a line, from 1; the last line's where there is no such line.
    pub(crate) fn start(&self, line: usize) -> usize {
        self.starts.get(line.saturating_sub(1)).or(self.starts.last()).copied().unwrap_or_default()
    }

    /// A line of the text this index was made from, from 1, with its line break.
    pub(crate) fn of_line(&self, text: &str, line: usize) -> Span {
        Span::new(self.start(line), self.starts.get(line).copied().unwrap_or(text.len()))
    }
}

/// Turns bytes of one text into Unicode code points, the unit of Python and of the published formats.
///
/// Building costs one scan of the text, a question at most 256 bytes.
#[derive(Debug, Clone)]
pub struct CharIndex<'t> {
    text: &'t [u8],
    /// How many characters begin before byte `i * STEP`; empty for a text that is all ASCII.
    before: Vec<usize>,
}

impl<'t> CharIndex<'t> {
    /// Counts the characters of `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text: text.as_bytes(), before: counts(text.as_bytes()) }
    }

    /// The number of characters before the byte at `offset`.
    #[must_use]
    pub fn chars(&self, offset: usize) -> usize {
        chars(self.text, &self.before, offset)
    }

    /// The span in code points, as `[start, end]`.
    #[must_use]
    pub fn span(&self, span: Span) -> [usize; 2] {
        [self.chars(span.start), self.chars(span.end)]
    }
}

/// How many bytes apart the stored counts of characters are.
const STEP: usize = 256;

/// How many characters begin before every `STEP`th byte of `text`; empty where all are ASCII.
fn counts(text: &[u8]) -> Vec<usize> {
    let mut before = Vec::new();
    if !text.is_ascii() {
        let mut count = 0;
        for chunk in text.chunks(STEP) {
            before.push(count);
            count += starts(chunk);
        }
        before.push(count);
    }
    before
}

/// The number of characters of `text` before the byte at `offset`; `before` are its counts.
fn chars(text: &[u8], before: &[usize], offset: usize) -> usize {
    let Some(&count) = before.get(offset / STEP) else {
        return offset.min(text.len());
    };
    let from = offset - offset % STEP;
    count + starts(text.get(from..offset.min(text.len())).unwrap_or_default())
}

/// How many characters begin in `bytes`.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::{CharIndex, Cover, LineIndex, Position, Span, TokenRange};

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "é {x}\nü y";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 3), Position { line: 1, column: 3 });
        assert_eq!(index.position(text, 10), Position { line: 2, column: 3 });
    }

    #[test]
    fn a_cover_knows_what_it_touches() {
        let cover = Cover::new(vec![TokenRange::new(8, 9), TokenRange::new(0, 6), TokenRange::new(1, 2)]);
        let touched = (0..10).filter(|&at| cover.touches(TokenRange::new(at, at + 1)));
        assert_eq!(touched.collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 8]);
        assert!(!Cover::default().touches(TokenRange::new(0, 9)));
    }

    #[test]
    fn code_points_agree_with_a_plain_count_across_steps() {
        let text = "aé—𝄞 ".repeat(300);
        let index = CharIndex::new(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(index.chars(offset), count);
        }
        assert_eq!(index.span(Span::new(0, text.len())), [0, text.chars().count()]);
    }
}
