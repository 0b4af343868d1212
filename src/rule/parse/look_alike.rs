//! Characters in a pattern that are not what they look like.

use super::Builder;
use super::brackets::skip_value;
use crate::diagnostic::{Code, Fix};
use crate::rule::characters::{Meant, cleaned, explained, meant_in};
use crate::span::Span;

impl Builder<'_> {
    /// Reports typographic spaces, invisible characters and look-alikes of signs and letters, all of a line together,
    /// and returns whether there are any. Escaped ones are intentional, and so are those in a quoted value or a regular
    /// expression.
    pub(super) fn look_alikes(&mut self) -> bool {
        let text = self.line.text;
        if text.is_ascii() {
            return false;
        }
        let mut found: Option<(Span, char, Meant, usize)> = None;
        let (mut last, mut in_test, mut end) = (' ', false, 0);
        let mut characters = text.char_indices();
        while let Some((at, c)) = characters.next() {
            match c {
                '\\' => {
                    characters.next();
                }
                '[' => in_test = true,
                ']' => in_test = false,
                '/' | '"' if in_test && last == '=' => {
                    skip_value(&mut characters, c);
                }
                _ => {}
            }
            if let Some(meant) = meant_in(text, at, c) {
                end = at + c.len_utf8();
                match &mut found {
                    Some((.., more)) => *more += 1,
                    None => found = Some((Span::new(at, end), c, meant, 0)),
                }
            }
            last = if c == ' ' { last } else { c };
        }
        let Some((first, character, meant, more)) = found else { return false };
        let (mut message, help) = explained(character, meant);
        match more {
            0 => {}
            1 => message.push_str(", and there is another such character after it"),
            more => message.push_str(&format!(", and there are {more} more such characters after it")),
        }
        let all = Span::new(first.start, end);
        let written = (self.line.in_file)(all);
        let is_as_written = written.of(&self.line.file.text) == all.of(text);
        let fix = Fix { span: written, replacement: cleaned(all.of(text)) };
        self.helped(Code::BadCharacter, first, message, help).fix = is_as_written.then_some(fix);
        true
    }
}
