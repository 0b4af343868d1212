//! Completions at the cursor.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::in_file::{Place, keys_of_file, keys_of_override, keys_of_rule, place};
use super::in_line::{Piece, in_example, in_pattern};
use super::workspace::Workspace;
use crate::annotation::{EntityKind, FacetGroup, Penn, Pos};
use crate::diagnostic::SourceFile;
use crate::rule::{
    self, Boundary, DefinitionKind, FileInContext, FileKind, Flag, Holds, Key, OVERRIDE, ROLES, RULE, Rule, RuleKey,
    TEST_KEYS, outline, pack_of, shipped_ids, shipped_names,
};
use crate::span::Span;

/// A completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The text to insert.
    pub text: String,
    /// The kind of the completion.
    pub kind: CompletionKind,
    /// A description in one line.
    pub detail: String,
    /// The bytes that it replaces: the word at the cursor.
    pub span: Span,
}

/// The kind of a completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CompletionKind {
    /// A key of the file or of a rule.
    Key,
    /// One of the values of a key or a test.
    Value,
    /// A role.
    Role,
    /// A list of words.
    List,
    /// A phrase.
    Phrase,
    /// The id of a rule.
    Rule,
    /// A test on one word.
    Test,
    /// A built-in pack, or a file.
    File,
}

/// The completions at the byte `offset` of a file of that workspace, sorted by kind and name; keys in the order of the
/// formatter. They are not filtered by the word at the cursor: editors do that while the user types.
#[must_use]
pub fn completions(
    workspace: &Workspace,
    source: &Arc<SourceFile>,
    sheet: &FileInContext,
    offset: usize,
) -> Vec<Completion> {
    let text = source.text.as_str();
    let Some(place) = place(text, offset) else { return Vec::new() };
    match place {
        Place::FileKey(span) => keys(FileKind::of(source).keys(), &keys_of_file(text), text, span),
        Place::RuleKey(span, rule) => keys(RULE, &keys_of_rule(text, rule), text, span),
        Place::Value(key, span) => values(workspace, source, sheet, key, span),
        Place::OverrideKey(span, whole) => keys(OVERRIDE, &keys_of_override(text, whole), text, span),
        Place::Name(key, span) if matches!(key.holds, Holds::Overrides) => foreign_rules(workspace, source, span),
        Place::Name(..) => Vec::new(),
        Place::Pattern(line) => {
            let written = line.of(text);
            let Some(at) = offset.checked_sub(line.start) else { return Vec::new() };
            in_file(pieces(sheet, in_pattern(written, at)), line.start)
        }
        Place::Example(line, rule) => {
            let Some(at) = offset.checked_sub(line.start) else { return Vec::new() };
            let Piece::Role(span) = in_example(line.of(text), at) else { return Vec::new() };
            let own = sheet.rules().iter().find(|one| rule.contains(one.span));
            in_file(roles(sheet, own, span), line.start)
        }
    }
}

fn one(kind: CompletionKind, text: impl Into<String>, detail: impl Into<String>, span: Span) -> Completion {
    Completion { text: text.into(), kind, detail: detail.into(), span }
}

fn in_file(mut all: Vec<Completion>, start: usize) -> Vec<Completion> {
    for completion in &mut all {
        completion.span = Span::new(completion.span.start + start, completion.span.end + start);
    }
    all
}

/// The keys that are not present yet, and the one being typed.
fn keys(all: &[Key], present: &[&str], text: &str, span: Span) -> Vec<Completion> {
    let written = span.of(text);
    let behind = text.get(span.end..).unwrap_or_default().trim_start_matches(' ');
    let colon = if behind.starts_with(':') { "" } else { ":" };
    let free = all.iter().filter(|key| key.name == written || !present.contains(&key.name));
    free.map(|key| {
        let sign = match key.holds {
            _ if colon.is_empty() => "",
            Holds::Patterns | Holds::Examples => ": |",
            Holds::Definitions | Holds::Lists | Holds::Rules | Holds::Overrides => ":",
            _ => ": ",
        };
        one(CompletionKind::Key, format!("{}{sign}", key.name), key.about, span)
    })
    .collect()
}

