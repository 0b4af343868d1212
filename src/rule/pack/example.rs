//! From a line of examples to a text with spans, one for each role that the rule captures.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, SourceFile, listed, nearest, nearest_of_sorted};
use crate::rule::ast::Name;
use crate::rule::file::ExampleLine;
use crate::rule::names::Scope;
use crate::rule::parse::Piece;
use crate::rule::pattern::Role;
use crate::rule::{Example, Verdict};
use crate::span::Span;

/// Reads one line. Its marks are checked against `roles`, the ones the rule captures, if those are known, and against
/// all that can be captured in its file.
pub(super) fn example(
    verdict: Verdict,
    line: &ExampleLine,
    roles: Option<&BTreeSet<Role>>,
    scope: &Scope<'_>,
    file: &Arc<SourceFile>,
    problems: &mut Vec<Diagnostic>,
) -> Example {
    let mut builder = ExampleText::default();
    builder.add(&line.pieces);
    if let Some((first, _)) = builder.marks.first().filter(|_| verdict == Verdict::Ignores) {
        let message = "a sentence under `ignores` has no marks, because the rule must find nothing in it";
        let mut problem =
            Diagnostic::new(Code::BadMark, file, first.span, message).help("write the words without the braces");
        // an escape or a line break would be lost
        if !line.span.of(&file.text).contains(['\\', '¶', '\n']) {
            problem = problem.fix(line.span, builder.text.clone());
        }
        problems.push(problem);
    }
    for (name, _) in builder.marks.iter().filter(|_| verdict != Verdict::Ignores) {
        let role = Role::new(&name.text);
        let Some(roles) = roles else { break };
        if !scope.is_role(&name.text) {
            let near = nearest_of_sorted(&name.text, scope.role_names());
            let mut message = format!("`{{{}}}` is not a role", name.text);
            if let Some(near) = near {
                message.push_str(&format!("; did you mean `{{{near}}}`?"));
            }
            problems.push(Diagnostic::new(Code::UnknownRole, file, name.span, message));
        } else if !roles.contains(&role) {
            let known = roles.iter().map(Role::name).collect::<Vec<_>>();
            let help = nearest(&name.text, known.iter().copied()).map_or_else(
                || match known.as_slice() {
                    [] => "the rule has a facet and captures nothing: write the words without the braces".to_owned(),
                    known => format!("the rule captures {}", listed(known.iter().copied())),
                },
                |near| format!("did you mean `{{{near}: …}}`?"),
            );
            let message = format!("the rule captures no `{{{}}}`", name.text);
            problems.push(Diagnostic::new(Code::UnknownMark, file, name.span, message).help(help));
        }
    }
    let mut marks: Vec<(Role, Span)> =
        builder.marks.into_iter().map(|(name, span)| (Role::new(&name.text), span)).collect();
    marks.sort_by_key(|(role, span)| (span.start, span.end, role.clone()));
    Example { verdict, text: builder.text, marks, span: line.span }
}

/// The text of an example, assembled from its pieces.
#[derive(Default)]
struct ExampleText {
    text: String,
    marks: Vec<(Name, Span)>,
}

impl ExampleText {
    fn add(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.add_text(text),
                Piece::Marked(role, inner) => {
                    let start = self.text.len();
                    self.add(inner);
                    let marked = Span::new(start, self.text.len());
                    let trailing = marked.of(&self.text).len() - marked.of(&self.text).trim_end().len();
                    self.marks.push((role.clone(), Span::new(start, marked.end - trailing)));
                }
            }
        }
    }

    /// Adds plain text; a `¶` becomes a line break without space around it.
    fn add_text(&mut self, text: &str) {
        for (at, part) in text.split('¶').enumerate() {
            let part = if at > 0 {
                self.text.truncate(self.text.trim_end().len());
                self.text.push('\n');
                part.trim_start()
            } else if self.text.ends_with('\n') {
                part.trim_start()
            } else {
                part
            };
            self.text.push_str(part);
        }
    }
}
