//! Builds claims from matches.
//!
//! A match only has words. Here they become a claim: the cue with its auxiliaries, the content with its *that*, the
//! source with its full name, the enclosing claim. Claims of the article itself are dropped if the sentence attributes
//! them to somebody.

pub mod confidence;
mod content;
mod cue;
mod draft;
mod individual;
mod measured;
mod mention;
mod office;
mod register;
mod roles;
mod source;
mod standalone;

use std::collections::BTreeMap;

use hmac_sha256::Hash as Sha256;
use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;

use crate::claim::{Claim, CueKind};
use crate::engine::Match;
use crate::measure::{Measures, measures};
use crate::rule::{Pack, Role};
use crate::span::{Cover, Span, TokenRange};
use crate::text::{Document, Language, NESTING_CAP};
use draft::Draft;
use register::Register;

/// The claims of the `matches` (winners only), in the order of the text. Linear, except for names shared by many. If
/// there is a threshold, claims below it are left out, as if their rules had not matched.
pub(crate) fn claims(
    pack: &Pack,
    document: &Document<'_>,
    matches: &[Match],
    threshold: Option<&Threshold>,
) -> Vec<Claim> {
    claims_and_dropped(pack, document, matches, threshold, None).0
}

/// Why a winning match does not become a claim.
#[derive(Debug, Clone)]
pub(crate) enum Dropped {
    /// The claim it captured is empty.
    Empty,
    /// Its rule finds a facet of the sentence, not a claim.
    Facet(String),
    /// It is a claim of the article itself, but it, or something around it, is attributed to somebody.
    OwnVoice,
    /// It is part of a quotation over several paragraphs, and belongs to the claim with the whole quotation.
    Joined,
    /// Its first word is already part of [`NESTING_CAP`] other claims.
    Nested,
    /// Its confidence is too low.
    Improbable(Box<Claim>),
}

/// The same, with the match of each claim; matches that do not become claims are added to `dropped`, with the reason.
pub(crate) fn claims_and_dropped<'m>(
    pack: &'m Pack,
    document: &Document<'_>,
    matches: &'m [Match],
    threshold: Option<&Threshold>,
    mut dropped: Option<&mut Vec<(&'m Match, Dropped)>>,
) -> (Vec<Claim>, Vec<&'m Match>) {
    let facet = |found: &Match| pack.rules.get(found.rule).and_then(|rule| rule.facet.as_ref());
    if let Some(dropped) = dropped.as_deref_mut() {
        let facets = matches.iter().filter_map(|found| Some((found, Dropped::Facet(facet(found)?.clone()))));
        dropped.extend(facets);
    }
    let mut there: Vec<&Match> = matches.iter().filter(|found| facet(found).is_none()).collect();
    let mut drafts: Vec<Draft<'m>> = there.iter().filter_map(|found| Draft::new(pack, document, found)).collect();
    drafts.sort_by(|one, other| {
        let order = |draft: &Draft<'m>| (draft.start(), draft.found.line);
        let ((start, line), (other_start, other_line)) = (order(one), order(other));
        start.cmp(&other_start).then_with(|| one.rule.id.cmp(&other.rule.id)).then(line.cmp(&other_line))
    });
    let mut note = |why: Dropped, drafts: &[Draft<'m>], dropped: Option<&mut Vec<(&'m Match, Dropped)>>| {
        if let Some(dropped) = dropped {
            let kept: FxHashSet<*const Match> = drafts.iter().map(|draft| std::ptr::from_ref(draft.found)).collect();
            let (left, gone): (Vec<&Match>, Vec<&Match>) =
                there.iter().partition(|&&found| kept.contains(&std::ptr::from_ref(found)));
            there = left;
            dropped.extend(gone.into_iter().map(|found| (found, why.clone())));
        }
    };
    note(Dropped::Empty, &drafts, dropped.as_deref_mut());
    own_voice_only(document, &mut drafts);
    note(Dropped::OwnVoice, &drafts, dropped.as_deref_mut());
    content::join_continued(document, &mut drafts);
    note(Dropped::Joined, &drafts, dropped.as_deref_mut());
    cap_nesting(document, &mut drafts);
    note(Dropped::Nested, &drafts, dropped.as_deref_mut());
    mention::settle(document, &mut drafts);
    let parents: Vec<Option<usize>> = (0..drafts.len()).map(|at| parent(&drafts, at)).collect();
    let register = Register::new(document);
    let (sources, resolver) = source::resolve(document, &register, &drafts, &parents);
    let measures = if drafts.is_empty() { Measures::default() } else { measures(document) };
    let drawn = drafts.iter().zip(sources);
    let mut claims: Vec<Claim> =
        drawn.map(|(draft, source)| draft.claim(document, &resolver, &measures, source)).collect();
    let mut parents = parents;
    if let Some(threshold) = threshold {
        threshold.apply(document.language, &mut claims, &mut drafts, dropped);
        if drafts.len() < parents.len() {
            parents = (0..drafts.len()).map(|at| parent(&drafts, at)).collect();
        }
    }
    name(document, &drafts, &mut claims);
    let ids: Vec<String> = claims.iter().map(|claim| claim.id.clone()).collect();
    for (claim, parent) in claims.iter_mut().zip(parents) {
        claim.parent = parent.and_then(|parent| ids.get(parent).cloned());
    }
    let found = drafts.iter().map(|draft| draft.found).collect();
    (claims, found)
}

/// The confidence threshold.
#[derive(Debug)]
pub(crate) struct Threshold {
    /// Claims below this confidence are left out.
    pub(crate) least: f64,
}

