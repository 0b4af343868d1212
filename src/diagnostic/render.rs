//! Diagnostics for people: the line, the caret, why, and what to do.
//!
//! Only the lines around a problem are passed to the renderer, so that a file with a problem on every line is rendered
//! in time linear in its size; of a very long line, only what is near the problem. Control characters are replaced by
//! visible ones, because a terminal would interpret them.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use super::visible::{is_hidden, sign, visible};
use super::{Code, Diagnostic, Severity, SourceFile};
use crate::span::Span;

/// How diagnostics are rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without colours.
    Plain,
    /// With ANSI colours.
    Colour,
}

/// How many lines are shown before and after the marked ones.
const MARGIN: usize = 3;
/// A line of more bytes is cut around what is marked in it.
const LONG_LINE: usize = 1_000;
/// How many bytes of a long line are kept on each side of what is marked.
const AROUND: usize = 300;
/// The maximum number of bytes that are marked.
const MOST_MARKED: usize = 5_000;
/// A label that is more bytes away from the problem is shown separately.
const NEAR: usize = 20_000;
/// The maximum number of labels that are shown.
const MOST_LABELS: usize = 20;

/// Renders one diagnostic, without a final line break.
#[must_use]
pub fn render(diagnostic: &Diagnostic, style: Style) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let file = &*diagnostic.file;
    let name = visible(&file.name);
    let message = visible(&diagnostic.message);
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    if diagnostic.code == Code::Unreadable {
        // there is no text to show
        let title = level.primary_title(&*message).id(diagnostic.code.id());
        return renderer.render(&[title.element(Origin::path(&*name))]);
    }
    let near = |span: Span| {
        let (start, end) = (span.start.min(diagnostic.span.start), span.end.max(diagnostic.span.end));
        let one_line = file.lines().line(start) == file.lines().line(end);
        end - start <= if one_line { LONG_LINE } else { NEAR }.max(diagnostic.span.len())
    };
    let labels: Vec<(Span, Cow<'_, str>)> =
        diagnostic.labels.iter().take(MOST_LABELS).map(|(span, label)| (*span, visible(label))).collect();
    let (close, far): (Vec<_>, Vec<_>) = labels.iter().partition(|(span, _)| near(*span));
    let mut spans = vec![diagnostic.span];
    spans.extend(close.iter().map(|&&(span, _)| span));
    let window = Window::new(file, &spans);
    let mut snippet = window.snippet(&name).annotation(AnnotationKind::Primary.span(window.place(diagnostic.span)));
    for (span, label) in close {
        snippet = snippet.annotation(AnnotationKind::Context.span(window.place(*span)).label(&**label));
    }
    let mut main = level.primary_title(&*message).id(diagnostic.code.id()).element(snippet);
    let others: Vec<(Window, &str)> = far.iter().map(|(span, label)| (Window::new(file, &[*span]), &**label)).collect();
    for ((other, label), (span, _)) in others.iter().zip(&far) {
        let annotation = AnnotationKind::Context.span(other.place(*span)).label(*label);
        main = main.element(other.snippet(&name).annotation(annotation));
    }
    let why = diagnostic.why.as_deref().map(visible);
    if let Some(why) = &why {
        main = main.element(Level::NOTE.message(&**why));
    }
    let mut report = vec![main];
    let help = diagnostic.help.as_deref().map(visible);
    let fix = diagnostic.fix.as_ref().filter(|fix| fix.span.len() <= MOST_MARKED);
    let changed = fix.map(|fix| (Window::new(file, &[fix.span]), fix.span, drawn(&fix.replacement)));
    match (&changed, &help) {
        (Some((around, span, replacement)), _) => report.push(
            Level::HELP
                .secondary_title(help.as_deref().unwrap_or("write this"))
                .element(around.snippet_for_patch().patch(Patch::new(around.place(*span), &**replacement))),
        ),
        (None, Some(help)) => report.push(Group::with_title(Level::HELP.secondary_title(&**help))),
        (None, None) => {}
    }
    let text = renderer.render(&report);
    window.with_column(text, file, diagnostic.span, &name)
}

/// The part of a file that is shown.
struct Window {
    text: String,
    /// The number of its first line.
    line: usize,
    /// Where pieces of the file begin in `text` and in the file, in order.
    pieces: Vec<(usize, usize)>,
    /// Whether the start of a line was left out.
    is_cut: bool,
}

impl Window {
    fn new(file: &SourceFile, spans: &[Span]) -> Self {
        let lines = file.lines();
        let spans: Vec<Span> = spans.iter().map(|&span| marked(&file.text, span)).collect();
        let first = lines.line(spans.iter().map(|span| span.start).min().unwrap_or_default());
        let last = lines.line(spans.iter().map(|span| span.end).max().unwrap_or_default());
        let line = first.saturating_sub(MARGIN).max(1);
        let mut window = Self { text: String::new(), line, pieces: Vec::new(), is_cut: false };
        for number in line..=last + MARGIN {
            if number > line && lines.start(number) <= lines.start(number - 1) {
                break;
            }
            let whole = lines.of_line(&file.text, number);
            window.add_line(&file.text, whole, &spans);
        }
        window
    }

