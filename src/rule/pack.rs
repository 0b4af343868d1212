//! Collecting rules: many files to one pack, and all their problems.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::file::{self, ExampleLine, PatternLine as WrittenLine, RuleEntry, RuleFile};
use super::names::{Scope, Used, understand};
use super::parse::Piece;
use super::pattern::{Pattern, Role};
use super::shipped::{PRELUDE, is_shipped, shipped};
use super::syntax::Name;
use super::{Confidence, DefaultSource, Example, KINDS, PatternLine, Rule, Stance, Verdict, Within, ids, lint};
use crate::diagnostic::{Code, Diagnostic, SourceFile, nearest, sort};
use crate::span::Span;
use crate::terms::ParagraphKind;

/// Rules, ready to be compiled. Immutable.
#[derive(Debug, Default)]
pub struct Pack {
    /// The rules, sorted by id, so that the order of files plays no part.
    pub rules: Vec<Rule>,
}

/// What came of loading files.
#[derive(Debug, Default)]
pub struct Loaded {
    /// All rules without an error.
    pub pack: Pack,
    /// All problems of all files, sorted by file and place.
    pub problems: Vec<Diagnostic>,
}

impl Pack {
    /// The rule of that id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

/// Loads rule files. `read` gives the text of a file that one of them uses, by its path, or says why it cannot.
///
/// Files used give their lists, phrases, roles and kinds, not their rules. A rule with an error is left out, and
/// only that rule.
#[must_use]
pub fn load(sources: &[Arc<SourceFile>], read: &dyn Fn(&str) -> Result<String, String>) -> Loaded {
    let mut problems = Vec::new();
    let mut library = Library { read, files: Vec::new(), by_name: BTreeMap::new(), prelude: Vec::new() };
    library.prelude = shipped(PRELUDE).iter().map(|source| library.add(source, false, &mut problems)).collect();
    let given: Vec<usize> = sources.iter().map(|source| library.add(source, true, &mut problems)).collect();
    for &at in &given {
        library.add_used(at, &mut problems);
    }
    let mut rules = Vec::new();
    let mut ids = Vec::new();
    for &at in &given {
        let Some(entry) = library.files.get(at) else { continue };
        let scope = library.scope(at);
        collect(&entry.file, &scope, &mut rules, &mut problems);
        ids.extend(entry.file.rules.iter().map(|rule| (&entry.file.source, rule)));
    }
    ids.sort_by_cached_key(|(file, rule)| (!is_shipped(file), file.name.clone(), rule.id.span.start));
    ids::check(&ids, &mut problems);
    // of rules with one id the first in this order stays, and those that come with the program are first
    rules.sort_by_cached_key(|rule: &Rule| {
        (rule.id.clone(), !is_shipped(&rule.file), rule.file.name.clone(), rule.span.start)
    });
    rules.dedup_by(|one, other| one.id == other.id);
    sort(&mut problems);
    Loaded { pack: Pack { rules }, problems }
}

/// A file, and the indices of the files it uses.
struct Entry {
    file: RuleFile,
    uses: Vec<usize>,
    /// Whether something it uses was not found.
    incomplete: bool,
}

struct Library<'l> {
    read: &'l dyn Fn(&str) -> Result<String, String>,
    files: Vec<Entry>,
    by_name: BTreeMap<String, usize>,
    prelude: Vec<usize>,
}

