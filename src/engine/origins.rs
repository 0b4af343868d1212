//! Records which piece of a pattern each arc of a program comes from. It is only built to explain how a line matches,
//! or why it does not.

use crate::rule::Pattern;

/// The pieces of a pattern in the order in which they are compiled, and the piece that each arc of its program comes
/// from.
#[derive(Debug, Default)]
pub(super) struct Origins<'p> {
    /// Each piece with the index of the enclosing one.
    pieces: Vec<(Option<usize>, &'p Pattern)>,
    arcs: Vec<Option<usize>>,
    current: Option<usize>,
}

impl<'p> Origins<'p> {
    /// Enters a piece, and returns the one to go back to.
    pub(super) fn enter(&mut self, piece: &'p Pattern) -> Option<usize> {
        let around = self.current;
        self.current = Some(self.pieces.len());
        self.pieces.push((around, piece));
        around
    }

    /// Goes back to the enclosing piece.
    pub(super) fn leave(&mut self, around: Option<usize>) {
        self.current = around;
    }

    /// Records that the next arc comes from the current piece.
    pub(super) fn arc(&mut self) {
        self.arcs.push(self.current);
    }

    /// Records that the next arc comes from the same piece as the arc with this index.
    pub(super) fn arc_like(&mut self, arc: usize) {
        self.arcs.push(self.arcs.get(arc).copied().flatten());
    }

    /// The pieces that contain the arc with this index, the innermost first.
    pub(super) fn around(&self, arc: u32) -> impl Iterator<Item = &'p Pattern> {
        self.numbers_around(arc).filter_map(|number| self.piece(number))
    }

    /// The same by index; a piece that was compiled several times has several.
    pub(super) fn numbers_around(&self, arc: u32) -> impl Iterator<Item = usize> {
        let mut next = self.arcs.get(arc as usize).copied().flatten();
        std::iter::from_fn(move || {
            let number = next?;
            next = self.pieces.get(number)?.0;
            Some(number)
        })
    }

    /// The piece with this index.
    pub(super) fn piece(&self, number: usize) -> Option<&'p Pattern> {
        self.pieces.get(number).map(|&(_, piece)| piece)
    }
}