fn values(
    workspace: &Workspace,
    source: &Arc<SourceFile>,
    sheet: &FileInContext,
    key: &Key,
    span: Span,
) -> Vec<Completion> {
    let value = |name: &str| one(CompletionKind::Value, name, "", span);
    let glued = source.text.get(..span.start).is_some_and(|before| before.ends_with(':'));
    let mut all: Vec<Completion> = match key.holds {
        Holds::Edition => vec![value("1")],
        Holds::Truth => ["true", "false"].map(value).into(),
        Holds::OneOf(all) | Holds::SomeOf(all) => all().into_iter().map(value).collect(),
        Holds::OneOfOrOwn(all) => all().into_iter().chain(sheet.kinds()).map(value).collect(),
        Holds::Texts if key.name == "use" => files(workspace, source, span),
        Holds::Texts if key.name == "over" => rules(workspace, source, span),
        Holds::Name if key.name == "facet" => facets(sheet).iter().map(|facet| value(facet)).collect(),
        _ => Vec::new(),
    };
    if glued {
        // YAML requires a space after the colon
        all.iter_mut().for_each(|completion| completion.text.insert(0, ' '));
    }
    all
}

/// The built-in packs, and the rule files next to or below this one.
fn files(workspace: &Workspace, source: &SourceFile, span: Span) -> Vec<Completion> {
    let packs = shipped_names().into_iter().map(|name| one(CompletionKind::File, name, "comes with the program", span));
    let folder = source.name.rfind('/').and_then(|end| source.name.get(..=end)).unwrap_or_default();
    let below = workspace.files().filter(|file| file.name != source.name && rule::is_rule_file(&file.text));
    let paths = below.filter_map(|file| file.name.strip_prefix(folder));
    packs.chain(paths.map(|path| one(CompletionKind::File, path, "a file", span))).collect()
}

/// The facets of the rules of the file and those of facet groups, each once.
fn facets(sheet: &FileInContext) -> BTreeSet<String> {
    let own = sheet.rules().iter().filter_map(|rule| rule.facet.clone());
    let of = |group: &FacetGroup| {
        let members = group.members().unwrap_or_default();
        members.into_iter().map(|member| format!("{}/{member}", group.name())).collect::<Vec<_>>()
    };
    own.chain(FacetGroup::ALL.iter().flat_map(of)).collect()
}

/// The names of all rules in the workspace and of the built-in ones.
fn rules(workspace: &Workspace, source: &Arc<SourceFile>, span: Span) -> Vec<Completion> {
    names_of_rules(workspace, source, |_| true)
        .into_iter()
        .map(|(name, file)| one(CompletionKind::Rule, name, file, span))
        .collect()
}

/// The same without the rules of this file, as keys.
fn foreign_rules(workspace: &Workspace, source: &Arc<SourceFile>, span: Span) -> Vec<Completion> {
    let behind = source.text.get(span.end..).unwrap_or_default();
    let colon = if behind.trim_start_matches(' ').starts_with(':') { "" } else { ": " };
    let names = names_of_rules(workspace, source, |file| file != source.name).into_iter();
    names.map(|(name, file)| one(CompletionKind::Rule, format!("{name}{colon}"), file, span)).collect()
}

/// The names by which this file refers to rules in some files, each with its file, sorted: the id, or pack and id if
/// rules of several packs share it; within its own pack, always the id.
fn names_of_rules(
    workspace: &Workspace,
    source: &Arc<SourceFile>,
    wanted: impl Fn(&str) -> bool,
) -> Vec<(String, String)> {
    let home = workspace.pack_of(source, &outline(source));
    let mut rules: BTreeMap<RuleKey, String> = BTreeMap::new();
    for (file, outline) in workspace.outlines_with("id:") {
        let pack = workspace.pack_of(file, outline);
        for rule in outline.rules.iter().filter(|rule| !rule.id.name.is_empty()) {
            rules.entry(RuleKey::new(&pack, &rule.id.name)).or_insert_with(|| file.name.clone());
        }
    }
    for (id, file) in shipped_ids() {
        let pack = pack_of(file).unwrap_or_default();
        rules.entry(RuleKey::new(&pack, id)).or_insert_with(|| file.to_owned());
    }
    let mut packs: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in rules.keys() {
        *packs.entry(&rule.id).or_default() += 1;
    }
    let is_plain = |rule: &RuleKey| rule.pack == home || packs.get(rule.id.as_str()) == Some(&1);
    let named = rules
        .iter()
        .filter(|(_, file)| wanted(file))
        .map(|(rule, file)| (if is_plain(rule) { rule.id.clone() } else { rule.qualified() }, file.clone()));
    let mut named: Vec<(String, String)> = named.collect();
    named.sort();
    named
}

