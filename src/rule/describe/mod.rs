//! Describes rules in plain English, for readers who don't write rules.
//!
//! A description lists what a rule finds, piece by piece: *somebody (the source), then any form of “say”, then perhaps
//! “that”, then the claim (a quotation or a clause)*. It is generated from the pattern as understood, so it is about
//! what the rule does, whatever its note says. It uses the names of phrases instead of expanding them, as the author
//! does, and ends with what those names mean.
//!
//! `pattern` joins the descriptions of pieces, `token_test` and `words` describe the smallest ones, `setting` the other
//! keys, and `glossary` collects the names. [`Prose`] is the text with words of articles, names and roles marked as
//! such, so that terminals, pages and programs can show them in their own way.

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

/// The description of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Where the rule looks: *In a sentence of running text or a headline*.
    pub place: Prose,
    /// What it finds: one of these.
    pub finds: Vec<Prose>,
    /// What must not be there: none of these.
    pub unless: Vec<Prose>,
    /// What it does with what it found, one sentence each.
    pub remarks: Vec<Prose>,
    /// What the names in it mean.
    pub meanings: Vec<Meaning>,
}

/// Describes what a rule finds. With `unfold`, every phrase it names is described too, and every list is shown in full.
#[must_use]
pub fn describe(rule: &Rule, unfold: bool) -> Reading {
    let unit = match rule.within {
        Within::Sentence => "sentence",
        Within::Paragraph => "paragraph",
    };
    let mut glossary = Glossary::new(unit, unfold);
    let finds = descriptions(&rule.lines, &mut glossary);
    let unless = descriptions(&rule.unless, &mut glossary);
    Reading {
        place: setting::place(rule),
        finds,
        unless,
        remarks: setting::remarks(rule),
        meanings: glossary.meanings(),
    }
}

impl Reading {
    /// Adds the override of the rule by another file, for a rule that was loaded without that file.
    #[must_use]
    pub fn overridden(mut self, overriding: &Override) -> Self {
        self.remarks.push(Prose::plain(setting::overridden(overriding)));
        self
    }
}

/// Describes what a pattern finds in a sentence, with phrases by name.
#[must_use]
pub fn say(pattern: &Pattern) -> Prose {
    pattern::describe(pattern, &mut Glossary::new("sentence", false)).prose
}

fn descriptions<'r>(lines: &'r [PatternLine], glossary: &mut Glossary<'r>) -> Vec<Prose> {
    lines.iter().map(|line| pattern::describe(&line.pattern, glossary).prose).collect()
}
