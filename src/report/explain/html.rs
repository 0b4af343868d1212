//! A self-contained HTML page, without scripts or external files.

use std::fmt::Write;

use super::{change_of, verdict};
use crate::article::Article;
use crate::explain::{BracketKind, Line, Reading, Sentence, WhyNot};

const STYLE: &str = "body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
color-scheme:light dark}section{border-top:1px solid #8888;padding:1rem 0}ruby{ruby-align:start}rt{color:#888;\
font-size:.65em}.phrase{border:1px solid #8886;border-radius:.3em;padding:0 .2em}.name{background:#fd08;\
border-radius:.3em}.quotation{background:#0af2}.found{color:#080}.lost{color:#b00}code{font-size:.9em}\
mark{background:#4c48;color:inherit}small{color:#888}";

/// A page about sentences, or about why the lines of a rule do not match them; `name` is the name of the article.
#[must_use]
pub fn html(name: &str, article: &Article, sentences: &[Sentence], reasons: &[WhyNot]) -> String {
    let mut page = Page { article, out: String::new() };
    let title = escaped(name);
    let _ = write!(
        page.out,
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n"
    );
    sentences.iter().for_each(|sentence| page.sentence(sentence));
    for group in reasons.chunk_by(|one, other| one.unit == other.unit) {
        page.why_not(group);
    }
    page.out
}

struct Page<'p> {
    article: &'p Article,
    out: String,
}

impl Page<'_> {
    fn sentence(&mut self, sentence: &Sentence) {
        let _ = writeln!(self.out, "<section>\n<small>line {} · {}</small>\n<p>", sentence.line, sentence.kind.name());
        for (at, token) in sentence.tokens.iter().enumerate() {
            for bracket in sentence.brackets.iter().filter(|bracket| bracket.tokens.start == at) {
                let class = if let BracketKind::Name(_) = bracket.kind { "name" } else { bracket.kind.name() };
                let _ = write!(self.out, "<span class=\"{class}\" title=\"{}\">", bracket.kind.name());
            }
            let form = escaped(token.span.of(&self.article.text));
            let (tag, lemma) = (escaped(token.tag.name()), escaped(&token.lemma));
            let _ = write!(self.out, "<ruby title=\"{lemma}\">{form}<rt>{tag}</rt></ruby>");
            for _ in sentence.brackets.iter().filter(|bracket| bracket.tokens.end == at + 1) {
                self.out.push_str("</span>");
            }
            self.out.push('\n');
        }
        self.out.push_str("</p>\n<ul>\n");
        for found in &sentence.found {
            let features: Vec<String> =
                found.contributions.iter().map(|(feature, weight)| format!("{feature} {weight:+.2}")).collect();
            let _ = write!(
                self.out,
                "<li><b class=\"found\">{}</b> with confidence <span title=\"{}\">{:.2}</span>",
                escaped(&found.reading.rule),
                escaped(&features.join(", ")),
                found.claim.confidence
            );
            self.reading(&found.reading);
        }
        for lost in &sentence.lost {
            let (rule, why) = (escaped(&lost.reading.rule), escaped(&lost.why.text(self.article)));
            let _ = write!(self.out, "<li><b class=\"lost\">{rule}</b> {why}");
            self.reading(&lost.reading);
        }
        if sentence.found.is_empty() && sentence.lost.is_empty() {
            self.out.push_str("<li>no rule matches</li>\n");
        }
        self.out.push_str("</ul>\n</section>\n");
    }

    fn reading(&mut self, reading: &Reading) {
        self.out.push_str("<ul>\n");
        for (role, span) in &reading.roles {
            let (role, text) = (escaped(role), escaped(span.of(&self.article.text)));
            let _ = writeln!(self.out, "<li>{role}: {text}</li>");
        }
        let Line { file, line, text } = &reading.pattern;
        let _ = writeln!(self.out, "<li><small>{}:{line}</small> <code>{}</code></li>", escaped(file), escaped(text));
        if let Some(by) = &reading.confidence_by {
            let _ = writeln!(self.out, "<li><small>its confidence is set by {}</small></li>", escaped(by));
        }
        self.out.push_str("</ul></li>\n");
    }

    fn why_not(&mut self, group: &[WhyNot]) {
        let Some(first) = group.first() else { return };
        let text = escaped(first.unit.of(&self.article.text));
        let _ = writeln!(self.out, "<section>\n<small>line {}</small>\n<p>{text}</p>\n<ul>", first.line);
        for reason in group {
            let Line { file, line, text } = &reason.pattern;
            let verdict = escaped(&verdict(self.article, reason));
            let place = format!("<small>{}:{line}</small> <code>{}</code>", escaped(file), escaped(text));
            let change = change_of(reason)
                .map(|change| format!("<br>would match: <mark><code>{}</code></mark>", escaped(&change)));
            let _ = writeln!(self.out, "<li>{place}<br>{verdict}{}</li>", change.unwrap_or_default());
        }
        self.out.push_str("</ul>\n</section>\n");
    }
}

/// Escapes text for HTML content and attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}
