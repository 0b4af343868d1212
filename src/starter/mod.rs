//! Creates a first rule file, either a commented example or from the user's articles.
//!
//! In the second case, the sentences in which the built-in rules find attributions are collected, and a few templates,
//! each a word order of source, verb and claim, are tried on them by the engine. The templates that match most
//! sentences, with the verbs that occur, become rules, with these sentences as their examples. The result is checked
//! before it is returned.

mod frame;
mod sentence;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::check::check;
use crate::diagnostic::SourceFile;
use crate::rule::{format, load};
use crate::{Article, Extractor, Session};
use frame::{FRAMES, Frame};
use sentence::{Sentence, sentences};

/// A rule file with explanatory comments.
pub const COMMENTED: &str = include_str!("commented.yaml");

/// Rules made from articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Starter {
    /// The rule file, for which `check` reports no problems.
    pub text: String,
    /// The number of rules.
    pub rules: usize,
    /// The number of examples.
    pub examples: usize,
}

/// The most rules a starter file has …
const MOST_RULES: usize = 3;
/// … and the most examples of each.
const MOST_EXAMPLES: usize = 4;
/// The maximum number of sentences tried for each verb, the shortest first.
const MOST_OF_VERB: usize = 12;

impl Extractor {
    /// Creates a rule file for the attributions in these articles, as found by this extractor; `None` if no template
    /// matches any of them. The ids of the rules begin with `prefix`, which may be empty.
    #[must_use]
    pub fn starter(&self, session: &mut Session, articles: &[Article], prefix: &str) -> Option<Starter> {
        let mut found: Vec<Sentence> = articles.iter().flat_map(|article| sentences(self, session, article)).collect();
        let mut frequency: BTreeMap<String, usize> = BTreeMap::new();
        for sentence in &found {
            *frequency.entry(sentence.verb.clone()).or_default() += 1;
        }
        found.sort_by(|one, other| {
            let key = |sentence: &Sentence| (sentence.is_pronoun, sentence.line.len(), sentence.line.clone());
            key(one).cmp(&key(other))
        });
        found.dedup();
        let mut tried: BTreeMap<String, usize> = BTreeMap::new();
        found.retain(|sentence| {
            let tried = tried.entry(sentence.verb.clone()).or_default();
            *tried += 1;
            *tried <= MOST_OF_VERB
        });
        let head = head(articles);
        let mut drafts = drafts(&found, &frequency);
        drafts.truncate(MOST_RULES);
        // as many rules as are valid together, or else the first that is valid on its own
        let together = (1..=drafts.len()).rev().filter_map(|count| drafts.get(..count));
        let alone = drafts.chunks(1);
        together.chain(alone).find_map(|drafts| {
            let text = format!("{head}{}", written(drafts, &frequency, prefix));
            let source = SourceFile::new("starter.yaml", text);
            let text = format(&source).ok()?;
            let problems = check(&[SourceFile::new("starter.yaml", text.as_str())], &nothing).problems;
            let examples = drafts.iter().map(|draft| draft.examples.len()).sum();
            problems.is_empty().then_some(Starter { text, rules: drafts.len(), examples })
        })
    }
}

fn nothing(_: &str) -> Result<String, String> {
    Err("no file is needed".to_owned())
}

/// A template that may become a rule.
struct Draft<'s> {
    frame: &'static Frame,
    /// The number of sentences that it matches.
    finds: usize,
    /// Some of them.
    examples: Vec<&'s Sentence>,
}

