//! Text for a terminal: a sentence with its tokens, followed by its claims and matches.

use std::fmt::Write;

use super::{change_of, verdict};
use crate::article::Article;
use crate::explain::{BracketKind, Change, Line, NotFound, Reading, Sentence, WhyNot};
use crate::report::text::{Style, wrapped};
use crate::span::Span;

/// How many features of the confidence are shown.
const FEATURES: usize = 6;

/// Sentences with their tokens, their claims, and the matches that lost; `name` is the name of the article.
#[must_use]
pub fn sentences_text(name: &str, article: &Article, sentences: &[Sentence], style: Style) -> String {
    let mut page = Page { article, style, out: String::new() };
    for (at, sentence) in sentences.iter().enumerate() {
        if at > 0 {
            page.out.push('\n');
        }
        page.sentence(name, sentence);
    }
    page.out
}

/// Why the lines of a rule do not match sentences; unless `all` is set, sentences that match no part of a line are left
/// out.
#[must_use]
pub fn why_not_text(name: &str, article: &Article, reasons: &[WhyNot], style: Style, all: bool) -> String {
    let mut page = Page { article, style, out: String::new() };
    for group in reasons.chunk_by(|one, other| one.unit == other.unit) {
        let Some((nearest, others)) = group.split_first() else { continue };
        let bare = matches!(&nearest.outcome, NotFound::Stopped(it) if it.fixed == 0 && it.change.is_none());
        if bare && !all {
            continue;
        }
        if !page.out.is_empty() {
            page.out.push('\n');
        }
        page.heading(
            name,
            nearest.line,
            &nearest.unit.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" "),
        );
        page.why_not(nearest);
        for other in others {
            let Line { file, line, .. } = &other.pattern;
            let verdict = verdict(article, other);
            page.paragraph(2, &format!("{} {verdict}", page.dim(&format!("{file}:{line}"))));
        }
    }
    if page.out.is_empty() {
        page.out.push_str("no word of the rule is in this article\n");
    }
    page.out
}

/// Why a rule does not match a sentence, in a line; and a change that would, in a second one.
#[must_use]
pub fn why_not_line(article: &Article, reason: &WhyNot) -> Vec<String> {
    let mut lines = vec![format!("{}:{} {}", reason.pattern.file, reason.pattern.line, verdict(article, reason))];
    lines.extend(change_of(reason).map(|change| format!("would match: {change}")));
    lines
}

struct Page<'p> {
    article: &'p Article,
    style: Style,
    out: String,
}

