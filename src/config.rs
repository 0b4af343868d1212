//! The configuration of a project: where its articles, rules and snapshots are, and what makes a run fail.
//!
//! A team runs the same command in many places. The options that would be the same every time are in `claimsift.yaml`,
//! in the folder of the project; paths in it are relative to that folder. It is checked like rule files: every problem
//! has a code and a position.

use std::fmt;
use std::sync::Arc;

use crate::LEAST_CONFIDENCE;
use crate::diagnostic::{Diagnostic, Level, SourceFile, sort};
pub use crate::rule::CONFIG_FILES;
use crate::rule::{DEFAULT_PACKS, FAIL, PACKS, read_config};
use crate::rule::{Required, Standards};
use crate::snapshot::Levels;
use crate::span::Span;

/// The settings of a project; all of them have defaults.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Articles, and folders of them, relative to the folder of the project.
    pub articles: Vec<String>,
    /// Rule files, and folders of them, likewise.
    pub rules: Vec<String>,
    /// What is skipped whenever a folder is searched, as `.gitignore` patterns.
    pub exclude: Vec<String>,
    /// The built-in packs to apply, by their short names.
    pub packs: Vec<String>,
    /// The folder of the snapshots, likewise.
    pub snapshots: String,
    /// Whether to keep only attributed (`true`) or only unattributed (`false`) claims.
    pub attributed: Option<bool>,
    /// The lowest confidence of claims, from 0 to 1.
    pub min_confidence: f64,
    /// Whether articles in languages without rules of their own are read too.
    pub any_language: bool,
    /// The path of the table of facet weights; `None` for the built-in one.
    pub weights: Option<String>,
    /// The severity of each kind of difference.
    pub fail: Levels,
    /// The requirements for rules.
    pub standards: Standards,
    /// The ids of claims to leave out: known false alarms.
    pub ignore: Vec<String>,
    /// The names of the keys in the file.
    given: Vec<&'static str>,
    /// Every path in the file, with its position.
    pub places: Vec<(String, Span)>,
    /// Every pattern of `exclude`, with its position in the file.
    pub exclude_places: Vec<(String, Span)>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            articles: vec!["articles".to_owned()],
            rules: Vec::new(),
            exclude: Vec::new(),
            packs: DEFAULT_PACKS.iter().map(|&name| name.to_owned()).collect(),
            snapshots: "snapshots".to_owned(),
            attributed: None,
            min_confidence: LEAST_CONFIDENCE,
            any_language: false,
            weights: None,
            fail: Levels::default(),
            standards: Standards::default(),
            ignore: Vec::new(),
            given: Vec::new(),
            places: Vec::new(),
            exclude_places: Vec::new(),
        }
    }
}

impl Config {
    /// Parses a configuration, and returns it with all problems; invalid settings have their defaults.
    #[must_use]
    pub fn read(file: &Arc<SourceFile>) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let written = read_config(file, &mut problems);
        let mut config = Self::default();
        let mut given = Vec::new();
        let mut take = |name: &'static str, is_given: bool| given.extend(is_given.then_some(name));
        take("articles", written.articles.is_some());
        take("rules", written.rules.is_some());
        take("exclude", written.exclude.is_some());
        take("packs", written.packs.is_some());
        take("snapshots", written.snapshots.is_some());
        take("only", written.only.is_some());
        take("min-confidence", written.min_confidence.is_some());
        take("any-language", written.any_language.is_some());
        take("weights", written.weights.is_some());
        take("ignore", !written.ignore.is_empty());
        for (name, level) in &written.fail {
            let level = Level::ALL.iter().find(|(known, _)| known == level).map(|&(_, level)| level);
            if let (Some(slot), Some(level)) = (config.fail.level_mut(name), level) {
                *slot = level;
            }
            FAIL.iter().filter(|key| key.name == name).for_each(|key| take(key.name, true));
        }
        config.given = given;
        config.articles = written.articles.unwrap_or(config.articles);
        config.rules = written.rules.unwrap_or(config.rules);
        config.exclude = written.exclude.unwrap_or(config.exclude);
        config.places = written.places;
        config.exclude_places = written.exclude_places;
        config.packs = written.packs.map_or(config.packs, |packs| expanded(&packs));
        config.snapshots = written.snapshots.unwrap_or(config.snapshots);
        config.attributed = written.only.map(|only| only == "attributed");
        config.min_confidence = written.min_confidence.unwrap_or(config.min_confidence);
        config.any_language = written.any_language.unwrap_or(config.any_language);
        config.weights = written.weights;
        config.standards = written.standards;
        config.ignore = written.ignore;
        sort(&mut problems);
        (config, problems)
    }

    /// Whether the file has a key with this name.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.given.contains(&key)
    }
}

