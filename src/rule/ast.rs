//! Patterns as written: the parse tree, before any name in it is resolved.

use crate::span::Span;

/// A piece of a pattern with its span in the rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// What it is.
    pub(super) kind: NodeKind,
    /// Its span in the file.
    pub(super) span: Span,
}

/// The kinds of pieces of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NodeKind {
    /// Words or punctuation to be found as they are.
    Literal(String),
    /// A quotation mark.
    Quote(Side),
    /// A closing quotation mark with a punctuation mark attached to it, in either order.
    ClosingQuote(char),
    /// `~word`.
    Forms(String),
    /// `@name`, or `~@name`.
    Reference {
        /// The name, without the `@`.
        name: String,
        /// Whether any form of the words matches.
        inflected: bool,
        /// The roles to rename, as inner and outer name.
        arguments: Vec<(Name, Name)>,
    },
    /// `{role}` or `{role: PATTERN}`.
    Capture {
        /// The role.
        role: Name,
        /// The captured pattern; `None` for the role's own phrase.
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
        /// The minimum number of times.
        least: u32,
        /// The maximum number of times; `None` for no limit.
        most: Option<u32>,
    },
    /// `...`: any words, as few as possible, up to the maximum, if there is one.
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
    /// Its span in the file.
    pub(super) span: Span,
}

/// The side of a quotation that a mark is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Before it.
    Open,
    /// After it.
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
    /// `number>=10`.
    Number(Comparative, Span),
    /// A property by name.
    Flag(Flag, Span),
}

/// The right side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comparison {
    /// What is compared with.
    pub(super) value: Operand,
    /// Its span in the file.
    pub(super) span: Span,
}

/// A text or a regular expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// Equal to this.
    Text(String),
    /// Equal to this, including capitals.
    Exact(String),
    /// Contains a match of this; the flag is whether case is ignored.
    Regex(String, bool),
}

/// What a number is compared with, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparative {
    /// The comparison operator.
    pub order: Order,
    /// The bits of the number, so that comparisons implement `Eq`.
    than: u64,
}

impl Comparative {
    pub(super) const fn new(order: Order, than: f64) -> Self {
        Self { order, than: than.to_bits() }
    }

    /// The number to compare with.
    #[must_use]
    pub const fn than(self) -> f64 {
        f64::from_bits(self.than)
    }

    /// Whether the comparison holds for `number`.
    #[must_use]
    pub fn holds(self, number: f64) -> bool {
        self.order.holds(number, self.than())
    }

    /// Whether some number satisfies both comparisons.
    pub(super) fn agrees(self, other: Self) -> bool {
        // the points where an answer can change, and points between and around them
        let (one, two) = (self.than(), other.than());
        let tried = [one, two, f64::midpoint(one, two), one.min(two) - 1.0, one.max(two) + 1.0];
        tried.into_iter().any(|number| self.holds(number) && other.holds(number))
    }
}

impl std::fmt::Display for Comparative {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words = match self.order {
            Order::Less => "less than ",
            Order::AtMost => "of at most ",
            Order::Equal => "equal to ",
            Order::Other => "other than ",
            Order::AtLeast => "of at least ",
            Order::More => "more than ",
        };
        write!(out, "{words}{}", self.than())
    }
}

/// How two numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `!=`
    Other,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

impl Order {
    /// The order with this sign.
    pub(super) fn of_sign(sign: &str) -> Option<Self> {
        Some(match sign {
            "<" => Self::Less,
            "<=" => Self::AtMost,
            "=" | "==" => Self::Equal,
            "!=" => Self::Other,
            ">=" => Self::AtLeast,
            ">" => Self::More,
            _ => return None,
        })
    }

    #[expect(clippy::float_cmp, reason = "equal digits are the same number, however they were written")]
    fn holds(self, number: f64, than: f64) -> bool {
        match self {
            Self::Less => number < than,
            Self::AtMost => number <= than,
            Self::Equal => number == than,
            Self::Other => number != than,
            Self::AtLeast => number >= than,
            Self::More => number > than,
        }
    }
}

/// A property that a token may have.
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
    /// It is in a quotation.
    InQuote,
}

impl Flag {
    /// Every flag.
    pub const ALL: &[Self] = &[Self::Upper, Self::Title, Self::Lower, Self::Digit, Self::InQuote];

    /// Its name in a test.
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
