//! Words, lists of words and quotation marks: pieces that take one token after another.

use rustc_hash::FxHashMap;

use super::{Builder, Cut};
use crate::annotation::Penn;
use crate::engine::leaf::{LeafId, spellings, words};
use crate::engine::program::Step;
use crate::rule::{Operand, Side, TokenTest, WordList};
use crate::text::{Set, fold};

impl Builder<'_, '_> {
    pub(super) fn literal(&mut self, text: &str, from: u32, to: u32) -> Vec<Cut> {
        let words = words(self.language, text);
        self.chain(&words, from, to, &mut |builder, word, from, to| {
            let leaf = builder.leaves.forms(vec![word.to_owned()]);
            let cut = builder.token(from, to, leaf, !matches!(word, "," | "."));
            if word != "'" && builder.language.is(word, Set::Possessive) {
                builder.plural_possessive(from, to);
                return None;
            }
            Some(cut)
        })
    }

    /// The bare apostrophe that is a possessive ending after an *s*: *the workers' claim*.
    fn plural_possessive(&mut self, from: u32, to: u32) {
        let apostrophe = TokenTest::Text(Operand::Text("'".to_owned()));
        let leaf = self.leaves.test(&TokenTest::All(vec![apostrophe, TokenTest::Tag(Penn::Pos)]));
        self.token(from, to, leaf, true);
    }

    pub(super) fn chain(
        &mut self,
        words: &[String],
        from: u32,
        to: u32,
        step: &mut dyn FnMut(&mut Self, &str, u32, u32) -> Option<Cut>,
    ) -> Vec<Cut> {
        let (mut at, mut cuts) = (from, Vec::new());
        let Some((last, rest)) = words.split_last() else {
            self.arc(from, to, Step::Free);
            return cuts;
        };
        for word in rest {
            let next = self.state();
            cuts.extend(step(self, word, at, next));
            at = next;
        }
        cuts.extend(step(self, last, at, to));
        cuts
    }

    /// The words of a list. Single words become one test, and multi-word entries share their first words.
    pub(super) fn list(&mut self, list: &WordList, inflected: bool, from: u32, to: u32) -> Option<Cut> {
        let entries = list.cut.get(|| {
            let entries = list.words.iter().filter(|entry| WordList::exact(entry).is_none());
            let entries = entries.map(|entry| words(self.language, entry));
            let mut entries: Vec<Vec<String>> = entries.filter(|words| !words.is_empty()).collect();
            entries.sort_unstable();
            entries.dedup();
            entries
        });
        let single: Vec<String> = entries.iter().filter(|words| words.len() == 1).flatten().cloned().collect();
        let mut all = Cut { arcs: Vec::new(), cost: 0 };
        let mut add = |mut cut: Cut| {
            all.arcs.append(&mut cut.arcs);
            all.cost = all.cost.saturating_add(cut.cost);
        };
        if !single.is_empty() {
            let leaf = self.word_leaf(single, inflected);
            add(self.token(from, to, leaf, true));
        }
        // where a word leads from a state; a state represents all words up to it
        let mut begun: FxHashMap<(u32, &str), u32> = FxHashMap::default();
        for words in entries.iter().filter(|words| words.len() > 1) {
            let mut at = from;
            for (index, word) in words.iter().enumerate() {
                let (key, last) = ((at, word.as_str()), index + 1 == words.len());
                if let Some(&known) = begun.get(&key).filter(|_| !last) {
                    at = known;
                    continue;
                }
                let next = if last { to } else { self.state() };
                let leaf = self.word_leaf(vec![word.clone()], inflected);
                let cut = self.token(at, next, leaf, true);
                if index == 0 {
                    add(cut);
                }
                if !last {
                    begun.insert(key, next);
                }
                at = next;
            }
        }
        for entry in list.words.iter().filter_map(|entry| WordList::exact(entry)) {
            let words = spellings(self.language, entry);
            let cuts = self.chain(&words, from, to, &mut |builder, word, from, to| {
                let leaf = builder.leaves.exact(vec![word.to_owned()]);
                Some(builder.token(from, to, leaf, true))
            });
            cuts.into_iter().next().into_iter().for_each(&mut add);
        }
        (!all.arcs.is_empty()).then_some(all)
    }

    fn word_leaf(&mut self, words: Vec<String>, inflected: bool) -> LeafId {
        if inflected { self.leaves.words(words) } else { self.leaves.forms(words) }
    }

    /// A quotation mark. The punctuation that the content leaves out may precede a closing one, and at the end of a
    /// paragraph the mark may be missing.
    pub(super) fn quote(&mut self, side: Side, from: u32, to: u32) -> Option<Cut> {
        let mark = self.leaves.mark(side);
        let cut = self.token(from, to, mark, true);
        if side == Side::Open {
            return Some(cut);
        }
        let between = self.state();
        let inner = self.leaves.forms(INNER_MARKS.iter().map(|&mark| mark.to_owned()).collect());
        self.token(from, between, inner, false);
        self.token(between, to, mark, true);
        self.arc(from, to, Step::UnclosedEnd);
        None
    }

    /// `,"` and `",`. A question or exclamation mark that ends the quotation replaces a comma or stop.
    pub(super) fn closing_quote(&mut self, punctuation: char, from: u32, to: u32) -> Cut {
        let mark = self.leaves.mark(Side::Close);
        let written = self.leaves.forms(vec![fold(&punctuation.to_string()).to_string()]);
        let (first, second) = (self.state(), self.state());
        self.token(from, first, written, false);
        let mut cut = self.token(first, to, mark, true);
        cut.arcs.extend(self.token(from, second, mark, true).arcs);
        self.token(second, to, written, false);
        if matches!(punctuation, ',' | '.') {
            let third = self.state();
            self.arc(from, third, Step::AfterStrong);
            cut.arcs.extend(self.token(third, to, mark, true).arcs);
        }
        cut
    }
}

/// Punctuation inside a closing quotation mark that is not part of the content.
const INNER_MARKS: &[&str] = &[",", ".", ";", "—", "…"];
