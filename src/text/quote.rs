//! Quotations: which marks belong together, and what is between them.
//!
//! Marks come as “ ”, " ", `''`, ‘ ’, ' ', « », „ “; some are apostrophes, some are missing. The side of curly marks is
//! known, that of straight ones is inferred from the surrounding space. A quotation without a closing mark extends to
//! the end of its paragraph; if the next paragraph opens with a mark, it continues there, following the typographic
//! convention for long quotations in newspapers.

use super::nickname;
use super::vocabulary::{Vocabulary, Word};
use super::word_class::{Class, Shape};
use super::{Paragraph, Token};
use crate::annotation::ParagraphKind;
use crate::span::TokenRange;

/// A stretch of text between quotation marks, within one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The token of the opening mark; the first token inside if that mark is missing.
    pub open: usize,
    /// The token of the closing mark; `None` if the paragraph ends first.
    pub close: Option<usize>,
    /// The tokens between the marks.
    pub inside: TokenRange,
    /// The quotation around this one, by its index in the document.
    pub parent: Option<usize>,
    /// The quotation of the previous paragraph that this one continues.
    pub continues: Option<usize>,
    /// Whether the marks are single ones.
    pub single: bool,
}

impl Quotation {
    /// The tokens including the marks.
    #[must_use]
    pub fn with_marks(&self) -> TokenRange {
        TokenRange::new(self.open, self.close.map_or(self.inside.end, |close| close + 1))
    }
}

/// What a quotation mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Opens a quotation.
    Open,
    /// Closes one.
    Close,
    /// Neither: an apostrophe, or a mark without its partner.
    Stray,
}

/// Finds the quotations of all paragraphs and sets the marks of their tokens. Linear.
pub(super) fn find(
    text: &str,
    vocabulary: &Vocabulary,
    paragraphs: &[Paragraph],
    tokens: &mut [Token],
) -> Vec<Quotation> {
    let mut quotations = Vec::new();
    let mut unclosed: Option<usize> = None;
    for paragraph in paragraphs {
        if matches!(paragraph.kind, ParagraphKind::Credit | ParagraphKind::Byline | ParagraphKind::Dateline) {
            continue;
        }
        let first_new = quotations.len();
        let mut pairing = Pairing {
            text,
            vocabulary,
            tokens,
            range: paragraph.tokens,
            open: Vec::new(),
            quotations: &mut quotations,
        };
        pairing.run();
        if let Some(first) = quotations.get_mut(first_new).filter(|first| first.open == paragraph.tokens.start) {
            first.continues = unclosed;
        }
        unclosed = (first_new..quotations.len()).find(|&at| {
            quotations.get(at).is_some_and(|quotation| quotation.close.is_none() && quotation.parent.is_none())
        });
    }
    nickname::take_out(vocabulary, &mut quotations, tokens);
    for (at, quotation) in quotations.iter().enumerate() {
        for token in tokens.get_mut(quotation.inside.range()).unwrap_or_default() {
            token.quotation = Some(at);
        }
    }
    quotations
}

/// The state of pairing the marks of one paragraph.
struct Pairing<'p> {
    text: &'p str,
    vocabulary: &'p Vocabulary,
    tokens: &'p mut [Token],
    range: TokenRange,
    /// Quotations open at this point, outermost first, by index: never more than a single one between two double ones.
    open: Vec<usize>,
    quotations: &'p mut Vec<Quotation>,
}

/// The side a mark can have, judging by its form and the space around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
    Neither,
}

/// A single mark must find its partner within this many tokens, so that the time is linear. On PolNeAR train and dev,
/// 60 / 120 / 240 give the same claims (`extract --packs all`).
const SINGLE_REACH: usize = 120;

