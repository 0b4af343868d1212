//! Decides which matches stay when several find the same.
//!
//! Two matches are rivals if they claim the same words, if they use the same word as their cue, or if they are of one
//! rule and their claims overlap. Of two rivals the first of these criteria that distinguishes them decides: the match
//! wins whose rule names the other's under `over:`; if both claim the same words, the one whose rule doesn't come with
//! the program; the one with more fixed words; the longer one; the one further left; the one whose rule doesn't come
//! with the program, even if the words differ; and finally the one whose rule's id comes first.
//!
//! Nested attributions are not rivals, and neither are two claims side by side, each with a cue of its own. Matches
//! that contribute facets have no rivals. A cue attributes one thing, even if two rules give it claims that share no
//! word, one before it and one after it: one of them is a misreading.

use rustc_hash::FxHashMap;

use super::{Match, Matches};
use crate::rule::{Pack, Role};
use crate::span::TokenRange;
use crate::text::Document;

/// Separates the matches that stay from those that lost. The order of the input does not matter. Quadratic in the
/// matches at one place, which the length limits of sentences and paragraphs keep few.
pub(super) fn resolve(pack: &Pack, document: &Document<'_>, found: Vec<Match>) -> Matches {
    let is_facet = |found: &Match| pack.rules.get(found.rule).is_some_and(|rule| rule.facet.is_some());
    let (mut facets, mut found): (Vec<Match>, Vec<Match>) = found.into_iter().partition(is_facet);
    facets.sort_by_key(|found| (found.tokens.start, found.tokens.end, found.rule, found.line));
    found.sort_by_key(|found| (found.tokens.start, found.tokens.end, found.rule, found.line));
    let mut matches = Matches::default();
    let mut rest = found.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut end = first.tokens.end;
        let mut group = vec![first];
        while let Some(next) = rest.next_if(|next| next.tokens.start < end) {
            end = end.max(next.tokens.end);
            group.push(next);
        }
        resolve_group(pack, document, group, &mut matches);
    }
    matches.won.append(&mut facets);
    matches
}

/// Decides between matches that overlap each other, directly or through others.
fn resolve_group(pack: &Pack, document: &Document<'_>, mut found: Vec<Match>, matches: &mut Matches) {
    // best first, so that a match can only lose against one before it
    found.sort_by_cached_key(|one| rank(pack, one));
    let mut winners = Winners::default();
    let mut lost: Vec<(Match, usize)> = Vec::new();
    for candidate in found {
        let claimed = Claimed::new(document, &candidate);
        let mut beaten_by = None;
        let mut beaten = Vec::new();
        for at in winners.near(candidate.tokens) {
            let winner = &winners.all[at];
            if !are_rivals((&winner.found, &winner.claimed), (&candidate, &claimed)) {
                continue;
            }
            if prevails(pack, (&candidate, &claimed), (&winner.found, &winner.claimed)) {
                beaten.push(at);
            } else {
                beaten_by = Some(at);
                break;
            }
        }
        match beaten_by {
            Some(winner) => lost.push((candidate, winner)),
            None => {
                let number = winners.all.len();
                for at in beaten.into_iter().rev() {
                    winners.all[at].stays = false;
                    lost.push((winners.all[at].found.clone(), number));
                }
                winners.add(candidate, claimed);
            }
        }
    }
    let mut order: Vec<usize> = (0..winners.all.len()).filter(|&at| winners.all[at].stays).collect();
    order.sort_by_key(|&at| {
        let found = &winners.all[at].found;
        (found.tokens.start, found.tokens.end, found.rule, found.line)
    });
    let before = matches.won.len();
    let mut places = vec![None; winners.all.len()];
    order.iter().zip(before..).for_each(|(&at, place)| places[at] = Some(place));
    // a winner may itself have been beaten later; then the loser is assigned to whatever beat that one
    let place = |at: usize| {
        let beaten = &winners.all[at];
        let rivals = || {
            let near = winners.near(beaten.found.tokens).into_iter();
            near.filter(|&other| {
                let other = &winners.all[other];
                are_rivals((&other.found, &other.claimed), (&beaten.found, &beaten.claimed))
            })
        };
        places[at].or_else(|| rivals().filter_map(|other| places[other]).min())
    };
    matches.lost.extend(lost.into_iter().filter_map(|(loser, winner)| Some((loser, place(winner)?))));
    let mut all: Vec<Option<Match>> = winners.all.into_iter().map(|winner| Some(winner.found)).collect();
    matches.won.extend(order.into_iter().filter_map(|at| all[at].take()));
}

