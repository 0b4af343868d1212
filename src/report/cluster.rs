//! Clusters of equivalent claims, as text and JSON.

use std::fmt::Write;

use schemars::JsonSchema;
use serde::Serialize;

use super::counted;
use super::fields::{Id, Ordinal};
use super::text::{Style, wrapped};
use crate::claim::{Claim, QuoteType};
use crate::cluster::{Cluster, Difference, Edit, Form, Member, Relative};
use crate::rule::Stance;

/// A cluster as one line of JSON, without a line break. `all` are all clusters of the run, including this one.
#[must_use]
pub fn cluster_json(cluster: &Cluster<'_>, all: &[Cluster<'_>]) -> String {
    let published = Published {
        id: Id(cluster.id()),
        text: one_line(cluster.text()),
        articles: Ordinal(cluster.articles()),
        sources: cluster.sources(),
        members: cluster.members.iter().enumerate().map(|(at, member)| row(member, at == 0)).collect(),
        related: cluster.related.iter().filter_map(|relative| relative_row(relative, all)).collect(),
    };
    serde_json::to_string(&published).unwrap_or_default()
}

/// Claims that say the same, and who made them where.
#[derive(Serialize, JsonSchema)]
pub(super) struct Published<'c> {
    /// The id of the claim of the first member.
    id: Id<'c>,
    /// The wording that most articles have.
    text: String,
    /// In how many articles it is claimed.
    articles: Ordinal,
    /// The fullest name of each source, in the order of time.
    sources: Vec<&'c str>,
    /// The claims, in the order of time.
    members: Vec<Row<'c>>,
    /// Clusters that say nearly the same, the nearest first.
    related: Vec<RelativeRow<'c>>,
}

/// A claim of a cluster, and the article it is in.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "member")]
struct Row<'c> {
    /// Whether it is the first member.
    first: bool,
    /// The id of the article.
    article: &'c str,
    /// The address of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'c str>,
    /// The headline of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'c str>,
    /// Who published the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'c str>,
    /// When the article was published, as the input has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'c str>,
    /// The id of the claim.
    claim: Id<'c>,
    /// The paragraph the claim begins in, from 1.
    paragraph: Ordinal,
    /// The sentence of the paragraph that the claim begins in, from 1.
    sentence: Ordinal,
    /// The id of the rule that found the claim.
    rule: &'c str,
    /// The fullest name of who makes the claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'c str>,
    /// Whether it has the same source as the first member; absent if that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    same_source: Option<bool>,
    /// How much of the claim is in quotation marks; absent if the article states the claim itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    quote_type: Option<QuoteType>,
    /// Whether the source affirms, denies, doubts or asks what is claimed.
    stance: Stance,
    /// The words of the claim.
    text: &'c str,
    /// How the words differ from those of the first member.
    form: Form,
    /// Each difference from the words of the first member.
    edits: Vec<EditRow<'c>>,
}

/// Words that replace others; one of the two may be empty.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "edit")]
struct EditRow<'c> {
    /// The words that are missing.
    gone: &'c str,
    /// The words that are new.
    added: &'c str,
}

/// A cluster that says nearly the same, and the claim in it that is nearest.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "relative")]
struct RelativeRow<'c> {
    /// The id of the other cluster.
    id: Id<'c>,
    /// What the two say differently.
    differences: Vec<Difference>,
    /// The id of the article of the nearest claim.
    article: &'c str,
    /// The id of the nearest claim.
    claim: Id<'c>,
    /// The fullest name of who makes the nearest claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'c str>,
    /// The words of the nearest claim.
    text: &'c str,
    /// How its words differ from the nearest ones of this cluster.
    edits: Vec<EditRow<'c>>,
}

fn row<'c>(member: &'c Member<'c>, first: bool) -> Row<'c> {
    let Member { article, about, claim, form, edits, same_source, number: _ } = member;
    Row {
        first,
        article,
        url: about.url.as_deref(),
        title: about.title.as_deref(),
        publisher: about.publisher.as_deref(),
        date_published: about.date_published.as_deref(),
        claim: Id(&claim.id),
        paragraph: Ordinal(claim.position.0),
        sentence: Ordinal(claim.position.1),
        rule: &claim.rule,
        source: source(claim),
        same_source: *same_source,
        quote_type: claim.quote_type,
        stance: claim.stance,
        text: &claim.claim.text,
        form: *form,
        edits: edit_rows(edits),
    }
}

fn edit_rows(edits: &[Edit]) -> Vec<EditRow<'_>> {
    edits.iter().map(|Edit { gone, added }| EditRow { gone, added }).collect()
}

fn relative_row<'c>(relative: &'c Relative, all: &'c [Cluster<'c>]) -> Option<RelativeRow<'c>> {
    let cluster = all.get(relative.cluster)?;
    let member = cluster.members.get(relative.member)?;
    Some(RelativeRow {
        id: Id(cluster.id()),
        differences: relative.differences.clone(),
        article: member.article,
        claim: Id(&member.claim.id),
        source: source(member.claim),
        text: &member.claim.claim.text,
        edits: edit_rows(&relative.edits),
    })
}

