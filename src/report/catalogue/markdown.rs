//! The catalogue as Markdown.

use std::fmt::Write;

use super::{Piece, Section, chapters, keys, pieces, title};
use crate::rule::{Pack, Prose, Reading, Rule, Run};

/// All rules of `pack` as a document in Markdown.
#[must_use]
pub fn markdown(pack: &Pack) -> String {
    let mut out = String::from("# Rules\n");
    let chapters = chapters(pack);
    if chapters.len() > 1 {
        out.push('\n');
        let more = (!pack.overrides.is_empty()).then_some("Overrides");
        for name in chapters.iter().map(|chapter| chapter.name).chain(more) {
            let _ = writeln!(out, "- [{}](#{})", text(name), anchor(name));
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
        let _ = writeln!(out, "- {} {} ({})", text(&said.rule.id), said.says(), code(&said.place()));
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
    let _ = writeln!(out, "\n### Names in these rules\n");
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

/// What a rule says of itself, and its patterns in words.
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
        let _ = writeln!(out, "\nbut not where this is found:\n");
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

/// Text that means itself in Markdown, on one line, and that calls nobody: where a name follows `@`, GitHub and GitLab send
/// its bearer a message, which a space of no width prevents.
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

/// Text as code, on one line, with more backticks around it than are in it.
fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    if longest == 0 { format!("`{text}`") } else { format!("{0} {text} {0}", "`".repeat(longest + 1)) }
}

/// Where a heading is found: its letters, digits and hyphens in small letters.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect::<String>().to_lowercase()
}
