//! The catalogue as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Chapter, Piece, Section, chapters, keys, pieces, title};
use crate::rule::{Pack, Prose, Reading, Rule, Run};

/// The heading above the definitions of the names in the readings.
const NAMES: &str = "Names in these rules";

/// All rules of `pack` as a document in Markdown.
#[must_use]
pub fn markdown(pack: &Pack) -> String {
    let mut out = String::from("# Rules\n");
    let chapters = chapters(pack);
    if chapters.len() > 1 {
        out.push('\n');
        for (name, anchor) in titles(pack, &chapters) {
            let _ = writeln!(out, "- [{}](#{anchor})", text(name));
        }
    }
    for chapter in &chapters {
        let _ = writeln!(out, "\n## {}", text(chapter.name));
        if let Some(manifest) = chapter.manifest {
            if !manifest.description.is_empty() {
                let _ = writeln!(out, "\n{}", text(&manifest.description));
            }
            let _ = writeln!(out, "\n<sub>{}</sub>", text(&manifest.facts().join(" · ")));
        }
        for section in &chapter.files {
            file(&mut out, section, section.name != chapter.name);
        }
    }
    if !pack.overrides.is_empty() {
        out.push_str("\n## Overrides\n\n");
    }
    for said in &pack.overrides {
        let name = pack.name_of_key(&said.rule.pack, &said.rule.id);
        let _ = writeln!(out, "- {} {} ({})", text(&name), said.says(), code(&said.place()));
    }
    out
}

fn file(out: &mut String, section: &Section<'_>, named: bool) {
    if !section.about.is_empty() {
        let _ = writeln!(out, "\n{}", text(&section.about));
    }
    if named {
        let _ = writeln!(out, "\n{}", code(section.name));
    }
    for (rule, reading) in &section.rules {
        self::rule(out, rule, reading);
    }
    if section.meanings.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n### {NAMES}\n");
    for meaning in &section.meanings {
        let note = meaning.note.as_deref().map(text);
        let parts: Vec<String> = note.into_iter().chain(meaning.finds.as_ref().map(prose)).collect();
        let _ = writeln!(out, "- “{}”: {}", text(&meaning.name), parts.join(": "));
    }
}

fn rule(out: &mut String, rule: &Rule, reading: &Reading) {
    let _ = writeln!(out, "\n### {}", text(&rule.id));
    self::reading(out, rule, reading);
    for group in rule.examples.chunk_by(|one, other| one.verdict == other.verdict) {
        let Some(first) = group.first() else { continue };
        let _ = writeln!(out, "\n{}:\n", title(first.verdict));
        for example in group {
            let _ = writeln!(out, "- {}", marked(&pieces(example)));
        }
    }
    let keys: Vec<String> = keys(rule).iter().map(|(key, value)| format!("{key}: {}", text(value))).collect();
    let docs = rule.docs.iter().map(|address| format!("<{}>", address.replace(['<', '>', ' '], "")));
    let _ = writeln!(out, "\n<sub>{}</sub>", keys.into_iter().chain(docs).collect::<Vec<_>>().join(" · "));
}

/// The note of a rule, and its patterns in words.
pub(crate) fn reading(out: &mut String, rule: &Rule, reading: &Reading) {
    if let Some(note) = &rule.note {
        let _ = writeln!(out, "\n{}", text(note));
    }
    let several = reading.finds.len() > 1;
    let _ = writeln!(out, "\n{}, {}:\n", prose(&reading.place), if several { "one of" } else { "this" });
    for (at, line) in reading.finds.iter().enumerate() {
        let _ = writeln!(out, "{}. {}", at + 1, prose(line));
    }
    if !reading.unless.is_empty() {
        let _ = writeln!(out, "\nunless this matches:\n");
        for line in &reading.unless {
            let _ = writeln!(out, "- {}", prose(line));
        }
    }
    if !reading.remarks.is_empty() {
        let remarks: Vec<String> = reading.remarks.iter().map(prose).collect();
        let _ = writeln!(out, "\n{}", remarks.join(" "));
    }
}

fn marked(pieces: &[Piece<'_>]) -> String {
    let one = |piece: &Piece<'_>| match piece {
        Piece::Words(words) => text(words).replace('\n', " ¶ "),
        Piece::Marked(role, inner) => format!("\\[{}\\]<sub>{role}</sub>", marked(inner)),
    };
    pieces.iter().map(one).collect()
}

/// A description in Markdown.
pub(crate) fn prose(prose: &Prose) -> String {
    let one = |run: &Run| match run {
        Run::Plain(plain) | Run::Role(plain) => text(plain),
        Run::Words(words) => format!("*{}*", text(words)),
        Run::Name(name) => format!("“{}”", text(name)),
    };
    prose.runs().iter().map(one).collect()
}

/// Escapes text for Markdown, on one line, without mentions: GitHub and GitLab notify the user whose name follows `@`,
/// which a zero-width space prevents.
pub(crate) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let c = if matches!(c, '\n' | '\r') { ' ' } else { c };
        if c == '@' && rest.peek().is_some_and(|next| next.is_alphanumeric()) {
            out.push_str("@&#8203;");
            continue;
        }
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Text as code, on one line, in more backticks than it contains in a row.
fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    if longest == 0 { format!("`{text}`") } else { format!("{0} {text} {0}", "`".repeat(longest + 1)) }
}

/// The titles of the chapters, each with the anchor of its heading.
fn titles<'c>(pack: &Pack, chapters: &[Chapter<'c>]) -> Vec<(&'c str, String)> {
    let mut anchors = Anchors::default();
    anchors.of("Rules");
    let mut titles = Vec::new();
    for chapter in chapters {
        titles.push((chapter.name, anchors.of(chapter.name)));
        for section in &chapter.files {
            section.rules.iter().for_each(|(rule, _)| drop(anchors.of(&rule.id)));
            if !section.meanings.is_empty() {
                anchors.of(NAMES);
            }
        }
    }
    if !pack.overrides.is_empty() {
        titles.push(("Overrides", anchors.of("Overrides")));
    }
    titles
}

/// The anchors of headings, assigned in order. Markdown renderers number headings with the same text: a rule may have
/// the name of a pack, and packs may share the id of a rule.
#[derive(Default)]
struct Anchors {
    /// The anchors used so far, each with the last number given to a heading with that text.
    known: BTreeMap<String, usize>,
}

impl Anchors {
    fn of(&mut self, heading: &str) -> String {
        let plain = anchor(heading);
        let mut found = plain.clone();
        let mut number = self.known.get(&plain).copied().unwrap_or_default();
        while self.known.contains_key(&found) {
            number += 1;
            found = format!("{plain}-{number}");
        }
        self.known.insert(plain, number);
        self.known.entry(found.clone()).or_default();
        found
    }
}

/// The anchor of the first heading with this text: its letters, digits and hyphens in lower case.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::Anchors;

    #[test]
    fn equal_headings_are_numbered() {
        let mut anchors = Anchors::default();
        let found = ["Rules", "en.speech", "rules", "rules-1", "rules", "EnSpeech"].map(|heading| anchors.of(heading));
        assert_eq!(found, ["rules", "enspeech", "rules-1", "rules-1-1", "rules-2", "enspeech-1"]);
    }
}
