//! A pattern without a rule file: one line that somebody wants to try.

use std::sync::Arc;

use super::Pack;
use super::library::Library;
use crate::diagnostic::{Diagnostic, SourceFile, sort};
use crate::rule::names::{Used, understand};
use crate::rule::parse::{self, Line};
use crate::rule::{Confidence, PatternLine, Rule, Stance, Within, lint};
use crate::span::Span;
use crate::terms::ParagraphKind;

/// What a pattern alone can name: the phrases of the prelude, and the lists and phrases of the program's lexicon.
const USES: &str = "claims: 1\nuse: [en.lexicon]\nrules: []\n";

/// A pack of one rule, `pattern`, that finds what the text of `pattern` says, in every kind of paragraph.
///
/// # Errors
///
/// What is wrong with the pattern, each at its character of the text.
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
            Ok(Pack { rules: vec![rule(pattern, line)] })
        }
        None => Err(problems),
    }
}

fn rule(file: &Arc<SourceFile>, line: PatternLine) -> Rule {
    Rule {
        id: "pattern".to_owned(),
        pack: String::new(),
        file: Arc::clone(file),
        span: line.span,
        lines: vec![line],
        unless: Vec::new(),
        examples: Vec::new(),
        within: Within::Sentence,
        scope: ParagraphKind::ALL.to_vec(),
        kind: "statement".to_owned(),
        stance: Stance::Affirmed,
        confidence: Confidence::High,
        source: None,
        over: Vec::new(),
        tags: Vec::new(),
        docs: None,
        note: None,
        aliases: Vec::new(),
    }
}
