//! The order of pieces in a pattern: choices, sequences, look-aheads and quantifiers.

use pest::iterators::Pair;

use super::{Builder, Rule, only_or, span};
use crate::diagnostic::Code;
use crate::rule::ast::{Node, NodeKind, Side};
use crate::span::Span;

impl Builder<'_> {
    /// The tree of a whole line.
    pub(super) fn line(&mut self, line: Pair<'_, Rule>) -> Option<Node> {
        let choice = line.into_inner().find(|pair| pair.as_rule() == Rule::choice)?;
        Some(self.choice(choice))
    }

    pub(super) fn choice(&mut self, pair: Pair<'_, Rule>) -> Node {
        let at = self.in_file(&pair);
        let sequences: Vec<Pair<'_, Rule>> = pair.into_inner().collect();
        let alone = sequences.len() == 1;
        let branches = sequences.into_iter().map(|sequence| self.sequence(sequence, alone)).collect();
        only_or(branches, |branches| Node { kind: NodeKind::Choice(branches), span: at })
    }

    fn sequence(&mut self, pair: Pair<'_, Rule>, alone: bool) -> Node {
        let at = span(&pair);
        let mut terms: Vec<(Node, Span)> = Vec::new();
        for term in pair.into_inner() {
            let here = span(&term);
            if let Some(node) = self.term(term) {
                terms.push((node, here));
            }
        }
        if terms.is_empty() && self.problems.is_empty() {
            let what = if alone { "this is empty" } else { "an alternative is empty" };
            let wide = Span::new(at.start, at.end.max((at.start + 1).min(self.line.text.len())));
            self.helped(Code::EmptyAlternative, wide, what, "write what is optional with a `?` after it: `(a | b)?`");
        }
        self.broken_gaps(&terms);
        let span = (self.line.in_file)(at);
        only_or(glue(terms), |nodes| Node { kind: NodeKind::Sequence(nodes), span })
    }

    /// Reports what was meant as a gap: `..`, and a bound with a space before it.
    fn broken_gaps(&mut self, terms: &[(Node, Span)]) {
        for pair in terms.windows(2) {
            let [(one, one_at), (other, other_at)] = pair else { continue };
            let NodeKind::Literal(word) = &other.kind else { continue };
            let both = one_at.cover(*other_at);
            if one.kind == NodeKind::Gap(None)
                && both.len() > one_at.len() + other_at.len()
                && word.bytes().all(|byte| byte.is_ascii_digit())
            {
                let message = format!("`{word}` must directly follow its gap");
                let help = format!("write `...{word}`, or `[text={word}]` for the number itself");
                let fix = self.fix(Span::new(one_at.end, other_at.start), "");
                self.helped(Code::SpacedQuantifier, *other_at, message, help).fix = Some(fix);
            } else if both.of(self.line.text) == ".." && !self.touches_dot(both) {
                let help = "write `...` for a gap, `\\…` for the character itself";
                let fix = self.fix(both, "...");
                self.helped(Code::BadCharacter, both, "`..` is not a gap; did you mean `...`?", help).fix = Some(fix);
            }
        }
    }

    /// Whether a full stop is attached to the span, as in `\...`.
    fn touches_dot(&self, at: Span) -> bool {
        let before = self.line.text.get(..at.start).unwrap_or_default();
        before.ends_with('.') || self.line.text.get(at.end..).is_some_and(|behind| behind.starts_with('.'))
    }

    fn term(&mut self, pair: Pair<'_, Rule>) -> Option<Node> {
        let at = span(&pair);
        let inner = pair.into_inner().next()?;
        match inner.as_rule() {
            Rule::not => self.not(inner, at),
            Rule::repeated => self.repeated(inner),
            _ => {
                self.spaced_quantifier(inner.as_str(), at);
                None
            }
        }
    }

    fn not(&mut self, pair: Pair<'_, Rule>, at: Span) -> Option<Node> {
        let span = self.in_file(&pair);
        let atom = pair.into_inner().next()?;
        if atom.as_rule() == Rule::bad_not {
            let doubled = self.line.text.get(at.end..).is_some_and(|rest| rest.starts_with('!'));
            let (message, help) = if doubled {
                ("`!` cannot precede another `!`", "a double negation is positive: write what must follow")
            } else {
                let help =
                    "join it to what must not follow: `!that`, `!(so | no)`; the exclamation mark itself is `\\!`";
                ("`!` needs something after it", help)
            };
            self.helped(Code::BadNot, at, message, help);
            return None;
        }
        let node = self.atom(atom)?;
        Some(Node { kind: NodeKind::Not(Box::new(node)), span })
    }

    fn spaced_quantifier(&mut self, quantifier: &str, at: Span) {
        let before = self.line.text.get(..at.start).map_or("", str::trim_end);
        let gap = Span::new(before.len(), at.start);
        let fix = self.fix(gap, "");
        let message = format!("`{quantifier}` must directly follow what it repeats");
        let first = quantifier.chars().next().unwrap_or('?');
        let help = format!("remove the space, or write `\\{first}` for the character itself");
        let problem = self.helped(Code::SpacedQuantifier, at, message, help);
        if !gap.is_empty() && !before.ends_with(['(', '|', '{', ':']) && !before.is_empty() {
            problem.fix = Some(fix);
        }
    }

    fn repeated(&mut self, pair: Pair<'_, Rule>) -> Option<Node> {
        let at = span(&pair);
        let mut parts = pair.into_inner();
        let node = self.atom(parts.next()?)?;
        let mut bounds = None;
        for part in parts {
            match part.as_rule() {
                Rule::quantifier => bounds = Some(self.bounds(&part)),
                _ => {
                    let message = format!("`{}` follows another quantifier", part.as_str());
                    self.helped(
                        Code::DoubleQuantifier,
                        span(&part),
                        message,
                        "one quantifier is enough; `*` already means none or more",
                    );
                }
            }
        }
        let Some((least, most)) = bounds else { return Some(node) };
        if matches!(node.kind, NodeKind::Gap(_) | NodeKind::Boundary(_)) {
            let help = "a gap already is any number of words; `...6` is at most six";
            self.helped(Code::BadBounds, at, "this cannot be repeated", help);
            return None;
        }
        Some(Node { kind: NodeKind::Repeat { node: Box::new(node), least, most }, span: (self.line.in_file)(at) })
    }

    fn bounds(&mut self, pair: &Pair<'_, Rule>) -> (u32, Option<u32>) {
        let text = pair.as_str();
        match text {
            "?" => return (0, Some(1)),
            "*" => return (0, None),
            "+" => return (1, None),
            _ => {}
        }
        let inner = text.trim_start_matches('{').trim_end_matches('}');
        let (least, most) = match inner.split_once(',') {
            None => (inner.parse(), inner.parse().map(Some)),
            Some((least, "")) => (least.parse(), Ok(None)),
            Some((least, most)) => (least.parse(), most.parse().map(Some)),
        };
        let (Ok(least), Ok(most)) = (least, most) else {
            self.problem(Code::BadBounds, span(pair), "the number is too large");
            return (1, Some(1));
        };
        if most.is_some_and(|most| most < least) {
            let help = format!("write `{{{},{least}}}`", most.unwrap_or_default());
            self.helped(Code::BadBounds, span(pair), "the maximum is less than the minimum", help);
        } else if most == Some(0) {
            self.helped(
                Code::BadBounds,
                span(pair),
                "this repeats nothing",
                "leave it out, or write `!` before it if it must not follow",
            );
        } else if most.unwrap_or(least) > 100 {
            self.helped(
                Code::BadBounds,
                span(pair),
                "at most 100 repetitions can be counted",
                "write `*` or `{n,}` for no limit",
            );
        }
        (least.min(100), most.map(|most| most.min(100)))
    }
}

