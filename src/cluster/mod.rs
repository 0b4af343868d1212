//! Clusters of equivalent and similar claims.
//!
//! A fact-checker who reads many articles sees the same claim many times: quoted in full, shortened, with a word
//! changed, rephrased. It needs checking once, and who said it where, who said it first, and how it changed is part of
//! the result. [`group`] groups such claims; [`clusters`] describes the groups for readers.
//!
//! **What is the same.** Corney (*Towards a common definition of claim matching*, Full Fact, 2021) calls two claims the
//! same if nothing could make one true and the other false. Words alone cannot decide that, but they are a good
//! approximation, for two reasons. Most repetition in the news is verbatim: Leskovec, Backstrom and Kleinberg
//! (*Meme-tracking and the dynamics of the news cycle*, KDD 2009) follow quotations by approximate inclusion of the
//! shorter one in the longer. This module does the same, with two differences. Words are weighted by rarity, and
//! function words count very little, so that a report with different grammar is found. And some words matter whatever
//! their weight: claims that differ in a number, a date, a name, a negation, a direction, or in their certainty, are
//! **two claims**, reported as *related* ([`Difference`]). Sketches such as `MinHash` or `SimHash` cannot see that, and
//! claims are too short for them.
//!
//! **Who says it** is not part of a claim: if several people claim something, or one denies what another says, it is
//! one claim with several sources. But *I did not know* is a different claim for every speaker, so short claims in the
//! first person are kept apart if their sources are known by name; and so are claims about *they* if groups speak about
//! themselves, as in polls.
//!
//! **Groups.** Pairs are merged in order of similarity, and two groups only if all pairs of wordings across them share
//! most of the shorter one: two pieces of one speech are not merged because an article quotes both. They are related by
//! [`Difference::Part`].
//!
//! **Cost.** Claims with the same words are one wording. Each wording is only compared with those that share one of its
//! rarest words: by the principle of prefix filtering (Xiao, Wang, Lin and Yu, *Efficient similarity joins for near
//! duplicate detection*, WWW 2008) no others can share enough. 50,000 claims of news take a few seconds. The result
//! depends only on the claims and their order.

mod align;
mod candidates;
mod difference;
mod lists;
mod merge;
mod number;
mod pair;
mod summary;
mod words;

pub use summary::{ArticleClaims, Cluster, Edit, Form, Member, Relative, clusters};

use std::collections::BTreeMap;

use crate::text::{Language, Set};
use align::Said;
use pair::{Speaker, Verdict, Wording, Words};
use words::{Key, Kind, Reader, Token};

/// A claim of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Statement<'s> {
    /// The words.
    pub text: &'s str,
    /// The source.
    pub source: Who<'s>,
}

/// The source of a claim, as far as it can be part of its meaning: *I did not know*, *they trust the mayor*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Who<'s> {
    /// The article itself, or a source without a name.
    #[default]
    Unknown,
    /// A person or an organisation, by name.
    Named(&'s str),
    /// A group, by the words for it: *28 percent of voters*.
    Group(&'s str),
}

/// Equivalent statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Their indices, in ascending order; never empty. Every statement is in exactly one group.
    pub members: Vec<usize>,
    /// Groups that are nearly the same, the most similar first, at most [`MOST_RELATED`].
    pub related: Vec<Related>,
}

/// A group that is nearly the same as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Its index.
    pub group: usize,
    /// The differences; never empty.
    pub differences: Vec<Difference>,
    /// The most similar statements: one of the group that has this relation, and one of the other.
    pub nearest: (usize, usize),
}

/// The maximum number of related groups of a group.
pub const MOST_RELATED: usize = 8;

/// Why two similar claims are not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// Different numbers, or a number in only one claim.
    Number,
    /// Different days, months or years.
    Date,
    /// Different names.
    Name,
    /// One negates the other.
    Negation,
    /// A word and its opposite: *rose* and *fell*.
    Opposite,
    /// *Will* and *may*.
    Certainty,
    /// One only holds *if* something else does.
    Condition,
    /// One attributes it to somebody else, or both are about *I* or *they*, and have different speakers.
    Speaker,
    /// One is a question.
    Question,
    /// Both are parts of a third claim, with different content.
    Part,
}

impl Difference {
    /// Every member.
    pub const ALL: &[Self] = &[
        Self::Number,
        Self::Date,
        Self::Name,
        Self::Negation,
        Self::Opposite,
        Self::Certainty,
        Self::Condition,
        Self::Speaker,
        Self::Question,
        Self::Part,
    ];

