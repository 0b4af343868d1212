//! The stretches a pattern can ask for: clauses, quotations, phrases, names.
//!
//! They are computed for one unit of text at a time, and only for the kinds that are needed. From one start a stretch
//! may have several ends; each has a rank, and a lower rank is the end a reader would choose if nothing else decided.

use super::content::{Content, boundaries};
use super::{Chunk, Document, Mark, Quotation, Set, Value};
use crate::annotation::{EntityKind, Penn, SpanKind};
use crate::span::TokenRange;

/// The rank of a source that a reader would not expect: any other reading of the sentence comes first.
const DOUBT: u8 = 6;

/// One stretch of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stretch {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// 0 for the natural end, more for a possible one, the most for the least likely.
    pub(crate) rank: u8,
}

impl Document<'_> {
    /// All stretches of `kind` in `unit`, sorted by start and end. At most quadratic in the length of a sentence, which
    /// is capped, so linear in the length of the text.
    pub(crate) fn stretches(&self, kind: SpanKind, unit: TokenRange) -> Vec<Stretch> {
        let mut found = Vec::new();
        match kind {
            SpanKind::Quoted => self.quoted(unit, &mut found),
            SpanKind::Person => self.names(unit, EntityKind::Person, &mut found),
            SpanKind::Org => self.names(unit, EntityKind::Org, &mut found),
            SpanKind::Place => self.names(unit, EntityKind::Place, &mut found),
            SpanKind::Number => {
                self.valued(unit, &[EntityKind::Number, EntityKind::Money], |value| value.number, &mut found);
            }
            SpanKind::Money => self.valued(unit, &[EntityKind::Money], |value| value.tokens, &mut found),
            SpanKind::Date => self.valued(unit, &[EntityKind::Date], |value| value.tokens, &mut found),
            SpanKind::Clause
            | SpanKind::NounPhrase
            | SpanKind::VerbPhrase
            | SpanKind::IngPhrase
            | SpanKind::Complement
            | SpanKind::Source
            | SpanKind::Part
            | SpanKind::Title => {
                for sentence in self.sentences_in(unit) {
                    self.in_sentence(kind, sentence, &mut found);
                }
            }
        }
        found.retain(|stretch| stretch.start < stretch.end && unit.start <= stretch.start && stretch.end <= unit.end);
        found.sort_unstable();
        found.dedup_by_key(|stretch| (stretch.start, stretch.end));
        found
    }

    fn in_sentence(&self, kind: SpanKind, sentence: TokenRange, found: &mut Vec<Stretch>) {
        let (end, grammar) = (sentence.end, self.language.grammar);
        let mut push = |start: usize, end: usize, rank: u8| found.push(Stretch { start, end, rank });
        match kind {
            SpanKind::Clause => {
                for start in sentence.range() {
                    let Some(verb) = grammar.clause_verb(self, start, end) else { continue };
                    let natural = grammar.content_end(self, Content::Clause, start, end);
                    let leans = self.doubt_of_start(start);
                    if verb < natural {
                        push(start, natural, leans);
                    }
                    if self.may_open(start, sentence.start) {
                        for other in boundaries(self, start, end).into_iter().filter(|&other| verb < other) {
                            push(start, other, leans + u8::from(other != natural));
                        }
                    }
                }
            }
            SpanKind::VerbPhrase | SpanKind::IngPhrase => {
                for start in sentence.range() {
                    if self.opens_verb_phrase(kind, start) {
                        let natural = grammar.content_end(self, Content::Verb, start, end);
                        push(start, natural, 0);
                        let before = |at: usize| {
                            matches!(self.penn(at), Some(Penn::In | Penn::Cc | Penn::To)) || self.is_punctuation(at)
                        };
                        for other in (start + 1..end).filter(|&at| before(at)) {
                            push(start, other, u8::from(other != natural));
                        }
                    }
                }
            }
            SpanKind::Complement => {
                for start in sentence.range().filter(|&start| self.opens_complement(start)) {
                    let natural = grammar.content_end(self, Content::Noun, start, end);
                    push(start, natural, 0);
                    let before = |at: usize| self.penn(at) == Some(Penn::In) || self.is_punctuation(at);
                    for other in (start + 1..end).filter(|&at| before(at)) {
                        push(start, other, u8::from(other != natural));
                    }
                }
            }
            SpanKind::Part => {
                for start in sentence.range().filter(|&start| self.may_open(start, sentence.start)) {
                    for other in boundaries(self, start, end) {
                        push(start, other, 0);
                    }
                }
            }
            SpanKind::NounPhrase => {
                for chunk in self.chunks_in(sentence) {
                    let starts = self.starts_in(chunk);
                    for other in grammar.noun_phrase_ends(self, chunk, end) {
                        starts.iter().for_each(|&(start, rank)| push(start, other, rank));
                    }
                }
            }
            SpanKind::Source => {
                for chunk in self.chunks_in(sentence) {
                    let head = self.penn(chunk.head);
                    if chunk.is_time(self) || head == Some(Penn::Ex) {
                        continue;
                    }
                    // "Moss" in "Moss's claim"
                    let possessors = chunk.tokens.range().filter(|&at| self.penn(at) == Some(Penn::Pos));
                    let ends: Vec<usize> =
                        grammar.source_ends(self, chunk, end).into_iter().chain(possessors).collect();
                    let doubtful = grammar.doubtful_source_ends(self, chunk, end);
                    for (start, rank) in self.starts_in(chunk) {
                        ends.iter().filter(|&&other| start < other).for_each(|&other| push(start, other, rank));
                        let doubtful = doubtful.iter().filter(|&&other| start < other);
                        doubtful.for_each(|&other| push(start, other, rank + DOUBT));
                    }
                }
            }
            SpanKind::Title => {
                for entity in inside(&self.entities, sentence, |entity| entity.tokens) {
                    push(entity.title.start, entity.title.end, 0);
                }
                for chunk in self.chunks_in(sentence) {
                    if self.word(chunk.head).class.has(super::Class::TITLE) {
                        push(chunk.tokens.start, chunk.tokens.end, 0);
                    }
                }
            }
            _ => {}
        }
    }

    /// How doubtful it is that a clause begins at `start`: 0 if nothing speaks against it.
    fn doubt_of_start(&self, start: usize) -> u8 {
        let leans = self.language.grammar.leans_back(self, start);
        // “took part in the fraud”: what is quoted of a sentence is not a sentence of its own
        let quotation = self.tokens.get(start).and_then(|token| self.quotations.get(token.quotation?));
        let inside = quotation.is_some_and(|quotation| quotation.inside.start < start && !self.starts_sentence(start));
        u8::from(leans) + 2 * u8::from(inside)
    }

    /// Where a phrase that ends with `chunk` may begin, each with its rank: at its start, or after a determiner, title
    /// or other word before a noun, for a pattern that contains that word itself: *Moss* in *Councillor Moss*.
    fn starts_in(&self, chunk: &Chunk) -> Vec<(usize, u8)> {
        let inner = (chunk.tokens.start + 1..=chunk.head).filter(|&at| {
            let opens = |tag: Penn| {
                tag.is_noun() || tag.is_adjective() || matches!(tag, Penn::Cd | Penn::Dollar | Penn::Vbn | Penn::Vbg)
            };
            let complete = |tag: Penn| !matches!(tag, Penn::Cc | Penn::Comma | Penn::Hyph | Penn::Open | Penn::Dollar);
            self.penn(at).is_some_and(opens) && self.penn(at - 1).is_some_and(complete)
        });
        std::iter::once((chunk.tokens.start, 0)).chain(inner.map(|at| (at, 1))).collect()
    }

    /// Whether a content that precedes its cue can begin at `start`: at the start of the sentence, or after a
    /// separating mark.
    fn may_open(&self, start: usize, sentence_start: usize) -> bool {
        if start == sentence_start {
            return true;
        }
        let before = start - 1;
        let separates = matches!(self.lower(before), "," | ";" | ":" | "—" | "(" | "\"" | "…")
            || self.is(before, Set::ContentOpeners);
        separates || self.tokens.get(before).is_some_and(|token| matches!(token.mark, Some(Mark::Open)))
    }

    fn opens_verb_phrase(&self, kind: SpanKind, start: usize) -> bool {
        let adverbs = |mut at: usize| {
            while self.penn(at).is_some_and(Penn::is_adverb) && at < start + 3 {
                at += 1;
            }
            at
        };
        let verb = adverbs(start);
        match kind {
            SpanKind::VerbPhrase => {
                self.penn(verb) == Some(Penn::Vb)
                    || verb == start
                        && self.penn(start) == Some(Penn::Vbp)
                        && start > 0
                        && self.is(start - 1, Set::InfinitiveMarks)
            }
            _ => {
                self.penn(verb) == Some(Penn::Vbg)
                    || self.word(verb.min(self.tokens.len() - 1)).class.has(super::Class::ING) && verb == start
            }
        }
    }

    /// Whether the complement of a verb can begin at `start`: with a noun phrase, a quotation or an adjective.
    fn opens_complement(&self, start: usize) -> bool {
        self.chunk_from(start).is_some()
            || self.tokens.get(start).is_some_and(|token| token.mark == Some(Mark::Open))
            || self.penn(start).is_some_and(|tag| tag.is_adjective() || tag == Penn::Dt || tag == Penn::PrpS)
    }

    fn quoted(&self, unit: TokenRange, found: &mut Vec<Stretch>) {
        for quotation in inside(&self.quotations, unit, Quotation::with_marks) {
            if !unit.contains(quotation.with_marks()) {
                continue;
            }
            let inside = quotation.inside;
            let marked = quotation.with_marks();
            let mut end = inside.end;
            while end > inside.start + 1 && matches!(self.lower(end - 1), "," | "." | ";" | ":" | "—") {
                end -= 1;
            }
            // a quotation that continues with a sentence is seldom everything that is said
            let before = quotation.open.checked_sub(1).filter(|_| !self.starts_sentence(quotation.open));
            let rank = u8::from(before.is_some_and(|before| !self.is_punctuation(before) && !quotation.single));
            found.push(Stretch { start: inside.start, end, rank });
            if end != inside.end {
                found.push(Stretch { start: inside.start, end: inside.end, rank: rank + 1 });
            }
            found.push(Stretch { start: marked.start, end: marked.end, rank });
        }
    }

    fn names(&self, unit: TokenRange, kind: EntityKind, found: &mut Vec<Stretch>) {
        for entity in inside(&self.entities, unit, |entity| entity.tokens).iter().filter(|entity| entity.kind == kind) {
            found.push(Stretch { start: entity.tokens.start, end: entity.tokens.end, rank: 0 });
            // "the Korean Central News Agency": the article belongs to the name of an organisation
            let article = entity
                .tokens
                .start
                .checked_sub(1)
                .filter(|&at| self.is(at, Set::DefiniteArticles) && kind != EntityKind::Person);
            if let Some(article) = article {
                found.push(Stretch { start: article, end: entity.tokens.end, rank: 0 });
            }
        }
    }

    fn valued(&self, unit: TokenRange, kinds: &[EntityKind], part: fn(&Value) -> TokenRange, found: &mut Vec<Stretch>) {
        let in_unit =
            inside(&self.values, unit, |value| value.tokens).iter().filter(|value| kinds.contains(&value.kind));
        found.extend(in_unit.map(part).map(|tokens| Stretch { start: tokens.start, end: tokens.end, rank: 0 }));
    }
}

/// The items of a list sorted by start whose first token is in `range`.
fn inside<T>(items: &[T], range: TokenRange, tokens: impl Fn(&T) -> TokenRange) -> &[T] {
    let start = items.partition_point(|item| tokens(item).start < range.start);
    let end = items.partition_point(|item| tokens(item).start < range.end);
    items.get(start..end).unwrap_or_default()
}
