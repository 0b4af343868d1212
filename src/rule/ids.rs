//! What rules say of each other by their ids: which one has an id, and which ones they win against.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::file::RuleEntry;
use super::shipped::{file_of_rule, in_shipped_folder, pack_of};
use super::{Override, Pack};
use crate::diagnostic::{Code, Diagnostic, SourceFile, nearest_of_sorted};
use crate::span::Span;

/// Reports what is wrong with the ids of all rules: taken, unknown, or in a circle. Of two rules with one id the second
/// in the order given is told.
pub(super) fn check(ids: &[(&Arc<SourceFile>, &RuleEntry)], overrides: &[Override], problems: &mut Vec<Diagnostic>) {
    duplicate_ids(ids, problems);
    unknown_rules(ids, problems);
    let off: BTreeSet<&str> = overrides.iter().filter(|said| said.off).map(|said| said.rule.as_str()).collect();
    let on: Vec<_> = ids.iter().copied().filter(|(_, rule)| !off.contains(rule.id.text.as_str())).collect();
    over_circles(&on, problems);
}

/// Reports rules whose id one of the program's own rules has, in files that are none of the program's. Whoever applies
/// both loses the second.
#[must_use]
pub fn ids_of_shipped_rules(pack: &Pack) -> Vec<Diagnostic> {
    let foreign = pack.rules.iter().filter(|rule| !in_shipped_folder(&rule.file.name));
    let taken = foreign.filter_map(|rule| Some((rule, file_of_rule(&rule.id)?)));
    // a file that says it is of that pack is a new version of it, wherever it lies
    let taken = taken.filter(|(rule, home)| pack_of(home).is_none_or(|pack| pack != rule.pack));
    taken
        .map(|(rule, home)| {
            Diagnostic::new(Code::DuplicateId, &rule.file, rule.span, format!("the id `{}` is taken", rule.id))
                .why(format!("a rule that comes with the program has it, in {home}"))
                .help("give it a name of its own")
        })
        .collect()
}

/// Reports ids that two rules have, or that one has and another had.
fn duplicate_ids(ids: &[(&Arc<SourceFile>, &RuleEntry)], problems: &mut Vec<Diagnostic>) {
    let order = || ids.iter().filter(|(_, rule)| !rule.id.text.is_empty());
    let mut first: BTreeMap<&str, (&Arc<SourceFile>, Span)> = BTreeMap::new();
    for (file, rule) in order() {
        match first.get(rule.id.text.as_str()) {
            Some(&(other, span)) => {
                let message = format!("the id `{}` is taken", rule.id.text);
                let problem =
                    Diagnostic::new(Code::DuplicateId, file, rule.id.span, message).help("give it a name of its own");
                problems.push(if other.name == file.name {
                    problem.label(span, "the first one")
                } else {
                    problem.why(format!("the first one is in {}", other.name))
                });
            }
            None => {
                first.insert(&rule.id.text, (file, rule.id.span));
            }
        }
    }
    let mut former: BTreeMap<&str, &str> = BTreeMap::new();
    for (file, rule) in order() {
        for alias in &rule.aliases {
            let taken = first.contains_key(alias.text.as_str());
            let other = former.insert(&alias.text, &rule.id.text).filter(|&other| other != rule.id.text);
            if taken || other.is_some() {
                let message = format!("`{}` was the id of this rule and is that of another", alias.text);
                let problem = Diagnostic::new(Code::ReusedId, file, alias.span, message);
                problems
                    .push(problem.why("an id names one rule for ever, or claims found in the past change their rule"));
            }
        }
    }
}

/// Reports names under `over:` that no rule has.
fn unknown_rules(ids: &[(&Arc<SourceFile>, &RuleEntry)], problems: &mut Vec<Diagnostic>) {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for (_, rule) in ids {
        known.insert(&rule.id.text);
        known.extend(rule.aliases.iter().map(|alias| alias.text.as_str()));
    }
    let names: Vec<&str> = known.iter().copied().collect();
    for (file, rule) in ids {
        for name in &rule.over {
            if known.contains(name.text.as_str()) || file_of_rule(&name.text).is_some() {
                continue;
            }
            let problem =
                Diagnostic::new(Code::UnknownRule, file, name.span, format!("there is no rule `{}`", name.text));
            problems.push(match nearest_of_sorted(&name.text, &names) {
                Some(near) => problem.help(format!("did you mean `{near}`?")).fix(name.span, near),
                None => problem.help("`over` takes ids of rules in these files or in the packs shipped"),
            });
        }
    }
}

/// Ways back are looked for in this many steps; where thousands of rules are over each other, the first circles are reported.
const MOST_STEPS: usize = 1_000_000;

/// Reports circles of `over`: none of their rules could win.
fn over_circles(ids: &[(&Arc<SourceFile>, &RuleEntry)], problems: &mut Vec<Diagnostic>) {
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, (_, rule)) in ids.iter().enumerate() {
        for name in rule.aliases.iter().chain([&rule.id]) {
            by_name.entry(&name.text).or_insert(at);
        }
    }
    let beaten = |at: usize| {
        let names = ids.get(at).map_or(&[][..], |(_, rule)| &rule.over).iter();
        names.filter_map(|name| Some((name, *by_name.get(name.text.as_str())?)))
    };
    let losers: Vec<Vec<usize>> = (0..ids.len()).map(|at| beaten(at).map(|(_, loser)| loser).collect()).collect();
    // a way back leads only through rules that lead to each other
    let circles = circles(&losers);
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut steps = 0;
    for (start, (file, rule)) in ids.iter().enumerate().filter(|(_, (_, rule))| !rule.over.is_empty()) {
        if told.contains(&start) || steps > MOST_STEPS {
            continue;
        }
        let circle = circles.get(start);
        // breadth first, so that the way back is a shortest one
        let mut came_from: BTreeMap<usize, usize> = BTreeMap::new();
        let mut open: VecDeque<usize> = [start].into();
        while let Some(at) = open.pop_front() {
            if came_from.contains_key(&start) {
                break;
            }
            for (_, next) in beaten(at).filter(|(_, next)| circles.get(*next) == circle) {
                steps += 1;
                if let Entry::Vacant(unseen) = came_from.entry(next) {
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
        told.extend(&path);
        let second = path.get(1).copied().unwrap_or(start);
        let Some((name, _)) = beaten(start).find(|&(_, next)| next == second) else { continue };
        let shown: Vec<&str> =
            path.iter().filter_map(|&at| ids.get(at)).map(|(_, rule)| rule.id.text.as_str()).collect();
        let message = if path.len() <= 2 {
            format!("the rule `{}` cannot be over itself", rule.id.text)
        } else {
            format!("`over` leads back to the rule itself: {}", shown.join(" → "))
        };
        let problem = Diagnostic::new(Code::OverCircle, file, name.span, message);
        problems.push(problem.help("name the rule that loses in the one that wins, and not the other way round"));
    }
}

/// For each node the number of its strongly connected component: the nodes that lead to each other (Tarjan 1972, without
/// recursion).
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
    fn nodes_that_lead_to_each_other_are_one_circle() {
        let found = circles(&[vec![1], vec![2], vec![0, 3], vec![4], vec![], vec![5, 3]]);
        assert!(found[0] == found[1] && found[1] == found[2]);
        assert_eq!(found.iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
        let long: Vec<Vec<usize>> = (0..200_000).map(|at| vec![(at + 1) % 200_000]).collect();
        assert!(circles(&long).iter().all(|&circle| circle == 0));
    }
}
