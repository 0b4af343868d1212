//! From an inflected form to its word: *says* → *say*.
//!
//! The method is that of `WordNet`'s `morphy`: a list of irregular forms, then endings are removed and the result is
//! looked up in the word index; English has only few endings to try. A word that is not in the index still gets its
//! regular base, so that rules may use new verbs (*doxxed* → *doxx*, *dox*).

use super::language::Language;
use crate::annotation::Penn;

/// The inflection that a form is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Inflection {
    /// A plural noun.
    Noun,
    /// A finite, participle or *-ing* form of a verb.
    Verb,
    /// A comparative or superlative adjective.
    Adjective,
    /// A comparative or superlative adverb.
    Adverb,
}

impl Inflection {
    /// The letter for it in the word index.
    const fn letter(self) -> char {
        match self {
            Self::Noun => 'n',
            Self::Verb => 'v',
            Self::Adjective => 'a',
            Self::Adverb => 'r',
        }
    }

    const ALL: [Self; 4] = [Self::Noun, Self::Verb, Self::Adjective, Self::Adverb];
}

/// Every way to read a form as an inflected one, with the word it then belongs to; the likeliest first for each
/// inflection.
#[derive(Debug, Default)]
pub(crate) struct Bases {
    inflected: Box<[(Inflection, Box<str>)]>,
    /// The words that it is an abbreviation of.
    short: Box<[&'static str]>,
}

impl Bases {
    /// The bases of `form`, in lower case.
    pub(crate) fn of(language: &Language, form: &str) -> Self {
        let irregular: Vec<(char, &str)> = language.irregular(form).collect();
        let of = |inflection| {
            let all = bases(language, form, &irregular, inflection).into_iter();
            all.map(move |base| (inflection, base.into()))
        };
        let short = |tag| language.grammar.short_form(form, tag);
        Self {
            inflected: Inflection::ALL.into_iter().flat_map(of).collect(),
            short: [Penn::Vbz, Penn::Md, Penn::Rb, Penn::In].into_iter().filter_map(short).collect(),
        }
    }

    /// Those that are in the word index.
    pub(crate) fn readings(&self, language: &Language) -> impl Iterator<Item = (Inflection, &str)> {
        let known = |(inflection, base): &(Inflection, &str)| language.word_codes(base).contains(inflection.letter());
        self.inflected.iter().map(|(inflection, base)| (*inflection, &**base)).filter(known)
    }

    /// The dictionary form of `form`, whose bases these are, according to its tag.
    pub(crate) fn lemma<'f>(&'f self, language: &Language, form: &'f str, tag: Penn) -> &'f str {
        if let Some(word) = language.grammar.short_form(form, tag) {
            return word;
        }
        let wanted = match tag {
            Penn::Vb | Penn::Vbd | Penn::Vbg | Penn::Vbn | Penn::Vbp | Penn::Vbz | Penn::Md => Inflection::Verb,
            Penn::Nns => Inflection::Noun,
            Penn::Jjr | Penn::Jjs => Inflection::Adjective,
            Penn::Rbr | Penn::Rbs => Inflection::Adverb,
            _ => return form,
        };
        if matches!(tag, Penn::Vb | Penn::Vbp) && language.word_codes(form).contains('v') {
            return form;
        }
        self.inflected.iter().find(|(inflection, _)| *inflection == wanted).map_or(form, |(_, base)| base)
    }

    /// Every word that `form`, whose bases these are, may belong to, whatever its part of speech. The form itself is
    /// always one of them, and some may occur twice. This is what `~word` in a pattern matches.
    pub(crate) fn words<'f>(&'f self, form: &'f str) -> impl Iterator<Item = &'f str> {
        std::iter::once(form).chain(self.short.iter().copied()).chain(self.inflected.iter().map(|(_, base)| &**base))
    }
}

/// The word that `form` (lower case) is most likely an inflected form of, if the word index has one.
pub(crate) fn base_of(language: &Language, form: &str) -> Option<String> {
    let bases = Bases::of(language, form);
    let readings: Vec<_> = bases.readings(language).collect();
    let verb = readings.iter().find(|(inflection, _)| *inflection == Inflection::Verb);
    verb.or(readings.first()).map(|&(_, base)| base.to_owned())
}

/// The words that have `form` as the given inflection, likeliest first; `irregular` are those that list it as an
/// irregular form.
fn bases(language: &Language, form: &str, irregular: &[(char, &str)], inflection: Inflection) -> Vec<String> {
    let of_inflection = irregular.iter().filter(|&&(letter, _)| letter == inflection.letter());
    let listed: Vec<String> = of_inflection.map(|&(_, base)| base.to_owned()).collect();
    if !listed.is_empty() {
        return listed;
    }
    let candidates = language.grammar.bases(form, inflection);
    let known: Vec<String> =
        candidates.iter().filter(|base| language.word_codes(base).contains(inflection.letter())).cloned().collect();
    match inflection {
        _ if !known.is_empty() || candidates.is_empty() => known,
        Inflection::Noun | Inflection::Verb if language.word_codes(form).is_empty() => candidates,
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::Bases;
    use crate::annotation::Penn;

    #[test]
    fn inflected_forms_lead_to_their_word() {
        let english = crate::lang::english();
        for (form, tag, word) in [
            ("said", Penn::Vbd, "say"),
            ("telling", Penn::Vbg, "tell"),
            ("planned", Penn::Vbd, "plan"),
            ("denies", Penn::Vbz, "deny"),
            ("argued", Penn::Vbd, "argue"),
            ("added", Penn::Vbd, "add"),
            ("confirmed", Penn::Vbn, "confirm"),
            ("ministries", Penn::Nns, "ministry"),
            ("women", Penn::Nns, "woman"),
            ("losses", Penn::Nns, "loss"),
            ("bigger", Penn::Jjr, "big"),
            ("'s", Penn::Vbz, "be"),
            ("n't", Penn::Rb, "not"),
            ("left", Penn::Jj, "left"),
        ] {
            assert_eq!(Bases::of(&english, form).lemma(&english, form, tag), word, "{form} as {tag:?}");
        }
    }

    #[test]
    fn a_form_may_belong_to_several_words_and_to_new_ones() {
        let english = crate::lang::english();
        for (form, word) in [("found", "find"), ("claims", "claim"), ("doxxed", "dox")] {
            assert!(Bases::of(&english, form).words(form).any(|found| found == word), "{form}");
        }
        assert!(Bases::of(&english, "the").words("the").eq(["the"]));
    }
}
