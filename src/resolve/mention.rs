//! The exact words of a source, and the subject of a participle.

use super::Draft;
use crate::annotation::Penn;
use crate::engine::Match;
use crate::span::TokenRange;
use crate::text::{Case, Chunk, Class, Document, Mark, Set};

/// Removes a comma at the end of a source, and a relative clause that is a report of its own: *Moss, who said she was
/// tired*.
pub(super) fn trimmed(document: &Document<'_>, mut tokens: TokenRange) -> TokenRange {
    let reporting = |at: &usize| {
        matches!(document.penn(*at), Some(Penn::Wp)) && *at > tokens.start && reports(document, *at, tokens.end)
    };
    if let Some(relative) = tokens.range().find(reporting) {
        tokens.end = relative;
    }
    while tokens.len() > 1
        && document.is_punctuation(tokens.end - 1)
        && !matches!(document.lower(tokens.end - 1), ")" | "]")
        && document.closed_at(tokens.end - 1).is_none_or(|quotation| quotation.open < tokens.start)
        // the group “Free Halden”
        && !(document.is_named(tokens.end - 1) && document.lower(tokens.end - 1) != ",")
    {
        tokens.end -= 1;
    }
    tokens
}

/// Whether the relative clause whose pronoun is at `pronoun` is a report: a verb of saying with *that*, a clause or
/// a quotation.
fn reports(document: &Document<'_>, pronoun: usize, end: usize) -> bool {
    let skipped =
        |at: &usize| document.penn(*at).is_some_and(|tag| tag.is_adverb()) || document.is(*at, Set::LeadsRelativeVerb);
    let Some(verb) = (pronoun + 1..end.min(pronoun + 5)).find(|at| !skipped(at)) else { return false };
    if document.is(verb, Set::Declines) {
        return true;
    }
    let says = document.penn(verb).is_some_and(Penn::is_verb) && document.word(verb).class.has(Class::SAYING);
    let quoted = document.tokens.get(verb + 1).is_some_and(|token| token.mark == Some(Mark::Open));
    let clause = document
        .chunk_from(verb + 1)
        .is_some_and(|subject| document.penn(subject.tokens.end).is_some_and(Penn::is_finite));
    says && (document.is(verb + 1, Set::PlainComplementizers) || quoted || clause)
}

/// The whole base noun phrase of a source, if the rule only captured its noun: *aviation experts* for *experts*.
pub(super) fn whole(document: &Document<'_>, found: &Match, mut tokens: TokenRange) -> TokenRange {
    let taken = |at: usize| {
        found.words.contains(&at)
            || found
                .captures
                .iter()
                .any(|(_, range)| range.holds(at) && !range.contains(tokens) && !tokens.contains(*range))
    };
    if let Some(chunk) = around(document, tokens.start)
        && chunk.tokens.end <= tokens.end
        && !(chunk.tokens.start..tokens.start).any(|at| taken(at) || document.penn(at) == Some(Penn::Pos))
    {
        tokens.start = chunk.tokens.start;
    }
    tokens
}

/// The base noun phrase that contains the token at `at`.
fn around<'d>(document: &'d Document<'_>, at: usize) -> Option<&'d Chunk> {
    let last = document.chunks.partition_point(|chunk| chunk.tokens.start <= at).checked_sub(1)?;
    document.chunks.get(last).filter(|chunk| chunk.tokens.holds(at))
}

/// Corrects sources that are inside something else: in *Moss denied that Rao was ill, adding …*, the one who adds is
/// Moss.
pub(super) fn settle(document: &Document<'_>, drafts: &mut [Draft<'_>]) {
    let found: Vec<Option<TokenRange>> = (0..drafts.len()).map(|at| reporter(document, drafts, at)).collect();
    for (draft, source) in drafts.iter_mut().zip(found) {
        draft.source = source;
    }
}

