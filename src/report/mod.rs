//! Reports: claims and other results as text, JSON and other formats.

mod assessment;
pub mod catalogue;
mod cluster;
mod concordance;
mod coverage;
mod description;
pub mod drift;
pub mod evaluation;
pub mod explain;
mod fields;
mod json;
mod ranking;
mod schema;
pub mod snapshot;
mod standoff;
pub mod suggestion;
pub mod test_results;
mod text;

pub use assessment::{assessment_json, assessment_text, scores_text};
pub use cluster::{cluster_json, cluster_text};
pub use concordance::{concordance_json, concordance_text};
pub use coverage::{coverage_json, coverage_text};
pub use description::{overriding, reading, reading_json};
pub use json::{document, json};
pub use ranking::{Listed, listed_json, listed_text};
pub use schema::{
    schema_of_assessments, schema_of_claims, schema_of_clusters, schema_of_ranking, schema_of_snapshots,
    schema_of_tests,
};
pub use standoff::standoff;
pub use text::{Style, text};

use std::borrow::Cow;

/// A text as a single line: an id or a name with a line break could otherwise inject commands into the log of a build
/// server.
fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r']) { text.replace(['\n', '\r'], " ").into() } else { text.into() }
}

/// *1 rule*, *2 rules*.
fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Removes the characters that are not allowed in XML.
#[cfg(feature = "cli")]
fn legal_in_xml(text: &str) -> String {
    let is_legal =
        |c: char| !(c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars().map(|c| if is_legal(c) { c } else { '\u{fffd}' }).collect()
}
