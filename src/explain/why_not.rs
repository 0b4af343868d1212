//! Why a rule does not find a sentence, line by line of its `match`.

use super::judged::{Judged, judge};
use super::near_miss::{NearMiss, near_miss};
use super::piece::Written;
use super::smallest_edit::{self, Change};
use super::{Line, Why, token};
use crate::annotation::ParagraphKind;
use crate::article::Article;
use crate::engine::{self, Found, Match, Unit, Veto, Wants, attempt, readings, units};
use crate::rule::{PatternLine, Rule, Within};
use crate::span::{LineIndex, Span, TokenRange};
use crate::text::{self, Document, Vocabulary};
use crate::{Extractor, Session};

/// The result of one line of a rule on one unit that the rule reads: a sentence or a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyNot {
    /// The id of the rule.
    pub rule: String,
    /// The line of its `match`.
    pub pattern: Line,
    /// The sentence or paragraph, in bytes of the article.
    pub unit: Span,
    /// The line of the article it begins on, from 1.
    pub line: usize,
    /// Whether no other line of the rule comes closer.
    pub nearest: bool,
    /// The result.
    pub outcome: NotFound,
}

/// The result of a line of a rule.
#[derive(Debug, Clone, PartialEq)]
pub enum NotFound {
    /// The rule finds this, with this confidence.
    Found(f64),
    /// Another line of the rule is a better match.
    OtherLine(Span),
    /// It matches, but is not reported.
    NotTold(Span, Why),
    /// It would match, but the rule does not read paragraphs of this kind.
    Scope(Span, ParagraphKind, Vec<ParagraphKind>),
    /// It does not match.
    Stopped(Stopped),
}

/// How far a line gets that does not match.
#[derive(Debug, Clone, PartialEq)]
pub struct Stopped {
    /// What the parts of the line took, in order, each with its bytes in the article.
    pub took: Vec<(String, Span)>,
    /// The token that stops it.
    pub token: super::Token,
    /// A description of what the line asks for there.
    pub expected: String,
    /// The smallest change that would match, if one was found.
    pub change: Option<Change>,
    /// How many fixed words it found.
    pub fixed: usize,
}

impl NotFound {
    /// The bytes of the obstacle; `None` if it is not a word.
    #[must_use]
    pub fn obstacle(&self) -> Option<Span> {
        match self {
            Self::Stopped(stopped) => Some(stopped.token.span),
            Self::NotTold(_, Why::Unless(_, words) | Why::Differ(_, words)) => Some(*words),
            Self::NotTold(match_span, _) => Some(*match_span),
            Self::Found(_) | Self::OtherLine(_) | Self::Scope(..) => None,
        }
    }
}

impl Extractor {
    /// The result of each line of the rule with this id on every sentence it reads, the closest line first. If `line`
    /// is given, only for the sentences on that line of the article, counted from 1. A rule that reads paragraphs is
    /// tried on paragraphs.
    #[must_use]
    pub fn why_not(&self, session: &mut Session, article: &Article, rule: &str, line: Option<usize>) -> Vec<WhyNot> {
        session.forget_if_large();
        let document = text::read(&self.language, &mut session.vocabulary, article);
        let judged = judge(self, &mut session.engine, &document);
        let found = self.pack().find(rule).one().and_then(|at| Some((at, self.pack().rules.get(at)?)));
        found.map(|(at, rule)| why_not(&document, &judged, at, rule, line)).unwrap_or_default()
    }
}

impl Extractor {
    /// Why a rule does not find one of its own examples, both by index: the example as an article, and the result of
    /// the line of the rule that comes closest.
    #[must_use]
    pub fn why_not_example(&self, rule: usize, example: usize) -> Option<(Article, WhyNot)> {
        let written = self.pack().rules.get(rule)?;
        let article = Article::example(written.examples.get(example)?.text.as_str(), &written.language);
        let mut vocabulary = Vocabulary::new();
        let document = text::read_as(&self.language, &mut vocabulary, &article, *written.scope.first()?);
        let judged = judge(self, &mut engine::Session::default(), &document);
        let reports = why_not(&document, &judged, rule, written, None);
        let fixed = |report: &WhyNot| if let NotFound::Stopped(stopped) = &report.outcome { stopped.fixed } else { 0 };
        let nearest = reports.into_iter().filter(|report| report.nearest);
        let nearest = nearest.min_by_key(|report| (rank(&report.outcome), std::cmp::Reverse(fixed(report))))?;
        Some((article, nearest))
    }
}

/// The results of the lines of a rule, given by its index in the pack, on a document.
pub(super) fn why_not(
    document: &Document<'_>,
    judged: &Judged,
    at: usize,
    rule: &Rule,
    line: Option<usize>,
) -> Vec<WhyNot> {
    let lines = LineIndex::new(&document.article.text);
    let number = |at: usize| lines.line(at);
    let mut all = Vec::new();
    for unit in units(document, rule.within) {
        let span = document.span(unit.tokens);
        if line.is_some_and(|line| line < number(span.start) || number(span.end) < line) {
            continue;
        }
        let mut here: Vec<((u8, i64, usize), WhyNot)> = Vec::new();
        for (index, pattern) in rule.lines.iter().enumerate() {
            let alternative = Alternative { document, judged, unit, rule, at, index, pattern };
            let (merit, outcome) = alternative.outcome();
            let order = (rank(&outcome), -merit, index);
            let pattern = Line::new(rule, pattern);
            let report = WhyNot {
                rule: rule.id.clone(),
                pattern,
                unit: span,
                line: number(span.start),
                nearest: false,
                outcome,
            };
            here.push((order, report));
        }
        here.sort_by_key(|(order, _)| *order);
        if let Some((_, first)) = here.first_mut() {
            first.nearest = true;
        }
        all.extend(here.into_iter().map(|(_, report)| report));
    }
    all
}

