//! Which lines of a text are one paragraph.
//!
//! Most articles have a paragraph on each line. Others are wrapped, at a fixed width or anywhere, so that a sentence goes
//! on on the next line; and some lines belong to a quotation above or below them.

use super::language::{Language, Set};
use super::sentence::is_blank;
use super::token::is_space;
use crate::span::Span;

/// The paragraphs of `text` in order. A line is a paragraph, unless the text is wrapped at a fixed width, where an
/// empty line ends a paragraph, or the next line continues it. Linear.
pub(super) fn paragraphs(language: &Language, text: &str) -> Vec<Span> {
    let lines = lines(text);
    let spans = if is_wrapped(text, &lines) { joined(text, &lines) } else { continued(language, text, &lines) };
    with_quotation(text, spans)
}

/// The trimmed lines; an empty one is `None`.
pub(super) fn lines(text: &str) -> Vec<Option<Span>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut after_return = false;
    for piece in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}', '\u{85}']) {
        let end = start + piece.len();
        if std::mem::replace(&mut after_return, piece.ends_with('\r')) && piece == "\n" {
            // the second half of one line end
            start = end;
            continue;
        }
        let left = piece.trim_start_matches(is_space);
        let inner = left.trim_end_matches(is_space);
        let from = end - left.len();
        lines.push((!inner.is_empty()).then(|| Span::new(from, from + inner.len())));
        start = end;
    }
    lines
}

/// Whether lines are wrapped at a fixed width: most lines followed by another end within a word's length of the
/// longest, and hardly any ends a sentence.
fn is_wrapped(text: &str, lines: &[Option<Span>]) -> bool {
    let pairs: Vec<(&str, &str)> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [Some(one), Some(other)] => Some((one.of(text), other.of(text))),
            _ => None,
        })
        .collect();
    let width = lines.iter().flatten().map(|span| span.len()).max().unwrap_or_default();
    let near = pairs.iter().filter(|(line, next)| {
        let word = next.split_whitespace().next().unwrap_or_default().len();
        line.len() + word + 1 >= width.saturating_sub(2)
    });
    let broken = pairs.iter().filter(|(line, next)| {
        !line.ends_with(['.', '!', '?', '"', '”', ':']) && !next.starts_with(char::is_uppercase)
    });
    // on PolNeAR dev, 2 or 8 lines and a width of 60 or 240 give the same claims (`extract --packs all`)
    pairs.len() >= 4 && width <= 120 && near.count() * 10 >= pairs.len() * 7 && broken.count() * 3 >= pairs.len()
}

/// Runs of lines without an empty one between them, each as one paragraph.
fn joined(text: &str, lines: &[Option<Span>]) -> Vec<Span> {
    let groups = lines.split(Option::is_none).filter(|group| !group.is_empty());
    let cover = |group: &[Option<Span>]| group.iter().flatten().copied().reduce(Span::cover);
    groups.filter_map(cover).filter(|span| !is_blank(span.of(text))).collect()
}

/// Lines as paragraphs, except those that continue the line before.
fn continued(language: &Language, text: &str, lines: &[Option<Span>]) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    for group in lines.split(Option::is_none) {
        let spans: Vec<Span> = group.iter().flatten().copied().collect();
        let pairs = || spans.windows(2).filter_map(|pair| <[Span; 2]>::try_from(pair).ok());
        let mut continues = false;
        let broken: Vec<bool> = pairs()
            .map(|[one, next]| {
                continues = breaks_sentence(one.of(text), next.of(text), continues);
                continues
            })
            .collect();
        let width = spans.iter().map(|span| span.len()).max().unwrap_or_default();
        let is_column = width <= MOST_WIDTH && broken.contains(&true);
        let mut joins = pairs().zip(&broken).map(|([one, next], &broken)| {
            let (one, next) = (one.of(text), next.of(text));
            broken || is_column && (fills(one, next, width) || is_open(language, one, next))
        });
        for (at, &span) in spans.iter().enumerate() {
            let joined = at > 0 && joins.next().unwrap_or_default();
            match paragraphs.last_mut() {
                Some(last) if joined => *last = last.cover(span),
                _ => paragraphs.push(span),
            }
        }
    }
    paragraphs
}

/// Lines of a column that breaks sentences are at most this long.
const MOST_WIDTH: usize = 120;

