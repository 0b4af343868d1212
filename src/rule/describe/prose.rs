//! Prose: plain words, with the words of the described language marked as such.

use std::fmt;

/// A stretch of prose of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Words of the description.
    Plain(String),
    /// Words as they occur in an article.
    Words(String),
    /// The name of a phrase or list.
    Name(String),
    /// The name of a role.
    Role(String),
}

/// A description. Displayed as text, words of articles are in asterisks and names in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    runs: Vec<Run>,
}

impl Prose {
    /// Plain words.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { runs: vec![Run::Plain(text.into())] }
    }

    /// Words of an article.
    pub(super) fn words(text: impl Into<String>) -> Self {
        Self { runs: vec![Run::Words(text.into())] }
    }

    /// The name of a phrase or list.
    pub(super) fn name(text: impl Into<String>) -> Self {
        Self { runs: vec![Run::Name(text.into())] }
    }

    /// The name of a role.
    pub(super) fn role(text: impl Into<String>) -> Self {
        Self { runs: vec![Run::Role(text.into())] }
    }

    /// This, then `more`.
    pub(super) fn and(mut self, more: impl Into<Self>) -> Self {
        for run in more.into().runs {
            match (self.runs.last_mut(), run) {
                (Some(Run::Plain(last)), Run::Plain(text)) => last.push_str(&text),
                (_, run) => self.runs.push(run),
            }
        }
        self
    }

    /// This in brackets.
    pub(super) fn bracketed(self) -> Self {
        Self::plain("(").and(self).and(")")
    }

    /// *a*; *a or b*; *a, b or c*.
    pub(super) fn any_of(parts: Vec<Self>) -> Self {
        Self::listed(parts, " or ")
    }

    /// *a*; *a and b*; *a, b and c*.
    pub(super) fn all_of(parts: Vec<Self>) -> Self {
        Self::listed(parts, " and ")
    }

    fn listed(parts: Vec<Self>, last: &str) -> Self {
        let count = parts.len();
        let mut whole = Self::default();
        for (at, part) in parts.into_iter().enumerate() {
            let joint = match count - at {
                _ if at == 0 => "",
                1 => last,
                _ => ", ",
            };
            whole = whole.and(joint).and(part);
        }
        whole
    }

    /// Its stretches, in order.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Whether it has no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }
}

impl From<&str> for Prose {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::default() } else { Self::plain(text) }
    }
}

impl From<String> for Prose {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl fmt::Display for Prose {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for run in &self.runs {
            match run {
                Run::Plain(text) | Run::Role(text) => out.write_str(text)?,
                Run::Words(text) => write!(out, "*{text}*")?,
                Run::Name(name) => write!(out, "“{name}”")?,
            }
        }
        Ok(())
    }
}
