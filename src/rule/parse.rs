//! From a line of the rule language to its tree: the only file that knows pest.
//!
//! A line is first scanned for brackets, in linear time; only a balanced one reaches the grammar, for a missing
//! bracket makes a recursive grammar slow and its messages vague. The grammar accepts common slips under names that
//! begin with `bad_`, so that each is reported at its own character and all of them in one run.

use std::sync::Arc;

use pest::Parser;
use pest::iterators::Pair;

use super::syntax::{Boundary, Comparison, Flag, Name, Node, NodeKind, Operand, Side, Test};
use crate::diagnostic::{Code, Diagnostic, SourceFile, nearest};
use crate::span::Span;

mod grammar {
    #![allow(missing_docs, unreachable_pub, reason = "written by the derive macro")]

    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/pattern.pest"]
    pub(super) struct Grammar;
}

use grammar::{Grammar, Rule};

/// A pattern line may hold this many pieces.
const MOST_PIECES: usize = 4_000;
/// Brackets may be nested this deep.
const MOST_DEPTH: usize = 64;
/// A gap with bounds may have this many words.
const MOST_GAP: u32 = 1_000;
/// A line may be this long, in bytes.
const MOST_BYTES: usize = 65_536;

/// One line to be parsed, with the way from its bytes to those of the file.
pub(super) struct Line<'l> {
    pub(super) file: &'l Arc<SourceFile>,
    pub(super) text: &'l str,
    pub(super) in_file: &'l dyn Fn(Span) -> Span,
}

/// A piece of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Plain words.
    Text(String),
    /// `{role: …}`.
    Marked(Name, Vec<Self>),
}

/// Parses a pattern line. Where it has errors, they are added to `problems` and nothing is returned.
pub(super) fn pattern(line: &Line<'_>, problems: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut builder = Builder { line, problems: Vec::new(), pieces: 0 };
    let tree = builder.parse(Rule::line, brackets(line.text, true)).and_then(|pair| builder.first_choice(pair));
    if builder.pieces > MOST_PIECES {
        builder.problem(
            Code::TooLarge,
            Span::new(0, line.text.len()),
            format!("a pattern may have {MOST_PIECES} pieces"),
        );
    }
    let sound = builder.problems.is_empty();
    problems.append(&mut builder.problems);
    tree.filter(|_| sound)
}

/// Parses an example line, as [`pattern`] does.
pub(super) fn example(line: &Line<'_>, problems: &mut Vec<Diagnostic>) -> Option<Vec<Piece>> {
    let mut builder = Builder { line, problems: Vec::new(), pieces: 0 };
    let pair = builder.parse(Rule::example, brackets(line.text, false));
    let pieces = pair.map(|pair| builder.example_pieces(pair));
    let sound = builder.problems.is_empty();
    problems.append(&mut builder.problems);
    pieces.filter(|_| sound)
}

/// What is wrong with the brackets of a line.
enum BracketError {
    Unclosed(usize, char),
    Unopened(usize, char, Option<(usize, char)>),
    TooDeep(usize),
    TooLong,
}

