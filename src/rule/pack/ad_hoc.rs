//! Patterns and sentences that are not in a rule file: a pattern that a user wants to try, a sentence that a user
//! marked.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Pack;
use super::example::example;
use super::loaded::Library;
use crate::annotation::ParagraphKind;
use crate::diagnostic::{Diagnostic, SourceFile, sort};
use crate::rule::file::{self, ExampleLine};
use crate::rule::names::{Scope, Used, understand};
use crate::rule::parse::{self, Line};
use crate::rule::pattern::{ROLES, WordList};
use crate::rule::shipped::shipped;
use crate::rule::{Confidence, Example, KnownKind, PatternLine, Role, Rule, Stance, Verdict, Within, lint};
use crate::span::Span;

/// What a pattern on its own can use: the phrases of the prelude, and the lists and phrases of the program's lexicon.
const USES: &str = "claims: 1\nuse: [en.lexicon]\nrules: []\n";

/// A pack with one rule that finds what the text of `pattern` matches, in every kind of paragraph.
///
/// # Errors
///
/// Returns the problems of the pattern, each at its character of the text.
pub fn pattern_alone(pattern: &Arc<SourceFile>) -> Result<Pack, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let nothing = |_: &str| Err("no file is needed".to_owned());
    let mut library = Library::new(&nothing);
    let home = library.add(&SourceFile::new("", USES), false, &mut Vec::new());
    library.add_used(home, &mut Vec::new());
    let text = pattern.text.as_str();
    let line = Line { file: pattern, text, in_file: &|span| span };
    let tree = parse::pattern(&line, &mut problems);
    let understood = tree.and_then(|tree| {
        lint::tree(&tree, pattern, &mut problems);
        understand(&library.scope(home), pattern, &tree, &mut Used::default(), &mut problems)
    });
    problems.retain(Diagnostic::is_error);
    sort(&mut problems);
    match understood.filter(|_| problems.is_empty()) {
        Some(understood) => {
            let span = Span::new(0, text.len());
            let line = PatternLine { pattern: understood, text: text.to_owned(), span };
            Ok(Pack { rules: vec![rule(pattern, line)], ..Pack::default() })
        }
        None => Err(problems),
    }
}

/// A sentence with its roles marked, in the form it has under `finds` in a rule file.
///
/// # Errors
///
/// Returns the problems of its marks, each at its character of the text.
pub fn example_alone(marked: &Arc<SourceFile>) -> Result<Example, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let text = marked.text.as_str();
    let pieces = parse::example(&Line { file: marked, text, in_file: &|span| span }, &mut problems);
    let roles: BTreeSet<Role> = ROLES.iter().map(|(name, _)| Role::new(name)).collect();
    let scope = Scope::new(Vec::new(), false);
    let line = ExampleLine { pieces: pieces.unwrap_or_default(), span: Span::new(0, text.len()) };
    let example = example(Verdict::Finds, &line, Some(&roles), &scope, marked, &mut problems);
    sort(&mut problems);
    if problems.is_empty() { Ok(example) } else { Err(problems) }
}

/// The lists of the program's lexicon, those of speech first, then in the order of its files.
pub(crate) fn lists_of_lexicon() -> Vec<WordList> {
    let mut files = shipped("en.lexicon");
    files.sort_by_key(|file| !file.name.ends_with("/speech.yaml"));
    let lists_of = |source: &Arc<SourceFile>| {
        let lists = file::read(source, &mut Vec::new()).lists;
        lists.iter().map(|list| Arc::unwrap_or_clone(list.understood(source))).collect::<Vec<_>>()
    };
    files.iter().flat_map(lists_of).collect()
}

fn rule(file: &Arc<SourceFile>, line: PatternLine) -> Rule {
    Rule {
        id: "pattern".to_owned(),
        pack: String::new(),
        language: String::new(),
        is_own: true,
        file: Arc::clone(file),
        span: line.span,
        lines: vec![line],
        unless: Vec::new(),
        same: None,
        examples: Vec::new(),
        within: Within::Sentence,
        scope: ParagraphKind::ALL.to_vec(),
        facet: None,
        kind: KnownKind::Statement.name().to_owned(),
        stance: Stance::Affirmed,
        confidence: Confidence::High,
        overridden: None,
        source: None,
        over: Vec::new(),
        beats: Vec::new(),
        tags: Vec::new(),
        docs: None,
        note: None,
        aliases: Vec::new(),
    }
}
