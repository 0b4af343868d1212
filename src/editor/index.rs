//! The rules of a workspace, and which of them a name refers to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::workspace::{Workspace, folder};
use crate::diagnostic::SourceFile;
use crate::rule::{
    FileKind, MANIFEST_FILES, Outline, RuleOutline, best, fit, is_shipped, name_of_pack, outline, pack_of,
};

/// The rules of all files, by id and former id, so that looking up an id does not need to parse every file.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// The files with such a rule, each with the index of the rule in the outline.
    pub(super) named: BTreeMap<String, Vec<(String, usize)>>,
    /// The packs of files.
    pub(super) packs: BTreeMap<String, String>,
}

/// A rule in the workspace.
#[derive(Debug, Clone)]
pub(super) struct RuleAt<'d> {
    pub(super) file: &'d Arc<SourceFile>,
    pub(super) rule: &'d RuleOutline,
    pub(super) pack: String,
}

impl Workspace {
    /// The rules of all files, by their ids.
    pub(super) fn rules(&self) -> &Rules {
        self.index.get_or_init(|| {
            let mut rules = Rules::default();
            let mut homes: BTreeMap<&str, String> = BTreeMap::new();
            for entry in self.entries().filter(|entry| self.has_rules(entry)) {
                let (name, outline) = (&entry.source.name, entry.outline());
                let of_folder =
                    || homes.entry(folder(name)).or_insert_with(|| self.pack_of_folder(&entry.source)).clone();
                rules.packs.insert(name.clone(), outline.pack.clone().unwrap_or_else(of_folder));
                for (at, rule) in outline.rules.iter().enumerate() {
                    let names: BTreeSet<&str> =
                        rule.aliases.iter().chain([&rule.id]).map(|named| id_of(&named.name)).collect();
                    for id in names.into_iter().filter(|id| !id.is_empty()) {
                        rules.named.entry(id.to_owned()).or_default().push((name.clone(), at));
                    }
                }
            }
            rules
        })
    }

    /// The pack of a file: the one it declares, or that of the manifest next to it; empty if there is neither.
    pub(super) fn pack_of(&self, file: &SourceFile, outline: &Outline) -> String {
        outline.pack.clone().unwrap_or_else(|| self.pack_of_folder(file))
    }

    /// The pack of the manifest next to a file.
    fn pack_of_folder(&self, file: &SourceFile) -> String {
        let folder = folder(&file.name);
        let mut beside = MANIFEST_FILES.iter().filter_map(|name| self.file(&format!("{folder}{name}")));
        let named = beside.find(|manifest| FileKind::of(manifest) == FileKind::Manifest).and_then(name_of_pack);
        named.or_else(|| pack_of(&file.name).filter(|_| is_shipped(file))).unwrap_or_default()
    }

    /// The rules that the name `written` refers to in the file `from`, one for each pack and id; several if it is
    /// ambiguous.
    pub(super) fn rules_named(&self, from: &Arc<SourceFile>, written: &str) -> Vec<RuleAt<'_>> {
        let home = match self.entry(&from.name).filter(|entry| Arc::ptr_eq(&entry.source, from)) {
            Some(entry) => self.pack_of(from, entry.outline()),
            None => self.pack_of(from, &outline(from)),
        };
        let all = self.rules().named.get(id_of(written)).into_iter().flatten().filter_map(|(name, at)| {
            let entry = self.entry(name)?;
            let pack = self.rules().packs.get(name)?.clone();
            Some(RuleAt { file: &entry.source, rule: entry.outline().rules.get(*at)?, pack })
        });
        let fitting = all.filter_map(|at| {
            let former = at.rule.aliases.iter().map(|alias| alias.name.as_str());
            Some((fit(written, at.pack == home, &at.pack, &at.rule.id.name, former)?, at))
        });
        let mut found: Vec<RuleAt<'_>> = best(fitting);
        // duplicates are reported elsewhere; the one in the file itself comes first
        found.sort_by_key(|at| (at.pack.clone(), at.rule.id.name.clone(), at.file.name != from.name));
        found.dedup_by(|one, other| one.pack == other.pack && one.rule.id.name == other.rule.id.name);
        found
    }

    /// The other files with a rule of this pack and id.
    pub(super) fn others_of(&self, file: &SourceFile, pack: &str, id: &str) -> Vec<&Arc<SourceFile>> {
        let all = self.rules().named.get(id).into_iter().flatten();
        let others = all.filter_map(|(name, at)| {
            let entry = self.entry(name).filter(|_| *name != file.name)?;
            let is_same = entry.outline().rules.get(*at)?.id.name == id && self.rules().packs.get(name)? == pack;
            is_same.then_some(&entry.source)
        });
        others.collect()
    }
}

/// The id in a name with or without a pack.
pub(super) fn id_of(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}
