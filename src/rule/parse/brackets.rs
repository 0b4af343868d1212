//! Checks whether the brackets of a line are balanced, and reports it if not.

use super::Builder;
use crate::diagnostic::Code;
use crate::span::Span;

/// How deeply brackets may be nested.
const MOST_DEPTH: usize = 64;
/// The maximum length of a line in bytes.
const MOST_BYTES: usize = 65_536;

/// What is wrong with the brackets of a line.
pub(super) enum Unbalanced {
    Unclosed(usize, char),
    Unopened(usize, char, Option<(usize, char)>),
    TooDeep(usize),
    TooLong,
}

/// Checks that brackets are balanced and not too deep. Escaped ones do not count, and in a pattern neither do those in
/// a regular expression or a quoted value; in an example only braces are brackets.
pub(super) fn check(text: &str, is_pattern: bool) -> Result<(), Unbalanced> {
    if text.len() > MOST_BYTES {
        return Err(Unbalanced::TooLong);
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut characters = text.char_indices();
    let (mut last, mut nots) = (' ', 0);
    while let Some((at, c)) = characters.next() {
        let in_test = open.last().is_some_and(|&(_, bracket)| bracket == '[');
        nots = if c == '!' { nots + 1 } else { 0 };
        match c {
            '\\' => {
                characters.next();
            }
            '{' => open.push((at, c)),
            '(' | '[' if is_pattern => open.push((at, c)),
            '/' | '"' if is_pattern && last == '=' && in_test && !skip_value(&mut characters, c) => {
                return Err(Unbalanced::Unclosed(at, c));
            }
            '}' => close(&mut open, at, c)?,
            ')' | ']' if is_pattern => close(&mut open, at, c)?,
            _ => {}
        }
        if open.len() > MOST_DEPTH || nots > MOST_DEPTH {
            return Err(Unbalanced::TooDeep(at));
        }
        if c != ' ' {
            last = c;
        }
    }
    match open.first() {
        Some(&(at, bracket)) => Err(Unbalanced::Unclosed(at, bracket)),
        None => Ok(()),
    }
}

fn close(open: &mut Vec<(usize, char)>, at: usize, mark: char) -> Result<(), Unbalanced> {
    match open.pop() {
        Some((_, bracket)) if closer(bracket) == mark => Ok(()),
        other => Err(Unbalanced::Unopened(at, mark, other)),
    }
}

/// The closing counterpart of a bracket.
const fn closer(bracket: char) -> char {
    match bracket {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        mark => mark,
    }
}

/// Moves past the end of a regular expression or a quoted value, and returns whether it has one.
pub(super) fn skip_value(characters: &mut std::str::CharIndices<'_>, end: char) -> bool {
    while let Some((_, c)) = characters.next() {
        if c == '\\' && end == '/' {
            characters.next();
        } else if c == end {
            return true;
        }
    }
    false
}

impl Builder<'_> {
    /// Reports brackets that are not balanced.
    pub(super) fn unbalanced(&mut self, error: Unbalanced) {
        match error {
            Unbalanced::Unclosed(at, bracket) => {
                let closer = closer(bracket);
                let help = if closer == bracket {
                    format!("write `{closer}` where the value ends")
                } else {
                    format!("write `{closer}` where it ends, or `\\{bracket}` for the character itself")
                };
                self.helped(Code::Unclosed, Span::new(at, at + 1), format!("`{bracket}` is never closed"), help);
            }
            Unbalanced::Unopened(at, closer, None) => {
                let help = format!("write `\\{closer}` for the character itself");
                self.helped(Code::Unopened, Span::new(at, at + 1), format!("`{closer}` closes nothing"), help);
            }
            Unbalanced::Unopened(at, closer, Some((open_at, open))) => {
                let label = (self.line.in_file)(Span::new(open_at, open_at + 1));
                let message = format!("`{closer}` cannot close `{open}`");
                self.problem(Code::Unopened, Span::new(at, at + 1), message).labels.push((label, "opened here".into()));
            }
            Unbalanced::TooDeep(at) => {
                let message = format!("brackets may be nested {MOST_DEPTH} deep");
                self.helped(Code::TooLarge, Span::new(at, at + 1), message, "move a part of the pattern to `phrases:`");
            }
            Unbalanced::TooLong => {
                let message = format!("a line may be {MOST_BYTES} bytes long");
                self.problem(Code::TooLarge, Span::new(0, 1), message);
            }
        }
    }
}
