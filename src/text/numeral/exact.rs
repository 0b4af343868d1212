//! Exact numbers: fractions of integers, so that *1.1 million* is 1,100,000 and three thirds are one.

use std::fmt;

/// A fraction in lowest terms, with a positive denominator. Operations that may overflow return `None` if they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exact {
    numerator: i128,
    denominator: i128,
}

impl Exact {
    /// A whole number.
    pub(crate) const fn whole(number: i128) -> Self {
        Self { numerator: number, denominator: 1 }
    }

    /// `numerator` divided by `denominator`; `None` if that is zero.
    pub(crate) fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        let divisor = greatest_divisor(numerator, denominator)?;
        let sign = if denominator < 0 { -1 } else { 1 };
        Some(Self { numerator: sign * (numerator / divisor), denominator: sign * (denominator / divisor) })
    }

    /// The value of digits: *1,200*, *12.5*, *.5*. Commas must be followed by three digits each, and at most 18 digits
    /// are read.
    pub(crate) fn digits(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let mut groups = whole.split(',');
        let first = groups.next()?;
        let mut all = first.to_owned();
        for group in groups {
            if group.len() != 3 || !(1..=3).contains(&first.len()) {
                return None;
            }
            all.push_str(group);
        }
        all.push_str(part);
        let sound = !all.is_empty() && all.len() <= 18 && all.bytes().all(|byte| byte.is_ascii_digit());
        let sound = sound && !(text.ends_with('.') || whole.is_empty() && part.is_empty());
        let power = 10_i128.checked_pow(u32::try_from(part.len()).ok()?)?;
        if sound { Self::ratio(all.parse().ok()?, power) } else { None }
    }

    pub(crate) fn times(self, other: Self) -> Option<Self> {
        let numerator = self.numerator.checked_mul(other.numerator)?;
        Self::ratio(numerator, self.denominator.checked_mul(other.denominator)?)
    }

    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::ratio(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    pub(crate) fn negative(self) -> Self {
        Self { numerator: -self.numerator, denominator: self.denominator }
    }

    /// Whether this is less than `other`.
    pub(crate) fn is_less(self, other: Self) -> bool {
        self.plus(other.negative()).is_some_and(|difference| difference.numerator < 0)
    }

    pub(crate) const fn is_whole(self) -> bool {
        self.denominator == 1
    }

    /// Its value, if it is an integer.
    pub(crate) const fn as_whole(self) -> Option<i128> {
        if self.is_whole() { Some(self.numerator) } else { None }
    }

    /// The nearest number of double precision.
    #[expect(clippy::cast_precision_loss, reason = "double precision is what is published")]
    pub(crate) fn nearest(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            denominator => write!(f, "{}/{denominator}", self.numerator),
        }
    }
}

/// The greatest common divisor; `None` if the second is zero.
fn greatest_divisor(one: i128, other: i128) -> Option<i128> {
    let (mut one, mut rest) = (one.checked_abs()?, other.checked_abs()?);
    if rest == 0 {
        return None;
    }
    while rest != 0 {
        (one, rest) = (rest, one % rest);
    }
    Some(one)
}

#[cfg(test)]
mod tests {
    use super::Exact;

    #[test]
    fn digits_are_read_as_newspapers_write_them() {
        for (text, value) in [("12.5", 12.5), ("9,000", 9_000.0), ("1,200,000", 1_200_000.0), (".5", 0.5), ("007", 7.0)]
        {
            assert_eq!(Exact::digits(text).map(Exact::nearest), Some(value), "{text}");
        }
        for text in ["", ".", "1.", "12,5", "1,2345", "1.2.3", "1234567890123456789", "five"] {
            assert_eq!(Exact::digits(text), None, "{text}");
        }
    }

    #[test]
    fn sums_and_products_are_exact() {
        let tenth = Exact::ratio(1, 10).unwrap();
        let sum = tenth.plus(tenth).and_then(|sum| sum.plus(tenth)).unwrap();
        assert_eq!(sum, Exact::ratio(3, 10).unwrap());
        assert_eq!(Exact::digits("1.1").unwrap().times(Exact::whole(1_000_000)), Some(Exact::whole(1_100_000)));
        assert!(tenth.negative().is_less(tenth));
        assert_eq!(Exact::ratio(1, 0), None);
        assert_eq!(Exact::whole(i128::MAX).times(Exact::whole(2)), None);
    }
}
