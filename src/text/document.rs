//! The result of reading an article, and look-ups in it.

use super::tag::{Tag, VerbReading};
use super::vocabulary::{Vocabulary, Word, WordId};
use super::word_class::Shape;
use super::{Chunk, Entity, Language, Mark, PARAGRAPH_CAP, Pronoun, Quotation, SENTENCE_CAP, Set, Table, Value};
use crate::annotation::{EntityKind, ParagraphKind, Penn, Pos};
use crate::article::Article;
use crate::span::{Span, TokenRange};

/// A token: a word, a number, a mark.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Its bytes in the article's text.
    pub span: Span,
    pub(crate) word: WordId,
    /// Its part of speech.
    pub tag: Tag,
    /// The finite verb that the tagger would have seen in it otherwise.
    pub(crate) verb: Option<VerbReading>,
    /// Whether its tag is not the tagger's first choice, but the verb that its clause lacked.
    pub(crate) is_second: bool,
    /// The innermost quotation that contains it, by its index in the document; the marks are outside.
    pub quotation: Option<usize>,
    /// What it does, if it is a quotation mark.
    pub mark: Option<Mark>,
    /// Whether it is part of a name in this article although its word can mean something else, or is a mark around a
    /// nickname.
    pub(crate) named: bool,
}

/// A paragraph with its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Its bytes in the article's text.
    pub span: Span,
    /// Headline, body, caption …
    pub kind: ParagraphKind,
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its sentences, as a range of the document's sentences.
    pub sentences: (usize, usize),
}

/// A sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, including the end mark and closing quotation marks.
    pub tokens: TokenRange,
    /// Its paragraph, by its index in the document.
    pub paragraph: usize,
}

/// An article as read: immutable, and complete.
#[derive(Debug)]
pub struct Document<'a> {
    /// The article.
    pub article: &'a Article,
    /// The paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
    /// The sentences in order.
    pub sentences: Vec<Sentence>,
    /// The tokens in order.
    pub tokens: Vec<Token>,
    /// The quotations in the order of their opening marks.
    pub quotations: Vec<Quotation>,
    /// The base noun phrases in order.
    pub chunks: Vec<Chunk>,
    /// The names in order.
    pub entities: Vec<Entity>,
    /// The numbers and dates in order.
    pub values: Vec<Value>,
    pub(crate) language: &'a Language,
    pub(crate) vocabulary: &'a Vocabulary,
}

