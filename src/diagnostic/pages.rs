//! A page for every code: what it means, why it is a problem, and how it looks before and after.
//!
//! The pages are `rules/codes/*.md`, for who reads them there; each has a title, some words, a rule file that is wrong and
//! one that is right. A test runs both.

use super::Code;

/// Each page by its code, sorted; written by the build script.
const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/codes.rs"));

/// What is told about a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The problem in a few words.
    pub title: &'static str,
    /// What it means and why it is a problem.
    pub text: &'static str,
    /// A rule file that has the problem, and no other.
    pub wrong: &'static str,
    /// The same file, mended.
    pub right: &'static str,
    /// All of it, as written.
    pub markdown: &'static str,
}

impl Page {
    /// The wrong file as it would stand on a disk; the page of an encoding shows one of another encoding.
    #[must_use]
    pub fn wrong_bytes(&self) -> Vec<u8> {
        if self.markdown.contains("```yaml latin-1") {
            return self.wrong.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect();
        }
        self.wrong.as_bytes().to_vec()
    }

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

/// What stands between the fences.
fn fenced(text: &str) -> &str {
    let inside =
        text.split_once("```yaml").and_then(|(_, fence)| fence.split_once('\n')).map_or("", |(_, inside)| inside);
    inside.split_once("```\n").map_or(inside, |(inside, _)| inside)
}
