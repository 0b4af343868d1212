//! The words with a special role in comparing claims, from `language/compare.txt`.

use rustc_hash::FxHashMap;

use super::words::Kind;
use crate::text::{Language, Set, Table};

/// Tables of closed classes with the kind of their words. The first that contains a word counts.
const TABLES: &[(Table, Kind)] = &[
    (Table::ModalVerbs, Kind::Modal),
    (Table::Auxiliaries, Kind::Function),
    (Table::Negations, Kind::Negation),
    (Table::Amounts, Kind::Amount),
];

/// Sets of base forms with the kind of these words.
const SETS: &[(Set, Kind)] =
    &[(Set::Moments, Kind::Moment), (Set::Conditions, Kind::Condition), (Set::MovablePrepositions, Kind::Preposition)];

/// The kind of a word of a closed class, given its lower-case form and its base form, with the name used to compare it;
/// `None` for content words.
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

/// The negation implied by a verb for what follows it: *failed to*, *refused to*.
pub(super) fn refusal(language: &Language, words: &[&str]) -> Option<&'static str> {
    let [verb, mark, ..] = words else { return None };
    language.value(verb, Table::Refusals).filter(|_| language.is(mark, Set::InfinitiveMarks))
}

/// Whether two modal verbs, by name, have the same degree of certainty.
pub(super) fn agree(language: &Language, one: &str, other: &str) -> bool {
    let alike = |one: &str, other: &str| language.value(one, Table::AlikeModals) == Some(other);
    one == other || alike(one, other) || alike(other, one)
}

/// The common name of words that mean an increase or a decrease; `None` for other words.
pub(super) fn direction(language: &Language, form: &str, base: &str) -> Option<&'static str> {
    [base, form].into_iter().find_map(|word| language.value(word, Table::Directions))
}

/// Whether one word is the opposite of another; both are given by name.
pub(super) fn are_opposite(language: &Language, one: &str, other: &str) -> bool {
    let has = |one: &str, other: &str| {
        language.value(one, Table::Opposites).is_some_and(|all| all.split(' ').any(|word| word == other))
    };
    has(one, other) || has(other, one) || is_negated(language, one, other) || is_negated(language, other, one)
}

/// Whether a word has a negating prefix: *unsafe* for *safe*, *illegal* for *legal*.
fn is_negated(language: &Language, long: &str, short: &str) -> bool {
    let prefix = || long.strip_suffix(short).filter(|prefix| !prefix.is_empty());
    short.len() > 3 && prefix().is_some_and(|prefix| language.is(prefix, Set::NegativePrefixes))
}

/// Names of places and organisations with several variants.
pub(super) struct OtherNames<'l> {
    /// By the first word: all words, the longest name first, and the name used to compare it.
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

    /// The number of `words` at the start that form such a name, and the name used to compare it.
    pub(super) fn at(&self, words: &[&str]) -> Option<(usize, &'static str)> {
        let names = self.by_first.get(words.first()?)?;
        names.iter().find(|(name, _)| words.starts_with(name)).map(|(name, compared)| (name.len(), *compared))
    }
}

/// The full name of a month or day.
pub(super) fn date(language: &Language, form: &str) -> Option<&'static str> {
    language.value(form.trim_end_matches('.'), Table::DateNames)
}

/// The unit after a number, if it is a common one: its number of words, and its symbol.
pub(super) fn unit(language: &Language, words: &[&str]) -> Option<(usize, &'static str)> {
    let first = *words.first()?;
    let two = words.get(1).and_then(|next| language.value(&format!("{first} {next}"), Table::UnitSigns));
    two.map(|sign| (2, sign)).or_else(|| Some((1, language.value(first, Table::UnitSigns)?)))
}

/// The name of a currency symbol.
pub(super) fn currency(form: &str) -> Option<&'static str> {
    ["$", "£", "€", "¥"].into_iter().find(|&sign| sign == form)
}

/// American spelling: *labour* becomes *labor*, *realise* becomes *realize*.
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
    fn a_word_has_only_one_line_of_opposites() {
        let english = crate::lang::english();
        let mut seen = BTreeSet::new();
        for (words, _) in english.sections.rows(Table::Opposites) {
            for word in words {
                assert!(seen.insert(word), "{word} has two lines, of which the second is never read");
            }
        }
    }
}
