//! Pronouns, and what each reveals about whom it refers to.

use super::named_enum::names;
use super::{Language, Set, Table};

names! {
    /// Which pronouns are used for a person.
    Gender {
        /// *he*
        Male = "male",
        /// *she*
        Female = "female",
    }
}

names! {
    /// The grammatical person of a pronoun.
    Person {
        /// Whoever speaks: *I*, *we*.
        First = "first",
        /// Whoever is spoken to: *you*.
        Second = "second",
        /// Anybody or anything else: *she*, *it*, *they*.
        Third = "third",
    }
}

names! {
    /// The grammatical number of a pronoun.
    Number {
        /// *she*
        Singular = "singular",
        /// *they*
        Plural = "plural",
    }
}

names! {
    /// The role of a pronoun in its sentence.
    Case {
        /// *she*
        Subject = "subject",
        /// *them*
        Object = "object",
        /// *his*
        Owner = "owner",
        /// *herself*
        Reflexive = "reflexive",
    }
}

/// The features of a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pronoun {
    pub(crate) person: Person,
    pub(crate) number: Number,
    /// `None` for things and for pronouns of any gender.
    pub(crate) gender: Option<Gender>,
    /// The cases that it is a form of: *her* is the form of two.
    cases: [bool; Case::ALL.len()],
}

impl Gender {
    /// The gender with this name in a table.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(Self::ALL, Self::name, name)
    }

    /// The gender in the codes of a word list: `m` or `f`. `None` for names of both, `b`.
    pub(crate) fn of_codes(codes: &str) -> Option<Self> {
        match codes.as_bytes().first() {
            Some(b'm') => Some(Self::Male),
            Some(b'f') => Some(Self::Female),
            _ => None,
        }
    }
}

impl Pronoun {
    /// Reads the features in a line of the table: *third singular female object owner*.
    pub(crate) fn parse(features: &str) -> Option<Self> {
        let (mut person, mut number, mut gender, mut cases) = (None, None, None, [false; Case::ALL.len()]);
        for feature in features.split_whitespace() {
            if let Some(case) = named(Case::ALL, Case::name, feature) {
                cases[case as usize] = true;
            } else if let Some(found) = named(Person::ALL, Person::name, feature) {
                person = Some(found);
            } else if let Some(found) = named(Number::ALL, Number::name, feature) {
                number = Some(found);
            } else {
                gender = Some(Gender::named(feature)?);
            }
        }
        Some(Self { person: person?, number: number?, gender, cases })
    }

    /// Whether it is a form of this case.
    pub(crate) fn is(self, case: Case) -> bool {
        self.cases[case as usize]
    }

    /// Its case in a sentence, where the tag determines whether it is an owner. `None` for a reflexive pronoun.
    pub(crate) fn case(self, owner: bool) -> Option<Case> {
        let order =
            if owner { [Case::Owner, Case::Subject, Case::Object] } else { [Case::Subject, Case::Object, Case::Owner] };
        order.into_iter().find(|&case| self.is(case))
    }

    /// Whether it refers to somebody in the text, or to the speaker: neither *it* nor *you*.
    pub(crate) fn is_somebody(self) -> bool {
        match self.person {
            Person::First => true,
            Person::Second => false,
            Person::Third => self.gender.is_some() || self.number == Number::Plural,
        }
    }

    /// Whether it refers to a thing or a group as a whole, and can be a subject: *it*.
    pub(crate) fn is_thing(self) -> bool {
        (self.person, self.number, self.gender) == (Person::Third, Number::Singular, None) && self.is(Case::Subject)
    }

    /// Whether it takes the plural form of verbs: *they have*, *I have*.
    pub(crate) fn takes_plural(self) -> bool {
        self.number == Number::Plural || self.person != Person::Third
    }
}

/// The member of `all` with this name.
fn named<T: Copy>(all: &[T], name: fn(T) -> &'static str, wanted: &str) -> Option<T> {
    all.iter().copied().find(|&one| name(one) == wanted)
}

