//! Finds what is at a byte of a rule file, using only lines and indentation, so that the file need not be valid.

use crate::rule::{FILE, Holds, Key, OVERRIDE, RULE};
use crate::span::Span;

/// What is at a byte of a rule file. Spans are bytes of the file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// A key of the file, or a place for one.
    FileKey(Span),
    /// A key of a rule, or a place for one; with the bytes of the whole rule.
    RuleKey(Span, Span),
    /// In the value of a key of the file or of a rule: the word there.
    Value(&'static Key, Span),
    /// A name that the file defines, under this key.
    Name(&'static Key, Span),
    /// A key of an override, or a place for one; with the bytes of the whole override.
    OverrideKey(Span, Span),
    /// In a line of patterns.
    Pattern(Span),
    /// In a line of examples; with the bytes of the whole rule.
    Example(Span, Span),
}

/// A line of a file.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    /// Its first byte.
    start: usize,
    /// The text, without line break.
    text: &'t str,
}

impl<'t> Line<'t> {
    /// The number of leading spaces.
    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    fn is_blank(self) -> bool {
        self.text.trim().is_empty()
    }

    fn is_comment(self) -> bool {
        self.text.trim_start().starts_with('#')
    }

    /// The key that begins at `column`, with its value.
    fn entry(self, column: usize) -> Option<Entry<'t>> {
        let rest = self.text.get(column..)?;
        let length = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        let key = rest.get(..length).filter(|key| !key.is_empty())?;
        let behind = rest.get(length..)?.trim_start_matches(' ').strip_prefix(':')?;
        let value = behind.trim_start();
        let start = self.start + self.text.len() - value.len();
        Some(Entry {
            key,
            key_span: Span::new(self.start + column, self.start + column + length),
            colon: self.start + self.text.len() - behind.len(),
            value: Span::new(start, start + value.trim_end().len()),
        })
    }

    /// The bytes of the line without the spaces around it.
    fn content(self) -> Span {
        let start = self.start + self.indent();
        Span::new(start, start.max(self.start + self.text.trim_end().len()))
    }
}

/// A key with its value, on one line.
#[derive(Debug, Clone, Copy)]
struct Entry<'t> {
    key: &'t str,
    key_span: Span,
    /// The byte after the colon.
    colon: usize,
    value: Span,
}

const fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/')
}

/// What is at the byte `offset`; `None` in comments and where nothing can be inserted.
pub(super) fn place(text: &str, offset: usize) -> Option<Place> {
    let lines = lines(text);
    let at = lines.partition_point(|line| line.start <= offset).checked_sub(1)?;
    let line = *lines.get(at)?;
    if line.is_comment() {
        return None;
    }
    // on an empty line, the column of the cursor counts
    let indent = if line.is_blank() { offset - line.start } else { line.indent() };
    if indent == 0 {
        return match line.entry(0) {
            Some(entry) if offset >= entry.colon => {
                value(text, entry, FILE.iter().find(|key| key.name == entry.key)?, offset, None)
            }
            _ => Some(Place::FileKey(word(text, offset))),
        };
    }
    let above = lines.get(..at)?;
    let header = above.iter().rposition(|line| line.indent() == 0 && line.entry(0).is_some())?;
    let section = lines.get(header)?.entry(0)?;
    let key = FILE.iter().find(|key| key.name == section.key)?;
    let inside = lines.get(header + 1..)?;
    match key.holds {
        Holds::Rules => in_rules(text, inside, at.checked_sub(header + 1)?, indent, offset),
        Holds::Definitions | Holds::Lists => {
            let depth = inside.iter().find(|line| !line.is_blank() && !line.is_comment()).map_or(2, |l| l.indent());
            if indent > depth || line.is_blank() && indent != depth {
                return Some(match key.holds {
                    Holds::Lists => Place::Value(key, word(text, offset)),
                    _ => Place::Pattern(line.content()),
                });
            }
            match line.entry(indent) {
                Some(entry) if offset >= entry.colon => match key.holds {
                    Holds::Lists => Some(Place::Value(key, word(text, offset))),
                    _ => in_line(text, entry.value).map(Place::Pattern),
                },
                Some(entry) => Some(Place::Name(key, entry.key_span)),
                None => Some(Place::Name(key, word(text, offset))),
            }
        }
        Holds::Overrides => in_overrides(text, key, inside, at.checked_sub(header + 1)?, indent, offset),
        _ => Some(Place::Value(key, word(text, offset))),
    }
}

