//! The distinct words seen so far, each looked up once.
//!
//! A text of a thousand tokens has some four hundred distinct ones, a year of news not many more than a hundred
//! thousand. Everything that can be known of a word without its context is computed when it first occurs: its folded
//! form, its shape, its entries in the word lists, and the scores of the tagger for it alone.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::language::{Language, SetBits, VerbForm};
use super::lemma::{Bases, Inflection};
use super::tag::{Known, Model, NO_TAG, Tag, WordScores};
use super::token::is_apostrophe;
use super::word_class::{Class, Shape};

/// Identifies one word of a [`Vocabulary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordId(u32);

impl WordId {
    /// The word's index in the vocabulary.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is known of a word without its context.
#[derive(Debug)]
pub(crate) struct Word {
    /// The form with its capitals, canonically composed, with plain apostrophes, quotation marks and dashes.
    pub(crate) text: Box<str>,
    /// `text` in lower case, which patterns are compared with.
    pub(crate) lower: Box<str>,
    /// Capitals, digits and the like.
    pub(crate) shape: Shape,
    /// Its flags from the word lists.
    pub(crate) class: Class,
    /// The closed classes it is in.
    pub(crate) sets: SetBits,
    /// The words it may be an inflected form of.
    pub(crate) bases: Bases,
    /// What the tagger needs.
    pub(crate) scores: WordScores,
    /// The tag it always has, for punctuation and unambiguous words.
    pub(crate) known: Known,
}

/// The distinct words seen so far. Grows with the text; one per thread.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Every spelling seen, as it is in the text.
    spellings: FxHashMap<Box<str>, WordId>,
    words: Vec<Word>,
}

impl Vocabulary {
    /// An empty vocabulary.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many spellings are stored. A caller that reads indefinitely may start a new vocabulary beyond some size.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spellings.len()
    }

    /// Whether there are no words yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spellings.is_empty()
    }

    /// The word spelled `spelling`.
    pub(crate) fn intern(&mut self, language: &Language, spelling: &str) -> WordId {
        if let Some(&id) = self.spellings.get(spelling) {
            return id;
        }
        let text = fold(spelling);
        let id = match self.spellings.get(text.as_ref()) {
            Some(&id) => id,
            None => {
                let id = WordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
                self.words.push(Word::new(language, &language.tagger, &text));
                self.spellings.insert(text.clone(), id);
                id
            }
        };
        self.spellings.insert(spelling.into(), id);
        id
    }

    /// What is known of the word `id`, which must be from this vocabulary.
    pub(crate) fn word(&self, id: WordId) -> &Word {
        &self.words[id.index()]
    }

    /// The same words as seen by a tagger with another model.
    pub(crate) fn with_model(&self, language: &Language, model: &Model) -> Vec<Word> {
        self.words.iter().map(|word| Word::new(language, model, &word.text)).collect()
    }
}

impl Word {
    fn new(language: &Language, model: &Model, text: &str) -> Self {
        let lower = text.to_lowercase();
        let shape = shape(text);
        let bases = if shape.has(Shape::PUNCTUATION) { Bases::default() } else { Bases::of(language, &lower) };
        let class = class(language, &lower, shape, &bases);
        let known = match model.known(text, shape) {
            Known::Open if !model.is_trained() => Known::Tag(Tag::of_word(language, &lower, shape), NO_TAG),
            known => known,
        };
        Self {
            bases,
            scores: model.word_scores(text, &lower, shape, class),
            known,
            sets: language.sections.sets_of(&lower),
            text: text.into(),
            lower: lower.into(),
            shape,
            class,
        }
    }
}

/// The normalized form of a token: composed, with one style of apostrophe, quotation mark and dash.
pub(crate) fn fold(spelling: &str) -> Box<str> {
    if spelling.is_ascii() {
        return match spelling {
            "``" | "''" => "\"".into(),
            "--" | "---" => "—".into(),
            _ if spelling.starts_with("..") => "…".into(),
            _ if spelling.contains("-\n") || spelling.contains("-\r") => without_breaks(spelling).into(),
            _ if spelling.contains('`') => spelling.replace('`', "'").into(),
            _ => spelling.into(),
        };
    }
    match spelling {
        "“" | "”" | "„" | "‟" | "«" | "»" | "＂" => return "\"".into(),
        "‘" | "’" | "‚" | "‛" | "‹" | "›" => return "'".into(),
        "–" | "—" | "―" | "‒" | "⸺" => return "—".into(),
        _ => {}
    }
    without_breaks(spelling)
        .nfc()
        .filter(|&c| c != '\u{AD}')
        .map(|c| match c {
            _ if is_apostrophe(c) => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            _ => c,
        })
        .collect::<String>()
        .into()
}

/// The word without the hyphens at which lines break it.
fn without_breaks(spelling: &str) -> String {
    spelling.replace("-\r\n", "").replace("-\n", "").replace("-\r", "")
}

/// The number of characters as a reader counts them: an accent is not counted separately.
pub(crate) fn letters(text: &str) -> usize {
    text.chars().filter(|&c| !is_combining_mark(c)).count()
}

