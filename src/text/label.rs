//! The labels of speakers in transcripts and interviews: *RUIZ:*, *Q:*, *RITA MOSS, MAYOR (off camera):*.
//!
//! Words before a colon are more often something else: a topic, a place, a day, *Related:*. A label is a name or a role,
//! and an article has several, unless its form leaves no doubt. What follows, up to the next label, is the turn of that
//! speaker.

use rustc_hash::{FxHashMap, FxHashSet};

use super::language::{Language, Set};
use super::token::is_space;
use super::word_class::Class;
use super::{Document, Entity, Paragraph};
use crate::annotation::{EntityKind, ParagraphKind};
use crate::span::{Cover, Span, TokenRange};

/// A label at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label<'t> {
    /// The bytes of the line up to the end of the colon.
    pub(super) length: usize,
    /// The name or role, without marks, notes and titles behind a comma.
    name: &'t str,
    form: Form,
}

/// How a label is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// In a form that only transcripts have: *>> RUIZ:*, *RUIZ (on camera):*, *ANA RUIZ, MAYOR:*.
    Marked,
    /// In capitals, or the letter of an interview.
    Upper,
    /// Like a name in running text.
    Title,
}

/// So many lines with a label make an article a transcript, unless the form of one leaves no doubt. F1 of detection on
/// PolNeAR dev with 1 / 2 / 4 and all packs: 71.78 / 71.73 / 71.86, of which a few claims of few articles make the
/// difference.
const LEAST_LABELS: usize = 2;

/// A label has at most this many characters.
const MOST_OF_LABEL: usize = 120;
/// A name or role has at most this many words. F1 of detection with 3 / 5 and all packs: 71.53 / 71.52 on PolNeAR
/// train, 71.86 / 71.73 on dev, of which two claims make the difference; with 10, dev is as with 5.
const MOST_OF_NAME: usize = 5;
/// What follows a name behind a comma has at most this many words.
const MOST_OF_NOTE: usize = 12;

/// For each paragraph, whether it is part of a transcript: it has a label, or belongs to the turn of the label before it.
/// Linear.
pub(super) fn turns(language: &Language, text: &str, spans: &[Span]) -> Vec<bool> {
    let lines: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    let mut labels: Vec<Option<Label<'_>>> = lines.iter().map(|line| label(line)).collect();
    let mut turns = vec![false; spans.len()];
    if labels.iter().all(Option::is_none) {
        return turns;
    }
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for label in labels.iter().flatten() {
        *times.entry(label.name).or_default() += 1;
    }
    let full_names = full_names(language, &lines);
    for label in &mut labels {
        *label = label.filter(|label| label.names_speaker(language, times.get(label.name).copied(), &full_names));
    }
    let labelled = || labels.iter().enumerate().filter(|(_, label)| label.is_some()).map(|(at, _)| at);
    let marked = labels.iter().flatten().any(|label| label.form == Form::Marked);
    if labelled().count() < LEAST_LABELS && !marked {
        return turns;
    }
    labelled().for_each(|at| turns[at] = true);
    // where labels are frequent, paragraphs between them belong to the turn, and after the last one or as many as a turn
    // has
    let (Some(first), Some(last)) = (labelled().next(), labelled().next_back()) else { return turns };
    if labelled().count() * 3 > last - first {
        let longest =
            labelled().zip(labelled().skip(1)).map(|(one, next)| next - one).max().map_or(1, |longest| longest.max(2));
        turns.iter_mut().take(last + longest).skip(first).for_each(|turn| *turn = true);
    }
    turns
}

/// The number of bytes of the label that a line of a transcript begins with, up to the end of the colon.
pub(super) fn length(line: &str) -> Option<usize> {
    label(line).map(|label| label.length)
}

/// The label at the beginning of a line, as far as its form shows.
fn label(line: &str) -> Option<Label<'_>> {
    let colon = colon(line)?;
    let (head, rest) = (line.get(..colon)?, line.get(colon + 1..)?);
    if !rest.starts_with(is_space) || rest.trim().is_empty() {
        return None;
    }
    let bare = head.trim_start_matches(['>', ' ']);
    let arrows = bare.len() < head.len() && head.starts_with('>');
    let (name, note) = bare.split_at(bare.find([',', '(', '[']).unwrap_or(bare.len()));
    let name = name.trim_end();
    let words = name.split_whitespace().count();
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '’' | '\'' | '#'));
    let noted = note.split_whitespace().count();
    if !plain || !(1..=MOST_OF_NAME).contains(&words) || noted > MOST_OF_NOTE || !note_closes(note) {
        return None;
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let upper = letters > 2 && !name.chars().any(char::is_lowercase);
    let beside = note.starts_with(['(', '[']) || noted > 0 && !note.chars().any(char::is_lowercase);
    // an apposition and a colon introduce a quotation in running text, too
    let spoken = !rest.trim_start().starts_with(['"', '“', '‘', '«', '„']);
    let form = match () {
        () if (upper || name == "Q" || name == "A") && (arrows || beside) => Form::Marked,
        () if arrows && name.starts_with(char::is_uppercase) => Form::Marked,
        () if upper && noted == 0 || matches!(name, "Q" | "A") => Form::Upper,
        () if name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
            && letters > 1
            && (noted == 0 || spoken) =>
        {
            Form::Title
        }
        () => return None,
    };
    Some(Label { length: colon + 1, name, form })
}

