//! Mending rule files: the certain fixes, applied as long as they help, and written so that nothing is ever lost.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimsift::diagnostic::{BYTE_ORDER_MARK, Diagnostic, SourceFile, mended};
use similar::TextDiff;

use super::{ProblemFormat, complain, counted, input};

/// How often files are read again after mending. A fix may uncover the next problem, but no file is that wrong.
const MOST_ROUNDS: usize = 50;

/// A file that was mended, not yet written.
#[derive(Debug)]
pub(super) struct Mended {
    pub(super) before: Arc<SourceFile>,
    pub(super) after: Arc<SourceFile>,
    /// How many problems.
    pub(super) count: usize,
}

/// Problems of files, by what is wrong with them.
type Check<'c> = &'c dyn Fn(&[Arc<SourceFile>]) -> Vec<Diagnostic>;

/// Mends files until there is nothing left to mend. What would bring a new error is left alone.
pub(super) fn mend(sources: &[Arc<SourceFile>], check: Check<'_>) -> Vec<Mended> {
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

/// Says how many problems of which file were mended: where problems are for programs, on standard error.
pub(super) fn tell(out: &mut dyn Write, mended: &[Mended], format: ProblemFormat) -> std::io::Result<()> {
    for file in mended {
        let line = format!("{}: {} mended", file.after.name, file.count);
        if format == ProblemFormat::Text {
            writeln!(out, "{line}")?;
        } else {
            complain(&line);
        }
    }
    Ok(())
}

/// Shows what would change, as `diff -u` does.
pub(super) fn print_diff(out: &mut dyn Write, mended: &[Mended]) -> std::io::Result<()> {
    for file in mended {
        let name = &file.before.name;
        let diff = TextDiff::from_lines(file.before.text.as_str(), file.after.text.as_str());
        write!(out, "{}", diff.unified_diff().header(name, name))?;
    }
    let count: usize = mended.iter().map(|file| file.count).sum();
    if count > 0 {
        complain(&format!("{} could be mended in {}", counted(count, "problem"), counted(mended.len(), "file")));
    }
    Ok(())
}

/// Writes mended files, each whole or not at all.
pub(super) fn write(mended: &[Mended]) -> Result<(), String> {
    for file in mended {
        replace(file).map_err(|error| format!("{}: {}", file.before.name, input::reason(&error)))?;
    }
    Ok(())
}

/// Writes beside the file, with its permissions, and puts that in its place.
fn replace(file: &Mended) -> std::io::Result<()> {
    // behind a link stands the file that is meant
    let path = fs::canonicalize(&file.before.name)?;
    let bytes = fs::read(&path)?;
    let mark = BYTE_ORDER_MARK.to_string();
    let (mark, text) = match bytes.strip_prefix(mark.as_bytes()) {
        Some(text) => (mark.as_str(), text),
        None => ("", bytes.as_slice()),
    };
    if text != file.before.text.as_bytes() {
        return Err(std::io::Error::other("somebody else changed the file, so it was left as it is"));
    }
    let beside = beside(&path);
    let write = || {
        let mut new = fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
        new.write_all(mark.as_bytes())?;
        new.write_all(file.after.text.as_bytes())?;
        new.set_permissions(fs::metadata(&path)?.permissions())?;
        new.sync_all()?;
        fs::rename(&beside, &path)
    };
    write().inspect_err(|_| {
        // what is left of it is of no use; the error that counts is told
        let _ = fs::remove_file(&beside);
    })
}

/// A name for the file until it is whole.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}
