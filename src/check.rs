//! Checks rule files: their keys, patterns, names and examples.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::Extractor;
use crate::diagnostic::{Code, Diagnostic, SourceFile, sort};
use crate::rule::Standards;
use crate::rule::{self, Loaded};
use crate::rule_examples::{self, Outcome};

/// The result of checking files.
#[derive(Debug, Default)]
pub struct Checked {
    /// All problems, sorted by file and position.
    pub problems: Vec<Diagnostic>,
    /// The number of rules without errors.
    pub rules: usize,
}

/// Checks rule files. `read` returns the text of a used file by its path, or the reason why it cannot be read. If there
/// is a configuration among the files, its requirements for rules apply.
#[must_use]
pub fn check(sources: &[Arc<SourceFile>], read: &dyn Fn(&str) -> Result<String, String>) -> Checked {
    check_by(&Standards::among(sources), sources, read)
}

/// The same with the requirements of a project whose configuration is not among the files.
#[must_use]
pub fn check_by(
    standards: &Standards,
    sources: &[Arc<SourceFile>],
    read: &dyn Fn(&str) -> Result<String, String>,
) -> Checked {
    check_loaded(rule::load(sources, read), standards).checked
}

/// The result of checking files, with the data that it is based on.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) checked: Checked,
    pub(crate) extractor: Extractor,
    pub(crate) outcomes: Vec<Outcome>,
}

/// Checks loaded files.
pub(crate) fn check_loaded(loaded: Loaded, standards: &Standards) -> Run {
    let rules = loaded.pack.rules.len();
    let mut problems = loaded.problems;
    let extractor = Extractor::new(loaded.pack);
    let outcomes = extractor.run_examples(None);
    problems.extend(rule_examples::problems(&extractor, &outcomes));
    problems.extend(standards.breaches(extractor.pack()));
    // two names for one value make rules alike that will not be when each has its own
    let aliased: BTreeSet<String> = problems
        .iter()
        .filter(|problem| problem.code == Code::Alias)
        .map(|problem| problem.file.name.clone())
        .collect();
    problems.retain(|problem| {
        !matches!(problem.code, Code::Subsumed | Code::Shadowed) || !aliased.contains(&problem.file.name)
    });
    standards.apply(&mut problems);
    sort(&mut problems);
    Run { checked: Checked { problems, rules }, extractor, outcomes }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::diagnostic::{Code, SourceFile};

    #[test]
    fn a_changed_prelude_is_checked_in_place_of_the_built_in_one() {
        let text = "claims: 1\npakc: en.prelude\nphrases:\n  claim: |\n    @text/clause\n";
        let given = [SourceFile::new("rules/en/prelude/prelude.yaml", text)];
        let problems = check(&given, &|_| Err("no file is needed".to_owned())).problems;
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::UnknownKey]);
    }
}
