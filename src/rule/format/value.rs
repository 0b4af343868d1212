//! Writes the value of a key: a text, words, or a block of lines.

use super::comments::{Comment, extent};
use super::entry::Entry;
use super::spacing;
use crate::rule::keys::{Holds, OVERRIDE, find};
use crate::rule::yaml::{Node, Style, Text, Value};

/// The maximum width of a row of words, including its key and indentation.
const MOST_COLUMNS: usize = 100;

/// A value as it is written.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// Comments above the key.
    pub(super) above: Vec<String>,
    /// What is on the line of the key.
    pub(super) first: String,
    /// A comment after that.
    pub(super) behind: Option<String>,
    /// The lines below, without their indentation.
    pub(super) rest: Vec<String>,
}

/// The value of `entry`; `column` is the one after its key.
pub(super) fn written(source: &str, entry: &Entry<'_>, holds: Holds, column: usize) -> Written {
    let mut value = match (&entry.node.value, holds) {
        (Value::Text(text), Holds::Patterns) => block(text, spacing::pattern),
        (Value::Text(text), Holds::Examples) => block(text, str::to_owned),
        (Value::Text(text), Holds::Texts | Holds::SomeOf(_)) if text.style == Style::Literal => {
            block(text, str::to_owned)
        }
        (Value::Text(text), _) => scalar(source, entry, text),
        (Value::List(items), _) => return list(source, items, &entry.inner, column),
        (Value::Map(keys), _) => Written { first: in_braces(source, keys), ..Written::default() },
        (Value::Null, _) => Written::default(),
    };
    let mut comments: Vec<String> = entry.inner.iter().map(|comment| comment.text.clone()).collect();
    value.behind = comments.pop();
    value.above = comments;
    value
}

/// Lines of patterns, examples or words, with the comments and single empty lines between them.
fn block(text: &Text, form: impl Fn(&str) -> String) -> Written {
    let mut rest: Vec<String> = Vec::new();
    for line in text.value.lines().map(str::trim) {
        let doubled = line.is_empty() && rest.last().is_none_or(String::is_empty);
        if !doubled {
            rest.push(if line.starts_with('#') { line.to_owned() } else { form(line) });
        }
    }
    if rest.last().is_some_and(String::is_empty) {
        rest.pop();
    }
    Written { first: "|".to_owned(), rest, ..Written::default() }
}

/// A text as it is. One of several lines stays in its block or between quotation marks.
fn scalar(source: &str, entry: &Entry<'_>, text: &Text) -> Written {
    if matches!(text.style, Style::Literal | Style::Folded) {
        let span = extent(source, text);
        let head = source.get(entry.key.span.end..span.start).unwrap_or_default();
        let indent = text.span.start.saturating_sub(span.start);
        let sign = head.find(['|', '>']).and_then(|at| head.get(at..)).unwrap_or_default();
        let sign: String = sign.chars().take_while(|c| matches!(c, '|' | '>' | '-' | '+')).collect();
        let numbered = head
            .find(['|', '>'])
            .and_then(|at| head.get(at..))
            .is_some_and(|head| head.chars().take_while(|c| !c.is_whitespace()).any(|c| c.is_ascii_digit()));
        if !numbered && !span.is_empty() {
            let lines =
                span.of(source).lines().map(|line| line.get(indent..).unwrap_or_default().trim_end().to_owned());
            return Written { first: sign, rest: lines.collect(), ..Written::default() };
        }
    }
    Written { first: one_line(source, text), ..Written::default() }
}

/// A text on one line: as it is, or between quotation marks.
fn one_line(source: &str, text: &Text) -> String {
    let written = text.span.of(source).trim();
    let fits = matches!(text.style, Style::Plain | Style::Quoted) && !written.is_empty() && !written.contains('\n');
    if fits { written.to_owned() } else { serde_json::to_string(&text.value).unwrap_or_default() }
}

/// Words: in a row if that fits, otherwise one per line in a block, or as a YAML list.
fn list(source: &str, items: &[Node], comments: &[Comment], column: usize) -> Written {
    let texts: Vec<&Text> =
        items.iter().filter_map(|item| if let Value::Text(text) = &item.value { Some(text) } else { None }).collect();
    let first_item = texts.first().map_or(usize::MAX, |text| text.span.start);
    let last_item = texts.last().map_or(0, |text| text.span.end);
    let (inside, outside): (Vec<&Comment>, Vec<&Comment>) =
        comments.iter().partition(|comment| first_item < comment.at && comment.at < last_item);
    let mut outside: Vec<String> = outside.into_iter().map(|comment| comment.text.clone()).collect();
    let behind = outside.pop();
    let in_row: Vec<String> = texts.iter().map(|text| in_row(source, text)).collect();
    let row = format!("[{}]", in_row.join(", "));
    let whole =
        |first: &str, rest| Written { above: outside.clone(), first: first.to_owned(), behind: behind.clone(), rest };
    if inside.is_empty() && column + 1 + row.chars().count() <= MOST_COLUMNS {
        return whole(&row, Vec::new());
    }
    let as_lines = texts.iter().all(|text| {
        let word = text.value.as_str();
        !word.is_empty() && word.trim() == word && !word.contains(['\n', '\r']) && !word.starts_with('#')
    });
    let item = |text: &Text| if as_lines { text.value.clone() } else { format!("- {}", one_line(source, text)) };
    let mut rest = Vec::new();
    let mut comments = inside.into_iter().peekable();
    for text in texts {
        // a comment on the line of a word is written above it, like one on the line before
        let line =
            source.get(text.span.end..).and_then(|rest| rest.find('\n')).map_or(source.len(), |at| text.span.end + at);
        while let Some(comment) = comments.next_if(|comment| comment.at < line) {
            rest.push(comment.text.clone());
        }
        rest.push(item(text));
    }
    whole(if as_lines { "|" } else { "" }, rest)
}

/// An override on one line, with its keys in their order.
fn in_braces(source: &str, keys: &[(Text, Node)]) -> String {
    let mut keys: Vec<&(Text, Node)> = keys.iter().collect();
    keys.sort_by_key(|(key, _)| find(OVERRIDE, &key.value).map_or(OVERRIDE.len(), |(at, _)| at));
    let written = keys.into_iter().map(|(key, node)| match &node.value {
        Value::Text(text) => format!("{}: {}", key.span.of(source), in_row(source, text)),
        _ => format!("{}:", key.span.of(source)),
    });
    format!("{{{}}}", written.collect::<Vec<_>>().join(", "))
}

/// A word in the form it needs in a row.
fn in_row(source: &str, text: &Text) -> String {
    let written = one_line(source, text);
    let is_plain = text.style == Style::Plain;
    if is_plain && written.contains([',', '[', ']', '{', '}']) {
        return serde_json::to_string(&text.value).unwrap_or_default();
    }
    written
}
