//! The confidence of a claim: the probability that it is correct.
//!
//! Rules differ: *said that* is nearly always correct, *his support for* half the time. The share of correct claims was
//! measured on annotated articles, by rule and by visible features of a claim (its cue, its length, its source), and
//! fitted by logistic regression. The weights are in a text file next to the rules of a language; each is the change in
//! log-odds if the feature holds. A user's own rule is not in that file and declares its confidence itself; an override
//! can do the same for a rule that is in it.

use crate::claim::{Claim, Mention};
use crate::logistic::{BIAS, probability};
use crate::rule::{Confidence, Rule};
use crate::text::{Language, Set};

/// The probability that a trained annotator would mark this claim, with this source.
pub(crate) fn confidence(language: &Language, claim: &Claim, rule: &Rule) -> f64 {
    let Some(name) = measured(language, rule) else { return declared_share(rule.confidence) };
    let features = features_as(language, claim, name);
    let sum: f64 = features.iter().filter_map(|feature| weight(language, feature)).sum();
    probability(sum + weight(language, BIAS).unwrap_or_default())
}

/// The contribution of each feature to the log-odds, largest first; empty if the confidence is declared.
pub(crate) fn contributions(language: &Language, claim: &Claim, rule: &Rule) -> Vec<(String, f64)> {
    let Some(name) = measured(language, rule) else { return Vec::new() };
    let features = features_as(language, claim, name);
    let all = features.into_iter().chain([BIAS.to_owned()]);
    let mut added: Vec<(String, f64)> =
        all.filter_map(|feature| weight(language, &feature).map(|weight| (feature, weight))).collect();
    added.sort_by(|one, other| other.1.abs().total_cmp(&one.1.abs()).then_with(|| one.0.cmp(&other.0)));
    added
}

/// The id under which the rule was measured, which may be a former one; `None` if it was not measured, or declares its
/// confidence.
fn measured<'r>(language: &Language, rule: &'r Rule) -> Option<&'r str> {
    // a user's own rule may have the id of a measured one
    if rule.is_own || rule.overridden.as_ref().is_some_and(|by| by.confidence.is_some()) {
        return None;
    }
    let ids = std::iter::once(&rule.id).chain(rule.aliases.iter().rev()).map(String::as_str);
    ids.into_iter().find(|id| weight(language, &format!("rule {id}")).is_some())
}

fn weight(language: &Language, feature: &str) -> Option<f64> {
    language.confidence.codes(feature).and_then(|weight| weight.parse().ok())
}

/// The confidence of a rule whose author declares it.
const fn declared_share(declared: Confidence) -> f64 {
    match declared {
        Confidence::Low => 0.4,
        Confidence::Medium => 0.7,
        Confidence::High => 0.9,
    }
}

/// The features of a claim, the rule first.
#[must_use]
pub fn features(language: &Language, claim: &Claim) -> Vec<String> {
    features_as(language, claim, &claim.rule)
}

/// The same, with the rule under another id.
fn features_as(language: &Language, claim: &Claim, rule: &str) -> Vec<String> {
    let lemma = claim.cue.as_ref().map_or("", |cue| cue.lemma.as_str());
    let cue = claim.cue.as_ref().map_or_else(String::new, |cue| cue.words.text.to_lowercase());
    let last_of_cue = cue.split_whitespace().next_back().unwrap_or_default();
    let content = claim.content.text.to_lowercase();
    let words = content.split_whitespace().count();
    let length = (words + 1).ilog2().min(6);
    let first = content.split_whitespace().next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    let mention = claim.source.as_ref().map_or("none", |source| source.form.name());
    let kind = claim.source.as_ref().map_or("none", |source| source.kind.name());
    let said_by = claim.source.as_ref().map_or_else(String::new, |source| source.mention.text.to_lowercase());
    let quoted = claim.quote_type.map_or("none", |kind| kind.name());
    let negated = cue.split_whitespace().any(|word| language.grammar.is_negation(word));
    let mut features = vec![
        format!("rule {rule}"),
        format!("line {rule} {}", claim.line),
        format!("cue {lemma}"),
        format!("rule {rule} cue {lemma}"),
        format!("cue ends {last_of_cue}"),
        format!("length {length}"),
        format!("rule {rule} length {length}"),
        format!("quotation {quoted}"),
        format!("source {mention}"),
        format!("rule {rule} source {mention}"),
        format!("source is {kind}"),
        format!("source words {}", (said_by.split_whitespace().count() / 2).min(5)),
        format!("cue words {}", cue.split_whitespace().count().min(4)),
    ];
    let gap = gap(claim);
    features.push(format!("gap {gap}"));
    features.push(format!("rule {rule} gap {gap}"));
    if language.is(first, Set::ContentBeginnings) {
        features.push(format!("content begins {first}"));
    }
    if claim.source.as_ref().is_some_and(|source| source.form == Mention::Pronoun) {
        features.push(format!("pronoun {said_by}"));
    }
    if negated {
        features.push("cue negated".to_owned());
    }
    if claim.position.0 == 1 {
        features.push("first paragraph".to_owned());
    }
    features.extend(claim.flags.iter().map(|flag| format!("flag {}", flag.name())));
    features
}

/// The distance between cue and source: the side, and the number of bytes in between as a power of two.
fn gap(claim: &Claim) -> String {
    let source = claim.source.as_ref().and_then(|source| source.mention.spans.first());
    let cue = claim.cue.as_ref().and_then(|cue| cue.words.spans.first());
    match (source, cue) {
        (Some(source), Some(cue)) if source.end <= cue.start => {
            format!("{}", (cue.start - source.end + 1).ilog2().min(9))
        }
        (Some(source), Some(cue)) => format!("before {}", (source.start.saturating_sub(cue.end) + 1).ilog2().min(9)),
        _ => "none".to_owned(),
    }
}
