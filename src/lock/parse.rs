//! Parser for locks. Locks are always written by this program, so they are parsed line by line, and every other line is
//! an error.

use std::fmt;

use super::{FORMAT, Lock, Pack};

/// Why a text is not a lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// An unresolved merge conflict, with the line at which it begins, from 1.
    Conflict(usize),
    /// The format version, which is only known to a newer program.
    Format(String),
    /// An invalid line: its number, from 1, and its text.
    Line(usize, String),
    /// This key is missing.
    Missing(&'static str),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict(line) => {
                write!(f, "it has an unresolved merge conflict at line {line}; run `claimsift lock` to write it again")
            }
            Self::Format(format) => {
                write!(f, "it has the format {format}, but this program knows {FORMAT}; a newer version wrote it")
            }
            Self::Line(line, text) => {
                write!(f, "line {line} is not valid in a lock: `{text}`; run `claimsift lock` to write it again")
            }
            Self::Missing(key) => write!(f, "the key `{key}` is missing; run `claimsift lock` to write it again"),
        }
    }
}

impl std::error::Error for Broken {}

/// The section of a lock that a line is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    Packs,
    /// In a pack; `true` among its files.
    Pack(bool),
    Files,
}

pub(super) fn parse(text: &str) -> Result<Lock, Broken> {
    // checked first, because a merge conflict also leaves invalid lines
    let marks = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];
    if let Some(at) = text.lines().position(|line| marks.iter().any(|mark| line.starts_with(mark))) {
        return Err(Broken::Conflict(at + 1));
    }
    let (mut format, mut engine, mut edition) = (None, None, None);
    let mut lock = Lock { engine: String::new(), edition: String::new(), packs: Default::default() };
    let mut section = Section::Head;
    let mut name = String::new();
    for (at, line) in text.lines().enumerate() {
        let body = line.trim();
        if body.is_empty() || body.starts_with('#') {
            continue;
        }
        let broken = || Broken::Line(at + 1, body.to_owned());
        let (key, value) = entry(body).ok_or_else(broken)?;
        let indent = line.len() - line.trim_start_matches(' ').len();
        match (indent, section, key.as_str(), value.is_empty()) {
            (0, _, "format", false) => format = Some(value),
            (0, _, "engine", false) => engine = Some(value),
            (0, _, "edition", false) => edition = Some(value),
            (0, _, "packs", true) => section = Section::Packs,
            (0, _, "files", true) => {
                section = Section::Files;
                name.clear();
                lock.packs.entry(String::new()).or_default();
            }
            (2, Section::Packs | Section::Pack(_), _, true) if !key.is_empty() => {
                section = Section::Pack(false);
                lock.packs.entry(key.clone()).or_default();
                name = key;
            }
            (4, Section::Pack(_), "version", false) => pack(&mut lock, &name).version = value,
            (4, Section::Pack(_), "files", true) => section = Section::Pack(true),
            (2, Section::Files, ..) | (6, Section::Pack(true), ..) if is_sum(&value) => {
                pack(&mut lock, &name).files.insert(key, value);
            }
            _ => return Err(broken()),
        }
    }
    let format = format.ok_or(Broken::Missing("format"))?;
    if format != FORMAT {
        return Err(Broken::Format(format));
    }
    lock.engine = engine.ok_or(Broken::Missing("engine"))?;
    lock.edition = edition.ok_or(Broken::Missing("edition"))?;
    Ok(lock)
}

fn pack<'l>(lock: &'l mut Lock, name: &str) -> &'l mut Pack {
    lock.packs.entry(name.to_owned()).or_default()
}

/// The key and the value of a line, each with or without quotation marks.
fn entry(line: &str) -> Option<(String, String)> {
    let (key, rest) = word(line)?;
    let value = rest.strip_prefix(':')?.trim();
    if value.is_empty() {
        return Some((key, String::new()));
    }
    let (value, rest) = word(value)?;
    rest.is_empty().then_some((key, value))
}

/// The first word of a text, and the rest after it.
fn word(text: &str) -> Option<(String, &str)> {
    if text.starts_with('"') {
        let mut words = serde_json::Deserializer::from_str(text).into_iter::<String>();
        let word = words.next()?.ok()?;
        return Some((word, text.get(words.byte_offset()..)?));
    }
    let end = text.find(':').unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    (!word.is_empty()).then(|| (word.to_owned(), rest))
}

fn is_sum(text: &str) -> bool {
    text.len() == 64 && text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
}

#[cfg(test)]
mod tests {
    use super::{Broken, parse};

    #[test]
    fn errors_name_their_line() {
        let head = "format: 1\nengine: 0.1.0\nedition: 1\n";
        let line = |line: usize, text: &str| Err(Broken::Line(line, text.to_owned()));
        for (text, expected) in [
            (String::new(), Err(Broken::Missing("format"))),
            ("format: 1\nedition: 1\n".to_owned(), Err(Broken::Missing("engine"))),
            (head.replace('1', "2"), Err(Broken::Format("2".to_owned()))),
            (format!("{head}<<<<<<< ours\npacks:\n"), Err(Broken::Conflict(4))),
            (format!("{head}packs:\n  a:\n    files:\n      b.yaml: 12\n"), line(7, "b.yaml: 12")),
            (format!("{head}rules:\n"), line(4, "rules:")),
            (format!("{head}files:\n  \"a: 1\n"), line(5, "\"a: 1")),
            (format!("{head}no key\n"), line(4, "no key")),
        ] {
            assert_eq!(parse(&text), expected, "{text}");
        }
    }
}
