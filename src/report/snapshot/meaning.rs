//! Descriptions of changed claims in one line, in terms of claims instead of lines.

use std::collections::BTreeSet;

use crate::report::counted;
use crate::snapshot::{Change, Difference, Outcome, Verdict};

/// A description of the result for an article.
#[must_use]
pub fn of_outcome(outcome: &Outcome) -> String {
    match &outcome.verdict {
        Verdict::Same(_) => "matches the snapshot".to_owned(),
        Verdict::New(extraction) => format!("new, with {}", counted(extraction.claims.len(), "claim")),
        Verdict::Changed { changes, .. } => meaning(changes),
        Verdict::Unreferenced => "no article for this snapshot".to_owned(),
        Verdict::Trouble { why, .. } => why.to_string(),
    }
}

/// A description of the changes: *1 claim lost (`denied`), 1 source changed (Ruiz → the mayor)*.
#[must_use]
pub fn meaning(changes: &[Change]) -> String {
    let mut parts = Vec::new();
    for name in ["lost", "gained"] {
        let of_kind: Vec<&Change> = changes.iter().filter(|change| change.name() == name).collect();
        if !of_kind.is_empty() {
            let rules: BTreeSet<String> = of_kind.iter().map(|change| format!("`{}`", change.last().rule)).collect();
            let rules = rules.into_iter().collect::<Vec<_>>().join(", ");
            parts.push(format!("{} {name} ({rules})", counted(of_kind.len(), "claim")));
        }
    }
    // grouped by the first property that differs, in order of first occurrence
    let mut firsts: Vec<(&str, Vec<&Difference>)> = Vec::new();
    for difference in changes.iter().filter_map(|change| change.differences().first()) {
        match firsts.iter_mut().find(|(what, _)| *what == difference.what) {
            Some((_, all)) => all.push(difference),
            None => firsts.push((&difference.what, vec![difference])),
        }
    }
    for (what, all) in firsts {
        let noun = if what == "claim" { "wording of a claim" } else { what };
        let example = match all.as_slice() {
            [one] => format!(" ({})", contrast(&one.before, &one.after)),
            _ => String::new(),
        };
        let count = match (what, all.len()) {
            ("claim", 1) => "1 claim reworded".to_owned(),
            ("claim", many) => format!("{many} claims reworded"),
            ("flags", count) => format!("flags of {} changed", counted(count, "claim")),
            (_, 1) => format!("1 {noun} changed"),
            (_, many) => format!("{noun} of {many} claims changed"),
        };
        parts.push(format!("{count}{example}"));
    }
    let renamed: BTreeSet<(&str, &str)> = changes.iter().filter_map(renaming).collect();
    let of_renamed = changes.iter().filter(|change| change.name() == "renamed").count();
    if of_renamed > 0 {
        let names: Vec<String> = renamed.iter().map(|(old, new)| format!("`{old}` → `{new}`")).collect();
        parts.push(format!("rule of {} renamed ({})", counted(of_renamed, "claim"), names.join(", ")));
    }
    let moved = changes.iter().filter(|change| change.name() == "moved").count();
    if moved > 0 {
        parts.push(format!("{} moved", counted(moved, "claim")));
    }
    if parts.is_empty() { "the same claims, written differently".to_owned() } else { parts.join(", ") }
}

/// The old and the new name of the rule, if only that changed.
fn renaming(change: &Change) -> Option<(&str, &str)> {
    match change {
        Change::Renamed { before, after } => Some((&before.rule, &after.rule)),
        _ => None,
    }
}

/// The longest text shown in full, in characters.
const MOST: usize = 40;

/// How many words are shown before the first difference.
const CONTEXT: usize = 3;

