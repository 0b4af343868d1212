//! Counts of changes, in total and for each rule.

use std::collections::BTreeMap;

use super::{ArticleDrift, Change};

/// The differences between two versions of the rules over a corpus. Depends on nothing but the articles and their
/// order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drift {
    /// The number of articles compared.
    pub articles: usize,
    /// The counts of all rules together.
    pub all: Counts,
    /// For each rule that finds something in either version, by id.
    pub rules: BTreeMap<String, Counts>,
    /// The articles in which something changed, in their order.
    pub changed: Vec<ArticleDrift>,
}

/// Counts of claims in two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Claims that the old version finds.
    pub before: usize,
    /// Claims that the new version finds.
    pub after: usize,
    /// Claims that both find, without differences.
    pub same: usize,
    /// Claims that only the new version finds.
    pub gained: usize,
    /// Claims that only the old version finds.
    pub lost: usize,
    /// Claims that both find, with differences. A claim that moves from one rule to another counts for both of them.
    pub changed: usize,
}

impl Counts {
    /// Whether nothing changed.
    #[must_use]
    pub const fn is_stable(&self) -> bool {
        self.gained + self.lost + self.changed == 0
    }
}

impl Drift {
    /// Counts another article. It is only kept if something changed in it.
    pub fn add(&mut self, drift: ArticleDrift) {
        self.articles += 1;
        for rule in &drift.same {
            for counts in [&mut self.all, self.rules.entry(rule.clone()).or_default()] {
                counts.before += 1;
                counts.after += 1;
                counts.same += 1;
            }
        }
        for change in &drift.changes {
            count(&mut self.all, change, true, true);
            let (before, after) = (change.before(), change.after());
            let rules = [before, after].map(|found| found.map(|found| found.claim.rule.as_str()));
            for (at, rule) in rules.into_iter().enumerate() {
                let Some(rule) = rule.filter(|_| at == 0 || rules[0] != rules[1]) else { continue };
                let counts = self.rules.entry(rule.to_owned()).or_default();
                count(counts, change, rules[0] == Some(rule), rules[1] == Some(rule));
            }
        }
        if !drift.changes.is_empty() {
            self.changed.push(drift);
        }
    }

    /// The changes by rule id, in the order of articles and text. A change is listed under the rule that found the
    /// claim before or, for a new claim, the one that finds it now.
    #[must_use]
    pub fn by_rule(&self) -> BTreeMap<&str, Vec<(&ArticleDrift, &Change)>> {
        let mut rules: BTreeMap<&str, Vec<(&ArticleDrift, &Change)>> = BTreeMap::new();
        for article in &self.changed {
            for change in &article.changes {
                rules.entry(change.first().claim.rule.as_str()).or_default().push((article, change));
            }
        }
        rules
    }
}

/// Counts a change for the rule of the old claim, the rule of the new one, or both.
fn count(counts: &mut Counts, change: &Change, has_before: bool, has_after: bool) {
    counts.before += usize::from(has_before && change.before().is_some());
    counts.after += usize::from(has_after && change.after().is_some());
    *match change {
        Change::Gained(_) => &mut counts.gained,
        Change::Lost(_) => &mut counts.lost,
        Change::Changed { .. } => &mut counts.changed,
    } += 1;
}
