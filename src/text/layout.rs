//! Paragraphs and their kinds.
//!
//! News comes as lines of text: a headline, a byline, a dateline before the first sentence, captions with the credit of
//! a photograph, remnants of a web page. Only some of them contain claims, and a rule declares in which it looks.

use super::language::{Language, Set};
use super::token::is_space;
use super::{label, wrap};
use crate::annotation::ParagraphKind;
use crate::span::{LineIndex, Span};

/// A paragraph's place in the text, before its tokens are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) span: Span,
    pub(super) kind: ParagraphKind,
}

/// The paragraphs of `text` in order. A line is a paragraph, unless the text is wrapped at a fixed width, where an
/// empty line ends a paragraph. Linear.
pub(super) fn blocks(language: &Language, text: &str) -> Vec<Block> {
    let spans = wrap::paragraphs(language, text);
    let turns = label::turns(language, text, &spans);
    let mut blocks = Vec::with_capacity(spans.len());
    let mut headline_possible = true;
    for (at, &span) in spans.iter().enumerate() {
        let line = span.of(text);
        let next = spans.get(at + 1).map(|next| next.of(text));
        let turn = turns.get(at).copied().unwrap_or_default();
        let kind = kind(language, line, next, headline_possible, turn);
        if !matches!(kind, ParagraphKind::Credit | ParagraphKind::Caption | ParagraphKind::Byline) {
            headline_possible = false;
        }
        let first = span.start + ornament(line);
        let line = Span::new(first, span.end).of(text);
        let body = Some(line).filter(|_| kind == ParagraphKind::Body);
        let dateline = body.and_then(|line| dateline(language, line)).unwrap_or_default();
        let start = first + dateline;
        if dateline > 0 {
            blocks.push(Block { span: Span::new(first, start), kind: ParagraphKind::Dateline });
        }
        blocks.push(Block { span: Span::new(start, span.end), kind });
    }
    blocks
}

/// For each paragraph, in order, the line it begins on, from 1. Linear.
pub(crate) fn lines_of_paragraphs(language: &Language, text: &str) -> Vec<usize> {
    let index = LineIndex::new(text);
    blocks(language, text).iter().map(|block| index.line(block.span.start)).collect()
}

/// Every line that is not empty, as a paragraph of the given kind.
pub(super) fn lines_as(text: &str, kind: ParagraphKind) -> Vec<Block> {
    wrap::lines(text).into_iter().flatten().map(|span| Block { span, kind }).collect()
}

fn kind(language: &Language, line: &str, next: Option<&str>, headline_possible: bool, turn: bool) -> ParagraphKind {
    let words = line.split_whitespace().count();
    if is_credit(language, line, words) {
        ParagraphKind::Credit
    } else if is_byline(language, line, words) {
        ParagraphKind::Byline
    } else if is_caption(language, line) {
        ParagraphKind::Caption
    } else if turn {
        ParagraphKind::Transcript
    } else if is_headline(line, words, next, headline_possible) {
        ParagraphKind::Headline
    } else {
        ParagraphKind::Body
    }
}

fn is_credit(language: &Language, line: &str, words: usize) -> bool {
    let bare = without_markup(line);
    if bare.is_empty() {
        return true;
    }
    let ends_sentence = bare.trim_end_matches(['"', '”', '’', '|', ' ']).ends_with(['.', '?', '!']);
    let credit =
        bare.split(|c: char| !c.is_alphabetic()).any(|word| language.is(&word.to_lowercase(), Set::CreditWords));
    let marked = line.starts_with('/')
        || line.starts_with('|')
        || line.ends_with('|')
        || line.starts_with('©')
        || line.starts_with("![");
    // on PolNeAR dev, 4 and 18 words give the same claims (`extract --packs all`)
    words <= 9 && !ends_sentence && (marked || credit && line.contains(['/', ':', '|', '©']))
}

/// The line without remnants of Markdown and tables.
fn without_markup(line: &str) -> String {
    let mut bare = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("![") {
        let (before, image) = rest.split_at(at);
        bare.push_str(before);
        let Some(end) = image.find("](").and_then(|middle| image.get(middle..)?.find(')').map(|end| middle + end + 1))
        else {
            rest = image;
            break;
        };
        rest = image.get(end..).unwrap_or_default();
    }
    bare.push_str(rest);
    bare.trim_matches(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '"' | '“' | '‘' | '(' | '”' | '’' | ')' | '.' | '?' | '!')
    })
    .to_owned()
}

