//! The end of a content that is not a clause: a noun phrase or a verb without a subject.
//!
//! *criticized [the mayor for hiding the report], which she denies*. It is a single argument of the reporting verb, so
//! it ends at anything that is not part of a phrase: a comma that doesn't begin a list, a finite verb without a subject
//! inside, a conjunction that continues the reporting verb.

use super::Reader;
use crate::annotation::Penn;
use crate::lang::en::{clause, phrase};
use crate::text::{Class, Content};

/// How many tokens before the content the reporting verb is at most. F1 on PolNeAR dev with 3 / 6 / 12 and all packs:
/// of detection 71.73 / 71.73 / 71.67, of exact contents 58.05 / 58.10 / 58.13.
const CUE_REACH: usize = 6;

/// How many tokens before that verb *who* or *which* is at most. On PolNeAR dev, 2 / 4 / 8 give the same claims.
const RELATIVE_REACH: usize = 4;

/// What the scan has seen so far.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// A clause inside has its subject and still needs its verb: *the claim that [it]*.
    waits: bool,
    /// A clause inside has had its verb.
    finite: bool,
}

impl Reader<'_, '_> {
    /// The end of a content that is not a clause.
    pub(super) fn object_end(&self, content: Content) -> usize {
        let mut seen = Seen { waits: self.opens_clause(self.start), finite: false };
        let mut at = self.first_step().max(self.first_phrase());
        while at < self.limit {
            let comma = self.comma_before(at);
            if self.object_stops_at(content, at, seen)
                || comma.is_some_and(|comma| self.object_ends_at_comma(comma, seen))
            {
                return at;
            }
            if self.is_finite(at) {
                seen = Seen { waits: false, finite: true };
            } else if self.opens_clause(at) {
                seen.waits = true;
            }
            at = self.step(at);
        }
        at.min(self.limit)
    }

    /// The end of the base noun phrase that the content begins with, or its start. In *the treaty last week* it is the
    /// end of *the treaty*.
    fn first_phrase(&self) -> usize {
        let Some(chunk) = self.document.chunk_from(self.start) else { return self.start };
        let time = chunk.tokens.range().skip(1).find(|&at| {
            matches!(self.lower(at), "last" | "next")
                && self.has_class(at + 1, Class::TIME)
                && chunk.tokens.holds(at + 1)
        });
        let noun_before = |at: &usize| self.penn(at - 1).is_some_and(Penn::is_noun);
        time.filter(noun_before).unwrap_or(chunk.tokens.end)
    }

    /// Whether a clause whose verb is still to come begins at `at` inside the content: *who*, *that*, *if it*, or a
    /// subject directly after a noun or a verb of saying, as in *the claims she made*.
    fn opens_clause(&self, at: usize) -> bool {
        match self.penn(at) {
            _ if self.relates(at) => true,
            Some(Penn::In) if self.lower(at) == "that" => true,
            Some(Penn::In) => phrase::is_clause_opener(self.lower(at)) && self.clause_at(at + 1).is_some(),
            _ => {
                let Some(before) = at.checked_sub(1).filter(|&before| before >= self.start) else { return false };
                let behind = self.penn(before).is_some_and(Penn::is_noun)
                    || self.has_class(before, Class::SAYING.or(Class::THINKING))
                        && self.penn(before).is_some_and(Penn::is_verb);
                behind && self.clause_at(at).is_some()
            }
        }
    }

    fn object_stops_at(&self, content: Content, at: usize, seen: Seen) -> bool {
        match self.lower(at) {
            "," => self.object_ends_at_comma(at, seen),
            "and" | "or" | "but" => self.object_ends_at_conjunction(at, seen),
            "—" => content == Content::Noun || self.dash_closes_aside(),
            _ => {
                self.breaks_at(at)
                    || self.main_clause_goes_on(at, seen)
                    || content == Content::Noun
                        && !seen.finite
                        && !seen.waits
                        && (self.adverbial_clause(at) || self.leans_on_verb(at))
            }
        }
    }

