//! English.

mod plural;
mod time;

pub(crate) use plural::plural_of;
pub(crate) use time::time_in_words;

use crate::text::Language;
use crate::text::{Model, Sections, WordList};

/// The closed word classes and tables, by topic.
const FILES: &[&str] = &[
    include_str!("../../../rules/en/language/calendar.txt"),
    include_str!("../../../rules/en/language/numerals.txt"),
    include_str!("../../../rules/en/language/quantities.txt"),
    include_str!("../../../rules/en/language/times.txt"),
    include_str!("../../../rules/en/language/units.txt"),
];

/// English, from the lists and the model in `rules/en`.
///
/// Costs a few milliseconds: it indexes the word lists and unpacks the tagger's model.
#[must_use]
pub fn english() -> Language {
    let (sections, problems) = Sections::read(FILES);
    debug_assert_eq!(problems, Vec::<String>::new());
    Language {
        code: "en",
        words: WordList::new(include_str!("../../../rules/en/lexicon/words.txt")),
        irregular: WordList::new(include_str!("../../../rules/en/lexicon/irregular.txt")),
        strong_verbs: WordList::new(include_str!("../../../rules/en/lexicon/strong-verbs.txt")),
        first_names: WordList::new(include_str!("../../../rules/en/lexicon/first-names.txt")),
        surnames: WordList::new(include_str!("../../../rules/en/lexicon/surnames.txt")),
        places: WordList::new(include_str!("../../../rules/en/lexicon/places.txt")),
        abbreviations: WordList::new(include_str!("../../../rules/en/lexicon/abbreviations.txt")),
        titles: WordList::new(include_str!("../../../rules/en/lexicon/titles.txt")),
        organisation_words: WordList::new(include_str!("../../../rules/en/lexicon/organisation-words.txt")),
        peoples: WordList::new(include_str!("../../../rules/en/lexicon/peoples.txt")),
        cue_classes: WordList::new(include_str!("../../../rules/en/lexicon/cue-classes.txt")),
        tagger: Model::from_bytes(include_bytes!("../../../rules/en/tagger/model.bin")),
        sections,
    }
}

#[cfg(test)]
mod tests {
    use super::FILES;
    use crate::text::{Sections, Set, Table};

    #[test]
    fn the_files_fill_sets_and_tables_that_exist_and_leave_none_empty() {
        let (sections, problems) = Sections::read(FILES);
        assert_eq!(problems, Vec::<String>::new());
        let empty: Vec<&str> = Set::ALL.iter().filter(|&&set| !sections.has_words(set)).map(|set| set.name()).collect();
        assert_eq!(empty, Vec::<&str>::new(), "sets of English without a word");
        let tables = Table::ALL.iter().filter(|&&table| sections.rows(table).is_empty());
        assert_eq!(tables.map(|table| table.name()).collect::<Vec<_>>(), Vec::<&str>::new(), "empty tables");
    }
}
