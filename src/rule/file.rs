//! A rule file as it is written: its keys and values, and the patterns and examples in them.
//!
//! Everything that can be said without looking at other files is said here: unknown keys, values that are none, text
//! where a block should be. A mistake costs the rule it is in, never the file.

use std::sync::Arc;

use super::parse::{self, Line, Piece};
use super::slips::{self, character_at};
use super::syntax::{Name, Node as Tree};
use super::yaml::{self, Node, Style, Text, Value};
use crate::diagnostic::{Code, Diagnostic, SourceFile, nearest};
use crate::span::Span;

/// The edition of the language this program reads.
pub(super) const EDITION: &str = "1";

/// A rule file, with what was understood of it.
#[derive(Debug)]
pub(super) struct RuleFile {
    pub(super) source: Arc<SourceFile>,
    pub(super) pack: Option<Name>,
    pub(super) version: Option<String>,
    pub(super) licence: Option<String>,
    pub(super) language: Option<String>,
    pub(super) uses: Vec<Name>,
    pub(super) roles: Vec<Definition>,
    pub(super) kinds: Vec<Name>,
    pub(super) lists: Vec<WordListDefinition>,
    pub(super) phrases: Vec<Definition>,
    pub(super) rules: Vec<RuleEntry>,
    /// Whether something in it could not be understood.
    pub(super) broken: bool,
}

/// A phrase or a declared role: a name for some lines of pattern.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) name: Name,
    pub(super) lines: Vec<PatternLine>,
    /// Whether a line of it could not be understood.
    pub(super) broken: bool,
}

/// A list of words.
#[derive(Debug)]
pub(super) struct WordListDefinition {
    pub(super) name: Name,
    pub(super) words: Vec<Name>,
}

/// A rule as written.
#[derive(Debug)]
pub(super) struct RuleEntry {
    pub(super) id: Name,
    pub(super) matches: Vec<PatternLine>,
    pub(super) unless: Vec<PatternLine>,
    pub(super) finds: Vec<ExampleLine>,
    pub(super) ignores: Vec<ExampleLine>,
    pub(super) not_yet: Vec<ExampleLine>,
    pub(super) within: Option<Name>,
    pub(super) scope: Vec<Name>,
    pub(super) kind: Option<Name>,
    pub(super) stance: Option<Name>,
    pub(super) confidence: Option<Name>,
    pub(super) source: Option<Name>,
    pub(super) over: Vec<Name>,
    pub(super) tags: Vec<Name>,
    pub(super) docs: Option<String>,
    pub(super) note: Option<String>,
    pub(super) aliases: Vec<Name>,
    pub(super) broken: bool,
}

/// One line of a pattern.
#[derive(Debug, Clone)]
pub(super) struct PatternLine {
    pub(super) tree: Tree,
    pub(super) text: String,
    pub(super) span: Span,
}

/// One line of examples.
#[derive(Debug, Clone)]
pub(super) struct ExampleLine {
    pub(super) pieces: Vec<Piece>,
    pub(super) span: Span,
}

/// Reads a file. What is wrong with it is added to `problems`.
pub(super) fn read(source: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) -> RuleFile {
    let mut reader = Reader { source, problems, broken: false, masked: Vec::new() };
    let mut file = reader.file();
    file.broken = reader.broken;
    file
}

const FILE_KEYS: &[&str] =
    &["claims", "pack", "version", "licence", "language", "use", "roles", "kinds", "lists", "phrases", "rules"];
const RULE_KEYS: &[&str] = &[
    "id",
    "match",
    "unless",
    "finds",
    "ignores",
    "not-yet",
    "within",
    "scope",
    "kind",
    "stance",
    "confidence",
    "source",
    "over",
    "tags",
    "docs",
    "note",
    "aliases",
];
struct Reader<'r> {
    source: &'r Arc<SourceFile>,
    problems: &'r mut Vec<Diagnostic>,
    /// Whether something was wrong since this was last set to false.
    broken: bool,
    /// Where bare patterns began that were taken out to read the rest.
    masked: Vec<usize>,
}

