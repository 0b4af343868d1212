//! From matches to claims: what a match says about the world of the article.
//!
//! A match knows words. Here they become a claim: the cue with its auxiliaries, the content with its *that*, the source
//! with its full name, the claim around it. What the article states in its own voice stays only where nobody is
//! reported to say it.

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

/// The claims that `matches` (winners only) make, in the order of the text. Linear, but for names that many bear.
/// Where a threshold is given, those below it are left out, as if their rules had not matched.
pub(crate) fn claims(
    pack: &Pack,
    document: &Document<'_>,
    matches: &[Match],
    threshold: Option<&Threshold>,
) -> Vec<Claim> {
    claims_and_dropped(pack, document, matches, threshold, None).0
}

/// Why a match that won makes no claim.
#[derive(Debug, Clone)]
pub(crate) enum Dropped {
    /// The claim it captured is empty.
    Empty,
    /// Its rule finds a facet of the sentence, and no claim.
    Facet(String),
    /// The article would state it in its own voice, and somebody is reported to say it, or something around it.
    OwnVoice,
    /// It is part of a quotation that runs on, and belongs to the claim of that.
    Joined,
    /// Its first word is part of [`NESTING_CAP`] other claims.
    Nested,
    /// It is this improbable.
    Improbable(Box<Claim>),
}

/// The same, with the match of each claim; matches that make no claim are added to `dropped`, with the reason.
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

/// Which claims are too improbable to be reported.
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

/// Takes out what the article would state in its own voice if it is part of something attributed, is in quotation
/// marks, or shares a sentence with the cue that attributes it.
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

/// Removes claims that begin in a word that is already part of [`NESTING_CAP`] others. Drafts are sorted by their starts, so
/// the outermost claims are kept.
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

/// The innermost attribution whose content holds all of this one.
fn parent(drafts: &[Draft<'_>], at: usize) -> Option<usize> {
    let inner = drafts.get(at).filter(|draft| draft.is_attributed())?;
    let parts = || inner.content.iter().chain(&inner.cue.ranges);
    let holds = |outer: &Draft<'_>| parts().all(|part| outer.content.iter().any(|range| range.contains(*part)));
    let size = |draft: &Draft<'_>| draft.content.iter().map(|range| range.len()).sum::<usize>();
    // drafts are sorted by start, and an outer content begins no later than what it holds; contents are capped in length
    /// How many drafts before this one are looked at, so that the time is linear. On PolNeAR train and dev, 200 / 400 / 800 give
    /// the same claims (`extract --packs all`).
    const REACH: usize = 400;
    let end = drafts.partition_point(|draft| draft.start() <= inner.start());
    let near = end.saturating_sub(REACH)..end;
    near.filter(|&other| other != at)
        .filter_map(|other| Some((other, drafts.get(other)?)))
        .filter(|(_, outer)| outer.is_attributed() && size(outer) > size(inner) && holds(outer))
        .min_by_key(|&(other, outer)| (size(outer), other))
        .map(|(other, _)| other)
}

/// Gives every claim its id. It holds the first id its rule ever had, so that a new one changes nothing.
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

/// What is published of a capture: a claim without the marks around it, a source without the comma behind it.
pub(crate) fn published_range(document: &Document<'_>, role: &Role, range: TokenRange) -> TokenRange {
    match role.name() {
        Role::CLAIM => content::trimmed(document, range),
        Role::SOURCE => mention::trimmed(document, range),
        Role::CUE => range,
        _ => without_stop(document, range),
    }
}

/// Leaves out the stop that ends a sentence, and behind a person a comma, as a claim and a source have none either.
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

/// What carries a cue of these words: its dictionary form, and what it is; `None` if there are no words.
pub(crate) fn cue_word(document: &Document<'_>, words: &[TokenRange]) -> Option<(String, CueKind)> {
    cue::carrier(document, cue::head(document, words)?)
}

/// The bytes of some token ranges.
pub(super) fn spans(document: &Document<'_>, ranges: &[TokenRange]) -> Vec<Span> {
    ranges.iter().map(|&range| document.span(range)).collect()
}
