//! The end of a content that is a clause.
//!
//! *Kim said [the talks had failed], adding …*. Nearly everything that follows belongs to it: adverbial clauses, asides
//! and further clauses. It ends where the sentence returns to the reporter, which depends on the position of the
//! report.

use super::Reader;
use crate::annotation::Penn;
use crate::lang::en::{clause, phrase};
use crate::text::{Class, Mark};

/// The position of a report in its sentence, which determines what ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It is the sentence, or coordinated with it.
    Main,
    /// In an aside between commas: *Moss, who said it held, was wrong*.
    Aside,
    /// Before the main clause: *While Moss said it held, nobody believed her*; *Asked whether it held, Moss nodded*.
    Fronted,
    /// In a phrase that is the subject: *The man who said it held was wrong*; *The claim that it held was wrong*.
    Subject,
}

impl Reader<'_, '_> {
    /// The end of a content that is a clause.
    pub(super) fn clause_end(&self) -> usize {
        let place = self.place();
        let end = if place == Place::Subject { self.before_main_verb().unwrap_or(self.limit) } else { self.limit };
        // no comma ends it before its verb: "farmers, reporting losses, left"
        let verb = clause::main_verb(self.document, self.start, end).unwrap_or(self.start);
        let mut at = self.first_step();
        while at < end {
            let comma = self.comma_before(at);
            let early = at < verb && self.lower(at) == "," && self.penn(verb - 1) == Some(Penn::Comma);
            if !early && self.clause_stops_at(at, place)
                || comma.is_some_and(|comma| self.clause_ends_at_comma(comma, place))
            {
                return at;
            }
            at = self.step(at);
        }
        at.min(end)
    }

    /// The position of the report of this content, according to the words before it.
    fn place(&self) -> Place {
        let document = self.document;
        let first = self.clause_start();
        let finite = |at: usize| document.penn(at).is_some_and(Penn::is_finite);
        let relative = (first..self.start)
            .rev()
            .find(|&at| matches!(document.penn(at), Some(Penn::Wp | Penn::Wdt)) && (at..self.start).any(finite));
        // "the woman who saw the fire said it spread": the report follows the relative clause
        let closed = |relative: usize| {
            let verbs = || (relative..self.start).filter(|&at| finite(at));
            let last = verbs().next_back();
            verbs().count() == 2 && last.is_some_and(|last| document.word(last).class.has(Class::SAYING))
        };
        if let Some(relative) = relative.filter(|&relative| !closed(relative)) {
            let before = relative.checked_sub(1).and_then(|before| document.penn(before));
            return match before {
                Some(Penn::Comma) => Place::Aside,
                Some(_) if relative > first && self.is_subject(relative) => Place::Subject,
                _ => Place::Main,
            };
        }
        if self.is_fronted(first, (first..self.start).any(finite)) {
            return Place::Fronted;
        }
        let that = self.start.checked_sub(1).filter(|&before| document.lower(before) == "that");
        match that.and_then(|that| that.checked_sub(1)) {
            Some(noun) if document.penn(noun).is_some_and(Penn::is_noun) && self.is_subject(noun) => Place::Subject,
            _ => Place::Main,
        }
    }

    /// The start of the words that precede the content without a mark in between.
    fn clause_start(&self) -> usize {
        /// How many tokens are looked at. F1 of detection on PolNeAR dev with 8 / 16 / 32 and all packs: 71.59 / 71.73
        /// / 71.73.
        const REACH: usize = 16;
        let first = self.sentence_start().max(self.start.saturating_sub(REACH));
        let mark = |at: &usize| {
            matches!(self.document.penn(*at), Some(Penn::Comma | Penn::Colon | Penn::Stop | Penn::Open | Penn::Close))
        };
        (first..self.start).rev().find(mark).map_or(first, |mark| mark + 1)
    }

    /// Whether the report, whose words begin at `first`, comes before the main clause: it is a subordinate clause, a
    /// participle (*Asked whether it held, …*), or a prepositional phrase without a verb (*Despite claims that …*).
    fn is_fronted(&self, first: usize, finite: bool) -> bool {
        let document = self.document;
        let before = first.checked_sub(1);
        let opened = before.is_some_and(|before| document.tokens[before].mark == Some(Mark::Open));
        let joined = matches!(document.lower(first), "and" | "but" | "even" | "now");
        let opens = opened || joined || document.starts_sentence(first);
        let at = first + usize::from(joined);
        if at >= self.start {
            return false;
        }
        let conjunction = phrase::is_clause_opener(document.lower(at)) || document.penn(at) == Some(Penn::Wrb);
        match document.penn(at) {
            // "However, while Moss said it held, …"
            _ if before.is_some_and(|before| document.lower(before) == ",") => {
                matches!(document.lower(at), "while" | "although" | "when" | "if")
            }
            Some(Penn::In | Penn::Wrb) => opens && (conjunction || !finite),
            Some(Penn::Vbn | Penn::Vbg) => opens && !finite,
            Some(Penn::Vbd) => opens && !(at + 1..self.start).any(|at| document.penn(at).is_some_and(Penn::is_finite)),
            _ => false,
        }
    }

    /// Whether the word at `at` belongs to the subject of its sentence, because no verb precedes it.
    fn is_subject(&self, at: usize) -> bool {
        /// How many tokens are looked at. F1 of exact contents on PolNeAR dev with 4 / 8 / 16 and all packs:
        /// 58.10 / 58.10 / 58.20.
        const REACH: usize = 8;
        let first = self.sentence_start().max(at.saturating_sub(REACH));
        !(first..at).any(|at| self.document.penn(at).is_some_and(Penn::is_verb))
    }