/// Checks that brackets are balanced and not too deep. Escaped ones do not count, nor, in a pattern, those in a regular
/// expression or a quoted value; in an example only braces are brackets.
fn brackets(text: &str, is_pattern: bool) -> Result<(), BracketError> {
    if text.len() > MOST_BYTES {
        return Err(BracketError::TooLong);
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut characters = text.char_indices();
    let (mut last, mut nots) = (' ', 0);
    while let Some((at, c)) = characters.next() {
        let in_test = open.last().is_some_and(|&(_, bracket)| bracket == '[');
        nots = if c == '!' { nots + 1 } else { 0 };
        match c {
            '\\' => {
                characters.next();
            }
            '{' => open.push((at, c)),
            '(' | '[' if is_pattern => open.push((at, c)),
            '/' | '"' if is_pattern && last == '=' && in_test => skip_value(&mut characters, c),
            '}' => close(&mut open, at, c)?,
            ')' | ']' if is_pattern => close(&mut open, at, c)?,
            _ => {}
        }
        if open.len() > MOST_DEPTH || nots > MOST_DEPTH {
            return Err(BracketError::TooDeep(at));
        }
        if c != ' ' {
            last = c;
        }
    }
    match open.first() {
        Some(&(at, bracket)) => Err(BracketError::Unclosed(at, bracket)),
        None => Ok(()),
    }
}

fn close(open: &mut Vec<(usize, char)>, at: usize, closer: char) -> Result<(), BracketError> {
    let wanted = match closer {
        ')' => '(',
        ']' => '[',
        _ => '{',
    };
    match open.pop() {
        Some((_, bracket)) if bracket == wanted => Ok(()),
        other => Err(BracketError::Unopened(at, closer, other)),
    }
}

/// Moves behind the end of a regular expression or a quoted value.
fn skip_value(characters: &mut std::str::CharIndices<'_>, end: char) {
    while let Some((_, c)) = characters.next() {
        if c == '\\' && end == '/' {
            characters.next();
        } else if c == end {
            return;
        }
    }
}

struct Builder<'b> {
    line: &'b Line<'b>,
    problems: Vec<Diagnostic>,
    pieces: usize,
}

impl<'b> Builder<'b> {
    fn problem(&mut self, code: Code, at: Span, message: impl Into<String>) -> &mut Diagnostic {
        let span = (self.line.in_file)(at);
        let last = self.problems.len();
        self.problems.push(Diagnostic::new(code, self.line.file, span, message));
        &mut self.problems[last]
    }

    fn helped(&mut self, code: Code, at: Span, message: impl Into<String>, help: impl Into<String>) {
        self.problem(code, at, message).help = Some(help.into());
    }

    fn in_file(&self, pair: &Pair<'_, Rule>) -> Span {
        (self.line.in_file)(span(pair))
    }

    fn name(&self, pair: &Pair<'_, Rule>) -> Name {
        Name { text: pair.as_str().to_owned(), span: self.in_file(pair) }
    }

