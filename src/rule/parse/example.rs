//! Lines of examples: text, with roles marked in it.

use pest::iterators::Pair;

use super::{Builder, Rule, span};
use crate::diagnostic::Code;
use crate::rule::ast::Name;

/// A piece of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rule) enum Piece {
    /// Plain words.
    Text(String),
    /// `{role: …}`.
    Marked(Name, Vec<Self>),
}

impl Builder<'_> {
    pub(super) fn pieces_of_example(&mut self, pair: Pair<'_, Rule>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::text => pieces.push(Piece::Text(inner.as_str().to_owned())),
                Rule::escaped_mark => pieces.push(Piece::Text(inner.as_str().chars().skip(1).collect())),
                Rule::marked => {
                    let Some(role) = inner.clone().into_inner().next() else { continue };
                    let role = Name { text: role.as_str().to_owned(), span: self.in_file(&inner) };
                    let written = inner.as_str();
                    let is_empty = written.split_once(':').is_some_and(|(_, rest)| rest.trim() == "}");
                    if is_empty {
                        let help = "write the text of the example inside: `{source: Ana Ruiz}`";
                        self.helped(Code::BadMark, span(&inner), format!("`{written}` marks nothing"), help);
                        continue;
                    }
                    let inside = self.pieces_of_example(inner);
                    pieces.push(Piece::Marked(role, inside));
                }
                Rule::bad_marked => {
                    let text = inner.as_str();
                    let help = if text.contains(':') {
                        "the role is one word: `{source: Ana Ruiz}`"
                    } else {
                        "write the text of the example inside: `{source: Ana Ruiz}`"
                    };
                    self.helped(Code::BadMark, span(&inner), format!("`{text}` marks nothing"), help);
                }
                _ => {}
            }
        }
        pieces
    }
}
