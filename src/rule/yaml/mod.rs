//! YAML with places. Only this module knows which library reads it.
//!
//! A rule file becomes a tree in which every key and value has its span in the file, and every text maps each of its
//! characters to its place there, through indentation, quoting and escapes. The tree keeps everything: unknown keys,
//! duplicate keys, values of the wrong type. Interpreting them is the task of [`super::file`].
//!
//! `library` converts the output of the library to the tree, `tags` finds the tags that it drops, `cause` classifies its
//! errors, `errors` words them, `mistakes` recognises the usual ones, `places` finds the places of characters, and
//! `hidden` reads files with invisible characters.

mod cause;
mod errors;
mod hidden;
mod library;
pub(super) mod mistakes;
mod places;
pub(super) mod tags;

pub(super) use cause::Cause;
use hidden::Plain;
use library::{Raw, node};
use serde_yaml::{DuplicateKeyPolicy, Spanned};

use crate::span::Span;

/// The value of a YAML text whose places do not matter, such as a snapshot.
///
/// # Errors
///
/// If the text is not YAML, or not of that type; the message gives the line and column.
pub(crate) fn value_of<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    let options = serde_yaml::options! { with_snippet: false };
    serde_yaml::from_str_with_options(text, options).map_err(|error| error.without_snippet().to_string())
}

/// A value with its place.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) span: Span,
    /// Whether it is an alias, `*x`, of a value written elsewhere.
    pub(super) is_alias: bool,
}

/// What a node is.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// Nothing, or `~`.
    Null,
    /// Any scalar; numbers and `true` too, as they are written.
    Text(Text),
    List(Vec<Node>),
    Map(Vec<(Text, Node)>),
}

/// A scalar, decoded, with a mapping back to the file.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) value: String,
    /// Its bytes in the file, including quotation marks.
    pub(super) span: Span,
    pub(super) style: Style,
    /// Pairs of a byte in `value` and the byte in the file where the stretch from there on begins, in ascending order.
    map: Vec<(usize, usize)>,
    /// Whether it contains hidden characters in the file, which are left out here.
    pub(super) has_hidden: bool,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Quoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

/// Why a file is not valid YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct YamlError {
    pub(super) cause: Cause,
    /// The message of the library, for errors that only the library can explain.
    pub(super) message: String,
    pub(super) at: usize,
}

impl Text {
    /// A scalar whose value is identical to its text in the file, which begins at the start of `span`.
    pub(super) fn plain(value: String, span: Span) -> Self {
        Self { value, span, style: Style::Plain, map: vec![(0, span.start)], has_hidden: false }
    }

    /// The offset in the file of the byte `offset` of the value.
    pub(super) fn in_file(&self, offset: usize) -> usize {
        let after = self.map.partition_point(|&(value, _)| value <= offset);
        match after.checked_sub(1).and_then(|at| self.map.get(at)) {
            Some(&(value, file)) => file + (offset - value),
            None => self.span.start,
        }
    }

    /// The span in the file of a span of the value.
    pub(super) fn span_in_file(&self, span: Span) -> Span {
        let start = self.in_file(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        if self.style == Style::Quoted {
            // every character has its own entry here, because an escape is longer in the file than in the value
            return Span::new(start, self.in_file(span.end));
        }
        let last = span.of(&self.value).chars().next_back().map_or(1, char::len_utf8);
        Span::new(start, self.in_file(span.end - last) + last)
    }
}

/// Reads `source` as YAML. An empty file is `Null`. Hidden characters are left out, but all places refer to `source`.
pub(super) fn read(source: &str) -> Result<Node, YamlError> {
    let Some(plain) = Plain::of(source) else { return read_plain(source) };
    match read_plain(&plain.text) {
        Ok(mut node) => {
            plain.place(&mut node);
            Ok(node)
        }
        Err(error) => Err(YamlError { at: plain.start(error.at), ..error }),
    }
}

fn read_plain(source: &str) -> Result<Node, YamlError> {
    let options = serde_yaml::options! { duplicate_keys: DuplicateKeyPolicy::LastWins, with_snippet: false };
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(source, options) {
        Ok(raw) => Ok(node(source, raw, 0)),
        Err(error) => {
            let at = error.location().map_or(0, |place| offset(source, place.line(), place.column()));
            let text = error.without_snippet().to_string();
            let message = text.rfind(" at line ").and_then(|end| text.get(..end)).unwrap_or(&text).to_owned();
            let on_alias = source.get(at..).is_some_and(|rest| rest.starts_with('*'));
            Err(YamlError { cause: Cause::of(&error, on_alias), message, at })
        }
    }
}

impl Node {
    /// Where the last value in it begins.
    pub(super) fn last_start(&self) -> usize {
        let last = match &self.value {
            Value::Null | Value::Text(_) => None,
            Value::List(items) => items.last(),
            Value::Map(entries) => entries.last().map(|(_, value)| value),
        };
        last.map_or(self.span.start, |last| last.last_start().max(self.span.start))
    }

