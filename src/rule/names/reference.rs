//! References: names of lists, of phrases, which are expanded, and of stretches that the text layer recognizes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Reader;
use super::scope::Named;
use super::{MOST_LEVELS, MOST_PIECES, Outcome};
use crate::annotation::SpanKind;
use crate::diagnostic::{Code, Fix, SourceFile, nearest, nearest_of_sorted};
use crate::rule::ast::Name;
use crate::rule::file::{Definition, RuleFile};
use crate::rule::pattern::{Origin, Pattern, PatternKind, ROLES};
use crate::span::Span;

/// How deeply phrases may be expanded.
const MOST_DEPTH: usize = 64;

impl<'f> Reader<'_, 'f> {
    pub(super) fn reference(
        &mut self,
        file: &Arc<SourceFile>,
        span: Span,
        name: &str,
        inflected: bool,
        arguments: &[(Name, Name)],
    ) -> Option<PatternKind> {
        if let Some(kind) = name.strip_prefix("text/") {
            return self.text_span(file, span, kind);
        }
        if self.scope.is_ambiguous(name) {
            self.used.lists.insert(name.to_owned());
            self.used.phrases.insert(name.to_owned());
            self.silent = true;
            return None;
        }
        match self.scope.named(name) {
            Some(Named::List(list)) => {
                self.used.lists.insert(name.to_owned());
                if let Some((inner, _)) = arguments.first() {
                    let message = format!("the list `@{name}` takes no arguments");
                    let problem = self.problem(Code::UnknownArgument, file, inner.span, message);
                    problem.help = Some("only phrases capture roles that can be renamed".into());
                    return None;
                }
                if list.words.iter().all(|word| word.trim().is_empty()) {
                    // reported once, where the list is defined
                    self.silent = true;
                    return None;
                }
                Some(PatternKind::List { list, inflected })
            }
            Some(Named::Phrase(..)) if inflected => {
                let message = format!("`~@{name}` asks for the forms of a phrase");
                let problem = self.problem(Code::InflectedPhrase, file, span, message);
                problem.help = Some("only lists and words have forms; write `~` before them inside the phrase".into());
                None
            }
            Some(Named::Phrase(home, definition)) => self.phrase(file, span, (home, definition), arguments),
            None if self.scope.is_incomplete() => {
                self.silent = true;
                None
            }
            None => {
                self.unknown(file, Span::new(span.start + usize::from(inflected), span.end), name);
                None
            }
        }
    }

    /// Reports a name that is neither a list nor a phrase.
    fn unknown(&mut self, file: &Arc<SourceFile>, span: Span, name: &str) {
        let near = nearest_of_sorted(name, self.scope.names());
        let problem = self.problem(Code::UnknownName, file, span, format!("`@{name}` is neither a list nor a phrase"));
        problem.help = Some(match near {
            Some(near) => format!("did you mean `@{near}`?"),
            None if ROLES.iter().any(|&(role, _)| role == name) => {
                format!("`{name}` is a role: write `{{{name}}}`")
            }
            None => "define it under `lists:` or `phrases:`, or name the pack that has it under `use:`".to_owned(),
        });
        if let Some((near, at)) = near.zip(span.of(&file.text).find(name)) {
            let written = Span::new(span.start + at, span.start + at + name.len());
            problem.fix = Some(Fix { span: written, replacement: near.to_owned() });
        }
    }

    fn text_span(&mut self, file: &Arc<SourceFile>, span: Span, kind: &str) -> Option<PatternKind> {
        if let Some(kind) = SpanKind::named(kind) {
            return Some(PatternKind::Span(kind));
        }
        let names = SpanKind::ALL.iter().map(|kind| kind.name());
        let help = nearest(kind, names.clone()).map_or_else(
            || format!("there are {}", names.collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `@text/{near}`?"),
        );
        self.problem(Code::UnknownName, file, span, format!("the text has no `@text/{kind}`")).help = Some(help);
        None
    }

    fn phrase(
        &mut self,
        file: &Arc<SourceFile>,
        span: Span,
        (home, definition): (&'f RuleFile, &'f Definition),
        arguments: &[(Name, Name)],
    ) -> Option<PatternKind> {
        let name = definition.name.text.as_str();
        self.used.phrases.insert(name.to_owned());
        let renames: BTreeMap<String, Name> =
            arguments.iter().map(|(inner, outer)| (inner.text.clone(), outer.clone())).collect();
        if !arguments.is_empty()
            && let Some(captured) = self.used.captured.of(definition, self.scope)
        {
            let unknown = arguments.iter().map(|(inner, _)| inner).filter(|inner| !captured.contains(&*inner.text));
            let unknown: Vec<(&Name, Option<String>)> = unknown
                .map(|inner| {
                    let near = nearest(&inner.text, captured.iter().copied());
                    (inner, near.map(|near| format!("did you mean `{near}`?")))
                })
                .collect();
            let is_known = unknown.is_empty();
            for (inner, help) in unknown {
                let message = format!("the phrase `@{name}` captures no `{{{}}}`", inner.text);
                self.problem(Code::UnknownArgument, file, inner.span, message).help = help;
            }
            if !is_known {
                // the role that was to be renamed would look unknown
                return None;
            }
        }
        let inner = self.definition(home, definition, renames, (file, span))?;
        Some(PatternKind::Phrase { name: name.to_owned(), note: definition.note.clone(), inner: Box::new(inner) })
    }

    /// The lines of a definition as alternatives.
    pub(super) fn definition(
        &mut self,
        home: &'f RuleFile,
        definition: &'f Definition,
        renames: BTreeMap<String, Name>,
        user: (&Arc<SourceFile>, Span),
    ) -> Option<Pattern> {
        if definition.broken {
            self.silent = true;
            return None;
        }
        // by identity, because a role may have the same name as the phrase it refers to
        if let Some(begun) = self.within.iter().position(|&outer| std::ptr::eq(outer, definition)) {
            let circle = self.within.iter().skip(begun).copied();
            let is_new = self.used.circles.add(circle.clone());
            if !is_new {
                self.silent = true;
                return None;
            }
            let path = circle.chain([definition]);
            let shown: Vec<String> = path.map(|step| format!("@{}", step.name.text)).collect();
            let shown = shown.join(" → ");
            let problem = self.problem(Code::PhraseCycle, user.0, user.1, format!("the phrase uses itself: {shown}"));
            problem.why = Some("patterns cannot be recursive, so that a text can be read in linear time".into());
            return None;
        }
        let key = (std::ptr::from_ref(definition).addr(), self.renamed(&renames));
        let (mut open, mut levels) = (self.within.len(), self.level);
        match self.used.outcomes.get(&key) {
            Some(Outcome::Broken) => {
                self.silent = true;
                return None;
            }
            Some(&Outcome::Sound { pieces, phrases, levels: more }) if self.checks => {
                (open, levels) = (open + phrases, levels + more);
                self.pieces = self.pieces.saturating_add(pieces);
            }
            _ => {}
        }
        if open >= MOST_DEPTH {
            self.give_up(user.0, user.1, format!("phrases may be nested at most {MOST_DEPTH} deep"));
            return None;
        }
        if levels > MOST_LEVELS {
            self.give_up(user.0, user.1, format!("brackets and phrases may be nested at most {MOST_LEVELS} deep"));
            return None;
        }
        self.deepest = (self.deepest.0.max(open), self.deepest.1.max(levels));
        let origin = Origin { file: Arc::clone(&home.source), span: definition.name.span };
        if self.checks && self.used.outcomes.contains_key(&key) {
            // its expansion is not needed, only whether it can be understood
            return (self.pieces <= MOST_PIECES).then(|| Pattern { kind: PatternKind::Choice(Vec::new()), origin });
        }
        let before = (self.pieces, self.problems.len(), std::mem::replace(&mut self.deepest, (open, levels)));
        self.within.push(definition);
        self.renames.push(renames);
        let lines: Vec<Option<Pattern>> =
            definition.lines.iter().map(|line| self.pattern(&home.source, &line.tree)).collect();
        self.renames.pop();
        self.within.pop();
        let lines: Option<Vec<Pattern>> = lines.into_iter().collect();
        let outcome = match &lines {
            Some(_) => Outcome::Sound {
                pieces: self.pieces - before.0,
                phrases: self.deepest.0 - open,
                levels: self.deepest.1 - levels,
            },
            None => Outcome::Broken,
        };
        self.deepest = (self.deepest.0.max(before.2.0), self.deepest.1.max(before.2.1));
        if !self.gave_up {
            self.used.outcomes.insert(key, outcome);
        }
        let mut lines = lines?;
        if lines.len() == 1 {
            return lines.pop();
        }
        Some(Pattern { kind: PatternKind::Choice(lines), origin })
    }

    /// The names of a definition's roles outside all open definitions, if they are renamed.
    fn renamed(&self, renames: &BTreeMap<String, Name>) -> Vec<(String, String)> {
        let all = std::iter::once(renames).chain(self.renames.iter().rev());
        let names: BTreeSet<&String> = all.clone().flat_map(BTreeMap::keys).collect();
        let outer = |name: &String| {
            all.clone().fold(name.clone(), |name, renames| renames.get(&name).map_or(name, |outer| outer.text.clone()))
        };
        names.into_iter().map(|name| (name.clone(), outer(name))).filter(|(name, outer)| name != outer).collect()
    }
}
