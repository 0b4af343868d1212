//! The sets a word is in, so that each word is looked up once.

use std::fmt;

use super::{Set, Table};

const BITS: usize = Set::ALL.len() + Table::ALL.len();
const WORDS: usize = BITS.div_ceil(64);

/// The sets that contain a word, and the tables with an entry that begins with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct SetBits([u64; WORDS]);

impl SetBits {
    pub(crate) const EMPTY: Self = Self([0; WORDS]);

    /// Whether the word is in the set.
    pub(crate) const fn has(&self, set: Set) -> bool {
        self.bit(set as usize)
    }

    /// Whether an entry of the table begins with the word.
    pub(crate) const fn begins(&self, table: Table) -> bool {
        self.bit(Set::ALL.len() + table as usize)
    }

    pub(super) const fn add(&mut self, set: Set) {
        self.set(set as usize);
    }

    pub(super) const fn add_beginning(&mut self, table: Table) {
        self.set(Set::ALL.len() + table as usize);
    }

    const fn bit(&self, at: usize) -> bool {
        self.0[at / 64] & (1 << (at % 64)) != 0
    }

    const fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }
}

impl Default for SetBits {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl fmt::Debug for SetBits {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_set().entries(Set::ALL.iter().filter(|&&set| self.has(set))).finish()
    }
}
