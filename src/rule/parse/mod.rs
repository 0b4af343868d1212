//! Parses a line of the rule language to its tree. Only this module knows pest.
//!
//! A line is first scanned for brackets, in linear time. Only a balanced one reaches the grammar, because a missing
//! bracket makes a recursive grammar slow and its messages vague. The grammar accepts common mistakes under names that
//! begin with `bad_`, so that each is reported at its own character and all of them in one run.
//!
//! There is one file for each layer of the grammar: `sequence` for the order of pieces and alternatives, `atom` for the
//! pieces themselves, and `token_test` for the inside of `[…]`; `example` is for lines of examples.

mod atom;
mod brackets;
mod example;
mod look_alike;
mod sequence;
mod token_test;

pub(super) use example::Piece;
pub(crate) use token_test::KEYS as TEST_KEYS;

use std::cell::OnceCell;
use std::sync::Arc;

use pest::Parser;
use pest::iterators::Pair;

use super::ast::{Name, Node};
use crate::diagnostic::{Code, Diagnostic, Fix, SourceFile};
use crate::span::Span;

mod grammar {
    #![allow(missing_docs, unreachable_pub, reason = "written by the derive macro")]

    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/pattern.pest"]
    pub(super) struct Grammar;
}

use grammar::{Grammar, Rule};

/// The maximum number of pieces of a pattern line.
const MOST_PIECES: usize = 4_000;

/// One line to be parsed, with the mapping from its bytes to those of the file.
pub(super) struct Line<'l> {
    pub(super) file: &'l Arc<SourceFile>,
    pub(super) text: &'l str,
    pub(super) in_file: &'l dyn Fn(Span) -> Span,
}

/// Parses a pattern line. If it has errors, they are added to `problems` and `None` is returned.
pub(super) fn pattern(line: &Line<'_>, problems: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut builder = Builder { line, problems: Vec::new(), pieces: 0, marks: OnceCell::new() };
    if builder.look_alikes() {
        problems.append(&mut builder.problems);
        return None;
    }
    let tree = builder.parse(Rule::line, brackets::check(line.text, true)).and_then(|pair| builder.line(pair));
    if builder.pieces > MOST_PIECES {
        builder.problem(
            Code::TooLarge,
            Span::new(0, line.text.len()),
            format!("a pattern may have at most {MOST_PIECES} pieces"),
        );
    }
    let sound = builder.problems.is_empty();
    problems.append(&mut builder.problems);
    tree.filter(|_| sound)
}

/// Whether a text is a pattern, whatever the names in it refer to.
pub(crate) fn is_pattern(text: &str) -> bool {
    let file = SourceFile::new("", text);
    pattern(&Line { file: &file, text, in_file: &|span| span }, &mut Vec::new()).is_some()
}

/// Parses an example line, as [`pattern`] does.
pub(super) fn example(line: &Line<'_>, problems: &mut Vec<Diagnostic>) -> Option<Vec<Piece>> {
    let mut builder = Builder { line, problems: Vec::new(), pieces: 0, marks: OnceCell::new() };
    let pair = builder.parse(Rule::example, brackets::check(line.text, false));
    let pieces = pair.map(|pair| builder.pieces_of_example(pair));
    let sound = builder.problems.is_empty();
    problems.append(&mut builder.problems);
    pieces.filter(|_| sound)
}

/// Builds the tree of one line and collects its problems.
struct Builder<'b> {
    line: &'b Line<'b>,
    problems: Vec<Diagnostic>,
    pieces: usize,
    marks: OnceCell<atom::Marks>,
}

impl<'b> Builder<'b> {
    fn problem(&mut self, code: Code, at: Span, message: impl Into<String>) -> &mut Diagnostic {
        let span = (self.line.in_file)(at);
        let last = self.problems.len();
        self.problems.push(Diagnostic::new(code, self.line.file, span, message));
        &mut self.problems[last]
    }

    fn helped(&mut self, code: Code, at: Span, message: impl Into<String>, help: impl Into<String>) -> &mut Diagnostic {
        let problem = self.problem(code, at, message);
        problem.help = Some(help.into());
        problem
    }

    /// A replacement of bytes of the line.
    fn fix(&self, at: Span, replacement: &str) -> Fix {
        Fix { span: (self.line.in_file)(at), replacement: replacement.to_owned() }
    }

    fn in_file(&self, pair: &Pair<'_, Rule>) -> Span {
        (self.line.in_file)(span(pair))
    }

    fn name(&self, pair: &Pair<'_, Rule>) -> Name {
        Name { text: pair.as_str().to_owned(), span: self.in_file(pair) }
    }

    /// Parses the line, or reports where parsing fails.
    fn parse(&mut self, rule: Rule, balanced: Result<(), brackets::Unbalanced>) -> Option<Pair<'b, Rule>> {
        if let Err(error) = balanced {
            self.unbalanced(error);
            return None;
        }
        match Grammar::parse(rule, self.line.text) {
            Ok(mut pairs) => pairs.next(),
            Err(error) => {
                let (pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _))) = error.location;
                self.unparsed(at);
                None
            }
        }
    }

    /// Reports the character at `at`, which no production accepts.
    fn unparsed(&mut self, at: usize) {
        let (before, behind) = self.line.text.split_at_checked(at).unwrap_or_default();
        let character = Span::new(at, at + behind.chars().next().map_or(0, char::len_utf8));
        if before.rfind('[') > before.rfind(']') {
            let help = "write a token test as `[lemma=say & pos=VERB]`";
            self.helped(Code::BadTest, character, "missing or invalid test", help);
        } else {
            self.problem(Code::BadCharacter, character, "unexpected character");
        }
    }
}

fn span(pair: &Pair<'_, Rule>) -> Span {
    Span::new(pair.as_span().start(), pair.as_span().end())
}

/// The only one of `parts`, or the result of `join` for several.
fn only_or<T>(mut parts: Vec<T>, join: impl FnOnce(Vec<T>) -> T) -> T {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            join(parts)
        }
    }
}
