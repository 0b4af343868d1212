//! Quantities: how much words say there is.

use super::amount;
use super::bound::{self, Bound};
use super::share;
use crate::annotation::Penn;
use crate::span::Span;
use crate::text::numeral::Exact;
use crate::text::numeral::begins_small;
use crate::text::{Line, Words};
use crate::text::{Set, Shape};

/// How much some words of an article say there is of something.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Quantity {
    /// The words: number, unit, and what bounds it (*at least 41,000 people a year*).
    pub text: String,
    /// Where they stand, in bytes of the article's text.
    pub span: Span,
    /// The number, the smaller of two where it is a range; the nearest in double precision where it is a fraction.
    pub value: f64,
    /// The greater number of a range; always more than `value`.
    pub to: Option<f64>,
    /// What is counted or measured: `percent`, `percentage points`, a code of ISO 4217, a unit of measure, or a noun in the
    /// plural. A fraction or ratio (*a third*, *one in five*) is a `share` of one, a multiple (*twice as many*, *doubled*) a
    /// `factor`, and how often something happens is told in `times`. Nothing where the words do not say.
    pub unit: Option<String>,
    /// How the truth may differ from the number.
    pub bound: Option<Bound>,
    /// For each of what: `year`, `capita`, `100,000 people`.
    pub per: Option<String>,
}

/// A quantity while it is read, in tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The bytes of a token's part, where it is not whole tokens.
    pub(super) part: Option<Span>,
    pub(super) value: Exact,
    pub(super) to: Option<Exact>,
    pub(super) unit: Option<String>,
    pub(super) bound: Option<Bound>,
    pub(super) per: Option<String>,
}

impl Amount {
    /// So much, said by the tokens from `start` up to `end`.
    pub(super) const fn new(start: usize, end: usize, value: Exact) -> Self {
        Self { start, end, part: None, value, to: None, unit: None, bound: None, per: None }
    }

    /// The same in a unit.
    pub(super) fn of(self, unit: impl Into<String>) -> Self {
        Self { unit: Some(unit.into()), ..self }
    }

    fn publish(self, line: &Line<'_, '_>) -> Quantity {
        let span = self.part.unwrap_or_else(|| line.span(self.start, self.end));
        Quantity {
            text: span.of(&line.document.article.text).to_owned(),
            span,
            value: self.value.nearest(),
            to: self.to.map(Exact::nearest),
            unit: self.unit,
            bound: self.bound,
            per: self.per,
        }
    }
}

/// The quantities that begin at the token `at`, and the token behind them; two where a pair of numbers is told (*52 votes to
/// 48*, *from 3 to 5 percent*).
pub(super) fn quantities_at(line: &Line<'_, '_>, at: usize) -> Option<(Vec<Quantity>, usize)> {
    let (bound, core) = match bound::before(line, at) {
        Some((bound, core)) => (Some(bound), core),
        None => (None, at),
    };
    if !may_begin(line, core) {
        return None;
    }
    let share = share::at(line, core, bound.is_some()).map(|amount| vec![amount]);
    let mut found = share.or_else(|| amount::at(line, core, bound.is_some()))?;
    if let Some(first) = found.first_mut() {
        // "over two years" may be as long as that
        let long = line.before_is(core, Set::LeadsDuration)
            && first.unit.as_deref().is_some_and(|unit| line.word_is(unit, Set::TimeUnits));
        if !(long && bound == Some(Bound::MoreThan)) {
            first.start = if bound.is_some() { at } else { first.start };
            first.bound = first.bound.or(bound);
        }
    }
    if let [only] = found.as_mut_slice()
        && let Some((bound, end)) = bound::after(line, only.end)
    {
        only.bound = only.bound.or(Some(bound));
        only.end = end;
    }
    let end = found.last()?.end;
    Some((found.into_iter().map(|amount| amount.publish(line)).collect(), end))
}

/// Whether a quantity may begin with the token at `at` at all: most tokens are done with here.
fn may_begin(line: &Line<'_, '_>, at: usize) -> bool {
    let shape = line.tokens.holds(at).then(|| line.document.word(at).shape);
    let digits = shape.is_some_and(|shape| shape.has(Shape::DIGIT));
    let word = line.lower(at);
    let sign = |at: usize| line.penn(at).is_some_and(|tag| matches!(tag, Penn::Dollar | Penn::Sym | Penn::Nfp));
    digits
        || sign(at)
        || sign(at + 1)
        || line.is(at, Set::BeginsQuantity)
        || line.currency_code(at).is_some()
        || begins_small(line, at)
        || matches!(word, "-" | "−" | "½" | "¼" | "¾" | "⅓" | "⅔")
        || word
            .split_once('-')
            .is_some_and(|(first, _)| line.word_is(first, Set::Half) || line.word_is(first, Set::Quarter))
        || share::multiple_ending(line, word).is_some()
}
