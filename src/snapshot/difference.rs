//! The differences between two extractions from the same article.
//!
//! A snapshot has no offsets, so claims are paired by content: first those with the same id, then those with the same
//! words, then those that share most of their words. Claims without a partner are gained or lost. If the two claims of
//! a pair differ only in position, the claim has moved: text was inserted above it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, Extraction};
pub use crate::drift::Difference;

/// A difference between two snapshots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Only the new one has it.
    Gained(Entry),
    /// Only the old one has it.
    Lost(Entry),
    /// Both have it, with differences.
    Changed {
        /// The old claim.
        before: Entry,
        /// The new claim.
        after: Entry,
        /// The differences; never empty.
        differences: Vec<Difference>,
    },
    /// Both are the same except for the name of the rule: the rule was renamed, and its old name is one of its aliases.
    Renamed {
        /// The old claim.
        before: Entry,
        /// The new claim.
        after: Entry,
    },
    /// Both are the same, at different positions.
    Moved {
        /// The old claim.
        before: Entry,
        /// The new claim.
        after: Entry,
    },
}

/// A [`Change`] without the claims it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Only the new snapshot has the claim.
    Gained,
    /// Only the old snapshot has the claim.
    Lost,
    /// Both have the claim, and differ in a property of it.
    Changed,
    /// The rule that found the claim was renamed.
    Renamed,
    /// The claim is at another place.
    Moved,
}

impl ChangeKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Gained, Self::Lost, Self::Changed, Self::Renamed, Self::Moved];

    /// Its name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gained => "gained",
            Self::Lost => "lost",
            Self::Changed => "changed",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
        }
    }
}

impl Change {
    /// The new claim or, if there is none, the old one.
    #[must_use]
    pub fn last(&self) -> &Entry {
        match self {
            Self::Gained(entry) | Self::Lost(entry) => entry,
            Self::Changed { after, .. } | Self::Renamed { after, .. } | Self::Moved { after, .. } => after,
        }
    }

    /// The old claim, if there is one.
    #[must_use]
    pub fn before(&self) -> Option<&Entry> {
        match self {
            Self::Gained(_) => None,
            Self::Lost(entry) => Some(entry),
            Self::Changed { before, .. } | Self::Renamed { before, .. } | Self::Moved { before, .. } => Some(before),
        }
    }

    /// The new claim, if there is one.
    #[must_use]
    pub fn after(&self) -> Option<&Entry> {
        match self {
            Self::Lost(_) => None,
            Self::Gained(entry) => Some(entry),
            Self::Changed { after, .. } | Self::Renamed { after, .. } | Self::Moved { after, .. } => Some(after),
        }
    }

    /// Whether `id` is the old or the new id of the claim.
    #[must_use]
    pub fn is_of(&self, id: &str) -> bool {
        [self.before(), self.after()].into_iter().flatten().any(|entry| entry.id == id)
    }

    /// `gained`, `lost`, `changed`, `renamed` or `moved`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.kind().name()
    }

    /// Which of the changes it is.
    #[must_use]
    pub const fn kind(&self) -> ChangeKind {
        match self {
            Self::Gained(_) => ChangeKind::Gained,
            Self::Lost(_) => ChangeKind::Lost,
            Self::Changed { .. } => ChangeKind::Changed,
            Self::Renamed { .. } => ChangeKind::Renamed,
            Self::Moved { .. } => ChangeKind::Moved,
        }
    }

    /// The differences between the two; empty if there is only one.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        match self {
            Self::Changed { differences, .. } => differences,
            Self::Gained(_) | Self::Lost(_) | Self::Renamed { .. } | Self::Moved { .. } => &[],
        }
    }
}

/// The differences between `before` and `after`, in the order of the text; empty if both have the same claims.
/// Quadratic in the number of claims that are not in both.
#[must_use]
pub fn changes(before: &Extraction, after: &Extraction) -> Vec<Change> {
    let partners = Partners::new(&before.claims, &after.claims);
    let mut changes = Vec::new();
    for (at, old) in before.claims.iter().enumerate() {
        match partners.of_old(at).and_then(|new| after.claims.get(new)) {
            None => changes.push(Change::Lost(old.clone())),
            Some(new) => changes.extend(change(old, new)),
        }
    }
    let is_new = |(at, _): &(usize, &Entry)| !partners.has_new(*at);
    changes.extend(after.claims.iter().enumerate().filter(is_new).map(|(_, new)| Change::Gained(new.clone())));
    // a stable sort: at the same position, old claims come first
    changes.sort_by_key(|change| change.last().place());
    changes
}

