//! The standoff format of corpora and evaluation tools: only spans, in code points.

use serde::Serialize;

use crate::article::Article;
use crate::claim::{Claim, Passage};
use crate::span::CharIndex;

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    claims: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    canonical_source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    rule: &'a str,
}

/// The claims of an article as one line of JSON, without a line break.
#[must_use]
pub fn standoff(article: &Article, claims: &[Claim]) -> String {
    let index = CharIndex::new(&article.text);
    let spans = |passage: &Passage| passage.spans.iter().map(|&span| index.span(span)).collect();
    let row = |claim| {
        let Claim { source, cue, content, parent, rule, .. }: &Claim = claim;
        Row {
            source: source.as_ref().map(|source| spans(&source.mention)).unwrap_or_default(),
            cue: cue.as_ref().map(|cue| spans(&cue.words)).unwrap_or_default(),
            content: spans(content),
            canonical_source: source.as_ref().map(|source| source.canonical_name.as_str()),
            parent: parent.as_deref(),
            rule,
        }
    };
    let line = Line { id: &article.id, claims: claims.iter().map(row).collect() };
    serde_json::to_string(&line).unwrap_or_default()
}
