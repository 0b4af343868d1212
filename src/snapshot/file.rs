//! The file format of the insta crate: a YAML header between two lines of dashes, and the body.
//!
//! Only the body holds what is claimed. The header says nothing about where the file was written; in a file of
//! `claimsift snap`, one line of it holds the positions of the claims in the article.

use crate::rule::yaml;
use std::fmt;

use super::{Extraction, quoting};

/// A parsed snapshot file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The lines between the dashes, each with its line break.
    header: String,
    body: String,
}

/// Why a file is not a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// An unresolved merge conflict; the line of its first marker, from 1.
    Conflict(usize),
    /// It does not begin with a header.
    NoHeader,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict(line) => write!(
                out,
                "line {line} is a merge conflict marker; resolve it, or run `claimsift snap --update` to write what is extracted now"
            ),
            Self::NoHeader => {
                out.write_str("this is not a snapshot: it does not begin with a header between two lines of `---`")
            }
        }
    }
}

impl File {
    /// A file with an extraction from the article of that id.
    #[must_use]
    pub fn new(article: &str, extraction: &Extraction) -> Self {
        let header = format!("source: claimsift\nexpression: {}\n", quoting::scalar(article));
        Self { header, body: String::new() }.with(extraction)
    }

    /// Parses a file. Line breaks of any style are read as `\n`.
    ///
    /// # Errors
    ///
    /// If it contains markers of a merge conflict, or has no header.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let text = text.replace("\r\n", "\n");
        if let Some(line) = text.lines().position(is_conflict) {
            return Err(Unreadable::Conflict(line + 1));
        }
        let inner = text.strip_prefix("---\n").ok_or(Unreadable::NoHeader)?;
        let end = if inner.starts_with("---\n") { Some(0) } else { inner.find("\n---\n").map(|at| at + 1) };
        // the line break before an empty body may be missing
        let end = end.or_else(|| inner.strip_suffix("\n---").map(|header| header.len() + 1));
        let (header, body) = inner.split_at_checked(end.ok_or(Unreadable::NoHeader)?).ok_or(Unreadable::NoHeader)?;
        let body = body.trim_start_matches('-').trim_matches('\n');
        Ok(Self { header: header.to_owned(), body: body.to_owned() })
    }

    /// Whether it was written by `claimsift snap`, and not by a test in Rust.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        self.header.lines().any(|line| line == "source: claimsift")
    }

    /// The id of the article, if the file was written by `claimsift snap`.
    #[must_use]
    pub fn article(&self) -> Option<String> {
        let written = self.header.lines().find_map(|line| line.strip_prefix("expression: "))?;
        self.is_ours().then(|| yaml::value_of(written).ok())?
    }

    /// The body, without line breaks around it.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The claims it holds, with their positions if the header has them.
    ///
    /// # Errors
    ///
    /// If the body is not the YAML of an extraction; the message gives the position.
    pub fn extraction(&self) -> Result<Extraction, String> {
        let mut extraction = Extraction::parse(&self.body)?;
        let places: Vec<&str> = self.places().collect();
        // a merge may have combined the header of one version with the body of another
        if places.len() == extraction.claims.len() {
            for (entry, place) in extraction.claims.iter_mut().zip(places) {
                entry.at = format!("¶ {place}");
            }
        }
        Ok(extraction)
    }

    /// The positions in the header, in the order of the claims.
    fn places(&self) -> impl Iterator<Item = &str> {
        let line = self.header.lines().find_map(|line| line.strip_prefix(PLACES));
        line.unwrap_or_default().split_whitespace()
    }

    /// The same file with a different extraction.
    #[must_use]
    pub fn with(&self, extraction: &Extraction) -> Self {
        let mut header = self.header.clone();
        if self.is_ours() {
            header = header
                .lines()
                .filter(|line| *line != INFO && !line.starts_with(PLACES))
                .fold(String::new(), |header, line| header + line + "\n");
            let places: Vec<&str> = extraction.claims.iter().filter_map(|claim| claim.at.strip_prefix("¶ ")).collect();
            if !places.is_empty() && places.len() == extraction.claims.len() {
                header += &format!("{INFO}\n{PLACES}{}\n", places.join(" "));
            }
        }
        Self { header, body: extraction.to_string() }
    }
}

