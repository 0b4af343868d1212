//! Lines as written: tests and look-aheads that contradict themselves.

use std::sync::Arc;

use super::token_test;
use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::rule::ast::{Node, NodeKind};

/// Reports what no token can match. `file` is the file of the line.
pub(in crate::rule) fn tree(node: &Node, file: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) {
    match &node.kind {
        NodeKind::Test(test) => {
            token_test::check(test, node.span, file, problems);
        }
        NodeKind::Sequence(parts) => {
            for pair in parts.windows(2) {
                if let [Node { kind: NodeKind::Not(denied), span }, next] = pair
                    && begins_with(next, denied)
                {
                    let message = "what must not follow here is what follows";
                    let problem = Diagnostic::new(Code::Contradiction, file, span.cover(next.span), message);
                    problems.push(problem.help("`!x` looks ahead without matching a word: remove one of the two"));
                }
            }
            parts.iter().for_each(|part| tree(part, file, problems));
        }
        NodeKind::Choice(parts) => parts.iter().for_each(|part| tree(part, file, problems)),
        NodeKind::Repeat { node, .. } | NodeKind::Not(node) => tree(node, file, problems),
        NodeKind::Capture { inner, .. } => {
            if let Some(inner) = inner {
                tree(inner, file, problems);
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

/// Whether everything that matches `node` begins with a token that matches `denied`, as far as that is obvious.
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
