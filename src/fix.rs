//! Applies the safe fixes of problems, as long as they help.
//!
//! Each round applies all fixes at once and checks the files again. If there are new errors, the fixes that cause them
//! are searched for: a few fixes are tried one by one; of many, one in each rule, list and phrase is tried at the same
//! time, and blamed for the new errors there. So the number of checks does not grow with the number of fixes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Applied, Code, Diagnostic, SourceFile, apply};

/// The maximum number of rounds. A fix may uncover the next problem, but no real file needs that many.
const MOST_ROUNDS: usize = 50;
/// The maximum number of fixes tried one by one in a round.
const MOST_ALONE: usize = 20;
/// The maximum number of fixes tried for each rule in a round; more have to wait for the next one.
const MOST_EACH: usize = 10;

/// A file that was fixed.
#[derive(Debug)]
pub struct Fixed {
    /// The original file.
    pub before: Arc<SourceFile>,
    /// The fixed file.
    pub after: Arc<SourceFile>,
    /// The number of fixed problems.
    pub count: usize,
}

/// Returns the problems of files.
pub type Check<'c> = &'c dyn Fn(&[Arc<SourceFile>]) -> Vec<Diagnostic>;

/// Fixes files until there is nothing left to fix. Fixes that would cause a new error are not applied. Files without
/// fixes are left out, and all of them if no fixes lead to fewer errors.
#[must_use]
pub fn fix_all(sources: &[Arc<SourceFile>], check: Check<'_>) -> Vec<Fixed> {
    let mut now = sources.to_vec();
    let mut counts = vec![0; sources.len()];
    let mut refused: BTreeSet<(String, String, String)> = BTreeSet::new();
    let mut problems = check(&now);
    let errors_before = errors(&problems);
    for _ in 0..MOST_ROUNDS {
        let files: BTreeSet<usize> = now.iter().map(address).collect();
        let fixable: Vec<&Diagnostic> = problems
            .iter()
            .filter(|problem| problem.fix.is_some() && files.contains(&address(&problem.file)))
            .filter(|problem| refused.is_empty() || !refused.contains(&key(problem)))
            .collect();
        if fixable.is_empty() {
            break;
        }
        let known = Known::new(&problems);
        let mut round = Round::new(&now, &fixable, check);
        if round.is_worse(&known) {
            // the ones to blame are rejected, and the others applied together
            let (good, bad) = if fixable.len() <= MOST_ALONE {
                fixable.iter().partition(|&&problem| !Round::new(&now, &[problem], check).is_worse(&known))
            } else {
                judged(&now, &fixable, &known, check)
            };
            refused.extend(bad.into_iter().map(key));
            let Some(first) = good.first() else { break };
            round = Round::new(&now, &good, check);
            if round.is_worse(&known) {
                round = Round::new(&now, &[first], check);
            }
        }
        counts.iter_mut().zip(&round.counts).for_each(|(all, more)| *all += more);
        (now, problems) = (round.sources, round.problems);
    }
    if errors(&problems) > errors_before {
        // errors that only appeared on the way could not all be fixed
        return Vec::new();
    }
    let changed = sources.iter().zip(now).zip(counts).filter(|((before, after), _)| before.text != after.text);
    changed.map(|((before, after), count)| Fixed { before: Arc::clone(before), after, count }).collect()
}

/// Identifies a fix even after other fixes have moved it.
fn key(problem: &Diagnostic) -> (String, String, String) {
    let replacement = problem.fix.as_ref().map_or("", |fix| fix.replacement.as_str());
    (problem.file.name.clone(), format!("{} {}", problem.code.id(), problem.message), replacement.to_owned())
}

/// Identifies a file whatever its name.
fn address(file: &Arc<SourceFile>) -> usize {
    Arc::as_ptr(file).addr()
}

/// Splits fixes into those that cause no new error and those to blame. Fixes that could not be tried are in neither.
fn judged<'d>(
    now: &[Arc<SourceFile>],
    fixable: &[&'d Diagnostic],
    known: &Known<'_>,
    check: Check<'_>,
) -> (Vec<&'d Diagnostic>, Vec<&'d Diagnostic>) {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let starts: BTreeMap<usize, Vec<usize>> =
        now.iter().map(|source| (address(source), entries(&source.text))).collect();
    let entry = |file: usize, at: usize| {
        let starts = starts.get(&file).map_or(&[][..], Vec::as_slice);
        (file, starts.partition_point(|&start| start <= at))
    };
    let mut by_entry: BTreeMap<(usize, usize), Vec<&Diagnostic>> = BTreeMap::new();
    for &problem in fixable {
        let at = problem.fix.as_ref().map_or(problem.span.start, |fix| fix.span.start);
        by_entry.entry(entry(address(&problem.file), at)).or_default().push(problem);
    }
    for turn in 0..MOST_EACH {
        let tried: BTreeMap<(usize, usize), &Diagnostic> =
            by_entry.iter().filter_map(|(&entry, fixes)| Some((entry, *fixes.get(turn)?))).collect();
        if tried.is_empty() {
            break;
        }
        let fixes: Vec<&Diagnostic> = tried.values().copied().collect();
        let round = Round::new(now, &fixes, check);
        let mut blamed = BTreeSet::new();
        for problem in round.worse(known) {
            let Some(at) = round.sources.iter().position(|source| Arc::ptr_eq(source, &problem.file)) else { continue };
            let (Some(old), Some(applied)) = (now.get(at), round.applied.get(at)) else { continue };
            blamed.insert(entry(address(old), applied.before(problem.span.start)));
        }
        let is_clear = blamed.iter().all(|entry| tried.contains_key(entry));
        for (entry, problem) in tried {
            // if a new error is in an entry without a fix, it is not clear which fix caused it
            if blamed.contains(&entry) || !is_clear { bad.push(problem) } else { good.push(problem) }
        }
    }
    good.sort_by_key(|problem| (&problem.file.name, problem.span.start));
    (good, bad)
}

