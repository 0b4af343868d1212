//! Selects the pairs of wordings to compare: those that share one of the rarest words of the shorter one.

use std::collections::BTreeSet;

use super::Weights;
use super::pair::{Words, content_keys};
use super::words::{Key, Token};

/// At most this part of the shorter wording, in thousandths of the weight of its words, may be missing in the longer
/// one. More than in pairs that are the same, because related claims may also differ in a number and a name. Clusters
/// in PolNeAR train (`cluster --packs all --least 1`) at 250 / 500 / 750: 23,659 each.
const MAY_LACK: u32 = 500;

/// A word that occurs in more wordings than this does not make a pair on its own; two such words together may. A bound
/// on the time; clusters in PolNeAR dev at 100 / 200 / 400: 2,624 each.
const MOST_WORDINGS: usize = 200;

/// At most this many of the wordings with two common words are compared, the first ones, because such wordings are all
/// alike, like the rows of a table. Clusters in PolNeAR dev at 20 / 40 / 80: 2,624 each.
const MOST_OF_TWO: usize = 40;

/// Pairs of wordings, the earlier one first, in ascending order.
pub(super) fn pairs(weights: &Weights, wordings: &[Words]) -> Vec<(usize, usize)> {
    let keys: Vec<Vec<Key>> = wordings.iter().map(|words| rarest_first(weights, &words.tokens)).collect();
    let totals: Vec<u32> = keys.iter().map(|keys| keys.iter().map(|&key| weights.of_key(key)).sum()).collect();
    let index = Index::new(weights, &keys);
    let mut pairs = BTreeSet::new();
    for (at, words) in keys.iter().enumerate() {
        let total = totals[at];
        for &other in &index.probe(weights, words, total) {
            // from the shorter to the longer one; if they have the same length, from the first
            if other != at
                && (totals[other], other) > (total, at)
                && shared(weights, words, &keys[other]) * 1_000 >= total * (1_000 - MAY_LACK)
            {
                pairs.insert((at.min(other), at.max(other)));
            }
        }
    }
    pairs.into_iter().collect()
}

/// How much of the lighter of two claims is also in the other, in any order: in thousandths of the weight of its
/// content words.
pub(super) fn overlap(weights: &Weights, one: &[Token], other: &[Token]) -> u32 {
    let (one, other) = (rarest_first(weights, one), rarest_first(weights, other));
    let total = |keys: &[Key]| keys.iter().map(|&key| weights.of_key(key)).sum::<u32>();
    let least = total(&one).min(total(&other)).max(1);
    shared(weights, &one, &other) * 1_000 / least
}

/// The distinct content words, the rarest first.
fn rarest_first(weights: &Weights, tokens: &[Token]) -> Vec<Key> {
    let mut keys = content_keys(tokens);
    keys.sort_unstable_by_key(|&key| (std::cmp::Reverse(weights.of_key(key)), key));
    keys
}

fn shared(weights: &Weights, one: &[Key], other: &[Key]) -> u32 {
    // both are sorted in the same way
    let order = |key: Key| (std::cmp::Reverse(weights.of_key(key)), key);
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while let (Some(&first), Some(&second)) = (one.get(i), other.get(j)) {
        match order(first).cmp(&order(second)) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += weights.of_key(first);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    sum
}

/// The wordings that contain each word.
struct Index {
    wordings: Vec<Vec<usize>>,
}

impl Index {
    fn new(weights: &Weights, keys: &[Vec<Key>]) -> Self {
        let mut wordings = vec![Vec::new(); weights.of.len()];
        for (at, keys) in keys.iter().enumerate() {
            for key in keys {
                if let Some(list) = wordings.get_mut(key.0 as usize) {
                    list.push(at);
                }
            }
        }
        Self { wordings }
    }

    fn of(&self, key: Key) -> &[usize] {
        self.wordings.get(key.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The wordings that share one of the rarest of `words` (sorted, rarest first): without these, the rest weighs too
    /// little.
    fn probe(&self, weights: &Weights, words: &[Key], total: u32) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut common: Vec<Key> = Vec::new();
        let mut passed = 0;
        for &key in words {
            if passed * 1_000 > total * MAY_LACK {
                break;
            }
            passed += weights.of_key(key);
            match self.of(key) {
                list if list.len() <= MOST_WORDINGS => found.extend(list),
                _ => common.push(key),
            }
        }
        if !common.is_empty() {
            // for common words: the wordings that share two of them
            common.extend(words.iter().filter(|key| self.of(**key).len() > MOST_WORDINGS).copied());
            common.sort_unstable_by_key(|key| (self.of(*key).len(), *key));
            common.dedup();
            found.extend(self.of_two(&common));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The wordings with the two rarest of some words, at most [`MOST_OF_TWO`].
    fn of_two(&self, common: &[Key]) -> Vec<usize> {
        let [first, second, ..] = common else { return Vec::new() };
        let (first, second) = (self.of(*first), self.of(*second));
        first.iter().filter(|at| second.binary_search(at).is_ok()).take(MOST_OF_TWO).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::cluster::{Statement, Who, group};

    #[test]
    fn claims_with_only_common_words_are_compared() {
        let mut texts: Vec<String> =
            (0..500).map(|at| format!("the trade of the harbour fell by {at} percent")).collect();
        texts.push("The harbour's trade fell by 7 percent".to_owned());
        let statements: Vec<Statement<'_>> =
            texts.iter().map(|text| Statement { text, source: Who::Unknown }).collect();
        let groups = group(&crate::lang::english(), &statements);
        assert_eq!(groups.len(), 500);
        assert_eq!(groups[7].members, [7, 500]);
    }
}
