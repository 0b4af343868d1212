//! English: its grammar as code, and the files in `rules/en` that fill the sets and tables of the text layer.

mod agreement;
mod chunk;
mod clause;
mod clitics;
mod correct;
mod extent;
mod known_names;
mod lemma;
mod names;
mod phrase;
mod plural;
mod reading;
mod time;
mod wording;

use super::Data;
use crate::annotation::Penn;
use crate::span::TokenRange;
use crate::text::moment::Told;
use crate::text::{
    BareVerb, Chunk, Content, Document, Gender, Grammar, Inflection, Language, Model, Sentence, Token, VerbForm,
    Vocabulary,
};

/// The closed word classes and tables, by topic.
const FILES: &[&str] = &[
    include_str!("../../../rules/en/language/layout.txt"),
    include_str!("../../../rules/en/language/calendar.txt"),
    include_str!("../../../rules/en/language/compare.txt"),
    include_str!("../../../rules/en/language/cues.txt"),
    include_str!("../../../rules/en/language/names.txt"),
    include_str!("../../../rules/en/language/numerals.txt"),
    include_str!("../../../rules/en/language/occasions.txt"),
    include_str!("../../../rules/en/language/people.txt"),
    include_str!("../../../rules/en/language/quantities.txt"),
    include_str!("../../../rules/en/language/sources.txt"),
    include_str!("../../../rules/en/language/times.txt"),
    include_str!("../../../rules/en/language/units.txt"),
    include_str!("../../../rules/en/language/words.txt"),
];

/// What each facet of an English sentence adds to how much it is worth checking.
pub(crate) const CHECKABILITY: &str = include_str!("../../../rules/en/checkability/weights.tsv");

/// English, from the lists and the model in `rules/en`.
///
/// Takes a few milliseconds to index the word lists and unpack the model of the tagger.
#[must_use]
pub fn english() -> Language {
    let data = Data {
        code: "en",
        sections: FILES,
        words: include_str!("../../../rules/en/lexicon/words.txt"),
        irregular: include_str!("../../../rules/en/lexicon/irregular.txt"),
        strong_verbs: include_str!("../../../rules/en/lexicon/strong-verbs.txt"),
        first_names: include_str!("../../../rules/en/lexicon/first-names.txt"),
        surnames: include_str!("../../../rules/en/lexicon/surnames.txt"),
        places: include_str!("../../../rules/en/lexicon/places.txt"),
        abbreviations: include_str!("../../../rules/en/lexicon/abbreviations.txt"),
        titles: include_str!("../../../rules/en/lexicon/titles.txt"),
        organisation_words: include_str!("../../../rules/en/lexicon/organisation-words.txt"),
        peoples: include_str!("../../../rules/en/lexicon/peoples.txt"),
        cue_classes: include_str!("../../../rules/en/lexicon/cue-classes.txt"),
        confidence: include_str!("../../../rules/en/confidence/weights.tsv"),
    };
    let tagger = Model::from_bytes(include_bytes!("../../../rules/en/tagger/model.bin"));
    let (language, problems) = data.language(tagger, &English);
    debug_assert_eq!(problems, Vec::<String>::new());
    language
}

/// The grammar of English.
#[derive(Debug)]
struct English;

impl Grammar for English {
    fn clitic_start(&self, word: &str) -> Option<usize> {
        clitics::clitic_start(word)
    }

    fn bases(&self, form: &str, inflection: Inflection) -> Vec<String> {
        lemma::bases(form, inflection)
    }

    fn verb_form(&self, form: &str) -> Option<VerbForm> {
        Some(lemma::verb_form(form))
    }

    fn may_be_gerund(&self, form: &str) -> bool {
        form.ends_with("ing") || form.ends_with("in'")
    }

    fn is_adjective_of_verb(&self, form: &str) -> bool {
        form.ends_with("ed")
    }

