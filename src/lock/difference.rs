//! The differences between two locks, as messages.

use std::fmt;

use super::{Lock, Pack};

/// A difference between two locks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A file has a different text: its path, and its pack or an empty name.
    Changed(String, String),
    /// A pack has a different version: its name, the old and new version, and how many of its files are changed, new
    /// and removed.
    Version(String, [String; 2], [usize; 3]),
    /// The engine has a different version: old and new.
    Engine(String, String),
    /// The rules are written in a different edition of the language: old and new.
    Edition(String, String),
    /// A new file: its path, and its pack or an empty name.
    New(String, String),
    /// A removed file: its path, and its pack or an empty name.
    Gone(String, String),
    /// A new pack.
    NewPack(String),
    /// A removed pack.
    GonePack(String),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |pack: &str| if pack.is_empty() { String::new() } else { format!(" of {pack}") };
        match self {
            Self::Changed(path, pack) => write!(f, "{path}{} changed", of(pack)),
            Self::Version(name, [before, now], counts) => {
                write!(f, "pack {name} {} → {}{}", shown(before), shown(now), counted(*counts))
            }
            Self::Engine(before, now) => write!(f, "engine {before} → {now}"),
            Self::Edition(before, now) => write!(f, "edition {before} → {now}"),
            Self::New(path, pack) => write!(f, "new file {path}{}", of(pack)),
            Self::Gone(path, pack) => write!(f, "gone {path}{}", of(pack)),
            Self::NewPack(name) => write!(f, "new pack {name}"),
            Self::GonePack(name) => write!(f, "gone pack {name}"),
        }
    }
}

fn shown(version: &str) -> &str {
    if version.is_empty() { "without version" } else { version }
}

/// The number of files that a new version changes: *(2 files changed, 1 new)*.
fn counted([changed, new, gone]: [usize; 3]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (count, what) in [(changed, "changed"), (new, "new"), (gone, "gone")] {
        let noun = match (parts.is_empty(), count) {
            (true, 1) => " file",
            (true, _) => " files",
            (false, _) => "",
        };
        if count > 0 {
            parts.push(format!("{count}{noun} {what}"));
        }
    }
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

pub(super) fn difference(before: &Lock, now: &Lock) -> Vec<Change> {
    let mut changes = Vec::new();
    if before.engine != now.engine {
        changes.push(Change::Engine(before.engine.clone(), now.engine.clone()));
    }
    if before.edition != now.edition {
        changes.push(Change::Edition(before.edition.clone(), now.edition.clone()));
    }
    let nothing = Pack::default();
    for (name, old) in &before.packs {
        let new = now.packs.get(name).unwrap_or(&nothing);
        if !name.is_empty() && !now.packs.contains_key(name) {
            changes.push(Change::GonePack(name.clone()));
            continue;
        }
        let of_files = files(name, old, new);
        if old.version == new.version {
            changes.extend(of_files);
            continue;
        }
        let count = |wanted: fn(&Change) -> bool| of_files.iter().filter(|change| wanted(change)).count();
        let counts = [
            count(|change| matches!(change, Change::Changed(..))),
            count(|change| matches!(change, Change::New(..))),
            count(|change| matches!(change, Change::Gone(..))),
        ];
        changes.push(Change::Version(name.clone(), [old.version.clone(), new.version.clone()], counts));
    }
    for (name, new) in now.packs.iter().filter(|(name, _)| !before.packs.contains_key(*name)) {
        if name.is_empty() {
            changes.extend(files(name, &nothing, new));
        } else {
            changes.push(Change::NewPack(name.clone()));
        }
    }
    changes.sort();
    changes
}

/// The files of a pack that differ.
fn files(name: &str, before: &Pack, now: &Pack) -> Vec<Change> {
    let mut changes = Vec::new();
    for (path, sum) in &before.files {
        match now.files.get(path) {
            None => changes.push(Change::Gone(path.clone(), name.to_owned())),
            Some(other) if other != sum => changes.push(Change::Changed(path.clone(), name.to_owned())),
            Some(_) => {}
        }
    }
    let new = now.files.keys().filter(|path| !before.files.contains_key(*path));
    changes.extend(new.map(|path| Change::New(path.clone(), name.to_owned())));
    changes
}

#[cfg(test)]
mod tests {
    use crate::lock::{File, Lock};

    fn file<'f>(pack: &'f str, version: &'f str, path: &'f str, text: &'f str) -> File<'f> {
        File { pack, version, path, text }
    }

    #[test]
    fn the_most_important_differences_come_first() {
        let mut before = Lock::of(&[
            file("", "", "council.yaml", "a"),
            file("", "", "old.yaml", "a"),
            file("en.speech", "0.1.0", "said.yaml", "a"),
            file("en.speech", "0.1.0", "told.yaml", "a"),
            file("en.facts", "0.1.0", "facts.yaml", "a"),
            file("en.stance", "0.1.0", "stance.yaml", "a"),
        ]);
        before.engine = "0.0.9".to_owned();
        let mut now = Lock::of(&[
            file("", "", "council.yaml", "b"),
            file("", "", "new.yaml", "a"),
            file("en.speech", "0.2.0", "said.yaml", "b"),
            file("en.speech", "0.2.0", "vow.yaml", "a"),
            file("en.facts", "0.1.0", "facts.yaml", "b"),
            file("mine", "", "mine.yaml", "b"),
        ]);
        now.engine = "0.1.0".to_owned();
        let actual: Vec<String> = before.difference(&now).iter().map(ToString::to_string).collect();
        let expected = [
            "council.yaml changed",
            "facts.yaml of en.facts changed",
            "pack en.speech 0.1.0 → 0.2.0 (1 file changed, 1 new, 1 gone)",
            "engine 0.0.9 → 0.1.0",
            "new file new.yaml",
            "gone old.yaml",
            "new pack mine",
            "gone pack en.stance",
        ];
        assert_eq!(actual, expected);
    }
}
