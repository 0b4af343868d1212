//! The tree that the YAML library returns, and its conversion to nodes.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

use super::places::{joined, literal, quoted};
use super::{Node, Style, Text, Value};
use crate::span::Span;

/// A value as the library returns it.
pub(super) enum Raw {
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

/// The bytes of a span of the library.
fn bytes(location: serde_yaml::Location) -> Span {
    let span = location.span();
    let start = span.byte_offset().and_then(|at| usize::try_from(at).ok()).unwrap_or_default();
    Span::new(start, start + span.byte_len().and_then(|length| usize::try_from(length).ok()).unwrap_or_default())
}

/// `behind` is the byte after the key or dash that this value belongs to.
pub(super) fn node(source: &str, raw: Spanned<Raw>, behind: usize) -> Node {
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
            let map = literal(source, &value, span.start);
            Text { value, span, style, map, has_hidden: false }
        }
        Style::Quoted => {
            let map = quoted(written, &value, span.start);
            Text { value, span, style, map, has_hidden: false }
        }
        // numbers and `yes` arrive decoded, but what the author wrote is what counts
        Style::Plain if !written.contains('\n') && !written.is_empty() => {
            Text { value: written.trim_end().to_owned(), span, style, map: vec![(0, span.start)], has_hidden: false }
        }
        Style::Plain | Style::Folded => {
            let map = joined(written, &value, span.start);
            Text { value, span, style, map, has_hidden: false }
        }
    }
}
