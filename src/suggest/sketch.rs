//! A pattern under construction: words of the sentence, roles for its marks, and the replacements made by steps.

use crate::annotation::Pos;
use crate::explain::written_word;
use crate::rule::Role;
use crate::span::TokenRange;
use crate::text::{Document, Mark};

/// The origin of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A mark that is the claim.
    Claim,
    /// Any other mark.
    Role,
    /// A word or sign of the sentence, by its token.
    Token(usize),
    /// Added by a step, without a word of the sentence.
    Added,
}

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// Whether it is attached to the piece before, without a space.
    pub(super) glued: bool,
}

impl Piece {
    /// A piece without a word of the sentence.
    pub(super) fn added(text: &str) -> Self {
        Self { kind: Kind::Added, text: text.to_owned(), glued: false }
    }
}

/// A pattern under construction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sketch {
    pub(super) pieces: Vec<Piece>,
}

impl Sketch {
    /// The words of `around`, with each mark replaced by its entry in `written`. The words of a cue are kept, inside
    /// its braces.
    pub(super) fn of(
        document: &Document<'_>,
        marks: &[(Role, TokenRange)],
        around: TokenRange,
        written: &[String],
    ) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut at = around.start;
        while at < around.end {
            let glued = is_glued(document, pieces.last(), at);
            match marks.iter().zip(written).find(|((_, tokens), _)| tokens.start == at && !tokens.is_empty()) {
                Some(((role, tokens), _)) if role.name() == Role::CUE => {
                    pieces.push(Piece { kind: Kind::Added, text: "{cue:".to_owned(), glued });
                    for word in tokens.range() {
                        let glued = word > tokens.start && is_glued(document, pieces.last(), word);
                        pieces.push(Piece { kind: Kind::Token(word), text: word_of(document, word), glued });
                    }
                    pieces.push(Piece { kind: Kind::Added, text: "}".to_owned(), glued: true });
                    at = tokens.end;
                }
                Some(((role, tokens), written)) => {
                    let kind = if role.name() == Role::CLAIM { Kind::Claim } else { Kind::Role };
                    pieces.push(Piece { kind, text: written.clone(), glued });
                    at = tokens.end;
                }
                None => {
                    pieces.push(Piece { kind: Kind::Token(at), text: word_of(document, at), glued });
                    at += 1;
                }
            }
        }
        Self { pieces }
    }

    /// The pattern as a line of a rule.
    pub(super) fn line(&self) -> String {
        let mut line = String::new();
        for piece in &self.pieces {
            if !piece.glued && !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&piece.text);
        }
        line
    }

    /// The head word of the cue: the last verb, or else the last noun, outside the marks.
    pub(super) fn head(&self, document: &Document<'_>) -> Option<usize> {
        let last = |wanted: Pos| {
            self.pieces.iter().rev().find_map(|piece| match piece.kind {
                Kind::Token(at) => Some(at).filter(|&at| pos(document, at) == Some(wanted)),
                Kind::Claim | Kind::Role | Kind::Added => None,
            })
        };
        last(Pos::Verb).or_else(|| last(Pos::Noun))
    }

    /// The index of the piece for that token.
    pub(super) fn place(&self, token: usize) -> Option<usize> {
        self.pieces.iter().position(|piece| piece.kind == Kind::Token(token))
    }

    /// Whether the piece at `at` is attached to one next to it.
    pub(super) fn clings(&self, at: usize) -> bool {
        let glued = |at: usize| self.pieces.get(at).is_some_and(|piece| piece.glued && piece.text != "}");
        glued(at) || glued(at + 1)
    }
}

/// The part of speech of a token.
pub(super) fn pos(document: &Document<'_>, at: usize) -> Option<Pos> {
    document.tokens.get(at).map(|token| token.tag.pos)
}

/// Whether the token at `at` is attached to the piece `before` it, as in the sentence: to a role, at quotation marks,
/// and if a word consists of several tokens. A comma after a word is separate.
fn is_glued(document: &Document<'_>, before: Option<&Piece>, at: usize) -> bool {
    let last = at.checked_sub(1).and_then(|last| document.tokens.get(last));
    let (Some(before), Some(last), Some(here)) = (before, last, document.tokens.get(at)) else { return false };
    let is_role = matches!(before.kind, Kind::Claim | Kind::Role);
    let is_quote = last.mark.is_some() || here.mark.is_some();
    let is_word = document.is_punctuation(at - 1) == document.is_punctuation(at);
    last.span.end == here.span.start && (is_role || is_quote || is_word)
}

/// A word as written in a pattern; the first word of a sentence is lower-cased, unless it is a name.
fn word_of(document: &Document<'_>, at: usize) -> String {
    match document.tokens.get(at).and_then(|token| token.mark) {
        Some(Mark::Open | Mark::Close) => return "\"".to_owned(),
        Some(Mark::Stray) | None => {}
    }
    let word = document.text(TokenRange::new(at, at + 1));
    if document.starts_sentence(at) && pos(document, at) != Some(Pos::Propn) {
        return written_word(&word.to_lowercase());
    }
    written_word(word)
}
