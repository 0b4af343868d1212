//! Checks how rules refer to each other by id: which one has an id, and which ones they win against.

use std::collections::btree_map::Entry as MapEntry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Override;
use super::ast::Name;
use super::rule_names::{Directory, Entry, Named, RuleKey};
use super::shipped::{file_of_rule, pack_of};
use crate::diagnostic::{Code, Diagnostic, SourceFile, listed, nearest_of_sorted};

/// Reports problems with the ids of all rules: duplicate, unknown, or in a cycle. If two rules of one pack have the
/// same id, the second in the given order is reported.
pub(super) fn check(
    ids: &[Entry<'_>],
    directory: &Directory<'_>,
    overrides: &[Override],
    problems: &mut Vec<Diagnostic>,
) {
    duplicate_ids(ids, problems);
    unknown_rules(ids, directory, problems);
    let off: BTreeSet<&RuleKey> = overrides.iter().filter(|one| one.off).map(|one| &one.rule).collect();
    let on: Vec<Entry<'_>> = ids.iter().copied().filter(|entry| !off.contains(&entry.key())).collect();
    over_circles(&on, directory, problems);
}

/// Reports ids that two rules of one pack have, or that one has and another one had.
fn duplicate_ids(ids: &[Entry<'_>], problems: &mut Vec<Diagnostic>) {
    let order = || ids.iter().filter(|entry| !entry.id().is_empty());
    let mut first: FxHashMap<(&str, &str), &Entry<'_>> = FxHashMap::default();
    for entry in order() {
        let Some(other) = first.get(&(entry.pack(), entry.id())) else {
            first.insert((entry.pack(), entry.id()), entry);
            continue;
        };
        let id = entry.id();
        let is_here = other.source().name == entry.source().name;
        let message = if is_here {
            format!("the id `{id}` is used twice in this file")
        } else {
            format!("the id `{id}` is already used in {}", other.source().name)
        };
        let problem = Diagnostic::new(Code::DuplicateId, entry.source(), entry.span(), message);
        problems.push(if is_here {
            problem.label(other.span(), "first used here").help("give one of the two rules another id")
        } else {
            problem
                .why(same_pack(entry.pack()))
                .help("give one of the two rules another id, or put them into different packs")
        });
    }
    let mut former: FxHashMap<(&str, &str), &Entry<'_>> = FxHashMap::default();
    for entry in order() {
        for alias in &entry.rule.aliases {
            let name = (entry.pack(), alias.text.as_str());
            let reused = |at: &Entry<'_>, span, message| {
                Diagnostic::new(Code::ReusedId, at.source(), span, message)
                    .why("an id always names the same rule, so that older claims are not attributed to another rule")
            };
            if alias.text == entry.id() {
                let message = format!("`{}` is the id of this rule, not a former one", alias.text);
                let problem = Diagnostic::new(Code::ReusedId, entry.source(), alias.span, message);
                problems.push(problem.help("remove it from `aliases`"));
                continue;
            }
            if let Some(taker) = first.get(&name) {
                let message = format!("the id `{}` is a former id of the rule `{}`", alias.text, entry.id());
                let problem = reused(taker, taker.span(), message).help("give this rule another id");
                problems.push(if taker.source().name == entry.source().name {
                    problem.label(alias.span, "its former ids")
                } else {
                    problem.help(format!("give this rule another id; `{}` is in {}", entry.id(), entry.source().name))
                });
                continue;
            }
            match former.get(&name).filter(|other| other.id() != entry.id()) {
                Some(other) => {
                    let message = format!("`{}` is already a former id of the rule `{}`", alias.text, other.id());
                    problems.push(reused(entry, alias.span, message).help("remove it from one of the two rules"));
                }
                None => drop(former.insert(name, entry)),
            }
        }
    }
}

/// Why two files cannot share an id.
fn same_pack(pack: &str) -> String {
    if pack.is_empty() {
        "neither file has a `pack:`, and rules of one pack have different ids".to_owned()
    } else {
        format!("both files are of the pack `{pack}`, and rules of one pack have different ids")
    }
}

/// Reports names under `over:` that no rule has, or that several have.
fn unknown_rules(ids: &[Entry<'_>], directory: &Directory<'_>, problems: &mut Vec<Diagnostic>) {
    let mut names: Vec<&str> = directory.names().collect();
    names.sort_unstable();
    let is_incomplete = ids.iter().any(|entry| entry.rule.has_unknown_id);
    for entry in ids {
        for name in &entry.rule.over {
            match directory.find(entry.pack(), &name.text) {
                Named::One(_) => {}
                Named::Several(rules) => problems.push(ambiguous(entry.source(), name, &rules)),
                // the rule that is meant may have an id that could not be read
                Named::Nothing if is_incomplete => {}
                Named::Nothing => {
                    let message = format!("unknown rule `{}`", name.text);
                    let problem = Diagnostic::new(Code::UnknownRule, entry.source(), name.span, message);
                    problems.push(match nearest_of_sorted(&name.text, &names) {
                        Some(near) => problem.help(format!("did you mean `{near}`?")).fix(name.span, near),
                        None => problem.help("`over` takes ids of rules in these files or in the built-in packs"),
                    });
                }
            }
        }
    }
}

/// Reports a name that several rules have. There is no fix, since only the author knows which one is meant.
pub(super) fn ambiguous(file: &Arc<SourceFile>, name: &Name, rules: &[RuleKey]) -> Diagnostic {
    let names: Vec<String> = rules.iter().map(|rule| format!("`{}`", rule.qualified())).collect();
    let message = format!("`{}` names several rules", name.text);
    let problem = Diagnostic::new(Code::UnknownRule, file, name.span, message);
    problem
        .why("rules of different packs have this id")
        .help(format!("write one of {}", listed(names.iter().map(String::as_str))))
}

/// Limit on the number of steps in the search for cycles. If thousands of rules are over each other, only the first
/// cycles are reported.
const MOST_STEPS: usize = 1_000_000;

/// Reports cycles of `over`, since none of their rules could win.
fn over_circles(ids: &[Entry<'_>], directory: &Directory<'_>, problems: &mut Vec<Diagnostic>) {
    let mut by_key: BTreeMap<RuleKey, usize> = BTreeMap::new();
    for (at, entry) in ids.iter().enumerate().filter(|(_, entry)| !entry.rule.over.is_empty()) {
        by_key.entry(entry.key()).or_insert(at);
    }
    // a rule that is over none is in no cycle
    let losers_of = |entry: &Entry<'_>| -> Vec<(usize, usize)> {
        let names = entry.rule.over.iter().enumerate();
        names
            .filter_map(|(name, written)| {
                Some((name, *by_key.get(&directory.find(entry.pack(), &written.text).one()?)?))
            })
            .collect()
    };
    let all: Vec<Vec<(usize, usize)>> = ids.iter().map(losers_of).collect();
    let beaten = |at: usize| {
        let names = ids.get(at).map_or(&[][..], |entry| &entry.rule.over);
        let losers = all.get(at).map_or(&[][..], Vec::as_slice).iter();
        losers.filter_map(move |&(name, loser)| Some((names.get(name)?, loser)))
    };
    let losers: Vec<Vec<usize>> = (0..ids.len()).map(|at| beaten(at).map(|(_, loser)| loser).collect()).collect();
    // a way back leads only through rules of the same component
    let circles = circles(&losers);
    let mut reported: BTreeSet<usize> = BTreeSet::new();
    let mut steps = 0;
    for (start, entry) in ids.iter().enumerate().filter(|(_, entry)| !entry.rule.over.is_empty()) {
        if reported.contains(&start) || steps > MOST_STEPS {
            continue;
        }
        let circle = circles.get(start);
        // breadth first, so that the shortest way back is found
        let mut came_from: BTreeMap<usize, usize> = BTreeMap::new();
        let mut open: VecDeque<usize> = [start].into();
        while let Some(at) = open.pop_front() {
            if came_from.contains_key(&start) {
                break;
            }
            for (_, next) in beaten(at).filter(|(_, next)| circles.get(*next) == circle) {
                steps += 1;
                if let MapEntry::Vacant(unseen) = came_from.entry(next) {
                    unseen.insert(at);
                    open.push_back(next);
                }
            }
        }
        if !came_from.contains_key(&start) {
            continue;
        }
        let mut path = vec![start];
        let mut at = start;
        while let Some(&before) = came_from.get(&at) {
            path.push(before);
            at = before;
            if at == start {
                break;
            }
        }
        path.reverse();
        reported.extend(&path);
        let second = path.get(1).copied().unwrap_or(start);
        let Some((name, _)) = beaten(start).find(|&(_, next)| next == second) else { continue };
        let shown: Vec<&str> = path.iter().filter_map(|&at| ids.get(at)).map(Entry::id).collect();
        let message = if path.len() <= 2 {
            format!("the rule `{}` cannot be over itself", entry.id())
        } else {
            format!("`over` leads back to the rule itself: {}", shown.join(" → "))
        };
        let problem = Diagnostic::new(Code::OverCircle, entry.source(), name.span, message);
        let shipped = file_of_rule(&name.text).and_then(pack_of).filter(|pack| pack != entry.pack() && path.len() <= 2);
        problems.push(match shipped {
            // in this file the id alone refers to the rule itself
            Some(pack) => {
                let qualified = RuleKey::new(&pack, &name.text).qualified();
                problem.help(format!("for the built-in rule write `{qualified}`"))
            }
            None => problem.help("name the losing rule in the winning one, not the other way round"),
        });
    }
}

/// For each node the number of its strongly connected component, the nodes that can reach each other (Tarjan 1972,
/// without recursion).
fn circles(next: &[Vec<usize>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let (mut order, mut low) = (vec![UNSEEN; next.len()], vec![0; next.len()]);
    let (mut circles, mut stack) = (vec![UNSEEN; next.len()], Vec::new());
    let mut count = 0;
    for start in 0..next.len() {
        if order[start] != UNSEEN {
            continue;
        }
        let mut open = vec![(start, 0)];
        while let Some((node, child)) = open.pop() {
            if child == 0 {
                (order[node], low[node]) = (count, count);
                count += 1;
                stack.push(node);
            }
            if let Some(&other) = next[node].get(child) {
                open.push((node, child + 1));
                if order[other] == UNSEEN {
                    open.push((other, 0));
                } else if circles[other] == UNSEEN {
                    low[node] = low[node].min(order[other]);
                }
                continue;
            }
            if low[node] == order[node] {
                while let Some(member) = stack.pop() {
                    circles[member] = node;
                    if member == node {
                        break;
                    }
                }
            }
            if let Some(&(parent, _)) = open.last() {
                low[parent] = low[parent].min(low[node]);
            }
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn nodes_that_reach_each_other_are_one_component() {
        let found = circles(&[vec![1], vec![2], vec![0, 3], vec![4], vec![], vec![5, 3]]);
        assert!(found[0] == found[1] && found[1] == found[2]);
        assert_eq!(found.iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
        let long: Vec<Vec<usize>> = (0..200_000).map(|at| vec![(at + 1) % 200_000]).collect();
        assert!(circles(&long).iter().all(|&circle| circle == 0));
    }
}
