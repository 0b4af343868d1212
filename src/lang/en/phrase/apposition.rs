//! Additions about somebody between commas: `Ana Ruiz, the mayor of Halden,`; `Ana Ruiz, 52, of Halden,`.

use super::{Ends, skip_adverbs};
use crate::annotation::{EntityKind, Penn};
use crate::lang::en::clause;
use crate::text::Chunk;
use crate::text::{Class, Shape};
use crate::text::{Document, Mark};

impl Ends<'_, '_> {
    /// The end of the apposition or relative clause after a comma that follows a speaker after the verb of saying: the
    /// end of the sentence, or the comma after which the sentence returns to how it was said.
    pub(super) fn behind_verb(&self, chunk: &Chunk) -> Option<usize> {
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

    /// Whether the words from `at` are about how or when something was said.
    fn goes_back(&self, at: usize) -> bool {
        let adverbial = matches!(
            self.lower(at),
            "in" | "on" | "at" | "during" | "after" | "before" | "as" | "when" | "while" | "by" | "and" | "but"
        );
        let participle = self.penn(at) == Some(Penn::Vbg) && self.document.word(at).class.has(Class::SAYING);
        adverbial || participle
    }

    /// `Ana Ruiz, the mayor of Halden,` and `the mayor, Ana Ruiz,`; also ages and places: `Ana Ruiz, 52, of Halden`.
    pub(super) fn appositions(&mut self, chunk: &Chunk) {
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
            if self.is_certain(at + 1, end, named, person) {
                self.set_aside(|_| true);
            }
            self.found.push(end);
            if self.lower(end) == "," {
                self.found.push(end + 1);
            }
            at = end;
        }
    }

    /// Whether the words from `at` to `end` after a person can only be an apposition, so that the phrase cannot end
    /// before it: *Ruiz, an engineer at the plant,*; *Ruiz, 54,*; *the mayor, Ana Ruiz,*.
    fn is_certain(&self, at: usize, end: usize, named: bool, person: bool) -> bool {
        let Some(chunk) = self.chunk_from(at).filter(|_| person) else { return false };
        if self.lower(end) == "," {
            let age = named && end == at + 1 && self.document.word(at).shape.has(Shape::NUMBER);
            let name = !named && self.document.entity_kind(chunk.head) == Some(EntityKind::Person);
            if age || name {
                return true;
            }
        }
        if !named {
            return false;
        }
        let office = self.document.word(chunk.head).class.any(Class::HUMAN.or(Class::TITLE));
        let singular = self.penn(chunk.head) == Some(Penn::Nn);
        let closes = matches!(self.lower(end), "" | "," | "." | ")");
        office && singular && closes
    }

    /// The end of the apposition that begins at `at`, after a comma.
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
        // "the dockers' union, Portside,": only if another comma closes it
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
        // "briefed on the plan", "nicknamed “Turbo”"
        let preposition = self.penn(at + 1) == Some(Penn::In);
        let named = self.document.is_named(at + 1);
        let participle = self.penn(at) == Some(Penn::Vbn) && (preposition || named);
        let object = self.chunk_from(at + 1 + usize::from(preposition)).filter(|_| participle)?;
        let mut end = object.tokens.end;
        while let Some(more) = self.prepositional(end, false) {
            end = more;
        }
        (self.lower(end) == ",").then_some(end)
    }

    /// `and a friend of the mayor` after an office; `and International Studies` after the first half of the name of an
    /// institute.
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
}

/// Whether there is a name at `at` followed by a comma.
fn closes_list(document: &Document<'_>, at: usize) -> bool {
    document.chunk_from(at).is_some_and(|chunk| {
        document.penn(chunk.head).is_some_and(Penn::is_proper) && document.lower(chunk.tokens.end) == ","
    })
}
