//! Part-of-speech tags, and the tagger that gives them.
//!
//! The tagger is an averaged perceptron over hashed features (Collins 2002, "Discriminative training methods for
//! hidden Markov models"), greedy from left to right, with weights of one byte. It was chosen over a neural tagger
//! because it is small, exact to the bit on every machine, and fast enough to read whole archives; and over a
//! dependency parser because parsers of this size find the ends of reported clauses worse than rules do.

mod features;
mod model;
pub mod train;

pub(crate) use model::{Known, Model, WordScores, tag};

/// Makes an enumeration whose members have a name in the treebanks.
macro_rules! tags {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$member_doc])* $member,)* }

        impl $name {
            /// Every tag.
            pub const ALL: &[Self] = &[$(Self::$member,)*];

            /// The name the tag has in the treebanks.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$member => $text,)* }
            }

            /// The tag of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|tag| tag.name() == name)
            }
        }
    };
}

tags!(
    /// A tag of the Penn Treebank, with UD's additions: one token's word class and inflection.
    Penn {
        /// Coordinating conjunction: *and*.
        Cc = "CC",
        /// Cardinal number: *three*.
        Cd = "CD",
        /// Determiner: *the*.
        Dt = "DT",
        /// Existential *there*.
        Ex = "EX",
        /// Foreign word.
        Fw = "FW",
        /// Preposition or subordinating conjunction: *of*, *because*.
        In = "IN",
        /// Adjective: *new*.
        Jj = "JJ",
        /// Comparative adjective: *newer*.
        Jjr = "JJR",
        /// Superlative adjective: *newest*.
        Jjs = "JJS",
        /// List item marker.
        Ls = "LS",
        /// Modal verb: *will*.
        Md = "MD",
        /// Noun, singular or mass: *bridge*.
        Nn = "NN",
        /// Noun, plural: *bridges*.
        Nns = "NNS",
        /// Proper noun, singular: *Ruiz*.
        Nnp = "NNP",
        /// Proper noun, plural: *Americans*.
        Nnps = "NNPS",
        /// Predeterminer: *all* the.
        Pdt = "PDT",
        /// Possessive ending: *'s*.
        Pos = "POS",
        /// Personal pronoun: *she*.
        Prp = "PRP",
        /// Possessive pronoun: *her*.
        PrpS = "PRP$",
        /// Adverb: *never*.
        Rb = "RB",
        /// Comparative adverb: *later*.
        Rbr = "RBR",
        /// Superlative adverb: *most*.
        Rbs = "RBS",
        /// Particle: give *up*.
        Rp = "RP",
        /// Symbol.
        Sym = "SYM",
        /// The word *to*.
        To = "TO",
        /// Interjection: *yes*.
        Uh = "UH",
        /// Verb, base form: *say*.
        Vb = "VB",
        /// Verb, past tense: *said*.
        Vbd = "VBD",
        /// Verb, present participle or gerund: *saying*.
        Vbg = "VBG",
        /// Verb, past participle: *said*.
        Vbn = "VBN",
        /// Verb, present, not third person singular: *say*.
        Vbp = "VBP",
        /// Verb, present, third person singular: *says*.
        Vbz = "VBZ",
        /// Determiner that relates or asks: *which*.
        Wdt = "WDT",
        /// Pronoun that relates or asks: *who*.
        Wp = "WP",
        /// Possessive that relates or asks: *whose*.
        WpS = "WP$",
        /// Adverb that relates or asks: *when*.
        Wrb = "WRB",
        /// An address of mail or web.
        Add = "ADD",
        /// A piece of a word cut in two.
        Gw = "GW",
        /// An affix that stands alone.
        Afx = "AFX",
        /// Comma.
        Comma = ",",
        /// Mark that ends a sentence.
        Stop = ".",
        /// Colon, semicolon, dash, ellipsis.
        Colon = ":",
        /// Opening quotation mark.
        Open = "``",
        /// Closing quotation mark.
        Close = "''",
        /// Opening bracket.
        Lrb = "-LRB-",
        /// Closing bracket.
        Rrb = "-RRB-",
        /// Sign of a currency.
        Dollar = "$",
        /// Hyphen that stands alone.
        Hyph = "HYPH",
        /// Other punctuation.
        Nfp = "NFP",
    }
);

tags!(
    /// A universal part of speech: one of the 17 classes of Universal Dependencies.
    Pos {
        /// Adjective.
        Adj = "ADJ",
        /// Preposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary verb.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Common noun.
        Noun = "NOUN",
        /// Number.
        Num = "NUM",
        /// Particle: *to*, *not*, *'s*.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction: *that*, *because*.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Full verb.
        Verb = "VERB",
        /// Anything else.
        X = "X",
    }
);

/// Both tags of a token. The tagger gives them together, for each tells what the other does not: `IN` may be a
/// preposition or a conjunction, `VERB` any of six inflections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// Word class and inflection.
    pub penn: Penn,
    /// Universal part of speech.
    pub pos: Pos,
}

impl Tag {
    /// The tag of a token without a letter or digit, which needs no context.
    pub(crate) fn of_punctuation(mark: &str) -> Self {
        let (penn, pos) = match mark {
            "," => (Penn::Comma, Pos::Punct),
            "." | "!" | "?" => (Penn::Stop, Pos::Punct),
            ":" | ";" | "—" | "…" => (Penn::Colon, Pos::Punct),
            "\"" | "'" => (Penn::Close, Pos::Punct),
            "(" | "[" | "{" => (Penn::Lrb, Pos::Punct),
            ")" | "]" | "}" => (Penn::Rrb, Pos::Punct),
            "$" | "£" | "€" | "¥" | "₹" => (Penn::Dollar, Pos::Sym),
            "-" => (Penn::Hyph, Pos::Punct),
            "%" => (Penn::Nn, Pos::Sym),
            "&" => (Penn::Cc, Pos::Cconj),
            _ if mark.starts_with(['!', '?']) => (Penn::Stop, Pos::Punct),
            _ if mark.starts_with('-') => (Penn::Colon, Pos::Punct),
            _ if mark.starts_with(['#', '+', '=', '*', '<', '>', '@', '~', '^', '|', '/', '§', '°']) => {
                (Penn::Sym, Pos::Sym)
            }
            _ => (Penn::Nfp, Pos::Punct),
        };
        Self { penn, pos }
    }
}

impl Penn {
    /// A noun of any kind, proper ones too.
    #[must_use]
    pub const fn is_noun(self) -> bool {
        matches!(self, Self::Nn | Self::Nns | Self::Nnp | Self::Nnps)
    }

    /// A proper noun.
    #[must_use]
    pub const fn is_proper(self) -> bool {
        matches!(self, Self::Nnp | Self::Nnps)
    }

    /// A verb form other than a modal.
    #[must_use]
    pub const fn is_verb(self) -> bool {
        matches!(self, Self::Vb | Self::Vbd | Self::Vbg | Self::Vbn | Self::Vbp | Self::Vbz)
    }

    /// A form that can carry a clause: past, present or modal.
    #[must_use]
    pub const fn is_finite(self) -> bool {
        matches!(self, Self::Vbd | Self::Vbp | Self::Vbz | Self::Md)
    }

    /// An adjective of any degree.
    #[must_use]
    pub const fn is_adjective(self) -> bool {
        matches!(self, Self::Jj | Self::Jjr | Self::Jjs)
    }

    /// An adverb of any degree.
    #[must_use]
    pub const fn is_adverb(self) -> bool {
        matches!(self, Self::Rb | Self::Rbr | Self::Rbs)
    }
}
