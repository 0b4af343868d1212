//! The names of an article, in two passes: a full name seen anywhere makes its surname a name everywhere.
//!
//! *May*, *King*, *Price* and *Will* are names in one article and words in the next. Next to a given name, a title or a
//! particle they are clearly names, and then they are names in the rest of the article too.

use rustc_hash::FxHashSet;

use crate::annotation::{Penn, Pos};
use crate::text::tag::Tag;
use crate::text::{Class, Language, Sentence, Set, Shape, Token, Vocabulary, Word};

/// Marks the tokens of names whose words can mean something else. Linear.
pub(super) fn mark(language: &Language, vocabulary: &Vocabulary, sentences: &[Sentence], tokens: &mut [Token]) {
    for token in tokens.iter_mut().filter(|token| token.named) {
        token.tag = NAME;
    }
    let mut known = Known::default();
    for sentence in sentences {
        let tokens = tokens.get_mut(sentence.tokens.range()).unwrap_or_default();
        let mut line = Line { language, vocabulary, tokens, title_case: false };
        line.title_case = line.is_title_case();
        line.full_names(&mut known);
    }
    if known.surnames.is_empty() && known.given.is_empty() {
        return;
    }
    for sentence in sentences {
        let tokens = tokens.get_mut(sentence.tokens.range()).unwrap_or_default();
        let mut line = Line { language, vocabulary, tokens, title_case: false };
        line.title_case = line.is_title_case();
        line.short_names(&known);
    }
}

/// The names seen in full, in lower case.
#[derive(Default)]
struct Known<'v> {
    /// The last words of surnames: *berg*.
    surnames: FxHashSet<&'v str>,
    /// The particles that they begin with: *van*.
    particles: FxHashSet<&'v str>,
    given: FxHashSet<&'v str>,
}

/// The tag of names, and of the marks inside them.
const NAME: Tag = Tag { penn: Penn::Nnp, pos: Pos::Propn };
/// The longest sequence of particles: *van der*, *de los*.
const MOST_PARTICLES: usize = 3;
/// The most words between a given name and a surname: other given names, initials, a nickname with its marks.
const MOST_MIDDLE: usize = 6;

/// The tokens of a sentence.
struct Line<'v, 't> {
    language: &'v Language,
    vocabulary: &'v Vocabulary,
    tokens: &'t mut [Token],
    /// Whether every word has a capital, so that it shows nothing.
    title_case: bool,
}

