//! An attribution in its sentence, marked like the examples of rules: `{source: Rao} {cue: said} {content: it rains}`.

use crate::evaluate::Side;
use crate::report::Style;
use crate::span::Span;

/// If a run of words between two marks is longer than this many words, its middle is cut out …
const LONGEST: usize = 40;
/// … and this many words are kept at its start …
const KEPT_FIRST: usize = 24;
/// … and at its end.
const KEPT_LAST: usize = 12;

/// The sentences of an attribution with their marks, wrapped to `width` characters if possible. `name` is the label of
/// its content.
pub(in crate::report) fn lines(text: &str, side: &Side, name: &'static str, style: Style, width: usize) -> Vec<String> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for Word { width: letters, painted } in words(text, side, name, style) {
        match lines.last_mut() {
            Some((used, line)) if *used + 1 + letters <= width => {
                *used += 1 + letters;
                line.push(' ');
                line.push_str(&painted);
            }
            _ => lines.push((letters, painted)),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// A word with the marks attached to it.
#[derive(Default)]
struct Word {
    /// Its width on the screen, in characters.
    width: usize,
    painted: String,
}

/// A marked span.
struct Mark {
    span: Span,
    name: &'static str,
    /// The ANSI code of its colour.
    colour: &'static str,
}

fn words(text: &str, side: &Side, name: &'static str, style: Style) -> Vec<Word> {
    let marks = marks(side, name);
    let mut bounds: Vec<usize> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    bounds.extend([side.sentences.start, side.sentences.end]);
    bounds.sort_unstable();
    bounds.dedup();
    let mut line = Line { style, words: Vec::new(), open: false };
    for (at, &start) in bounds.iter().enumerate() {
        for mark in marks.iter().filter(|mark| mark.span.end == start) {
            line.glue("}", Some(mark));
        }
        for mark in marks.iter().filter(|mark| mark.span.start == start) {
            line.glue(&format!("{{{}:", mark.name), Some(mark));
            line.open = false;
        }
        let Some(&end) = bounds.get(at + 1) else { break };
        let run = Span::new(start, end);
        let around = marks.iter().filter(|mark| mark.span.contains(run)).min_by_key(|mark| mark.span.len());
        line.run(run.of(text), around);
    }
    line.words
}

/// The marks; the wider one first if two begin at the same place.
fn marks(side: &Side, name: &'static str) -> Vec<Mark> {
    let attribution = &side.attribution;
    let parts =
        [("source", "1", &attribution.source), ("cue", "33", &attribution.cue), (name, "36", &attribution.content)];
    let mut marks: Vec<Mark> = parts
        .into_iter()
        .flat_map(|(name, colour, spans)| spans.iter().map(move |&span| Mark { span, name, colour }))
        .filter(|mark| !mark.span.is_empty())
        .collect();
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    marks
}

/// Builds the words of a line.
struct Line {
    style: Style,
    words: Vec<Word>,
    /// Whether the next piece is attached to the last word.
    open: bool,
}

impl Line {
    fn run(&mut self, run: &str, mark: Option<&Mark>) {
        let words: Vec<&str> = run.split_whitespace().collect();
        self.open &= !run.starts_with(char::is_whitespace);
        let last = words.len().saturating_sub(KEPT_LAST);
        for (at, word) in words.iter().enumerate() {
            if words.len() > LONGEST && at >= KEPT_FIRST && at < last {
                if at == KEPT_FIRST {
                    self.glue("…", mark);
                    self.open = false;
                }
                continue;
            }
            self.glue(word, mark);
            self.open = at + 1 == words.len() && !run.ends_with(char::is_whitespace);
        }
    }

    /// Adds `piece` to the last word, or starts a new one. The next piece will be attached to it.
    fn glue(&mut self, piece: &str, mark: Option<&Mark>) {
        if !self.open || self.words.is_empty() {
            self.words.push(Word::default());
        }
        self.open = true;
        if let Some(word) = self.words.last_mut() {
            word.width += piece.chars().count();
            word.painted
                .push_str(&mark.map_or_else(|| piece.to_owned(), |mark| self.style.painted(mark.colour, piece)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::evaluate::{Attribution, Side};
    use crate::report::Style;
    use crate::span::Span;

    fn marked(text: &str, source: &str, cue: &str, content: &str) -> String {
        let spans = |part: &str| text.find(part).map(|at| Span::new(at, at + part.len())).into_iter().collect();
        let attribution = Attribution { source: spans(source), cue: spans(cue), content: spans(content), rule: None };
        let sentences = Span::new(0, text.len());
        let side = Side { attribution, cue_lemma: String::new(), cue_kind: None, sentences };
        lines(text, &side, "content", Style { colour: false, width: 0 }, 1000).join("\n")
    }

    #[test]
    fn sentences_are_marked_like_the_examples_of_rules() {
        assert_eq!(
            marked("“It  rains,” Rao said.", "Rao", "said", "“It  rains,”"),
            "{content: “It rains,”} {source: Rao} {cue: said}."
        );
        assert_eq!(marked("Rao’s claim", "Rao’s", "claim", "Rao’s claim"), "{content: {source: Rao’s} {cue: claim}}");
    }

    #[test]
    fn long_runs_lose_their_middle() {
        let text = format!("Rao said {}", "on ".repeat(50));
        let shown = marked(&text, "Rao", "said", "on");
        assert_eq!(shown.matches("on").count(), 24 + 12 + "{content: on}".matches("on").count());
        assert!(shown.contains("on … on"), "{shown}");
    }
}
