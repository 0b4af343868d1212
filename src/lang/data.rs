//! Creates a language from its files.

use crate::text::{Grammar, Language, Model, Sections, WordList};

/// The files of a language; each may be empty. All lists have one entry per line, sorted by bytes, optionally followed
/// by a tab and codes; `rules/en/lexicon/README.md` describes them.
///
/// A language with only these files is read with the defaults of the grammar: phrases are runs of nouns with what may
/// precede them, a content extends to the end of its sentence, and a word is tagged by the table `[tags]`, or else by
/// the first of its codes. That is enough for rules to find reports such as *X said that Y*.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, Default)]
pub struct Data {
    /// The ISO 639-1 code.
    pub code: &'static str,
    /// Closed word classes and tables, in sections.
    pub sections: &'static [&'static str],
    /// The word index: `n` `v` `a` `r` for parts of speech, then letters for senses.
    pub words: &'static str,
    /// Irregular forms with their words.
    pub irregular: &'static str,
    /// Past forms and participles that differ.
    pub strong_verbs: &'static str,
    /// Given names.
    pub first_names: &'static str,
    /// Surnames.
    pub surnames: &'static str,
    /// Places.
    pub places: &'static str,
    /// Abbreviations.
    pub abbreviations: &'static str,
    /// Titles before names.
    pub titles: &'static str,
    /// Words that occur in names of organisations.
    pub organisation_words: &'static str,
    /// Words for members of nations, religions and parties.
    pub peoples: &'static str,
    /// Words whose cue is not a plain assertion, with their effect.
    pub cue_classes: &'static str,
    /// Weights of the features that confidence is computed from, one feature per line.
    pub confidence: &'static str,
}

impl Data {
    /// The language, read with the defaults of the grammar.
    ///
    /// # Errors
    ///
    /// Returns the errors in the sections.
    pub fn read(&self) -> Result<Language, Vec<String>> {
        let (language, problems) = self.language(Model::untrained(), &Defaults);
        if problems.is_empty() { Ok(language) } else { Err(problems) }
    }

    /// The language with a tagger and a grammar of its own, and the errors in its sections.
    pub(super) fn language(&self, tagger: Model, grammar: &'static dyn Grammar) -> (Language, Vec<String>) {
        let (sections, problems) = Sections::read(self.sections);
        let language = Language {
            code: self.code,
            words: WordList::new(self.words),
            irregular: WordList::new(self.irregular),
            strong_verbs: WordList::new(self.strong_verbs),
            first_names: WordList::new(self.first_names),
            surnames: WordList::new(self.surnames),
            places: WordList::new(self.places),
            abbreviations: WordList::new(self.abbreviations),
            titles: WordList::new(self.titles),
            organisation_words: WordList::new(self.organisation_words),
            peoples: WordList::new(self.peoples),
            cue_classes: WordList::new(self.cue_classes),
            confidence: WordList::new(self.confidence),
            tagger,
            grammar,
            sections,
        };
        (language, problems)
    }
}

/// A grammar that has only the defaults.
#[derive(Debug)]
struct Defaults;

impl Grammar for Defaults {}
