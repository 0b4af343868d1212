//! Diagnostics: problems of rule files as they are reported to authors.
//!
//! A problem is a value, not an event: it is created where it is found, collected with all the others, and rendered at
//! the end. Its [`Code`] is permanently stable; its place is a byte span of its file.

mod apply;
mod codes;
mod github;
mod json;
mod level;
mod pages;
mod render;
mod sarif;
mod visible;

pub use apply::fixed;
pub(crate) use apply::{Applied, apply, line_break};
pub use codes::{Code, Severity};
pub(crate) use github::command;
pub use github::github;
pub use json::json;
#[cfg(feature = "tools")]
pub(crate) use json::{Row, row};
pub use level::Level;
pub use pages::{Page, PageFile};
pub use render::{Style, render};
pub use sarif::{Log, sarif};
pub(crate) use sarif::{log, uri};
pub(crate) use visible::escaped_in_json;
pub(crate) use visible::{is_hidden, named as named_character};

use std::sync::{Arc, OnceLock};

use crate::span::{LineIndex, Position, Span};

/// The mark that some programs put at the start of UTF-8 text.
pub const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A rule file, as read.
#[derive(Debug)]
pub struct SourceFile {
    /// Its path, or another name for display.
    pub name: String,
    /// Its whole text.
    pub text: String,
    /// Computed on first use; a file may have a problem on every line.
    lines: OnceLock<LineIndex>,
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text
    }
}

impl Eq for SourceFile {}

impl SourceFile {
    /// The starts of its lines.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column of the byte at `offset`.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// Its name as a relative path: with slashes, and without `./`.
    fn path(&self) -> String {
        let path = self.name.replace('\\', "/");
        path.strip_prefix("./").map_or_else(|| path.clone(), str::to_owned)
    }

    /// A file with this name and text, shared by everything that refers to it.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into(), lines: OnceLock::new() })
    }

    /// A file as it is stored on disk: UTF-8, with an optional byte order mark, which is not part of the text.
    ///
    /// # Errors
    ///
    /// Returns the problem of a file that is not text.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Arc<Self>, Box<Diagnostic>> {
        let error = match String::from_utf8(bytes) {
            Ok(text) => return Ok(Self::new(name, text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&text))),
            Err(error) => error,
        };
        let at = error.utf8_error().valid_up_to();
        let file = Self::new(name, String::from_utf8_lossy(error.as_bytes()));
        let span = Span::new(at, at + '\u{FFFD}'.len_utf8());
        let problem = Diagnostic::new(Code::NotText, &file, span, "this file is not UTF-8");
        Err(Box::new(problem.help("save it as UTF-8, for example with `iconv -t utf-8`")))
    }
}

/// One problem, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which problem it is.
    pub code: Code,
    /// Its severity: that of the code, unless the project overrides it.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The file it is in.
    pub file: Arc<SourceFile>,
    /// The bytes in the file.
    pub span: Span,
    /// Other places in the same file that explain it, each with a short text.
    pub labels: Vec<(Span, String)>,
    /// Why it is a problem, unless the message is enough.
    pub why: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// A replacement that certainly fixes it.
    pub fix: Option<Fix>,
}

/// A replacement of some bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes to replace.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

impl Diagnostic {
    /// A problem at `span` of `file`.
    #[must_use]
    pub fn new(code: Code, file: &Arc<SourceFile>, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            file: Arc::clone(file),
            span,
            labels: Vec::new(),
            why: None,
            help: None,
            fix: None,
        }
    }

    /// Adds why it is a problem.
    #[must_use]
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The problem that a file cannot be read for this reason.
    #[must_use]
    pub fn unreadable(name: impl Into<String>, reason: &str) -> Self {
        let file = SourceFile::new(name, "");
        Self::new(Code::Unreadable, &file, Span::default(), format!("this file cannot be read: {reason}"))
    }

    /// Adds another place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push((span, text.into()));
        self
    }

    /// Adds a replacement that certainly fixes it.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }

    /// Line and column of its first character.
    #[must_use]
    pub fn position(&self) -> Position {
        self.file.position(self.span.start)
    }

    /// Line and column after its last character.
    #[must_use]
    pub fn end(&self) -> Position {
        self.file.position(self.span.end)
    }

    /// Whether it is an error rather than a warning.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Sorts by file, then place, then code, and removes duplicates.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|one, other| {
        let key = |d: &Diagnostic| (d.span.start, d.span.end, d.code);
        one.file
            .name
            .cmp(&other.file.name)
            .then_with(|| key(one).cmp(&key(other)))
            .then_with(|| one.message.cmp(&other.message))
    });
    diagnostics.dedup();
}

/// The candidate closest to a misspelled `word`, by the number of letters to change, add, drop or swap, which must be
/// at most a third of them.
///
/// If there are more than 400 candidates, only those next to the word in alphabetical order are compared, and a word of
/// more than 200 bytes has no close candidate. So a file with thousands of misspelled names is checked in time linear
/// in its size.
#[must_use]
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if word.len() > LONGEST_COMPARED {
        return None;
    }
    let mut candidates: Vec<&str> = candidates.into_iter().collect();
    if candidates.len() > MOST_COMPARED {
        candidates.sort_unstable();
    }
    nearest_of_sorted(word, &candidates)
}

/// The same for sorted candidates, to avoid sorting them again for each of many words.
pub(crate) fn nearest_of_sorted<'c>(word: &str, candidates: &[&'c str]) -> Option<&'c str> {
    if word.len() > LONGEST_COMPARED {
        return None;
    }
    let candidates = if candidates.len() > MOST_COMPARED {
        let at = candidates.partition_point(|&candidate| candidate < word);
        let from = at.saturating_sub(MOST_COMPARED / 2).min(candidates.len() - MOST_COMPARED);
        candidates.get(from..from + MOST_COMPARED).unwrap_or_default()
    } else {
        candidates
    };
    let letters = word.chars().count();
    let most = (letters.max(3) + 1) / 3;
    let could_be_near =
        |candidate: &&&str| candidate.len() <= LONGEST_COMPARED && candidate.chars().count().abs_diff(letters) <= most;
    let near = candidates.iter().filter(could_be_near).map(|&candidate| (distance(word, candidate), candidate));
    near.filter(|&(distance, _)| distance <= most).min().map(|(_, candidate)| candidate)
}

/// If there are more candidates, only alphabetical neighbours of a misspelled word are compared with it.
const MOST_COMPARED: usize = 400;
/// Words of more bytes are not compared.
const LONGEST_COMPARED: usize = 200;

/// Names in a row, for a message. If there are very many, the first ones and the number of the others.
pub(crate) fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    const MOST: usize = 40;
    let mut names = names.into_iter();
    let first: Vec<&str> = names.by_ref().take(MOST).collect();
    match names.count() {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// The number of letters to change, add, drop or swap with their neighbour (optimal string alignment).
///
/// `strsim` has this too, but it would add a dependency for every user of the library to save these twenty lines.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows = vec![(0..=other.len()).collect::<Vec<_>>()];
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let same = usize::from(!a.eq_ignore_ascii_case(b));
            let mut least = (rows[i][j] + same).min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows.last().and_then(|row| row.last()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_close_suggestions_are_made() {
        let roles = ["claim", "source", "target"];
        assert_eq!(nearest("souce", roles), Some("source"));
        assert_eq!(nearest("calim", roles), Some("claim"));
        assert_eq!(nearest("zebra", roles), None);
    }
}
