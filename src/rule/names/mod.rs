//! Looking up names: from a pattern as written to one that stands for itself.
//!
//! A name is looked for in the file, then in what it uses, then in the prelude; the nearest wins, so that a pack may
//! override a phrase of the prelude (`scope`). Phrases are unfolded where they are used, roles renamed on the way
//! (`reference`, `role`); values in token tests are told from words that are none (`token_test`).

mod reference;
mod role;
mod scope;
mod token_test;

pub(super) use scope::Scope;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::file::Definition;
use super::pattern::{Origin, Pattern, PatternKind};
use super::syntax::{Name, Node, NodeKind};
use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::span::Span;

/// How many pieces an unfolded line may have.
const MOST_PIECES: usize = 20_000;

/// What was looked up, for the search for what nobody uses.
#[derive(Debug, Default)]
pub(super) struct Used {
    pub(super) lists: BTreeSet<String>,
    pub(super) phrases: BTreeSet<String>,
    pub(super) roles: BTreeSet<String>,
}

/// Understands one line. Where that fails, the reasons are added to `problems` and nothing is returned.
pub(super) fn understand(
    scope: &Scope<'_>,
    file: &Arc<SourceFile>,
    tree: &Node,
    used: &mut Used,
    problems: &mut Vec<Diagnostic>,
) -> Option<Pattern> {
    let mut reader =
        Reader { scope, used, problems: Vec::new(), within: Vec::new(), renames: Vec::new(), pieces: 0, silent: false };
    let pattern = reader.pattern(file, tree);
    if reader.pieces > MOST_PIECES && !reader.problems.iter().any(|problem| problem.code == Code::TooLarge) {
        let problem = Diagnostic::new(
            Code::TooLarge,
            file,
            tree.span,
            format!("unfolded, the pattern has more than {MOST_PIECES} pieces"),
        );
        reader.problems.push(problem.help("use fewer phrases inside phrases"));
    }
    let sound = reader.problems.is_empty() && !reader.silent;
    problems.append(&mut reader.problems);
    pattern.filter(|_| sound)
}

/// Understands one line, and collects what is wrong with it.
struct Reader<'r, 'f> {
    scope: &'r Scope<'f>,
    used: &'r mut Used,
    problems: Vec<Diagnostic>,
    /// The phrases and roles being unfolded, outermost first.
    within: Vec<&'f Definition>,
    /// For each of them, what its roles are called outside.
    renames: Vec<BTreeMap<String, Name>>,
    pieces: usize,
    /// Whether something failed that is reported elsewhere.
    silent: bool,
}

impl Reader<'_, '_> {
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
        if self.pieces > MOST_PIECES {
            return None;
        }
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
