//! What rules say of each other by their ids: which one has an id, and which ones they win against.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::file::RuleEntry;
use super::shipped::{file_of_rule, in_shipped_folder, pack_of};
use super::{Override, Pack};
use crate::diagnostic::{Code, Diagnostic, SourceFile, nearest};
use crate::span::Span;

/// Reports what is wrong with the ids of all rules: taken, unknown, or in a circle. Of two rules with one id the second
/// in the order given is told.
pub(super) fn check(ids: &[(&Arc<SourceFile>, &RuleEntry)], overrides: &[Override], problems: &mut Vec<Diagnostic>) {
    duplicate_ids(ids, problems);
    unknown_rules(ids, problems);
    let is_off = |id: &str| overrides.iter().any(|said| said.off && said.rule == id);
    let on: Vec<_> = ids.iter().copied().filter(|(_, rule)| !is_off(&rule.id.text)).collect();
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
    for (file, rule) in ids {
        for name in &rule.over {
            if known.contains(name.text.as_str()) || file_of_rule(&name.text).is_some() {
                continue;
            }
            let problem =
                Diagnostic::new(Code::UnknownRule, file, name.span, format!("there is no rule `{}`", name.text));
            problems.push(match nearest(&name.text, known.iter().copied()) {
                Some(near) => problem.help(format!("did you mean `{near}`?")).fix(name.span, near),
                None => problem.help("`over` takes ids of rules in these files or in the packs shipped"),
            });
        }
    }
}

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
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for (start, (file, rule)) in ids.iter().enumerate().filter(|(_, (_, rule))| !rule.over.is_empty()) {
        // breadth first, so that the way back is a shortest one
        let mut came_from: BTreeMap<usize, usize> = BTreeMap::new();
        let mut open: VecDeque<usize> = [start].into();
        while let Some(at) = open.pop_front() {
            for (_, next) in beaten(at) {
                if let Entry::Vacant(unseen) = came_from.entry(next) {
                    unseen.insert(at);
                    open.push_back(next);
                }
            }
        }
        if !came_from.contains_key(&start) || told.contains(&start) {
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
