//! Characters that are not what they look like: other spaces, invisible characters, and look-alikes of the signs of the
//! rule language.
//!
//! They come with text from web pages and word processors. A message that shows only the character doesn't help, so
//! messages name it by its code point, and offer the intended character as a fix.

use std::fmt::Write as _;

/// The intended meaning of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// An ordinary space.
    Space,
    /// Nothing, because the character is invisible.
    Nothing,
    /// The sign it looks like.
    Sign(char),
}

impl Meant {
    /// What to write instead.
    pub(super) fn text(self) -> String {
        match self {
            Self::Space => " ".to_owned(),
            Self::Nothing => String::new(),
            Self::Sign(sign) => sign.to_string(),
        }
    }
}

/// What is meant by a character that looks like another one, or like nothing; `None` for all others.
pub(super) fn meant(character: char) -> Option<Meant> {
    let sign = match character {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            return Some(Meant::Space);
        }
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2064}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{ffa0}' => return Some(Meant::Nothing),
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = u32::from(character).checked_sub(0xfee0).and_then(char::from_u32)?;
            // letters and digits are words of their own
            return ascii.is_ascii_punctuation().then_some(Meant::Sign(ascii));
        }
        '¦' | '∣' | '│' | '┃' | '❘' | '︱' => '|',
        '❴' | '⦃' | '﹛' | '︷' => '{',
        '❵' | '⦄' | '﹜' | '︸' => '}',
        '❨' | '❪' | '﹙' | '⦅' => '(',
        '❩' | '❫' | '﹚' | '⦆' => ')',
        '❲' | '〔' | '【' | '⟦' | '﹝' => '[',
        '❳' | '〕' | '】' | '⟧' | '﹞' => ']',
        '〈' | '⟨' | '❬' | '﹤' => '<',
        '〉' | '⟩' | '❭' | '﹥' => '>',
        '∼' | '˜' | '〜' => '~',
        '∗' | '﹡' | '⁎' => '*',
        '∶' | '﹕' | '꞉' => ':',
        '﹖' => '?',
        '﹗' => '!',
        '﹫' => '@',
        '∖' | '﹨' | '⧵' => '\\',
        '、' | '﹐' | '︐' => ',',
        '。' | '﹒' => '.',
        _ => return None,
    };
    Some(Meant::Sign(sign))
}

/// The same for the character at `at` in a text. Here a letter of another alphabet also counts if it looks like a Latin
/// one and is next to one. A word that consists only of such letters is left alone.
pub(super) fn meant_in(text: &str, at: usize, character: char) -> Option<Meant> {
    let letter = || {
        let latin = latin(character)?;
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let behind = text.get(at + character.len_utf8()..).and_then(|behind| behind.chars().next());
        let is_latin = |neighbour: Option<char>| neighbour.is_some_and(|c| c.is_ascii_alphabetic());
        (is_latin(before) || is_latin(behind)).then_some(Meant::Sign(latin))
    };
    meant(character).or_else(letter)
}

/// The Latin letter that a Greek or Cyrillic one looks like.
const fn latin(character: char) -> Option<char> {
    Some(match character {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' | 'Ϲ' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'Υ' => 'Y',
        'Ζ' => 'Z',
        'а' => 'a',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' => 'e',
        'һ' => 'h',
        'і' => 'i',
        'ј' => 'j',
        'ӏ' => 'l',
        'о' | 'ο' => 'o',
        'р' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'ν' => 'v',
        'ԝ' => 'w',
        'х' => 'x',
        'у' => 'y',
        _ => return None,
    })
}

/// The first character of a text that is not what it looks like, with its offset.
pub(super) fn first(text: &str) -> Option<(usize, char, Meant)> {
    if text.is_ascii() {
        return None;
    }
    text.char_indices().find_map(|(at, character)| Some((at, character, meant_in(text, at, character)?)))
}

/// A text with such characters replaced by what is meant.
pub(super) fn cleaned(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        match meant_in(text, at, character) {
            None => clean.push(character),
            Some(meant) => clean.push_str(&meant.text()),
        }
    }
    clean
}

/// The description of a character: `a no-break space (U+00A0)`.
pub(super) fn described(character: char) -> String {
    let code = u32::from(character);
    let name = match character {
        '\u{a0}' => "a no-break space",
        '\u{2002}' => "an en space",
        '\u{2003}' => "an em space",
        '\u{2007}' => "a figure space",
        '\u{2008}' => "a punctuation space",
        '\u{2009}' => "a thin space",
        '\u{200a}' => "a hair space",
        '\u{202f}' => "a narrow no-break space",
        '\u{3000}' => "an ideographic space",
        '\u{ad}' => "a soft hyphen",
        '\u{200b}' => "a zero-width space",
        '\u{200c}' => "a zero-width non-joiner",
        '\u{200d}' => "a zero-width joiner",
        '\u{2060}' => "a word joiner",
        '\u{fe00}'..='\u{fe0f}' => "a variation selector",
        '\u{ff01}'..='\u{ff5e}' => "a full-width character",
        '\u{370}'..='\u{3ff}' => "a Greek letter",
        '\u{400}'..='\u{52f}' => "a Cyrillic letter",
        _ => match meant(character) {
            Some(Meant::Space) => "a space of another kind",
            Some(Meant::Nothing) => "an invisible character",
            _ => "a character of another kind",
        },
    };
    let mut description = name.to_owned();
    // writing to a string cannot fail
    let _ = write!(description, " (U+{code:04X})");
    description
}

/// The message and the help for a character.
pub(super) fn explained(character: char, meant: Meant) -> (String, String) {
    let described = described(character);
    match meant {
        Meant::Space => (format!("this is {described}, not an ordinary one"), "write an ordinary space".to_owned()),
        Meant::Nothing => (format!("this is {described}, which is invisible"), "take it away".to_owned()),
        Meant::Sign(sign) => (
            format!("`{character}` is {described} that looks like `{sign}`"),
            if sign.is_ascii_alphabetic() {
                format!("write the Latin letter `{sign}`")
            } else {
                format!("write `{sign}`, or `\\{character}` for the character itself")
            },
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{cleaned, described, first, meant};

    #[test]
    fn characters_are_named_and_replaced() {
        assert_eq!(cleaned("a\u{a0}b\u{200b}c｛d｝¦"), "a bc{d}|");
        assert_eq!(described('\u{a0}'), "a no-break space (U+00A0)");
        assert_eq!(first("aé\u{ad}").map(|(at, ..)| at), Some(3));
        for ordinary in ['a', 'é', ' ', '\t', '\n', '“', '’', '–', '…', 'Ａ', '７', '€', '‑'] {
            assert_eq!(meant(ordinary), None, "{ordinary}");
        }
    }
}
