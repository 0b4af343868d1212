//! The result of reading a rule file: its keys and values, and the patterns and examples in them.

use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::SourceFile;
use crate::rule::ast::{Name, Node as Tree};
use crate::rule::parse::Piece;
use crate::rule::pattern::{Cut, Origin, WordList};
use crate::span::Span;

/// A rule file, with what was understood of it.
#[derive(Debug)]
pub(in crate::rule) struct RuleFile {
    pub(in crate::rule) source: Arc<SourceFile>,
    pub(in crate::rule) pack: Option<Name>,
    pub(in crate::rule) version: Option<Name>,
    pub(in crate::rule) licence: Option<Name>,
    pub(in crate::rule) language: Option<Name>,
    pub(in crate::rule) uses: Vec<Name>,
    pub(in crate::rule) roles: Vec<Definition>,
    pub(in crate::rule) kinds: Vec<Name>,
    /// Whether an entry of its `kinds` could not be read, so that not all of them are known.
    pub(in crate::rule) has_unknown_kinds: bool,
    /// Whether there may be definitions or imports of lists, phrases or roles that could not be read.
    pub(in crate::rule) has_unknown_names: bool,
    pub(in crate::rule) lists: Vec<WordListDefinition>,
    pub(in crate::rule) phrases: Vec<Definition>,
    pub(in crate::rule) rules: Vec<RuleEntry>,
    pub(in crate::rule) overrides: Vec<OverrideEntry>,
    /// Names that are defined twice, so that their meaning is unknown.
    pub(in crate::rule) twice: Vec<String>,
    /// Whether something in it could not be understood.
    pub(in crate::rule) broken: bool,
    index: OnceLock<Index>,
}

/// Where the names of a file are defined, as indices into its lists, phrases and roles.
#[derive(Debug, Default)]
pub(in crate::rule) struct Index {
    pub(in crate::rule) lists: FxHashMap<String, usize>,
    pub(in crate::rule) phrases: FxHashMap<String, usize>,
    pub(in crate::rule) roles: FxHashMap<String, usize>,
    /// Names that are defined twice.
    pub(in crate::rule) twice: FxHashSet<String>,
}

impl RuleFile {
    /// A file of which nothing was read yet.
    pub(super) fn empty(source: &Arc<SourceFile>) -> Self {
        Self {
            source: Arc::clone(source),
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
        }
    }

    /// Where its names are defined; computed on the first call.
    pub(in crate::rule) fn index(&self) -> &Index {
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

/// Adds names with their indices; of duplicate names, the first counts.
fn place<'n>(index: &mut FxHashMap<String, usize>, names: impl Iterator<Item = &'n Name>) {
    for (at, name) in names.enumerate() {
        index.entry(name.text.clone()).or_insert(at);
    }
}

/// A phrase or a declared role: a name for some pattern lines.
#[derive(Debug)]
pub(in crate::rule) struct Definition {
    pub(in crate::rule) name: Name,
    /// The comment right above it.
    pub(in crate::rule) note: Option<Arc<str>>,
    pub(in crate::rule) lines: Vec<PatternLine>,
    /// Whether a line of it could not be understood.
    pub(in crate::rule) broken: bool,
}

/// A list of words.
#[derive(Debug)]
pub(in crate::rule) struct WordListDefinition {
    pub(in crate::rule) name: Name,
    pub(in crate::rule) words: Vec<Name>,
    /// The file that has the words, if they are not in the list itself.
    pub(in crate::rule) from: Option<Name>,
    /// Whether an entry of it could not be understood.
    pub(in crate::rule) broken: bool,
    pub(super) understood: OnceLock<Arc<WordList>>,
}

impl WordListDefinition {
    pub(in crate::rule) fn new(name: Name, words: Vec<Name>) -> Self {
        Self { name, words, from: None, broken: false, understood: OnceLock::new() }
    }

    /// Takes the words of a text file, one entry per line, without blank lines and comments. The span of each is that
    /// of the file name.
    pub(in crate::rule) fn fill(&mut self, text: &str) {
        let Some(Name { span, .. }) = self.from else { return };
        self.words = entries_of(text).map(|(_, entry)| Name { text: entry.to_owned(), span }).collect();
    }

    /// The list in the form that patterns use, built once; `file` is the one it is in.
    pub(in crate::rule) fn understood(&self, file: &Arc<SourceFile>) -> Arc<WordList> {
        Arc::clone(self.understood.get_or_init(|| Arc::new(self.understand(file))))
    }

    fn understand(&self, file: &Arc<SourceFile>) -> WordList {
        // the words of a broken list are unknown, and rules that use it are not checked
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

/// The entries of a text file of words, with their line numbers from 1. A comment begins with `#`, at the beginning of
/// a line or after a blank, as in YAML.
pub(in crate::rule) fn entries_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
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
pub(in crate::rule) struct RuleEntry {
    /// Where its first key begins.
    pub(in crate::rule) start: usize,
    pub(in crate::rule) id: Name,
    pub(in crate::rule) matches: Vec<PatternLine>,
    pub(in crate::rule) unless: Vec<PatternLine>,
    pub(in crate::rule) same: Vec<Name>,
    pub(in crate::rule) finds: Vec<ExampleLine>,
    pub(in crate::rule) ignores: Vec<ExampleLine>,
    pub(in crate::rule) not_yet: Vec<ExampleLine>,
    pub(in crate::rule) within: Option<Name>,
    pub(in crate::rule) scope: Vec<Name>,
    pub(in crate::rule) facet: Option<Name>,
    /// Whether it has a facet whose name could not be read, so that it need not capture a claim.
    pub(in crate::rule) has_unknown_facet: bool,
    pub(in crate::rule) kind: Option<Name>,
    pub(in crate::rule) stance: Option<Name>,
    pub(in crate::rule) confidence: Option<Name>,
    pub(in crate::rule) source: Option<Name>,
    pub(in crate::rule) over: Vec<Name>,
    pub(in crate::rule) tags: Vec<Name>,
    pub(in crate::rule) docs: Option<String>,
    pub(in crate::rule) note: Option<String>,
    pub(in crate::rule) aliases: Vec<Name>,
    /// Whether its id or a former one could not be read, so that other rules may refer to it by that id.
    pub(in crate::rule) has_unknown_id: bool,
    pub(in crate::rule) broken: bool,
}

/// An override of a rule in another file.
#[derive(Debug)]
pub(in crate::rule) struct OverrideEntry {
    /// The id, or a former one.
    pub(in crate::rule) id: Name,
    pub(in crate::rule) off: Option<Name>,
    pub(in crate::rule) confidence: Option<Name>,
    /// Whether something in it could not be understood.
    pub(in crate::rule) broken: bool,
}

/// One line of a pattern.
#[derive(Debug, Clone)]
pub(in crate::rule) struct PatternLine {
    pub(in crate::rule) tree: Tree,
    pub(in crate::rule) text: String,
    pub(in crate::rule) span: Span,
}

/// One line of examples.
#[derive(Debug, Clone)]
pub(in crate::rule) struct ExampleLine {
    pub(in crate::rule) pieces: Vec<Piece>,
    pub(in crate::rule) span: Span,
}
