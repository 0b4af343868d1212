//! Merges pairs of wordings into groups.

use std::collections::BTreeMap;

use super::pair::Verdict;
use super::{Difference, Group, MOST_RELATED, Related};

/// Two wordings that are the same, or nearly.
pub(super) struct Edge {
    pub(super) one: usize,
    pub(super) other: usize,
    pub(super) verdict: Verdict,
}

/// Two wordings of one group have at least this much of the lighter one in common, in thousandths, even if they are
/// only connected because both are similar to a third one. Clusters in PolNeAR train (`cluster --packs all --least 1`)
/// at 300 / 600 / 900: 23,611 / 23,659 / 23,696.
pub(super) const LEAST_COMMON: u32 = 600;

/// The maximum number of wordings of each group that are compared before two groups are merged, a bound on the time.
/// Clusters in PolNeAR dev at 12 / 24 / 48: 2,624 each.
const MOST_COMPARED: usize = 24;

/// Merges wordings along their edges, the most similar first, if `alike` holds for all pairs across the two groups.
/// `members` are the statements of each wording.
pub(super) fn groups(members: &[Vec<usize>], mut edges: Vec<Edge>, alike: &dyn Fn(usize, usize) -> bool) -> Vec<Group> {
    let likeness = |edge: &Edge| match edge.verdict {
        Verdict::Same(likeness) | Verdict::Differs(_, likeness) => likeness,
        Verdict::Other => 0,
    };
    edges.sort_by_key(|edge| (std::cmp::Reverse(likeness(edge)), edge.one, edge.other));
    let mut sets = Sets::new(members.len());
    for edge in edges.iter().filter(|edge| matches!(edge.verdict, Verdict::Same(_))) {
        sets.join(edge.one, edge.other, alike);
    }
    // groups in the order of their first statements
    let mut order: BTreeMap<usize, usize> = BTreeMap::new();
    for (wording, statements) in members.iter().enumerate() {
        let set = sets.set_of(wording);
        if let Some(&first) = statements.first() {
            let known = order.entry(set).or_insert(first);
            *known = first.min(*known);
        }
    }
    let mut sorted: Vec<(usize, usize)> = order.into_iter().map(|(set, first)| (first, set)).collect();
    sorted.sort_unstable();
    let places: BTreeMap<usize, usize> = sorted.iter().enumerate().map(|(place, &(_, set))| (set, place)).collect();
    let mut groups: Vec<Group> = Vec::with_capacity(sorted.len());
    for &(_, set) in &sorted {
        let wordings = sets.wordings.get(set).map_or(&[][..], Vec::as_slice);
        let statements = wordings.iter().filter_map(|&wording| members.get(wording)).flatten();
        let mut members: Vec<usize> = statements.copied().collect();
        members.sort_unstable();
        groups.push(Group { members, related: Vec::new() });
    }
    for edge in &edges {
        let [one, other] = [edge.one, edge.other].map(|wording| places.get(&sets.set_of(wording)).copied());
        let statement = |wording: usize| members.get(wording).and_then(|statements| statements.first()).copied();
        if let (Some(one), Some(other), Some(first), Some(second)) =
            (one, other, statement(edge.one), statement(edge.other))
        {
            relate(&mut groups, (one, first), (other, second), &edge.verdict);
        }
    }
    groups
}

/// Records that two groups are related, unless they are the same or one has its maximum of relatives.
fn relate(groups: &mut [Group], one: (usize, usize), other: (usize, usize), verdict: &Verdict) {
    let differences = match verdict {
        Verdict::Same(_) => &vec![Difference::Part],
        Verdict::Differs(differences, _) => differences,
        Verdict::Other => return,
    };
    if one.0 == other.0 {
        return;
    }
    for (of, with) in [(one, other), (other, one)] {
        let Some(group) = groups.get_mut(of.0) else { continue };
        let is_told = group.related.iter().any(|related| related.group == with.0);
        if !is_told && group.related.len() < MOST_RELATED {
            let nearest = (of.1, with.1);
            group.related.push(Related { group: with.0, differences: differences.clone(), nearest });
        }
    }
}

/// A union-find structure over wordings.
struct Sets {
    set: Vec<usize>,
    wordings: Vec<Vec<usize>>,
}

impl Sets {
    fn new(wordings: usize) -> Self {
        Self { set: (0..wordings).collect(), wordings: (0..wordings).map(|at| vec![at]).collect() }
    }

    fn set_of(&self, wording: usize) -> usize {
        self.set.get(wording).copied().unwrap_or_default()
    }

    fn join(&mut self, one: usize, other: usize, alike: &dyn Fn(usize, usize) -> bool) {
        let (one, other) = (self.set_of(one), self.set_of(other));
        let (keep, give) = (one.min(other), one.max(other));
        if keep == give || !self.agree(keep, give, alike) {
            return;
        }
        let given = self.wordings.get_mut(give).map(std::mem::take).unwrap_or_default();
        for &wording in &given {
            if let Some(set) = self.set.get_mut(wording) {
                *set = keep;
            }
        }
        if let Some(kept) = self.wordings.get_mut(keep) {
            kept.extend(given);
            kept.sort_unstable();
        }
    }

    fn agree(&self, one: usize, other: usize, alike: &dyn Fn(usize, usize) -> bool) -> bool {
        let some = |set: usize| self.wordings.get(set).into_iter().flatten().take(MOST_COMPARED);
        some(one).all(|&first| some(other).all(|&second| alike(first, second)))
    }
}
