//! Inflected forms of English, by the rules of spelling.

use crate::annotation::Penn;
use crate::text::{Inflection, VerbForm};

/// The words that `form` may belong to, the likeliest first.
pub(super) fn bases(form: &str, inflection: Inflection) -> Vec<String> {
    match inflection {
        Inflection::Noun => noun_bases(form),
        Inflection::Verb => verb_bases(form),
        Inflection::Adjective | Inflection::Adverb => degree_bases(form),
    }
}

/// Which form of a verb `form` is.
pub(super) fn verb_form(form: &str) -> VerbForm {
    if form.ends_with('s') {
        VerbForm::Third
    } else if form.ends_with("ing") {
        VerbForm::Ing
    } else {
        VerbForm::Past
    }
}

/// Shortened forms that no rule of spelling undoes.
pub(super) fn short_form(form: &str, tag: Penn) -> Option<&'static str> {
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
