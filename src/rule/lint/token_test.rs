//! Token tests that no token passes.

use std::sync::Arc;

use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::{Code, Diagnostic, Fix, SourceFile};
use crate::rule::ast::{Comparison, Flag, Operand, Test};
use crate::span::Span;

/// Reports a test that no token passes; `span` is that of the whole test.
pub(super) fn check(test: &Test, span: Span, file: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) {
    let before = problems.len();
    comparisons(test, file, problems);
    if problems.len() == before && !satisfiable(test) {
        let problem = Diagnostic::new(Code::Contradiction, file, span, "no token passes this test");
        problems.push(problem.why("two parts joined by `&` exclude each other").help("join alternatives with `|`"));
    }
}

/// Reports values that no single token has.
fn comparisons(test: &Test, file: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) {
    match test {
        Test::All(parts) | Test::Either(parts) => parts.iter().for_each(|part| comparisons(part, file, problems)),
        Test::Not(inner) => comparisons(inner, file, problems),
        Test::Text(Comparison { value: Operand::Text(text) | Operand::Exact(text), span }) => {
            two_words(text, *span, file, problems);
        }
        Test::Lemma(Comparison { value: Operand::Text(text), span }) => {
            two_words(text, *span, file, problems);
            if text.chars().any(char::is_uppercase) {
                let small = text.to_lowercase();
                let mut problem = Diagnostic::new(
                    Code::FoldedCase,
                    file,
                    *span,
                    format!("`{text}` has a capital letter, and lemmas have none"),
                )
                .why("lemmas are in lower case")
                .help(format!("write `{small}`"));
                let written = Span::new(span.end - text.len().min(span.len()), span.end);
                let exact = written.len() == span.len();
                problem.fix = exact.then_some(Fix { span: written, replacement: small });
                problems.push(problem);
            }
        }
        Test::Length(0, span) => {
            let problem = Diagnostic::new(Code::Contradiction, file, *span, "no token has zero characters");
            problems.push(problem.help("`len` counts characters: `[len=2]`"));
        }
        Test::Any
        | Test::Text(_)
        | Test::Lemma(_)
        | Test::Pos(_)
        | Test::Tag(_)
        | Test::Entity(_)
        | Test::List(_)
        | Test::Length(..)
        | Test::Number(..)
        | Test::Flag(..) => {}
    }
}

fn two_words(text: &str, span: Span, file: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > 1 {
        let tests: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let problem = Diagnostic::new(
            Code::TwoWords,
            file,
            span,
            format!("`{text}` is {} words, and a test looks at one token", words.len()),
        );
        problems.push(
            problem.help(format!("write the words one after the other, without brackets: `{}`", tests.join(" "))),
        );
    }
}

/// Whether some token passes the test, as far as its parts concern the same property.
fn satisfiable(test: &Test) -> bool {
    conjunctions(test, true).is_none_or(|all| all.iter().any(|parts| consistent(parts)))
}

/// The test as alternatives of conjunctions, each part with whether it must hold; `None` if there are too many.
fn conjunctions(test: &Test, holds: bool) -> Option<Vec<Vec<(&Test, bool)>>> {
    const MOST: usize = 256;
    let (all, parts) = match test {
        Test::Not(inner) => return conjunctions(inner, !holds),
        Test::All(parts) => (holds, parts),
        Test::Either(parts) => (!holds, parts),
        leaf => return Some(vec![vec![(leaf, holds)]]),
    };
    let mut found = if all { vec![Vec::new()] } else { Vec::new() };
    for part in parts {
        let inner = conjunctions(part, holds)?;
        if all {
            found = found
                .iter()
                .flat_map(|left| inner.iter().map(move |right| left.iter().chain(right).copied().collect()))
                .collect();
        } else {
            found.extend(inner);
        }
        if found.len() > MOST {
            return None;
        }
    }
    Some(found)
}

fn consistent(parts: &[(&Test, bool)]) -> bool {
    let pairs =
        || parts.iter().enumerate().flat_map(|(at, one)| parts.iter().skip(at + 1).map(move |other| (one, other)));
    let no_any = !parts.iter().any(|(test, holds)| matches!(test, Test::Any) && !holds);
    no_any && pairs().all(|(one, other)| together(*one, *other))
}

/// Whether two parts can hold of the same token.
fn together((one, one_holds): (&Test, bool), (other, other_holds): (&Test, bool)) -> bool {
    let equal = same(one, other);
    match (one_holds, other_holds) {
        (true, true) => match (one, other) {
            (Test::Flag(one, _), Test::Flag(other, _)) => !exclusive(*one, *other),
            (Test::Number(one, _), Test::Number(other, _)) => one.agrees(*other),
            (Test::Text(text), Test::Length(length, _)) | (Test::Length(length, _), Test::Text(text)) => {
                !matches!(&text.value, Operand::Text(text) if text.chars().filter(|&c| !is_combining_mark(c)).count() != *length)
            }
            _ => equal != Some(false),
        },
        (true, false) | (false, true) => equal != Some(true),
        (false, false) => true,
    }
}

/// Whether two tests on the same property are equal; `None` if they are on different properties.
fn same(one: &Test, other: &Test) -> Option<bool> {
    let values = |one: &Comparison, other: &Comparison, fold: bool| match (&one.value, &other.value) {
        (Operand::Exact(one), Operand::Exact(other)) => Some(one == other),
        (Operand::Text(one), Operand::Exact(other)) | (Operand::Exact(one), Operand::Text(other)) if fold => {
            (one.to_lowercase() != other.to_lowercase()).then_some(false)
        }
        (Operand::Text(one), Operand::Text(other)) if fold => Some(one.to_lowercase() == other.to_lowercase()),
        (Operand::Text(one) | Operand::Exact(one), Operand::Text(other) | Operand::Exact(other)) => Some(one == other),
        (one, other) => (one == other).then_some(true),
    };
    match (one, other) {
        (Test::Text(one), Test::Text(other)) | (Test::Lemma(one), Test::Lemma(other)) => values(one, other, true),
        (Test::Pos(one), Test::Pos(other)) | (Test::Tag(one), Test::Tag(other)) => values(one, other, false),
        (Test::Entity(one), Test::Entity(other)) => values(one, other, false),
        (Test::Length(one, _), Test::Length(other, _)) => Some(one == other),
        (Test::Number(one, _), Test::Number(other, _)) => (one == other).then_some(true),
        (Test::List(one), Test::List(other)) => (one.text == other.text).then_some(true),
        (Test::Flag(one, _), Test::Flag(other, _)) => (one == other).then_some(true),
        _ => None,
    }
}

fn exclusive(one: Flag, other: Flag) -> bool {
    matches!((one.min(other), one.max(other)), (Flag::Upper | Flag::Title, Flag::Lower))
}
