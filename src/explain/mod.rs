//! Explains results: what the engine saw, what each rule did with it, and why something was not found.
//!
//! Everything is computed by the same code that finds claims, with more output: the same text layer, the same matcher,
//! the same choice between rivals, the same confidence. [`Extractor::explain`] explains the claims that were found,
//! sentence by sentence; [`Extractor::why_not`] explains why one rule does not find a claim.

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

/// A sentence, with what was seen in it and what the rules found.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// Its bytes in the article.
    pub span: Span,
    /// The line of the article it begins on, from 1.
    pub line: usize,
    /// The kind of paragraph it is in.
    pub kind: ParagraphKind,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// The stretches seen in it, outer ones before inner ones.
    pub brackets: Vec<Bracket>,
    /// The claims, each with the rule that won.
    pub found: Vec<Finding>,
    /// Other matches, and why they are not reported.
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
    /// Whether its tag is not the likeliest one, but the verb that its clause lacked.
    pub second_reading: bool,
}

/// Tokens that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bracket {
    /// The tokens of the sentence, from 0.
    pub tokens: TokenRange,
    /// What they form.
    pub kind: BracketKind,
}

/// What tokens that belong together form.
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
    /// The line number in it, from 1.
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

/// How a rule reads a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The id of the rule.
    pub rule: String,
    /// The line of its `match` that matched.
    pub pattern: Line,
    /// Everything it matched, in bytes of the article.
    pub span: Span,
    /// What the roles captured, in the order of the text.
    pub roles: Vec<(String, Span)>,
    /// The place where another file overrides the confidence of the rule, if one does.
    pub confidence_by: Option<String>,
}

/// A claim, and how it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// How the rule reads the sentence.
    pub reading: Reading,
    /// The resulting claim.
    pub claim: Claim,
    /// How much each feature added to the log-odds of its confidence, the largest first.
    pub contributions: Vec<(String, f64)>,
}

/// A match that is not reported.
#[derive(Debug, Clone, PartialEq)]
pub struct Loser {
    /// How the rule reads the sentence.
    pub reading: Reading,
    /// Why it is not reported.
    pub why: Why,
}

/// Why a match is not reported.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// It lost against a rival: the id of the rival's rule, and why.
    Lost(String, Reason),
    /// An `unless` rejected it: the line, and the bytes it matched.
    Unless(Line, Span),
    /// Two captures, by their bytes, that have to have the same words according to its rule.
    Differ(Span, Span),
    /// Its confidence is below the minimum: both, and how much each feature added.
    Improbable(f64, f64, Vec<(String, f64)>),
    /// It would be a claim in the article's own voice, but it is reported or quoted.
    OwnVoice,
    /// It belongs to the claim of a quotation that continues.
    Joined,
    /// Its first word is already part of the maximum number of claims.
    Nested,
    /// No word of its claim remains.
    Empty,
    /// It reports this facet of the sentence, and no claim.
    Facet(String),
}

impl Why {
    /// An explanation for people.
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

/// Explains why a match won against another.
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
    /// Everything that was seen in an article and that the rules found, sentence by sentence. If `line` is given, only
    /// for that line, counted from 1.
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
    Token {
        span: token.span,
        tag: token.tag.penn,
        pos: token.tag.pos,
        lemma: document.lemma(at).to_owned(),
        second_reading: token.is_second,
    }
}

/// The stretches that the text layer recognized in `tokens`, clipped to them.
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
