//! The keys of a rule file, of a rule and of the manifest of a pack: the purpose of each, its type, and their order.
//!
//! Everything that deals with keys uses the same table: the reader of files lists the valid keys in its messages, the
//! formatter puts them in this order, and the schema tells editors what to complete.

use super::shipped::PACKS_AND_ALL;
use super::standards::Required;
use super::{Confidence, DefaultSource, KnownKind, Stance, Within};
use crate::annotation::ParagraphKind;
use crate::diagnostic::Level;

/// A key.
#[derive(Debug)]
pub(crate) struct Key {
    /// Its spelling.
    pub(crate) name: &'static str,
    /// The type of its value.
    pub(crate) holds: Holds,
    /// Its purpose, in a sentence.
    pub(crate) about: &'static str,
}

/// The type of the value of a key.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Holds {
    /// The edition of the language.
    Edition,
    /// One text.
    Text,
    /// A name: a letter, then letters, digits and a few signs.
    Name,
    /// A web address.
    Address,
    /// One of these.
    OneOf(fn() -> Vec<&'static str>),
    /// One of these, or another one that the file declares.
    OneOfOrOwn(fn() -> Vec<&'static str>),
    /// Some of these.
    SomeOf(fn() -> Vec<&'static str>),
    /// Any texts.
    Texts,
    /// A block of patterns, one per line.
    Patterns,
    /// A block of examples, one per line.
    Examples,
    /// Names, each with a block of patterns.
    Definitions,
    /// Names, each with words.
    Lists,
    /// The rules.
    Rules,
    /// Ids of rules, each with the settings to override.
    Overrides,
    /// Yes or no.
    Truth,
    /// Three numbers.
    Version,
    /// A number from 0 to 1.
    Share,
    /// Kinds of difference, each with a level.
    Levels,
    /// Codes of warnings, each with a level.
    Lints,
    /// Requirements on every rule.
    House,
}

const fn key(name: &'static str, holds: Holds, about: &'static str) -> Key {
    Key { name, holds, about }
}

/// The keys of a file: first what it is, then its rules, then their building blocks.
pub(crate) const FILE: &[Key] = &[
    key("claims", Holds::Edition, "The edition of the rule language the file is written in."),
    key("pack", Holds::Name, "The pack the file belongs to; claims name the pack of their rule."),
    key("version", Holds::Text, "The version of the pack."),
    key("language", Holds::Text, "The language of the articles that the rules are for."),
    key("licence", Holds::Text, "The licence of the rules."),
    key(
        "use",
        Holds::Texts,
        "Built-in packs, and files next to or below this one, whose lists, phrases, roles and kinds the rules may use.",
    ),
    key("roles", Holds::Definitions, "Additional roles, each with the pattern it means when it is written alone."),
    key("kinds", Holds::Texts, "Additional kinds of claim."),
    key("overrides", Holds::Overrides, "Ids of rules in other files, each with the settings that replace its own."),
    key("rules", Holds::Rules, "The rules; may be empty in a file that others use."),
    key("phrases", Holds::Definitions, "Names for pieces of patterns; several lines are alternatives."),
    key("lists", Holds::Lists, "Names for words; an entry may be several words."),
];

/// The keys of a rule: first what it is, then where it looks and which rules it beats, then its patterns and examples.
pub(crate) const RULE: &[Key] = &[
    key("id", Holds::Name, "The name of the rule, which should never change."),
    key("aliases", Holds::Texts, "Former ids of the rule."),
    key("note", Holds::Text, "What the rule is about, in a sentence."),
    key("docs", Holds::Address, "An address with more about the rule."),
    key("tags", Holds::Texts, "Words to find the rule by."),
    key(
        "facet",
        Holds::Name,
        "A property of each sentence in which the rule finds something; such a rule captures no claim, and `assess` uses it.",
    ),
    key(
        "kind",
        Holds::OneOfOrOwn(|| KnownKind::ALL.iter().map(|kind| kind.name()).collect()),
        "What is claimed; one of these or of your own `kinds:`.",
    ),
    key(
        "stance",
        Holds::OneOf(|| names(Stance::ALL)),
        "The attitude of the source to the claim; `affirmed` by default.",
    ),
    key("confidence", Holds::OneOf(|| names(Confidence::ALL)), "How often a match is right; `medium` by default."),
    key(
        "scope",
        Holds::SomeOf(|| ParagraphKind::ALL.iter().map(|kind| kind.name()).collect()),
        "In which kinds of paragraph the rule looks; examples are read in the first.",
    ),
    key("within", Holds::OneOf(|| names(Within::ALL)), "How much the rule reads at once; `sentence` by default."),
    key("source", Holds::OneOf(|| names(DefaultSource::ALL)), "Where the source comes from if the text names nobody."),
    key("over", Holds::Texts, "Ids of rules that lose to this one if both match."),
    key(
        "match",
        Holds::Patterns,
        "The patterns, one per line; each captures a `{claim}`, unless the rule has a facet.",
    ),
    key(
        "same",
        Holds::Texts,
        "Roles whose captures must have the same words; with a `~` before the name, forms of a word count as the same.",
    ),
    key("unless", Holds::Patterns, "Patterns; if one is found in the match or its clause, the rule does not apply."),
    key(
        "finds",
        Holds::Examples,
        "Sentences the rule must find, with the roles marked as in `{source: Rao} said {claim: it rained}`.",
    ),
    key("ignores", Holds::Examples, "Sentences in which the rule must find nothing."),
    key("not-yet", Holds::Examples, "Sentences the rule should find but does not yet; reported as soon as it does."),
];

/// The keys of the manifest of a pack.
pub(crate) const MANIFEST: &[Key] = &[
    key("name", Holds::Name, "The name of the pack; claims name the pack of their rule."),
    key("version", Holds::Version, "The version of the pack: three numbers, such as `1.4.0`."),
    key("edition", Holds::Edition, "The edition of the rule language the pack is written in."),
    key("language", Holds::Text, "The language of the articles that the rules are for."),
    key("licence", Holds::Text, "The licence of the rules."),
    key("description", Holds::Text, "What the pack is for, in a sentence or two."),
];

/// The settings of a rule in another file that can be overridden.
pub(crate) const OVERRIDE: &[Key] = &[
    key("off", Holds::Truth, "Whether the rule is off, so that it finds nothing."),
    key("confidence", Holds::OneOf(|| names(Confidence::ALL)), "How often a match of the rule is right."),
];

/// The keys of the configuration of a project.
pub(crate) const CONFIG: &[Key] = &[
    key("articles", Holds::Texts, "Articles, and folders of them; paths are relative to the folder of this file."),
    key("rules", Holds::Texts, "Rule files, and folders of them, applied in addition to the packs."),
    key("exclude", Holds::Texts, "Files and folders to skip when a folder is searched, written as in a `.gitignore`."),
    key("packs", Holds::SomeOf(|| PACKS_AND_ALL.to_vec()), "The built-in packs to apply; `[]` for none."),
    key("snapshots", Holds::Text, "The folder of the snapshots."),
    key(
        "only",
        Holds::OneOf(|| vec!["attributed", "unattributed"]),
        "Only claims attributed to somebody, or only those of the article itself.",
    ),
    key("min-confidence", Holds::Share, "Claims that are less probable are left out; a number from 0 to 1."),
    key("any-language", Holds::Truth, "Whether articles in languages without rules of their own are read too."),
    key("weights", Holds::Text, "A table of weights, as written by `claimsift fit`, instead of the built-in one."),
    key("ignore", Holds::Texts, "Ids of claims to leave out of every result: reviewed false alarms."),
    key("lints", Holds::Lints, "Codes of warnings about rule files, each with `off`, `warning` or `error`."),
    key("house", Holds::House, "What every rule of the project must have; a violation is a warning."),
    key("fail", Holds::Levels, "Which differences from a snapshot are errors, warnings, or ignored."),
];

/// The kinds of difference from a snapshot.
pub(crate) const FAIL: &[Key] = &[
    key("new", LEVEL, "An article without a snapshot."),
    key("gained", LEVEL, "A new claim."),
    key("lost", LEVEL, "A claim that is no longer found."),
    key("changed", LEVEL, "A claim whose properties changed."),
    key("renamed", LEVEL, "A claim whose rule was renamed, with the former id among its aliases."),
    key("moved", LEVEL, "A claim at another place."),
    key("unreferenced", LEVEL, "A snapshot without an article."),
    key("lock", LEVEL, "Rules or a program version that differ from the lock."),
];

/// What a project can require of all its rules.
pub(crate) const HOUSE: &[Key] = &[
    key("require", Holds::SomeOf(|| names(Required::ALL)), "Keys that every rule must have."),
    key("id", Holds::Text, "A regular expression that every id of a rule must match as a whole."),
];

pub(crate) const LEVEL: Holds = Holds::OneOf(|| names(Level::ALL));

fn names<T>(all: &[(&'static str, T)]) -> Vec<&'static str> {
    all.iter().map(|&(name, _)| name).collect()
}

/// The names of keys, in their order.
pub(crate) fn names_of(keys: &[Key]) -> Vec<&'static str> {
    keys.iter().map(|key| key.name).collect()
}

/// The key with this name and its position in the order.
pub(crate) fn find(keys: &'static [Key], name: &str) -> Option<(usize, &'static Key)> {
    keys.iter().enumerate().find(|(_, key)| key.name == name)
}
