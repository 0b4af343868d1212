//! Whether all tokens that pass one test also pass another, judging by the tests alone.

use std::collections::BTreeMap;

use crate::annotation::Penn;
use crate::engine::leaf::Leaf;
use crate::engine::token_test::Test;
use crate::rule::Side;
use crate::text::tag::Tag;
use crate::text::{Bases, Language, Set};

/// One way to pass a test.
#[derive(Debug)]
pub(super) enum Atom<'t> {
    /// Any token.
    Any,
    /// The given folded form.
    Form(&'t str),
    /// Any form of the given word.
    Word(&'t str),
    /// A quotation mark.
    Mark(Side),
    /// A test of another kind.
    Test(&'t Test),
}

/// All ways to pass a test.
pub(super) fn atoms(leaf: &Leaf) -> Vec<Atom<'_>> {
    match leaf {
        Leaf::Forms(forms) => forms.iter().map(|form| Atom::Form(form)).collect(),
        Leaf::Words(words) => words.iter().map(|word| Atom::Word(word)).collect(),
        Leaf::Mark(side) => vec![Atom::Mark(*side)],
        Leaf::Test(test) => {
            let mut found = Vec::new();
            of_test(test, &mut found);
            found
        }
    }
}

fn of_test<'t>(test: &'t Test, found: &mut Vec<Atom<'t>>) {
    match test {
        Test::Any => found.push(Atom::Any),
        Test::Text(text) => found.push(Atom::Form(text)),
        Test::List(words) => found.extend(words.iter().map(|word| Atom::Form(word))),
        Test::Either(parts) => parts.iter().for_each(|part| of_test(part, found)),
        other => found.push(Atom::Test(other)),
    }
}

/// Whether every token that is `atom` certainly passes `leaf`.
pub(super) fn passes(language: &Language, atom: &Atom<'_>, leaf: &Leaf) -> bool {
    match (atom, leaf) {
        (_, Leaf::Test(Test::Any)) => true,
        (Atom::Any, _) => false,
        (Atom::Mark(one), Leaf::Mark(other)) => one == other,
        (Atom::Mark(_), _) | (_, Leaf::Mark(_)) => false,
        (Atom::Form(form), Leaf::Forms(forms)) => forms.iter().any(|other| other == form),
        (Atom::Form(form), Leaf::Words(words)) => is_form(language, form, words),
        (Atom::Form(form), Leaf::Test(test)) => of_form(language, form, test) == Some(true),
        (Atom::Word(word), Leaf::Words(words)) => words.iter().any(|other| other == word),
        (Atom::Word(_), Leaf::Forms(_) | Leaf::Test(_)) => false,
        (Atom::Test(test), Leaf::Forms(forms)) => is_one_of(test, &|text| forms.iter().any(|form| form == text)),
        (Atom::Test(test), Leaf::Words(words)) => {
            let has = |text: &str| is_form(language, text, words);
            // a shortened *had* has the lemma *have*, but `~have` does not match it
            let lemma = |lemma: &str| !language.is(lemma, Set::HiddenLemmas) && words.iter().any(|word| word == lemma);
            is_one_of(test, &has) || is_lemma(test, &lemma)
        }
        (Atom::Test(one), Leaf::Test(other)) => implies(language, one, other),
    }
}

/// Whether certainly no token that is `atom` passes `leaf`.
pub(super) fn fails(language: &Language, atom: &Atom<'_>, leaf: &Leaf) -> bool {
    match (atom, leaf) {
        (Atom::Form(form), Leaf::Forms(forms)) => forms.iter().all(|other| other != form),
        (Atom::Form(form), Leaf::Words(words)) => !is_form(language, form, words),
        (Atom::Form(form), Leaf::Test(test)) => of_form(language, form, test) == Some(false),
        (Atom::Test(test), Leaf::Test(Test::Not(denied))) => implies(language, test, denied),
        (Atom::Test(test), Leaf::Test(denied @ (Test::Pos(_) | Test::Tag(_) | Test::Entity(_) | Test::Lemma(_)))) => {
            excludes(test, denied)
        }
        _ => false,
    }
}

/// Whether every token that passes `test` has a different value from the one that `denied` asks for.
fn excludes(test: &Test, denied: &Test) -> bool {
    match (test, denied) {
        (Test::All(parts), _) => parts.iter().any(|part| excludes(part, denied)),
        (Test::Either(parts), _) => parts.iter().all(|part| excludes(part, denied)),
        (Test::Pos(one), Test::Pos(other)) => one != other,
        (Test::Tag(one), Test::Tag(other)) => one != other,
        (Test::Entity(one), Test::Entity(other)) => one != other,
        (Test::Lemma(one), Test::Lemma(other)) => one != other,
        _ => false,
    }
}

/// Whether `form` is a form of one of `words`.
fn is_form(language: &Language, form: &str, words: &[String]) -> bool {
    Bases::of(language, form).words(form).any(|word| words.iter().any(|other| other == word))
}