/// The key under which insta keeps custom metadata in a header.
const INFO: &str = "info:";

/// The line below it with the positions of all claims. The `¶` makes it a string in YAML, never a number.
const PLACES: &str = "  at: ¶ ";

/// The whole text, with a line break at its end.
impl fmt::Display for File {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { header, body } = self;
        write!(out, "---\n{header}---\n{body}\n")
    }
}

/// Whether a line is a marker of a merge conflict.
fn is_conflict(line: &str) -> bool {
    line == "=======" || ["<<<<<<< ", ">>>>>>> ", "||||||| "].iter().any(|mark| line.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::{File, Unreadable};
    use crate::snapshot::{Entry, Extraction};

    #[test]
    fn a_file_is_parsed_with_any_line_endings() {
        let file = File::new("harbour: one", &Extraction::default());
        assert_eq!(file.to_string(), "---\nsource: claimsift\nexpression: \"harbour: one\"\n---\n[]\n");
        assert_eq!(File::parse(&file.to_string()), Ok(file.clone()));
        assert_eq!(File::parse(&file.to_string().replace('\n', "\r\n")), Ok(file));
    }

    #[test]
    fn the_places_of_claims_are_one_line_of_the_header() {
        let entry = |claim: &str, at: &str| Entry { claim: claim.to_owned(), at: at.to_owned(), ..Entry::default() };
        let two = Extraction { claims: vec![entry("it rains", "¶ 1.1"), entry("it snows", "¶ 3.10")] };
        let file = File::new("weather", &two);
        let head = "---\nsource: claimsift\nexpression: weather\ninfo:\n  at: ¶ 1.1 3.10\n---\n- claim: it rains\n";
        assert!(file.to_string().starts_with(head), "{file}");
        assert_eq!(file.extraction(), Ok(two));
        assert_eq!(file.article().as_deref(), Some("weather"));
        let moved = Extraction { claims: vec![entry("it rains", "¶ 2.1"), entry("it snows", "¶ 4.10")] };
        assert_eq!(file.with(&moved).body(), file.body());
        assert_eq!(file.with(&moved).extraction(), Ok(moved));
        assert!(!file.with(&Extraction::default()).to_string().contains("info"), "without claims there are no places");
    }

    #[test]
    fn snapshots_with_positions_among_the_claims_are_read() {
        let text = "---\nsource: claimsift\nexpression: a\n---\n- claim: it rains\n  at: ¶ 2.1\n  rule: r\n  id: x\n";
        let extraction = File::parse(text).expect("it is a snapshot").extraction().expect("it holds claims");
        assert_eq!(extraction.claims[0].at, "¶ 2.1");
    }

    #[test]
    fn the_header_of_another_writer_is_kept() {
        let text = "---\nsource: tests/articles.rs\ninput_file: tests/articles/a.txt\n---\n- claim: x\n";
        let file = File::parse(text).expect("it is a snapshot");
        assert_eq!(file.body(), "- claim: x");
        let emptied = file.with(&Extraction::default()).to_string();
        assert_eq!(emptied, "---\nsource: tests/articles.rs\ninput_file: tests/articles/a.txt\n---\n[]\n");
    }

    #[test]
    fn conflicts_and_other_files_are_recognised() {
        let text = "---\nsource: claimsift\n---\n<<<<<<< HEAD\n- claim: x\n=======\n[]\n>>>>>>> other\n";
        assert_eq!(File::parse(text), Err(Unreadable::Conflict(4)));
        for text in ["", "hello", "---\n", "---\nsource: x\n"] {
            assert_eq!(File::parse(text), Err(Unreadable::NoHeader), "{text:?}");
        }
        assert_eq!(File::parse("---\n---\n[]").expect("an empty header is one").body(), "[]");
        assert_eq!(File::parse("---\nsource: x\n---").expect("an empty body is one").body(), "");
    }
}
