//! What an author is told about a rule file.
//!
//! A problem is a value, not an event: it is made where it is found, collected with all the others, and rendered at
//! the edge. Its [`Code`] is stable for ever; its place is a byte span of the file it names.

mod codes;
mod github;
mod json;
mod level;
mod mend;
mod pages;
mod render;
mod sarif;
mod visible;

pub use codes::{Code, Severity};
pub(crate) use github::command;
pub use github::github;
pub use json::json;
#[cfg(feature = "tools")]
pub(crate) use json::{Row, row};
pub use level::Level;
pub use mend::mended;
pub(crate) use mend::{Applied, apply, line_break};
pub use pages::{Page, PageFile};
pub use render::{Style, render};
pub use sarif::{Log, sarif};
pub(crate) use sarif::{log, uri};
pub(crate) use visible::escaped_in_json;
pub(crate) use visible::{is_hidden, named as named_character};

use std::sync::{Arc, OnceLock};

use crate::span::{LineIndex, Position, Span};

/// What some programs put before a text in UTF-8.
pub const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A file of rules, as read.
#[derive(Debug)]
pub struct SourceFile {
    /// Its path, or another name for people.
    pub name: String,
    /// Its whole text.
    pub text: String,
    /// Where its lines begin, found when first asked for: a file may have a problem in every line.
    lines: OnceLock<LineIndex>,
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text
    }
}

impl Eq for SourceFile {}

impl SourceFile {
    /// Where its lines begin.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column of the byte at `offset`.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// Its name as programs write paths that begin where they run: with slashes, and without `./`.
    fn path(&self) -> String {
        let path = self.name.replace('\\', "/");
        path.strip_prefix("./").map_or_else(|| path.clone(), str::to_owned)
    }

    /// A file of that name and text, shared by all that point into it.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into(), lines: OnceLock::new() })
    }

    /// A file as it stands on a disk: UTF-8, perhaps with a mark at its start that says so, which is no part of the text.
    ///
    /// # Errors
    ///
    /// The problem of a file that is no text.
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
    /// How bad it is: as bad as the code says, unless the project says otherwise.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The file it is in.
    pub file: Arc<SourceFile>,
    /// Where in the file, in bytes.
    pub span: Span,
    /// Other places that explain it, in the same file, each with a word of why.
    pub labels: Vec<(Span, String)>,
    /// Why that is a problem, where the message does not say it.
    pub why: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// A replacement that certainly mends it.
    pub fix: Option<Fix>,
}

/// A replacement of some bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes to replace.
    pub span: Span,
    /// What to put there.
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

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The problem of a file that cannot be read, for this reason.
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

    /// Adds a replacement that certainly mends it.
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

    /// Line and column behind its last character.
    #[must_use]
    pub fn end(&self) -> Position {
        self.file.position(self.span.end)
    }

    /// Whether it is an error, and no warning.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Sorts by file, then place, then code, and drops what was found twice.
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

/// The candidate nearest to a misspelled `word`: the fewest letters to change, add, drop or swap, at most a third of them.
///
/// Of more than 400 candidates only those are compared that stand next to the word in the alphabet, and a word
/// of more than 200 bytes has none near: so a file in which thousands of names are misspelt is checked in
/// time that grows with the file.
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

/// The same among candidates that are in order, which spares sorting them for each of many words.
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

/// Among more candidates only neighbours in the alphabet are compared with a misspelt word.
const MOST_COMPARED: usize = 400;
/// A word of more bytes is not compared.
const LONGEST_COMPARED: usize = 200;

/// Names in a row, for a message; of very many the first, and how many more there are.
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
/// `strsim` has this too, but would be one more crate for every user of the library, for these twenty lines.
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
    fn suggestions_are_near_or_none() {
        let roles = ["claim", "source", "target"];
        assert_eq!(nearest("souce", roles), Some("source"));
        assert_eq!(nearest("calim", roles), Some("claim"));
        assert_eq!(nearest("zebra", roles), None);
    }
}
