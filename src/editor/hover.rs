//! What is said of the thing at the cursor.

use std::sync::Arc;

use super::in_file::{Place, place};
use super::in_line::{Piece, in_example, in_pattern};
use super::workspace::Workspace;
use crate::diagnostic::SourceFile;
use crate::report::catalogue::{markdown_prose, markdown_reading, markdown_text};
use crate::rule::{self, Definition, DefinitionKind, FileInContext, Holds, Key, ROLES, Rule};
use crate::span::Span;

/// Of a list this many words are told.
const MOST_WORDS: usize = 60;

/// What is said of the thing at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// In Markdown.
    pub text: String,
    /// The bytes of the thing.
    pub span: Span,
}

/// What is said of the thing at the byte `offset`: of a key what it is for, of a list its words, of a phrase and a role what
/// they stand for, of an id and a pattern what they find, in plain English.
#[must_use]
pub fn hover(workspace: &Workspace, source: &Arc<SourceFile>, sheet: &FileInContext, offset: usize) -> Option<Hover> {
    let text = source.text.as_str();
    let (text, span) = match place(text, offset)? {
        Place::FileKey(span) => (of_key(rule::FileKind::of(source).keys(), span.of(text))?, span),
        Place::RuleKey(span, _) => (of_key(rule::RULE, span.of(text))?, span),
        Place::Value(key, span) => (of_value(workspace, source, sheet, key, span.of(text))?, span),
        Place::OverrideKey(span, _) => (of_key(rule::OVERRIDE, span.of(text))?, span),
        Place::Name(key, span) if matches!(key.holds, Holds::Overrides) => {
            (elsewhere(workspace, source, span.of(text))?, span)
        }
        Place::Name(key, span) => {
            let name = span.of(text);
            let definition = if key.name == "roles" { sheet.role(name)? } else { sheet.named(name)? };
            (of_definition(sheet, &definition), span)
        }
        Place::Pattern(line) => {
            let written = line.of(text);
            let inside = |span: Span| Span::new(line.start + span.start, line.start + span.end);
            let named = match in_pattern(written, offset.checked_sub(line.start)?) {
                Piece::Reference(span, _) | Piece::TestValue("list", span) => {
                    sheet.named(span.of(written)).map(|found| (of_definition(sheet, &found), inside(span)))
                }
                Piece::Role(span) => of_role(sheet, span.of(written)).map(|told| (told, inside(span))),
                Piece::Boundary(_) | Piece::Test(_) | Piece::TestValue(..) | Piece::Words => None,
            };
            named.or_else(|| of_line(sheet, written).map(|told| (told, line)))?
        }
        Place::Example(line, _) => {
            let written = line.of(text);
            let Piece::Role(span) = in_example(written, offset.checked_sub(line.start)?) else { return None };
            (of_role(sheet, span.of(written))?, Span::new(line.start + span.start, line.start + span.end))
        }
    };
    Some(Hover { text, span })
}

fn of_key(keys: &[Key], name: &str) -> Option<String> {
    let key = keys.iter().find(|key| key.name == name)?;
    Some(match key.holds {
        Holds::OneOf(values) | Holds::OneOfOrOwn(values) | Holds::SomeOf(values) => {
            let values: Vec<String> = values().iter().map(|value| format!("`{value}`")).collect();
            format!("{}\n\n{}", key.about, values.join(", "))
        }
        _ => key.about.to_owned(),
    })
}

/// What is said of a value: of an id, its rule; else of its key.
fn of_value(
    workspace: &Workspace,
    source: &Arc<SourceFile>,
    sheet: &FileInContext,
    key: &Key,
    word: &str,
) -> Option<String> {
    if matches!(key.name, "id" | "over") {
        return in_sheet(sheet, word).or_else(|| elsewhere(workspace, source, word));
    }
    (!word.is_empty() && key.name != "lists").then(|| key.about.to_owned())
}

