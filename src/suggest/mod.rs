//! Suggests rules that find a marked sentence.
//!
//! `{source: Cllr Moss} moved that {claim: the lights stay on}.` contains everything that a rule has to find. The most
//! literal pattern has the exact words between the marks; others are derived from it step by step, each more general:
//! any form of the verb, any verb of its list, an adverb, a day, no *that*. Every pattern is run on the sentence, and
//! dropped if it does not find exactly what is marked. So the remaining ones are certain to find the sentence; a corpus
//! shows what else they find.
//!
//! `sketch` is a pattern under construction, `step` generalises it, `trial` runs it, and `candidates` searches
//! articles.
//! `false_alarm` is the opposite: lines of `unless` for a sentence that a rule should not find.

mod candidates;
mod false_alarm;
mod sketch;
mod step;
mod trial;

pub use candidates::{Candidates, Finding, Findings, Session};
pub use false_alarm::Refusal;

use crate::Pack;
use crate::annotation::ParagraphKind;
use crate::article::Article;
use crate::diagnostic::SourceFile;
use crate::rule::{Example, ROLES, Role, lists_of_lexicon, pattern_alone};
use crate::span::TokenRange;
use crate::text::{Document, Vocabulary, read_as};
use sketch::Sketch;
use trial::Trial;

/// A pattern that finds the marked sentence.
#[derive(Debug)]
pub struct Proposal {
    /// The pattern.
    pub pattern: String,
    /// How it generalises the suggestion before it.
    pub what: String,
    /// A pack with this pattern alone, for describing it and for searching.
    pub pack: Pack,
}

/// Why nothing can be suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsuitable {
    /// No `{claim: …}` is marked, and a rule needs one.
    NoClaim,
    /// A mark is nested in another one.
    Nested,
    /// All words are inside marks, so there is no word to search for.
    NoWord,
    /// No pattern of these words finds exactly what is marked.
    NotFound,
}

/// Patterns that find exactly what is marked in `marked`, in order of generality; never empty. `line` is the sentence
/// with its marks.
///
/// # Errors
///
/// The reason why there are none.
pub fn proposals(marked: &Example, line: &str) -> Result<Vec<Proposal>, Unsuitable> {
    if !marked.marks.iter().any(|(role, _)| role.name() == Role::CLAIM) {
        return Err(Unsuitable::NoClaim);
    }
    let overlapping = |(at, (_, span)): (usize, &(Role, crate::span::Span))| {
        marked.marks.iter().skip(at + 1).any(|(_, other)| span.overlaps(*other))
    };
    if marked.marks.iter().enumerate().any(overlapping) {
        return Err(Unsuitable::Nested);
    }
    let language = crate::lang::english();
    let mut vocabulary = Vocabulary::new();
    let article = Article::new("marked", marked.text.as_str());
    let document = read_as(&language, &mut vocabulary, &article, ParagraphKind::Body);
    let marks: Vec<(Role, TokenRange)> =
        marked.marks.iter().map(|(role, span)| (role.clone(), document.tokens_of(*span))).collect();
    let trial = Trial { line };
    let arounds = arounds(&document, &marks);
    if arounds.is_empty() {
        return Err(Unsuitable::NoWord);
    }
    let literal = literal(&document, &marks, &arounds, &trial).ok_or(Unsuitable::NotFound)?;
    let mut found = vec![(literal.clone(), "the exact words".to_owned())];
    let lists = lists_of_lexicon();
    let mut base = literal;
    for step in step::STEPS {
        let candidates = (step.candidates)(&document, &base, &lists);
        let passed = trial.passed(candidates, |(sketch, _)| sketch.line());
        if let Some((last, _)) = passed.last().filter(|_| step.goes_on) {
            base = last.clone();
        }
        found.extend(passed);
    }
    let mut proposals: Vec<Proposal> = Vec::new();
    for (sketch, what) in found {
        let pattern = sketch.line();
        if proposals.iter().any(|other| other.pattern == pattern) {
            continue;
        }
        if let Ok(pack) = pattern_alone(&SourceFile::new("pattern", pattern.as_str())) {
            proposals.push(Proposal { pattern, what, pack });
        }
    }
    Ok(proposals)
}

