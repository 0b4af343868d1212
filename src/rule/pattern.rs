//! Patterns as understood: every name resolved and every phrase expanded.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::ast::{Boundary, Comparative, Flag, Operand, Side};
use crate::annotation::{EntityKind, Penn, Pos, SpanKind};
use crate::diagnostic::SourceFile;
use crate::span::Span;

/// A piece of a pattern with the place where it was written: in the rule, or in the phrase it comes from.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// Where it was written.
    pub origin: Origin,
}

/// A place in one of the files a pattern was made from.
#[derive(Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The span in the file.
    pub span: Span,
}

impl fmt::Debug for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}..{}", self.file.name, self.span.start, self.span.end)
    }
}

/// The kinds of pieces of a pattern.
#[derive(Debug, Clone)]
pub enum PatternKind {
    /// Words or punctuation, to be split in the same way as the text.
    Literal(String),
    /// Any form of a word.
    Forms(String),
    /// Any word of a list.
    List {
        /// The list.
        list: Arc<WordList>,
        /// Whether any form of its words matches.
        inflected: bool,
    },
    /// A quotation mark on the given side.
    Quote(Side),
    /// A closing quotation mark with the given punctuation mark before or after it.
    ClosingQuote(char),
    /// Captures what the inner pattern matches for a role.
    Capture {
        /// The role.
        role: Role,
        /// The captured pattern.
        inner: Box<Pattern>,
    },
    /// One after the other.
    Sequence(Vec<Pattern>),
    /// One of several.
    Choice(Vec<Pattern>),
    /// Repetition.
    Repeat {
        /// What is repeated.
        inner: Box<Pattern>,
        /// The minimum number of times.
        least: u32,
        /// The maximum number of times; `None` for no limit.
        most: Option<u32>,
    },
    /// Any tokens, as few as possible, up to the given maximum.
    Gap(Option<u32>),
    /// The following text does not match this.
    Not(Box<Pattern>),
    /// One token that passes a test.
    Token(TokenTest),
    /// A place between tokens.
    Boundary(Boundary),
    /// A stretch that the text layer recognizes.
    Span(SpanKind),
    /// A phrase, expanded.
    Phrase {
        /// Its name.
        name: String,
        /// The author's comment above it.
        note: Option<Arc<str>>,
        /// Its expansion.
        inner: Box<Pattern>,
    },
}

/// A list of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    /// Its name.
    pub name: String,
    /// Its entries, each of one or more words.
    pub words: Vec<String>,
    /// The file it is in, with the span of its name there.
    pub origin: Origin,
    /// The span of each entry in the file, in the order of `words`.
    pub places: Vec<Span>,
    /// Its entries split into words in the same way as text, for the compiler.
    pub(crate) cut: Cut,
}

impl WordList {
    /// The text of an entry such as `=May`, which matches only with these capitals.
    pub(crate) fn exact(entry: &str) -> Option<&str> {
        entry.strip_prefix('=').filter(|words| words.starts_with(char::is_alphanumeric))
    }
}

/// The entries of a list, each split into words, sorted; computed once for all patterns that use the list. It is
/// derived from the entries, so it is ignored when lists are compared or shown.
#[derive(Clone, Default)]
pub(crate) struct Cut(OnceLock<Arc<[Vec<String>]>>);

impl Cut {
    /// The entries; `cut` computes them on the first call.
    pub(crate) fn get(&self, cut: impl FnOnce() -> Vec<Vec<String>>) -> Arc<[Vec<String>]> {
        Arc::clone(self.0.get_or_init(|| cut().into()))
    }
}

impl PartialEq for Cut {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Cut {}

impl fmt::Debug for Cut {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("_")
    }
}

/// The name of a capture: `claim`, `source` …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Role(Arc<str>);

impl Role {
    /// What is claimed.
    pub const CLAIM: &str = "claim";
    /// Who says it.
    pub const SOURCE: &str = "source";
    /// The words that attribute the claim to the source.
    pub const CUE: &str = "cue";

    /// The role with this name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Role {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The roles that every rule knows, each with the phrase or list that a bare one refers to. `{cue}` has none: a rule
/// that marks its cue has to say which words it is.
pub const ROLES: &[(&str, &str)] = &[
    ("claim", "@claim"),
    ("source", "@source"),
    ("cue", ""),
    ("target", "@source"),
    ("audience", "@source"),
    ("outlet", "@org"),
    ("publisher", "@org"),
    ("title", "@noun-phrase"),
    ("when", "@date | @weekday"),
    ("where", "@place"),
    ("value", "@number"),
];

/// Names that no role can have, because published claims use them for something else.
pub(crate) const TAKEN: &[&str] = &[
    "checkability",
    "confidence",
    "content",
    "flags",
    "id",
    "kind",
    "line",
    "modality",
    "normalized",
    "pack",
    "paragraph",
    "parent",
    "polarity",
    "quantities",
    "quote_type",
    "rule",
    "sentence",
    "speech_act",
    "stance",
    "substitutions",
    "tense",
    "times",
    "topics",
    "types",
    "unresolved",
];

/// A short description of a role that every rule knows; empty for any other one.
#[must_use]
pub fn about_role(name: &str) -> &'static str {
    match name {
        Role::CLAIM => "what is said",
        Role::SOURCE => "who says it",
        Role::CUE => "the words that attribute it, where they are not simply the words of the pattern",
        "target" => "whom or what it is about",
        "audience" => "who is told",
        "outlet" => "the medium that says it",
        "publisher" => "the organisation that published it",
        "title" => "an office or title",
        "when" => "a date or day",
        "where" => "a place",
        "value" => "a number",
        _ => "",
    }
}

