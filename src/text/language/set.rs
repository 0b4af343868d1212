//! The names of closed word classes and tables, each of which a language fills in `rules/<language>/language`.
//!
//! A set is named after what the reader wants its words for. Its name in the files is that of the variant in lower case with
//! hyphens.

use std::fmt;

/// An enum of names: all of them, each with its name in the files.
macro_rules! names {
    ($(#[$about:meta])* $list:ident { $($(#[$doc:meta])* $name:ident = $text:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum $list {
            $($(#[$doc])* $name,)*
        }

        impl $list {
            /// All of them, in order.
            pub(crate) const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its name in the files.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

names! {
    /// A closed class of words, all in lower case.
    Set {
        // calendar, read by everybody
        /// The names of days, also in the plural.
        Weekdays = "weekdays",
        /// The names of months, also in short.
        Months = "months",
        /// *today* and its kin.
        NearDays = "near-days",

        // words and sentences

        // measures

        // people and sources

        // comparison of claims
    }
}

names! {
    /// Words with what each means to the reader.
    Table {
        // words and sentences

        // measures

        // people and sources

        // comparison of claims
    }
}

const WORDS: usize = Set::ALL.len().div_ceil(64);

/// The sets that a word is in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct SetBits([u64; WORDS]);

impl SetBits {
    pub(crate) const EMPTY: Self = Self([0; WORDS]);

    /// Whether the word is in the set.
    pub(crate) const fn has(&self, set: Set) -> bool {
        let at = set as usize;
        self.0[at / 64] & (1 << (at % 64)) != 0
    }

    pub(super) const fn add(&mut self, set: Set) {
        let at = set as usize;
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