/// The completions at a position in a pattern.
fn pieces(sheet: &FileInContext, piece: Piece<'_>) -> Vec<Completion> {
    let value = |span: Span| move |name: &'static str| one(CompletionKind::Value, name, "", span);
    match piece {
        Piece::Reference(span, inflected) => names(sheet, span, inflected),
        Piece::Role(span) => roles(sheet, None, span),
        Piece::Boundary(span) => {
            Boundary::ALL.iter().map(|boundary| one(CompletionKind::Test, boundary.name(), "", span)).collect()
        }
        Piece::Test(span) => {
            let keys = TEST_KEYS.iter().map(|key| {
                one(
                    CompletionKind::Test,
                    if *key == "number" { "number>=".to_owned() } else { format!("{key}=") },
                    "",
                    span,
                )
            });
            keys.chain(Flag::ALL.iter().map(|flag| one(CompletionKind::Test, flag.name(), "", span))).collect()
        }
        Piece::TestValue("pos", span) => Pos::ALL.iter().map(|pos| pos.name()).map(value(span)).collect(),
        Piece::TestValue("tag", span) => Penn::ALL.iter().map(|tag| tag.name()).map(value(span)).collect(),
        Piece::TestValue("entity", span) => EntityKind::ALL.iter().map(|kind| kind.name()).map(value(span)).collect(),
        Piece::TestValue("list", span) => names(sheet, span, true),
        Piece::TestValue(..) | Piece::Words => Vec::new(),
    }
}

/// The lists and, unless only lists are allowed here, the phrases.
fn names(sheet: &FileInContext, span: Span, only_lists: bool) -> Vec<Completion> {
    let definitions = sheet.definitions().into_iter();
    let named = definitions
        .filter(|found| found.kind == DefinitionKind::List || !only_lists && found.kind == DefinitionKind::Phrase);
    named
        .map(|found| {
            let first = found.lines.iter().take(3).copied().collect::<Vec<_>>();
            let words = if found.kind == DefinitionKind::List { first.join(", ") } else { first.join(" | ") };
            let detail = found.note.as_deref().map_or(words, str::to_owned);
            let kind = if found.kind == DefinitionKind::List { CompletionKind::List } else { CompletionKind::Phrase };
            one(kind, found.name, detail, span)
        })
        .collect()
}

/// The roles: in an example, those that its rule captures, as far as they are known.
fn roles(sheet: &FileInContext, rule: Option<&Rule>, span: Span) -> Vec<Completion> {
    let captured: Option<Vec<String>> = rule.map(|rule| {
        let roles = rule.lines.iter().flat_map(|line| line.pattern.roles());
        roles.map(|role| role.name().to_owned()).collect()
    });
    let own = sheet.definitions().into_iter().filter(|found| found.kind == DefinitionKind::Role);
    let own: Vec<(String, String)> =
        own.map(|found| (found.name.to_owned(), found.note.as_deref().unwrap_or_default().to_owned())).collect();
    let known = ROLES.iter().filter(|&&(name, _)| !own.iter().any(|(other, _)| other == name));
    let known = known.map(|&(name, _)| (name.to_owned(), rule::about_role(name).to_owned()));
    let all = known.chain(own.iter().cloned());
    all.filter(|(name, _)| captured.as_ref().is_none_or(|captured| captured.contains(name)))
        .map(|(name, about)| one(CompletionKind::Role, name, about, span))
        .collect()
}