/// The source, if the subject of the cue of a draft is elsewhere in the sentence.
fn reporter(document: &Document<'_>, drafts: &[Draft<'_>], at: usize) -> Option<TokenRange> {
    let draft = drafts.get(at)?;
    let source = draft.source?;
    let Some(cue) = draft.cue.start() else { return Some(source) };
    let participle = draft.cue.head().is_some_and(|head| document.penn(head) == Some(Penn::Vbg));
    if let Some(agent) = controller(document, cue) {
        return Some(agent);
    }
    if participle && source.end == cue && cannot_speak(document, source) {
        return document.main_subject(cue).map(|subject| trimmed(document, subject)).or(Some(source));
    }
    if source.end > cue || !(source.end..cue).any(|at| document.penn(at).is_some_and(Penn::is_verb)) {
        return Some(source);
    }
    if let Some(nearer) = nearer_subject(document, drafts, at, TokenRange::new(source.end, cue)) {
        return Some(trimmed(document, nearer));
    }
    let outer = reported_around(drafts, at, source, cue);
    if let Some(source) = outer.and_then(|outer| drafts.get(outer)?.source) {
        return Some(source);
    }
    if participle && document.is_subordinate(source.start, cue) {
        return document.main_subject(cue).map(|subject| trimmed(document, subject)).or(Some(source));
    }
    Some(source)
}

/// The last subject in `between` that continues the sentence: after *and* or *but*, or a pronoun after a comma, and
/// outside of reported content. *The town paid and Rao left, saying …*, *An engineer, he left, saying …*
fn nearer_subject(document: &Document<'_>, drafts: &[Draft<'_>], at: usize, between: TokenRange) -> Option<TokenRange> {
    let goes_on = |chunk: &&Chunk| {
        let Some(before) = chunk.tokens.start.checked_sub(1) else { return false };
        let somebody = || {
            let pronoun = document.pronoun(chunk.head);
            pronoun.is_some_and(|pronoun| pronoun.is(Case::Subject) && pronoun.is_somebody())
        };
        document.is(before, Set::Continuations)
            || document.lower(before) == ";"
            || document.lower(before) == "," && somebody() && !document.is_subordinate(chunk.tokens.start, between.end)
    };
    let chunks = document.chunks_in(between).iter().rev().filter(goes_on);
    chunks
        .filter(|chunk| !chunk.is_time(document))
        .filter_map(|chunk| document.subject(chunk, between.end))
        .find(|&subject| reported_around(drafts, at, subject, between.end).is_none())
}

/// The logical subject of the infinitive at `to`, if that is the object before it: *forced Rao to admit*, *for Rao to
/// say*, *led many to wonder*.
fn controller(document: &Document<'_>, to: usize) -> Option<TokenRange> {
    if document.penn(to) != Some(Penn::To) {
        return None;
    }
    let chunk = around(document, to.checked_sub(1)?)?;
    let before = chunk.tokens.start.checked_sub(1)?;
    let made_to = document.language.is(document.lemma(before), Set::MakesAct);
    let speaks = document.word(chunk.head).class.any(Class::HUMAN.or(Class::GROUP).or(Class::ORGANISATION))
        || document.penn(chunk.head).is_some_and(|tag| tag.is_proper() || tag == Penn::Prp)
        || document.is(chunk.head, Set::ManyPeople);
    (made_to && speaks && chunk.tokens.end == to).then_some(chunk.tokens)
}

/// Whether a phrase is an object and does not name people: *spent the day attacking*, *ran advertisements calling it a
/// lie*.
fn cannot_speak(document: &Document<'_>, source: TokenRange) -> bool {
    let Some(chunk) = document.chunk_from(source.start) else { return false };
    let before = chunk.tokens.start.checked_sub(1).and_then(|at| document.penn(at));
    let object = before.is_some_and(|tag| tag.is_verb() || matches!(tag, Penn::In | Penn::To | Penn::Rp));
    let speaks = document.word(chunk.head).class.any(Class::HUMAN.or(Class::GROUP).or(Class::ORGANISATION))
        || document.penn(chunk.head).is_some_and(|tag| tag.is_proper() || matches!(tag, Penn::Prp | Penn::Wp));
    object && !speaks
}

/// The narrowest draft whose content holds `source` and ends before `cue`.
fn reported_around(drafts: &[Draft<'_>], at: usize, source: TokenRange, cue: usize) -> Option<usize> {
    /// How many drafts before this one are looked at, so that the time is linear. On PolNeAR train and dev, 20 / 40 /
    /// 80 give the same claims (`extract --packs all`).
    const REACH: usize = 40;
    let end = drafts.partition_point(|other| other.start() <= source.start);
    let holds = |other: &Draft<'_>| {
        let parts = || other.content.iter().filter(|range| range.contains(source));
        parts().any(|range| range.end <= cue)
    };
    (end.saturating_sub(REACH)..end)
        .filter(|&other| other != at && drafts.get(other).is_some_and(holds))
        .min_by_key(|&other| drafts.get(other).map_or(0, |other| other.content.iter().map(|range| range.len()).sum()))
}
