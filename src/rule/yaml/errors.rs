//! Translates errors of the YAML library for the author of a rule file.
//!
//! The library names its own states and limits, and often points to the line after the mistake. Messages that are not
//! known here are passed on as they are, unless they are about the library itself.

use super::mistakes::{Slip, character_at, lines_from};
use super::{Cause, YamlError};
use crate::diagnostic::Code;
use crate::rule::keys::{CONFIG, FAIL, FILE, MANIFEST, OVERRIDE, RULE};
use crate::span::Span;

/// Explains an error of the library.
pub(super) fn of(text: &str, error: &YamlError) -> Slip {
    let here = character_at(text, error.at);
    let message = error.message.as_str();
    if let Some(slip) = limits(text, error, here) {
        return slip;
    }
    if let Some(slip) = (error.cause == Cause::Escape).then(|| escape(text, error.at)).flatten() {
        return slip;
    }
    if matches!(error.cause, Cause::MappingValue | Cause::NoColon) {
        return colon(text, error, here);
    }
    if error.cause == Cause::Column {
        return depth(text, error, here);
    }
    if error.cause == Cause::UnclosedQuote {
        return Slip::new(here, "this quotation mark is never closed", "write the same mark where the text ends");
    }
    if error.cause == Cause::BehindQuote {
        let help =
            "put all of the value in quotation marks; a mark inside is doubled, or of the other kind: `\"it's\"`";
        return Slip::new(here, "unexpected text after a closing quotation mark", help);
    }
    let first = here.of(text);
    if error.cause == Cause::FirstCharacter {
        let help = "put the value in quotation marks";
        return Slip::new(here, format!("a value or key cannot begin with `{first}` in YAML"), help);
    }
    if error.cause == Cause::BehindBlock {
        let line = text.get(here.end..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        let start = here.end + line.len() - line.trim_start().len();
        let at = Span::new(start, here.end + line.trim_end().len());
        return Slip::new(
            at,
            format!("nothing can follow the `{first}` on its line"),
            "move it to a line of its own below",
        );
    }
    let before = text.get(..here.start).unwrap_or_default().trim_end();
    if matches!(first, "," | "]" | "}") && before.ends_with([',', '[', '{']) {
        return Slip::new(
            here,
            format!("there is nothing before this `{first}`"),
            "remove one comma, or write what is missing",
        );
    }
    if error.cause == Cause::Bracket {
        return Slip::new(
            here,
            format!("this `{first}` does not close the bracket that is open"),
            "close the brackets in order",
        );
    }
    if error.cause == Cause::KeyOfKeys {
        return Slip::new(here, "expected a key, found a list or mapping", "put it in quotation marks if it is text");
    }
    if error.cause == Cause::Library {
        return Slip::new(here, "invalid YAML", "put a text in quotation marks if it has special characters");
    }
    Slip { code: Code::NotYaml, span: here, message: format!("invalid YAML: {message}"), help: None, fix: None }
}

/// Explains limits of the library, and errors about aliases.
fn limits(text: &str, error: &YamlError, here: Span) -> Option<Slip> {
    let help = "write the values themselves; words and pieces of patterns are shared under `lists` and `phrases`";
    if error.cause == Cause::UnknownAlias {
        let end = text
            .get(here.start..)
            .and_then(|rest| rest.find(char::is_whitespace))
            .map_or(text.len(), |at| here.start + at);
        let name = Span::new(here.start, end).of(text).trim_end_matches([',', ']', '}']);
        let span = Span::new(here.start, here.start + name.len());
        let message = format!("YAML reads `{name}` as an alias, and nothing has that name");
        let help = "if it is text, put the value in quotation marks; words are shared under `lists` and `phrases`";
        return Some(Slip::new(span, message, help).of(Code::Alias));
    }
    if error.cause == Cause::AliasInItself {
        return Some(Slip::new(here, "this alias refers to itself", help).of(Code::Alias));
    }
    if error.cause == Cause::TooManyAliases {
        let message = "the aliases of this file expand to too much";
        return Some(Slip::new(here, message, help).of(Code::Alias));
    }
    if error.cause == Cause::TooDeep {
        let help = "lists and mappings are nested three or four deep in a rule file";
        return Some(Slip::new(here, "this is nested too deep", help));
    }
    if error.cause == Cause::TooLarge {
        return Some(Slip::new(here, "the file has more entries than can be read", "split it into several files"));
    }
    None
}

/// The first invalid escape in the quoted text at `at`.
fn escape(text: &str, at: usize) -> Option<Slip> {
    let rest = text.get(at..)?;
    let open = rest.find('"')?;
    let mut characters = rest.char_indices().skip_while(|&(place, _)| place <= open);
    while let Some((place, c)) = characters.next() {
        match c {
            '"' => return None,
            '\\' => {}
            _ => continue,
        }
        let (_, kind) = characters.next()?;
        let digits = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            '0' | 'a' | 'b' | 't' | '\t' | 'n' | 'v' | 'f' | 'r' | 'e' | ' ' | '"' | '/' | '\\' | 'N' | '_' | 'L'
            | 'P' | '\n' | '\r' => continue,
            _ => {
                let start = at + place;
                let span = Span::new(start, start + 1 + kind.len_utf8());
                let message = format!("invalid YAML escape `\\{kind}`");
                let help =
                    "in double quotation marks a backslash is written twice; a block after `|` takes it as it is";
                return Some(Slip::new(span, message, help).fixed(Span::new(start, start + 1), "\\\\"));
            }
        };
        let start = at + place;
        let given = text.get(start + 2..)?;
        let given = given.chars().take(digits).take_while(char::is_ascii_hexdigit).count();
        if given < digits {
            let message = format!("`\\{kind}` takes {digits} digits from 0 to 9 and a to f");
            let help = "in double quotation marks a backslash is written twice";
            return Some(Slip::new(Span::new(start, start + 2 + given), message, help));
        }
    }
    None
}

