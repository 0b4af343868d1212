//! The configuration of a project as written: the file `claimsift.yaml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use regex_automata::meta::Regex;

use super::{Reader, first_character};
use crate::diagnostic::{Code, Diagnostic, Level, Severity, SourceFile, nearest};
use crate::rule::ast::Name;
use crate::rule::keys::{CONFIG, FAIL, HOUSE, names_of};
use crate::rule::standards::{Required, Standards};
use crate::rule::yaml::{Node, Text, Value};
use crate::span::Span;

/// The settings of a configuration; `None` or empty for those that it leaves out.
#[derive(Debug, Default)]
pub(crate) struct ConfigFile {
    pub(crate) articles: Option<Vec<String>>,
    pub(crate) rules: Option<Vec<String>>,
    pub(crate) exclude: Option<Vec<String>>,
    pub(crate) packs: Option<Vec<String>>,
    pub(crate) snapshots: Option<String>,
    pub(crate) only: Option<String>,
    pub(crate) min_confidence: Option<f64>,
    pub(crate) any_language: Option<bool>,
    pub(crate) weights: Option<String>,
    /// The names of differences, with the names of levels.
    pub(crate) fail: Vec<(String, String)>,
    pub(crate) standards: Standards,
    /// The ids of claims.
    pub(crate) ignore: Vec<String>,
    /// Every path above, with its span in the file.
    pub(crate) places: Vec<(String, Span)>,
    /// Every pattern of `exclude`, with its span.
    pub(crate) exclude_places: Vec<(String, Span)>,
}

/// Reads a configuration. Invalid settings are reported in `problems` and left out.
pub(crate) fn read_config(source: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) -> ConfigFile {
    Reader {
        source,
        problems,
        broken: false,
        masked: Vec::new(),
        tagged: Vec::new(),
        twice: Vec::new(),
        strange: Vec::new(),
        has_unknown_names: false,
    }
    .config()
}

