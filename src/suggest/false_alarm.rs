//! Suggests lines of `unless` that exclude a false alarm of a rule.
//!
//! The words of the match and those around it are tried in turn: first pairs of adjacent words of which one is in the
//! rule, then single words. A suggestion excludes every match in the sentence and none in the examples of the rule;
//! whether it excludes too much elsewhere is for the author to judge.

use crate::Extractor;
use crate::article::Article;
use crate::diagnostic::SourceFile;
use crate::engine::{Wants, readings, units};
use crate::explain::written_word;
use crate::rule::{Pattern, PatternKind, PatternLine, Rule, Verdict, pattern_alone};
use crate::span::TokenRange;
use crate::text::{Document, Vocabulary, base_of, read_as};

/// A line of `unless`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The pattern.
    pub line: String,
    /// A description of its words.
    pub what: String,
}

/// The maximum number of suggestions.
const MOST: usize = 5;
/// The maximum number of lines tried.
const MOST_TRIED: usize = 80;

impl Extractor {
    /// Lines of `unless` with which the rule of that name would find nothing in `sentence`, the most specific first;
    /// `None` if it finds nothing there anyway, or there is no such rule.
    #[must_use]
    pub fn refusals(&self, rule: &str, sentence: &str) -> Option<Vec<Refusal>> {
        let rule = self.pack().rule(rule)?;
        let mut vocabulary = Vocabulary::new();
        let article = Article::new("sentence", sentence);
        let kind = *rule.scope.first()?;
        let document = read_as(&self.language, &mut vocabulary, &article, kind);
        let found = matches(&document, rule);
        if found.is_empty() {
            return None;
        }
        let examples: Vec<Article> = rule
            .examples
            .iter()
            .filter(|example| example.verdict == Verdict::Finds)
            .map(|example| Article::example(example.text.as_str(), &rule.language))
            .collect();
        let mut others = Vocabulary::new();
        let mut refusals: Vec<Refusal> = Vec::new();
        for (words, what) in candidates(&document, rule, &found).into_iter().take(MOST_TRIED) {
            let Ok(pack) = pattern_alone(&SourceFile::new("unless", words.as_str())) else { continue };
            let Some(line) = pack.rules.into_iter().next().and_then(|rule| rule.lines.into_iter().next()) else {
                continue;
            };
            let unless = [line];
            if !takes_away(&document, rule, &unless, true) {
                continue;
            }
            let harmless = examples.iter().all(|article| {
                let document = read_as(&self.language, &mut others, article, kind);
                !takes_away(&document, rule, &unless, false)
            });
            if harmless {
                refusals.push(Refusal { line: words, what });
            }
            if refusals.len() == MOST {
                break;
            }
        }
        Some(refusals)
    }
}

/// Where the rule matches.
fn matches(document: &Document<'_>, rule: &Rule) -> Vec<TokenRange> {
    let units = units(document, rule.within);
    let found = units.into_iter().flat_map(|unit| {
        rule.lines.iter().flat_map(move |line| readings(document, unit, &line.pattern, Wants::of(rule)))
    });
    found.filter(|found| found.veto.is_none()).map(|found| found.tokens).collect()
}

/// Whether lines of `unless` exclude matches of the rule in the document: all of them, or any.
fn takes_away(document: &Document<'_>, rule: &Rule, unless: &[PatternLine], all: bool) -> bool {
    let wants = Wants { unless, same: None };
    let mut vetoes = units(document, rule.within)
        .into_iter()
        .flat_map(|unit| rule.lines.iter().flat_map(move |line| readings(document, unit, &line.pattern, wants)));
    if all { vetoes.all(|found| found.veto.is_some()) } else { vetoes.any(|found| found.veto.is_some()) }
}

/// Possible lines of `unless`, each with its description.
fn candidates(document: &Document<'_>, rule: &Rule, found: &[TokenRange]) -> Vec<(String, String)> {
    const BESIDE: usize = 3;
    let (Some(start), Some(end)) =
        (found.iter().map(|tokens| tokens.start).min(), found.iter().map(|tokens| tokens.end).max())
    else {
        return Vec::new();
    };
    let near = start.saturating_sub(BESIDE)..(end + BESIDE).min(document.tokens.len());
    let own = |at: usize| rule.lines.iter().any(|line| has_word(document, &line.pattern, at));
    let is_word = |at: usize| !document.is_punctuation(at) && document.entity_at(at).is_none();
    let telling = |at: usize| is_word(at) && document.is_content_word(at) && document.value_at(at).is_none();
    let mut all: Vec<(String, String)> = Vec::new();
    let mut push = |words: String, what: String| {
        if !all.iter().any(|(other, _)| *other == words) {
            all.push((words, what));
        }
    };
    let word = |at: usize| written_word(document.lower(at));
    for at in near.clone() {
        let pair = near.contains(&(at + 1)) && is_word(at) && is_word(at + 1) && own(at) != own(at + 1);
        let beside = if own(at) { at + 1 } else { at };
        if pair && (telling(beside) || is_word(beside) && !own(beside)) {
            let forms = |at: usize| if own(at) { forms(document, at) } else { word(at) };
            let what = format!("a word of the rule next to “{}”", document.lower(beside));
            push(format!("{} {}", forms(at), forms(at + 1)), what);
        }
    }
    for at in near.filter(|&at| telling(at) && !own(at)) {
        push(word(at), format!("the word “{}” in the match or its clause", document.lower(at)));
        if document.penn(at).is_some_and(crate::annotation::Penn::is_verb) {
            push(forms(document, at), format!("any form of “{}” in the match or its clause", document.lemma(at)));
        }
    }
    all
}

/// A word as a pattern for any of its forms, if it has several.
fn forms(document: &Document<'_>, at: usize) -> String {
    let lemma = document.lemma(at);
    let is_verb = document.penn(at).is_some_and(crate::annotation::Penn::is_verb);
    let plain = base_of(document.language, lemma).is_none_or(|base| base == lemma);
    if is_verb && plain && lemma.chars().all(char::is_alphabetic) {
        format!("~{lemma}")
    } else {
        written_word(document.lower(at))
    }
}

/// Whether the word at a token occurs in a pattern.
fn has_word(document: &Document<'_>, pattern: &Pattern, at: usize) -> bool {
    let (lower, lemma) = (document.lower(at), document.lemma(at));
    let mut found = false;
    pattern.walk(&mut |piece| {
        found |= match &piece.kind {
            PatternKind::Literal(word) => word.eq_ignore_ascii_case(lower),
            PatternKind::Forms(word) => word.eq_ignore_ascii_case(lemma),
            PatternKind::List { list, inflected } => {
                list.words.iter().any(|word| word == lower || *inflected && word == lemma)
            }
            _ => false,
        };
    });
    found
}
