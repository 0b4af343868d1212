//! Corrects the tags of names and of words for people, based on capitals, titles and possessives.

use super::correct::Sentence;
use crate::annotation::{Penn, Pos};
use crate::text::{Class, Set, Shape, Word};

impl Sentence<'_, '_> {
    /// The subject of a verb of saying is a name, whatever else the word can mean: *Cook said*, *…, Jolly also said*.
    pub(super) fn names(&mut self) {
        for at in 0..self.tokens.len() {
            let opens = at.checked_sub(1).is_none_or(|before| {
                matches!(self.penn(before), Some(Penn::Comma | Penn::Open | Penn::Close | Penn::Stop | Penn::Colon))
            });
            if opens && self.is_name(at) {
                self.set(at, Penn::Nnp, Pos::Propn);
            }
        }
    }

    /// Words with capitals in the middle of a sentence are a name, whatever they mean in lower case: *Human Rights
    /// Watch*. So is a form of address without its full stop: *Mrs Rao*.
    pub(super) fn capitals(&mut self) {
        let capital = |word: &Word| word.shape.has(Shape::TITLE) && !word.shape.has(Shape::UPPER);
        for at in 0..self.tokens.len() {
            let address = matches!(self.lower(at), "mr" | "mrs" | "ms" | "dr" | "prof");
            // "Princess Elsa"
            let office = self.class(at).has(Class::TITLE)
                && self.word(at).is_some_and(capital)
                && self.word(at + 1).is_some_and(capital)
                && (self.tokens.get(at + 1).is_some_and(|next| next.named)
                    || self.class(at + 1).any(Class::MALE_NAME.or(Class::FEMALE_NAME)));
            if (address || office) && self.penn(at).is_some_and(Penn::is_noun) && self.word(at + 1).is_some_and(capital)
            {
                self.set(at, Penn::Nnp, Pos::Propn);
            }
        }
        let small = (1..self.tokens.len()).filter(|&at| self.word(at).is_some_and(|word| !capital(word))).count();
        let mut at = 1;
        while at < self.tokens.len() {
            let length = (at..self.tokens.len()).take_while(|&at| self.word(at).is_some_and(capital)).count();
            let run = at..at + length;
            let opens = matches!(self.penn(at - 1), Some(Penn::Open | Penn::Stop | Penn::Colon | Penn::Close));
            let common = run.clone().all(|at| {
                let penn = self.penn(at);
                let open_class =
                    penn.is_some_and(|penn| penn.is_verb() || matches!(penn, Penn::Jj | Penn::Nn | Penn::Nns));
                open_class && !self.class(at).any(Class::PEOPLE.or(Class::TITLE).or(Class::TIME))
            });
            if length > 1 && common && !opens && small > length {
                run.for_each(|at| self.set(at, Penn::Nnp, Pos::Propn));
            }
            at += length.max(1);
        }
    }

    /// A word with a capital that could be a verb at the start of a sentence modifies a name or an office if a report
    /// follows: *Downing Street said*, *Shadow home secretary Ruth Adams said*.
    pub(super) fn openings(&mut self) {
        const LONGEST: usize = 4;
        let opens = |at: usize| at == 0 || matches!(self.penn(at - 1), Some(Penn::Open | Penn::Close | Penn::Colon));
        let capital = |at: usize| self.word(at).is_some_and(|word| word.shape.has(Shape::TITLE));
        let small = |at: usize| self.word(at).is_some_and(|word| word.shape.has(Shape::LOWER));
        let firsts = (0..self.tokens.len()).filter(|&at| {
            opens(at)
                && capital(at)
                && self.penn(at).is_some_and(Penn::is_verb)
                && !self.class(at).any(Class::SAYING.or(Class::THINKING))
        });
        let mut found = Vec::new();
        for at in firsts {
            if self.word(at + 1).is_some_and(|word| word.sets.has(Set::PlaceNouns)) && capital(at + 1) {
                if self.says(at + 2) {
                    found.push((at, Penn::Nnp, Pos::Propn));
                }
                continue;
            }
            let office = (at + 1..at + LONGEST).find(|&next| !small(next)).unwrap_or(at + LONGEST);
            let head = self.class(office - 1);
            let holds = office > at + 1 && head.any(Class::TITLE.or(Class::HUMAN)) && !head.has(Class::PLURAL);
            let name = (office..office + LONGEST).find(|&next| !capital(next)).unwrap_or(office);
            if holds && name > office && self.penn(name).is_some_and(|penn| penn.is_finite() || penn == Penn::Comma) {
                found.push((at, Penn::Jj, Pos::Adj));
            }
        }
        found.into_iter().for_each(|(at, penn, pos)| self.set(at, penn, pos));
    }

