//! Clauses: where one can begin, which verb belongs to it, and where one attached to a noun ends.

use crate::annotation::Penn;
use crate::span::TokenRange;
use crate::text::{Class, Document, Mark};

/// The verb of the finite clause that begins at `start`, if one can begin there: it needs a subject and, before `end`,
/// a finite verb of its own.
pub(super) fn clause_verb(document: &Document<'_>, start: usize, end: usize) -> Option<usize> {
    let open = usize::from(document.tokens.get(start).is_some_and(|token| token.mark == Some(Mark::Open)));
    let first = start + open;
    let opener = document.penn(first);
    // "that it failed", as opposed to "that is why"
    let introduced = match document.lower(first) {
        // "that kind of boat sank"
        "that" if opener == Some(Penn::Dt) => false,
        "that" => !document.penn(first + 1).is_some_and(Penn::is_finite),
        // "Whether it holds will be seen, he said"
        "whether" => !document.starts_sentence(first),
        _ => false,
    };
    if introduced {
        // the word before a content is not part of the clause
        return None;
    }
    let behind_word = first == start
        && first.checked_sub(1).is_some_and(|before| {
            !document.starts_sentence(first) && !document.is_punctuation(before) && document.lower(before) != "that"
        });
    if behind_word && is_adverbial(document.lower(first)) {
        return None;
    }
    let can_begin = document.chunk_from(first).is_some()
        || matches!(
            opener,
            Some(
                Penn::In
                    | Penn::Wrb
                    | Penn::Wp
                    | Penn::Wdt
                    | Penn::WpS
                    | Penn::Ex
                    | Penn::Rb
                    | Penn::Rbr
                    | Penn::Rbs
                    | Penn::Vbg
                    | Penn::Cc
                    | Penn::To
                    | Penn::Jj
                    | Penn::Uh
            )
        );
    if !can_begin {
        return None;
    }
    let verb = main_verb(document, first, end)?;
    // "on Monday that it …" and "in a letter: “it …”" begin with words that belong to the preceding verb
    let introduced_later = (first..verb).any(|at| {
        document.lower(at) == ":" || document.lower(at) == "that" && document.penn(at) == Some(Penn::In) && at > first
    });
    let has_subject = !document.word(verb).class.has(Class::SAYING)
        || opener != Some(Penn::In)
        || super::phrase::is_clause_opener(document.lower(first))
        || document.chunks_in(TokenRange::new(first, verb)).iter().any(|chunk| is_free(document, chunk.tokens.start));
    (!introduced_later && has_subject).then_some(verb)
}

/// Whether there is no preposition or conjunction before the phrase at `start`: *on the website said* has no subject.
fn is_free(document: &Document<'_>, start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|before| document.penn(before));
    !matches!(before, Some(Penn::In | Penn::To | Penn::Cc | Penn::Vbg | Penn::Vbn))
}

/// Conjunctions that open a clause modifying the verb, never what somebody says: *confirmed after he left*.
fn is_adverbial(lower: &str) -> bool {
    matches!(
        lower,
        "after"
            | "before"
            | "because"
            | "since"
            | "while"
            | "until"
            | "although"
            | "though"
            | "unless"
            | "as"
            | "once"
            | "so"
            | "than"
            | "whereas"
    )
}

/// Whether the words at `start` belong to the preceding verb instead: a date, an adverb, or a prepositional phrase
/// directly after a verb.
pub(super) fn leans_back(document: &Document<'_>, start: usize) -> bool {
    /// How many tokens before it the phrase begins at most. F1 of exact contents on PolNeAR dev with 4 / 8 / 16 and all
    /// packs: 58.05 / 58.10 / 58.10.
    const REACH: usize = 8;
    let Some(before) = start.checked_sub(1) else { return false };
    let behind_verb = document.penn(before).is_some_and(Penn::is_verb)
        || document
            .chunks_in(TokenRange::new(before.saturating_sub(REACH), start))
            .last()
            .is_some_and(|chunk| chunk.tokens.end == start);
    let adjunct = match document.penn(start) {
        Some(Penn::In) => !super::phrase::is_clause_opener(document.lower(start)),
        Some(Penn::Rb) => true,
        _ => document.chunk_from(start).is_some_and(|chunk| chunk.is_time(document)),
    };
    behind_verb && adjunct
}

/// The first finite verb from `start` on that does not belong to a relative clause.
pub(super) fn main_verb(document: &Document<'_>, start: usize, end: usize) -> Option<usize> {
    let mut relative = false;
    for at in start..end {
        match document.penn(at)? {
            Penn::Wp | Penn::Wdt | Penn::WpS if at > start => relative = true,
            // "farmers, who number millions, agree"
            tag if tag.is_finite() => {
                if !relative || document.penn(at - 1) == Some(Penn::Comma) {
                    return Some(at);
                }
                relative = false;
            }
            _ => {}
        }
    }
    None
}

/// The end of the relative clause whose pronoun is at `start`: before the verb with which the sentence continues, or
/// the comma that closes it.
pub(super) fn relative_end(document: &Document<'_>, start: usize, limit: usize) -> Option<usize> {
    let after_comma = start.checked_sub(1).is_some_and(|before| document.lower(before) == ",");
    let verb = (start + 1..limit.min(start + 12)).find(|&at| document.penn(at).is_some_and(Penn::is_finite))?;
    let mut behind = Behind::new(document, verb);
    let mut at = verb + 1;
    while at < limit {
        let tag = document.penn(at)?;
        if after_comma && document.lower(at) == "," {
            return Some(at);
        }
        let mark = document.tokens.get(at).is_some_and(|token| token.mark == Some(Mark::Open));
        if matches!(document.lower(at), ";" | "—" | ":") || mark || tag == Penn::Stop && at + 1 >= limit {
            return Some(at);
        }
        if !after_comma && tag.is_finite() && behind.goes_on(at) {
            return Some(at);
        }
        if !after_comma && document.lower(at) == "," {
            return Some(at);
        }
        at += 1;
    }
    Some(limit)
}

/// Whether the finite verb at `at` may be followed by more of the same verb: *has burned*, *will go*.
pub(super) fn is_auxiliary(document: &Document<'_>, at: usize) -> bool {
    document.penn(at) == Some(Penn::Md) || matches!(document.lemma(at), "be" | "have" | "do")
}

/// A scan over what follows the verb of a clause, from left to right.
pub(super) struct Behind<'d, 'a> {
    document: &'d Document<'a>,
    /// Whether more of the same verb may follow.
    auxiliary: bool,
    /// Whether another clause was opened.
    opened: bool,
    /// How far it has read.
    read: usize,
}

impl<'d, 'a> Behind<'d, 'a> {
    pub(super) fn new(document: &'d Document<'a>, verb: usize) -> Self {
        Self { document, auxiliary: is_auxiliary(document, verb), opened: false, read: verb + 1 }
    }

    /// Whether the finite verb at `at` continues the main clause, with no new subject and no conjunction before it.
    /// Must be called for places in ascending order.
    pub(super) fn goes_on(&mut self, at: usize) -> bool {
        for between in self.read..at {
            self.auxiliary &= self.document.penn(between).is_some_and(Penn::is_adverb);
            self.opened |= matches!(
                self.document.lower(between),
                "that" | "if" | "when" | "because" | "as" | "while" | "after" | "before"
            );
        }
        self.read = self.read.max(at);
        let before = self.document.penn(at - 1);
        let new_subject = matches!(before, Some(Penn::Prp | Penn::Cc | Penn::Wp | Penn::Wdt));
        !self.auxiliary && !new_subject && !self.opened
    }
}
