//! Finds the string literals of a file that are compared with something.

use std::collections::BTreeSet;

use crate::rust::{Literal, Tree};

/// Methods that compare their argument with text.
const COMPARE: &[&str] =
    &["contains", "eq_ignore_ascii_case", "find", "matches", "rfind", "rsplit", "rsplit_once", "split", "split_once"];

/// Methods that compare their argument with the start or the end of a text.
const COMPARE_ENDS: &[&str] =
    &["ends_with", "starts_with", "strip_prefix", "strip_suffix", "trim_end_matches", "trim_start_matches"];

/// Literals that are compared with text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Compared {
    /// Whole words, or texts that contain them.
    pub(crate) words: BTreeSet<Literal>,
    /// Starts and ends of words.
    pub(crate) ends: BTreeSet<Literal>,
}

impl Compared {
    /// The literals in `trees`: in patterns, next to `==` and `!=`, as arguments of comparing methods, and in lists.
    pub(crate) fn of(trees: &[Tree]) -> Self {
        let mut compared = Self::default();
        compared.look(trees);
        compared
    }

    fn look(&mut self, trees: &[Tree]) {
        for (at, tree) in trees.iter().enumerate() {
            let before = |back: usize| at.checked_sub(back).and_then(|at| trees.get(at));
            let behind = trees.get(at + 1..).unwrap_or_default();
            match tree {
                Tree::Word(word) if word == "match" => {
                    let arms = behind.iter().find_map(|tree| group(tree, '{'));
                    self.look_at_arms(arms.unwrap_or_default());
                }
                Tree::Word(word) if word == "let" => {
                    let end = behind.iter().position(|tree| is_mark(tree, "=") || is_mark(tree, ";"));
                    self.take(&behind[..end.unwrap_or_default()]);
                }
                Tree::Word(word) if word == "matches" => {
                    if let [mark, arguments, ..] = behind
                        && is_mark(mark, "!")
                        && let Some(arguments) = group(arguments, '(')
                    {
                        let comma = arguments.iter().position(|tree| is_mark(tree, ","));
                        self.take_pattern(&arguments[comma.unwrap_or_default()..]);
                    }
                }
                Tree::Word(word) if word == "const" || word == "static" => {
                    let end = behind.iter().position(|tree| is_mark(tree, ";") || matches!(tree, Tree::Group('{', _)));
                    self.take(&behind[..end.unwrap_or_default()]);
                }
                Tree::Word(word) if before(1).is_some_and(|tree| is_mark(tree, ".")) => {
                    let arguments = behind.first().and_then(|tree| group(tree, '(')).unwrap_or_default();
                    if COMPARE.contains(&word.as_str()) {
                        self.take(arguments);
                    } else if COMPARE_ENDS.contains(&word.as_str()) {
                        take(&mut self.ends, arguments);
                    }
                }
                Tree::Mark(mark) if mark == "==" || mark == "!=" => {
                    self.take_operand(before(1));
                    let operand = behind.iter().find(|tree| !matches!(tree, Tree::Mark(_)));
                    let is_wrapped = matches!(operand, Some(Tree::Word(word)) if word == "Some" || word == "Ok");
                    let wrapped = behind.iter().find(|tree| matches!(tree, Tree::Group('(', _)));
                    self.take_operand(if is_wrapped { wrapped } else { operand });
                }
                Tree::Group('[', list) if !before(1).is_some_and(|tree| is_mark(tree, "#")) && is_list(list) => {
                    self.take(list);
                }
                _ => {}
            }
            if let Tree::Group(_, inner) = tree {
                self.look(inner);
            }
        }
    }

    /// Collects those in the patterns of a `match`.
    fn look_at_arms(&mut self, mut arms: &[Tree]) {
        while let Some(arrow) = arms.iter().position(|tree| is_mark(tree, "=>")) {
            self.take_pattern(&arms[..arrow]);
            arms = &arms[arrow + 1..];
            let end = match arms.first() {
                Some(Tree::Group('{', _)) => 1,
                _ => arms.iter().position(|tree| is_mark(tree, ",")).map_or(arms.len(), |comma| comma + 1),
            };
            arms = &arms[end..];
        }
    }

    /// Collects those in a pattern, without its guard.
    fn take_pattern(&mut self, pattern: &[Tree]) {
        let guard = pattern.iter().position(|tree| *tree == Tree::Word("if".to_owned()));
        self.take(&pattern[..guard.unwrap_or(pattern.len())]);
    }

    /// Collects a literal, or those of a group that contains nothing else.
    fn take_operand(&mut self, operand: Option<&Tree>) {
        match operand {
            Some(Tree::Text(literal)) => {
                self.words.insert(literal.clone());
            }
            Some(Tree::Group('(', inner)) if inner.iter().all(|tree| matches!(tree, Tree::Text(_) | Tree::Mark(_))) => {
                self.take(inner);
            }
            _ => {}
        }
    }

    fn take(&mut self, trees: &[Tree]) {
        take(&mut self.words, trees);
    }
}

/// Collects all literals in `trees`.
fn take(literals: &mut BTreeSet<Literal>, trees: &[Tree]) {
    for tree in trees {
        match tree {
            Tree::Text(literal) => {
                literals.insert(literal.clone());
            }
            Tree::Group(_, inner) => take(literals, inner),
            _ => {}
        }
    }
}

/// Whether the first item of a list is a literal, or a tuple that begins with one.
fn is_list(list: &[Tree]) -> bool {
    match list.iter().find(|tree| !is_mark(tree, "&")) {
        Some(Tree::Text(_)) => true,
        Some(Tree::Group('(' | '[', inner)) => is_list(inner),
        _ => false,
    }
}

fn is_mark(tree: &Tree, mark: &str) -> bool {
    matches!(tree, Tree::Mark(text) if text == mark)
}

fn group(tree: &Tree, bracket: char) -> Option<&[Tree]> {
    match tree {
        Tree::Group(open, inner) if *open == bracket => Some(inner),
        _ => None,
    }
}
