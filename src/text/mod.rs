//! Reads text: from an [`Article`] to a [`Document`].
//!
//! It proceeds in layers, each in a file of its own: paragraphs and their kinds, tokens, sentences, quotations, part of
//! speech and lemma, entities and noun phrases, numerals and calendar expressions, and the ends of clauses. Everything
//! except the [tagger](tag) is rules and word lists, every layer is one pass, and the same text always results in the
//! same document.

pub(crate) mod calendar;
mod chunk;
mod content;
mod document;
mod entity;
mod foreign;
mod label;
mod language;
mod layout;
mod lemma;
mod lexicon;
mod line;
pub(crate) mod moment;
mod nickname;
pub(crate) mod numeral;
mod quote;
mod rest_of_sentence;
mod sentence;
mod stretches;
pub mod tag;
mod token;
mod value;
mod vocabulary;
mod word_class;
mod wrap;

pub use chunk::Chunk;
pub use document::{Document, Paragraph, Sentence, Token};
pub use entity::Entity;
pub(crate) use entity::parts;
pub use language::Language;
pub(crate) use language::{
    BareVerb, Case, Gender, Grammar, Number, Person, Pronoun, Sections, Set, SetBits, Table, VerbForm, apostrophe,
};
pub(crate) use layout::lines_of_paragraphs;
pub use quote::{Mark, Quotation};
pub use value::Value;
pub use vocabulary::Vocabulary;

pub(crate) use content::{Content, opened_inside, trimmed};
pub(crate) use line::{Line, Words};
pub(crate) use rest_of_sentence::Rest;
pub(crate) use stretches::Stretch;

pub(crate) use lemma::{Bases, Inflection, base_of};
pub(crate) use lexicon::WordList;
pub(crate) use tag::Model;
pub(crate) use token::{spelling, tokenize};
pub(crate) use vocabulary::{Word, WordId, fold, letters};
pub(crate) use word_class::{Class, Shape};

use crate::annotation::{ParagraphKind, Penn, Pos};
use crate::article::Article;
use crate::span::{Span, TokenRange};
use tag::{Tag, Tagged};

/// A sentence longer than this many tokens is split, to limit what a rule looks at at once.
pub const SENTENCE_CAP: usize = 256;

/// A paragraph longer than this many tokens is split for the rules that read paragraphs.
pub const PARAGRAPH_CAP: usize = 1_024;

/// A word is part of at most this many claims, counted from the outermost inwards. In 840 annotated news articles no
/// word is in more than six. Without a limit, a text of nothing but *A said B said C said …* would be repeated hundreds
/// of times.
pub const NESTING_CAP: usize = 8;

/// Reads `article`. Linear in its length.
#[must_use]
pub fn read<'a>(language: &'a Language, vocabulary: &'a mut Vocabulary, article: &'a Article) -> Document<'a> {
    read_blocks(language, vocabulary, article, layout::blocks(language, &article.text))
}

/// Reads `article` with every line as a paragraph of the given kind, as for the examples of rules.
#[must_use]
pub fn read_as<'a>(
    language: &'a Language,
    vocabulary: &'a mut Vocabulary,
    article: &'a Article,
    kind: ParagraphKind,
) -> Document<'a> {
    read_blocks(language, vocabulary, article, layout::lines_as(&article.text, kind))
}

fn read_blocks<'a>(
    language: &'a Language,
    vocabulary: &'a mut Vocabulary,
    article: &'a Article,
    blocks: Vec<layout::Block>,
) -> Document<'a> {
    let text = article.text.as_str();
    let (mut paragraphs, mut sentences, mut tokens) = (Vec::new(), Vec::new(), Vec::new());
    // the words as the tagger reads them: those of a headline without their capitals
    let mut plain: Vec<WordId> = Vec::new();
    let mut spans = Vec::new();
    for block in blocks {
        spans.clear();
        tokenize(language, text, block.span, &mut spans);
        if spans.is_empty() {
            continue;
        }
        let words: Vec<WordId> = spans.iter().map(|span| vocabulary.intern(language, spelling(text, *span))).collect();
        let first = tokens.len();
        let first_sentence = sentences.len();
        plain.extend(&words);
        let piece = sentence::Piece { text, spans: &spans, words: &words, vocabulary, language };
        let label =
            Some(block.span.of(text)).filter(|_| block.kind == ParagraphKind::Transcript).and_then(label::length);
        let label = label.map_or(0, |length| spans.partition_point(|span| span.end <= block.span.start + length));
        for range in sentence::split(&piece, label) {
            let mut start = range.start;
            tag::lower_title_case(
                language,
                vocabulary,
                plain.get_mut(first + start..first + range.end).unwrap_or_default(),
            );
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
        let token = |(&span, &word): (&Span, &WordId)| Token {
            span,
            word,
            tag: untagged,
            verb: None,
            is_second: false,
            quotation: None,
            mark: None,
            named: false,
        };
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
        let words = plain.get(sentence.tokens.range()).unwrap_or_default();
        let words: Vec<&Word> = words.iter().map(|&word| vocabulary.word(word)).collect();
        for (token, Tagged { tag, verb }) in tokens.iter_mut().zip(tag::tag(&language.tagger, &words)) {
            token.verb = verb;
            let possessive =
                token.mark == Some(Mark::Stray) && tag.penn == Penn::Close && &*vocabulary.word(token.word).text == "'";
            // an abbreviation at the end of a sentence is no full stop: the U.K.
            let abbreviation = tag.pos == Pos::Punct && !vocabulary.word(token.word).shape.has(Shape::PUNCTUATION);
            token.tag = match (possessive, abbreviation) {
                (true, _) => Tag { penn: Penn::Pos, pos: Pos::Part },
                (_, true) => Tag { penn: Penn::Nnp, pos: Pos::Propn },
                _ => tag,
            };
        }
    }
    language.grammar.names(language, vocabulary, &sentences, &mut tokens);
    for sentence in &sentences {
        language.grammar.correct(vocabulary, tokens.get_mut(sentence.tokens.range()).unwrap_or_default());
    }
    let mut document = Document {
        article,
        paragraphs,
        sentences,
        tokens,
        quotations,
        chunks: Vec::new(),
        entities: Vec::new(),
        values: Vec::new(),
        language,
        vocabulary,
    };
    let mut chunks = Vec::new();
    for sentence in &document.sentences {
        chunk::chunks(&document, sentence, &mut chunks);
    }
    document.entities = label::with_speakers(&document, entity::entities(&document));
    document.chunks = chunks;
    let mut values = Vec::new();
    for sentence in &document.sentences {
        value::values(&document, sentence, &mut values);
    }
    document.values = values;
    document
}
