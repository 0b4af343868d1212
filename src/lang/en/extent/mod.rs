//! Finds where the content of a report ends.
//!
//! *Kim said [the talks had failed], adding …*: this is the hard part of finding claims. A dependency parser small
//! enough to be shipped finds the ends less reliably than rules, so a content continues until something shows that the
//! sentence has returned to the reporter. What shows it depends on the kind of content. A clause takes nearly
//! everything that follows, see [`clause`]; a noun phrase or an infinitive ends sooner, see [`object`].

mod clause;
mod object;

use std::cell::OnceCell;

use crate::annotation::Penn;
use crate::text::{Class, Content, Document, Mark, Shape, opened_inside, trimmed};

/// The end of the content that begins at `start`; `end` is the end of its sentence. Closing punctuation is not
/// included.
pub(super) fn content_end(document: &Document<'_>, content: Content, start: usize, end: usize) -> usize {
    let reader = Reader::new(document, start, end);
    let end = match content {
        Content::Clause => reader.clause_end(),
        Content::Verb | Content::Noun => reader.object_end(content),
    };
    match reader.end_of_quotation() {
        Some(close) if end >= reader.limit => close,
        _ => reader.trimmed(end),
    }
}

/// A scan over a content from start to end.
struct Reader<'d, 'a> {
    document: &'d Document<'a>,
    start: usize,
    limit: usize,
    /// Where the last bracket closes, computed on first use.
    last_bracket: OnceCell<Option<usize>>,
    /// Whether the number of dashes before the content is odd, computed on first use.
    in_aside: OnceCell<bool>,
}

impl<'d, 'a> Reader<'d, 'a> {
    const fn new(document: &'d Document<'a>, start: usize, limit: usize) -> Self {
        Self { document, start, limit, last_bracket: OnceCell::new(), in_aside: OnceCell::new() }
    }
}

impl Reader<'_, '_> {
    fn lower(&self, at: usize) -> &str {
        if at < self.limit { self.document.lower(at) } else { "" }
    }

    fn penn(&self, at: usize) -> Option<Penn> {
        if at < self.limit { self.document.penn(at) } else { None }
    }

    fn is_finite(&self, at: usize) -> bool {
        self.penn(at).is_some_and(Penn::is_finite)
    }

    fn has_class(&self, at: usize, class: Class) -> bool {
        at < self.limit && self.document.word(at).class.any(class)
    }

    fn mark(&self, at: usize) -> Option<Mark> {
        self.document.tokens.get(at).filter(|_| at < self.limit).and_then(|token| token.mark)
    }

    /// Where the scan continues after the first token of the content.
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
            && self.last_bracket().is_some_and(|last| at < last)
            && let Some(close) = (at + 1..self.limit).find(|&close| self.lower(close) == ")")
        {
            return close + 1;
        }
        at + 1
    }

    fn last_bracket(&self) -> Option<usize> {
        *self.last_bracket.get_or_init(|| (self.start..self.limit).rfind(|&at| self.document.lower(at) == ")"))
    }

    /// The closing mark before `at`, if it has a comma inside that belongs after it: *said it was “a joke,” adding …*.
    fn comma_before(&self, at: usize) -> Option<usize> {
        let close = at.checked_sub(1).filter(|&close| self.mark(close) == Some(Mark::Close))?;
        (close > self.start + 1 && self.lower(close - 1) == ",").then_some(close)
    }

    /// The first place after the adverbs at `at`.
    fn past_adverbs(&self, mut at: usize) -> usize {
        while self.penn(at).is_some_and(Penn::is_adverb) {
            at += 1;
        }
        at
    }

    /// The verb of the clause whose subject begins at `at`, if there is one.
    fn clause_at(&self, at: usize) -> Option<usize> {
        let mut end = self.document.chunk_from(at).filter(|chunk| !chunk.is_time(self.document))?.tokens.end;
        // "the mayor of Halden said", "people in the town say"
        for _ in 0..3 {
            let verb = self.past_adverbs(end);
            if self.is_finite(verb) {
                return Some(verb);
            }
            let preposition = matches!(self.penn(end), Some(Penn::In | Penn::To));
            end = self.document.chunk_from(end + 1).filter(|_| preposition)?.tokens.end;
        }
        None
    }

    /// Excludes closing punctuation.
    fn trimmed(&self, at: usize) -> usize {
        trimmed(self.document, self.start, self.limit, at)
    }

    /// Whether the quotation that closes at `close` was opened inside the content.
    fn opened_inside(&self, close: usize) -> bool {
        opened_inside(self.document, self.start, close)
    }

    /// Whether the token at `at` ends any content: a semicolon, the end of a bracket or quotation around it, *according
    /// to*.
    fn breaks_at(&self, at: usize) -> bool {
        match self.lower(at) {
            ";" | ")" | "]" => true,
            ":" => self.document.is_headline(at),
            "according" => self.lower(at + 1) == "to",
            _ => self.mark(at) == Some(Mark::Close) && !self.opened_inside(at),
        }
    }

    fn sentence_start(&self) -> usize {
        let sentences = &self.document.sentences;
        let sentence = sentences.partition_point(|sentence| sentence.tokens.end <= self.start);
        sentences.get(sentence).map_or(self.start, |sentence| sentence.tokens.start)
    }

    /// The end of a quotation that was opened in the content and is not closed in its sentence: *said it was “over.
    /// Quite over”*.
    fn end_of_quotation(&self) -> Option<usize> {
        let document = self.document;
        let last = self.limit.checked_sub(1).and_then(|last| document.tokens.get(last))?;
        let quotation = document.quotations.get(document.outermost_quotation(last.quotation)?)?;
        quotation.close.filter(|&close| quotation.open >= self.start && close >= self.limit).map(|close| close + 1)
    }

    /// Whether a dash after the report closes an aside around it: *The plan — Moss said it held — was dropped*.
    fn dash_closes_aside(&self) -> bool {
        *self.in_aside.get_or_init(|| {
            let dashes = (self.sentence_start()..self.start).filter(|&at| self.document.lower(at) == "—");
            dashes.count() % 2 == 1
        })
    }

    /// `Halden, Norway`, `May 2, 2016`, `Ruiz, D-Ohio`: a comma inside a name or date.
    fn inside_name(&self, comma: usize) -> bool {
        let next = comma + 1;
        let (before, behind) = (self.penn(comma - 1), self.penn(next));
        let proper = |tag: Option<Penn>| tag.is_some_and(Penn::is_proper);
        let region = self.has_class(next, Class::PLACE.or(Class::POLITY)) && self.lower(next + 1) != "and";
        let party = next < self.limit && {
            let shape = self.document.word(next).shape;
            shape.has(Shape::HYPHEN) && shape.has(Shape::TITLE)
        };
        let year = before == Some(Penn::Cd) && behind == Some(Penn::Cd) && self.lower(next).len() == 4;
        year || proper(before) && (proper(behind) && region || party)
    }
}
