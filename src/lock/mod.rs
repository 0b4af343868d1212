//! Lock files, which record the rules that claims were found with.
//!
//! A lock lists the engine, the edition of the rule language, each pack with its version, and each file of it with a
//! checksum of its text, sorted, one per line, so that a diff of two locks shows which rules differ. Line endings do
//! not affect what is found, so they do not affect the checksum. Word lists, tagger and confidence weights belong to
//! the engine and share its version.
//!
//! This module creates a lock from files, formats and parses it, and compares two of them; it does no I/O.

mod difference;
mod parse;

pub use difference::Change;
pub use parse::Broken;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use hmac_sha256::Hash as Sha256;

/// The start of the first line of every lock, whatever the version of the program that wrote it.
pub const FIRST_WORDS: &str = "# Written by `claimsift lock`";

/// The first line of a lock.
const FIRST_LINE: &str =
    "# Written by `claimsift lock`: the rules that claims are found with. `claimsift lock --check` shows what changed.";

/// The version of the file format.
const FORMAT: &str = "1";

/// A file to lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File<'f> {
    /// The pack it belongs to; empty if there is none.
    pub pack: &'f str,
    /// The version of the pack; empty if there is none.
    pub version: &'f str,
    /// Its path: relative to the folder of the lock, or within a built-in pack. With slashes.
    pub path: &'f str,
    /// Its text.
    pub text: &'f str,
}

/// The identity of the rules that claims are found with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    engine: String,
    edition: String,
    /// The packs by name; files outside of packs are under an empty name.
    packs: BTreeMap<String, Pack>,
}

/// A pack, or the files outside of packs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Pack {
    version: String,
    /// The checksum of each file, by path.
    files: BTreeMap<String, String>,
}

impl Lock {
    /// Creates the lock of some files, in any order, with the version of this engine.
    #[must_use]
    pub fn of(files: &[File<'_>]) -> Self {
        let mut packs: BTreeMap<String, Pack> = BTreeMap::new();
        let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for file in files {
            versions.entry(file.pack).or_default().extend(Some(file.version).filter(|version| !version.is_empty()));
            packs.entry(file.pack.to_owned()).or_default().files.insert(file.path.to_owned(), sum(file.text));
        }
        for (name, pack) in &mut packs {
            // two folders may declare the same pack name
            let versions = versions.remove(name.as_str()).unwrap_or_default();
            if !name.is_empty() {
                pack.version = versions.into_iter().collect::<Vec<_>>().join(", ");
            }
        }
        Self { engine: env!("CARGO_PKG_VERSION").to_owned(), edition: crate::rule::EDITION.to_owned(), packs }
    }

    /// Parses a lock.
    ///
    /// # Errors
    ///
    /// The first line that is not valid, or what is missing.
    pub fn parse(text: &str) -> Result<Self, Broken> {
        parse::parse(text)
    }

    /// The differences in `now`, the most important first.
    #[must_use]
    pub fn difference(&self, now: &Self) -> Vec<Change> {
        difference::difference(self, now)
    }

    /// The number of packs and files in it.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let named = self.packs.keys().filter(|name| !name.is_empty()).count();
        (named, self.packs.values().map(|pack| pack.files.len()).sum())
    }
}

/// The text of a lock: YAML, always the same for the same rules.
impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { engine, edition, packs } = self;
        writeln!(f, "{FIRST_LINE}\nformat: {FORMAT}\nengine: {}\nedition: {}", quoted(engine), quoted(edition))?;
        let mut named = packs.iter().filter(|(name, _)| !name.is_empty()).peekable();
        if named.peek().is_some() {
            writeln!(f, "\npacks:")?;
        }
        for (name, pack) in named {
            writeln!(f, "  {}:", quoted(name))?;
            if !pack.version.is_empty() {
                writeln!(f, "    version: {}", quoted(&pack.version))?;
            }
            writeln!(f, "    files:")?;
            pack.files.iter().try_for_each(|(path, sum)| writeln!(f, "      {}: {sum}", quoted(path)))?;
        }
        if let Some(others) = packs.get("") {
            writeln!(f, "\nfiles:")?;
            others.files.iter().try_for_each(|(path, sum)| writeln!(f, "  {}: {sum}", quoted(path)))?;
        }
        Ok(())
    }
}

/// The checksum of a text, independent of its line endings: SHA-256 in hexadecimal.
fn sum(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Sha256::hash(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A word as YAML: plain if that is unambiguous, otherwise in quotation marks.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '+');
    let begins = word.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let is_bare = begins && word.chars().all(is_plain);
    if is_bare { word.to_owned() } else { serde_json::to_string(word).unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::{File, Lock};

    const FILES: [File<'_>; 4] = [
        File { pack: "council.minutes", version: "1.4.0", path: "rules/minutes.yaml", text: "claims: 1\nrules: []\n" },
        File { pack: "council.minutes", version: "1.4.0", path: "rules/pack.yaml", text: "name: council.minutes\n" },
        File { pack: "", version: "", path: "house rules/ours: all \"of\" them.yaml", text: "claims: 1\n" },
        File { pack: "en.speech", version: "0.1.0", path: "said.yaml", text: "claims: 1\n" },
    ];

    #[test]
    fn a_lock_round_trips_whatever_the_order_of_files() {
        let lock = Lock::of(&FILES);
        assert_eq!(Lock::parse(&lock.to_string()), Ok(lock.clone()));
        assert_eq!(Lock::parse(&lock.to_string().replace('\n', "\r\n")), Ok(lock.clone()));
        let mut other = FILES;
        other.reverse();
        assert_eq!(Lock::of(&other).to_string(), lock.to_string());
        assert_eq!(lock.size(), (2, 4));
        assert_eq!(Lock::of(&[]).size(), (0, 0));
        assert_eq!(Lock::parse(&Lock::of(&[]).to_string()), Ok(Lock::of(&[])));
    }

    #[test]
    fn line_endings_make_no_difference() {
        let returns = FILES.map(|file| file.text.replace('\n', "\r\n"));
        let changed: Vec<File<'_>> = FILES.iter().zip(&returns).map(|(file, text)| File { text, ..*file }).collect();
        assert_eq!(Lock::of(&changed), Lock::of(&FILES));
        assert_eq!(Lock::of(&FILES).difference(&Lock::of(&changed)), []);
    }

    #[test]
    fn a_lock_is_also_valid_yaml() {
        let text = Lock::of(&FILES).to_string();
        let value: serde_json::Value = crate::rule::yaml::value_of(&text).expect("a lock is YAML");
        let pack = &value["packs"]["council.minutes"];
        assert_eq!(pack["version"], "1.4.0");
        assert_eq!(pack["files"].as_object().map(|files| files.len()), Some(2));
        assert!(value["files"]["house rules/ours: all \"of\" them.yaml"].is_string(), "{text}");
    }
}
