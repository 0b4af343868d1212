//! A catalogue of rules, for people who want to know what is found: every rule with its note, its patterns in words,
//! its examples with their roles, and its keys.
//!
//! It is collected once, by pack and file, and written in two formats: Markdown for repositories, and HTML for
//! browsers.

mod html;
pub(super) mod markdown;

pub use html::html;
pub use markdown::markdown;
pub(crate) use markdown::{prose as markdown_prose, reading as markdown_reading, text as markdown_text};

use std::collections::BTreeMap;

use crate::rule::{
    Confidence, DEFAULT_SCOPE, Example, Manifest, Meaning, Pack, Reading, Role, Rule, Same, Stance, Within, describe,
};
use crate::span::Span;

/// The rules of one pack, by file.
struct Chapter<'c> {
    /// The name of the pack, or of the file if it belongs to none.
    name: &'c str,
    /// The manifest of the pack.
    manifest: Option<&'c Manifest>,
    files: Vec<Section<'c>>,
}

/// The rules of one file.
struct Section<'c> {
    name: &'c str,
    /// The description of the file, from the comment at its top.
    about: String,
    rules: Vec<(&'c Rule, Reading)>,
    /// The meanings of the names in the readings, each once.
    meanings: Vec<Meaning>,
}

/// The rules of a pack as chapters: packs and files sorted by name, rules in file order.
fn chapters(pack: &Pack) -> Vec<Chapter<'_>> {
    let mut by_pack: BTreeMap<&str, BTreeMap<&str, Vec<&Rule>>> = BTreeMap::new();
    for rule in &pack.rules {
        let name = if rule.pack.is_empty() { rule.file.name.as_str() } else { rule.pack.as_str() };
        by_pack.entry(name).or_default().entry(&rule.file.name).or_default().push(rule);
    }
    let chapters = by_pack.into_iter().map(|(name, files)| Chapter {
        name,
        manifest: pack.manifests.iter().find(|manifest| manifest.name == name),
        files: files.into_iter().map(|(name, rules)| section(name, rules)).collect(),
    });
    chapters.collect()
}

fn section<'c>(name: &'c str, mut rules: Vec<&'c Rule>) -> Section<'c> {
    rules.sort_by_key(|rule| rule.span.start);
    let about = rules.first().map_or(String::new(), |rule| head_comment(&rule.file.text));
    let rules: Vec<(&Rule, Reading)> = rules.into_iter().map(|rule| (rule, describe(rule, false))).collect();
    let mut meanings: Vec<Meaning> = Vec::new();
    for (_, reading) in &rules {
        let new: Vec<&Meaning> =
            reading.meanings.iter().filter(|one| !meanings.iter().any(|known| known.name == one.name)).collect();
        meanings.extend(new.into_iter().cloned().collect::<Vec<_>>());
    }
    Section { name, about, rules, meanings }
}

/// The comment at the top of a file, as one line; lines for programs are left out.
fn head_comment(text: &str) -> String {
    let lines = text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.contains(": $schema=")).collect::<Vec<_>>().join(" ")
}

/// The keys of a rule with their values, except patterns, prose and defaults.
fn keys(rule: &Rule) -> Vec<(&'static str, String)> {
    let mut keys = vec![match &rule.facet {
        Some(facet) => ("facet", facet.clone()),
        None => ("kind", rule.kind.clone()),
    }];
    let mut add = |key: &'static str, value: String, wanted: bool| {
        if wanted {
            keys.push((key, value));
        }
    };
    add("stance", rule.stance.name().to_owned(), rule.stance != Stance::Affirmed);
    add("confidence", rule.confidence.name().to_owned(), rule.confidence != Confidence::Medium);
    let scopes: Vec<&str> = rule.scope.iter().map(|scope| scope.name()).collect();
    add("scope", scopes.join(", "), rule.scope != DEFAULT_SCOPE);
    add("within", rule.within.name().to_owned(), rule.within != Within::Sentence);
    add("same", rule.same.as_ref().map_or_else(String::new, Same::written), rule.same.is_some());
    add("source", rule.source.map_or("", |source| source.name()).to_owned(), rule.source.is_some());
    add("over", rule.over.join(", "), !rule.over.is_empty());
    add("tags", rule.tags.join(", "), !rule.tags.is_empty());
    add("aliases", rule.aliases.join(", "), !rule.aliases.is_empty());
    keys
}

