//! The kinds of YAML files: rules, the manifest of a pack, or the configuration of a project.

use super::EDITION;
use super::manifest::is_manifest;
use crate::diagnostic::{BYTE_ORDER_MARK, SourceFile};
use crate::rule::keys::{CONFIG, FILE, Key, MANIFEST};

/// The file names of the configuration of a project. If a folder has both, the first counts.
pub const CONFIG_FILES: [&str; 2] = ["claimsift.yaml", "claimsift.yml"];

/// The kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Rules and their building blocks.
    Rules,
    /// `pack.yaml`: describes the rule files in its folder.
    Manifest,
    /// `claimsift.yaml`: where a project has its articles, rules and snapshots.
    Config,
}

impl FileKind {
    /// The kind of a file, by its name and, if other programs use that name too, by its keys.
    #[must_use]
    pub fn of(file: &SourceFile) -> Self {
        if file.name.rsplit(['/', '\\']).next().is_some_and(|name| CONFIG_FILES.contains(&name)) {
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

/// Whether the content of a YAML file is that of a rule file: it declares edition 1 with a line `claims: 1`, or it has
/// rules with both patterns under `match` and examples, which no other format has. This recognizes a rule file without
/// the declaration. Other formats have a key `rules` too (roles of Kubernetes, linters), and their files must not be
/// read, let alone changed.
#[must_use]
pub fn is_rule_file(text: &str) -> bool {
    declares_edition(text) || has_rules(text)
}

/// Whether a YAML file declares at its top level an edition of the rule language that this program knows.
#[must_use]
pub fn declares_edition(text: &str) -> bool {
    let text = text.trim_start_matches(BYTE_ORDER_MARK);
    let in_braces = text.trim_start().strip_prefix('{').map(str::trim_start);
    text.lines().chain(in_braces.and_then(|inside| inside.lines().next())).any(|line| {
        let value = key_of(line, "claims").unwrap_or_default().trim_start();
        let value = value.strip_prefix(['"', '\'']).unwrap_or(value);
        value.strip_prefix(EDITION).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '.'))
    })
}

/// Whether there is a list `rules` with entries that have both a pattern and an example.
fn has_rules(text: &str) -> bool {
    let inner = |name: &str| {
        text.lines().any(|line| {
            let entry = line.trim_start();
            let entry = entry.strip_prefix("- ").unwrap_or(entry).trim_start();
            entry.len() < line.len() && key_of(entry, name).is_some()
        })
    };
    text.lines().any(|line| key_of(line, "rules").is_some())
        && inner("match")
        && ["finds", "ignores", "not-yet"].into_iter().any(inner)
}

/// The text after the colon on a line that begins with this key, quoted or not.
fn key_of<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let quoted = |quote: char| line.strip_prefix(quote)?.strip_prefix(name)?.strip_prefix(quote);
    let rest = line.strip_prefix(name).or_else(|| quoted('"')).or_else(|| quoted('\''))?;
    rest.trim_start_matches([' ', '\t']).strip_prefix(':')
}

#[cfg(test)]
mod tests {
    use super::{declares_edition, is_rule_file};

    #[test]
    fn a_rule_file_declares_its_edition() {
        for text in [
            "claims: 1\nrules: []\n",
            "\u{feff}# ours\n---\nclaims: 1 # edition\n",
            "pack: a\n\"claims\": '1'\n",
            "'claims' : 1\r\n",
            "{claims: 1, rules: []}",
            "{ \"claims\": 1,\n  \"rules\": [] }",
        ] {
            assert!(declares_edition(text), "{text}");
            assert!(is_rule_file(text), "{text}");
        }
    }

    #[test]
    fn other_files_are_left_alone() {
        for text in [
            "kind: ClusterRole\nrules:\n- apiGroups: ['']\n  resources: [pods]\n",
            "rules:\n  indent: [error, 2]\n",
            "rules:\n  - id: no-eval\n    pattern: eval(...)\n",
            "rules:\n  - match: {path: /}\n    backend: web\n",
            "claims:\n  sub: ana\n",
            "claims: 12\n",
            "claims: 1.5\n",
            "  claims: 1\n",
            "match: |\n  a\nfinds: |\n  b\nrules: 1\n",
            "",
        ] {
            assert!(!is_rule_file(text), "{text}");
        }
    }

    #[test]
    fn a_rule_file_without_a_declaration_is_recognized() {
        let text = "rules:\n  - id: a\n    match: |\n      {source} said {claim}\n    finds: |\n      {source: Rao} said {claim: it}\n";
        assert!(is_rule_file(text) && !declares_edition(text));
    }
}