impl Document<'_> {
    /// What is known of the token at `index` without its context.
    pub(crate) fn word(&self, index: usize) -> &Word {
        self.vocabulary.word(self.tokens[index].word)
    }

    /// The folded lower-case form of the token at `index`; empty if there is none.
    pub(crate) fn lower(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &self.vocabulary.word(token.word).lower)
    }

    /// Whether the word of the token at `index` is in a set; false if there is no such token.
    pub(crate) fn is(&self, index: usize, set: Set) -> bool {
        self.tokens.get(index).is_some_and(|token| self.vocabulary.word(token.word).sets.has(set))
    }

    /// Whether the token at `index` is [part of a name](Token::named) in this article.
    pub(crate) fn is_named(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.named)
    }

    /// Whether the token at `index` is the name of a day or month, or a word such as *today*.
    pub(crate) fn is_calendar(&self, index: usize) -> bool {
        !self.is_named(index) && [Set::Weekdays, Set::Months, Set::NearDays].into_iter().any(|set| self.is(index, set))
    }

    /// Whether an entry of the table begins with the word of the token at `index`.
    pub(crate) fn begins(&self, index: usize, table: Table) -> bool {
        self.tokens.get(index).is_some_and(|token| self.vocabulary.word(token.word).sets.begins(table))
    }

    /// The value in a table of the word of the token at `index`.
    pub(crate) fn value(&self, index: usize, table: Table) -> Option<&'static str> {
        if self.begins(index, table) { self.language.value(self.lower(index), table) } else { None }
    }

    /// The features of the token at `index`, if it is a pronoun.
    pub(crate) fn pronoun(&self, index: usize) -> Option<Pronoun> {
        self.language.pronoun(self.lower(index))
    }

    /// Whether the token at `index` has neither letter nor digit.
    pub(crate) fn is_punctuation(&self, index: usize) -> bool {
        self.tokens.get(index).is_none_or(|token| self.vocabulary.word(token.word).shape.has(Shape::PUNCTUATION))
    }

    /// The Penn tag of the token at `index`.
    pub(crate) fn penn(&self, index: usize) -> Option<Penn> {
        self.tokens.get(index).map(|token| token.tag.penn)
    }

    /// The dictionary form of the token at `index`.
    #[must_use]
    pub fn lemma(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| {
            let word = self.vocabulary.word(token.word);
            word.bases.lemma(self.language, &word.lower, token.tag.penn)
        })
    }

    /// The base noun phrase that begins at the token `at`.
    pub(crate) fn chunk_from(&self, at: usize) -> Option<&Chunk> {
        let found = self.chunks.binary_search_by_key(&at, |chunk| chunk.tokens.start).ok()?;
        self.chunks.get(found)
    }

    /// The base noun phrase that begins at the token `at`, or the rest of one from there on.
    pub(crate) fn chunk_behind(&self, at: usize) -> Option<Chunk> {
        let after = self.chunks.partition_point(|chunk| chunk.tokens.start <= at);
        let chunk = self.chunks.get(after.checked_sub(1)?).filter(|chunk| chunk.tokens.holds(at))?;
        Some(Chunk { tokens: TokenRange::new(at, chunk.tokens.end), head: chunk.head })
    }

    /// Whether a phrase that begins with `chunk` is the subject of the following verb.
    pub(crate) fn is_subject(&self, chunk: &Chunk) -> bool {
        let sentence = self.sentences.partition_point(|sentence| sentence.tokens.end <= chunk.tokens.start);
        let Some(end) = self.sentences.get(sentence).map(|sentence| sentence.tokens.end) else { return false };
        self.language.grammar.source_ends(self, chunk, end).into_iter().any(|mut at| {
            while self.penn(at).is_some_and(Penn::is_adverb) {
                at += 1;
            }
            at < end && self.penn(at).is_some_and(Penn::is_finite)
        })
    }

    /// Whether a clause begins at the token `start`: it has its own subject, and a verb before `end`.
    pub(crate) fn begins_clause(&self, start: usize, end: usize) -> bool {
        self.language.grammar.clause_verb(self, start, end).is_some()
    }

    /// The phrase that begins with `chunk`, if it is the subject of a verb before `before`.
    pub(crate) fn subject(&self, chunk: &Chunk, before: usize) -> Option<TokenRange> {
        self.language.grammar.subject(self, chunk, before)
    }

    /// Whether a phrase that begins at `start` is the subject of a subordinate clause that ends before the token at
    /// `before`.
    pub(crate) fn is_subordinate(&self, start: usize, before: usize) -> bool {
        self.language.grammar.is_subordinate(self, start, before)
    }

    /// The subject of the main clause that contains or precedes the token at `before`: the first in its sentence that
    /// no conjunction or relative pronoun makes subordinate.
    pub(crate) fn main_subject(&self, before: usize) -> Option<TokenRange> {
        let sentence = self.sentences.partition_point(|sentence| sentence.tokens.end <= before);
        let start = self.sentences.get(sentence)?.tokens.start;
        let quotation = |at: usize| self.tokens.get(at).and_then(|token| token.quotation);
        self.chunks_in(TokenRange::new(start, before))
            .iter()
            .filter(|chunk| quotation(chunk.tokens.start) == quotation(before))
            .filter(|chunk| !chunk.is_time(self) && self.penn(chunk.head) != Some(Penn::Ex))
            .filter(|chunk| !self.is_subordinate(chunk.tokens.start, before))
            .find_map(|chunk| self.subject(chunk, before))
    }

    /// The start of the paragraph that contains the token at `at`.
    pub(crate) fn paragraph_start(&self, at: usize) -> usize {
        let number = self.paragraphs.partition_point(|paragraph| paragraph.tokens.end <= at);
        self.paragraphs.get(number).map_or(at, |paragraph| paragraph.tokens.start)
    }

    /// The base noun phrases within `range`.
    pub(crate) fn chunks_in(&self, range: TokenRange) -> &[Chunk] {
        let start = self.chunks.partition_point(|chunk| chunk.tokens.start < range.start);
        let end = self.chunks.partition_point(|chunk| chunk.tokens.end <= range.end);
        self.chunks.get(start..end).unwrap_or_default()
    }

    /// The name that the token at `at` belongs to.
    pub(crate) fn entity_at(&self, at: usize) -> Option<&Entity> {
        let after = self.entities.partition_point(|entity| entity.tokens.start <= at);
        self.entities.get(after.checked_sub(1)?).filter(|entity| entity.tokens.holds(at))
    }

    /// The kind of the name that the token at `at` belongs to.
    pub(crate) fn entity_kind(&self, at: usize) -> Option<EntityKind> {
        self.entity_at(at).map(|entity| entity.kind)
    }

    /// The number or date that the token at `at` belongs to.
    pub(crate) fn value_at(&self, at: usize) -> Option<&Value> {
        let after = self.values.partition_point(|value| value.tokens.start <= at);
        self.values.get(after.checked_sub(1)?).filter(|value| value.tokens.holds(at))
    }

    /// The quotation that the mark at `at` opens.
    pub(crate) fn opened_at(&self, at: usize) -> Option<&Quotation> {
        let found = self.quotations.binary_search_by_key(&at, |quotation| quotation.open).ok()?;
        self.quotations.get(found)
    }

    /// The quotation that the mark at `at` closes.
    pub(crate) fn closed_at(&self, at: usize) -> Option<&Quotation> {
        let before = at.checked_sub(1)?;
        // a quotation that closes at `at` contains the token before it, or is empty
        let inner = self.tokens.get(before)?.quotation.and_then(|inner| self.quotations.get(inner));
        let mut quotation = inner.or_else(|| self.opened_at(before));
        while let Some(here) = quotation {
            if here.close == Some(at) {
                return Some(here);
            }
            quotation = here.parent.and_then(|parent| self.quotations.get(parent));
        }
        None
    }

    /// The quotations that share a token with `range` or are opened in it, in order.
    pub(crate) fn quotations_in(&self, range: TokenRange) -> impl Iterator<Item = &Quotation> {
        let mut around = Vec::new();
        let mut next = self.tokens.get(range.start).and_then(|token| token.quotation);
        while let Some(quotation) = next.and_then(|at| self.quotations.get(at)) {
            around.push(quotation);
            next = quotation.parent;
        }
        let first = self.quotations.partition_point(|quotation| quotation.open < range.start);
        let inside = self.quotations.iter().skip(first).take_while(move |quotation| quotation.open < range.end);
        around.into_iter().rev().chain(inside)
    }

    /// The token ranges of the sentences that share a token with `range`, clipped to it.
    pub(crate) fn sentences_in(&self, range: TokenRange) -> impl Iterator<Item = TokenRange> {
        let first = self.sentences.partition_point(|sentence| sentence.tokens.end <= range.start);
        let sentences = self.sentences.get(first..).unwrap_or_default().iter();
        sentences.take_while(move |sentence| sentence.tokens.start < range.end).map(move |sentence| {
            TokenRange::new(sentence.tokens.start.max(range.start), sentence.tokens.end.min(range.end))
        })
    }

    /// What rules that read sentences see at once: each sentence, with the sentences of one quotation together, up to
    /// the cap.
    pub(crate) fn sentence_units(&self) -> Vec<(usize, TokenRange)> {
        let mut units: Vec<(usize, TokenRange)> = Vec::new();
        for sentence in &self.sentences {
            let quoted = |at: usize| self.tokens.get(at).and_then(|token| self.outermost_quotation(token.quotation));
            let start = sentence.tokens.start;
            let joined = units.last().is_some_and(|&(paragraph, unit)| {
                let same = start
                    .checked_sub(1)
                    .is_some_and(|before| quoted(before).is_some() && quoted(before) == quoted(start));
                same && paragraph == sentence.paragraph && sentence.tokens.end - unit.start <= SENTENCE_CAP
            });
            match units.last_mut() {
                Some((_, unit)) if joined => unit.end = sentence.tokens.end,
                _ => units.push((sentence.paragraph, sentence.tokens)),
            }
        }
        units
    }

    /// What rules that read paragraphs see at once: each paragraph, up to the cap.
    pub(crate) fn paragraph_units(&self) -> Vec<(usize, TokenRange)> {
        let paragraphs = self.paragraphs.iter().enumerate();
        paragraphs
            .flat_map(|(at, paragraph)| {
                let starts = paragraph.tokens.range().step_by(PARAGRAPH_CAP);
                starts.map(move |start| (at, TokenRange::new(start, paragraph.tokens.end.min(start + PARAGRAPH_CAP))))
            })
            .collect()
    }

    /// The outermost quotation around `inner`.
    pub(crate) fn outermost_quotation(&self, inner: Option<usize>) -> Option<usize> {
        let mut outer = inner?;
        while let Some(parent) = self.quotations.get(outer).and_then(|quotation| quotation.parent) {
            outer = parent;
        }
        Some(outer)
    }

    /// Whether the token at `at` is a verb, noun or other content word, as cues are.
    pub(crate) fn is_content_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            matches!(token.tag.pos, Pos::Verb | Pos::Noun | Pos::Adj | Pos::Adv | Pos::Propn)
                || self.is(at, Set::CuePrepositions)
        })
    }

    /// `range` extended to the clauses it touches: on both sides up to a semicolon, colon or dash, a conjunction before
    /// a new subject with its verb, or the end of `unit`.
    pub(crate) fn touched_clause(&self, range: TokenRange, unit: TokenRange) -> TokenRange {
        let ends_clause = |at: usize| {
            let mark = matches!(self.lower(at), ";" | ":" | "—") || self.starts_sentence(at) && at > range.end;
            let conjunction = self.is(at, Set::Coordinators);
            let new_clause = conjunction
                && self
                    .chunk_from(at + 1)
                    .is_some_and(|subject| self.penn(subject.tokens.end).is_some_and(Penn::is_finite));
            mark || new_clause
        };
        let mut end = range.end;
        while end < unit.end && !ends_clause(end) {
            end += 1;
        }
        let mut start = range.start;
        while start > unit.start && !ends_clause(start - 1) && !self.starts_sentence(start) {
            start -= 1;
        }
        TokenRange::new(start, end)
    }

    /// Whether the token at `at` is in a headline.
    pub(crate) fn is_headline(&self, at: usize) -> bool {
        let sentence = self.sentences.partition_point(|sentence| sentence.tokens.end <= at);
        let paragraph = self.sentences.get(sentence).and_then(|sentence| self.paragraphs.get(sentence.paragraph));
        paragraph.is_some_and(|paragraph| paragraph.kind == ParagraphKind::Headline)
    }

    /// Whether the token at `at` is the first of its sentence.
    pub(crate) fn starts_sentence(&self, at: usize) -> bool {
        self.sentences.binary_search_by_key(&at, |sentence| sentence.tokens.start).is_ok()
    }

    /// The tokens that share a byte with `span`.
    pub(crate) fn tokens_of(&self, span: Span) -> TokenRange {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        TokenRange::new(start, end)
    }

    /// The bytes that `tokens` cover; empty if there are none.
    #[must_use]
    pub fn span(&self, tokens: TokenRange) -> Span {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if !tokens.is_empty() => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The words that `tokens` cover.
    #[must_use]
    pub fn text(&self, tokens: TokenRange) -> &str {
        self.span(tokens).of(&self.article.text)
    }
}
