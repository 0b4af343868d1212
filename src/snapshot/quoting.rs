//! Quoting of texts in a snapshot: plain if YAML reads that as the same text, otherwise in double quotation marks.
//!
//! The rules are exactly those of insta, which are stricter than YAML requires, so that both write the same. A test
//! compares all kinds of text with insta itself.

use std::borrow::Cow;

/// A text of one line as a YAML scalar.
pub(super) fn scalar(text: &str) -> Cow<'_, str> {
    if is_plain(text) { Cow::Borrowed(text) } else { Cow::Owned(quoted(text)) }
}

/// Words that YAML reads as booleans or null.
const MEANINGFUL: &[&str] = &["yes", "no", "true", "false", "on", "off", "null"];

fn is_plain(text: &str) -> bool {
    let begins_a_structure = |c: char| "&*?|-<>=!%@. ".contains(c);
    let has_a_meaning = |c: char| ":{}[],#`\"'\\".contains(c) || (c.is_ascii_control() && !PLAIN_CONTROLS.contains(&c));
    let is_a_number = || text.starts_with("0x") || text.parse::<f64>().is_ok();
    !(text.is_empty()
        || text == "~"
        || text.starts_with(begins_a_structure)
        || text.ends_with(' ')
        || text.contains(has_a_meaning)
        || is_meaningful(text)
        || is_a_number())
}

/// Control characters that insta does not escape in plain texts.
const PLAIN_CONTROLS: [char; 6] = ['\u{7}', '\u{8}', '\u{b}', '\u{c}', '\u{1b}', '\u{7f}'];

/// Whether a text is one of [`MEANINGFUL`] in lower case, capitalised or in upper case, such as `yes`, `Yes` and `YES`.
fn is_meaningful(text: &str) -> bool {
    let word = text.to_ascii_lowercase();
    let mut letters = text.chars();
    let first_is_upper = letters.next().is_some_and(|c| c.is_ascii_uppercase());
    let rest = letters.as_str();
    let all_upper = first_is_upper && !rest.contains(|c: char| c.is_ascii_lowercase());
    let rest_is_lower = !rest.contains(|c: char| c.is_ascii_uppercase());
    MEANINGFUL.contains(&word.as_str()) && (rest_is_lower || all_upper)
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c.is_ascii_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use insta::_macro_support::{SerializationFormat, serialize_value};

    use super::scalar;

    #[test]
    fn texts_are_written_as_insta_writes_them() {
        let mut texts: Vec<String> = Vec::new();
        for c in ('\0'..='\u{ff}').chain(['“', '–', '…', '\u{2028}', 'é']) {
            texts.extend([format!("{c}"), format!("{c}a"), format!("a{c}"), format!("a{c}b"), format!("a {c} b")]);
        }
        let words = ["yes", "no", "true", "false", "on", "off", "null", "y", "n", "none", "nan", "inf", "infinity"];
        for word in words {
            let (first, rest) = word.split_at(1);
            let titled = format!("{}{rest}", first.to_uppercase());
            let odd = format!("{first}{}", rest.to_uppercase());
            texts.extend([word.to_owned(), word.to_uppercase(), titled, odd, format!("{word} more")]);
        }
        let numbers =
            ["", "~", "1", "-1", "+1", "1.5", "1,5", "12e7", "0x1f", "1_000", "1931", "2014-12-31", "3 %", "5.", ".5"];
        texts.extend(numbers.map(str::to_owned));
        for text in texts {
            let theirs = serialize_value(&text, SerializationFormat::Yaml);
            assert_eq!(scalar(&text), theirs.trim_end_matches('\n'), "{text:?}");
        }
    }
}