/// Inside `overrides`: at an id, or at a key of its override, in braces or on the lines below.
fn in_overrides(
    text: &str,
    key: &'static Key,
    inside: &[Line<'_>],
    at: usize,
    indent: usize,
    offset: usize,
) -> Option<Place> {
    let depth = inside.iter().find(|line| !line.is_blank() && !line.is_comment()).map_or(2, |line| line.indent());
    let line = inside.get(at)?;
    if indent < depth {
        return None;
    }
    let begin = inside.get(..=at)?.iter().rposition(|line| line.indent() == depth && !line.is_blank())?;
    let whole = extent(text, inside.get(begin)?.start);
    let said = |column: usize| match line.entry(column) {
        Some(entry) if offset >= entry.colon => {
            Some(Place::Value(OVERRIDE.iter().find(|key| key.name == entry.key)?, word(text, offset)))
        }
        _ => Some(Place::OverrideKey(word(text, offset), whole)),
    };
    if indent > depth {
        return said(indent);
    }
    match line.entry(depth) {
        Some(entry) if offset >= entry.colon => {
            // the text between the last brace or comma and the cursor
            let before = text.get(entry.colon..offset)?;
            let open = before.rfind(['{', ','])?;
            let piece = before.get(open + 1..)?;
            said(entry.colon - line.start + open + 1 + (piece.len() - piece.trim_start().len()))
        }
        Some(entry) => Some(Place::Name(key, entry.key_span)),
        None => Some(Place::Name(key, word(text, offset))),
    }
}

fn in_rules(text: &str, inside: &[Line<'_>], at: usize, indent: usize, offset: usize) -> Option<Place> {
    let is_dash = |line: &Line<'_>, dash: usize| {
        line.indent() == dash && line.text.get(dash..).is_some_and(|rest| rest == "-" || rest.starts_with("- "))
    };
    let first = inside.iter().find(|line| !line.is_blank() && !line.is_comment())?;
    let dash = first.indent();
    if !is_dash(first, dash) {
        return None;
    }
    let behind = first.text.get(dash + 1..)?;
    let column = dash + 1 + (behind.len() - behind.trim_start_matches(' ').len()).max(1);
    let begin = inside.get(..=at)?.iter().rposition(|line| is_dash(line, dash))?;
    let end = inside
        .iter()
        .skip(begin + 1)
        .find(|line| is_dash(line, dash) || line.indent() == 0 && !line.is_blank() && !line.is_comment());
    let rule = Span::new(inside.get(begin)?.start, end.map_or(text.len(), |line| line.start));
    let line = inside.get(at)?;
    let key_of = |entry: &Entry<'_>| RULE.iter().find(|key| key.name == entry.key);
    let depth = if is_dash(line, dash) { column } else { indent };
    if depth == column {
        return match line.entry(column) {
            Some(entry) if offset >= entry.colon => value(text, entry, key_of(&entry)?, offset, Some(rule)),
            // nothing can be inserted between a dash and the column of the keys
            _ if offset < line.start + column => None,
            _ => Some(Place::RuleKey(word(text, offset), rule)),
        };
    }
    if depth < column {
        return None;
    }
    let entry = inside.get(begin..at)?.iter().rev().find_map(|line| {
        let depth = if is_dash(line, dash) { column } else { line.indent() };
        (depth == column).then(|| line.entry(column))
    })??;
    let key = key_of(&entry)?;
    Some(match key.holds {
        Holds::Patterns => Place::Pattern(line.content()),
        Holds::Examples => Place::Example(line.content(), rule),
        _ => Place::Value(key, word(text, offset)),
    })
}

/// The value of a key on the same line.
fn value(text: &str, entry: Entry<'_>, key: &'static Key, offset: usize, rule: Option<Span>) -> Option<Place> {
    Some(match (key.holds, rule) {
        (Holds::Patterns, _) => Place::Pattern(in_line(text, entry.value)?),
        (Holds::Examples, Some(rule)) => Place::Example(in_line(text, entry.value)?, rule),
        _ => Place::Value(key, word(text, offset)),
    })
}

/// A pattern on the line of its key, without quotation marks; `None` if only a block begins there.
fn in_line(text: &str, value: Span) -> Option<Span> {
    let written = value.of(text);
    if written.is_empty() || written.starts_with(['|', '>', '#']) {
        return None;
    }
    let quoted = written.len() > 1 && written.starts_with(['"', '\'']);
    Some(if quoted { Span::new(value.start + 1, value.end - 1) } else { value })
}

/// The word around a byte: the longest text that can be a name.
fn word(text: &str, offset: usize) -> Span {
    let before = text.get(..offset).unwrap_or_default();
    let behind = text.get(offset..).unwrap_or_default();
    let start = before.trim_end_matches(is_name).len();
    Span::new(start, offset + behind.len() - behind.trim_start_matches(is_name).len())
}

/// The names of the keys of the rule at these bytes.
pub(super) fn keys_of_rule(text: &str, rule: Span) -> Vec<&str> {
    let lines = lines(rule.of(text));
    let Some(first) = lines.first() else { return Vec::new() };
    let dash = first.indent() + 1;
    let behind = first.text.get(dash..).unwrap_or_default();
    let column = dash + (behind.len() - behind.trim_start_matches(' ').len()).max(1);
    let begins = |line: &&Line<'_>| line.start == 0 || line.indent() == column;
    lines.iter().filter(begins).filter_map(|line| line.entry(column)).map(|entry| entry.key).collect()
}

/// The names of the keys of the override at these bytes.
pub(super) fn keys_of_override(text: &str, whole: Span) -> Vec<&'static str> {
    let pieces =
        whole.of(text).split(['{', ',', '\n']).map(|piece| piece.trim_start().split(':').next().unwrap_or_default());
    let written: Vec<&str> = pieces.collect();
    OVERRIDE.iter().map(|key| key.name).filter(|name| written.contains(name)).collect()
}

