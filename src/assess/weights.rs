//! What facets weigh: a table that anybody can read and change.
//!
//! A line is a facet, a tab, its weight for *check-worthy*, a tab, its weight for *factual*. Weights are log-odds: 0.7 about
//! doubles the odds, -0.7 halves them. The facet `always` is so of every sentence. The line `label from` does not weigh:
//! from which probability on a sentence is check-worthy, and from which it is factual. Lines that begin with `#` are
//! comments.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Label;
use crate::lang;
use crate::logistic::{BIAS, probability};

/// The line that tells from which probabilities on a sentence has its label.
const LABEL_FROM: &str = "label from";

/// What a facet adds to the log-odds of two things.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Weight {
    /// That the sentence is check-worthy.
    pub worthy: f64,
    /// That it is factual, check-worthy or not.
    pub factual: f64,
}

/// What every facet adds, and from where on a sentence has its label.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// By facet; one that is not there adds nothing. The facet `always` is so of every sentence.
    pub facets: BTreeMap<String, Weight>,
    /// The least probabilities, from 0 to 1, of sentences that are labelled check-worthy and factual.
    pub label_from: Weight,
}

/// What is wrong with a table of weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it, and what to do.
    pub message: String,
}

impl Default for Weights {
    fn default() -> Self {
        Self { facets: BTreeMap::new(), label_from: Weight { worthy: 0.5, factual: 0.5 } }
    }
}

impl Weights {
    /// The weights of the pack that comes with the program.
    #[must_use]
    pub fn english() -> Self {
        Self::parse(lang::en::CHECKABILITY).unwrap_or_default()
    }

    /// Reads a table.
    ///
    /// # Errors
    ///
    /// The first line that is none of a table.
    pub fn parse(text: &str) -> Result<Self, Misfit> {
        let mut weights = Self::default();
        weights.add(text)?;
        Ok(weights)
    }

