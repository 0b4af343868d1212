//! Superfluous alternatives, which find only what another one finds too, and superfluous rules.
//!
//! Lines of a rule, lines of a phrase and branches of a group are compared with their siblings. Both are compiled as
//! for matching, so that all spellings of one pattern become the same graph, and `inclusion` determines whether every
//! path through one graph is a path through the other. What cannot be decided within bounds is not reported.

mod forbidden;
mod inclusion;
mod token_test;

pub(super) use forbidden::problems as forbidden;

use std::collections::BTreeSet;

use inclusion::Budget;
use rustc_hash::FxHashMap;

use super::compile::compile;
use super::leaf::Leaves;
use super::program::Program;
use crate::diagnostic::{Code, Diagnostic};
use crate::rule::{Pack, Pattern, PatternKind, PatternLine, Role, Rule};
use crate::span::Span;
use crate::text::Language;

/// If there are more alternatives than this, they are only compared for equality.
const MOST_COMPARED: usize = 100;
/// How many steps the comparisons of sibling alternatives may take for each of them.
const STEPS_EACH: usize = 100_000;
/// How many steps all comparisons of a pack may take, far more than packs that people write need. Once it is used up,
/// superfluous alternatives are no longer reported.
const STEPS: usize = 20_000_000;

/// Reports lines and branches of all rules that a sibling makes superfluous.
pub(super) fn problems(language: &Language, pack: &Pack, left_out: &BTreeSet<usize>) -> Vec<Diagnostic> {
    let budget = Budget::new(STEPS);
    let mut search = Search { language, seen: BTreeSet::new(), problems: Vec::new(), budget };
    let rules = pack.rules.iter().enumerate().filter(|(at, _)| !left_out.contains(at));
    for (_, rule) in rules {
        // of two lines with the same words, one may be rejected because of what it captured
        let lines = if rule.same.is_some() { &[] } else { rule.lines.as_slice() };
        for lines in [lines, &rule.unless] {
            let patterns: Vec<&Pattern> = lines.iter().map(|line| &line.pattern).collect();
            search.among(&patterns);
            for line in lines {
                line.pattern.walk(&mut |piece| {
                    if let PatternKind::Choice(branches) = &piece.kind {
                        search.among(&branches.iter().collect::<Vec<_>>());
                    }
                });
            }
        }
    }
    search.problems
}

/// Whether the rule `outer` certainly finds everything that `inner` finds, with the same result.
pub(super) fn covers(language: &Language, outer: &Rule, inner: &Rule) -> bool {
    let result = |rule: &Rule| {
        (
            rule.facet.clone(),
            rule.kind.clone(),
            rule.stance,
            rule.confidence,
            rule.source,
            rule.tags.clone(),
            rule.within,
            rule.same.clone(),
        )
    };
    let wins = inner.beats.iter().all(|beaten| outer.is(beaten) || outer.beats.contains(beaten));
    let looks = inner.scope.iter().all(|kind| outer.scope.contains(kind));
    // if the outer rule rejects a match, the inner one must reject it too
    result(outer) == result(inner)
        && wins
        && looks
        && each_is_found(language, &outer.lines, &inner.lines)
        && each_is_found(language, &inner.unless, &outer.unless)
}

/// Whether each of the `inner` lines is certainly covered by one of the `outer` ones.
fn each_is_found(language: &Language, outer: &[PatternLine], inner: &[PatternLine]) -> bool {
    let mut leaves = Leaves::default();
    let outer: Vec<Compiled<'_>> =
        outer.iter().map(|line| Compiled::new(language, &mut leaves, &line.pattern)).collect();
    let inner: Vec<Compiled<'_>> =
        inner.iter().map(|line| Compiled::new(language, &mut leaves, &line.pattern)).collect();
    let budget = Budget::new(STEPS_EACH);
    inner.iter().all(|inner| outer.iter().any(|outer| outer.finds_all_of(inner, language, &leaves, &budget)))
}

struct Search<'s> {
    language: &'s Language,
    /// The first alternatives of all groups that were compared, because a phrase occurs wherever it is used.
    seen: BTreeSet<(String, Span)>,
    problems: Vec<Diagnostic>,
    budget: Budget,
}

/// A compiled alternative.
struct Compiled<'p> {
    pattern: &'p Pattern,
    roles: BTreeSet<Role>,
    program: Program,
}

impl<'p> Compiled<'p> {
    fn new(language: &Language, leaves: &mut Leaves, pattern: &'p Pattern) -> Self {
        Self { pattern, roles: pattern.roles(), program: compile(language, leaves, pattern) }
    }