/// Whether the next line continues the sentence of the line `one`: it begins in lower case. `continues` is whether `one`
/// itself continues the line before.
fn breaks_sentence(one: &str, next: &str, continues: bool) -> bool {
    let quoted = one.ends_with(['”', '"', '»', '’']);
    let open = quoted || !one.ends_with(['.', '!', '?', ':', ';', '…', '|']);
    let mut letters = next.chars();
    let lower = letters.next().is_some_and(char::is_lowercase) && !letters.next().is_some_and(char::is_uppercase);
    // the items of a list all begin in lower case
    let item = !continues && one.starts_with(char::is_lowercase) && one.split_whitespace().count() < 6;
    open && lower && !item && one.contains(char::is_whitespace)
}

/// Whether the first word of the next line would not fit on the line `one`.
fn fills(one: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default();
    one.len() + word.len() + 1 >= width.saturating_sub(2)
}

/// Whether the line `one` cannot be the end of a sentence: it ends in a comma or a word that needs another one, or in a
/// word in lower case before a number.
fn is_open(language: &Language, one: &str, next: &str) -> bool {
    let last = one.rsplit(is_space).next().unwrap_or_default();
    let number = last.chars().all(char::is_lowercase) && next.starts_with(|c: char| c.is_ascii_digit());
    one.ends_with(',') || number || language.is(last, Set::Frequent)
}

/// Joins a quotation with the line above that introduces it, which ends in a colon, and with the line below that signs
/// it, which begins with a dash and a name.
fn with_quotation(text: &str, spans: Vec<Span>) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::with_capacity(spans.len());
    for (at, &span) in spans.iter().enumerate() {
        let line = span.of(text);
        let next = spans.get(at + 1).map_or("", |next| next.of(text));
        let joined = paragraphs.last().is_some_and(|last| {
            let last = last.of(text);
            let introduced = last.ends_with(':') && line.starts_with(['“', '"', '„', '«']);
            let signed = last.ends_with(['”', '"', '»', '’', '“', '\'']) && signature(line) && !signature(next);
            introduced || signed
        });
        match paragraphs.last_mut() {
            Some(last) if joined => *last = last.cover(span),
            _ => paragraphs.push(span),
        }
    }
    paragraphs
}

/// Whether a line is a dash and a name: *— Rita Moss, mayor*.
fn signature(line: &str) -> bool {
    /// A name with a title has at most this many words.
    const MOST_WORDS: usize = 14;
    let name = line.trim_start_matches(['—', '–', '―', '-']);
    name.len() < line.len()
        && name.trim_start().starts_with(char::is_uppercase)
        && name.split_whitespace().count() <= MOST_WORDS
        && !line.ends_with(['?', '!', ':'])
        && !line.contains(['“', '”', '"'])
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    fn split(text: &str) -> Vec<&str> {
        paragraphs(&crate::lang::english(), text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn a_line_that_begins_in_lower_case_continues_the_sentence() {
        for text in [
            "Mayor Ana Ruiz said the\nbridge was old.",
            "It closed in May.\n\nRuiz said the\nbridge was old.",
            "“It was old,”\nsaid Ana Ruiz.",
            "Mayor Ana Ruiz said the coun-\ncil had lost 40 mil-\nlion crowns.",
            "“We have sold 12 boats since\n2014,” Omar Haddad said. “Nobody has asked for more of\nthe old ones this year.”",
        ] {
            let expected: Vec<String> = text.split("\n\n").map(str::to_owned).collect();
            assert_eq!(split(text), expected);
        }
        for text in
            ["It closed.\nruiz.example", "The demands:\nmore pay\nless work", "Bridge closes\niPhone sales fall"]
        {
            assert_eq!(split(text), text.split('\n').collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_quotation_is_joined_with_its_speaker() {
        for text in ["“It held.”\n— Ana Ruiz, mayor", "“It held.”\n\n–Ana Ruiz", "And from Ana Ruiz:\n\n“It held.”"]
        {
            assert_eq!(split(text), [text]);
        }
        for text in ["“It held.”\n- The mill\n- The yard", "It held.\n— Ana Ruiz", "The plan:\nIt held."] {
            assert_eq!(split(text), text.split('\n').collect::<Vec<_>>());
        }
    }
}
