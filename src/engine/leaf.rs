//! Leaf tests: what a pattern can ask of one token.
//!
//! All distinct tests of a pack are numbered once. A token is interned to a *symbol* by all that tests can see of it; the
//! set of tests a symbol passes is found when it is first met, so that matching never looks at a word again.

use std::collections::BTreeMap;

use regex_automata::meta::Regex;
use rustc_hash::FxHashMap;

use super::program::AltId;
use crate::measure::numbers;
use crate::rule::{Comparative, Flag, Operand, Side, TokenTest, WordList};
use crate::span::{Span, TokenRange};
use crate::terms::{EntityKind, Penn, Pos};
use crate::text::{Bases, Document, Language, Mark, Shape, WordId, letters, spelling, tokenize};

/// Names one leaf test of a pack.
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
    /// A quotation mark on that side.
    Mark(Side),
    /// A test written in brackets.
    Test(Test),
}

/// A written test, with its regular expressions ready.
#[derive(Debug)]
pub(super) enum Test {
    Any,
    All(Vec<Self>),
    Either(Vec<Self>),
    Not(Box<Self>),
    Text(String),
    /// With the expression as written.
    TextRegex(Regex, String),
    Lemma(String),
    LemmaRegex(Regex, String),
    Pos(Pos),
    Tag(Penn),
    Entity(EntityKind),
    /// The words, sorted.
    List(Vec<String>),
    Length(usize),
    Number(Comparative),
    /// The folded spellings with their capitals, sorted.
    Exact(Vec<String>),
    Flag(Flag),
}

impl Test {
    fn new(test: &TokenTest) -> Self {
        let all = |parts: &[TokenTest]| parts.iter().map(Self::new).collect();
        match test {
            TokenTest::Any => Self::Any,
            TokenTest::All(parts) => Self::All(all(parts)),
            TokenTest::Either(parts) => Self::Either(all(parts)),
            TokenTest::Not(inner) => Self::Not(Box::new(Self::new(inner))),
            TokenTest::Text(Operand::Text(text)) => Self::Text(folded(text)),
            TokenTest::Lemma(Operand::Text(text)) => Self::Lemma(folded(text)),
            TokenTest::Text(Operand::Exact(text)) | TokenTest::Lemma(Operand::Exact(text)) => {
                Self::Exact(vec![crate::text::fold(text).into_string()])
            }
            TokenTest::Text(Operand::Regex(pattern, ignore_case)) => {
                regex(pattern, *ignore_case).map_or(Self::Any, |(regex, written)| Self::TextRegex(regex, written))
            }
            TokenTest::Lemma(Operand::Regex(pattern, ignore_case)) => {
                regex(pattern, *ignore_case).map_or(Self::Any, |(regex, written)| Self::LemmaRegex(regex, written))
            }
            TokenTest::Pos(pos) => Self::Pos(*pos),
            TokenTest::Tag(tag) => Self::Tag(*tag),
            TokenTest::Entity(kind) => Self::Entity(*kind),
            TokenTest::List(list) => {
                let (exact, any): (Vec<&String>, Vec<&String>) =
                    list.words.iter().partition(|word| WordList::exact(word).is_some());
                let mut words: Vec<String> = any.into_iter().map(|word| folded(word)).collect();
                words.sort_unstable();
                let exact = exact.into_iter().filter_map(|word| WordList::exact(word));
                let mut exact: Vec<String> = exact.map(|word| crate::text::fold(word).into_string()).collect();
                exact.sort_unstable();
                if exact.is_empty() {
                    return Self::List(words);
                }
                Self::Either(vec![Self::List(words), Self::Exact(exact)])
            }
            TokenTest::Length(length) => Self::Length(*length),
            TokenTest::Number(comparative) => Self::Number(*comparative),
            TokenTest::Flag(flag) => Self::Flag(*flag),
        }
    }

    /// Whether it looks at what a number says.
    fn counts(&self) -> bool {
        match self {
            Self::All(parts) | Self::Either(parts) => parts.iter().any(Self::counts),
            Self::Not(inner) => inner.counts(),
            Self::Number(_) => true,
            _ => false,
        }
    }

    /// The tags it asks for, where it asks for tags or parts of speech.
    pub(super) fn tags(&self) -> Vec<Penn> {
        match self {
            Self::All(parts) | Self::Either(parts) => parts.iter().flat_map(Self::tags).collect(),
            Self::Tag(tag) => vec![*tag],
            Self::Pos(Pos::Verb | Pos::Aux) => vec![Penn::Vb],
            Self::Pos(Pos::Noun | Pos::Propn) => vec![Penn::Nn],
            Self::Pos(Pos::Adj) => vec![Penn::Jj],
            Self::Pos(Pos::Adv) => vec![Penn::Rb],
            _ => Vec::new(),
        }
    }

    fn passes(&self, token: &Seen<'_>) -> bool {
        match self {
            Self::Any => true,
            Self::All(parts) => parts.iter().all(|part| part.passes(token)),
            Self::Either(parts) => parts.iter().any(|part| part.passes(token)),
            Self::Not(inner) => !inner.passes(token),
            Self::Text(text) => *text == token.lower,
            Self::TextRegex(regex, _) => regex.is_match(token.text),
            Self::Lemma(lemma) => *lemma == token.lemma,
            Self::LemmaRegex(regex, _) => regex.is_match(token.lemma),
            Self::Pos(pos) => *pos == token.key.pos,
            Self::Tag(tag) => *tag == token.key.penn,
            Self::Entity(kind) => token.key.entity == Some(*kind),
            Self::List(words) => words.binary_search_by(|word| word.as_str().cmp(token.lower)).is_ok(),
            Self::Length(length) => *length == letters(token.text),
            Self::Number(comparative) => token.key.number.is_some_and(|bits| comparative.holds(f64::from_bits(bits))),
            Self::Exact(words) => words.binary_search_by(|word| word.as_str().cmp(token.text)).is_ok(),
            Self::Flag(flag) => match flag {
                Flag::Upper => token.shape.has(Shape::UPPER),
                Flag::Title => token.shape.has(Shape::TITLE),
                Flag::Lower => token.shape.has(Shape::LOWER),
                Flag::Digit => token.shape.has(Shape::NUMBER),
                Flag::InQuote => token.key.in_quote,
            },
        }
    }
}

