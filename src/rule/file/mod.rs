//! A rule file as it is written: its keys and values, and the patterns and examples in them.
//!
//! Everything that can be said without looking at other files is said here: unknown keys, values that are none, text
//! where a block should be. A mistake costs the rule it is in, never the file.
//!
//! This file has the written form and the keys of a file. The others read what stands in it, from the outside in:
//! `tree` makes YAML of it, `rule` has the keys of a rule, `overriding` those of an
//! override, `value` what stands behind a key, and `block` the lines of
//! patterns and examples; `manifest` reads the file that describes a pack.

mod block;
mod config;
mod kind;
mod manifest;
mod overriding;
mod rule;
mod tree;
mod value;

pub(crate) use config::read_config;
pub use kind::{CONFIG_FILES, FileKind, declares_edition, is_rule_file};
pub(crate) use manifest::{MANIFEST_FILES, name_of_pack};
pub(super) use manifest::{ManifestFile, read_manifest};

use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::keys::{FILE, names_of};
use super::parse::Piece;
use super::pattern::{Cut, Origin, TAKEN, WordList};
use super::slips::character_at;
use super::syntax::{Name, Node as Tree};
use super::yaml::{Node, Text, Value};
use crate::diagnostic::{Code, Diagnostic, SourceFile, nearest};
use crate::span::Span;

/// The edition of the language this program reads.
pub(crate) const EDITION: &str = "1";

/// A rule file, with what was understood of it.
#[derive(Debug)]
pub(super) struct RuleFile {
    pub(super) source: Arc<SourceFile>,
    pub(super) pack: Option<Name>,
    pub(super) version: Option<Name>,
    pub(super) licence: Option<Name>,
    pub(super) language: Option<Name>,
    pub(super) uses: Vec<Name>,
    pub(super) roles: Vec<Definition>,
    pub(super) kinds: Vec<Name>,
    /// Whether an entry of its `kinds` could not be read, so that nobody knows all of them.
    pub(super) has_unknown_kinds: bool,
    /// Whether lists, phrases or roles may be defined, or used from elsewhere, where that could not be read.
    pub(super) has_unknown_names: bool,
    pub(super) lists: Vec<WordListDefinition>,
    pub(super) phrases: Vec<Definition>,
    pub(super) rules: Vec<RuleEntry>,
    pub(super) overrides: Vec<OverrideEntry>,
    /// Names that are defined twice, so that nobody knows what they stand for.
    pub(super) twice: Vec<String>,
    /// Whether something in it could not be understood.
    pub(super) broken: bool,
    index: OnceLock<Index>,
}

/// The key of a list whose words are in a text file.
const WORD_FILE: &str = "file";

/// Where the names of a file are defined, by their places among its lists, phrases and roles.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) lists: FxHashMap<String, usize>,
    pub(super) phrases: FxHashMap<String, usize>,
    pub(super) roles: FxHashMap<String, usize>,
    /// Names that are defined twice.
    pub(super) twice: FxHashSet<String>,
}

impl RuleFile {
    /// Where its names are defined; found when first asked for.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut index = Index { twice: self.twice.iter().cloned().collect(), ..Index::default() };
            let lists = self.lists.iter().map(|list| &list.name);
            place(&mut index.lists, lists);
            place(&mut index.phrases, self.phrases.iter().map(|phrase| &phrase.name));
            place(&mut index.roles, self.roles.iter().map(|role| &role.name));
            index
        })
    }
}

/// Adds names with their places; of two that are the same the first counts.
fn place<'n>(index: &mut FxHashMap<String, usize>, names: impl Iterator<Item = &'n Name>) {
    for (at, name) in names.enumerate() {
        index.entry(name.text.clone()).or_insert(at);
    }
}

/// A phrase or a declared role: a name for some lines of pattern.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) name: Name,
    /// The comment right above it.
    pub(super) note: Option<Arc<str>>,
    pub(super) lines: Vec<PatternLine>,
    /// Whether a line of it could not be understood.
    pub(super) broken: bool,
}

/// A list of words.
#[derive(Debug)]
pub(super) struct WordListDefinition {
    pub(super) name: Name,
    pub(super) words: Vec<Name>,
    /// The file that has the words, if they are not in the list itself.
    pub(super) from: Option<Name>,
    /// Whether an entry of it could not be understood.
    pub(super) broken: bool,
    understood: OnceLock<Arc<WordList>>,
}

impl WordListDefinition {
    pub(super) fn new(name: Name, words: Vec<Name>) -> Self {
        Self { name, words, from: None, broken: false, understood: OnceLock::new() }
    }

    /// Takes the words of a text file: one entry a line, without blank lines and comments. Each stands where the file is
    /// named.
    pub(super) fn fill(&mut self, text: &str) {
        let Some(Name { span, .. }) = self.from else { return };
        self.words = entries_of(text).map(|(_, entry)| Name { text: entry.to_owned(), span }).collect();
    }

