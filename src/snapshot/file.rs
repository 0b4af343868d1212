//! The files that insta keeps: a header of YAML between two lines of dashes, and the body.
//!
//! Only the body is compared. The header names nothing of the place where the file was written, and stays as it is where
//! the body does.

use std::fmt;

use super::Extraction;

/// A snapshot file, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The lines between the dashes, each with its break.
    header: String,
    body: String,
}

/// Why a file cannot be taken for a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Somebody has to decide first which of two versions counts; the line of the first mark, from 1.
    Conflict(usize),
    /// It does not begin with a header.
    NoHeader,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict(line) => write!(
                out,
                "line {line} is the mark of a merge conflict; resolve it, or take what is extracted now with `claimsift snap --update`"
            ),
            Self::NoHeader => {
                out.write_str("this is no snapshot: it does not begin with a header between two lines of `---`")
            }
        }
    }
}

impl File {
    /// The file of an extraction from the article of that id.
    #[must_use]
    pub fn new(article: &str, extraction: &Extraction) -> Self {
        let header = format!("source: claimsift\nexpression: {}\n", super::yaml::scalar(article));
        Self { header, body: extraction.to_string() }
    }

    /// Takes the text of a file apart. Line breaks of any style are read as `\n`.
    ///
    /// # Errors
    ///
    /// It holds marks of a merge conflict, or has no header.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let text = text.replace("\r\n", "\n");
        if let Some(line) = text.lines().position(is_conflict) {
            return Err(Unreadable::Conflict(line + 1));
        }
        let inner = text.strip_prefix("---\n").ok_or(Unreadable::NoHeader)?;
        let end = if inner.starts_with("---\n") { Some(0) } else { inner.find("\n---\n").map(|at| at + 1) };
        // a body of nothing may lack its line
        let end = end.or_else(|| inner.strip_suffix("\n---").map(|header| header.len() + 1));
        let (header, body) = inner.split_at_checked(end.ok_or(Unreadable::NoHeader)?).ok_or(Unreadable::NoHeader)?;
        let body = body.trim_start_matches('-').trim_matches('\n');
        Ok(Self { header: header.to_owned(), body: body.to_owned() })
    }

    /// Whether `claimsift snap` wrote it, and no test in Rust.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        self.header.lines().any(|line| line == "source: claimsift")
    }

    /// What it says, without line breaks around it.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The same file with another extraction.
    #[must_use]
    pub fn with(&self, extraction: &Extraction) -> Self {
        Self { header: self.header.clone(), body: extraction.to_string() }
    }
}

/// The whole text, with a line break at its end.
impl fmt::Display for File {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { header, body } = self;
        write!(out, "---\n{header}---\n{body}\n")
    }
}

/// Whether a line marks one of the versions of a merge conflict.
fn is_conflict(line: &str) -> bool {
    line == "=======" || ["<<<<<<< ", ">>>>>>> ", "||||||| "].iter().any(|mark| line.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::{File, Unreadable};
    use crate::snapshot::Extraction;

    #[test]
    fn a_file_is_read_as_it_was_written_with_breaks_of_any_style() {
        let file = File::new("harbour: one", &Extraction::default());
        assert_eq!(file.to_string(), "---\nsource: claimsift\nexpression: \"harbour: one\"\n---\n[]\n");
        assert_eq!(File::parse(&file.to_string()), Ok(file.clone()));
        assert_eq!(File::parse(&file.to_string().replace('\n', "\r\n")), Ok(file));
    }

    #[test]
    fn the_header_of_another_writer_stays() {
        let text = "---\nsource: tests/articles.rs\ninput_file: tests/articles/a.txt\n---\n- claim: x\n";
        let file = File::parse(text).expect("it is a snapshot");
        assert_eq!(file.body(), "- claim: x");
        let emptied = file.with(&Extraction::default()).to_string();
        assert_eq!(emptied, "---\nsource: tests/articles.rs\ninput_file: tests/articles/a.txt\n---\n[]\n");
    }

    #[test]
    fn conflicts_and_other_files_are_told_apart() {
        let text = "---\nsource: claimsift\n---\n<<<<<<< HEAD\n- claim: x\n=======\n[]\n>>>>>>> other\n";
        assert_eq!(File::parse(text), Err(Unreadable::Conflict(4)));
        for text in ["", "hello", "---\n", "---\nsource: x\n"] {
            assert_eq!(File::parse(text), Err(Unreadable::NoHeader), "{text:?}");
        }
        assert_eq!(File::parse("---\n---\n[]").expect("an empty header is one").body(), "[]");
        assert_eq!(File::parse("---\nsource: x\n---").expect("an empty body is one").body(), "");
    }
}
