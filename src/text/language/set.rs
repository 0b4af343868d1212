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

        // comparison of claims
        /// Points in time from where a claim is made.
        Moments = "moments",
        /// Words that make what follows a condition.
        Conditions = "conditions",
        /// Prepositions that begin a phrase which can move in its sentence.
        MovablePrepositions = "movable-prepositions",
        /// All other words that carry no meaning by themselves.
        FunctionWords = "function-words",
        /// Words by which a speaker means nobody but the speaker.
        FirstPersonWords = "first-person-words",
        /// Words by which a speaker's own clause is known: *I know that*.
        OwnVoices = "own-voices",
        /// Pronouns for several, by which a group that is asked means itself.
        GroupPronouns = "group-pronouns",
        /// Pronouns for one man.
        MasculineWords = "masculine-words",
        /// Pronouns for one woman.
        FeminineWords = "feminine-words",
        /// Pronouns that can begin a claim about one person.
        SinglePersons = "single-persons",
        /// Modal verbs that say less, or more, than none does.
        DoubtfulModals = "doubtful-modals",
        /// Words between a verb of change and an amount: *rose by 5*, *rose to 5*.
        ChangePrepositions = "change-prepositions",
        /// Words behind a negation that leave nothing negated: *not only*, *no doubt*.
        NoNegation = "no-negation",
        /// Negations that answer a question before a pause: *No, it will close*.
        Answers = "answers",
        /// Beginnings of a word that turn it into its opposite.
        NegativePrefixes = "negative-prefixes",
    }
}

names! {
    /// Words with what each means to the reader.
    Table {
        // words and sentences
        /// Words with the tag each always has, such as `DT DET`, in a language for which no tagger is trained.
        Tags = "tags",

        // measures

        // people and sources

        // comparison of claims
        /// What shows who has something, with the name it is compared by.
        OwnerMarks = "owner-marks",
        /// Modal verbs, by how certain they make a thing.
        ModalVerbs = "modal-verbs",
        /// Of those names, pairs that say the same well enough.
        AlikeModals = "alike-modals",
        /// Forms of auxiliary verbs, with the verb.
        Auxiliaries = "auxiliaries",
        /// Words that say that something is not so, with the name they are compared by.
        Negations = "negations",
        /// Verbs that leave undone what follows, with the negation they are.
        Refusals = "refusals",
        /// Words for how many, with the name they are compared by.
        Amounts = "amounts",
        /// Words that say that something became more or less, with an arrow for which.
        Directions = "directions",
        /// Words with their opposites; a pair is in one line only.
        Opposites = "opposites",
        /// Names of places and bodies that are written in several ways, with one of them.
        OtherNames = "other-names",
        /// The same for names that only their capitals tell from words.
        CapitalNames = "capital-names",
        /// Days and months that have a capital, with their full names.
        DateNames = "date-names",
        /// What a number counts, with the sign for it.
        UnitSigns = "unit-signs",
        /// Forms that are no inflection of the word they are compared as.
        ComparedForms = "compared-forms",
        /// Endings of words that are spelled in two ways, with the other ending; the first that fits counts.
        SpellingEndings = "spelling-endings",
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
