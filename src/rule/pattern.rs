//! A pattern as it is understood: every name looked up, every phrase unfolded.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::syntax::{Boundary, Comparative, Flag, Operand, Side};
use crate::annotation::{EntityKind, Penn, Pos, SpanKind};
use crate::diagnostic::SourceFile;
use crate::span::Span;

/// A piece of a pattern, with where it was written: in the rule, or in the phrase it comes from.
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
    /// The bytes in it.
    pub span: Span,
}

impl fmt::Debug for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}..{}", self.file.name, self.span.start, self.span.end)
    }
}

/// What a piece of a pattern is.
#[derive(Debug, Clone)]
pub enum PatternKind {
    /// Words or punctuation, to be cut like the text.
    Literal(String),
    /// Any form of a word.
    Forms(String),
    /// Any word of a list.
    List {
        /// The list.
        list: Arc<WordList>,
        /// Whether any form of its words will do.
        inflected: bool,
    },
    /// A quotation mark on that side.
    Quote(Side),
    /// A closing quotation mark, with that mark before or behind it.
    ClosingQuote(char),
    /// What the inner pattern matches is the role's.
    Capture {
        /// The role.
        role: Role,
        /// What it captures.
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
        /// The fewest times.
        least: u32,
        /// The most times; nothing for no limit.
        most: Option<u32>,
    },
    /// Any tokens, as few as possible, at most so many.
    Gap(Option<u32>),
    /// What comes next is not this.
    Not(Box<Pattern>),
    /// One token that passes a test.
    Token(TokenTest),
    /// A place between tokens.
    Boundary(Boundary),
    /// A stretch the reading of the text finds.
    Span(SpanKind),
    /// A phrase, unfolded.
    Phrase {
        /// Its name.
        name: String,
        /// What its author says of it, in the comment above it.
        note: Option<Arc<str>>,
        /// What it stands for.
        inner: Box<Pattern>,
    },
}

/// A list of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    /// Its name.
    pub name: String,
    /// Its entries, each of one or several words.
    pub words: Vec<String>,
    /// The file it stands in, with its name there.
    pub origin: Origin,
    /// Where each entry stands in the file, in the order of `words`.
    pub places: Vec<Span>,
    /// Its entries as text is cut into words, for whoever compiles it.
    pub(crate) cut: Cut,
}

impl WordList {
    /// The words of an entry that is written `=May`: with these capitals alone.
    pub(crate) fn exact(entry: &str) -> Option<&str> {
        entry.strip_prefix('=').filter(|words| words.starts_with(char::is_alphanumeric))
    }
}

/// The entries of a list, each cut into words, sorted; found once for all patterns that use the list. It follows from the
/// entries, so it plays no part where lists are compared or shown.
#[derive(Clone, Default)]
pub(crate) struct Cut(OnceLock<Arc<[Vec<String>]>>);

impl Cut {
    /// The entries, which `cut` makes when they are asked for the first time.
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

/// The name of what a capture stands for: `claim`, `source` …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Role(Arc<str>);

impl Role {
    /// What is claimed.
    pub const CLAIM: &str = "claim";
    /// Who says it.
    pub const SOURCE: &str = "source";
    /// The words that attribute the claim to the source.
    pub const CUE: &str = "cue";

    /// The role of that name.
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

/// The roles every rule knows, each with the phrase or list that a bare one stands for. The name of `{cue}` has none:
/// a rule that marks its cue says which words that is.
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

/// Names that no role can have: a claim says something else under them where it is published.
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

/// What a role that every rule knows is, in a few words; empty for another one.
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

/// A test on one token, every name in it looked up.
#[derive(Debug, Clone)]
pub enum TokenTest {
    /// Passed by every token.
    Any,
    /// Passed if all are.
    All(Vec<Self>),
    /// Passed if one is.
    Either(Vec<Self>),
    /// Passed if that is not.
    Not(Box<Self>),
    /// The token as written; a text is compared without regard to case, a regular expression with.
    Text(Operand),
    /// The dictionary form.
    Lemma(Operand),
    /// The universal part of speech.
    Pos(Pos),
    /// The Penn tag.
    Tag(Penn),
    /// Part of a name or number of that kind.
    Entity(EntityKind),
    /// A word of the list.
    List(Arc<WordList>),
    /// That many characters.
    Length(usize),
    /// Part of a number that is so great.
    Number(Comparative),
    /// A property.
    Flag(Flag),
}

impl TokenTest {
    /// Whether only certain words pass it, for which a text can be searched.
    pub(crate) fn is_fixed(&self) -> bool {
        match self {
            Self::Text(Operand::Text(_) | Operand::Exact(_)) | Self::Lemma(Operand::Text(_)) | Self::List(_) => true,
            Self::All(parts) => parts.iter().any(Self::is_fixed),
            Self::Either(parts) => parts.iter().all(Self::is_fixed),
            _ => false,
        }
    }
}

/// Whether a piece is the first of its pattern that can take a token, and whether it is the last. A gap in a role goes on
/// to the edge of what the rule reads there: see the manual.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edges {
    pub(crate) first: bool,
    pub(crate) last: bool,
}

impl Edges {
    /// Those of a whole pattern.
    pub(crate) const WHOLE: Self = Self { first: true, last: true };
    /// Those of a piece that others stand around.
    pub(crate) const NONE: Self = Self { first: false, last: false };

    /// Those of the part at `at` of a sequence that has these.
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

    /// Whether every path through it has a piece of which `is` is true.
    pub(crate) fn always_has(&self, is: &dyn Fn(&PatternKind) -> bool) -> bool {
        match &self.kind {
            PatternKind::Sequence(parts) => parts.iter().any(|part| part.always_has(is)),
            PatternKind::Choice(parts) => parts.iter().all(|part| part.always_has(is)),
            PatternKind::Repeat { inner, least, .. } => *least > 0 && inner.always_has(is),
            PatternKind::Capture { inner, .. } | PatternKind::Phrase { inner, .. } => inner.always_has(is),
            kind => is(kind),
        }
    }

    /// Whether every match holds a word or sign that a text can be searched for.
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

    /// The roles it can capture, each once, in order of name.
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
