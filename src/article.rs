//! The input: a news article.

use serde::{Deserialize, Serialize};

/// An article as given. All positions in the results are positions in `text`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Article {
    /// The name of the article. Ids of claims depend on it, so it should not change when the article is moved or
    /// edited.
    pub id: String,
    /// The whole text including headline and byline, one paragraph per line.
    pub text: String,
    /// Its metadata.
    #[serde(flatten)]
    pub about: About,
}

/// Metadata of an article, as given in the input. Nothing is guessed.
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
    /// The date of publication, as given in the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    /// The language, as given in the input: a tag such as `en-GB`, of which only the first part is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Article {
    /// An article without metadata.
    #[must_use]
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into(), about: About::default() }
    }

    /// An example of a rule for articles in a language, given by its code; without a language if the code is empty.
    pub(crate) fn example(text: impl Into<String>, language: &str) -> Self {
        let about = About { language: (!language.is_empty()).then(|| language.to_owned()), ..About::default() };
        Self { id: "example".to_owned(), text: text.into(), about }
    }

    /// Parses a line of JSON Lines: an object with `id` and `text`, and optionally the fields of [`About`]. Other
    /// fields are ignored, so that annotated corpora can be read as they are.
    ///
    /// # Errors
    ///
    /// If the line is not JSON, not an object, or has no `id` or `text`; the message gives the position in the line.
    pub fn from_json(line: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(line)
    }
}

/// The language of a tag such as `en-GB`, in lower case. Region and script are ignored, because rules are for all of
/// them.
pub(crate) fn primary_language(tag: &str) -> String {
    tag.trim().split(['-', '_']).next().unwrap_or_default().to_lowercase()
}
