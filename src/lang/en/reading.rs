//! Other readings of words, if the likeliest tags leave a report or what is reported without a verb.
//!
//! A tag is evidence. Where the words say that there is a verb, because a report needs one (*…, the museum claims*) or
//! what is reported does (*said crime rose*), the likeliest word becomes it.

use super::correct::Sentence;
use crate::annotation::{Penn, Pos};
use crate::text::{Class, Mark, Set, Shape};

/// The cost of a reading that the tagger excludes for this word, but the word lists allow.
const UNSEEN: u16 = 250;

/// The highest cost of a reading where only the words around it suggest a verb.
const LIKELY: u16 = 300;

/// The same for a verb of saying at the end of its clause.
const FINAL: u16 = 200;

/// Where the words before it promise a clause, any reading is better than none.
const ANY: u16 = u16::MAX;

/// How many tokens a subject has at most.
const SUBJECT: usize = 16;

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

    fn is_last_verb(&self, at: usize) -> bool {
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
    pub(super) fn cues(&mut self) {
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

    /// Finds the verb of what is reported, if no word is tagged as one: *said crime rose*, *that small shops hurt*.
    pub(super) fn second_readings(&mut self) {
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
                let governed =
                    self.penn(start) == Some(Penn::In) && !super::phrase::is_clause_opener(self.lower(start));
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