    /// A comma ends the phrase unless it continues with a list, with an elaboration of the noun, or with the region of
    /// a place.
    fn object_ends_at_comma(&self, comma: usize, seen: Seen) -> bool {
        if seen.waits || self.in_base_phrase(comma) {
            return false;
        }
        let next = comma + 1;
        match self.lower(next) {
            "including" | "such" | "especially" | "particularly" | "like" | "not" | "much" | "rather" | "or"
            | "from" => false,
            "as" => self.lower(next + 1) != "well",
            _ => {
                let adjectives = [comma - 1, next].iter().all(|&at| self.penn(at).is_some_and(Penn::is_adjective));
                let number = self.penn(next) == Some(Penn::Cd);
                let goes_on = number || adjectives || self.inside_name(comma) || self.name_behind(comma);
                !(goes_on || self.list_goes_on(next))
            }
        }
    }

    /// `a long, cold winter`.
    fn in_base_phrase(&self, comma: usize) -> bool {
        let after = self.document.chunks.partition_point(|chunk| chunk.tokens.start <= comma);
        let chunk = after.checked_sub(1).and_then(|last| self.document.chunks.get(last));
        chunk.is_some_and(|chunk| chunk.tokens.holds(comma))
    }

    /// `his rival, Ana Ruiz`: a noun and the name of what it refers to.
    fn name_behind(&self, comma: usize) -> bool {
        let noun = matches!(self.penn(comma - 1), Some(Penn::Nn | Penn::Nns));
        let name = self.document.chunk_from(comma + 1).is_some_and(|name| {
            !name.is_time(self.document) && name.tokens.range().all(|at| self.penn(at).is_some_and(Penn::is_proper))
        });
        noun && name && self.clause_at(comma + 1).is_none()
    }

    /// Whether another member of a list begins at `at`, after a comma: a phrase, eventually followed by *and* with a
    /// last one, and no verb that would make it a clause.
    fn list_goes_on(&self, at: usize) -> bool {
        let conjunction = |at: usize| matches!(self.lower(at), "and" | "or" | "&");
        if conjunction(at) {
            return self.is_member(at + 1);
        }
        if !self.is_member(at) {
            return false;
        }
        let mut here = at;
        for _ in 0..40 {
            here = self.step(here);
            if here >= self.limit || self.is_finite(here) || self.breaks_at(here) || self.lower(here) == "—" {
                return false;
            }
            if conjunction(here) {
                return self.is_member(here + 1);
            }
            if self.relates(here) {
                return false;
            }
        }
        false
    }

    /// Whether a member of a list begins at `at`: a phrase that is not the subject of a clause.
    fn is_member(&self, at: usize) -> bool {
        let nominative = matches!(self.lower(at), "he" | "she" | "they" | "we" | "i" | "it");
        let at = self.past_adverbs(at);
        let phrase = self.document.chunk_from(at).is_some() || self.penn(at).is_some_and(Penn::is_adjective);
        let alike = matches!(self.penn(at), Some(Penn::Vb | Penn::Vbg))
            && (self.start..at).any(|inside| self.penn(inside) == self.penn(at));
        let preposition = matches!(self.penn(at), Some(Penn::In | Penn::To))
            && (self.start.saturating_sub(1)..at).any(|inside| self.document.lower(inside) == self.lower(at));
        alike || preposition || phrase && !nominative && self.clause_at(at).is_none()
    }

    /// *and* ends the phrase if it joins a clause, or a verb whose counterpart is before the content and not in it.
    fn object_ends_at_conjunction(&self, at: usize, seen: Seen) -> bool {
        let verb = self.past_adverbs(at + 1);
        match self.penn(verb) {
            Some(Penn::Vbd | Penn::Vbz) => true,
            Some(Penn::Vbp | Penn::Md) => !seen.finite,
            Some(tag @ (Penn::Vb | Penn::Vbg | Penn::Vbn)) => {
                !(self.start..at).any(|inside| self.penn(inside) == Some(tag)) && self.cue_has(tag)
            }
            _ => !seen.finite && !seen.waits && self.clause_at(verb).is_some(),
        }
    }

    /// Whether a verb with this tag, or a similar one, is shortly before the content.
    fn cue_has(&self, tag: Penn) -> bool {
        let like = |other: Penn| other == tag || tag == Penn::Vbn && other == Penn::Vbd;
        (self.start.saturating_sub(CUE_REACH)..self.start).any(|at| self.document.penn(at).is_some_and(like))
    }