/// What is said of the rule of that id, or that had it, where it stands in this file.
fn in_sheet(sheet: &FileInContext, id: &str) -> Option<String> {
    let mut rules = sheet.rules().iter();
    rules.find(|rule| rule.id == id || rule.aliases.iter().any(|alias| alias == id)).map(of_rule)
}

/// The same where it stands in another file of the workspace, or comes with the program.
fn elsewhere(workspace: &Workspace, source: &Arc<SourceFile>, name: &str) -> Option<String> {
    let (file, id) = match workspace.rules_named(source, name).into_iter().next() {
        Some(found) => (Arc::clone(found.file), found.rule.id.name.as_str()),
        None => {
            let id = name.rsplit('/').next().unwrap_or(name);
            let home = rule::file_of_rule(id)?;
            rule::pack_of(home).filter(|pack| id == name || name.strip_suffix(id) == Some(&format!("{pack}/")))?;
            (rule::shipped_file(home)?, id)
        }
    };
    let nothing = |_: &str| Err("it is not on the workspace".to_owned());
    in_sheet(&FileInContext::new(&file, &|path| workspace.read(path, &nothing), &|name| workspace.newer(name)), id)
}

fn of_rule(rule: &Rule) -> String {
    let mut text = format!("**{}**\n", markdown_text(&rule.id));
    markdown_reading(&mut text, rule, &rule::describe(rule, false));
    text
}

/// What a line of a pattern finds that is written like this.
fn of_line(sheet: &FileInContext, written: &str) -> Option<String> {
    let rules = sheet.rules().iter();
    let mut lines = rules.flat_map(|rule| rule.lines.iter().chain(&rule.unless));
    let found = lines.find(|one| one.text == written).map(|one| markdown_prose(&rule::say(&one.pattern)));
    found.or_else(|| {
        // a line of a phrase or role
        let definitions = sheet.definitions();
        let mut own = definitions.iter().filter(|one| one.kind != DefinitionKind::List);
        own.find_map(|one| sheet.describe_line(one, written)).map(|prose| markdown_prose(&prose))
    })
}

/// What a list, phrase or declared role stands for.
fn of_definition(sheet: &FileInContext, definition: &Definition<'_>) -> String {
    let name = markdown_text(definition.name);
    let note = definition.note.as_deref().map(|note| format!(": {}", markdown_text(note))).unwrap_or_default();
    match definition.kind {
        DefinitionKind::List => {
            let mut words: Vec<String> =
                definition.lines.iter().take(MOST_WORDS).map(|word| markdown_text(word)).collect();
            if definition.lines.len() > MOST_WORDS {
                words.push(format!("… {} in all", definition.lines.len()));
            }
            format!("list **{name}**{note}\n\n{}", words.join(", "))
        }
        kind => {
            let what = if kind == DefinitionKind::Role { "role" } else { "phrase" };
            let mut text = format!("{what} **{name}**{note}\n");
            for line in sheet.describe(definition) {
                text.push_str(&format!("\n- {}", markdown_prose(&line)));
            }
            format!("{text}\n\n```text\n{}\n```", definition.lines.join("\n"))
        }
    }
}

/// What a role stands for where it is bare.
fn of_role(sheet: &FileInContext, name: &str) -> Option<String> {
    if let Some(declared) = sheet.role(name) {
        return Some(of_definition(sheet, &declared));
    }
    let &(name, phrase) = ROLES.iter().find(|&&(role, _)| role == name)?;
    let about = rule::about_role(name);
    let mut text = format!("role **{name}**: {about}\n");
    match phrase.split(" | ").filter_map(|name| sheet.named(name.strip_prefix('@')?)).collect::<Vec<_>>().as_slice() {
        [] => text.push_str("\nIt has no meaning alone: write `{cue: …}`."),
        stands => {
            text.push_str(&format!("\nAlone it means `{phrase}`:\n"));
            for line in stands.iter().flat_map(|one| sheet.describe(one)) {
                text.push_str(&format!("\n- {}", markdown_prose(&line)));
            }
        }
    }
    Some(text)
}
