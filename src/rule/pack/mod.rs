//! Collects rules: many files to one pack, with all their problems.
//!
//! `library` holds the files and knows which one sees which. `collect` reads the rules of one file and checks its
//! names, `understand` converts a rule from its written form, `example` an example, `facet` checks a rule that finds no
//! claim, `overriding` determines which rules another file turns off, and `manifest` reads the properties of a pack.
//! `ad_hoc` is for patterns that are not in a file, and `file_in_context` is one file with everything it can refer to.

mod ad_hoc;
mod collect;
mod example;
mod facet;
mod file_in_context;
mod loaded;
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
use super::names::Circles;
use super::rule_names::{Directory, Entry};
use super::shipped::is_shipped;
use super::{Rule, RuleKey, references};
use crate::diagnostic::{Diagnostic, SourceFile, sort};
use loaded::Library;

/// Rules, ready to be compiled. Immutable.
#[derive(Debug, Default)]
pub struct Pack {
    /// The rules, sorted by id and pack, so that the order of files doesn't matter.
    pub rules: Vec<Rule>,
    /// The overrides of rules in other files, at most one per rule, sorted by rule. Rules that are off are not among
    /// the rules.
    pub overrides: Vec<Override>,
    /// The manifests that describe its files, sorted by the names of their packs.
    pub manifests: Vec<Manifest>,
}

/// The result of loading files.
#[derive(Debug, Default)]
pub struct Loaded {
    /// All rules without an error.
    pub pack: Pack,
    /// All problems of all files, sorted by file and place.
    pub problems: Vec<Diagnostic>,
    /// Every file that is involved, once: those given, those they use, and the manifests of both; sorted by name.
    pub files: Vec<LoadedFile>,
}

/// A file that was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedFile {
    /// The file.
    pub source: Arc<SourceFile>,
    /// The pack it belongs to; empty if there is none.
    pub pack: String,
    /// The version of the pack; empty if it has none.
    pub version: String,
}

impl LoadedFile {
    /// Its path within its pack, if that comes with the program.
    #[must_use]
    pub fn path_in_pack(&self) -> Option<&str> {
        let name = Some(self.source.name.as_str()).filter(|_| is_shipped(&self.source))?;
        name.rsplit('/').next()
    }
}

impl Pack {
    /// The override that turns a rule off, if there is one. The rule is named by its id, alone or with its pack.
    #[must_use]
    pub fn off(&self, name: &str) -> Option<&Override> {
        let is_named = |one: &&Override| one.rule.id == name || one.rule.qualified() == name;
        self.overrides.iter().find(|one| one.off && is_named(one))
    }

    /// The override of a rule in another file, if there is one.
    #[must_use]
    pub fn said_of(&self, rule: &RuleKey) -> Option<&Override> {
        let at = self.overrides.binary_search_by(|one| one.rule.cmp(rule)).ok()?;
        self.overrides.get(at)
    }
}

/// Loads rule files, and the manifests among them. `read` returns the text of a used file by its path, or why it cannot
/// be read.
///
/// Used files contribute their lists, phrases, roles and kinds, not their rules. A rule with an error is left out, and
/// only that rule.
#[must_use]
pub fn load(sources: &[Arc<SourceFile>], read: &dyn Fn(&str) -> Result<String, String>) -> Loaded {
    load_among(sources, read, &|_| None)
}

/// The same among files that are being changed: `newer` returns the version that replaces a file of the program, by its
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
    references::check(&ids, &directory, &overrides, &mut problems);
    // of rules with the same pack and id, the first in this order stays; those that come with the program are first
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