/// Joins what is written together and has one meaning: `,"` and `",`, and the stop of an abbreviation.
fn glue(terms: Vec<(Node, Span)>) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut last_end = None;
    for (node, at) in terms {
        let glued = last_end == Some(at.start);
        last_end = Some(at.end);
        if glued && let Some(last) = nodes.last_mut() {
            let kind = match (&last.kind, &node.kind) {
                (NodeKind::Literal(mark), NodeKind::Quote(Side::Close))
                | (NodeKind::Quote(Side::Close), NodeKind::Literal(mark)) => {
                    closing_mark(mark).map(NodeKind::ClosingQuote)
                }
                (NodeKind::Literal(word), NodeKind::Literal(more)) => Some(NodeKind::Literal(format!("{word}{more}"))),
                _ => None,
            };
            if let Some(kind) = kind {
                *last = Node { kind, span: last.span.cover(node.span) };
                continue;
            }
        }
        nodes.push(node);
    }
    nodes
}

/// The mark, if it is one that may be next to a closing quotation mark.
fn closing_mark(text: &str) -> Option<char> {
    let mut characters = text.chars();
    let mark = characters.next().filter(|c| matches!(c, ',' | '.' | ';' | ':' | '?' | '!' | '—'))?;
    characters.next().is_none().then_some(mark)
}
