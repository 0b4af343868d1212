//! Noun phrases with what follows the noun: prepositional phrases, appositions, relative clauses, coordination.
//!
//! From one start there is seldom one certain end, so all plausible ends are given and the rule that looks for a
//! phrase decides by what it needs next. Plausible means: a reader would not be surprised. A name takes no *in an
//! interview*, a day is no apposition, and a relative clause ends where its sentence goes on.

use super::chunk::{Chunk, is_calendar};
use super::clause;
use super::vocabulary::{Class, Shape};
use super::{Document, Mark};
use crate::span::TokenRange;
use crate::terms::{EntityKind, Penn};

/// The ends of noun phrases that begin with `chunk`, in rising order; `end` is where the sentence ends.
pub(super) fn noun_phrase_ends(document: &Document<'_>, chunk: &Chunk, end: usize) -> Vec<usize> {
    let mut ends = Ends { document, start: chunk.tokens.start, limit: end, found: vec![chunk.tokens.end] };
    ends.attachments(chunk, true);
    ends.coordination();
    ends.relative_clauses();
    ends.found.sort_unstable();
    ends.found.dedup();
    ends.found
}

/// The ends of phrases that begin with `chunk` and name somebody who can say something, in rising order.
pub(super) fn source_ends(document: &Document<'_>, chunk: &Chunk, end: usize) -> Vec<usize> {
    let mut ends = Ends { document, start: chunk.tokens.start, limit: end, found: vec![chunk.tokens.end] };
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
        if let Some(whole) = ends.behind_verb(chunk) {
            // nothing but the speaker is left to name: said Ana Ruiz, a trader of forty years and head of the guild
            ends.found.retain(|&end| end == chunk.tokens.end);
            ends.found.push(whole);
        }
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

fn is_proper(document: &Document<'_>, chunk: &Chunk) -> bool {
    document.penn(chunk.head).is_some_and(Penn::is_proper)
}

/// Whether a name stands at `at` with a comma behind it.
fn closes_list(document: &Document<'_>, at: usize) -> bool {
    document.chunk_from(at).is_some_and(|chunk| {
        document.penn(chunk.head).is_some_and(Penn::is_proper) && document.lower(chunk.tokens.end) == ","
    })
}

fn skip_adverbs(document: &Document<'_>, mut at: usize) -> usize {
    while document.penn(at).is_some_and(Penn::is_adverb) {
        at += 1;
    }
    at
}

impl Document<'_> {
    /// The phrase that begins with `chunk`, if it is the subject of a verb before `before`.
    fn subject(&self, chunk: &Chunk, before: usize) -> Option<TokenRange> {
        let verb_behind = |&end: &usize| {
            let verb = skip_adverbs(self, end);
            verb < before && self.penn(verb).is_some_and(Penn::is_finite)
        };
        let end = source_ends(self, chunk, before).into_iter().rev().find(verb_behind)?;
        Some(TokenRange::new(chunk.tokens.start, end))
    }

    /// The subject of the main clause that the token at `before` stands in or behind: the first of its sentence that no
    /// conjunction or relative pronoun makes subordinate.
    pub(crate) fn main_subject(&self, before: usize) -> Option<TokenRange> {
        let sentence = self.sentences.partition_point(|sentence| sentence.tokens.end <= before);
        let start = self.sentences.get(sentence)?.tokens.start;
        let quotation = |at: usize| self.tokens.get(at).and_then(|token| token.quotation);
        self.chunks_in(TokenRange::new(start, before))
            .iter()
            .filter(|chunk| quotation(chunk.tokens.start) == quotation(before))
            .filter(|chunk| !chunk.is_time(self) && self.penn(chunk.head) != Some(Penn::Ex))
            .filter(|chunk| !self.is_subordinate(chunk.tokens.start, before))
            .find_map(|chunk| self.subject(chunk, before))
    }

    /// Whether a phrase that begins at `start` is the subject of a subordinate clause that is over before the token at
    /// `before`.
    pub(crate) fn is_subordinate(&self, start: usize, before: usize) -> bool {
        let sentence = self.sentences.partition_point(|sentence| sentence.tokens.end <= start);
        let first = self.sentences.get(sentence).map_or(start, |sentence| sentence.tokens.start);
        match self.penn(start) {
            Some(Penn::Wdt) if self.lower(start) == "that" => return true,
            // "Moss, who was tired, left, saying": the sentence goes on behind the clause
            Some(Penn::Wp | Penn::Wdt | Penn::WpS) => {
                return clause::relative_end(self, start, before).is_some_and(|close| {
                    let comma = usize::from(self.lower(close) == ",");
                    let verb = skip_adverbs(self, close + comma);
                    verb < before && matches!(self.penn(verb), Some(Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md))
                });
            }
            _ => {}
        }
        for at in (first..start).rev() {
            if self.is_punctuation(at) {
                return false;
            }
            let opener = match self.penn(at) {
                Some(Penn::In) => is_clause_opener(self.lower(at)),
                Some(Penn::Wrb | Penn::Wp | Penn::Wdt | Penn::WpS) => true,
                _ => false,
            };
            if opener {
                return true;
            }
        }
        false
    }
}