impl Library<'_> {
    /// Reads a file once; its problems count only if it was given, not used.
    fn add(&mut self, source: &Arc<SourceFile>, given: bool, problems: &mut Vec<Diagnostic>) -> usize {
        if let Some(&at) = self.by_name.get(&source.name) {
            return at;
        }
        let mut found = Vec::new();
        let file = file::read(source, &mut found);
        if given {
            problems.append(&mut found);
        }
        self.files.push(Entry { file, uses: Vec::new(), incomplete: false });
        self.by_name.insert(source.name.clone(), self.files.len() - 1);
        self.files.len() - 1
    }

    /// Reads what the file at `at` uses, and what that uses.
    fn add_used(&mut self, at: usize, problems: &mut Vec<Diagnostic>) {
        let mut open = vec![at];
        let mut seen = BTreeSet::from([at]);
        while let Some(at) = open.pop() {
            let Some(entry) = self.files.get(at) else { continue };
            let (home, names) = (Arc::clone(&entry.file.source), entry.file.uses.clone());
            for name in names {
                let sources = match self.named(&home, &name) {
                    Ok(sources) => sources,
                    Err(problem) => {
                        problems.push(*problem);
                        if let Some(entry) = self.files.get_mut(at) {
                            entry.incomplete = true;
                        }
                        continue;
                    }
                };
                for source in sources {
                    let used = self.add(&source, false, problems);
                    if let Some(entry) = self.files.get_mut(at) {
                        entry.uses.push(used);
                    }
                    if seen.insert(used) {
                        open.push(used);
                    }
                }
            }
        }
    }

    /// The files that a name under `use:` stands for.
    fn named(&self, home: &Arc<SourceFile>, name: &Name) -> Result<Vec<Arc<SourceFile>>, Box<Diagnostic>> {
        let problem = |message: String| Box::new(Diagnostic::new(Code::UnknownPack, home, name.span, message));
        let is_path = name.text.contains(['/', '\\']) || name.text.ends_with(".yaml") || name.text.ends_with(".yml");
        if !is_path {
            let found = shipped(&name.text);
            if found.is_empty() {
                let names = super::shipped::names();
                let near = nearest(&name.text, names.iter().map(String::as_str));
                let help = near.map_or_else(
                    || {
                        format!(
                            "the packs shipped are {}; a file is named with its ending: `words.yaml`",
                            names.join(", ")
                        )
                    },
                    |near| format!("did you mean `{near}`?"),
                );
                return Err(Box::new(problem(format!("there is no pack `{}`", name.text)).help(help)));
            }
            return Ok(found);
        }
        let outside = name.text.starts_with('/')
            || name.text.split(['/', '\\']).any(|part| part == "..")
            || name.text.contains(':');
        if outside {
            return Err(Box::new(
                problem(format!("`{}` lies outside the folder of this file", name.text))
                    .help("a file can use what lies beside or below it"),
            ));
        }
        let folder = home.name.rfind(['/', '\\']).and_then(|end| home.name.get(..=end)).unwrap_or_default();
        let path = format!("{folder}{}", name.text);
        match (self.read)(&path) {
            Ok(text) => Ok(vec![SourceFile::new(path, text)]),
            Err(reason) => Err(problem(format!("`{path}` cannot be read: {reason}"))),
        }
    }

    /// What the file at `at` can see: itself, then what it uses, breadth first, then the prelude.
    fn scope(&self, at: usize) -> Scope<'_> {
        let mut order = vec![at];
        let mut next = 0;
        while let Some(&file) = order.get(next) {
            let uses = self.files.get(file).map_or(&[][..], |entry| &entry.uses);
            for &used in uses {
                if !order.contains(&used) {
                    order.push(used);
                }
            }
            next += 1;
        }
        for &file in &self.prelude {
            if !order.contains(&file) {
                order.push(file);
            }
        }
        let entries = || order.iter().filter_map(|&at| self.files.get(at));
        Scope::new(entries().map(|entry| &entry.file).collect(), entries().any(|entry| entry.incomplete))
    }
}