/// Whether a token with this folded form passes; `None` if that depends on more than its form.
fn of_form(language: &Language, form: &str, test: &Test) -> Option<bool> {
    match test {
        Test::Any => Some(true),
        Test::Text(text) => Some(text == form),
        Test::List(words) => Some(words.iter().any(|word| word == form)),
        Test::Exact(words) if words.iter().all(|word| word.to_lowercase() != form) => Some(false),
        Test::Not(inner) => of_form(language, form, inner).map(|passes| !passes),
        Test::All(parts) => {
            let parts: Vec<Option<bool>> = parts.iter().map(|part| of_form(language, form, part)).collect();
            if parts.contains(&Some(false)) { Some(false) } else { parts.iter().all(Option::is_some).then_some(true) }
        }
        Test::Either(parts) => {
            let parts: Vec<Option<bool>> = parts.iter().map(|part| of_form(language, form, part)).collect();
            if parts.contains(&Some(true)) { Some(true) } else { parts.iter().all(Option::is_some).then_some(false) }
        }
        Test::Tag(Penn::Vbg) if !language.grammar.may_be_gerund(form) => Some(false),
        Test::Tag(penn) => of_tags(language, form, &|tag| tag.penn == *penn),
        Test::Pos(pos) => of_tags(language, form, &|tag| tag.pos == *pos),
        Test::Lemma(word) => {
            let bases = Bases::of(language, form);
            of_tags(language, form, &|tag| bases.lemma(language, form, tag.penn) == word)
        }
        _ => None,
    }
}

/// Whether all tags that the word has in texts satisfy `is`; `None` if only some do, or if it is too rare to know.
fn of_tags(language: &Language, form: &str, is: &dyn Fn(Tag) -> bool) -> Option<bool> {
    let tags = language.tagger.tags(form);
    let such = tags.iter().filter(|&&tag| is(tag)).count();
    match such {
        _ if tags.is_empty() => None,
        0 => Some(false),
        _ => (such == tags.len()).then_some(true),
    }
}

/// Whether only tokens pass whose form satisfies `is`.
fn is_one_of(test: &Test, is: &dyn Fn(&str) -> bool) -> bool {
    match test {
        Test::Text(text) => is(text),
        Test::List(words) => words.iter().all(|word| is(word)),
        Test::Exact(words) => words.iter().all(|word| is(&word.to_lowercase())),
        Test::All(parts) => parts.iter().any(|part| is_one_of(part, is)),
        Test::Either(parts) => parts.iter().all(|part| is_one_of(part, is)),
        _ => false,
    }
}

/// Whether only tokens pass whose dictionary form satisfies `is`.
fn is_lemma(test: &Test, is: &dyn Fn(&str) -> bool) -> bool {
    match test {
        Test::Lemma(lemma) => is(lemma),
        Test::All(parts) => parts.iter().any(|part| is_lemma(part, is)),
        Test::Either(parts) => parts.iter().all(|part| is_lemma(part, is)),
        _ => false,
    }
}

/// Whether every token that passes `one` certainly passes `other`.
fn implies(language: &Language, one: &Test, other: &Test) -> bool {
    let (mut known, mut steps) = (BTreeMap::new(), 0);
    implied(language, one, other, &mut known, &mut steps)
}

/// The same with a cache of earlier answers; after too many questions the answer is no.
fn implied(
    language: &Language,
    one: &Test,
    other: &Test,
    known: &mut BTreeMap<(*const Test, *const Test), bool>,
    steps: &mut usize,
) -> bool {
    const MOST_STEPS: usize = 2_000;
    let key = (std::ptr::from_ref(one), std::ptr::from_ref(other));
    if let Some(&answer) = known.get(&key) {
        return answer;
    }
    *steps += 1;
    if *steps > MOST_STEPS {
        return false;
    }
    let mut asks = |one: &Test, other: &Test| implied(language, one, other, known, steps);
    let answer = match (one, other) {
        (_, Test::Any) => true,
        (Test::Either(parts), _) => parts.iter().all(|part| asks(part, other)),
        (_, Test::All(parts)) => parts.iter().all(|part| asks(one, part)),
        (Test::Not(one), Test::Not(other)) => asks(other, one),
        _ => {
            let some_part = matches!(one, Test::All(parts) if parts.iter().any(|part| asks(part, other)));
            some_part
                || matches!(other, Test::Either(parts) if parts.iter().any(|part| asks(one, part)))
                || atom_implies(language, one, other)
        }
    };
    known.insert(key, answer);
    answer
}

fn atom_implies(language: &Language, one: &Test, other: &Test) -> bool {
    match (one, other) {
        (Test::Text(text), _) => of_form(language, text, other) == Some(true),
        (Test::List(words), _) => words.iter().all(|word| of_form(language, word, other) == Some(true)),
        (Test::Lemma(one), Test::Lemma(other)) => one == other,
        (Test::Pos(one), Test::Pos(other)) => one == other,
        (Test::Tag(one), Test::Tag(other)) => one == other,
        (Test::Entity(one), Test::Entity(other)) => one == other,
        (Test::Length(one), Test::Length(other)) => one == other,
        (Test::Number(one), Test::Number(other)) => one == other,
        (Test::Exact(one), Test::Exact(other)) => one.iter().all(|word| other.contains(word)),
        (Test::Exact(words), Test::Text(text)) => words.iter().all(|word| word.to_lowercase() == *text),
        (Test::Exact(words), Test::List(list)) => words.iter().all(|word| list.contains(&word.to_lowercase())),
        (Test::Flag(one), Test::Flag(other)) => one == other,
        (Test::TextRegex(_, one), Test::TextRegex(_, other))
        | (Test::LemmaRegex(_, one), Test::LemmaRegex(_, other)) => one == other,
        (Test::Lemma(one), Test::Not(inner)) => matches!(&**inner, Test::Lemma(other) if one != other),
        (Test::Pos(one), Test::Not(inner)) => matches!(&**inner, Test::Pos(other) if one != other),
        (Test::Tag(one), Test::Not(inner)) => matches!(&**inner, Test::Tag(other) if one != other),
        (Test::Entity(one), Test::Not(inner)) => matches!(&**inner, Test::Entity(other) if one != other),
        _ => false,
    }
}
