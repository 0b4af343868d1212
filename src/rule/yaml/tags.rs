//! Finds YAML tags: `!include words.txt`, `!!str 12`.
//!
//! The YAML library silently drops tags, and with them what the author meant. So they are located in the text and
//! reported.

use crate::span::Span;

/// The state of the scanner.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// How many brackets and braces of YAML are open.
    flow: usize,
    /// Whether a value or key may begin here.
    start: bool,
    /// The column of the innermost key or dash of the line.
    column: usize,
    /// Whether there are only dashes before this place in the line.
    first: bool,
    /// Whether a plain scalar is open, which continues on the next line if that is indented further than `column`.
    bare: bool,
    tags: Vec<Span>,
}

/// Every tag of a file, from its `!` to its last character.
pub(in crate::rule) fn tags(text: &str) -> Vec<Span> {
    if !text.contains('!') {
        return Vec::new();
    }
    let mut scanner =
        Scanner { text, at: 0, flow: 0, start: true, column: 0, first: true, bare: false, tags: Vec::new() };
    while scanner.at < text.len() {
        scanner.line();
    }
    scanner.tags
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The length of the rest of the line, without its line break.
    fn to_end_of_line(&self) -> usize {
        self.rest().find('\n').unwrap_or(self.rest().len())
    }

    /// Reads a line, or up to the end of a quoted text or block that begins in it.
    fn line(&mut self) {
        let begin = self.at;
        let indent = self.rest().len() - self.rest().trim_start_matches(' ').len();
        let line = self.rest().split('\n').next().unwrap_or_default();
        if line.starts_with('%') && self.flow == 0 && !self.bare {
            // a directive
            self.at += line.len() + 1;
            return;
        }
        self.at += indent;
        self.first = true;
        if self.flow == 0 && !line.trim().is_empty() {
            let goes_on = self.bare && indent > self.column;
            self.start = !goes_on;
            self.bare = goes_on;
            let entry = line.trim_start_matches(' ');
            if !goes_on && (is_key(entry) || entry.starts_with("- ")) {
                self.column = indent;
            }
        }
        while let Some(c) = self.rest().chars().next() {
            let free = self.at == begin || self.text.get(..self.at).is_some_and(|t| t.ends_with(char::is_whitespace));
            let next = self.rest().chars().nth(1);
            let is_last = next.is_none_or(char::is_whitespace);
            match c {
                '\n' => {
                    self.at += 1;
                    return;
                }
                '#' if free => self.at += self.to_end_of_line(),
                ' ' | '\t' | '\r' => self.at += 1,
                '"' | '\'' if self.start => self.quoted(c),
                '|' | '>' if self.start && self.flow == 0 => {
                    self.block();
                    return;
                }
                '!' if self.start => self.property(true),
                '&' if self.start => self.property(false),
                '-' | '?' if self.start && is_last && self.flow == 0 => {
                    self.column = self.at - begin;
                    self.at += 1;
                }
                '[' | '{' if self.start || self.flow > 0 => {
                    self.flow += 1;
                    self.at += 1;
                    self.start = true;
                }
                ']' | '}' if self.flow > 0 => {
                    self.flow -= 1;
                    self.at += 1;
                    self.start = false;
                }
                ',' if self.flow > 0 => {
                    self.at += 1;
                    self.start = true;
                }
                ':' if is_last || self.flow > 0 => {
                    self.at += 1;
                    self.start = true;
                    self.bare = false;
                }
                _ => {
                    if self.start && self.flow == 0 {
                        self.bare = true;
                        // a key is further to the right than the dash before it
                        if self.first && is_key(self.rest()) {
                            self.column = self.at - begin;
                        }
                    }
                    self.first = false;
                    self.start = false;
                    self.at += c.len_utf8();
                }
            }
        }
    }

    /// A tag or an anchor, which is followed by the value.
    fn property(&mut self, is_tag: bool) {
        let in_flow = self.flow > 0;
        let ends = |c: char| c.is_whitespace() || in_flow && matches!(c, ',' | '[' | ']' | '{' | '}');
        let length = self.rest().find(ends).unwrap_or(self.rest().len());
        if is_tag {
            self.tags.push(Span::new(self.at, self.at + length));
        }
        self.at += length;
    }

    fn quoted(&mut self, mark: char) {
        let mut characters = self.rest().char_indices().skip(1);
        let mut end = self.rest().len();
        while let Some((at, c)) = characters.next() {
            if c == '\\' && mark == '"' {
                characters.next();
            } else if c == mark {
                end = at + 1;
                break;
            }
        }
        self.at += end;
        self.start = false;
    }

    /// A block after `|` or `>`: every line that is indented further than its key.
    fn block(&mut self) {
        self.at += self.to_end_of_line() + 1;
        while self.at < self.text.len() {
            let length = self.to_end_of_line();
            let line = self.rest().get(..length).unwrap_or_default();
            let indent = line.len() - line.trim_start_matches(' ').len();
            if !line.trim().is_empty() && indent <= self.column {
                break;
            }
            self.at += length + 1;
        }
        self.at = self.at.min(self.text.len());
        self.start = true;
        self.bare = false;
    }
}

/// Whether a key begins here.
fn is_key(rest: &str) -> bool {
    let line = rest.split('\n').next().unwrap_or_default();
    line.contains(": ") || line.trim_end().ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::tags;

    fn found(text: &str) -> Vec<&str> {
        tags(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn tags_are_found_where_values_begin() {
        for (text, expected) in [
            ("a: !include b.txt\n", vec!["!include"]),
            ("a: &x !include b.txt\n", vec!["!include"]),
            ("a: !x &y b\n", vec!["!x"]),
            ("- !a b\n- c\n- - !d e\n", vec!["!a", "!d"]),
            ("a: [b, !c d, {e: !f g}]\nh: !i\n", vec!["!c", "!f", "!i"]),
            ("!a b: !c\n  - d\n", vec!["!a", "!c"]),
            ("a: !p |\n  !b\nc: !!set {x, y}\n", vec!["!p", "!!set"]),
            ("a: !<tag:x> b", vec!["!<tag:x>"]),
            ("a: 'it''s'\nb: !c\n", vec!["!c"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn an_exclamation_mark_in_a_text_is_not_a_tag() {
        for text in [
            "a: Stop! This is ! no tag # !x\n",
            "a: |\n  !b said\n  - !c\nd: e\n",
            "- match: |\n    !that {claim}\n  finds: |\n    a\n",
            "a:\n  - |\n    !b\n  - c\n",
            "a: \"!b\"\nc: '!d'\ne: [\"!f\", '!g']\n",
            "a: some text\n  !that goes on\nb: c\n",
            "a:\n  some text\n  !that goes on\nb: c\n",
            "a: \"x\n  !y\"\n",
            "# !a\na: b # !c\n",
            "%TAG ! tag:x\n---\na: b\n",
            "a: >-\n  !b\n\n  !c\n",
            "",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
