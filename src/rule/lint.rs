//! What the grammar cannot say: patterns that are well formed and can never match, or hardly as meant.
//!
//! Two passes. [`tree`] looks at a line as written, for what one token can never be. [`line`] looks at a line as
//! understood and goes through all its paths at once, keeping for each only whether something was consumed and whether
//! a sentence or the unit has ended; where no path survives, the line can never match.

use std::collections::BTreeSet;

use unicode_normalization::char::is_combining_mark;

use super::pattern::{Pattern, PatternKind, TokenTest};
use super::syntax::{Boundary, Comparison, Flag, Node, NodeKind, Operand, Side, Test};
use super::{PatternLine, Rule, Within};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::span::Span;

/// Reports token tests that no token passes. `new` makes a diagnostic in the file of the line.
pub(super) fn tree(
    node: &Node,
    new: &mut impl FnMut(Code, Span, String) -> Diagnostic,
    problems: &mut Vec<Diagnostic>,
) {
    match &node.kind {
        NodeKind::Test(test) => {
            let before = problems.len();
            comparisons(test, new, problems);
            if problems.len() == before && !satisfiable(test) {
                let problem = new(Code::Contradiction, node.span, "no token passes this test".to_owned());
                problems.push(
                    problem.why("two parts joined by `&` exclude each other").help("join what are alternatives by `|`"),
                );
            }
        }
        NodeKind::Sequence(parts) => {
            for pair in parts.windows(2) {
                if let [Node { kind: NodeKind::Not(denied), span }, next] = pair
                    && begins_with(next, denied)
                {
                    let problem = new(
                        Code::Contradiction,
                        span.cover(next.span),
                        "what must not follow here is what follows".to_owned(),
                    );
                    problems.push(problem.help("`!x` looks ahead and takes no word: leave out one of the two"));
                }
            }
            parts.iter().for_each(|part| tree(part, new, problems));
        }
        NodeKind::Choice(parts) => parts.iter().for_each(|part| tree(part, new, problems)),
        NodeKind::Repeat { node, .. } | NodeKind::Not(node) => tree(node, new, problems),
        NodeKind::Capture { inner, .. } => {
            if let Some(inner) = inner {
                tree(inner, new, problems);
            }
        }
        NodeKind::Literal(_)
        | NodeKind::Quote(_)
        | NodeKind::ClosingQuote(_)
        | NodeKind::Forms(_)
        | NodeKind::Reference { .. }
        | NodeKind::Gap(_)
        | NodeKind::Boundary(_) => {}
    }
}

/// Whether everything that matches `node` begins with a token that matches `denied`, as far as both are plain to see.
fn begins_with(node: &Node, denied: &Node) -> bool {
    match (&node.kind, &denied.kind) {
        (NodeKind::Choice(parts), _) => parts.iter().all(|part| begins_with(part, denied)),
        (NodeKind::Sequence(parts), _) => parts.first().is_some_and(|first| begins_with(first, denied)),
        (NodeKind::Capture { inner: Some(inner), .. }, _) => begins_with(inner, denied),
        (NodeKind::Repeat { node, least: 1.., .. }, _) => begins_with(node, denied),
        (_, NodeKind::Choice(parts)) => parts.iter().any(|part| begins_with(node, part)),
        (NodeKind::Literal(one), NodeKind::Literal(other) | NodeKind::Forms(other)) => {
            one.to_lowercase() == other.to_lowercase()
        }
        (NodeKind::Forms(one), NodeKind::Forms(other)) => one.to_lowercase() == other.to_lowercase(),
        (NodeKind::Reference { name: one, inflected: false, .. }, NodeKind::Reference { name: other, .. }) => {
            one == other
        }
        (
            NodeKind::Reference { name: one, inflected: true, .. },
            NodeKind::Reference { name: other, inflected: true, .. },
        ) => one == other,
        _ => false,
    }
}

