//! Reading English: from an [`Article`] to a [`Document`].
//!
//! Layer by layer, each in a file of its own: paragraphs and their kinds, tokens, sentences, quotations, part of
//! speech and lemma, entities and noun phrases, numbers and dates, and where clauses end. Everything is rules and
//! word lists but the [tagger](tag), every layer is one pass, and the same text gives the same document.

mod language;
mod layout;
mod lemma;
mod lexicon;
mod quote;
mod sentence;
pub mod tag;
mod token;
mod vocabulary;

pub use language::Language;
pub use quote::{Mark, Quotation};
pub use vocabulary::Vocabulary;

pub(crate) use lemma::words_of;
pub(crate) use token::tokenize;
pub(crate) use vocabulary::{Class, Shape, Word, WordId};

use crate::article::Article;
use crate::span::{Span, TokenRange};
use crate::terms::{ParagraphKind, Penn, Pos};
use tag::Tag;

/// A token: a word, a number, a mark.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Where it stands, in bytes of the article's text.
    pub span: Span,
    pub(crate) word: WordId,
    /// Its part of speech.
    pub tag: Tag,
    /// The innermost quotation it stands in, by its index in the document; the marks stand outside.
    pub quotation: Option<usize>,
    /// What it does, if it is a quotation mark.
    pub mark: Option<Mark>,
}

/// A paragraph with its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands, in bytes of the article's text.
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
    /// Its tokens, the end mark and closing quotation marks with them.
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
    pub(crate) language: &'a Language,
    pub(crate) vocabulary: &'a Vocabulary,
}

/// A sentence longer than this many tokens is cut: no text can make a rule look at more at once.
pub const SENTENCE_CAP: usize = 400;

/// Reads `article`. Linear in its length.
#[must_use]
pub fn read<'a>(language: &'a Language, vocabulary: &'a mut Vocabulary, article: &'a Article) -> Document<'a> {
    let text = article.text.as_str();
    let (mut paragraphs, mut sentences, mut tokens) = (Vec::new(), Vec::new(), Vec::new());
    let mut spans = Vec::new();
    for block in layout::blocks(text) {
        spans.clear();
        tokenize(language, text, block.span, &mut spans);
        if spans.is_empty() {
            continue;
        }
        let words: Vec<WordId> = spans.iter().map(|span| vocabulary.intern(language, span.of(text))).collect();
        let first = tokens.len();
        let first_sentence = sentences.len();
        let piece = sentence::Piece { text, spans: &spans, words: &words, vocabulary, language };
        for range in sentence::split(&piece) {
            let mut start = range.start;
            while start < range.end {
                let end = range.end.min(start + SENTENCE_CAP);
                sentences.push(Sentence {
                    tokens: TokenRange::new(first + start, first + end),
                    paragraph: paragraphs.len(),
                });
                start = end;
            }
        }
        let untagged = Tag { penn: Penn::Nn, pos: Pos::Noun };
        let token = |(&span, &word): (&Span, &WordId)| Token { span, word, tag: untagged, quotation: None, mark: None };
        tokens.extend(spans.iter().zip(&words).map(token));
        paragraphs.push(Paragraph {
            span: block.span,
            kind: block.kind,
            tokens: TokenRange::new(first, tokens.len()),
            sentences: (first_sentence, sentences.len()),
        });
    }
    let vocabulary = &*vocabulary;
    let quotations = quote::find(text, vocabulary, &paragraphs, &mut tokens);
    for sentence in &sentences {
        let tokens = tokens.get_mut(sentence.tokens.range()).unwrap_or_default();
        let words: Vec<&Word> = tokens.iter().map(|token| vocabulary.word(token.word)).collect();
        for (token, tag) in tokens.iter_mut().zip(tag::tag(&language.tagger, &words)) {
            token.tag = tag;
        }
    }
    Document { article, paragraphs, sentences, tokens, quotations, language, vocabulary }
}

impl Document<'_> {
    /// What is known of the token at `index` without its context.
    pub(crate) fn word(&self, index: usize) -> &Word {
        self.vocabulary.word(self.tokens[index].word)
    }

    /// The folded lower-case form of the token at `index`; empty where there is none.
    pub(crate) fn lower(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &self.vocabulary.word(token.word).lower)
    }

    /// The Penn tag of the token at `index`.
    pub(crate) fn penn(&self, index: usize) -> Option<Penn> {
        self.tokens.get(index).map(|token| token.tag.penn)
    }

    /// The dictionary form of the token at `index`.
    #[must_use]
    pub fn lemma(&self, index: usize) -> String {
        self.tokens
            .get(index)
            .map_or_else(String::new, |token| lemma::lemma(self.language, self.lower(index), token.tag.penn))
    }

    /// The bytes that `tokens` cover; empty where there are none.
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