    /// The list as patterns understand it, made once; `file` is the one it stands in.
    pub(super) fn understood(&self, file: &Arc<SourceFile>) -> Arc<WordList> {
        Arc::clone(self.understood.get_or_init(|| Arc::new(self.understand(file))))
    }

    fn understand(&self, file: &Arc<SourceFile>) -> WordList {
        // nobody knows what a broken list holds, and rules that use it are not judged
        let known: &[Name] = if self.broken { &[] } else { &self.words };
        WordList {
            name: self.name.text.clone(),
            words: known.iter().map(|word| word.text.clone()).collect(),
            origin: Origin { file: Arc::clone(file), span: self.name.span },
            places: known.iter().map(|word| word.span).collect(),
            cut: Cut::default(),
        }
    }
}

/// The entries of a text file of words, with their lines, from 1. A comment begins with `#`, at the beginning of a line or
/// behind a blank, as in YAML.
pub(super) fn entries_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines();
    let entries = lines.enumerate().map(|(at, line)| (at + 1, without_comment(line).trim()));
    entries.filter(|(_, entry)| !entry.is_empty())
}

fn without_comment(line: &str) -> &str {
    let before = |at: usize| line.get(..at).unwrap_or_default();
    let is_free = |&at: &usize| before(at).is_empty() || before(at).ends_with([' ', '\t']);
    line.match_indices('#').map(|(at, _)| at).find(is_free).map_or(line, before)
}

/// A rule as written.
#[derive(Debug, Default)]
pub(super) struct RuleEntry {
    pub(super) id: Name,
    pub(super) matches: Vec<PatternLine>,
    pub(super) unless: Vec<PatternLine>,
    pub(super) finds: Vec<ExampleLine>,
    pub(super) ignores: Vec<ExampleLine>,
    pub(super) not_yet: Vec<ExampleLine>,
    pub(super) within: Option<Name>,
    pub(super) scope: Vec<Name>,
    pub(super) facet: Option<Name>,
    /// Whether it has a facet whose name could not be read, so that it need not capture a claim.
    pub(super) has_unknown_facet: bool,
    pub(super) kind: Option<Name>,
    pub(super) stance: Option<Name>,
    pub(super) confidence: Option<Name>,
    pub(super) source: Option<Name>,
    pub(super) over: Vec<Name>,
    pub(super) tags: Vec<Name>,
    pub(super) docs: Option<String>,
    pub(super) note: Option<String>,
    pub(super) aliases: Vec<Name>,
    /// Whether its id or a former one could not be read, so that other rules may name it by that.
    pub(super) has_unknown_id: bool,
    pub(super) broken: bool,
}

/// What a file says of a rule that stands in another.
#[derive(Debug)]
pub(super) struct OverrideEntry {
    /// The id, or a former one.
    pub(super) id: Name,
    pub(super) off: Option<Name>,
    pub(super) confidence: Option<Name>,
    /// Whether something in it could not be understood.
    pub(super) broken: bool,
}

/// One line of a pattern.
#[derive(Debug, Clone)]
pub(super) struct PatternLine {
    pub(super) tree: Tree,
    pub(super) text: String,
    pub(super) span: Span,
}

/// One line of examples.
#[derive(Debug, Clone)]
pub(super) struct ExampleLine {
    pub(super) pieces: Vec<Piece>,
    pub(super) span: Span,
}

/// Reads a file. What is wrong with it is added to `problems`.
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

