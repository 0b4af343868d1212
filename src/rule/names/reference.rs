//! References: names of lists, of phrases, which are unfolded, and of what the reading of a text finds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Reader;
use super::scope::{Named, Scope};
use crate::diagnostic::{Code, Fix, SourceFile, nearest};
use crate::rule::file::{Definition, RuleFile};
use crate::rule::pattern::{Origin, Pattern, PatternKind, ROLES};
use crate::rule::syntax::{Name, Node, NodeKind};
use crate::span::Span;
use crate::terms::SpanKind;

/// How deep phrases may be unfolded.
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
        let near = nearest(name, self.scope.names());
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
        let captured = captured_names(definition, self.scope, &mut BTreeMap::new());
        for (inner, _) in arguments {
            if !captured.contains(inner.text.as_str()) {
                let message = format!("the phrase `@{name}` captures no `{{{}}}`", inner.text);
                let near = nearest(&inner.text, captured.iter().map(String::as_str))
                    .map(|near| format!("did you mean `{near}`?"));
                self.problem(Code::UnknownArgument, file, inner.span, message).help = near;
            }
        }
        if arguments.iter().any(|(inner, _)| !captured.contains(inner.text.as_str())) {
            // the role that was to be renamed would look unknown
            return None;
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
        // by identity, for a role may be named like the phrase it stands for
        if let Some(begun) = self.within.iter().position(|&outer| std::ptr::eq(outer, definition)) {
            let path = self.within.iter().skip(begun).copied().chain([definition]);
            let shown: Vec<String> = path.map(|step| format!("@{}", step.name.text)).collect();
            let shown = shown.join(" → ");
            let problem =
                self.problem(Code::PhraseCycle, user.0, user.1, format!("the phrase leads back to itself: {shown}"));
            problem.why = Some("a pattern must come to an end, so that a text can be read in linear time".into());
            return None;
        }
        if self.within.len() >= MOST_DEPTH {
            self.problem(Code::TooLarge, user.0, user.1, format!("phrases may be nested {MOST_DEPTH} deep"));
            return None;
        }
        self.within.push(definition);
        self.renames.push(renames);
        let lines: Vec<Option<Pattern>> =
            definition.lines.iter().map(|line| self.pattern(&home.source, &line.tree)).collect();
        self.renames.pop();
        self.within.pop();
        let mut lines: Vec<Pattern> = lines.into_iter().collect::<Option<_>>()?;
        if lines.len() == 1 {
            return lines.pop();
        }
        let origin = Origin { file: Arc::clone(&home.source), span: definition.name.span };
        Some(Pattern { kind: PatternKind::Choice(lines), origin })
    }
}

/// The role names a phrase captures, those of phrases inside it too, before any renaming. What `known` holds of other
/// phrases is not searched again.
fn captured_names<'f>(
    definition: &'f Definition,
    scope: &Scope<'f>,
    known: &mut BTreeMap<&'f str, BTreeSet<String>>,
) -> BTreeSet<String> {
    let name = definition.name.text.as_str();
    if let Some(names) = known.get(name) {
        return names.clone();
    }
    // a phrase that leads back to itself adds nothing
    known.insert(name, BTreeSet::new());
    let mut names = BTreeSet::new();
    let mut open: Vec<&Node> = definition.lines.iter().map(|line| &line.tree).collect();
    while let Some(node) = open.pop() {
        match &node.kind {
            NodeKind::Capture { role, inner } => {
                names.insert(role.text.clone());
                open.extend(inner.as_deref());
            }
            NodeKind::Sequence(parts) | NodeKind::Choice(parts) => open.extend(parts),
            NodeKind::Repeat { node, .. } | NodeKind::Not(node) => open.push(node),
            NodeKind::Reference { name, arguments, .. } => {
                if let Some(Named::Phrase(_, inner)) = scope.named(name) {
                    for captured in captured_names(inner, scope, known) {
                        let outer = arguments.iter().find(|(from, _)| from.text == captured);
                        names.insert(outer.map_or(captured, |(_, to)| to.text.clone()));
                    }
                }
            }
            NodeKind::Literal(_)
            | NodeKind::Forms(_)
            | NodeKind::Quote(_)
            | NodeKind::ClosingQuote(_)
            | NodeKind::Gap(_)
            | NodeKind::Test(_)
            | NodeKind::Boundary(_) => {}
        }
    }
    known.insert(name, names.clone());
    names
}
