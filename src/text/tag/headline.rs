//! Headlines that Write Every Word Like This.
//!
//! A capital has no meaning there: the tagger would take *Says* for a part of the name before it. Words that are not
//! names are tagged as if they were in running text.

use crate::text::language::{Language, Set};
use crate::text::vocabulary::{Vocabulary, Word, WordId};
use crate::text::word_class::{Class, Shape};

/// Replaces the words of one sentence that are not names by their lower-case forms, if nearly all of them are
/// capitalized. Linear.
pub(crate) fn lower_title_case(language: &Language, vocabulary: &mut Vocabulary, words: &mut [WordId]) {
    if !is_title_case(language, vocabulary, words) {
        return;
    }
    for id in words {
        let word = vocabulary.word(*id);
        if word.shape.has(Shape::TITLE) && !word.shape.has(Shape::UPPER) && is_common(language, word) {
            let lower = word.lower.clone();
            *id = vocabulary.intern(language, &lower);
        }
    }
}

/// Whether at least nine of ten sufficiently long words begin with a capital, and two of them are not names.
fn is_title_case(language: &Language, vocabulary: &Vocabulary, words: &[WordId]) -> bool {
    // F1 of detection on PolNeAR dev, all packs: 71.72 / 71.73 / 71.65 for words of more than 2 / 3 / 6 letters, 71.73
    // / 71.73 / 71.70 with 1 / 2 / 4 common words; 2 or 6 long words, or eight or all of ten, change no figure
    let (mut title, mut long, mut common) = (0, 0, 0);
    for word in words.iter().map(|&id| vocabulary.word(id)) {
        if word.lower.chars().count() > 3 && !word.shape.has(Shape::PUNCTUATION) && !word.shape.has(Shape::NUMBER) {
            long += 1;
            title += usize::from(word.shape.has(Shape::TITLE));
            common += usize::from(is_common(language, word));
        }
    }
    long >= 3 && common >= 2 && title * 10 >= long * 9
}

/// Whether the word is seldom a name: the tagger knows it in lower case, or the word lists contain it and no list of
/// names does.
fn is_common(language: &Language, word: &Word) -> bool {
    let auxiliary = word.sets.has(Set::NeverNames);
    let given = word.class.any(Class::MALE_NAME.or(Class::FEMALE_NAME));
    let named = given
        || word.class.any(Class::SURNAME.or(Class::PLACE).or(Class::TITLE).or(Class::ORGANISATION).or(Class::PEOPLE));
    let listed = word.class.grammar() != 0 && !named;
    auxiliary
        || listed
        || !given && !word.class.any(Class::TITLE.or(Class::PLACE)) && language.tagger.knows(&word.lower)
}
