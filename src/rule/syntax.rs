//! A pattern as it is written: the tree the grammar gives, before any name in it is looked up.

use crate::span::Span;

/// A piece of a pattern, with its bytes in the rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// What it is.
    pub(super) kind: NodeKind,
    /// Where it stands in the file.
    pub(super) span: Span,
}

/// What a piece of a pattern is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NodeKind {
    /// Words or punctuation to be found as they are.
    Literal(String),
    /// A quotation mark.
    Quote(Side),
    /// A closing quotation mark with the punctuation glued to it, in either order.
    ClosingQuote(char),
    /// `~word`.
    Forms(String),
    /// `@name`, or `~@name`.
    Reference {
        /// The name, without the `@`.
        name: String,
        /// Whether any form of the words is meant.
        inflected: bool,
        /// The roles to rename, as inner and outer name.
        arguments: Vec<(Name, Name)>,
    },
    /// `{role}` or `{role: PATTERN}`.
    Capture {
        /// The role.
        role: Name,
        /// What it captures; nothing for the role's own phrase.
        inner: Option<Box<Node>>,
    },
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of several.
    Choice(Vec<Node>),
    /// Repetition.
    Repeat {
        /// What is repeated.
        node: Box<Node>,
        /// The fewest times.
        least: u32,
        /// The most times; nothing for no limit.
        most: Option<u32>,
    },
    /// `...`: any words, as few as possible; the most of them, if there is a limit.
    Gap(Option<u32>),
    /// `!x`.
    Not(Box<Node>),
    /// `[…]`.
    Test(Test),
    /// `<start>` and the like.
    Boundary(Boundary),
}

/// A name with its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Name {
    /// The name.
    pub(super) text: String,
    /// Where it stands in the file.
    pub(super) span: Span,
}

/// Which side of a quotation a mark is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Before it.
    Open,
    /// Behind it.
    Close,
}

/// A place between tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Boundary {
    /// The start of the unit.
    Start,
    /// The end of the unit, before or after its closing punctuation.
    End,
    /// The start of the paragraph.
    Para,
    /// The end of the paragraph, before or after its closing punctuation and quotation mark.
    ParaEnd,
}

impl Boundary {
    /// Every boundary.
    pub const ALL: &[Self] = &[Self::Start, Self::End, Self::Para, Self::ParaEnd];

    /// The name between the angle brackets.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
            Self::Para => "para",
            Self::ParaEnd => "para-end",
        }
    }
}

/// A test on one token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    /// `[]`: any token.
    Any,
    /// `a & b`.
    All(Vec<Test>),
    /// `a | b`.
    Either(Vec<Test>),
    /// `!a`.
    Not(Box<Test>),
    /// `text=VALUE`.
    Text(Comparison),
    /// `lemma=VALUE`.
    Lemma(Comparison),
    /// `pos=VALUE`.
    Pos(Comparison),
    /// `tag=VALUE`.
    Tag(Comparison),
    /// `entity=VALUE`.
    Entity(Comparison),
    /// `list=NAME`.
    List(Name),
    /// `len=NUMBER`, in characters as a reader counts them.
    Length(usize, Span),
    /// A property by name.
    Flag(Flag, Span),
}

/// The right side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comparison {
    /// What is compared with.
    pub(super) value: Operand,
    /// Where it stands in the file.
    pub(super) span: Span,
}

/// A text or a regular expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// Equal to this.
    Text(String),
    /// Matched by this somewhere; the flag says whether case is ignored.
    Regex(String, bool),
}

/// A property a token has or has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// All letters are capitals.
    Upper,
    /// The first letter is a capital.
    Title,
    /// No letter is a capital.
    Lower,
    /// It is a number in digits, with the signs between them: *9,000*.
    Digit,
    /// It stands in a quotation.
    InQuote,
}

impl Flag {
    /// Every flag.
    pub const ALL: &[Self] = &[Self::Upper, Self::Title, Self::Lower, Self::Digit, Self::InQuote];

    /// The name in a test.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Upper => "upper",
            Self::Title => "title",
            Self::Lower => "lower",
            Self::Digit => "digit",
            Self::InQuote => "in-quote",
        }
    }
}
