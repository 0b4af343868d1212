//! Snapshots of the claims extracted from articles, for version control.
//!
//! A snapshot must change if and only if a reader would say that the claims changed. So an [`Extraction`] holds the
//! visible properties of a claim, as words in Unicode's composed form (NFC): no offsets, paths, versions or times, and
//! no confidence, which is fitted anew for every version. It is serialised with its fields in a fixed order, and
//! formatted ([`std::fmt::Display`]) as exactly the YAML that `insta::assert_yaml_snapshot!` writes, so that a file of
//! `claimsift snap` and a snapshot of a test in Rust have the same body.
//!
//! For the same reason, the position of a claim in the article is not part of the body: a paragraph inserted at the top
//! moves all claims and changes none. The positions of all claims are kept in one line of the header of a [`File`].
//!
//! | module | content |
//! |---|---|
//! | `quoting` | quoting of texts |
//! | `file` | snapshot files: a header and a body, in the format of insta |
//! | `difference` | the differences between two extractions from one article |
//! | `merge` | accepting or rejecting single differences |
//! | `outcome` | the results of a run, and their severity |

mod difference;
mod file;
mod merge;
mod outcome;
mod quoting;

pub use difference::{Change, ChangeKind, Difference, changes};
pub use file::{File, Unreadable};
pub use merge::{accepted, all_accepted, rejected};
pub use outcome::{Levels, Outcome, Problem, ProblemKind, Trouble, Verdict, VerdictKind};

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::claim::{Claim, Flag, Mention, Passage};
use crate::rule::{KnownKind, Stance, yaml};

/// The claims of one article, for a snapshot.
///
/// ```
/// use claimsift::{Article, Extraction, Extractor, Session};
///
/// let article = Article::new("harbour", "Mayor Ana Ruiz said on Tuesday that the bridge will close.");
/// let claims = Extractor::with_default_rules().extract(&mut Session::default(), &article);
/// assert_eq!(
///     Extraction::new(&claims).to_string(),
///     "\
/// - claim: the bridge will close
///   source: Ana Ruiz
///   title: Mayor
///   cue: said
///   quote: indirect
///   rule: said-that
///   id: 0c1cbf188018"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Extraction {
    /// The claims, in the order of the text.
    pub claims: Vec<Entry>,
}

/// The properties of a claim in a snapshot. Every text is a single line; unknown values and defaults are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "tools", derive(schemars::JsonSchema))]
pub struct Entry {
    /// What is claimed.
    pub claim: String,
    /// The fullest name of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The title or office of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The organisation or country of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// How the article mentions the source here, if not by a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention: Option<String>,
    /// The words that attribute the claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    /// How much of it is in quotation marks; absent if the article states it itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Its kind; absent if it is a plain statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Whether the source denies, doubts or asks it; absent if the source affirms it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<String>,
    /// What the other roles of the rule captured, by their names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub roles: BTreeMap<String, String>,
    /// What you should know before using it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flags: Option<String>,
    /// The id of the claim it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Paragraph and sentence, from 1: `¶ 4.1`; empty if unknown. Not part of the body.
    #[serde(default, skip_serializing)]
    pub at: String,
    /// The rule that found it.
    pub rule: String,
    /// Its stable id.
    pub id: String,
}

impl Extraction {
    /// The snapshot of the claims of one article.
    #[must_use]
    pub fn new(claims: &[Claim]) -> Self {
        Self { claims: claims.iter().map(Entry::new).collect() }
    }

    /// Parses a body that [`Extraction`] wrote.
    ///
    /// # Errors
    ///
    /// If it is not the YAML of an extraction; the message gives the position.
    pub fn parse(body: &str) -> Result<Self, String> {
        yaml::value_of(body)
    }

    /// Whether there are no claims.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }
}

impl Entry {
    fn new(claim: &Claim) -> Self {
        let source = claim.source.as_ref();
        let name = source.map(|source| one_line(&source.canonical_name)).filter(|name| !name.is_empty());
        let unnamed = source.filter(|source| matches!(source.form, Mention::Pronoun | Mention::Nominal));
        let mention = unnamed.map(|source| passage(&source.mention)).filter(|mention| Some(mention) != name.as_ref());
        let flags: Vec<&str> = claim.flags.iter().copied().map(Flag::name).collect();
        let roles = claim
            .roles
            .iter()
            .map(|(role, all)| (one_line(role), all.iter().map(passage).collect::<Vec<_>>().join(" … ")));
        Self {
            claim: passage(&claim.claim),
            source: name,
            title: source.and_then(|source| source.title.as_deref()).map(one_line),
            affiliation: source.and_then(|source| source.affiliation.as_deref()).map(one_line),
            mention,
            cue: claim.cue.as_ref().map(|cue| passage(&cue.words)),
            quote: claim.quote_type.map(|quote| quote.name().to_owned()),
            kind: Some(one_line(&claim.kind)).filter(|kind| kind != KnownKind::Statement.name()),
            stance: Some(claim.stance).filter(|&stance| stance != Stance::Affirmed).map(|it| it.name().to_owned()),
            roles: roles.collect(),
            flags: Some(flags.join(", ")).filter(|flags| !flags.is_empty()),
            parent: claim.parent.clone(),
            at: format!("¶ {}.{}", claim.position.0, claim.position.1),
            rule: claim.rule.clone(),
            id: claim.id.clone(),
        }
    }