/// Understands the rules of one file and reports what only this file's own names can tell.
fn collect(file: &RuleFile, scope: &Scope<'_>, rules: &mut Vec<Rule>, problems: &mut Vec<Diagnostic>) {
    let mut used = Used::default();
    let new = |code: Code, span: Span, message: String| Diagnostic::new(code, &file.source, span, message);
    for list in file.lists.iter().filter(|list| list.words.iter().all(|word| word.text.trim().is_empty())) {
        let problem = new(Code::EmptyList, list.name.span, format!("the list `{}` has no word", list.name.text));
        problems.push(problem.why("a pattern that needs a word of it can never match"));
    }
    for definition in file.phrases.iter().chain(&file.roles) {
        for line in &definition.lines {
            lint::tree(&line.tree, &file.source, problems);
            // roles in a phrase may be renamed where it is used, so only rules are told of unknown ones
            let mut found = Vec::new();
            understand(scope, &file.source, &line.tree, &mut used, &mut found);
            problems.extend(
                found.into_iter().filter(|problem| problem.code != Code::UnknownRole && problem.code != Code::BareRole),
            );
        }
    }
    for list in &file.lists {
        if let Some(phrase) = file.phrases.iter().find(|phrase| phrase.name.text == list.name.text) {
            let problem =
                new(Code::DuplicateName, phrase.name.span, format!("`{}` is a list and a phrase", list.name.text));
            problems.push(problem.label(list.name.span, "the list"));
        }
    }
    let mut used_by_rules = Used::default();
    for entry in &file.rules {
        let before = problems.len();
        for line in entry.matches.iter().chain(&entry.unless) {
            lint::tree(&line.tree, &file.source, problems);
        }
        let rule = understood(file, scope, entry, &mut used_by_rules, problems);
        let sound = !entry.broken && !problems.iter().skip(before).any(Diagnostic::is_error);
        if let Some(rule) = rule.filter(|_| sound) {
            lint::rule(&rule, problems);
            if !problems.iter().skip(before).any(Diagnostic::is_error) {
                rules.push(rule);
            }
        }
    }
    one_report_a_cycle(problems);
    // what is misspelled where it is used looks unused where it is defined
    let sound = !problems.iter().any(|problem| problem.is_error() && problem.file.name == file.source.name);
    if file.rules.is_empty() || !sound {
        return;
    }
    for list in &file.lists {
        if !used_by_rules.lists.contains(&list.name.text) && !used.lists.contains(&list.name.text) {
            problems.push(new(Code::UnusedList, list.name.span, format!("nothing uses the list `{}`", list.name.text)));
        }
    }
    for phrase in &file.phrases {
        if !used_by_rules.phrases.contains(&phrase.name.text) && !used.phrases.contains(&phrase.name.text) {
            problems.push(new(
                Code::UnusedPhrase,
                phrase.name.span,
                format!("nothing uses the phrase `{}`", phrase.name.text),
            ));
        }
    }
}

/// Keeps one report of each circle of phrases, which is met once from every phrase in it.
fn one_report_a_cycle(problems: &mut Vec<Diagnostic>) {
    let mut seen: Vec<Vec<String>> = Vec::new();
    problems.retain(|problem| {
        if problem.code != Code::PhraseCycle {
            return true;
        }
        let mut names: Vec<String> =
            problem.message.split(['→', ' ']).filter(|word| word.starts_with('@')).map(str::to_owned).collect();
        names.sort_unstable();
        names.dedup();
        let new = !seen.contains(&names);
        seen.push(names);
        new
    });
}

