//! Rules in plain English, for readers who write none.
//!
//! A reading says what a rule finds in the words of a sentence about sentences: *somebody (the source), then any form of
//! “say”, then perhaps “that”, then the claim (a quotation or a clause)*. It is made from the pattern as understood, so
//! it says what the rule does, whatever its note says. It names phrases instead of unfolding them, as the author does,
//! and ends with what those names mean.
//!
//! `pattern` puts pieces together, `token_test` and `words` say the smallest ones, `setting` tells the other keys, and
//! `glossary` keeps the names. [`Prose`] is the text with words of articles, names and roles set apart, for terminals,
//! pages and programs to show in their ways.

mod glossary;
mod pattern;
mod prose;
mod setting;
mod token_test;
mod words;

pub use glossary::Meaning;
pub use prose::{Prose, Run};

use super::{Override, Pattern, PatternLine, Rule, Within};
use glossary::Glossary;

/// A rule in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Where the rule looks: *In a sentence of running text or a headline*.
    pub place: Prose,
    /// What it finds: one of these.
    pub finds: Vec<Prose>,
    /// What must not stand there: none of these.
    pub unless: Vec<Prose>,
    /// What it makes of what it found, a sentence each.
    pub remarks: Vec<Prose>,
    /// What the names in it mean.
    pub meanings: Vec<Meaning>,
}

/// Says what a rule finds. With `unfold` every phrase it names is said too, and every list told in full.
#[must_use]
pub fn describe(rule: &Rule, unfold: bool) -> Reading {
    let unit = match rule.within {
        Within::Sentence => "sentence",
        Within::Paragraph => "paragraph",
    };
    let mut glossary = Glossary::new(unit, unfold);
    let finds = said(&rule.lines, &mut glossary);
    let unless = said(&rule.unless, &mut glossary);
    Reading {
        place: setting::place(rule),
        finds,
        unless,
        remarks: setting::remarks(rule),
        meanings: glossary.meanings(),
    }
}

impl Reading {
    /// The same, with what another file says of the rule, where it is loaded without that file.
    #[must_use]
    pub fn overridden(mut self, said: &Override) -> Self {
        self.remarks.push(Prose::plain(setting::overridden(said)));
        self
    }
}

/// Says what a pattern finds in a sentence, its phrases by their names.
#[must_use]
pub fn say(pattern: &Pattern) -> Prose {
    pattern::say(pattern, &mut Glossary::new("sentence", false)).prose
}

fn said<'r>(lines: &'r [PatternLine], glossary: &mut Glossary<'r>) -> Vec<Prose> {
    lines.iter().map(|line| pattern::say(&line.pattern, glossary).prose).collect()
}
