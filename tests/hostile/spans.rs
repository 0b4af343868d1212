//! Invariants of the spans of every result, whatever the article.
//!
//! A span that is out of bounds, or covers other words than those reported, is worse than a missing claim, because
//! programs that highlight it show the wrong words. This check is in a file of its own so that a fuzzer can include it.

use claimsift::assess::Assessment;
use claimsift::claim::Passage;
use claimsift::explain::Sentence;
use claimsift::span::Span;
use claimsift::{Claim, Extractor};

/// The first invalid span in the claims of `text`.
pub(crate) fn wrong_in_claims(text: &str, claims: &[Claim]) -> Option<String> {
    claims.iter().find_map(|claim| {
        let found = wrong_in_claim(text, claims, claim)?;
        Some(format!("{found} in the claim of `{}`: {}", claim.rule, claim.claim.text))
    })
}

fn wrong_in_claim(text: &str, claims: &[Claim], claim: &Claim) -> Option<String> {
    let mut passages: Vec<(&str, &Passage)> = vec![("claim", &claim.claim), ("content", &claim.content)];
    passages.extend(claim.cue.as_ref().map(|cue| ("cue", &cue.words)));
    for substitution in &claim.normalized.substitutions {
        passages.push(("substitution", &substitution.words));
        passages.extend(substitution.antecedent.as_ref().map(|words| ("antecedent", words)));
    }
    passages.extend(claim.normalized.unresolved.iter().map(|words| ("unresolved", words)));
    passages.extend(claim.roles.iter().flat_map(|(role, all)| all.iter().map(|words| (role.as_str(), words))));
    // a source that is never mentioned has no spans
    let mention = claim.source.as_ref().map(|source| &source.mention).filter(|mention| !mention.spans.is_empty());
    passages.extend(mention.map(|mention| ("source", mention)));
    let parts = claim.quantities.iter().map(|quantity| ("quantity", quantity.text.as_str(), quantity.span));
    let parts = parts.chain(claim.times.iter().map(|time| ("time", time.text.as_str(), time.span)));
    let quantities = claim.quantities.iter().map(|quantity| quantity.span);
    let times = claim.times.iter().map(|time| time.span);
    let changes = claim.normalized.substitutions.iter().flat_map(|change| change.words.spans.iter().copied());
    if !claim.claim.text.contains(char::is_alphanumeric) {
        return Some("no word".to_owned());
    }
    passages
        .into_iter()
        .find_map(|(name, passage)| wrong_passage(text, passage).map(|wrong| format!("{wrong} ({name})")))
        .or_else(|| {
            let mut parts = parts;
            parts.find_map(|(name, words, span)| {
                let other = (span.of(text) != words).then_some("other words than the text has there");
                wrong_span(text, span).or(other).map(|wrong| format!("{wrong} ({name} {span:?})"))
            })
        })
        .or_else(|| disorder(quantities).map(|at| format!("quantities out of order at {at:?}")))
        .or_else(|| disorder(times).map(|at| format!("times out of order at {at:?}")))
        .or_else(|| disorder(changes).map(|at| format!("substitutions out of order at {at:?}")))
        .or_else(|| {
            let same = claims.iter().filter(|other| other.id == claim.id).count();
            (same != 1).then(|| format!("the id of {same} claims"))
        })
        .or_else(|| {
            let parent = claim.parent.as_ref()?;
            let known = claims.iter().any(|other| other.id == *parent && other.id != claim.id);
            (!known).then(|| "a parent that is no other claim".to_owned())
        })
}

/// The first invalid span in the assessments of sentences.
pub(crate) fn wrong_in_assessments(text: &str, assessments: &[Assessment]) -> Option<String> {
    let wrong = |assessment: &Assessment| {
        let words = assessment.reasons.iter().flat_map(|reason| reason.words.iter().copied());
        std::iter::once(assessment.span).chain(words).find_map(|span| {
            let wrong = wrong_span(text, span)?;
            Some(format!("{wrong} ({span:?}) in the assessment of {:?}", assessment.span))
        })
    };
    assessments.iter().find_map(wrong)
}

/// The first invalid span in the assessment of a standalone claim.
pub(crate) fn wrong_in_worth(text: &str, worth: &Assessment) -> Option<String> {
    let mut words = worth.reasons.iter().flat_map(|reason| reason.words.iter().copied());
    words.find_map(|span| wrong_span(text, span).map(|wrong| format!("{wrong} ({span:?}) in what {text:?} is worth")))
}

/// The first invalid span in an explanation.
pub(crate) fn wrong_in_explanation(text: &str, sentences: &[Sentence]) -> Option<String> {
    sentences.iter().find_map(|sentence| {
        let tokens = || sentence.tokens.iter().map(|token| token.span);
        let readings = sentence.found.iter().map(|found| &found.reading);
        let readings = readings.chain(sentence.lost.iter().map(|lost| &lost.reading));
        let read = readings.flat_map(|reading| {
            reading.roles.iter().map(|(_, span)| *span).filter(|span| !span.is_empty()).chain([reading.span])
        });
        let brackets = sentence.brackets.iter().map(|bracket| bracket.tokens.end <= sentence.tokens.len());
        let outside = brackets.zip(0..).find(|(inside, _)| !inside).map(|(_, at)| format!("bracket {at} is outside"));
        std::iter::once(sentence.span)
            .chain(tokens())
            .chain(read)
            .find_map(|span| wrong_span(text, span).map(|wrong| format!("{wrong} ({span:?})")))
            .or_else(|| disorder(tokens()).map(|at| format!("tokens out of order at {at:?}")))
            .or(outside)
    })
}

fn wrong_passage(text: &str, passage: &Passage) -> Option<String> {
    if passage.spans.is_empty() {
        return Some("no span".to_owned());
    }
    if let Some((wrong, span)) = passage.spans.iter().find_map(|&span| Some((wrong_span(text, span)?, span))) {
        return Some(format!("{wrong} {span:?}"));
    }
    if let Some(at) = disorder(passage.spans.iter().copied()) {
        return Some(format!("spans out of order at {at:?}"));
    }
    let words: Vec<&str> = passage.spans.iter().map(|span| span.of(text)).collect();
    (words.join(" … ") != passage.text).then(|| format!("other words than the text has there: {}", passage.text))
}

fn wrong_span(text: &str, span: Span) -> Option<&'static str> {
    if span.start >= span.end {
        Some("an empty span")
    } else if text.get(span.range()).is_none() {
        Some("a span outside of the text, or inside a character")
    } else {
        None
    }
}

/// The first span that begins before the one before it has ended.
fn disorder(spans: impl Iterator<Item = Span>) -> Option<Span> {
    let mut end = 0;
    for span in spans {
        if span.start < end {
            return Some(span);
        }
        end = span.end;
    }
    None
}

/// An extractor that keeps all claims, whatever their confidence, to check their spans.
pub(crate) fn extractor() -> Extractor {
    Extractor::with_default_rules().with_least_confidence(0.0)
}