impl Reader<'_> {
    fn problem(&mut self, problem: Diagnostic) {
        self.broken |= problem.is_error();
        self.problems.push(problem);
    }

    fn at(&mut self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.source, span, message)
    }

    fn file(&mut self) -> RuleFile {
        let mut file = RuleFile {
            source: Arc::clone(self.source),
            pack: None,
            version: None,
            licence: None,
            language: None,
            uses: Vec::new(),
            roles: Vec::new(),
            kinds: Vec::new(),
            lists: Vec::new(),
            phrases: Vec::new(),
            rules: Vec::new(),
            broken: false,
        };
        let Some(root) = self.yaml() else { return file };
        let Value::Map(entries) = root.value else {
            let problem = self.at(Code::NotRules, first_character(&self.source.text), "this file holds no rules");
            self.problem(problem.help("a rule file begins with `claims: 1` and has a key `rules:`"));
            return file;
        };
        let entries = self.known_keys(entries, FILE_KEYS, "a rule file");
        let mut has = (false, false);
        for (key, node) in entries {
            match key.value.as_str() {
                "claims" => {
                    has.0 = true;
                    self.edition(&node);
                }
                "pack" => file.pack = self.name(&key, node, "a pack"),
                "version" => file.version = self.text(&key, node).map(|text| text.value),
                "licence" => file.licence = self.text(&key, node).map(|text| text.value),
                "language" => file.language = self.text(&key, node).map(|text| text.value),
                "use" => file.uses = self.texts(&key, node),
                "roles" => file.roles = self.definitions(&key, node, "a role"),
                "kinds" => file.kinds = self.texts(&key, node),
                "lists" => file.lists = self.lists(&key, node),
                "phrases" => file.phrases = self.definitions(&key, node, "a phrase"),
                _ => {
                    has.1 = true;
                    file.rules = self.rules(&key, node);
                }
            }
        }
        let start = first_character(&self.source.text);
        if !has.0 {
            let problem = self.at(Code::MissingKey, start, "the key `claims` is missing");
            self.problem(
                problem
                    .why("it names the edition of the language the file is written in")
                    .help("begin the file with `claims: 1`"),
            );
        }
        let only_words = !file.lists.is_empty() || !file.phrases.is_empty() || !file.roles.is_empty();
        if !has.1 && !only_words {
            let problem = self.at(Code::MissingKey, start, "the key `rules` is missing");
            self.problem(problem.help("rules stand in a list under `rules:`"));
        }
        file
    }

    /// The tree of the file. Patterns that stand bare where YAML reads something else are reported and taken out, so
    /// that the rest can be read.
    fn yaml(&mut self) -> Option<Node> {
        let first = yaml::read(&self.source.text);
        let error = match first {
            Ok(node) => return Some(self.without_aliases(node)),
            Err(error) => error,
        };
        let error = match self.without_bare_patterns() {
            Some(Ok(node)) => return Some(self.without_aliases(node)),
            Some(Err(error)) => error,
            None => error,
        };
        let slip = slips::explain(&self.source.text, &error);
        let mut problem = self.at(Code::NotYaml, slip.span, slip.message);
        problem.help = slip.help;
        self.problem(problem);
        None
    }

    /// Reports what stands for something written elsewhere. Where it is an item of a list, it is left out.
    fn without_aliases(&mut self, node: Node) -> Node {
        let alias =
            |reader: &mut Self, node: &Node| {
                let written = Span::new(node.span.start, node.span.start + 1).cover(node.span);
                let problem = reader.at(Code::Alias, written, "an alias stands for something written elsewhere");
                reader.problem(problem.why("a rule is read, and told of its problems, where it stands").help(
                    "write the value itself; words and pieces of patterns are shared under `lists` and `phrases`",
                ));
            };
        let value = match node.value {
            Value::List(items) => Value::List(
                items
                    .into_iter()
                    .filter_map(|item| {
                        if item.is_alias {
                            alias(self, &item);
                            return None;
                        }
                        Some(self.without_aliases(item))
                    })
                    .collect(),
            ),
            Value::Map(entries) => Value::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        if value.is_alias {
                            alias(self, &value);
                            return (key, value);
                        }
                        (key, self.without_aliases(value))
                    })
                    .collect(),
            ),
            value => value,
        };
        Node { value, ..node }
    }

    fn without_bare_patterns(&mut self) -> Option<Result<Node, yaml::YamlError>> {
        let bare = slips::bare_patterns(&self.source.text);
        if bare.is_empty() {
            return None;
        }
        for span in &bare {
            let indent =
                self.source.text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
            let line = Span::new(indent, span.start).of(&self.source.text);
            let inner = " ".repeat(line.len() - line.trim_start_matches([' ', '-']).len() + 2);
            let pattern = slips::without_outer_marks(span.of(&self.source.text)).to_owned();
            let key = line.trim_matches([' ', '-', ':']).to_owned();
            let problem = self
                .at(Code::BarePattern, *span, format!("put this under `{key}: |`, on a line of its own"))
                .why("YAML gives `{`, `\"`, `@`, `*`, `!` and `: ` a meaning of its own; in a block after `|` every character is the author's")
                .fix(*span, format!("|\n{inner}{pattern}"));
            self.problem(problem);
            self.masked.push(span.start);
        }
        Some(yaml::read(&self.masked_text()))
    }

    /// The file with every bare pattern replaced by an empty text of the same length.
    fn masked_text(&self) -> String {
        let mut text = self.source.text.clone();
        for &at in &self.masked {
            let rest = text.get(at..).unwrap_or_default();
            let length = rest.split(['\n', '\r']).next().unwrap_or_default().len();
            if length >= 2 {
                text.replace_range(at..at + length, &format!("''{}", " ".repeat(length - 2)));
            } else {
                text.replace_range(at..at + length, &" ".repeat(length));
            }
        }
        text
    }

    fn edition(&mut self, node: &Node) {
        let given = match &node.value {
            Value::Text(text) => text.value.as_str(),
            _ => "",
        };
        if given != EDITION {
            let problem =
                self.at(Code::UnknownEdition, shown(node), format!("`{given}` is no edition of the rule language"));
            self.problem(problem.help(format!("write `claims: {EDITION}`")).fix(shown(node), EDITION));
        }
    }

    /// Reports keys that are unknown or stand twice, and leaves them out; one that is misspelt counts as the one it is
    /// meant to be.
    fn known_keys(&mut self, entries: Vec<(Text, Node)>, known: &[&str], owner: &str) -> Vec<(Text, Node)> {
        let mut kept: Vec<(Text, Node)> = Vec::new();
        let written: Vec<String> = entries.iter().map(|(key, _)| key.value.clone()).collect();
        for (mut key, node) in entries {
            if !known.contains(&key.value.as_str()) {
                let problem = self.at(Code::UnknownKey, key.span, format!("`{}` is no key of {owner}", key.value));
                let Some(near) = nearest(&key.value, known.iter().copied()) else {
                    self.problem(problem.help(format!("the keys are {}", known.join(", "))));
                    continue;
                };
                self.problem(problem.help(format!("did you mean `{near}`?")).fix(key.span, near));
                if !written.iter().any(|other| other == near) {
                    key.value = near.to_owned();
                    kept.push((key, node));
                }
            } else if let Some((first, _)) = kept.iter().find(|(other, _)| other.value == key.value) {
                let first = first.span;
                let problem = self.at(Code::DuplicateKey, key.span, format!("the key `{}` stands twice", key.value));
                self.problem(problem.label(first, "first here").help("join the two, or take one away"));
            } else {
                kept.push((key, node));
            }
        }
        kept
    }

    fn text(&mut self, key: &Text, node: Node) -> Option<Text> {
        match node.value {
            Value::Text(text) => Some(text),
            _ => {
                let problem = self.at(Code::WrongType, place(key, &node), format!("`{}` takes one text", key.value));
                self.problem(problem);
                None
            }
        }
    }

    fn name(&mut self, key: &Text, node: Node, what: &str) -> Option<Name> {
        let text = self.text(key, node)?;
        let name = Name { text: text.value, span: text.span };
        self.check_name(&name, what);
        Some(name)
    }

    fn check_name(&mut self, name: &Name, what: &str) {
        let first = name.text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        let rest = name.text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));
        if !(first && rest) {
            let problem = self.at(Code::BadName, name.span, format!("`{}` cannot name {what}", name.text));
            self.problem(problem.help("a name is a letter, then letters, digits, `-`, `_` or `.`"));
        }
    }

    /// A list of texts; one text stands for a list of one.
    fn texts(&mut self, key: &Text, node: Node) -> Vec<Name> {
        let span = place(key, &node);
        match node.value {
            Value::Text(text) if text.style == Style::Literal => {
                lines(&text).map(|(line, span)| Name { text: line.to_owned(), span: text.span_in_file(span) }).collect()
            }
            Value::Text(text) => vec![Name { text: text.value, span: text.span }],
            Value::List(items) => items
                .into_iter()
                .filter_map(|item| {
                    if matches!(item.value, Value::Null) {
                        let at = if item.span.is_empty() { key.span } else { item.span };
                        let problem = self.at(Code::WrongType, at, format!("an entry of `{}` is empty", key.value));
                        self.problem(
                            problem.help("YAML reads `null` and `~` as nothing; put the word in quotation marks"),
                        );
                        return None;
                    }
                    let text = self.text(key, item)?;
                    Some(Name { text: text.value, span: text.span })
                })
                .collect(),
            Value::Null => Vec::new(),
            Value::Map(_) => {
                let problem = self.at(Code::WrongType, span, format!("`{}` takes a list", key.value));
                self.problem(problem.help(format!("write `{}: [one, other]`", key.value)));
                Vec::new()
            }
        }
    }

    fn mapping(&mut self, key: &Text, node: Node) -> Vec<(Text, Node)> {
        let span = place(key, &node);
        match node.value {
            Value::Map(entries) => {
                let mut kept: Vec<(Text, Node)> = Vec::new();
                for (name, value) in entries {
                    if let Some((first, _)) = kept.iter().find(|(other, _)| other.value == name.value) {
                        let first = first.span;
                        let problem =
                            self.at(Code::DuplicateName, name.span, format!("`{}` is defined twice", name.value));
                        self.problem(problem.label(first, "first here"));
                    } else {
                        kept.push((name, value));
                    }
                }
                kept
            }
            Value::Null => Vec::new(),
            _ => {
                let problem = self.at(Code::WrongType, span, format!("`{}` takes names with values", key.value));
                self.problem(problem.help(format!("write a name and its value on each line under `{}:`", key.value)));
                Vec::new()
            }
        }
    }

    fn lists(&mut self, key: &Text, node: Node) -> Vec<WordListDefinition> {
        let entries = self.mapping(key, node);
        let mut lists = Vec::new();
        for (name, words) in entries {
            let title = Name { text: name.value.clone(), span: name.span };
            self.check_name(&title, "a list");
            let words = self.texts(&name, words);
            lists.push(WordListDefinition { name: title, words });
        }
        lists
    }

    fn definitions(&mut self, key: &Text, node: Node, what: &str) -> Vec<Definition> {
        let entries = self.mapping(key, node);
        let mut definitions = Vec::new();
        for (name, value) in entries {
            let title = Name { text: name.value.clone(), span: name.span };
            self.check_name(&title, what);
            let (lines, broken) = self.patterns(&name, value);
            definitions.push(Definition { name: title, lines, broken });
        }
        definitions
    }

    /// The block of lines under `key`; nothing where it is no block, which is then reported.
    fn block(&mut self, key: &Text, node: Node) -> Option<Text> {
        let span = place(key, &node);
        let block = format!("`{}` takes a block: lines after `{}: |`", key.value, key.value);
        match node.value {
            Value::Text(text) if self.masked.contains(&text.span.start) => {
                self.broken = true;
                None
            }
            Value::Text(text) if text.style == Style::Folded => {
                let header = Span::new(key.span.end, text.span.start);
                let at = header.of(&self.source.text).find('>').map_or(header.start, |at| header.start + at);
                let span = Span::new(at, at + 1);
                let problem = self
                    .at(Code::FoldedBlock, span, "a folded block joins its lines")
                    .why("every line of a pattern or example stands for itself")
                    .help("write `|` instead of `>`")
                    .fix(span, "|");
                self.problem(problem);
                None
            }
            Value::Text(text) => Some(text),
            Value::Null if self.masked.contains(&node.span.start) => {
                self.broken = true;
                None
            }
            Value::Null => Some(Text::empty(key.span)),
            Value::Map(_) => {
                let written = node.span.start;
                let line = self.source.text.get(written..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
                let problem = self
                    .at(
                        Code::BarePattern,
                        Span::new(written, written + line.trim_end().len()),
                        format!("put this under `{}: |`, on a line of its own", key.value),
                    )
                    .why("YAML reads braces as a mapping; in a block after `|` every character is the author's");
                self.problem(problem);
                None
            }
            Value::List(_) => {
                let problem = self.at(Code::WrongType, span, block);
                self.problem(problem.why("each line of the block is one pattern or example, so no list is needed"));
                None
            }
        }
    }

    /// The pattern lines under `key`, and whether one could not be understood.
    fn patterns(&mut self, key: &Text, node: Node) -> (Vec<PatternLine>, bool) {
        let outer = std::mem::take(&mut self.broken);
        let mut found = Vec::new();
        if let Some(text) = self.block(key, node) {
            for (line, span) in lines(&text) {
                let in_file =
                    |inner: Span| text.span_in_file(Span::new(span.start + inner.start, span.start + inner.end));
                let parsed = parse::pattern(&Line { file: self.source, text: line, in_file: &in_file }, self.problems);
                self.broken |= parsed.is_none();
                found.extend(parsed.map(|tree| PatternLine {
                    tree,
                    text: line.to_owned(),
                    span: text.span_in_file(span),
                }));
            }
            if found.is_empty() && !self.broken {
                let problem = self.at(Code::EmptyPattern, key.span, format!("`{}` has no pattern", key.value));
                self.problem(
                    problem.help("write one pattern a line below it; a line that begins with `#` is a comment"),
                );
            }
        }
        let broken = self.broken;
        self.broken |= outer;
        (found, broken)
    }

    fn examples(&mut self, key: &Text, node: Node) -> Vec<ExampleLine> {
        let Some(text) = self.block(key, node) else { return Vec::new() };
        let mut found = Vec::new();
        for (line, span) in lines(&text) {
            let in_file = |inner: Span| text.span_in_file(Span::new(span.start + inner.start, span.start + inner.end));
            let parsed = parse::example(&Line { file: self.source, text: line, in_file: &in_file }, self.problems);
            self.broken |= parsed.is_none();
            found.extend(parsed.map(|pieces| ExampleLine { pieces, span: text.span_in_file(span) }));
        }
        found
    }

    fn rules(&mut self, key: &Text, node: Node) -> Vec<RuleEntry> {
        let span = place(key, &node);
        let items = match node.value {
            Value::List(items) => items,
            Value::Null => Vec::new(),
            _ => {
                let problem = self.at(Code::WrongType, span, "`rules` takes a list");
                self.problem(problem.help("each rule begins with `- id: its-name`"));
                Vec::new()
            }
        };
        let mut rules = Vec::new();
        for item in items {
            let outer = std::mem::take(&mut self.broken);
            let rule = self.rule(item);
            rules.extend(rule.map(|rule| RuleEntry { broken: self.broken, ..rule }));
            self.broken |= outer;
        }
        rules
    }

    fn rule(&mut self, item: Node) -> Option<RuleEntry> {
        let start = item.span.start;
        let Value::Map(entries) = item.value else {
            let problem = self.at(Code::WrongType, shown(&item), "a rule is a mapping");
            self.problem(problem.help("each rule begins with `- id: its-name`"));
            return None;
        };
        let entries = self.known_keys(entries, RULE_KEYS, "a rule");
        let has = |name: &str| entries.iter().any(|(key, _)| key.value == name);
        let missing: Vec<&str> = ["id", "match", "finds"].into_iter().filter(|name| !has(name)).collect();
        let place = entries
            .iter()
            .find(|(key, _)| key.value == "id")
            .map_or_else(|| character_at(&self.source.text, start), |(_, node)| shown(node));
        for name in missing {
            let code = if name == "finds" { Code::MissingExample } else { Code::MissingKey };
            let message = if name == "finds" {
                "the rule has no example".to_owned()
            } else {
                format!("the rule has no `{name}`")
            };
            let help = match name {
                "finds" => {
                    "write a sentence it finds under `finds: |`, the roles marked: `{source: Ana Ruiz} said {claim: it rained}.`"
                }
                "match" => "write its pattern under `match: |`",
                _ => "begin the rule with `- id: its-name`",
            };
            let problem = self.at(code, place, message).help(help);
            self.problem(problem);
        }
        let mut rule = RuleEntry {
            id: Name { text: String::new(), span: place },
            matches: Vec::new(),
            unless: Vec::new(),
            finds: Vec::new(),
            ignores: Vec::new(),
            not_yet: Vec::new(),
            within: None,
            scope: Vec::new(),
            kind: None,
            stance: None,
            confidence: None,
            source: None,
            over: Vec::new(),
            tags: Vec::new(),
            docs: None,
            note: None,
            aliases: Vec::new(),
            broken: false,
        };
        for (key, node) in entries {
            match key.value.as_str() {
                "id" => rule.id = self.name(&key, node, "a rule").unwrap_or(rule.id),
                "match" => rule.matches = self.patterns(&key, node).0,
                "unless" => rule.unless = self.patterns(&key, node).0,
                "finds" => {
                    rule.finds = self.examples(&key, node);
                    if rule.finds.is_empty() && !self.broken {
                        let problem = self.at(Code::MissingExample, key.span, "the rule has no example");
                        self.problem(problem.help("write a sentence it finds below, the roles marked: `{source: Ana Ruiz} said {claim: it rained}.`"));
                    }
                }
                "ignores" => rule.ignores = self.examples(&key, node),
                "not-yet" => rule.not_yet = self.examples(&key, node),
                "within" => rule.within = self.scalar(&key, node),
                "scope" => rule.scope = self.texts(&key, node),
                "kind" => rule.kind = self.scalar(&key, node),
                "stance" => rule.stance = self.scalar(&key, node),
                "confidence" => rule.confidence = self.scalar(&key, node),
                "source" => rule.source = self.scalar(&key, node),
                "over" => rule.over = self.texts(&key, node),
                "tags" => rule.tags = self.texts(&key, node),
                "docs" => rule.docs = self.url(&key, node),
                "note" => rule.note = self.text(&key, node).map(|text| text.value.trim_end().to_owned()),
                _ => rule.aliases = self.texts(&key, node),
            }
        }
        Some(rule)
    }

    fn scalar(&mut self, key: &Text, node: Node) -> Option<Name> {
        let text = self.text(key, node)?;
        Some(Name { text: text.value.trim().to_owned(), span: text.span })
    }

    fn url(&mut self, key: &Text, node: Node) -> Option<String> {
        let text = self.text(key, node)?;
        let is_url = text.value.starts_with("https://") || text.value.starts_with("http://");
        if !is_url || text.value.contains(char::is_whitespace) {
            let problem = self.at(Code::BadValue, text.span, format!("`{}` is no web address", text.value));
            self.problem(problem.help("`docs` takes an address that begins with https://; prose goes under `note`"));
        }
        Some(text.value)
    }
}

impl Text {
    fn empty(span: Span) -> Self {
        Self::plain(String::new(), span)
    }
}

/// The lines of a block that hold something, trimmed, with their place in the value. A line whose first character is
/// `#` is a comment.
fn lines(text: &Text) -> impl Iterator<Item = (&str, Span)> {
    let mut offset = 0;
    text.value.split_inclusive('\n').filter_map(move |line| {
        let start = offset + (line.len() - line.trim_start().len());
        offset += line.len();
        let trimmed = line.trim();
        (!trimmed.is_empty() && !trimmed.starts_with('#')).then(|| (trimmed, Span::new(start, start + trimmed.len())))
    })
}

/// Where to point for a value: itself, or its key where it is empty.
fn place(key: &Text, node: &Node) -> Span {
    if matches!(node.value, Value::Null) { key.span } else { shown(node) }
}

/// The first character of a node, or all of a scalar on one line.
fn shown(node: &Node) -> Span {
    match &node.value {
        Value::Text(text) if !text.value.contains('\n') => text.span,
        _ => Span::new(node.span.start, node.span.start + 1),
    }
}

fn first_character(text: &str) -> Span {
    character_at(text, 0)
}
