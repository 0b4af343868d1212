//! Parser for gold annotations, and for predictions of other systems: JSON objects with spans in code points.
//!
//! `{"id": "…", "text": "…", "claims": [{"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 40]]}]}`: spans count
//! Unicode code points of `text`, ends are exclusive. `attributions` is accepted for `claims`, `source` and `cue` may
//! be missing or empty, and other keys are ignored. Predictions need no `text`: theirs is that of the gold.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Attribution;
use crate::article::Article;
use crate::span::Span;

/// An article with the attributions that people marked in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    /// The article.
    pub article: Article,
    /// The annotations, in the order of the file.
    pub attributions: Vec<Attribution>,
}

/// Why a line cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The position in the line, in bytes.
    pub at: usize,
    /// The error message.
    pub message: String,
}

impl Annotated {
    /// Parses one line of a gold file.
    ///
    /// # Errors
    ///
    /// If the line is not such an object, or a span is outside the text.
    pub fn from_json(line: &str) -> Result<Self, Misfit> {
        let written: Written<'_> = parse(line, line)?;
        let text = written.text.ok_or_else(|| missing("text", line))?;
        let rows = rows(line, written.claims)?;
        let points = Points::new(&text);
        let attributions = rows.iter().map(|row| row.attribution(line, &points)).collect::<Result<_, _>>()?;
        Ok(Self { article: Article::new(written.id, text), attributions })
    }
}

/// Parses one line of predictions: the id of the article, and its attributions. `text` returns the text of the gold
/// article with an id. If there is none, the predictions cannot be compared with anything, and `None` is returned.
///
/// A claim with a `parent` is nested in another and left out, because corpora only annotate the outermost ones.
///
/// # Errors
///
/// If the line is not such an object, or a span is outside the text.
pub fn predicted<'g>(
    line: &str,
    text: impl Fn(&str) -> Option<&'g str>,
) -> Result<(String, Option<Vec<Attribution>>), Misfit> {
    let written: Written<'_> = parse(line, line)?;
    let rows = rows(line, written.claims)?;
    let Some(text) = text(&written.id) else { return Ok((written.id.into_owned(), None)) };
    let points = Points::new(text);
    let outermost = rows.iter().filter(|row| !row.is_nested());
    let attributions = outermost.map(|row| row.attribution(line, &points)).collect::<Result<_, _>>()?;
    Ok((written.id.into_owned(), Some(attributions)))
}

/// A line as written. Parts are kept as raw JSON, so that errors in them have a position.
#[derive(Deserialize)]
struct Written<'l> {
    #[serde(borrow)]
    id: Cow<'l, str>,
    #[serde(borrow, default)]
    text: Option<Cow<'l, str>>,
    #[serde(borrow, default, alias = "attributions")]
    claims: Option<&'l RawValue>,
}

#[derive(Deserialize)]
struct Row<'l> {
    #[serde(borrow, default)]
    source: Option<&'l RawValue>,
    #[serde(borrow, default)]
    cue: Option<&'l RawValue>,
    #[serde(borrow, default)]
    content: Option<&'l RawValue>,
    #[serde(default)]
    parent: serde_json::Value,
    #[serde(default)]
    rule: Option<String>,
}

fn rows<'l>(line: &'l str, claims: Option<&'l RawValue>) -> Result<Vec<Row<'l>>, Misfit> {
    let claims: Vec<&RawValue> = parse(line, claims.ok_or_else(|| missing("claims", line))?.get())?;
    claims.into_iter().map(|claim| parse(line, claim.get())).collect()
}

impl Row<'_> {
    fn attribution(&self, line: &str, points: &Points<'_>) -> Result<Attribution, Misfit> {
        let spans = |part: Option<&RawValue>| points.spans(line, part.map(RawValue::get).unwrap_or("[]"));
        let (source, cue, content) = (spans(self.source)?, spans(self.cue)?, spans(self.content)?);
        Ok(Attribution { source, cue, content, rule: self.rule.clone() })
    }

    /// Whether it is part of another claim: `parent` has any value except false, null and an empty one.
    fn is_nested(&self) -> bool {
        use serde_json::Value;
        match &self.parent {
            Value::Null => false,
            Value::Bool(nested) => *nested,
            Value::Number(number) => number.as_f64() != Some(0.0),
            Value::String(id) => !id.is_empty(),
            Value::Array(ids) => !ids.is_empty(),
            Value::Object(about) => !about.is_empty(),
        }
    }
}