/// Reports values that no single token has.
fn comparisons(test: &Test, new: &mut impl FnMut(Code, Span, String) -> Diagnostic, problems: &mut Vec<Diagnostic>) {
    match test {
        Test::All(parts) | Test::Either(parts) => parts.iter().for_each(|part| comparisons(part, new, problems)),
        Test::Not(inner) => comparisons(inner, new, problems),
        Test::Text(Comparison { value: Operand::Text(text), span }) => two_words(text, *span, new, problems),
        Test::Lemma(Comparison { value: Operand::Text(text), span }) => {
            two_words(text, *span, new, problems);
            if text.chars().any(char::is_uppercase) {
                let small = text.to_lowercase();
                let mut problem = new(Code::FoldedCase, *span, format!("`{text}` has a capital, and no lemma has one"))
                    .why("lemmas are in small letters")
                    .help(format!("write `{small}`"));
                let written = Span::new(span.end - text.len().min(span.len()), span.end);
                let exact = written.len() == span.len();
                problem.fix = exact.then_some(Fix { span: written, replacement: small });
                problems.push(problem);
            }
        }
        Test::Length(0, span) => {
            let problem = new(Code::Contradiction, *span, "no token has no character".to_owned());
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
        | Test::Flag(..) => {}
    }
}

fn two_words(
    text: &str,
    span: Span,
    new: &mut impl FnMut(Code, Span, String) -> Diagnostic,
    problems: &mut Vec<Diagnostic>,
) {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > 1 {
        let tests: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let problem =
            new(Code::TwoWords, span, format!("`{text}` is {} words, and a test is on one token", words.len()));
        problems.push(
            problem.help(format!("write the words one after the other, without brackets: `{}`", tests.join(" "))),
        );
    }
}

/// Whether some token passes the test, as far as its parts speak of the same property.
fn satisfiable(test: &Test) -> bool {
    conjunctions(test, true).is_none_or(|all| all.iter().any(|parts| consistent(parts)))
}

/// The test as alternatives of conjunctions, each part with whether it must hold; nothing where they are too many.
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

/// Whether two parts can hold of one token.
fn together((one, one_holds): (&Test, bool), (other, other_holds): (&Test, bool)) -> bool {
    let equal = same(one, other);
    match (one_holds, other_holds) {
        (true, true) => match (one, other) {
            (Test::Flag(one, _), Test::Flag(other, _)) => !exclusive(*one, *other),
            (Test::Text(text), Test::Length(length, _)) | (Test::Length(length, _), Test::Text(text)) => {
                !matches!(&text.value, Operand::Text(text) if text.chars().filter(|&c| !is_combining_mark(c)).count() != *length)
            }
            _ => equal != Some(false),
        },
        (true, false) | (false, true) => equal != Some(true),
        (false, false) => true,
    }
}

/// Whether two tests ask the same of the same property; nothing where they are about different ones.
fn same(one: &Test, other: &Test) -> Option<bool> {
    let values = |one: &Comparison, other: &Comparison, fold: bool| match (&one.value, &other.value) {
        (Operand::Text(one), Operand::Text(other)) if fold => Some(one.to_lowercase() == other.to_lowercase()),
        (Operand::Text(one), Operand::Text(other)) => Some(one == other),
        (one, other) => (one == other).then_some(true),
    };
    match (one, other) {
        (Test::Text(one), Test::Text(other)) | (Test::Lemma(one), Test::Lemma(other)) => values(one, other, true),
        (Test::Pos(one), Test::Pos(other)) | (Test::Tag(one), Test::Tag(other)) => values(one, other, false),
        (Test::Entity(one), Test::Entity(other)) => values(one, other, false),
        (Test::Length(one, _), Test::Length(other, _)) => Some(one == other),
        (Test::List(one), Test::List(other)) => (one.text == other.text).then_some(true),
        (Test::Flag(one, _), Test::Flag(other, _)) => (one == other).then_some(true),
        _ => None,
    }
}

fn exclusive(one: Flag, other: Flag) -> bool {
    matches!((one.min(other), one.max(other)), (Flag::Upper | Flag::Title, Flag::Lower))
}

/// Reports what is wrong with the lines of a rule.
pub(super) fn rule(rule: &Rule, problems: &mut Vec<Diagnostic>) {
    for line in &rule.lines {
        self::line(rule, line, problems);
    }
    for line in &rule.unless {
        never_matches(rule, line, problems);
        captures(&line.pattern, true, "what `unless` captures is thrown away", rule, line, problems);
    }
}

fn line(rule: &Rule, line: &PatternLine, problems: &mut Vec<Diagnostic>) {
    if never_matches(rule, line, problems) {
        return;
    }
    captures(&line.pattern, false, "what must not follow captures nothing", rule, line, problems);
    edge_gaps(rule, line, problems);
    let mut gaps = Vec::new();
    if unbounded(&line.pattern, &mut gaps) >= 2
        && let Some(second) = gaps.get(1).or(gaps.first())
    {
        let span = in_rule(second, rule, line);
        let problem = Diagnostic::new(Code::DoubleGap, &rule.file, span, "two gaps without bounds stand on one path");
        problems.push(
            problem
                .why("together they match almost anything")
                .help("give one of them a bound: `...6` is at most six words"),
        );
    }
    if !has_fixed_word(&line.pattern) {
        let problem =
            Diagnostic::new(Code::NoFixedWord, &rule.file, line.span, "this pattern has no fixed word to look for");
        problems.push(
            problem
                .why("every sentence must be tried at every word, instead of those that hold the word")
                .help("name a word, a list or a quotation mark that every match must hold"),
        );
    }
}

/// Where to point for a piece: where it was written, if that is in the rule's file; else at the line that uses it.
fn in_rule(piece: &Pattern, rule: &Rule, line: &PatternLine) -> Span {
    if piece.origin.file.name == rule.file.name { piece.origin.span } else { line.span }
}

/// What a path through a pattern has behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Past {
    /// A token was consumed.
    consumed: bool,
    /// A sentence has ended.
    stopped: bool,
    /// The unit has ended.
    ended: bool,
}

