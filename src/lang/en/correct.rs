//! Corrects tags if the surrounding words leave no doubt.
//!
//! The tagger reads from left to right and sees three words. It cannot know that a clause has no verb yet, or that
//! whoever *said* something must have been named before.

use crate::annotation::{Penn, Pos};
use crate::text::Token;
use crate::text::tag::Tag;
use crate::text::{Class, Set, Vocabulary, Word};

/// Corrects the tags of one sentence. Linear.
pub(crate) fn correct(vocabulary: &Vocabulary, tokens: &mut [Token]) {
    let mut sentence = Sentence { vocabulary, tokens };
    sentence.openings();
    sentence.names();
    sentence.capitals();
    sentence.people();
    sentence.small_words();
    sentence.nouns();
    sentence.reduced();
    sentence.possessives();
    sentence.reports();
    sentence.cues();
    let clauses = sentence.conjunctions();
    sentence.lone_participles();
    for start in clauses {
        sentence.missing_verb(start);
    }
    sentence.second_readings();
}

/// The tokens of one sentence, with their words.
pub(super) struct Sentence<'v, 't> {
    pub(super) vocabulary: &'v Vocabulary,
    pub(super) tokens: &'t mut [Token],
}

impl Sentence<'_, '_> {
    pub(super) fn word(&self, at: usize) -> Option<&Word> {
        self.tokens.get(at).map(|token| self.vocabulary.word(token.word))
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        self.word(at).map_or("", |word| &word.lower)
    }

    pub(super) fn penn(&self, at: usize) -> Option<Penn> {
        self.tokens.get(at).map(|token| token.tag.penn)
    }

    pub(super) fn class(&self, at: usize) -> Class {
        self.word(at).map_or_else(Class::default, |word| word.class)
    }

    pub(super) fn set(&mut self, at: usize, penn: Penn, pos: Pos) {
        if let Some(token) = self.tokens.get_mut(at) {
            token.tag = Tag { penn, pos };
        }
    }

    pub(super) fn says(&self, at: usize) -> bool {
        matches!(self.penn(at), Some(Penn::Vbd | Penn::Vbz)) && self.class(at).has(Class::SAYING)
    }

    /// Whether a clause without *that* must follow the verb at `verb`: *said the donors made two gifts*.
    fn says_bare(&self, verb: usize, at: usize) -> bool {
        let bare = matches!(
            self.lower(verb),
            "said" | "say" | "says" | "think" | "thinks" | "thought" | "believes" | "insists" | "insisted" | "argues"
        );
        let finite = matches!(self.penn(verb), Some(Penn::Vbd | Penn::Vbz | Penn::Vbp));
        let subject =
            matches!(self.penn(at), Some(Penn::Dt | Penn::PrpS | Penn::Prp | Penn::Nns | Penn::Jjr | Penn::Cd))
                || self.penn(at).is_some_and(Penn::is_proper);
        bare && finite && subject
    }

    /// *close to* after a noun and *given* before one are not verbs; *rose by* and *cost $9* after one are.
    fn small_words(&mut self) {
        for at in 1..self.tokens.len() {
            let behind_noun = matches!(self.penn(at - 1), Some(Penn::Nn | Penn::Nns));
            match (self.lower(at), self.penn(at)) {
                ("rose", Some(Penn::Nn | Penn::Nns))
                    if behind_noun && matches!(self.lower(at + 1), "by" | "to" | "from" | "sharply" | "slightly") =>
                {
                    self.set(at, Penn::Vbd, Pos::Verb);
                }
                ("cost" | "cut", Some(Penn::Nn))
                    if behind_noun && matches!(self.penn(at + 1), Some(Penn::Cd | Penn::Dollar)) =>
                {
                    self.set(at, Penn::Vbd, Pos::Verb);
                }
                ("close", Some(Penn::Vbp | Penn::Vb)) if self.lower(at + 1) == "to" => self.set(at, Penn::Jj, Pos::Adj),
                ("given", Some(Penn::Vbn)) if matches!(self.lower(at - 1), "that" | ",") => {
                    self.set(at, Penn::In, Pos::Adp);
                }
                _ => {}
            }
        }
    }

