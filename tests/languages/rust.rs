//! Parses Rust source into token trees, as far as needed to find string literals that are compared with text.
//!
//! A parser such as `syn` would work as well, but compiling it for one test is not worth the time.

use std::iter::Peekable;
use std::str::CharIndices;

/// A token, or a group in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tree {
    /// A word or a number.
    Word(String),
    /// A string literal, as written between its quotes.
    Text(Literal),
    /// An operator.
    Mark(String),
    /// A bracket with its content.
    Group(char, Vec<Self>),
}

/// A string literal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Literal {
    /// Its line, from 1.
    pub(crate) line: usize,
    /// Its first byte.
    pub(crate) start: usize,
    /// What is between its quotes.
    pub(crate) text: String,
}

/// Operators of more than one character, the longer first.
const OPERATORS: &[&str] = &[
    "..=", "<<=", ">>=", "...", "==", "!=", "=>", "<=", ">=", "->", "::", "..", "&&", "||", "+=", "-=", "*=", "/=",
    "|=", "&=", "^=",
];

/// The trees of a file, without comments, characters and lifetimes.
pub(crate) fn trees(source: &str) -> Vec<Tree> {
    let mut open = vec![(' ', Vec::new())];
    let mut chars = source.char_indices().peekable();
    while let Some(&(at, c)) = chars.peek() {
        let rest = &source[at..];
        let push = |open: &mut Vec<(char, Vec<Tree>)>, tree: Tree| {
            if let Some((_, trees)) = open.last_mut() {
                trees.push(tree);
            }
        };
        if rest.starts_with("//") {
            skip(&mut chars, rest.find('\n').unwrap_or(rest.len()));
        } else if rest.starts_with("/*") {
            skip(&mut chars, rest.find("*/").map_or(rest.len(), |end| end + 2));
        } else if let Some((quote, end)) = string(rest) {
            let line = source[..at].matches('\n').count() + 1;
            let text = rest[quote.clone()].to_owned();
            push(&mut open, Tree::Text(Literal { line, start: at, text }));
            skip(&mut chars, end);
        } else if c == '\'' {
            skip(&mut chars, character(rest));
        } else if c.is_alphanumeric() || c == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            push(&mut open, Tree::Word(rest[..end].to_owned()));
            skip(&mut chars, end);
        } else if matches!(c, '(' | '[' | '{') {
            open.push((c, Vec::new()));
            skip(&mut chars, 1);
        } else if matches!(c, ')' | ']' | '}') {
            let (bracket, trees) = open.pop().unwrap_or((c, Vec::new()));
            push(&mut open, Tree::Group(bracket, trees));
            skip(&mut chars, 1);
        } else if c.is_whitespace() {
            skip(&mut chars, c.len_utf8());
        } else {
            let operator = OPERATORS.iter().find(|operator| rest.starts_with(**operator));
            let mark = operator.map_or_else(|| c.to_string(), |operator| (*operator).to_owned());
            skip(&mut chars, mark.len());
            push(&mut open, Tree::Mark(mark));
        }
    }
    open.pop().map(|(_, trees)| trees).unwrap_or_default()
}

/// Skips this many bytes.
fn skip(chars: &mut Peekable<CharIndices<'_>>, bytes: usize) {
    let mut passed = 0;
    while passed < bytes {
        let Some((_, c)) = chars.next() else { break };
        passed += c.len_utf8();
    }
}

/// The range between the quotes of the string literal at the start of `rest`, and the end of the literal.
fn string(rest: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let prefix = rest.find(['"', '#'])?;
    if !matches!(&rest[..prefix], "" | "b" | "c" | "r" | "br" | "cr") {
        return None;
    }
    let hashes = rest[prefix..].bytes().take_while(|&byte| byte == b'#').count();
    let start = prefix + hashes + 1;
    if rest.as_bytes().get(start - 1) != Some(&b'"') || hashes > 0 && !rest[..prefix].ends_with('r') {
        return None;
    }
    if rest[..prefix].ends_with('r') {
        let close = format!("\"{}", "#".repeat(hashes));
        let end = start + rest[start..].find(&close)?;
        return Some((start..end, end + close.len()));
    }
    let mut escaped = false;
    let end = rest[start..].find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    Some((start..start + end, start + end + 1))
}

/// The length of the character or lifetime at the start of `rest`.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((escaped, _))) => {
            rest[escaped + 1..].find('\'').map_or(rest.len(), |end| escaped + end + 2)
        }
        (_, Some((end, '\''))) => end + 1,
        _ => 1,
    }
}

/// The trees without items that are only compiled for tests.
pub(crate) fn without_tests(trees: Vec<Tree>) -> Vec<Tree> {
    let mut kept = Vec::new();
    let mut trees = trees.into_iter().peekable();
    while let Some(tree) = trees.next() {
        if tree == Tree::Mark("#".to_owned()) && trees.peek().is_some_and(is_for_tests) {
            // the item ends with a semicolon or with its braces
            let ends = |tree: &Tree| matches!(tree, Tree::Group('{', _)) || *tree == Tree::Mark(";".to_owned());
            while trees.next().is_some_and(|tree| !ends(&tree)) {}
            continue;
        }
        kept.push(match tree {
            Tree::Group(bracket, inner) => Tree::Group(bracket, without_tests(inner)),
            tree => tree,
        });
    }
    kept
}

fn is_for_tests(attribute: &Tree) -> bool {
    let Tree::Group('[', inner) = attribute else { return false };
    let test = Tree::Group('(', vec![Tree::Word("test".to_owned())]);
    *inner == [Tree::Word("cfg".to_owned()), test]
}