    /// The verb with which the sentence continues after a clause inside its subject.
    fn before_main_verb(&self) -> Option<usize> {
        let verb = clause::main_verb(self.document, self.start, self.limit)?;
        let mut behind = clause::Behind::new(self.document, verb);
        (verb + 1..self.limit).find(|&at| self.document.penn(at).is_some_and(Penn::is_finite) && behind.goes_on(at))
    }

    /// Whether a clause ends before the token at `at`.
    fn clause_stops_at(&self, at: usize, place: Place) -> bool {
        match self.lower(at) {
            "—" => self.dash_closes_aside() || self.attribution(at + 1),
            "," => self.clause_ends_at_comma(at, place),
            "but" | "and" => self.report_goes_on(at),
            _ => self.breaks_at(at),
        }
    }

    /// Whether a comma ends a clause. It does before the main clause, before a contrast by the reporter, and before
    /// words that name the source again: `, but he …`, `, a claim that …`, `, adding …`, `, Moss said`.
    fn clause_ends_at_comma(&self, comma: usize, place: Place) -> bool {
        let next = comma + 1;
        match place {
            Place::Aside => return true,
            Place::Fronted if self.document.chunk_from(next).is_some() && !self.inside_name(comma) => return true,
            _ => {}
        }
        match self.lower(next) {
            "but" => self.takes_verb(next + 1),
            "while" | "whereas" | "although" | "though" => self.clause_at(next + 1).is_some(),
            "according" => self.lower(next + 1) == "to",
            "and" | "or" => self.report_goes_on(next),
            "a" | "an" => {
                self.document.chunk_from(next).is_some_and(|chunk| self.has_class(chunk.head, Class::MESSAGE))
            }
            _ => self.reporting_participle(next) || self.attribution(next),
        }
    }

    /// Whether a finite verb, or a clause with its own subject, begins at `at`.
    fn takes_verb(&self, at: usize) -> bool {
        let verb = self.past_adverbs(at);
        matches!(self.penn(verb), Some(Penn::Vbd | Penn::Vbz)) || self.clause_at(verb).is_some()
    }

    /// `, adding …`, `, citing …`.
    fn reporting_participle(&self, at: usize) -> bool {
        let word = self.past_adverbs(at);
        self.penn(word) == Some(Penn::Vbg) && self.has_class(word, Class::SAYING)
    }

    /// `, Moss said` and `, said Moss`.
    fn attribution(&self, at: usize) -> bool {
        let saying = |verb: usize| {
            self.penn(verb).is_some_and(|tag| matches!(tag, Penn::Vbd | Penn::Vbz | Penn::Vbp))
                && self.document.word(verb).class.has(Class::SAYING)
        };
        if at < self.limit && saying(at) {
            return true;
        }
        let Some(chunk) = self.document.chunk_from(at) else { return false };
        let verb = chunk.tokens.end;
        // ", 39 have said they …"
        if matches!(self.lower(verb), "have" | "has" | "had") {
            let participle = self.past_adverbs(verb + 1);
            if self.penn(participle) == Some(Penn::Vbn) && self.has_class(participle, Class::SAYING) {
                return true;
            }
        }
        let behind = self.lower(verb + 1);
        verb < self.limit
            && saying(verb)
            && (self.penn(verb) == Some(Penn::Vbd)
                || behind.is_empty()
                || matches!(behind, "," | "." | "in" | "on" | "at" | "during" | "—"))
    }

    /// `and warned that …`, `and he warned that …`: the report continues with the same source.
    fn report_goes_on(&self, at: usize) -> bool {
        let pronoun = usize::from(matches!(self.lower(at + 1), "he" | "she" | "they"));
        let verb = self.past_adverbs(at + 1 + pronoun);
        // "and never explained why", "and reported a loss": what the subject of the content did
        if pronoun == 0 && self.is_deed(at + 1, verb) {
            return false;
        }
        let finite = matches!(self.penn(verb), Some(Penn::Vbd | Penn::Vbz));
        finite && self.has_class(verb, Class::SAYING) && self.cue_tag() == self.penn(verb)
    }

    /// Whether the verb of saying at `verb`, with its adverbs from `from` on, tells what somebody did or failed to do
    /// rather than what is reported: it is negated, or an object or a question follows.
    fn is_deed(&self, from: usize, verb: usize) -> bool {
        let negated = (from..verb).any(|at| matches!(self.lower(at), "not" | "never"));
        let question = matches!(self.penn(verb + 1), Some(Penn::Wrb | Penn::Wp | Penn::Wdt));
        let object =
            matches!(self.lower(verb), "reported" | "reports" | "posted" | "posts" | "announced" | "announces")
                && self.clause_at(verb + 1).is_none()
                && matches!(
                    self.penn(verb + 1),
                    Some(Penn::Dt | Penn::PrpS | Penn::Cd | Penn::Nns | Penn::Nn | Penn::Jj)
                );
        negated || question || object
    }

    /// The tag of the verb that reports this content: the closest verb of saying before it.
    fn cue_tag(&self) -> Option<Penn> {
        /// How many tokens before the content the verb is at most. F1 of exact contents on PolNeAR dev with 3 / 6 / 12
        /// and all packs: 58.02 / 58.10 / 58.10.
        const REACH: usize = 6;
        let cue = (self.start.saturating_sub(REACH)..self.start).rev().find(|&at| {
            self.document.penn(at).is_some_and(Penn::is_verb)
                && self.document.word(at).class.any(Class::SAYING.or(Class::THINKING))
        })?;
        self.document.penn(cue)
    }
}