    fn short_form(&self, form: &str, tag: Penn) -> Option<&'static str> {
        lemma::short_form(form, tag)
    }

    fn plural(&self, noun: &str) -> String {
        plural::plural_of(noun)
    }

    fn time_in_words(&self, time: &Told<'_>) -> Option<String> {
        time::time_in_words(time)
    }

    fn names(&self, language: &Language, vocabulary: &Vocabulary, sentences: &[Sentence], tokens: &mut [Token]) {
        known_names::mark(language, vocabulary, sentences, tokens);
    }

    fn correct(&self, vocabulary: &Vocabulary, tokens: &mut [Token]) {
        correct::correct(vocabulary, tokens);
    }

    fn chunk_at(&self, document: &Document<'_>, start: usize, end: usize) -> Option<Chunk> {
        chunk::chunk_at(document, start, end)
    }

    fn noun_phrase_ends(&self, document: &Document<'_>, chunk: &Chunk, end: usize) -> Vec<usize> {
        phrase::noun_phrase_ends(document, chunk, end)
    }

    fn source_ends(&self, document: &Document<'_>, chunk: &Chunk, end: usize) -> Vec<usize> {
        phrase::source_ends(document, chunk, end)
    }

    fn doubtful_source_ends(&self, document: &Document<'_>, chunk: &Chunk, end: usize) -> Vec<usize> {
        phrase::doubtful_source_ends(document, chunk, end)
    }

    fn subject(&self, document: &Document<'_>, chunk: &Chunk, before: usize) -> Option<TokenRange> {
        phrase::subject(document, chunk, before)
    }

    fn is_subordinate(&self, document: &Document<'_>, start: usize, before: usize) -> bool {
        phrase::is_subordinate(document, start, before)
    }

    fn clause_verb(&self, document: &Document<'_>, start: usize, end: usize) -> Option<usize> {
        clause::clause_verb(document, start, end)
    }

    fn leans_back(&self, document: &Document<'_>, start: usize) -> bool {
        clause::leans_back(document, start)
    }

    fn is_auxiliary(&self, document: &Document<'_>, at: usize) -> bool {
        clause::is_auxiliary(document, at)
    }

    fn content_end(&self, document: &Document<'_>, content: Content, start: usize, end: usize) -> usize {
        extent::content_end(document, content, start, end)
    }

    fn may_name_person(&self, noun: &str) -> bool {
        wording::may_name_person(noun)
    }

    fn noun_gender(&self, noun: &str) -> Option<Gender> {
        wording::noun_gender(noun)
    }

    fn looks_plural(&self, phrase: &str) -> bool {
        phrase.ends_with('s')
    }

    fn is_adverb_of_manner(&self, form: &str) -> bool {
        form.ends_with("ly")
    }

    fn is_negation(&self, word: &str) -> bool {
        wording::is_negation(word)
    }

    fn possessive(&self, owner: &str) -> String {
        wording::possessive(owner)
    }

    fn with_article(&self, name: &str) -> String {
        format!("the {name}")
    }

    fn agreement(&self, document: &Document<'_>, at: usize) -> Option<(TokenRange, String)> {
        agreement::verb(document, at)
    }

    fn finite(&self, document: &Document<'_>, verb: &BareVerb) -> String {
        agreement::finite(document, verb)
    }
}

#[cfg(test)]
mod tests {
    use super::FILES;
    use crate::text::{Sections, Set, Table};

    #[test]
    fn the_files_fill_all_sets_and_tables_and_no_unknown_ones() {
        let (sections, problems) = Sections::read(FILES);
        assert_eq!(problems, Vec::<String>::new());
        let empty: Vec<&str> =
            Set::ALL.iter().filter(|&&set| sections.words(set).next().is_none()).map(|set| set.name()).collect();
        assert_eq!(empty, Vec::<&str>::new(), "sets of English without a word");
        let tables = Table::ALL.iter().filter(|&&table| sections.rows(table).is_empty());
        // not needed, because English has a trained tagger
        assert_eq!(tables.map(|table| table.name()).collect::<Vec<_>>(), ["tags"], "empty tables");
    }
}