    /// The paragraph it begins in, from 1, if `at` is known.
    #[must_use]
    pub fn paragraph(&self) -> Option<usize> {
        self.place().map(|(paragraph, _)| paragraph)
    }

    fn place(&self) -> Option<(usize, usize)> {
        let (paragraph, sentence) = self.at.strip_prefix("¶ ")?.split_once('.')?;
        Some((paragraph.parse().ok()?, sentence.parse().ok()?))
    }
}

/// The body of a snapshot, without a line break at its end.
impl fmt::Display for Extraction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.claims.is_empty() {
            return out.write_str("[]");
        }
        for (at, entry) in self.claims.iter().enumerate() {
            let line = if at == 0 { "- " } else { "\n- " };
            write!(out, "{line}{entry}")?;
        }
        Ok(())
    }
}

/// The text after the `- ` of a list: one field per line.
impl fmt::Display for Entry {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // destructured, so that a new field cannot be forgotten here
        let Self {
            claim,
            source,
            title,
            affiliation,
            mention,
            cue,
            quote,
            kind,
            stance,
            roles,
            flags,
            parent,
            at: _,
            rule,
            id,
        } = self;
        write!(out, "claim: {}", quoting::scalar(claim))?;
        for (name, value) in [
            ("source", source),
            ("title", title),
            ("affiliation", affiliation),
            ("mention", mention),
            ("cue", cue),
            ("quote", quote),
            ("kind", kind),
            ("stance", stance),
        ] {
            field(out, name, value.as_deref())?;
        }
        if !roles.is_empty() {
            out.write_str("\n  roles:")?;
        }
        for (role, words) in roles {
            write!(out, "\n    {}: {}", quoting::scalar(role), quoting::scalar(words))?;
        }
        field(out, "flags", flags.as_deref())?;
        field(out, "parent", parent.as_deref())?;
        field(out, "rule", Some(rule))?;
        field(out, "id", Some(id))
    }
}

/// Writes a line of an entry, if it has a value.
fn field(out: &mut fmt::Formatter<'_>, name: &str, value: Option<&str>) -> fmt::Result {
    value.map_or(Ok(()), |value| write!(out, "\n  {name}: {}", quoting::scalar(value)))
}

fn passage(passage: &Passage) -> String {
    one_line(&passage.text)
}

/// The words with single spaces between them, in the composed form of their characters.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use insta::_macro_support::{SerializationFormat, serialize_value};

    use super::{Entry, Extraction};

    /// An entry with `text` in every field.
    fn full(text: &str) -> Entry {
        let some = || Some(text.to_owned());
        Entry {
            claim: text.to_owned(),
            source: some(),
            title: some(),
            affiliation: some(),
            mention: some(),
            cue: some(),
            quote: some(),
            kind: some(),
            stance: some(),
            roles: BTreeMap::from([("when".to_owned(), text.to_owned()), ("where".to_owned(), text.to_owned())]),
            flags: some(),
            parent: some(),
            at: String::new(),
            rule: text.to_owned(),
            id: text.to_owned(),
        }
    }

    #[test]
    fn what_is_written_is_what_insta_writes_and_can_be_read_again() {
        let texts = ["trade fell by a third", "1931", "no", "a: b", "¶ 3.1", "“It is safe”", "", "- x", "it's", "12e7"];
        for text in texts {
            for claims in
                [vec![], vec![full(text)], vec![full(text), Entry { claim: text.to_owned(), ..Entry::default() }]]
            {
                let extraction = Extraction { claims };
                let written = extraction.to_string();
                // what `assert_yaml_snapshot!` passes on before it compares
                let theirs = serialize_value(&extraction, SerializationFormat::Yaml);
                assert_eq!(written, theirs.trim_end_matches('\n'));
                assert_eq!(Extraction::parse(&written), Ok(extraction), "{written}");
            }
        }
    }
}
