//! The path of a match: every arc it took. It is recorded only to explain a match, not to find claims.

use crate::span::TokenRange;

/// An arc on the path of a match, with the tokens it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Taken {
    pub(super) arc: u32,
    pub(super) tokens: TokenRange,
}

/// What a search took, as chains of arcs that lead back to the beginning. A chain is identified by a number; 0 is the
/// empty one.
#[derive(Debug, Default)]
pub(super) struct Tracks(Option<Vec<(u32, Taken)>>);

impl Tracks {
    /// Records arcs from now on.
    pub(super) fn keep(&mut self) {
        self.0.get_or_insert_default();
    }

    /// Removes all chains.
    pub(super) fn clear(&mut self) {
        if let Some(tracks) = &mut self.0 {
            tracks.clear();
        }
    }

    /// Appends an arc to the chain `before`, if arcs are recorded, and returns the number of the longer chain.
    #[inline]
    pub(super) fn add(&mut self, before: u32, arc: u32, tokens: TokenRange) -> u32 {
        let Some(tracks) = &mut self.0 else { return 0 };
        tracks.push((before, Taken { arc, tokens }));
        u32::try_from(tracks.len()).unwrap_or(u32::MAX)
    }

    /// The arcs of a chain, the last one first.
    pub(super) fn chain(&self, number: u32) -> Vec<Taken> {
        let tracks = self.0.as_deref().unwrap_or_default();
        let mut chain = Vec::new();
        let mut next = number;
        while let Some(&(before, taken)) = next.checked_sub(1).and_then(|at| tracks.get(at as usize)) {
            chain.push(taken);
            next = before;
        }
        chain
    }
}
