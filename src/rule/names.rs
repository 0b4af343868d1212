//! Looking up names: from a pattern as written to one that stands for itself.
//!
//! A name is looked for in the file, then in what it uses, then in the prelude; the nearest wins, so that a pack may
//! override a phrase of the prelude. Phrases are unfolded where they are used, roles renamed on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::file::{Definition, RuleFile};
use super::pattern::{Origin, Pattern, PatternKind, ROLES, Role, TokenTest, WordList};
use super::syntax::{Comparison, Name, Node, NodeKind, Operand, Test};
use crate::diagnostic::{Code, Diagnostic, SourceFile, nearest};
use crate::span::Span;
use crate::terms::{EntityKind, Penn, Pos, SpanKind};

/// How deep phrases may be unfolded.
const MOST_DEPTH: usize = 64;
/// How many pieces an unfolded line may have.
const MOST_PIECES: usize = 20_000;

/// The names that one file can use: its own first, then those of the files it uses, the prelude last.
pub(super) struct Scope<'f> {
    files: Vec<&'f RuleFile>,
    lists: BTreeMap<&'f str, Arc<WordList>>,
    /// Whether it lacks files that could not be found, so that a name nobody knows may be one of theirs.
    incomplete: bool,
}

impl<'f> Scope<'f> {
    /// The scope of the first of `files`; the others are what it can see, the nearest first. It is `incomplete` where one
    /// of them uses what was not found.
    pub(super) fn new(files: Vec<&'f RuleFile>, incomplete: bool) -> Self {
        let mut lists = BTreeMap::new();
        for file in &files {
            for list in &file.lists {
                lists.entry(list.name.text.as_str()).or_insert_with(|| {
                    let words = list.words.iter().map(|word| word.text.clone()).collect();
                    Arc::new(WordList { name: list.name.text.clone(), words })
                });
            }
        }
        Self { files, lists, incomplete }
    }

    fn phrase(&self, name: &str) -> Option<(&'f RuleFile, &'f Definition)> {
        self.find(name, |file| &file.phrases)
    }

    fn role(&self, name: &str) -> Option<(&'f RuleFile, &'f Definition)> {
        self.find(name, |file| &file.roles)
    }

    fn find(
        &self,
        name: &str,
        part: impl Fn(&'f RuleFile) -> &'f [Definition],
    ) -> Option<(&'f RuleFile, &'f Definition)> {
        self.files.iter().find_map(|&file| {
            let found = part(file).iter().find(|definition| definition.name.text == name)?;
            Some((file, found))
        })
    }

    /// Whether names may be missing because a file was not found; that was reported.
    pub(super) fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    /// The lists and phrases that can be used.
    fn names(&self) -> BTreeSet<&'f str> {
        let phrases = self.files.iter().flat_map(|file| file.phrases.iter().map(|phrase| phrase.name.text.as_str()));
        self.lists.keys().copied().chain(phrases).collect()
    }

    /// Every role the file may capture.
    pub(super) fn role_names(&self) -> BTreeSet<&'f str> {
        let declared = self.files.iter().flat_map(|file| file.roles.iter().map(|role| role.name.text.as_str()));
        ROLES.iter().map(|&(name, _)| name).chain(declared).collect()
    }

    /// The kinds of claim the file may name besides the ones every rule knows.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &'f str> {
        self.files.iter().flat_map(|file| file.kinds.iter().map(|kind| kind.text.as_str()))
    }
}

/// What was looked up, for the search for what nobody uses.
#[derive(Debug, Default)]
pub(super) struct Used {
    pub(super) lists: BTreeSet<String>,
    pub(super) phrases: BTreeSet<String>,
}

/// Understands one line. Where that fails, the reasons are added to `problems` and nothing is returned.
pub(super) fn understand(
    scope: &Scope<'_>,
    file: &Arc<SourceFile>,
    tree: &Node,
    used: &mut Used,
    problems: &mut Vec<Diagnostic>,
) -> Option<Pattern> {
    let mut reader =
        Reader { scope, used, problems: Vec::new(), within: Vec::new(), renames: Vec::new(), pieces: 0, silent: false };
    let pattern = reader.pattern(file, tree);
    if reader.pieces > MOST_PIECES && !reader.problems.iter().any(|problem| problem.code == Code::TooLarge) {
        let problem = Diagnostic::new(
            Code::TooLarge,
            file,
            tree.span,
            format!("unfolded, the pattern has more than {MOST_PIECES} pieces"),
        );
        reader.problems.push(problem.help("use fewer phrases inside phrases"));
    }
    let sound = reader.problems.is_empty() && !reader.silent;
    problems.append(&mut reader.problems);
    pattern.filter(|_| sound)
}

