//! What is reported without a verb: *said crime rose*.

use super::UNSEEN;
use crate::annotation::{Penn, Pos};
use crate::lang::en::correct::Sentence;
use crate::lang::en::phrase;
use crate::text::{Class, Mark, Set, Shape};

/// The highest cost of a reading where only the words around it suggest a verb.
const LIKELY: u16 = 300;

/// Where the words before it promise a clause, any reading is better than none.
const ANY: u16 = u16::MAX;

impl Sentence<'_, '_> {
    /// Finds the verb of what is reported, if no word is tagged as one: *said crime rose*, *that small shops hurt*.
    pub(in crate::lang::en) fn second_readings(&mut self) {
        for at in 0..self.tokens.len() {
            let verb = self.penn(at).is_some_and(Penn::is_verb);
            let reports = verb && (self.reports_core(at) || self.lower(at) == "say");
            let shows = verb && self.shows(at);
            let told = verb && matches!(self.lower(at), "told" | "tells" | "tell");
            if reports || shows || told {
                let start = self.past_adverbs(at + 1 + usize::from(told));
                if self.lower(start) == "that" {
                    let subject = self.penn(start + 1).is_some_and(|tag| {
                        tag.is_noun()
                            || tag.is_adjective()
                            || matches!(tag, Penn::Dt | Penn::PrpS | Penn::Cd | Penn::Vbg)
                    });
                    if self.second_reading(start + 1, ANY, false) && subject {
                        self.set(start, Penn::In, Pos::Sconj);
                    }
                    continue;
                }
                let start = start + usize::from(self.mark(start) == Some(Mark::Open));
                let governed = self.penn(start) == Some(Penn::In) && !phrase::is_clause_opener(self.lower(start));
                let begins = self.penn(start).is_some_and(|tag| {
                    tag.is_noun()
                        || tag.is_adjective()
                        || matches!(tag, Penn::Dt | Penn::PrpS | Penn::Prp | Penn::Cd | Penn::Vbg | Penn::Vbn)
                });
                if governed || begins || told {
                    let careful = governed || told || !self.takes_only_clauses(at);
                    self.second_reading(start, if shows { LIKELY } else { ANY }, careful);
                }
            } else if self.lower(at) == "that" && self.penn(at) == Some(Penn::In) {
                self.second_reading(at + 1, ANY, false);
            } else if self.mark(at) == Some(Mark::Open) && at > 0 {
                // “Rents “top the list””: what is quoted of a sentence begins with its verb
                let first = if self.class(at + 1).has(Class::VERB) { at + 1 } else { self.past_adverbs(at + 1) };
                if !(0..at).any(|at| self.is_finite(at))
                    && self.before(0, at).is_some()
                    && let Some((penn, cost)) = self.verb_in_place(0, first, false, false)
                    && cost <= LIKELY
                {
                    self.read_as(first, penn);
                }
            } else if self.lower(at) == "," && self.is_attributed_before(at) {
                self.second_reading(at + 1, LIKELY, true);
            } else if at == 0 && self.mark(0) != Some(Mark::Open) && self.is_reported_later() {
                self.second_reading(0, LIKELY, true);
            }
        }
    }

    /// Whether *according to somebody* or *as somebody said* is all there is before the comma at `comma`.
    fn is_attributed_before(&self, comma: usize) -> bool {
        let as_said = self.lower(0) == "as" && (1..comma).filter(|&at| self.is_finite(at)).count() == 1;
        let according = self.lower(0) == "according";
        (according || as_said) && !(1..comma).any(|at| self.lower(at) == ",")
    }

