//! Words that matter more, or less, than others where two claims are compared: `language/compare.txt`, as this module asks it.

use rustc_hash::FxHashMap;

use super::words::Kind;
use crate::text::{Language, Set, Table};

/// Tables of closed classes, by what their words are. The first that has a word counts.
const TABLES: &[(Table, Kind)] = &[
    (Table::ModalVerbs, Kind::Modal),
    (Table::Auxiliaries, Kind::Function),
    (Table::Negations, Kind::Negation),
    (Table::Amounts, Kind::Amount),
];

/// Sets that hold the base forms of words, by what those are.
const SETS: &[(Set, Kind)] =
    &[(Set::Moments, Kind::Moment), (Set::Conditions, Kind::Condition), (Set::MovablePrepositions, Kind::Preposition)];

/// What a word is, by its form in lower case and without its inflection; `None` if it carries meaning by itself. The name is
/// the one it is compared by.
pub(super) fn closed<'w>(language: &'w Language, form: &'w str, base: &'w str) -> Option<(Kind, &'w str)> {
    if language.is(form, Set::Possessive) {
        return Some((Kind::Owner, language.words(Set::Possessive).next().unwrap_or(form)));
    }
    let named = TABLES.iter().find_map(|&(table, kind)| Some((kind, language.value(form, table)?)));
    named.or_else(|| {
        let sets_of = [form, base].map(|word| (word, language.sections.sets_of(word)));
        let of_base = SETS.iter().find_map(|&(set, kind)| {
            let (word, _) = sets_of.iter().find(|(_, sets)| sets.has(set))?;
            Some((kind, *word))
        });
        of_base.or_else(|| sets_of[0].1.has(Set::FunctionWords).then_some((Kind::Function, form)))
    })
}

/// The negation that a verb is for what follows it: *failed to*, *refused to*.
pub(super) fn refusal(language: &Language, words: &[&str]) -> Option<&'static str> {
    let [verb, mark, ..] = words else { return None };
    language.value(verb, Table::Refusals).filter(|_| language.is(mark, Set::InfinitiveMarks))
}

/// Whether two modal verbs, by name, say the same well enough.
pub(super) fn agree(language: &Language, one: &str, other: &str) -> bool {
    let alike = |one: &str, other: &str| language.value(one, Table::AlikeModals) == Some(other);
    one == other || alike(one, other) || alike(other, one)
}

/// Words that mean one thing where they tell of more or of less; the others are what they are.
pub(super) fn direction(language: &Language, form: &str, base: &str) -> Option<&'static str> {
    [base, form].into_iter().find_map(|word| language.value(word, Table::Directions))
}

/// Whether one word is the opposite of another; both are names of words.
pub(super) fn are_opposite(language: &Language, one: &str, other: &str) -> bool {
    let has = |one: &str, other: &str| {
        language.value(one, Table::Opposites).is_some_and(|all| all.split(' ').any(|word| word == other))
    };
    has(one, other) || has(other, one) || is_negated(language, one, other) || is_negated(language, other, one)
}

/// *unsafe* of *safe*, *illegal* of *legal*.
fn is_negated(language: &Language, long: &str, short: &str) -> bool {
    let prefix = || long.strip_suffix(short).filter(|prefix| !prefix.is_empty());
    short.len() > 3 && prefix().is_some_and(|prefix| language.is(prefix, Set::NegativePrefixes))
}

/// Names of places and bodies that are written in several ways.
pub(super) struct OtherNames<'l> {
    /// By the first word: all words, the most first, and the name they are compared by.
    by_first: FxHashMap<&'l str, Vec<(Vec<&'l str>, &'static str)>>,
}

impl<'l> OtherNames<'l> {
    pub(super) fn new(language: &'l Language) -> Self {
        let rows = language.sections.rows(Table::OtherNames).iter();
        let names = rows.flat_map(|(names, compared)| names.iter().map(|name| (name.split(' ').collect(), *compared)));
        let mut names: Vec<(Vec<&str>, &str)> = names.collect();
        names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        let mut by_first: FxHashMap<&str, Vec<(Vec<&str>, &str)>> = FxHashMap::default();
        for name in names {
            by_first.entry(name.0.first().copied().unwrap_or_default()).or_default().push(name);
        }
        Self { by_first }
    }

    /// How many of `words` are such a name from the first on, and what it is compared by.
    pub(super) fn at(&self, words: &[&str]) -> Option<(usize, &'static str)> {
        let names = self.by_first.get(words.first()?)?;
        names.iter().find(|(name, _)| words.starts_with(name)).map(|(name, compared)| (name.len(), *compared))
    }
}

/// A word for months and days, in full.
pub(super) fn date(language: &Language, form: &str) -> Option<&'static str> {
    language.value(form.trim_end_matches('.'), Table::DateNames)
}

/// What a number counts, if that is one of the words that often follow a number: how many words, and its sign.
pub(super) fn unit(language: &Language, words: &[&str]) -> Option<(usize, &'static str)> {
    let first = *words.first()?;
    let two = words.get(1).and_then(|next| language.value(&format!("{first} {next}"), Table::UnitSigns));
    two.map(|sign| (2, sign)).or_else(|| Some((1, language.value(first, Table::UnitSigns)?)))
}

/// The name of a sign of currency.
pub(super) fn currency(form: &str) -> Option<&'static str> {
    ["$", "£", "€", "¥"].into_iter().find(|&sign| sign == form)
}

/// One spelling of a word for the two sides of an ocean: *labour* as *labor*, *realise* as *realize*.
pub(super) fn spelled_alike(language: &Language, base: &str) -> String {
    let mut endings =
        language.sections.rows(Table::SpellingEndings).iter().flat_map(|(endings, other)| {
            endings.iter().filter_map(|ending| Some((base.strip_suffix(&**ending)?, *other)))
        });
    let swapped = endings.find(|(stem, _)| stem.len() > 2).map(|(stem, other)| format!("{stem}{other}"));
    swapped.unwrap_or_else(|| base.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::text::Table;

    #[test]
    fn a_word_has_one_line_of_opposites() {
        let english = crate::lang::english();
        let mut met = BTreeSet::new();
        for (words, _) in english.sections.rows(Table::Opposites) {
            for word in words {
                assert!(met.insert(word), "{word} has two lines, of which the second is never read");
            }
        }
    }
}
