//! The manifests of packs: their content, and whether the rule files agree with it.
//!
//! A manifest describes the rule files in its own folder, not those in folders below. It is found wherever the rule
//! files come from: among the given files, in the same folder on disk, or in the program. So a rule belongs to the same
//! pack whether its file or its folder is given.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::rule::ast::Name;
use crate::rule::file::{EDITION, ManifestFile, RuleFile};
use crate::span::Span;

/// The manifest of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The name of the pack.
    pub name: String,
    /// Its version; like everything below, empty if the manifest has none.
    pub version: String,
    /// The edition of the rule language.
    pub edition: String,
    /// The language of the articles that its rules are for.
    pub language: String,
    /// The licence of its rules.
    pub licence: String,
    /// Its purpose.
    pub description: String,
    /// The manifest file.
    pub file: Arc<SourceFile>,
}

impl Manifest {
    /// The content of a manifest; `None` if it names no pack.
    pub(super) fn of(file: &ManifestFile) -> Option<Self> {
        let declared = |name: &Option<Name>| name.as_ref().map(|name| name.text.clone()).unwrap_or_default();
        Some(Self {
            name: file.name.as_ref()?.text.clone(),
            version: declared(&file.version),
            edition: EDITION.to_owned(),
            language: declared(&file.language),
            licence: declared(&file.licence),
            description: file.description.clone().unwrap_or_default(),
            file: Arc::clone(&file.source),
        })
    }

    /// Its properties for display: *version 0.1.0*, *language en*.
    #[must_use]
    pub fn facts(&self) -> Vec<String> {
        let facts = [("version", &self.version), ("edition", &self.edition)];
        let facts = facts.into_iter().chain([("language", &self.language), ("licence", &self.licence)]);
        facts.filter(|(_, value)| !value.is_empty()).map(|(key, value)| format!("{key} {value}")).collect()
    }
}

/// Fills in the properties that a rule file doesn't declare itself from the manifest of its folder. Contradictions are
/// reported.
pub(super) fn describe(file: &mut RuleFile, manifest: &ManifestFile, problems: &mut Vec<Diagnostic>) {
    let place = |name: &Name| format!("{}:{}", manifest.source.name, manifest.source.position(name.span.start).line);
    let source = Arc::clone(&file.source);
    let both = [
        ("pack", &mut file.pack, &manifest.name),
        ("version", &mut file.version, &manifest.version),
        ("language", &mut file.language, &manifest.language),
        ("licence", &mut file.licence, &manifest.licence),
    ];
    for (key, own, declared) in both {
        let Some(declared) = declared else { continue };
        match own {
            None => *own = Some(Name { text: declared.text.clone(), span: Span::new(0, 0) }),
            Some(own) if own.text != declared.text => {
                let message =
                    format!("the {key} of this file is `{}`, but that of its folder is `{}`", own.text, declared.text);
                let problem = Diagnostic::new(Code::ManifestContradiction, &source, own.span, message);
                problems.push(
                    problem.why(format!("{} says so", place(declared))).help("remove the line, or change one of them"),
                );
            }
            Some(_) => {}
        }
    }
}
