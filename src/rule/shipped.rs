//! The packs that come with the program: every `.yaml` file below `rules/`, compiled in. The manifest of each pack
//! describes it.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::diagnostic::SourceFile;

/// The pack that every file uses implicitly.
pub(crate) const PRELUDE: &str = "en.prelude";

/// The path relative to the project and the text of each rule file, sorted by path; written by the build script.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The packs of rules that come with the program, by their short names.
pub const PACKS: &[&str] = &["speech", "evidence", "thought", "stance", "mention", "facts"];

/// The same, and the name for all of them together.
pub const PACKS_AND_ALL: [&str; 7] = ["speech", "evidence", "thought", "stance", "mention", "facts", "all"];

/// The packs that run by default: what a fact-checker can check, and who said it. What somebody thinks, wants, likes,
/// demands or merely mentions is not a claim about the world; whoever studies opinions can select the other packs.
pub const DEFAULT_PACKS: &[&str] = &["speech", "evidence", "facts"];

/// The packs whose rules determine facets of sentences, which are used to assess them. They find no claims.
pub const FACETS: &[&str] = &["checkability", "types"];

/// The files of the packs that run by default.
#[must_use]
pub fn default_files() -> Vec<Arc<SourceFile>> {
    files_of(DEFAULT_PACKS)
}

/// The files of some of the [`PACKS`].
#[must_use]
pub fn files_of(packs: &[&str]) -> Vec<Arc<SourceFile>> {
    packs.iter().flat_map(|name| shipped(&format!("en.{name}"))).collect()
}

/// The files of the pack `name`; empty if there is no such pack.
#[must_use]
pub fn shipped(name: &str) -> Vec<Arc<SourceFile>> {
    let of_pack = FILES.iter().filter(|(path, _)| pack_of(path).as_deref() == Some(name));
    of_pack.filter(|(path, _)| !path.ends_with("/pack.yaml")).map(|&(path, text)| SourceFile::new(path, text)).collect()
}

/// The manifest of the pack `name`.
#[must_use]
pub fn shipped_manifest(name: &str) -> Option<Arc<SourceFile>> {
    shipped_file(&format!("rules/{}/pack.yaml", name.replace('.', "/")))
}

/// Whether a pack with this name comes with the program.
pub(super) fn is_pack(name: &str) -> bool {
    static ALL: OnceLock<Vec<String>> = OnceLock::new();
    ALL.get_or_init(names).iter().any(|pack| pack == name)
}

/// The names of all packs, sorted.
pub(crate) fn names() -> Vec<String> {
    let mut names: Vec<String> = FILES.iter().filter_map(|(path, _)| pack_of(path)).collect();
    names.dedup();
    names
}

/// `rules/en/speech/said.yaml` → `en.speech`.
pub(crate) fn pack_of(path: &str) -> Option<String> {
    let mut parts = path.strip_prefix("rules/")?.split('/');
    Some(format!("{}.{}", parts.next()?, parts.next()?))
}

/// The program's file that contains the rule with this id.
pub(crate) fn file_of_rule(id: &str) -> Option<&'static str> {
    static FILE_OF: OnceLock<FxHashMap<&str, &str>> = OnceLock::new();
    let file_of = FILE_OF.get_or_init(|| {
        let mut file_of = FxHashMap::default();
        for (id, path) in ids() {
            file_of.entry(id).or_insert(path);
        }
        file_of
    });
    file_of.get(id).copied()
}

/// The program's file at this path relative to the project.
pub(crate) fn shipped_file(path: &str) -> Option<Arc<SourceFile>> {
    FILES.iter().find(|(other, _)| *other == path).map(|&(path, text)| SourceFile::new(path, text))
}

/// The ids of all rules that come with the program, each with its file.
pub(crate) fn ids() -> impl Iterator<Item = (&'static str, &'static str)> {
    let of = |&(path, text): &(&'static str, &'static str)| {
        text.lines().filter_map(move |line| Some((line.trim_start().strip_prefix("- id: ")?, path)))
    };
    FILES.iter().flat_map(of)
}

/// Whether the file is one of those that come with the program.
pub(crate) fn is_shipped(file: &SourceFile) -> bool {
    FILES.iter().any(|&(path, _)| path == file.name)
}

/// Whether a file with this name is in a folder of rules that come with the program, and so is a newer version of them.
pub(super) fn in_shipped_folder(name: &str) -> bool {
    let name = name.replace('\\', "/");
    let Some((folder, _)) = name.rsplit_once('/') else { return false };
    let folders = FILES.iter().filter_map(|(path, _)| path.rsplit_once('/'));
    folders.map(|(shipped, _)| shipped).any(|shipped| folder.ends_with(shipped))
}
