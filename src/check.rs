//! Everything that is wrong with rule files, in one call: their keys, patterns and names, and what their examples show.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::Extractor;
use crate::diagnostic::{Code, Diagnostic, SourceFile, sort};
use crate::rule::Standards;
use crate::rule::{self, Loaded};
use crate::rule_examples::{self, Outcome};

/// What came of checking files.
#[derive(Debug, Default)]
pub struct Checked {
    /// All problems, sorted by file and place.
    pub problems: Vec<Diagnostic>,
    /// How many rules have no error.
    pub rules: usize,
}

/// Checks rule files. `read` gives the text of a file that one of them uses, by its path, or says why it cannot. What a
/// configuration among them asks of rules counts.
#[must_use]
pub fn check(sources: &[Arc<SourceFile>], read: &dyn Fn(&str) -> Result<String, String>) -> Checked {
    check_by(&Standards::among(sources), sources, read)
}

/// The same by the standards of a project whose configuration is not among the files.
#[must_use]
pub fn check_by(
    standards: &Standards,
    sources: &[Arc<SourceFile>],
    read: &dyn Fn(&str) -> Result<String, String>,
) -> Checked {
    check_loaded(rule::load(sources, read), standards).checked
}

/// What came of checking files, with what it was told from.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) checked: Checked,
    pub(crate) extractor: Extractor,
    pub(crate) outcomes: Vec<Outcome>,
}

/// Checks what was loaded.
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
    fn a_new_version_of_the_prelude_is_checked_as_it_is_given() {
        let text = "claims: 1\npakc: en.prelude\nphrases:\n  claim: |\n    @text/clause\n";
        let given = [SourceFile::new("rules/en/prelude/prelude.yaml", text)];
        let problems = check(&given, &|_| Err("no file is needed".to_owned())).problems;
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::UnknownKey]);
    }
}
