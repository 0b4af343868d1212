//! The cue: the words that attribute, with auxiliaries, negation and adverbs.

use crate::annotation::{Penn, Pos};
use crate::claim::{Cue, CueClass, CueKind, Passage};
use crate::engine::Match;
use crate::rule::{Role, Stance};
use crate::span::TokenRange;
use crate::text::{Document, Set, Table};

/// The tokens of a cue.
#[derive(Debug, Clone, Default)]
pub(crate) struct CueTokens {
    pub(super) ranges: Vec<TokenRange>,
    /// The head word.
    head: Option<usize>,
}

impl CueTokens {
    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Its first token.
    pub(super) fn start(&self) -> Option<usize> {
        self.ranges.iter().map(|range| range.start).min()
    }

    /// The head word.
    pub(super) fn head(&self) -> Option<usize> {
        self.head
    }

    pub(super) fn holds(&self, at: usize) -> bool {
        self.ranges.iter().any(|range| range.holds(at))
    }

    /// The cue of the claim; `None` if there are no words.
    pub(super) fn finish(self, document: &Document<'_>, stance: Stance) -> Option<Cue> {
        let head = self.head?;
        let spans = super::spans(document, &self.ranges);
        let (lemma, kind) = carrier(document, head)?;
        let class = class(document, stance, &lemma);
        let words = || self.ranges.iter().flat_map(|range| range.range());
        let negates = |at: usize| document.is(at, Set::VerbNegations) || document.is(at, Set::NounNegations);
        let negated = words().any(negates);
        Some(Cue { words: Passage::new(&document.article.text, spans), lemma, kind, class, negated })
    }
}

/// The class of a cue: that of the rule or, if it has none, that of the head word; by default an assertion.
fn class(document: &Document<'_>, stance: Stance, lemma: &str) -> CueClass {
    let known = || document.language.cue_classes.codes(lemma).and_then(CueClass::named);
    match stance {
        Stance::Denied => CueClass::Denial,
        Stance::Doubted => CueClass::Doubt,
        Stance::Asked => CueClass::Question,
        Stance::Affirmed => known().unwrap_or(CueClass::Assertion),
    }
}

/// The dictionary form of the head word at `head`, and its part of speech.
pub(super) fn carrier(document: &Document<'_>, head: usize) -> Option<(String, CueKind)> {
    let kind = match document.tokens.get(head)?.tag.pos {
        Pos::Noun | Pos::Propn => CueKind::Noun,
        Pos::Adj => CueKind::Adjective,
        Pos::Adv => CueKind::Adverb,
        Pos::Punct | Pos::Sym => CueKind::Punctuation,
        Pos::Adp | Pos::Sconj => CueKind::Preposition,
        _ if document.is(head, Set::CuePrepositions) => CueKind::Preposition,
        _ => CueKind::Verb,
    };
    let lemma = document.value(head, Table::CuePhrases).unwrap_or_else(|| document.lemma(head));
    Some((lemma.to_owned(), kind))
}

/// The cue of a match: the words captured as one or, if there are none, the fixed words of the pattern.
pub(super) fn of(document: &Document<'_>, found: &Match) -> CueTokens {
    let captured: Vec<TokenRange> = found.role(Role::CUE).collect();
    let mut ranges = if captured.is_empty() { from_words(document, found) } else { captured };
    let head = head(document, &ranges);
    if let (Some(head), Some(first)) = (head, ranges.first_mut())
        && first.holds(head)
        && document.tokens[head].tag.penn.is_verb()
    {
        let taken = |at: usize| found.captures.iter().any(|(role, range)| role.name() != Role::CUE && range.holds(at));
        while let Some(before) =
            first.start.checked_sub(1).filter(|&before| belongs_before(document, before) && !taken(before))
        {
            first.start = before;
        }
        while first.end < found.tokens.end && belongs_behind(document, first.end) && !taken(first.end) {
            first.end += 1;
        }
        if let Some(end) = occasion_end(document, first.end).filter(|&end| !(first.end..end).any(taken)) {
            first.end = end;
        }
    }
    CueTokens { ranges, head }
}

