//! Finds the smallest change of a line that makes it match, by trial.
//!
//! For every run of misfits there are a few edits that could fix it: allow a comma, accept another word too, leave out
//! a look-ahead. Each is made twice, in the pattern as understood and in the line as written. The patterns are compiled
//! and run by the engine, from the smallest edit to the largest, and the first that matches is reported as a line.

use super::near_miss::{Hole, NearMiss};
use super::piece::Written;
use crate::engine::{Unit, Wants, found_by};
use crate::rule::{Pattern, PatternKind, PatternLine, TokenTest};
use crate::span::{Span, TokenRange};
use crate::text::Document;

mod options;
mod words;

pub(crate) use words::written_word;

/// A change of a line that makes it match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The changed line.
    pub line: String,
    /// What is new in it, in bytes of `line`; a deletion leaves an empty span.
    pub marked: Vec<Span>,
    /// A description of the change.
    pub what: String,
}

/// One edit, which replaces a piece.
#[derive(Debug, Clone)]
struct Edit<'p> {
    piece: &'p Pattern,
    kind: PatternKind,
    text: String,
    what: String,
    /// How much it changes what the rule finds; less is better.
    size: u32,
}

impl Edit<'_> {
    /// Whether a quantifier after it would apply only to a part of it.
    fn has_parts(&self) -> bool {
        match self.kind {
            PatternKind::Sequence(_) | PatternKind::Repeat { .. } | PatternKind::Gap(_) => true,
            PatternKind::Choice(_) => !self.text.starts_with('('),
            _ => false,
        }
    }
}

/// Whether a line continues with a quantifier.
fn is_repeated(behind: &str) -> bool {
    let bound = behind.strip_prefix('{').is_some_and(|inside| inside.starts_with(|c: char| c.is_ascii_digit()));
    bound || behind.starts_with(['?', '*', '+'])
}

