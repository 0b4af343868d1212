//! Rule files as written: their keys and values, and the patterns and examples in them.
//!
//! Everything that can be checked without looking at other files is checked here: unknown keys, invalid values, text
//! where a block is required. A mistake invalidates the rule it is in, never the file.
//!
//! `written` has the result of reading a file. This module reads the keys of a file, and its submodules their values,
//! from the outside in: `tree` parses the text as YAML, `names` reads the definitions of lists, phrases and roles,
//! `rule` the keys of a rule, `overriding` those of an override, `value` the values of keys, and `block` the lines of
//! patterns and examples; `manifest` reads the file that describes a pack, and `config` that of a project.

mod block;
mod config;
mod kind;
mod manifest;
mod names;
mod overriding;
mod rule;
mod tree;
mod value;
mod written;

pub(crate) use config::read_config;
pub use kind::{CONFIG_FILES, FileKind, declares_edition, is_rule_file};
pub(crate) use manifest::{MANIFEST_FILES, name_of_pack};
pub(super) use manifest::{ManifestFile, read_manifest};

pub(super) use written::{
    Definition, ExampleLine, OverrideEntry, PatternLine, RuleEntry, RuleFile, WordListDefinition, entries_of,
};

use std::sync::Arc;

use super::keys::{FILE, names_of};
use super::yaml::mistakes::character_at;
use super::yaml::{Node, Text, Value};
use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::span::Span;

/// The edition of the language that this program reads.
pub(crate) const EDITION: &str = "1";

/// Reads a file. Errors are added to `problems`.
pub(super) fn read(source: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) -> RuleFile {
    let mut reader = Reader {
        source,
        problems,
        broken: false,
        masked: Vec::new(),
        tagged: Vec::new(),
        twice: Vec::new(),
        strange: Vec::new(),
        has_unknown_names: false,
    };
    let mut file = reader.file();
    file.broken = reader.broken;
    file.twice = reader.twice;
    file.has_unknown_names = reader.has_unknown_names;
    file
}

/// Reads one file and collects its problems.
struct Reader<'r> {
    source: &'r Arc<SourceFile>,
    problems: &'r mut Vec<Diagnostic>,
    /// Whether there was a problem since this was last set to false.
    broken: bool,
    /// Names that are defined twice.
    twice: Vec<String>,
    /// The keys of the last mapping that resemble none of its own: for each, whether its value is a text.
    strange: Vec<bool>,
    /// Whether there may be definitions that could not be read.
    has_unknown_names: bool,
    /// The offsets of bare patterns that were taken out to read the rest.
    masked: Vec<usize>,
    /// Tags that were taken out, each with the rest of its line; other problems there are not reported.
    tagged: Vec<Span>,
}

