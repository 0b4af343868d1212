//! Standard output and standard error, safe to read.
//!
//! Articles, ids and file names may come from an attacker, and people trust what a terminal or the log of a build
//! server shows. So everything the program prints is filtered here: characters that control a terminal instead of being
//! shown are written as `\u001b` and the like. These are the C0 and C1 controls except line feed and tab, and the
//! characters that reorder bidirectional text or break lines invisibly. In JSON that notation means the very same
//! character, so programs lose nothing. The colours of the program itself pass. Nor can a line be a command to a build
//! server: GitHub and Azure interpret lines that begin with `::` or contain `##[`.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

/// Standard output for everything except workflow commands.
pub(super) fn stdout() -> impl Write {
    Safe { inner: anstream::stdout().lock(), colour: wants_colour(), commands: false, indent: true }
}

/// Standard output for workflow commands, which are already escaped.
pub(super) fn stdout_of_commands() -> impl Write {
    Safe { inner: anstream::stdout().lock(), colour: false, commands: true, indent: true }
}

/// Standard error.
pub(super) fn stderr() -> impl Write {
    Safe { inner: anstream::stderr().lock(), colour: errors_want_colour(), commands: false, indent: true }
}

/// Whether standard output is coloured: it is a terminal, and neither its type nor the environment disables colours.
pub(super) fn wants_colour() -> bool {
    let stdout = io::stdout();
    stdout.is_terminal() && anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never
}

/// The same for standard error.
pub(super) fn errors_want_colour() -> bool {
    let stderr = io::stderr();
    stderr.is_terminal() && anstream::AutoStream::choice(&stderr) != anstream::ColorChoice::Never
}

/// A text in one line: line breaks, which file names and ids may contain, are written `\n`.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r']) { text.replace('\r', "\\r").replace('\n', "\\n").into() } else { text.into() }
}

/// A writer that only passes on text that is safe to show. Each text must arrive in one piece, as from `write!`.
struct Safe<W> {
    inner: W,
    /// Whether colours pass.
    colour: bool,
    /// Whether commands to build servers pass.
    commands: bool,
    /// Whether the line has held nothing but spaces so far.
    indent: bool,
}

impl<W: Write> Write for Safe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut safe = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            self.push(&mut safe, chunk.valid());
            for byte in chunk.invalid() {
                let _ = write!(safe, "\\x{byte:02x}");
            }
        }
        self.inner.write_all(safe.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<W> Safe<W> {
    fn push(&mut self, safe: &mut String, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let colour = if self.colour && c == '\u{1b}' { colour(rest) } else { 0 };
            let length = colour.max(c.len_utf8());
            let (here, behind) = rest.split_at(length);
            let command = !self.commands && (self.indent && rest.starts_with("::") || is_azure_command(rest));
            if colour == 0 && (is_unsafe(c) && !(c == '\r' && behind.starts_with('\n')) || command) {
                let _ = write!(safe, "\\u{:04x}", u32::from(c));
            } else {
                safe.push_str(here);
            }
            self.indent = c == '\n' || self.indent && (matches!(c, ' ' | '\t' | '\r') || colour > 0);
            rest = behind;
        }
    }
}

/// Whether a text begins with a command that Azure Pipelines, and older runners of GitHub, recognise anywhere in a
/// line.
fn is_azure_command(text: &str) -> bool {
    text.starts_with("##[") || text.starts_with("##vso[")
}

/// The length in bytes of the colour sequence at the start of the text; 0 if there is none.
fn colour(text: &str) -> usize {
    let codes = text.strip_prefix("\u{1b}[").unwrap_or_default();
    let length = codes.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(codes.len());
    if codes.get(length..).is_some_and(|rest| rest.starts_with('m')) { length + 3 } else { 0 }
}

/// Whether a terminal does anything with the character other than show it.
fn is_unsafe(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\n' | '\t');
    let breaks_lines = matches!(c, '\u{2028}' | '\u{2029}');
    let reorders = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    is_control || breaks_lines || reorders
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::Safe;

    fn printed(text: &str, colour: bool, commands: bool) -> String {
        let mut out = Safe { inner: Vec::new(), colour, commands, indent: true };
        write!(out, "{text}").expect("memory can be written");
        String::from_utf8(out.inner).expect("it is text")
    }

    #[test]
    fn control_characters_are_escaped() {
        for (text, shown) in [
            ("a\u{1b}[31mb", "a\\u001b[31mb"),
            ("bell\u{7} del\u{7f} csi\u{9b}2J nel\u{85}", "bell\\u0007 del\\u007f csi\\u009b2J nel\\u0085"),
            ("over\rwritten, line\r\nand\ttab", "over\\u000dwritten, line\r\nand\ttab"),
            ("\u{202e}gnp.exe\u{2066} \u{200f}\u{61c}", "\\u202egnp.exe\\u2066 \\u200f\\u061c"),
            ("“Ein Zug,” sagte Øre – 鲁 👩\u{200d}👧", "“Ein Zug,” sagte Øre – 鲁 👩\u{200d}👧"),
        ] {
            assert_eq!(printed(text, false, false), shown);
        }
    }

    #[test]
    fn only_colours_of_the_program_pass() {
        let text = "\u{1b}[1;31mred\u{1b}[0m \u{1b}]0;title\u{7} \u{1b}[2J \u{1b}[";
        let shown = "\u{1b}[1;31mred\u{1b}[0m \\u001b]0;title\\u0007 \\u001b[2J \\u001b[";
        assert_eq!(printed(text, true, false), shown);
        assert!(!printed(text, false, false).contains('\u{1b}'));
    }

    #[test]
    fn no_line_is_a_command_to_a_build_server() {
        let text = "::error::a\n  ::set-env::b\nat the end::c\n##[group]d ##vso[task]e # f";
        let shown = "\\u003a:error::a\n  \\u003a:set-env::b\nat the end::c\n\\u0023#[group]d \\u0023#vso[task]e # f";
        assert_eq!(printed(text, false, false), shown);
        assert_eq!(printed("::error file=a::b\n", false, true), "::error file=a::b\n");
    }

    #[test]
    fn a_line_may_be_written_in_pieces() {
        let mut out = Safe { inner: Vec::new(), colour: false, commands: false, indent: true };
        for piece in ["  ", "::error::", "x"] {
            write!(out, "{piece}").expect("memory can be written");
        }
        assert_eq!(out.inner, b"  \\u003a:error::x");
    }
}
