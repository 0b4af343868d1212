//! The state of reading a numeral token by token.

use super::{Exact, scale_of, small, vulgar, whole};
use crate::text::{Language, Set, Table};

/// The part of a number read so far.
pub(super) struct Sum<'l> {
    language: &'l Language,
    /// The sum of the parts that scale words have multiplied.
    pub(super) total: Option<Exact>,
    /// The part before the next scale word.
    pub(super) current: Option<Exact>,
    /// A number word must be less than this to be added to `current`.
    room: i128,
    pub(super) mantissa: Option<Exact>,
    pub(super) scale: Option<Exact>,
    pub(super) scales: usize,
    pub(super) second: Option<Exact>,
    pub(super) is_digits: bool,
}

impl<'l> Sum<'l> {
    pub(super) const fn new(language: &'l Language) -> Self {
        Self {
            language,
            total: None,
            current: None,
            room: 0,
            mantissa: None,
            scale: None,
            scales: 0,
            second: None,
            is_digits: false,
        }
    }

    /// Begins with digits.
    pub(super) const fn begin(&mut self, value: Exact) {
        self.current = Some(value);
        self.is_digits = true;
    }

    /// Begins with the article of *a million*.
    pub(super) const fn begin_one(&mut self) {
        self.current = Some(Exact::whole(1));
    }

    /// Adds a token. Returns the rest of it after the number, or `None` if it does not continue the number.
    pub(super) fn token(&mut self, word: &str) -> Option<String> {
        if word.contains([':', '/', '@', '_']) {
            return if self.is_digits { self.stroke(word) } else { None };
        }
        let mut parts = word.split(['-', '–']).peekable();
        let mut taken = false;
        while let Some(&part) = parts.peek() {
            let glued = self.part(part);
            if let Some(glued) = glued {
                taken = true;
                parts.next();
                if !glued.is_empty() {
                    return parts.peek().is_none().then_some(glued);
                }
            } else if taken {
                return Some(parts.collect::<Vec<_>>().join("-"));
            } else {
                return None;
            }
        }
        taken.then(String::new)
    }

    /// *2 1/2*
    fn stroke(&mut self, word: &str) -> Option<String> {
        let (over, under) = word.split_once('/')?;
        let number = |digits: &str| digits.parse::<i128>().ok().filter(|_| digits.len() <= 2);
        let (over, under) = (number(over)?, number(under).filter(|under| (2..=16).contains(under))?);
        let current = self.current.filter(|current| current.is_whole())?;
        self.current = current.plus(Exact::ratio(over, under).filter(|_| over < under)?);
        Some(String::new())
    }

    /// Adds a part between hyphens; returns the letters attached to its digits.
    fn part(&mut self, part: &str) -> Option<String> {
        if part.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            let letters = part.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(part.len());
            let (digits, mut letters) = part.split_at_checked(letters)?;
            let mut value = Exact::digits(digits)?;
            if let Some(vulgar) = vulgar(letters) {
                value = value.plus(vulgar)?;
                letters = "";
            }
            return self.digits(value, letters);
        }
        if let Some(value) = vulgar(part) {
            return self.digits(value, "");
        }
        if let Some(value) = small(self.language, part) {
            if self.is_digits {
                return None;
            }
            match self.current {
                None if self.scales == 0 || value < self.room => self.current = Some(Exact::whole(value)),
                Some(current) if value < self.room => self.current = current.plus(Exact::whole(value)),
                _ => return None,
            }
            self.room = if value >= 20 { 10 } else { 0 };
            return Some(String::new());
        }
        if self.language.is(part, Set::Hundred)
            && !self.is_digits
            && self.current.is_some_and(|current| current.is_less(Exact::whole(100)))
        {
            self.mantissa = self.mantissa.or(self.current);
            self.current = self.current?.times(Exact::whole(100));
            self.room = 100;
            return Some(String::new());
        }
        let scale = scale_of(self.language, part)?;
        self.scaled(scale).then(String::new)
    }

    fn digits(&mut self, value: Exact, letters: &str) -> Option<String> {
        match (self.current, self.scales) {
            (None, 0) => {
                self.current = Some(value);
                self.is_digits = true;
            }
            // 3-5, as one token
            (Some(_), 0) if self.is_digits && self.second.is_none() => self.second = Some(value),
            _ => return None,
        }
        match self.language.value(letters, Table::GluedScales).and_then(whole) {
            Some(scale) => self.scaled(scale).then(String::new),
            None => Some(letters.to_owned()),
        }
    }

    /// Multiplies what was read by a scale word.
    fn scaled(&mut self, scale: Exact) -> bool {
        if self.second.is_some() {
            return false;
        }
        let Some(current) = self.current else { return self.scaled_again(scale) };
        if self.scale.is_some_and(|before| !scale.is_less(before)) || self.is_digits && self.scales > 0 {
            return false;
        }
        let Some(product) = current.times(scale) else { return false };
        let Some(total) = self.total.unwrap_or(Exact::whole(0)).plus(product) else { return false };
        (self.mantissa, self.scale, self.total, self.current) = (Some(current), Some(scale), Some(total), None);
        self.scales += 1;
        self.room = scale.as_whole().unwrap_or(0);
        true
    }

    /// *5 lakh crore*, *a thousand million*: the second scale word multiplies the first.
    fn scaled_again(&mut self, scale: Exact) -> bool {
        let (Some(before), Some(total), 1) = (self.scale, self.total, self.scales) else { return false };
        let (Some(both), Some(total)) = (before.times(scale), total.times(scale)) else { return false };
        // "two million hundred" is not a number
        if scale.is_less(before) {
            return false;
        }
        (self.scale, self.total) = (Some(both), Some(total));
        self.room = before.as_whole().unwrap_or(0);
        true
    }

    pub(super) fn takes_and(&self) -> bool {
        !self.is_digits && self.room >= 100
    }

    pub(super) fn takes_part(&self) -> bool {
        self.current.or(self.total).is_some_and(Exact::is_whole) && self.scales < 2
    }

    /// Adds a part of what was multiplied last: *a million and a half*.
    pub(super) fn add_part(&mut self, part: Exact) -> Option<()> {
        match (self.current, self.total, self.scale) {
            (Some(current), ..) => self.current = Some(current.plus(part)?),
            (None, Some(total), Some(scale)) => self.total = Some(total.plus(scale.times(part)?)?),
            _ => return None,
        }
        Some(())
    }

    pub(super) fn value(&self) -> Option<Exact> {
        match (self.total, self.current) {
            (Some(total), Some(current)) => total.plus(current),
            (total, current) => total.or(current),
        }
    }
}
