//! References to a rule, list or phrase in all files of the workspace.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::in_file::{Place, place};
use super::in_line::{Piece, in_pattern};
use super::workspace::Workspace;
use crate::diagnostic::SourceFile;
use crate::rule::{FileInContext, Holds, Named, Outline, PRELUDE, is_shipped, outline, shipped, shipped_file};
use crate::span::Span;

/// The references to the rule, list or phrase at the byte `offset`, by file and position: to a rule under `over:`,
/// `overrides:` and `aliases:`, to a list or phrase in patterns; including the definition, if requested. Built-in files
/// are left out unless they are in the workspace.
#[must_use]
pub fn references(
    workspace: &Workspace,
    source: &Arc<SourceFile>,
    sheet: &FileInContext,
    offset: usize,
    with_definition: bool,
) -> Vec<(Arc<SourceFile>, Span)> {
    let text = source.text.as_str();
    let found = match place(text, offset) {
        Some(Place::Value(key, span)) if matches!(key.name, "over" | "id" | "aliases") => {
            of_rule(workspace, source, span.of(text), with_definition)
        }
        Some(Place::Name(key, span)) if matches!(key.holds, Holds::Overrides) => {
            of_rule(workspace, source, span.of(text), with_definition)
        }
        Some(Place::Name(key, span)) if key.name != "roles" => {
            of_name(workspace, sheet, span.of(text), with_definition)
        }
        Some(Place::Pattern(line)) => {
            let written = line.of(text);
            let piece = offset.checked_sub(line.start).map(|at| in_pattern(written, at));
            let Some(Piece::Reference(span, _) | Piece::TestValue("list", span)) = piece else { return Vec::new() };
            of_name(workspace, sheet, span.of(written), with_definition)
        }
        _ => return Vec::new(),
    };
    let mut found = found;
    found.sort_by_key(|(file, span)| (file.name.clone(), span.start));
    found.dedup();
    found
}

/// The references to the rule that `written` refers to in `source`.
fn of_rule(
    workspace: &Workspace,
    source: &Arc<SourceFile>,
    written: &str,
    with_definition: bool,
) -> Vec<(Arc<SourceFile>, Span)> {
    let named = workspace.rules_named(source, written);
    let Some(target) = named.first() else { return Vec::new() };
    let is_target = |file: &Arc<SourceFile>, name: &str| {
        let meant = workspace.rules_named(file, name);
        meant.first().is_some_and(|at| at.pack == target.pack && at.rule.id.name == target.rule.id.name)
    };
    let mut found = Vec::new();
    let is_known = |name: &str| {
        let id = name.rsplit('/').next().unwrap_or(name);
        let names = target.rule.aliases.iter().chain([&target.rule.id]);
        names.into_iter().any(|known| known.name.rsplit('/').next() == Some(id))
    };
    for (file, outline) in workspace.outlines_with("") {
        let over = outline.rules.iter().flat_map(|rule| &rule.over);
        let names = over.chain(outline.overrides.iter().map(|said| &said.id));
        let meant = names.filter(|named| is_known(&named.name) && is_target(file, &named.name));
        found.extend(meant.map(|named| (Arc::clone(file), named.span)));
    }
    found.extend(target.rule.aliases.iter().map(|alias| (Arc::clone(target.file), alias.span)));
    if with_definition {
        found.push((Arc::clone(target.file), target.rule.id.span));
    }
    found
}

/// The references to the list or phrase called `name` in the file of a sheet.
fn of_name(
    workspace: &Workspace,
    sheet: &FileInContext,
    name: &str,
    with_definition: bool,
) -> Vec<(Arc<SourceFile>, Span)> {
    let Some(definition) = sheet.named(name) else { return Vec::new() };
    let home = definition.file.name.as_str();
    let mut found = Vec::new();
    let prelude: Vec<String> = shipped(PRELUDE).iter().map(|file| file.name.clone()).collect();
    let mut of_program: BTreeMap<String, bool> = BTreeMap::new();
    for (file, outline) in workspace.outlines_with(name) {
        let named: Vec<&Named> = outline.references.iter().filter(|named| named.name == name).collect();
        if named.is_empty() {
            continue;
        }
        let seen = workspace.seen_from(&file.name).into_iter();
        let nearest =
            seen.chain(prelude.iter().cloned()).find(|other| defines(workspace, other, name, &mut of_program));
        if nearest.as_deref() == Some(home) {
            found.extend(named.into_iter().map(|named| (Arc::clone(file), named.span)));
        }
    }
    if with_definition && (!is_shipped(definition.file) || workspace.file(home).is_some()) {
        let now = workspace.file(home).unwrap_or(definition.file);
        let names = outline(now);
        let span = names.lists.iter().chain(&names.phrases).find(|one| one.name == name).map(|one| one.span);
        found.extend(span.map(|span| (Arc::clone(now), span)));
    }
    found
}

/// Whether a file defines a list or phrase of that name.
fn defines(workspace: &Workspace, file: &str, name: &str, of_program: &mut BTreeMap<String, bool>) -> bool {
    let has = |outline: &Outline| outline.lists.iter().chain(&outline.phrases).any(|one| one.name == name);
    if let Some(outline) = workspace.outline(file) {
        return has(outline);
    }
    // parsed once for all files that use it
    let of_file = |file: &str| shipped_file(file).is_some_and(|file| file.text.contains(name) && has(&outline(&file)));
    *of_program.entry(file.to_owned()).or_insert_with(|| of_file(file))
}
