//! What goes out: claims, with who made them.
//!
//! The names are the field's: a *source* attributes a *content* to itself by a *cue*. Everything that is known is here, and
//! nothing that is not: no field holds a guess without saying so. Positions are bytes of the article's text; whoever
//! publishes them converts them.

use std::collections::BTreeMap;

use crate::measure::{Quantity, Time};
use crate::rule::Stance;
use crate::span::Span;

/// A claim found in an article.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Claim {
    /// Stable name: depends on the article's id, the rule's id, the words of claim and source, and how many like it came
    /// before; not on positions, paths, versions or the rule's text.
    pub id: String,
    /// What is claimed, without the word that introduces it; several spans where the text interrupts it.
    pub claim: Passage,
    /// The attributed words by the convention of annotated corpora: with *that*, *whether* or *to*.
    pub content: Passage,
    /// The claim in words that are clear without the article.
    pub normalized: Normalized,
    /// Who claims it; nothing where the article does so itself.
    pub source: Option<Source>,
    /// The words that attribute it.
    pub cue: Option<Cue>,
    /// How much of it stands in quotation marks; nothing where the article states it in its own voice.
    pub quote_type: Option<QuoteType>,
    /// How much it says there is, in the order of the text.
    pub quantities: Vec<Quantity>,
    /// When it says that something is, was or will be, in the order of the text: the times in its words and, where the article
    /// states it in its own voice, those that open its sentence or that its rule captured.
    pub times: Vec<Time>,
    /// What the other roles of the rule captured.
    pub roles: BTreeMap<String, Vec<Passage>>,
    /// Whom the words of [`Self::roles`] name, in the same order; `None` if it is no person or organisation.
    pub people: BTreeMap<String, Vec<Option<Source>>>,
    /// The id of the claim it is part of.
    pub parent: Option<String>,
    /// What kind of claim the rule finds.
    pub kind: String,
    /// How the source stands to it.
    pub stance: Stance,
    /// How probable it is that a reader would mark it as a claim of this source, from 0 to 1.
    pub confidence: f64,
    /// The rule that found it.
    pub rule: String,
    /// The line of the rule's `match`, from 1.
    pub line: usize,
    /// The pack of the rule.
    pub pack: String,
    /// Paragraph and sentence it begins in, from 1.
    pub position: (usize, usize),
    /// What one should know before using it.
    pub flags: Vec<Flag>,
}

impl Claim {
    /// Whether somebody is said to claim it; otherwise the article does so in its own voice.
    #[must_use]
    pub fn is_attributed(&self) -> bool {
        self.quote_type.is_some()
    }
}

/// Words of an article, with their place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Passage {
    /// The words; where there are several spans, joined by ` … `.
    pub text: String,
    /// Where they stand, in bytes of the article's text, in order.
    pub spans: Vec<Span>,
}

impl Passage {
    /// The words of `spans` in `text`.
    #[must_use]
    pub fn new(text: &str, spans: Vec<Span>) -> Self {
        let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        Self { text: words.join(" … "), spans }
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.iter().all(|span| span.is_empty())
    }
}

/// A claim so that it stands alone: as sentences, with whom and what it means in full.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Normalized {
    /// The words.
    pub text: String,
    /// What was replaced, in the order of the text.
    pub substitutions: Vec<Substitution>,
    /// What means something the claim does not say, and was left because nobody can be sure what.
    pub unresolved: Vec<Passage>,
}

/// Words of a claim that were replaced so that it stands alone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Substitution {
    /// The words.
    pub words: Passage,
    /// What stands in their place.
    pub replacement: String,
    /// Where the article has what they mean.
    pub antecedent: Option<Passage>,
    /// What the words are.
    pub kind: SubstitutionKind,
}

/// Who makes a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Source {
    /// How the article names it here or, where it does not, where it last did; empty where it never does.
    pub mention: Passage,
    /// What kind of mention that is.
    pub form: Mention,
    /// The fullest name the article has for it.
    pub canonical_name: String,
    /// Its title or office.
    pub title: Option<String>,
    /// What it belongs to.
    pub affiliation: Option<String>,
    /// What it is.
    pub kind: SourceKind,
    /// How the name was found.
    pub resolution: Resolution,
}

/// The words that attribute a content to a source.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cue {
    /// The words.
    pub words: Passage,
    /// The dictionary form of the word that carries it.
    pub lemma: String,
    /// What that word is.
    pub kind: CueKind,
    /// What it does with the content.
    pub class: CueClass,
    /// Whether that is negated: *did not say*.
    pub negated: bool,
}

