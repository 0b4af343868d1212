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
    // "told a joke and sat down": what a conjunction joins to the report is no content of it
    if opener == Some(Penn::Cc) {
        let pair = matches!(document.lower(first), "both" | "either" | "neither");
        let behind_comma =
            first >= 2 && document.lower(first - 1) == "," && document.penn(first - 2) != Some(Penn::Close);
        let no_subject = document.penn(skip_adverbs(document, first + 1)).is_some_and(Penn::is_finite);
        if !pair && (behind_word || no_subject && behind_comma) {
            return None;
        }
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
        let that = document.lower(at) == "that" && document.penn(at) == Some(Penn::In) && at > first;
        document.lower(at) == ":" || that && behind_own_clause(document, first, at, end).is_none()
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
    let verb = (before.saturating_sub(2)..=before).rev().find(|&at| !document.penn(at).is_some_and(Penn::is_adverb));
    let behind_verb = verb.and_then(|verb| document.penn(verb)).is_some_and(Penn::is_verb)
        || document
            .chunks_in(TokenRange::new(before.saturating_sub(REACH), start))
            .last()
            .is_some_and(|chunk| chunk.tokens.end == start);
    let adjunct = match document.penn(start) {
        Some(Penn::In) => !super::phrase::is_clause_opener(document.lower(start)),
        // "there is", where the tagger saw an adverb
        Some(Penn::Rb) => {
            let next = start + 1 + usize::from(document.opened_at(start + 1).is_some());
            document.lower(start) != "there" || !document.penn(next).is_some_and(Penn::is_finite)
        }
        _ => document.chunk_from(start).is_some_and(|chunk| chunk.is_time(document)),
    };
    behind_verb && adjunct
}

/// The verb behind the clause that explains the noun before the *that* at `that`, if the noun is the subject of a clause
/// that begins at `first`: *the claim that the bridge leaks is false*. `None` if *that* opens what the verb before
/// `first` reports: *warned the town that the bridge leaks*.
fn behind_own_clause(document: &Document<'_>, first: usize, that: usize, end: usize) -> Option<usize> {
    let noun = document.chunk_from(first).filter(|chunk| chunk.tokens.end == that && !chunk.is_time(document))?;
    let class = document.word(noun.head).class;
    let addressee = class.any(Class::HUMAN.or(Class::GROUP).or(Class::PLACE).or(Class::ORGANISATION).or(Class::PEOPLE));
    if addressee || !matches!(document.penn(noun.head), Some(Penn::Nn | Penn::Nns)) {
        return None;
    }
    let inner = (that + 1..end).find(|&at| document.penn(at).is_some_and(Penn::is_finite))?;
    let mut behind = Behind::new(document, inner);
    let verb = (inner + 1..end).find(|&at| document.penn(at).is_some_and(Penn::is_finite) && behind.goes_on(at))?;
    let joins = |at: usize| {
        document.is_punctuation(at) || matches!(document.penn(at), Some(Penn::Cc | Penn::Wrb | Penn::Wdt | Penn::Wp))
    };
    (!(inner..verb).any(joins)).then_some(verb)
}

/// Whether the word at `at` opens a clause that explains a noun or gives a reason, so that the next verb is not the main
/// one. `named` is whether a noun has come before.
fn subordinates(document: &Document<'_>, at: usize, named: bool) -> bool {
    let reason = matches!(document.lower(at), "because" | "although" | "though" | "unless" | "whereas");
    let content = document.lower(at) == "that" && document.penn(at) == Some(Penn::In);
    named && (reason && document.lower(at + 1) != "of" || content)
}

/// The first finite verb from `start` on that does not belong to a relative or another subordinate clause, and is not
/// joined to a verb before `start`: *found the keys and went*.
pub(super) fn main_verb(document: &Document<'_>, start: usize, end: usize) -> Option<usize> {
    let mut relative = false;
    let (mut named, mut verb) = (false, false);
    for at in start..end {
        match document.penn(at)? {
            tag if tag.is_noun() || tag == Penn::Prp => named = true,
            Penn::Wp | Penn::Wdt | Penn::WpS if at > start => relative = true,
            Penn::In if at > start && subordinates(document, at, named) => relative = true,
            tag if tag.is_finite() && is_joined(document, start, at) => match tag {
                Penn::Vbd | Penn::Md if !verb => return None,
                _ => {}
            },
            // "farmers, who number millions, agree"
            tag if tag.is_finite() => {
                if !relative || document.penn(at - 1) == Some(Penn::Comma) {
                    return Some(at);
                }
                (relative, verb) = (false, true);
            }
            _ => {}
        }
    }
    None
}

/// Whether a conjunction joins the verb at `at` to one before `start`: only adverbs are in between.
fn is_joined(document: &Document<'_>, start: usize, at: usize) -> bool {
    let before = (start + 1..at).rev().find(|&before| !document.penn(before).is_some_and(Penn::is_adverb));
    before.is_some_and(|before| matches!(document.lower(before), "and" | "but" | "or" | "then"))
}

fn skip_adverbs(document: &Document<'_>, mut at: usize) -> usize {
    while document.penn(at).is_some_and(Penn::is_adverb) {
        at += 1;
    }
    at
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
