//! Formats rule files.
//!
//! A file is read as YAML with places, separated into its keys, each with its value and the comments that belong to it,
//! and written again: keys in the order of `keys`, patterns in blocks with normalized spaces, words in a row or one per
//! line. Values that need no new form are copied as they are, so that this writes no YAML that it did not read.
//!
//! `comments` finds the comments, which YAML doesn't read, `entry` assigns them to keys, `layout` writes the file,
//! `value` the values of keys, `spacing` normalizes the spaces of a pattern, and `meaning` is the safeguard: a file is
//! formatted only if the result has the same content, including comments.

mod comments;
mod entry;
mod layout;
mod meaning;
mod spacing;
mod value;

use std::sync::Arc;

use super::file::{self, FileKind};
use super::yaml;
use crate::diagnostic::{Code, Diagnostic, SourceFile, line_break};

/// Why a file was not formatted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unformatted {
    /// It is not a rule file, or has unknown keys. These problems have to be fixed first.
    Problems(Vec<Diagnostic>),
    /// Formatting would change its meaning, or lose a comment.
    Unusual,
}

/// Formats a rule file, manifest or configuration. The rules, words and comments stay the same.
///
/// Errors inside patterns, examples and names are ignored, so that a file can be formatted while it is being written.
/// The most frequent kind of line ending is used for all lines.
///
/// # Errors
///
/// Returns why the file cannot be formatted.
pub fn format(source: &Arc<SourceFile>) -> Result<String, Unformatted> {
    let line_break = line_break(&source.text);
    if !source.text.contains('\r') {
        return with_plain_lines(source);
    }
    let plain = SourceFile::new(source.name.as_str(), source.text.replace("\r\n", "\n"));
    with_plain_lines(&plain).map(|formatted| formatted.replace('\n', line_break))
}

/// The same for a file whose lines end with `\n`.
fn with_plain_lines(source: &Arc<SourceFile>) -> Result<String, Unformatted> {
    let mut problems = Vec::new();
    let kind = FileKind::of(source);
    match kind {
        FileKind::Rules => drop(file::read(source, &mut problems)),
        FileKind::Manifest => drop(file::read_manifest(source, &mut problems)),
        FileKind::Config => drop(file::read_config(source, &mut problems)),
    }
    let keys = kind.keys();
    problems.retain(|problem| hides_structure(problem.code));
    if !problems.is_empty() {
        return Err(Unformatted::Problems(problems));
    }
    let root = yaml::read(&source.text).map_err(|_| Unformatted::Unusual)?;
    match &root.value {
        yaml::Value::Null => {}
        yaml::Value::Map(entries) if !entries.is_empty() => {}
        // a text, a list or an empty mapping has no keys, so nothing of it would be kept
        _ => return Err(Unformatted::Unusual),
    }
    let formatted = layout::file(&source.text, &root, keys);
    let again = yaml::read(&formatted).map_err(|_| Unformatted::Unusual)?;
    let same = meaning::of(&source.text, &root, keys) == meaning::of(&formatted, &again, keys);
    if same { Ok(formatted) } else { Err(Unformatted::Unusual) }
}

/// Whether a problem makes it uncertain what belongs where.
const fn hides_structure(code: Code) -> bool {
    matches!(
        code,
        Code::NotText
            | Code::NotYaml
            | Code::BarePattern
            | Code::FoldedBlock
            | Code::WrongType
            | Code::NotRules
            | Code::Tag
            | Code::Alias
            | Code::HiddenCharacter
            | Code::UnknownKey
            | Code::DuplicateKey
            | Code::DuplicateName
    )
}

#[cfg(test)]
mod tests {
    use super::{Unformatted, format};
    use crate::diagnostic::SourceFile;

    #[test]
    fn the_most_frequent_line_ending_is_used() {
        let text = "claims: 1\nlists:\n  vessel: [ferry,   barge]\n";
        let formatted = |text: &str| format(&SourceFile::new("a.yaml", text)).expect("it can be formatted");
        let plain = formatted(text);
        assert!(plain.contains("[ferry, barge]"), "{plain}");
        assert_eq!(formatted(&text.replace('\n', "\r\n")), plain.replace('\n', "\r\n"));
        assert_eq!(formatted(&text.replacen('\n', "\r\n", 1)), plain, "of mixed breaks the more frequent counts");
    }

    #[test]
    fn a_file_without_keys_is_not_emptied() {
        for text in ["name\nversion: 1\n", "- name: a\n- version: 1\n", "  { }\n"] {
            for name in ["pack.yaml", "claimsift.yaml", "council.yaml"] {
                let formatted = format(&SourceFile::new(name, text));
                assert!(!matches!(formatted, Ok(ref text) if text.is_empty()), "{name}: {text}");
            }
        }
        assert_eq!(format(&SourceFile::new("pack.yaml", "name: a\n")), Ok("name: a\n".to_owned()));
        assert!(matches!(
            format(&SourceFile::new("pack.yaml", "- name: a\n- version: 1\n")),
            Err(Unformatted::Unusual | Unformatted::Problems(_))
        ));
    }
}
