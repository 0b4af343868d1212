//! The packs that come with the program: everything below `rules/` that ends in `.yaml`, built in.

use std::sync::Arc;

use crate::diagnostic::SourceFile;

/// The pack every file sees without saying so.
pub(super) const PRELUDE: &str = "en.prelude";

/// Path below the project and text of each rule file, sorted by path; written by the build script.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The packs that run where none are named.
#[must_use]
pub const fn default_packs() -> &'static [&'static str] {
    &["en.speech", "en.evidence", "en.facts"]
}

/// The files of the packs that run where none are named.
#[must_use]
pub fn default_files() -> Vec<Arc<SourceFile>> {
    default_packs().iter().flat_map(|name| shipped(name)).collect()
}

/// The files of the pack `name`; none where there is no such pack.
#[must_use]
pub fn shipped(name: &str) -> Vec<Arc<SourceFile>> {
    let of_pack = FILES.iter().filter(|(path, _)| pack_of(path).as_deref() == Some(name));
    of_pack.map(|&(path, text)| SourceFile::new(path, text)).collect()
}

/// The names of all packs, sorted.
pub(super) fn names() -> Vec<String> {
    let mut names: Vec<String> = FILES.iter().filter_map(|(path, _)| pack_of(path)).collect();
    names.dedup();
    names
}

/// `rules/en/speech/said.yaml` → `en.speech`.
fn pack_of(path: &str) -> Option<String> {
    let mut parts = path.strip_prefix("rules/")?.split('/');
    Some(format!("{}.{}", parts.next()?, parts.next()?))
}

/// Whether some pack has a rule of that id.
pub(super) fn has_rule(id: &str) -> bool {
    let line = format!("- id: {id}\n");
    FILES.iter().any(|(_, text)| text.contains(&line))
}
