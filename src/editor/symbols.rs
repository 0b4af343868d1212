//! The symbols of a rule file, for an outline.

use super::edit::moved;
use super::in_file::extent;
use crate::diagnostic::SourceFile;
use crate::rule::{FileInContext, Named};
use crate::span::Span;

/// A rule, list, phrase, role or override of a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SymbolKind,
    /// Its description; empty if it has none.
    pub detail: String,
    /// All its bytes.
    pub span: Span,
    /// The bytes of its name.
    pub name_span: Span,
}

/// The kind of a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SymbolKind {
    /// A rule.
    Rule,
    /// A phrase.
    Phrase,
    /// A list of words.
    List,
    /// A role that the file declares.
    Role,
    /// An override of a rule in another file.
    Override,
}

/// The rules, phrases, lists, roles and overrides of a file, in file order.
#[must_use]
pub fn symbols(source: &SourceFile, sheet: &FileInContext) -> Vec<Symbol> {
    let text = source.text.as_str();
    let outline = sheet.outline();
    let before = sheet.source().map_or(text, |source| &source.text);
    let symbol = |kind: SymbolKind, named: &Named, detail: &str| {
        let span = moved(named.span, before, text)?;
        Some(Symbol {
            name: named.name.clone(),
            kind,
            detail: detail.to_owned(),
            span: extent(text, span.start).cover(span),
            name_span: span,
        })
    };
    let rules = outline.rules.iter().filter(|rule| !rule.id.name.is_empty());
    let mut all: Vec<Symbol> = rules
        .filter_map(|rule| {
            let note = rule.note.as_deref().unwrap_or_default();
            symbol(SymbolKind::Rule, &rule.id, note)
        })
        .collect();
    for (kind, names) in
        [(SymbolKind::Phrase, &outline.phrases), (SymbolKind::List, &outline.lists), (SymbolKind::Role, &outline.roles)]
    {
        all.extend(names.iter().filter_map(|named| symbol(kind, named, "")));
    }
    all.extend(outline.overrides.iter().filter_map(|said| symbol(SymbolKind::Override, &said.id, &said.says)));
    all.sort_by_key(|symbol| symbol.span.start);
    all
}