/// A test on one token, with every name in it resolved.
#[derive(Debug, Clone)]
pub enum TokenTest {
    /// Passed by every token.
    Any,
    /// Passed if all of these are.
    All(Vec<Self>),
    /// Passed if at least one of these is.
    Either(Vec<Self>),
    /// Passed if this is not.
    Not(Box<Self>),
    /// The token as written. Text is compared case-insensitively, a regular expression case-sensitively.
    Text(Operand),
    /// The dictionary form.
    Lemma(Operand),
    /// The universal part of speech.
    Pos(Pos),
    /// The Penn tag.
    Tag(Penn),
    /// Part of a name or number of the given kind.
    Entity(EntityKind),
    /// A word of the list.
    List(Arc<WordList>),
    /// The given number of characters.
    Length(usize),
    /// Part of a number that the comparison holds for.
    Number(Comparative),
    /// A property.
    Flag(Flag),
}

impl TokenTest {
    /// Whether only certain words pass it, which a text can be searched for.
    pub(crate) fn is_fixed(&self) -> bool {
        match self {
            Self::Text(Operand::Text(_) | Operand::Exact(_)) | Self::Lemma(Operand::Text(_)) | Self::List(_) => true,
            Self::All(parts) => parts.iter().any(Self::is_fixed),
            Self::Either(parts) => parts.iter().all(Self::is_fixed),
            _ => false,
        }
    }
}

/// Whether a piece is the first of its pattern that can take a token, and whether it is the last. A gap in a role
/// extends to the edge of what the rule reads in that position: see the manual.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edges {
    pub(crate) first: bool,
    pub(crate) last: bool,
}

impl Edges {
    /// The edges of a whole pattern.
    pub(crate) const WHOLE: Self = Self { first: true, last: true };
    /// The edges of a piece with others on both sides.
    pub(crate) const NONE: Self = Self { first: false, last: false };

    /// The edges of the part at index `at` of a sequence with these edges.
    pub(crate) fn of_part(self, parts: &[Pattern], at: usize) -> Self {
        let takes_none = |parts: &[Pattern]| parts.iter().all(|part| !part.takes_tokens());
        let before = parts.get(..at).unwrap_or_default();
        let behind = parts.get(at + 1..).unwrap_or_default();
        Self { first: self.first && takes_none(before), last: self.last && takes_none(behind) }
    }
}

impl Pattern {
    /// Calls `visit` with this piece and all pieces inside, from the outside in.
    pub fn walk<'p>(&'p self, visit: &mut impl FnMut(&'p Self)) {
        visit(self);
        match &self.kind {
            PatternKind::Capture { inner, .. }
            | PatternKind::Repeat { inner, .. }
            | PatternKind::Not(inner)
            | PatternKind::Phrase { inner, .. } => inner.walk(visit),
            PatternKind::Sequence(parts) | PatternKind::Choice(parts) => parts.iter().for_each(|part| part.walk(visit)),
            PatternKind::Literal(_)
            | PatternKind::Forms(_)
            | PatternKind::List { .. }
            | PatternKind::Quote(_)
            | PatternKind::ClosingQuote(_)
            | PatternKind::Gap(_)
            | PatternKind::Token(_)
            | PatternKind::Boundary(_)
            | PatternKind::Span(_) => {}
        }
    }

    /// Whether every path through it has a piece that satisfies `is`.
    pub(crate) fn always_has(&self, is: &dyn Fn(&PatternKind) -> bool) -> bool {
        match &self.kind {
            PatternKind::Sequence(parts) => parts.iter().any(|part| part.always_has(is)),
            PatternKind::Choice(parts) => parts.iter().all(|part| part.always_has(is)),
            PatternKind::Repeat { inner, least, .. } => *least > 0 && inner.always_has(is),
            PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } => inner.always_has(is),
            kind => is(kind),
        }
    }

    /// Whether every match contains a word or sign that a text can be searched for.
    pub(crate) fn has_fixed_word(&self) -> bool {
        self.always_has(&|kind| match kind {
            PatternKind::Literal(text) => !matches!(text.as_str(), "," | "."),
            PatternKind::Forms(_) | PatternKind::List { .. } | PatternKind::Quote(_) | PatternKind::ClosingQuote(_) => {
                true
            }
            PatternKind::Token(test) => test.is_fixed(),
            _ => false,
        })
    }

    /// Whether it can take a token; otherwise it only looks at a place between tokens.
    pub(crate) fn takes_tokens(&self) -> bool {
        match &self.kind {
            PatternKind::Not(_) | PatternKind::Boundary(_) => false,
            PatternKind::Sequence(parts) | PatternKind::Choice(parts) => parts.iter().any(Self::takes_tokens),
            PatternKind::Phrase { inner, .. }
            | PatternKind::Capture { inner, .. }
            | PatternKind::Repeat { inner, .. } => inner.takes_tokens(),
            _ => true,
        }
    }

    /// The distinct roles it can capture, ordered by name.
    #[must_use]
    pub fn roles(&self) -> std::collections::BTreeSet<Role> {
        let mut roles = std::collections::BTreeSet::new();
        self.walk(&mut |piece| {
            if let PatternKind::Capture { role, .. } = &piece.kind {
                roles.insert(role.clone());
            }
        });
        roles
    }
}
