//! What is attached directly to a noun: brackets, prepositional phrases, participles, relative clauses; and lists.

use super::{Ends, is_clause_opener, skip_adverbs};
use crate::annotation::{EntityKind, Penn};
use crate::lang::en::clause;
use crate::text::Chunk;
use crate::text::{Class, Shape};
use crate::text::{Mark, Set};

impl Ends<'_, '_> {
    /// Brackets, prepositional phrases and reduced relative clauses directly after the noun. A name takes fewer of them
    /// than a noun, unless `loose`.
    pub(super) fn attachments(&mut self, chunk: &Chunk, loose: bool) {
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
    pub(super) fn bracket(&self, at: usize) -> Option<usize> {
        if !matches!(self.lower(at), "(" | "[") {
            return None;
        }
        /// How many tokens from the bracket it closes at most. F1 of source tokens on PolNeAR dev with 5 / 9 / 17 and
        /// all packs: 74.67 / 74.74 / 74.67.
        const REACH: usize = 9;
        (at + 1..self.limit.min(at + REACH)).find(|&at| matches!(self.lower(at), ")" | "]")).map(|close| close + 1)
    }

    /// `Ruiz herself`, `polls there`, `voters overall`.
    fn reflexive(&self, at: usize, named: bool) -> Option<usize> {
        let emphatic = matches!(self.lower(at), "himself" | "herself" | "itself" | "themselves" | "alone");
        let where_they_are =
            matches!(self.lower(at), "here" | "there" | "overall" | "nationwide" | "statewide" | "alike");
        (emphatic || where_they_are && !named).then_some(at + 1)
    }

    /// `, South Carolina` and `, Fla.,` after a town.
    pub(super) fn wider_place(&self, end: usize) -> Option<usize> {
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

    /// The organisation that a second phrase directly after its kind names: `the news agency the Delta Press`.
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

    pub(super) fn prepositional(&self, at: usize, named: bool) -> Option<usize> {
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
        let occasion = self.document.is(object.head, Set::Occasions) && preposition != "of" && !site && !bare;
        if object.is_time(self.document) || self.document.is_calendar(object.head) || occasion {
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
        // "several of them said": these are never subjects
        let objective = matches!(&*head.lower, "them" | "us" | "him" | "me" | "whom");
        (allowed && (objective || !subject_behind)).then_some(object.tokens.end)
    }

    /// `people familiar with the plan`, `officials briefed on the talks`, `a man named Rao`.
    pub(super) fn reduced_relative(&self, at: usize, named: bool) -> Option<usize> {
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

    /// `the mayor and two councillors`; returns the last of them, if more than one is named.
    pub(super) fn coordination(&mut self) -> Option<Chunk> {
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
            // a comma alone continues a list only if an "and" follows
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

    /// Drops the ends that tear off what certainly belongs to the phrase: `, who left in 2016,` after a name, and
    /// `published in May` before a verb.
    pub(super) fn drop_torn(&mut self, chunk: &Chunk) {
        let named = self.document.penn(chunk.head).is_some_and(Penn::is_proper);
        let relative = |&end: &usize| {
            self.lower(end) == ","
                && matches!(self.lower(end + 1), "who" | "whose")
                && self.found.iter().any(|&close| close > end + 1 && self.lower(close) == ",")
        };
        let dated = |&end: &usize| {
            let time = self.chunk_from(end + 2).filter(|chunk| chunk.is_time(self.document));
            self.penn(end) == Some(Penn::Vbn)
                && self.penn(end + 1) == Some(Penn::In)
                && time.is_some_and(|time| {
                    let verb = skip_adverbs(self.document, time.tokens.end);
                    self.found.contains(&time.tokens.end) && self.penn(verb).is_some_and(Penn::is_finite)
                })
        };
        let torn = self.found.iter().copied().find(|end| named && relative(end) || dated(end));
        if let Some(torn) = torn {
            self.set_aside(|end| end <= torn + 1);
        }
    }

    /// `who runs the plant`, `, which opposes the plan,` after any end found so far.
    pub(super) fn relative_clauses(&mut self) {
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