fn is_byline(language: &Language, line: &str, words: usize) -> bool {
    // on PolNeAR dev, 7 and 28 words give the same claims (`extract --packs all`)
    let lower = line.to_lowercase();
    let first = lower.split_once(' ').map_or("", |(first, _)| first.strip_suffix(':').unwrap_or(first));
    if !language.is(first, Set::BylineOpeners) || words > 14 || line.ends_with(['.', '?', '!', ':']) {
        return false;
    }
    let names = line.split_whitespace().skip(1);
    let small =
        names.filter(|word| word.starts_with(char::is_lowercase) && !language.is(word, Set::BylineWords)).count();
    small == 0
}

fn is_caption(language: &Language, line: &str) -> bool {
    // on PolNeAR dev, half and double of each number here give the same claims (`extract --packs all`)
    let lower = line.to_lowercase();
    let tail: String = lower.chars().rev().take(90).collect::<Vec<_>>().into_iter().rev().collect();
    let agency = tail.rsplit_once(" / ").is_some_and(|(_, credit)| {
        credit.split_whitespace().count() <= 5 && !credit.trim_end_matches(['|', ' ']).ends_with('.')
    });
    let bracket = tail.trim_end_matches(['.', ' ', '|']).ends_with(')')
        && tail
            .rsplit_once('(')
            .is_some_and(|(_, credit)| language.words(Set::CaptionCredits).any(|word| credit.contains(word)));
    let labelled = lower.split_once(':').is_some_and(|(label, _)| language.is(label, Set::CaptionLabels));
    let words = lower.split_whitespace().count();
    labelled
        || words >= 6 && (agency || bracket || language.words(Set::CaptionPhrases).any(|phrase| lower.contains(phrase)))
}

/// The first line of an article is a headline of at most this many words. On PolNeAR dev, 15 / 30 / 60 give the same
/// claims (`extract --packs all`).
const MOST_FIRST: usize = 30;
/// So is one that ends like a sentence, and has this many at most. F1 of detection on PolNeAR dev with 8 / 16 / 32 and
/// all packs: 71.75 / 71.73 / 71.73.
const MOST_ENDING: usize = 16;
/// So is another line of at most this many. On PolNeAR dev, 5 / 10 / 20 give the same claims.
const MOST_LATER: usize = 10;