/// Why a path ended in nothing, and which piece is to blame.
type Dead<'p> = Vec<(Code, &'p Pattern)>;

fn never_matches(rule: &Rule, line: &PatternLine, problems: &mut Vec<Diagnostic>) -> bool {
    let mut dead = Dead::new();
    let start = BTreeSet::from([Past::default()]);
    let alive = paths(&line.pattern, &start, rule.within == Within::Sentence, Blame::default(), &mut dead);
    if !alive.is_empty() {
        return false;
    }
    let Some(&(code, piece)) = dead.first() else { return false };
    let mut span = in_rule(piece, rule, line);
    if code == Code::CrossesSentence && span == piece.origin.span {
        // the stop, not the word it is glued to
        span.start = span.end - 1;
    }
    let problem = match code {
        Code::CrossesSentence => Diagnostic::new(
            code,
            &rule.file,
            span,
            "this line can never match: it goes on behind the end of a sentence",
        )
        .why("a rule reads one sentence at a time")
        .help("write `within: paragraph` if it should read on"),
        _ => Diagnostic::new(
            code,
            &rule.file,
            span,
            "this line can never match: the boundary is not where a match could have it",
        )
        .help("`<start>` and `<para>` stand first, `<end>` and `<para-end>` last"),
    };
    problems.push(problem);
    true
}

/// What stands before a piece and lets nothing follow.
#[derive(Clone, Copy, Default)]
struct Blame<'p> {
    /// Where a sentence ended.
    stop: Option<&'p Pattern>,
    /// Where the unit ended.
    end: Option<&'p Pattern>,
}

/// The states in which paths from `from` leave `piece`.
fn paths<'p>(
    piece: &'p Pattern,
    from: &BTreeSet<Past>,
    sentence: bool,
    blame: Blame<'p>,
    dead: &mut Dead<'p>,
) -> BTreeSet<Past> {
    let consume = |dead: &mut Dead<'p>, closing: bool, stops: bool| {
        let mut out = BTreeSet::new();
        for past in from {
            if past.ended && !closing {
                dead.push((Code::MisplacedBoundary, blame.end.unwrap_or(piece)));
            } else if past.stopped && sentence && !closing {
                dead.push((Code::CrossesSentence, blame.stop.unwrap_or(piece)));
            } else {
                out.insert(Past { consumed: true, stopped: past.stopped || stops, ..*past });
            }
        }
        out
    };
    match &piece.kind {
        PatternKind::Literal(text) => {
            let stops = ends_sentence(text);
            consume(dead, stops && text.len() == 1, stops)
        }
        PatternKind::Quote(Side::Close) | PatternKind::ClosingQuote(_) => consume(dead, true, false),
        PatternKind::Quote(Side::Open)
        | PatternKind::Forms(_)
        | PatternKind::List { .. }
        | PatternKind::Token(_)
        | PatternKind::Span(_) => consume(dead, false, false),
        PatternKind::Gap(_) | PatternKind::Not(_) => from.clone(),
        PatternKind::Boundary(boundary) => {
            let mut out = BTreeSet::new();
            for past in from {
                match boundary {
                    Boundary::Start | Boundary::Para if past.consumed => {
                        dead.push((Code::MisplacedBoundary, piece));
                    }
                    Boundary::Start | Boundary::Para => {
                        out.insert(*past);
                    }
                    Boundary::End | Boundary::ParaEnd => {
                        out.insert(Past { ended: true, ..*past });
                    }
                }
            }
            out
        }
        PatternKind::Sequence(parts) => {
            let (mut states, mut blame) = (from.clone(), blame);
            for part in parts {
                states = paths(part, &states, sentence, blame, dead);
                blame.stop = stop_in(part).or(blame.stop);
                blame.end = end_in(part).or(blame.end);
                if states.is_empty() {
                    break;
                }
            }
            states
        }
        PatternKind::Choice(parts) => parts.iter().flat_map(|part| paths(part, from, sentence, blame, dead)).collect(),
        PatternKind::Repeat { inner, least, .. } => {
            let mut out = paths(inner, from, sentence, blame, dead);
            if *least == 0 {
                out.extend(from);
            }
            out
        }
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } => {
            paths(inner, from, sentence, blame, dead)
        }
    }
}

