//! From an inflected form to its word: *says* → *say*.
//!
//! The method is that of `WordNet`'s `morphy`: a list of irregular forms, then endings taken off and looked up in the
//! word index; only the few endings English has are tried. A word the index does not know is still given its regular
//! base, so that rules may name new verbs (*doxxed* → *doxx*, *dox*).

use super::language::Language;
use crate::terms::Penn;

/// Which inflection a form is read as.
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
    /// The letter that stands for it in the word index.
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

/// Every way a form can be read as an inflected one, with the word it then belongs to; the likeliest first of each
/// inflection.
#[derive(Debug, Default)]
pub(crate) struct Bases(Box<[(Inflection, Box<str>)]>);

impl Bases {
    /// The bases of `form`, in lower case.
    pub(crate) fn of(language: &Language, form: &str) -> Self {
        let irregular: Vec<(char, &str)> = language.irregular(form).collect();
        let of = |inflection| {
            let all = bases(language, form, &irregular, inflection).into_iter();
            all.map(move |base| (inflection, base.into()))
        };
        Self(Inflection::ALL.into_iter().flat_map(of).collect())
    }

    /// Those that the word index knows.
    pub(crate) fn readings(&self, language: &Language) -> impl Iterator<Item = (Inflection, &str)> {
        let known = |(inflection, base): &(Inflection, &str)| language.word_codes(base).contains(inflection.letter());
        self.0.iter().map(|(inflection, base)| (*inflection, &**base)).filter(known)
    }

    /// The dictionary form of `form`, whose bases these are, read as its tag says.
    pub(crate) fn lemma<'f>(&'f self, language: &Language, form: &'f str, tag: Penn) -> &'f str {
        if let Some(word) = clitic(form, tag) {
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
        self.0.iter().find(|(inflection, _)| *inflection == wanted).map_or(form, |(_, base)| base)
    }

    /// Every word that `form`, whose bases these are, may belong to, whatever its part of speech; the form itself is
    /// always one of them, and some may come twice. This is what `~word` in a pattern asks for.
    pub(crate) fn words<'f>(&'f self, form: &'f str) -> impl Iterator<Item = &'f str> {
        let clitics = [Penn::Vbz, Penn::Md, Penn::Rb, Penn::In].into_iter().filter_map(move |tag| clitic(form, tag));
        std::iter::once(form).chain(clitics).chain(self.0.iter().map(|(_, base)| &**base))
    }
}

/// The word that `form` (lower case) is likeliest an inflected form of, if the word index knows one.
pub(crate) fn base_of(language: &Language, form: &str) -> Option<String> {
    let bases = Bases::of(language, form);
    let readings: Vec<_> = bases.readings(language).collect();
    let verb = readings.iter().find(|(inflection, _)| *inflection == Inflection::Verb);
    verb.or(readings.first()).map(|&(_, base)| base.to_owned())
}

/// Shortened forms that no rule of spelling undoes.
fn clitic(form: &str, tag: Penn) -> Option<&'static str> {
    Some(match (form, tag) {
        ("'s" | "'re" | "'m" | "am" | "is" | "are" | "was" | "were", Penn::Vbz | Penn::Vbp | Penn::Vbd) => "be",
        ("'ve", Penn::Vb | Penn::Vbp | Penn::Vbz) => "have",
        ("'ll" | "wo", Penn::Md) => "will",
        ("'d", Penn::Md) => "would",
        ("'d", Penn::Vbd) => "have",
        ("ca", Penn::Md) => "can",
        ("n't", _) => "not",
        _ => return None,
    })
}

/// The words that have `form` as the given inflection, likeliest first; `irregular` are those that it is listed for.
fn bases(language: &Language, form: &str, irregular: &[(char, &str)], inflection: Inflection) -> Vec<String> {
    let of_inflection = irregular.iter().filter(|&&(letter, _)| letter == inflection.letter());
    let listed: Vec<String> = of_inflection.map(|&(_, base)| base.to_owned()).collect();
    if !listed.is_empty() {
        return listed;
    }
    let candidates = match inflection {
        Inflection::Noun => noun_bases(form),
        Inflection::Verb => verb_bases(form),
        Inflection::Adjective | Inflection::Adverb => degree_bases(form),
    };
    let known: Vec<String> =
        candidates.iter().filter(|base| language.word_codes(base).contains(inflection.letter())).cloned().collect();
    match inflection {
        _ if !known.is_empty() || candidates.is_empty() => known,
        Inflection::Noun | Inflection::Verb if language.word_codes(form).is_empty() => candidates,
        _ => Vec::new(),
    }
}

fn noun_bases(form: &str) -> Vec<String> {
    let mut bases = Vec::new();
    let mut swap = |ending: &str, with: &str| {
        if let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.len() > 1) {
            bases.push(format!("{stem}{with}"));
        }
    };
    swap("ies", "y");
    swap("men", "man");
    for ending in ["ses", "xes", "zes", "ches", "shes", "oes"] {
        swap(ending, ending.strip_suffix("es").unwrap_or(ending));
    }
    if !form.ends_with("ss") && !form.ends_with("us") && !form.ends_with("is") {
        swap("s", "");
    }
    bases
}

fn verb_bases(form: &str) -> Vec<String> {
    let mut bases = Vec::new();
    if let Some(stem) = form.strip_suffix("ies").or_else(|| form.strip_suffix("ied")).filter(|stem| stem.len() > 1) {
        bases.push(format!("{stem}y"));
    }
    for ending in ["ed", "ing"] {
        let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.len() > 1) else { continue };
        match undoubled(stem) {
            // telling, adding, passing keep both letters; planned, stopped lose one
            Some(single) if stem.ends_with(['l', 's', 'z', 'd', 'f']) => bases.extend([stem.to_owned(), single]),
            Some(single) => bases.extend([single, stem.to_owned()]),
            None => bases.extend([format!("{stem}e"), stem.to_owned()]),
        }
    }
    for ending in ["ses", "xes", "zes", "ches", "shes", "oes"] {
        if form.ends_with(ending) {
            bases.extend(form.strip_suffix("es").map(str::to_owned));
        }
    }
    if !form.ends_with("ss") && form.len() > 2 {
        bases.extend(form.strip_suffix('s').map(str::to_owned));
    }
    bases
}

fn degree_bases(form: &str) -> Vec<String> {
    let mut bases = Vec::new();
    for ending in ["er", "est"] {
        let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.len() > 1) else { continue };
        bases.extend(stem.strip_suffix('i').map(|stem| format!("{stem}y")));
        bases.extend(undoubled(stem));
        bases.extend([stem.to_owned(), format!("{stem}e")]);
    }
    bases
}

/// `stopp` → `stop`: the stem without the doubled consonant it ends in.
fn undoubled(stem: &str) -> Option<String> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    let doubled = last == before && !matches!(last, 'a' | 'e' | 'i' | 'o' | 'u');
    (doubled && stem.len() > 2).then(|| stem.chars().take(stem.chars().count() - 1).collect())
}

#[cfg(test)]
mod tests {
    use super::Bases;
    use crate::terms::Penn;

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