struct Reader<'r, 'f> {
    scope: &'r Scope<'f>,
    used: &'r mut Used,
    problems: Vec<Diagnostic>,
    /// The phrases being unfolded, outermost first.
    within: Vec<&'f str>,
    /// For each of them, what its roles are called outside.
    renames: Vec<BTreeMap<String, Name>>,
    pieces: usize,
    /// Whether something failed that is reported elsewhere.
    silent: bool,
}

impl Reader<'_, '_> {
    fn problem(
        &mut self,
        code: Code,
        file: &Arc<SourceFile>,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let at = self.problems.len();
        self.problems.push(Diagnostic::new(code, file, span, message));
        &mut self.problems[at]
    }

    fn pattern(&mut self, file: &Arc<SourceFile>, node: &Node) -> Option<Pattern> {
        self.pieces += 1;
        if self.pieces > MOST_PIECES {
            return None;
        }
        let kind = match &node.kind {
            NodeKind::Literal(text) => PatternKind::Literal(text.clone()),
            NodeKind::Forms(word) => PatternKind::Forms(word.clone()),
            NodeKind::Quote(side) => PatternKind::Quote(*side),
            NodeKind::ClosingQuote(mark) => PatternKind::ClosingQuote(*mark),
            NodeKind::Gap(most) => {
                self.pieces = self.pieces.saturating_add(most.map_or(0, |most| most as usize));
                PatternKind::Gap(*most)
            }
            NodeKind::Boundary(boundary) => PatternKind::Boundary(*boundary),
            NodeKind::Sequence(parts) => PatternKind::Sequence(self.patterns(file, parts)?),
            NodeKind::Choice(parts) => PatternKind::Choice(self.patterns(file, parts)?),
            NodeKind::Repeat { node: inner, least, most } => {
                let before = self.pieces;
                let pattern = self.pattern(file, inner)?;
                let times = most.unwrap_or(*least).max(1) as usize;
                self.pieces = before.saturating_add((self.pieces - before).saturating_mul(times));
                if self.pieces > MOST_PIECES {
                    let quantifier = Span::new(inner.span.end.min(node.span.end), node.span.end);
                    let message = format!("repeated so often, the pattern has more than {MOST_PIECES} pieces");
                    self.problem(Code::TooLarge, file, quantifier, message).help =
                        Some("write `*` or `+` for no limit, which takes one copy, or a smaller number".into());
                    return None;
                }
                PatternKind::Repeat { inner: Box::new(pattern), least: *least, most: *most }
            }
            NodeKind::Not(node) => PatternKind::Not(Box::new(self.pattern(file, node)?)),
            NodeKind::Test(test) => PatternKind::Token(self.test(file, test)?),
            NodeKind::Capture { role, inner } => self.capture(file, node.span, role, inner.as_deref())?,
            NodeKind::Reference { name, inflected, arguments } => {
                self.reference(file, node.span, name, *inflected, arguments)?
            }
        };
        Some(Pattern { kind, origin: Origin { file: Arc::clone(file), span: node.span } })
    }

    /// All parts, so that every problem of a line is found, not only the first.
    fn patterns(&mut self, file: &Arc<SourceFile>, nodes: &[Node]) -> Option<Vec<Pattern>> {
        let parts: Vec<Option<Pattern>> = nodes.iter().map(|node| self.pattern(file, node)).collect();
        parts.into_iter().collect()
    }

    fn capture(
        &mut self,
        file: &Arc<SourceFile>,
        span: Span,
        role: &Name,
        inner: Option<&Node>,
    ) -> Option<PatternKind> {
        let inner_pattern = inner.map(|inner| self.pattern(file, inner));
        let outer = self
            .renames
            .iter()
            .rev()
            .fold(role.text.clone(), |name, renames| renames.get(&name).map_or(name, |outer| outer.text.clone()));
        let declared = self.scope.role(&outer);
        let built_in = ROLES.iter().find(|&&(name, _)| name == outer);
        if declared.is_none() && built_in.is_none() {
            if self.scope.incomplete {
                self.silent = true;
                return None;
            }
            let near = nearest(&outer, self.scope.role_names());
            let known = self.scope.role_names().into_iter().collect::<Vec<_>>().join(", ");
            let mut message = format!("`{{{outer}}}` is not a role");
            if let Some(near) = near {
                message.push_str(&format!("; did you mean `{{{near}}}`?"));
            }
            let problem = self.problem(Code::UnknownRole, file, span, message);
            match near {
                Some(near) => {
                    problem.fix = Some(crate::diagnostic::Fix { span: role.span, replacement: near.to_owned() });
                }
                None => problem.help = Some(format!("the roles are {known}; declare another one under `roles:`")),
            }
            return None;
        }
        let inner = match inner_pattern {
            Some(pattern) => pattern?,
            None => self.role_phrase(file, span, &outer)?,
        };
        Some(PatternKind::Capture { role: Role::new(&outer), inner: Box::new(inner) })
    }

