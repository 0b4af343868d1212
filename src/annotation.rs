//! The vocabulary shared by rules and texts.
//!
//! A rule asks for a part of speech, an entity, a kind of paragraph; a text is annotated with the same terms. Neither
//! side depends on the other: both depend on this list, and the engine compares them.

/// Defines an enumeration whose members have a name.
macro_rules! terms {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$member_doc])* $member,)* }

        impl $name {
            /// Every member.
            pub const ALL: &[Self] = &[$(Self::$member,)*];

            /// The name used in files.
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

terms!(
    /// A tag of the Penn Treebank, with the additions of UD: the word class and inflection of one token.
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
        /// Relative or interrogative determiner: *which*.
        Wdt = "WDT",
        /// Relative or interrogative pronoun: *who*.
        Wp = "WP",
        /// Relative or interrogative possessive: *whose*.
        WpS = "WP$",
        /// Relative or interrogative adverb: *when*.
        Wrb = "WRB",
        /// An e-mail address or URL.
        Add = "ADD",
        /// A part of a word that was split.
        Gw = "GW",
        /// A separate affix.
        Afx = "AFX",
        /// Comma.
        Comma = ",",
        /// Punctuation mark at the end of a sentence.
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
        /// Currency symbol.
        Dollar = "$",
        /// A separate hyphen.
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
    /// The kind of a paragraph; the names used under `scope:`.
    ParagraphKind {
        /// A headline, or a heading between paragraphs.
        Headline = "headline",
        /// The place and agency before the first sentence: *HALDEN, Nov. 3 (Delta) —*.
        Dateline = "dateline",
        /// The author: *By Rita Moss*.
        Byline = "byline",
        /// Running text.
        Body = "body",
        /// The text below a photograph.
        Caption = "caption",
        /// The photographer, and other remains of layout.
        Credit = "credit",
        /// A turn of an interview, after the name or letter of the speaker.
        Transcript = "transcript",
    }
);

terms!(
    /// The kind of a name or number; the values of `[entity=…]`.
    EntityKind {
        /// A person.
        Person = "person",
        /// An organisation.
        Org = "org",
        /// A place.
        Place = "place",
        /// A date, or a time that can be resolved to one.
        Date = "date",
        /// A number.
        Number = "number",
        /// A sum of money.
        Money = "money",
    }
);

terms!(
    /// A kind of text span found by the grammar of English; a pattern refers to it by `@text/name`.
    SpanKind {
        /// A finite clause, up to where it ends as reported content.
        Clause = "clause",
        /// The text between quotation marks.
        Quoted = "quoted",
        /// A noun phrase with its modifiers.
        NounPhrase = "noun-phrase",
        /// A verb in its base form with its complements.
        VerbPhrase = "verb-phrase",
        /// An *-ing* form with its complements.
        IngPhrase = "ing-phrase",
        /// The complement of a verb or noun: any words, up to where their clause ends as reported content.
        Complement = "complement",
        /// A possible speaker: a noun phrase or pronoun, with title and apposition.
        Source = "source",
        /// Any span between two boundaries inside a sentence: commas, dashes, conjunctions, its ends.
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
    /// The groups of facets: `tense/past` belongs to `tense`.
    FacetGroup {
        /// The kind of statement: a quantity, a cause. Files may define their own types.
        Type = "type",
        /// The subject area: health, crime. Files may define their own topics.
        Topic = "topic",
        /// Whether it is negated.
        Polarity = "polarity",
        /// How it is hedged.
        Modality = "modality",
        /// Its time.
        Tense = "tense",
        /// The speech act.
        Act = "act",
    }
);

terms!(
    /// Whether a statement is negated; the members of the group `polarity`.
    Polarity {
        /// Affirmative.
        Positive = "positive",
        /// Negated.
        Negative = "negative",
    }
);

terms!(
    /// How a claim is hedged; the members of the group `modality`.
    Modality {
        /// Possible: *perhaps*, *could*.
        Hedge = "hedge",
        /// Conditional: *if*, *unless*.
        Condition = "condition",
        /// Predicted: *will*, *is expected to*.
        Prediction = "prediction",
        /// Intended: *plans to*.
        Intention = "intention",
        /// Obligatory: *must*, *should*.
        Obligation = "obligation",
    }
);

terms!(
    /// The time of a statement; the members of the group `tense`.
    Tense {
        /// Past: *fell*, *has fallen*.
        Past = "past",
        /// Present.
        Present = "present",
        /// Future.
        Future = "future",
    }
);

terms!(
    /// The speech act of a sentence; the members of the group `act`.
    SpeechAct {
        /// Something is stated.
        Statement = "statement",
        /// Something is asked.
        Question = "question",
        /// Somebody is asked to do something.
        Command = "command",
        /// Somebody promises something.
        Promise = "promise",
        /// Something is denied.
        Denial = "denial",
    }
);

impl FacetGroup {
    /// The group of a facet and its name in the group; `None` if it is in none.
    #[must_use]
    pub fn of(facet: &str) -> Option<(Self, &str)> {
        let (group, member) = facet.split_once('/')?;
        Some((Self::named(group)?, member))
    }

    /// The possible names of its members; `None` if files may define others.
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

/// The names of some members, in order.
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
