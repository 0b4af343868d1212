//! One rule file with everything it can refer to, for editors.

use std::sync::Arc;

use super::collect;
use super::loaded::Library;
use crate::diagnostic::SourceFile;
use crate::rule::file::{PatternLine, RuleFile, comment_above};
use crate::rule::names::{Circles, Scope, Used, understand};
use crate::rule::outline::{Outline, of_file};
use crate::rule::{Pattern, Rule, describe};
use crate::span::Span;

/// A rule file, and the files whose names it can use. It doesn't have to be valid: what cannot be read is left out.
#[derive(Debug)]
pub struct FileInContext {
    /// The file first, then what it sees, the nearest first.
    files: Vec<RuleFile>,
    incomplete: bool,
    rules: Vec<Rule>,
}

/// The definition of a name.
#[derive(Debug, Clone)]
pub struct Definition<'s> {
    /// What kind of definition it is.
    pub kind: DefinitionKind,
    /// The name.
    pub name: &'s str,
    /// The file that defines it.
    pub file: &'s Arc<SourceFile>,
    /// The span of its name in the file.
    pub span: Span,
    /// The comment right above it.
    pub note: Option<Arc<str>>,
    /// Its pattern lines as written, or its words.
    pub lines: Vec<&'s str>,
}

/// The kinds of definitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DefinitionKind {
    /// Words.
    List,
    /// Pattern lines.
    Phrase,
    /// The pattern of a bare role with this name.
    Role,
}

impl FileInContext {
    /// Reads a file and what it uses. `read` returns the text of a used file by its path; `newer` returns a version
    /// that replaces a file of the program.
    #[must_use]
    pub fn new(
        source: &Arc<SourceFile>,
        read: &dyn Fn(&str) -> Result<String, String>,
        newer: &dyn Fn(&str) -> Option<Arc<SourceFile>>,
    ) -> Self {
        let mut library = Library::among(read, newer);
        let mut problems = Vec::new();
        let mut rules = Vec::new();
        let at = library.add(source, true, &mut problems);
        library.describe(at, &mut problems);
        library.add_used(at, &mut problems);
        if let Some(file) = library.file(at) {
            collect::rules(file, &library.scope(at), &mut Circles::default(), &mut rules, &mut problems);
        }
        let (files, incomplete) = library.seen_by(at);
        Self { files, incomplete, rules }
    }

    /// The file as it was read.
    #[must_use]
    pub fn source(&self) -> Option<&Arc<SourceFile>> {
        self.files.first().map(|file| &file.source)
    }

    /// Whether nothing could be read of the file, because it is invalid YAML or empty.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let is_blank = |file: &RuleFile| {
            file.rules.is_empty()
                && file.overrides.is_empty()
                && file.uses.is_empty()
                && file.kinds.is_empty()
                && file.roles.is_empty()
                && file.lists.is_empty()
                && file.phrases.is_empty()
        };
        self.files.first().is_none_or(is_blank)
    }

    /// Its rules without errors, in file order.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The names in the file itself.
    #[must_use]
    pub fn outline(&self) -> Outline {
        self.files.first().map(of_file).unwrap_or_default()
    }

    /// Every list, phrase and declared role that the file can use, each once, by its nearest definition.
    #[must_use]
    pub fn definitions(&self) -> Vec<Definition<'_>> {
        let mut all: Vec<Definition<'_>> = Vec::new();
        for file in &self.files {
            for definition in of(file) {
                let same = |other: &Definition<'_>| {
                    let both_roles = (other.kind == DefinitionKind::Role) == (definition.kind == DefinitionKind::Role);
                    other.name == definition.name && both_roles
                };
                if !all.iter().any(same) {
                    all.push(definition);
                }
            }
        }
        all.sort_by_key(|definition| (definition.name, definition.kind));
        all
    }

    /// The list or phrase that `@name` refers to.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Definition<'_>> {
        let named = |one: &Definition<'_>| one.name == name && one.kind != DefinitionKind::Role;
        self.files.iter().find_map(|file| of(file).find(named))
    }

    /// The role with this name that a file declares.
    #[must_use]
    pub fn role(&self, name: &str) -> Option<Definition<'_>> {
        let named = |one: &Definition<'_>| one.name == name && one.kind == DefinitionKind::Role;
        self.files.iter().find_map(|file| of(file).find(named))
    }

    /// The kinds of claim that the file may use in addition to those every rule knows, sorted.
    #[must_use]
    pub fn kinds(&self) -> Vec<&str> {
        let mut kinds: Vec<&str> =
            self.files.iter().flat_map(|file| file.kinds.iter().map(|kind| kind.text.as_str())).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// Descriptions of what the lines of a phrase or role find; lines that cannot be understood on their own are left
    /// out.
    #[must_use]
    pub fn describe(&self, definition: &Definition<'_>) -> Vec<describe::Prose> {
        self.describe_lines(definition, &|_| true)
    }

    /// A description of what one line of a phrase or role finds; `written` is the text of the line.
    #[must_use]
    pub fn describe_line(&self, definition: &Definition<'_>, written: &str) -> Option<describe::Prose> {
        self.describe_lines(definition, &|line| line == written).pop()
    }

    fn describe_lines(&self, definition: &Definition<'_>, wanted: &dyn Fn(&str) -> bool) -> Vec<describe::Prose> {
        let scope = Scope::new(self.files.iter().collect(), self.incomplete);
        let home = self.files.iter().find(|file| Arc::ptr_eq(&file.source, definition.file));
        let written = home.and_then(|file| {
            let all = if definition.kind == DefinitionKind::Role { &file.roles } else { &file.phrases };
            all.iter().find(|one| one.name.span == definition.span)
        });
        let lines: &[PatternLine] = written.map_or(&[], |written| &written.lines);
        let understood = lines.iter().filter(|line| wanted(&line.text)).filter_map(|line| -> Option<Pattern> {
            understand(&scope, definition.file, &line.tree, &mut Used::default(), &mut Vec::new())
        });
        understood.map(|pattern| describe::say(&pattern)).collect()
    }
}

/// The definitions of a file.
fn of(file: &RuleFile) -> impl Iterator<Item = Definition<'_>> {
    let lists = file.lists.iter().map(|list| Definition {
        kind: DefinitionKind::List,
        name: &list.name.text,
        file: &file.source,
        span: list.name.span,
        note: comment_above(&file.source, list.name.span.start),
        lines: list.words.iter().map(|word| word.text.as_str()).collect(),
    });
    let phrases = file.phrases.iter().map(|one| (DefinitionKind::Phrase, one));
    let roles = file.roles.iter().map(|one| (DefinitionKind::Role, one));
    let patterns = phrases.chain(roles).map(|(kind, one)| Definition {
        kind,
        name: &one.name.text,
        file: &file.source,
        span: one.name.span,
        note: one.note.clone(),
        lines: one.lines.iter().map(|line| line.text.as_str()).collect(),
    });
    lists.chain(patterns)
}
