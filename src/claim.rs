//! The output: claims, with their sources.
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
    /// A stable id, which depends on the ids of the article and the rule, the words of claim and source, and the number
    /// of equal ones before it; not on positions, paths, versions or the text of the rule.
    pub id: String,
    /// What is claimed, without the word that introduces it; several spans if the text interrupts it.
    pub claim: Passage,
    /// The attributed words by the convention of annotated corpora: including *that*, *whether* or *to*.
    pub content: Passage,
    /// The claim in words that can be understood without the article.
    pub normalized: Normalized,
    /// The source; `None` if the claim is made by the article itself.
    pub source: Option<Source>,
    /// The words that attribute it.
    pub cue: Option<Cue>,
    /// How much of it is quoted; `None` if the claim is made by the article itself.
    pub quote_type: Option<QuoteType>,
    /// The quantities in it, in the order of the text.
    pub quantities: Vec<Quantity>,
    /// The times to which it refers, in the order of the text: those in its words and, if the claim is made by the
    /// article itself, those that open its sentence or that its rule captured.
    pub times: Vec<Time>,
    /// What the other roles of the rule captured.
    pub roles: BTreeMap<String, Vec<Passage>>,
    /// The referents of the words in [`Self::roles`], in the same order; `None` if they are not a person or
    /// organisation.
    pub people: BTreeMap<String, Vec<Option<Source>>>,
    /// The id of the claim it is part of.
    pub parent: Option<String>,
    /// The kind of claim, as declared by the rule.
    pub kind: String,
    /// The stance of the source towards the claim.
    pub stance: Stance,
    /// The probability that an annotator would mark it as a claim of this source, from 0 to 1.
    pub confidence: f64,
    /// The rule that found it.
    pub rule: String,
    /// The line of the rule's `match`, from 1.
    pub line: usize,
    /// The pack of the rule.
    pub pack: String,
    /// The paragraph and sentence in which it begins, from 1.
    pub position: (usize, usize),
    /// Reservations to know before using it.
    pub flags: Vec<Flag>,
}

impl Claim {
    /// Whether it is attributed to somebody, and not a claim of the article itself.
    #[must_use]
    pub fn is_attributed(&self) -> bool {
        self.quote_type.is_some()
    }
}

/// Words of an article, with their position.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Passage {
    /// The words; several spans are joined by ` … `.
    pub text: String,
    /// The spans in bytes of the text of the article, in order.
    pub spans: Vec<Span>,
}

impl Passage {
    /// The words of `spans` in `text`.
    #[must_use]
    pub fn new(text: &str, spans: Vec<Span>) -> Self {
        let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        Self { text: words.join(" … "), spans }
    }

    /// Whether it has no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.iter().all(|span| span.is_empty())
    }
}

/// A version of a claim that can be read without the article: full sentences, with all names in full.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Normalized {
    /// The words.
    pub text: String,
    /// The replacements, in the order of the text.
    pub substitutions: Vec<Substitution>,
    /// Words that refer to something outside the claim, and were kept because the referent is uncertain.
    pub unresolved: Vec<Passage>,
    /// Whether the words are no sentence, so that they cannot be read without the article: *all charges*.
    pub fragment: bool,
}

/// Words of a claim that were replaced in the standalone version.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Substitution {
    /// The words.
    pub words: Passage,
    /// The new words.
    pub replacement: String,
    /// Where the article has the new words.
    pub antecedent: Option<Passage>,
    /// The kind of the replaced words.
    pub kind: SubstitutionKind,
}

/// The source of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Source {
    /// The words for it in this sentence or, if there are none, in the last mention before; empty if it is never
    /// mentioned.
    pub mention: Passage,
    /// The form of the mention.
    pub form: Mention,
    /// The fullest name in the article.
    pub canonical_name: String,
    /// Its title or office.
    pub title: Option<String>,
    /// Its organisation, party or country.
    pub affiliation: Option<String>,
    /// Its kind.
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
    /// The dictionary form of its head word.
    pub lemma: String,
    /// The part of speech of the head word.
    pub kind: CueKind,
    /// The attitude towards the content that it expresses.
    pub class: CueClass,
    /// Whether it is negated: *did not say*.
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

            /// The name used in output.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$member => $text,)* }
            }

            /// The member with that name.
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
        /// Not in this sentence.
        None = "none",
    }
);

published!(
    /// The kind of a source.
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
        /// Not given in the article.
        Unknown = "unknown",
    }
);

published!(
    /// How a source's full name was found.
    Resolution {
        /// The mention is the full name.
        Itself = "itself",
        /// By a name given in full elsewhere.
        Name = "name",
        /// By the shortened name of an organisation.
        Acronym = "acronym",
        /// By a title or office.
        Title = "title",
        /// By the antecedent of a pronoun.
        Pronoun = "pronoun",
        /// As the previous speaker.
        PreviousSpeaker = "previous speaker",
        /// It was not found.
        None = "none",
    }
);

published!(
    /// The part of speech of the head word of a cue.
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
    /// The kind of words that were replaced.
    SubstitutionKind {
        /// A pronoun: *he*.
        Pronoun = "pronoun",
        /// A short name: *Kim*.
        Name = "name",
        /// An office: *the mayor*.
        Office = "office",
        /// A relative date: *on Monday*.
        Date = "date",
        /// A verb that agrees with a replacement: *am*.
        Agreement = "agreement",
        /// The verb at the start of a claim, which gets a subject: *deleting emails*.
        Subject = "subject",
    }
);

published!(
    /// The attitude towards a content that a cue expresses.
    CueClass {
        /// Asserts it.
        Assertion = "assertion",
        /// Treats it as a fact: *knows*, *admitted*.
        Knowledge = "knowledge",
        /// Considers it true: *believes*, *expects*.
        Belief = "belief",
        /// Gives evidence for it: *found*, *the study indicates*.
        Evidence = "evidence",
        /// Denies it.
        Denial = "denial",
        /// Leaves open whether it is true, or doubts it: *doubts*, *allegedly*.
        Doubt = "doubt",
        /// Asks whether it is true.
        Question = "question",
        /// Demands it: *urged*.
        Demand = "demand",
        /// Promises or plans it: *vowed*, *threatened*.
        Promise = "promise",
        /// Evaluates it: *welcomed*.
        Evaluation = "evaluation",
    }
);

published!(
    /// How much of a content is in quotation marks.
    QuoteType {
        /// All of it.
        Direct = "direct",
        /// None of it.
        Indirect = "indirect",
        /// Part of it.
        Mixed = "mixed",
    }
);

published!(
    /// A reservation to know before using a claim.
    Flag {
        /// A pronoun that was not resolved.
        UnresolvedPronoun = "unresolved-pronoun",
        /// It contains words such as *he* or *this* whose referent is unknown.
        UnresolvedReference = "unresolved-reference",
        /// The words of the claim are no sentence, so there is no standalone version of them.
        Fragment = "fragment",
        /// The verb of the claim or of its cue is only the second best reading of that word: *crime rose*.
        UncertainReading = "uncertain-reading",
        /// A quotation mark has no partner.
        UnbalancedQuotation = "unbalanced-quotation",
        /// It is in a headline.
        Headline = "headline",
        /// It is in a caption.
        Caption = "caption",
        /// Its source was inferred from the context.
        InferredSource = "inferred-source",
    }
);