    /// If two verbs follow one subject, the first is a participle: *voters polled said*, *people briefed on it say*.
    fn reduced(&mut self) {
        for at in 1..self.tokens.len() {
            let candidate = self.penn(at) == Some(Penn::Vbd)
                && self.class(at).has(Class::PARTICIPLE)
                && self.penn(at - 1).is_some_and(Penn::is_noun);
            if !candidate {
                continue;
            }
            let mut verb = at + 1;
            if self.penn(verb) == Some(Penn::In) && !matches!(self.lower(verb), "that" | "as" | "because" | "if") {
                let phrase = |penn: Penn| {
                    penn.is_noun() || matches!(penn, Penn::In | Penn::Dt | Penn::Jj | Penn::PrpS | Penn::Cd | Penn::Pos)
                };
                // on PolNeAR dev, 5 / 9 / 17 tokens give the same claims (`extract --packs all`)
                while verb < at + 9 && self.penn(verb).is_some_and(phrase) {
                    verb += 1;
                }
            }
            // "the crews waited in fear that the dam would break"
            let reduced = verb > at + 1 && !(at + 2..verb).any(|at| super::phrase::is_clause_opener(self.lower(at)));
            let auxiliary = matches!(self.penn(verb), Some(Penn::Md))
                || self.penn(verb).is_some_and(Penn::is_finite)
                    && matches!(self.lower(verb), "was" | "were" | "is" | "are" | "has" | "have" | "had");
            // "two people briefed on the plan warn"
            let base = reduced
                && self.penn(verb) == Some(Penn::Vb)
                && self.class(verb).has(Class::SAYING)
                && self.penn(at - 1) == Some(Penn::Nns);
            if base {
                self.set(verb, Penn::Vbp, Pos::Verb);
            }
            if base
                || auxiliary && reduced
                || self.says(verb)
                || self.penn(verb) == Some(Penn::Vbp) && self.class(verb).has(Class::SAYING)
            {
                self.set(at, Penn::Vbn, Pos::Verb);
            }
        }
    }

    /// After a singular subject and before *that*, a word that could be a plural noun or a verb of saying is the verb:
    /// *the suit claims that it failed*, *his plan calls for trees*.
    fn reports(&mut self) {
        for at in 1..self.tokens.len() {
            let class = self.class(at);
            let reports = class.any(Class::SAYING.or(Class::THINKING)) && self.lower(at + 1) == "that"
                || self.lower(at) == "calls" && self.lower(at + 1) == "for";
            let candidate = reports
                && class.has(Class::THIRD)
                && self.penn(at) == Some(Penn::Nns)
                && matches!(self.penn(at - 1), Some(Penn::Nn | Penn::Nnp));
            if candidate && self.opens_clause(at) {
                self.set(at, Penn::Vbz, Pos::Verb);
            }
        }
    }

    /// Whether one noun phrase is all there is between the start of a clause and the token at `end`.
    fn opens_clause(&self, end: usize) -> bool {
        let phrase = |at: &usize| {
            self.penn(*at).is_some_and(|penn| {
                penn.is_noun() || matches!(penn, Penn::Dt | Penn::Jj | Penn::PrpS | Penn::Pos | Penn::Cd)
            })
        };
        let opener = (0..end).rev().find(|at| !phrase(at));
        match opener.and_then(|at| self.penn(at)) {
            None | Some(Penn::Stop | Penn::Colon | Penn::Open | Penn::Close) => true,
            Some(Penn::In) => {
                opener.is_some_and(|at| matches!(self.lower(at), "that" | "because" | "although" | "though"))
            }
            _ => false,
        }
    }

    /// *that* after a verb of saying opens a clause; returns where such clauses start.
    fn conjunctions(&mut self) -> Vec<usize> {
        let mut clauses = Vec::new();
        for at in 1..self.tokens.len().saturating_sub(1) {
            let reports = self.penn(at - 1).is_some_and(Penn::is_verb)
                && self.class(at - 1).any(Class::SAYING.or(Class::THINKING));
            let is_that = self.lower(at) == "that";
            // "confirmed Monday that 15 mills closed"
            let dated = at >= 2
                && is_that
                && self.word(at - 1).is_some_and(|word| word.sets.has(Set::Weekdays) || word.sets.has(Set::NearDays))
                && self.penn(at - 2).is_some_and(Penn::is_verb)
                && self.class(at - 2).has(Class::SAYING);
            let reports = reports || dated;
            // "warned that trust grows" does not contain the phrase "that trust"
            let subject = self.penn(at + 1).is_some_and(|after| {
                after.is_noun() || matches!(after, Penn::Jj | Penn::Dt | Penn::PrpS | Penn::Cd | Penn::Prp)
            });
            if reports && subject && is_that {
                self.set(at, Penn::In, Pos::Sconj);
            }
            if is_that && self.penn(at) == Some(Penn::In) || self.says_bare(at - 1, at) {
                clauses.push(at + usize::from(is_that));
            }
        }
        clauses
    }