    /// Whether both capture the same roles. Without a marked cue, the words of a pattern are its cue.
    fn has_roles_of(&self, inner: &Self) -> bool {
        let cue = Role::new(Role::CUE);
        let with_cue = |one: &Self| one.roles.iter().chain([&cue]).cloned().collect::<BTreeSet<Role>>();
        self.roles == inner.roles || !inner.roles.contains(&cue) && with_cue(self) == with_cue(inner)
    }

    fn finds_all_of(&self, inner: &Self, language: &Language, leaves: &Leaves, budget: &Budget) -> bool {
        self.has_roles_of(inner) && inclusion::includes(language, leaves, &self.program, &inner.program, budget)
    }
}

impl Search<'_> {
    /// Compares alternatives with each other.
    fn among(&mut self, alternatives: &[&Pattern]) {
        let [first, _, ..] = alternatives else { return };
        if !self.seen.insert((first.origin.file.name.clone(), first.origin.span)) {
            return;
        }
        let mut leaves = Leaves::default();
        let compiled: Vec<Compiled<'_>> =
            alternatives.iter().map(|&pattern| Compiled::new(self.language, &mut leaves, pattern)).collect();
        if compiled.len() > MOST_COMPARED {
            self.among_many(alternatives, &compiled);
            return;
        }
        let steps = (STEPS_EACH * compiled.len()).min(self.budget.left());
        let budget = Budget::new(steps);
        let includes =
            |outer: &Compiled<'_>, inner: &Compiled<'_>| outer.finds_all_of(inner, self.language, &leaves, &budget);
        for (at, inner) in compiled.iter().enumerate() {
            // of two that find the same, the first one stays
            let outer = compiled.iter().enumerate().find(|&(other, outer)| {
                other != at && includes(outer, inner) && (other < at || !includes(inner, outer))
            });
            if let Some((_, outer)) = outer {
                let same = includes(inner, outer);
                self.problems.push(problem(alternatives, at, outer.pattern, same));
            }
        }
        self.budget.take(steps - budget.left());
    }

    /// Compares alternatives that are too many for pairwise comparison: only those with the same fingerprint, for
    /// equality.
    fn among_many(&mut self, alternatives: &[&Pattern], compiled: &[Compiled<'_>]) {
        let mut first: FxHashMap<u64, &Compiled<'_>> = FxHashMap::default();
        for (at, inner) in compiled.iter().enumerate() {
            let outer = *first.entry(inner.program.fingerprint()).or_insert(inner);
            if !std::ptr::eq(outer, inner) && outer.has_roles_of(inner) && outer.program.is_same(&inner.program) {
                self.problems.push(problem(alternatives, at, outer.pattern, true));
            }
        }
    }
}

/// The problem that the alternative at index `at` is superfluous because of another one.
fn problem(alternatives: &[&Pattern], at: usize, outer: &Pattern, same: bool) -> Diagnostic {
    let inner = alternatives.get(at).copied().unwrap_or(outer);
    let (file, span) = (&inner.origin.file, inner.origin.span);
    let message = if same {
        "this finds the same as another alternative"
    } else {
        "another alternative finds everything this finds"
    };
    let mut problem = Diagnostic::new(Code::Subsumed, file, span, message)
        .label(outer.origin.span, if same { "the same" } else { "finds all of it" })
        .why("the pattern finds the same without it")
        .help("remove it, or change it to find something else");
    if let Some(removed) = removable(&file.text, alternatives, at) {
        problem = problem.fix(removed, "");
        problem.help = Some("take it away".into());
    }
    problem
}

/// The span to delete in order to remove the alternative at index `at`: its line, or the branch with its bar.
fn removable(text: &str, alternatives: &[&Pattern], at: usize) -> Option<Span> {
    let span = alternatives.get(at)?.origin.span;
    let line_start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let line_end = text.get(span.end..)?.find('\n').map_or(text.len(), |at| span.end + at + 1);
    if Span::new(line_start, line_end).of(text).trim() == span.of(text) {
        return Some(Span::new(line_start, line_end));
    }
    let bar = |from: usize, to: usize| text.get(from..to).is_some_and(|between| between.trim() == "|");
    let before = at.checked_sub(1).and_then(|at| alternatives.get(at)).map(|one| one.origin.span);
    let after = alternatives.get(at + 1).map(|one| one.origin.span);
    match (before, after) {
        (Some(before), _) if bar(before.end, span.start) => Some(Span::new(before.end, span.end)),
        (_, Some(after)) if bar(span.end, after.start) => Some(Span::new(span.start, after.start)),
        _ => None,
    }
}
