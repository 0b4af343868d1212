//! Part-of-speech tags, and the tagger that assigns them.
//!
//! The tagger is an averaged perceptron over hashed features (Collins 2002, "Discriminative training methods for hidden
//! Markov models"), greedy from left to right, with weights of one byte. It was chosen over a neural tagger because it
//! is small, bit-exact on every machine, and fast enough to read whole archives; and over a dependency parser because
//! parsers of this size find the ends of reported clauses less reliably than rules do.

mod features;
mod headline;
mod model;
pub mod train;

pub(crate) use features::NO_TAG;
pub(crate) use headline::lower_title_case;
pub(crate) use model::{Known, Model, Tagged, VerbReading, WordScores, tag};

use super::language::{Language, Table};
use super::word_class::{Class, Shape};
use crate::annotation::{Penn, Pos};

/// Both tags of a token. The tagger assigns them together, because each has information that the other lacks: `IN` may
/// be a preposition or a conjunction, `VERB` any of six inflections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// Word class and inflection.
    pub penn: Penn,
    /// Universal part of speech.
    pub pos: Pos,
}

impl Tag {
    /// Whether a word of this class can have the tag: *rose* is not a participle, *risen* not a past tense.
    pub(crate) const fn is_possible(self, class: Class) -> bool {
        let strong = class.has(Class::PAST) != class.has(Class::PARTICIPLE);
        match self.penn {
            Penn::Vbd if strong => class.has(Class::PAST),
            Penn::Vbn if strong => class.has(Class::PARTICIPLE) || class.has(Class::VERB) && !class.has(Class::PAST),
            _ => true,
        }
    }

    /// Whether only certain words, all of which occur in a treebank, can have the tag.
    pub(crate) const fn is_closed(self) -> bool {
        matches!(
            self.penn,
            Penn::Cc
                | Penn::Dt
                | Penn::Ex
                | Penn::Md
                | Penn::Pdt
                | Penn::Pos
                | Penn::Prp
                | Penn::PrpS
                | Penn::Rp
                | Penn::To
                | Penn::Wdt
                | Penn::Wp
                | Penn::WpS
                | Penn::Wrb
        ) || matches!(self.pos, Pos::Aux)
    }

    /// The tag of a word in a language without a trained model: from the table of tags, or else from its part of speech
    /// in the word index, or else that of a number, a name or a noun.
    pub(crate) fn of_word(language: &Language, lower: &str, shape: Shape) -> Self {
        let listed = language.value(lower, Table::Tags).and_then(|value| {
            let (penn, pos) = value.split_once(' ')?;
            Some(Self { penn: Penn::named(penn)?, pos: Pos::named(pos)? })
        });
        listed.unwrap_or_else(|| {
            let codes = language.word_codes(lower);
            let (penn, pos) = if codes.contains('v') {
                (Penn::Vbd, Pos::Verb)
            } else if codes.contains('n') {
                (Penn::Nn, Pos::Noun)
            } else if codes.contains('a') {
                (Penn::Jj, Pos::Adj)
            } else if codes.contains('r') {
                (Penn::Rb, Pos::Adv)
            } else if shape.has(Shape::DIGIT) {
                (Penn::Cd, Pos::Num)
            } else if shape.has(Shape::TITLE) {
                (Penn::Nnp, Pos::Propn)
            } else {
                (Penn::Nn, Pos::Noun)
            };
            Self { penn, pos }
        })
    }

    /// The tag of a token without a letter or digit, which needs no context.
    pub(crate) fn of_punctuation(mark: &str) -> Self {
        let (penn, pos) = match mark {
            "," => (Penn::Comma, Pos::Punct),
            "." | "!" | "?" => (Penn::Stop, Pos::Punct),
            ":" | ";" | "—" | "…" => (Penn::Colon, Pos::Punct),
            "\"" | "'" => (Penn::Close, Pos::Punct),
            "(" | "[" | "{" => (Penn::Lrb, Pos::Punct),
            ")" | "]" | "}" => (Penn::Rrb, Pos::Punct),
            "$" | "£" | "€" | "¥" | "₹" => (Penn::Dollar, Pos::Sym),
            "-" => (Penn::Hyph, Pos::Punct),
            "%" => (Penn::Nn, Pos::Sym),
            "&" => (Penn::Cc, Pos::Cconj),
            _ if mark.starts_with(['!', '?']) => (Penn::Stop, Pos::Punct),
            _ if mark.starts_with('-') => (Penn::Colon, Pos::Punct),
            _ if mark.starts_with(['#', '+', '=', '*', '<', '>', '@', '~', '^', '|', '/', '§', '°']) => {
                (Penn::Sym, Pos::Sym)
            }
            _ => (Penn::Nfp, Pos::Punct),
        };
        Self { penn, pos }
    }
}