    /// Whether hidden characters were left out of a text or key in it.
    pub(super) fn has_hidden(&self) -> bool {
        match &self.value {
            Value::Null => false,
            Value::Text(text) => text.has_hidden,
            Value::List(items) => items.iter().any(Self::has_hidden),
            Value::Map(entries) => entries.iter().any(|(key, value)| key.has_hidden || value.has_hidden()),
        }
    }
}

/// The byte at a line and column, both from 1, columns in characters.
fn offset(source: &str, line: u64, column: u64) -> usize {
    let line = usize::try_from(line.max(1) - 1).unwrap_or_default();
    let column = usize::try_from(column.max(1) - 1).unwrap_or_default();
    let start: usize = source.split_inclusive('\n').take(line).map(str::len).sum();
    let text = source.get(start..).unwrap_or_default();
    let text = text.split('\n').next().unwrap_or_default();
    start + text.char_indices().nth(column).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::{Style, Text, Value, read};
    use crate::span::Span;

    fn texts(source: &str) -> Vec<Text> {
        let Ok(Value::Map(entries)) = read(source).map(|node| node.value) else { panic!("no mapping") };
        entries
            .into_iter()
            .filter_map(|(_, node)| if let Value::Text(text) = node.value { Some(text) } else { None })
            .collect()
    }

    #[test]
    fn every_character_maps_back_to_the_file() {
        for source in [
            "a: |\n  é {x}\n\n    said ^ y\nb: 1\n",
            "a: |\n\n  é said ^ y\n",
            "a: |-\r\n  é {x}\r\n  said ^ y\r\n",
            "a: é said ^ y\n",
            "a: \"é\\u0041 \\\" \\x41 said ^ y\"\n",
            "a: 'é it''s said ^ y'\n",
            "a: |2\n    é\n   said ^ y\n",
            "a: é é\n    é said ^ y\n",
            "a: é é\r\n\r\n\r\n    é\r\n   said ^ y\r\n",
            "a: 'é it''s \n    é said\n\n\n    é ^ y'\n",
            "a: \"é \\\n    é\\\r\n   said\r\n  é\n\n  é\\n ^ y\"\n",
        ] {
            let text = texts(source).remove(0);
            let at = text.value.find('^').expect("the mark is in the value");
            assert_eq!(text.in_file(at), source.find('^').expect("the mark is in the file"), "{source:?} {text:?}");
            assert_eq!(text.span_in_file(Span::new(at, at + 1)).of(source), "^", "{source:?}");
        }
    }

    #[test]
    fn hidden_characters_are_left_out_and_every_place_is_in_the_file() {
        for source in [
            "a: |\n  é {x}\u{1b}\n\n    s\u{0}\u{7}aid ^ y\nb: 1\n",
            "\u{feff}a: sa\u{1b}id ^ y\n",
            "a: \u{202e}sa\u{85}id \u{9b}^ y\n",
            "a: \"é\\u0041 \u{1b}\\\" ^ y\"\n",
            "\u{1b}a: 'é it''s \n    é sa\u{2028}id\n\n\n    é ^ y'\n",
            "a: é \u{1b}é\n    é said ^ y\n",
        ] {
            let text = texts(source).remove(0);
            let at = text.value.find('^').expect("the mark is in the value");
            assert_eq!(text.in_file(at), source.find('^').expect("the mark is in the file"), "{source:?} {text:?}");
            assert_eq!(text.span_in_file(Span::new(at, at + 1)).of(source), "^", "{source:?}");
            assert!(!text.value.contains(crate::diagnostic::is_hidden));
        }
    }

    #[test]
    fn styles_are_distinguished_and_plain_values_stay_as_written() {
        let source = "a: |\n  x\nb: >\n  x\n  y\nc: 'x'\nd: yes\ne: 010\nf: |\n";
        let styles: Vec<(Style, String)> = texts(source).into_iter().map(|text| (text.style, text.value)).collect();
        let plain = |value: &str| (Style::Plain, value.to_owned());
        assert_eq!(styles[0], (Style::Literal, "x\n".to_owned()));
        assert_eq!(styles[1], (Style::Folded, "x y\n".to_owned()));
        assert_eq!(styles[2], (Style::Quoted, "x".to_owned()));
        assert_eq!(styles[3..5], [plain("yes"), plain("010")]);
        assert_eq!(styles[5].1, "");
    }

    #[test]
    fn a_syntax_error_has_a_place() {
        let source = "a: 1\nb: é: c: d\n";
        let error = read(source).expect_err("it is no YAML");
        assert_eq!(source.get(error.at..), Some(": c: d\n"));
    }
}
