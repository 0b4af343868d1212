//! Tests whether patterns find exactly what a sentence marks: each becomes a rule with the sentence as its example.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::Extractor;
use crate::diagnostic::SourceFile;
use crate::rule::load;

/// A sentence to try patterns on.
pub(super) struct Trial<'t> {
    /// The sentence with its marks, on one line.
    pub(super) line: &'t str,
}

/// The number of patterns tried at once. It is limited because every pattern is run on the examples of all others.
const AT_ONCE: usize = 48;

impl Trial<'_> {
    /// The candidates whose pattern finds what is marked, in order.
    pub(super) fn passed<T>(&self, candidates: Vec<T>, pattern: impl Fn(&T) -> String) -> Vec<T> {
        let patterns: Vec<String> = candidates.iter().map(pattern).collect();
        let sound: Vec<bool> = patterns.chunks(AT_ONCE).flat_map(|patterns| self.sound(patterns)).collect();
        candidates.into_iter().zip(sound).filter(|(_, sound)| *sound).map(|(candidate, _)| candidate).collect()
    }

    /// The first such candidate.
    pub(super) fn first<T>(&self, candidates: Vec<T>, pattern: impl Fn(&T) -> String) -> Option<T> {
        let patterns: Vec<String> = candidates.iter().map(pattern).collect();
        let at = patterns.chunks(AT_ONCE).enumerate().find_map(|(chunk, patterns)| {
            Some(chunk * AT_ONCE + self.sound(patterns).into_iter().position(|sound| sound)?)
        });
        candidates.into_iter().nth(at?)
    }

    /// For each pattern, whether it finds what is marked.
    fn sound(&self, patterns: &[String]) -> Vec<bool> {
        let mut text = "claims: 1\nuse: [en.lexicon]\nrules:\n".to_owned();
        for (at, pattern) in patterns.iter().enumerate() {
            let line = self.line;
            let _ = writeln!(text, "  - id: p{at}\n    match: |\n      {pattern}\n    finds: |\n      {line}");
        }
        let pack = load(&[SourceFile::new("trial.yaml", text)], &|_| Err("no file is needed".to_owned())).pack;
        let extractor = Extractor::new(pack);
        let broken: BTreeSet<usize> = extractor.problems().into_iter().map(|(rule, _)| rule).collect();
        let outcomes = extractor.run_examples(None);
        let sound = outcomes.iter().filter(|outcome| outcome.verdict.is_ok() && !broken.contains(&outcome.rule));
        let ids: BTreeSet<&str> =
            sound.filter_map(|outcome| Some(extractor.pack().rules.get(outcome.rule)?.id.as_str())).collect();
        (0..patterns.len()).map(|at| ids.contains(format!("p{at}").as_str())).collect()
    }
}