    /// A participle with only a subject before it and an object after it is the verb of its clause: *it rained*, *Rao
    /// on Monday blamed the pumps*; so is the base form of a verb of saying: *those asked say*.
    fn lone_participles(&mut self) {
        let mut subject = false;
        // whether a word explains the participle or base form that the tagger saw
        let mut governed = false;
        for at in 0..self.tokens.len() {
            let Some(here) = self.penn(at) else { return };
            let before = at.checked_sub(1).and_then(|before| self.penn(before));
            let reports = self.class(at).any(Class::SAYING.or(Class::THINKING));
            let past = here == Penn::Vbn && self.class(at).has(Class::PAST);
            // "which Moss said defied hopes"
            let behind_report =
                past && at.checked_sub(1).is_some_and(|before| self.says(before) && self.lower(before) != "was");
            if past
                && (behind_report || self.behind_pronoun(at) || subject && !governed && self.takes_object(at, before))
            {
                self.set(at, Penn::Vbd, Pos::Verb);
                governed = true;
                continue;
            }
            let base = here == Penn::Vb
                && (self.class(at).has(Class::SAYING)
                    && (before.is_some_and(Penn::is_noun) || before == Some(Penn::Vbn))
                    || self.behind_plural(at));
            if base && subject && !governed {
                self.set(at, Penn::Vbp, Pos::Verb);
                governed = true;
                continue;
            }
            match here {
                Penn::Cc | Penn::Colon | Penn::Open | Penn::Close => (subject, governed) = (false, false),
                Penn::In if matches!(self.lower(at), "that" | "if" | "because" | "while" | "although" | "as") => {
                    (subject, governed) = (false, false);
                }
                Penn::To | Penn::Vb | Penn::Vbg => governed = true,
                // "said they even expect it"
                _ if here.is_finite() && reports => (subject, governed) = (false, false),
                _ if here.is_finite() => governed = true,
                Penn::Prp | Penn::Dt | Penn::Wp | Penn::Wdt => subject = true,
                _ if here.is_noun() => subject = true,
                _ => {}
            }
        }
    }

    /// Whether the previous word, ignoring adverbs, can only be a subject.
    fn behind_pronoun(&self, at: usize) -> bool {
        let before = (0..at).rev().find(|&before| !self.penn(before).is_some_and(Penn::is_adverb));
        before.is_some_and(|before| matches!(self.lower(before), "he" | "she" | "it" | "they" | "we" | "i"))
    }

    /// Whether the previous word, ignoring adverbs, is a pronoun whose present tense is the base form.
    fn behind_plural(&self, at: usize) -> bool {
        let before = (0..at).rev().find(|&before| !self.penn(before).is_some_and(Penn::is_adverb));
        before.is_some_and(|before| before + 1 < at && matches!(self.lower(before), "they" | "we" | "i" | "you"))
    }

    /// Whether an object follows the participle at `at` that a passive would not have: *built the same year* and *given
    /// a chance* have none.
    fn takes_object(&self, at: usize, before: Option<Penn>) -> bool {
        let behind = matches!(before, Some(Penn::Comma | Penn::Close | Penn::Open) | None);
        let two_objects = matches!(
            self.lower(at),
            "named"
                | "called"
                | "dubbed"
                | "titled"
                | "entitled"
                | "headlined"
                | "given"
                | "offered"
                | "told"
                | "asked"
                | "paid"
                | "shown"
                | "taught"
                | "sent"
                | "granted"
                | "awarded"
                | "promised"
                | "denied"
                | "considered"
                | "made"
                | "elected"
                | "appointed"
                | "nicknamed"
                | "labeled"
                | "labelled"
                | "held"
                | "born"
        );
        let object = matches!(self.penn(at + 1), Some(Penn::Dt | Penn::PrpS))
            || matches!(self.lower(at + 1), "him" | "them" | "me" | "us");
        let time = (at + 2..at + 4).any(|at| self.class(at).has(Class::TIME));
        object && !behind && !two_objects && !time
    }

    /// Finds the verb of a clause in which no word is tagged as one: *that the market moves*, *said she and he jokingly
    /// referred to it*.
    fn missing_verb(&mut self, start: usize) {
        let ends = |&at: &usize| matches!(self.penn(at), Some(Penn::Stop | Penn::Colon | Penn::Wp | Penn::Wdt) | None);
        let end = (start..=self.tokens.len()).find(ends).unwrap_or(start);
        let finite = |at: usize| self.penn(at).is_some_and(Penn::is_finite);
        if (start..end).any(finite) {
            return;
        }
        let mut found = None;
        for at in start + 1..end {
            let before = (start..at).rev().find(|&before| !self.penn(before).is_some_and(Penn::is_adverb));
            let Some(before) = before.and_then(|before| self.penn(before)) else { continue };
            let class = self.class(at);
            let adjacent = self.penn(at - 1) == Some(before);
            match (before, self.penn(at)) {
                (Penn::Nn | Penn::Nnp, Some(Penn::Nns)) if class.has(Class::THIRD) && adjacent => {
                    found = Some((at, Penn::Vbz));
                }
                (Penn::Nns | Penn::Nnps | Penn::Prp, Some(Penn::Nn | Penn::Vb)) if class.has(Class::VERB) => {
                    found = Some((at, Penn::Vbp));
                }
                (Penn::Nn | Penn::Nns | Penn::Nnp | Penn::Nnps | Penn::Prp, Some(Penn::Vbn))
                    if class.has(Class::PAST) =>
                {
                    found = Some((at, Penn::Vbd));
                    break;
                }
                _ => {}
            }
        }
        if let Some((verb, penn)) = found {
            self.set(verb, penn, Pos::Verb);
        }
    }
}