/// A sort key that puts closer results first.
const fn rank(outcome: &NotFound) -> u8 {
    match outcome {
        NotFound::Found(_) => 0,
        NotFound::NotTold(..) => 1,
        NotFound::Scope(..) => 2,
        NotFound::OtherLine(_) => 3,
        NotFound::Stopped(_) => 4,
    }
}

/// One line of a rule on one unit.
struct Alternative<'a> {
    document: &'a Document<'a>,
    judged: &'a Judged,
    unit: Unit,
    rule: &'a Rule,
    at: usize,
    index: usize,
    pattern: &'a PatternLine,
}

impl Alternative<'_> {
    /// The result, and how close it came.
    fn outcome(&self) -> (i64, NotFound) {
        let found = readings(self.document, self.unit, &self.pattern.pattern, Wants::of(self.rule));
        let kept: Vec<&Found> = found.iter().filter(|found| found.veto.is_none()).collect();
        if !kept.is_empty() {
            return (0, self.of_match(&kept));
        }
        let vetoed = found.iter().find_map(|found| Some((found.tokens, self.unwanted(found.veto?)?)));
        if let Some((words, why)) = vetoed {
            return (0, NotFound::NotTold(self.document.span(words), why));
        }
        self.stopped()
    }

    fn unwanted(&self, veto: Veto) -> Option<Why> {
        let span = |tokens| self.document.span(tokens);
        Some(match veto {
            Veto::Unless { line, words } => Why::Unless(Line::new(self.rule, self.rule.unless.get(line)?), span(words)),
            Veto::Differ(first, other) => Why::Differ(span(first), span(other)),
        })
    }

    /// The result of a line that matches.
    fn of_match(&self, kept: &[&Found]) -> NotFound {
        let all = kept.iter().fold(self.unit.tokens, |_, found| found.tokens);
        let span = self.document.span(all);
        let kind = self.document.paragraphs.get(self.unit.paragraph).map(|paragraph| paragraph.kind);
        if let Some(kind) = kind.filter(|kind| !self.rule.scope.contains(kind)) {
            return NotFound::Scope(span, kind, self.rule.scope.clone());
        }
        let mine = |found: &Match| {
            found.rule == self.at && found.line == self.index && self.unit.tokens.contains(found.tokens)
        };
        if let Some((_, finding)) = self.judged.found.iter().find(|(found, _)| mine(found)) {
            return NotFound::Found(finding.claim.confidence);
        }
        match self.judged.lost.iter().find(|(found, _)| mine(found)) {
            Some((found, loser)) => NotFound::NotTold(self.document.span(found.tokens), loser.why.clone()),
            None => NotFound::OtherLine(span),
        }
    }

    fn stopped(&self) -> (i64, NotFound) {
        let Self { document, unit, rule, pattern, .. } = *self;
        let written = Written { rule, span: pattern.span };
        let Some(attempt) = attempt(document, unit, &pattern.pattern) else { return (i64::MIN, self.nothing()) };
        let miss = near_miss(document, unit.tokens, written, &attempt);
        let near = attempt.fits.iter().fold(TokenRange::new(miss.token, miss.token + 1), |range, fit| match fit {
            engine::Fit::Taken(_, tokens) => TokenRange::new(range.start.min(tokens.start), range.end.max(tokens.end)),
            _ => range,
        });
        if let Some(change) = self.in_paragraph() {
            return (attempt.merit, self.not_found(&miss, attempt.fixed, Some(change)));
        }
        let worth_it = attempt.fixed > 0 || miss.holes.len() < 2;
        let change = worth_it.then(|| smallest_edit::smallest(document, unit, written, pattern, &miss, near)).flatten();
        (attempt.merit, self.not_found(&miss, attempt.fixed, change))
    }

    fn not_found(&self, miss: &NearMiss<'_>, fixed: usize, change: Option<Change>) -> NotFound {
        let written = Written { rule: self.rule, span: self.pattern.span };
        let took = miss.took.iter();
        let took = took.map(|&(part, tokens)| (written.text(part).to_owned(), self.document.span(tokens)));
        NotFound::Stopped(Stopped {
            took: took.collect(),
            token: token(self.document, miss.token),
            expected: miss.expected.clone(),
            change,
            fixed,
        })
    }

    /// The change that is sufficient if a line matches across the end of a sentence.
    fn in_paragraph(&self) -> Option<Change> {
        if self.rule.within == Within::Paragraph {
            return None;
        }
        let line = format!("within: {}", Within::Paragraph.name());
        let paragraphs = units(self.document, Within::Paragraph);
        let around = paragraphs.into_iter().find(|around| around.tokens.contains(self.unit.tokens))?;
        if around.tokens == self.unit.tokens {
            return None;
        }
        let found = readings(self.document, around, &self.pattern.pattern, Wants::of(self.rule));
        let crosses = |found: &Found| found.veto.is_none() && found.tokens.overlaps(self.unit.tokens);
        let marked = vec![Span::new(0, line.len())];
        let what = "the match goes over the end of a sentence".to_owned();
        found.iter().any(crosses).then_some(Change { line, marked, what })
    }

    fn nothing(&self) -> NotFound {
        NotFound::Stopped(Stopped {
            took: Vec::new(),
            token: token(self.document, self.unit.tokens.start),
            expected: self.pattern.text.clone(),
            change: None,
            fixed: 0,
        })
    }
}