/// The starts of the rules, lists, phrases and keys of a file, by indentation.
fn entries(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    // the indentation of entries of the current top-level key
    let mut inner = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        let is_item = body.starts_with("- ");
        if !body.trim().is_empty() && !body.starts_with('#') {
            if indent == 0 && !is_item {
                inner = None;
                starts.push(at);
            } else if *inner.get_or_insert(indent) == indent {
                starts.push(at);
            }
        }
        at += line.len();
    }
    starts
}

/// The original problems, for comparison.
struct Known<'p>(BTreeSet<(Code, &'p str, &'p str)>);

impl<'p> Known<'p> {
    fn new(problems: &'p [Diagnostic]) -> Self {
        Self(problems.iter().map(|problem| (problem.code, &*problem.message, &*problem.file.name)).collect())
    }

    fn has(&self, problem: &Diagnostic) -> bool {
        self.0.contains(&(problem.code, &*problem.message, &*problem.file.name))
    }
}

/// Files with some fixes applied, and their problems.
struct Round {
    sources: Vec<Arc<SourceFile>>,
    applied: Vec<Applied>,
    counts: Vec<usize>,
    problems: Vec<Diagnostic>,
}

impl Round {
    fn new(now: &[Arc<SourceFile>], fixable: &[&Diagnostic], check: Check<'_>) -> Self {
        let mut of_files: BTreeMap<usize, Vec<&Diagnostic>> = BTreeMap::new();
        for &problem in fixable {
            of_files.entry(address(&problem.file)).or_default().push(problem);
        }
        let (mut sources, mut counts, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for source in now {
            let of_file = of_files.remove(&address(source)).unwrap_or_default();
            let (text, applied) = apply(&source.text, of_file);
            counts.push(applied.count());
            sources.push(match applied.count() {
                0 => Arc::clone(source),
                _ => SourceFile::new(source.name.clone(), text),
            });
            all.push(applied);
        }
        let problems = check(&sources);
        Self { sources, applied: all, counts, problems }
    }

    /// New errors that cannot be fixed themselves. Some may have been hidden as long as the rule could not be parsed;
    /// but an example that fails now may well mean that the fix was wrong.
    fn worse<'r>(&'r self, known: &'r Known<'_>) -> impl Iterator<Item = &'r Diagnostic> {
        self.problems.iter().filter(|problem| problem.is_error() && problem.fix.is_none() && !known.has(problem))
    }

    fn is_worse(&self, known: &Known<'_>) -> bool {
        self.worse(known).next().is_some()
    }
}

fn errors(problems: &[Diagnostic]) -> usize {
    problems.iter().filter(|problem| problem.is_error()).count()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fmt::Write as _;

    use super::{entries, fix_all};
    use crate::check::check;
    use crate::diagnostic::SourceFile;

    #[test]
    fn entries_begin_at_rules_lists_and_keys() {
        let text = "claims: 1\nrules:\n  - id: a\n    match: |\n      x\n  - id: b\nlists:\n    # no\n    l: [a]\n    m:\n      - b\n";
        let found: Vec<&str> =
            entries(text).into_iter().filter_map(|at| text.get(at..)?.lines().next()).map(str::trim).collect();
        assert_eq!(found, ["claims: 1", "rules:", "- id: a", "- id: b", "lists:", "l: [a]", "m:"]);
        assert_eq!(entries("rules:\n- id: a\n  match: x\n- id: b\n").len(), 3);
    }

    #[test]
    fn many_bad_fixes_among_good_ones_need_few_checks() {
        // every third rule uses a role that no fix can correct: its example needs a different one
        let mut text = "claims: 1\nrules:\n".to_owned();
        for number in 0..60 {
            let example = if number % 3 == 0 { "It rains" } else { "{source: Moss} moved w that {claim: it rains}" };
            let example = example.replace(" w ", &format!(" w{number} "));
            let _ = write!(
                text,
                "  - id: r{number}\n    match: |\n      {{souce}} moved w{number} that {{claim}}\n    finds: |\n      {example}.\n"
            );
        }
        let checks = Cell::new(0);
        let fixed = fix_all(&[SourceFile::new("a.yaml", text)], &|sources| {
            checks.set(checks.get() + 1);
            check(sources, &|_| Err("there is none".to_owned())).problems
        });
        assert_eq!(fixed.iter().map(|file| file.count).sum::<usize>(), 40);
        let after = fixed.first().map(|file| file.after.text.as_str()).unwrap_or_default();
        assert_eq!((after.matches("{souce}").count(), after.matches("{source} moved").count()), (20, 40));
        assert!(checks.get() <= 8, "{}", checks.get());
    }
}
