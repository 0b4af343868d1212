//! What a change of claims means, in a line, in the words of who reads claims.

use std::collections::BTreeSet;

use crate::report::counted;
use crate::snapshot::{Change, Difference, Outcome, Verdict};

/// What became of an article, in a line.
#[must_use]
pub fn of_outcome(outcome: &Outcome) -> String {
    match &outcome.verdict {
        Verdict::Same(_) => "as the snapshot says".to_owned(),
        Verdict::New(extraction) => format!("new, with {}", counted(extraction.claims.len(), "claim")),
        Verdict::Changed { changes, .. } => meaning(changes),
        Verdict::Unreferenced => "no article has this snapshot".to_owned(),
        Verdict::Trouble { why, .. } => why.to_string(),
    }
}

/// What changed, in a line: *1 claim lost (`denied`), 1 source changed (Ruiz → the mayor)*. Says so where nothing did.
#[must_use]
pub fn meaning(changes: &[Change]) -> String {
    let mut told = Vec::new();
    for name in ["lost", "gained"] {
        let of_kind: Vec<&Change> = changes.iter().filter(|change| change.name() == name).collect();
        if !of_kind.is_empty() {
            let rules: BTreeSet<String> = of_kind.iter().map(|change| format!("`{}`", change.last().rule)).collect();
            let rules = rules.into_iter().collect::<Vec<_>>().join(", ");
            told.push(format!("{} {name} ({rules})", counted(of_kind.len(), "claim")));
        }
    }
    // by what differs first, in the order in which those come up
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
            [one] => format!(" ({} → {})", shown(&one.before), shown(&one.after)),
            _ => String::new(),
        };
        let count = match (what, all.len()) {
            ("claim", 1) => "1 claim reworded".to_owned(),
            ("claim", many) => format!("{many} claims reworded"),
            ("flags", count) => format!("flags of {} changed", counted(count, "claim")),
            (_, 1) => format!("1 {noun} changed"),
            (_, many) => format!("{noun} of {many} claims changed"),
        };
        told.push(format!("{count}{example}"));
    }
    let moved = changes.iter().filter(|change| change.name() == "moved").count();
    if moved > 0 {
        told.push(format!("{} moved", counted(moved, "claim")));
    }
    if told.is_empty() { "the same claims, written otherwise".to_owned() } else { told.join(", ") }
}

fn shown(text: &str) -> String {
    const MOST: usize = 40;
    if text.is_empty() {
        return "none".to_owned();
    }
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(MOST).collect::<String>().trim_end())
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

    fn told(before: &[&Entry], after: &[&Entry]) -> String {
        let extraction = |claims: &[&Entry]| Extraction { claims: claims.iter().copied().cloned().collect() };
        meaning(&changes(&extraction(before), &extraction(after)))
    }

    #[test]
    fn what_changed_is_told_in_the_words_of_who_reads_claims() {
        let bridge = entry("a1", "the bridge will close", "Ana Ruiz", "said-that", "¶ 2.1");
        let damage = entry("b2", "the town had known of the damage", "Ana Ruiz", "denied", "¶ 3.1");
        assert_eq!(told(&[&bridge, &damage], &[&bridge]), "1 claim lost (`denied`)");
        assert_eq!(told(&[], &[&bridge, &damage]), "2 claims gained (`denied`, `said-that`)");
        let mayor = entry("c3", "the bridge will close", "the mayor", "said-that", "¶ 2.1");
        assert_eq!(told(&[&bridge], &[&mayor]), "1 source changed (Ana Ruiz → the mayor)");
        let nobody = entry("c4", "the bridge will close", "", "said-that", "¶ 2.1");
        assert_eq!(told(&[&bridge], &[&nobody]), "1 source changed (Ana Ruiz → none)");
        let longer = entry("d4", "the bridge will close in June", "Ana Ruiz", "said-that", "¶ 2.1");
        assert_eq!(
            told(&[&bridge], &[&longer]),
            "1 claim reworded (the bridge will close → the bridge will close in June)"
        );
        let renamed = entry("a1", "the bridge will close", "Ana Ruiz", "saying", "¶ 2.1");
        assert_eq!(told(&[&bridge], &[&renamed]), "1 rule changed (said-that → saying)");
    }

    #[test]
    fn a_paragraph_above_moves_claims_and_changes_none() {
        let at = |place: &str| entry("a1", "the bridge will close", "Ana Ruiz", "said-that", place);
        assert_eq!(told(&[&at("¶ 2.1")], &[&at("¶ 3.1")]), "1 claim moved");
    }

    #[test]
    fn claims_of_other_words_are_not_taken_for_one() {
        let one = entry("a1", "the bridge will close", "Ana Ruiz", "said-that", "¶ 2.1");
        let other = entry("e5", "trade fell by a third", "Ana Ruiz", "said-that", "¶ 2.1");
        assert_eq!(told(&[&one], &[&other]), "1 claim lost (`said-that`), 1 claim gained (`said-that`)");
    }

    #[test]
    fn the_same_words_twice_are_two_claims() {
        let first = entry("a1", "it will close", "Ana Ruiz", "said-that", "¶ 2.1");
        let second = entry("a2", "it will close", "Ana Ruiz", "said-that", "¶ 5.1");
        assert_eq!(told(&[&first, &second], &[&first, &second]), "the same claims, written otherwise");
        assert_eq!(told(&[&first, &second], &[&first]), "1 claim lost (`said-that`)");
    }
}
