//! The manifest of a pack as written: a file `pack.yaml` next to the rule files it describes.
//!
//! Other programs have files with that name too. A file is a manifest if it names the pack, or has two of the keys of a
//! manifest, so that a misspelled key is reported; but never if it has a key that only rule files have.

use std::sync::Arc;

use super::{Reader, first_character};
use crate::diagnostic::{Code, Diagnostic, SourceFile, nearest};
use crate::rule::ast::Name;
use crate::rule::keys::{MANIFEST, names_of};
use crate::rule::yaml::{Node, Text, Value};
use crate::span::Span;

/// The file names of a manifest. If a folder has both, the first counts.
pub(crate) const MANIFEST_FILES: [&str; 2] = ["pack.yaml", "pack.yml"];

/// The content of a manifest.
#[derive(Debug)]
pub(in crate::rule) struct ManifestFile {
    pub(in crate::rule) source: Arc<SourceFile>,
    pub(in crate::rule) name: Option<Name>,
    pub(in crate::rule) version: Option<Name>,
    pub(in crate::rule) language: Option<Name>,
    pub(in crate::rule) licence: Option<Name>,
    pub(in crate::rule) description: Option<String>,
}

/// Whether a file is the manifest of a pack, by its name and its keys.
#[must_use]
pub(super) fn is_manifest(file: &SourceFile) -> bool {
    let is_key = |name: &str| {
        let begins = |line: &str| line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with(':'));
        file.text.lines().any(begins)
    };
    let called = file.name.rsplit(['/', '\\']).next().is_some_and(|name| MANIFEST_FILES.contains(&name));
    let keys = MANIFEST.iter().filter(|key| is_key(key.name)).count();
    called && !is_key("claims") && !is_key("rules") && (is_key("name") || keys > 1) && !is_foreign(&file.text, keys)
}

/// Whether the keys are those of another program: without an edition, if two of them, or as many as there are of ours,
/// resemble none of ours.
fn is_foreign(text: &str, ours: usize) -> bool {
    let keys = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
    let keys: Vec<&str> = keys.filter_map(|line| line.split_once(':')).map(|(key, _)| key.trim_end()).collect();
    let known = || MANIFEST.iter().map(|key| key.name);
    let strange =
        keys.iter().filter(|&&key| known().all(|name| name != key) && nearest(key, known()).is_none()).count();
    !keys.contains(&"edition") && strange > 0 && (strange > 1 || strange >= ours)
}

/// Reads a manifest. Errors are added to `problems`.
pub(in crate::rule) fn read_manifest(source: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) -> ManifestFile {
    Reader {
        source,
        problems,
        broken: false,
        masked: Vec::new(),
        tagged: Vec::new(),
        twice: Vec::new(),
        strange: Vec::new(),
        has_unknown_names: false,
    }
    .manifest()
}

/// The pack that a manifest names.
pub(crate) fn name_of_pack(source: &Arc<SourceFile>) -> Option<String> {
    read_manifest(source, &mut Vec::new()).name.map(|name| name.text)
}

impl Reader<'_> {
    fn manifest(&mut self) -> ManifestFile {
        let mut manifest = ManifestFile {
            source: Arc::clone(self.source),
            name: None,
            version: None,
            language: None,
            licence: None,
            description: None,
        };
        let Some(Node { value: Value::Map(entries), .. }) = self.yaml() else { return manifest };
        for (key, node) in self.known_keys(entries, &names_of(MANIFEST), "the manifest of a pack") {
            match key.value.as_str() {
                "name" => manifest.name = self.name(&key, node, "a pack"),
                "version" => manifest.version = self.version(&key, node),
                "edition" => self.edition(&key, node),
                "language" => manifest.language = self.scalar(&key, node),
                "licence" => manifest.licence = self.scalar(&key, node),
                _ => manifest.description = self.scalar(&key, node).map(|name| one_line(&name.text)),
            }
        }
        if manifest.name.is_none() && !self.broken {
            let problem = self.at(Code::MissingKey, first_character(&self.source.text), "the key `name` is missing");
            self.problem(problem.help("write the name of the pack: `name: council.minutes`"));
        }
        manifest
    }

    /// Three numbers separated by dots, optionally followed by a pre-release and build metadata.
    fn version(&mut self, key: &Text, node: Node) -> Option<Name> {
        let text = self.text(key, node)?;
        let Some(at) = no_version(&text.value) else { return Some(Name { text: text.value, span: text.span }) };
        let length = text.value.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let span = if length == 0 { text.span } else { text.span_in_file(Span::new(at, at + length)) };
        let problem = self.at(Code::BadValue, span, format!("`{}` is not a version", text.value));
        self.problem(problem.help("a version is three numbers: `1.4.0`; `1.4.0-beta.2` comes before it"));
        None
    }
}

/// The byte at which a text stops being a version; `None` if it is one.
fn no_version(text: &str) -> Option<usize> {
    let mut rest = text;
    let at = |rest: &str| Some(text.len() - rest.len());
    for number in 0..3 {
        if number > 0 {
            let Some(behind) = rest.strip_prefix('.') else { return at(rest) };
            rest = behind;
        }
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = rest.len() - behind.len();
        // a number has no leading zeros
        if digits == 0 || digits > 1 && rest.starts_with('0') {
            return at(rest);
        }
        rest = behind;
    }
    for sign in ['-', '+'] {
        let Some(behind) = rest.strip_prefix(sign) else { continue };
        let tail = behind.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
        let label = behind.get(..behind.len() - tail.len()).unwrap_or_default();
        if label.split('.').any(str::is_empty) {
            return at(behind);
        }
        rest = tail;
    }
    if rest.is_empty() { None } else { at(rest) }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::no_version;

    #[test]
    fn an_invalid_version_is_reported_at_a_byte() {
        for right in ["0.1.0", "10.20.30", "1.0.0-beta.2", "1.0.0+build-7", "1.0.0-rc.1+5"] {
            assert_eq!(no_version(right), None, "{right}");
        }
        let wrong = [("", 0), ("v1.0.0", 0), ("1.0", 3), ("1.x.0", 2), ("1.02.0", 2), ("1.0.0.1", 5), ("1.0.0-", 6)];
        for (wrong, at) in wrong.into_iter().chain([("1.0.0 ", 5), ("1.0.0-ä", 6), ("1.0.0+a..b", 6)]) {
            assert_eq!(no_version(wrong), Some(at), "{wrong}");
        }
    }
}