struct Ends<'d, 'a> {
    document: &'d Document<'a>,
    start: usize,
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
                .or_else(|| self.reflexive(at, named))
                .or_else(|| self.close_apposition(chunk, at))
                .or_else(|| self.prepositional(at, named && !loose))
                .or_else(|| self.reduced_relative(at, named))
                .or_else(|| self.infinitive(at, named || loose));
            let Some(mut next) = next else { break };
            self.found.push(next);
            if self.penn(at) == Some(Penn::In)
                && !loose
                && let Some(wider) = self.wider_place(next)
            {
                self.found.push(wider);
                next = wider;
            }
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

    /// `Ruiz herself`, `polls there`, `voters overall`.
    fn reflexive(&self, at: usize, named: bool) -> Option<usize> {
        let emphatic = matches!(self.lower(at), "himself" | "herself" | "itself" | "themselves" | "alone");
        let where_they_are =
            matches!(self.lower(at), "here" | "there" | "overall" | "nationwide" | "statewide" | "alike");
        (emphatic || where_they_are && !named).then_some(at + 1)
    }

    /// `, South Carolina` and `, Fla.,` behind a town.
    fn wider_place(&self, end: usize) -> Option<usize> {
        if self.lower(end) != "," || !self.document.word(end - 1).shape.has(Shape::TITLE) {
            return None;
        }
        let next = self.chunk_from(end + 1)?;
        let polity = self.document.entity_kind(next.head) == Some(EntityKind::Place)
            || self.document.word(next.head).shape.has(Shape::STOP) && next.tokens.len() <= 2;
        let named = next.tokens.range().all(|at| self.document.word(at).shape.has(Shape::TITLE));
        // "of Halden, Vermont officials said": the place belongs to what follows
        let closes =
            matches!(self.lower(next.tokens.end), "" | "," | "." | ")" | ";" | "who" | "which" | "and" | "\"" | "—")
                || self.penn(next.tokens.end).is_some_and(Penn::is_finite);
        (polity && named && closes).then_some(next.tokens.end)
    }

    /// The organisation that a second phrase names directly behind its kind: `the news agency the Delta Press`.
    fn close_apposition(&self, chunk: &Chunk, at: usize) -> Option<usize> {
        let head = self.document.word(chunk.head);
        let kind = head.class.any(Class::HUMAN.or(Class::GROUP)) && !self.document.penn(chunk.head)?.is_proper();
        let next = self.chunk_from(at).filter(|_| kind && self.lower(at) == "the")?;
        let named = self.document.penn(next.head).is_some_and(Penn::is_proper);
        let subject = self.penn(skip_adverbs(self.document, next.tokens.end)).is_some_and(Penn::is_finite);
        (named && subject).then_some(next.tokens.end)
    }

