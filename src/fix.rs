//! Mending rule files: the certain fixes, applied as long as they help.
//!
//! A round applies all fixes at once and checks the files again. Where that brings a new error, the fix to blame is looked
//! for: a few fixes are tried one by one; of many, one in each rule, list and phrase is tried at once, and blamed for the new
//! errors in its own. So the number of checks does not grow with the number of fixes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Applied, Code, Diagnostic, SourceFile, apply};

/// How often files are read again after mending. A fix may uncover the next problem, but no file is that wrong.
const MOST_ROUNDS: usize = 50;
/// So many fixes are tried one by one in a round.
const MOST_ALONE: usize = 20;
/// Of each rule so many fixes are tried in a round; more have to wait for the next one.
const MOST_EACH: usize = 10;

/// A file that was fixed.
#[derive(Debug)]
pub struct Fixed {
    /// As it was.
    pub before: Arc<SourceFile>,
    /// As it is now.
    pub after: Arc<SourceFile>,
    /// How many problems.
    pub count: usize,
}

/// What is wrong with files.
pub type Check<'c> = &'c dyn Fn(&[Arc<SourceFile>]) -> Vec<Diagnostic>;

/// Mends files until there is nothing left to mend. What would bring a new error is left alone. Files that need nothing, and
/// all of them where no way leads to fewer errors, are left out.
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
            // the ones to blame are refused, and the rest goes together
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
        // what came to light on the way could not all be fixed
        return Vec::new();
    }
    let changed = sources.iter().zip(now).zip(counts).filter(|((before, after), _)| before.text != after.text);
    changed.map(|((before, after), count)| Fixed { before: Arc::clone(before), after, count }).collect()
}

/// What a fix is known by after others moved it.
fn key(problem: &Diagnostic) -> (String, String, String) {
    let replacement = problem.fix.as_ref().map_or("", |fix| fix.replacement.as_str());
    (problem.file.name.clone(), format!("{} {}", problem.code.id(), problem.message), replacement.to_owned())
}

/// Which of two files is which, whatever they are called.
fn address(file: &Arc<SourceFile>) -> usize {
    Arc::as_ptr(file).addr()
}

/// Sorts fixes into those that bring no new error and those to blame. Those it could not try are in neither.
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
            // where an error is in an entry that was not touched, nobody knows which fix brought it
            if blamed.contains(&entry) || !is_clear { bad.push(problem) } else { good.push(problem) }
        }
    }
    good.sort_by_key(|problem| (&problem.file.name, problem.span.start));
    (good, bad)
}

/// Where the rules, lists, phrases and keys of a file begin, by the indentation of its lines.
fn entries(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    // how far the entries of the top-level key at hand are indented
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

/// The problems there were, to be known again.
struct Known<'p>(BTreeSet<(Code, &'p str, &'p str)>);

impl<'p> Known<'p> {
    fn new(problems: &'p [Diagnostic]) -> Self {
        Self(problems.iter().map(|problem| (problem.code, &*problem.message, &*problem.file.name)).collect())
    }

    fn has(&self, problem: &Diagnostic) -> bool {
        self.0.contains(&(problem.code, &*problem.message, &*problem.file.name))
    }
}

/// Files with some fixes applied, and what is wrong with them then.
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

    /// New errors that cannot be fixed in turn. They may have been there all along, unseen while the rule could not be
    /// read; but an example that fails now may well say that the fix was wrong.
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
    fn entries_begin_where_rules_lists_and_keys_do() {
        let text = "claims: 1\nrules:\n  - id: a\n    match: |\n      x\n  - id: b\nlists:\n    # no\n    l: [a]\n    m:\n      - b\n";
        let found: Vec<&str> =
            entries(text).into_iter().filter_map(|at| text.get(at..)?.lines().next()).map(str::trim).collect();
        assert_eq!(found, ["claims: 1", "rules:", "- id: a", "- id: b", "lists:", "l: [a]", "m:"]);
        assert_eq!(entries("rules:\n- id: a\n  match: x\n- id: b\n").len(), 3);
    }

    #[test]
    fn many_bad_fixes_among_good_ones_need_few_checks() {
        // every third rule names a role that no fix makes right: its example needs another one
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