macro_rules! published {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$member_doc])* $member,)* }

        impl $name {
            /// Every member.
            pub const ALL: &[Self] = &[$(Self::$member,)*];

            /// The name it is published under.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$member => $text,)* }
            }

            /// The member of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.name() == name)
            }
        }
    };
}

published!(
    /// How an article mentions a source.
    Mention {
        /// By name.
        Name = "name",
        /// By a noun: *the mayor*.
        Nominal = "nominal",
        /// By a pronoun.
        Pronoun = "pronoun",
        /// Not at all here.
        None = "none",
    }
);

published!(
    /// What a source is.
    SourceKind {
        /// A person with a name.
        NamedPerson = "named person",
        /// An organisation, or a place that speaks for its government, with a name.
        NamedOrganisation = "named organisation",
        /// A text, a study, a poll.
        Document = "document",
        /// Somebody who does not want to be named.
        Anonymous = "anonymous",
        /// A person without a name.
        UnnamedPerson = "unnamed person",
        /// Several people without a name.
        UnnamedGroup = "unnamed group",
        /// Nobody the article tells.
        Unknown = "unknown",
    }
);

published!(
    /// How a source's full name was found.
    Resolution {
        /// The mention says it.
        Itself = "itself",
        /// By a name given in full elsewhere.
        Name = "name",
        /// By the shortened name of an organisation.
        Acronym = "acronym",
        /// By a title or office.
        Title = "title",
        /// By what a pronoun stands for.
        Pronoun = "pronoun",
        /// As the speaker before.
        PreviousSpeaker = "previous speaker",
        /// Not.
        None = "none",
    }
);

published!(
    /// What carries a cue.
    CueKind {
        /// A verb: *said*.
        Verb = "verb",
        /// A noun: *claim that*.
        Noun = "noun",
        /// An adjective: *confident that*.
        Adjective = "adjective",
        /// A preposition: *according to*.
        Preposition = "preposition",
        /// An adverb: *allegedly*.
        Adverb = "adverb",
        /// A colon or dash.
        Punctuation = "punctuation",
    }
);

published!(
    /// What words are that were replaced.
    SubstitutionKind {
        /// A pronoun: *he*.
        Pronoun = "pronoun",
        /// A name that is not whole: *Kim*.
        Name = "name",
        /// An office: *the mayor*.
        Office = "office",
        /// A date that depends on the day: *on Monday*.
        Date = "date",
        /// A verb that agrees with what was replaced: *am*.
        Agreement = "agreement",
        /// The verb of a claim that begins with it, and now has a subject: *deleting emails*.
        Subject = "subject",
    }
);

published!(
    /// What a cue does with its content.
    CueClass {
        /// Says that it is so.
        Assertion = "assertion",
        /// Takes it for a fact: *knows*, *admitted*.
        Knowledge = "knowledge",
        /// Takes it to be so: *believes*, *expects*.
        Belief = "belief",
        /// Shows that it is so: *found*, *the study indicates*.
        Evidence = "evidence",
        /// Says that it is not so.
        Denial = "denial",
        /// Leaves open whether it is so, or does not trust it: *doubts*, *allegedly*.
        Doubt = "doubt",
        /// Asks whether it is so.
        Question = "question",
        /// Wants it to be made so: *urged*.
        Demand = "demand",
        /// Promises or plans to make it so: *vowed*, *threatened*.
        Promise = "promise",
        /// Finds it good or bad: *welcomed*.
        Evaluation = "evaluation",
    }
);

published!(
    /// How much of a content stands in quotation marks.
    QuoteType {
        /// All of it.
        Direct = "direct",
        /// Nothing.
        Indirect = "indirect",
        /// Part of it.
        Mixed = "mixed",
    }
);

published!(
    /// What one should know before using a claim.
    Flag {
        /// A pronoun whose name was not found.
        UnresolvedPronoun = "unresolved-pronoun",
        /// It means something by words that do not say what, such as *he* or *this*.
        UnresolvedReference = "unresolved-reference",
        /// A quotation mark has no partner.
        UnbalancedQuotation = "unbalanced-quotation",
        /// It stands in a headline.
        Headline = "headline",
        /// It stands below a photograph.
        Caption = "caption",
        /// Its source is told by what comes before alone.
        InferredSource = "inferred-source",
    }
);
