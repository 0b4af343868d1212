//! Explains common mistakes in YAML in terms the author understands.
//!
//! A YAML parser describes an error in its own terms, and often one line off. Here the surrounding text is examined for
//! the few mistakes that rule files invite: a tab, a block that is not indented, a second document, an unquoted pattern
//! that YAML reads as something else.

use super::errors;
use super::{Cause, YamlError};
use crate::diagnostic::Code;
use crate::rule::characters;
use crate::span::Span;

/// Keys whose value is lines of the rule language.
pub(in crate::rule) const PATTERN_KEYS: &[&str] = &["match", "unless", "finds", "ignores", "not-yet"];

/// A problem with the YAML of a file, as it is reported to the author.
pub(in crate::rule) struct Slip {
    pub(in crate::rule) code: Code,
    pub(in crate::rule) span: Span,
    pub(in crate::rule) message: String,
    pub(in crate::rule) help: Option<String>,
    /// The span to replace, and the replacement.
    pub(in crate::rule) fix: Option<(Span, String)>,
}

impl Slip {
    /// A problem with the YAML itself.
    pub(in crate::rule) fn new(span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code: Code::NotYaml, span, message: message.into(), help: Some(help.into()), fix: None }
    }

    pub(in crate::rule) fn of(self, code: Code) -> Self {
        Self { code, ..self }
    }

    pub(in crate::rule) fn fixed(self, span: Span, replacement: impl Into<String>) -> Self {
        Self { fix: Some((span, replacement.into())), ..self }
    }
}

/// Explains what is wrong in a file that is not valid YAML.
pub(in crate::rule) fn explain(text: &str, error: &YamlError) -> Slip {
    tab(text, error)
        .or_else(|| other_space(text, error))
        .or_else(|| second_document(text, error))
        .or_else(|| merge(text, error))
        .or_else(|| never_closed(text, error))
        .or_else(|| unindented(text, error))
        .unwrap_or_else(|| errors::of(text, error))
}

/// The lines of `text` from the one that contains the byte `at` on, each with its offset.
pub(in crate::rule) fn lines_from(text: &str, at: usize) -> impl Iterator<Item = (usize, &str)> {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let mut next = start;
    text.get(start..).unwrap_or_default().split_inclusive('\n').map(move |line| {
        let here = next;
        next += line.len();
        (here, line)
    })
}

/// A tab before a key; YAML parsers report it on the line before.
fn tab(text: &str, error: &YamlError) -> Option<Slip> {
    if error.cause != Cause::Tab {
        return None;
    }
    let at = lines_from(text, error.at).find_map(|(start, line)| {
        let indent = line.len() - line.trim_start().len();
        line.get(..indent)?.find('\t').map(|tab| start + tab)
    })?;
    let message = "this line is indented with a tab, but YAML allows only spaces";
    Some(Slip::new(Span::new(at, at + 1), message, "write two spaces for each level"))
}

/// A space that YAML doesn't recognize, usually a no-break space, before a key or after a colon or dash that needs a
/// space after it, in the line of the error or before it.
fn other_space(text: &str, error: &YamlError) -> Option<Slip> {
    let strange = |(start, line): (usize, &str)| {
        let indent = line.len() - line.trim_start().len();
        let before = line.get(..indent)?.char_indices().find(|(_, c)| !c.is_ascii_whitespace()).map(|(at, _)| at);
        let is_blank_here = line.trim().is_empty() && (start..=start + line.len()).contains(&error.at);
        let before = before.filter(|_| line.contains(':') || is_blank_here);
        let at = before.or_else(|| {
            let entry = line.get(indent..)?;
            let key = entry.trim_start_matches("- ");
            let (indent, entry) = (indent + entry.len() - key.len(), key);
            let name = entry.len() - entry.trim_start_matches(|c: char| c.is_alphanumeric() || c == '-').len();
            let behind = entry.get(name..)?;
            let colon = usize::from(behind.starts_with(':'));
            let is_dash = entry.get(..name) == Some("-");
            let space = behind.get(colon..)?.chars().next().and_then(characters::meant);
            (is_dash || name > 0 && colon > 0)
                .then_some(space)
                .flatten()
                .filter(|&meant| meant != characters::Meant::Sign(':'))
                .map(|_| indent + name + colon)
        });
        at.map(|at| start + at)
    };
    let at = lines_from(text, 0).take_while(|&(start, _)| start <= error.at).filter_map(strange).last()?;
    let span = character_at(text, at);
    let named = characters::described(span.of(text).chars().next()?);
    let message = format!("this is {named}, but YAML allows only ordinary spaces here");
    Some(Slip::new(span, message, "write an ordinary space").fixed(span, " "))
}

