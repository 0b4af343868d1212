//! Resolves names: from a pattern as written to one that is self-contained.
//!
//! A name is looked up in the file, then in the files it uses, then in the prelude. The nearest definition wins, so
//! that a pack may override a phrase of the prelude (`scope`). Phrases are expanded where they are used, with roles
//! renamed in the process (`reference`, `role`); values in token tests are validated (`token_test`). The roles that a
//! phrase captures are collected when they are renamed (`captured`).

mod captured;
mod reference;
mod role;
mod scope;
mod token_test;

pub(super) use scope::Scope;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use captured::Captured;
use rustc_hash::FxHashMap;

use super::ast::{Name, Node, NodeKind};
use super::file::Definition;
use super::pattern::{Origin, Pattern, PatternKind};
use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::span::Span;

/// The maximum number of pieces of an expanded line.
const MOST_PIECES: usize = 20_000;
/// The maximum nesting depth of its pieces, so that recursion over them fits in the stack of a thread.
const MOST_LEVELS: usize = 300;

/// What was resolved in the lines of one file. It is used to find unused definitions, and to visit each phrase only
/// once for all of its users.
#[derive(Debug, Default)]
pub(super) struct Used {
    pub(super) lists: BTreeSet<String>,
    pub(super) phrases: BTreeSet<String>,
    pub(super) roles: BTreeSet<String>,
    outcomes: FxHashMap<Use, Outcome>,
    captured: Captured,
    circles: Circles,
}

/// The cycles of phrases that were reported, each by the addresses of its definitions. A cycle is found from every
/// phrase in it, but reported once.
#[derive(Debug, Default)]
pub(super) struct Circles(BTreeSet<BTreeSet<usize>>);

impl Circles {
    /// Adds a cycle; returns false if it is known.
    fn add<'d>(&mut self, circle: impl Iterator<Item = &'d Definition>) -> bool {
        self.0.insert(circle.map(|definition| std::ptr::from_ref(definition).addr()).collect())
    }
}

impl Used {
    /// Starts with nothing resolved and these cycles already reported.
    pub(super) fn after(circles: Circles) -> Self {
        Self { circles, ..Self::default() }
    }

    /// Takes the cycles that were reported so far, for lines that come later.
    pub(super) fn take_circles(&mut self) -> Circles {
        std::mem::take(&mut self.circles)
    }
}

/// A phrase or role by its address, with the names of its roles where it is used.
type Use = (usize, Vec<(String, String)>);

/// The result of expanding a definition.
#[derive(Debug, Clone, Copy)]
enum Outcome {
    /// It cannot be understood, which was reported.
    Broken,
    /// It is valid. The number of its pieces, and how deeply phrases and pieces are nested in it.
    Sound { pieces: usize, phrases: usize, levels: usize },
}

/// Resolves one line. If that fails, the reasons are added to `problems` and `None` is returned.
pub(super) fn understand(
    scope: &Scope<'_>,
    file: &Arc<SourceFile>,
    tree: &Node,
    used: &mut Used,
    problems: &mut Vec<Diagnostic>,
) -> Option<Pattern> {
    Reader::new(scope, used, false).line(file, tree, problems)
}

/// Adds to `problems` why a line of a definition cannot be understood, if so. Its expansion is not built, so that
/// definitions which use each other are each visited once.
pub(super) fn check(
    scope: &Scope<'_>,
    file: &Arc<SourceFile>,
    tree: &Node,
    used: &mut Used,
    problems: &mut Vec<Diagnostic>,
) {
    Reader::new(scope, used, true).line(file, tree, problems);
}

/// Resolves one line and collects its problems.
struct Reader<'r, 'f> {
    scope: &'r Scope<'f>,
    used: &'r mut Used,
    /// Whether to look for problems only.
    checks: bool,
    problems: Vec<Diagnostic>,
    /// The phrases and roles being expanded, outermost first.
    within: Vec<&'f Definition>,
    /// For each of them, the names of its roles on the outside.
    renames: Vec<BTreeMap<String, Name>>,
    pieces: usize,
    /// The nesting depth of the current piece.
    level: usize,
    /// The most phrases and levels that were open at once since this was last reset.
    deepest: (usize, usize),
    /// Whether something failed that is reported elsewhere.
    silent: bool,
    /// Whether the line was abandoned because it is too large.
    gave_up: bool,
}

impl<'r, 'f> Reader<'r, 'f> {
    fn new(scope: &'r Scope<'f>, used: &'r mut Used, checks: bool) -> Self {
        Self {
            scope,
            used,
            checks,
            problems: Vec::new(),
            within: Vec::new(),
            renames: Vec::new(),
            pieces: 0,
            level: 0,
            deepest: (0, 0),
            silent: false,
            gave_up: false,
        }
    }