fn change(before: &Entry, after: &Entry) -> Option<Change> {
    let differences = differences(before, after);
    let is_placed = |entry: &Entry| !entry.at.is_empty();
    let has_moved = before.at != after.at && is_placed(before) && is_placed(after);
    let is_renamed = before.id == after.id && differences.iter().all(|difference| difference.what == "rule");
    let (before, after) = (before.clone(), after.clone());
    match (differences.is_empty(), is_renamed, has_moved) {
        (true, _, false) => None,
        (true, _, true) => Some(Change::Moved { before, after }),
        (false, true, _) => Some(Change::Renamed { before, after }),
        (false, false, _) => Some(Change::Changed { before, after, differences }),
    }
}

/// The properties that differ. An id depends on other properties, so it is only reported if nothing else differs.
fn differences(before: &Entry, after: &Entry) -> Vec<Difference> {
    let mut all = Vec::new();
    let mut note =
        |what: &str, of: &dyn Fn(&Entry) -> Option<String>| all.extend(difference(what, of(before), of(after)));
    note("claim", &|entry| Some(entry.claim.clone()));
    note("source", &|entry| entry.source.clone());
    note("title", &|entry| entry.title.clone());
    note("affiliation", &|entry| entry.affiliation.clone());
    note("mention", &|entry| entry.mention.clone());
    note("cue", &|entry| entry.cue.clone());
    note("quote", &|entry| entry.quote.clone());
    note("kind", &|entry| entry.kind.clone());
    note("stance", &|entry| entry.stance.clone());
    let roles: BTreeSet<&String> = before.roles.keys().chain(after.roles.keys()).collect();
    for role in roles {
        note(role, &|entry| entry.roles.get(role).cloned());
    }
    note("flags", &|entry| entry.flags.clone());
    note("rule", &|entry| Some(entry.rule.clone()));
    if all.is_empty() {
        all.extend(difference("parent", before.parent.clone(), after.parent.clone()));
        all.extend(difference("id", Some(before.id.clone()), Some(after.id.clone())));
    }
    all
}

fn difference(what: &str, before: Option<String>, after: Option<String>) -> Option<Difference> {
    let differ = before != after;
    let [before, after] = [before, after].map(Option::unwrap_or_default);
    differ.then(|| Difference { what: what.to_owned(), before, after })
}

/// The partner of each claim.
struct Partners {
    of_old: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Partners {
    fn new(before: &[Entry], after: &[Entry]) -> Self {
        let mut partners = Self { of_old: vec![None; before.len()], taken: vec![false; after.len()] };
        partners.match_by(before, after, |entry| entry.id.clone());
        partners.match_by(before, after, |entry| words(&entry.claim).join(" "));
        partners.match_by_likeness(before, after);
        partners
    }

    fn of_old(&self, at: usize) -> Option<usize> {
        self.of_old.get(at).copied().flatten()
    }

    fn has_new(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or_default()
    }

    fn join(&mut self, old: usize, new: usize) {
        if let (Some(partner @ None), Some(taken @ false)) = (self.of_old.get_mut(old), self.taken.get_mut(new)) {
            (*partner, *taken) = (Some(new), true);
        }
    }

    /// Pairs the claims without a partner that have the same key, in order.
    fn match_by(&mut self, before: &[Entry], after: &[Entry], key: impl Fn(&Entry) -> String) {
        let mut free: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, entry) in after.iter().enumerate().rev().filter(|(at, _)| !self.has_new(*at)) {
            free.entry(key(entry)).or_default().push(at);
        }
        for (at, entry) in before.iter().enumerate() {
            if self.of_old(at).is_none()
                && let Some(new) = free.get_mut(&key(entry)).and_then(Vec::pop)
            {
                self.join(at, new);
            }
        }
    }

    /// Pairs the claims without a partner that share most of their words, the most similar first.
    fn match_by_likeness(&mut self, before: &[Entry], after: &[Entry]) {
        let left = |all: &[Entry], is_free: &dyn Fn(usize) -> bool| -> Vec<(usize, BTreeSet<String>)> {
            let free = all.iter().enumerate().filter(|(at, _)| is_free(*at));
            free.map(|(at, entry)| (at, words(&entry.claim).into_iter().collect())).collect()
        };
        let old = left(before, &|at| self.of_old(at).is_none());
        let new = left(after, &|at| !self.has_new(at));
        let mut pairs = Vec::new();
        for (one, old_words) in &old {
            for (other, new_words) in &new {
                let shared = old_words.intersection(new_words).count();
                let fewer = old_words.len().min(new_words.len());
                // most of the shorter one, which may be part of the longer
                if shared > 0 && shared * 2 >= fewer {
                    let same_rule =
                        before.get(*one).map(|entry| &entry.rule) == after.get(*other).map(|entry| &entry.rule);
                    pairs.push((Reverse(shared), !same_rule, *one, *other));
                }
            }
        }
        pairs.sort_unstable();
        for (_, _, one, other) in pairs {
            self.join(one, other);
        }
    }
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