    /// Adds the lines of a table, which count instead of those for the same facets. Returns the facets it has lines for.
    ///
    /// # Errors
    ///
    /// The first line that is none of a table; nothing is added then.
    pub fn add(&mut self, text: &str) -> Result<Vec<String>, Misfit> {
        let mut added = BTreeMap::new();
        let mut label_from = self.label_from;
        for (at, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |message: String| Misfit { line: at + 1, message };
            let mut columns = line.split('\t').map(str::trim);
            let (Some(facet), Some(worthy), Some(factual), None) =
                (columns.next(), columns.next(), columns.next(), columns.next())
            else {
                let form =
                    "a line is a facet, its weight for check-worthy and its weight for factual, with tabs between";
                return Err(wrong(form.to_owned()));
            };
            let number = |text: &str| match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(number),
                _ => Err(wrong(format!("`{text}` is not a number; write one such as 0.75 or -1.2"))),
            };
            let weight = Weight { worthy: number(worthy)?, factual: number(factual)? };
            if facet == LABEL_FROM {
                if ![weight.worthy, weight.factual].iter().all(|share| (0.0..=1.0).contains(share)) {
                    return Err(wrong(format!("`{LABEL_FROM}` takes probabilities, from 0 to 1")));
                }
                label_from = weight;
            } else if added.insert(facet.to_owned(), weight).is_some() {
                return Err(wrong(format!("the facet `{facet}` already has weights; remove one of the lines")));
            }
        }
        let facets = added.keys().cloned().collect();
        self.facets.extend(added);
        self.label_from = label_from;
        Ok(facets)
    }

    /// The table, facets sorted by name, numbers with two digits; [`Weights::parse`] reads it.
    #[must_use]
    pub fn table(&self) -> String {
        self.table_of(&|number| format!("{number:.2}"))
    }

    /// The same with all digits that numbers have, so that reading it gives these weights again.
    #[must_use]
    pub fn exact_table(&self) -> String {
        self.table_of(&|number| {
            let short = format!("{number:.2}");
            if short.parse() == Ok(number) { short } else { number.to_string() }
        })
    }

    fn table_of(&self, shown: &dyn Fn(f64) -> String) -> String {
        let mut text = String::from("# facet\tcheck-worthy\tfactual\n");
        let bias = self.of(BIAS);
        let rest = self.facets.iter().filter(|(facet, _)| facet.as_str() != BIAS);
        let rest = rest.map(|(facet, weight)| (facet.as_str(), *weight));
        for (facet, weight) in [(LABEL_FROM, self.label_from), (BIAS, bias)].into_iter().chain(rest) {
            // writing to a string cannot fail
            let _ = writeln!(text, "{facet}\t{}\t{}", shown(weight.worthy), shown(weight.factual));
        }
        text
    }

    /// What a facet adds.
    #[must_use]
    pub fn of(&self, facet: &str) -> Weight {
        self.facets.get(facet).copied().unwrap_or_default()
    }

    /// The probabilities that a sentence with these facets is check-worthy, and that it is factual.
    #[must_use]
    pub fn probabilities(&self, facets: &[&str]) -> (f64, f64) {
        let all = || facets.iter().copied().chain([BIAS]).map(|facet| self.of(facet));
        (probability(all().map(|weight| weight.worthy).sum()), probability(all().map(|weight| weight.factual).sum()))
    }

    /// The label of a sentence with these probabilities. What is check-worthy is factual.
    #[must_use]
    pub fn label(&self, score: f64, factual: f64) -> Label {
        if score >= self.label_from.worthy {
            Label::Worthy
        } else if factual >= self.label_from.factual {
            Label::Unimportant
        } else {
            Label::NotFactual
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Label, Weight, Weights};

    #[test]
    fn a_table_reads_back_as_it_was_written() {
        let mut weights = Weights::default();
        weights.facets.insert("always".to_owned(), Weight { worthy: -2.0, factual: -1.0 });
        weights.facets.insert("share".to_owned(), Weight { worthy: 1.25, factual: 0.5 });
        weights.label_from = Weight { worthy: 0.35, factual: 0.4 };
        assert_eq!(Weights::parse(&weights.table()), Ok(weights));
    }

    #[test]
    fn lines_are_added_to_a_table() {
        let mut weights = Weights::english();
        let before = weights.clone();
        assert_eq!(weights.add("percent\t0.125\t-1e-9\ntrees\t3\t2\n"), Ok(vec!["percent".into(), "trees".into()]));
        assert_eq!(weights.label_from, before.label_from);
        assert_eq!(weights.facets.len(), before.facets.len() + 1);
        assert_eq!(weights.of("percent"), Weight { worthy: 0.125, factual: -1e-9 });
        assert_eq!(Weights::parse(&weights.exact_table()), Ok(weights.clone()));
        assert_eq!(weights.add("label from\t0.1\t0.2\n"), Ok(Vec::new()));
        assert_eq!(weights.label_from, Weight { worthy: 0.1, factual: 0.2 });
        assert!(weights.add("oaks\t1\t1\nmuch\n").is_err() && !weights.facets.contains_key("oaks"));
    }

    #[test]
    fn the_english_table_is_printed_as_it_is() {
        assert_eq!(Weights::english().exact_table(), crate::lang::en::CHECKABILITY);
    }

    #[test]
    fn lines_that_are_none_are_told_with_their_number() {
        for (table, line) in [
            ("share\t1", 1),
            ("# comment\nshare\tmuch\t1\n", 2),
            ("share\t1\t1\nshare\t1\t1\n", 2),
            ("label from\t1.5\t0.5\n", 1),
            ("share\tNaN\t1\n", 1),
        ] {
            assert_eq!(Weights::parse(table).map_err(|misfit| misfit.line), Err(line), "{table}");
        }
    }

    #[test]
    fn what_is_worthy_is_factual_whatever_its_other_sum_says() {
        let weights = Weights::default();
        assert_eq!(weights.label(0.9, 0.1), Label::Worthy);
        assert_eq!(weights.label(0.1, 0.9), Label::Unimportant);
        assert_eq!(weights.label(0.1, 0.1), Label::NotFactual);
    }

    #[test]
    fn the_english_table_is_sound() {
        let text = crate::lang::en::CHECKABILITY;
        assert!(Weights::parse(text).is_ok_and(|weights| weights.facets.len() > 20), "{:?}", Weights::parse(text));
    }
}