impl<'v> Line<'v, '_> {
    fn word(&self, at: usize) -> Option<&'v Word> {
        self.tokens.get(at).map(|token| self.vocabulary.word(token.word))
    }

    fn is(&self, at: usize, set: Set) -> bool {
        self.word(at).is_some_and(|word| word.sets.has(set))
    }

    fn class(&self, at: usize) -> Class {
        self.word(at).map_or_else(Class::default, |word| word.class)
    }

    fn lower(&self, at: usize) -> &'v str {
        self.word(at).map_or("", |word| &word.lower)
    }

    fn penn(&self, at: usize) -> Option<Penn> {
        self.tokens.get(at).map(|token| token.tag.penn)
    }

    /// Whether no word of some length begins with a small letter, as in headlines.
    fn is_title_case(&self) -> bool {
        const LONG: usize = 4;
        let words = self.tokens.iter().map(|token| self.vocabulary.word(token.word));
        words.clone().count() > 3
            && !words.into_iter().any(|word| word.shape.has(Shape::LOWER) && word.text.chars().count() >= LONG)
    }

    /// Whether the token has the form of a name: a capital, but not only capitals.
    fn is_capital(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.shape.has(Shape::TITLE) && !word.shape.has(Shape::UPPER))
    }

    fn is_initial(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| {
            word.shape.has(Shape::UPPER) && word.shape.has(Shape::STOP) && word.text.chars().count() == 2
        })
    }

    fn is_given(&self, at: usize) -> bool {
        self.is_capital(at) && self.class(at).any(Class::MALE_NAME.or(Class::FEMALE_NAME))
    }

    fn is_calendar(&self, at: usize) -> bool {
        [Set::Weekdays, Set::Months, Set::NearDays].into_iter().any(|set| self.is(at, set))
    }

    /// Whether the word is a pronoun or an article.
    fn is_closed(&self, at: usize) -> bool {
        matches!(self.penn(at), Some(Penn::Prp | Penn::PrpS | Penn::Dt | Penn::Wp | Penn::Wdt | Penn::Wrb))
    }

    /// Whether no list has a meaning for the word; by its ending alone it may be a plural: *Nils*, *Aas*.
    fn is_unknown(&self, at: usize) -> bool {
        self.class(at).grammar() & !Class::PLURAL.grammar() == 0
    }

    /// Whether a given name can be nothing else.
    fn is_clearly_given(&self, at: usize) -> bool {
        let class = self.class(at);
        self.is_unknown(at)
            && !class.any(Class::TITLE.or(Class::PLACE).or(Class::ORGANISATION).or(Class::PEOPLE))
            && !self.is_calendar(at)
    }

    /// Whether a capital at `at` may only be there because a sentence or a quotation begins.
    fn opens(&self, at: usize) -> bool {
        let opener = |before| {
            let mark = matches!(
                self.penn(before),
                Some(Penn::Open | Penn::Close | Penn::Stop | Penn::Colon | Penn::Lrb | Penn::Nfp | Penn::Sym)
            );
            mark && !self.tokens.get(before).is_some_and(|token| token.named)
        };
        at.checked_sub(1).is_none_or(opener)
    }

    /// Whether what follows a name shows that it is one: a finite verb, a possessive, a comma.
    fn acts(&self, at: usize) -> bool {
        let adverb = usize::from(self.penn(at).is_some_and(Penn::is_adverb));
        let here = at + adverb;
        let lower = self.word(here).is_some_and(|word| word.shape.has(Shape::LOWER));
        let past = lower && self.class(here).has(Class::PAST) && self.class(here).has(Class::SAYING);
        past || lower && matches!(self.penn(here), Some(Penn::Vbd | Penn::Vbz | Penn::Md)) || self.lower(here) == "'s"
    }

    fn may_act(&self, at: usize) -> bool {
        self.acts(at) || self.lower(at) == "," || self.is_given(at + 1) && self.penn(at) == Some(Penn::Cc)
    }

    fn name(&mut self, at: usize) {
        if let Some(token) = self.tokens.get_mut(at) {
            token.tag = NAME;
            token.named = true;
        }
    }

    /// The token after the particles at `at`.
    fn particles_end(&self, at: usize) -> usize {
        (at..at + MOST_PARTICLES).find(|&at| !self.is(at, Set::NameParticles)).unwrap_or(at + MOST_PARTICLES)
    }

    /// Whether the word at `at` is a place, an organisation, a people, a title or a date.
    fn is_other(&self, at: usize) -> bool {
        let others = Class::PLACE.or(Class::ORGANISATION).or(Class::PEOPLE).or(Class::GROUP).or(Class::TITLE);
        self.class(at).any(others) || self.is_calendar(at)
    }

    /// Whether the word at `at` can be a surname after a given name, or after a title if `titled`.
    fn may_be_surname(&self, at: usize, titled: bool) -> bool {
        let class = self.class(at);
        let body = class.has(Class::ORGANISATION);
        let other = class.any(Class::PLACE.or(Class::PEOPLE).or(Class::GROUP))
            || body
            || self.is_calendar(at)
            || titled && class.has(Class::TITLE);
        self.is_capital(at)
            && !self.is_closed(at)
            // "Delta Bank" is not a person
            && (!body || self.is(at, Set::SurnamesOfBodies))
            // "Mayor Jennifer Roberts" after a given name or place
            && !(class.has(Class::TITLE) && self.is_capital(at + 1))
            && (class.has(Class::SURNAME) && (!other || self.may_act(at + 1)) || self.is_unknown(at) && !other)
    }

    /// Finds full names, and what they consist of.
    fn full_names(mut self, known: &mut Known<'v>) {
        let mut at = 0;
        while at < self.tokens.len() {
            at = match self.full_name(at) {
                Some(name) => {
                    self.learn(&name, known);
                    name.end
                }
                None => at + 1,
            };
        }
    }

    fn learn(&mut self, name: &FullName, known: &mut Known<'v>) {
        for part in name.start..name.end {
            self.name(part);
        }
        // "John Smitt, Ph.D., said"
        if self.lower(name.end) == "," && self.is(name.end + 1, Set::Degrees) {
            let closed = self.lower(name.end + 2) == "," && self.acts(name.end + 3);
            (name.end..name.end + 2 + usize::from(closed)).for_each(|part| self.name(part));
        }
        if name.given {
            known.given.insert(self.lower(name.start));
        }
        known.surnames.insert(self.lower(name.surname));
        known.particles.extend((name.particles..name.surname).map(|at| self.lower(at)));
    }

    /// The full name that begins at `at`, possibly with a title.
    fn full_name(&self, at: usize) -> Option<FullName> {
        let titled = self.is_capital(at)
            && self.class(at).has(Class::TITLE)
            && !(self.is_given(at + 1) && self.is_capital(at + 2));
        if titled && let Some(name) = self.titled(at) {
            return Some(name);
        }
        let initial = self.is_initial(at) && (self.is_initial(at + 1) || self.is_capital(at + 1));
        if !(initial || self.is_given(at)) {
            return None;
        }
        let class = self.class(at);
        // "Justice Frank Nervo", "Even China said"
        let title = class.has(Class::TITLE) && self.is_given(at + 1) && self.is_capital(at + 2);
        if title || class.has(Class::ADVERB) {
            return None;
        }
        let clear = self.is_clearly_given(at) && !initial;
        let mut end = at + 1;
        let mut particles = end;
        let mut nickname = false;
        while end < at + MOST_MIDDLE {
            particles = self.particles_end(end);
            if particles > end {
                break;
            }
            let middle = self.is_initial(end)
                || self.tokens.get(end).is_some_and(|token| token.named)
                || self.is_given(end) && self.may_be_surname(end + 1, false);
            nickname |= self.tokens.get(end).is_some_and(|token| token.named);
            if !middle {
                break;
            }
            end += 1;
        }
        let (particles, surname) = (end, particles.max(end));
        let joined = surname > particles;
        // "Nicky Morgans": after a clear given name, any word that the tagger takes for a name
        let proper = clear && self.penn(surname).is_some_and(Penn::is_proper) && !self.is_other(surname);
        let fits = if joined || nickname {
            self.is_capital(surname)
        } else {
            proper && self.is_capital(surname) || self.may_be_surname(surname, false)
        };
        if !fits || surname - at > MOST_MIDDLE {
            return None;
        }
        let behind = surname + 1;
        let generation = usize::from(self.is(behind, Set::Generations));
        let end = behind + generation;
        let name = FullName { start: at, particles, surname, end, given: !initial };
        if clear || joined || nickname {
            return Some(name);
        }
        // "Will Kerr said", but neither "Will Congress act?" nor "the Rose Garden" nor "in May Haddad said"
        let before = at.checked_sub(1);
        let set = |set: Set| before.is_some_and(|before| self.is(before, set));
        let apart = set(Set::DefiniteArticles) || self.is_calendar(at) && set(Set::BeforeDays);
        let place = self.class(surname).any(Class::PLACE.or(Class::PEOPLE));
        let certain = !self.opens(at) || self.may_act(end) || generation > 0;
        let certain = certain && !place && !self.title_case;
        (!apart && certain && !self.is(at, Set::NearDays) && !self.is(at, Set::Weekdays)).then_some(name)
    }

    /// *Ms. May*, *Judge van Dijk*.
    fn titled(&self, title: usize) -> Option<FullName> {
        let address = self.language.is_address(self.lower(title));
        let start = title + 1;
        let surname = self.particles_end(start);
        let fits = if address {
            self.is_capital(surname) && !self.is_closed(surname)
        } else {
            surname > start && self.is_capital(surname)
                || self.may_be_surname(surname, true) && self.class(surname).has(Class::SURNAME)
        };
        fits.then(|| FullName { start, particles: start, surname, end: surname + 1, given: false })
    }

    /// Finds the names of `known` where they are not in full.
    fn short_names(mut self, known: &Known<'v>) {
        let mut at = 0;
        while at < self.tokens.len() {
            let particles = self.particles_end(at);
            let joined = particles > at && self.is_short_surname(particles, known) && self.begins_with(at, known);
            if joined {
                (at..=particles).for_each(|part| self.name(part));
                at = particles + 1;
                continue;
            }
            if self.is_short_surname(at, known) || self.is_given_alone(at, known) {
                self.name(at);
                if self.is(at + 1, Set::Generations) {
                    self.name(at + 1);
                }
            }
            at += 1;
        }
    }

    fn begins_with(&self, particle: usize, known: &Known<'v>) -> bool {
        known.particles.contains(self.lower(particle))
    }

    fn is_short_surname(&self, at: usize, known: &Known<'v>) -> bool {
        self.is_capital(at) && known.surnames.contains(self.lower(at)) && self.is_alone(at)
    }

    fn is_given_alone(&self, at: usize, known: &Known<'v>) -> bool {
        self.is_capital(at) && known.given.contains(self.lower(at)) && self.is_alone(at) && self.acts(at + 1)
    }

    /// Whether a word that is a name in this article is one here.
    fn is_alone(&self, at: usize) -> bool {
        if self.tokens.get(at).is_some_and(|token| token.named) {
            return false;
        }
        let before = at.checked_sub(1);
        if self.title_case && self.class(at).grammar() != 0 {
            return false;
        }
        let numeric = |at: usize| self.word(at).is_some_and(|word| word.shape.has(Shape::DIGIT));
        if self.is_calendar(at) {
            let dated = before.is_some_and(|before| {
                numeric(before) || self.is(before, Set::BeforeDays) || self.penn(before) == Some(Penn::In)
            });
            return !dated && !numeric(at + 1) && (self.may_act(at + 1) || before.is_some_and(|at| self.says(at)));
        }
        // "Church leaders said", "the Banks"
        let common = self.class(at).grammar() != 0;
        let compound = self.is_capital(at + 1)
            || self.penn(at + 1).is_some_and(Penn::is_noun) && !self.acts(at + 1)
            || before.is_some_and(|before| self.is(before, Set::DefiniteArticles) || self.is_capital(before));
        if self.opens(at) {
            self.may_act(at + 1) && !(common && self.lower(at + 1) == ",")
        } else {
            !(common && compound)
        }
    }

    fn says(&self, at: usize) -> bool {
        self.class(at).has(Class::SAYING) && self.penn(at).is_some_and(Penn::is_verb)
    }
}

/// A name in full.
struct FullName {
    start: usize,
    /// The first particle of the surname; the surname itself if it has none.
    particles: usize,
    surname: usize,
    end: usize,
    /// Whether it begins with a given name, not with an initial.
    given: bool,
}
