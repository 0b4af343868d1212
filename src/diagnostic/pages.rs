//! A page for every code: what it means, why it is a problem, and how it looks before and after.
//!
//! The pages are `rules/codes/*.md`, for who reads them there; each has a title, some words, a rule file that is wrong and
//! one that is right, or several that are wrong together. A test runs both.

use std::sync::Arc;

use super::{Code, Diagnostic, SourceFile};

/// Each page by its code, sorted; written by the build script.
const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/codes.rs"));

/// What a file of a page is called that has no name there.
const FILE: &str = "minutes.yaml";

/// What is told about a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The problem in a few words.
    pub title: &'static str,
    /// What it means and why it is a problem.
    pub text: &'static str,
    /// A rule file that has the problem, and no other; or several, of which one has it beside the others.
    pub wrong: Vec<PageFile>,
    /// The same files, mended.
    pub right: Vec<PageFile>,
    /// All of it, as written.
    pub markdown: &'static str,
}

/// A file that a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFile {
    /// Its name.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
    /// How the disk has it.
    stored: Stored,
}

/// How a file of a page is stored, for the problems that are not in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stored {
    Utf8,
    Latin1,
    /// In a way that this user may not read.
    Unreadable,
}

impl PageFile {
    /// The file as it is read from the disk.
    ///
    /// # Errors
    ///
    /// The problem of a file that is no text, or cannot be read.
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
    /// The page of a code; empty where there is none, which a test forbids.
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

/// What stands between the fences: each with its name behind the first, where it has one.
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
