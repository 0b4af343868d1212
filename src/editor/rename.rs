//! Renames a rule everywhere, keeping the old id as an alias.

use std::sync::Arc;

use super::in_file::{Place, place};
use super::index::RuleAt;
use super::workspace::Workspace;
use crate::diagnostic::{Fix, SourceFile};
use crate::rule::{Holds, Named, RuleOutline, file_of_rule, pack_of};
use crate::span::Span;

/// The changes of a rename in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The replacements, by position.
    pub fixes: Vec<Fix>,
}

/// Why a rule cannot be renamed, as a message for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused(pub String);

/// The bytes of the id at the byte `offset`: that of a rule, or a reference under `over:` or `overrides:`.
#[must_use]
pub fn renameable(source: &SourceFile, offset: usize) -> Option<Span> {
    match place(&source.text, offset)? {
        Place::Value(key, span) if matches!(key.name, "id" | "over") && !span.is_empty() => Some(span),
        Place::Name(key, span) if matches!(key.holds, Holds::Overrides) && !span.is_empty() => Some(span),
        _ => None,
    }
}

/// Renames the rule whose id is at the byte `offset` to `new`: in its own file, which keeps the old id under
/// `aliases:`, and in every `over:` and `overrides:` of the workspace that refers to it.
///
/// # Errors
///
/// If there is no such rule in the workspace, or `new` is not a valid id or already in use.
pub fn rename(
    workspace: &Workspace,
    source: &Arc<SourceFile>,
    offset: usize,
    new: &str,
) -> Result<Vec<Renamed>, Refused> {
    let refused = |message: String| Err(Refused(message));
    let Some(written) = renameable(source, offset).map(|span| span.of(&source.text)) else {
        return refused("only the id of a rule can be renamed; put the cursor on one".to_owned());
    };
    let is_name = new.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && new.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));
    if !is_name {
        return refused(format!("`{new}` is not a valid id: an id is a letter, then letters, digits, `-`, `_` or `.`"));
    }
    if new == written {
        return Ok(Vec::new());
    }
    if new.contains('/') {
        return refused(format!("`{new}` is not a valid id: a rename cannot change the pack"));
    }
    let found = workspace.rules_named(source, written);
    let [target] = found.as_slice() else {
        return refused(match found.as_slice() {
            [] => format!("no file here has the rule `{written}`"),
            _ => format!("several rules are called `{written}`: write the pack before the id"),
        });
    };
    let old = target.rule.id.name.as_str();
    // in a file that has a rule of this pack and id itself, the name refers to that one
    let is_target = |at: &RuleAt<'_>, from: &str| {
        let is_named = at.pack == target.pack && at.rule.id.name == old;
        is_named && (at.file.name == target.file.name || at.file.name != from)
    };
    let taken = workspace.outlines_with(new).find(|(file, outline)| {
        let is_taken = |rule: &RuleOutline| {
            let is_former = rule.aliases.iter().any(|alias| alias.name == new);
            rule.id.name == new || is_former && !(file.name == target.file.name && rule.id.name == old)
        };
        outline.rules.iter().any(is_taken) && workspace.pack_of(file, outline) == target.pack
    });
    if let Some((file, _)) = taken {
        return refused(format!("the id `{new}` is taken in {}", file.name));
    }
    let shipped = file_of_rule(new).filter(|file| pack_of(file).as_ref() == Some(&target.pack));
    if let Some(file) = shipped.filter(|file| workspace.file(file).is_none()) {
        return refused(format!("the id `{new}` is taken by a built-in rule, in {file}"));
    }
    let mut changed = Vec::new();
    for (file, outline) in workspace.outlines_with(old) {
        let over = outline.rules.iter().flat_map(|rule| &rule.over);
        let names = over.chain(outline.overrides.iter().map(|said| &said.id));
        // references by a former id stay valid
        let named = names.filter(|named| named.name.ends_with(old));
        let named = named.filter(|named| {
            workspace.rules_named(file, &named.name).first().is_some_and(|at| is_target(at, &file.name))
        });
        let mut fixes: Vec<Fix> = named
            .map(|named| {
                let pack = named.name.strip_suffix(old).unwrap_or_default();
                replaced(named.span, format!("{pack}{new}"))
            })
            .collect();
        if file.name == target.file.name {
            fixes.push(replaced(target.rule.id.span, new));
            fixes.push(former(&file.text, target.rule, old, new));
        }
        fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
        if !fixes.is_empty() {
            changed.push(Renamed { file: Arc::clone(file), fixes });
        }
    }
    Ok(changed)
}

fn replaced(span: Span, replacement: impl Into<String>) -> Fix {
    Fix { span, replacement: replacement.into() }
}

/// The edit that keeps the old id of a rule under `aliases:`, directly below the id, where `claimsift fmt` puts it.
fn former(text: &str, rule: &RuleOutline, old: &str, new: &str) -> Fix {
    if let Some(back) = rule.aliases.iter().find(|alias| alias.name == new) {
        // the rule gets a former id back
        return replaced(back.span, old);
    }
    let line_end =
        |at: usize| text.get(at..).and_then(|rest| rest.find(['\r', '\n'])).map_or(text.len(), |end| at + end);
    let line_of = |named: &Named| {
        let start = text.get(..named.span.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        text.get(start..named.span.start).unwrap_or_default()
    };
    let Some(last) = rule.aliases.last() else {
        let indent = " ".repeat(line_of(&rule.id).find("id").unwrap_or(4));
        let at = line_end(rule.id.span.end);
        return replaced(Span::new(at, at), format!("\n{indent}aliases: [{old}]"));
    };
    let before = line_of(last);
    if before.trim().is_empty() || before.trim() == "-" {
        // one alias per line, in a block or a list
        let at = line_end(last.span.end);
        return replaced(Span::new(at, at), format!("\n{before}{old}"));
    }
    if before.contains('[') {
        return replaced(Span::new(last.span.end, last.span.end), format!(", {old}"));
    }
    replaced(last.span, format!("[{}, {old}]", last.span.of(text)))
}