    /// The name used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Opposite => "opposite",
            Self::Certainty => "certainty",
            Self::Condition => "condition",
            Self::Speaker => "speaker",
            Self::Question => "question",
            Self::Part => "part",
        }
    }
}

/// Brings together the statements that say the same. The groups come in the order of their first members.
///
/// ```
/// use claimsift::cluster::{Statement, Who, group};
///
/// let say = |text| Statement { text, source: Who::Unknown };
/// let groups = group(&claimsift::lang::english(), &[
///     say("The old bridge in Halden will close for 2 years"),
///     say("Trade fell by a third"),
///     say("the old bridge in Halden would close for two years"),
///     say("the old bridge in Halden will close for three years"),
/// ]);
/// assert_eq!(groups[0].members, [0, 2]);
/// assert_eq!((groups.len(), groups[0].related[0].group), (3, 2));
/// ```
#[must_use]
pub fn group(language: &Language, statements: &[Statement<'_>]) -> Vec<Group> {
    let mut reader = Reader::new(language);
    let mut read: Vec<Words> = statements.iter().map(|statement| read(&mut reader, statement)).collect();
    words::settle_names(read.iter_mut().map(|words| &mut words.tokens), reader.len());
    let mut wordings: Vec<Words> = Vec::new();
    let mut members: Vec<Vec<usize>> = Vec::new();
    let mut known: BTreeMap<Wording, usize> = BTreeMap::new();
    let unweighted = Weights { of: Vec::new() };
    for (at, words) in read.into_iter().enumerate() {
        let weak = !Said::new(&unweighted, &words.tokens).is_claim();
        let wording = *known.entry(words.wording()).or_insert(wordings.len());
        // equal wordings of little weight are not equivalent
        if wording == wordings.len() || weak {
            wordings.push(words);
            members.push(vec![at]);
        } else if let Some(members) = members.get_mut(wording) {
            members.push(at);
        }
    }
    let weights = Weights::new(&reader, &wordings);
    let mut edges = Vec::new();
    for (one, other) in candidates::pairs(&weights, &wordings) {
        let (Some(first), Some(second)) = (wordings.get(one), wordings.get(other)) else { continue };
        match pair::judge(&reader, &weights, first, second) {
            Verdict::Other => {}
            verdict => edges.push(merge::Edge { one, other, verdict }),
        }
    }
    let alike = |one: usize, other: usize| {
        let (Some(one), Some(other)) = (wordings.get(one), wordings.get(other)) else { return false };
        match pair::judge(&reader, &weights, one, other) {
            Verdict::Same(_) => true,
            Verdict::Differs(..) => false,
            Verdict::Other => candidates::overlap(&weights, &one.tokens, &other.tokens) >= merge::LEAST_COMMON,
        }
    };
    merge::groups(&members, edges, &alike)
}

/// Whether two statements are equivalent, or how they differ if they are similar; `None` if they are not. The weights
/// of words are those without any other claims.
#[must_use]
pub fn compare(language: &Language, one: Statement<'_>, other: Statement<'_>) -> Option<Vec<Difference>> {
    let mut reader = Reader::new(language);
    let mut both = [read(&mut reader, &one), read(&mut reader, &other)];
    words::settle_names(both.iter_mut().map(|words| &mut words.tokens), reader.len());
    let weights = Weights::new(&reader, &both);
    match pair::judge(&reader, &weights, &both[0], &both[1]) {
        Verdict::Same(_) => Some(Vec::new()),
        Verdict::Differs(differences, _) => Some(differences),
        Verdict::Other => None,
    }
}

fn read(reader: &mut Reader<'_>, statement: &Statement<'_>) -> Words {
    let tokens = reader.read(statement.text);
    let speaks = |of: Set| tokens.iter().any(|token| reader.is(token.key, of));
    let speaker = match statement.source {
        Who::Named(name) if speaks(Set::FirstPersonWords) => {
            name.split_whitespace().next_back().map(|name| Speaker::Named(name.to_lowercase()))
        }
        Who::Group(name) if speaks(Set::GroupPronouns) => Some(Speaker::Group(name.to_lowercase())),
        _ => None,
    };
    let sayers = match statement.source {
        Who::Group(name) => {
            reader.read(name).iter().filter(|token| token.kind == Kind::Number).map(|token| token.key).collect()
        }
        _ => Vec::new(),
    };
    let asks = statement.text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?');
    Words { tokens, speaker, sayers, asks }
}

/// The weights of words, in thousandths: 1,000 for a word that occurs once, less for frequent words, next to nothing
/// for function words.
struct Weights {
    /// For content words, by key.
    of: Vec<u32>,
}

impl Weights {
    /// The number of other claims assumed when computing the rarity of words; otherwise, if there are only two claims,
    /// every shared word would be common. Measured as in `pair`: at 500 and 2,000 no pair and no number of clusters
    /// changes.
    const OTHERS: f64 = 1_000.0;

    fn new(reader: &Reader<'_>, wordings: &[Words]) -> Self {
        let mut counts = vec![0_u32; reader.len()];
        for words in wordings {
            for key in pair::content_keys(&words.tokens) {
                if let Some(count) = counts.get_mut(key.0 as usize) {
                    *count += 1;
                }
            }
        }
        let all = (wordings.len() as f64 + Self::OTHERS).ln();
        let weight = |count: &u32| {
            let rarity = 1.0 - f64::from((*count).max(1)).ln() / all;
            (rarity * 1_000.0).round().clamp(100.0, 1_000.0) as u32
        };
        Self { of: counts.iter().map(weight).collect() }
    }

    /// What a word weighs: an order of how much kinds of words say, not fitted. Measured as in `pair`, half and double
    /// of each alone change the pairs at one place (an amount of 400 hides a difference) and the number of clusters by
    /// 2 at most.
    fn of(&self, token: Token) -> u32 {
        match token.kind {
            kind if kind.is_content() => self.of_key(token.key),
            Kind::Moment => 300,
            Kind::Amount => 200,
            Kind::Unit => 150,
            Kind::Modal | Kind::Condition | Kind::Negation => 100,
            _ => 50,
        }
    }

    fn of_key(&self, key: Key) -> u32 {
        self.of.get(key.0 as usize).copied().unwrap_or_default()
    }

    fn all(&self, tokens: &[Token]) -> u32 {
        tokens.iter().map(|&token| self.of(token)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Difference, Group, Statement, Who, group};

    fn grouped(said: &[(&str, Who<'_>)]) -> Vec<Group> {
        let statements: Vec<Statement<'_>> = said.iter().map(|&(text, source)| Statement { text, source }).collect();
        group(&crate::lang::english(), &statements)
    }

    fn members(said: &[(&str, Who<'_>)]) -> Vec<Vec<usize>> {
        grouped(said).into_iter().map(|group| group.members).collect()
    }

    #[test]
    fn groups_that_speak_about_themselves_make_different_claims() {
        let (ruiz, moss) = (Who::Named("Ana Ruiz"), Who::Named("Rita Moss"));
        let safe = "the old bridge in Halden is safe for lorries";
        assert_eq!(members(&[(safe, ruiz), (safe, moss), (safe, Who::Unknown)]), [vec![0, 1, 2]]);
        let me = "I never read the engineers' report";
        assert_eq!(members(&[(me, ruiz), (me, moss), (me, Who::Named("Ruiz"))]), [vec![0, 2], vec![1]]);
        let they = "they trust the mayor of Halden";
        let (few, many) = (Who::Group("8 percent of voters"), Who::Group("two thirds of voters"));
        assert_eq!(members(&[(they, few), (they, many), (they, few)]), [vec![0, 2], vec![1]]);
    }

    #[test]
    fn two_parts_of_a_speech_are_not_merged_by_a_full_quotation() {
        let speech =
            "The old bridge in Halden will close for two years. The school budget was cut by a third last winter";
        let (bridge, budget) =
            ("the old bridge in Halden will close for two years", "The school budget was cut by a third last winter");
        let found = grouped(&[(bridge, Who::Unknown), (speech, Who::Unknown), (budget, Who::Unknown)]);
        assert_eq!(found.len(), 2);
        let related = found.iter().flat_map(|group| &group.related).flat_map(|related| &related.differences);
        assert!(related.eq(&[Difference::Part, Difference::Part]), "{found:?}");
    }

    #[test]
    fn claims_of_little_weight_are_not_grouped() {
        for text in ["", "…", "it is", "Halden", "Morning Harbour"] {
            assert_eq!(members(&[(text, Who::Unknown), (text, Who::Unknown)]), [vec![0], vec![1]], "{text}");
        }
        assert_eq!(members(&[]), Vec::<Vec<usize>>::new());
    }
}