/// The winners so far. Matches that overlap each other through others may be as numerous as a text allows, so those
/// near a candidate are looked up by place.
#[derive(Default)]
struct Winners {
    /// In the order in which they won, including those beaten since.
    all: Vec<Winner>,
    /// The winners that touch each stretch of [`STRETCH`](Self::STRETCH) tokens, in the same order.
    by_place: FxHashMap<usize, Vec<usize>>,
}

struct Winner {
    found: Match,
    claimed: Claimed,
    /// Whether nothing has beaten it.
    stays: bool,
}

impl Winners {
    /// How many tokens form one place.
    const STRETCH: usize = 64;

    fn places(tokens: TokenRange) -> std::ops::RangeInclusive<usize> {
        tokens.start / Self::STRETCH..=tokens.end.saturating_sub(1) / Self::STRETCH
    }

    fn add(&mut self, found: Match, claimed: Claimed) {
        for place in Self::places(found.tokens) {
            self.by_place.entry(place).or_default().push(self.all.len());
        }
        self.all.push(Winner { found, claimed, stays: true });
    }

    /// The winners that overlap `tokens` and were not beaten, in the order in which they won.
    fn near(&self, tokens: TokenRange) -> Vec<usize> {
        let near = Self::places(tokens).filter_map(|place| self.by_place.get(&place)).flatten().copied();
        let overlaps = |winner: &Winner| winner.stays && winner.found.tokens.overlaps(tokens);
        let mut near: Vec<usize> = near.filter(|&at| overlaps(&self.all[at])).collect();
        near.sort_unstable();
        near.dedup();
        near
    }
}

/// What a match claims, as far as it decides which matches are its rivals.
struct Claimed {
    claim: Vec<TokenRange>,
    /// The claim without marks and punctuation.
    bare: Vec<TokenRange>,
    /// The content words of its cue.
    cue: Vec<usize>,
}

impl Claimed {
    fn new(document: &Document<'_>, found: &Match) -> Self {
        let claim = found.claim();
        let bare = claim.iter().map(|&range| bare(document, range)).collect();
        let captured = found.role(Role::CUE).flat_map(TokenRange::range);
        let cue = captured.chain(found.words.iter().copied()).filter(|&word| document.is_content_word(word)).collect();
        Self { claim, bare, cue }
    }
}

/// The criteria that decide between two matches, the most important first. The smaller value wins.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    fixed: std::cmp::Reverse<usize>,
    length: std::cmp::Reverse<usize>,
    start: usize,
    /// Whether the rule comes with the program.
    is_shipped: bool,
    id: String,
    pack: String,
    line: usize,
    captures: Vec<(Role, TokenRange)>,
}

/// The sort key of a match; likelier winners come first.
fn rank(pack: &Pack, found: &Match) -> Rank {
    Rank {
        fixed: std::cmp::Reverse(found.fixed),
        length: std::cmp::Reverse(found.tokens.len()),
        start: found.tokens.start,
        is_shipped: !is_own(pack, found),
        id: pack.rules.get(found.rule).map_or(String::new(), |rule| rule.id.clone()),
        pack: pack.rules.get(found.rule).map_or(String::new(), |rule| rule.pack.clone()),
        line: found.line,
        captures: found.captures.clone(),
    }
}

/// Why one match won against another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Its rule names the other's rule under `over:`.
    Over,
    /// Both claim the same words, and the other's rule comes with the program.
    Own,
    /// It has more fixed words: the winner's number, then the loser's.
    MoreFixed(usize, usize),
    /// It covers more words: the winner's number, then the loser's.
    Longer(usize, usize),
    /// It begins further left.
    FurtherLeft,
    /// The id of its rule comes first, or its line if both are of one rule.
    First,
    /// It won against a match that won against the other.
    Through,
}

