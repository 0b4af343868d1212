//! Descriptions of rules in words, as text and JSON.

use serde::Serialize;

use super::Style;
use crate::rule::{Override, Prose, Reading, Rule, Run};

/// The description of a rule in a few lines, with a line break at the end.
#[must_use]
pub fn reading(rule: &Rule, reading: &Reading, style: Style) -> String {
    let mut page = Page { style, out: String::new() };
    let home = style.painted("2", &format!("· {}", place(rule)));
    page.out.push_str(&format!("{} {home}\n", style.painted("1", &rule.id)));
    if let Some(note) = &rule.note {
        page.text(2, "", note);
    }
    page.out.push('\n');
    let several = reading.finds.len() > 1;
    page.text(2, "", &format!("{}, {}:", reading.place, if several { "one of" } else { "this" }));
    for (at, line) in reading.finds.iter().enumerate() {
        let number = if several { format!("{}. ", at + 1) } else { String::new() };
        page.prose(5, &number, line);
    }
    if !reading.unless.is_empty() {
        page.text(2, "", "unless this matches:");
        for line in &reading.unless {
            page.prose(5, "- ", line);
        }
    }
    for remark in &reading.remarks {
        page.prose(2, "", remark);
    }
    if !reading.meanings.is_empty() {
        page.out.push('\n');
    }
    for meaning in &reading.meanings {
        let name = format!("“{}”: ", meaning.name);
        match (&meaning.note, &meaning.finds) {
            (Some(note), None) => page.text(2, &name, note),
            (None, Some(finds)) => page.prose(2, &name, finds),
            (Some(note), Some(finds)) => {
                page.text(2, &name, note);
                page.prose(5, "", finds);
            }
            (None, None) => {}
        }
    }
    page.out
}

/// The override of a rule in another file, in a line.
#[must_use]
pub fn overriding(said: &Override, style: Style) -> String {
    format!(
        "{} {} {}\n",
        style.painted("1", &said.rule.id),
        said.says(),
        style.painted("2", &format!("· {}", said.place()))
    )
}

/// A prose, indented and wrapped.
pub(super) fn prose(indent: usize, prose: &Prose, style: Style) -> String {
    let mut page = Page { style, out: String::new() };
    page.prose(indent, "", prose);
    page.out
}

/// The file and line of a rule.
fn place(rule: &Rule) -> String {
    let line = rule.file.position(rule.span.start).line;
    format!("{}:{line}", rule.file.name)
}

struct Page {
    style: Style,
    out: String,
}

impl Page {
    fn text(&mut self, indent: usize, before: &str, text: &str) {
        self.lines(indent, before, text.split_whitespace().map(|word| (word.to_owned(), word.chars().count())));
    }

    fn prose(&mut self, indent: usize, before: &str, prose: &Prose) {
        let words = words(prose, self.style);
        self.lines(indent, before, words.into_iter());
    }

    /// Writes words, given with their width, in wrapped lines. `before` precedes them, as a hanging indent.
    fn lines(&mut self, indent: usize, before: &str, words: impl Iterator<Item = (String, usize)>) {
        let hanging = if before.len() <= 4 { indent + before.len() } else { indent + 3 };
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(before);
        let mut column = indent + before.chars().count();
        let mut begun = false;
        for (word, width) in words {
            if begun && column + 1 + width > self.style.width {
                self.out.push('\n');
                self.out.push_str(&" ".repeat(hanging));
                column = hanging;
            } else if begun {
                self.out.push(' ');
                column += 1;
            }
            self.out.push_str(&word);
            column += width;
            begun = true;
        }
        self.out.push('\n');
    }
}

/// The words of a prose, with colours, and their width.
fn words(prose: &Prose, style: Style) -> Vec<(String, usize)> {
    let mut words: Vec<(String, usize)> = Vec::new();
    let mut open = false;
    for run in prose.runs() {
        let (text, code) = match run {
            Run::Plain(text) => (text.clone(), ""),
            Run::Role(text) => (text.clone(), "1"),
            Run::Name(text) => (format!("“{text}”"), ""),
            Run::Words(text) if style.colour => (text.clone(), "3"),
            Run::Words(text) => (format!("*{text}*"), ""),
        };
        for (at, word) in text.split(' ').enumerate() {
            let (drawn, width) =
                (if code.is_empty() { word.to_owned() } else { style.painted(code, word) }, word.chars().count());
            match words.last_mut() {
                Some(last) if at == 0 && open => {
                    last.0.push_str(&drawn);
                    last.1 += width;
                }
                _ => words.push((drawn, width)),
            }
        }
        open = true;
    }
    words.retain(|(_, width)| *width > 0);
    words
}

/// The description of a rule as a JSON object. Words to match are in asterisks, names of phrases in quotation marks.
#[must_use]
pub fn reading_json(rule: &Rule, reading: &Reading) -> String {
    let shown = |all: &[Prose]| all.iter().map(Prose::to_string).collect();
    let line = rule.file.position(rule.span.start).line;
    let meanings = reading.meanings.iter().map(|meaning| MeaningRow {
        name: &meaning.name,
        note: meaning.note.as_deref(),
        finds: meaning.finds.as_ref().map(Prose::to_string),
    });
    let row = Row {
        id: &rule.id,
        pack: &rule.pack,
        file: &rule.file.name,
        line,
        note: rule.note.as_deref(),
        place: reading.place.to_string(),
        finds: shown(&reading.finds),
        unless: shown(&reading.unless),
        remarks: shown(&reading.remarks),
        meanings: meanings.collect(),
    };
    serde_json::to_string(&row).unwrap_or_default()
}

#[derive(Debug, Serialize)]
struct Row<'r> {
    id: &'r str,
    pack: &'r str,
    file: &'r str,
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'r str>,
    place: String,
    finds: Vec<String>,
    unless: Vec<String>,
    remarks: Vec<String>,
    meanings: Vec<MeaningRow<'r>>,
}

#[derive(Debug, Serialize)]
struct MeaningRow<'r> {
    name: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finds: Option<String>,
}