/// The first colon outside of brackets, if it is near the beginning.
fn colon(line: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in line.char_indices().take(MOST_OF_LABEL) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.checked_sub(1)?,
            ':' if depth == 0 => return Some(at),
            '"' | '“' | '”' | '!' | '?' | ';' | '—' => return None,
            _ => {}
        }
    }
    None
}

/// Whether what follows the name is one apposition, one remark in brackets, or both.
fn note_closes(note: &str) -> bool {
    let (apposition, remark) = note.split_at(note.find(['(', '[']).unwrap_or(note.len()));
    // a party in brackets stands before the apposition
    let remark = remark.rsplit_once("), ").map_or(remark, |(party, _)| note.get(..party.len() + 1).unwrap_or(remark));
    apposition.trim_end().matches(',').count() <= 2
        && !apposition.contains(". ")
        && (remark.is_empty() || remark.trim_end().ends_with([')', ']']))
}

impl Label<'_> {
    /// Whether the name is that of a person or a role, and not a topic, a place or a day.
    fn names_speaker(&self, language: &Language, times: Option<usize>, full_names: &FxHashSet<String>) -> bool {
        let repeated = times.is_some_and(|times| times > 1);
        let words: Vec<String> = self.name.split_whitespace().map(str::to_lowercase).collect();
        let Some(last) = words.last() else { return false };
        let whole = words.join(" ");
        if matches!(self.name, "Q" | "A") || self.form == Form::Marked {
            return true;
        }
        let dated =
            |word: &String| [Set::Weekdays, Set::Months, Set::NearDays].iter().any(|&set| language.is(word, set));
        if words.iter().any(dated) || language.places.has(&whole) && !full_names.contains(&whole) {
            return false;
        }
        let is_common = |word: &str| !language.word_codes(word).is_empty();
        let is_given = |word: &str| language.first_names.has(word);
        let is_surname = |word: &str| language.surnames.has(word);
        let is_role = |word: &str| language.word_codes(word).contains('h') || language.titles.has(word);
        let titles = words.iter().take(words.len() - 1).take_while(|word| language.titles.has(word)).count();
        let names = words.get(titles..).unwrap_or_default();
        match (titles, names) {
            (0, [name]) => {
                let known = is_surname(name) || is_given(name) || repeated;
                full_names.contains(name.as_str()) || is_role(name) && repeated || known && !is_common(name)
            }
            (_, [name]) => is_surname(name) || !is_common(name),
            (_, [first, ..]) => {
                let role = self.form == Form::Upper && is_role(last);
                role || is_given(first) && (is_surname(last) || !is_common(last))
                    || is_surname(last) && (!is_common(first) || first.ends_with('.') || first.len() == 1)
                    || !words.iter().any(|word| is_common(word) || language.organisation_words.has(word))
            }
            (_, []) => false,
        }
    }
}

/// The entities with those of the speakers that labels name: a word that could be anything elsewhere is a name there.
/// Linear.
pub(super) fn with_speakers(document: &Document<'_>, entities: Vec<Entity>) -> Vec<Entity> {
    let transcript = document.paragraphs.iter().filter(|paragraph| paragraph.kind == ParagraphKind::Transcript);
    let speakers: Vec<Entity> = transcript.filter_map(|paragraph| speaker(document, paragraph)).collect();
    if speakers.is_empty() {
        return entities;
    }
    let covered =
        Cover::new(speakers.iter().map(|speaker| TokenRange::new(speaker.title.start, speaker.tokens.end)).collect());
    let others = entities.into_iter().filter(|entity| !covered.touches(entity.tokens));
    let mut all: Vec<Entity> = others.chain(speakers).collect();
    all.sort_by_key(|entity| entity.tokens.start);
    all
}