/// Understands one rule; nothing where a line of it cannot be.
fn understood(
    file: &RuleFile,
    scope: &Scope<'_>,
    entry: &RuleEntry,
    used: &mut Used,
    problems: &mut Vec<Diagnostic>,
) -> Option<Rule> {
    let mut reader = RuleReader { file, problems };
    let mut lines = |written: &[WrittenLine], reader: &mut RuleReader<'_, '_>| {
        let understood: Vec<Option<Pattern>> =
            written.iter().map(|line| understand(scope, &file.source, &line.tree, used, reader.problems)).collect();
        let paired = written.iter().zip(understood);
        paired
            .map(|(line, pattern)| Some(PatternLine { pattern: pattern?, text: line.text.clone(), span: line.span }))
            .collect::<Option<Vec<_>>>()
    };
    let matches = lines(&entry.matches, &mut reader);
    let unless = lines(&entry.unless, &mut reader);
    let within = reader.value(entry.within.as_ref(), "within", Within::ALL).unwrap_or(Within::Sentence);
    let stance = reader.value(entry.stance.as_ref(), "stance", Stance::ALL).unwrap_or(Stance::Affirmed);
    let confidence =
        reader.value(entry.confidence.as_ref(), "confidence", Confidence::ALL).unwrap_or(Confidence::Medium);
    let source = reader.value(entry.source.as_ref(), "source", DefaultSource::ALL);
    let scopes: Vec<(&str, ParagraphKind)> = ParagraphKind::ALL.iter().map(|kind| (kind.name(), *kind)).collect();
    let scope_of_rule: Vec<ParagraphKind> =
        entry.scope.iter().filter_map(|name| reader.value(Some(name), "scope", &scopes)).collect();
    let kinds: Vec<(&str, String)> =
        KINDS.iter().copied().chain(scope.kinds()).map(|kind| (kind, kind.to_owned())).collect();
    let default_kind =
        if matches.as_ref().is_some_and(|lines| has_source(lines, source)) { "statement" } else { "unattributed" };
    let kind_of_rule = entry.kind.as_ref().filter(|_| !scope.is_incomplete());
    let kind = reader.value(kind_of_rule, "kind", &kinds).unwrap_or_else(|| default_kind.to_owned());
    // where a pattern is broken, nobody knows which roles it would capture; that it has no claim is told by itself
    let roles = matches.as_ref().filter(|_| !entry.broken).map(|lines| {
        let default = source.map(|_| Role::new(Role::SOURCE));
        lines
            .iter()
            .flat_map(|line| line.pattern.roles())
            .chain(default)
            .chain([Role::new(Role::CLAIM)])
            .collect::<BTreeSet<Role>>()
    });
    let claim = Role::new(Role::CLAIM);
    if let Some(lines) = &matches {
        for line in lines.iter().filter(|line| !line.pattern.roles().contains(&claim)) {
            let message = "this pattern captures no `{claim}`, so nothing comes of what it finds";
            let problem = Diagnostic::new(Code::NoClaim, &file.source, line.span, message);
            reader.problems.push(problem.help("put what is said into braces: `{claim}`, or `{claim: PATTERN}`"));
        }
    }
    let declared: Vec<&str> = scope.role_names().into_iter().collect();
    let mut examples = Vec::new();
    for (verdict, written) in
        [(Verdict::Finds, &entry.finds), (Verdict::Ignores, &entry.ignores), (Verdict::NotYet, &entry.not_yet)]
    {
        examples.extend(written.iter().map(|line| reader.example(verdict, line, roles.as_ref(), &declared)));
    }
    let (matches, unless) = (matches?, unless?);
    Some(Rule {
        id: entry.id.text.clone(),
        pack: file.pack.as_ref().map(|pack| pack.text.clone()).unwrap_or_default(),
        file: Arc::clone(&file.source),
        span: entry.id.span,
        lines: matches,
        unless,
        examples,
        within,
        scope: if scope_of_rule.is_empty() { DEFAULT_SCOPE.to_vec() } else { scope_of_rule },
        kind,
        stance,
        confidence,
        source,
        over: entry.over.iter().map(|name| name.text.clone()).collect(),
        tags: entry.tags.iter().map(|name| name.text.clone()).collect(),
        docs: entry.docs.clone(),
        note: entry.note.clone(),
        aliases: entry.aliases.iter().map(|name| name.text.clone()).collect(),
    })
}

/// Where a rule looks that names no scope: wherever an article makes claims.
const DEFAULT_SCOPE: [ParagraphKind; 4] =
    [ParagraphKind::Body, ParagraphKind::Headline, ParagraphKind::Caption, ParagraphKind::Transcript];

fn has_source(lines: &[PatternLine], default: Option<DefaultSource>) -> bool {
    let source = Role::new(Role::SOURCE);
    let cue = Role::new(Role::CUE);
    default.is_some()
        || lines.iter().any(|line| {
            let roles = line.pattern.roles();
            roles.contains(&source) || roles.contains(&cue)
        })
}

