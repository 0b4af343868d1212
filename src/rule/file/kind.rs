//! What a YAML file is: rules, the manifest of a pack, or the configuration of a project.

use super::manifest::is_manifest;
use crate::diagnostic::SourceFile;
use crate::rule::keys::{CONFIG, FILE, Key, MANIFEST};

/// What the configuration of a project is called, in its folder.
pub const CONFIG_FILE: &str = "claimsift.yaml";

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Rules, and what they are made of.
    Rules,
    /// `pack.yaml`: what the rule files beside it are.
    Manifest,
    /// `claimsift.yaml`: where a project has its articles, rules and snapshots.
    Config,
}

impl FileKind {
    /// What a file is, by its name and, where others might call one so too, by its keys.
    #[must_use]
    pub fn of(file: &SourceFile) -> Self {
        if file.name.rsplit(['/', '\\']).next() == Some(CONFIG_FILE) {
            Self::Config
        } else if is_manifest(file) {
            Self::Manifest
        } else {
            Self::Rules
        }
    }

    /// The keys that such a file can have.
    pub(crate) const fn keys(self) -> &'static [Key] {
        match self {
            Self::Rules => FILE,
            Self::Manifest => MANIFEST,
            Self::Config => CONFIG,
        }
    }
}