/// The names of the keys of the file.
pub(super) fn keys_of_file(text: &str) -> Vec<&str> {
    lines(text).iter().filter_map(|line| line.entry(0)).map(|entry| entry.key).collect()
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        lines.push(Line { start, text: line.strip_suffix('\r').unwrap_or(line) });
        start += line.len() + 1;
    }
    lines
}

/// The bytes of the line that holds `at` and of all lines indented deeper below it, without empty lines at the end.
pub(super) fn extent(text: &str, at: usize) -> Span {
    let lines = lines(text);
    let Some(first) = lines.partition_point(|line| line.start <= at).checked_sub(1) else { return Span::new(at, at) };
    let Some(head) = lines.get(first) else { return Span::new(at, at) };
    let mut end = head.content().end;
    for line in lines.iter().skip(first + 1) {
        if !line.is_blank() && line.indent() <= head.indent() {
            break;
        }
        if !line.is_blank() {
            end = line.content().end;
        }
    }
    Span::new(head.start + head.indent(), end)
}

#[cfg(test)]
mod tests {
    use super::{Place, place};

    #[test]
    fn the_context_is_found_in_a_partial_file() {
        let text = "claims: 1\nuse: [en.lex]\nrules:\n  - id: a\n    kind: op\n    match: |\n      {source} said\n\n    fi\n  -\nphrases:\n  x: |\n    - a\nlists:\n  y: [b, c]\noverrides:\n  d: {off: true, conf: lo}\n  e:\n    confidence: low\n    \n";
        let at = |needle: &str, inside: usize| text.find(needle).expect("it is there") + inside;
        let shown = |offset: usize| match place(text, offset) {
            None => "nothing".to_owned(),
            Some(Place::FileKey(span)) => format!("file key {}", span.of(text)),
            Some(Place::RuleKey(span, _)) => format!("rule key {}", span.of(text)),
            Some(Place::Value(key, span)) => format!("{} {}", key.name, span.of(text)),
            Some(Place::Name(key, span)) => format!("name in {} {}", key.name, span.of(text)),
            Some(Place::OverrideKey(span, _)) => format!("override key {}", span.of(text)),
            Some(Place::Pattern(span)) => format!("pattern {}", span.of(text)),
            Some(Place::Example(span, _)) => format!("example {}", span.of(text)),
        };
        for (offset, expected) in [
            (at("claims", 2), "file key claims"),
            (at("en.lex", 3), "use en.lex"),
            (at("id: a", 1), "rule key id"),
            (at("id: a", 4), "id a"),
            (at("op\n", 2), "kind op"),
            (at("{source}", 3), "pattern {source} said"),
            (at("\n\n    fi", 1), "file key "),
            (at("fi\n", 2), "rule key fi"),
            (at("  -\np", 3), "nothing"),
            (at("x: |", 0), "name in phrases x"),
            (at("- a\nlists", 2), "pattern - a"),
            (at("c]", 0), "lists c"),
            (at("d: {", 0), "name in overrides d"),
            (at("d: {", 2), "nothing"),
            (at("{off", 2), "override key off"),
            (at("true,", 2), "off true"),
            (at(", conf", 4), "override key conf"),
            (at("lo}", 1), "nothing"),
            (at("confidence: low", 3), "override key confidence"),
            (at("low\n", 1), "confidence low"),
            (at("low\n    \n", 8), "override key "),
        ] {
            assert_eq!(shown(offset), expected, "at {offset}");
        }
        for offset in 0..=text.len() {
            place(text, offset);
        }
    }
}