/// *before → after*. For long texts, the difference with a few words around it.
fn contrast(before: &str, after: &str) -> String {
    let is_short = |text: &str| text.chars().count() <= MOST;
    if is_short(before) && is_short(after) {
        return format!("{} → {}", or_none(before), or_none(after));
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (before.split(' ').collect(), after.split(' ').collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let fewer = old.len().min(new.len());
    let same_at_end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let same_at_end = same_at_end.min(fewer - same);
    let start = same.saturating_sub(CONTEXT);
    let cut = |words: &[&str]| {
        let end = (words.len() - same_at_end + CONTEXT).min(words.len());
        let ellipsis = |is_cut: bool| if is_cut { "…" } else { "" };
        let shown = words.get(start..end).unwrap_or_default().join(" ");
        let (head, tail) = (ellipsis(start > 0), ellipsis(end < words.len()));
        or_none(&[head, &shown, tail].iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
    };
    let (old, new) = (cut(&old), cut(&new));
    let (short_old, short_new) = (shortened(&old), shortened(&new));
    if short_old == short_new { format!("{old} → {new}") } else { format!("{short_old} → {short_new}") }
}

fn or_none(text: &str) -> String {
    if text.is_empty() { "none".to_owned() } else { text.to_owned() }
}

/// The beginning of a text; used if the difference is near its start.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 2 * MOST;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    format!("{} …", text.chars().take(LONGEST).collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::meaning;
    use crate::snapshot::{Entry, Extraction, changes};

    fn entry(id: &str, claim: &str, source: &str, rule: &str, at: &str) -> Entry {
        Entry {
            claim: claim.to_owned(),
            source: Some(source.to_owned()).filter(|source| !source.is_empty()),
            at: at.to_owned(),
            rule: rule.to_owned(),
            id: id.to_owned(),
            ..Entry::default()
        }
    }

    fn described(before: &[&Entry], after: &[&Entry]) -> String {
        let extraction = |claims: &[&Entry]| Extraction { claims: claims.iter().copied().cloned().collect() };
        meaning(&changes(&extraction(before), &extraction(after)))
    }

    #[test]
    fn changes_are_described_in_terms_of_claims() {
        let bridge = entry("a1", "the bridge will close", "Ana Ruiz", "said-that", "¶ 2.1");
        let damage = entry("b2", "the town had known of the damage", "Ana Ruiz", "denied", "¶ 3.1");
        assert_eq!(described(&[&bridge, &damage], &[&bridge]), "1 claim lost (`denied`)");
        assert_eq!(described(&[], &[&bridge, &damage]), "2 claims gained (`denied`, `said-that`)");
        let mayor = entry("c3", "the bridge will close", "the mayor", "said-that", "¶ 2.1");
        assert_eq!(described(&[&bridge], &[&mayor]), "1 source changed (Ana Ruiz → the mayor)");
        let nobody = entry("c4", "the bridge will close", "", "said-that", "¶ 2.1");
        assert_eq!(described(&[&bridge], &[&nobody]), "1 source changed (Ana Ruiz → none)");
        let longer = entry("d4", "the bridge will close in June", "Ana Ruiz", "said-that", "¶ 2.1");
        assert_eq!(
            described(&[&bridge], &[&longer]),
            "1 claim reworded (the bridge will close → the bridge will close in June)"
        );
        let renamed = entry("a1", "the bridge will close", "Ana Ruiz", "saying", "¶ 2.1");
        assert_eq!(described(&[&bridge], &[&renamed]), "rule of 1 claim renamed (`said-that` → `saying`)");
        let other_rule = entry("a2", "the bridge will close", "Ana Ruiz", "saying", "¶ 2.1");
        assert_eq!(described(&[&bridge], &[&other_rule]), "1 rule changed (said-that → saying)");
    }

    #[test]
    fn only_the_difference_of_long_texts_is_shown() {
        let start = "the ferry to the islands will not run for most of the winter and the pier will close";
        for (before, after, expected) in [
            ("on Friday", "on Monday", "(… will close on Friday → … will close on Monday)"),
            ("", "in May", "(… pier will close → … pier will close in May)"),
            (
                "on Friday at noon or a little later",
                "on Monday at noon or a little later",
                "(… will close on Friday at noon or … → … will close on Monday at noon or …)",
            ),
        ] {
            let claim = |end: &str| format!("{start} {end}").trim().to_owned();
            let claims = [before, after].map(|end| entry("a1", &claim(end), "Ana Ruiz", "said-that", "¶ 1.1"));
            let text = described(&[&claims[0]], &[&claims[1]]);
            assert!(text.ends_with(expected), "{text}");
        }
    }

    #[test]
    fn a_paragraph_above_moves_claims_and_changes_none() {
        let at = |place: &str| entry("a1", "the bridge will close", "Ana Ruiz", "said-that", place);
        assert_eq!(described(&[&at("¶ 2.1")], &[&at("¶ 3.1")]), "1 claim moved");
    }

    #[test]
    fn claims_with_different_words_are_not_paired() {
        let one = entry("a1", "the bridge will close", "Ana Ruiz", "said-that", "¶ 2.1");
        let other = entry("e5", "trade fell by a third", "Ana Ruiz", "said-that", "¶ 2.1");
        assert_eq!(described(&[&one], &[&other]), "1 claim lost (`said-that`), 1 claim gained (`said-that`)");
    }

    #[test]
    fn the_same_words_twice_are_two_claims() {
        let first = entry("a1", "it will close", "Ana Ruiz", "said-that", "¶ 2.1");
        let second = entry("a2", "it will close", "Ana Ruiz", "said-that", "¶ 5.1");
        assert_eq!(described(&[&first, &second], &[&first, &second]), "the same claims, written differently");
        assert_eq!(described(&[&first, &second], &[&first]), "1 claim lost (`said-that`)");
    }
}
