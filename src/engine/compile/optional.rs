//! Gaps at an edge of a role that have something optional next to them.
//!
//! `{claim: the ...} (, {source} ~say)?` ends with its gap if the part in parentheses is absent. The gap then extends
//! to the end of what the rule reads, as in `{claim: the ...}` alone; if the part is present, the gap ends before it.
//! So the gap is compiled twice: once followed by all paths of the rest that take no token, and once by all paths that
//! take one. A match with the optional part is preferred, because the tokens of a gap don't make a match better.

use super::{Builder, Cut, cheapest};
use crate::rule::{Edges, Pattern, PatternKind};

/// How often a part of one line may be compiled again. Lines that people write need far less. Beyond it, a gap next to
/// something optional takes as few words as it can, which keeps deeply nested options from growing without bounds.
pub(super) const MOST_COPIES: u32 = 64;

/// Which paths through a piece to add.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paths {
    /// Those that take no token.
    Empty,
    /// Those that take at least one.
    Taking,
}

impl<'p> Builder<'_, 'p> {
    /// Compiles a sequence in which a gap is at an edge only if something optional is absent; `None` if there is no such
    /// gap.
    pub(super) fn next_to_optional(&mut self, parts: &'p [Pattern], from: u32, to: u32) -> Option<Vec<Cut>> {
        let outer = self.edges;
        let captured = self.captured;
        if outer.first
            && let Some(at) = (1..parts.len()).rev().find(|&at| {
                parts.get(at).is_some_and(|part| has_gap(part, Side::First, captured)) && is_optional(parts.get(..at))
            })
            && self.takes_copy()
        {
            let (before, behind) = parts.split_at_checked(at)?;
            return Some(self.behind_optional(before, behind, from, to));
        }
        let last = (0..parts.len().saturating_sub(1)).find(|&at| {
            parts.get(at).is_some_and(|part| has_gap(part, Side::Last, captured)) && is_optional(parts.get(at + 1..))
        });
        let at = last.filter(|_| outer.last && self.takes_copy())?;
        let (head, rest) = parts.split_at_checked(at + 1)?;
        let (gap, before) = head.split_last()?;
        let (mut start, mut cuts) = (from, Vec::new());
        for (number, part) in before.iter().enumerate() {
            let next = self.state();
            self.edges = outer.of_part(parts, number);
            cuts.append(&mut self.piece(part, start, next));
            start = next;
        }
        self.edges = outer;
        cuts.extend(self.before_optional(gap, rest, outer.of_part(parts, at).first, start, to));
        Some(cuts)
    }

    /// Compiles a sequence whose parts `before` are optional, and whose other parts begin with a gap.
    fn behind_optional(&mut self, before: &'p [Pattern], behind: &'p [Pattern], from: u32, to: u32) -> Vec<Cut> {
        let (outer, conditional) = (self.edges, self.conditional);
        let middle = self.state();
        self.restricted_all(before, Paths::Empty, from, middle);
        self.conditional.first = true;
        let absent = self.sequence(behind, middle, to);
        self.conditional = conditional;
        let middle = self.state();
        self.edges = Edges { last: false, ..outer };
        self.restricted_all(before, Paths::Taking, from, middle);
        self.edges = Edges { first: false, ..outer };
        let present = self.sequence(behind, middle, to);
        self.edges = outer;
        either(absent, present).into_iter().collect()
    }

    /// Compiles a part that ends with a gap, and the optional `rest` after it.
    fn before_optional(
        &mut self,
        gap: &'p Pattern,
        rest: &'p [Pattern],
        first: bool,
        from: u32,
        to: u32,
    ) -> Option<Cut> {
        let (outer, conditional) = (self.edges, self.conditional);
        let middle = self.state();
        self.edges = Edges { first, last: true };
        self.conditional.last = true;
        let absent = self.piece(gap, from, middle);
        self.conditional = conditional;
        self.restricted_all(rest, Paths::Empty, middle, to);
        let middle = self.state();
        self.edges = Edges { first, last: false };
        let present = self.piece(gap, from, middle);
        self.edges = Edges { first: false, ..outer };
        self.restricted_all(rest, Paths::Taking, middle, to);
        self.edges = outer;
        either(absent, present)
    }

    fn takes_copy(&mut self) -> bool {
        let left = self.copies.checked_sub(1);
        self.copies = left.unwrap_or_default();
        left.is_some()
    }

    /// Adds the `wanted` paths through several parts in sequence.
    fn restricted_all(&mut self, parts: &'p [Pattern], wanted: Paths, from: u32, to: u32) {
        let outer = self.edges;
        let is_sure = parts.iter().any(|part| !can_be_empty(part));
        match wanted {
            Paths::Empty if is_sure => {}
            Paths::Empty => {
                let mut at = from;
                for part in parts {
                    let next = self.state();
                    self.restricted(part, wanted, at, next);
                    at = next;
                }
                self.free(at, to);
            }
            // without copies left, a superfluous path that takes nothing is added, and all matches are still found
            Paths::Taking if is_sure || !self.takes_copy() => drop(self.sequence(parts, from, to)),
            Paths::Taking => {
                // one series of states for the paths that took nothing so far, and one for the others
                let (mut none, mut some) = (from, None);
                for (number, part) in parts.iter().enumerate() {
                    self.edges = outer.of_part(parts, number);
                    let next = self.state();
                    if let Some(some) = some {
                        self.piece(part, some, next);
                    }
                    self.restricted(part, Paths::Taking, none, next);
                    some = Some(next);
                    if number + 1 == parts.len() {
                        break;
                    }
                    let next = self.state();
                    self.restricted(part, Paths::Empty, none, next);
                    none = next;
                }
                self.edges = outer;
                if let Some(some) = some {
                    self.free(some, to);
                }
            }
        }
    }

    /// Adds the `wanted` paths through a piece.
    fn restricted(&mut self, piece: &'p Pattern, wanted: Paths, from: u32, to: u32) {
        let around = self.places.as_mut().map(|places| places.enter(piece));
        self.restricted_paths(piece, wanted, from, to);
        if let (Some(places), Some(around)) = (&mut self.places, around) {
            places.leave(around);
        }
    }

    fn restricted_paths(&mut self, piece: &'p Pattern, wanted: Paths, from: u32, to: u32) {
        match &piece.kind {
            PatternKind::Sequence(parts) => self.restricted_all(parts, wanted, from, to),
            PatternKind::Choice(parts) => parts.iter().for_each(|part| self.restricted(part, wanted, from, to)),
            PatternKind::Phrase { inner, .. } => self.restricted(inner, wanted, from, to),
            PatternKind::Capture { role, inner } => {
                let restricted = |builder: &mut Self, from: u32, to: u32| {
                    builder.restricted(inner, wanted, from, to);
                    Vec::new()
                };
                self.captured(role, from, to, restricted);
            }
            PatternKind::Repeat { least: 0, .. } if wanted == Paths::Empty => self.free(from, to),
            PatternKind::Repeat { inner, .. } if wanted == Paths::Empty => self.restricted(inner, wanted, from, to),
            PatternKind::Repeat { inner, least, most } if can_be_empty(inner) => {
                let next = self.state();
                let outer = self.edges;
                if *most != Some(1) {
                    self.edges = Edges::NONE;
                }
                self.restricted(inner, wanted, from, next);
                self.edges = outer;
                // a repetition that takes nothing is as good as none
                self.repeat(inner, least.saturating_sub(1), most.map(|most| most.saturating_sub(1)), next, to);
            }
            PatternKind::Repeat { inner, least, most } => drop(self.repeat(inner, (*least).max(1), *most, from, to)),
            PatternKind::Not(_) | PatternKind::Boundary(_) if wanted == Paths::Taking => {}
            PatternKind::Not(_) | PatternKind::Boundary(_) => drop(self.paths(piece, from, to)),
            _ if wanted == Paths::Empty => {}
            _ => drop(self.paths(piece, from, to)),
        }
    }
}

