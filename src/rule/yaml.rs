//! YAML with places: the only file that knows which library reads it.
//!
//! A rule file becomes a tree in which every key and value knows its bytes in the file, and a text knows for each of
//! its characters where that stands, through indentation, quoting and escapes. The tree keeps everything: unknown
//! keys, keys that stand twice, values of the wrong kind. What they mean is for [`super::file`] to say.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Spanned};

use crate::diagnostic::is_hidden;
use crate::span::Span;

/// A value with its place.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) span: Span,
    /// Whether it is written elsewhere and only named here: `*x`.
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

/// A scalar, decoded, with the way back to the file.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) value: String,
    /// The bytes it covers in the file, quotation marks and all.
    pub(super) span: Span,
    pub(super) style: Style,
    /// Pairs of a byte in `value` and the byte in the file where the stretch from there on begins, by rising value.
    map: Vec<(usize, usize)>,
    /// Whether the file has hidden characters in it, which are left out.
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

/// Why a file is no YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct YamlError {
    pub(super) message: String,
    pub(super) at: usize,
}

impl Text {
    /// A scalar that stands for itself, from `span` on.
    pub(super) fn plain(value: String, span: Span) -> Self {
        Self { value, span, style: Style::Plain, map: vec![(0, span.start)], has_hidden: false }
    }

    /// Where the byte `offset` of the value stands in the file.
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
            // every character has its place here, for an escape is longer in the file than what it stands for
            return Span::new(start, self.in_file(span.end));
        }
        let last = span.of(&self.value).chars().next_back().map_or(1, char::len_utf8);
        Span::new(start, self.in_file(span.end - last) + last)
    }
}

/// Reads `source` as YAML. An empty file is `Null`. Hidden characters are left out, and every place is one of `source`.
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
            Err(YamlError { message, at })
        }
    }
}

/// A text without its hidden characters, with the way back.
struct Plain {
    text: String,
    /// Where the pieces between hidden characters begin: in `text`, and in the file.
    pieces: Vec<(usize, usize)>,
}

impl Plain {
    /// `None` for a text that has none.
    fn of(source: &str) -> Option<Self> {
        if !source.contains(is_hidden) {
            return None;
        }
        let mut plain = Self { text: String::with_capacity(source.len()), pieces: vec![(0, 0)] };
        for (at, character) in source.char_indices() {
            if is_hidden(character) {
                let piece = (plain.text.len(), at + character.len_utf8());
                if plain.pieces.last().is_some_and(|last| last.0 == piece.0) {
                    plain.pieces.pop();
                }
                plain.pieces.push(piece);
            } else {
                plain.text.push(character);
            }
        }
        Some(plain)
    }

