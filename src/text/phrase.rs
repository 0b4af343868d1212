//! Noun phrases with what follows the noun: prepositional phrases, appositions, relative clauses, coordination.
//!
//! From one start there is seldom one certain end, so all plausible ends are given and the rule that looks for a
//! phrase decides by what it needs next. Plausible means: a reader would not be surprised. A name takes no *in an
//! interview*, a day is no apposition, and a relative clause ends where its sentence goes on.

use super::chunk::{Chunk, is_calendar};
use super::clause;
use super::vocabulary::{Class, Shape};
use super::{Document, Mark};
use crate::terms::{EntityKind, Penn};

/// The ends of noun phrases that begin with `chunk`, in rising order; `end` is where the sentence ends.
pub(super) fn noun_phrase_ends(document: &Document<'_>, chunk: &Chunk, end: usize) -> Vec<usize> {
    let mut ends = Ends { document, limit: end, found: vec![chunk.tokens.end] };
    ends.attachments(chunk, true);
    ends.coordination();
    ends.relative_clauses();
    ends.found.sort_unstable();
    ends.found.dedup();
    ends.found
}

/// The ends of phrases that begin with `chunk` and name somebody who can say something, in rising order.
pub(super) fn source_ends(document: &Document<'_>, chunk: &Chunk, end: usize) -> Vec<usize> {
    let mut ends = Ends { document, limit: end, found: vec![chunk.tokens.end] };
    if !matches!(document.penn(chunk.head), Some(Penn::Prp | Penn::Wp | Penn::Wdt)) {
        ends.attachments(chunk, false);
        ends.coordination();
        ends.appositions(chunk);
        ends.relative_clauses();
    }
    ends.found.retain(|&end| is_subject_or_free(document, chunk, end));
    ends.found.sort_unstable();
    ends.found.dedup();
    ends.found
}

