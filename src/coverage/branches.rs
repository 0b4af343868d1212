//! The branches of a pack, and how often each was exercised.

use std::collections::BTreeMap;

use super::{Branch, BranchKind};
use crate::engine::{Visit, matching_entries, words_of};
use crate::rule::{Origin, Pack, Pattern, PatternKind, TokenTest, WordList};
use crate::span::{Span, TokenRange};
use crate::text::{Document, Language};

/// The place and kind of a branch; one piece can be several branches.
type Place = (Span, BranchKind);

/// All branches, by file and place.
#[derive(Debug, Default)]
pub(super) struct Branches {
    by_file: BTreeMap<String, BTreeMap<Place, Branch>>,
    /// The lists that rules use, as they are searched for, by file and the place of their name.
    lists: BTreeMap<(String, Span), Vec<Vec<String>>>,
}

impl Branches {
    /// The branches of all rules, with none of them exercised.
    pub(super) fn of(language: &Language, pack: &Pack) -> Self {
        let mut branches = Self::default();
        for rule in &pack.rules {
            for line in &rule.lines {
                branches.add_piece(language, &line.pattern, None, BranchKind::Match);
            }
            for line in &rule.unless {
                branches.add_piece(language, &line.pattern, None, BranchKind::Unless);
            }
        }
        branches
    }

    /// Those of one file, in the order of the file.
    pub(super) fn of_file(&self, name: &str) -> impl Iterator<Item = &Branch> {
        self.by_file.get(name).into_iter().flat_map(BTreeMap::values)
    }

    /// Counts what a match exercises by visiting a piece of a line of `match` or `unless`.
    pub(super) fn visit(&mut self, document: &Document<'_>, visit: &Visit<'_>, line: BranchKind) {
        let Visit { piece, around, tokens, looked } = *visit;
        for (origin, kind) in branches_of(piece, around, line) {
            let other_way = if looked { BranchKind::Absent } else { BranchKind::Present };
            if kind != other_way {
                self.hit(origin, (origin.span, kind));
            }
        }
        match &piece.kind {
            PatternKind::List { list, inflected } => self.words(document, list, *inflected, tokens),
            PatternKind::Token(test) => {
                for list in lists_of(test) {
                    self.words(document, list, false, tokens);
                }
            }
            _ => {}
        }
    }

    fn add_piece(&mut self, language: &Language, piece: &Pattern, around: Option<&Pattern>, line: BranchKind) {
        for (origin, kind) in branches_of(piece, around, line) {
            self.add(origin, Branch { kind, span: origin.span, list: None, hits: 0 });
        }
        let mut inside = |inner: &Pattern| self.add_piece(language, inner, Some(piece), line);
        match &piece.kind {
            PatternKind::Capture { inner, .. }
            | PatternKind::Repeat { inner, .. }
            | PatternKind::Phrase { inner, .. } => inside(inner),
            PatternKind::Sequence(parts) | PatternKind::Choice(parts) => parts.iter().for_each(inside),
            PatternKind::List { list, .. } => self.add_list(language, list),
            PatternKind::Token(test) => lists_of(test).into_iter().for_each(|list| self.add_list(language, list)),
            PatternKind::Not(_)
            | PatternKind::Literal(_)
            | PatternKind::Forms(_)
            | PatternKind::Quote(_)
            | PatternKind::ClosingQuote(_)
            | PatternKind::Gap(_)
            | PatternKind::Boundary(_)
            | PatternKind::Span(_) => {}
        }
    }

    fn add_list(&mut self, language: &Language, list: &WordList) {
        let name = (list.origin.file.name.clone(), list.origin.span);
        if self.lists.contains_key(&name) {
            return;
        }
        self.lists.insert(name, words_of(language, list));
        for &span in &list.places {
            let branch = Branch { kind: BranchKind::Word, span, list: Some(list.name.clone()), hits: 0 };
            self.add(&list.origin, branch);
        }
    }

    fn add(&mut self, origin: &Origin, branch: Branch) {
        let of_file = self.by_file.entry(origin.file.name.clone()).or_default();
        of_file.entry((branch.span, branch.kind)).or_insert(branch);
    }

    fn hit(&mut self, origin: &Origin, place: Place) {
        if let Some(branch) = self.by_file.get_mut(&origin.file.name).and_then(|file| file.get_mut(&place)) {
            branch.hits += 1;
        }
    }

    /// Counts the words of a list that `tokens` match.
    fn words(&mut self, document: &Document<'_>, list: &WordList, inflected: bool, tokens: TokenRange) {
        let entries = self.lists.get(&(list.origin.file.name.clone(), list.origin.span));
        let matching =
            entries.map(|entries| matching_entries(document, entries, inflected, tokens)).unwrap_or_default();
        for &span in matching.iter().filter_map(|&index| list.places.get(index)) {
            self.hit(&list.origin, (span, BranchKind::Word));
        }
    }
}

/// The branches that a piece is, given the piece around it; `line` is the kind of a whole line.
fn branches_of<'p>(
    piece: &'p Pattern,
    around: Option<&'p Pattern>,
    line: BranchKind,
) -> impl Iterator<Item = (&'p Origin, BranchKind)> {
    let of_place = match around.map(|around| (&around.kind, &around.origin)) {
        None => Some(line),
        // the lines of a phrase are a choice at its name; the expansion of a bare role is not written in the rule
        Some((PatternKind::Choice(_), choice)) if choice.file.name != piece.origin.file.name => None,
        Some((PatternKind::Choice(_), choice)) if choice.span == piece.origin.span => None,
        Some((PatternKind::Choice(_), choice)) if choice.span.contains(piece.origin.span) => {
            Some(BranchKind::Alternative)
        }
        Some((PatternKind::Choice(_), _)) => Some(BranchKind::PhraseLine),
        Some((PatternKind::Phrase { .. }, _)) if !is_lines(piece) => Some(BranchKind::PhraseLine),
        Some(_) => None,
    };
    let optional: &[BranchKind] = match piece.kind {
        PatternKind::Repeat { least: 0, .. } => &[BranchKind::Present, BranchKind::Absent],
        _ => &[],
    };
    of_place.into_iter().chain(optional.iter().copied()).map(|kind| (&piece.origin, kind))
}

/// Whether a piece is the choice between the lines of a phrase.
fn is_lines(piece: &Pattern) -> bool {
    match &piece.kind {
        PatternKind::Choice(parts) => parts.iter().any(|part| !piece.origin.span.contains(part.origin.span)),
        _ => false,
    }
}

/// The lists that a word must be in, or may be in, to pass the test.
fn lists_of(test: &TokenTest) -> Vec<&WordList> {
    match test {
        TokenTest::List(list) => vec![list],
        TokenTest::All(parts) | TokenTest::Either(parts) => parts.iter().flat_map(lists_of).collect(),
        _ => Vec::new(),
    }
}
