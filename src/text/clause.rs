//! Where a clause ends as the content of a report.
//!
//! *Kim said [the talks had failed], adding …*: the hard part of finding claims. A dependency parser of a size that could
//! be shipped ends contents worse than this does, so it is rules: a content runs on until something shows that the
//! sentence has gone back to the reporter. What shows it is written down here, one reason after the other.

use super::vocabulary::Class;
use super::{Document, Mark};
use crate::span::TokenRange;
use crate::terms::Penn;

/// The end of the content that begins at `start`; `end` is where its sentence ends. Closing punctuation stays outside.
pub(super) fn content_end(document: &Document<'_>, start: usize, end: usize) -> usize {
    let reader = Reader { document, start, limit: end };
    let end = reader.end_in_noun_phrase().unwrap_or(end);
    let mut at = reader.first_step();
    while at < end {
        if reader.stops_at(at) {
            break;
        }
        at = reader.step(at);
    }
    reader.trimmed(at.min(end))
}

/// All places where a content that begins at `start` could end: before a comma, dash, colon, bracket or quotation mark.
pub(super) fn boundaries(document: &Document<'_>, start: usize, end: usize) -> Vec<usize> {
    let reader = Reader { document, start, limit: end };
    let mut found: Vec<usize> = (start + 1..end)
        .filter(|&at| matches!(document.lower(at), "," | ";" | ":" | "—" | "(" | "\"" | "'"))
        .filter(|&at| document.lower(at) != "'" || document.tokens.get(at).is_some_and(|token| token.mark.is_some()))
        .map(|at| reader.trimmed(at))
        .chain([reader.trimmed(end)])
        .filter(|&at| at > start)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Where a finite clause that begins at `start` has its verb, if one can begin there: it has a subject and, before
/// `end`, a finite verb of its own.
pub(super) fn clause_verb(document: &Document<'_>, start: usize, end: usize) -> Option<usize> {
    let open = usize::from(document.tokens.get(start).is_some_and(|token| token.mark == Some(Mark::Open)));
    let first = start + open;
    let opener = document.penn(first);
    // "that it failed", against "that is why"
    let introduced = match document.lower(first) {
        "that" => !document.penn(first + 1).is_some_and(Penn::is_finite),
        "whether" => true,
        _ => false,
    };
    if introduced {
        // the word before a content is no part of the clause
        return None;
    }
    let behind_word = first == start
        && first.checked_sub(1).is_some_and(|before| {
            !document.starts_sentence(first) && !document.is_punctuation(before) && document.lower(before) != "that"
        });
    if behind_word && is_adverbial(document.lower(first)) {
        return None;
    }
    let can_begin = document.chunk_from(first).is_some()
        || matches!(
            opener,
            Some(
                Penn::In
                    | Penn::Wrb
                    | Penn::Wp
                    | Penn::Wdt
                    | Penn::WpS
                    | Penn::Ex
                    | Penn::Rb
                    | Penn::Rbr
                    | Penn::Rbs
                    | Penn::Vbg
                    | Penn::Cc
                    | Penn::To
                    | Penn::Jj
                    | Penn::Uh
            )
        );
    if !can_begin {
        return None;
    }
    let verb = main_verb(document, first, end)?;
    // "on Monday that it …" and "in a letter: “it …”" begin with what belongs to the verb before
    let introduced_later = (first..verb).any(|at| {
        document.lower(at) == ":" || document.lower(at) == "that" && document.penn(at) == Some(Penn::In) && at > first
    });
    (!introduced_later).then_some(verb)
}

/// Conjunctions that open a clause beside the verb, never what somebody says: *confirmed after he left*.
fn is_adverbial(lower: &str) -> bool {
    matches!(
        lower,
        "after"
            | "before"
            | "because"
            | "since"
            | "while"
            | "until"
            | "although"
            | "though"
            | "unless"
            | "as"
            | "once"
            | "so"
            | "than"
            | "whereas"
    )
}

/// Whether what stands at `start` rather belongs to the verb before it: a date, an adverb, a prepositional phrase
/// directly behind a verb.
pub(super) fn leans_back(document: &Document<'_>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    let behind_verb = document.penn(before).is_some_and(Penn::is_verb)
        || document
            .chunks_in(TokenRange::new(before.saturating_sub(8), start))
            .last()
            .is_some_and(|chunk| chunk.tokens.end == start);
    let adjunct = match document.penn(start) {
        Some(Penn::In) => !super::phrase::is_clause_opener(document.lower(start)),
        Some(Penn::Rb) => true,
        _ => document.chunk_from(start).is_some_and(|chunk| chunk.is_time(document)),
    };
    behind_verb && adjunct
}

/// The first finite verb from `start` on that does not belong to a relative clause.
pub(super) fn main_verb(document: &Document<'_>, start: usize, end: usize) -> Option<usize> {
    let mut relative = false;
    for at in start..end {
        match document.penn(at)? {
            Penn::Wp | Penn::Wdt | Penn::WpS if at > start => relative = true,
            tag if tag.is_finite() => {
                if !relative {
                    return Some(at);
                }
                relative = false;
            }
            _ => {}
        }
    }
    None
}

/// The end of the relative clause whose pronoun stands at `start`: before the verb with which the sentence goes on, or
/// the comma that closes it.
pub(super) fn relative_end(document: &Document<'_>, start: usize, limit: usize) -> Option<usize> {
    let after_comma = start.checked_sub(1).is_some_and(|before| document.lower(before) == ",");
    let verb = (start + 1..limit.min(start + 12)).find(|&at| document.penn(at).is_some_and(Penn::is_finite))?;
    let mut at = verb + 1;
    while at < limit {
        let tag = document.penn(at)?;
        if after_comma && document.lower(at) == "," {
            return Some(at);
        }
        let mark = document.tokens.get(at).is_some_and(|token| token.mark == Some(Mark::Open));
        if matches!(document.lower(at), ";" | "—" | ":") || mark || tag == Penn::Stop && at + 1 >= limit {
            return Some(at);
        }
        if !after_comma && tag.is_finite() && goes_on(document, verb, at) {
            return Some(at);
        }
        if !after_comma && document.lower(at) == "," {
            return Some(at);
        }
        at += 1;
    }
    Some(limit)
}

/// Whether the finite verb at `at` may be followed by more of the same verb: *has burned*, *will go*.
fn is_auxiliary(document: &Document<'_>, at: usize) -> bool {
    document.penn(at) == Some(Penn::Md) || matches!(document.lemma(at).as_str(), "be" | "have" | "do")
}

/// Whether the finite verb at `at` takes up the main clause: no new subject and no conjunction stands before it.
fn goes_on(document: &Document<'_>, verb: usize, at: usize) -> bool {
    let before = document.penn(at - 1);
    let auxiliary = is_auxiliary(document, verb)
        && (verb + 1..at).all(|between| document.penn(between).is_some_and(Penn::is_adverb));
    let new_subject = matches!(before, Some(Penn::Prp | Penn::Cc | Penn::Wp | Penn::Wdt));
    let opened = (verb + 1..at).any(|between| {
        matches!(document.lower(between), "that" | "if" | "when" | "because" | "as" | "while" | "after" | "before")
    });
    !auxiliary && !new_subject && !opened
}

struct Reader<'d, 'a> {
    document: &'d Document<'a>,
    start: usize,
    limit: usize,
}

impl Reader<'_, '_> {
    fn lower(&self, at: usize) -> &str {
        if at < self.limit { self.document.lower(at) } else { "" }
    }

    fn penn(&self, at: usize) -> Option<Penn> {
        if at < self.limit { self.document.penn(at) } else { None }
    }

    fn mark(&self, at: usize) -> Option<Mark> {
        self.document.tokens.get(at).filter(|_| at < self.limit).and_then(|token| token.mark)
    }

    /// Where reading goes on behind the first token of the content.
    fn first_step(&self) -> usize {
        if self.mark(self.start) == Some(Mark::Open) { self.step(self.start) } else { self.start + 1 }
    }

    /// The next place to look at: a quotation or bracket inside is one step.
    fn step(&self, at: usize) -> usize {
        if self.mark(at) == Some(Mark::Open) {
            let quotation = self.document.opened_at(at);
            if let Some(close) = quotation.and_then(|quotation| quotation.close).filter(|&close| close < self.limit) {
                return close + 1;
            }
        }
        if self.lower(at) == "("
            && let Some(close) = (at + 1..self.limit).find(|&close| self.lower(close) == ")")
        {
            return close + 1;
        }
        at + 1
    }

    /// Where a content ends that hangs on a noun, as *the claim that it failed* in front of *has no proof*: before the verb
    /// with which the sentence goes on.
    fn end_in_noun_phrase(&self) -> Option<usize> {
        let that = self.start.checked_sub(1).filter(|&before| self.document.lower(before) == "that")?;
        let noun = that.checked_sub(1)?;
        if !self.document.penn(noun)?.is_noun() {
            return None;
        }
        // only where the noun has no verb before it: it is the subject
        let subject = !(noun.saturating_sub(8)..noun).any(|at| self.document.penn(at).is_some_and(Penn::is_verb));
        let verb = main_verb(self.document, self.start, self.limit)?;
        let next = (verb + 1..self.limit)
            .find(|&at| self.document.penn(at).is_some_and(Penn::is_finite) && goes_on(self.document, verb, at));
        next.filter(|_| subject)
    }

    /// Leaves closing punctuation outside.
    fn trimmed(&self, mut at: usize) -> usize {
        while at > self.start + 1 {
            let last = at - 1;
            let closes_inner = self.mark(last) == Some(Mark::Close) && self.opened_inside(last);
            let punctuation = matches!(
                self.penn(last),
                Some(Penn::Comma | Penn::Stop | Penn::Colon | Penn::Nfp | Penn::Open | Penn::Close | Penn::Hyph)
            );
            let question = matches!(self.lower(last), "?" | "!") && self.mark(at).is_some();
            if !punctuation || closes_inner || question {
                break;
            }
            at -= 1;
        }
        at
    }

    /// Whether the quotation that closes at `close` was opened inside the content.
    fn opened_inside(&self, close: usize) -> bool {
        self.document.closed_at(close).is_some_and(|quotation| quotation.open >= self.start)
    }

    /// Whether the content ends before the token at `at`.
    fn stops_at(&self, at: usize) -> bool {
        match self.lower(at) {
            ";" => true,
            ":" => self.document.is_headline(at),
            "—" => self.dash_ends(at),
            "," => self.comma_ends(at),
            "but" | "and" => self.report_goes_on(at),
            "according" => self.lower(at + 1) == "to",
            ")" | "]" => true,
            _ => self.mark(at) == Some(Mark::Close) && !self.opened_inside(at),
        }
    }

    /// A dash goes back to the reporter, unless a second one comes.
    fn dash_ends(&self, at: usize) -> bool {
        !(at + 1..self.limit).any(|later| self.lower(later) == "—")
    }

    fn comma_ends(&self, comma: usize) -> bool {
        let next = self.lower(comma + 1);
        if self.inside_aside() {
            return true;
        }
        match next {
            "but" | "while" | "whereas" | "although" | "though" | "yet" => true,
            "according" => self.lower(comma + 2) == "to",
            "and" | "or" => self.report_goes_on(comma + 1),
            _ => self.reporting_participle(comma + 1) || self.attribution(comma + 1),
        }
    }

    /// `, adding …`, `, according to …`, `, citing …`.
    fn reporting_participle(&self, at: usize) -> bool {
        let adverb = usize::from(self.penn(at).is_some_and(Penn::is_adverb));
        let word = at + adverb;
        self.penn(word) == Some(Penn::Vbg) && word < self.limit && self.document.word(word).class.any(Class::SAYING)
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
        let behind = self.lower(verb + 1);
        verb < self.limit
            && saying(verb)
            && (behind.is_empty() || matches!(behind, "," | "." | "in" | "on" | "at" | "during" | "—"))
    }

    /// `and warned that …`: the reporter goes on with the same source.
    fn report_goes_on(&self, at: usize) -> bool {
        let adverb = usize::from(self.penn(at + 1).is_some_and(Penn::is_adverb));
        let verb = at + 1 + adverb;
        if verb >= self.limit {
            return false;
        }
        let finite = matches!(self.penn(verb), Some(Penn::Vbd | Penn::Vbz));
        finite && self.document.word(verb).class.has(Class::SAYING) && self.cue_tag() == self.penn(verb)
    }

    /// The tag of the verb that reports this content: the nearest verb of saying before it.
    fn cue_tag(&self) -> Option<Penn> {
        let cue = (self.start.saturating_sub(6)..self.start).rev().find(|&at| {
            self.document.penn(at).is_some_and(Penn::is_verb)
                && self.document.word(at).class.any(Class::SAYING.or(Class::THINKING))
        })?;
        self.document.penn(cue)
    }

    /// Whether the report itself stands in an aside that the next comma closes: *Moss, who said it held, was wrong*;
    /// or opens the sentence as a subordinate clause: *While Moss said it held, nobody believed her*.
    fn inside_aside(&self) -> bool {
        let mut at = self.start;
        for _ in 0..10 {
            let Some(before) = at.checked_sub(1) else { return false };
            at = before;
            match self.document.penn(at) {
                Some(Penn::Wp | Penn::Wdt) => {
                    return at.checked_sub(1).is_some_and(|comma| self.document.lower(comma) == ",");
                }
                Some(Penn::Comma | Penn::Colon | Penn::Stop | Penn::Open | Penn::Close) => return false,
                Some(Penn::In | Penn::Wrb) => {
                    let first = at.checked_sub(1).is_none_or(|before| {
                        self.document.penn(before) == Some(Penn::Stop) || self.document.starts_sentence(at)
                    });
                    if first
                        && matches!(
                            self.document.lower(at),
                            "while"
                                | "although"
                                | "though"
                                | "when"
                                | "after"
                                | "as"
                                | "because"
                                | "since"
                                | "if"
                                | "even"
                        )
                    {
                        return true;
                    }
                }
                _ => {}
            }
        }
        false
    }
}