/// The templates that match some of the sentences, those with most matches first.
fn drafts<'s>(sentences: &'s [Sentence], frequency: &BTreeMap<String, usize>) -> Vec<Draft<'s>> {
    let verbs: BTreeSet<&str> = sentences.iter().map(|sentence| sentence.verb.as_str()).collect();
    let mut text = "claims: 1\nrules:\n".to_owned();
    for frame in FRAMES {
        let lines: Vec<&str> = sentences.iter().map(|sentence| sentence.line.as_str()).collect();
        rule(&mut text, frame.id, &frame.pattern("~@cue-verb"), &lines);
    }
    let _ = writeln!(text, "lists:\n  cue-verb: [{}]", verbs.into_iter().collect::<Vec<_>>().join(", "));
    let extractor = Extractor::new(load(&[SourceFile::new("frames.yaml", text)], &nothing).pack);
    let mut found: BTreeMap<String, Vec<&Sentence>> = BTreeMap::new();
    for outcome in extractor.run_examples(None).iter().filter(|outcome| outcome.verdict.is_ok()) {
        let rule = extractor.pack().rules.get(outcome.rule).map(|rule| rule.id.clone());
        if let (Some(rule), Some(sentence)) = (rule, sentences.get(outcome.example)) {
            found.entry(rule).or_default().push(sentence);
        }
    }
    let mut drafts: Vec<Draft<'_>> = FRAMES
        .iter()
        .filter_map(|frame| {
            let found = found.remove(frame.id)?;
            Some(Draft { frame, finds: found.len(), examples: examples(found, frequency) })
        })
        .collect();
    drafts.sort_by_key(|draft| std::cmp::Reverse(draft.finds));
    drafts
}

/// One sentence of each verb, the most frequent verbs first.
fn examples<'s>(mut found: Vec<&'s Sentence>, frequency: &BTreeMap<String, usize>) -> Vec<&'s Sentence> {
    let often = |verb: &str| std::cmp::Reverse(frequency.get(verb).copied().unwrap_or_default());
    // a stable sort: for each verb, the shortest first, as before
    found.sort_by(|one, other| (often(&one.verb), &one.verb).cmp(&(often(&other.verb), &other.verb)));
    found.dedup_by(|one, other| one.verb == other.verb);
    found.truncate(MOST_EXAMPLES);
    found
}

/// The top of the file: the line for editors, and a description.
fn head(articles: &[Article]) -> String {
    let named = match articles {
        [only] => format!("the article “{}”", only.id.split_whitespace().collect::<Vec<_>>().join(" ")),
        several => format!("{} articles", several.len()),
    };
    let line_for_editors = COMMENTED.lines().next().unwrap_or_default();
    format!(
        "{line_for_editors}\n#\n# Rules made of {named}. Each finds the sentences below it, and others like\n\
         # them. Change the patterns, add sentences, and run `claimsift check`.\n"
    )
}

/// The rules for some templates, with the list of their verbs.
fn written(drafts: &[Draft<'_>], frequency: &BTreeMap<String, usize>, prefix: &str) -> String {
    let mut text = "claims: 1\nrules:\n".to_owned();
    let mut verbs: Vec<&str> = drafts
        .iter()
        .filter(|draft| draft.frame.has_verb())
        .flat_map(|draft| draft.examples.iter().map(|sentence| sentence.verb.as_str()))
        .collect();
    verbs.sort_by_key(|verb| (std::cmp::Reverse(frequency.get(*verb).copied().unwrap_or_default()), *verb));
    verbs.dedup();
    let verb = match verbs.as_slice() {
        [only] => format!("~{only}"),
        _ => "~@cue-verb".to_owned(),
    };
    for (at, draft) in drafts.iter().enumerate() {
        let gap = if at > 0 { "\n" } else { "" };
        let _ = writeln!(text, "{gap}  # {}", draft.frame.note);
        let lines: Vec<&str> = draft.examples.iter().map(|sentence| sentence.line.as_str()).collect();
        rule(&mut text, &format!("{prefix}{}", draft.frame.id), &draft.frame.pattern(&verb), &lines);
    }
    if verbs.len() > 1 {
        let list = verbs.join(", ");
        let _ = write!(text, "\nlists:\n  # the verbs that attribute, the most frequent first\n  cue-verb: [{list}]\n");
    }
    text
}

fn rule(text: &mut String, id: &str, pattern: &str, examples: &[&str]) {
    let _ = writeln!(text, "  - id: {id}\n    match: |\n      {pattern}\n    finds: |");
    for example in examples {
        let _ = writeln!(text, "      {example}");
    }
}
