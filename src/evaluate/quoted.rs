//! Finds the quoted parts of a text, using only the quotation marks.
//!
//! A quotation that is never closed ends with its paragraph, because a quotation that continues gets a new opening mark
//! in the next one. Straight marks and the `''` of some agencies open after a space, a bracket or a dash, and close
//! elsewhere. Single marks only count outside double ones, and only if they open after a space and close soon, because
//! most of them are apostrophes.

use super::words::is_word;
use crate::span::Span;

/// The quoted parts, paragraph by paragraph, without the marks. A paragraph is a line. Linear.
pub(super) fn regions(text: &str) -> Vec<Span> {
    let mut regions = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let line = Line::new(start, paragraph);
        let double = line.double();
        let single = line.single(&double);
        regions.extend(double.into_iter().chain(single).map(|(from, to)| Span::new(line.byte(from), line.byte(to))));
        start += paragraph.len() + 1;
    }
    regions
}

/// The maximum distance of a closing single mark from the opening one, in characters.
const SINGLE_REACH: usize = 300;

/// A range of characters of a line, half-open.
type Region = (usize, usize);

/// The characters of a paragraph, with their byte offsets.
struct Line {
    chars: Vec<(usize, char)>,
    end: usize,
}

/// The direction of a double mark.
enum Mark {
    Opens,
    Closes,
    /// A straight one: it depends on its neighbours.
    Either,
}

impl Line {
    fn new(start: usize, text: &str) -> Self {
        Self { chars: text.char_indices().map(|(at, c)| (start + at, c)).collect(), end: start + text.len() }
    }

    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|&(_, c)| c)
    }

    /// The character before `at`.
    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|before| self.char(before))
    }

    fn byte(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.end, |&(byte, _)| byte)
    }

    fn double(&self) -> Vec<Region> {
        let mut regions = Vec::new();
        let mut opened = None;
        let mut at = 0;
        while at < self.chars.len() {
            let Some((mark, length)) = self.mark(at) else {
                at += 1;
                continue;
            };
            let behind = at + length;
            let opens = match mark {
                Mark::Opens => true,
                Mark::Closes => false,
                Mark::Either => self.straight_opens(at, behind, opened.is_none()),
            };
            match opened {
                None if opens => opened = Some(behind),
                Some(start) if !opens => {
                    regions.push((start, at));
                    opened = None;
                }
                _ => {}
            }
            at = behind;
        }
        regions.extend(opened.map(|start| (start, self.chars.len())));
        regions
    }

    /// The double mark at `at`, with its length in characters.
    fn mark(&self, at: usize) -> Option<(Mark, usize)> {
        match self.char(at)? {
            '“' | '„' | '«' => Some((Mark::Opens, 1)),
            '”' | '»' => Some((Mark::Closes, 1)),
            '"' => Some((Mark::Either, 1)),
            '`' if self.char(at + 1) == Some('`') => Some((Mark::Opens, 2)),
            '\'' if self.char(at + 1) == Some('\'') => Some((Mark::Either, 2)),
            _ => None,
        }
    }

    /// Whether the straight mark from `at` to `behind` opens; `else_opens` decides if both sides look alike.
    fn straight_opens(&self, at: usize, behind: usize, else_opens: bool) -> bool {
        let left = self.before(at).is_none_or(|c| c.is_whitespace() || "([{—–-‘'/".contains(c));
        let right = self.char(behind).is_none_or(|c| c.is_whitespace() || ")]},.;:!?—–-’'".contains(c));
        if left == right { else_opens } else { left }
    }

    fn single(&self, double: &[Region]) -> Vec<Region> {
        let in_double = |at: usize| double.iter().any(|&(start, end)| start <= at && at < end);
        let mut regions = Vec::new();
        let mut done = 0;
        for at in 0..self.chars.len() {
            if at < done || !self.single_opens(at) || in_double(at) {
                continue;
            }
            if let Some(close) = self.single_close(at + 1).filter(|&close| !in_double(close)) {
                regions.push((at + 1, close));
                done = close + 1;
            }
        }
        regions
    }

    fn single_opens(&self, at: usize) -> bool {
        let outside = self.before(at).is_none_or(|c| c.is_whitespace() || "([—–:".contains(c));
        let letter = |c: char| is_word(c) && c != '_' && !c.is_ascii_digit();
        outside && matches!(self.char(at), Some('‘' | '\'')) && self.char(at + 1).is_some_and(letter)
    }

    /// The first mark from `start` on that may close a single quotation.
    fn single_close(&self, start: usize) -> Option<usize> {
        let end = self.chars.len().min(start + SINGLE_REACH);
        (start..end).find(|&at| {
            let closed = self.before(at).is_some_and(|c| is_word(c) || ".,!?…".contains(c));
            let word_behind = at + 1 < end && self.char(at + 1).is_some_and(is_word);
            closed && !word_behind && matches!(self.char(at), Some('’' | '\''))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::regions;

    fn quoted(text: &str) -> Vec<&str> {
        regions(text).into_iter().map(|region| region.of(text)).collect()
    }

    #[test]
    fn every_style_of_quotation_mark_is_recognised() {
        assert_eq!(quoted("“It rains,” he said. \"It pours.\""), ["It rains,", "It pours."]);
        assert_eq!(quoted("``It rains,'' he said."), ["It rains,"]);
        assert_eq!(quoted("He called it 'a mess.' It's the voters' choice."), ["a mess."]);
    }

    #[test]
    fn an_unclosed_quotation_ends_with_its_paragraph() {
        assert_eq!(quoted("He said: “It rains.\n\n“It pours.” So be it."), ["It rains.", "It pours."]);
    }
}