/// The first literal sketch that finds what is marked: with as few words around the marks as possible, and with default
/// roles if possible.
fn literal(
    document: &Document<'_>,
    marks: &[(Role, TokenRange)],
    arounds: &[TokenRange],
    trial: &Trial<'_>,
) -> Option<Sketch> {
    let alone: Vec<String> = marks.iter().map(|(role, _)| format!("{{{role}}}")).collect();
    let sketches = |written: &[String], arounds: &[TokenRange]| -> Vec<Sketch> {
        arounds.iter().map(|&around| Sketch::of(document, marks, around, written)).collect()
    };
    if let Some(first) = trial.first(sketches(&alone, arounds), Sketch::line) {
        return Some(first);
    }
    const MOST_AROUNDS: usize = 6;
    let nearest = arounds.get(..arounds.len().min(MOST_AROUNDS)).unwrap_or_default();
    let restricted: Vec<Sketch> =
        restricted_roles(marks).iter().flat_map(|written| sketches(written, nearest)).collect();
    trial.first(restricted, Sketch::line)
}

/// The span from the first mark to the last, extended by a number of words on either side, the shortest first. Each
/// contains a content word outside the marks or, if there is none, any word that can be searched for.
fn arounds(document: &Document<'_>, marks: &[(Role, TokenRange)]) -> Vec<TokenRange> {
    const MOST: usize = 4;
    let inner = TokenRange::new(
        marks.iter().map(|(_, tokens)| tokens.start).min().unwrap_or_default(),
        marks.iter().map(|(_, tokens)| tokens.end).max().unwrap_or_default(),
    );
    let mut all = Vec::new();
    for more in 0..=2 * MOST {
        for before in more.saturating_sub(MOST)..=more.min(MOST) {
            let (Some(start), end) = (inner.start.checked_sub(before), inner.end + more - before) else { continue };
            all.extend((end <= document.tokens.len()).then_some(TokenRange::new(start, end)));
        }
    }
    let outside = |at: usize| marks.iter().all(|(role, tokens)| role.name() == Role::CUE || !tokens.holds(at));
    let with = |is_wanted: &dyn Fn(usize) -> bool| -> Vec<TokenRange> {
        all.iter().copied().filter(|around| around.range().any(|at| outside(at) && is_wanted(at))).collect()
    };
    let with_content = with(&|at| document.is_content_word(at));
    if with_content.is_empty() {
        with(&|at| !document.is_punctuation(at) || document.lower(at) == ":")
    } else {
        with_content
    }
}

/// The roles of the marks, with the phrases that they may be restricted to; the fewest restrictions first.
fn restricted_roles(marks: &[(Role, TokenRange)]) -> Vec<Vec<String>> {
    const MOST: usize = 120;
    let mut all: Vec<(usize, Vec<String>)> = vec![(0, Vec::new())];
    for (role, _) in marks {
        let mut longer = Vec::new();
        for (restrictions, before) in &all {
            for (at, written) in options(role).into_iter().enumerate() {
                let mut written_before = before.clone();
                written_before.push(written);
                longer.push((restrictions + usize::from(at > 0), written_before));
            }
        }
        longer.sort_by_key(|(restrictions, _)| *restrictions);
        longer.truncate(MOST);
        all = longer;
    }
    all.into_iter().map(|(_, written)| written).collect()
}

/// The role alone, and restricted to a phrase.
fn options(role: &Role) -> Vec<String> {
    let phrases: &[&str] = match ROLES.iter().find(|(name, _)| *name == role.name()).map(|&(_, phrase)| phrase) {
        Some("@claim") => &["verb-phrase", "ing-phrase", "question", "noun-phrase", "finite", "complement"],
        Some("") => &[],
        Some("@source" | "@org") => &["person", "org", "noun-phrase", "title", "place"],
        _ => &["noun-phrase", "date", "number", "money", "percent", "place", "person"],
    };
    let restricted = phrases.iter().map(|phrase| format!("{{{role}: @{phrase}}}"));
    std::iter::once(format!("{{{role}}}")).chain(restricted).collect()
}
