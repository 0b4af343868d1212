//! The names of closed word classes and tables, each of which a language fills in `rules/<language>/language`.
//!
//! A set is named after what the reader wants its words for. Its name in the files is that of the variant in lower case with
//! hyphens.

use std::fmt;

/// An enum of names: all of them, each with its name in the files.
macro_rules! names {
    ($(#[$about:meta])* $list:ident { $($(#[$doc:meta])* $name:ident = $text:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum $list {
            $($(#[$doc])* $name,)*
        }

        impl $list {
            /// All of them, in order.
            pub(crate) const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its name in the files.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

pub(super) use names;

names! {
    /// A closed class of words, all in lower case.
    Set {
        // calendar, read by everybody
        /// The names of days, also in the plural.
        Weekdays = "weekdays",
        /// The names of months, also in short.
        Months = "months",
        /// *today* and its kin.
        NearDays = "near-days",

        // words and sentences
        /// Words that begin sentences often enough to end one behind *Inc.* or *U.S.*
        Starters = "starters",
        /// Pronouns of the third person that can be the subject: *he*, *they*.
        ThirdPersons = "third-persons",
        /// Words that are prepositions by their tag and carry a cue: *according* to.
        CuePrepositions = "cue-prepositions",
        /// Conjunctions that join clauses of one rank.
        Coordinators = "coordinators",
        /// The conjunction that adds something of the same kind: *and*.
        Additions = "additions",
        /// Words that make a clause a content: *that*, *whether*.
        Complementizers = "complementizers",
        /// Words that open a content which is a question: *if*, *how*, *when*.
        Interrogatives = "interrogatives",
        /// Words behind which a content can begin that stands before its cue.
        ContentOpeners = "content-openers",
        /// What stands before an infinitive: *to*.
        InfinitiveMarks = "infinitive-marks",
        /// *the*.
        DefiniteArticles = "definite-articles",
        /// Words that are no names even where a headline gives them a capital.
        NeverNames = "never-names",
        /// Words too frequent to look for first, if a pattern has others.
        Frequent = "frequent",
        // parts of an article
        /// Words that stand in the credit of a photograph.
        CreditWords = "credit-words",
        /// Those of them that stand in the brackets at the end of a caption, also within a word.
        CaptionCredits = "caption-credits",
        /// Words with a colon that begin a caption.
        CaptionLabels = "caption-labels",
        /// Phrases that only captions have.
        CaptionPhrases = "caption-phrases",
        /// What a byline begins with.
        BylineOpeners = "byline-openers",
        /// Words without a capital that a byline may have.
        BylineWords = "byline-words",
        // names
        /// What stands behind a name to tell generations apart: *Jr.*, *III*.
        Generations = "generations",
        /// Words before a day or month that only says when: *on Friday Rao said*.
        BeforeDays = "before-days",
        /// Articles that are joined to a name by a hyphen: *al*-Hariri.
        ArabicArticles = "arabic-articles",
        /// Small words that join the names of one person or place: *van*, *de*.
        NameParticles = "name-particles",
        /// Prepositions inside the name of an office: *Secretary of State*.
        NameLinks = "name-links",
        /// Those of them that may have an article behind them.
        NameLinksWithArticle = "name-links-with-article",
        /// Kinds of office that join two fields: *Department of Health and Human Services*.
        DepartmentWords = "department-words",
        /// Prepositions before places.
        BeforePlaces = "before-places",
        /// Words that a shortened form may have as its lemma, and a pattern with `~` does not find it: *have* of *'d*.
        HiddenLemmas = "hidden-lemmas",
        // pieces of words
        /// What stands behind an apostrophe at the end of a word and is a token with it: *s*, *re*.
        Clitics = "clitics",
        /// Words that begin with an apostrophe, without it: *em*, *til*.
        Clipped = "clipped",
        /// Nouns for occasions on which things are said: *in an interview* hangs on the verb, not on the speaker.
        Occasions = "occasions",

        // measures

        // people and sources
        /// Nouns that say how two people are related, and nothing of what either is: *ally*, *colleague*.
        Relations = "relations",
        /// Surnames that can be the first word of a name, which then says nothing of gender: *Kim Min-ji*.
        LeadingSurnames = "leading-surnames",
        /// What joins an office to what it belongs to: *the mayor of Halden*, *an analyst at the bank*.
        OfficeLinks = "office-links",
        /// The preposition of possession: *of*.
        Genitive = "genitive",
        /// Words that adorn an office and do not distinguish one from another: *the embattled minister*.
        OfficeOrnaments = "office-ornaments",
        /// Words for an office that somebody has no longer: *former*.
        Former = "former",
        /// Words that make an office another one: a *vice* president is no president.
        OfficeRanks = "office-ranks",
        /// Articles between a name and its party: *Ruiz, a Democrat*.
        LeadsParty = "leads-party",
        /// Pronouns that are written with a capital also in the middle of a sentence: *I*.
        Capitalized = "capitalized",
        /// Phrases for the two who spoke last: *both*, *the two*.
        Pairs = "pairs",
        /// Nouns with which any organisation can be meant: *the company*.
        OrganisationKinds = "organisation-kinds",
        /// Words that make a phrase mean somebody known: *the*, *this*.
        Definites = "definites",
        /// Words behind a comma that begin an aside about the phrase before it: *who*, *known*.
        AsideOpeners = "aside-openers",
        /// Words that may follow the name in an apposition: *the mayor, Ana Ruiz, of Halden*.
        FollowsName = "follows-name",
        /// Words that say more of the office before them, so that it is not complete without them: *the mayor of Halden*.
        FollowsOffice = "follows-office",
        /// Pronouns that refer to the phrase before them: *who*, *which*.
        Relatives = "relatives",
        /// Pronouns that do not introduce a speaker before a colon.
        NoSpeakers = "no-speakers",
        /// Nouns for people who are quoted without a name: *a source*.
        AnonymousSources = "anonymous-sources",
        /// Words for people whose name is held back behind what they know: *people familiar with the plan*.
        Informed = "informed",
        /// Nouns for what can be read or counted, and for the results of that.
        Documents = "documents",
        /// Pronouns that mean people in the plural: *many*, *others*.
        ManyPeople = "many-people",
        /// Verbs, and a preposition, whose object does what the infinitive behind it says: *forced Rao to admit*.
        MakesAct = "makes-act",
        /// Words that point at what was said before: *this*, *those*.
        Demonstratives = "demonstratives",
        /// What joins alternatives: *his or her*.
        Alternatives = "alternatives",
        /// Verbs whose subject *it* means nothing: *rain*.
        WeatherVerbs = "weather-verbs",
        /// Verbs whose subject *it* often means what comes later: *it seems that*.
        LateSubjectVerbs = "late-subject-verbs",
        /// Words that begin what such an *it* means.
        LateSubjects = "late-subjects",
        /// Words that join a date with what is beside it to something larger: *from Monday to Friday*.
        JoinsDate = "joins-date",
        // cues
        /// Words that introduce a content and belong to it: *that*, *to*, *why*.
        ContentMarks = "content-marks",
        /// The word before a content that says nothing of its own: *that*.
        PlainComplementizers = "plain-complementizers",
        /// Words with which a cue says that it was not so.
        VerbNegations = "verb-negations",
        /// The negation of a noun: *no*.
        NounNegations = "noun-negations",
        /// Prepositions between a cue and the occasion that belongs to it: *said in a statement*.
        LeadsOccasion = "leads-occasion",
        /// The occasion that always belongs to the cue: *statement*.
        Statements = "statements",
        /// Adverbs about the whole sentence, which do not belong to the verb behind them: *however*.
        SentenceAdverbs = "sentence-adverbs",
        /// Words between a relative pronoun and its verb: *who has said*.
        LeadsRelativeVerb = "leads-relative-verb",
        /// Verb forms that report also without a content: *who declined to comment*.
        Declines = "declines",
        /// Conjunctions behind which a sentence goes on with another subject.
        Continuations = "continuations",
        /// Verbs whose object is asked to do what their content says: *urged Rao to go*.
        AsksOthers = "asks-others",
        /// Verbs with which people say what they did themselves: *denied stealing the boat*.
        Confessions = "confessions",
        /// Verbs with which people say what they will do themselves: *vowed to close the bridge*.
        Commitments = "commitments",
        /// First words of a content that are evidence of its confidence: they show how it is built, whatever it is about.
        ContentBeginnings = "content-beginnings",
        /// Words that end the part of a source which its head is in: *the chairman of the board*.
        HeadEnds = "head-ends",
        /// Shortened titles, without the full stop that does not end a name.
        ShortTitles = "short-titles",

        // comparison of claims
    }
}

names! {
    /// Words with what each means to the reader.
    Table {
        // words and sentences

        // measures

        // people and sources
        /// Pronouns with their features (see `Pronoun`).
        Pronouns = "pronouns",
        /// Nouns for relatives, with their gender.
        Kin = "kin",
        /// Other nouns for people with a gender that their spelling does not show.
        PersonGenders = "person-genders",
        /// Parties and their letters, as a phrase such as *the Democrat* has them.
        Parties = "parties",
        /// Titles, without a full stop, with the nouns that mean whoever has them.
        OfficeNames = "office-names",
        /// Words that carry a cue together with the words behind them: *according* is *according to*.
        CuePhrases = "cue-phrases",

        // comparison of claims
    }
}

const WORDS: usize = Set::ALL.len().div_ceil(64);

/// The sets that a word is in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct SetBits([u64; WORDS]);

impl SetBits {
    pub(crate) const EMPTY: Self = Self([0; WORDS]);

    /// Whether the word is in the set.
    pub(crate) const fn has(&self, set: Set) -> bool {
        let at = set as usize;
        self.0[at / 64] & (1 << (at % 64)) != 0
    }

    pub(super) const fn add(&mut self, set: Set) {
        let at = set as usize;
        self.0[at / 64] |= 1 << (at % 64);
    }
}

impl Default for SetBits {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl fmt::Debug for SetBits {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_set().entries(Set::ALL.iter().filter(|&&set| self.has(set))).finish()
    }
}
