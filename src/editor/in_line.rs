//! Finds what is at a byte of a pattern or an example, using only the brackets before it, so that the line need not be
//! complete.

use crate::span::Span;

/// What is at a byte of a line; spans are bytes of the line, covering the whole name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'l> {
    /// `@name`, or a place for one after `@`; whether it matches any form of the words.
    Reference(Span, bool),
    /// `{role`, or a role in the arguments of a phrase.
    Role(Span),
    /// `<name`.
    Boundary(Span),
    /// A test in `[…]`, or its key.
    Test(Span),
    /// The value after `key=` in a test.
    TestValue(&'l str, Span),
    /// Anything else.
    Words,
}

const fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// What is at the byte `at` of a pattern.
pub(super) fn in_pattern(line: &str, at: usize) -> Piece<'_> {
    let word = word(line, at);
    let before = line.get(..word.start).unwrap_or_default();
    if before.ends_with('@') {
        return Piece::Reference(word, before.ends_with("~@"));
    }
    let Some((open, bracket)) = innermost(before, true) else {
        return if before.ends_with('<') { Piece::Boundary(word) } else { Piece::Words };
    };
    let inside = before.get(open + 1..).unwrap_or_default();
    match bracket {
        '{' if inside.trim().is_empty() => Piece::Role(word),
        '(' if is_argument(before.get(..open).unwrap_or_default()) => Piece::Role(word),
        '[' => {
            let inner = inside.trim_end();
            match inner.strip_suffix('=') {
                Some(key) => {
                    let key = key.trim_end_matches(['!', ' ']);
                    let start = key.trim_end_matches(is_name).len();
                    Piece::TestValue(key.get(start..).unwrap_or_default(), word)
                }
                None if inner.is_empty() || inner.ends_with(['&', '|', '!', '(']) => Piece::Test(word),
                None => Piece::Words,
            }
        }
        _ if before.ends_with('<') => Piece::Boundary(word),
        _ => Piece::Words,
    }
}

/// What is at the byte `at` of an example.
pub(super) fn in_example(line: &str, at: usize) -> Piece<'_> {
    let word = word(line, at);
    let before = line.get(..word.start).unwrap_or_default();
    match innermost(before, false) {
        Some((open, _)) if before.get(open + 1..).is_some_and(|inside| inside.trim().is_empty()) => Piece::Role(word),
        _ => Piece::Words,
    }
}

/// Whether the text before a bracket ends in `@name`.
fn is_argument(before: &str) -> bool {
    let name = before.trim_end_matches(is_name);
    name.len() < before.len() && name.ends_with('@')
}

/// The innermost bracket that is open at the end of `before`, with its byte offset.
fn innermost(before: &str, is_pattern: bool) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut characters = before.char_indices();
    let mut last = ' ';
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => drop(characters.next()),
            '{' => open.push((at, c)),
            '(' | '[' if is_pattern => open.push((at, c)),
            '}' => drop(open.pop()),
            ')' | ']' if is_pattern => drop(open.pop()),
            '/' | '"' if last == '=' && open.last().is_some_and(|&(_, bracket)| bracket == '[') => {
                while let Some((_, inner)) = characters.next() {
                    if inner == '\\' && c == '/' {
                        characters.next();
                    } else if inner == c {
                        break;
                    }
                }
            }
            _ => {}
        }
        if c != ' ' {
            last = c;
        }
    }
    open.pop()
}

/// The name around a byte.
fn word(line: &str, at: usize) -> Span {
    let at = at.min(line.len());
    let (before, behind) = line.split_at_checked(at).unwrap_or((line, ""));
    let start = before.trim_end_matches(is_name).len();
    Span::new(start, before.len() + behind.len() - behind.trim_start_matches(is_name).len())
}

#[cfg(test)]
mod tests {
    use super::{Piece, in_example, in_pattern};

    #[test]
    fn the_brackets_before_a_piece_determine_its_kind() {
        for (line, expected) in [
            ("{sou^rce} said", "role source"),
            ("{ ^", "role "),
            ("{source: @wh^o}", "reference who"),
            ("~@say^", "forms of say"),
            ("@said(by=so^", "role so"),
            ("<sta^", "boundary sta"),
            ("[po^", "test po"),
            ("[text=/[(]/ & up^", "test up"),
            ("[pos=V^", "value of pos V"),
            ("[!list != mo^nths]", "value of list months"),
            ("{source} sa^id", "words"),
            ("[text=\"a [\" & ^", "test "),
        ] {
            let at = line.find('^').expect("the mark is there");
            let line = line.replace('^', "");
            let shown = match in_pattern(&line, at) {
                Piece::Reference(span, false) => format!("reference {}", span.of(&line)),
                Piece::Reference(span, true) => format!("forms of {}", span.of(&line)),
                Piece::Role(span) => format!("role {}", span.of(&line)),
                Piece::Boundary(span) => format!("boundary {}", span.of(&line)),
                Piece::Test(span) => format!("test {}", span.of(&line)),
                Piece::TestValue(key, span) => format!("value of {key} {}", span.of(&line)),
                Piece::Words => "words".to_owned(),
            };
            assert_eq!(shown, expected, "{line}");
        }
        assert_eq!(in_example("{source: Rao} said (a) {", 24), Piece::Role(crate::span::Span::new(24, 24)));
    }
}
