//! Descriptions of pieces of a pattern.

use crate::annotation::SpanKind;
use crate::rule::{Boundary, Flag, Operand, Pattern, PatternKind, Rule, Side, TokenTest};
use crate::span::Span;

/// A description of what a piece asks for.
pub(super) fn asked(piece: &Pattern) -> String {
    match &piece.kind {
        PatternKind::Literal(text) if text.chars().any(char::is_alphanumeric) => format!("the word “{text}”"),
        PatternKind::Literal(text) if text == "," => "a comma".to_owned(),
        PatternKind::Literal(text) => format!("“{text}”"),
        PatternKind::Forms(word) => format!("a form of “{word}”"),
        PatternKind::List { list, inflected } => {
            let some: Vec<&str> = list.words.iter().take(4).map(String::as_str).collect();
            let more = if list.words.len() > some.len() { ", …" } else { "" };
            let form = if *inflected { "a form of a word" } else { "a word" };
            format!("{form} of the list `{}` ({}{more})", list.name, some.join(", "))
        }
        PatternKind::Quote(Side::Open) => "an opening quotation mark".to_owned(),
        PatternKind::Quote(Side::Close) => "a closing quotation mark".to_owned(),
        PatternKind::ClosingQuote(mark) => format!("a closing quotation mark with “{mark}”"),
        PatternKind::Capture { role, .. } => format!("the {role}"),
        PatternKind::Gap(Some(most)) => format!("at most {most} words"),
        PatternKind::Gap(None) => "any words".to_owned(),
        PatternKind::Not(inner) => match &inner.kind {
            PatternKind::Token(TokenTest::Not(test)) => format!("a word that is {}", tested(test)),
            _ => format!("anything but {}", asked(inner)),
        },
        PatternKind::Token(test) => format!("a word that is {}", tested(test)),
        PatternKind::Boundary(Boundary::Start) => "the start of the sentence".to_owned(),
        PatternKind::Boundary(Boundary::End) => "the end of the sentence".to_owned(),
        PatternKind::Boundary(Boundary::Para) => "the start of the paragraph".to_owned(),
        PatternKind::Boundary(Boundary::ParaEnd) => "the end of the paragraph".to_owned(),
        PatternKind::Span(kind) => stretch(*kind).to_owned(),
        PatternKind::Phrase { name, .. } => format!("what `@{name}` means"),
        PatternKind::Repeat { inner, .. } => asked(inner),
        PatternKind::Choice(parts) => either(parts.iter().map(asked).collect()),
        PatternKind::Sequence(parts) => parts.first().map_or_else(|| "nothing".to_owned(), asked),
    }
}

fn either(parts: Vec<String>) -> String {
    const SHOWN: usize = 4;
    let mut parts = parts;
    parts.dedup();
    let more = parts.len() > SHOWN;
    parts.truncate(SHOWN);
    format!("{}{}", parts.join(" or "), if more { " or …" } else { "" })
}

const fn stretch(kind: SpanKind) -> &'static str {
    match kind {
        SpanKind::Clause => "a clause (a subject with its verb)",
        SpanKind::Quoted => "a quotation",
        SpanKind::NounPhrase => "a noun phrase",
        SpanKind::VerbPhrase => "a verb in its base form",
        SpanKind::IngPhrase => "an -ing form",
        SpanKind::Complement => "what completes a verb",
        SpanKind::Source => "a name, noun phrase or pronoun",
        SpanKind::Part => "a part of the sentence",
        SpanKind::Person => "a person's name",
        SpanKind::Org => "an organisation's name",
        SpanKind::Place => "a place's name",
        SpanKind::Number => "a number",
        SpanKind::Money => "a sum of money",
        SpanKind::Date => "a date",
        SpanKind::Title => "a title or office",
    }
}

/// Whether phrases of this kind are nouns together with what belongs to them.
pub(super) const fn is_nominal(kind: SpanKind) -> bool {
    !matches!(
        kind,
        SpanKind::Clause
            | SpanKind::Quoted
            | SpanKind::VerbPhrase
            | SpanKind::IngPhrase
            | SpanKind::Complement
            | SpanKind::Part
    )
}

/// A description of what a test asks of a token.
fn tested(test: &TokenTest) -> String {
    let joined = |parts: &[TokenTest], word: &str| parts.iter().map(tested).collect::<Vec<_>>().join(word);
    let operand = |operand: &Operand| match operand {
        Operand::Text(text) => format!("“{text}”"),
        Operand::Exact(text) => format!("“{text}” with these capitals"),
        Operand::Regex(pattern, _) => format!("like /{pattern}/"),
    };
    match test {
        TokenTest::Any => "any word".to_owned(),
        TokenTest::All(parts) => joined(parts, " and "),
        TokenTest::Either(parts) => joined(parts, " or "),
        TokenTest::Not(inner) => format!("not {}", tested(inner)),
        TokenTest::Text(value) => operand(value),
        TokenTest::Lemma(value) => format!("a form of {}", operand(value)),
        TokenTest::Pos(pos) => format!("pos={}", pos.name()),
        TokenTest::Tag(tag) => format!("tag={}", tag.name()),
        TokenTest::Entity(kind) => format!("part of a {}", kind.name()),
        TokenTest::List(list) => format!("a word of the list `{}`", list.name),
        TokenTest::Number(comparative) => format!("a number {comparative}"),
        TokenTest::Length(length) => format!("{length} characters long"),
        TokenTest::Flag(flag) => match flag {
            Flag::Upper => "in capitals",
            Flag::Title => "capitalised",
            Flag::Lower => "without a capital",
            Flag::Digit => "in digits",
            Flag::InQuote => "inside quotation marks",
        }
        .to_owned(),
    }
}

/// One line of a rule, to determine which pieces are written in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'p> {
    pub(super) rule: &'p Rule,
    /// The bytes of the line in the file.
    pub(super) span: Span,
}

impl<'p> Written<'p> {
    /// Whether the piece is written in the line itself, not in a phrase it uses.
    pub(super) fn holds(self, piece: &Pattern) -> bool {
        piece.origin.file.name == self.rule.file.name && self.span.contains(piece.origin.span)
    }

    /// The innermost of `around` that is written in the line.
    pub(super) fn innermost(self, around: &[&'p Pattern]) -> Option<&'p Pattern> {
        around.iter().copied().find(|piece| self.holds(piece))
    }

    /// The outermost of `around` that is a part of the line, and not the whole line or a whole alternative.
    pub(super) fn outermost(self, around: &[&'p Pattern]) -> Option<&'p Pattern> {
        let mut pieces = around.iter().rev().copied().filter(|piece| self.holds(piece));
        let mut part = pieces.next()?;
        for whole in [PatternKind::Choice, PatternKind::Sequence] {
            if std::mem::discriminant(&part.kind) == std::mem::discriminant(&whole(Vec::new())) {
                part = pieces.next().unwrap_or(part);
            }
        }
        Some(part)
    }

    /// The text of the piece.
    pub(super) fn text(self, piece: &Pattern) -> &'p str {
        piece.origin.span.of(&self.rule.file.text)
    }

    /// What the innermost piece asks for, with its text.
    pub(super) fn asked(self, around: &[&'p Pattern]) -> String {
        let words = around.first().map_or_else(String::new, |piece| asked(piece));
        match self.innermost(around).map(|piece| self.text(piece)) {
            Some(written) if !words.contains(&format!("“{written}”")) && written != "," => {
                format!("{words} (`{written}`)")
            }
            _ => words,
        }
    }
}
