//! Drift as a JSON object. Spans are in code points.

use serde::Serialize;

use crate::drift::{ArticleDrift, Change, Counts, Drift, Found};
use crate::span::{CharIndex, Span};

/// The drift, with at most `limit` changes of each rule, indented, with a line break at the end.
#[must_use]
pub fn json(drift: &Drift, limit: usize) -> String {
    let rules = drift.rules.iter().filter(|(_, counts)| !counts.is_stable());
    let changes = drift.by_rule().into_values().flat_map(|changes| changes.into_iter().take(limit));
    let published = Published {
        articles: drift.articles,
        all: drift.all.into(),
        rules: rules.map(|(rule, counts)| Rule { rule, counts: (*counts).into() }).collect(),
        changes: changes.map(|(article, change)| row(article, change)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&published).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Published<'d> {
    articles: usize,
    #[serde(flatten)]
    all: Numbers,
    rules: Vec<Rule<'d>>,
    changes: Vec<Row<'d>>,
}

#[derive(Serialize)]
struct Rule<'d> {
    rule: &'d str,
    #[serde(flatten)]
    counts: Numbers,
}

#[derive(Serialize)]
struct Numbers {
    before: usize,
    now: usize,
    same: usize,
    gained: usize,
    lost: usize,
    changed: usize,
}

impl From<Counts> for Numbers {
    fn from(Counts { before, after, same, gained, lost, changed }: Counts) -> Self {
        Self { before, now: after, same, gained, lost, changed }
    }
}

#[derive(Serialize)]
struct Row<'d> {
    change: &'static str,
    article: &'d str,
    paragraph: usize,
    sentence: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<Differing<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Side<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<Side<'d>>,
}

#[derive(Serialize)]
struct Differing<'d> {
    what: &'d str,
    before: &'d str,
    now: &'d str,
}

#[derive(Serialize)]
struct Side<'d> {
    id: &'d str,
    rule: &'d str,
    kind: &'d str,
    stance: &'static str,
    claim: Vec<Words<'d>>,
    source: Vec<Words<'d>>,
    cue: Vec<Words<'d>>,
    sentences: Words<'d>,
}

#[derive(Serialize)]
struct Words<'d> {
    text: &'d str,
    span: [usize; 2],
}

fn row<'d>(article: &'d ArticleDrift, change: &'d Change) -> Row<'d> {
    let index = CharIndex::new(&article.article.text);
    let words = |span: Span| Words { text: span.of(&article.article.text), span: index.span(span) };
    let all = |spans: &[Span]| spans.iter().copied().map(words).collect();
    let side = |found: &'d Found| Side {
        id: &found.claim.id,
        rule: &found.claim.rule,
        kind: &found.claim.kind,
        stance: found.claim.stance.name(),
        claim: all(&found.side.attribution.content),
        source: all(&found.side.attribution.source),
        cue: all(&found.side.attribution.cue),
        sentences: words(found.side.sentences),
    };
    let (paragraph, sentence) = change.first().claim.position;
    let differences = change.differences().iter().map(|difference| Differing {
        what: &difference.what,
        before: &difference.before,
        now: &difference.after,
    });
    Row {
        change: change.name(),
        article: &article.article.id,
        paragraph,
        sentence,
        differences: differences.collect(),
        before: change.before().map(side),
        now: change.after().map(side),
    }
}
