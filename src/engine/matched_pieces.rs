//! How a line matched: which of its pieces the match went through, and what each of them took.
//!
//! If the session keeps paths, the matcher records the arcs of the winning path. A [`Tracer`] compiles the same lines
//! again, together with a table of the pieces that arcs come from, and translates such a path back to visits to pieces.
//! A piece after `!` is not part of a match and is never visited.

use super::compile::compile_with_places;
use super::leaf::{Leaves, spellings, words};
use super::origins::Origins;
use super::path::Taken;
use super::program::{Program, Step};
use crate::rule::{Pack, Pattern, PatternLine, WordList};
use crate::span::TokenRange;
use crate::text::{Document, Language};

/// The path of a match through one piece. A repeated piece may be visited several times.
#[derive(Debug)]
pub(crate) struct Visit<'p> {
    pub(crate) piece: &'p Pattern,
    /// The enclosing piece; `None` for a whole line.
    pub(crate) around: Option<&'p Pattern>,
    /// The tokens it took.
    pub(crate) tokens: TokenRange,
    /// Whether it looked at the text; false for an optional piece that is left out.
    pub(crate) looked: bool,
}

/// The lines of a pack, with the table that maps paths back to pieces.
#[derive(Debug)]
pub(crate) struct Tracer<'p> {
    rules: Vec<[Vec<Line<'p>>; 2]>,
}

#[derive(Debug)]
struct Line<'p> {
    program: Program,
    places: Origins<'p>,
}

impl<'p> Tracer<'p> {
    /// Creates a tracer for the matches of an engine that was built from this pack.
    pub(crate) fn new(language: &Language, pack: &'p Pack) -> Self {
        let mut leaves = Leaves::default();
        let mut lines = |lines: &'p [PatternLine]| {
            let compiled = lines.iter().map(|line| compile_with_places(language, &mut leaves, &line.pattern));
            compiled.map(|(program, places)| Line { program, places }).collect()
        };
        Self { rules: pack.rules.iter().map(|rule| [lines(&rule.lines), lines(&rule.unless)]).collect() }
    }

    /// The pieces that a match of a line of `match` went through, in order, outer pieces before inner ones. Rule and
    /// line are counted from 0.
    pub(crate) fn of_match(&self, rule: usize, line: usize, path: &[Taken]) -> Vec<Visit<'p>> {
        let lines = self.rules.get(rule).map(|[lines, _]| lines);
        lines.and_then(|lines| lines.get(line)).map(|line| line.visits(path)).unwrap_or_default()
    }

    /// The same for a line of `unless`.
    pub(crate) fn of_unless(&self, rule: usize, line: usize, path: &[Taken]) -> Vec<Visit<'p>> {
        let lines = self.rules.get(rule).map(|[_, lines]| lines);
        lines.and_then(|lines| lines.get(line)).map(|line| line.visits(path)).unwrap_or_default()
    }
}

impl<'p> Line<'p> {
    fn visits(&self, path: &[Taken]) -> Vec<Visit<'p>> {
        let mut visits: Vec<Visit<'p>> = Vec::new();
        // the pieces that the path is currently in, the outermost first, each with its visit
        let mut open: Vec<(usize, usize)> = Vec::new();
        for taken in path {
            let mut around: Vec<usize> = self.places.numbers_around(taken.arc).collect();
            around.reverse();
            let shared = open.iter().zip(&around).take_while(|((piece, _), number)| piece == *number).count();
            open.truncate(shared);
            for &number in around.iter().skip(shared) {
                let Some(piece) = self.places.piece(number) else { continue };
                let outer = open.last().and_then(|&(outer, _)| self.places.piece(outer));
                let tokens = TokenRange::new(taken.tokens.start, taken.tokens.start);
                open.push((number, visits.len()));
                visits.push(Visit { piece, around: outer, tokens, looked: false });
            }
            let step = self.program.arcs.get(taken.arc as usize).map(|arc| arc.step);
            let looks = !matches!(step, None | Some(Step::Free | Step::Open(_) | Step::Close(_)));
            for &(_, at) in &open {
                if let Some(visit) = visits.get_mut(at) {
                    visit.tokens.end = taken.tokens.end;
                    visit.looked |= looks;
                }
            }
        }
        visits
    }
}

/// The entries of a list in the form that is searched for: each split into folded tokens, with capitals after `=`.
pub(crate) fn words_of(language: &Language, list: &WordList) -> Vec<Vec<String>> {
    let exactly = |words: &str| spellings(language, words).iter().map(|word| format!("={word}")).collect();
    list.words.iter().map(|word| WordList::exact(word).map_or_else(|| words(language, word), exactly)).collect()
}

/// The indices of the list entries that `tokens` match. There are several if a form belongs to several words.
pub(crate) fn matching_entries(
    document: &Document<'_>,
    entries: &[Vec<String>],
    inflected: bool,
    tokens: TokenRange,
) -> Vec<usize> {
    let is_form = |at: usize, word: &str| {
        let token = document.word(at);
        if let Some(exact) = word.strip_prefix('=').filter(|exact| !exact.is_empty()) {
            return &*token.text == exact;
        }
        if inflected { token.bases.words(&token.lower).any(|base| base == word) } else { &*token.lower == word }
    };
    let of_length = entries.iter().enumerate().filter(|(_, words)| words.len() == tokens.len());
    let matching = of_length.filter(|(_, words)| tokens.range().zip(*words).all(|(at, word)| is_form(at, word)));
    matching.map(|(index, _)| index).collect()
}
