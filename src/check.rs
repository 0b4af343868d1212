//! Everything that is wrong with rule files, in one call: their keys, patterns and names, and what their examples show.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::Extractor;
use crate::diagnostic::{Code, Diagnostic, SourceFile, sort};
use crate::examples;
use crate::rule;

/// What came of checking files.
#[derive(Debug, Default)]
pub struct Checked {
    /// All problems, sorted by file and place.
    pub problems: Vec<Diagnostic>,
    /// How many rules have no error.
    pub rules: usize,
}

/// Checks rule files. `read` gives the text of a file that one of them uses, by its path, or says why it cannot.
#[must_use]
pub fn check(sources: &[Arc<SourceFile>], read: &dyn Fn(&str) -> Result<String, String>) -> Checked {
    let loaded = rule::load(sources, read);
    let rules = loaded.pack.rules.len();
    let mut problems = loaded.problems;
    problems.extend(rule::ids_of_shipped_rules(&loaded.pack));
    let extractor = Extractor::new(loaded.pack);
    problems.extend(examples::problems(&extractor, &extractor.run_examples(None)));
    // two names for one value make rules alike that will not be when each has its own
    let aliased: BTreeSet<String> = problems
        .iter()
        .filter(|problem| problem.code == Code::Alias)
        .map(|problem| problem.file.name.clone())
        .collect();
    problems.retain(|problem| {
        !matches!(problem.code, Code::Subsumed | Code::Shadowed) || !aliased.contains(&problem.file.name)
    });
    sort(&mut problems);
    Checked { problems, rules }
}