    /// Adds a line; if it is long, only what is marked in it and a little around that.
    fn add_line(&mut self, text: &str, line: Span, spans: &[Span]) {
        let mut shown = line;
        if line.len() > LONG_LINE {
            let here = || spans.iter().filter(|span| span.start < line.end && span.end >= line.start);
            let start = here().map(|span| span.start.max(line.start)).min().unwrap_or(line.start);
            let end = here().map(|span| span.end.min(line.end)).max().unwrap_or(line.start);
            let from = boundary(text, start.saturating_sub(AROUND).max(line.start));
            let to = boundary(text, (end + AROUND).min(line.end));
            shown = Span::new(from, to);
            self.is_cut |= from > line.start;
        }
        self.add(text, shown);
        if shown.end < line.end && line.of(text).ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn add(&mut self, text: &str, span: Span) {
        self.pieces.push((self.text.len(), span.start));
        for (at, character) in span.of(text).char_indices() {
            if is_hidden(character) {
                self.text.push(sign(character));
                self.pieces.push((self.text.len(), span.start + at + character.len_utf8()));
            } else {
                self.text.push(character);
            }
        }
    }

    /// The offset in the text of the byte `at` of the file.
    fn at(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|&(_, file)| file <= at);
        let Some(&(start, file)) = after.checked_sub(1).and_then(|before| self.pieces.get(before)) else { return 0 };
        let end = self.pieces.get(after).map_or(self.text.len(), |&(next, _)| next);
        boundary(&self.text, (start + (at - file)).min(end))
    }

    fn place(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.at(span.start);
        start..self.at(span.end.min(span.start + MOST_MARKED)).max(start)
    }

    fn snippet<'s, T: Clone>(&'s self, name: &'s str) -> Snippet<'s, T> {
        Snippet::source(self.text.as_str()).line_start(self.line).path(name)
    }

    fn snippet_for_patch(&self) -> Snippet<'_, Patch<'_>> {
        Snippet::source(self.text.as_str()).line_start(self.line)
    }

    /// Corrects the column in the output to that of the problem in the file, if the start of its line was left out.
    fn with_column(&self, drawing: String, file: &SourceFile, span: Span, name: &str) -> String {
        if !self.is_cut {
            return drawing;
        }
        let position = file.position(span.start);
        let at = self.at(span.start);
        let start = self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let column = Span::new(start, at).of(&self.text).chars().count() + 1;
        let line = position.line;
        drawing.replacen(&format!("{name}:{line}:{column}"), &format!("{name}:{line}:{}", position.column), 1)
    }
}

/// A span as far as it is marked.
fn marked(text: &str, span: Span) -> Span {
    Span::new(span.start, boundary(text, span.end.min(span.start + MOST_MARKED)))
}

/// The last character boundary at or before the byte `at`.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A replacement for display, with a visible sign for each control character.
fn drawn(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|character| if is_hidden(character) { sign(character) } else { character }).collect())
}

#[cfg(test)]
mod tests {
    use super::{Style, render};
    use crate::diagnostic::{Code, Diagnostic, SourceFile};
    use crate::span::Span;

    #[test]
    fn control_characters_are_drawn_as_signs_with_the_caret_below() {
        let file = SourceFile::new("a\u{1b}.yaml", "x\n  sa\u{1b}id \u{9b}\u{202e}y\u{85}z\n");
        let problem = Diagnostic::new(Code::BadCharacter, &file, Span::new(6, 7), "an \u{1b} and a \u{9b}");
        let drawn = render(&problem, Style::Plain);
        assert!(drawn.chars().all(|c| !c.is_control() || c == '\n'), "{drawn:?}");
        assert!(!drawn.contains('\u{202e}'), "{drawn:?}");
        assert!(drawn.contains("2 |   sa␛id ��y�z\n  |     ^"), "{drawn}");
        assert!(drawn.contains("an \\u{1b} and a \\u{9b}"), "{drawn}");
    }

    #[test]
    fn a_long_line_is_cut_and_the_column_is_that_of_the_file() {
        let text = format!("- {}here {}\n", "é ".repeat(5_000), "x ".repeat(5_000));
        let file = SourceFile::new("a.yaml", text.as_str());
        let at = text.find("here").unwrap_or_default();
        let problem = Diagnostic::new(Code::BadCharacter, &file, Span::new(at, at + 4), "no");
        let drawn = render(&problem.label(Span::new(0, 1), "far away"), Style::Plain);
        assert!(drawn.contains("a.yaml:1:10003"), "{drawn}");
        assert!(drawn.contains("^^^^") && drawn.contains("far away") && drawn.len() < 2_000, "{drawn}");
    }
}
