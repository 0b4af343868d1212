//! The differences between two versions of rules: as text, as JSON, and as Markdown for a comment on a pull request.

mod json;
mod markdown;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use text::text;

use crate::drift::{ArticleDrift, Change, Counts, Difference, Drift, Found};
use crate::report::evaluation::context;
use crate::report::{Style, counted};

/// The default number of changes shown for each rule.
pub const SHOWN: usize = 10;

/// *3 articles: 12 claims before, 13 now; 10 the same, 2 gained, 1 lost, 0 changed*
fn summary(drift: &Drift) -> String {
    let Counts { before, after, same, .. } = drift.all;
    let (articles, claims) = (counted(drift.articles, "article"), counted(before, "claim"));
    let counts = &drift.all;
    format!(
        "{articles}: {claims} before, {after} now; {same} the same, {} gained, {} lost, {} changed",
        counts.gained, counts.lost, counts.changed
    )
}

/// *2 gained, 1 lost*
fn kinds(changes: &[(&ArticleDrift, &Change)]) -> String {
    let count = |name: &str| changes.iter().filter(|(_, change)| change.name() == name).count();
    let all = ["gained", "lost", "changed"].map(|name| (count(name), name));
    let some: Vec<String> =
        all.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")).collect();
    some.join(", ")
}

/// *source Ruiz → the mayor*
fn text_of(difference: &Difference) -> String {
    let or_none = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
    format!("{}: {} → {}", difference.what, or_none(&difference.before), or_none(&difference.after))
}

/// The position: the article, and the paragraph and sentence in it.
fn place(article: &ArticleDrift, change: &Change) -> String {
    let (paragraph, sentence) = change.first().claim.position;
    let id = article.article.id.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{id} ¶ {paragraph}.{sentence}")
}

/// The old and the new claim, each with a label; only one if both have the same words.
fn sides(change: &Change) -> Vec<(&'static str, &Found)> {
    let (before, after) = (change.before(), change.after());
    let alike = before.is_some_and(|before| after.is_some_and(|after| is_drawn_alike(before, after)));
    let sides = [("before", before.filter(|_| !alike)), ("now", after)];
    sides.into_iter().filter_map(|(name, found)| Some((name, found?))).collect()
}

fn is_drawn_alike(before: &Found, after: &Found) -> bool {
    let (before, after) = (&before.side.attribution, &after.side.attribution);
    before.source == after.source && before.cue == after.cue && before.content == after.content
}

/// The sentences of a claim, with its source, cue and words marked.
fn lines(article: &ArticleDrift, found: &Found, style: Style, width: usize) -> Vec<String> {
    context::lines(&article.article.text, &found.side, "claim", style, width)
}
