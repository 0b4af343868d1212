//! Where the arcs of a program come from: a table beside it, made only for who asks how
//! a line matches, or why it does not.

use crate::rule::Pattern;

/// The pieces of a pattern as they are compiled, and which of them each arc of its program is of.
#[derive(Debug, Default)]
pub(super) struct Origins<'p> {
    /// Each piece with the one around it.
    pieces: Vec<(Option<usize>, &'p Pattern)>,
    arcs: Vec<Option<usize>>,
    current: Option<usize>,
}

impl<'p> Origins<'p> {
    /// Goes into a piece, and gives the one to come back to.
    pub(super) fn enter(&mut self, piece: &'p Pattern) -> Option<usize> {
        let around = self.current;
        self.current = Some(self.pieces.len());
        self.pieces.push((around, piece));
        around
    }

    /// Comes back to the piece around.
    pub(super) fn leave(&mut self, around: Option<usize>) {
        self.current = around;
    }

    /// Notes that the next arc is of the current piece.
    pub(super) fn arc(&mut self) {
        self.arcs.push(self.current);
    }

    /// Notes that the next arc is of the same piece as the one of that number.
    pub(super) fn beside(&mut self, arc: usize) {
        self.arcs.push(self.arcs.get(arc).copied().flatten());
    }

    /// The pieces that the arc of that number stands in, the innermost first.
    pub(super) fn around(&self, arc: u32) -> impl Iterator<Item = &'p Pattern> {
        self.numbers_around(arc).filter_map(|number| self.piece(number))
    }

    /// The same, by their numbers: a piece that was compiled several times has several.
    pub(super) fn numbers_around(&self, arc: u32) -> impl Iterator<Item = usize> {
        let mut next = self.arcs.get(arc as usize).copied().flatten();
        std::iter::from_fn(move || {
            let number = next?;
            next = self.pieces.get(number)?.0;
            Some(number)
        })
    }

    /// The piece of that number.
    pub(super) fn piece(&self, number: usize) -> Option<&'p Pattern> {
        self.pieces.get(number).map(|&(_, piece)| piece)
    }
}