/// Whether the phrase can stand where it stands: one that hangs on a preposition is not the subject of the verb behind.
fn is_subject_or_free(document: &Document<'_>, chunk: &Chunk, end: usize) -> bool {
    let verb_behind = document.penn(skip_adverbs(document, end)).is_some_and(Penn::is_finite);
    let Some(before) = chunk.tokens.start.checked_sub(1) else { return true };
    let hangs = matches!(document.penn(before), Some(Penn::In | Penn::To)) && !is_clause_opener(document.lower(before));
    !(verb_behind && hangs)
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

fn skip_adverbs(document: &Document<'_>, mut at: usize) -> usize {
    while document.penn(at).is_some_and(Penn::is_adverb) {
        at += 1;
    }
    at
}

struct Ends<'d, 'a> {
    document: &'d Document<'a>,
    limit: usize,
    found: Vec<usize>,
}

impl Ends<'_, '_> {
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

    /// Brackets, prepositional phrases and reduced relative clauses directly behind the noun. A name takes fewer of
    /// them than a noun, unless `loose`.
    fn attachments(&mut self, chunk: &Chunk, loose: bool) {
        let mut named = self.document.penn(chunk.head).is_some_and(Penn::is_proper);
        let mut at = self.last();
        for _ in 0..6 {
            let next = self
                .bracket(at)
                .or_else(|| self.reflexive(at))
                .or_else(|| self.prepositional(at, named && !loose))
                .or_else(|| self.reduced_relative(at, named));
            let Some(next) = next else { break };
            self.found.push(next);
            at = next;
            named = named && !loose;
        }
    }

    /// `(R-Ore.)`, `(KCNA)`.
    fn bracket(&self, at: usize) -> Option<usize> {
        if !matches!(self.lower(at), "(" | "[") {
            return None;
        }
        (at + 1..self.limit.min(at + 9)).find(|&at| matches!(self.lower(at), ")" | "]")).map(|close| close + 1)
    }

    fn reflexive(&self, at: usize) -> Option<usize> {
        matches!(self.lower(at), "himself" | "herself" | "itself" | "themselves" | "alone").then_some(at + 1)
    }

    fn prepositional(&self, at: usize, named: bool) -> Option<usize> {
        let preposition = self.lower(at);
        let tagged = matches!(self.penn(at), Some(Penn::In | Penn::To));
        if !tagged || is_clause_opener(preposition) || preposition == "according" {
            return None;
        }
        let mut object_at = at + 1;
        let mut gerund = false;
        if self.penn(object_at) == Some(Penn::Vbg) {
            // "for closing the bridge"
            gerund = true;
            object_at += 1;
        }
        let object = match self.chunk_from(object_at) {
            Some(object) => object,
            None if gerund => return (!named).then_some(object_at),
            None => return None,
        };
        let head = self.document.word(object.head);
        if object.is_time(self.document) || is_calendar(&head.lower) || is_occasion(&head.lower) && preposition != "of"
        {
            return None;
        }
        let allowed = if named {
            preposition == "of"
                || matches!(preposition, "from" | "at" | "with" | "for")
                    && self.document.penn(object.head).is_some_and(Penn::is_proper)
        } else {
            true
        };
        let subject_behind =
            self.penn(object.tokens.end).is_some_and(Penn::is_finite) && self.penn(object.head) == Some(Penn::Prp);
        (allowed && !subject_behind).then_some(object.tokens.end)
    }

    /// `people familiar with the plan`, `officials briefed on the talks`, `a man named Rao`.
    fn reduced_relative(&self, at: usize, named: bool) -> Option<usize> {
        if named {
            return None;
        }
        let opens = match self.penn(at)? {
            Penn::Vbn => self.lower(at) != "been",
            Penn::Vbg => !self.document.word(at).class.has(Class::SAYING),
            Penn::Jj => matches!(
                self.lower(at),
                "familiar" | "close" | "responsible" | "opposed" | "loyal" | "aware" | "critical" | "able"
            ),
            _ => false,
        };
        if !opens {
            return None;
        }
        let object = (at + 1..self.limit.min(at + 4)).find_map(|from| self.chunk_from(from).map(|chunk| (from, chunk)));
        let (from, object) = object?;
        let only_links =
            (at + 1..from).all(|between| matches!(self.penn(between), Some(Penn::In | Penn::To | Penn::Rb | Penn::Rp)));
        only_links.then_some(object.tokens.end)
    }

    /// `the mayor and two councillors`.
    fn coordination(&mut self) {
        let mut at = self.last();
        for _ in 0..4 {
            let comma = usize::from(self.lower(at) == ",");
            let and = usize::from(matches!(self.lower(at + comma), "and" | "or" | "&"));
            if comma + and == 0 {
                break;
            }
            let Some(next) = self.chunk_from(at + comma + and) else { break };
            if next.is_time(self.document) || self.document.penn(next.head) == Some(Penn::Prp) {
                break;
            }
            let mut end = next.tokens.end;
            while let Some(more) = self.prepositional(end, self.document.penn(next.head).is_some_and(Penn::is_proper)) {
                end = more;
            }
            if and == 1 {
                self.found.push(end);
                break;
            }
            // a comma alone goes on with a list only where an "and" comes
            let list_goes_on = matches!(self.lower(end), "," | "and" | "or");
            let both_alike = self.document.penn(next.head).is_some_and(Penn::is_proper);
            if !list_goes_on || !both_alike {
                break;
            }
            at = end;
        }
    }

    /// `Ana Ruiz, the mayor of Halden,` and `the mayor, Ana Ruiz,`; also ages and places: `Ana Ruiz, 52, of Halden`.
    fn appositions(&mut self, chunk: &Chunk) {
        let head = self.document.word(chunk.head);
        let named = self.document.penn(chunk.head).is_some_and(Penn::is_proper);
        let bare = chunk.tokens.len() == 1 && !named;
        if bare || chunk.is_time(self.document) {
            return;
        }
        let person = head.class.has(Class::HUMAN) || self.document.entity_kind(chunk.head) == Some(EntityKind::Person);
        let mut at = self.last();
        for _ in 0..3 {
            if self.lower(at) != "," {
                break;
            }
            let Some(end) = self.apposition(at + 1, named, person) else { break };
            self.found.push(end);
            if self.lower(end) == "," {
                self.found.push(end + 1);
            }
            at = end;
        }
    }

    /// The end of the apposition that begins at `at`, behind a comma.
    fn apposition(&self, at: usize, named: bool, person: bool) -> Option<usize> {
        let is_age = self.document.word(at.min(self.limit - 1)).shape.has(Shape::NUMBER) && self.lower(at).len() <= 2;
        if person && is_age && matches!(self.lower(at + 1), "," | "and" | "." | "") {
            return Some(at + 1);
        }
        if person && self.lower(at) == "of" {
            return self.prepositional(at, false);
        }
        let adverb =
            usize::from(matches!(self.lower(at), "now" | "then" | "formerly" | "also" | "himself" | "herself"));
        let next = self.chunk_from(at + adverb)?;
        let next_head = self.document.word(next.head);
        let next_named = self.document.penn(next.head).is_some_and(Penn::is_proper);
        let next_human = next_head.class.any(Class::HUMAN.or(Class::TITLE).or(Class::GROUP));
        let next_person = self.document.entity_kind(next.head) == Some(EntityKind::Person);
        let pronoun = self.document.penn(next.head) == Some(Penn::Prp);
        // an apposition has no verb of its own
        let verb_behind = |end: usize| self.penn(skip_adverbs(self.document, end)).is_some_and(Penn::is_finite);
        let plausible = if named { next_human || !next_named && person } else { next_named && (next_person || person) };
        let party = next_head.class.has(Class::PEOPLE)
            || next_head.shape.has(Shape::HYPHEN) && next_head.shape.has(Shape::TITLE);
        if next.is_time(self.document) || pronoun || !(plausible || party) {
            return None;
        }
        let mut end = next.tokens.end;
        let mut inner_named = next_named && !next_human;
        while let Some(more) = self
            .bracket(end)
            .or_else(|| self.prepositional(end, inner_named))
            .or_else(|| self.reduced_relative(end, inner_named))
        {
            end = more;
            inner_named = false;
        }
        if self.lower(end) == "and"
            && let Some(second) = self.chunk_from(end + 1)
            && self.document.word(second.head).class.any(Class::HUMAN.or(Class::TITLE))
        {
            end = second.tokens.end;
            while let Some(more) = self.prepositional(end, false) {
                end = more;
            }
        }
        if matches!(self.lower(end), "who" | "which" | "whose" | "that") {
            end = clause::relative_end(self.document, end, self.limit).unwrap_or(end);
        }
        (!verb_behind(end)).then_some(end)
    }

    /// `who runs the plant`, `, which opposes the plan,` behind any end found so far.
    fn relative_clauses(&mut self) {
        for end in self.found.clone() {
            let comma = usize::from(self.lower(end) == ",");
            let opener = self.lower(end + comma);
            let preposition = usize::from(
                self.penn(end + comma) == Some(Penn::In)
                    && matches!(self.lower(end + comma + 1), "whom" | "which" | "whose"),
            );
            let relative = matches!(opener, "who" | "whose" | "which" | "whom")
                || preposition == 1
                || opener == "that" && comma == 0 && self.penn(end) == Some(Penn::Wdt);
            if !relative {
                continue;
            }
            if let Some(close) = clause::relative_end(self.document, end + comma + preposition, self.limit) {
                self.found.push(close);
                if comma == 1 && self.lower(close) == "," {
                    self.found.push(close + 1);
                }
            }
        }
        let marks = |at: usize| self.document.tokens.get(at).is_some_and(|token| token.mark == Some(Mark::Close));
        let limit = self.limit;
        self.found.retain(|&end| end <= limit && !marks(end.wrapping_sub(1)));
    }
}

/// Nouns for occasions on which things are said: *in an interview* hangs on the verb, not on the speaker.
fn is_occasion(lower: &str) -> bool {
    matches!(
        lower.strip_suffix('s').unwrap_or(lower),
        "interview"
            | "statement"
            | "speech"
            | "tweet"
            | "letter"
            | "post"
            | "email"
            | "e-mail"
            | "call"
            | "conference"
            | "briefing"
            | "rally"
            | "hearing"
            | "testimony"
            | "remark"
            | "message"
            | "phone"
            | "telephone"
            | "event"
            | "debate"
            | "appearance"
            | "address"
            | "meeting"
            | "ceremony"
            | "telecast"
            | "broadcast"
            | "podcast"
            | "essay"
            | "column"
            | "editorial"
            | "memo"
            | "filing"
            | "response"
            | "reply"
            | "reference"
            | "recording"
            | "twitter"
            | "facebook"
            | "exchange"
    )
}