    fn parse(&mut self, rule: Rule, balanced: Result<(), BracketError>) -> Option<Pair<'b, Rule>> {
        match balanced {
            Err(error) => {
                self.bracket_problem(error);
                None
            }
            Ok(()) => match Grammar::parse(rule, self.line.text) {
                Ok(mut pairs) => pairs.next(),
                Err(error) => {
                    let at = match error.location {
                        pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
                    };
                    let end =
                        self.line.text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
                    let in_test = self.line.text.get(..at).is_some_and(|before| before.rfind('[') > before.rfind(']'));
                    if in_test {
                        let help = "a token test reads `[lemma=say & pos=VERB]`";
                        self.helped(Code::BadTest, Span::new(at, end), "a test is missing or broken here", help);
                    } else {
                        self.problem(Code::BadCharacter, Span::new(at, end), "this cannot stand here");
                    }
                    None
                }
            },
        }
    }

    fn bracket_problem(&mut self, error: BracketError) {
        match error {
            BracketError::Unclosed(at, bracket) => {
                let closer = match bracket {
                    '(' => ')',
                    '[' => ']',
                    _ => '}',
                };
                let help = format!("write `{closer}` where it ends, or `\\{bracket}` for the character itself");
                self.helped(Code::Unclosed, Span::new(at, at + 1), format!("`{bracket}` is never closed"), help);
            }
            BracketError::Unopened(at, closer, None) => {
                let help = format!("write `\\{closer}` for the character itself");
                self.helped(Code::Unopened, Span::new(at, at + 1), format!("`{closer}` closes nothing"), help);
            }
            BracketError::Unopened(at, closer, Some((open_at, open))) => {
                let label = (self.line.in_file)(Span::new(open_at, open_at + 1));
                let message = format!("`{closer}` cannot close `{open}`");
                self.problem(Code::Unopened, Span::new(at, at + 1), message).labels.push((label, "opened here".into()));
            }
            BracketError::TooDeep(at) => {
                let message = format!("brackets may be nested {MOST_DEPTH} deep");
                self.helped(Code::TooLarge, Span::new(at, at + 1), message, "move a part of the pattern to `phrases:`");
            }
            BracketError::TooLong => {
                let message = format!("a line may be {MOST_BYTES} bytes long");
                self.problem(Code::TooLarge, Span::new(0, 1), message);
            }
        }
    }

    fn first_choice(&mut self, line: Pair<'_, Rule>) -> Option<Node> {
        let choice = line.into_inner().find(|pair| pair.as_rule() == Rule::choice)?;
        Some(self.choice(choice))
    }

    fn choice(&mut self, pair: Pair<'_, Rule>) -> Node {
        let at = self.in_file(&pair);
        let sequences: Vec<Pair<'_, Rule>> = pair.into_inner().collect();
        let alone = sequences.len() == 1;
        let mut branches: Vec<Node> = sequences.into_iter().map(|sequence| self.sequence(sequence, alone)).collect();
        match branches.pop() {
            Some(only) if branches.is_empty() => only,
            Some(last) => {
                branches.push(last);
                Node { kind: NodeKind::Choice(branches), span: at }
            }
            None => Node { kind: NodeKind::Sequence(Vec::new()), span: at },
        }
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
            let what = if alone { "there is nothing in here" } else { "an alternative is empty" };
            let wide = Span::new(at.start, at.end.max((at.start + 1).min(self.line.text.len())));
            self.helped(Code::EmptyAlternative, wide, what, "write what is optional with a `?` behind it: `(a | b)?`");
        }
        self.broken_gaps(&terms);
        let span = (self.line.in_file)(at);
        let mut nodes = self.glue(terms);
        match nodes.pop() {
            Some(only) if nodes.is_empty() => only,
            Some(last) => {
                nodes.push(last);
                Node { kind: NodeKind::Sequence(nodes), span }
            }
            None => Node { kind: NodeKind::Sequence(Vec::new()), span },
        }
    }

    /// Reports what was meant for a gap: `..`, and a bound with a space before it.
    fn broken_gaps(&mut self, terms: &[(Node, Span)]) {
        for pair in terms.windows(2) {
            let [(one, one_at), (other, other_at)] = pair else { continue };
            let NodeKind::Literal(word) = &other.kind else { continue };
            let both = one_at.cover(*other_at);
            if one.kind == NodeKind::Gap(None)
                && both.len() > one_at.len() + other_at.len()
                && word.bytes().all(|byte| byte.is_ascii_digit())
            {
                let message = format!("`{word}` must be glued to the gap it bounds");
                let help = format!("write `...{word}`, or `[text={word}]` for the number itself");
                self.helped(Code::SpacedQuantifier, *other_at, message, help);
                let between = Span::new(one_at.end, other_at.start);
                self.fix_last(between, "");
            } else if both.of(self.line.text) == ".." && !self.touches_dot(both) {
                let help = "write `...` for a gap, `\\…` for the character itself";
                self.helped(Code::BadCharacter, both, "`..` is no gap; did you mean `...`?", help);
                self.fix_last(both, "...");
            }
        }
    }

    /// Whether a full stop is glued to the span, as in `\...`.
    fn touches_dot(&self, at: Span) -> bool {
        let before = self.line.text.get(..at.start).unwrap_or_default();
        before.ends_with('.') || self.line.text.get(at.end..).is_some_and(|behind| behind.starts_with('.'))
    }

    /// Gives the last problem a replacement.
    fn fix_last(&mut self, at: Span, replacement: &str) {
        let span = (self.line.in_file)(at);
        if let Some(problem) = self.problems.last_mut() {
            problem.fix = Some(crate::diagnostic::Fix { span, replacement: replacement.to_owned() });
        }
    }

    /// Joins what is glued together and means one thing: `,"` and `",`, and the stop of an abbreviation.
    fn glue(&self, terms: Vec<(Node, Span)>) -> Vec<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        let mut last_end = None;
        for (node, at) in terms {
            let glued = last_end == Some(at.start);
            last_end = Some(at.end);
            if glued && let Some(last) = nodes.last_mut() {
                let kind = match (&last.kind, &node.kind) {
                    (NodeKind::Literal(mark), NodeKind::Quote(Side::Close)) => {
                        closing_mark(mark).map(NodeKind::ClosingQuote)
                    }
                    (NodeKind::Quote(Side::Close), NodeKind::Literal(mark)) => {
                        closing_mark(mark).map(NodeKind::ClosingQuote)
                    }
                    (NodeKind::Literal(word), NodeKind::Literal(more)) => {
                        Some(NodeKind::Literal(format!("{word}{more}")))
                    }
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

    fn term(&mut self, pair: Pair<'_, Rule>) -> Option<Node> {
        let at = span(&pair);
        let inner = pair.into_inner().next()?;
        match inner.as_rule() {
            Rule::not => {
                let span = self.in_file(&inner);
                let atom = inner.into_inner().next()?;
                if atom.as_rule() == Rule::bad_not {
                    let doubled = self.line.text.get(at.end..).is_some_and(|rest| rest.starts_with('!'));
                    let (message, help) = if doubled {
                        ("`!` cannot stand before another `!`", "what is denied twice holds: write what must follow")
                    } else {
                        let help = "glue it to what must not follow: `!that`, `!(so | no)`; the exclamation mark itself is `\\!`";
                        ("`!` needs something behind it", help)
                    };
                    self.helped(Code::BadNot, at, message, help);
                    return None;
                }
                let node = self.atom(atom)?;
                Some(Node { kind: NodeKind::Not(Box::new(node)), span })
            }
            Rule::repeated => self.repeated(inner),
            _ => {
                let quantifier = inner.as_str();
                let message = format!("`{quantifier}` must be glued to what it repeats");
                let before = self.line.text.get(..at.start).map_or("", str::trim_end);
                let gap = Span::new(before.len(), at.start);
                let fix = (self.line.in_file)(gap);
                let character =
                    format!("write `\\{}` for the character itself", quantifier.chars().next().unwrap_or('?'));
                let problem = self.problem(Code::SpacedQuantifier, at, message);
                problem.help = Some(format!("take the space away, or {character}"));
                if !gap.is_empty() && !before.ends_with(['(', '|', '{', ':']) && !before.is_empty() {
                    problem.fix = Some(crate::diagnostic::Fix { span: fix, replacement: String::new() });
                }
                None
            }
        }
    }

    fn repeated(&mut self, pair: Pair<'_, Rule>) -> Option<Node> {
        let span_here = self.in_file(&pair);
        let mut parts = pair.into_inner();
        let node = self.atom(parts.next()?)?;
        let mut bounds = None;
        for part in parts {
            match part.as_rule() {
                Rule::quantifier => bounds = Some(self.bounds(&part)),
                _ => {
                    let message = format!("`{}` stands behind another quantifier", part.as_str());
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
            let mut problem = Diagnostic::new(Code::BadBounds, self.line.file, span_here, "this cannot be repeated");
            problem.help = Some("a gap already is any number of words; `...6` is six at most".into());
            self.problems.push(problem);
            return None;
        }
        Some(Node { kind: NodeKind::Repeat { node: Box::new(node), least, most }, span: span_here })
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
            self.helped(Code::BadBounds, span(pair), "the most is less than the least", help);
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

    fn atom(&mut self, pair: Pair<'_, Rule>) -> Option<Node> {
        self.pieces += 1;
        let inner = pair.into_inner().next()?;
        let at = span(&inner);
        let text = inner.as_str();
        let kind = match inner.as_rule() {
            Rule::capture => self.capture(inner.clone())?,
            Rule::group => {
                let choice = inner.clone().into_inner().next()?;
                if choice.as_str().trim().is_empty() {
                    self.problem(Code::EmptyAlternative, at, "there is nothing between the brackets");
                    return None;
                }
                self.choice(choice).kind
            }
            Rule::test => NodeKind::Test(self.test(inner.clone())),
            Rule::boundary => NodeKind::Boundary(self.boundary(&inner)?),
            Rule::forms => self.forms(inner.clone())?,
            Rule::reference => self.reference(inner.clone(), false)?,
            Rule::gap => self.gap(text, at)?,
            Rule::escape => NodeKind::Literal(text.chars().skip(1).collect()),
            Rule::quote if self.is_possessive(text, at) => NodeKind::Literal("'".to_owned()),
            Rule::quote => NodeKind::Quote(self.side(text, at)),
            Rule::clitic | Rule::word | Rule::mark => self.literal(text, at)?,
            Rule::bad_capture => {
                let role = text.trim_start_matches('{').trim_start();
                let role =
                    role.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').next().unwrap_or_default();
                let help = if role.is_empty() {
                    "a capture reads `{source}` or `{source: PATTERN}`".to_owned()
                } else {
                    format!("write `{{{role}}}` or `{{{role}: PATTERN}}`")
                };
                self.helped(Code::BadCapture, at, "this is no capture", help);
                return None;
            }
            Rule::bad_reference => {
                self.helped(
                    Code::BadReference,
                    at,
                    "`@` needs a name behind it",
                    "glue it to the name of a list or phrase, or write `\\@`",
                );
                return None;
            }
            Rule::bad_escape => {
                let help = "only punctuation is escaped; a letter or digit stands for itself";
                let message = if text.len() > 1 {
                    format!("`{text}` is no escape")
                } else {
                    "a backslash needs a character behind it".to_owned()
                };
                self.helped(Code::UnknownEscape, at, message, help);
                return None;
            }
            _ => {
                self.helped(
                    Code::BadCharacter,
                    at,
                    format!("`{text}` cannot stand here"),
                    format!("write `\\{text}` for the character itself"),
                );
                return None;
            }
        };
        Some(Node { kind, span: (self.line.in_file)(at) })
    }

    fn literal(&mut self, text: &str, at: Span) -> Option<NodeKind> {
        if text == "…" {
            let fix = (self.line.in_file)(at);
            let problem = self.problem(Code::BadCharacter, at, "`…` is one character; a gap is three dots");
            problem.help = Some("write `...` for a gap, `\\…` for the character itself".into());
            problem.fix = Some(crate::diagnostic::Fix { span: fix, replacement: "...".into() });
            return None;
        }
        Some(NodeKind::Literal(text.to_owned()))
    }

    fn gap(&mut self, text: &str, at: Span) -> Option<NodeKind> {
        match text.trim_start_matches('.') {
            "" => Some(NodeKind::Gap(None)),
            digits => match digits.parse() {
                Ok(most @ 1..=MOST_GAP) => Some(NodeKind::Gap(Some(most))),
                _ => {
                    let help = "write `...` for any words up to the end of the sentence";
                    self.helped(Code::BadBounds, at, format!("a gap has between 1 and {MOST_GAP} words"), help);
                    None
                }
            },
        }
    }

    /// The side of a mark: by its form, else by what it is glued to, else by how many came before it in the line.
    fn side(&self, mark: &str, at: Span) -> Side {
        match mark {
            "“" | "„" | "«" | "‘" | "‚" | "‹" => return Side::Open,
            "”" | "»" | "›" => return Side::Close,
            _ => {}
        }
        let before = self.line.text.get(..at.start).and_then(|text| text.chars().next_back());
        let after = self.line.text.get(at.end..).and_then(|text| text.chars().next());
        let free_before = before.is_none_or(|c| matches!(c, ' ' | '\t' | '(' | '|' | '>'));
        let free_after = after.is_none_or(|c| matches!(c, ' ' | '\t' | ')' | '|' | '?' | '<' | ',' | '.' | '}'));
        match (free_before, free_after) {
            (true, false) => Side::Open,
            (false, true) => Side::Close,
            _ => {
                let before = self.line.text.get(..at.start).unwrap_or_default();
                if before.matches(mark).count() % 2 == 0 { Side::Open } else { Side::Close }
            }
        }
    }

    /// `officials' claim`: an apostrophe behind a word, with no single mark open.
    fn is_possessive(&self, mark: &str, at: Span) -> bool {
        let before = self.line.text.get(..at.start).unwrap_or_default();
        let opened = before.split(char::is_whitespace).any(|word| word.starts_with(['\'', '‘']));
        matches!(mark, "'" | "’") && before.ends_with(char::is_alphanumeric) && !opened
    }

    fn capture(&mut self, pair: Pair<'_, Rule>) -> Option<NodeKind> {
        let at = span(&pair);
        let mut parts = pair.into_inner();
        let role = self.name(&parts.next()?);
        let inner = match parts.next().and_then(|inside| inside.into_inner().next()) {
            None => None,
            Some(choice) if choice.as_str().trim().is_empty() => {
                let help = format!("write `{{{}}}` for the role's own phrase", role.text);
                self.helped(Code::EmptyAlternative, at, format!("`{{{}: }}` captures nothing", role.text), help);
                return None;
            }
            Some(choice) => Some(Box::new(self.choice(choice))),
        };
        Some(NodeKind::Capture { role, inner })
    }

    fn boundary(&mut self, pair: &Pair<'_, Rule>) -> Option<Boundary> {
        let name = pair.as_str().trim_matches(['<', '>']);
        let found = Boundary::ALL.iter().copied().find(|boundary| boundary.name() == name);
        if found.is_none() {
            let names = Boundary::ALL.iter().map(|boundary| boundary.name());
            let help = match nearest(name, names) {
                Some(near) => format!("did you mean `<{near}>`?"),
                None => "there are `<start>`, `<end>`, `<para>` and `<para-end>`".to_owned(),
            };
            self.helped(Code::UnknownBoundary, span(pair), format!("`<{name}>` is no boundary"), help);
        }
        found
    }

    fn forms(&mut self, pair: Pair<'_, Rule>) -> Option<NodeKind> {
        let at = span(&pair);
        let inner = pair.into_inner().next()?;
        match inner.as_rule() {
            Rule::reference => self.reference(inner, true),
            Rule::word => Some(NodeKind::Forms(inner.as_str().to_owned())),
            _ => {
                self.helped(
                    Code::BadForms,
                    at,
                    "`~` needs a word or a list behind it",
                    "glue it: `~say`, `~@say-verb`",
                );
                None
            }
        }
    }

    fn reference(&mut self, pair: Pair<'_, Rule>, inflected: bool) -> Option<NodeKind> {
        let mut parts = pair.into_inner();
        let name = parts.next()?.as_str().to_owned();
        let mut arguments = Vec::new();
        for argument in parts.next().into_iter().flat_map(Pair::into_inner) {
            let mut sides = argument.clone().into_inner();
            match (sides.next(), sides.next()) {
                (Some(inner), Some(outer)) if inner.as_rule() == Rule::role => {
                    arguments.push((self.name(&inner), self.name(&outer)));
                }
                _ => {
                    let help = "an argument renames a role of the phrase: `@said(by=source)`";
                    self.helped(
                        Code::BadArgument,
                        span(&argument),
                        format!("`{}` is no argument", argument.as_str().trim()),
                        help,
                    );
                }
            }
        }
        Some(NodeKind::Reference { name, inflected, arguments })
    }

    fn test(&mut self, pair: Pair<'_, Rule>) -> Test {
        match pair.into_inner().next() {
            None => Test::Any,
            Some(any_of) => self.any_of(any_of),
        }
    }

    fn any_of(&mut self, pair: Pair<'_, Rule>) -> Test {
        let mut parts: Vec<Test> = pair.into_inner().map(|all_of| self.all_of(all_of)).collect();
        match parts.pop() {
            Some(only) if parts.is_empty() => only,
            Some(last) => {
                parts.push(last);
                Test::Either(parts)
            }
            None => Test::Any,
        }
    }

    fn all_of(&mut self, pair: Pair<'_, Rule>) -> Test {
        let mut parts: Vec<Test> = pair.into_inner().map(|one| self.one_test(one)).collect();
        match parts.pop() {
            Some(only) if parts.is_empty() => only,
            Some(last) => {
                parts.push(last);
                Test::All(parts)
            }
            None => Test::Any,
        }
    }

    fn one_test(&mut self, pair: Pair<'_, Rule>) -> Test {
        self.pieces += 1;
        let Some(inner) = pair.into_inner().next() else { return Test::Any };
        match inner.as_rule() {
            Rule::negated => match inner.into_inner().next() {
                Some(one) => Test::Not(Box::new(self.one_test(one))),
                None => Test::Any,
            },
            Rule::any_of => self.any_of(inner),
            Rule::comparison => self.comparison(inner),
            _ => {
                let help = "a token test reads `[lemma=say & pos=VERB]` or `[upper]`";
                self.helped(Code::BadTest, span(&inner), format!("`{}` is no test", inner.as_str().trim()), help);
                Test::Any
            }
        }
    }

    fn comparison(&mut self, pair: Pair<'_, Rule>) -> Test {
        let at = span(&pair);
        let mut parts = pair.into_inner();
        let Some(key) = parts.next() else { return Test::Any };
        let Some(operator) = parts.next() else { return self.flag(&key) };
        let Some(value) = parts.next().and_then(|value| value.into_inner().next()) else { return Test::Any };
        let test = self.key_test(&key, value, at);
        if operator.as_str() == "!=" { Test::Not(Box::new(test)) } else { test }
    }

    fn flag(&mut self, key: &Pair<'_, Rule>) -> Test {
        let name = key.as_str();
        if let Some(flag) = Flag::ALL.iter().copied().find(|flag| flag.name() == name) {
            return Test::Flag(flag, self.in_file(key));
        }
        let help = if KEYS.contains(&name) {
            format!("`{name}` takes a value: `[{name}=…]`")
        } else {
            let names = KEYS.iter().copied().chain(Flag::ALL.iter().map(|flag| flag.name()));
            near_help(
                name,
                names,
                "tests are text, lemma, pos, tag, entity, list, len, upper, title, lower, digit and in-quote",
            )
        };
        self.helped(Code::BadTest, span(key), format!("`{name}` is no test"), help);
        Test::Any
    }

    fn key_test(&mut self, key: &Pair<'_, Rule>, value: Pair<'_, Rule>, at: Span) -> Test {
        let value_at = span(&value);
        if value.as_rule() == Rule::bad_value {
            let message = if value.as_str().is_empty() {
                format!("`{}=` needs a value", key.as_str())
            } else {
                format!("`{}` is no value", value.as_str())
            };
            let place = if value_at.is_empty() { at } else { value_at };
            self.helped(
                Code::BadTestValue,
                place,
                message,
                "write a word, a \"quoted text\" or a /regular expression/",
            );
            return Test::Any;
        }
        let Some(operand) = self.operand(value.clone()) else { return Test::Any };
        let comparison = Comparison { value: operand, span: (self.line.in_file)(value_at) };
        let plain = match &comparison.value {
            Operand::Text(text) => Some(text.clone()),
            Operand::Regex(..) => None,
        };
        match (key.as_str(), plain) {
            ("text", _) => Test::Text(comparison),
            ("lemma", _) => Test::Lemma(comparison),
            ("pos", _) => Test::Pos(comparison),
            ("tag", _) => Test::Tag(comparison),
            ("entity", _) => Test::Entity(comparison),
            ("list", Some(name)) => Test::List(Name { text: name, span: comparison.span }),
            ("len", Some(number)) => match number.parse() {
                Ok(length) => Test::Length(length, comparison.span),
                Err(_) => {
                    self.helped(
                        Code::BadTestValue,
                        value_at,
                        format!("`{number}` is no number"),
                        "`len` counts characters: `[len=2]`",
                    );
                    Test::Any
                }
            },
            ("list" | "len", None) => {
                self.problem(Code::BadTestValue, value_at, format!("`{}` takes no regular expression", key.as_str()));
                Test::Any
            }
            (name, _) => {
                let is_flag = Flag::ALL.iter().any(|flag| flag.name() == name);
                let help = if is_flag {
                    format!("`{name}` takes no value: `[{name}]`")
                } else {
                    near_help(
                        name,
                        KEYS.iter().copied(),
                        "tests with a value are text, lemma, pos, tag, entity, list and len",
                    )
                };
                self.helped(Code::BadTest, span(key), format!("`{name}` is no test with a value"), help);
                Test::Any
            }
        }
    }

    fn operand(&mut self, value: Pair<'_, Rule>) -> Option<Operand> {
        match value.as_rule() {
            Rule::bare => Some(Operand::Text(value.as_str().to_owned())),
            Rule::quoted => Some(Operand::Text(value.into_inner().next()?.as_str().to_owned())),
            _ => {
                let mut parts = value.into_inner();
                let body = parts.next()?;
                let flags = parts.next();
                let ignore_case = match flags.as_ref().map(Pair::as_str) {
                    None => false,
                    Some("i") => true,
                    Some(other) => {
                        let at = flags.as_ref().map(span).unwrap_or_default();
                        self.helped(
                            Code::BadRegex,
                            at,
                            format!("`{other}` is no flag"),
                            "the only flag is `i`: ignore case",
                        );
                        false
                    }
                };
                let pattern = body.as_str().replace("\\/", "/");
                if let Err(error) = regex_automata::meta::Regex::new(&pattern) {
                    let reason = error.syntax_error().map_or_else(|| error.to_string(), last_line);
                    self.problem(Code::BadRegex, span(&body), format!("this is no regular expression: {reason}"));
                    return None;
                }
                Some(Operand::Regex(pattern, ignore_case))
            }
        }
    }

    fn example_pieces(&mut self, pair: Pair<'_, Rule>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::text => pieces.push(Piece::Text(inner.as_str().to_owned())),
                Rule::escaped_mark => pieces.push(Piece::Text(inner.as_str().chars().skip(1).collect())),
                Rule::marked => {
                    let Some(role) = inner.clone().into_inner().next() else { continue };
                    let role = Name { text: role.as_str().to_owned(), span: self.in_file(&inner) };
                    let inside = self.example_pieces(inner);
                    pieces.push(Piece::Marked(role, inside));
                }
                Rule::bad_marked => {
                    let text = inner.as_str();
                    let help = if text.contains(':') {
                        "the role is one word: `{source: Ana Ruiz}`"
                    } else {
                        "an example has the text inside: `{source: Ana Ruiz}`"
                    };
                    self.helped(Code::BadMark, span(&inner), format!("`{text}` marks nothing"), help);
                }
                _ => {}
            }
        }
        pieces
    }
}

/// The keys of token tests that take a value.
const KEYS: &[&str] = &["text", "lemma", "pos", "tag", "entity", "list", "len"];

fn span(pair: &Pair<'_, Rule>) -> Span {
    Span::new(pair.as_span().start(), pair.as_span().end())
}

/// The mark, if it is one that stands beside a closing quotation mark.
fn closing_mark(text: &str) -> Option<char> {
    let mut characters = text.chars();
    let mark = characters.next().filter(|c| matches!(c, ',' | '.' | ';' | ':' | '?' | '!' | '—'))?;
    characters.next().is_none().then_some(mark)
}

fn near_help<'n>(name: &str, names: impl IntoIterator<Item = &'n str>, otherwise: &str) -> String {
    nearest(name, names).map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
}

/// The last line of a message of several.
fn last_line(error: impl ToString) -> String {
    let text = error.to_string();
    text.lines().last().unwrap_or(&text).trim_start_matches("error: ").to_owned()
}