impl Reader<'_> {
    fn config(&mut self) -> ConfigFile {
        let mut config = ConfigFile::default();
        let entries = match self.yaml() {
            Some(Node { value: Value::Map(entries), .. }) => entries,
            Some(Node { value: Value::Null, .. }) | None => return config,
            Some(_) => {
                let problem =
                    self.at(Code::WrongType, first_character(&self.source.text), "this is not a configuration file");
                self.problem(problem.help("a configuration has keys with values, such as `articles: archive`"));
                return config;
            }
        };
        for (key, node) in self.known_keys(entries, &names_of(CONFIG), "a configuration") {
            let places = &mut config.places;
            match key.value.as_str() {
                "articles" => config.articles = Some(self.paths(&key, node, places)),
                "rules" => config.rules = Some(self.paths(&key, node, places)),
                "exclude" => {
                    let patterns = self.texts(&key, node);
                    config.exclude = Some(patterns.iter().map(|pattern| pattern.text.clone()).collect());
                    config.exclude_places = patterns.into_iter().map(|Name { text, span }| (text, span)).collect();
                }
                "packs" => config.packs = Some(self.some_of(&key, node, &crate::rule::PACKS_AND_ALL)),
                "snapshots" => config.snapshots = self.one_path(&key, node, places),
                "weights" => config.weights = self.one_path(&key, node, places),
                "only" => config.only = self.one_of(&key, node, &["attributed", "unattributed"]),
                "min-confidence" => config.min_confidence = self.share(&key, node),
                "any-language" => {
                    config.any_language = self.one_of(&key, node, &["true", "false"]).map(|value| value == "true");
                }
                "lints" => config.standards.lints = self.lints(&key, node),
                "house" => self.house(&key, node, &mut config.standards),
                "ignore" => config.ignore = self.claims(&key, node),
                _ => config.fail = self.fail(&key, node),
            }
        }
        config
    }

    fn one_path(&mut self, key: &Text, node: Node, places: &mut Vec<(String, Span)>) -> Option<String> {
        let text = self.text(key, node)?;
        self.path(key, text.value, text.span, places)
    }

    /// Paths, relative to the folder of the file.
    fn paths(&mut self, key: &Text, node: Node, places: &mut Vec<(String, Span)>) -> Vec<String> {
        let names = self.texts(key, node);
        names.into_iter().filter_map(|Name { text, span }| self.path(key, text, span, places)).collect()
    }

    /// A path that stays in the folder of the file. A project never reads, writes or removes anything outside unless it
    /// is named on the command line.
    fn path(&mut self, key: &Text, path: String, span: Span, places: &mut Vec<(String, Span)>) -> Option<String> {
        let problem = if path.trim().is_empty() {
            format!("`{}` takes a path", key.value)
        } else if leads_out(&path) {
            format!("`{path}` is outside the folder of this file")
        } else {
            places.push((path.clone(), span));
            return Some(path);
        };
        let problem = self.at(Code::BadValue, span, problem);
        self.problem(problem.help(
            "write a path relative to the folder of this file and inside it; name files elsewhere on the command line",
        ));
        None
    }

    fn some_of(&mut self, key: &Text, node: Node, known: &[&str]) -> Vec<String> {
        let names = self.texts(key, node);
        names.into_iter().filter_map(|name| self.known_value(key, name, known)).collect()
    }

    fn one_of(&mut self, key: &Text, node: Node, known: &[&str]) -> Option<String> {
        let text = self.text(key, node)?;
        self.known_value(key, Name { text: text.value, span: text.span }, known)
    }

    /// The value, if it is a known one.
    fn known_value(&mut self, key: &Text, name: Name, known: &[&str]) -> Option<String> {
        if known.contains(&name.text.as_str()) {
            return Some(name.text);
        }
        let problem = self.at(Code::BadValue, name.span, format!("invalid value `{}` for `{}`", name.text, key.value));
        let problem = match nearest(&name.text, known.iter().copied()) {
            Some(near) => problem.help(format!("did you mean `{near}`?")).fix(name.span, near),
            None => problem.help(format!("the values are {}", known.join(", "))),
        };
        self.problem(problem);
        None
    }

    fn share(&mut self, key: &Text, node: Node) -> Option<f64> {
        let text = self.text(key, node)?;
        let number = text.value.parse().ok().filter(|number| (0.0..=1.0).contains(number));
        if number.is_none() {
            let problem = self.at(Code::BadValue, text.span, format!("`{}` is not a number from 0 to 1", text.value));
            self.problem(problem.help("write a number from 0 to 1, such as 0.5"));
        }
        number
    }

    fn lints(&mut self, key: &Text, node: Node) -> BTreeMap<Code, Level> {
        let entries = self.mapping(key, node);
        let mut lints = BTreeMap::new();
        let warnings = Code::ALL.iter().filter(|code| code.severity() == Severity::Warning);
        let warnings: Vec<&str> = warnings.map(|code| code.id()).collect();
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
        for (key, node) in self.known_keys(entries, &codes, "`lints`") {
            let Some(&code) = Code::ALL.iter().find(|code| code.id() == key.value) else { continue };
            if !warnings.contains(&key.value.as_str()) {
                let problem = self.at(Code::BadValue, key.span, format!("`{}` is always an error", key.value));
                self.problem(problem.help("only warnings can be turned off: their codes begin with C5, C6 or C7"));
                continue;
            }
            let levels: Vec<&str> = Level::ALL.iter().map(|&(name, _)| name).collect();
            let level = self.one_of(&key, node, &levels);
            let level = Level::ALL.iter().find(|(name, _)| Some(*name) == level.as_deref());
            lints.extend(level.map(|&(_, level)| (code, level)));
        }
        lints
    }

    fn house(&mut self, key: &Text, node: Node, standards: &mut Standards) {
        let entries = self.mapping(key, node);
        for (key, node) in self.known_keys(entries, &names_of(HOUSE), "`house`") {
            if key.value == "require" {
                let known: Vec<&str> = Required::ALL.iter().map(|&(name, _)| name).collect();
                let names = self.some_of(&key, node, &known);
                let of_name = |name: &String| Required::ALL.iter().find(|(known, _)| known == name);
                standards.require = names.iter().filter_map(of_name).map(|&(_, key)| key).collect();
                continue;
            }
            let Some(text) = self.text(&key, node) else { continue };
            match Regex::new(&format!("^(?:{})$", text.value)) {
                Ok(expression) => standards.id = Some((expression, text.value)),
                Err(_) => {
                    let problem = self.at(Code::BadRegex, text.span, "invalid regular expression");
                    self.problem(problem.help("write one such as `[a-z]+(-[a-z]+)*`"));
                }
            }
        }
    }

    /// Ids of claims, as they occur in the output of `extract` and in snapshots.
    fn claims(&mut self, key: &Text, node: Node) -> Vec<String> {
        let is_id = |text: &str| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let mut claims = Vec::new();
        for name in self.texts(key, node) {
            if is_id(&name.text) {
                claims.push(name.text);
                continue;
            }
            let problem = self.at(Code::BadValue, name.span, format!("`{}` is not the id of a claim", name.text));
            self.problem(problem.help("write an id as `claimsift extract` shows it, such as `0c1cbf188018`, in quotation marks if it has no letter"));
        }
        claims
    }

    fn fail(&mut self, key: &Text, node: Node) -> Vec<(String, String)> {
        let entries = self.mapping(key, node);
        let levels: Vec<&str> = Level::ALL.iter().map(|&(name, _)| name).collect();
        let known = self.known_keys(entries, &names_of(FAIL), "`fail`");
        let mut fail = Vec::new();
        for (key, mut node) in known {
            if let Value::Text(text) = &mut node.value {
                // a tool that writes YAML 1.1 may have read the word `off` as false
                if matches!(text.value.to_ascii_lowercase().as_str(), "off" | "false" | "no") {
                    "off".clone_into(&mut text.value);
                }
            }
            fail.extend(self.one_of(&key, node, &levels).map(|level| (key.value.clone(), level)));
        }
        fail
    }
}

/// Whether a path is absolute, or goes up more often than down.
fn leads_out(path: &str) -> bool {
    let is_drive = path.as_bytes().get(1) == Some(&b':') && path.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut depth: usize = 0;
    let goes_up = |part: &str| {
        match part {
            "" | "." => {}
            ".." => match depth.checked_sub(1) {
                Some(up) => depth = up,
                None => return true,
            },
            _ => depth += 1,
        }
        false
    };
    path.starts_with(['/', '\\']) || is_drive || path.split(['/', '\\']).any(goes_up)
}

#[cfg(test)]
mod tests {
    use super::leads_out;

    #[test]
    fn paths_stay_in_the_project() {
        for inside in ["articles", "./a/b/", "a/../b", "a//b/..", ".", "..a/b", "ü/é"] {
            assert!(!leads_out(inside), "{inside}");
        }
        for outside in ["..", "../elsewhere", "a/../../b", "/etc", "C:/a", "\\\\server\\a", "a\\..\\..\\b"] {
            assert!(leads_out(outside), "{outside}");
        }
    }
}
