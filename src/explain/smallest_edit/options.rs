//! The edits that could fix one run of misfits.

use super::words::written_word;
use super::{Edit, Hole, LARGEST, NearMiss, Written, size};
use crate::annotation::{Pos, SpanKind};
use crate::explain::piece::is_nominal;
use crate::rule::{Pattern, PatternKind, Role, Side, TokenTest};
use crate::span::TokenRange;
use crate::text::{Document, Language, Mark, base_of};

/// How many sets are tried for one hole.
const MOST: usize = 60;

/// Sets of edits, each of which could fix the hole.
pub(super) fn of_hole<'p>(
    document: &Document<'_>,
    written: Written<'p>,
    hole: &Hole<'p>,
    miss: &NearMiss<'p>,
) -> Vec<Vec<Edit<'p>>> {
    let mut sets = sets_of_hole(document, written, hole, miss);
    if let Some(replaced) = replaced(document, hole).or_else(|| replaced_last(document, hole)) {
        sets.extend(sets_of_hole(document, written, &replaced, miss));
    }
    sets
}

/// The hole at the end of a line if there is another word in place of the first missing one: *for* in *a plan for
/// closing it*.
fn replaced_last<'p>(document: &Document<'_>, hole: &Hole<'p>) -> Option<Hole<'p>> {
    let at = hole.tokens.start;
    let leaf = hole.missing.first()?.first()?;
    let word = matches!(leaf.kind, PatternKind::Literal(_) | PatternKind::Forms(_) | PatternKind::List { .. });
    let last = word && hole.tokens.is_empty() && hole.next.is_none() && !document.is_punctuation(at);
    last.then(|| Hole { tokens: TokenRange::new(at, at + 1), missing: hole.missing.clone(), next: None })
}

/// The hole if the word before a name is in place of a missing word: *Councillor* in *Councillor Moss*.
fn replaced<'p>(document: &Document<'_>, hole: &Hole<'p>) -> Option<Hole<'p>> {
    let at = hole.tokens.start;
    let chunk = document.chunk_from(at)?;
    let other = hole.tokens.is_empty() && chunk.tokens.len() > 1 && document.entity_at(at).is_none();
    let (missing, next) = (hole.missing.clone(), hole.next.clone());
    other.then(|| Hole { tokens: TokenRange::new(at, at + 1), missing, next })
}

fn sets_of_hole<'p>(
    document: &Document<'_>,
    written: Written<'p>,
    hole: &Hole<'p>,
    miss: &NearMiss<'p>,
) -> Vec<Vec<Edit<'p>>> {
    let repair = Repair { document, written, hole };
    let mut sets: Vec<Vec<Edit<'p>>> = Vec::new();
    if let Some((first, rest)) = hole.missing.split_first() {
        sets.extend(repair.missing(first).into_iter().map(|edit| vec![edit]));
        sets.extend(repair.left_out(first).filter(|_| sets.is_empty()).map(|edit| vec![edit]));
        for around in rest {
            let options = repair.behind(around);
            let mut longer = Vec::new();
            for set in &sets {
                if set.iter().any(|edit| around.iter().any(|piece| std::ptr::eq(*piece, edit.piece))) {
                    longer.push(set.clone());
                    continue;
                }
                longer.extend(options.iter().map(|option| set.iter().chain([option]).cloned().collect()));
            }
            longer.truncate(MOST);
            // in a line with thousands of pieces, nearly all are missing
            longer.retain(|set| size(set) <= LARGEST);
            sets = longer;
        }
    }
    if !hole.tokens.is_empty() {
        let before = hole.missing.is_empty().then_some(hole.next.as_ref()).flatten().or(hole.missing.first());
        sets.extend(before.into_iter().flat_map(|around| repair.inserted(around)).map(|edit| vec![edit]));
        let gaps = miss.took.iter().map(|&(part, _)| part);
        sets.extend(gaps.filter_map(|part| repair.wider_gap(part)).map(|edit| vec![edit]));
    }
    sets.retain(|set| !set.is_empty());
    sets
}

pub(super) struct Repair<'m, 'p> {
    pub(super) document: &'m Document<'m>,
    pub(super) written: Written<'p>,
    pub(super) hole: &'m Hole<'p>,
}

