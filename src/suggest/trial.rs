//! Whether patterns find exactly what a sentence marks: each becomes a rule with the sentence as its example.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::Extractor;
use crate::diagnostic::SourceFile;
use crate::rule::load;

/// A sentence to try patterns on.
pub(super) struct Trial<'t> {
    /// As it was marked, on one line.
    pub(super) line: &'t str,
}

impl Trial<'_> {
    /// Those of the candidates whose pattern finds what is marked, in their order.
    pub(super) fn passed<T>(&self, candidates: Vec<T>, pattern: impl Fn(&T) -> String) -> Vec<T> {
        if candidates.is_empty() {
            return candidates;
        }
        let mut text = "claims: 1\nuse: [en.lexicon]\nrules:\n".to_owned();
        for (at, candidate) in candidates.iter().enumerate() {
            let (pattern, line) = (pattern(candidate), self.line);
            let _ = writeln!(text, "  - id: p{at}\n    match: |\n      {pattern}\n    finds: |\n      {line}");
        }
        let pack = load(&[SourceFile::new("trial.yaml", text)], &|_| Err("no file is needed".to_owned())).pack;
        let extractor = Extractor::new(pack);
        let broken: BTreeSet<usize> = extractor.problems().into_iter().map(|(rule, _)| rule).collect();
        let outcomes = extractor.run_examples(None);
        let sound = outcomes.iter().filter(|outcome| outcome.verdict.is_ok() && !broken.contains(&outcome.rule));
        let ids: BTreeSet<&str> =
            sound.filter_map(|outcome| Some(extractor.pack().rules.get(outcome.rule)?.id.as_str())).collect();
        let numbered = candidates.into_iter().enumerate();
        numbered.filter(|(at, _)| ids.contains(format!("p{at}").as_str())).map(|(_, candidate)| candidate).collect()
    }
}