/// Converts code points of a text into bytes.
struct Points<'t> {
    text: &'t str,
    /// The byte offset of each code point, and of the end.
    bytes: Vec<usize>,
}

impl<'t> Points<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, bytes: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    /// The spans listed in `part`, a slice of `line`.
    fn spans(&self, line: &str, part: &str) -> Result<Vec<Span>, Misfit> {
        let written: Vec<&RawValue> = parse(line, part)?;
        written.into_iter().map(|span| self.span(line, span.get())).collect()
    }

    fn span(&self, line: &str, part: &str) -> Result<Span, Misfit> {
        let [start, end]: [usize; 2] = parse(line, part)?;
        let misfit = |message| Err(Misfit { at: place(line, part), message });
        match (self.bytes.get(start), self.bytes.get(end)) {
            _ if end < start => misfit(format!("the span [{start}, {end}] ends before it begins")),
            (Some(&from), Some(&to)) => Ok(Span::new(from, to)),
            _ => {
                let length = self.text.chars().count();
                misfit(format!("the span [{start}, {end}] reaches outside of the text, which has {length} code points"))
            }
        }
    }
}

/// Parses `part`, a slice of `line`.
fn parse<'l, T: Deserialize<'l>>(line: &str, part: &'l str) -> Result<T, Misfit> {
    serde_json::from_str(part).map_err(|error| {
        let text = error.to_string();
        let message = text.rfind(" at line ").and_then(|end| text.get(..end)).unwrap_or(&text).to_owned();
        Misfit { at: place(line, part) + error.column().saturating_sub(1), message }
    })
}

fn missing(key: &str, line: &str) -> Misfit {
    Misfit { at: line.trim_end().len(), message: format!("missing field `{key}`") }
}

/// The byte offset of `part`, a slice of `line`, in it.
fn place(line: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize)
}

#[cfg(test)]
mod tests {
    use super::{Annotated, predicted};
    use crate::span::Span;

    #[test]
    fn spans_are_code_points_and_become_bytes() {
        let line = r#"{"id": "a", "text": "Ré said “no”.", "attributions": [{"cue": [[3, 7]], "content": [[8, 12]]}]}"#;
        let gold = Annotated::from_json(line).expect("the line is sound");
        assert_eq!(gold.attributions[0].cue, [Span::new(4, 8)]);
        assert_eq!(gold.attributions[0].content[0].of(&gold.article.text), "“no”");
        assert!(gold.attributions[0].source.is_empty());
    }

    #[test]
    fn errors_have_positions() {
        for (line, at, message) in [
            (r#"{"id": "a", "text": "b", "claims": [{"cue": [[0, 2]]}]}"#, "[0, 2]", "reaches outside"),
            (r#"{"id": "a", "text": "b", "claims": [{"cue": [[1, 0]]}]}"#, "[1, 0]", "before it begins"),
            (r#"{"id": "a", "text": "b", "claims": [{"cue": [[0, -1]]}]}"#, "1]]", "integer `-1`"),
            (r#"{"id": "a", "text": "b"}"#, "", "missing field `claims`"),
            (r#"{"id": "a", "claims": []}"#, "", "missing field `text`"),
        ] {
            let misfit = Annotated::from_json(line).expect_err("the line is not sound");
            assert!(misfit.message.contains(message), "{}", misfit.message);
            assert!(line.get(misfit.at..).is_some_and(|rest| rest.starts_with(at)), "{} in {line}", misfit.at);
        }
    }

    #[test]
    fn nested_predictions_are_left_out() {
        let line = r#"{"id": "a", "claims": [{"content": [[0, 1]]}, {"content": [[0, 1]], "parent": "x"}]}"#;
        let (id, claims) = predicted(line, |_| Some("b")).expect("the line is sound");
        assert_eq!((id.as_str(), claims.map(|claims| claims.len())), ("a", Some(1)));
        assert_eq!(predicted(line, |_| None), Ok(("a".to_owned(), None)));
    }
}
