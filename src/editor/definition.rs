//! The definition of the name at the cursor.

use std::sync::Arc;

use super::edit::moved;
use super::in_file::{Place, place};
use super::in_line::{Piece, in_example, in_pattern};
use super::workspace::Workspace;
use crate::diagnostic::SourceFile;
use crate::rule::{FileInContext, Holds, is_shipped};
use crate::span::Span;

/// The file, and the bytes of the name in it, where the list, phrase, role or rule at the byte `offset` is defined.
/// `None` if it is in a built-in file, which is not on disk.
#[must_use]
pub fn definition(
    workspace: &Workspace,
    source: &Arc<SourceFile>,
    sheet: &FileInContext,
    offset: usize,
) -> Option<(Arc<SourceFile>, Span)> {
    let text = source.text.as_str();
    let found = match place(text, offset)? {
        Place::Value(key, span) if matches!(key.name, "over" | "id") => return rule(workspace, source, span.of(text)),
        Place::Name(key, span) if matches!(key.holds, Holds::Overrides) => {
            return rule(workspace, source, span.of(text));
        }
        Place::Name(key, span) if key.name == "roles" => sheet.role(span.of(text)),
        Place::Name(_, span) => sheet.named(span.of(text)),
        Place::Pattern(line) => {
            let written = line.of(text);
            match in_pattern(written, offset.checked_sub(line.start)?) {
                Piece::Reference(span, _) | Piece::TestValue("list", span) => sheet.named(span.of(written)),
                Piece::Role(span) => sheet.role(span.of(written)),
                _ => None,
            }
        }
        Place::Example(line, _) => {
            let written = line.of(text);
            let Piece::Role(span) = in_example(written, offset.checked_sub(line.start)?) else { return None };
            sheet.role(span.of(written))
        }
        Place::FileKey(_) | Place::RuleKey(..) | Place::OverrideKey(..) | Place::Value(..) => None,
    }?;
    let somewhere = !is_shipped(found.file) || workspace.file(&found.file.name).is_some();
    // the analysed text may be older than the last change
    let now = workspace.file(&found.file.name).unwrap_or(found.file);
    let span = moved(found.span, &found.file.text, &now.text).unwrap_or(found.span);
    somewhere.then(|| (Arc::clone(now), span))
}

/// The rule that a name refers to in a file.
fn rule(workspace: &Workspace, source: &Arc<SourceFile>, name: &str) -> Option<(Arc<SourceFile>, Span)> {
    let found = workspace.rules_named(source, name).into_iter().next()?;
    Some((Arc::clone(found.file), found.rule.id.span))
}
