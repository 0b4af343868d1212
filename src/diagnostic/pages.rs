//! A page for every code: what it means, why it is a problem, and an example before and after the fix.
//!
//! The pages are `rules/codes/*.md`, where they can also be read directly. Each has a title, an explanation, a rule
//! file with the problem and a fixed one, or several files that have the problem together. A test runs both.

use std::sync::Arc;

use super::{Code, Diagnostic, SourceFile};

/// Each page by its code, sorted; written by the build script.
const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/codes.rs"));

/// The file name of a rule file that has no name on the page.
const FILE: &str = "minutes.yaml";

/// The explanation of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The problem in a few words.
    pub title: &'static str,
    /// What it means and why it is a problem.
    pub text: &'static str,
    /// A rule file with this problem and no other; or several, of which one has it together with the others.
    pub wrong: Vec<PageFile>,
    /// The same files, fixed.
    pub right: Vec<PageFile>,
    /// The whole page, as written.
    pub markdown: &'static str,
}

/// A file that a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFile {
    /// Its name.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
    /// How it is stored on disk.
    stored: Stored,
}

/// How a file of a page is stored, for problems that are not in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stored {
    Utf8,
    Latin1,
    /// Without read permission for this user.
    Unreadable,
}

impl PageFile {
    /// The file as it is read from disk.
    ///
    /// # Errors
    ///
    /// Returns the problem of a file that is not text, or cannot be read.
    pub fn source(&self) -> Result<Arc<SourceFile>, Box<Diagnostic>> {
        let bytes = match self.stored {
            Stored::Utf8 => self.text.as_bytes().to_vec(),
            Stored::Latin1 => self.text.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect(),
            Stored::Unreadable => return Err(Box::new(Diagnostic::unreadable(self.name, "not allowed to read it"))),
        };
        SourceFile::from_bytes(self.name, bytes)
    }
}

impl Page {
    /// The page of a code; empty if there is none, which a test rules out.
    #[must_use]
    pub fn of(code: Code) -> Self {
        let found = PAGES.iter().find(|(id, _)| *id == code.id());
        let markdown = found.map_or("", |&(_, text)| text);
        let (head, rest) = markdown.split_once("\nWrong:\n").unwrap_or((markdown, ""));
        let (wrong, right) = rest.split_once("\nRight:\n").unwrap_or((rest, ""));
        let (title, text) = head.split_once('\n').unwrap_or((head, ""));
        let title = title.split_once(": ").map_or(title, |(_, title)| title);
        Self { title, text: text.trim(), wrong: fenced(wrong), right: fenced(right), markdown }
    }
}

/// The fenced code blocks, each with the name after its opening fence, if there is one.
fn fenced(text: &'static str) -> Vec<PageFile> {
    let fences = text.split("```yaml").skip(1).filter_map(|fence| fence.split_once('\n'));
    let files = fences.map(|(head, inside)| {
        let name = Some(head.trim()).filter(|head| head.ends_with(".yaml")).unwrap_or(FILE);
        let text = inside.split_once("```\n").map_or(inside, |(inside, _)| inside);
        let stored = match head.trim() {
            "latin-1" => Stored::Latin1,
            "unreadable" => Stored::Unreadable,
            _ => Stored::Utf8,
        };
        PageFile { name, text, stored }
    });
    files.collect()
}