    /// Where the character that is at `at` in `text` stands in the file.
    fn start(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|&(plain, _)| plain <= at);
        self.pieces.get(after.saturating_sub(1)).map_or(at, |&(plain, file)| file + (at - plain))
    }

    /// Where the character before `at` ends in the file.
    fn end(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|&(plain, _)| plain < at);
        self.pieces.get(after.saturating_sub(1)).map_or(at, |&(plain, file)| file + (at - plain))
    }

    fn span(&self, span: Span) -> Span {
        let start = self.start(span.start);
        Span::new(start, if span.is_empty() { start } else { self.end(span.end) })
    }

    /// Gives a node, and all in it, its places in the file.
    fn place(&self, node: &mut Node) {
        node.span = self.span(node.span);
        match &mut node.value {
            Value::Null => {}
            Value::Text(text) => self.place_text(text),
            Value::List(items) => items.iter_mut().for_each(|item| self.place(item)),
            Value::Map(entries) => {
                for (key, value) in entries {
                    self.place_text(key);
                    self.place(value);
                }
            }
        }
    }

    fn place_text(&self, text: &mut Text) {
        let first = text.map.first().map_or(text.span.start, |&(_, plain)| plain.min(text.span.start));
        let from = self.pieces.partition_point(|&(plain, _)| plain <= first);
        let mut pieces = self.pieces.get(from..).unwrap_or_default().iter().peekable();
        let mut map = Vec::with_capacity(text.map.len());
        for (at, &(value, plain)) in text.map.iter().enumerate() {
            let next = text.map.get(at + 1).map_or(text.value.len(), |&(next, _)| next);
            while pieces.next_if(|&&(piece, _)| piece < plain).is_some() {
                text.has_hidden = true;
            }
            map.push((value, self.start(plain)));
            while let Some(&(piece, file)) = pieces.next_if(|&&(piece, _)| value + (piece - plain) < next) {
                text.has_hidden = true;
                if piece > plain {
                    map.push((value + (piece - plain), file));
                }
            }
        }
        text.has_hidden |= pieces.peek().is_some_and(|&&(piece, _)| piece < text.span.end);
        text.map = map;
        text.span = self.span(text.span);
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

/// The tree as the library hands it over.
enum Raw {
    Null,
    Scalar(String),
    List(Vec<Spanned<Self>>),
    Map(Vec<(Spanned<String>, Spanned<Self>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a text, a list or a mapping")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Scalar(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Scalar(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Scalar(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Scalar(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Scalar(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}

/// The bytes of a library's span.
fn bytes(location: serde_yaml::Location) -> Span {
    let span = location.span();
    let start = span.byte_offset().and_then(|at| usize::try_from(at).ok()).unwrap_or_default();
    Span::new(start, start + span.byte_len().and_then(|length| usize::try_from(length).ok()).unwrap_or_default())
}

/// `behind` is the byte behind the key or dash that this value belongs to.
fn node(source: &str, raw: Spanned<Raw>, behind: usize) -> Node {
    let span = bytes(raw.referenced);
    let is_alias = raw.referenced != raw.defined && span.of(source).starts_with('*');
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Scalar(value) => Value::Text(text(source, value, bytes(raw.defined), behind)),
        Raw::List(items) => Value::List(items.into_iter().map(|item| node(source, item, span.start)).collect()),
        Raw::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| {
                    let key_span = bytes(key.referenced);
                    let key = text(source, key.value, key_span, key_span.start);
                    let value = node(source, value, key_span.end);
                    (key, value)
                })
                .collect(),
        ),
    };
    Node { value, span, is_alias }
}

fn text(source: &str, value: String, span: Span, behind: usize) -> Text {
    let written = span.of(source);
    let header = Span::new(behind, span.start).of(source).trim_start_matches([':', ' ', '\t']);
    let style = if header.starts_with('|') {
        Style::Literal
    } else if header.starts_with('>') {
        Style::Folded
    } else if written.starts_with(['"', '\'']) {
        Style::Quoted
    } else {
        Style::Plain
    };
    match style {
        Style::Literal => {
            let map = literal_map(source, &value, span.start);
            Text { value, span, style, map, has_hidden: false }
        }
        Style::Quoted => {
            let map = quoted_map(written, &value, span.start);
            Text { value, span, style, map, has_hidden: false }
        }
        // numbers and `yes` come decoded; what the author wrote is what is meant
        Style::Plain if !written.contains('\n') && !written.is_empty() => {
            Text { value: written.trim_end().to_owned(), span, style, map: vec![(0, span.start)], has_hidden: false }
        }
        Style::Plain | Style::Folded => {
            let map = joined_map(written, &value, span.start);
            Text { value, span, style, map, has_hidden: false }
        }
    }
}

/// Each line of a literal block begins behind its indentation; `first` is where its first line with text begins.
fn literal_map(source: &str, value: &str, first: usize) -> Vec<(usize, usize)> {
    let line_start = source.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let indent = first - line_start;
    let blank = value.len() - value.trim_start_matches('\n').len();
    let mut map = Vec::new();
    let (mut offset, mut at) = (blank, line_start);
    if blank > 0 {
        map.push((0, line_start.saturating_sub(1)));
    }
    for line in value.get(blank..).unwrap_or_default().split_inclusive('\n') {
        let written = source.get(at..).unwrap_or_default();
        let written = written.split_inclusive('\n').next().unwrap_or_default();
        let behind = indent.min(written.trim_end_matches(['\n', '\r']).len());
        map.push((offset, at + behind));
        offset += line.len();
        at += written.len();
    }
    map
}

/// In a text that YAML joined from several lines each word begins where it is found next.
fn joined_map(written: &str, value: &str, start: usize) -> Vec<(usize, usize)> {
    let mut map = vec![(0, start)];
    let (mut offset, mut from) = (0, 0);
    for word in value.split([' ', '\t', '\n']) {
        if let Some(at) = written.get(from..).and_then(|rest| rest.find(word)).filter(|_| !word.is_empty()) {
            map.push((offset, start + from + at));
            from += at + word.len();
        }
        offset += word.len() + 1;
    }
    map
}

/// A pair for every character, for escapes, doubled quotation marks and line breaks change lengths.
fn quoted_map(written: &str, value: &str, start: usize) -> Vec<(usize, usize)> {
    let double = written.starts_with('"');
    let mut map = Vec::new();
    let mut rest = written.get(1..).unwrap_or_default();
    // how many characters the line breaks at hand still stand for
    let mut breaks = 0;
    for (offset, _) in value.char_indices() {
        let escaped_break = rest.strip_prefix('\\').filter(|behind| double && behind.starts_with(['\n', '\r']));
        rest = escaped_break.map_or(rest, |behind| behind.trim_start_matches(BLANK));
        map.push((offset, start + written.len() - rest.len()));
        let behind_blank = rest.trim_start_matches(BLANK);
        let blank = rest.strip_suffix(behind_blank).unwrap_or_default();
        let lines = blank.matches('\n').count();
        if lines > 0 {
            // one line break is read as a space, several as one less
            breaks = if breaks > 0 { breaks } else { (lines - 1).max(1) };
            breaks -= 1;
            rest = if breaks > 0 { rest } else { behind_blank };
            continue;
        }
        let mut characters = rest.chars();
        match (double, characters.next()) {
            (true, Some('\\')) => {
                let digits = match characters.next() {
                    Some('x') => 2,
                    Some('u') => 4,
                    Some('U') => 8,
                    _ => 0,
                };
                characters.by_ref().take(digits).for_each(drop);
            }
            (false, Some('\'')) => drop(characters.next()),
            _ => {}
        }
        rest = characters.as_str();
    }
    map.push((value.len(), start + written.len() - rest.len()));
    map
}

/// What YAML skips around a line break.
const BLANK: [char; 4] = [' ', '\t', '\r', '\n'];

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
    fn every_character_leads_back_to_the_file() {
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
    fn hidden_characters_are_left_out_and_every_place_is_one_of_the_file() {
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
    fn styles_are_told_apart_and_plain_values_stay_as_written() {
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
    fn a_syntax_error_knows_its_place() {
        let source = "a: 1\nb: é: c: d\n";
        let error = read(source).expect_err("it is no YAML");
        assert_eq!(source.get(error.at..), Some(": c: d\n"));
    }
}
