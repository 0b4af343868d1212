//! Lines and columns as the protocol counts them: from 0, columns in UTF-16 code units or, where the client can, in bytes.

use claimsift::span::Span;
use lsp_types::{Position, Range};

/// How columns are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    /// In bytes.
    Utf8,
    /// In UTF-16 code units.
    #[default]
    Utf16,
}

/// Converts between byte offsets in a text and lines and columns.
pub(super) struct Lines<'t> {
    text: &'t str,
    /// The first byte of each line.
    starts: Vec<usize>,
    encoding: Encoding,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str, encoding: Encoding) -> Self {
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect(), encoding }
    }

    /// The byte offset of a position. A column past the end of its line counts as that end, one inside a character as
    /// its start.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        let Some(&start) = self.starts.get(line) else { return self.text.len() };
        let rest = self.text.get(start..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        let wanted = usize::try_from(position.character).unwrap_or(usize::MAX);
        let mut column = 0;
        for (at, c) in line.char_indices() {
            column += self.width(c);
            if column > wanted {
                return start + at;
            }
        }
        start + line.len()
    }

    /// The position of a byte offset.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|&start| start <= offset).max(1) - 1;
        let start = self.starts.get(line).copied().unwrap_or_default();
        let column: usize = Span::new(start, offset).of(self.text).chars().map(|c| self.width(c)).sum();
        Position::new(number(line), number(column))
    }

    pub(super) fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// The bytes of a range.
    pub(super) fn span(&self, range: Range) -> Span {
        Span::new(self.offset(range.start), self.offset(range.end))
    }

    const fn width(&self, c: char) -> usize {
        match self.encoding {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
        }
    }
}

/// A number for the protocol, saturating.
fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Lines};
    use lsp_types::Position;

    #[test]
    fn columns_are_code_units_or_bytes() {
        let text = "é𝄞x\r\ny";
        for (encoding, columns) in [(Encoding::Utf16, [0, 1, 3, 4]), (Encoding::Utf8, [0, 2, 6, 7])] {
            let lines = Lines::new(text, encoding);
            for (offset, column) in [0, 2, 6, 7].into_iter().zip(columns) {
                assert_eq!(lines.position(offset), Position::new(0, column));
                assert_eq!(lines.offset(Position::new(0, column)), offset);
            }
            assert_eq!(lines.offset(Position::new(0, 99)), 7);
            assert_eq!(lines.offset(Position::new(1, 1)), text.len());
            assert_eq!(lines.offset(Position::new(9, 0)), text.len());
            assert_eq!(lines.offset(Position::new(0, u32::MAX)), 7);
        }
        assert_eq!(Lines::new(text, Encoding::Utf16).offset(Position::new(0, 2)), 2);
    }
}
