//! How much drifted, in all and for each rule.

use std::collections::BTreeMap;

use super::{ArticleDrift, Change};

/// What two versions of rules make of a corpus. Depends on the order of the articles and on nothing else.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drift {
    /// How many articles were compared.
    pub articles: usize,
    /// Over all rules.
    pub all: Counts,
    /// For each rule that finds something in either version, by id.
    pub rules: BTreeMap<String, Counts>,
    /// The articles in which something changed, in their order.
    pub changed: Vec<ArticleDrift>,
}

/// Claims of two versions, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Found by the old version.
    pub before: usize,
    /// Found by the new one.
    pub after: usize,
    /// Found by both, and told in the same way.
    pub same: usize,
    /// Found by the new one alone.
    pub gained: usize,
    /// Found by the old one alone.
    pub lost: usize,
    /// Found by both, and told in different ways. A claim that goes from one rule to another counts for both of them.
    pub changed: usize,
}

impl Counts {
    /// Whether nothing drifted.
    #[must_use]
    pub const fn is_stable(&self) -> bool {
        self.gained + self.lost + self.changed == 0
    }
}

impl Drift {
    /// Counts another article. Only one in which something changed is kept.
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

    /// The changes rule by rule, by id: what was found before stands under the rule that found it, what was not under
    /// the one that finds it now. In the order of articles and text.
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

/// Counts a change for whom the old claim or the new one belongs to.
fn count(counts: &mut Counts, change: &Change, has_before: bool, has_after: bool) {
    counts.before += usize::from(has_before && change.before().is_some());
    counts.after += usize::from(has_after && change.after().is_some());
    *match change {
        Change::Gained(_) => &mut counts.gained,
        Change::Lost(_) => &mut counts.lost,
        Change::Changed { .. } => &mut counts.changed,
    } += 1;
}
