//! The day's list: what is worth checking most, with nobody and nothing taking all the places.
//!
//! Whoever checks facts reads a few claims a day. Left to the score alone, one loud speaker or one topic fills the list; so a
//! claim is passed over once its speaker, or one of its topics, has its share of places.

use std::collections::{BTreeMap, BTreeSet};

/// What decides on the place of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// How probable it is that it is worth checking, from 0 to 1.
    pub score: f64,
    /// Who makes it.
    pub speaker: String,
    /// The claim around it that is in no other, or itself: of what says the same inside and outside, one has a place.
    pub family: String,
    /// What it is about; a claim about nothing known takes nobody's place.
    pub topics: Vec<String>,
}

/// How many places there are, and how many of them one can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// All of them.
    pub all: usize,
    /// Those of one speaker.
    pub per_speaker: usize,
    /// Those of one topic.
    pub per_topic: usize,
}

/// The indexes of the claims that have a place, best first; of equals the one given first. `n log n` in their number.
#[must_use]
pub fn rank(candidates: &[Candidate], places: Places) -> Vec<usize> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|&one, &other| candidates[other].score.total_cmp(&candidates[one].score).then(one.cmp(&other)));
    let mut speakers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut topics: BTreeMap<&str, usize> = BTreeMap::new();
    let mut families: BTreeSet<&str> = BTreeSet::new();
    let mut listed = Vec::new();
    for at in order {
        let claim = &candidates[at];
        let taken = speakers.get(claim.speaker.as_str()).copied().unwrap_or_default();
        let full = |topic: &String| topics.get(topic.as_str()).is_some_and(|&taken| taken >= places.per_topic);
        if listed.len() >= places.all {
            break;
        }
        let known = families.contains(claim.family.as_str());
        if known || taken >= places.per_speaker || claim.topics.iter().any(full) {
            continue;
        }
        families.insert(&claim.family);
        *speakers.entry(&claim.speaker).or_default() += 1;
        for topic in &claim.topics {
            *topics.entry(topic).or_default() += 1;
        }
        listed.push(at);
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Places, rank};

    fn claim(score: f64, speaker: &str, topics: &[&str]) -> Candidate {
        let topics = topics.iter().map(|&topic| topic.to_owned()).collect();
        Candidate { score, speaker: speaker.to_owned(), family: format!("{score}"), topics }
    }

    #[test]
    fn the_best_come_first_and_of_equals_the_first_given() {
        let mut claims = [claim(0.2, "Rao", &[]), claim(0.9, "Moss", &[]), claim(0.9, "Ruiz", &[])];
        claims[2].family = "another".to_owned();
        assert_eq!(rank(&claims, Places { all: 10, per_speaker: 9, per_topic: 9 }), [1, 2, 0]);
        assert_eq!(rank(&claims, Places { all: 2, per_speaker: 9, per_topic: 9 }), [1, 2]);
    }

    #[test]
    fn what_is_inside_another_claim_has_no_place_beside_it() {
        let (mut outer, mut inner) = (claim(0.7, "Delta", &[]), claim(0.9, "Rao", &[]));
        for claim in [&mut outer, &mut inner] {
            claim.family = "one".to_owned();
        }
        assert_eq!(rank(&[outer, inner], Places { all: 10, per_speaker: 9, per_topic: 9 }), [1]);
    }

    #[test]
    fn nobody_and_nothing_takes_more_than_its_places() {
        let claims = [
            claim(0.9, "Rao", &["health"]),
            claim(0.8, "Rao", &[]),
            claim(0.7, "Rao", &[]),
            claim(0.6, "Moss", &["crime", "health"]),
            claim(0.5, "Moss", &["crime"]),
        ];
        assert_eq!(rank(&claims, Places { all: 10, per_speaker: 2, per_topic: 1 }), [0, 1, 4]);
    }
}