    /// Whether there is a finite verb at `at`, possibly after adverbs, that no clause inside the content needs: *her
    /// view of [the harbour] has changed*.
    fn main_clause_goes_on(&self, at: usize, seen: Seen) -> bool {
        let verb = self.past_adverbs(at);
        if seen.waits || !self.is_finite(verb) {
            return false;
        }
        let auxiliary = at > self.start
            && (clause::is_auxiliary(self.document, at - 1)
                || matches!(self.lower(at - 1), "," | "and" | "or" | "but"));
        // "the report published by": a participle that looks like a past tense
        let participle = self.penn(verb) == Some(Penn::Vbd)
            && self.has_class(verb, Class::PARTICIPLE)
            && (self.penn(verb + 1) == Some(Penn::In) || self.cue_is_main_verb());
        // "should she win"
        let inverted =
            matches!(self.lower(verb), "should" | "had" | "were") && self.document.chunk_from(verb + 1).is_some();
        !auxiliary && !participle && !inverted && !self.name_behind_noun(at)
    }

    /// `the plan Ana Ruiz` before *drew up*: a noun and the subject of a clause about it, which look like one phrase.
    fn name_behind_noun(&self, end: usize) -> bool {
        let proper = |at: &usize| self.penn(*at).is_some_and(Penn::is_proper);
        let name = (self.start + 1..end).rev().take_while(proper).last();
        name.map(|name| name - 1).is_some_and(|noun| {
            noun > self.start
                && matches!(self.penn(noun), Some(Penn::Nn | Penn::Nns))
                && !self.has_class(noun, Class::HUMAN.or(Class::TITLE))
        })
    }

    /// Whether the verb before the content is the main verb of its sentence, so that no other can be.
    fn cue_is_main_verb(&self) -> bool {
        let verb = |at: &usize| self.document.penn(*at).is_some_and(Penn::is_verb);
        let cue = (self.start.saturating_sub(CUE_REACH)..self.start).rev().find(verb);
        cue.is_some_and(|cue| {
            let finite = self.document.penn(cue).is_some_and(Penn::is_finite);
            finite && !(cue.saturating_sub(RELATIVE_REACH)..cue).any(|at| self.relates(at))
        })
    }

    /// Whether the token at `at` is *who*, *which*, *when* or the like.
    fn relates(&self, at: usize) -> bool {
        matches!(self.document.penn(at), Some(Penn::Wp | Penn::Wdt | Penn::WpS | Penn::Wrb))
    }

    /// `when …`, `because …`, `after she won`, `as it grew`: clauses that modify the reporting verb.
    fn adverbial_clause(&self, at: usize) -> bool {
        match self.lower(at) {
            "when" | "because" | "until" | "although" | "though" | "unless" | "whereas" | "if" | "despite"
            | "aside" => true,
            "after" | "before" => self.clause_at(at + 1).is_some() || self.penn(at + 1) == Some(Penn::Vbg),
            "while" | "as" | "since" | "once" => self.clause_at(at + 1).is_some(),
            "by" => self.penn(at + 1) == Some(Penn::Vbg),
            "even" => matches!(self.lower(at + 1), "though" | "as" | "if" | "when" | "after"),
            _ => false,
        }
    }

    /// Words after the first phrase of the content about when, where or how something was said: `in December`, `on
    /// Tuesday`, `last week`; after a name or pronoun any *in*, because those are not modified by a place.
    fn leans_on_verb(&self, at: usize) -> bool {
        if at != self.first_phrase() || at == self.start {
            return false;
        }
        let time = |at: usize| self.document.chunk_from(at).is_some_and(|chunk| chunk.is_time(self.document));
        let last = self.penn(at - 1);
        match self.lower(at) {
            "during" => true,
            "in" => last == Some(Penn::Prp) || last.is_some_and(Penn::is_proper) || time(at + 1),
            "on" => time(at + 1),
            "at" | "by" | "with" => last == Some(Penn::Prp),
            "last" | "next" => self.has_class(at + 1, Class::TIME),
            _ => time(at),
        }
    }
}
