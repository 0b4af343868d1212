//! Mending rule files: the certain fixes, applied as long as they help.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, SourceFile, mended};

/// How often files are read again after mending. A fix may uncover the next problem, but no file is that wrong.
const MOST_ROUNDS: usize = 50;

/// A file that was mended.
#[derive(Debug)]
pub struct Mended {
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
pub fn mend(sources: &[Arc<SourceFile>], check: Check<'_>) -> Vec<Mended> {
    let mut now = sources.to_vec();
    let mut counts = vec![0; sources.len()];
    let mut refused: BTreeSet<(String, String, String)> = BTreeSet::new();
    let mut problems = check(&now);
    let errors_before = errors(&problems);
    for _ in 0..MOST_ROUNDS {
        let fixable: Vec<&Diagnostic> = problems
            .iter()
            .filter(|problem| problem.fix.is_some() && !refused.contains(&key(problem)))
            .filter(|problem| now.iter().any(|source| Arc::ptr_eq(source, &problem.file)))
            .collect();
        if fixable.is_empty() {
            break;
        }
        let mut round = Round::new(&now, &fixable, check);
        if round.is_worse(&problems) {
            // one by one: the ones to blame are refused, and the rest goes together
            let (good, bad): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
                fixable.iter().partition(|&&problem| !Round::new(&now, &[problem], check).is_worse(&problems));
            refused.extend(bad.into_iter().map(key));
            let Some(first) = good.first() else { break };
            round = Round::new(&now, &good, check);
            if round.is_worse(&problems) {
                round = Round::new(&now, &[first], check);
            }
        }
        counts.iter_mut().zip(&round.counts).for_each(|(all, more)| *all += more);
        (now, problems) = (round.sources, round.problems);
    }
    if errors(&problems) > errors_before {
        // what came to light on the way could not all be mended
        return Vec::new();
    }
    let changed = sources.iter().zip(now).zip(counts).filter(|((before, after), _)| before.text != after.text);
    changed.map(|((before, after), count)| Mended { before: Arc::clone(before), after, count }).collect()
}

/// What a fix is known by after others moved it.
fn key(problem: &Diagnostic) -> (String, String, String) {
    let replacement = problem.fix.as_ref().map_or("", |fix| fix.replacement.as_str());
    (problem.file.name.clone(), format!("{} {}", problem.code.id(), problem.message), replacement.to_owned())
}

/// Files with some fixes applied, and what is wrong with them then.
struct Round {
    sources: Vec<Arc<SourceFile>>,
    counts: Vec<usize>,
    problems: Vec<Diagnostic>,
}

impl Round {
    fn new(now: &[Arc<SourceFile>], fixable: &[&Diagnostic], check: Check<'_>) -> Self {
        let (mut sources, mut counts) = (Vec::new(), Vec::new());
        for source in now {
            let of_file = fixable.iter().copied().filter(|problem| Arc::ptr_eq(source, &problem.file));
            let (text, count) = mended(&source.text, of_file);
            counts.push(count);
            if count == 0 {
                sources.push(Arc::clone(source));
                continue;
            }
            sources.push(SourceFile::new(source.name.clone(), text));
        }
        let problems = check(&sources);
        Self { sources, counts, problems }
    }

    /// Whether there is a new error that cannot be mended in turn. It may have been there all along, unseen while the rule
    /// could not be read; but an example that fails now may well say that the fix was wrong.
    fn is_worse(&self, before: &[Diagnostic]) -> bool {
        let is_known = |problem: &Diagnostic| {
            before.iter().any(|old| {
                old.code == problem.code && old.message == problem.message && old.file.name == problem.file.name
            })
        };
        self.problems.iter().any(|problem| problem.is_error() && problem.fix.is_none() && !is_known(problem))
    }
}

fn errors(problems: &[Diagnostic]) -> usize {
    problems.iter().filter(|problem| problem.is_error()).count()
}