fn regex(pattern: &str, ignore_case: bool) -> Option<(Regex, String)> {
    // the pattern was checked when the rule was read
    let pattern = if ignore_case { format!("(?i:{pattern})") } else { pattern.to_owned() };
    Some((Regex::new(&pattern).ok()?, pattern))
}

/// A text as tokens are compared: folded, in small letters.
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
    /// Tests that need a look at every symbol.
    others: Vec<LeafId>,
    /// Whether some test looks at what numbers say.
    counts: bool,
}

impl Leaves {
    /// The number of the test that any of these folded forms passes.
    pub(super) fn forms(&mut self, forms: Vec<String>) -> LeafId {
        self.add(format!("={}", forms.join("\n")), Leaf::Forms(forms))
    }

    /// The number of the test that any form of these words passes.
    pub(super) fn words(&mut self, words: Vec<String>) -> LeafId {
        self.add(format!("~{}", words.join("\n")), Leaf::Words(words))
    }

    pub(super) fn mark(&mut self, side: Side) -> LeafId {
        self.add(format!("{side:?}"), Leaf::Mark(side))
    }

    /// The number of the test that these spellings pass, capitals included.
    pub(super) fn exact(&mut self, mut spellings: Vec<String>) -> LeafId {
        spellings.sort_unstable();
        self.add(format!("=={}", spellings.join("\n")), Leaf::Test(Test::Exact(spellings)))
    }

    pub(super) fn test(&mut self, test: &TokenTest) -> LeafId {
        // regular expressions cost more to build than all else here
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

    /// The leaf of that number.
    pub(super) fn leaf(&self, id: LeafId) -> &Leaf {
        &self.leaves[id.index()]
    }

    fn passed(&self, token: &Seen<'_>) -> LeafSet {
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
    fn new(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64)].into())
    }

    fn insert(&mut self, id: LeafId) {
        if let Some(bits) = self.0.get_mut(id.index() / 64) {
            *bits |= 1 << (id.index() % 64);
        }
    }

    /// The tests in it, in order. It costs one step per test and one per 64 tests that are not in it.
    pub(super) fn iter(&self) -> impl Iterator<Item = LeafId> {
        let words = (0u32..).zip(self.0.iter());
        words.flat_map(|(word, &bits)| {
            let rest = |&bits: &u64| Some(bits & (bits - 1)).filter(|&rest| rest != 0);
            let sets = std::iter::successors(Some(bits).filter(|&bits| bits != 0), rest);
            sets.map(move |bits| LeafId(word * 64 + bits.trailing_zeros()))
        })
    }

    /// Adds all tests of another set, which is of the same size.
    fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(bits, more)| *bits |= more);
    }

    pub(super) fn has(&self, id: LeafId) -> bool {
        self.0.get(id.index() / 64).is_some_and(|bits| bits & (1 << (id.index() % 64)) != 0)
    }
}

/// All that a test can see of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    word: WordId,
    penn: Penn,
    pos: Pos,
    entity: Option<EntityKind>,
    in_quote: bool,
    mark: Option<Mark>,
    /// The bits of the number it is part of, if some test looks at it.
    number: Option<u64>,
}

/// A token under test.
struct Seen<'s> {
    key: Key,
    text: &'s str,
    lower: &'s str,
    lemma: &'s str,
    shape: Shape,
    bases: &'s Bases,
}

/// The numbers of a document, if some test looks at what they say.
struct Numbers(Vec<(TokenRange, f64)>);

impl Numbers {
    fn new(leaves: &Leaves, document: &Document<'_>, within: TokenRange) -> Self {
        Self(if leaves.counts { numbers(document, within) } else { Vec::new() })
    }

    /// The bits of the one that the token is part of.
    fn at(&self, token: usize) -> Option<u64> {
        let number = self.0.partition_point(|(tokens, _)| tokens.end <= token);
        self.0.get(number).filter(|(tokens, _)| tokens.holds(token)).map(|(_, value)| value.to_bits())
    }
}

/// Names one symbol of a [`Symbols`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Symbol(u32);

/// The symbols met so far, with the tests each passes. One per thread, beside the vocabulary its words are from.
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
        whole.range().map(|at| self.symbol(leaves, cues, document, at, numbers.at(at))).collect()
    }

    /// The symbols of the tokens of a unit, at their places; the others pass no test.
    pub(super) fn of_unit(&mut self, leaves: &Leaves, document: &Document<'_>, unit: TokenRange) -> Vec<Symbol> {
        let cues = BTreeMap::new();
        let mut symbols = vec![Symbol(u32::MAX); unit.start];
        let numbers = Numbers::new(leaves, document, unit);
        symbols.extend(unit.range().map(|at| self.symbol(leaves, &cues, document, at, numbers.at(at))));
        symbols
    }

    fn symbol(
        &mut self,
        leaves: &Leaves,
        cues: &BTreeMap<LeafId, Vec<AltId>>,
        document: &Document<'_>,
        at: usize,
        number: Option<u64>,
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
            shape: word.shape,
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
