//! Collecting rules: many files to one pack, and all their problems.
//!
//! `library` holds the files and knows which one sees which; `collect` understands the rules of one file and says what
//! its names tell; `understand` makes a rule of its written form, `example` an example, `facet` checks a rule that finds no claim,
//! `overriding` says which rules are off by a word of another file, `manifest` what a pack is; `alone` reads what stands in no file, and `sheet` keeps one file with all it can name.

mod ad_hoc;
mod collect;
mod example;
mod facet;
mod file_in_context;
mod library;
mod manifest;
mod overriding;
mod understand;

pub(crate) use ad_hoc::lists_of_lexicon;
pub use ad_hoc::{example_alone, pattern_alone};
pub use file_in_context::{Definition, DefinitionKind, FileInContext};
pub use manifest::Manifest;
pub use overriding::Override;

use std::sync::Arc;

use super::file::{FileKind, RuleFile, read_config};
use super::identity::{Directory, Entry};
use super::names::Circles;
use super::shipped::is_shipped;
use super::{Rule, RuleKey, ids};
use crate::diagnostic::{Diagnostic, SourceFile, sort};
use library::Library;

/// Rules, ready to be compiled. Immutable.
#[derive(Debug, Default)]
pub struct Pack {
    /// The rules, sorted by id and pack, so that the order of files plays no part.
    pub rules: Vec<Rule>,
    /// What files say of rules in others, at most one of each rule, sorted by it. Rules that are off are not among the
    /// rules.
    pub overrides: Vec<Override>,
    /// What the manifests say that describe its files, sorted by the names of their packs.
    pub manifests: Vec<Manifest>,
}

/// What came of loading files.
#[derive(Debug, Default)]
pub struct Loaded {
    /// All rules without an error.
    pub pack: Pack,
    /// All problems of all files, sorted by file and place.
    pub problems: Vec<Diagnostic>,
    /// Every file that plays a part, once: those given, those they use, and the manifests of both; sorted by name.
    pub files: Vec<LoadedFile>,
}

/// A file that was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedFile {
    /// The file.
    pub source: Arc<SourceFile>,
    /// The pack it belongs to; empty where it is of none.
    pub pack: String,
    /// The version of the pack; empty where none is told.
    pub version: String,
}

impl LoadedFile {
    /// Its path within its pack, where that comes with the program.
    #[must_use]
    pub fn path_in_pack(&self) -> Option<&str> {
        let name = Some(self.source.name.as_str()).filter(|_| is_shipped(&self.source))?;
        name.rsplit('/').next()
    }
}

impl Pack {
    /// What turns the rule of that name off, if something does: of its id, alone or behind its pack.
    #[must_use]
    pub fn off(&self, name: &str) -> Option<&Override> {
        let is_named = |said: &&Override| said.rule.id == name || said.rule.qualified() == name;
        self.overrides.iter().find(|said| said.off && is_named(said))
    }

    /// What is said of a rule in another file, if something is.
    #[must_use]
    pub fn said_of(&self, rule: &RuleKey) -> Option<&Override> {
        let at = self.overrides.binary_search_by(|said| said.rule.cmp(rule)).ok()?;
        self.overrides.get(at)
    }
}

/// Loads rule files, and the manifests among them. `read` gives the text of a file that one of them uses, by its path, or says why it cannot.
///
/// Files used give their lists, phrases, roles and kinds, not their rules. A rule with an error is left out, and
/// only that rule.
#[must_use]
pub fn load(sources: &[Arc<SourceFile>], read: &dyn Fn(&str) -> Result<String, String>) -> Loaded {
    load_among(sources, read, &|_| None)
}

/// The same among files that are being changed: `newer` gives what stands in the place of a file of the program, by its
/// name.
#[must_use]
pub fn load_among(
    sources: &[Arc<SourceFile>],
    read: &dyn Fn(&str) -> Result<String, String>,
    newer: &dyn Fn(&str) -> Option<Arc<SourceFile>>,
) -> Loaded {
    let mut problems = Vec::new();
    let mut library = Library::among(read, newer);
    let of_kind = |kind: FileKind| sources.iter().filter(move |source| FileKind::of(source) == kind);
    for config in of_kind(FileKind::Config) {
        read_config(config, &mut problems);
    }
    for manifest in of_kind(FileKind::Manifest) {
        library.add_manifest(manifest, &mut problems);
    }
    let given: Vec<usize> = of_kind(FileKind::Rules).map(|source| library.add(source, true, &mut problems)).collect();
    for &at in &given {
        library.describe(at, &mut problems);
    }
    for &at in &given {
        library.add_used(at, &mut problems);
    }
    library.describe_used();
    let mut rules = Vec::new();
    let mut ids = Vec::new();
    let mut circles = Circles::default();
    let files: Vec<(usize, &RuleFile)> = given.iter().filter_map(|&at| Some((at, library.file(at)?))).collect();
    for &(at, file) in &files {
        collect::rules(file, &library.scope(at), &mut circles, &mut rules, &mut problems);
        ids.extend(file.rules.iter().map(|rule| Entry { file, rule }));
    }
    ids.sort_by_cached_key(|entry| (!is_shipped(entry.source()), entry.source().name.clone(), entry.span().start));
    let directory = Directory::new(&ids);
    let files: Vec<&RuleFile> = files.into_iter().map(|(_, file)| file).collect();
    let overrides = overriding::overrides(&files, &directory, &mut problems);
    ids::check(&ids, &directory, &overrides, &mut problems);
    // of rules with one pack and id the first in this order stays, and those that come with the program are first
    rules.sort_by_cached_key(|rule: &Rule| {
        (rule.id.clone(), rule.pack.clone(), !is_shipped(&rule.file), rule.file.name.clone(), rule.span.start)
    });
    rules.dedup_by(|one, other| one.id == other.id && one.pack == other.pack);
    for rule in &mut rules {
        rule.beats = rule.over.iter().filter_map(|name| directory.find(&rule.pack, name).one()).collect();
    }
    overriding::apply(&overrides, &mut rules);
    sort(&mut problems);
    Loaded { pack: Pack { rules, overrides, manifests: library.manifests() }, problems, files: library.loaded() }
}
