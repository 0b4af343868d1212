//! Pairs the claims of two versions by position.

use std::cmp::Reverse;

use super::{Change, Found, differences};
use crate::span::Span;

/// The rules of the claims that are the same in both, and the differences in the order of the text. Costs one
/// comparison for each pair of claims that share words.
pub(super) fn compared(before: Vec<Found>, after: Vec<Found>) -> (Vec<String>, Vec<Change>) {
    let mut pairs = candidates(&before, &after);
    // the same words first, then the largest overlap, then the fewest differences, then the order of the text
    pairs.sort_by_key(|pair| (!pair.same_words, Reverse(pair.shared), pair.differing, pair.before, pair.after));
    let mut partner: Vec<Option<usize>> = vec![None; before.len()];
    let mut taken = vec![false; after.len()];
    for pair in pairs {
        if let (Some(partner @ None), Some(taken @ false)) = (partner.get_mut(pair.before), taken.get_mut(pair.after)) {
            (*partner, *taken) = (Some(pair.after), true);
        }
    }
    let mut after: Vec<Option<Found>> = after.into_iter().map(Some).collect();
    let (mut same, mut changes) = (Vec::new(), Vec::new());
    for (before, partner) in before.into_iter().zip(partner) {
        let Some(after) = partner.and_then(|at| after.get_mut(at)?.take()) else {
            changes.push(Change::Lost(Box::new(before)));
            continue;
        };
        let differences = differences(&before.claim, &after.claim);
        if differences.is_empty() {
            same.push(before.claim.rule);
        } else {
            let (before, after) = (Box::new(before), Box::new(after));
            changes.push(Change::Changed { before, after, differences });
        }
    }
    changes.extend(after.into_iter().flatten().map(|found| Change::Gained(Box::new(found))));
    changes.sort_by_key(|change| {
        let found = change.first();
        let extent = extent(found);
        (extent.start, Reverse(extent.end), change.name(), found.claim.rule.clone())
    });
    (same, changes)
}

/// Two claims that share words.
struct Candidate {
    before: usize,
    after: usize,
    same_words: bool,
    /// The number of bytes in both.
    shared: usize,
    /// The number of differences.
    differing: usize,
}

fn candidates(before: &[Found], after: &[Found]) -> Vec<Candidate> {
    let mut order: Vec<(Span, usize)> = after.iter().map(extent).zip(0..).collect();
    order.sort_unstable();
    let furthest = order.iter().scan(0, |furthest: &mut usize, (span, _)| {
        *furthest = span.end.max(*furthest);
        Some(*furthest)
    });
    let furthest: Vec<usize> = furthest.collect();
    let mut pairs = Vec::new();
    for (at, old) in before.iter().enumerate() {
        let here = extent(old);
        let first = furthest.partition_point(|&end| end <= here.start);
        let last = order.partition_point(|(span, _)| span.start < here.end);
        for &(_, other) in order.get(first..last).unwrap_or_default() {
            let Some(new) = after.get(other) else { continue };
            let shared = shared(&old.claim.claim.spans, &new.claim.claim.spans);
            if shared > 0 {
                let same_words = old.claim.claim.spans == new.claim.claim.spans;
                let differing = differences(&old.claim, &new.claim).len();
                pairs.push(Candidate { before: at, after: other, same_words, shared, differing });
            }
        }
    }
    pairs
}

/// From the first byte of the content to the last.
fn extent(found: &Found) -> Span {
    found.claim.claim.spans.iter().copied().reduce(Span::cover).unwrap_or_default()
}

fn shared(one: &[Span], other: &[Span]) -> usize {
    let both = one.iter().flat_map(|one| other.iter().map(move |other| (one, other)));
    both.map(|(one, other)| one.end.min(other.end).saturating_sub(one.start.max(other.start))).sum()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::SourceFile;
    use crate::drift::{Change, Session, Versions};
    use crate::rule::load;
    use crate::{Article, Extractor};

    fn extractor(rules: &[(&str, &str)]) -> Extractor {
        let mut text = "claims: 1\nrules:\n".to_owned();
        for (id, pattern) in rules {
            text.push_str(&format!("  - id: {id}\n    match: |\n      {pattern}\n    finds: |\n      {{claim: x}}\n"));
        }
        let pack = load(&[SourceFile::new("rules.yaml", text)], &|_| Err("no file is needed".into())).pack;
        assert_eq!(pack.rules.len(), rules.len());
        Extractor::new(pack).with_least_confidence(0.0)
    }

    fn drift(before: &[(&str, &str)], after: &[(&str, &str)], text: &str) -> (Vec<String>, Vec<String>) {
        let versions = Versions::new(extractor(before), extractor(after));
        let drift = versions.compare(&mut Session::default(), Article::new("one", text));
        let summary = |change: &Change| {
            let what: Vec<&str> = change.differences().iter().map(|difference| difference.what.as_str()).collect();
            format!("{} {} {}", change.name(), change.first().claim.claim.text, what.join(" "))
        };
        (drift.same, drift.changes.iter().map(summary).collect())
    }

    const REPORTED: (&str, &str) = ("reported", "{source: the agency} reported that {claim}");
    const SAID: (&str, &str) = ("said", "{source: @person} said {claim: the dam would hold}");
    const TEXT: &str = "The agency reported that Rita Moss said the dam would hold.";

    #[test]
    fn a_claim_inside_another_is_not_paired_with_it() {
        let (same, changes) = drift(&[REPORTED, SAID], &[SAID], TEXT);
        assert_eq!(same, ["said"]);
        assert_eq!(changes, ["lost Rita Moss said the dam would hold "]);
    }

    #[test]
    fn claims_that_share_words_are_paired_once() {
        let shorter = ("shorter", "{source: @person} said {claim: the dam}");
        let (_, changes) = drift(&[SAID], &[shorter], TEXT);
        assert_eq!(changes, ["changed the dam would hold rule claim"]);
        let two = [("a", "{claim: the dam}"), ("b", "{claim: would hold}")];
        let (_, changes) = drift(&[SAID], &two, TEXT);
        assert_eq!(changes, ["changed the dam would hold rule claim source name cue kind", "gained the dam "]);
    }

    #[test]
    fn a_source_at_a_different_position_is_a_difference() {
        let mayor = ("said", "{source: the agency} ... said {claim: the dam would hold}");
        assert_eq!(drift(&[SAID], &[mayor], TEXT).1, ["changed the dam would hold source name"]);
    }
}
