//! What the reading of a language rests on: word lists and a tagger's model, all shipped with the program.

use super::lexicon::WordList;
use super::tag::Model;

/// The data of one language: immutable, shared between threads, made once.
///
/// [`Language::english`] costs a few milliseconds: it indexes the word lists and unpacks the tagger's model.
#[derive(Debug)]
pub struct Language {
    words: WordList,
    irregular: WordList,
    pub(crate) strong_verbs: WordList,
    pub(crate) first_names: WordList,
    pub(crate) surnames: WordList,
    pub(crate) places: WordList,
    pub(crate) abbreviations: WordList,
    pub(crate) titles: WordList,
    pub(crate) organisation_words: WordList,
    pub(crate) peoples: WordList,
    /// Words that carry a cue which is no plain assertion, with what they do.
    pub(crate) cue_classes: WordList,
    pub(crate) tagger: Model,
}

impl Language {
    /// English, from the lists and the model in `rules/en`.
    #[must_use]
    pub fn english() -> Self {
        Self {
            words: WordList::new(include_str!("../../rules/en/lexicon/words.txt")),
            irregular: WordList::new(include_str!("../../rules/en/lexicon/irregular.txt")),
            strong_verbs: WordList::new(include_str!("../../rules/en/lexicon/strong-verbs.txt")),
            first_names: WordList::new(include_str!("../../rules/en/lexicon/first-names.txt")),
            surnames: WordList::new(include_str!("../../rules/en/lexicon/surnames.txt")),
            places: WordList::new(include_str!("../../rules/en/lexicon/places.txt")),
            abbreviations: WordList::new(include_str!("../../rules/en/lexicon/abbreviations.txt")),
            titles: WordList::new(include_str!("../../rules/en/lexicon/titles.txt")),
            organisation_words: WordList::new(include_str!("../../rules/en/lexicon/organisation-words.txt")),
            peoples: WordList::new(include_str!("../../rules/en/lexicon/peoples.txt")),
            cue_classes: WordList::new(include_str!("../../rules/en/lexicon/cue-classes.txt")),
            tagger: Model::from_bytes(include_bytes!("../../rules/en/tagger/model.bin")),
        }
    }

    /// The codes of a lower-case word in the word index (see `rules/en/lexicon/README.md`): `n` `v` `a` `r` for its
    /// parts of speech, then letters for its main senses; empty for a word that is not in it.
    pub(crate) fn word_codes(&self, word: &str) -> &'static str {
        self.words.codes(word).unwrap_or_default()
    }

    /// The words that the irregular form `form` belongs to, each with the letter of its part of speech.
    pub(crate) fn irregular(&self, form: &str) -> impl Iterator<Item = (char, &'static str)> {
        let codes = self.irregular.codes(form).unwrap_or_default();
        codes.split(' ').filter_map(|code| {
            let (letter, base) = code.split_once(':')?;
            Some((letter.chars().next()?, base))
        })
    }
}