/// The smallest change that matches at `near`.
pub(super) fn smallest(
    document: &Document<'_>,
    unit: Unit,
    written: Written<'_>,
    line: &PatternLine,
    miss: &NearMiss<'_>,
    near: TokenRange,
) -> Option<Change> {
    const MOST: usize = 150;
    let mut sets: Vec<Vec<Edit<'_>>> = vec![Vec::new()];
    for hole in &miss.holes {
        let edits = options::of_hole(document, written, hole, miss);
        let mut longer = Vec::new();
        for set in &sets {
            for added in &edits {
                let clash = added.iter().any(|edit| set.iter().any(|other| touches(edit.piece, other.piece)));
                if !clash {
                    longer.push(set.iter().chain(added).cloned().collect());
                }
            }
        }
        // a larger change would make it a different rule
        longer.retain(|set: &Vec<Edit<'_>>| size(set) <= LARGEST);
        longer.sort_by_key(|set| size(set));
        longer.truncate(MOST);
        sets = longer;
        if sets.is_empty() {
            return None;
        }
    }
    sets.retain(|set| !set.is_empty());
    let changes: Vec<(Change, Pattern)> = sets
        .iter()
        .filter_map(|set| Some((change(written, set)?, edited(&line.pattern, set))))
        .filter(|(_, edited)| is_selective(&line.pattern, edited))
        .filter(|(change, _)| crate::rule::is_pattern(&change.line))
        .collect();
    let (mut changes, patterns): (Vec<Change>, Vec<Pattern>) = changes.into_iter().unzip();
    let at = found_by(document, unit, &patterns, Wants::of(written.rule), near)?;
    Some(changes.swap_remove(at))
}

/// The largest total size of the edits that are tried together.
const LARGEST: u32 = 11;

/// The total size of some edits.
fn size(set: &[Edit<'_>]) -> u32 {
    set.iter().map(|edit| edit.size).fold(0, u32::saturating_add)
}

/// Whether a changed line still asks for something that not every sentence has: a word, if the line did, otherwise a
/// test. A line of gaps and optional pieces would match everything.
fn is_selective(line: &Pattern, edited: &Pattern) -> bool {
    let tests = |kind: &PatternKind| matches!(kind, PatternKind::Token(test) if !matches!(test, TokenTest::Any));
    edited.has_fixed_word() || !line.has_fixed_word() && edited.always_has(&tests)
}

/// Whether two pieces are the same, or one contains the other.
fn touches(one: &Pattern, other: &Pattern) -> bool {
    let (one, other) = (one.origin.span, other.origin.span);
    one.overlaps(other)
}

/// The pattern with the edits applied.
fn edited(pattern: &Pattern, edits: &[Edit<'_>]) -> Pattern {
    if let Some(edit) = edits.iter().find(|edit| std::ptr::eq(edit.piece, pattern)) {
        return Pattern { kind: edit.kind.clone(), origin: pattern.origin.clone() };
    }
    let inside = |inner: &Pattern| Box::new(edited(inner, edits));
    let all = |parts: &[Pattern]| parts.iter().map(|part| edited(part, edits)).collect();
    let kind = match &pattern.kind {
        PatternKind::Capture { role, inner } => PatternKind::Capture { role: role.clone(), inner: inside(inner) },
        PatternKind::Repeat { inner, least, most } => {
            PatternKind::Repeat { inner: inside(inner), least: *least, most: *most }
        }
        PatternKind::Not(inner) => PatternKind::Not(inside(inner)),
        PatternKind::Phrase { name, note, inner } => {
            PatternKind::Phrase { name: name.clone(), note: note.clone(), inner: inside(inner) }
        }
        PatternKind::Sequence(parts) => PatternKind::Sequence(all(parts)),
        PatternKind::Choice(parts) => PatternKind::Choice(all(parts)),
        other => other.clone(),
    };
    Pattern { kind, origin: pattern.origin.clone() }
}

/// The line with the edits applied to its text.
fn change(written: Written<'_>, edits: &[Edit<'_>]) -> Option<Change> {
    let base = written.span;
    let text = base.of(&written.rule.file.text);
    let mut edits: Vec<&Edit<'_>> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.piece.origin.span);
    let (mut line, mut marked, mut done) = (String::new(), Vec::new(), 0);
    for edit in &edits {
        let span = edit.piece.origin.span;
        let (start, mut end) = (span.start.checked_sub(base.start)?, span.end.checked_sub(base.start)?);
        line.push_str(text.get(done..start)?);
        if edit.text.is_empty() && (line.is_empty() || line.ends_with(' ')) && text.get(end..)?.starts_with(' ') {
            end += 1;
        }
        let grouped = edit.has_parts() && is_repeated(text.get(end..)?);
        line.push_str(if grouped { "(" } else { "" });
        marked.push(Span::new(line.len(), line.len() + edit.text.len()));
        line.push_str(&edit.text);
        line.push_str(if grouped { ")" } else { "" });
        done = end;
    }
    line.push_str(text.get(done..)?);
    let what: Vec<&str> = edits.iter().map(|edit| edit.what.as_str()).collect();
    let kept = line.trim_end().len();
    line.truncate(kept);
    Some(Change { line, marked: narrowed(marked, &edits), what: what.join(", and ") })
}

/// The marked spans without what they share, at either end, with the piece before the change.
fn narrowed(marked: Vec<Span>, edits: &[&Edit<'_>]) -> Vec<Span> {
    let each = marked.into_iter().zip(edits).map(|(span, edit)| {
        let old = edit.piece.origin.span.of(&edit.piece.origin.file.text);
        match (edit.text.strip_suffix(old), edit.text.strip_prefix(old)) {
            _ if old.is_empty() => span,
            (Some(before), _) => Span::new(span.start, span.start + before.trim_end().len()),
            (None, Some(_)) => Span::new(span.start + old.len(), span.end),
            (None, None) => span,
        }
    });
    each.collect()
}