impl Pairing<'_> {
    fn run(&mut self) {
        for at in self.range.range() {
            let Some((single, side)) = self.side(at) else { continue };
            let inner =
                self.open.last().copied().filter(|&inner| self.quotation(inner).is_some_and(|q| q.single == single));
            let mark = match side {
                Side::Open if single && self.closes_double(at) => self.open_double(at),
                Side::Open if single => self.open_single(at),
                Side::Open => self.open_double(at),
                Side::Close | Side::Either if !single && self.lost_open(at) => self.close_unopened(at),
                Side::Neither if self.closes_as_single(at) => self.close(at, false),
                Side::Close => self.close(at, single),
                Side::Either if inner.is_some() => self.close(at, single),
                Side::Neither => Mark::Stray,
                Side::Either if single => Mark::Stray,
                Side::Either => self.open_double(at),
            };
            if let Some(token) = self.tokens.get_mut(at) {
                token.mark = Some(mark);
            }
        }
        let end = self.range.end;
        for at in std::mem::take(&mut self.open) {
            if let Some(quotation) = self.quotations.get_mut(at) {
                quotation.inside.end = end;
            }
        }
    }

    fn quotation(&self, at: usize) -> Option<&Quotation> {
        self.quotations.get(at)
    }

    /// Whether the token at `at` is a single mark, and which side it can have; `None` if it is not a mark.
    fn side(&self, at: usize) -> Option<(bool, Side)> {
        let token = self.tokens.get(at)?;
        let word = self.vocabulary.word(token.word);
        if !word.shape.has(Shape::QUOTE) {
            return None;
        }
        let single = &*word.text == "'";
        let spelling = token.span.of(self.text);
        let before = self.text.get(..token.span.start).and_then(|text| text.chars().next_back());
        let after = self.text.get(token.span.end..).and_then(|text| text.chars().next());
        let free = |c: Option<char>, marks: &str| c.is_none_or(|c| c.is_whitespace() || marks.contains(c));
        let left = free(before, "([{—–―-/‘“\"'|");
        let right = free(after, ")]},.;:!?—–―-…’”\"'|");
        let by_space = match (left, right) {
            (true, false) => Side::Open,
            (false, true) => Side::Close,
            _ => Side::Either,
        };
        let side = match spelling {
            "«" if right && !left => Side::Close,
            "»" if left && !right => Side::Open,
            "“" if self.low_open() => Side::Close,
            // an opening mark typed at the end of the quotation
            "“" if right && !left && !self.open.is_empty() => Side::Close,
            "“" | "«" | "``" | "„" => Side::Open,
            // a closing mark typed at the beginning
            "”" if left && !right && self.open.is_empty() && self.is_repeated(at) => Side::Open,
            "”" | "»" => Side::Close,
            "‘" | "‚" | "‹" if !right => Side::Open,
            "’" | "›" if !left => self.apostrophe_or_close(at),
            _ if single && by_space == Side::Close => self.apostrophe_or_close(at),
            _ if single
                && by_space == Side::Open
                && after.is_some_and(|c| c.is_alphanumeric() || c == '"' || c == '“') =>
            {
                Side::Open
            }
            _ if single => Side::Neither,
            _ => by_space,
        };
        Some((single, side))
    }

    /// Whether the innermost open mark is „, which “ closes.
    fn low_open(&self) -> bool {
        let open =
            self.open.last().and_then(|&at| self.quotation(at)).and_then(|quotation| self.tokens.get(quotation.open));
        open.is_some_and(|token| token.span.of(self.text) == "„")
    }

    /// The mark after a word: `unions' plan` or `'the unions'`.
    fn apostrophe_or_close(&self, at: usize) -> Side {
        if !self.open.iter().any(|&open| self.quotation(open).is_some_and(|quotation| quotation.single)) {
            return Side::Neither;
        }
        let before = self.lower(at.wrapping_sub(1));
        let next = self.tokens.get(at + 1).map(|token| self.vocabulary.word(token.word));
        let noun_may_follow = next.is_some_and(|word| word.shape.has(Shape::LOWER));
        if before.ends_with('s') && noun_may_follow && self.closes_later(at + 1) { Side::Neither } else { Side::Close }
    }

    fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.vocabulary.word(token.word).lower)
    }

    /// Whether a single mark that can close follows soon, before another one opens.
    fn closes_later(&self, from: usize) -> bool {
        for at in from..self.range.end.min(from + SINGLE_REACH) {
            let Some(token) = self.tokens.get(at).filter(|_| self.lower(at) == "'") else { continue };
            let before = self.text.get(..token.span.start).and_then(|text| text.chars().next_back());
            let after = self.text.get(token.span.end..).and_then(|text| text.chars().next());
            let glued_before = before.is_some_and(|c| !c.is_whitespace());
            let glued_after = after.is_some_and(char::is_alphanumeric);
            if glued_before && !glued_after {
                return true;
            }
            if !glued_before && glued_after {
                return false;
            }
        }
        false
    }

    /// Whether the next double mark after the token `at`, if it is near, is the same sign.
    fn is_repeated(&self, at: usize) -> bool {
        let sign = |at: usize| self.tokens.get(at).map(|token| token.span.of(self.text));
        let reach = self.range.end.min(at + SINGLE_REACH);
        (at + 1..reach).find(|&next| self.lower(next) == "\"").is_some_and(|next| sign(next) == sign(at))
    }

    /// The next double mark after the token `at`, if it is near: whether it can only close, or only open.
    fn next_double(&self, at: usize) -> Option<Side> {
        let reach = self.range.end.min(at + SINGLE_REACH);
        (at + 1..reach).find_map(|next| self.side(next).filter(|&(single, _)| !single).map(|(_, side)| side))
    }

    /// Whether the single opening mark at `at`, at the beginning of a sentence, has a double mark as its partner: *'It
    /// held," he said*.
    fn closes_double(&self, at: usize) -> bool {
        let first = at == self.range.start || matches!(self.lower(at.wrapping_sub(1)), "." | "," | ":" | "!" | "?");
        let capital =
            self.tokens.get(at + 1).is_some_and(|token| self.vocabulary.word(token.word).shape.has(Shape::TITLE));
        first
            && capital
            && self.open.is_empty()
            && !self.closes_later(at + 1)
            && self.next_double(at) == Some(Side::Close)
    }

    /// Whether the single mark at `at` closes a double one: *"It held,' he said*.
    fn closes_as_single(&self, at: usize) -> bool {
        let inner = self.open.last().and_then(|&open| self.quotation(open)).is_some_and(|quotation| !quotation.single);
        let space = self.tokens.get(at).and_then(|token| self.text.get(token.span.end..)?.chars().next());
        inner
            && self.lower(at) == "'"
            && matches!(self.lower(at.wrapping_sub(1)), "." | "," | "!" | "?")
            && space.is_none_or(char::is_whitespace)
            && self.next_double(at) != Some(Side::Close)
    }

    /// Whether the double mark at `at` closes a quotation whose opening mark is missing: it follows a comma or the end of
    /// a sentence, and a verb of saying follows soon.
    fn lost_open(&self, at: usize) -> bool {
        /// The verb is at most this many tokens behind the mark.
        const REACH: usize = 8;
        let word = |next: usize| {
            let token = self.tokens.get(next).filter(|_| self.range.holds(next))?;
            Some(self.vocabulary.word(token.word))
        };
        let says = |word: &Word| {
            word.class.has(Class::SAYING)
                && word.class.any(Class::PAST.or(Class::THIRD))
                && word.shape.has(Shape::LOWER)
        };
        self.open.is_empty()
            && matches!(self.lower(at.wrapping_sub(1)), "," | "!" | "?")
            && at > self.range.start + 1
            && !matches!(self.next_double(at), Some(Side::Close | Side::Either))
            && (at + 1..at + REACH)
                .map_while(word)
                .take_while(|word| !matches!(&*word.text, "." | "!" | "?" | ";" | ":" | "\""))
                .any(says)
    }

    /// Closes a quotation without an opening mark: it begins with the sentence, or behind the last quotation.
    fn close_unopened(&mut self, at: usize) -> Mark {
        let begins = |before: usize| {
            matches!(self.lower(before), "." | "!" | "?" | ":")
                || self.tokens.get(before).is_some_and(|token| token.mark == Some(Mark::Close))
        };
        // the mark before the closing one may end the same sentence
        let start = (self.range.start..at.saturating_sub(1)).rev().find(|&before| begins(before));
        let start = start.map_or(self.range.start, |before| before + 1);
        self.quotations.push(Quotation {
            open: start,
            close: Some(at),
            inside: TokenRange::new(start, at),
            parent: None,
            continues: None,
            single: false,
        });
        Mark::Close
    }

    fn open_single(&mut self, at: usize) -> Mark {
        let already = self.open.iter().any(|&open| self.quotation(open).is_some_and(|quotation| quotation.single));
        if already || !self.closes_later(at + 1) {
            return Mark::Stray;
        }
        self.push(at, true);
        Mark::Open
    }

    fn open_double(&mut self, at: usize) -> Mark {
        let inner = self.open.last().copied();
        if let Some(double) = inner.filter(|&inner| self.quotation(inner).is_some_and(|quotation| !quotation.single)) {
            // its partner is missing: the quotation ends where the next one begins
            self.end(double, at, None);
        }
        self.push(at, false);
        Mark::Open
    }

    fn push(&mut self, at: usize, single: bool) {
        self.open.push(self.quotations.len());
        self.quotations.push(Quotation {
            open: at,
            close: None,
            inside: TokenRange::new(at + 1, at + 1),
            parent: self.open.iter().rev().nth(1).copied(),
            continues: None,
            single,
        });
    }

    fn close(&mut self, at: usize, single: bool) -> Mark {
        let partner = self
            .open
            .iter()
            .rposition(|&open| self.quotation(open).is_some_and(|quotation| quotation.single == single));
        let Some(partner) = partner else { return Mark::Stray };
        for quotation in self.open.split_off(partner) {
            self.end(quotation, at, Some(at).filter(|_| self.quotation(quotation).is_some_and(|q| q.single == single)));
        }
        Mark::Close
    }

    /// Ends a quotation before the token `end`.
    fn end(&mut self, quotation: usize, end: usize, close: Option<usize>) {
        self.open.retain(|&open| open != quotation);
        if let Some(quotation) = self.quotations.get_mut(quotation) {
            quotation.inside.end = end;
            quotation.close = close;
        }
    }
}
