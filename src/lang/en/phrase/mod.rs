//! Noun phrases with what follows the noun: prepositional phrases, appositions, relative clauses, coordination.
//!
//! There is rarely one certain end for a start, so all plausible ends are returned, and the rule that looks for a
//! phrase chooses by what it needs next. Plausible means that a reader would not be surprised: a name is not modified
//! by *in an interview*, a day is not an apposition, and a relative clause ends where its sentence continues.
//! [`attachment`] reads what is attached to a noun, [`apposition`] additions about somebody between commas, and
//! [`subject`] determines of which verb a phrase is the subject.

mod apposition;
mod attachment;
mod subject;

pub(super) use subject::{is_subordinate, subject};

use crate::annotation::Penn;
use crate::text::{Chunk, Class, Document};

/// The ends of noun phrases that begin with `chunk`, in ascending order; `end` is the end of the sentence.
pub(super) fn noun_phrase_ends(document: &Document<'_>, chunk: &Chunk, end: usize) -> Vec<usize> {
    let mut ends = Ends::new(document, chunk, end);
    ends.attachments(chunk, true);
    ends.coordination();
    ends.relative_clauses();
    ends.found.sort_unstable();
    ends.found.dedup();
    ends.found
}

/// The ends of phrases that begin with `chunk` and name somebody who can say something, in ascending order.
pub(super) fn source_ends(document: &Document<'_>, chunk: &Chunk, end: usize) -> Vec<usize> {
    sources(document, chunk, end).found
}

/// Ends of such phrases that a reader would not expect, since they tear something off or the phrase has another part in
/// its sentence. They are for patterns whose other words need them: *{target}, who was {title}, was blamed*.
pub(super) fn doubtful_source_ends(document: &Document<'_>, chunk: &Chunk, end: usize) -> Vec<usize> {
    let Ends { found, mut doubtful, .. } = sources(document, chunk, end);
    doubtful.push(chunk.tokens.end);
    doubtful.retain(|end| !found.contains(end));
    doubtful.sort_unstable();
    doubtful.dedup();
    doubtful
}

fn sources<'d, 'a>(document: &'d Document<'a>, chunk: &Chunk, end: usize) -> Ends<'d, 'a> {
    let mut ends = Ends::new(document, chunk, end);
    if !matches!(document.penn(chunk.head), Some(Penn::Prp | Penn::Wp | Penn::Wdt)) {
        ends.attachments(chunk, false);
        let last = ends.coordination();
        ends.appositions(&last.unwrap_or(*chunk));
        // "two members, Ana Ruiz and Tom Bell, said"
        let listed = last.is_some_and(|last| is_proper(document, &last)) && !is_proper(document, chunk);
        if listed && document.lower(ends.last()) == "," {
            ends.found.push(ends.last() + 1);
        }
        ends.relative_clauses();
        ends.drop_torn(chunk);
        if let Some(whole) = ends.behind_verb(chunk) {
            // only the speaker remains to be named: said Ana Ruiz, a trader of forty years and head of the guild
            ends.set_aside(|end| end != chunk.tokens.end);
            ends.found.push(whole);
        }
    }
    let (found, other): (Vec<usize>, Vec<usize>) =
        ends.found.iter().partition(|&&end| is_subject_or_free(document, chunk, end));
    ends.found = found;
    ends.doubtful.extend(other);
    ends.found.sort_unstable();
    ends.found.dedup();
    ends
}

/// Whether the phrase is possible at this place: one governed by a preposition is not the subject of the following
/// verb, and neither is a list that begins with an object: *the firm withdrew its lawyers and the board wrote*.
fn is_subject_or_free(document: &Document<'_>, chunk: &Chunk, end: usize) -> bool {
    let verb_behind = document.penn(skip_adverbs(document, end)).is_some_and(Penn::is_finite);
    let Some(before) = chunk.tokens.start.checked_sub(1) else { return true };
    let Some(tag) = document.penn(before) else { return true };
    let hangs = matches!(tag, Penn::In | Penn::To) && !is_clause_opener(document.lower(before));
    let reports = document.word(before).class.any(Class::SAYING.or(Class::THINKING));
    let is_list = || (chunk.tokens.end..end).any(|at| document.lower(at) == "and" || document.lower(at) == "or");
    let object = tag.is_verb() && !reports && document.lemma(before) != "be" && is_list();
    !(verb_behind && (hangs || object))
}

/// Words tagged like prepositions that open clauses.
pub(super) fn is_clause_opener(lower: &str) -> bool {
    matches!(
        lower,
        "that"
            | "because"
            | "if"
            | "while"
            | "although"
            | "though"
            | "as"
            | "since"
            | "after"
            | "before"
            | "until"
            | "unless"
            | "whether"
            | "once"
            | "where"
            | "when"
            | "than"
            | "so"
            | "whereas"
            | "like"
    )
}

fn is_proper(document: &Document<'_>, chunk: &Chunk) -> bool {
    document.penn(chunk.head).is_some_and(Penn::is_proper)
}

fn skip_adverbs(document: &Document<'_>, mut at: usize) -> usize {
    while document.penn(at).is_some_and(Penn::is_adverb) {
        at += 1;
    }
    at
}
/// The plausible ends of one phrase that were found so far.
struct Ends<'d, 'a> {
    document: &'d Document<'a>,
    start: usize,
    limit: usize,
    found: Vec<usize>,
    /// Ends that were found and then set aside.
    doubtful: Vec<usize>,
}

impl<'d, 'a> Ends<'d, 'a> {
    fn new(document: &'d Document<'a>, chunk: &Chunk, limit: usize) -> Self {
        let (start, found) = (chunk.tokens.start, vec![chunk.tokens.end]);
        Self { document, start, limit, found, doubtful: Vec::new() }
    }
}

impl Ends<'_, '_> {
    /// Sets aside the ends that are `torn`.
    fn set_aside(&mut self, torn: impl Fn(usize) -> bool) {
        let (torn, found) = self.found.iter().partition(|&&end| torn(end));
        self.found = found;
        self.doubtful.extend::<Vec<usize>>(torn);
    }

    fn lower(&self, at: usize) -> &str {
        if at < self.limit { self.document.lower(at) } else { "" }
    }

    fn penn(&self, at: usize) -> Option<Penn> {
        if at < self.limit { self.document.penn(at) } else { None }
    }

    fn last(&self) -> usize {
        self.found.last().copied().unwrap_or_default()
    }

    fn chunk_from(&self, at: usize) -> Option<&Chunk> {
        self.document.chunk_from(at).filter(|chunk| chunk.tokens.end <= self.limit)
    }
}
