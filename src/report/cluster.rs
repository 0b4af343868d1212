//! Clusters of equivalent claims, as text and JSON.

use std::fmt::Write;

use serde::Serialize;

use super::counted;
use super::text::{Style, wrapped};
use crate::claim::{Claim, QuoteType};
use crate::cluster::{Cluster, Edit, Member, Relative};
use crate::rule::Stance;

/// A cluster as one line of JSON, without a line break. `all` are all clusters of the run, including this one.
#[must_use]
pub fn cluster_json(cluster: &Cluster<'_>, all: &[Cluster<'_>]) -> String {
    let published = Published {
        id: cluster.id(),
        text: one_line(cluster.text()),
        articles: cluster.articles(),
        sources: cluster.sources(),
        members: cluster.members.iter().enumerate().map(|(at, member)| row(member, at == 0)).collect(),
        related: cluster.related.iter().filter_map(|relative| relative_row(relative, all)).collect(),
    };
    serde_json::to_string(&published).unwrap_or_default()
}

#[derive(Serialize)]
struct Published<'c> {
    id: &'c str,
    text: String,
    articles: usize,
    sources: Vec<&'c str>,
    members: Vec<Row<'c>>,
    related: Vec<RelativeRow<'c>>,
}

#[derive(Serialize)]
struct Row<'c> {
    first: bool,
    article: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'c str>,
    claim: &'c str,
    paragraph: usize,
    sentence: usize,
    rule: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_source: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote_type: Option<&'static str>,
    stance: &'static str,
    text: &'c str,
    form: &'static str,
    edits: Vec<EditRow<'c>>,
}

#[derive(Serialize)]
struct EditRow<'c> {
    gone: &'c str,
    added: &'c str,
}

#[derive(Serialize)]
struct RelativeRow<'c> {
    id: &'c str,
    differences: Vec<&'static str>,
    article: &'c str,
    claim: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'c str>,
    text: &'c str,
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
        claim: &claim.id,
        paragraph: claim.position.0,
        sentence: claim.position.1,
        rule: &claim.rule,
        source: source(claim),
        same_source: *same_source,
        quote_type: claim.quote_type.map(QuoteType::name),
        stance: claim.stance.name(),
        text: &claim.claim.text,
        form: form.name(),
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
        id: cluster.id(),
        differences: relative.differences.iter().map(|difference| difference.name()).collect(),
        article: member.article,
        claim: &member.claim.id,
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
