//! Symbols: classes of tokens that all tests see alike, each with the tests it passes.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::leaf::{LeafId, LeafSet, Leaves};
use super::program::AltId;
use crate::annotation::{EntityKind, Penn, Pos};
use crate::measure::numbers;
use crate::span::TokenRange;
use crate::text::{Bases, Document, Mark, Shape, WordId};

/// All that a test can see of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) word: WordId,
    pub(super) penn: Penn,
    pub(super) pos: Pos,
    pub(super) entity: Option<EntityKind>,
    pub(super) in_quote: bool,
    pub(super) mark: Option<Mark>,
    /// The bits of the number that the token is part of, if some test looks at numbers.
    pub(super) number: Option<u64>,
    /// Whether it begins a part that is read by itself, so that it counts as having a capital.
    pub(super) begins: bool,
}

/// A token as tests see it.
pub(super) struct Seen<'s> {
    pub(super) key: Key,
    pub(super) text: &'s str,
    pub(super) lower: &'s str,
    pub(super) lemma: &'s str,
    pub(super) shape: Shape,
    pub(super) bases: &'s Bases,
}

/// The numbers of a document with their values; empty unless some test looks at them.
struct Numbers(Vec<(TokenRange, f64)>);

impl Numbers {
    fn new(leaves: &Leaves, document: &Document<'_>, within: TokenRange) -> Self {
        Self(if leaves.counts() { numbers(document, within) } else { Vec::new() })
    }

    /// The bits of the number that the token is part of.
    fn at(&self, token: usize) -> Option<u64> {
        let number = self.0.partition_point(|(tokens, _)| tokens.end <= token);
        self.0.get(number).filter(|(tokens, _)| tokens.holds(token)).map(|(_, value)| value.to_bits())
    }
}

/// Identifies one symbol of a [`Symbols`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Symbol(u32);

/// The symbols that have occurred so far, with the tests each passes. One per thread, tied to the vocabulary its words
/// come from.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    by_key: FxHashMap<Key, Symbol>,
    passed: Vec<LeafSet>,
    /// The alternatives whose cue the symbol is.
    cued: Vec<Box<[AltId]>>,
}

impl Symbols {
    /// The symbols of all tokens of a document.
    pub(super) fn of(
        &mut self,
        leaves: &Leaves,
        cues: &BTreeMap<LeafId, Vec<AltId>>,
        document: &Document<'_>,
    ) -> Vec<Symbol> {
        let whole = TokenRange::new(0, document.tokens.len());
        let numbers = Numbers::new(leaves, document, whole);
        whole.range().map(|at| self.symbol(leaves, cues, document, at, numbers.at(at), false)).collect()
    }

    /// The symbols of the tokens at these places, as if each began a sentence.
    pub(super) fn of_beginnings(
        &mut self,
        leaves: &Leaves,
        cues: &BTreeMap<LeafId, Vec<AltId>>,
        document: &Document<'_>,
        places: impl Iterator<Item = usize>,
    ) -> Vec<Symbol> {
        let numbers = Numbers::new(leaves, document, TokenRange::new(0, document.tokens.len()));
        places.map(|at| self.symbol(leaves, cues, document, at, numbers.at(at), true)).collect()
    }

    /// The symbols of the tokens of a unit, at their indices. Tokens before it have a symbol that passes no test.
    pub(super) fn of_unit(&mut self, leaves: &Leaves, document: &Document<'_>, unit: TokenRange) -> Vec<Symbol> {
        let cues = BTreeMap::new();
        let mut symbols = vec![Symbol(u32::MAX); unit.start];
        let numbers = Numbers::new(leaves, document, unit);
        symbols.extend(unit.range().map(|at| self.symbol(leaves, &cues, document, at, numbers.at(at), false)));
        symbols
    }

    fn symbol(
        &mut self,
        leaves: &Leaves,
        cues: &BTreeMap<LeafId, Vec<AltId>>,
        document: &Document<'_>,
        at: usize,
        number: Option<u64>,
        begins: bool,
    ) -> Symbol {
        let token = &document.tokens[at];
        let named = document.entity_kind(at).or_else(|| document.value_at(at).map(|value| value.kind));
        let key = Key {
            word: token.word,
            penn: token.tag.penn,
            pos: token.tag.pos,
            entity: named,
            in_quote: token.quotation.is_some(),
            mark: token.mark,
            number,
            begins,
        };
        if let Some(&symbol) = self.by_key.get(&key) {
            return symbol;
        }
        let word = document.word(at);
        let seen = Seen {
            key,
            text: &word.text,
            lower: &word.lower,
            lemma: document.lemma(at),
            shape: if begins { word.shape.capitalised() } else { word.shape },
            bases: &word.bases,
        };
        let passed = leaves.passed(&seen);
        let mut cued: Vec<AltId> = passed.iter().filter_map(|leaf| cues.get(&leaf)).flatten().copied().collect();
        cued.sort_unstable();
        cued.dedup();
        let symbol = Symbol(u32::try_from(self.passed.len()).unwrap_or(u32::MAX));
        self.passed.push(passed);
        self.cued.push(cued.into());
        self.by_key.insert(key, symbol);
        symbol
    }

    /// Whether the symbol passes the test.
    pub(super) fn passes(&self, symbol: Symbol, leaf: LeafId) -> bool {
        self.passed.get(symbol.0 as usize).is_some_and(|set| set.has(leaf))
    }

    /// The tests that at least one of the symbols passes.
    pub(super) fn passed_by_any(&self, symbols: &[Symbol]) -> LeafSet {
        let mut sets = symbols.iter().filter_map(|symbol| self.passed.get(symbol.0 as usize));
        let mut all = sets.next().cloned().unwrap_or_else(|| LeafSet::new(0));
        sets.for_each(|set| all.add(set));
        all
    }

    /// The alternatives whose cue the symbol is, in order.
    pub(super) fn cued(&self, symbol: Symbol) -> &[AltId] {
        self.cued.get(symbol.0 as usize).map_or(&[], |cued| cued)
    }
}
