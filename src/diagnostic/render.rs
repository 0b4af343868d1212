//! Diagnostics for people: the line, the caret, why, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::{Diagnostic, Severity};

/// How diagnostics are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Letters only.
    Plain,
    /// With ANSI colours.
    Colour,
}

/// Draws one diagnostic, without a final line break.
#[must_use]
pub fn render(diagnostic: &Diagnostic, style: Style) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let text = diagnostic.file.text.as_str();
    let mut snippet = Snippet::source(text)
        .path(diagnostic.file.name.as_str())
        .annotation(AnnotationKind::Primary.span(diagnostic.span.range()));
    for (span, label) in &diagnostic.labels {
        snippet = snippet.annotation(AnnotationKind::Context.span(span.range()).label(label.as_str()));
    }
    let mut main = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id()).element(snippet);
    if let Some(why) = &diagnostic.why {
        main = main.element(Level::NOTE.message(why.as_str()));
    }
    let mut report = vec![main];
    let help = diagnostic.help.as_deref();
    match (&diagnostic.fix, help) {
        (Some(fix), _) => report.push(
            Level::HELP
                .secondary_title(help.unwrap_or("write this"))
                .element(Snippet::source(text).patch(Patch::new(fix.span.range(), fix.replacement.as_str()))),
        ),
        (None, Some(help)) => report.push(Group::with_title(Level::HELP.secondary_title(help))),
        (None, None) => {}
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    renderer.render(&report)
}
