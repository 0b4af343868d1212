//! How well equivalent claims are recognised among similar ones.
#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::fs;

use claimsift::cluster::{Statement, Who, compare, group};

/// The results for the pairs of a file.
#[derive(Debug, Default)]
struct Figures {
    same: usize,
    told_same: usize,
    right_same: usize,
    /// Pairs that differ in something that matters, and those for which this difference is reported.
    differing: usize,
    right_difference: usize,
    mistakes: Vec<String>,
}

impl Figures {
    fn of(file: &str) -> Self {
        let english = claimsift::lang::english();
        let text = fs::read_to_string(file).expect("the pairs are readable");
        let mut figures = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let [class, expected, one, other] = line.split('\t').collect::<Vec<_>>().try_into().expect("four columns");
            let say = |text| Statement { text, source: Who::Unknown };
            let found = compare(&english, say(one), say(other));
            assert_eq!(found, compare(&english, say(other), say(one)), "{one} / {other}: the order matters");
            let is_same = found.as_ref().is_some_and(Vec::is_empty);
            figures.same += usize::from(expected == "same");
            figures.told_same += usize::from(is_same);
            figures.right_same += usize::from(is_same && expected == "same");
            let names: Vec<&str> = found.iter().flatten().map(|difference| difference.name()).collect();
            let is_difference = !matches!(expected, "same" | "apart");
            figures.differing += usize::from(is_difference);
            figures.right_difference += usize::from(is_difference && names.contains(&expected));
            if is_same != (expected == "same") || is_difference && !names.contains(&expected) {
                figures.mistakes.push(format!("{class} ({expected}, reported {found:?}): {one} / {other}"));
            }
        }
        figures
    }

    fn precision(&self) -> f64 {
        self.right_same as f64 / self.told_same as f64
    }

    fn recall(&self) -> f64 {
        self.right_same as f64 / self.same as f64
    }

    fn reported(&self) -> f64 {
        self.right_difference as f64 / self.differing as f64
    }
}

/// Compares the results for a file with minimum values: precision and recall of *the same*, and the share of reported
/// differences.
fn hold(file: &str, floors: [f64; 3]) {
    let figures = Figures::of(file);
    let mistakes = figures.mistakes.join("\n");
    let found = [figures.precision(), figures.recall(), figures.reported()];
    println!("{file}: {found:.3?}\n{mistakes}");
    assert!(found.iter().zip(floors).all(|(found, floor)| *found >= floor), "{found:.3?} {floors:?}\n{mistakes}");
}

#[test]
fn equivalent_claims_are_recognised() {
    hold("tests/cluster/pairs.tsv", [0.98, 0.93, 0.96]);
}

#[test]
fn equivalent_claims_are_recognised_in_unseen_pairs() {
    hold("tests/cluster/unseen.tsv", [0.95, 0.84, 0.95]);
}

/// A deterministic generator of words and numbers with the frequencies of news: a few often, most of them rarely.
struct Words(u64);

impl Words {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn word(&mut self) -> String {
        let few = self.next(15) + 1;
        let number = self.next(1 << few);
        format!("w{number}x")
    }

    fn claim(&mut self) -> String {
        let length = self.next(20) + 4;
        (0..length).map(|at| if at % 3 == 2 { "the".to_owned() } else { self.word() }).collect::<Vec<_>>().join(" ")
    }
}

/// The time is not measured, because machines differ; but with quadratic behaviour this would take hours.
#[test]
fn grouping_many_claims_is_linear() {
    let mut words = Words(1);
    let mut texts: Vec<String> = (0..45_000).map(|_| words.claim()).collect();
    let again: Vec<String> = texts.iter().step_by(10).map(|text| format!("{text} the {}", words.word())).collect();
    texts.extend(again);
    texts.extend((0..5_000).map(|at| format!("trade with the islands fell by {at} percent")));
    let statements: Vec<Statement<'_>> = texts.iter().map(|text| Statement { text, source: Who::Unknown }).collect();
    let start = std::time::Instant::now();
    let groups = group(&claimsift::lang::english(), &statements);
    let joined = groups.iter().filter(|group| group.members.iter().any(|&at| (45_000..49_500).contains(&at))).count();
    println!("{} claims in {:?}: {} groups", texts.len(), start.elapsed(), groups.len());
    assert!(groups.len() > 40_000 && joined > 4_000, "{} {joined}", groups.len());
    let members: usize = groups.iter().map(|group| group.members.len()).sum();
    assert_eq!(members, texts.len());
}