    fn shows(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.sets.has(Set::ShowingVerbs))
    }

    /// Whether the sentence ends in a report of what it begins with: *…, Ruiz said.*
    fn is_reported_later(&self) -> bool {
        let comma = (0..self.tokens.len()).rev().find(|&at| self.lower(at) == ",");
        let according = (1..self.tokens.len()).any(|at| self.lower(at) == "according" && self.lower(at + 1) == "to");
        according
            || comma.is_some_and(|comma| {
                let rest = comma + 1..self.tokens.len().min(comma + 12);
                self.lower(comma + 1) == "according"
                    || rest.into_iter().any(|at| self.is_finite(at) && (self.reports_core(at) || self.shows(at)))
            })
    }

    /// Reads the likeliest word of the clause that begins at `start` as its verb, if it has none and the reading costs
    /// at most `limit`; returns whether it did. `careful` is whether the clause may begin later.
    fn second_reading(&mut self, start: usize, limit: u16, careful: bool) -> bool {
        let mut best: Option<(u16, usize, Penn)> = None;
        let mut relative = false;
        let mut behind_relative = false;
        let mut at = start;
        while let Some(here) = self.penn(at) {
            let opens = matches!(
                self.lower(at),
                "because" | "although" | "though" | "unless" | "while" | "when" | "if" | "that"
            );
            let joined = here == Penn::Cc && self.is_finite(self.past_adverbs(at + 1));
            if matches!(here, Penn::Stop | Penn::Colon)
                || at > start && (opens && here != Penn::Wdt || joined)
                || self.mark(at) == Some(Mark::Close)
                || matches!(self.lower(at), "," | "according") && start == 0
            {
                break;
            }
            if matches!(here, Penn::Wp | Penn::Wdt) {
                if at == start {
                    return false;
                }
                relative = true;
            } else if here.is_finite() {
                if !relative {
                    return false;
                }
                (relative, behind_relative) = (false, true);
            } else if at > start
                && !relative
                && let Some((penn, cost)) = self.verb_in_place(start, at, careful, behind_relative)
                && best.is_none_or(|(least, _, _)| cost < least)
            {
                best = Some((cost, at, penn));
            }
            at += 1;
        }
        let Some((_, at, penn)) = best.filter(|(cost, _, _)| *cost <= limit) else { return false };
        self.read_as(at, penn);
        true
    }

    /// The verb that the word at `at` may be, behind a subject that begins at `start` or later, and its cost.
    fn verb_in_place(&self, start: usize, at: usize, careful: bool, behind_relative: bool) -> Option<(Penn, u16)> {
        let here = self.penn(at)?;
        let class = self.class(at);
        let lower = self.word(at).is_some_and(|word| word.shape.has(Shape::LOWER));
        let open = here.is_noun()
            || here.is_adjective()
            || matches!(here, Penn::Vbn | Penn::Vb | Penn::In | Penn::Rb | Penn::Rp);
        let past = class.has(Class::PAST) || self.word(at).is_some_and(|word| word.sets.has(Set::InvariableVerbs));
        // "sources close to the family"
        let close = self.lower(at) == "close" && self.lower(at + 1) == "to";
        if !lower || !open || close || here == Penn::In && !past {
            return None;
        }
        // "in a statement issued Friday"
        let object = self.penn(at + 1).is_some_and(|tag| {
            tag.is_noun() || tag.is_adjective() || matches!(tag, Penn::Dt | Penn::PrpS | Penn::Cd | Penn::Rp | Penn::Rb)
        }) && !self.class(at + 1).has(Class::TIME);
        // "a book titled “Low Water”"
        let named = self.mark(at + 1) == Some(Mark::Open);
        // "dropped by 4 percent"
        let change = matches!(self.lower(at + 1), "by" | "to" | "from")
            && matches!(self.penn(at + 2), Some(Penn::Cd | Penn::Dollar));
        let object = object || change;
        if careful && here == Penn::Vbn && (named || !object) {
            return None;
        }
        let before = self.before(start, at)?;
        let subject = self.penn(before)?;
        // "people by the river back it": the subject is further left
        let attached = |at: usize| matches!(self.penn(at + 1), Some(Penn::In | Penn::Wp | Penn::Wdt));
        let far = (start..before).any(|at| self.penn(at) == Some(Penn::Nns) && attached(at));
        let pay = subject == Penn::Vb
            && self.class(before).has(Class::NOUN)
            && before > start
            && self.penn(before - 1).is_some_and(Penn::is_adjective);
        let (singular, plural) = match subject {
            _ if pay => (true, false),
            Penn::Nns | Penn::Nnps => (false, true),
            Penn::Prp if matches!(self.lower(before), "they" | "we" | "you" | "i") => (false, true),
            Penn::Nn | Penn::Nnp | Penn::Prp => (true, far),
            Penn::Vbg if before == start && (past || !careful) => (!careful, false),
            Penn::Vbn | Penn::Vbd | Penn::Vbp | Penn::Vbz | Penn::Cd if behind_relative => (true, true),
            _ => return None,
        };
        let seen = self.tokens.get(at).and_then(|token| token.verb);
        let (penn, cost) = match seen {
            Some(verb) => (verb.tag.penn, verb.cost),
            None if past => (Penn::Vbd, UNSEEN),
            None if class.has(Class::THIRD) => (Penn::Vbz, UNSEEN),
            None => (Penn::Vbp, UNSEEN),
        };
        // "told them a story about the harbour wall"
        let last = careful && here.is_noun() && matches!(self.penn(at + 1), Some(Penn::Stop) | None);
        let allowed = |penn: Penn| match penn {
            Penn::Vbd => past,
            Penn::Vbz => class.has(Class::THIRD) && singular && !last,
            _ => class.has(Class::VERB) && plural && !last,
        };
        let penn = [penn, Penn::Vbd, Penn::Vbz, Penn::Vbp].into_iter().find(|&penn| allowed(penn))?;
        // "crime report figures": a noun between nouns
        let inside = here.is_noun() && self.penn(at + 1).is_some_and(Penn::is_noun);
        // a participle without an object is as often the past
        let cost = if here == Penn::Vbn && penn == Penn::Vbd { cost.min(150) } else { cost };
        Some((penn, cost.saturating_add(if inside { 100 } else { 0 })))
    }
}
