//! Cues that the tagger took for something else: *…, the museum claims*, *said/VBN by email*.

use super::UNSEEN;
use crate::annotation::{Penn, Pos};
use crate::lang::en::correct::Sentence;
use crate::text::{Class, Mark, Shape};

/// The same for a verb of saying at the end of its clause.
const FINAL: u16 = 200;

/// How many tokens a subject has at most.
const SUBJECT: usize = 16;

impl Sentence<'_, '_> {
    pub(super) fn is_last_verb(&self, at: usize) -> bool {
        !(at + 1..self.tokens.len()).any(|at| self.is_finite(at))
    }

    /// The first token of the noun phrase that is all there is between a mark or conjunction and the verb at `verb`,
    /// if it can be the subject: *, the museum claims*, *as a teacher explained*, *a man who lives there testified*.
    fn subject_of(&self, verb: usize) -> Option<usize> {
        let mut relative = 0;
        let (mut pronoun, mut infinitive) = (false, false);
        let mut start = verb;
        while let Some(at) = start.checked_sub(1) {
            if verb - at > SUBJECT || self.mark(at).is_some() {
                break;
            }
            let lower = self.lower(at);
            match self.penn(at)? {
                Penn::Comma | Penn::Colon | Penn::Stop | Penn::Open | Penn::Close => break,
                Penn::In if matches!(lower, "as" | "that" | "while" | "because" | "although" | "though" | "if") => {
                    break;
                }
                // "…, and police said"
                Penn::Cc if !matches!(self.penn(at - usize::from(at > 0)), Some(tag) if tag.is_noun()) => break,
                Penn::Wp | Penn::Wdt => {
                    pronoun = true;
                    relative -= 1;
                }
                tag if tag.is_finite() => relative += 1,
                Penn::Vb | Penn::Vbg => infinitive = true,
                Penn::Uh | Penn::Ex | Penn::Wrb => return None,
                _ => {}
            }
            start = at;
        }
        let before = self.before(start, verb)?;
        let person = |at: usize| self.penn(at).is_some_and(Penn::is_adjective) && self.class(at).has(Class::HUMAN);
        let noun = self.penn(before).is_some_and(|tag| tag.is_noun() || tag == Penn::Prp) || pronoun || person(before);
        let opens = self.penn(start).is_some_and(|tag| {
            tag.is_noun()
                || tag.is_adjective()
                || matches!(tag, Penn::Dt | Penn::PrpS | Penn::Prp | Penn::Cd | Penn::Gw)
        });
        (relative == 0 && noun && opens && (pronoun || !infinitive)).then_some(start)
    }

    /// Verbs of saying that the tagger took for participles or nouns, with a subject before them and nothing else:
    /// *Ruiz said by email*, *as a teacher explained*, *…, the museum claims*.
    pub(in crate::lang::en) fn cues(&mut self) {
        let mut verb_before = false;
        for at in 0..self.tokens.len() {
            let here = self.penn(at);
            if here == Some(Penn::Vbn) && self.is_unread_past(at) {
                self.set(at, Penn::Vbd, Pos::Verb);
            } else if matches!(here, Some(Penn::Nns | Penn::Nn | Penn::Vb))
                && at > 0
                && let Some(penn) = self.unread_present(at, verb_before)
            {
                self.read_as(at, penn);
                // "Drivers, the museum claims, voted twice"
                let behind = self.past_adverbs(at + 2);
                if self.lower(at + 1) == ","
                    && !verb_before
                    && self.penn(behind) == Some(Penn::Vbn)
                    && self.class(behind).has(Class::PAST)
                {
                    self.read_as(behind, Penn::Vbd);
                }
            }
            verb_before |= self.is_finite(at);
        }
    }

    /// The noun of the phrase from `start` to `end`: the last one before a preposition, an adjective behind it, or a
    /// relative clause.
    fn head_of(&self, start: usize, end: usize) -> usize {
        let noun = |at: usize| self.penn(at).is_some_and(|tag| tag.is_noun() || tag == Penn::Prp);
        let first = (start..end).find(|&at| noun(at)).unwrap_or(start);
        (first..end).take_while(|&at| noun(at) || self.penn(at) == Some(Penn::Pos)).last().unwrap_or(first)
    }

