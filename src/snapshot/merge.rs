//! Accepts or rejects single differences of a snapshot, leaving the others for later.
//!
//! There are two files: the snapshot, and next to it the extraction of now. Accepting a change adds it to the snapshot;
//! rejecting it removes it from the pending file. Once no change is left, both are the same.

use super::{Change, Entry, Extraction, changes};

/// The snapshot `before` with one of the [`changes`] between it and `after` applied; equal to `after` if it was the
/// last.
#[must_use]
pub fn accepted(before: &Extraction, after: &Extraction, change: &Change) -> Extraction {
    applied(before, after, change.before(), change.after())
}

/// The pending extraction `after` with one of the [`changes`] between `before` and it reverted; equal to `before` if it
/// was the last.
#[must_use]
pub fn rejected(before: &Extraction, after: &Extraction, change: &Change) -> Extraction {
    applied(after, before, change.after(), change.before())
}

/// The snapshot `before` with several changes applied. Each change costs one comparison per claim.
#[must_use]
pub fn all_accepted<'c>(before: &Extraction, changes: impl IntoIterator<Item = &'c Change>) -> Extraction {
    let mut claims = before.claims.clone();
    changes.into_iter().for_each(|change| apply(&mut claims, change.before(), change.after()));
    Extraction { claims }
}

/// `from` with `old` replaced by `new`; equal to `to` if nothing else differs.
fn applied(from: &Extraction, to: &Extraction, old: Option<&Entry>, new: Option<&Entry>) -> Extraction {
    let mut claims = from.claims.clone();
    apply(&mut claims, old, new);
    let merged = Extraction { claims };
    if changes(&merged, to).is_empty() { to.clone() } else { merged }
}

/// Replaces `old` by `new`.
fn apply(claims: &mut Vec<Entry>, old: Option<&Entry>, new: Option<&Entry>) {
    let at = old.and_then(|old| claims.iter().position(|entry| entry == old));
    match (at, new) {
        (Some(at), Some(new)) => {
            if let Some(entry) = claims.get_mut(at) {
                entry.clone_from(new);
            }
        }
        (Some(at), None) => drop(claims.remove(at)),
        (None, Some(new)) => {
            let place = new.place();
            let at = claims.iter().position(|entry| entry.place() > place).unwrap_or(claims.len());
            claims.insert(at, new.clone());
        }
        (None, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{accepted, rejected};
    use crate::snapshot::{Change, Entry, Extraction, changes};

    fn extraction(claims: &[(&str, &str, &str)]) -> Extraction {
        let entry = |&(id, claim, at): &(&str, &str, &str)| Entry {
            id: id.to_owned(),
            claim: claim.to_owned(),
            at: at.to_owned(),
            ..Entry::default()
        };
        Extraction { claims: claims.iter().map(entry).collect() }
    }

    fn two() -> (Extraction, Extraction) {
        let before = extraction(&[("a", "one two three", "¶ 1.1"), ("b", "four", "¶ 2.1"), ("c", "five", "¶ 3.1")]);
        let after = extraction(&[
            ("n", "nine", "¶ 1.1"),
            ("a2", "one two three more", "¶ 1.1"),
            ("c", "five", "¶ 4.1"),
            ("m", "ten", "¶ 4.2"),
        ]);
        (before, after)
    }

    #[test]
    fn accepting_all_results_in_the_new_and_rejecting_all_in_the_old() {
        let (before, after) = two();
        let all = changes(&before, &after);
        assert_eq!(all.iter().map(Change::name).collect::<Vec<_>>(), ["changed", "gained", "lost", "moved", "gained"]);
        let snapshot = all.iter().fold(before.clone(), |snapshot, change| accepted(&snapshot, &after, change));
        assert_eq!(snapshot, after);
        let pending = all.iter().fold(after, |pending, change| rejected(&before, &pending, change));
        assert_eq!(pending, before);
    }

    #[test]
    fn one_change_accepted_leaves_the_others() {
        let (before, after) = two();
        for change in changes(&before, &after) {
            let left = changes(&accepted(&before, &after, &change), &after);
            assert_eq!(left.len(), 4, "{change:?}: {left:?}");
            assert!(!left.contains(&change), "{change:?}");
            let left = changes(&before, &rejected(&before, &after, &change));
            assert_eq!(left.len(), 4, "{change:?}: {left:?}");
        }
    }
}