/// The end of a day or occasion that annotators include in the cue before it about half of the time: *said Monday*,
/// *said in a written statement*, *said in a radio interview*.
fn occasion_end(document: &Document<'_>, at: usize) -> Option<usize> {
    if document.is(at, Set::Weekdays) {
        return Some(at + 1);
    }
    let article = document.is(at, Set::LeadsOccasion)
        && document.penn(at + 1).is_some_and(|tag| matches!(tag, Penn::Dt | Penn::PrpS));
    let object = document.chunk_from(at + 1).filter(|object| article && object.tokens.len() <= 4)?;
    let occasion = document.is(object.head, Set::Occasions);
    let closed =
        document.is_punctuation(object.tokens.end) || document.is(object.tokens.end, Set::PlainComplementizers);
    (occasion && closed || document.is(object.head, Set::Statements)).then_some(object.tokens.end)
}

/// Runs of fixed words that attribute the content: without the word that introduces it, quotation marks and commas, and
/// prepositions of dates and places.
fn from_words(document: &Document<'_>, found: &Match) -> Vec<TokenRange> {
    let claims = found.claim();
    let mut ranges: Vec<TokenRange> = Vec::new();
    for &at in &found.words {
        let lower = document.lower(at);
        let before_claim = claims.iter().any(|claim| claim.start == at + 1);
        let introduces = before_claim && document.is(at, Set::ContentMarks);
        let mark = document.is_punctuation(at) && !matches!(lower, ":" | "—");
        let links_other = found.captures.iter().any(|(role, range)| {
            !matches!(role.name(), Role::CLAIM | Role::SOURCE)
                && range.start == at + 1
                && document.tokens[at].tag.penn == Penn::In
        });
        if introduces || mark || links_other {
            continue;
        }
        match ranges.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => ranges.push(TokenRange::new(at, at + 1)),
        }
    }
    // a colon next to words is only punctuation
    if ranges.iter().any(|range| !document.is_punctuation(range.start)) {
        ranges.retain(|range| !(range.len() == 1 && document.is_punctuation(range.start)));
    }
    for range in &mut ranges {
        trim_adjunct(document, &claims, range);
    }
    ranges.retain(|range| !range.is_empty());
    ranges
}

/// Removes a preposition, with a day after it, at the end that is not next to the content: *said on Tuesday*.
fn trim_adjunct(document: &Document<'_>, claims: &[TokenRange], range: &mut TokenRange) {
    let carried = range.range().any(|at| matches!(document.tokens[at].tag.pos, Pos::Verb | Pos::Noun | Pos::Adj));
    if !carried || range.range().any(|at| document.is(at, Set::CuePrepositions)) {
        return;
    }
    while !range.is_empty() {
        let last = range.end - 1;
        let links = claims.iter().any(|claim| claim.start == range.end);
        let preposition = document.penn(last) == Some(Penn::In) && !links;
        let day = document.entity_kind(last).is_none() && document.value_at(last).is_some() && range.len() > 1;
        if !(preposition || day) {
            break;
        }
        range.end = last;
    }
}

/// The head word of the cue: its last verb, or else its first noun or adjective, or else its first word.
pub(super) fn head(document: &Document<'_>, ranges: &[TokenRange]) -> Option<usize> {
    let words = || ranges.iter().flat_map(|range| range.range());
    let pos = |at: usize| document.tokens[at].tag.pos;
    words()
        .find(|&at| document.is(at, Set::CuePrepositions))
        .or_else(|| words().rfind(|&at| pos(at) == Pos::Verb))
        .or_else(|| words().find(|&at| matches!(pos(at), Pos::Noun | Pos::Adj)))
        .or_else(|| words().next())
}

/// Auxiliaries, negation and adverbs before a verb.
fn belongs_before(document: &Document<'_>, at: usize) -> bool {
    let Some(token) = document.tokens.get(at) else { return false };
    token.tag.pos == Pos::Aux
        || token.tag.penn == Penn::Md
        || token.tag.penn.is_adverb() && !document.starts_sentence(at) && !document.is(at, Set::SentenceAdverbs)
}

fn belongs_behind(document: &Document<'_>, at: usize) -> bool {
    let manner = || document.language.grammar.is_adverb_of_manner(document.lower(at));
    document.penn(at).is_some_and(|tag| tag == Penn::Rp || tag.is_adverb() && manner())
}

#[cfg(test)]
mod tests {
    use super::CueClass;

    #[test]
    fn every_closed_class_is_in_one_table() {
        let list = include_str!("../../rules/en/lexicon/cue-classes.txt");
        for line in list.lines() {
            let (word, class) = line.split_once('\t').expect("a word, a tab, a class");
            assert!(CueClass::named(class).is_some(), "{word}: {class}");
        }
    }
}