/// The cut of two alternatives; `None` unless both have one.
fn either(one: Vec<Cut>, other: Vec<Cut>) -> Option<Cut> {
    let (mut one, other) = (cheapest(one)?, cheapest(other)?);
    one.cost = one.cost.saturating_add(other.cost);
    one.arcs.extend(other.arcs);
    Some(one)
}

/// Whether these parts may take tokens but need not.
fn is_optional(parts: Option<&[Pattern]>) -> bool {
    parts.is_some_and(|parts| parts.iter().all(can_be_empty) && parts.iter().any(Pattern::takes_tokens))
}

/// Whether a path through a piece takes no token. A gap counts as taking one, because the author did not write it as
/// optional.
fn can_be_empty(piece: &Pattern) -> bool {
    match &piece.kind {
        PatternKind::Not(_) | PatternKind::Boundary(_) => true,
        PatternKind::Sequence(parts) => parts.iter().all(can_be_empty),
        PatternKind::Choice(parts) => parts.iter().any(can_be_empty),
        PatternKind::Repeat { inner, least, .. } => *least == 0 || can_be_empty(inner),
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } => can_be_empty(inner),
        _ => false,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Last,
}

/// Whether a path through a piece has a gap in a role at the given edge of the piece.
fn has_gap(piece: &Pattern, side: Side, captured: bool) -> bool {
    match &piece.kind {
        PatternKind::Gap(_) => captured,
        PatternKind::Capture { inner, .. } => has_gap(inner, side, true),
        PatternKind::Phrase { inner, .. } | PatternKind::Repeat { inner, most: Some(1), .. } => {
            has_gap(inner, side, captured)
        }
        PatternKind::Choice(parts) => parts.iter().any(|part| has_gap(part, side, captured)),
        PatternKind::Sequence(parts) => {
            let mut parts: Vec<&Pattern> = parts.iter().collect();
            if side == Side::Last {
                parts.reverse();
            }
            for part in parts {
                // look at each part once, because patterns can be nested deeply
                if has_gap(part, side, captured) {
                    return true;
                }
                if !can_be_empty(part) {
                    return false;
                }
            }
            false
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::SourceFile;
    use crate::engine::compile::compile;
    use crate::engine::leaf::Leaves;
    use crate::rule::pattern_alone;

    #[test]
    fn options_in_options_do_not_grow_without_bounds() {
        const DEEP: usize = 60;
        let inside = format!("{}(no)?{}", "(or ... ".repeat(DEEP), ")?".repeat(DEEP));
        let following: String = (0..DEEP).map(|_| "(or ({target: ...})?)? ").collect();
        for pattern in
            [format!("{{claim: the ~light {inside}}} (, {{source}})?"), format!("{{claim: the ...}} {following}")]
        {
            let pack = pattern_alone(&SourceFile::new("", pattern.as_str())).unwrap();
            let line = pack.rules.first().and_then(|rule| rule.lines.first()).unwrap();
            let program = compile(&crate::lang::english(), &mut Leaves::default(), &line.pattern);
            assert!(program.arcs.len() < 100_000, "{} arcs for {pattern}", program.arcs.len());
        }
    }
}