    /// `the push to boycott the talks`, `research to be released this week by the agency`.
    fn infinitive(&self, at: usize, named: bool) -> Option<usize> {
        if named || self.penn(at) != Some(Penn::To) || self.penn(at + 1) != Some(Penn::Vb) {
            return None;
        }
        let mut end = at + 2;
        if self.lower(at + 1) == "be" && self.penn(end) == Some(Penn::Vbn) {
            end += 1;
        }
        Some(self.chunk_from(end).map_or(end, |object| object.tokens.end))
    }

    fn prepositional(&self, at: usize, named: bool) -> Option<usize> {
        let preposition = self.lower(at);
        let tagged = matches!(self.penn(at), Some(Penn::In | Penn::To));
        let example = usize::from(preposition == "such" && self.lower(at + 1) == "as");
        let example_of = !named && (example == 1 || preposition == "like" && self.penn(at) == Some(Penn::In));
        if !example_of && (!tagged || is_clause_opener(preposition) || preposition == "according") {
            return None;
        }
        let mut object_at = at + 1 + example;
        // "the author of “Low Water”"
        let title = self.document.opened_at(object_at).filter(|_| preposition == "of");
        if let Some(close) = title.and_then(|title| title.close).filter(|&close| close < self.limit) {
            return Some(close + 1);
        }
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
        let site = matches!(&*head.lower, "twitter" | "facebook") && matches!(preposition, "at" | "for" | "from");
        // "rules on speech"
        let bare = object.tokens.start == object_at
            && matches!(&*head.lower, "speech" | "address" | "column" | "event" | "exchange" | "message" | "call")
            && !matches!(self.penn(object_at), Some(Penn::Dt | Penn::PrpS | Penn::Cd | Penn::Nnp));
        let occasion = is_occasion(&head.lower) && preposition != "of" && !site && !bare;
        if object.is_time(self.document) || is_calendar(&head.lower) || occasion {
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
                "familiar" | "close" | "privy" | "responsible" | "opposed" | "loyal" | "aware" | "critical" | "able"
            ),
            _ => false,
        };
        if !opens {
            return None;
        }
        // "those surveyed say"
        if self.penn(at) == Some(Penn::Vbn)
            && self.penn(skip_adverbs(self.document, at + 1)).is_some_and(Penn::is_finite)
        {
            return Some(at + 1);
        }
        let object = (at + 1..self.limit.min(at + 4)).find_map(|from| self.chunk_from(from).map(|chunk| (from, chunk)));
        let (from, object) = object?;
        let only_links =
            (at + 1..from).all(|between| matches!(self.penn(between), Some(Penn::In | Penn::To | Penn::Rb | Penn::Rp)));
        // a passive has no object: "the plan made sense" is a sentence
        let names = matches!(self.lower(at), "named" | "called" | "dubbed" | "titled" | "entitled" | "headlined");
        let passive = self.penn(at) == Some(Penn::Vbn) && from == at + 1;
        (only_links && (!passive || names || object.is_time(self.document))).then_some(object.tokens.end)
    }

    /// `the mayor and two councillors`; gives the last of them, if more than one is named.
    fn coordination(&mut self) -> Option<Chunk> {
        let mut at = self.last();
        for _ in 0..4 {
            let comma = usize::from(self.lower(at) == ",");
            let and = usize::from(matches!(self.lower(at + comma), "and" | "or" | "&"));
            if comma + and == 0 {
                break;
            }
            let Some(next) = self.chunk_from(at + comma + and).copied() else { break };
            if next.is_time(self.document) || self.document.penn(next.head) == Some(Penn::Prp) {
                break;
            }
            let mut end = next.tokens.end;
            while let Some(more) = self.prepositional(end, self.document.penn(next.head).is_some_and(Penn::is_proper)) {
                end = more;
            }
            if and == 1 {
                self.found.push(end);
                return Some(next);
            }
            // a comma alone goes on with a list only where an "and" comes
            let list_goes_on = matches!(self.lower(end), "," | "and" | "or");
            let proper = |at: usize| self.document.penn(at).is_some_and(Penn::is_proper);
            let plural = |at: usize| self.document.penn(at) == Some(Penn::Nns);
            let both_alike = proper(next.head) || plural(next.head) && plural(at - 1);
            if !list_goes_on || !both_alike {
                break;
            }
            at = end;
        }
        None
    }

    /// Where what is told of a speaker ends who stands behind the verb of saying, with a comma and an apposition or
    /// relative clause: at the end of the sentence, or at the comma behind which it goes back to how it was said.
    fn behind_verb(&self, chunk: &Chunk) -> Option<usize> {
        let verb = chunk.tokens.start.checked_sub(1)?;
        let saying = self.document.word(verb).class.has(Class::SAYING)
            && matches!(self.document.penn(verb), Some(Penn::Vbd | Penn::Vbz));
        let name = self.document.penn(chunk.head).is_some_and(Penn::is_proper);
        let comma = self.found.iter().copied().find(|&end| self.lower(end) == ",")?;
        let relative = matches!(self.lower(comma + 1), "who" | "whose" | "which");
        let described = self.chunk_from(comma + 1).is_some_and(|next| !next.is_time(self.document));
        if !saying || !name || !(relative || described) {
            return None;
        }
        let mut at = comma + 1;
        let mut clause = false;
        while at < self.limit {
            let lower = self.lower(at);
            let mark = self.document.tokens.get(at).is_some_and(|token| token.mark == Some(Mark::Open));
            if mark || matches!(lower, ";" | ":" | "—" | "." | "?" | "!") {
                break;
            }
            if lower == "," && self.goes_back(at + 1) {
                break;
            }
            clause |= matches!(lower, "who" | "whose" | "which" | "that");
            if self.penn(at).is_some_and(Penn::is_finite) && !clause {
                return None;
            }
            at += 1;
        }
        (at > comma + 1).then_some(at)
    }

    /// Whether the words from `at` tell how or when something was said.
    fn goes_back(&self, at: usize) -> bool {
        let adverbial = matches!(
            self.lower(at),
            "in" | "on" | "at" | "during" | "after" | "before" | "as" | "when" | "while" | "by" | "and" | "but"
        );
        let participle = self.penn(at) == Some(Penn::Vbg) && self.document.word(at).class.has(Class::SAYING);
        adverbial || participle
    }

    /// `Ana Ruiz, the mayor of Halden,` and `the mayor, Ana Ruiz,`; also ages and places: `Ana Ruiz, 52, of Halden`.
    fn appositions(&mut self, chunk: &Chunk) {
        let head = self.document.word(chunk.head);
        let named = self.document.penn(chunk.head).is_some_and(Penn::is_proper);
        let bare = chunk.tokens.len() == 1 && !named && self.found.len() == 1;
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
            if self.is_certain(at + 1, end, named && person) {
                self.found.clear();
            }
            self.found.push(end);
            if self.lower(end) == "," {
                self.found.push(end + 1);
            }
            at = end;
        }
    }

    /// Whether what stands from `at` to `end` behind a person's name can be nothing but an apposition, so that the phrase
    /// cannot end before it: *, an engineer at the plant,*.
    fn is_certain(&self, at: usize, end: usize, named_person: bool) -> bool {
        let Some(chunk) = self.chunk_from(at).filter(|_| named_person) else { return false };
        let office = self.document.word(chunk.head).class.any(Class::HUMAN.or(Class::TITLE));
        let singular = self.penn(chunk.head) == Some(Penn::Nn);
        let closes = matches!(self.lower(end), "" | "," | "." | ")");
        office && singular && closes
    }

    /// The end of the apposition that begins at `at`, behind a comma.
    fn apposition(&self, at: usize, named: bool, person: bool) -> Option<usize> {
        if let Some(end) = self.participial(at) {
            return Some(end);
        }
        let is_age = self.document.word(at.min(self.limit - 1)).shape.has(Shape::NUMBER) && self.lower(at).len() <= 2;
        if person && is_age && matches!(self.lower(at + 1), "," | "and" | "." | "") {
            return Some(at + 1);
        }
        if person && self.lower(at) == "of" {
            // "Ana Ruiz, of Halden, N.C., who fishes,"
            let place = self.prepositional(at, false)?;
            return Some(self.wider_place(place).unwrap_or(place));
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
        // "the dockers' union, Portside,": only where it is closed again
        let closed = self.lower(next.tokens.end) == ",";
        let plausible =
            if named { next_human || !next_named && person } else { next_named && (next_person || person || closed) };
        let party = next_head.class.has(Class::PEOPLE)
            || next_head.shape.has(Shape::HYPHEN) && next_head.shape.has(Shape::TITLE);
        if next.is_time(self.document) || pronoun || !(plausible || party) {
            return None;
        }
        let mut end = next.tokens.end;
        if !named && self.lower(end) == "and" && closes_list(self.document, end + 1) {
            // "two members, Ana Ruiz and Tom Bell,"
            end = self.chunk_from(end + 1).map_or(end, |second| second.tokens.end);
        }
        let mut inner_named = next_named && !next_human;
        while let Some(more) = self
            .bracket(end)
            .or_else(|| self.prepositional(end, inner_named))
            .or_else(|| self.reduced_relative(end, inner_named))
            .or_else(|| self.wider_place(end))
        {
            end = more;
            inner_named = false;
        }
        while let Some(more) = self.second_office(end) {
            end = more;
        }
        if matches!(self.lower(end), "who" | "which" | "whose" | "that") {
            end = clause::relative_end(self.document, end, self.limit).unwrap_or(end);
        }
        (!verb_behind(end)).then_some(end)
    }

    /// `led by the mayor` and `known as the Fund` between commas.
    fn participial(&self, at: usize) -> Option<usize> {
        let participle = self.penn(at) == Some(Penn::Vbn) && self.penn(at + 1) == Some(Penn::In);
        let object = self.chunk_from(at + 2).filter(|_| participle)?;
        let mut end = object.tokens.end;
        while let Some(more) = self.prepositional(end, false) {
            end = more;
        }
        (self.lower(end) == ",").then_some(end)
    }

    /// `and a friend of the mayor` behind an office; `and International Studies` behind half the name of an institute.
    fn second_office(&self, end: usize) -> Option<usize> {
        if self.lower(end) != "and" {
            return None;
        }
        let adverb = usize::from(matches!(self.lower(end + 1), "now" | "then" | "formerly" | "also"));
        let second = self.chunk_from(end + 1 + adverb)?;
        let head = self.document.word(second.head);
        let office = head.class.any(Class::HUMAN.or(Class::TITLE)) || head.class.has(Class::PEOPLE);
        let one_of = &*head.lower == "one" && self.lower(second.tokens.end) == "of";
        let half_a_name = head.class.has(Class::ORGANISATION) && self.document.word(end - 1).shape.has(Shape::TITLE);
        if !(office || one_of || half_a_name) {
            return None;
        }
        let mut end = second.tokens.end;
        while let Some(more) = self.prepositional(end, false).or_else(|| self.wider_place(end)) {
            end = more;
        }
        Some(end)
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
            // "people I have spoken with said"
            let contact = comma == 0 && matches!(opener, "i" | "he" | "she" | "we" | "they");
            if contact
                && let Some(close) = clause::relative_end(self.document, end, self.limit)
                && self.penn(close).is_some_and(Penn::is_finite)
                && self.document.word(close).class.has(Class::SAYING)
            {
                self.found.push(close);
            }
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
        let (document, limit, start) = (self.document, self.limit, self.start);
        let marks = |at: usize| {
            let closes = document.tokens.get(at).is_some_and(|token| token.mark == Some(Mark::Close));
            closes && document.closed_at(at).is_none_or(|quotation| quotation.open < start)
        };
        self.found.retain(|&end| end <= limit && !marks(end.wrapping_sub(1)));
    }
}

/// Nouns for occasions on which things are said: *in an interview* hangs on the verb, not on the speaker.
pub(crate) fn is_occasion(lower: &str) -> bool {
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