impl Language {
    /// The features of a lower-case word, if it is a pronoun.
    pub(crate) fn pronoun(&self, word: &str) -> Option<Pronoun> {
        Pronoun::parse(self.value(word, Table::Pronouns)?)
    }

    /// The pronoun of a person in a case.
    pub(crate) fn pronoun_for(&self, gender: Gender, case: Case) -> Option<String> {
        let fits = |pronoun: Pronoun| {
            (pronoun.person, pronoun.number) == (Person::Third, Number::Singular)
                && pronoun.gender == Some(gender)
                && pronoun.is(case)
        };
        self.first_pronoun(fits)
    }

    /// The form of a pronoun as a subject: *he* for *him*. `None` for one that already is a subject, and for owners.
    pub(crate) fn nominative(&self, pronoun: Pronoun) -> Option<String> {
        if pronoun.is(Case::Subject) || !pronoun.is(Case::Object) {
            return None;
        }
        self.first_pronoun(|other| {
            (other.person, other.number, other.gender) == (pronoun.person, pronoun.number, pronoun.gender)
                && other.is(Case::Subject)
        })
    }

    /// The first pronoun of the table with the wanted features, spelled as in the middle of a sentence.
    fn first_pronoun(&self, fits: impl Fn(Pronoun) -> bool) -> Option<String> {
        let fits = |features: &str| Pronoun::parse(features).is_some_and(&fits);
        let word = self.sections.rows(Table::Pronouns).iter().find(|(_, features)| fits(features))?.0.first()?;
        let mut letters = word.chars();
        Some(match letters.next() {
            Some(first) if self.is(word, Set::Capitalized) => first.to_uppercase().chain(letters).collect(),
            _ => word.to_string(),
        })
    }

    /// The gender of a title before a name: *Mrs.*, *Lord*.
    pub(crate) fn title_gender(&self, title: &str) -> Option<Gender> {
        self.titles.codes(title).and_then(Gender::of_codes)
    }

    /// Whether a title is only a form of address and not an office: *Mr.*
    pub(crate) fn is_address(&self, title: &str) -> bool {
        self.titles.codes(title).is_some_and(|codes| codes.contains('a'))
    }

    /// The gender of a noun for a person.
    pub(crate) fn noun_gender(&self, noun: &str) -> Option<Gender> {
        let known = self.value(noun, Table::Kin).or_else(|| self.value(noun, Table::PersonGenders));
        known.and_then(Gender::named).or_else(|| self.grammar.noun_gender(noun))
    }

    /// Two names joined: *Ruiz and Rao*.
    pub(crate) fn joined(&self, first: &str, second: &str) -> String {
        let and = self.words(Set::Additions).next().unwrap_or(",");
        format!("{first} {and} {second}")
    }

    /// Whether a name consists of several, joined.
    pub(crate) fn is_joined(&self, name: &str) -> bool {
        self.words(Set::Additions).any(|and| name.contains(&format!(" {and} ")))
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, Gender, Table};
    use crate::text::Pronoun;

    #[test]
    fn every_line_of_pronouns_has_valid_features() {
        let english = crate::lang::english();
        for (words, features) in english.sections.rows(Table::Pronouns) {
            assert!(Pronoun::parse(features).is_some(), "{words:?} = {features}");
        }
    }

    #[test]
    fn pronouns_are_found_by_their_features() {
        let english = crate::lang::english();
        assert_eq!(english.pronoun_for(Gender::Female, Case::Owner).as_deref(), Some("her"));
        let subject = |word: &str| english.pronoun(word).and_then(|pronoun| english.nominative(pronoun));
        assert_eq!(subject("me").as_deref(), Some("I"));
        assert_eq!(subject("her").as_deref(), Some("she"));
        assert_eq!(subject("his"), None);
        assert_eq!(subject("it"), None);
    }
}