/// A part of an example: words, or the span of a role.
enum Piece<'e> {
    Words(&'e str),
    Marked(&'e Role, Vec<Piece<'e>>),
}

/// An example with its nested marks.
fn pieces(example: &Example) -> Vec<Piece<'_>> {
    let mut marks: Vec<&(Role, Span)> = example.marks.iter().collect();
    marks.sort_by_key(|(role, span)| (span.start, std::cmp::Reverse(span.end), role.clone()));
    inside(&example.text, Span::new(0, example.text.len()), &mut marks.into_iter().peekable())
}

fn inside<'e>(
    text: &'e str,
    within: Span,
    marks: &mut std::iter::Peekable<std::vec::IntoIter<&'e (Role, Span)>>,
) -> Vec<Piece<'e>> {
    let mut pieces = Vec::new();
    let mut at = within.start;
    while let Some((role, span)) = marks.next_if(|(_, span)| span.start < within.end || span.start == at) {
        let span = Span::new(span.start.max(at), span.end.min(within.end).max(span.start.max(at)));
        pieces.push(Piece::Words(Span::new(at, span.start).of(text)));
        pieces.push(Piece::Marked(role, inside(text, span, marks)));
        at = span.end;
    }
    pieces.push(Piece::Words(Span::new(at, within.end.max(at)).of(text)));
    pieces.retain(|piece| !matches!(piece, Piece::Words("")));
    pieces
}

/// The title of the group of examples with this verdict.
const fn title(verdict: crate::rule::Verdict) -> &'static str {
    match verdict {
        crate::rule::Verdict::Finds => "Finds",
        crate::rule::Verdict::Ignores => "Ignores",
        crate::rule::Verdict::NotYet => "Does not find yet",
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, head_comment, pieces};
    use crate::rule::{Example, Role, Verdict};
    use crate::span::Span;

    fn shown(pieces: &[Piece<'_>]) -> String {
        let one = |piece: &Piece<'_>| match piece {
            Piece::Words(words) => (*words).to_owned(),
            Piece::Marked(role, inner) => format!("{{{role}: {}}}", shown(inner)),
        };
        pieces.iter().map(one).collect()
    }

    #[test]
    fn marks_are_nested() {
        let mark = |role: &str, start, end| (Role::new(role), Span::new(start, end));
        let marks = vec![mark("claim", 0, 9), mark("value", 0, 1), mark("claim", 2, 5), mark("source", 12, 15)];
        let example =
            Example { verdict: Verdict::Finds, text: "9 men say so Rao".into(), marks, span: Span::new(0, 0) };
        assert_eq!(shown(&pieces(&example)), "{claim: {value: 9} {claim: men} say} so{source:  Ra}o");
    }

    #[test]
    fn invalid_marks_lose_no_text() {
        let mark = |role: &str, start, end| (Role::new(role), Span::new(start, end));
        let marks = vec![mark("a", 0, 4), mark("b", 2, 9), mark("c", 9, 9), mark("d", 3, 3)];
        let example = Example { verdict: Verdict::Finds, text: "it rained".into(), marks, span: Span::new(0, 0) };
        let text: String = shown(&pieces(&example)).replace(['{', '}', ':'], "");
        assert_eq!(text.replace(['a', 'b', 'c', 'd', ' '], ""), "itrine");
    }

    #[test]
    fn the_description_of_a_file_is_its_first_comment() {
        assert_eq!(
            head_comment("# yaml-language-server: $schema=x\n# Verbs.\n#\n# And more.\nclaims: 1\n"),
            "Verbs. And more."
        );
        assert_eq!(head_comment("claims: 1\n# no head\n"), "");
    }
}
