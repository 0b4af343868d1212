//! What could stand at the cursor.

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

/// Something that could stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is written.
    pub text: String,
    /// What kind of thing it is.
    pub kind: CompletionKind,
    /// What it is for, in one line.
    pub detail: String,
    /// The bytes it stands in the place of: the word at the cursor.
    pub span: Span,
}

/// What kind of thing could stand at the cursor.
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
    /// A pack of the program, or a file.
    File,
}

/// What could stand at the byte `offset` of a file of that workspace, in the order of its kind and name; keys in the order they are
/// written in. What the word there begins with plays no part: editors choose as somebody types.
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

/// The keys that are not there yet, and the one that is being written.
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
        // YAML wants a space behind the colon
        all.iter_mut().for_each(|completion| completion.text.insert(0, ' '));
    }
    all
}

/// The packs of the program, and the rule files beside or below this one.
fn files(workspace: &Workspace, source: &SourceFile, span: Span) -> Vec<Completion> {
    let packs = shipped_names().into_iter().map(|name| one(CompletionKind::File, name, "comes with the program", span));
    let folder = source.name.rfind('/').and_then(|end| source.name.get(..=end)).unwrap_or_default();
    let below = workspace.files().filter(|file| file.name != source.name && rule::is_rule_file(&file.text));
    let paths = below.filter_map(|file| file.name.strip_prefix(folder));
    packs.chain(paths.map(|path| one(CompletionKind::File, path, "a file", span))).collect()
}

/// The facets that rules of the file tell and those that groups have, each once.
fn facets(sheet: &FileInContext) -> BTreeSet<String> {
    let told = sheet.rules().iter().filter_map(|rule| rule.facet.clone());
    let of = |group: &FacetGroup| {
        let members = group.members().unwrap_or_default();
        members.into_iter().map(|member| format!("{}/{member}", group.name())).collect::<Vec<_>>()
    };
    told.chain(FacetGroup::ALL.iter().flat_map(of)).collect()
}

/// The names of all rules on the workspace and of those that come with the program.
fn rules(workspace: &Workspace, source: &Arc<SourceFile>, span: Span) -> Vec<Completion> {
    names_of_rules(workspace, source, |_| true)
        .into_iter()
        .map(|(name, file)| one(CompletionKind::Rule, name, file, span))
        .collect()
}

/// The same without those of this file, as keys.
fn foreign_rules(workspace: &Workspace, source: &Arc<SourceFile>, span: Span) -> Vec<Completion> {
    let behind = source.text.get(span.end..).unwrap_or_default();
    let colon = if behind.trim_start_matches(' ').starts_with(':') { "" } else { ": " };
    let names = names_of_rules(workspace, source, |file| file != source.name).into_iter();
    names.map(|(name, file)| one(CompletionKind::Rule, format!("{name}{colon}"), file, span)).collect()
}

/// What rules in some files are called in this one, each with its file, sorted: by their ids, and where rules of several
/// packs share one, by pack and id, but for that of the pack of this file.
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

/// What could stand at a place in a pattern.
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

/// The lists and, unless only they can stand here, the phrases.
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

/// The roles: of an example those that its rule captures, as far as that is known.
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