/// Whether a literal ends a sentence: a stop by itself, or glued to a word that is no abbreviation.
fn ends_sentence(text: &str) -> bool {
    let Some(word) = text.strip_suffix(['.', '?', '!']) else { return false };
    word.is_empty() || word.chars().count() > 3 && word.chars().all(char::is_lowercase)
}

/// The literal stop that `piece` ends with.
fn stop_in(piece: &Pattern) -> Option<&Pattern> {
    match &piece.kind {
        PatternKind::Literal(text) if ends_sentence(text) => Some(piece),
        PatternKind::Sequence(parts) => parts.iter().rev().find_map(stop_in),
        PatternKind::Choice(parts) => parts.iter().find_map(stop_in),
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } | PatternKind::Repeat { inner, .. } => {
            stop_in(inner)
        }
        _ => None,
    }
}

/// The boundary of an end in `piece`.
fn end_in(piece: &Pattern) -> Option<&Pattern> {
    let mut found = None;
    piece.walk(&mut |inner| {
        if matches!(inner.kind, PatternKind::Boundary(Boundary::End | Boundary::ParaEnd)) {
            found = Some(inner);
        }
    });
    found
}

/// Reports captures where no role counts: in `unless`, and behind `!`.
fn captures(piece: &Pattern, inside: bool, why: &str, rule: &Rule, line: &PatternLine, problems: &mut Vec<Diagnostic>) {
    match &piece.kind {
        PatternKind::Capture { role, inner } => {
            if inside {
                let span = in_rule(piece, rule, line);
                let problem = Diagnostic::new(
                    Code::UnusedCapture,
                    &rule.file,
                    span,
                    format!("`{{{role}}}` is captured for nothing"),
                );
                problems.push(problem.why(why).help("write the pattern without the braces"));
            } else {
                captures(inner, inside, why, rule, line, problems);
            }
        }
        PatternKind::Not(inner) => captures(inner, true, why, rule, line, problems),
        PatternKind::Repeat { inner, .. } | PatternKind::Phrase { inner, .. } => {
            captures(inner, inside, why, rule, line, problems);
        }
        PatternKind::Sequence(parts) | PatternKind::Choice(parts) => {
            parts.iter().for_each(|part| captures(part, inside, why, rule, line, problems));
        }
        _ => {}
    }
}

fn edge_gaps(rule: &Rule, line: &PatternLine, problems: &mut Vec<Diagnostic>) {
    for (gap, edge) in [(edge(&line.pattern, true), "begins"), (edge(&line.pattern, false), "ends")] {
        let Some(gap) = gap else { continue };
        let span = in_rule(gap, rule, line);
        let problem = Diagnostic::new(Code::EdgeGap, &rule.file, span, format!("the pattern {edge} with a gap"));
        problems.push(
            problem
                .why("a match may begin and end anywhere, so the gap always matches nothing")
                .help("take the gap away, or write `<start>` or `<end>` beside it"),
        );
    }
}