fn shape(text: &str) -> Shape {
    let mut shape = Shape::default();
    let (mut letters, mut capitals, mut small, mut digits) = (0, 0, 0, 0);
    for c in text.chars() {
        letters += usize::from(c.is_alphabetic());
        capitals += usize::from(c.is_uppercase());
        small += usize::from(c.is_lowercase());
        digits += usize::from(c.is_numeric());
    }
    shape.set(Shape::UPPER, capitals > 0 && small == 0);
    shape.set(Shape::TITLE, text.starts_with(char::is_uppercase));
    shape.set(Shape::LOWER, letters > 0 && capitals == 0);
    shape.set(Shape::DIGIT, digits > 0);
    shape.set(Shape::NUMBER, digits > 0 && letters == digits_as_letters(text));
    shape.set(Shape::HYPHEN, letters + digits > 0 && text.contains('-'));
    shape.set(Shape::PUNCTUATION, letters + digits == 0);
    shape.set(Shape::CAPITALS, capitals > 1);
    shape.set(Shape::STOP, text.len() > 1 && letters > 0 && text.ends_with('.'));
    shape.set(Shape::QUOTE, matches!(text, "\"" | "'"));
    shape
}

/// Numeric characters that also count as alphabetic (Roman numeral signs and the like).
fn digits_as_letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric() && c.is_alphabetic()).count()
}

fn class(language: &Language, lower: &str, shape: Shape, bases: &Bases) -> Class {
    let mut class = Class::default();
    if shape.has(Shape::PUNCTUATION) {
        return class;
    }
    let codes = language.word_codes(lower);
    for (letter, flag) in [
        ('n', Class::NOUN),
        ('v', Class::VERB),
        ('a', Class::ADJECTIVE),
        ('r', Class::ADVERB),
        ('h', Class::HUMAN),
        ('g', Class::GROUP),
        ('c', Class::MESSAGE),
        ('t', Class::TIME),
        ('s', Class::SAYING),
        ('k', Class::THINKING),
    ] {
        class.set(flag, codes.contains(letter));
    }
    for (inflection, word) in bases.readings(language) {
        let codes = language.word_codes(word);
        if inflection == Inflection::Noun {
            class.set(Class::PLURAL, true);
            class.set(Class::HUMAN, codes.contains('h'));
            class.set(Class::GROUP, codes.contains('g'));
            class.set(Class::MESSAGE, codes.contains('c'));
            class.set(Class::TIME, codes.contains('t'));
        }
        if inflection == Inflection::Verb {
            let form = language.grammar.verb_form(lower);
            class.set(Class::THIRD, form == Some(VerbForm::Third));
            class.set(Class::ING, form == Some(VerbForm::Ing));
            let past = form == Some(VerbForm::Past);
            let strong = language.strong_verbs.codes(lower);
            class.set(Class::PAST, past && strong != Some("n"));
            class.set(Class::PARTICIPLE, past && strong != Some("d"));
            class.set(Class::SAYING, codes.contains('s'));
            class.set(Class::THINKING, codes.contains('k'));
        }
    }
    if let Some(codes) = language.first_names.codes(lower) {
        class.set(Class::MALE_NAME, codes.contains(['m', 'b']));
        class.set(Class::FEMALE_NAME, codes.contains(['f', 'b']));
    }
    class.set(Class::SURNAME, language.surnames.has(lower));
    if let Some(codes) = language.places.codes(lower) {
        class.set(Class::PLACE, true);
        class.set(Class::POLITY, codes.contains(['c', 's', 'r', 'k']));
    }
    class.set(Class::TITLE, language.titles.has(lower));
    class.set(Class::ORGANISATION, language.organisation_words.has(lower));
    class.set(Class::PEOPLE, language.peoples.has(lower));
    class
}

#[cfg(test)]
mod tests {
    use super::{Class, Shape, Vocabulary, fold};

    #[test]
    fn spellings_of_one_word_are_one_word() {
        let (english, mut words) = (crate::lang::english(), Vocabulary::new());
        for (one, other) in [
            ("O’Neil", "O'Neil"),
            ("“", "\""),
            ("''", "”"),
            ("--", "—"),
            ("Ru\u{301}iz", "Rúiz"),
            ("...", "…"),
            ("coun-\ncil", "council"),
            ("coun\u{AD}cil", "council"),
        ] {
            assert_eq!(words.intern(&english, one), words.intern(&english, other), "{one} {other}");
        }
        assert_eq!(&*fold("n’t"), "n't");
    }

    #[test]
    fn words_have_their_shape_and_class() {
        let (english, mut words) = (crate::lang::english(), Vocabulary::new());
        let mut look = |spelling: &str| {
            let id = words.intern(&english, spelling);
            (words.word(id).shape, words.word(id).class)
        };
        let (shape, class) = look("Ministers");
        assert!(
            shape.has(Shape::TITLE) && !shape.has(Shape::UPPER) && class.has(Class::HUMAN) && class.has(Class::PLURAL)
        );
        let (shape, class) = look("said");
        assert!(shape.has(Shape::LOWER) && class.has(Class::SAYING) && class.has(Class::PAST));
        assert!(look("9,000").0.has(Shape::NUMBER));
        assert!(look("U.S.").0.has(Shape::UPPER) && look("U.S.").0.has(Shape::STOP));
        assert!(look("Maria").1.has(Class::FEMALE_NAME));
    }
}
