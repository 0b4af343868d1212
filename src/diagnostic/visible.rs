//! Characters that are invisible or that a terminal interprets: how they are named, and displayed where they must not
//! be printed.

use std::borrow::Cow;

/// Whether a character is hidden: a control character other than a tab or a line ending, a line separator that most
/// programs don't recognize, or one that changes the direction of the text around it.
pub(crate) const fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{8}'
            | '\u{b}'
            | '\u{c}'
            | '\u{e}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}'
    )
}

/// A visible character that represents a hidden one.
pub(crate) fn sign(character: char) -> char {
    match u32::from(character) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
        0x7f => '\u{2421}',
        _ => '\u{fffd}',
    }
}

/// A text with its hidden characters written as `\u{1b}`. A carriage return, which takes a terminal back to the start
/// of the line, is written as `\u{d}`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    let is_escaped = |character: char| is_hidden(character) || character == '\r';
    if !text.contains(is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_escaped(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// JSON text with its hidden characters escaped. They can only occur in strings.
pub(crate) fn escaped_in_json(json: String) -> String {
    if !json.contains(is_hidden) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if is_hidden(character) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// The name of a hidden character: `U+001B (escape)`.
pub(crate) fn named(character: char) -> String {
    let name = match character {
        '\0' => "null",
        '\u{7}' => "bell",
        '\u{8}' => "backspace",
        '\u{b}' => "vertical tab",
        '\u{c}' => "form feed",
        '\u{1b}' => "escape",
        '\u{7f}' => "delete",
        '\u{85}' => "next line",
        '\u{9b}' => "control sequence introducer",
        '\u{61c}' => "Arabic letter mark",
        '\u{200e}' => "left-to-right mark",
        '\u{200f}' => "right-to-left mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202a}' => "left-to-right embedding",
        '\u{202b}' => "right-to-left embedding",
        '\u{202c}' => "end of a change of direction",
        '\u{202d}' => "left-to-right override",
        '\u{202e}' => "right-to-left override",
        '\u{2066}' => "left-to-right isolate",
        '\u{2067}' => "right-to-left isolate",
        '\u{2068}' => "first strong isolate",
        '\u{2069}' => "end of an isolate",
        '\u{feff}' => "byte order mark",
        _ => "",
    };
    let code = format!("U+{:04X}", u32::from(character));
    if name.is_empty() { code } else { format!("{code} ({name})") }
}

#[cfg(test)]
mod tests {
    use super::{escaped_in_json, is_hidden, named, visible};

    #[test]
    fn hidden_characters_are_escaped() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}\tb\n"), "a\\u{1b}[31m\\u{202e}\tb\n");
        assert_eq!(escaped_in_json("{\"a\":\"\u{9b}\"}".to_owned()), "{\"a\":\"\\u009b\"}");
        assert_eq!(named('\u{1b}'), "U+001B (escape)");
        assert_eq!(named('\u{1}'), "U+0001");
        assert!(!"\t\r\n é\u{a0}\u{ad}\u{200d}".contains(is_hidden));
    }
}
