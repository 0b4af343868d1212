//! Lines and columns, for messages.

use super::Span;
use super::characters::{chars, counts};

/// Line and column of a byte, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Converts byte offsets in a text to lines and columns.
///
/// Building scans the text once. A look-up is a binary search and a scan of at most 256 bytes, however long the line
/// is: a file may be one line of a megabyte with a problem in every word.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// The number of characters that begin before byte `i * STEP`; empty if the text is ASCII.
    before: Vec<usize>,
}

impl LineIndex {
    /// Finds the line starts of `text`. A line ends with `\n`.
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

    /// The first byte of a line, from 1; that of the last line if there is no such line.
    pub(crate) fn start(&self, line: usize) -> usize {
        self.starts.get(line.saturating_sub(1)).or(self.starts.last()).copied().unwrap_or_default()
    }

    /// A line of the text this index was made from, from 1, with its line break.
    pub(crate) fn of_line(&self, text: &str, line: usize) -> Span {
        Span::new(self.start(line), self.starts.get(line).copied().unwrap_or(text.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Position};

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "é {x}\nü y";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 3), Position { line: 1, column: 3 });
        assert_eq!(index.position(text, 10), Position { line: 2, column: 3 });
    }
}
