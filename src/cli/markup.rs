//! Web pages given as plain text: they are read, with a warning that their tags count as words.

use std::path::Path;

/// The warning about a text that looks like HTML.
pub(super) const MARKUP: &str = "this looks like HTML, but is read as plain text: its tags count as words";

/// Whether a file has the extension of a web page.
pub(super) fn is_page(path: &Path) -> bool {
    const ENDINGS: [&str; 4] = ["html", "htm", "xhtml", "shtml"];
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Whether a text contains HTML tags or character references.
pub(super) fn has_markup(text: &str) -> bool {
    const TAGS: [&str; 22] = [
        "!doctype",
        "html",
        "head",
        "body",
        "p",
        "div",
        "span",
        "a",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "em",
        "strong",
        "b",
        "i",
        "script",
        "blockquote",
        "figure",
    ];
    const REFERENCES: [&str; 11] =
        ["nbsp", "ldquo", "rdquo", "lsquo", "rsquo", "quot", "amp", "mdash", "ndash", "hellip", "apos"];
    const LONGEST_REFERENCE: usize = 10;
    let is_tag = |rest: &str| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '!').unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        TAGS.contains(&name.to_ascii_lowercase().as_str()) && behind.starts_with(['>', ' ', '/', '\n', '\t'])
    };
    let is_reference = |rest: &str| {
        let end = rest.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';');
        let name = end.and_then(|end| rest.get(..end)).unwrap_or_default();
        let number = name.strip_prefix('#').unwrap_or_default().trim_start_matches(['x', 'X']);
        REFERENCES.contains(&name) || !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    memchr::memchr2_iter(b'<', b'&', text.as_bytes()).any(|at| {
        let rest = text.get(at + 1..).unwrap_or_default();
        if text.as_bytes().get(at) == Some(&b'<') { is_tag(rest) } else { is_reference(rest) }
    })
}