/// Why `winner` won against `loser`.
pub(crate) fn reason(pack: &Pack, document: &Document<'_>, winner: &Match, loser: &Match) -> Reason {
    if is_over(pack, winner, loser) {
        return Reason::Over;
    }
    if prevails(pack, (winner, &Claimed::new(document, winner)), (loser, &Claimed::new(document, loser))) {
        return Reason::Own;
    }
    let (one, other) = (rank(pack, winner), rank(pack, loser));
    if one > other {
        return Reason::Through;
    }
    if one.fixed != other.fixed {
        Reason::MoreFixed(winner.fixed, loser.fixed)
    } else if one.length != other.length {
        Reason::Longer(winner.tokens.len(), loser.tokens.len())
    } else if one.start != other.start {
        Reason::FurtherLeft
    } else if one.is_shipped != other.is_shipped {
        Reason::Own
    } else {
        Reason::First
    }
}

fn is_over(pack: &Pack, one: &Match, other: &Match) -> bool {
    let rule = |found: &Match| pack.rules.get(found.rule);
    match (rule(one), rule(other)) {
        (Some(one), Some(other)) => one.beats.iter().any(|beaten| other.is(beaten)),
        _ => false,
    }
}

/// Whether the rule of one match beats that of the other, however good the matches are: because it names the other
/// under `over:`, or because it is the author's own and finds what a rule that comes with the program finds.
fn prevails(pack: &Pack, (one, claimed): (&Match, &Claimed), (other, other_claimed): (&Match, &Claimed)) -> bool {
    let (over, under) = (is_over(pack, one, other), is_over(pack, other, one));
    if over != under {
        return over;
    }
    same_claim(claimed, other_claimed) && is_own(pack, one) && !is_own(pack, other)
}

fn is_own(pack: &Pack, found: &Match) -> bool {
    pack.rules.get(found.rule).is_some_and(|rule| rule.is_own)
}

fn same_claim(one: &Claimed, other: &Claimed) -> bool {
    !one.claim.is_empty() && one.bare == other.bare
}

fn are_rivals((one, claimed): (&Match, &Claimed), (other, other_claimed): (&Match, &Claimed)) -> bool {
    if !one.tokens.overlaps(other.tokens) {
        return false;
    }
    let (claim, other_claim) = (&claimed.claim, &other_claimed.claim);
    let same_cue = || claimed.cue.iter().any(|word| other_claimed.cue.contains(word));
    let inside = |inner: &Match, outer: &[TokenRange]| outer.iter().any(|range| range.contains(inner.tokens));
    let touching = || claim.iter().any(|range| other_claim.iter().any(|other| range.overlaps(*other)));
    let of_one_rule = || one.rule == other.rule && touching() && !inside(one, other_claim) && !inside(other, claim);
    same_claim(claimed, other_claimed) || same_cue() || of_one_rule()
}

/// A claim without the marks and punctuation around it, which some rules include in the capture and others don't.
fn bare(document: &Document<'_>, mut range: TokenRange) -> TokenRange {
    while !range.is_empty() && document.is_punctuation(range.start) {
        range.start += 1;
    }
    while !range.is_empty() && document.is_punctuation(range.end - 1) {
        range.end -= 1;
    }
    range
}

#[cfg(test)]
mod tests {
    use crate::rule::{default_files, load};
    use crate::{Article, Extractor, Session};

    #[test]
    fn an_own_rule_wins_for_the_same_claim() {
        let own = "claims: 1\nrules:\n  - id: zz\n    match: |\n      {source} said that {claim}\n    finds: |\n      {source: Rao} said that {claim: it rained}.\n";
        let mut files = default_files();
        files.push(crate::diagnostic::SourceFile::new("own.yaml", own));
        let loaded = load(&files, &|_| Err("there is none".to_owned()));
        let extractor = Extractor::new(loaded.pack);
        let article = Article::new("a", "Mayor Rao said that the lights stay on.");
        let claims = extractor.extract(&mut Session::default(), &article);
        assert_eq!(claims.iter().map(|claim| claim.rule.as_str()).collect::<Vec<_>>(), ["zz"]);
    }
}
