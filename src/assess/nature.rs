//! What kind of thing a sentence or claim says, and how it is put.
//!
//! Rules tell that too, as facets in groups: `type/quantity`, `tense/past`. Here the groups are read, so that every reader
//! of the output finds each under a name of its own.

use super::Facets;
use crate::annotation::{FacetGroup, Modality, Polarity, SpeechAct, Tense};
use crate::claim::Claim;
use crate::rule::{KnownKind, Stance};

/// What kind of thing is said, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nature {
    /// What kinds of thing are said, sorted: *cause*, *quantity*.
    pub types: Vec<String>,
    /// What areas of life it is about, sorted: *crime*, *health*.
    pub topics: Vec<String>,
    /// Whether something is said to be so, or not to be so.
    pub polarity: Polarity,
    /// How it is hedged, in the order of [`Modality::ALL`]; empty where it is told as a plain fact.
    pub modality: Vec<Modality>,
    /// When it is so; nothing where no verb tells.
    pub tense: Option<Tense>,
    /// What is done by saying it.
    pub act: SpeechAct,
}

impl Default for Nature {
    fn default() -> Self {
        Self {
            types: Vec::new(),
            topics: Vec::new(),
            polarity: Polarity::Positive,
            modality: Vec::new(),
            tense: None,
            act: SpeechAct::Statement,
        }
    }
}

impl Nature {
    /// What facets tell. Of several tenses or acts the one counts that stands first.
    pub(super) fn of(facets: &Facets) -> Self {
        let mut nature = Self::default();
        let mut acts: Vec<(usize, SpeechAct)> = Vec::new();
        let mut tenses: Vec<(usize, Tense)> = Vec::new();
        for (facet, words) in facets {
            let Some((group, member)) = FacetGroup::of(facet) else { continue };
            let start = words.iter().map(|span| span.start).min().unwrap_or_default();
            match group {
                FacetGroup::Type => nature.types.push(member.to_owned()),
                FacetGroup::Topic => nature.topics.push(member.to_owned()),
                FacetGroup::Polarity => nature.polarity = Polarity::named(member).unwrap_or(nature.polarity),
                FacetGroup::Modality => nature.modality.extend(Modality::named(member)),
                FacetGroup::Tense => tenses.extend(Tense::named(member).map(|tense| (start, tense))),
                FacetGroup::Act => acts.extend(SpeechAct::named(member).map(|act| (start, act))),
            }
        }
        nature.modality.sort_unstable();
        nature.tense = tenses.into_iter().min().map(|(_, tense)| tense);
        nature.act = acts.into_iter().min().map_or(SpeechAct::Statement, |(_, act)| act);
        nature
    }

    /// Adds what another sentence of the same claim says.
    pub(super) fn join(&mut self, other: Self) {
        let add = |all: &mut Vec<String>, more: Vec<String>| {
            all.extend(more);
            all.sort_unstable();
            all.dedup();
        };
        add(&mut self.types, other.types);
        add(&mut self.topics, other.topics);
        self.modality.extend(other.modality);
        self.modality.sort_unstable();
        self.modality.dedup();
    }

    /// Adds what the rule that found it tells of a claim: of which kind it is, and who denies it, asks it, demands it.
    pub(super) fn found(&mut self, claim: &Claim) {
        let known = KnownKind::named(&claim.kind);
        let kind = match claim.kind.as_str() {
            _ if known == Some(KnownKind::Statistic) => Some("quantity"),
            // kinds of the packs that are named like the types of claims
            kind @ ("comparison" | "cause" | "prediction" | "law" | "vote" | "event" | "record" | "opinion") => {
                Some(kind)
            }
            _ => None,
        };
        self.types.extend(kind.map(str::to_owned));
        self.types.sort_unstable();
        self.types.dedup();
        self.act = match (claim.stance, known) {
            (Stance::Denied, _) => SpeechAct::Denial,
            (Stance::Asked, _) => SpeechAct::Question,
            (_, Some(KnownKind::Request)) => SpeechAct::Command,
            _ => self.act,
        };
    }
}