fn is_headline(line: &str, words: usize, next: Option<&str>, first: bool) -> bool {
    let Some(next) = next else { return false };
    let quoted = line.starts_with(['"', '“', '‘', '«', '„']) && line.ends_with(['"', '”', '’', '»', '“']);
    let ends =
        line.trim_end_matches(['"', '”', '’', '\'', ')', ' ']).ends_with(['.', '!', '?', ':', ';', ',', '…', '—']);
    let long: Vec<&str> = line.split_whitespace().filter(|word| word.len() > 3).collect();
    let capitals = long
        .iter()
        .filter(|word| {
            word.trim_start_matches(|c: char| !c.is_alphanumeric())
                .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        })
        .count();
    // F1 of detection on PolNeAR dev, all packs: 71.73 / 71.73 / 71.73 with 1 / 3 / 6 long words, 71.73 / 71.73 / 71.70
    // with 4 / 8 / 10 of ten
    let titled = long.len() >= 3 && capitals * 10 >= long.len() * 8;
    if first {
        let longer = next.split_whitespace().count() > words;
        return words <= MOST_FIRST
            && !(line.starts_with(['"', '“']) && ends)
            && (!ends || titled || (words <= MOST_ENDING && longer && !line.ends_with([':', '.'])));
    }
    words <= MOST_LATER
        && !ends
        && !quoted
        && !line.contains(['@', '|'])
        && line.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// The length of the dateline that `line` begins with: *HALDEN, Nov. 3 (Delta) — *, *LONDON: *.
fn dateline(language: &Language, line: &str) -> Option<usize> {
    let town = line.split_once(": ").map(|(town, _)| town).filter(|town| !town.contains(char::is_lowercase));
    if let Some(town) = town.filter(|town| language.places.has(&town.to_lowercase())) {
        return Some(town.len() + 2);
    }
    let (dash, length) =
        ["—", "–", " - ", "--", "―"].iter().filter_map(|dash| line.find(dash).map(|at| (at, dash.len()))).min()?;
    let head = line.get(..dash)?;
    let place = head.split([',', '(', '/']).next()?.trim();
    let upper = place.chars().any(char::is_alphabetic) && !place.chars().any(char::is_lowercase);
    let agency = head.trim_end().ends_with(')') && head.split_whitespace().count() <= 6 && head.contains('(');
    let capitals = head.split_whitespace().all(|word| word.starts_with(|c: char| !c.is_lowercase()));
    // F1 of detection on PolNeAR dev with 30 / 60 / 120 characters and all packs: 71.70 / 71.73 / 71.73
    if head.chars().count() > 60 || place.chars().count() < 3 || !capitals || !(upper || agency) {
        return None;
    }
    let rest = line.get(dash + length..)?;
    let gap = rest.len() - rest.trim_start_matches(is_space).len();
    (!rest.trim_matches(is_space).is_empty()).then_some(dash + length + gap)
}

/// The length of the bullet or arrow that `line` begins with, and the space behind it: *• *, *>> *, *► *. Marks that can
/// also be part of the text count only with a space behind them.
fn ornament(line: &str) -> usize {
    let rest = line.trim_start_matches(|c| is_ornament(c) || is_bullet(c) || is_space(c));
    let length = line.len() - rest.len();
    let marks = line.get(..length).unwrap_or_default();
    let spaced = marks.ends_with(is_space) || marks.chars().next_back().is_some_and(is_ornament);
    let guillemet = marks.contains(['»', '«']) && rest.contains(['«', '»']);
    if spaced && !guillemet && rest.contains(char::is_alphabetic) { length } else { 0 }
}

/// A sign that is never part of a sentence.
const fn is_ornament(c: char) -> bool {
    matches!(
        c,
        '•' | '·' | '‣' | '⁃' | '\u{2190}'..='\u{21FF}' | '\u{2500}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}'
            | '\u{1F300}'..='\u{1FAFF}' | '\u{FE0F}'
    )
}

/// A sign that is a bullet with a space behind it.
const fn is_bullet(c: char) -> bool {
    matches!(c, '*' | '>' | '»' | '›' | '-' | '–' | '—' | '―' | '~' | '+')
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::annotation::ParagraphKind;

    fn kinds(text: &str) -> Vec<(ParagraphKind, &str)> {
        blocks(&crate::lang::english(), text).into_iter().map(|block| (block.kind, block.span.of(text))).collect()
    }

    #[test]
    fn the_parts_of_an_article_are_distinguished() {
        use ParagraphKind::{Body, Byline, Caption, Credit, Dateline, Headline};
        let text = "Bridge to Close for Two Years\n![](x.png) |\n/ Captured from Delta TV |\nBy Rita Moss\nHALDEN, Nov. 3 (Delta) — The old bridge will close next month, the mayor said on Monday.\nMayor Ana Ruiz, left, looks at the bridge in Halden on Sunday. / Delta Press |\nWhat comes next\nNobody knows what will come next, she added after the meeting.";
        assert_eq!(
            kinds(text),
            [
                (Headline, "Bridge to Close for Two Years"),
                (Credit, "![](x.png) |"),
                (Credit, "/ Captured from Delta TV |"),
                (Byline, "By Rita Moss"),
                (Dateline, "HALDEN, Nov. 3 (Delta) — "),
                (Body, "The old bridge will close next month, the mayor said on Monday."),
                (Caption, "Mayor Ana Ruiz, left, looks at the bridge in Halden on Sunday. / Delta Press |"),
                (Headline, "What comes next"),
                (Body, "Nobody knows what will come next, she added after the meeting."),
            ]
        );
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The council met on Monday to talk about the bridge, which\nhas been closed since a storm in late March tore away two\nof its pillars, and about the ferry that is to replace it\nuntil repairs are done, a plan that has few friends among\nthe traders of the old town and none at all in the valley.\n\nNobody voted against it.";
        assert_eq!(kinds(text).len(), 2);
    }

    #[test]
    fn lines_end_in_any_style() {
        let text = "It rained.\n\nThe bridge closed.\nNobody came.";
        let plain: Vec<String> =
            blocks(&crate::lang::english(), text).iter().map(|block| block.span.of(text).to_owned()).collect();
        assert_eq!(plain.len(), 3);
        for end in ["\r\n", "\r", "\u{2028}"] {
            let text = text.replace('\n', end);
            let lines: Vec<String> =
                blocks(&crate::lang::english(), &text).iter().map(|block| block.span.of(&text).to_owned()).collect();
            assert_eq!(lines, plain, "{end:?}");
        }
        let wrapped = "The council met on Monday to talk about the bridge, which\nhas been closed since a storm in late March tore away two\nof its pillars, and about the ferry that is to replace it\nuntil repairs are done, a plan that has few friends among\nthe traders of the old town and none at all in the valley.";
        assert_eq!(blocks(&crate::lang::english(), &wrapped.replace('\n', "\r\n")).len(), 1);
        assert_eq!(blocks(&crate::lang::english(), &wrapped.replace('\n', "\r")).len(), 1);
    }

    #[test]
    fn turns_of_an_interview_are_transcript() {
        let text = "Interview\n\nQ: Will it hold?\n\nA: It will.\n\nRUIZ: I doubt it.";
        assert_eq!(kinds(text).iter().filter(|(kind, _)| *kind == ParagraphKind::Transcript).count(), 3);
    }
}
