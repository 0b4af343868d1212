//! Normalizes the spaces in a pattern: one between its pieces, none inside brackets, and none where two things are
//! attached.

use std::sync::Arc;

use crate::diagnostic::SourceFile;
use crate::rule::ast::Node;
use crate::rule::parse::{self, Line};
use crate::span::Span;

/// A pattern line with its spaces normalized. It is unchanged if that would change its meaning, or if it is invalid.
pub(super) fn pattern(line: &str) -> String {
    let spaced = spaced(line);
    let same = tree(line).is_some_and(|tree| self::tree(&spaced).as_ref() == Some(&tree));
    if same { spaced } else { line.to_owned() }
}

/// The tree of a line, regardless of its place in the file.
fn tree(text: &str) -> Option<Node> {
    let file: Arc<SourceFile> = SourceFile::new("", "");
    parse::pattern(&Line { file: &file, text, in_file: &|_| Span::new(0, 0) }, &mut Vec::new())
}

/// What a bracket holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// `( a | b )`
    Group,
    /// `@name(a=b, c=d)`
    Arguments,
    /// `{role`, up to the colon.
    Role,
    /// After the colon.
    Capture,
    /// `[a & b]`
    Test,
}

struct Spacer<'s> {
    rest: std::iter::Peekable<std::str::Chars<'s>>,
    out: String,
    open: Vec<Inside>,
    /// Whether the text had a space here that is not yet written.
    space: bool,
    /// Whether nothing was written after the last opening bracket, or at all.
    fresh: bool,
}

fn spaced(line: &str) -> String {
    let mut spacer =
        Spacer { rest: line.chars().peekable(), out: String::new(), open: Vec::new(), space: false, fresh: true };
    while let Some(c) = spacer.rest.next() {
        spacer.character(c);
    }
    spacer.out
}

impl Spacer<'_> {
    fn character(&mut self, c: char) {
        let inside = self.open.last().copied();
        match c {
            ' ' | '\t' => self.space = true,
            '\\' => {
                self.write(c);
                self.out.extend(self.rest.next());
            }
            '(' => {
                let behind_name = !self.space && self.is_behind_reference();
                self.opening(c, if behind_name { Inside::Arguments } else { Inside::Group });
            }
            '[' => self.opening(c, Inside::Test),
            '{' if self.rest.peek().is_some_and(char::is_ascii_digit) => {
                self.write(c);
                while let Some(c) = self.rest.next_if(|&c| c != '}') {
                    self.out.push(c);
                }
                self.out.extend(self.rest.next());
            }
            '{' => self.opening(c, Inside::Role),
            ')' | ']' | '}' => {
                self.open.pop();
                self.glued(c);
            }
            ':' if inside == Some(Inside::Role) => {
                self.open.pop();
                self.open.push(Inside::Capture);
                self.glued(c);
                self.space = true;
            }
            '|' => self.spaced_both_sides(c),
            '&' if inside == Some(Inside::Test) => self.spaced_both_sides(c),
            '=' | '!' | '<' | '>' if inside == Some(Inside::Test) => self.operator(c),
            ',' if inside == Some(Inside::Arguments) => {
                self.glued(c);
                self.space = true;
            }
            '=' if inside == Some(Inside::Arguments) => {
                self.glued(c);
                self.skip_spaces();
            }
            _ => self.write(c),
        }
    }

    /// Writes `c`, after a space if there was one, but not right after an opening bracket.
    fn write(&mut self, c: char) {
        if self.space && !self.fresh {
            self.out.push(' ');
        }
        self.glued(c);
    }

    /// Writes `c` without a space before it.
    fn glued(&mut self, c: char) {
        self.space = false;
        self.fresh = false;
        self.out.push(c);
    }

    fn opening(&mut self, c: char, inside: Inside) {
        self.write(c);
        self.fresh = true;
        self.open.push(inside);
    }

    /// Writes `c` with a space on both sides.
    fn spaced_both_sides(&mut self, c: char) {
        self.space = true;
        self.write(c);
        self.space = true;
    }

    /// `=`, `!=` or `!` in a test, with the following value if it contains special characters.
    fn operator(&mut self, c: char) {
        let compares = c != '!' || self.rest.peek() == Some(&'=');
        if compares {
            self.glued(c);
            self.out.extend(self.rest.next_if(|&next| next == '='));
        } else {
            self.write(c);
        }
        self.skip_spaces();
        let Some(end) = self.rest.next_if(|&c| compares && matches!(c, '/' | '"')) else { return };
        self.out.push(end);
        while let Some(c) = self.rest.next() {
            self.out.push(c);
            if c == '\\' && end == '/' {
                self.out.extend(self.rest.next());
            } else if c == end {
                return;
            }
        }
    }

    fn skip_spaces(&mut self) {
        while self.rest.next_if(|&c| c == ' ' || c == '\t').is_some() {}
        self.space = false;
    }

    /// Whether the last thing written is `@name`.
    fn is_behind_reference(&self) -> bool {
        let name = self.out.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/'));
        name.len() < self.out.len() && name.ends_with('@')
    }
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn one_space_between_pieces_and_none_inside_brackets() {
        for (written, meant) in [
            ("{ source }   said\tthat  {claim}", "{source} said that {claim}"),
            ("[ number >= 10 & number<20 ] [text == May] =May", "[number>=10 & number<20] [text==May] =May"),
            ("( a|b )? {x :( c )}", "(a | b)? {x: (c)}"),
            ("{claim:it rained}", "{claim: it rained}"),
            ("[ text = so&pos!=VERB |! upper ]*", "[text=so & pos!=VERB | !upper]*"),
            ("[text = /a | b  [)]/i  ] [text=\"a  b\"]", "[text=/a | b  [)]/i] [text=\"a  b\"]"),
            ("@said( by=source,x = y ) {claim}", "@said(by=source, x=y) {claim}"),
            ("@said ( so )", "@said (so)"),
            ("\"{claim}\",  {source} x{2,4} \\( \\)", "\"{claim}\", {source} x{2,4} \\( \\)"),
            ("{claim: \"@text/quoted\" }", "{claim: \"@text/quoted\"}"),
            ("a |b", "a | b"),
            ("!( a )  ![ upper ] !so", "!(a) ![upper] !so"),
        ] {
            assert_eq!(pattern(written), meant);
            assert_eq!(pattern(meant), meant);
        }
    }

    #[test]
    fn lines_that_would_change_meaning_or_are_invalid_stay() {
        for written in ["{source", "a  ?", "[ ", "\\", "@said(", "{2", "x{2", ""] {
            assert_eq!(pattern(written), written);
        }
    }
}
