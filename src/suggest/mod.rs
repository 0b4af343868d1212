//! From a sentence with its answer filled in to rules that find it.
//!
//! `{source: Cllr Moss} moved that {claim: the lights stay on}.` says all that a rule has to find. The most literal pattern
//! has the exact words between the marks; from it others are made step by step, each of which lets more pass: any
//! form of the verb, any verb of its list, an adverb, a day, no *that*. Every pattern is given to the engine with the
//! sentence, and one that does not find exactly what is marked is dropped. What is left finds it, for certain; what else
//! each finds is for a corpus to show.
//!
//! `sketch` is a pattern in the making, `step` lets more pass, `trial` asks the engine, `bench` searches articles. `alarm` goes
//! the other way: from a sentence that a rule should not have found to what takes it away.

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
    /// What it lets pass that the one before does not.
    pub what: String,
    /// A pack of this pattern alone, for its reading and for searching.
    pub pack: Pack,
}

/// Why nothing can be proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsuitable {
    /// No `{claim: …}` is marked, and a rule needs one.
    NoClaim,
    /// A mark stands inside another one.
    Nested,
    /// All words stand inside the marks, so that there is none to look for.
    NoWord,
    /// No pattern of these words finds exactly what is marked.
    NotFound,
}

/// Patterns that find exactly what `marked` marks, of rising generality; never empty. `line` is the sentence as it was
/// marked.
///
/// # Errors
///
/// Says why there is none.
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

/// The first sketch of the exact words that finds what is marked: with as few words around the marks as will do,
/// and with the roles as they are alone rather than told what to take.
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
    let told: Vec<Sketch> = told_roles(marks).iter().flat_map(|written| sketches(written, nearest)).collect();
    trial.first(told, Sketch::line)
}

/// From the first mark to the last, and so many words more on either side, the fewest first. Each holds a word outside the
/// marks that means something by itself or, where there is none, any word that can be looked for.
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
    let telling = with(&|at| document.is_content_word(at));
    if telling.is_empty() { with(&|at| !document.is_punctuation(at) || document.lower(at) == ":") } else { telling }
}

/// The roles of the marks with what they may be told to take, the fewest told first.
fn told_roles(marks: &[(Role, TokenRange)]) -> Vec<Vec<String>> {
    const MOST: usize = 120;
    let mut all: Vec<(usize, Vec<String>)> = vec![(0, Vec::new())];
    for (role, _) in marks {
        let mut longer = Vec::new();
        for (told, before) in &all {
            for (at, written) in options(role).into_iter().enumerate() {
                let mut written_before = before.clone();
                written_before.push(written);
                longer.push((told + usize::from(at > 0), written_before));
            }
        }
        longer.sort_by_key(|(told, _)| *told);
        longer.truncate(MOST);
        all = longer;
    }
    all.into_iter().map(|(_, written)| written).collect()
}

/// The role alone, then told what to take.
fn options(role: &Role) -> Vec<String> {
    let phrases: &[&str] = match ROLES.iter().find(|(name, _)| *name == role.name()).map(|&(_, phrase)| phrase) {
        Some("@claim") => &["verb-phrase", "ing-phrase", "question", "noun-phrase", "finite", "complement"],
        Some("") => &[],
        Some("@source" | "@org") => &["person", "org", "noun-phrase", "title", "place"],
        _ => &["noun-phrase", "date", "number", "money", "percent", "place", "person"],
    };
    let told = phrases.iter().map(|phrase| format!("{{{role}: @{phrase}}}"));
    std::iter::once(format!("{{{role}}}")).chain(told).collect()
}