/// Reads one file, and collects what is wrong with it.
struct Reader<'r> {
    source: &'r Arc<SourceFile>,
    problems: &'r mut Vec<Diagnostic>,
    /// Whether something was wrong since this was last set to false.
    broken: bool,
    /// Names that are defined twice.
    twice: Vec<String>,
    /// The keys of the last mapping that are like none of its own: for each whether it holds a text.
    strange: Vec<bool>,
    /// Whether names may be defined where they could not be read.
    has_unknown_names: bool,
    /// Where bare patterns began that were taken out to read the rest.
    masked: Vec<usize>,
    /// Where tags were taken out, each with the rest of its line; what is wrong there is not reported as well.
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
        let mut file = RuleFile {
            source: Arc::clone(self.source),
            pack: None,
            version: None,
            licence: None,
            language: None,
            uses: Vec::new(),
            roles: Vec::new(),
            kinds: Vec::new(),
            has_unknown_kinds: false,
            has_unknown_names: false,
            lists: Vec::new(),
            phrases: Vec::new(),
            rules: Vec::new(),
            overrides: Vec::new(),
            twice: Vec::new(),
            broken: false,
            index: OnceLock::new(),
        };
        let Some(root) = self.yaml() else { return file };
        let Value::Map(entries) = root.value else {
            let problem = self.at(Code::NotRules, first_character(&self.source.text), "this file holds no rules");
            self.problem(problem.help("a rule file begins with `claims: 1` and has a key `rules:`"));
            return file;
        };
        let entries = self.known_keys(entries, &names_of(FILE), "a rule file");
        // what a strange key holds may be meant for one of those that define names, or for the rules
        let has_strange = self.strange.contains(&false);
        self.has_unknown_names |= has_strange;
        let (mut has_edition, mut has_rules) = (false, false);
        // a declaration goes before the first key, if that begins its line
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
                .why("it names the edition of the language the file is written in")
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
            self.problem(problem.help("rules stand in a list under `rules:`"));
        }
        file
    }

    /// Definitions of roles, whose names are none that claims say something else under.
    fn roles(&mut self, key: &Text, node: Node) -> Vec<Definition> {
        let roles = self.definitions(key, node, "a role");
        for role in roles.iter().filter(|role| TAKEN.contains(&role.name.text.as_str())) {
            let name = &role.name.text;
            let problem = self.at(Code::BadName, role.name.span, format!("`{name}` cannot name a role"));
            self.problem(
                problem
                    .why(format!("every claim has a field `{name}` of its own"))
                    .help(format!("call it otherwise, such as `the-{name}`")),
            );
        }
        roles
    }

    fn edition(&mut self, key: &Text, node: Node) {
        let Some(given) = self.text(key, node).filter(|given| given.value != EDITION) else { return };
        let message = format!("`{}` is no edition of the rule language", given.value);
        let problem = self.at(Code::UnknownEdition, given.span, message);
        self.problem(problem.help(format!("write `{}: {EDITION}`", key.value)).fix(given.span, EDITION));
    }

    fn lists(&mut self, key: &Text, node: Node) -> Vec<WordListDefinition> {
        self.has_unknown_names |= !matches!(node.value, Value::Map(_) | Value::Null);
        let entries = self.mapping(key, node);
        let mut lists = Vec::new();
        for (name, words) in entries {
            let title = Name { text: name.value.clone(), span: name.span };
            self.has_unknown_names |= !self.check_name(&title, "a list");
            let is_tagged = self.is_tagged(&name, &words);
            let outer = std::mem::replace(&mut self.broken, is_tagged);
            let (from, words) = match words.value {
                Value::Map(entries) if !is_tagged => (self.file_of_words(&name, entries), Vec::new()),
                _ => (None, self.texts(&name, words)),
            };
            lists.push(WordListDefinition { broken: self.broken, from, ..WordListDefinition::new(title, words) });
            self.broken |= outer;
        }
        lists
    }

    /// The path in `{file: parties.txt}`; `None` if a list is another mapping, or has no path, which is reported.
    fn file_of_words(&mut self, name: &Text, entries: Vec<(Text, Node)>) -> Option<Name> {
        let is_meant = |key: &str| nearest(key, [WORD_FILE]).is_some();
        if !entries.iter().any(|(key, _)| key.value == WORD_FILE || is_meant(&key.value)) {
            let message = format!("the list `{}` is a mapping", name.value);
            let help = format!("write `{0}: [one, other]`, or `{0}: {{{WORD_FILE}: words.txt}}`", name.value);
            let problem = self.at(Code::WrongType, name.span, message);
            self.problem(problem.help(help));
            return None;
        }
        let entries = self.known_keys(entries, &[WORD_FILE], "a list");
        let (key, node) = entries.into_iter().next()?;
        let path = self.text(&key, node)?;
        if path.value.trim().is_empty() {
            let problem = self.at(Code::WrongType, path.span, format!("`{WORD_FILE}` is empty"));
            self.problem(problem.help(format!("write the name of a text file: `{WORD_FILE}: words.txt`")));
            return None;
        }
        Some(Name { text: path.value, span: path.span })
    }

    fn definitions(&mut self, key: &Text, node: Node, what: &str) -> Vec<Definition> {
        self.has_unknown_names |= !matches!(node.value, Value::Map(_) | Value::Null);
        let entries = self.mapping(key, node);
        let mut definitions = Vec::new();
        for (name, value) in entries {
            let title = Name { text: name.value.clone(), span: name.span };
            self.has_unknown_names |= !self.check_name(&title, what);
            let is_odd = name.has_hidden || value.has_hidden() || self.is_tagged(&name, &value);
            let (lines, broken) = self.patterns(&name, value);
            let note = comment_above(self.source, name.span.start);
            definitions.push(Definition { name: title, note, lines, broken: broken || is_odd });
        }
        definitions
    }
}

/// The comment on the lines right above the key at `at`, as far to the right as the key, in one line.
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