/// Replaces `all` by every pack.
fn expanded(packs: &[String]) -> Vec<String> {
    let is_named = |pack: &&&str| packs.iter().any(|name| name == **pack || name == "all");
    PACKS.iter().filter(is_named).map(|&pack| pack.to_owned()).collect()
}

/// All settings as YAML, with a comment next to each default. Parsing it results in the same settings.
impl fmt::Display for Config {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = |key: &str, value: String| {
            let comment = if self.has(key) { "" } else { "  # default" };
            writeln!(out, "{key}: {value}{comment}")
        };
        line("articles", list(&self.articles))?;
        line("rules", list(&self.rules))?;
        line("exclude", list(&self.exclude))?;
        line("packs", list(&self.packs))?;
        line("snapshots", quoted(&self.snapshots))?;
        match self.attributed {
            Some(attributed) => line("only", if attributed { "attributed" } else { "unattributed" }.to_owned())?,
            None => writeln!(out, "# only: attributed, or unattributed; all claims by default")?,
        }
        let mut line = |key: &str, value: String| {
            let comment = if self.has(key) { "" } else { "  # default" };
            writeln!(out, "{key}: {value}{comment}")
        };
        line("min-confidence", self.min_confidence.to_string())?;
        line("any-language", self.any_language.to_string())?;
        match &self.weights {
            Some(path) => line("weights", quoted(path))?,
            None => writeln!(out, "# weights: a table written by `claimsift fit`; the built-in one by default")?,
        }
        let comment = if self.has("ignore") { "" } else { "  # default" };
        writeln!(out, "ignore: {}{comment}", list(&self.ignore))?;
        standards(out, &self.standards)?;
        writeln!(out, "fail:")?;
        let mut levels = self.fail.clone();
        for name in FAIL.iter().map(|key| key.name) {
            let level = levels.level_mut(name).copied().unwrap_or_default();
            let comment = if self.has(name) { "" } else { "  # default" };
            writeln!(out, "  {name}: {}{comment}", quoted(level.name()))?;
        }
        Ok(())
    }
}

/// Writes the requirements for rules, if there are any.
fn standards(out: &mut fmt::Formatter<'_>, Standards { lints, require, id }: &Standards) -> fmt::Result {
    if lints.is_empty() {
        writeln!(out, "# lints: codes of warnings, each with off, warning or error")?;
    } else {
        writeln!(out, "lints:")?;
    }
    for (code, level) in lints {
        writeln!(out, "  {}: {}", code.id(), quoted(level.name()))?;
    }
    if require.is_empty() && id.is_none() {
        return writeln!(out, "# house: what every rule must have; nothing by default");
    }
    writeln!(out, "house:")?;
    if !require.is_empty() {
        let named = |key: &Required| Required::ALL.iter().find(|(_, known)| known == key).map(|&(name, _)| name);
        writeln!(out, "  require: [{}]", require.iter().filter_map(named).collect::<Vec<_>>().join(", "))?;
    }
    if let Some((_, written)) = id {
        writeln!(out, "  id: {}", serde_json::to_string(written).unwrap_or_default())?;
    }
    Ok(())
}

fn list(items: &[String]) -> String {
    format!("[{}]", items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", "))
}

/// A text as a YAML scalar.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    // some YAML parsers read a plain `off` as a boolean
    let bare = text.starts_with(char::is_alphabetic) && text.chars().all(is_plain) && text != "off";
    if bare { text.to_owned() } else { serde_json::to_string(text).unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::Config;
    use crate::diagnostic::{Level, SourceFile};

    #[test]
    fn the_printed_configuration_round_trips() {
        let text = "articles: [archive, 'other: one']\npacks: all\nonly: attributed\nmin-confidence: 0.5\nany-language: true\nweights: ours.tsv\nignore: [0c1cbf188018]\nlints:\n  C605: error\n  C601: off\nhouse:\n  require: [note, tags]\n  id: '[a-z-]+'\nfail:\n  moved: off\n";
        let (config, problems) = Config::read(&SourceFile::new("claimsift.yaml", text));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!((config.fail.moved, config.fail.lost), (Level::Off, Level::Error));
        let (again, problems) = Config::read(&SourceFile::new("claimsift.yaml", config.to_string()));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(again.to_string().replace("  # default", ""), config.to_string().replace("  # default", ""));
        let bare = |config| Config { given: Vec::new(), places: Vec::new(), ..config };
        assert_eq!(bare(again), bare(config));
    }

    #[test]
    fn an_empty_file_has_the_defaults() {
        for text in ["", "# nothing yet\n", "{}\n"] {
            let (config, problems) = Config::read(&SourceFile::new("claimsift.yaml", text));
            assert!(problems.is_empty(), "{problems:?}");
            assert_eq!(config, Config::default());
        }
    }
}
