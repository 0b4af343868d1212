//! How a result came about: what the engine saw, what each rule made of it, and why something was not found.
//!
//! Everything is computed by what finds claims, asked to tell more: the same reading of the text, the same matcher, the
//! same verdict on rivals, the same confidence. [`Extractor::explain`] tells of the claims there are, sentence by
//! sentence; [`Extractor::why_not`] of those that one rule does not find.

mod judged;
mod near_miss;
mod piece;
mod smallest_edit;
mod why_not;

pub use smallest_edit::Change;
pub(crate) use smallest_edit::written_word;
pub use why_not::{NotFound, Stopped, WhyNot};

use crate::article::Article;
use crate::claim::Claim;
pub use crate::engine::Reason;

use crate::annotation::{EntityKind, ParagraphKind, Penn, Pos};
use crate::rule::{PatternLine, Rule};
use crate::span::{LineIndex, Span, TokenRange};
use crate::text::{self, Document};
use crate::{Extractor, Session};

/// A sentence, with what was seen in it and what was made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// Its bytes in the article.
    pub span: Span,
    /// The line of the article it begins on, from 1.
    pub line: usize,
    /// What kind of paragraph it is in.
    pub kind: ParagraphKind,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// What was seen in them, the outer before the inner.
    pub brackets: Vec<Bracket>,
    /// The claims, each with the rule that won.
    pub found: Vec<Finding>,
    /// What else matched, and why it was not told.
    pub lost: Vec<Loser>,
}

/// A token as the engine sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the article.
    pub span: Span,
    /// Its Penn tag.
    pub tag: Penn,
    /// Its part of speech.
    pub pos: Pos,
    /// Its dictionary form.
    pub lemma: String,
}

/// Tokens that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bracket {
    /// Which tokens of the sentence, from 0.
    pub tokens: TokenRange,
    /// As what.
    pub kind: BracketKind,
}

/// As what tokens belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BracketKind {
    /// A quotation, without its marks.
    Quotation,
    /// A base noun phrase.
    Phrase,
    /// A name, number or date.
    Name(EntityKind),
}

impl BracketKind {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Phrase => "phrase",
            Self::Name(kind) => kind.name(),
        }
    }
}

/// One line of a rule, in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The file.
    pub file: String,
    /// The line in it, from 1.
    pub line: usize,
    /// As written.
    pub text: String,
}

impl Line {
    fn new(rule: &Rule, line: &PatternLine) -> Self {
        let number = rule.file.position(line.span.start).line;
        Self { file: rule.file.name.clone(), line: number, text: line.text.clone() }
    }
}

/// What a rule read in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The id of the rule.
    pub rule: String,
    /// The line of its `match` that matched.
    pub pattern: Line,
    /// All it matched, in bytes of the article.
    pub span: Span,
    /// What the roles captured, in the order of the text.
    pub roles: Vec<(String, Span)>,
    /// The place where another file says how sure the rule is, if one does.
    pub confidence_by: Option<String>,
}

/// A claim, with how it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What the rule read.
    pub reading: Reading,
    /// What came of it.
    pub claim: Claim,
    /// What each feature added to the log-odds of its confidence, the weightiest first.
    pub contributions: Vec<(String, f64)>,
}

/// What matched and is not told.
#[derive(Debug, Clone, PartialEq)]
pub struct Loser {
    /// What the rule read.
    pub reading: Reading,
    /// Why it is not told.
    pub why: Why,
}

/// Why something that matched is not told.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// It lost against a rival: the id of its rule, and why.
    Lost(String, Reason),
    /// An `unless` took it away: which line, and the bytes it matched.
    Unless(Line, Span),
    /// The bytes of two captures that its rule wants to have the same words.
    Differ(Span, Span),
    /// Its confidence is below the least: both, and what each feature added.
    Improbable(f64, f64, Vec<(String, f64)>),
    /// The article would state it in its own voice, but it is reported or quoted.
    OwnVoice,
    /// It belongs to the claim of a quotation that runs on.
    Joined,
    /// Its first word is already part of as many claims as a word can be.
    Nested,
    /// No word is left of its claim.
    Empty,
    /// It tells this facet of the sentence, and no claim.
    Facet(String),
}