/// The gap that a pattern begins or ends with on some path.
fn edge(piece: &Pattern, first: bool) -> Option<&Pattern> {
    match &piece.kind {
        PatternKind::Gap(_) => Some(piece),
        PatternKind::Repeat { inner, most: None, .. } if is_any(inner) => Some(piece),
        PatternKind::Sequence(parts) => {
            let mut parts: Vec<&Pattern> = parts.iter().collect();
            if !first {
                parts.reverse();
            }
            for part in parts {
                if let Some(gap) = edge(part, first) {
                    return Some(gap);
                }
                if !may_be_empty(part) || is_anchored(part) {
                    return None;
                }
            }
            None
        }
        PatternKind::Choice(parts) => parts.iter().find_map(|part| edge(part, first)),
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } | PatternKind::Repeat { inner, .. } => {
            edge(inner, first)
        }
        _ => None,
    }
}

/// Whether every path through `piece` that consumes nothing passes a boundary.
fn is_anchored(piece: &Pattern) -> bool {
    match &piece.kind {
        PatternKind::Boundary(_) => true,
        PatternKind::Sequence(parts) => parts.iter().any(is_anchored),
        PatternKind::Choice(parts) => parts.iter().all(|part| is_anchored(part) || !may_be_empty(part)),
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } => is_anchored(inner),
        _ => false,
    }
}

fn is_any(piece: &Pattern) -> bool {
    matches!(piece.kind, PatternKind::Token(TokenTest::Any))
}

fn may_be_empty(piece: &Pattern) -> bool {
    match &piece.kind {
        PatternKind::Gap(_) | PatternKind::Not(_) | PatternKind::Boundary(_) => true,
        PatternKind::Repeat { inner, least, .. } => *least == 0 || may_be_empty(inner),
        PatternKind::Sequence(parts) => parts.iter().all(may_be_empty),
        PatternKind::Choice(parts) => parts.iter().any(may_be_empty),
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } => may_be_empty(inner),
        _ => false,
    }
}

/// The most gaps without bounds on one path through `piece`, which are added to `gaps` in their order.
fn unbounded<'p>(piece: &'p Pattern, gaps: &mut Vec<&'p Pattern>) -> usize {
    match &piece.kind {
        PatternKind::Gap(None) => {
            gaps.push(piece);
            1
        }
        PatternKind::Repeat { inner, most: None, .. } if is_any(inner) => {
            gaps.push(piece);
            1
        }
        PatternKind::Repeat { inner, most, .. } => {
            let once = unbounded(inner, gaps);
            if most.is_none_or(|most| most > 1) { once.saturating_mul(2) } else { once }
        }
        PatternKind::Sequence(parts) => {
            parts.iter().fold(0, |sum: usize, part| sum.saturating_add(unbounded(part, gaps)))
        }
        PatternKind::Choice(parts) => {
            let mut worst = (0, Vec::new());
            for part in parts {
                let mut inner = Vec::new();
                let count = unbounded(part, &mut inner);
                if count > worst.0 {
                    worst = (count, inner);
                }
            }
            gaps.append(&mut worst.1);
            worst.0
        }
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } => unbounded(inner, gaps),
        _ => 0,
    }
}

/// Whether every path through `piece` holds a fixed word.
fn has_fixed_word(piece: &Pattern) -> bool {
    match &piece.kind {
        PatternKind::Literal(text) => !matches!(text.as_str(), "," | "."),
        PatternKind::Forms(_) | PatternKind::List { .. } | PatternKind::Quote(_) | PatternKind::ClosingQuote(_) => true,
        PatternKind::Token(test) => is_fixed(test),
        PatternKind::Sequence(parts) => parts.iter().any(has_fixed_word),
        PatternKind::Choice(parts) => parts.iter().all(has_fixed_word),
        PatternKind::Repeat { inner, least, .. } => *least > 0 && has_fixed_word(inner),
        PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } => has_fixed_word(inner),
        PatternKind::Gap(_) | PatternKind::Not(_) | PatternKind::Boundary(_) | PatternKind::Span(_) => false,
    }
}

fn is_fixed(test: &TokenTest) -> bool {
    match test {
        TokenTest::Text(Operand::Text(_)) | TokenTest::Lemma(Operand::Text(_)) | TokenTest::List(_) => true,
        TokenTest::All(parts) => parts.iter().any(is_fixed),
        TokenTest::Either(parts) => parts.iter().all(is_fixed),
        _ => false,
    }
}
