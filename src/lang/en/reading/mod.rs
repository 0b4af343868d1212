//! Other readings of words, if the likeliest tags leave a report or what is reported without a verb.
//!
//! A tag is evidence. Where the words say that there is a verb, because a report needs one (*…, the museum claims*) or
//! what is reported does (*said crime rose*), the likeliest word becomes it.

mod cue;
mod missing_verb;

use super::correct::Sentence;
use crate::annotation::{Penn, Pos};
use crate::text::{Class, Mark, Set};

/// The cost of a reading that the tagger excludes for this word, but the word lists allow.
const UNSEEN: u16 = 250;

impl Sentence<'_, '_> {
    fn reports_core(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.sets.has(Set::ReportingVerbs))
    }

    /// Whether what the verb at `at` reports is hardly ever a thing: *said*, as opposed to *wrote a book*.
    fn takes_only_clauses(&self, at: usize) -> bool {
        matches!(
            self.lower(at),
            "say"
                | "says"
                | "said"
                | "saying"
                | "insists"
                | "insisted"
                | "thinks"
                | "thought"
                | "believes"
                | "argues"
                | "argued"
        )
    }

    fn mark(&self, at: usize) -> Option<Mark> {
        self.tokens.get(at).and_then(|token| token.mark)
    }

    fn is_finite(&self, at: usize) -> bool {
        self.penn(at).is_some_and(Penn::is_finite)
    }

    /// Makes the word at `at` a verb, although the tagger thought otherwise.
    fn read_as(&mut self, at: usize, penn: Penn) {
        self.set(at, penn, Pos::Verb);
        if let Some(token) = self.tokens.get_mut(at) {
            token.is_second = true;
        }
    }

    fn past_adverbs(&self, mut at: usize) -> usize {
        while self.penn(at).is_some_and(Penn::is_adverb) {
            at += 1;
        }
        at
    }

    /// The last token before `at` that is neither an adverb nor an opening mark, from `start` on.
    fn before(&self, start: usize, at: usize) -> Option<usize> {
        let skipped = |at: usize| self.penn(at).is_some_and(Penn::is_adverb) || self.mark(at) == Some(Mark::Open);
        (start..at).rev().find(|&before| !skipped(before))
    }

    /// Plural nouns that the tagger took for verbs: *Sources familiar with it said*, *said sources close to it*.
    pub(super) fn nouns(&mut self) {
        for at in 0..self.tokens.len() {
            let class = self.class(at);
            // "according to court records"
            let source = at > 1 && self.lower(at - 1) == "to" && self.lower(at - 2) == "according";
            if source && self.penn(at) == Some(Penn::Vb) && class.has(Class::NOUN) {
                self.set(at, Penn::Nn, Pos::Noun);
            }
            // "said pay fell"
            let reported = at > 0 && self.is_finite(at - 1) && self.takes_only_clauses(at - 1);
            if reported && self.penn(at) == Some(Penn::Vb) && class.has(Class::NOUN) && self.is_finite(at + 1) {
                self.set(at, Penn::Nn, Pos::Noun);
            }
            if self.penn(at) != Some(Penn::Vbz) || !class.has(Class::PLURAL) || self.reports_core(at) {
                continue;
            }
            let before = at.checked_sub(1);
            let opens = before.is_none_or(|before| self.mark(before) == Some(Mark::Open));
            let said = before.is_some_and(|before| self.is_finite(before) && self.reports_core(before));
            let governed = before.is_some_and(|before| {
                self.penn(before) == Some(Penn::To)
                    || self.penn(before) == Some(Penn::In) && !super::phrase::is_clause_opener(self.lower(before))
            });
            // "close", where the tagger saw an adverb
            let adjective = self.penn(at + 1) == Some(Penn::Rb)
                && self.class(at + 1).has(Class::ADJECTIVE)
                && matches!(self.penn(at + 2), Some(Penn::In | Penn::To));
            let described = matches!(self.penn(at + 1), Some(Penn::Jj | Penn::In | Penn::Vbn | Penn::Vbg | Penn::To))
                && self.lower(at + 1) != "that"
                || adjective;
            // "…, sources close to it claim, …"
            let amid = before.is_some_and(|before| self.lower(before) == ",")
                && (adjective || matches!(self.penn(at + 1), Some(Penn::Jj | Penn::Vbn)))
                && matches!(self.penn(at + 2), Some(Penn::In | Penn::To));
            let opens = opens || amid;
            // "told Rao floods matter", "Cuts cost jobs"
            let named = (0..at).rev().take(5).find(|&at| !self.penn(at).is_some_and(Penn::is_proper));
            let told = named.is_some_and(|told| told + 1 < at && matches!(self.lower(told), "told" | "tells" | "tell"));
            let may_be_verb = matches!(self.penn(at + 1), Some(Penn::Nn | Penn::Vb | Penn::Vbp | Penn::Vbd | Penn::In))
                && (self.class(at + 1).any(Class::VERB.or(Class::PAST)));
            // "that cooks cut the rope"
            let that = before.filter(|&before| self.lower(before) == "that");
            let subject = that.is_some() && matches!(self.penn(at + 1), Some(Penn::Vbd | Penn::Vbp | Penn::Md));
            if (told || before.is_none()) && may_be_verb || subject {
                self.set(at, Penn::Nns, Pos::Noun);
                that.filter(|_| subject).into_iter().for_each(|that| self.set(that, Penn::In, Pos::Sconj));
                continue;
            }
            let verb = || (at + 2..self.tokens.len()).any(|at| self.is_finite(at));
            if governed && described || (opens || said) && described && (said && self.is_last_verb(at) || verb()) {
                self.set(at, Penn::Nns, Pos::Noun);
                if adjective {
                    self.set(at + 1, Penn::Jj, Pos::Adj);
                }
            }
        }
    }
}
