//! Search for rules, lists and phrases of all files by part of their names.

use std::sync::Arc;

use super::symbols::SymbolKind;
use super::workspace::Workspace;
use crate::diagnostic::SourceFile;
use crate::rule::Named;
use crate::span::Span;

/// At most this many results are listed: nobody reads more, and editors search again with every letter typed.
const MOST: usize = 1_000;

/// A rule, list or phrase of some file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SymbolKind,
    /// Its file.
    pub file: Arc<SourceFile>,
    /// The bytes of its name there.
    pub span: Span,
}

/// How well a name matches the query, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Equal,
    Start,
    Part,
    /// The letters occur in this order, with others between them.
    Letters,
}

/// The rules, lists and phrases of all files whose names contain `query`, or its letters in this order, ignoring case.
/// Best matches first, at most 1,000. An empty query matches everything.
#[must_use]
pub fn search(workspace: &Workspace, query: &str) -> Vec<Found> {
    let query: String = query.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let mut found: Vec<(Fit, Found)> = Vec::new();
    for (file, outline) in workspace.outlines_with("") {
        let rules = outline.rules.iter().map(|rule| (SymbolKind::Rule, &rule.id));
        let lists = outline.lists.iter().map(|list| (SymbolKind::List, list));
        let phrases = outline.phrases.iter().map(|phrase| (SymbolKind::Phrase, phrase));
        let named = rules.chain(lists).chain(phrases).filter(|(_, named)| !named.name.is_empty());
        found.extend(named.filter_map(|(kind, Named { name, span })| {
            let fit = fit(&name.to_lowercase(), &query)?;
            Some((fit, Found { name: name.clone(), kind, file: Arc::clone(file), span: *span }))
        }));
    }
    found.sort_by(|(fit, one), (other_fit, other)| {
        let key = |found: &Found| (found.name.len(), found.span.start);
        (fit, key(one).0, &one.name, &one.file.name, key(one).1).cmp(&(
            other_fit,
            key(other).0,
            &other.name,
            &other.file.name,
            key(other).1,
        ))
    });
    found.truncate(MOST);
    found.into_iter().map(|(_, found)| found).collect()
}

fn fit(name: &str, query: &str) -> Option<Fit> {
    if name == query {
        return Some(Fit::Equal);
    }
    if let Some(at) = name.find(query) {
        return Some(if at == 0 { Fit::Start } else { Fit::Part });
    }
    let mut letters = name.chars();
    query.chars().all(|wanted| letters.any(|letter| letter == wanted)).then_some(Fit::Letters)
}

#[cfg(test)]
mod tests {
    use super::{Fit, fit};

    #[test]
    fn names_match_by_part_and_by_letters() {
        for (query, expected) in [
            ("said-that", Some(Fit::Equal)),
            ("said", Some(Fit::Start)),
            ("that", Some(Fit::Part)),
            ("sdtht", Some(Fit::Letters)),
            ("", Some(Fit::Start)),
            ("tahts", None),
        ] {
            assert_eq!(fit("said-that", query), expected, "{query}");
        }
    }
}
