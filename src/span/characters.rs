//! Offsets in Unicode code points, for other programs.

use super::Span;

/// Converts byte offsets in a text to Unicode code points, the unit of Python and of the published formats.
///
/// Building scans the text once, a look-up at most 256 bytes.
#[derive(Debug, Clone)]
pub struct CharIndex<'t> {
    text: &'t [u8],
    /// The number of characters that begin before byte `i * STEP`; empty if the text is ASCII.
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

/// The distance between stored character counts, in bytes.
const STEP: usize = 256;

/// The number of characters that begin before every `STEP`th byte of `text`; empty if it is ASCII.
pub(super) fn counts(text: &[u8]) -> Vec<usize> {
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

/// The number of characters of `text` before the byte at `offset`; `before` is the result of [`counts`].
pub(super) fn chars(text: &[u8], before: &[usize], offset: usize) -> usize {
    let Some(&count) = before.get(offset / STEP) else {
        return offset.min(text.len());
    };
    let from = offset - offset % STEP;
    count + starts(text.get(from..offset.min(text.len())).unwrap_or_default())
}

/// The number of characters that begin in `bytes`.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::{CharIndex, Span};

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
