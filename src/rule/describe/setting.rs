//! Descriptions of the keys of a rule other than its patterns.

use super::prose::Prose;
use crate::annotation::ParagraphKind;
use crate::rule::{Confidence, DEFAULT_SCOPE, DefaultSource, KnownKind, Override, Role, Rule, Same, Stance, Within};

/// Where a rule looks, if it isn't the default.
pub(super) fn place(rule: &Rule) -> Prose {
    let unit = match rule.within {
        Within::Sentence => "In a sentence",
        Within::Paragraph => "In a paragraph",
    };
    if rule.scope == DEFAULT_SCOPE {
        return Prose::plain(unit);
    }
    let scopes = rule.scope.iter().map(|kind| Prose::plain(scope(*kind))).collect();
    Prose::plain(unit).and(" of ").and(Prose::any_of(scopes))
}

const fn scope(kind: ParagraphKind) -> &'static str {
    match kind {
        ParagraphKind::Headline => "a headline",
        ParagraphKind::Dateline => "a dateline",
        ParagraphKind::Byline => "a byline",
        ParagraphKind::Body => "running text",
        ParagraphKind::Caption => "a caption",
        ParagraphKind::Credit => "a credit line",
        ParagraphKind::Transcript => "a transcript",
    }
}

/// What a rule does with what it found, if it isn't the default.
pub(super) fn remarks(rule: &Rule) -> Vec<Prose> {
    if let Some(facet) = &rule.facet {
        return vec![Prose::plain("The facet ").and(Prose::name(facet.as_str())).and(" is then so of the sentence.")];
    }
    let mut remarks = Vec::new();
    if let Some(same) = &rule.same {
        remarks.push(same_words(same));
    }
    if let Some(DefaultSource::PreviousSpeaker) = rule.source {
        remarks.push("The source is whoever spoke before.".to_owned());
    }
    match KnownKind::named(&rule.kind) {
        Some(KnownKind::Statement) => {}
        Some(KnownKind::Unattributed) => remarks.push("The article itself states what is found.".to_owned()),
        Some(KnownKind::VagueSource) => remarks.push("Nobody in particular says what is found.".to_owned()),
        _ => remarks.push(format!("What is found counts as {}.", named(&rule.kind))),
    }
    match rule.stance {
        Stance::Affirmed => {}
        Stance::Denied => remarks.push("The source denies it.".to_owned()),
        Stance::Doubted => remarks.push("The source doubts it.".to_owned()),
        Stance::Asked => remarks.push("The source asks about it.".to_owned()),
    }
    match (&rule.overridden, rule.confidence) {
        (Some(one), _) if one.confidence.is_some() => remarks.push(overridden(one)),
        (_, Confidence::Low) => remarks.push("It is wrong more often than right.".to_owned()),
        (_, Confidence::Medium) => {}
        (_, Confidence::High) => remarks.push("It is nearly always right.".to_owned()),
    }
    let mut remarks: Vec<Prose> = remarks.into_iter().map(Prose::plain).collect();
    if !rule.over.is_empty() {
        let losers = rule.over.iter().map(|id| Prose::name(id.as_str())).collect();
        remarks.push(Prose::plain("It wins over ").and(Prose::any_of(losers)).and(" where both fit."));
    }
    remarks
}

fn same_words(same: &Same) -> String {
    let roles: Vec<&str> = same.roles.iter().map(Role::name).collect();
    let forms = if same.inflected { ", but for their forms" } else { "" };
    match roles.as_slice() {
        [role] => format!("Everything captured as {role} has the same words{forms}."),
        [first @ .., last] => format!("The {} and the {last} have the same words{forms}.", first.join(", the ")),
        [] => String::new(),
    }
}

/// The override of a rule by another file.
pub(super) fn overridden(overriding: &Override) -> String {
    let by = overriding.place();
    match overriding.confidence.filter(|_| !overriding.off) {
        None => format!("It is turned off by {by}."),
        Some(Confidence::Low) => format!("It is wrong more often than right, according to {by}."),
        Some(Confidence::Medium) => format!("It is right more often than not, according to {by}."),
        Some(Confidence::High) => format!("It is nearly always right, according to {by}."),
    }
}

/// A kind of claim with its article; in quotation marks if the author declared it.
fn named(kind: &str) -> String {
    match KnownKind::named(kind) {
        Some(KnownKind::Accusation | KnownKind::Opinion) => format!("an {kind}"),
        Some(KnownKind::Prediction | KnownKind::Statistic | KnownKind::Request) => format!("a {kind}"),
        _ => format!("“{kind}”"),
    }
}
