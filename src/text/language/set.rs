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
        /// Endings that show who has something, and are a bare apostrophe behind plurals: *'s*.
        PossessiveEndings = "possessive-endings",
        /// What stands behind an apostrophe at the end of a word and is a token with it: *s*, *re*.
        Clitics = "clitics",
        /// Words that begin with an apostrophe, without it: *em*, *til*.
        Clipped = "clipped",
        /// Nouns for occasions on which things are said: *in an interview* hangs on the verb, not on the speaker.
        Occasions = "occasions",

        // measures
        /// The number word that also is a pronoun and an article.
        One = "one",
        /// The word of size that larger ones multiply: *two hundred thousand*.
        Hundred = "hundred",
        /// What joins the parts of a number: *two hundred and five*.
        JoinsNumbers = "joins-numbers",
        /// What digits of an ordinal end with.
        OrdinalEndings = "ordinal-endings",
        /// Words of fractions that are plurals.
        FractionPlurals = "fraction-plurals",
        /// The fraction that takes nouns without *of*: *half the town*.
        Half = "half",
        /// The fraction that is a part of a year and a coin too.
        Quarter = "quarter",
        /// Words for how many that say no number: *dozens*.
        IndefiniteNumbers = "indefinite-numbers",
        /// What stands before a word of size without a number: *several hundred*.
        LeadsIndefinite = "leads-indefinite",
        /// What makes a number negative.
        Minus = "minus",
        /// What counts how often something is: *three times*.
        Times = "times",
        /// Words other than numbers that a quantity may begin with.
        BeginsQuantity = "begins-quantity",
        /// *a* in *a million*, *a week*.
        IndefiniteArticles = "indefinite-articles",
        /// The clitic of a possessor: *Monday's*.
        Possessive = "possessive",
        /// What joins the ends of a range behind *between*.
        JoinsPair = "joins-pair",
        /// What stands before a range whose ends are joined by *and*.
        LeadsPair = "leads-pair",
        /// What stands before a range or change whose ends are joined by *to*.
        LeadsStretch = "leads-stretch",
        /// What joins the ends of a range: *3 to 5 percent*.
        JoinsRange = "joins-range",
        /// What joins alternatives: *two or three weeks*.
        JoinsChoice = "joins-choice",
        /// Words that make *from 3 to 5* a range rather than a change.
        Ranges = "ranges",
        /// Words that make a pair of numbers votes.
        Votes = "votes",
        /// Words behind a pair of numbers that make it votes: *a 5-4 decision*.
        VoteResults = "vote-results",
        /// What stands before a number that rather names than counts: *at 40*, *the 40*.
        LeadsLabel = "leads-label",
        /// What stands behind a number of people who are not named: *40 dead*.
        Suffered = "suffered",
        /// What stands before a number of people who are not named: *killed 40*.
        Suffering = "suffering",
        /// Verbs behind a number that is the subject: *40 were hurt*.
        VerbsOfCounted = "verbs-of-counted",
        /// What says of a length of time that all of it is meant: *over two years*.
        LeadsDuration = "leads-duration",
        /// What also stands before a topic: *concerned about two ships*.
        LeadsTopic = "leads-topic",
        /// Words that take a topic rather than an estimate.
        TakesTopic = "takes-topic",
        /// What may join another noun rather than bound a number: *40 people plus their children*.
        JoinsNouns = "joins-nouns",
        /// What a share is compared by: *a third more*.
        ComparesShare = "compares-share",
        /// What stands before a share: *by a third*.
        LeadsShare = "leads-share",
        /// What may follow *half* as a share: *half the town*.
        TakesHalf = "takes-half",
        /// What a fraction in digits before it is a share of: *a 2/3 majority*.
        TakesShareBefore = "takes-share-before",
        /// Multiples that stand before a noun: *double the rate*.
        MultipleAdjectives = "multiple-adjectives",
        /// What follows them there.
        TakesMultiple = "takes-multiple",
        /// What makes a multiple another verb or noun: *doubled down*, *double check*.
        MultipleParticles = "multiple-particles",
        /// What begins something that is compared by a factor: *twice as many*, *three times the rate*.
        LeadsCompared = "leads-compared",
        /// What makes *one* a pronoun: *no one*, *the one*.
        PointsToOne = "points-to-one",
        /// What *one* names some of: *one day it may open*.
        TakesSomeOne = "takes-some-one",
        /// What makes that *one* a number after all: *at least one day*.
        CountsOne = "counts-one",
        /// What stands before an age.
        LeadsAge = "leads-age",
        /// What stands behind a time of day.
        Clock = "clock",
        /// Signs before a number that names something.
        NumberSigns = "number-signs",
        /// Things that bear numbers: *Article 50*.
        Numbered = "numbered",
        /// Groups named by how many they are: *the Group of 7*.
        NumberedGroups = "numbered-groups",
        /// What makes a number behind a name a share: *Halden 40 percent*.
        PercentSigns = "percent-signs",
        /// Names of currencies behind a number.
        MoneyWords = "money-words",
        /// Units that are other words before a noun: *two second graders*.
        UnitsAsAdjectives = "units-as-adjectives",
        /// Units that may stand behind a year without counting it.
        UnitsBehindYear = "units-behind-year",
        /// Units that a length of time is told in, by their published names.
        TimeUnits = "time-units",
        /// What may follow a unit joined by a hyphen: *34-year-old*, *5-metre-tall*.
        Dimensions = "dimensions",
        /// What *one* surely counts.
        CountedOne = "counted-one",
        /// Nouns that are counted without an ending.
        Collectives = "collectives",
        /// Plurals that say nothing of what is counted.
        CountsNothing = "counts-nothing",
        /// What stands before what each amount is for.
        Per = "per",
        /// The same without a preposition: *each week*.
        Each = "each",
        /// The same between hyphens: *$40-a-day*.
        HangingPer = "hanging-per",
        /// What else than a noun may follow *per*.
        TakesPer = "takes-per",
        /// What an amount behind *a* is for each of: *a week*.
        Periods = "periods",
        /// What else an amount behind *a* is for each of: *a head*.
        TakesShare = "takes-share",
        /// Months in short without a stop, which need a day or a year beside them.
        ClippedMonths = "clipped-months",
        /// Months that are other words too.
        UncertainMonths = "uncertain-months",
        /// What stands before a day of the week that has a name of its own: *Super Tuesday*.
        NamesDay = "names-day",
        /// What is named by a day of the week: *the Sunday Times*.
        NamedByDay = "named-by-day",
        /// The same where they recur: *Monday mornings*.
        RecurringParts = "recurring-parts",
        /// Parts of a day that are names of broadcasts with a capital: *This Morning*.
        TitledPartsOfDay = "titled-parts-of-day",
        /// The day of publication.
        Today = "today",
        /// The days off at the end of a week.
        Weekend = "weekend",
        /// What stands between *the week* and a day of it: *the week of April 2*.
        LeadsDayOfWeek = "leads-day-of-week",
        /// Plurals that a year before them dates rather than counts: *2016 figures*.
        YearlyThings = "yearly-things",
        /// What points to a day, month or period: *last Monday*.
        PointsToDay = "points-to-day",
        /// What points to a period behind *the*: *the following week*.
        PointsToPeriod = "points-to-period",
        /// Periods that are pointed to or counted as dates: *last night*, *two hours ago*.
        DatePeriods = "date-periods",
        /// What makes such a count a date: *two years ago*.
        CountsFromDay = "counts-from-day",
        /// What stands before the end of a stretch that began with *from*.
        EndsStretch = "ends-stretch",
        /// The same where the end belongs to it.
        Through = "through",
        /// What joins the days of a stretch: *May 7 to 9*.
        JoinsDays = "joins-days",
        /// Prepositions of times.
        LeadsTime = "leads-time",
        /// The preposition before a month that is no day: *in May 12 people died*.
        LeadsMonth = "leads-month",
        /// What makes a number behind a month no day: *in May 12 percent*.
        TakesMonthNumber = "takes-month-number",
        /// Prepositions before a season without a year.
        LeadsSeason = "leads-season",
        /// Prepositions before *the weekend*.
        LeadsWeekend = "leads-weekend",
        /// Prepositions before a stretch of time: *over the next six months*.
        LeadsPeriod = "leads-period",
        /// What stands before a year.
        LeadsYear = "leads-year",
        /// What stands before a number of four digits that is no year.
        LeadsNoYear = "leads-no-year",
        /// What leaves open whether a time has come: *before Monday's vote*.
        LeadsEitherSide = "leads-either-side",
        /// Words that a time behind them opens a clause with.
        OpensClause = "opens-clause",
        /// The word that opens a content clause.
        OpensThatClause = "opens-that-clause",
        /// Modals that leave what they say to come.
        FutureModals = "future-modals",
        /// The verb of the perfect, by its base.
        Perfect = "perfect",
        /// The verb of the passive, by its base.
        Be = "be",
        /// The participle of a future: *is going to*.
        GoingTo = "going-to",
        /// Verbs, by their base, that make their infinitive a future: *plans to close*.
        PlansTo = "plans-to",
        /// What makes an infinitive behind it a future, by its base.
        GovernsFuture = "governs-future",
        /// What is put off or lasts until a time to come: *postponed until Monday*.
        PutsOff = "puts-off",
        /// Verbs that do so with a particle: *put off until Monday*.
        PutsOffTogether = "puts-off-together",
        /// The particles.
        OffTogether = "off-together",
        /// Words for what is to come.
        Due = "due",
        /// What stands before the time of what is to come: *slated for Monday*.
        LeadsDue = "leads-due",
        /// The participle that tells of another time: *a speech on Monday, followed by …*.
        Followed = "followed",
        /// What may stand between a helping verb and its participle.
        BesideParticiple = "beside-participle",

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
        /// Number words below one hundred that are no compounds, with their values.
        NumberWords = "number-words",
        /// Words that multiply the number before them.
        Scales = "scales",
        /// The same where they are glued to digits: *4.2bn*.
        GluedScales = "glued-scales",
        /// Letters that multiply a number of money or people they are glued to: *$4m*.
        ScaleLetters = "scale-letters",
        /// What is added behind a number: *a million and a half*.
        NumberTails = "number-tails",
        /// Ordinals in words, with their place.
        Ordinals = "ordinals",
        /// Words of fractions, in either number, with what they divide by.
        Denominators = "denominators",
        /// What joins the two numbers of a ratio: *one in five*, *three out of four*.
        RatioLinks = "ratio-links",
        /// How often something is, in one word.
        Frequencies = "frequencies",
        /// Forms of words that multiply what they are said of: *doubled*, *halved*.
        Multiples = "multiples",
        /// Endings that make a multiple of a number: *tenfold*.
        MultipleEndings = "multiple-endings",
        /// What is said of the number behind.
        BoundsBefore = "bounds-before",
        /// What is said of the number before.
        BoundsAfter = "bounds-after",
        /// The same where a hyphen joins it to the number: *30-odd*.
        HangingBounds = "hanging-bounds",
        /// Units of measure, each under the one name it is told by; behind *per* for each of what.
        Units = "units",
        /// Signs of currencies, with the letters before them; case matters.
        Currencies = "currencies",
        /// What makes an area or a volume of a unit of length.
        UnitPowers = "unit-powers",
        /// Currencies by codes of letters beside digits: *EUR 1000*; case matters.
        CurrencyCodes = "currency-codes",
        /// Letters that are units only behind digits or before a stroke: *3 m*, *m/s*.
        StrokeUnits = "stroke-units",
        /// Units behind a stroke: *km/h*.
        PerUnits = "per-units",
        /// Letters that are units only where they are glued to a number: *80p*.
        GluedUnits = "glued-units",
        /// What else a number joined by a hyphen counts: *12-member*.
        HangingUnits = "hanging-units",
        /// Plurals that are told by another name.
        CountedNames = "counted-names",
        /// The same in one word.
        PerAdverbs = "per-adverbs",
        /// What makes *a week* a time rather than a rate: *a week ago*.
        PeriodTails = "period-tails",
        /// The months by their numbers.
        MonthNumbers = "month-numbers",
        /// The days of the week by their numbers, Monday being 1.
        WeekdayNumbers = "weekday-numbers",
        /// Parts of a day, by the codes of TIMEX3.
        PartsOfDay = "parts-of-day",
        /// What points to a day near publication: how many days off, and the part of the day.
        NearDayOffsets = "near-day-offsets",
        /// What points to one of many days, months or years of a name.
        Pointers = "pointers",
        /// Periods that calendars number.
        CalendarPeriods = "calendar-periods",
        /// Units of time as durations are written, E for decades and C for centuries; with an s behind for the plural.
        PeriodCodes = "period-codes",
        /// What makes a stretch up to publication or from then on: *the past two years*.
        StretchWords = "stretch-words",
        /// What counts a time from publication: *two years ago*.
        PointsFromNow = "points-from-now",
        /// How near such a count is.
        AgoBounds = "ago-bounds",
        /// Which part of the running period is meant: *earlier this year*.
        RunningParts = "running-parts",
        /// Which third of a period is meant: *late March*.
        PartAdjectives = "part-adjectives",
        /// Which part of a period is meant, before *of*: *the end of March*.
        PartNouns = "part-nouns",
        /// Quarters and halves of a year in short.
        QuarterCodes = "quarter-codes",
        /// What makes a year one of accounts: *fiscal 2016*, *FY2016*.
        FiscalYears = "fiscal-years",
        /// Parts of a year that are counted: *the first quarter of 2018*.
        PartsOfYear = "parts-of-year",
        /// The seasons, by the codes of TIMEX3.
        Seasons = "seasons",
        /// What a time is a limit of: *since 2011*.
        TimeRelations = "time-relations",

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

const BITS: usize = Set::ALL.len() + Table::ALL.len();
const WORDS: usize = BITS.div_ceil(64);

/// The sets that a word is in, and the tables that have an entry that begins with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct SetBits([u64; WORDS]);

impl SetBits {
    pub(crate) const EMPTY: Self = Self([0; WORDS]);

    /// Whether the word is in the set.
    pub(crate) const fn has(&self, set: Set) -> bool {
        self.bit(set as usize)
    }

    /// Whether an entry of the table begins with the word.
    pub(crate) const fn begins(&self, table: Table) -> bool {
        self.bit(Set::ALL.len() + table as usize)
    }

    pub(super) const fn add(&mut self, set: Set) {
        self.set(set as usize);
    }

    pub(super) const fn add_beginning(&mut self, table: Table) {
        self.set(Set::ALL.len() + table as usize);
    }

    const fn bit(&self, at: usize) -> bool {
        self.0[at / 64] & (1 << (at % 64)) != 0
    }

    const fn set(&mut self, at: usize) {
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