impl<'p> Repair<'_, 'p> {
    /// The pieces written in the line that could be changed, the innermost first.
    fn pieces(&self, around: &[&'p Pattern]) -> Vec<&'p Pattern> {
        let mut pieces: Vec<&Pattern> = Vec::new();
        for &piece in around.iter().filter(|piece| self.written.holds(piece)) {
            // of pieces written with the same characters, the outermost is the one that can be replaced
            match pieces.last_mut() {
                Some(last) if last.origin.span == piece.origin.span => *last = piece,
                _ => pieces.push(piece),
            }
        }
        pieces
    }

    pub(super) fn edit(
        &self,
        piece: &'p Pattern,
        kind: PatternKind,
        text: String,
        what: String,
        size: u32,
    ) -> Edit<'p> {
        Edit { piece, kind, text, what, size }
    }

    /// The words of the article in the hole.
    pub(super) fn words(&self, tokens: TokenRange) -> Vec<String> {
        tokens.range().map(|at| self.document.text(TokenRange::new(at, at + 1)).to_owned()).collect()
    }

    /// Edits for a missing piece.
    fn missing(&self, around: &[&'p Pattern]) -> Vec<Edit<'p>> {
        let mut edits = Vec::new();
        let Some(&leaf) = around.first() else { return edits };
        let pieces = self.pieces(around);
        let Some(&piece) = pieces.first() else { return edits };
        let here = self.written.holds(leaf) && leaf.origin.span == piece.origin.span;
        if matches!(leaf.kind, PatternKind::Boundary(_) | PatternKind::Not(_)) && here {
            let what = format!("without `{}`", self.written.text(piece));
            return vec![self.edit(piece, PatternKind::Sequence(Vec::new()), String::new(), what, 1)];
        }
        if here {
            edits.extend(self.inflected(leaf, piece));
            edits.extend(self.wider_test(leaf, piece));
        }
        if let PatternKind::Span(kind) = leaf.kind {
            edits.extend(self.wider_role(kind, around));
        }
        edits.extend(self.other_words(around, piece));
        if self.hole.tokens.len() > 1 {
            edits.extend(self.other_word_and_gap(around, piece));
        }
        if !is_in_claim(around) {
            edits.extend(pieces.iter().filter_map(|piece| self.optional(piece)));
        }
        if !self.hole.tokens.is_empty() && !holds_claim(piece) && !is_in_claim(around) && !self.is_only_cue(piece) {
            let count = self.hole.tokens.len();
            let text = format!("({} | ...{count})", self.written.text(piece));
            let gap = at_place_of(piece, PatternKind::Gap(u32::try_from(count).ok()));
            let kind = PatternKind::Choice(vec![piece.clone(), gap]);
            let what = format!("allow other words for `{}`", self.written.text(piece));
            edits.push(self.edit(piece, kind, text, what, 6));
        }
        edits
    }

    /// The edit that leaves out a missing piece.
    fn left_out(&self, around: &[&'p Pattern]) -> Option<Edit<'p>> {
        let leaf = around.first()?;
        let pieces = self.pieces(around);
        let piece = pieces.first()?;
        if matches!(leaf.kind, PatternKind::Boundary(_) | PatternKind::Not(_)) {
            return self.missing(around).into_iter().next();
        }
        if is_in_claim(around) { None } else { self.optional(piece) }
    }

    /// Edits for a missing piece that follows other missing pieces.
    fn behind(&self, around: &[&'p Pattern]) -> Vec<Edit<'p>> {
        let mut edits: Vec<Edit<'p>> = self.left_out(around).into_iter().collect();
        if let Some(PatternKind::Span(kind)) = around.first().map(|leaf| &leaf.kind) {
            edits.extend(self.wider_role(*kind, around));
        }
        edits
    }

    fn optional(&self, piece: &'p Pattern) -> Option<Edit<'p>> {
        if holds_claim(piece) || matches!(piece.kind, PatternKind::Not(_) | PatternKind::Boundary(_)) {
            return None;
        }
        if self.is_only_cue(piece) {
            return None;
        }
        let written = self.written.text(piece);
        let inner = if grouped(piece, written) { format!("({written})") } else { written.to_owned() };
        let kind = PatternKind::Repeat { inner: Box::new(piece.clone()), least: 0, most: Some(1) };
        let size = if matches!(piece.kind, PatternKind::Capture { .. }) || written.starts_with('{') { 6 } else { 4 };
        Some(self.edit(piece, kind, format!("{inner}?"), format!("make `{written}` optional"), size))
    }

    /// Whether the piece is a noun or verb, and the line contains no other one and no quotation mark. Without it the
    /// line would be meaningless.
    fn is_only_cue(&self, piece: &Pattern) -> bool {
        let rule = self.written.rule;
        let line = rule.lines.iter().find(|line| line.span.contains(piece.origin.span));
        let mut others = false;
        if let Some(line) = line {
            line.pattern.walk(&mut |other| {
                others |= !piece.origin.span.contains(other.origin.span) && is_cue(self.document.language, other);
            });
        }
        let mut is_one = false;
        piece.walk(&mut |part| is_one |= is_cue(self.document.language, part));
        is_one && !others
    }

    /// `{source: @person}` → `{source: @noun-phrase}`
    fn wider_role(&self, kind: SpanKind, around: &[&'p Pattern]) -> Vec<Edit<'p>> {
        let wider: &[(&str, SpanKind)] = if is_nominal(kind) {
            &[("@source", SpanKind::Source), ("@noun-phrase", SpanKind::NounPhrase)]
        } else {
            &[
                ("@complement", SpanKind::Complement),
                ("@verb-phrase", SpanKind::VerbPhrase),
                ("@ing-phrase", SpanKind::IngPhrase),
                ("@text/part", SpanKind::Part),
            ]
        };
        let Some(inner) = self.written.innermost(around) else { return Vec::new() };
        let capture = around.iter().find_map(|&piece| match &piece.kind {
            PatternKind::Capture { role, .. } if self.written.holds(piece) => Some((piece, role)),
            _ => None,
        });
        let bare = capture.filter(|(piece, _)| piece.origin.span == inner.origin.span);
        let edits = wider.iter().filter(|&&(_, other)| other != kind).map(|&(name, other)| {
            let what = format!("allow {name} for `{}`", self.written.text(inner));
            match bare {
                Some((piece, role)) => {
                    let inside = Box::new(at_place_of(inner, PatternKind::Span(other)));
                    let kind = PatternKind::Capture { role: Role::clone(role), inner: inside };
                    self.edit(piece, kind, format!("{{{role}: {name}}}"), what, 2)
                }
                None => self.edit(inner, PatternKind::Span(other), name.to_owned(), what, 2),
            }
        });
        edits.collect()
    }

    /// Edits that allow the tokens of the hole before a piece.
    fn inserted(&self, around: &[&'p Pattern]) -> Vec<Edit<'p>> {
        let tokens = self.hole.tokens;
        let count = u32::try_from(tokens.len()).unwrap_or(u32::MAX);
        let words = self.words(tokens).join(" ");
        let adverb = |at: usize| self.document.tokens.get(at).is_some_and(|token| token.tag.pos == Pos::Adv);
        let mut news: Vec<(PatternKind, String, u32)> = Vec::new();
        let origin = around.first();
        let maybe = |kind: PatternKind| {
            let inner = origin.map(|piece| Box::new(at_place_of(piece, kind)));
            inner.map(|inner| PatternKind::Repeat { inner, least: 0, most: Some(1) })
        };
        let mark = self.document.tokens.get(tokens.start).and_then(|token| token.mark).filter(|_| count == 1);
        if let Some((side, text)) = match mark {
            Some(Mark::Open) => Some((Side::Open, "“?")),
            Some(Mark::Close) => Some((Side::Close, "”?")),
            Some(Mark::Stray) | None => None,
        } {
            news.extend(maybe(PatternKind::Quote(side)).map(|kind| (kind, text.to_owned(), 1)));
        } else if count == 1 && self.document.is_punctuation(tokens.start) {
            let kind = maybe(PatternKind::Literal(words.clone()));
            news.extend(kind.map(|kind| (kind, format!("{}?", written_word(&words)), 1)));
        }
        if count == 1 && adverb(tokens.start) {
            let kind = maybe(PatternKind::Token(TokenTest::Pos(Pos::Adv)));
            news.extend(kind.map(|kind| (kind, "[pos=ADV]?".to_owned(), 2)));
        }
        if let Some((name, inner)) = self.adjunct() {
            let kind = maybe(PatternKind::Phrase { name: name.clone(), note: None, inner: Box::new(inner.clone()) });
            news.extend(kind.map(|kind| (kind, format!("@{name}?"), 3)));
        }
        news.push((PatternKind::Gap(Some(count)), format!("...{count}"), 5));
        let pieces = self.pieces(around).into_iter().rev();
        let mut edits = Vec::new();
        for (depth, piece) in (0..).zip(pieces) {
            if matches!(piece.kind, PatternKind::Sequence(_)) {
                continue;
            }
            let written = self.written.text(piece);
            for (new, text, size) in &news {
                let kind = PatternKind::Sequence(vec![at_place_of(piece, new.clone()), piece.clone()]);
                let written = if matches!(piece.kind, PatternKind::Choice(_)) && !written.starts_with('(') {
                    format!("({written})")
                } else {
                    written.to_owned()
                };
                let what = format!("allow “{words}” before `{}`", self.written.text(piece));
                edits.push(self.edit(piece, kind, format!("{text} {written}"), what, size + depth));
            }
        }
        edits
    }

    /// The phrase `@adjunct`, if the rule already uses it.
    fn adjunct(&self) -> Option<(&'p String, &'p Pattern)> {
        let mut found = None;
        for line in &self.written.rule.lines {
            line.pattern.walk(&mut |piece| match &piece.kind {
                PatternKind::Phrase { name, inner, .. }
                    if name == "adjunct" && line.span.contains(piece.origin.span) =>
                {
                    found = Some((name, &**inner));
                }
                _ => {}
            });
        }
        found
    }

    /// `...4` → `...6`
    fn wider_gap(&self, part: &'p Pattern) -> Option<Edit<'p>> {
        let PatternKind::Gap(Some(most)) = part.kind else { return None };
        let most = most + u32::try_from(self.hole.tokens.len()).ok()?;
        let what = format!("a wider gap than `{}`", self.written.text(part));
        Some(self.edit(part, PatternKind::Gap(Some(most)), format!("...{most}"), what, 1))
    }
}

/// Whether a piece is a word that can attribute a claim, or a quotation mark.
fn is_cue(language: &Language, piece: &Pattern) -> bool {
    let is_content = |word: &str| {
        let word = word.to_lowercase();
        let base = base_of(language, &word);
        let codes = [Some(word.as_str()), base.as_deref()].into_iter().flatten().map(|word| language.word_codes(word));
        codes.into_iter().any(|codes| codes.contains(['n', 'v']))
    };
    match &piece.kind {
        PatternKind::Literal(word) | PatternKind::Forms(word) => is_content(word),
        PatternKind::List { list, .. } => list.words.iter().any(|word| is_content(word)),
        PatternKind::Quote(_) | PatternKind::ClosingQuote(_) => true,
        _ => false,
    }
}

/// A piece of this kind in place of `piece`.
pub(super) fn at_place_of(piece: &Pattern, kind: PatternKind) -> Pattern {
    Pattern { kind, origin: piece.origin.clone() }
}

/// Whether the innermost piece is in the claim, which every line must have.
pub(super) fn is_in_claim(around: &[&Pattern]) -> bool {
    around.iter().any(|piece| matches!(&piece.kind, PatternKind::Capture { role, .. } if role.name() == Role::CLAIM))
}

pub(super) fn holds_claim(piece: &Pattern) -> bool {
    piece.roles().contains(&Role::new(Role::CLAIM))
}

/// Whether the text of a piece needs brackets before a quantifier.
fn grouped(piece: &Pattern, written: &str) -> bool {
    let bracketed = written.starts_with('(') && written.ends_with(')');
    match piece.kind {
        PatternKind::Repeat { .. } | PatternKind::ClosingQuote(_) => true,
        PatternKind::Sequence(_) | PatternKind::Choice(_) => !bracketed,
        _ => false,
    }
}