/// The name of the source, if the article gives one.
fn source(claim: &Claim) -> Option<&str> {
    claim.source.as_ref().map(|source| source.canonical_name.as_str()).filter(|name| !name.is_empty())
}

/// The maximum number of related clusters in a text report.
const SHOWN: usize = 3;

/// A cluster as text: the claim, then every member with its article, its source and how its words differ from those of
/// the first one, then related clusters. Ends with a line break.
#[must_use]
pub fn cluster_text(cluster: &Cluster<'_>, all: &[Cluster<'_>], style: Style) -> String {
    let mut page = Page { style, out: String::new() };
    for line in wrapped(&one_line(cluster.text()), style.width.max(30)) {
        page.line(0, &style.painted("1", &line));
    }
    let mut about = vec![counted(cluster.articles(), "article")];
    if cluster.members.len() > cluster.articles() {
        about.push(counted(cluster.members.len(), "claim"));
    }
    let sources = cluster.sources();
    if !sources.is_empty() {
        about.push(sources.join(", "));
    }
    about.push(cluster.id().to_owned());
    page.line(2, &style.painted("2", &about.join(" · ")));
    for (at, member) in cluster.members.iter().enumerate() {
        page.member(member, at == 0);
    }
    for relative in cluster.related.iter().take(SHOWN) {
        page.relative(relative, all);
    }
    if cluster.related.len() > SHOWN {
        page.line(2, &style.painted("2", &format!("and {} more like it", cluster.related.len() - SHOWN)));
    }
    page.out
}

struct Page {
    style: Style,
    out: String,
}

impl Page {
    fn member(&mut self, member: &Member<'_>, first: bool) {
        let about = member.about;
        let mut place: Vec<&str> =
            [about.date_published.as_deref(), about.publisher.as_deref()].into_iter().flatten().collect();
        let at = format!("¶ {}.{}", member.claim.position.0, member.claim.position.1);
        place.extend([member.article, at.as_str()]);
        if first {
            place.push("first");
        }
        let place = place.join(" · ");
        self.out.push('\n');
        self.line(2, &place);
        let who = self.who(member, first);
        let text = one_line(&member.claim.claim.text);
        if first {
            let text = if member.claim.quote_type == Some(QuoteType::Direct) { format!("“{text}”") } else { text };
            self.paragraph(5, &format!("{who}: {text}"));
        } else if member.edits.is_empty() {
            self.paragraph(5, &format!("{who}: {}", self.style.painted("2", "the same words")));
        } else {
            self.paragraph(5, &format!("{who}: {} {}", member.form.name(), self.edits(&member.edits)));
        }
    }

    /// The source of a claim, and whether it is that of the first one.
    fn who(&self, member: &Member<'_>, first: bool) -> String {
        let claim = member.claim;
        let who = match source(claim) {
            Some(name) => name.to_owned(),
            None if claim.is_attributed() => "somebody".to_owned(),
            None => "the article itself".to_owned(),
        };
        let mut who = if !first && member.same_source == Some(false) { format!("another source, {who}") } else { who };
        if claim.stance != Stance::Affirmed {
            let _ = write!(who, " ({})", claim.stance.name());
        }
        who
    }

    fn relative(&mut self, relative: &Relative, all: &[Cluster<'_>]) {
        let Some(cluster) = all.get(relative.cluster) else { return };
        let Some(member) = cluster.members.get(relative.member) else { return };
        let differences: Vec<&str> = relative.differences.iter().map(|difference| difference.name()).collect();
        self.out.push('\n');
        let about = format!(
            "nearly the same, apart from {}: {} · {}",
            differences.join(" and "),
            counted(cluster.articles(), "article"),
            cluster.id()
        );
        self.line(2, &about);
        let who = source(member.claim).unwrap_or(if member.claim.is_attributed() {
            "somebody"
        } else {
            "the article itself"
        });
        self.paragraph(5, &format!("{who} · {}: {}", member.article, self.edits(&relative.edits)));
    }

    /// *− for two years + for three years*.
    fn edits(&self, edits: &[Edit]) -> String {
        let mut parts: Vec<String> = Vec::new();
        for Edit { gone, added } in edits {
            if !gone.is_empty() {
                parts.push(self.style.painted("31", &format!("− {}", shortened(gone))));
            }
            if !added.is_empty() {
                parts.push(self.style.painted("32", &format!("+ {}", shortened(added))));
            }
        }
        parts.join(" ")
    }

    fn paragraph(&mut self, indent: usize, text: &str) {
        for line in wrapped(text, self.style.width.saturating_sub(indent).max(30)) {
            self.line(indent, &line);
        }
    }

    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.out, "{}{}", " ".repeat(indent), super::one_line(text));
    }
}

/// The first and last words of a long text.
fn shortened(words: &str) -> String {
    const MOST: usize = 12;
    const EACH: usize = 4;
    let all: Vec<&str> = words.split_whitespace().collect();
    match (all.get(..EACH), all.get(all.len().saturating_sub(EACH)..)) {
        (Some(first), Some(last)) if all.len() > MOST => format!("{} […] {}", first.join(" "), last.join(" ")),
        _ => all.join(" "),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