    fn line(mut self, file: &Arc<SourceFile>, tree: &Node, problems: &mut Vec<Diagnostic>) -> Option<Pattern> {
        let pattern = self.pattern(file, tree);
        if self.pieces > MOST_PIECES && !self.problems.iter().any(|problem| problem.code == Code::TooLarge) {
            let message = format!("unfolded, the pattern has more than {MOST_PIECES} pieces");
            let problem = Diagnostic::new(Code::TooLarge, file, tree.span, message);
            self.problems.push(problem.help("use fewer phrases inside phrases"));
        }
        let sound = self.problems.is_empty() && !self.silent;
        problems.append(&mut self.problems);
        pattern.filter(|_| sound)
    }

    /// Reports that the line is too large, and abandons it.
    fn give_up(&mut self, file: &Arc<SourceFile>, span: Span, message: String) {
        if !std::mem::replace(&mut self.gave_up, true) {
            self.problem(Code::TooLarge, file, span, message);
        }
    }

    fn problem(
        &mut self,
        code: Code,
        file: &Arc<SourceFile>,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let at = self.problems.len();
        self.problems.push(Diagnostic::new(code, file, span, message));
        &mut self.problems[at]
    }

    fn pattern(&mut self, file: &Arc<SourceFile>, node: &Node) -> Option<Pattern> {
        self.pieces += 1;
        if self.pieces > MOST_PIECES || self.gave_up {
            self.gave_up = true;
            return None;
        }
        if self.level >= MOST_LEVELS {
            self.give_up(file, node.span, format!("brackets and phrases may be nested at most {MOST_LEVELS} deep"));
            return None;
        }
        self.level += 1;
        self.deepest.1 = self.deepest.1.max(self.level);
        let pattern = self.piece(file, node);
        self.level -= 1;
        pattern
    }

    fn piece(&mut self, file: &Arc<SourceFile>, node: &Node) -> Option<Pattern> {
        let kind = match &node.kind {
            NodeKind::Literal(text) => PatternKind::Literal(text.clone()),
            NodeKind::Forms(word) => PatternKind::Forms(word.clone()),
            NodeKind::Quote(side) => PatternKind::Quote(*side),
            NodeKind::ClosingQuote(mark) => PatternKind::ClosingQuote(*mark),
            NodeKind::Gap(most) => {
                self.pieces = self.pieces.saturating_add(most.map_or(0, |most| most as usize));
                PatternKind::Gap(*most)
            }
            NodeKind::Boundary(boundary) => PatternKind::Boundary(*boundary),
            NodeKind::Sequence(parts) => PatternKind::Sequence(self.patterns(file, parts)?),
            NodeKind::Choice(parts) => PatternKind::Choice(self.patterns(file, parts)?),
            NodeKind::Repeat { node: inner, least, most } => {
                let before = self.pieces;
                let pattern = self.pattern(file, inner)?;
                let times = most.unwrap_or(*least).max(1) as usize;
                self.pieces = before.saturating_add((self.pieces - before).saturating_mul(times));
                if self.pieces > MOST_PIECES {
                    let quantifier = Span::new(inner.span.end.min(node.span.end), node.span.end);
                    let message = format!("repeated so often, the pattern has more than {MOST_PIECES} pieces");
                    self.problem(Code::TooLarge, file, quantifier, message).help =
                        Some("write `*` or `+` for no limit, which takes one copy, or a smaller number".into());
                    return None;
                }
                PatternKind::Repeat { inner: Box::new(pattern), least: *least, most: *most }
            }
            NodeKind::Not(node) => PatternKind::Not(Box::new(self.pattern(file, node)?)),
            NodeKind::Test(test) => PatternKind::Token(self.test(file, test)?),
            NodeKind::Capture { role, inner } => self.capture(file, node.span, role, inner.as_deref())?,
            NodeKind::Reference { name, inflected, arguments } => {
                self.reference(file, node.span, name, *inflected, arguments)?
            }
        };
        Some(Pattern { kind, origin: Origin { file: Arc::clone(file), span: node.span } })
    }

    /// All parts, so that every problem of a line is found, not only the first.
    fn patterns(&mut self, file: &Arc<SourceFile>, nodes: &[Node]) -> Option<Vec<Pattern>> {
        let parts: Vec<Option<Pattern>> = nodes.iter().map(|node| self.pattern(file, node)).collect();
        parts.into_iter().collect()
    }
}