impl Threshold {
    fn apply<'m>(
        &self,
        language: &Language,
        claims: &mut Vec<Claim>,
        drafts: &mut Vec<Draft<'m>>,
        dropped: Option<&mut Vec<(&'m Match, Dropped)>>,
    ) {
        for (claim, draft) in claims.iter_mut().zip(&*drafts) {
            claim.confidence = confidence::confidence(language, claim, draft.rule);
        }
        if let Some(dropped) = dropped {
            let both = claims.iter().zip(&*drafts).filter(|(claim, _)| claim.confidence < self.least);
            dropped.extend(both.map(|(claim, draft)| (draft.found, Dropped::Improbable(Box::new(claim.clone())))));
        }
        let mut sure = claims.iter().map(|claim| claim.confidence >= self.least);
        drafts.retain(|_| sure.next().unwrap_or_default());
        claims.retain(|claim| claim.confidence >= self.least);
    }
}

/// Removes claims of the article itself that are part of something attributed, are in quotation marks, or share a
/// sentence with a cue that attributes them.
fn own_voice_only(document: &Document<'_>, drafts: &mut Vec<Draft<'_>>) {
    let attributed = drafts.iter().filter(|draft| draft.is_attributed()).flat_map(|draft| {
        draft.content.iter().copied().chain(draft.cue.ranges.iter().copied()).chain([draft.found.tokens])
    });
    let covered = Cover::new(attributed.collect());
    let quoted = |range: &TokenRange| document.tokens.get(range.start).is_some_and(|token| token.quotation.is_some());
    drafts.retain(|draft| {
        draft.is_attributed() || !draft.claim.iter().any(|range| covered.touches(*range) || quoted(range))
    });
}

/// Removes claims whose first word is already part of [`NESTING_CAP`] others. Drafts are sorted by their starts, so the
/// outermost claims are kept.
fn cap_nesting(document: &Document<'_>, drafts: &mut Vec<Draft<'_>>) {
    let mut claims = vec![0; document.tokens.len()];
    drafts.retain(|draft| {
        let free = claims.get(draft.start()).is_none_or(|&claims| claims < NESTING_CAP);
        if free {
            for at in draft.content.iter().flat_map(|range| range.range()) {
                if let Some(claims) = claims.get_mut(at) {
                    *claims += 1;
                }
            }
        }
        free
    });
}

/// The innermost attribution whose content contains all of this one.
fn parent(drafts: &[Draft<'_>], at: usize) -> Option<usize> {
    let inner = drafts.get(at).filter(|draft| draft.is_attributed())?;
    let parts = || inner.content.iter().chain(&inner.cue.ranges);
    let holds = |outer: &Draft<'_>| parts().all(|part| outer.content.iter().any(|range| range.contains(*part)));
    let size = |draft: &Draft<'_>| draft.content.iter().map(|range| range.len()).sum::<usize>();
    // drafts are sorted by start, an outer content begins before the ones inside it, and contents have a maximum length
    /// How many drafts before this one are searched, a bound on the time. On PolNeAR train and dev, 200 / 400 / 800
    /// give the same claims (`extract --packs all`).
    const REACH: usize = 400;
    let end = drafts.partition_point(|draft| draft.start() <= inner.start());
    let near = end.saturating_sub(REACH)..end;
    near.filter(|&other| other != at)
        .filter_map(|other| Some((other, drafts.get(other)?)))
        .filter(|(_, outer)| outer.is_attributed() && size(outer) > size(inner) && holds(outer))
        .min_by_key(|&(other, outer)| (size(outer), other))
        .map(|(other, _)| other)
}

/// Assigns the ids of claims. They use the first id that a rule ever had, so that renaming a rule does not change them.
fn name(document: &Document<'_>, drafts: &[Draft<'_>], claims: &mut [Claim]) {
    let article: String = document.article.id.nfc().collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (claim, draft) in claims.iter_mut().zip(drafts) {
        let words = |text: &str| {
            let folded = crate::text::fold(text).to_lowercase();
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let source = claim.source.as_ref().map_or("", |source| source.mention.text.as_str());
        let key = [article.as_str(), draft.rule.first_id(), &words(&claim.claim.text), &words(source)].join("\n");
        let occurrence = seen.entry(key.clone()).or_default();
        *occurrence += 1;
        let digest = Sha256::hash(format!("{key}\n{occurrence}").as_bytes());
        claim.id = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    }
}

/// The published words of a capture: a claim without the marks around it, a source without the comma after it.
pub(crate) fn published_range(document: &Document<'_>, role: &Role, range: TokenRange) -> TokenRange {
    match role.name() {
        Role::CLAIM => content::trimmed(document, range),
        Role::SOURCE => mention::trimmed(document, range),
        Role::CUE => range,
        _ => without_stop(document, range),
    }
}

/// Removes the full stop at the end of a sentence and, after a person, a comma, as for claims and sources.
fn without_stop(document: &Document<'_>, mut range: TokenRange) -> TokenRange {
    let ends = |at: usize| match document.lower(at) {
        "." => true,
        "," => roles::is_phrase(document, range),
        _ => false,
    };
    if range.len() > 1 && ends(range.end - 1) {
        range.end -= 1;
    }
    range
}

/// The head word of a cue: its dictionary form and its kind; `None` if there are no words.
pub(crate) fn cue_word(document: &Document<'_>, words: &[TokenRange]) -> Option<(String, CueKind)> {
    cue::carrier(document, cue::head(document, words)?)
}

/// The bytes of some token ranges.
pub(super) fn spans(document: &Document<'_>, ranges: &[TokenRange]) -> Vec<Span> {
    ranges.iter().map(|&range| document.span(range)).collect()
}