impl Page<'_> {
    fn words(&self, span: Span) -> String {
        span.of(&self.article.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn heading(&mut self, name: &str, line: usize, text: &str) {
        let place = self.bold(&format!("{name}:{line}"));
        self.paragraph(0, &format!("{place} {text}"));
    }

    fn sentence(&mut self, name: &str, sentence: &Sentence) {
        let kind = format!("· {} · {} tokens", sentence.kind.name(), sentence.tokens.len());
        let place = self.bold(&format!("{name}:{}", sentence.line));
        let _ = writeln!(self.out, "{place} {}", self.dim(&kind));
        let tokens = self.tokens(sentence);
        self.paragraph(2, &tokens);
        for found in &sentence.found {
            let rule = self.style.painted("32", &found.reading.rule);
            let _ = writeln!(self.out, "\n  {rule} found this with confidence {:.2}", found.claim.confidence);
            self.reading(&found.reading);
            self.contributions(&found.contributions);
        }
        for lost in &sentence.lost {
            let rule = self.style.painted("31", &lost.reading.rule);
            let why = lost.why.text(self.article);
            self.out.push('\n');
            self.paragraph(2, &format!("{rule} {why}"));
            self.reading(&lost.reading);
            if let crate::explain::Why::Improbable(.., contributions) = &lost.why {
                self.contributions(contributions);
            }
        }
        if sentence.found.is_empty() && sentence.lost.is_empty() {
            let _ = writeln!(self.out, "\n  {}", self.dim("no rule matches"));
        }
    }

    /// The tokens as `form/TAG=lemma`, the lemma only if it differs from the form and a question mark
    /// behind a tag that is a second reading, with brackets around phrases.
    fn tokens(&self, sentence: &Sentence) -> String {
        let mut words: Vec<String> = Vec::new();
        for (at, token) in sentence.tokens.iter().enumerate() {
            let form = token.span.of(&self.article.text);
            let mut word = String::new();
            for bracket in sentence.brackets.iter().filter(|bracket| bracket.tokens.start == at) {
                match bracket.kind {
                    BracketKind::Phrase => word.push('['),
                    BracketKind::Quotation => word.push('«'),
                    BracketKind::Name(kind) => {
                        let _ = write!(word, "{{{}: ", kind.name());
                    }
                }
            }
            word.push_str(form);
            if form.chars().any(char::is_alphanumeric) {
                let doubt = if token.second_reading { "?" } else { "" };
                word.push_str(&self.dim(&format!("/{}{doubt}", token.tag.name())));
                if token.lemma != form.to_lowercase() {
                    word.push_str(&self.dim(&format!("={}", token.lemma)));
                }
            }
            for bracket in sentence.brackets.iter().rev().filter(|bracket| bracket.tokens.end == at + 1) {
                word.push(match bracket.kind {
                    BracketKind::Phrase => ']',
                    BracketKind::Quotation => '»',
                    BracketKind::Name(_) => '}',
                });
            }
            words.push(word);
        }
        words.join(" ")
    }

    fn reading(&mut self, reading: &Reading) {
        for (role, span) in &reading.roles {
            let text = self.words(*span);
            let role = self.style.painted("36", role);
            self.paragraph(5, &format!("{{{role}: {text}}}"));
        }
        let Line { file, line, text } = &reading.pattern;
        let place = self.dim(&format!("{file}:{line}"));
        self.paragraph(5, &format!("{place} {text}"));
        if let Some(by) = &reading.confidence_by {
            self.paragraph(5, &format!("its confidence is set by {by}"));
        }
    }

    fn contributions(&mut self, all: &[(String, f64)]) {
        if all.is_empty() {
            return;
        }
        let shown: Vec<String> =
            all.iter().take(FEATURES).map(|(feature, weight)| format!("{feature} {weight:+.2}")).collect();
        let more = all.len().saturating_sub(FEATURES);
        let more = if more > 0 { format!(", {more} more") } else { String::new() };
        let line = format!("because of {}{more}", shown.join(", "));
        for line in wrapped(&line, self.style.width.saturating_sub(5).max(30)) {
            let _ = writeln!(self.out, "     {}", self.dim(&line));
        }
    }

    fn why_not(&mut self, reason: &WhyNot) {
        let Line { file, line, text } = &reason.pattern;
        let place = self.dim(&format!("{file}:{line}"));
        self.paragraph(2, &format!("{place} {text}"));
        if let NotFound::Stopped(stopped) = &reason.outcome {
            for (part, span) in &stopped.took {
                let (part, words) = (self.style.painted("36", part), self.words(*span));
                self.paragraph(5, &format!("`{part}` took “{words}”"));
            }
        }
        let verdict = verdict(self.article, reason);
        self.paragraph(5, &self.style.painted("33", &verdict));
        match &reason.outcome {
            NotFound::Stopped(stopped) => match &stopped.change {
                Some(change) => self.change(change),
                None => self.paragraph(5, "no small change was found that would match"),
            },
            _ => {
                if let Some(change) = change_of(reason) {
                    let with = if change.starts_with('`') { "with " } else { "" };
                    self.paragraph(5, &format!("would be reported {with}{change}"));
                }
            }
        }
    }

    /// The changed line, with the change marked below it.
    fn change(&mut self, change: &Change) {
        const BEFORE: &str = "     would match: ";
        let _ = writeln!(self.out, "{BEFORE}{}", change.line);
        let mut marks = String::new();
        for span in &change.marked {
            let start = Span::new(0, span.start).of(&change.line).chars().count();
            let count = span.of(&change.line).chars().count().max(1);
            let gap = start.saturating_sub(marks.chars().count());
            marks.push_str(&" ".repeat(gap));
            marks.push_str(&"^".repeat(count));
        }
        let _ = writeln!(self.out, "{}{} {}", " ".repeat(BEFORE.len()), self.style.painted("32", &marks), change.what);
    }

    /// A wrapped text; all lines except the first are indented further.
    fn paragraph(&mut self, indent: usize, text: &str) {
        let width = self.style.width.saturating_sub(indent + 2).max(30);
        for (at, line) in wrapped(text, width).iter().enumerate() {
            let indent = if at == 0 { indent } else { indent + 2 };
            let _ = writeln!(self.out, "{}{line}", " ".repeat(indent));
        }
    }

    fn bold(&self, text: &str) -> String {
        self.style.painted("1", text)
    }

    fn dim(&self, text: &str) -> String {
        self.style.painted("2", text)
    }
}
