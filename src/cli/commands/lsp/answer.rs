//! Conversion of answers into the types of the protocol.

use claimsift::diagnostic::{Diagnostic, Fix, Severity};
use claimsift::editor::{Completion, CompletionKind, Found, Hint, Hover, Symbol, SymbolKind};
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, DiagnosticRelatedInformation, DiagnosticSeverity,
    DocumentSymbol, HoverContents, InlayHint, InlayHintLabel, InlayHintTooltip, Location, MarkupContent, MarkupKind,
    NumberOrString, SymbolInformation, TextEdit, Uri,
};
use serde_json::{Map, Value, json};

use super::position::Lines;

/// A problem; the reason and the suggestion are lines below the message.
pub(super) fn problem(lines: &Lines<'_>, problem: &Diagnostic, uri: &Uri, related: bool) -> lsp_types::Diagnostic {
    let mut message = problem.message.clone();
    if let Some(why) = &problem.why {
        message.push_str(&format!("\n{why}"));
    }
    if let Some(help) = &problem.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    let labels = problem.labels.iter().map(|(span, text)| DiagnosticRelatedInformation {
        location: Location::new(uri.clone(), lines.range(*span)),
        message: text.clone(),
    });
    lsp_types::Diagnostic {
        range: lines.range(problem.span),
        severity: Some(match problem.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        code: Some(NumberOrString::String(problem.code.id().to_owned())),
        source: Some("claimsift".to_owned()),
        message,
        related_information: (related && !problem.labels.is_empty()).then(|| labels.collect()),
        ..lsp_types::Diagnostic::default()
    }
}

pub(super) fn hover(lines: &Lines<'_>, hover: Hover) -> lsp_types::Hover {
    lsp_types::Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: hover.text }),
        range: Some(lines.range(hover.span)),
    }
}

/// A completion at the cursor; `at` is its index in the list, which keeps the order.
pub(super) fn completion(lines: &Lines<'_>, at: usize, completion: Completion) -> CompletionItem {
    let label = completion.text.trim_end_matches(['|', ' ', ':', '=']).trim_start().to_owned();
    CompletionItem {
        kind: Some(match completion.kind {
            CompletionKind::Key => CompletionItemKind::PROPERTY,
            CompletionKind::Value => CompletionItemKind::ENUM_MEMBER,
            CompletionKind::Role => CompletionItemKind::VARIABLE,
            CompletionKind::List => CompletionItemKind::ENUM,
            CompletionKind::Phrase => CompletionItemKind::FUNCTION,
            CompletionKind::Rule => CompletionItemKind::REFERENCE,
            CompletionKind::Test => CompletionItemKind::KEYWORD,
            CompletionKind::File => CompletionItemKind::FILE,
        }),
        detail: Some(completion.detail).filter(|detail| !detail.is_empty()),
        sort_text: Some(format!("{at:05}")),
        filter_text: Some(label.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(lines.range(completion.span), completion.text))),
        label,
        ..CompletionItem::default()
    }
}

pub(super) fn symbol(lines: &Lines<'_>, symbol: Symbol) -> DocumentSymbol {
    #[expect(deprecated, reason = "the field must be given, and is given as nothing")]
    DocumentSymbol {
        name: symbol.name,
        detail: Some(symbol.detail).filter(|detail| !detail.is_empty()),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: lines.range(symbol.span),
        selection_range: lines.range(symbol.name_span),
        children: None,
    }
}

/// A rule, list or phrase.
pub(super) fn found(found: &Found, location: Location) -> SymbolInformation {
    #[expect(deprecated, reason = "the field must be given, and is given as nothing")]
    SymbolInformation {
        name: found.name.clone(),
        kind: kind(found.kind),
        tags: None,
        deprecated: None,
        location,
        container_name: Some(found.file.name.clone()),
    }
}

const fn kind(kind: SymbolKind) -> lsp_types::SymbolKind {
    match kind {
        SymbolKind::Rule => lsp_types::SymbolKind::CLASS,
        SymbolKind::Phrase => lsp_types::SymbolKind::FUNCTION,
        SymbolKind::List => lsp_types::SymbolKind::ENUM,
        SymbolKind::Role => lsp_types::SymbolKind::VARIABLE,
        SymbolKind::Override => lsp_types::SymbolKind::PROPERTY,
    }
}

/// The result of an example, shown at the end of its line.
pub(super) fn hint(lines: &Lines<'_>, hint: Hint) -> InlayHint {
    InlayHint {
        position: lines.position(hint.span.end),
        label: InlayHintLabel::String(hint.text),
        kind: None,
        text_edits: None,
        tooltip: Some(hint.more).filter(|more| !more.is_empty()).map(InlayHintTooltip::String),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

pub(super) fn edit(lines: &Lines<'_>, fix: &Fix) -> TextEdit {
    TextEdit::new(lines.range(fix.span), fix.replacement.clone())
}

/// Edits of files, by their URI.
pub(super) fn edits(files: impl IntoIterator<Item = (Uri, Vec<TextEdit>)>) -> Value {
    let changes: Map<String, Value> =
        files.into_iter().map(|(uri, edits)| (uri.as_str().to_owned(), json!(edits))).collect();
    json!({ "changes": changes })
}

/// What a fix does, in a few words.
pub(super) fn title(problem: &Diagnostic, fix: &Fix) -> String {
    let replacement = fix.replacement.trim();
    let first = replacement.lines().next().unwrap_or_default();
    let more = if replacement.lines().count() > 1 { " …" } else { "" };
    if replacement.is_empty() {
        format!("{}: remove `{}`", problem.code.id(), fix.span.of(&problem.file.text).trim())
    } else {
        format!("{}: write `{first}{more}`", problem.code.id())
    }
}