/// `<<: *name`.
fn merge(text: &str, error: &YamlError) -> Option<Slip> {
    let merges = |line: &str| line.trim_start().starts_with("<<");
    let here = lines_from(text, error.at).next().filter(|(_, line)| merges(line));
    let (start, line) =
        here.or_else(|| lines_from(text, 0).find(|(_, line)| error.cause == Cause::Merge && merges(line)))?;
    let start = start + line.len() - line.trim_start().len();
    let message = "YAML merge keys are not allowed";
    Some(Slip::new(Span::new(start, start + 2), message, "write the keys themselves").of(Code::Alias))
}

/// A list in square brackets or a mapping in braces that is still open at the next key or at the end of the file.
fn never_closed(text: &str, error: &YamlError) -> Option<Slip> {
    let is_key = |line: &str| {
        let entry = line.trim_start().trim_start_matches("- ");
        let name = entry.split(':').next().unwrap_or_default();
        entry.len() > name.len() && !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let (mut open, mut block): (Vec<usize>, Option<usize>) = (Vec::new(), None);
    for (start, line) in lines_from(text, 0) {
        let indent = line.len() - line.trim_start().len();
        if line.trim().is_empty() || block.is_some_and(|outer| indent > outer) {
            continue;
        }
        block = None;
        if is_key(line) {
            if !open.is_empty() {
                break;
            }
            let value = line.split_once(':').map_or("", |(_, value)| value.trim());
            if value.starts_with(['|', '>']) {
                block = Some(indent);
                continue;
            }
            if !value.starts_with(['[', '{']) {
                continue;
            }
        } else if open.is_empty() {
            continue;
        }
        let mut quoted = None;
        for (at, c) in line.char_indices() {
            match (quoted, c) {
                (Some(mark), c) if mark == c => quoted = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if line.get(..at).is_some_and(|before| before.ends_with([' ', '[', '{', ','])) => {
                    quoted = Some(c);
                }
                (None, '[' | '{') => open.push(start + at),
                (None, ']' | '}') => {
                    open.pop();
                }
                (None, '#') if line.get(..at).is_some_and(|before| before.ends_with(' ')) => break,
                (None, _) => {}
            }
        }
    }
    let at = *open.first().filter(|&&at| at <= error.at)?;
    let bracket = character_at(text, at);
    let closer = if bracket.of(text) == "[" { ']' } else { '}' };
    let message = format!("this `{}` is never closed", bracket.of(text));
    Some(Slip::new(bracket, message, format!("write `{closer}` where it ends")))
}

/// `---` in the middle of a file.
fn second_document(text: &str, error: &YamlError) -> Option<Slip> {
    if error.cause != Cause::SecondDocument {
        return None;
    }
    let (start, line) =
        lines_from(text, 0).filter(|&(start, line)| start <= error.at && line.starts_with("---")).last()?;
    Some(Slip::new(
        Span::new(start, start + line.trim_end().len()),
        "a second document begins here, and a rule file is one",
        "take the line away, or move what follows to a file of its own",
    ))
}

/// A line of a block that is not indented further than the key of the block.
fn unindented(text: &str, error: &YamlError) -> Option<Slip> {
    let (start, line) = lines_from(text, error.at).next().filter(|(_, line)| !line.trim().is_empty())?;
    let indent = |line: &str| line.len() - line.trim_start().len();
    let before: Vec<&str> = text.get(..start)?.lines().filter(|line| !line.trim().is_empty()).collect();
    let header = before.iter().rev().find(|other| indent(other) <= indent(line))?;
    let key = header
        .trim_start_matches([' ', '-'])
        .split_once(':')
        .filter(|(_, value)| value.trim_start().starts_with('|'))?
        .0;
    let span = Span::new(start + indent(line), start + line.trim_end().len());
    if let Some(own) = errors::known_key(line) {
        let message = format!("`{own}` is indented deeper than `{key}` above it");
        return Some(Slip::new(span, message, format!("begin the line below the first letter of `{key}`")));
    }
    Some(Slip::new(
        span,
        format!("this line belongs to the block of `{key}`, and is not indented below it"),
        format!("indent it at least one space more than `{key}`"),
    ))
}

/// Values of pattern keys that YAML would not read as the intended text.
pub(in crate::rule) fn bare_patterns(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    // the indentation of the key whose block we are in
    let mut block: Option<usize> = None;
    // whether every key is a name for a pattern
    let mut named = false;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end();
        let indent = body.len() - body.trim_start().len();
        let inside = block.is_some_and(|outer| body.trim().is_empty() || indent > outer);
        if !inside {
            block = None;
            let entry = body.trim_start().trim_start_matches("- ").trim_start();
            if let Some((key, value)) = entry.split_once(':') {
                let value = value.trim_start();
                if indent == 0 {
                    named = matches!(key, "phrases" | "roles");
                }
                if value.starts_with(['|', '>']) || is_tagged_block(value) {
                    block = Some(indent);
                } else if (PATTERN_KEYS.contains(&key.trim_end()) || named && indent > 0) && is_bare(value) {
                    let at = start + body.len() - value.len();
                    found.push(Span::new(at, at + value.len()));
                }
            }
        }
        start += line.len();
    }
    found
}

