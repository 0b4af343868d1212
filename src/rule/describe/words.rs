//! Words, marks, numbers and lists.

use super::prose::Prose;
use crate::annotation::SpanKind;
use crate::rule::pattern::WordList;

/// How many words of a list are shown.
const WORDS_NAMED: usize = 3;
/// How many alternative words of a pattern are shown.
const CHOICES_NAMED: usize = 10;

/// Words and marks that follow each other, as they would be printed; a mark alone by its name.
pub(super) fn literal(pieces: &[&str]) -> Prose {
    if let [only] = pieces
        && let Some(name) = mark(only)
    {
        return Prose::plain(name);
    }
    let mut text = String::new();
    for piece in pieces {
        let glued = matches!(*piece, "," | "." | ";" | ":" | "%" | "?" | "!" | ")") || piece.starts_with(['\'', '’']);
        if !(text.is_empty() || glued || text.ends_with(['$', '£', '€', '¥', '('])) {
            text.push(' ');
        }
        text.push_str(piece);
    }
    Prose::words(text)
}

/// The name of a mark that is hard to see on its own.
fn mark(text: &str) -> Option<&'static str> {
    Some(match text {
        "," => "a comma",
        "." => "a full stop",
        ";" => "a semicolon",
        ":" => "a colon",
        "—" | "–" => "a dash",
        "-" => "a hyphen",
        "?" => "a question mark",
        "!" => "an exclamation mark",
        "\"" => "a quotation mark",
        "(" => "an opening bracket",
        ")" => "a closing bracket",
        "/" => "a slash",
        "…" => "an ellipsis",
        "'" => "an apostrophe",
        _ => return None,
    })
}

/// Whether a text is a mark that has a name.
pub(super) fn is_mark(text: &str) -> bool {
    mark(text).is_some()
}

/// One of several words; only the first ones if there are many.
pub(super) fn choice(words: &[String]) -> Prose {
    Prose::any_of(some_words(words))
}

/// Alternative words; only the first ones if there are many.
pub(super) fn some_words(words: &[String]) -> Vec<Prose> {
    let named = if words.len() > CHOICES_NAMED { CHOICES_NAMED - 2 } else { words.len() };
    some_of(words.iter().take(named).map(|word| literal(&[word])).collect(), words.len(), None)
}

/// One of a list's words: first those that its name contains, because an author names it after them.
pub(super) fn list(list: &WordList) -> Prose {
    let in_name = |word: &str| list.name.split(['-', '_', '.', '/']).any(|part| part.eq_ignore_ascii_case(word));
    let mut words: Vec<&str> = list.words.iter().map(String::as_str).collect();
    words.sort_by_key(|word| !in_name(word));
    let named = if words.len() > WORDS_NAMED + 1 { WORDS_NAMED } else { words.len() };
    let named = words.iter().take(named).map(|word| entry(word)).collect();
    Prose::any_of(some_of(named, words.len(), Some(&list.name)))
}

/// All words of a list.
pub(super) fn whole_list(list: &WordList) -> Prose {
    Prose::any_of(list.words.iter().map(|word| entry(word)).collect())
}

/// One entry of a list.
fn entry(word: &str) -> Prose {
    match WordList::exact(word) {
        Some(exact) => literal(&[exact]).and(" with these capitals"),
        None => literal(&[word]),
    }
}

fn some_of(mut named: Vec<Prose>, all: usize, name: Option<&str>) -> Vec<Prose> {
    if named.len() < all {
        let rest = Prose::plain(format!("{} others", all - named.len()));
        named.push(match name {
            Some(name) => rest.and(" of ").and(Prose::name(name)),
            None => rest,
        });
    }
    named
}

/// Whether only some of a list's words are shown.
pub(super) fn is_shortened(list: &WordList) -> bool {
    list.words.len() > WORDS_NAMED + 1
}

/// A number, in words if it is small.
pub(super) fn number(number: u32) -> String {
    const SMALL: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let small = usize::try_from(number).ok().and_then(|at| SMALL.get(at));
    small.map_or_else(|| number.to_string(), |&word| word.to_owned())
}

/// The name of a role after *the*.
pub(super) fn role(name: &str) -> &str {
    match name {
        "when" => "time",
        "where" => "place",
        other => other,
    }
}

/// A stretch that the text layer recognizes.
pub(super) const fn stretch(kind: SpanKind) -> &'static str {
    match kind {
        SpanKind::Clause => "a clause",
        SpanKind::Quoted => "a quotation",
        SpanKind::NounPhrase => "a noun phrase",
        SpanKind::VerbPhrase => "a verb in the base form with what belongs to it",
        SpanKind::IngPhrase => "an -ing form with what belongs to it",
        SpanKind::Complement => "what completes the verb",
        SpanKind::Source => "somebody or something",
        SpanKind::Part => "a part of the sentence",
        SpanKind::Person => "a person's name",
        SpanKind::Org => "the name of an organisation",
        SpanKind::Place => "the name of a place",
        SpanKind::Number => "a number",
        SpanKind::Money => "a sum of money",
        SpanKind::Date => "a date",
        SpanKind::Title => "an office or title",
    }
}
