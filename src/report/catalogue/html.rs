//! The catalogue as an HTML page: one file without external resources.

use std::fmt::Write;

use super::{Chapter, Piece, Section, chapters, keys, pieces, title};
use crate::rule::{Meaning, Pack, Prose, Reading, Role, Rule, Run};

/// All rules of `pack` as a page.
#[must_use]
pub fn html(pack: &Pack) -> String {
    let chapters = chapters(pack);
    let mut out = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Rules</title>\n");
    let _ = write!(out, "<style>\n{}</style>\n</head>\n<body>\n<h1>Rules</h1>\n", include_str!("page.css"));
    contents(&mut out, pack, &chapters);
    out.push_str("<main>\n");
    for (at, chapter) in chapters.iter().enumerate() {
        let _ = writeln!(out, "<section aria-labelledby=\"pack-{at}\">");
        let _ = writeln!(out, "<h2 id=\"pack-{at}\">{}</h2>", text(chapter.name));
        if let Some(manifest) = chapter.manifest {
            if !manifest.description.is_empty() {
                let _ = writeln!(out, "<p>{}</p>", text(&manifest.description));
            }
            let _ = writeln!(out, "<p class=\"quiet\">{}</p>", text(&manifest.facts().join(" · ")));
        }
        for (file, section) in chapter.files.iter().enumerate() {
            self::section(&mut out, pack, section, &format!("{at}-{file}"));
        }
        out.push_str("</section>\n");
    }
    overrides(&mut out, pack);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn overrides(out: &mut String, pack: &Pack) {
    if pack.overrides.is_empty() {
        return;
    }
    out.push_str("<section aria-labelledby=\"overrides\">\n<h2 id=\"overrides\">Overrides</h2>\n<ul>\n");
    for said in &pack.overrides {
        let (rule, place) = (text(&pack.name_of_key(&said.rule.pack, &said.rule.id)), text(&said.place()));
        let _ = writeln!(out, "<li>{rule} {} <span class=\"quiet\">{place}</span></li>", said.says());
    }
    out.push_str("</ul>\n</section>\n");
}

fn contents(out: &mut String, pack: &Pack, chapters: &[Chapter<'_>]) {
    out.push_str("<nav aria-label=\"Rules\">\n");
    for chapter in chapters {
        let _ = writeln!(out, "<h2>{}</h2>\n<ul>", text(chapter.name));
        for (rule, _) in chapter.files.iter().flat_map(|section| &section.rules) {
            let _ = writeln!(out, "<li><a href=\"#{}\">{}</a></li>", anchor(pack, rule), text(&rule.id));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</nav>\n");
}

/// The anchor of a rule in the page: its id, or its pack and id if another pack has a rule with that id.
/// Ids contain no `:`, so the two forms cannot collide.
fn anchor(pack: &Pack, rule: &Rule) -> String {
    let name = pack.name_of(rule);
    if name == rule.id {
        format!("rule-{}", text(&name))
    } else {
        format!("rule-{}:{}", text(&rule.pack), text(&rule.id))
    }
}

fn section(out: &mut String, pack: &Pack, section: &Section<'_>, place: &str) {
    let about = if section.about.is_empty() { section.name } else { &section.about };
    let _ = writeln!(out, "<h3>{}</h3>", text(about));
    if !section.about.is_empty() {
        let _ = writeln!(out, "<p class=\"quiet\">{}</p>", text(section.name));
    }
    for (rule, reading) in &section.rules {
        self::rule(out, &anchor(pack, rule), rule, reading, section, place);
    }
    if section.meanings.is_empty() {
        return;
    }
    out.push_str("<h4>Names in these rules</h4>\n<dl>\n");
    for (at, Meaning { name, note, finds }) in section.meanings.iter().enumerate() {
        let _ = writeln!(out, "<dt id=\"name-{place}-{at}\">“{}”</dt>", text(name));
        let note = note.as_deref().map(text);
        let finds = finds.as_ref().map(|finds| prose(finds, section, place));
        for part in note.into_iter().chain(finds) {
            let _ = writeln!(out, "<dd>{part}</dd>");
        }
    }
    out.push_str("</dl>\n");
}

fn rule(out: &mut String, anchor: &str, rule: &Rule, reading: &Reading, section: &Section<'_>, place: &str) {
    let said = |one: &Prose| prose(one, section, place);
    let id = text(&rule.id);
    let _ = writeln!(out, "<article aria-labelledby=\"{anchor}\">\n<h4 id=\"{anchor}\">{id}</h4>");
    if let Some(note) = &rule.note {
        let _ = writeln!(out, "<p>{}</p>", text(note));
    }
    let several = reading.finds.len() > 1;
    let (list, one) = if several { ("ol", "one of") } else { ("ul", "this") };
    let _ = writeln!(out, "<p>{}, {one}:</p>\n<{list}>", said(&reading.place));
    for line in &reading.finds {
        let _ = writeln!(out, "<li>{}</li>", said(line));
    }
    let _ = writeln!(out, "</{list}>");
    if !reading.unless.is_empty() {
        out.push_str("<p>unless this matches:</p>\n<ul>\n");
        for line in &reading.unless {
            let _ = writeln!(out, "<li>{}</li>", said(line));
        }
        out.push_str("</ul>\n");
    }
    if !reading.remarks.is_empty() {
        let remarks: Vec<String> = reading.remarks.iter().map(said).collect();
        let _ = writeln!(out, "<p>{}</p>", remarks.join(" "));
    }
    for group in rule.examples.chunk_by(|one, other| one.verdict == other.verdict) {
        let Some(first) = group.first() else { continue };
        let _ = writeln!(out, "<h5>{}</h5>\n<ul>", title(first.verdict));
        for example in group {
            let _ = writeln!(out, "<li>{}</li>", marked(&pieces(example)));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("<details>\n<summary>As written</summary>\n<pre><code>");
    for line in &rule.lines {
        let _ = writeln!(out, "{}", text(&line.text));
    }
    out.push_str("</code></pre>\n<dl class=\"keys\">\n");
    for (key, value) in keys(rule) {
        let _ = writeln!(out, "<dt>{key}</dt><dd>{}</dd>", text(&value));
    }
    if let Some(address) = &rule.docs {
        let _ = writeln!(out, "<dt>docs</dt><dd><a href=\"{0}\">{0}</a></dd>", text(address));
    }
    out.push_str("</dl>\n</details>\n</article>\n");
}

fn marked(pieces: &[Piece<'_>]) -> String {
    let one = |piece: &Piece<'_>| match piece {
        Piece::Words(words) => text(words).replace('\n', " ¶ "),
        Piece::Marked(role, inner) => {
            let class = match role.name() {
                name @ (Role::CLAIM | Role::SOURCE | Role::CUE) => name,
                _ => "other",
            };
            format!("<mark class=\"{class}\">{}<small>{}</small></mark>", marked(inner), text(role.name()))
        }
    };
    pieces.iter().map(one).collect()
}

/// Prose in which each name is a link to its meaning.
fn prose(prose: &Prose, section: &Section<'_>, place: &str) -> String {
    let one = |run: &Run| match run {
        Run::Plain(plain) => text(plain),
        Run::Role(role) => format!("<b>{}</b>", text(role)),
        Run::Words(words) => format!("<i>{}</i>", text(words)),
        Run::Name(name) => match section.meanings.iter().position(|meaning| meaning.name == *name) {
            Some(at) => format!("<a href=\"#name-{place}-{at}\">“{}”</a>", text(name)),
            None => format!("“{}”", text(name)),
        },
    };
    prose.runs().iter().map(one).collect()
}

/// Escapes text for HTML.
fn text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