/// Whether a block begins after a tag: `!text |`.
fn is_tagged_block(value: &str) -> bool {
    let behind = value.split_once(char::is_whitespace).map_or("", |(_, behind)| behind.trim_start());
    value.starts_with('!') && behind.starts_with(['|', '>'])
}

/// Lines of patterns or examples below a key whose `|` is missing, where YAML reads some of them as something else.
pub(in crate::rule) struct WithoutBar {
    /// The key.
    pub(in crate::rule) key: Span,
    /// The replacement and its span, which extends from after the colon to the end of the last line.
    pub(in crate::rule) fix: (Span, String),
    /// The first line, without its dash.
    pub(in crate::rule) first: Span,
    /// Whether the lines are written as a list.
    pub(in crate::rule) is_list: bool,
}

/// Every key for patterns or examples that is followed by lines without a `|`.
pub(in crate::rule) fn without_bar(text: &str) -> Vec<WithoutBar> {
    let mut found = Vec::new();
    let mut lines = lines_from(text, 0).peekable();
    while let Some((start, line)) = lines.next() {
        let entry = line.trim_start_matches([' ', '-']);
        let column = line.len() - entry.len();
        let Some((key, value)) = entry.split_once(':') else { continue };
        if !PATTERN_KEYS.contains(&key) || !value.trim().is_empty() {
            continue;
        }
        let key = Span::new(start + column, start + column + key.len());
        let behind_colon = key.end + 1;
        let (mut end, mut first, mut is_bare_line, mut is_list) = (behind_colon, None, false, false);
        let mut fix = " |".to_owned();
        while let Some(&(at, below)) = lines.peek() {
            let inner = below.trim();
            let indent = below.len() - below.trim_start().len();
            let is_item = inner.starts_with("- ");
            if !inner.is_empty() && indent <= column && !(is_item && indent == column) {
                break;
            }
            lines.next();
            if inner.is_empty() {
                continue;
            }
            let content = inner.strip_prefix("- ").map_or(inner, str::trim_start);
            let begin = at + below.trim_end().len() - content.len();
            if first.is_none() {
                first = Some(Span::new(begin, begin + content.len()));
                is_list = is_item;
            }
            is_bare_line |= is_bare(content);
            fix.push('\n');
            fix.push_str(&" ".repeat(column + 2));
            fix.push_str(without_outer_marks(content));
            end = at + below.trim_end().len();
        }
        if let Some(first) = first.filter(|_| is_bare_line) {
            found.push(WithoutBar { key, fix: (Span::new(behind_colon, end), fix), first, is_list });
        }
    }
    found
}

/// Whether YAML reads `value` as something other than text.
fn is_bare(value: &str) -> bool {
    let Some(first) = value.chars().next() else { return false };
    let quoted = matches!(first, '"' | '\'') && value.len() > 1 && value.ends_with(first) && {
        let inner = value.get(1..value.len() - 1).unwrap_or_default();
        if first == '"' {
            !inner.replace("\\\\", "").replace("\\\"", "").contains('"')
        } else {
            !inner.replace("''", "").contains('\'')
        }
    };
    let special =
        matches!(first, '{' | '[' | '"' | '\'' | '@' | '*' | '&' | '%' | '`' | '!' | '?' | ',' | ']' | '}' | '#');
    !quoted && (special || value.contains(": ") || value.ends_with(':'))
}

/// The intended text of a bare pattern: without the quotation marks that were added for YAML around one that contains
/// others.
pub(in crate::rule) fn without_outer_marks(pattern: &str) -> &str {
    let Some(mark @ ('"' | '\'')) = pattern.chars().next() else { return pattern };
    let Some(inner) = pattern.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)) else { return pattern };
    let first = inner.find(mark);
    let opens =
        first.is_some_and(|at| inner.get(..at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '('])));
    if opens && inner.matches(mark).count() % 2 == 0 { inner } else { pattern }
}

/// The span of the character of `text` at the byte `at`.
pub(in crate::rule) fn character_at(text: &str, at: usize) -> Span {
    let length = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(at.min(text.len()), at.min(text.len()) + length)
}

#[cfg(test)]
mod tests {
    use super::without_outer_marks;

    #[test]
    fn only_marks_around_the_whole_pattern_are_removed() {
        for (written, meant) in [
            (r#""{source} said, "{claim}"""#, r#"{source} said, "{claim}""#),
            (r#""{claim}," {source} said, "{claim}""#, r#""{claim}," {source} said, "{claim}""#),
            (r#""{claim}," said {source}"#, r#""{claim}," said {source}"#),
            ("{source} said", "{source} said"),
        ] {
            assert_eq!(without_outer_marks(written), meant);
        }
    }
}
