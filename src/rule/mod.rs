//! Rules: from a file to its meaning.
//!
//! A rule has three forms. As written, it consists of keys, lines and trees with their places in the file (`file`,
//! `ast`). As understood, it is a [`Rule`] whose [`Pattern`] has every name resolved (`names`). As collected, it is
//! part of a [`Pack`], which never changes again. All problems are collected along the way, and a rule without problems
//! works whatever is wrong with the others.
//!
//! From a file to a pack:
//!
//! | module | what it contains |
//! |---|---|
//! | `yaml` | the tree of a file with the place of every character; mistakes that prevent one |
//! | `keys` | the keys of a file and of its rules: their purpose, type and order |
//! | `file` | the values of keys |
//! | `parse` | the lines of patterns and examples, parsed to the tree of `ast` |
//! | `names` | what each name in a line refers to: [`Pattern`] |
//! | `lint` | lines that are well-formed but cannot work |
//! | `format`, `insert`, `add_unless` | the formatter; adding a rule, or a line of a rule, to a file without changing the rest |
//! | `schema` | the keys as a JSON Schema, for editors |
//! | `describe` | a rule in plain English |
//! | `standards` | what a project requires of its rules beyond validity |
//! | `outline` | the names in a file, with their places |
//! | `pack`, `rule_names`, `references`, `shipped` | many files together, references between their rules, those that come with the program |

mod add_unless;
mod ast;
mod characters;
mod describe;
mod file;
mod format;
mod insert;
mod keys;
mod kind;
mod lint;
mod names;
mod outline;
mod pack;
mod parse;
mod pattern;
mod references;
mod rule_names;
mod same;
mod schema;
mod shipped;
mod standards;
pub(crate) mod yaml;

pub use add_unless::NewRefusal;
pub use ast::{Boundary, Comparative, Flag, Operand, Order, Side};
pub use describe::{Meaning, Prose, Reading, Run, describe, say};
pub use file::{CONFIG_FILES, FileKind, declares_edition, is_rule_file};
pub(crate) use file::{MANIFEST_FILES, name_of_pack, read_config};
pub use format::{Unformatted, format};
pub use insert::NewRule;
pub use outline::{Named, Outline, OverrideOutline, RuleOutline, outline};
pub(crate) use pack::lists_of_lexicon;
pub use pack::{
    Definition, DefinitionKind, FileInContext, Loaded, LoadedFile, Manifest, Override, Pack, example_alone, load,
    load_among, pattern_alone,
};
pub use pattern::{Origin, Pattern, PatternKind, ROLES, Role, TokenTest, WordList, about_role};
pub use rule_names::{Named as RuleNamed, RuleKey};
pub(crate) use rule_names::{best, fit};
pub use same::Same;
pub use schema::{schema, schema_of_config, schema_of_manifest};
pub use shipped::{DEFAULT_PACKS, FACETS, PACKS, PACKS_AND_ALL, default_files, files_of, shipped, shipped_manifest};
pub use standards::{Required, Standards};

pub(crate) use file::EDITION;
pub(crate) use keys::{FAIL, FILE, Holds, Key, OVERRIDE, RULE};
pub(crate) use kind::KnownKind;
pub(crate) use parse::{TEST_KEYS, is_pattern};
pub(crate) use pattern::Edges;
pub(crate) use shipped::{
    PRELUDE, file_of_rule, ids as shipped_ids, is_shipped, names as shipped_names, pack_of, shipped_file,
};

use std::sync::Arc;

use crate::annotation::ParagraphKind;
use crate::diagnostic::SourceFile;
use crate::span::Span;