/// The person that the label of a paragraph names; `None` if it has no label, or that is a role or an organisation.
fn speaker(document: &Document<'_>, paragraph: &Paragraph) -> Option<Entity> {
    let label = document.sentences.get(paragraph.sentences.0)?.tokens;
    if document.lower(label.end.checked_sub(1)?) != ":" {
        return None;
    }
    let end = label.range().find(|&at| matches!(document.lower(at), "," | "(" | "[" | ":"))?;
    let has_class = |at: usize, class: Class| document.word(at).class.any(class);
    let given =
        has_class(label.start, Class::MALE_NAME.or(Class::FEMALE_NAME)) && !has_class(label.start, Class::TITLE);
    let titled = (label.start..end.saturating_sub(1)).rev().find(|&at| !given && has_class(at, Class::TITLE));
    let name = TokenRange::new(titled.map_or(label.start, |title| title + 1), end);
    let last = name.end.checked_sub(1).filter(|_| !name.is_empty())?;
    let role = has_class(last, Class::HUMAN.or(Class::GROUP)) && !has_class(last, Class::SURNAME);
    let letter = document.lower(last).chars().count() < 2;
    let other =
        letter || role || name.range().any(|at| has_class(at, Class::ORGANISATION) || document.is_punctuation(at));
    let kind = EntityKind::Person;
    (!other).then_some(Entity { tokens: name, title: TokenRange::new(label.start, name.start), kind })
}

/// The last words of names that are given in full somewhere: a capitalised word behind a given name or a title.
fn full_names(language: &Language, lines: &[&str]) -> FxHashSet<String> {
    let mut names = FxHashSet::default();
    for line in lines {
        let mut before = "";
        for word in line.split(|c: char| is_space(c) || matches!(c, ',' | '(' | ')' | ':' | '"' | '“' | '”')) {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = language.grammar.clitic_start(bare).and_then(|at| bare.get(..at)).unwrap_or(bare);
            if bare.starts_with(char::is_uppercase) && before.starts_with(char::is_uppercase) {
                let first = before.to_lowercase();
                if language.first_names.has(&first) || language.titles.has(&first) {
                    names.insert(bare.to_lowercase());
                }
            }
            before = word;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::turns;
    use crate::span::Span;

    fn marked(lines: &[&str]) -> String {
        let text = lines.join("\n");
        let mut spans = Vec::new();
        for line in lines {
            let start = spans.last().map_or(0, |span: &Span| span.end + 1);
            spans.push(Span::new(start, start + line.len()));
        }
        let turns = turns(&crate::lang::english(), &text, &spans);
        turns.into_iter().map(|turn| if turn { 'x' } else { '.' }).collect()
    }

    #[test]
    fn labels_name_a_speaker() {
        for lines in [
            ["RUIZ: It held.", "HADDAD: It did not."],
            ["Q: Did it hold?", "A: It did."],
            ["Ana Ruiz: It held.", "Omar Haddad: It did not."],
            ["Senator Ruiz: It held.", "Senator Haddad: It did not."],
            ["Ruiz: It held.", "Haddad: It did not."],
            ["RITA MOSS: It held.", "MOSS: It did."],
            ["UNIDENTIFIED MALE: It held.", "RITA MOSS, DELTA ANCHOR (voice-over): It did not."],
            ["Rita Moss, mayor of Halden: It held.", "Omar Haddad: It did not."],
        ] {
            assert_eq!(marked(&lines), "xx", "{lines:?}");
        }
        for line in [
            "RITA MOSS, DELTA ANCHOR: It held.",
            "RUIZ (on camera): It held.",
            "RUIZ [through interpreter]: It held.",
            "SEN. RITA MOSS (R), NORLAND: It held.",
            ">> RUIZ: It held.",
            ">>> Rita Moss: It held.",
        ] {
            assert_eq!(marked(&[line]), "x", "{line}");
        }
    }

    #[test]
    fn topics_places_and_days_are_no_labels() {
        for lines in [
            ["Norland: 12 deaths.", "Germany: 40 deaths."],
            ["Monday: It opens.", "Tuesday: It closes."],
            ["Where: The old mill.", "When: At noon on Friday."],
            ["Related: The mill is old.", "Related: The mill closes."],
            ["WHERE: The old mill.", "UPDATE: The mill is shut."],
            ["Rita Moss, the mayor: “It held.”", "Omar Haddad, an engineer: “It did.”"],
            ["Key Points: It held.", "Next Steps: They met."],
        ] {
            assert_eq!(marked(&lines), "..", "{lines:?}");
        }
        assert_eq!(marked(&["Title: The mill closes."]), ".");
    }

    #[test]
    fn a_turn_lasts_until_the_next_label() {
        let lines = ["Intro.", "RUIZ: It held.", "It was old.", "HADDAD: It fell.", "Twice.", "The end of all."];
        assert_eq!(marked(&lines), ".xxxx.");
        assert_eq!(marked(&["RUIZ: It held.", "HADDAD: It fell.", "Twice.", "The end."]), "xxx.");
        let far = ["RUIZ: It held.", "One.", "Two.", "Three.", "Four.", "Five.", "HADDAD: It fell.", "Six."];
        assert_eq!(marked(&far), "x.....x.");
    }
}
