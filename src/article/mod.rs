//! What comes in: one news article.

use serde::{Deserialize, Serialize};

/// An article as it was given. All positions in what comes out are positions in `text`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Article {
    /// Names the article; claims' ids depend on it, so it should outlive moves and edits.
    pub id: String,
    /// The whole text: headline, byline and all, a paragraph a line.
    pub text: String,
    /// What else is known of it.
    #[serde(flatten)]
    pub about: About,
}

/// What the input says of an article besides its text. Nothing is guessed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "tools", derive(schemars::JsonSchema))]
pub struct About {
    /// The address it was published at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its headline, if the input has it apart from the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// When it was published, as the input has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    /// The language it is written in, as the input has it: a tag such as `en-GB`, of which the first part counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Article {
    /// An article of which only the text is known.
    #[must_use]
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into(), about: About::default() }
    }

    /// An example of a rule for articles in a language, by its code; none if that is empty.
    pub(crate) fn example(text: impl Into<String>, language: &str) -> Self {
        let about = About { language: (!language.is_empty()).then(|| language.to_owned()), ..About::default() };
        Self { id: "example".to_owned(), text: text.into(), about }
    }

    /// Reads one line of JSON Lines: an object with `id` and `text`, and perhaps the fields of [`About`]. Other
    /// fields are ignored, so that annotated corpora can be read as they are.
    ///
    /// # Errors
    ///
    /// The line is not JSON, not an object, or has no `id` or `text`; the message names the place in the line.
    pub fn from_json(line: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(line)
    }
}

/// The language of a tag such as `en-GB`, in lower case: rules are for all regions and scripts.
pub(crate) fn primary_language(tag: &str) -> String {
    tag.trim().split(['-', '_']).next().unwrap_or_default().to_lowercase()
}
