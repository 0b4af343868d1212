//! Reads files with invisible characters as if they were absent, while every place still refers to the file.

use super::{Node, Text, Value};
use crate::diagnostic::is_hidden;
use crate::span::Span;

/// A text without its hidden characters, and how to map offsets back to the file.
pub(super) struct Plain {
    pub(super) text: String,
    /// Where the pieces between hidden characters begin: in `text`, and in the file.
    pieces: Vec<(usize, usize)>,
}

impl Plain {
    /// `None` for a text without hidden characters.
    pub(super) fn of(source: &str) -> Option<Self> {
        if !source.contains(is_hidden) {
            return None;
        }
        let mut plain = Self { text: String::with_capacity(source.len()), pieces: vec![(0, 0)] };
        for (at, character) in source.char_indices() {
            if is_hidden(character) {
                let piece = (plain.text.len(), at + character.len_utf8());
                if plain.pieces.last().is_some_and(|last| last.0 == piece.0) {
                    plain.pieces.pop();
                }
                plain.pieces.push(piece);
            } else {
                plain.text.push(character);
            }
        }
        Some(plain)
    }

    /// The start in the file of the character at `at` in `text`.
    pub(super) fn start(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|&(plain, _)| plain <= at);
        self.pieces.get(after.saturating_sub(1)).map_or(at, |&(plain, file)| file + (at - plain))
    }

    /// The end in the file of the character before `at`.
    fn end(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|&(plain, _)| plain < at);
        self.pieces.get(after.saturating_sub(1)).map_or(at, |&(plain, file)| file + (at - plain))
    }

    fn span(&self, span: Span) -> Span {
        let start = self.start(span.start);
        Span::new(start, if span.is_empty() { start } else { self.end(span.end) })
    }

    /// Maps the places of a node, and of everything in it, to the file.
    pub(super) fn place(&self, node: &mut Node) {
        node.span = self.span(node.span);
        match &mut node.value {
            Value::Null => {}
            Value::Text(text) => self.place_text(text),
            Value::List(items) => items.iter_mut().for_each(|item| self.place(item)),
            Value::Map(entries) => {
                for (key, value) in entries {
                    self.place_text(key);
                    self.place(value);
                }
            }
        }
    }

    fn place_text(&self, text: &mut Text) {
        let first = text.map.first().map_or(text.span.start, |&(_, plain)| plain.min(text.span.start));
        let from = self.pieces.partition_point(|&(plain, _)| plain <= first);
        let mut pieces = self.pieces.get(from..).unwrap_or_default().iter().peekable();
        let mut map = Vec::with_capacity(text.map.len());
        for (at, &(value, plain)) in text.map.iter().enumerate() {
            let next = text.map.get(at + 1).map_or(text.value.len(), |&(next, _)| next);
            while pieces.next_if(|&&(piece, _)| piece < plain).is_some() {
                text.has_hidden = true;
            }
            map.push((value, self.start(plain)));
            while let Some(&(piece, file)) = pieces.next_if(|&&(piece, _)| value + (piece - plain) < next) {
                text.has_hidden = true;
                if piece > plain {
                    map.push((value + (piece - plain), file));
                }
            }
        }
        text.has_hidden |= pieces.peek().is_some_and(|&&(piece, _)| piece < text.span.end);
        text.map = map;
        text.span = self.span(text.span);
    }
}
