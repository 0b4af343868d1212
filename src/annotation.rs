//! The terms that rules and texts share.
//!
//! A rule asks for a part of speech, an entity, a kind of paragraph; a text is described in the same words. Neither
//! side knows the other: both know this list, and the engine compares.

/// Makes an enumeration whose members have a name that people write.
macro_rules! terms {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$member_doc])* $member,)* }

        impl $name {
            /// Every member.
            pub const ALL: &[Self] = &[$(Self::$member,)*];

            /// The name people write.
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

terms!(
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

terms!(
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

terms!(
    /// What a paragraph is; the names rules use under `scope:`.
    ParagraphKind {
        /// A headline, or a heading between paragraphs.
        Headline = "headline",
        /// The place and agency before the first sentence: *HALDEN, Nov. 3 (Delta) —*.
        Dateline = "dateline",
        /// Who wrote it: *By Rita Moss*.
        Byline = "byline",
        /// Running text.
        Body = "body",
        /// The text below a photograph.
        Caption = "caption",
        /// Whose photograph it is, and other remains of layout.
        Credit = "credit",
        /// A turn in an interview, with the speaker's name or letter before it.
        Transcript = "transcript",
    }
);

terms!(
    /// What a name or number stands for; the values of `[entity=…]`.
    EntityKind {
        /// A person.
        Person = "person",
        /// An organisation.
        Org = "org",
        /// A place.
        Place = "place",
        /// A date, or a time that can be dated.
        Date = "date",
        /// A number.
        Number = "number",
        /// A sum of money.
        Money = "money",
    }
);

terms!(
    /// A stretch of text that the reading of English finds; a pattern asks for it with `@text/name`.
    SpanKind {
        /// A finite clause, up to where it ends as the content of a report.
        Clause = "clause",
        /// What stands between quotation marks.
        Quoted = "quoted",
        /// A noun phrase with what belongs to it.
        NounPhrase = "noun-phrase",
        /// A verb in its base form with what belongs to it.
        VerbPhrase = "verb-phrase",
        /// An *-ing* form with what belongs to it.
        IngPhrase = "ing-phrase",
        /// What completes a verb or noun: any words, up to where their clause ends as the content of a report.
        Complement = "complement",
        /// Somebody or something that can say: a noun phrase or pronoun, with title and apposition.
        Source = "source",
        /// Any stretch between two boundaries of a sentence: commas, dashes, conjunctions, its ends.
        Part = "part",
        /// A person's name.
        Person = "person",
        /// An organisation's name.
        Org = "org",
        /// A place's name.
        Place = "place",
        /// A number, without sign or unit.
        Number = "number",
        /// A sum of money, with its currency.
        Money = "money",
        /// A date.
        Date = "date",
        /// A title or office without a name.
        Title = "title",
    }
);

terms!(
    /// What a claim can be about, as the groups that facets are told in: `tense/past` belongs to `tense`.
    FacetGroup {
        /// What kind of thing is claimed: a quantity, a cause. Files may name types of their own.
        Type = "type",
        /// What area of life it is about: health, crime. Files may name topics of their own.
        Topic = "topic",
        /// Whether it says that something is not so.
        Polarity = "polarity",
        /// How it is hedged.
        Modality = "modality",
        /// When it is so.
        Tense = "tense",
        /// What is done by saying it.
        Act = "act",
    }
);

terms!(
    /// Whether something is said to be so; the members of the group `polarity`.
    Polarity {
        /// It is so.
        Positive = "positive",
        /// It is not so.
        Negative = "negative",
    }
);

terms!(
    /// How a claim is hedged; the members of the group `modality`.
    Modality {
        /// It may be so: *perhaps*, *could*.
        Hedge = "hedge",
        /// It is so under a condition: *if*, *unless*.
        Condition = "condition",
        /// It is going to be so: *will*, *is expected to*.
        Prediction = "prediction",
        /// Somebody means to make it so: *plans to*.
        Intention = "intention",
        /// It has to be so: *must*, *should*.
        Obligation = "obligation",
    }
);

terms!(
    /// When something is so; the members of the group `tense`.
    Tense {
        /// It was: *fell*, *has fallen*.
        Past = "past",
        /// It is.
        Present = "present",
        /// It will be.
        Future = "future",
    }
);

terms!(
    /// What is done by saying something; the members of the group `act`.
    SpeechAct {
        /// Something is stated.
        Statement = "statement",
        /// Something is asked.
        Question = "question",
        /// Somebody is told to do something.
        Command = "command",
        /// Somebody promises something.
        Promise = "promise",
        /// Something is denied.
        Denial = "denial",
    }
);

impl FacetGroup {
    /// The group of a facet and its name in it; nothing where it is in none.
    #[must_use]
    pub fn of(facet: &str) -> Option<(Self, &str)> {
        let (group, member) = facet.split_once('/')?;
        Some((Self::named(group)?, member))
    }

    /// The names its members can have; nothing where a file may name others.
    #[must_use]
    pub fn members(self) -> Option<Vec<&'static str>> {
        match self {
            Self::Type | Self::Topic => None,
            Self::Polarity => Some(names(Polarity::ALL, Polarity::name)),
            Self::Modality => Some(names(Modality::ALL, Modality::name)),
            Self::Tense => Some(names(Tense::ALL, Tense::name)),
            Self::Act => Some(names(SpeechAct::ALL, SpeechAct::name)),
        }
    }
}

/// The names of some members, in their order.
pub(crate) fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|&member| name(member)).collect()
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
