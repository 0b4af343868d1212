//! Rules: from a file to what it means.
//!
//! A rule has three shapes. As written, it is keys, lines and trees with their places in the file (`file`,
//! `syntax`); as understood, it is a [`Rule`] whose [`Pattern`] has every name looked up (`names`); as collected, it is
//! one of a [`Pack`], which never changes again. Problems are collected on the way, all of them, and a rule that has
//! none works whatever is wrong with the others.
//!
//! From a file to a pack:
//!
//! | where | what it says |
//! |---|---|
//! | `yaml`, `slips` | the tree of a file with the place of every character; what goes wrong before there is one |
//! | `keys` | the keys of a file and of its rules: what they are for, what they hold, their order |
//! | `file` | what stands behind them |
//! | `parse` | the lines of patterns and examples: `syntax` as their tree |
//! | `names` | what each name in a line stands for: [`Pattern`] |
//! | `lint` | lines that are well formed and cannot work |
//! | `format`, `insert`, `refuse` | the one form in which a file is written; another rule, or another line of one, in a file as it is |
//! | `schema` | the keys as a JSON Schema, for editors |
//! | `describe` | a rule in plain English, for its readers |
//! | `standards` | what a project asks of its rules beyond being sound |
//! | `outline` | the names in a file, with their places |
//! | `pack`, `identity`, `ids`, `shipped` | many files together, what their rules say of each other, those that come with the program |

mod characters;
mod describe;
mod file;
mod format;
mod identity;
mod ids;
mod insert;
mod keys;
mod kind;
mod lint;
mod names;
mod outline;
mod pack;
mod parse;
mod pattern;
mod plain_words;
mod refuse;
mod same;
mod schema;
mod shipped;
mod slips;
mod standards;
mod syntax;
mod tags;
mod yaml;

pub use describe::{Meaning, Prose, Reading, Run, describe, say};
pub use file::{CONFIG_FILES, FileKind, declares_edition, is_rule_file};
pub(crate) use file::{MANIFEST_FILES, name_of_pack, read_config};
pub use format::{Unformatted, format};
pub use identity::{Named as RuleNamed, RuleKey};
pub(crate) use identity::{best, fit};
pub use insert::NewRule;
pub use outline::{Named, Outline, OverrideOutline, RuleOutline, outline};
pub(crate) use pack::lists_of_lexicon;
pub use pack::{
    Definition, DefinitionKind, Loaded, LoadedFile, Manifest, Override, Pack, Sheet, example_alone, load, load_among,
    pattern_alone,
};
pub use pattern::{Origin, Pattern, PatternKind, ROLES, Role, TokenTest, WordList, about_role};
pub use refuse::NewRefusal;
pub use same::Same;
pub use schema::{schema, schema_of_config, schema_of_manifest};
pub use shipped::{DEFAULT_PACKS, FACETS, PACKS, PACKS_AND_ALL, default_files, files_of, shipped, shipped_manifest};
pub use standards::{Required, Standards};
pub use syntax::{Boundary, Comparative, Flag, Operand, Order, Side};

pub(crate) use file::EDITION;
pub(crate) use keys::{FAIL, FILE, Holds, Key, OVERRIDE, RULE};
pub(crate) use kind::KnownKind;
pub(crate) use parse::{TEST_KEYS, is_pattern};
pub(crate) use pattern::Edges;
pub(crate) use shipped::{
    PRELUDE, file_of_rule, ids as shipped_ids, is_shipped, names as shipped_names, pack_of, shipped_file,
};

use std::sync::Arc;

use crate::diagnostic::SourceFile;
use crate::span::Span;
use crate::terms::ParagraphKind;

/// A rule as understood: it can be compiled, and its examples can be run.
#[derive(Debug)]
pub struct Rule {
    /// Its name, for ever.
    pub id: String,
    /// The pack it belongs to; empty where the file names none.
    pub pack: String,
    /// The language of the articles it is for, by its code; empty if the file names none.
    pub language: String,
    /// Whether the pack is none of those that come with the program.
    pub is_own: bool,
    /// The file it stands in.
    pub file: Arc<SourceFile>,
    /// Where its id stands in the file.
    pub span: Span,
    /// Its alternatives: each line finds by itself.
    pub lines: Vec<PatternLine>,
    /// What must not stand in the match and its clause.
    pub unless: Vec<PatternLine>,
    /// Captures that must have the same words.
    pub same: Option<Same>,
    /// Its examples.
    pub examples: Vec<Example>,
    /// How much it reads at once.
    pub within: Within,
    /// In which paragraphs it looks. The first is where its examples are.
    pub scope: Vec<ParagraphKind>,
    /// What is so of a sentence in which it finds something, where that is all it tells; such a rule finds no claim.
    pub facet: Option<String>,
    /// What kind of claim it finds.
    pub kind: String,
    /// How the source stands to the claim.
    pub stance: Stance,
    /// How often a match is right.
    pub confidence: Confidence,
    /// What another file says of it, which counts instead.
    pub overridden: Option<Override>,
    /// Where a source comes from that the match leaves out.
    pub source: Option<DefaultSource>,
    /// Rules it wins against where both find the same claim, as they are written.
    pub over: Vec<String>,
    /// The rules that `over` means.
    pub beats: Vec<RuleKey>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// An address with more about it.
    pub docs: Option<String>,
    /// Something about it.
    pub note: Option<String>,
    /// Names it once had, the first of them first.
    pub aliases: Vec<String>,
}

impl Rule {
    /// The id it had when it was written: what must not change with its name goes by this one.
    #[must_use]
    pub fn first_id(&self) -> &str {
        self.aliases.first().unwrap_or(&self.id)
    }
}

/// One line of a pattern, as understood.
#[derive(Debug)]
pub struct PatternLine {
    /// What it means.
    pub pattern: Pattern,
    /// As written.
    pub text: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// A sentence with what a rule should make of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Found, ignored, or not found yet.
    pub verdict: Verdict,
    /// The text without its marks; a line break where it has a `¶`.
    pub text: String,
    /// The spans it marks, in `text`, in the order of their starts.
    pub marks: Vec<(Role, Span)>,
    /// Where it stands in the file.
    pub span: Span,
}

/// What a rule should make of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Find it.
    Finds,
    /// Leave it alone.
    Ignores,
    /// Find it one day.
    NotYet,
}

/// How much of the text a rule reads at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Within {
    /// A sentence; a quotation of several sentences counts with the one it stands in.
    Sentence,
    /// A paragraph.
    Paragraph,
}

/// How the source stands to the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// Says it is so.
    Affirmed,
    /// Says it is not.
    Denied,
    /// Is not sure of it.
    Doubted,
    /// Wants to know.
    Asked,
}

/// How often a rule's matches are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Less often than not.
    Low,
    /// More often than not.
    Medium,
    /// Nearly always.
    High,
}

/// Where a source comes from that the match leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DefaultSource {
    /// Whoever spoke last.
    PreviousSpeaker,
}

macro_rules! named {
    ($name:ident: $($member:ident = $text:literal),*) => {
        impl $name {
            /// Every member, by the name it has in a rule file.
            pub const ALL: &[(&str, Self)] = &[$(($text, Self::$member)),*];

            /// The name it has in a rule file.
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