struct RuleReader<'r, 'f> {
    file: &'f RuleFile,
    problems: &'r mut Vec<Diagnostic>,
}

impl RuleReader<'_, '_> {
    /// The value of that name; one that is none is reported.
    fn value<T: Clone>(&mut self, given: Option<&Name>, key: &str, all: &[(&str, T)]) -> Option<T> {
        let given = given?;
        if let Some((_, value)) = all.iter().find(|(name, _)| *name == given.text) {
            return Some(value.clone());
        }
        let names: Vec<&str> = all.iter().map(|&(name, _)| name).collect();
        let problem = Diagnostic::new(
            Code::BadValue,
            &self.file.source,
            given.span,
            format!("`{}` is no value of `{key}`", given.text),
        );
        self.problems.push(match nearest(&given.text, names.iter().copied()) {
            Some(near) => problem.help(format!("did you mean `{near}`?")).fix(given.span, near),
            None if key == "kind" => {
                problem.help(format!("it is one of {}; declare another one under `kinds:`", names.join(", ")))
            }
            None => problem.help(format!("it is one of {}", names.join(", "))),
        });
        None
    }

    fn example(
        &mut self,
        verdict: Verdict,
        line: &ExampleLine,
        roles: Option<&BTreeSet<Role>>,
        declared: &[&str],
    ) -> Example {
        let mut builder = ExampleText::default();
        builder.add(&line.pieces);
        for (name, _) in &builder.marks {
            let role = Role::new(&name.text);
            let Some(roles) = roles else { break };
            if !declared.contains(&name.text.as_str()) {
                let near = nearest(&name.text, declared.iter().copied());
                let mut message = format!("`{{{}}}` is not a role", name.text);
                if let Some(near) = near {
                    message.push_str(&format!("; did you mean `{{{near}}}`?"));
                }
                self.problems.push(Diagnostic::new(Code::UnknownRole, &self.file.source, name.span, message));
            } else if !roles.contains(&role) && verdict != Verdict::Ignores {
                let known = roles.iter().map(Role::name).collect::<Vec<_>>();
                let help = nearest(&name.text, known.iter().copied()).map_or_else(
                    || format!("the rule captures {}", known.join(", ")),
                    |near| format!("did you mean `{{{near}: …}}`?"),
                );
                let message = format!("the rule captures no `{{{}}}`", name.text);
                self.problems
                    .push(Diagnostic::new(Code::UnknownMark, &self.file.source, name.span, message).help(help));
            }
        }
        let mut marks: Vec<(Role, Span)> =
            builder.marks.into_iter().map(|(name, span)| (Role::new(&name.text), span)).collect();
        marks.sort_by_key(|(role, span)| (span.start, span.end, role.clone()));
        Example { verdict, text: builder.text, marks, span: line.span }
    }
}

/// The text of an example, put together from its pieces.
#[derive(Default)]
struct ExampleText {
    text: String,
    marks: Vec<(Name, Span)>,
}

impl ExampleText {
    fn add(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.add_text(text),
                Piece::Marked(role, inner) => {
                    let start = self.text.len();
                    self.add(inner);
                    let marked = Span::new(start, self.text.len());
                    let trailing = marked.of(&self.text).len() - marked.of(&self.text).trim_end().len();
                    self.marks.push((role.clone(), Span::new(start, marked.end - trailing)));
                }
            }
        }
    }

    /// Adds plain text; a `¶` becomes a line break without space around it.
    fn add_text(&mut self, text: &str) {
        for (at, part) in text.split('¶').enumerate() {
            let part = if at > 0 {
                self.text.truncate(self.text.trim_end().len());
                self.text.push('\n');
                part.trim_start()
            } else if self.text.ends_with('\n') {
                part.trim_start()
            } else {
                part
            };
            self.text.push_str(part);
        }
    }
}