    fn is_name(&self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        if !word.shape.has(Shape::TITLE) || word.shape.has(Shape::UPPER) {
            return false;
        }
        let adverb = usize::from(self.penn(at + 1).is_some_and(Penn::is_adverb));
        let says = self.says(at + 1 + adverb);
        let surname = word.class.has(Class::SURNAME);
        let connective =
            matches!(&*word.lower, "so" | "also" | "then" | "thus" | "there" | "here" | "as" | "like" | "today");
        match self.penn(at) {
            _ if connective => false,
            // "Xi and other leaders"
            Some(Penn::Jj) if word.class.grammar() == 0 && self.penn(at + 1) == Some(Penn::Cc) => true,
            Some(Penn::Jj | Penn::Jjr | Penn::Jjs | Penn::Vb | Penn::Vbp | Penn::Uh) => says,
            // "Asked whether he knew, …" has a participle, "Fielding said" a name
            Some(Penn::Vbd | Penn::Vbn | Penn::Vbg | Penn::Rb | Penn::In) => says && surname,
            // "Day said"
            Some(Penn::Nn) => says && surname && word.class.has(Class::TIME),
            _ => false,
        }
    }

    /// A word for a person that ends a noun phrase is a noun: *a ministry official said*.
    pub(super) fn people(&mut self) {
        for at in 1..self.tokens.len() {
            let person = self.penn(at) == Some(Penn::Jj) && self.class(at).has(Class::HUMAN.or(Class::NOUN));
            let modified = matches!(
                self.penn(at - 1),
                Some(Penn::Dt | Penn::PrpS | Penn::Jj | Penn::Nn | Penn::Nns | Penn::Nnp | Penn::Nnps | Penn::Pos)
            );
            let modified = modified || self.penn(at - 1) == Some(Penn::Comma) && self.says(at + 1);
            let ends = match self.penn(at + 1) {
                Some(Penn::Vbd | Penn::Vbz | Penn::Md | Penn::Wp) => true,
                Some(penn) if penn.is_adverb() => self.penn(at + 2).is_some_and(Penn::is_finite),
                _ => false,
            };
            if person && modified && ends {
                self.set(at, Penn::Nn, Pos::Noun);
            }
        }
    }

    /// `'s` before a noun phrase that has its own verb is not *is*: *Moss's strikingly personal attacks are unusual*. A
    /// word after a bare apostrophe that could be a noun is one: *the dockers' claim*.
    pub(super) fn possessives(&mut self) {
        for at in 1..self.tokens.len() {
            if self.penn(at - 1) == Some(Penn::Pos) && self.class(at).has(Class::NOUN) {
                match self.penn(at) {
                    Some(Penn::Vb | Penn::Vbp | Penn::Vbd) => self.set(at, Penn::Nn, Pos::Noun),
                    Some(Penn::Vbz) => self.set(at, Penn::Nns, Pos::Noun),
                    _ => {}
                }
            }
            let owner = self.word(at - 1).is_some_and(|word| {
                word.class.grammar() == 0 || word.shape.has(Shape::TITLE) && self.penn(at - 1) == Some(Penn::Vb)
            });
            if self.lower(at) != "'s" || self.penn(at) != Some(Penn::Vbz) || !owner {
                continue;
            }
            let modifier = |at: &usize| {
                self.penn(*at).is_some_and(|penn| penn.is_adverb() || matches!(penn, Penn::Jj | Penn::Vbn | Penn::Cd))
            };
            let noun = (at + 1..self.tokens.len()).find(|at| !modifier(at)).unwrap_or(at);
            let mut end = noun;
            while self.penn(end).is_some_and(Penn::is_noun) {
                end += 1;
            }
            let verb = match self.penn(end) {
                // "attacks on Rao are unusual"; on PolNeAR dev, 3 / 6 / 11 tokens give the same claims
                Some(Penn::In) => (end + 1..end + 6).find(|&at| {
                    !self.penn(at).is_some_and(|penn| penn.is_noun() || matches!(penn, Penn::Dt | Penn::PrpS))
                }),
                _ => Some(end),
            };
            let goes_on = verb
                .and_then(|verb| self.penn(verb))
                .is_some_and(|penn| matches!(penn, Penn::Vbz | Penn::Vbp | Penn::Vbd | Penn::Md));
            if end > noun && goes_on {
                self.set(at, Penn::Pos, Pos::Part);
                if self.penn(at - 1) == Some(Penn::Vb) {
                    self.set(at - 1, Penn::Nnp, Pos::Propn);
                }
            }
        }
    }
}