    fn is_unread_past(&self, at: usize) -> bool {
        let that = (at + 1..at + 6).find(|&at| self.lower(at) == "that" || self.penn(at).is_some_and(Penn::is_verb));
        let that = self.class(at).has(Class::SAYING) && that.is_some_and(|at| self.lower(at) == "that");
        if !(self.reports_core(at) || that) || !self.class(at).has(Class::PAST) {
            return false;
        }
        let Some(start) = self.subject_of(at) else { return false };
        // "the sum claimed in May was wrong", as opposed to "a woman who saw it said in May it was wrong"
        let head = self.head_of(start, at);
        let speaks = self.class(head).any(Class::HUMAN.or(Class::GROUP))
            || self.penn(head).is_some_and(|tag| tag.is_proper() || tag == Penn::Prp);
        let speaks = speaks && self.lower(at + 1) != "to"
            || matches!(self.lower(at), "said" | "insisted" | "argued" | "warned" | "testified" | "explained");
        // "a figure claimed by the council", as opposed to "Ruiz said by email"
        let agent = self.lower(at + 1) == "by" && {
            let means = self.penn(at + 2) == Some(Penn::Nn)
                && !self.class(at + 2).any(Class::HUMAN.or(Class::GROUP))
                && self.word(at + 2).is_some_and(|word| word.shape.has(Shape::LOWER));
            !means
        };
        let more = (at + 1..self.tokens.len()).take_while(|&at| {
            !matches!(self.penn(at), Some(Penn::Comma | Penn::Colon | Penn::Stop))
                && self.mark(at).is_none()
                && self.lower(at) != "that"
        });
        let verb = more.into_iter().any(|at| self.is_finite(at));
        let means = self.lower(at + 1) == "by";
        !agent && (means || speaks || !verb)
    }

    /// The tag as a verb of the noun or infinitive at `at`, if it must be a report: *…, the museum claims.*
    fn unread_present(&self, at: usize, verb_before: bool) -> Option<Penn> {
        let class = self.class(at);
        let shows = matches!(self.lower(at), "show" | "shows" | "suggest" | "suggests" | "indicate" | "indicates");
        if !(class.has(Class::SAYING) || shows) {
            return None;
        }
        // a mark follows, or what is said
        let ends = self.mark(at + 1).is_some()
            || matches!(self.penn(at + 1), Some(Penn::Comma | Penn::Stop | Penn::Colon) | None);
        let start = self.subject_of(at)?;
        let behind_verb = matches!(self.penn(at - 1), Some(Penn::Vbn | Penn::Vbd | Penn::Vb));
        let begins = matches!(self.penn(at + 1), Some(Penn::Vbg | Penn::Dt | Penn::PrpS | Penn::Prp))
            && self.penn(at - 1).is_some_and(Penn::is_proper);
        if !ends && !(start == 0 && (behind_verb || begins || self.lower(at + 1) == "that")) {
            return None;
        }
        // "the sale covers books, records and claims"
        let list = (start..at).any(|at| self.penn(at) == Some(Penn::Cc));
        let closes = start.checked_sub(1).is_some_and(|before| {
            self.mark(before) == Some(Mark::Close) || self.lower(before) == "," || self.lower(before) == "as"
        });
        let quoted = start.checked_sub(1).is_some_and(|before| self.mark(before) == Some(Mark::Close));
        let behind = self.past_adverbs(at + 2);
        let amid = self.lower(at + 1) == ","
            && (self.is_finite(behind) || self.penn(behind) == Some(Penn::Vbn) && self.class(behind).has(Class::PAST));
        let said = self.mark(at + 1) == Some(Mark::Open)
            || self.lower(at + 1) == ":" && self.mark(at + 2) == Some(Mark::Open)
            || self.lower(at + 1) == "that"
            || behind_verb
            || begins;
        let last = matches!(self.penn(at + 1), Some(Penn::Stop) | None) && self.penn(start) == Some(Penn::Dt);
        if list || !(closes && (verb_before || quoted || amid || last) || start == 0 && said) {
            return None;
        }
        let subject = self.penn(self.head_of(start, at))?;
        let definite = matches!(self.penn(start), Some(Penn::Dt | Penn::PrpS | Penn::Gw))
            || self.penn(start).is_some_and(Penn::is_proper);
        let cost = self.tokens.get(at).and_then(|token| token.verb).map_or(UNSEEN, |verb| verb.cost);
        match subject {
            Penn::Nn | Penn::Nnp | Penn::Nnps if class.has(Class::THIRD) && definite && cost <= FINAL => {
                Some(Penn::Vbz)
            }
            Penn::Nns | Penn::Prp if class.has(Class::VERB) && cost <= FINAL => Some(Penn::Vbp),
            _ => None,
        }
    }
}
