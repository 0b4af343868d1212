//! The words used to compare attributions.
//!
//! A word is a run of letters, digits and underscores; every other character except spaces is a mark. Attributions are
//! compared by the words they overlap, so that differences in quotation marks, final full stops and spaces, which are
//! arbitrary, do not count. Marks only count if no word is overlapped (a colon as a cue).

use unicode_normalization::char::is_combining_mark;

use super::quoted;
use crate::claim::QuoteType;
use crate::span::Span;

/// The maximum number of words of an attribution that count: each is compared by its words, and a file may contain
/// thousands that cover a whole book.
const MOST_WORDS: usize = 5_000;

/// The words and marks of one text. Building costs one scan.
#[derive(Debug)]
pub(super) struct Words<'t> {
    pub(super) text: &'t str,
    /// Words and marks in order.
    pub(super) spans: Vec<Span>,
    is_word: Vec<bool>,
    /// Which of them are quoted.
    is_quoted: Vec<bool>,
}

/// A set of words of a text, as increasing indices into [`Words`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) struct WordSet(Vec<usize>);

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut words = Self { text, spans: Vec::new(), is_word: Vec::new(), is_quoted: Vec::new() };
        for (start, c) in text.char_indices() {
            let end = start + c.len_utf8();
            let word = is_word(c);
            match words.spans.last_mut() {
                Some(last) if word && last.end == start && words.is_word.last() == Some(&true) => last.end = end,
                _ if word || !c.is_whitespace() => {
                    words.spans.push(Span::new(start, end));
                    words.is_word.push(word);
                }
                _ => {}
            }
        }
        words.is_quoted = vec![false; words.spans.len()];
        for region in quoted::regions(text) {
            for at in words.touched(region) {
                words.is_quoted[at] = true;
            }
        }
        words
    }

    /// The words that `spans` overlap, or the marks if there are no words. Only the first [`MOST_WORDS`] count.
    pub(super) fn set(&self, spans: &[Span]) -> WordSet {
        let mut touched: Vec<std::ops::Range<usize>> =
            spans.iter().filter(|span| !span.is_empty()).map(|&span| self.touched(span)).collect();
        touched.sort_unstable_by_key(|range| range.start);
        let apart = touched.into_iter().scan(0, |end: &mut usize, range| {
            let start = range.start.max(*end);
            *end = range.end.max(*end);
            Some(start..*end)
        });
        let touched = apart.flatten().take(MOST_WORDS);
        let (words, marks): (Vec<usize>, Vec<usize>) = touched.partition(|&at| self.is_word[at]);
        let mut set = if words.is_empty() { marks } else { words };
        set.sort_unstable();
        set.dedup();
        WordSet(set)
    }

    /// Whether there is a word in the index range `start..end`.
    pub(super) fn has_word(&self, start: usize, end: usize) -> bool {
        self.is_word.get(start..end).unwrap_or_default().contains(&true)
    }

    /// Whether all, some or none of the words are quoted.
    pub(super) fn quote_type(&self, set: &WordSet) -> QuoteType {
        match set.0.iter().filter(|&&at| self.is_quoted[at]).count() {
            0 => QuoteType::Indirect,
            all if all == set.len() => QuoteType::Direct,
            _ => QuoteType::Mixed,
        }
    }

    /// The indices of words and marks that overlap `span`.
    fn touched(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.spans.partition_point(|word| word.end <= span.start);
        let end = self.spans.partition_point(|word| word.start < span.end);
        start..end.max(start)
    }
}

impl WordSet {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn first(&self) -> Option<usize> {
        self.0.first().copied()
    }

    pub(super) fn last(&self) -> Option<usize> {
        self.0.last().copied()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().copied()
    }

    pub(super) fn contains(&self, word: usize) -> bool {
        self.0.binary_search(&word).is_ok()
    }

    /// The number of words in both.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.iter().filter(|&word| other.contains(word)).count()
    }

    /// Adds the words of another set.
    pub(super) fn add(&mut self, other: &Self) {
        if self.last() < other.first() {
            self.0.extend(other.iter());
        } else {
            *self = Self::union([&*self, other].into_iter());
        }
    }

    /// The union of several sets.
    pub(super) fn union<'s>(sets: impl Iterator<Item = &'s Self>) -> Self {
        let mut all: Vec<usize> = sets.flat_map(Self::iter).collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// The Jaccard index: shared words divided by all words; 1 for two empty sets.
    pub(super) fn jaccard(&self, other: &Self) -> f64 {
        let shared = self.shared(other);
        match self.len() + other.len() - shared {
            0 => 1.0,
            all => shared as f64 / all as f64,
        }
    }

    /// Whether they share a word, or both are empty.
    pub(super) fn touches(&self, other: &Self) -> bool {
        self.shared(other) > 0 || self.is_empty() && other.is_empty()
    }
}

/// Whether `c` belongs to a word: a letter, a digit or an underscore, but not a combining accent.
pub(super) fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric() && !is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::span::Span;

    #[test]
    fn marks_only_count_without_words() {
        let words = Words::new("Moss: “It’s late.”");
        let set = |from: &str| {
            let start = words.text.find(from).expect("it is there");
            words.set(&[Span::new(start, start + from.len())])
        };
        assert_eq!(set("“It’s late.”"), set("It’s late"));
        assert_eq!(set("It’s late").len(), 3);
        assert_eq!(set(":").len(), 1);
        assert_eq!(set("s:"), set("Moss"));
        assert!(set(" ").is_empty());
    }

    #[test]
    fn jaccard_is_shared_words_divided_by_all() {
        let words = Words::new("a b c d");
        let (one, other) = (words.set(&[Span::new(0, 5)]), words.set(&[Span::new(2, 7)]));
        assert!((one.jaccard(&other) - 0.5).abs() < f64::EPSILON);
        assert!((words.set(&[]).jaccard(&words.set(&[])) - 1.0).abs() < f64::EPSILON);
    }
}