impl Why {
    /// In words.
    #[must_use]
    pub fn text(&self, article: &Article) -> String {
        match self {
            Self::Lost(to, reason) => format!("lost to `{to}`: {}", because(*reason)),
            Self::Unless(line, words) => {
                format!(
                    "removed by unless, {}:{}: `{}` found “{}”",
                    line.file,
                    line.line,
                    line.text,
                    words.of(&article.text)
                )
            }
            Self::Differ(first, other) => {
                format!("removed by same: “{}” and “{}” differ", first.of(&article.text), other.of(&article.text))
            }
            Self::Improbable(confidence, least, _) => {
                format!("below --min-confidence {least} ({confidence:.2})")
            }
            Self::OwnVoice => {
                "the article does not state it itself: it is reported, quoted, or next to something that is".to_owned()
            }
            Self::Joined => "part of a longer quotation, and reported with it".to_owned(),
            Self::Nested => format!("part of {} other claims already", text::NESTING_CAP),
            Self::Facet(name) => format!("it gives the sentence the facet `{name}`"),
            Self::Empty => "no word of its claim is left".to_owned(),
        }
    }
}

/// In words why a match won against another.
#[must_use]
pub fn because(reason: Reason) -> String {
    match reason {
        Reason::Over => "its rule is named under `over:`".to_owned(),
        Reason::Own => "it is your own rule, and this one is built in".to_owned(),
        Reason::MoreFixed(more, less) => format!("more fixed words ({more} against {less})"),
        Reason::Longer(more, less) => format!("the longer match ({more} tokens against {less})"),
        Reason::FurtherLeft => "the match further left".to_owned(),
        Reason::First => "its id or line comes first".to_owned(),
        Reason::Through => "it won against a rule that won against this one".to_owned(),
    }
}

impl Extractor {
    /// Everything that was seen in an article and made of it, sentence by sentence; of one line only, counted from 1, where
    /// one is given.
    #[must_use]
    pub fn explain(&self, session: &mut Session, article: &Article, line: Option<usize>) -> Vec<Sentence> {
        session.forget_if_large();
        let document = text::read(&self.language, &mut session.vocabulary, article);
        let judged = judged::judge(self, &mut session.engine, &document);
        let lines = LineIndex::new(&article.text);
        let number = |at: usize| lines.line(at);
        let mut judged = judged.by_sentence(&document);
        let mut sentences: Vec<Sentence> = Vec::new();
        for (at, sentence) in document.sentences.iter().enumerate() {
            let span = document.span(sentence.tokens);
            if line.is_some_and(|line| line < number(span.start) || number(span.end) < line) {
                continue;
            }
            let judged = judged.get_mut(at).map(std::mem::take).unwrap_or_default();
            let paragraph = document.paragraphs.get(sentence.paragraph);
            sentences.push(Sentence {
                span,
                line: number(span.start),
                kind: paragraph.map_or(ParagraphKind::Body, |paragraph| paragraph.kind),
                tokens: sentence.tokens.range().map(|at| token(&document, at)).collect(),
                brackets: brackets(&document, sentence.tokens),
                found: judged.found.into_iter().map(|(_, found)| found).collect(),
                lost: judged.lost.into_iter().map(|(_, loser)| loser).collect(),
            });
        }
        sentences
    }
}

fn token(document: &Document<'_>, at: usize) -> Token {
    let token = &document.tokens[at];
    Token { span: token.span, tag: token.tag.penn, pos: token.tag.pos, lemma: document.lemma(at).to_owned() }
}

/// What the reading of the text found in `tokens`, cut to them.
fn brackets(document: &Document<'_>, tokens: TokenRange) -> Vec<Bracket> {
    let quotations = document.quotations_in(tokens).map(|quotation| (quotation.inside, BracketKind::Quotation));
    let chunks = document.chunks_in(tokens).iter().map(|chunk| (chunk.tokens, BracketKind::Phrase));
    let near = |end: usize| end > tokens.start;
    let names = document.entities.iter().skip(document.entities.partition_point(|entity| !near(entity.tokens.end)));
    let names = names.take_while(|entity| entity.tokens.start < tokens.end);
    let names = names.map(|entity| (entity.tokens, BracketKind::Name(entity.kind)));
    let values = document.values.iter().skip(document.values.partition_point(|value| !near(value.tokens.end)));
    let values = values.take_while(|value| value.tokens.start < tokens.end);
    let values = values.map(|value| (value.tokens, BracketKind::Name(value.kind)));
    let all = quotations.chain(chunks).chain(names).chain(values).filter(|(range, _)| range.overlaps(tokens));
    let mut brackets: Vec<Bracket> = all
        .map(|(range, kind)| {
            let start = range.start.max(tokens.start) - tokens.start;
            Bracket { tokens: TokenRange::new(start, range.end.min(tokens.end) - tokens.start), kind }
        })
        .collect();
    brackets.sort_by_key(|bracket| (bracket.tokens.start, std::cmp::Reverse(bracket.tokens.end)));
    brackets
}