/// A rule as understood: it can be compiled, and its examples can be run.
#[derive(Debug)]
pub struct Rule {
    /// Its permanent name.
    pub id: String,
    /// The pack it belongs to; empty if the file names none.
    pub pack: String,
    /// The code of the language of the articles it is for; empty if the file names none.
    pub language: String,
    /// Whether its pack doesn't come with the program.
    pub is_own: bool,
    /// The file it is in.
    pub file: Arc<SourceFile>,
    /// The span of its id in the file.
    pub span: Span,
    /// Its alternatives; each line matches on its own.
    pub lines: Vec<PatternLine>,
    /// What must not be in the match and its clause.
    pub unless: Vec<PatternLine>,
    /// Captures that must have the same words.
    pub same: Option<Same>,
    /// Its examples.
    pub examples: Vec<Example>,
    /// How much text it reads at once.
    pub within: Within,
    /// The paragraphs it looks in. Its examples are read as paragraphs of the first kind.
    pub scope: Vec<ParagraphKind>,
    /// The facet of the sentences it matches, if that is all it reports; such a rule finds no claims.
    pub facet: Option<String>,
    /// The kind of claim it finds.
    pub kind: String,
    /// The source's attitude to the claim.
    pub stance: Stance,
    /// How often a match is right.
    pub confidence: Confidence,
    /// Settings of another file that replace its own.
    pub overridden: Option<Override>,
    /// Where the source comes from if the match has none.
    pub source: Option<DefaultSource>,
    /// Rules it wins against if both find the same claim, as they are written.
    pub over: Vec<String>,
    /// The rules that `over` refers to.
    pub beats: Vec<RuleKey>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The address of a page with more about it.
    pub docs: Option<String>,
    /// A note about it.
    pub note: Option<String>,
    /// Its former names, oldest first.
    pub aliases: Vec<String>,
}

impl Rule {
    /// The id it was first written with. Use it for what must not change when the rule is renamed.
    #[must_use]
    pub fn first_id(&self) -> &str {
        self.aliases.first().unwrap_or(&self.id)
    }
}

/// One line of a pattern, as understood.
#[derive(Debug)]
pub struct PatternLine {
    /// Its meaning.
    pub pattern: Pattern,
    /// As written.
    pub text: String,
    /// Its span in the file.
    pub span: Span,
}

/// A sentence with the expected result of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Whether it is to be found, ignored, or not found yet.
    pub verdict: Verdict,
    /// The text without its marks, with a line break for each `¶`.
    pub text: String,
    /// The spans it marks in `text`, in the order of their starts.
    pub marks: Vec<(Role, Span)>,
    /// Its span in the file.
    pub span: Span,
}

/// The expected result of a rule on an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The rule finds it.
    Finds,
    /// The rule ignores it.
    Ignores,
    /// The rule doesn't find it yet, but should one day.
    NotYet,
}

/// How much of the text a rule reads at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Within {
    /// A sentence. A quotation of several sentences belongs to the sentence it is in.
    Sentence,
    /// A paragraph.
    Paragraph,
}

/// The source's attitude to the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// Says that it is true.
    Affirmed,
    /// Says that it is not true.
    Denied,
    /// Is not sure.
    Doubted,
    /// Asks.
    Asked,
}

/// How often a rule's matches are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// In fewer than half of the cases.
    Low,
    /// In more than half of the cases.
    Medium,
    /// Nearly always.
    High,
}

/// Where the source comes from if the match has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DefaultSource {
    /// Whoever spoke last.
    PreviousSpeaker,
}

macro_rules! named {
    ($name:ident: $($member:ident = $text:literal),*) => {
        impl $name {
            /// Every member with its name in rule files.
            pub const ALL: &[(&str, Self)] = &[$(($text, Self::$member)),*];

            /// Its name in rule files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$member => $text,)* }
            }
        }
    };
}

named!(Verdict: Finds = "finds", Ignores = "ignores", NotYet = "not-yet");
named!(Within: Sentence = "sentence", Paragraph = "paragraph");
named!(Stance: Affirmed = "affirmed", Denied = "denied", Doubted = "doubted", Asked = "asked");
named!(Confidence: Low = "low", Medium = "medium", High = "high");
named!(DefaultSource: PreviousSpeaker = "previous-speaker");

/// Where a rule looks that names no scope: wherever an article makes claims.
pub const DEFAULT_SCOPE: [ParagraphKind; 4] =
    [ParagraphKind::Body, ParagraphKind::Headline, ParagraphKind::Caption, ParagraphKind::Transcript];
