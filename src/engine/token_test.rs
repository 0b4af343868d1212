//! Tests in brackets, in the form in which they are applied to tokens.

use regex_automata::meta::Regex;

use super::leaf::folded;
use super::symbol::Seen;
use crate::annotation::{EntityKind, Penn, Pos};
use crate::rule::{Comparative, Flag, Operand, TokenTest, WordList};
use crate::text::{Shape, letters};

/// A test with its regular expressions compiled.
#[derive(Debug)]
pub(super) enum Test {
    Any,
    All(Vec<Self>),
    Either(Vec<Self>),
    Not(Box<Self>),
    Text(String),
    /// With the expression as written.
    TextRegex(Regex, String),
    Lemma(String),
    LemmaRegex(Regex, String),
    Pos(Pos),
    Tag(Penn),
    Entity(EntityKind),
    /// The words, sorted.
    List(Vec<String>),
    Length(usize),
    Number(Comparative),
    /// The folded spellings with their capitals, sorted.
    Exact(Vec<String>),
    Flag(Flag),
}

impl Test {
    pub(super) fn new(test: &TokenTest) -> Self {
        let all = |parts: &[TokenTest]| parts.iter().map(Self::new).collect();
        match test {
            TokenTest::Any => Self::Any,
            TokenTest::All(parts) => Self::All(all(parts)),
            TokenTest::Either(parts) => Self::Either(all(parts)),
            TokenTest::Not(inner) => Self::Not(Box::new(Self::new(inner))),
            TokenTest::Text(Operand::Text(text)) => Self::Text(folded(text)),
            TokenTest::Lemma(Operand::Text(text)) => Self::Lemma(folded(text)),
            TokenTest::Text(Operand::Exact(text)) | TokenTest::Lemma(Operand::Exact(text)) => {
                Self::Exact(vec![crate::text::fold(text).into_string()])
            }
            TokenTest::Text(Operand::Regex(pattern, ignore_case)) => {
                regex(pattern, *ignore_case).map_or(Self::Any, |(regex, written)| Self::TextRegex(regex, written))
            }
            TokenTest::Lemma(Operand::Regex(pattern, ignore_case)) => {
                regex(pattern, *ignore_case).map_or(Self::Any, |(regex, written)| Self::LemmaRegex(regex, written))
            }
            TokenTest::Pos(pos) => Self::Pos(*pos),
            TokenTest::Tag(tag) => Self::Tag(*tag),
            TokenTest::Entity(kind) => Self::Entity(*kind),
            TokenTest::List(list) => {
                let (exact, any): (Vec<&String>, Vec<&String>) =
                    list.words.iter().partition(|word| WordList::exact(word).is_some());
                let mut words: Vec<String> = any.into_iter().map(|word| folded(word)).collect();
                words.sort_unstable();
                let exact = exact.into_iter().filter_map(|word| WordList::exact(word));
                let mut exact: Vec<String> = exact.map(|word| crate::text::fold(word).into_string()).collect();
                exact.sort_unstable();
                if exact.is_empty() {
                    return Self::List(words);
                }
                Self::Either(vec![Self::List(words), Self::Exact(exact)])
            }
            TokenTest::Length(length) => Self::Length(*length),
            TokenTest::Number(comparative) => Self::Number(*comparative),
            TokenTest::Flag(flag) => Self::Flag(*flag),
        }
    }

    /// Whether it looks at the value of a number.
    pub(super) fn counts(&self) -> bool {
        match self {
            Self::All(parts) | Self::Either(parts) => parts.iter().any(Self::counts),
            Self::Not(inner) => inner.counts(),
            Self::Number(_) => true,
            _ => false,
        }
    }

    /// The tags it asks for, if it asks for tags or parts of speech.
    pub(super) fn tags(&self) -> Vec<Penn> {
        match self {
            Self::All(parts) | Self::Either(parts) => parts.iter().flat_map(Self::tags).collect(),
            Self::Tag(tag) => vec![*tag],
            Self::Pos(Pos::Verb | Pos::Aux) => vec![Penn::Vb],
            Self::Pos(Pos::Noun | Pos::Propn) => vec![Penn::Nn],
            Self::Pos(Pos::Adj) => vec![Penn::Jj],
            Self::Pos(Pos::Adv) => vec![Penn::Rb],
            _ => Vec::new(),
        }
    }

    pub(super) fn passes(&self, token: &Seen<'_>) -> bool {
        match self {
            Self::Any => true,
            Self::All(parts) => parts.iter().all(|part| part.passes(token)),
            Self::Either(parts) => parts.iter().any(|part| part.passes(token)),
            Self::Not(inner) => !inner.passes(token),
            Self::Text(text) => *text == token.lower,
            Self::TextRegex(regex, _) => regex.is_match(token.text),
            Self::Lemma(lemma) => *lemma == token.lemma,
            Self::LemmaRegex(regex, _) => regex.is_match(token.lemma),
            Self::Pos(pos) => *pos == token.key.pos,
            Self::Tag(tag) => *tag == token.key.penn,
            Self::Entity(kind) => token.key.entity == Some(*kind),
            Self::List(words) => words.binary_search_by(|word| word.as_str().cmp(token.lower)).is_ok(),
            Self::Length(length) => *length == letters(token.text),
            Self::Number(comparative) => token.key.number.is_some_and(|bits| comparative.holds(f64::from_bits(bits))),
            Self::Exact(words) => words.binary_search_by(|word| word.as_str().cmp(token.text)).is_ok(),
            Self::Flag(flag) => match flag {
                Flag::Upper => token.shape.has(Shape::UPPER),
                Flag::Title => token.shape.has(Shape::TITLE),
                Flag::Lower => token.shape.has(Shape::LOWER),
                Flag::Digit => token.shape.has(Shape::NUMBER),
                Flag::InQuote => token.key.in_quote,
            },
        }
    }
}

fn regex(pattern: &str, ignore_case: bool) -> Option<(Regex, String)> {
    // the pattern was validated when the rule was read
    let pattern = if ignore_case { format!("(?i:{pattern})") } else { pattern.to_owned() };
    Some((Regex::new(&pattern).ok()?, pattern))
}