    /// What a bare role stands for.
    fn role_phrase(&mut self, file: &Arc<SourceFile>, span: Span, role: &str) -> Option<Pattern> {
        if let Some((home, definition)) = self.scope.role(role) {
            let inner = self.definition(home, definition, BTreeMap::new(), (file, span))?;
            return Some(inner);
        }
        let default = ROLES.iter().find(|&&(name, _)| name == role).map_or("", |&(_, phrase)| phrase);
        if default.is_empty() {
            let problem =
                self.problem(Code::BareRole, file, span, format!("`{{{role}}}` does not say what it captures"));
            problem.help = Some(format!("write `{{{role}: PATTERN}}`"));
            return None;
        }
        let names = default.split(" | ").map(|name| name.trim_start_matches('@'));
        let branches: Option<Vec<Pattern>> = names
            .map(|name| {
                let kind = self.reference(file, span, name, false, &[])?;
                Some(Pattern { kind, origin: Origin { file: Arc::clone(file), span } })
            })
            .collect();
        let mut branches = branches?;
        if branches.len() == 1 {
            return branches.pop();
        }
        Some(Pattern { kind: PatternKind::Choice(branches), origin: Origin { file: Arc::clone(file), span } })
    }

    fn reference(
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
        // the nearest definition wins, be it a list or a phrase
        let home_of_list =
            self.scope.files.iter().position(|file| file.lists.iter().any(|list| list.name.text == name));
        let home_of_phrase =
            self.scope.files.iter().position(|file| file.phrases.iter().any(|phrase| phrase.name.text == name));
        match (home_of_list, home_of_phrase) {
            (Some(list), phrase) if phrase.is_none_or(|phrase| list <= phrase) => {
                self.used.lists.insert(name.to_owned());
                if let Some((inner, _)) = arguments.first() {
                    let problem = self.problem(
                        Code::UnknownArgument,
                        file,
                        inner.span,
                        format!("the list `@{name}` takes no arguments"),
                    );
                    problem.help = Some("only phrases capture roles that can be renamed".into());
                    return None;
                }
                let list = Arc::clone(self.scope.lists.get(name)?);
                if list.words.is_empty() {
                    // reported once, where the list is defined
                    self.silent = true;
                    return None;
                }
                Some(PatternKind::List { list, inflected })
            }
            (_, Some(_)) if inflected => {
                let problem = self.problem(
                    Code::InflectedPhrase,
                    file,
                    span,
                    format!("`~@{name}` asks for the forms of a phrase"),
                );
                problem.help = Some("only lists and words have forms; write `~` before them inside the phrase".into());
                None
            }
            (_, Some(_)) => self.phrase(file, span, name, arguments),
            (_, None) if self.scope.incomplete => {
                self.silent = true;
                None
            }
            (_, None) => {
                let names = self.scope.names();
                let near = nearest(name, names);
                let role = ROLES.iter().any(|&(role, _)| role == name);
                let span = Span::new(span.start + usize::from(inflected), span.end);
                let problem =
                    self.problem(Code::UnknownName, file, span, format!("`@{name}` is neither a list nor a phrase"));
                problem.help = Some(match near {
                    Some(near) => format!("did you mean `@{near}`?"),
                    None if role => format!("`{name}` is a role: write `{{{name}}}`"),
                    None => {
                        "define it under `lists:` or `phrases:`, or name the pack that has it under `use:`".to_owned()
                    }
                });
                if let Some(near) = near {
                    // in a token test the name stands without a sign
                    let sign = usize::from(span.of(&file.text).starts_with('@'));
                    let start = span.start + sign;
                    problem.fix = Some(crate::diagnostic::Fix {
                        span: Span::new(start, start + name.len()),
                        replacement: near.to_owned(),
                    });
                }
                None
            }
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
        name: &str,
        arguments: &[(Name, Name)],
    ) -> Option<PatternKind> {
        let (home, definition) = self.scope.phrase(name)?;
        self.used.phrases.insert(name.to_owned());
        let renames: BTreeMap<String, Name> =
            arguments.iter().map(|(inner, outer)| (inner.text.clone(), outer.clone())).collect();
        let captured = captured_names(definition, self.scope, &mut BTreeSet::new());
        for (inner, _) in arguments {
            if !captured.contains(inner.text.as_str()) {
                let message = format!("the phrase `@{name}` captures no `{{{}}}`", inner.text);
                let near = nearest(&inner.text, captured.iter().map(String::as_str))
                    .map(|near| format!("did you mean `{near}`?"));
                self.problem(Code::UnknownArgument, file, inner.span, message).help = near;
            }
        }
        let inner = self.definition(home, definition, renames, (file, span))?;
        Some(PatternKind::Phrase { name: name.to_owned(), inner: Box::new(inner) })
    }

    /// The lines of a definition as alternatives.
    fn definition(
        &mut self,
        home: &RuleFile,
        definition: &Definition,
        renames: BTreeMap<String, Name>,
        user: (&Arc<SourceFile>, Span),
    ) -> Option<Pattern> {
        let name = definition.name.text.as_str();
        if definition.broken {
            self.silent = true;
            return None;
        }
        if self.within.contains(&name) {
            let path: Vec<&str> = self.within.iter().copied().chain([name]).collect();
            let shown = path
                .iter()
                .skip_while(|&&step| step != name)
                .map(|step| format!("@{step}"))
                .collect::<Vec<_>>()
                .join(" → ");
            let problem =
                self.problem(Code::PhraseCycle, user.0, user.1, format!("the phrase leads back to itself: {shown}"));
            problem.why = Some("a pattern must come to an end, so that a text can be read in linear time".into());
            return None;
        }
        if self.within.len() >= MOST_DEPTH {
            self.problem(Code::TooLarge, user.0, user.1, format!("phrases may be nested {MOST_DEPTH} deep"));
            return None;
        }
        // the name outlives this call: it is the definition's, which the scope holds
        let held = self.scope.files.iter().flat_map(|file| file.phrases.iter().chain(&file.roles));
        let held = held.map(|definition| definition.name.text.as_str()).find(|&held| held == name)?;
        self.within.push(held);
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

    fn test(&mut self, file: &Arc<SourceFile>, test: &Test) -> Option<TokenTest> {
        Some(match test {
            Test::Any => TokenTest::Any,
            Test::All(parts) => TokenTest::All(self.tests(file, parts)?),
            Test::Either(parts) => TokenTest::Either(self.tests(file, parts)?),
            Test::Not(inner) => TokenTest::Not(Box::new(self.test(file, inner)?)),
            Test::Text(comparison) => TokenTest::Text(comparison.value.clone()),
            Test::Lemma(comparison) => TokenTest::Lemma(comparison.value.clone()),
            Test::Pos(comparison) => {
                TokenTest::Pos(self.term(file, comparison, "part of speech", Pos::ALL, Pos::name)?)
            }
            Test::Tag(comparison) => TokenTest::Tag(self.term(file, comparison, "tag", Penn::ALL, Penn::name)?),
            Test::Entity(comparison) => {
                TokenTest::Entity(self.term(file, comparison, "kind of entity", EntityKind::ALL, EntityKind::name)?)
            }
            Test::Length(length, _) => TokenTest::Length(*length),
            Test::Flag(flag, _) => TokenTest::Flag(*flag),
            Test::List(name) => match self.reference(file, name.span, &name.text, false, &[])? {
                PatternKind::List { list, .. } => TokenTest::List(list),
                _ => {
                    let problem = self.problem(
                        Code::UnknownName,
                        file,
                        name.span,
                        format!("`{}` is a phrase, no list", name.text),
                    );
                    problem.help = Some("a token test takes a list of single words".into());
                    return None;
                }
            },
        })
    }

    fn tests(&mut self, file: &Arc<SourceFile>, tests: &[Test]) -> Option<Vec<TokenTest>> {
        let parts: Vec<Option<TokenTest>> = tests.iter().map(|test| self.test(file, test)).collect();
        parts.into_iter().collect()
    }

    /// The member of a fixed set that a comparison names.
    fn term<T: Copy>(
        &mut self,
        file: &Arc<SourceFile>,
        comparison: &Comparison,
        what: &str,
        all: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let given = match &comparison.value {
            Operand::Text(text) => text.as_str(),
            Operand::Regex(..) => "",
        };
        if let Some(&found) = all.iter().find(|&&term| name(term) == given) {
            return Some(found);
        }
        let names = all.iter().map(|&term| name(term));
        let help = nearest(given, names.clone()).map_or_else(
            || format!("it is one of {}", names.collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        self.problem(Code::BadTestValue, file, comparison.span, format!("`{given}` is no {what}")).help = Some(help);
        None
    }
}

/// The role names a phrase captures, those of phrases inside it too, before any renaming.
fn captured_names(definition: &Definition, scope: &Scope<'_>, seen: &mut BTreeSet<String>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if !seen.insert(definition.name.text.clone()) {
        return names;
    }
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
                if let Some((_, inner)) = scope.phrase(name) {
                    for captured in captured_names(inner, scope, seen) {
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
    names
}