impl Reader<'_> {
    fn problem(&mut self, problem: Diagnostic) {
        self.broken |= problem.is_error();
        let at = problem.span.start;
        let before = self.tagged.partition_point(|tagged| tagged.start <= at);
        let tagged = before.checked_sub(1).and_then(|last| self.tagged.get(last));
        if tagged.is_none_or(|tagged| at >= tagged.end) {
            self.problems.push(problem);
        }
    }

    /// Whether a tag was taken out of a value, or from before it.
    fn is_tagged(&self, key: &Text, value: &Node) -> bool {
        self.has_tag(key.span.start, value)
    }

    /// Whether a tag was taken out between a place and the last value in a node.
    fn has_tag(&self, from: usize, node: &Node) -> bool {
        let first = self.tagged.partition_point(|tagged| tagged.start < from);
        self.tagged.get(first).is_some_and(|tagged| tagged.start <= node.last_start())
    }

    fn at(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.source, span, message)
    }

    fn file(&mut self) -> RuleFile {
        let mut file = RuleFile::empty(self.source);
        let Some(root) = self.yaml() else { return file };
        let Value::Map(entries) = root.value else {
            let problem = self.at(Code::NotRules, first_character(&self.source.text), "this file has no rules");
            self.problem(problem.help("a rule file begins with `claims: 1` and has a key `rules:`"));
            return file;
        };
        let entries = self.known_keys(entries, &names_of(FILE), "a rule file");
        // a strange key may be a misspelling of one that defines names, or of `rules`
        let has_strange = self.strange.contains(&false);
        self.has_unknown_names |= has_strange;
        let (mut has_edition, mut has_rules) = (false, false);
        // the declaration is inserted before the first key, if that begins its line
        let first = entries.iter().map(|(key, _)| key.span.start).min();
        let first = first.filter(|&at| at == 0 || self.source.text.as_bytes().get(at - 1) == Some(&b'\n'));
        let has_overrides = entries.iter().any(|(key, _)| key.value == "overrides");
        for (key, node) in entries {
            match key.value.as_str() {
                "claims" => {
                    has_edition = true;
                    self.edition(&key, node);
                }
                "pack" => file.pack = self.name(&key, node, "a pack"),
                "version" => file.version = self.scalar(&key, node),
                "licence" => file.licence = self.scalar(&key, node),
                "language" => file.language = self.scalar(&key, node),
                "use" => {
                    let outer = std::mem::take(&mut self.broken);
                    file.uses = self.texts(&key, node);
                    self.has_unknown_names |= self.broken;
                    self.broken |= outer;
                }
                "roles" => file.roles = self.roles(&key, node),
                "kinds" => {
                    let outer = std::mem::take(&mut self.broken);
                    file.kinds = self.texts(&key, node);
                    file.has_unknown_kinds = self.broken;
                    self.broken |= outer;
                }
                "lists" => file.lists = self.lists(&key, node),
                "overrides" => file.overrides = self.overrides(&key, node),
                "phrases" => file.phrases = self.definitions(&key, node, "a phrase"),
                _ => {
                    has_rules = true;
                    file.rules = self.rules(&key, node);
                }
            }
        }
        let start = first_character(&self.source.text);
        if !has_edition {
            let problem = self.at(Code::MissingKey, start, "the key `claims` is missing");
            let problem = problem
                .why("it says which edition of the rule language the file uses")
                .help("begin the file with `claims: 1`");
            self.problem(match first {
                Some(at) => problem.fix(Span::new(at, at), format!("claims: {EDITION}\n")),
                None => problem,
            });
        }
        let has_words = !file.lists.is_empty() || !file.phrases.is_empty() || !file.roles.is_empty();
        let has_kinds = !file.kinds.is_empty() || file.has_unknown_kinds;
        if !has_rules && !has_words && !has_kinds && !has_overrides && !self.has_unknown_names {
            let problem = self.at(Code::MissingKey, start, "the key `rules` is missing");
            self.problem(problem.help("write the rules in a list under `rules:`"));
        }
        file
    }

    fn edition(&mut self, key: &Text, node: Node) {
        let Some(given) = self.text(key, node).filter(|given| given.value != EDITION) else { return };
        let message = format!("unknown edition `{}` of the rule language", given.value);
        let problem = self.at(Code::UnknownEdition, given.span, message);
        self.problem(problem.help(format!("write `{}: {EDITION}`", key.value)).fix(given.span, EDITION));
    }
}

/// The comment lines right above the key at `at` with the same indentation, joined into one line.
pub(super) fn comment_above(file: &SourceFile, at: usize) -> Option<Arc<str>> {
    let start = file.lines().start(file.lines().line(at));
    let above = file.text.get(..start.checked_sub(1)?)?;
    let indent = file.text.get(start..at)?;
    let lines = above.lines().rev().map_while(|line| line.strip_prefix(indent)?.strip_prefix('#').map(str::trim));
    let mut lines: Vec<&str> = lines.collect();
    lines.reverse();
    let note = lines.join(" ");
    (!note.trim().is_empty()).then(|| note.trim().into())
}

fn first_character(text: &str) -> Span {
    character_at(text, 0)
}
