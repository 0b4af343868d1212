//! Leaf tests: what a pattern can ask of one token.
//!
//! All distinct tests of a pack are numbered once. Tokens that look alike to all tests are interned as one *symbol*.
//! The set of tests that a symbol passes is computed when it first occurs, so that matching itself never compares words
//! (see `symbol`).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::symbol::Seen;
use super::token_test::Test;
use crate::rule::{Side, TokenTest};
use crate::span::Span;
use crate::text::{Language, Mark, spelling, tokenize};

/// Identifies one leaf test of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct LeafId(u32);

impl LeafId {
    const fn index(self) -> usize {
        self.0 as usize
    }
}

/// One distinct test on a token.
#[derive(Debug)]
pub(super) enum Leaf {
    /// The folded form is one of these.
    Forms(Vec<String>),
    /// The folded form is a form of one of these words.
    Words(Vec<String>),
    /// A quotation mark on the given side.
    Mark(Side),
    /// A test written in brackets.
    Test(Test),
}

/// A text in the form in which tokens are compared: folded, in lower case.
pub(super) fn folded(text: &str) -> String {
    crate::text::fold(text).to_lowercase()
}

/// The folded tokens of a text.
pub(super) fn words(language: &Language, text: &str) -> Vec<String> {
    let mut spans = Vec::new();
    tokenize(language, text, Span::new(0, text.len()), &mut spans);
    spans.iter().map(|span| folded(spelling(text, *span))).collect()
}

/// The folded tokens of a text, with their capitals.
pub(super) fn spellings(language: &Language, text: &str) -> Vec<String> {
    let mut spans = Vec::new();
    tokenize(language, text, Span::new(0, text.len()), &mut spans);
    spans.iter().map(|span| crate::text::fold(spelling(text, *span)).into_string()).collect()
}

/// The numbered leaf tests of a pack.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    leaves: Vec<Leaf>,
    by_name: BTreeMap<String, LeafId>,
    by_form: FxHashMap<String, Vec<LeafId>>,
    by_word: FxHashMap<String, Vec<LeafId>>,
    /// Tests that have to be run on every symbol.
    others: Vec<LeafId>,
    /// Whether some test looks at the values of numbers.
    counts: bool,
}

impl Leaves {
    /// Returns the test that any of these folded forms passes.
    pub(super) fn forms(&mut self, forms: Vec<String>) -> LeafId {
        self.add(format!("={}", forms.join("\n")), Leaf::Forms(forms))
    }

    /// Returns the test that any form of these words passes.
    pub(super) fn words(&mut self, words: Vec<String>) -> LeafId {
        self.add(format!("~{}", words.join("\n")), Leaf::Words(words))
    }

    pub(super) fn mark(&mut self, side: Side) -> LeafId {
        self.add(format!("{side:?}"), Leaf::Mark(side))
    }

    /// Returns the test that these spellings pass, capitals included.
    pub(super) fn exact(&mut self, mut spellings: Vec<String>) -> LeafId {
        spellings.sort_unstable();
        self.add(format!("=={}", spellings.join("\n")), Leaf::Test(Test::Exact(spellings)))
    }

    pub(super) fn test(&mut self, test: &TokenTest) -> LeafId {
        // regular expressions cost more to build than everything else here
        self.add_new(format!("[{test:?}"), || Leaf::Test(Test::new(test)))
    }

    fn add(&mut self, name: String, leaf: Leaf) -> LeafId {
        self.add_new(name, || leaf)
    }

    fn add_new(&mut self, name: String, leaf: impl FnOnce() -> Leaf) -> LeafId {
        if let Some(&id) = self.by_name.get(&name) {
            return id;
        }
        let leaf = leaf();
        let id = LeafId(u32::try_from(self.leaves.len()).unwrap_or(u32::MAX));
        match &leaf {
            Leaf::Forms(forms) => forms.iter().for_each(|form| self.by_form.entry(form.clone()).or_default().push(id)),
            Leaf::Words(words) => words.iter().for_each(|word| self.by_word.entry(word.clone()).or_default().push(id)),
            Leaf::Mark(_) | Leaf::Test(_) => self.others.push(id),
        }
        self.counts |= matches!(&leaf, Leaf::Test(test) if test.counts());
        self.leaves.push(leaf);
        self.by_name.insert(name, id);
        id
    }

    /// Whether some test looks at the values of numbers.
    pub(super) const fn counts(&self) -> bool {
        self.counts
    }

    /// The leaf with the given id.
    pub(super) fn leaf(&self, id: LeafId) -> &Leaf {
        &self.leaves[id.index()]
    }

    /// The tests that a token passes.
    pub(super) fn passed(&self, token: &Seen<'_>) -> LeafSet {
        let mut set = LeafSet::new(self.leaves.len());
        for id in self.by_form.get(token.lower).into_iter().flatten() {
            set.insert(*id);
        }
        for word in token.bases.words(token.lower) {
            for id in self.by_word.get(word).into_iter().flatten() {
                set.insert(*id);
            }
        }
        for &id in &self.others {
            let passes = match self.leaf(id) {
                Leaf::Mark(side) => token.key.mark == Some(if *side == Side::Open { Mark::Open } else { Mark::Close }),
                Leaf::Test(test) => test.passes(token),
                Leaf::Forms(_) | Leaf::Words(_) => false,
            };
            if passes {
                set.insert(id);
            }
        }
        set
    }
}

/// A set of leaf tests.
#[derive(Debug, Clone)]
pub(super) struct LeafSet(Box<[u64]>);

impl LeafSet {
    pub(super) fn new(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64)].into())
    }

    fn insert(&mut self, id: LeafId) {
        if let Some(bits) = self.0.get_mut(id.index() / 64) {
            *bits |= 1 << (id.index() % 64);
        }
    }

    /// The tests in the set, in order. It costs one step per test and one per 64 tests that are not in the set.
    pub(super) fn iter(&self) -> impl Iterator<Item = LeafId> {
        let words = (0u32..).zip(self.0.iter());
        words.flat_map(|(word, &bits)| {
            let rest = |&bits: &u64| Some(bits & (bits - 1)).filter(|&rest| rest != 0);
            let sets = std::iter::successors(Some(bits).filter(|&bits| bits != 0), rest);
            sets.map(move |bits| LeafId(word * 64 + bits.trailing_zeros()))
        })
    }

    /// Adds all tests of another set, which must have the same size.
    pub(super) fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(bits, more)| *bits |= more);
    }

    pub(super) fn has(&self, id: LeafId) -> bool {
        self.0.get(id.index() / 64).is_some_and(|bits| bits & (1 << (id.index() % 64)) != 0)
    }
}