/// A missing colon or space, in the line of the error or the one before it, or a superfluous colon.
fn colon(text: &str, error: &YamlError, here: Span) -> Slip {
    let line = lines_from(text, error.at).next().unwrap_or((error.at, ""));
    let before = Span::new(line.0, here.start).of(text);
    if error.cause == Cause::NoColon {
        return entry(text, line)
            .unwrap_or_else(|| Slip::new(here, "expected a key followed by a colon", "write `key: value`"));
    }
    let end = line.0 + line.1.trim_end().len();
    let value = before.find(": ").map(|at| line.0 + at + 2).filter(|&value| value < end);
    if let Some(value) = value {
        let value = Span::new(value, end);
        let slip = Slip::new(
            here,
            "a value cannot have a second colon followed by a space",
            "put the value in quotation marks",
        );
        let written = value.of(text);
        return if written.contains(['"', '\\', '#']) { slip } else { slip.fixed(value, format!("\"{written}\"")) };
    }
    let above = lines_from(text, 0).take_while(|&(start, _)| start < line.0);
    let above = above.filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#')).last();
    let Some(above) = above else {
        return Slip::new(here, "unexpected colon", "put the value in quotation marks");
    };
    if let Some(slip) = entry(text, above) {
        return slip;
    }
    let indent = line.1.len() - line.1.trim_start().len();
    let key = above.1.trim_start().trim_start_matches("- ").split(':').next().unwrap_or_default();
    // a blank line has nothing to point at
    let span = if line.0 + indent < end { Span::new(line.0 + indent, end) } else { here };
    let help = "keys of one mapping start in the same column";
    Slip::new(span, format!("this line is indented deeper than `{key}` above it"), help)
}

/// What is wrong with a line that should be `key: value`; `None` if it is valid.
fn entry(text: &str, (start, line): (usize, &str)) -> Option<Slip> {
    let entry = line.trim_start();
    let at = start + line.len() - entry.len();
    let glued = entry.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
    if glued {
        let dash = Span::new(at, at + 1);
        return Some(Slip::new(dash, "a space is missing after this dash", "write `- `").fixed(dash, "- "));
    }
    let inner = entry.trim_start_matches("- ").trim_start();
    let at = at + entry.len() - inner.len();
    let inner = inner.trim_end();
    if inner.starts_with("//") {
        let span = Span::new(at, at + 2);
        return Some(Slip::new(span, "a comment begins with `#`", "write `#` instead of `//`").fixed(span, "#"));
    }
    if inner.contains(": ") || inner.ends_with(':') {
        return None;
    }
    let name =
        inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).len();
    let word = inner.get(..name)?;
    let behind = inner.get(name..)?;
    if let Some(colon) = behind.chars().next().filter(|&c| matches!(c, ':' | '：' | '∶' | '︰')) {
        let span = Span::new(at + name, at + name + colon.len_utf8());
        if colon != ':' {
            let message = format!("this is not a colon, but U+{:04X}, which looks like one", u32::from(colon));
            return Some(Slip::new(span, message, "write `:` and a space").fixed(span, ": "));
        }
        let message = format!("a space is missing after `{word}:`");
        return Some(Slip::new(span, message, "write `key: value`").fixed(span, ": "));
    }
    if word.is_empty() {
        return Some(Slip::new(character_at(text, at), "expected a key followed by a colon", "write `key: value`"));
    }
    let span = Span::new(at, at + name);
    let slip = Slip::new(span, format!("a colon is missing after `{word}`"), "write `key: value`");
    if !is_known(word) {
        return Some(slip);
    }
    let equals = behind.len() - behind.trim_start_matches([' ', '=']).len();
    Some(slip.fixed(Span::new(span.end, span.end + equals), if behind.is_empty() { ":" } else { ": " }))
}

/// A line that is neither indented like the first key of its mapping nor a new entry.
fn depth(text: &str, error: &YamlError, here: Span) -> Slip {
    let (start, line) = lines_from(text, error.at).next().unwrap_or((error.at, ""));
    let indent = line.len() - line.trim_start().len();
    let message = "this line is indented differently from the keys or entries it belongs to";
    let is_first = here.start <= start + indent;
    if !is_first {
        let help = "put a text with special characters in quotation marks";
        return Slip::new(here, "this does not belong to the value before it", help);
    }
    let span = Span::new(start + indent, start + line.trim_end().len());
    if let Some(key) = known_key(line) {
        let help = format!("align `{key}` with the key above it");
        return Slip::new(span, message, help);
    }
    entry(text, (start, line)).unwrap_or_else(|| Slip::new(span, message, "align it with the one above"))
}

/// The key of a line, if it is a key of files or rules.
pub(super) fn known_key(line: &str) -> Option<&str> {
    let (key, _) = line.trim_start().trim_start_matches("- ").split_once(':')?;
    is_known(key).then_some(key)
}

fn is_known(word: &str) -> bool {
    [FILE, RULE, MANIFEST, OVERRIDE, CONFIG, FAIL].into_iter().flatten().any(|key| key.name == word)
}
