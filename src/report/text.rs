//! Claims as text for a terminal: who, how, what.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::one_line;
use crate::article::Article;
use crate::claim::{Claim, CueKind, Mention, QuoteType};
use crate::rule::{KnownKind, Stance};

/// The style of a text report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// With ANSI colours.
    pub colour: bool,
    /// The maximum number of columns of a line.
    pub width: usize,
}

impl Style {
    /// `text` in the colour of an ANSI code, if colours are on.
    pub(super) fn painted(self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// The claims of an article, a few lines each, with a line break at the end.
#[must_use]
pub fn text(article: &Article, claims: &[Claim], style: Style) -> String {
    let mut page = Page { style, out: String::new() };
    let count = match claims.len() {
        0 => "no claims".to_owned(),
        1 => "1 claim".to_owned(),
        many => format!("{many} claims"),
    };
    page.line(0, &format!("{} {}", page.bold(&article.id), page.dim(&format!("· {count}"))));
    let parents: BTreeMap<&str, &str> =
        claims.iter().filter_map(|claim| Some((claim.id.as_str(), claim.parent.as_deref()?))).collect();
    for claim in claims {
        page.out.push('\n');
        page.claim(claim, depth(&parents, claim));
    }
    page.out
}

/// How many attributions a claim is nested in; `parents` holds the parent of each that has one.
fn depth(parents: &BTreeMap<&str, &str>, claim: &Claim) -> usize {
    const MOST: usize = 8;
    std::iter::successors(claim.parent.as_deref(), |&id| parents.get(id).copied()).take(MOST).count()
}

/// A report for a terminal, built line by line.
pub(super) struct Page {
    pub(super) style: Style,
    pub(super) out: String,
}

impl Page {
    fn claim(&mut self, claim: &Claim, depth: usize) {
        let indent = 2 + depth * 3;
        let who = self.who(claim);
        self.line(indent, &who);
        let text = claim.claim.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let quoted = match claim.quote_type {
            Some(QuoteType::Direct) => format!("“{text}”"),
            _ => text,
        };
        for line in wrapped(&quoted, self.style.width.saturating_sub(indent + 3).max(30)) {
            self.line(indent + 3, &line);
        }
        let mut about = vec![format!("¶ {}.{}", claim.position.0, claim.position.1)];
        about.extend(claim.quote_type.map(|kind| kind.name().to_owned()));
        if claim.stance != Stance::Affirmed {
            about.push(claim.stance.name().to_owned());
        }
        if !matches!(KnownKind::named(&claim.kind), Some(KnownKind::Statement | KnownKind::Unattributed)) {
            about.push(claim.kind.clone());
        }
        let roles = claim.roles.iter().flat_map(|(name, all)| {
            let people = claim.people.get(name).into_iter().flatten().map(Option::as_ref);
            let passages = all.iter().zip(people.chain(std::iter::repeat(None)));
            passages.map(move |(passage, who)| {
                let who = who.filter(|who| who.form == Mention::Pronoun && who.canonical_name != passage.text);
                match who {
                    Some(who) => format!("{name}: {} “{}”", who.canonical_name, passage.text),
                    None => format!("{name}: {}", passage.text),
                }
            })
        });
        about.extend(roles.map(|role| role.split_whitespace().collect::<Vec<_>>().join(" ")));
        about.push(claim.rule.clone());
        about.extend(claim.flags.iter().map(|flag| flag.name().to_owned()));
        let about = self.dim(&about.join(" · "));
        self.line(indent + 3, &about);
    }

    /// The source and cue of a claim in one line.
    pub(super) fn who(&self, claim: &Claim) -> String {
        let cue = claim
            .cue
            .as_ref()
            .map_or(String::new(), |cue| cue.words.text.split_whitespace().collect::<Vec<_>>().join(" "));
        let Some(source) = &claim.source else {
            return if cue.is_empty() {
                self.dim("the article states")
            } else {
                format!("{} {}", self.dim("somebody:"), self.cue(&cue))
            };
        };
        let mut who = self.bold(&source.canonical_name);
        let about: Vec<&str> = [source.title.as_deref(), source.affiliation.as_deref()].into_iter().flatten().collect();
        if !about.is_empty() {
            let _ = write!(who, " ({})", about.join(", "));
        }
        let mention = source.mention.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if source.form == Mention::Pronoun || source.form == Mention::Nominal && mention != source.canonical_name {
            let _ = write!(who, " {}", self.dim(&format!("“{mention}”")));
        }
        let before = claim.cue.as_ref().is_some_and(|cue| cue.kind == CueKind::Preposition);
        match cue.as_str() {
            "" => format!("{who} {}", self.dim("goes on")),
            cue if before => format!("{} {who}", self.cue(&cue.to_lowercase())),
            cue => format!("{who} {}", self.cue(cue)),
        }
    }

    pub(super) fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.out, "{}{}", " ".repeat(indent), one_line(text));
    }

    pub(super) fn bold(&self, text: &str) -> String {
        self.style.painted("1", text)
    }

    pub(super) fn dim(&self, text: &str) -> String {
        self.style.painted("2", text)
    }

    fn cue(&self, text: &str) -> String {
        self.style.painted("33", text)
    }
}

/// Wraps the words of `text` to lines of at most `width` characters, if possible.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
