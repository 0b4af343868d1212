//! The names of closed word classes, each of which a language fills in `rules/<language>/language`. The file is long
//! because it is a single list.
//!
//! A set is named after what the text layer uses its words for. Its name in the files is that of the variant in lower
//! case with hyphens.

use super::named_enum::names;

names! {
    /// A closed class of words, all in lower case.
    Set {
        // calendar, used everywhere
        /// The names of days, also in the plural.
        Weekdays = "weekdays",
        /// The names of months, also abbreviated.
        Months = "months",
        /// *today* and similar words.
        NearDays = "near-days",

        // words and sentences
        /// Words that begin sentences so often that *Inc.* or *U.S.* before them ends one.
        Starters = "starters",
        /// Pronouns of the third person that can be the subject: *he*, *they*.
        ThirdPersons = "third-persons",
        /// Words that are tagged as prepositions and introduce a cue: *according* to.
        CuePrepositions = "cue-prepositions",
        /// Conjunctions that join clauses of the same rank.
        Coordinators = "coordinators",
        /// The conjunction that adds something of the same kind: *and*.
        Additions = "additions",
        /// Words that make a clause a content: *that*, *whether*.
        Complementizers = "complementizers",
        /// Finite forms of the verbs behind which nearly everything is a content: *said*, *insists*.
        ReportingVerbs = "reporting-verbs",
        /// Finite forms of the verbs with which a document or a finding reports: *shows*, *suggested*.
        ShowingVerbs = "showing-verbs",
        /// Verbs whose past is the base form: *shut*, *hurt*.
        InvariableVerbs = "invariable-verbs",
        /// Words that open a content that is a question: *if*, *how*, *when*.
        Interrogatives = "interrogatives",
        /// Words after which a content can begin that precedes its cue.
        ContentOpeners = "content-openers",
        /// The word before an infinitive: *to*.
        InfinitiveMarks = "infinitive-marks",
        /// *the*.
        DefiniteArticles = "definite-articles",
        /// Words that are not names even if a headline capitalizes them.
        NeverNames = "never-names",
        /// Words that are too frequent to search for first, if a pattern has others.
        Frequent = "frequent",
        // parts of an article
        /// Words that occur in the credit of a photograph.
        CreditWords = "credit-words",
        /// Those of them that occur in the brackets at the end of a caption, also within a word.
        CaptionCredits = "caption-credits",
        /// Words with a colon that begin a caption.
        CaptionLabels = "caption-labels",
        /// Phrases that occur only in captions.
        CaptionPhrases = "caption-phrases",
        /// Words that a byline begins with.
        BylineOpeners = "byline-openers",
        /// Words in lower case that a byline may contain.
        BylineWords = "byline-words",
        // names
        /// Words after a name that distinguish generations: *Jr.*, *III*.
        Generations = "generations",
        /// Academic degrees after a name: *Ph.D.*
        Degrees = "degrees",
        /// Words before the name of a saint that can have an owner's ending inside a name: *St* Mary's Hospital.
        Saints = "saints",
        /// Words before a day or month that is only a time: *on Friday Rao said*.
        BeforeDays = "before-days",
        /// Articles that are joined to a name by a hyphen: *al*-Hariri.
        ArabicArticles = "arabic-articles",
        /// Small words that join the names of one person or place: *van*, *de*.
        NameParticles = "name-particles",
        /// Words before *as* or *name* that introduce a name in quotation marks: *known* as “Bobby”.
        IntroducesName = "introduces-name",
        /// The words between them and the name.
        LinksName = "links-name",
        /// Words directly before a name in quotation marks: calls *himself* “Pike”.
        NamesItself = "names-itself",
        /// Nouns for organisations that are also surnames: Nell *Church*.
        SurnamesOfBodies = "surnames-of-bodies",
        /// Nouns for places at the end of a name that can stand for an office there: *Downing Street*, *City Hall*.
        PlaceNouns = "place-nouns",
        /// Prepositions inside the name of an office: *Secretary of State*.
        NameLinks = "name-links",
        /// Those of them that an article may follow.
        NameLinksWithArticle = "name-links-with-article",
        /// Kinds of office that join two fields: *Department of Health and Human Services*.
        DepartmentWords = "department-words",
        /// Prepositions before places.
        BeforePlaces = "before-places",
        /// Lemmas of shortened forms that `~` in a pattern does not match: *have* for *'d*.
        HiddenLemmas = "hidden-lemmas",
        // pieces of words
        /// Endings after an apostrophe that form a token with it: *s*, *re*.
        Clitics = "clitics",
        /// Words that begin with an apostrophe, without it: *em*, *til*.
        Clipped = "clipped",
        /// Nouns for occasions on which things are said: *in an interview* modifies the verb, not the speaker.
        Occasions = "occasions",

        // measures
        /// The number word that is also a pronoun and an article.
        One = "one",
        /// The scale word that larger ones multiply: *two hundred thousand*.
        Hundred = "hundred",
        /// Words that join the parts of a number: *two hundred and five*.
        JoinsNumbers = "joins-numbers",
        /// Endings of ordinals in digits.
        OrdinalEndings = "ordinal-endings",
        /// Fraction words in the plural.
        FractionPlurals = "fraction-plurals",
        /// The fraction that precedes nouns without *of*: *half the town*.
        Half = "half",
        /// The fraction that is also a part of a year and a coin.
        Quarter = "quarter",
        /// Words for an indefinite number: *dozens*.
        IndefiniteNumbers = "indefinite-numbers",
        /// Words before a scale word without a number: *several hundred*.
        LeadsIndefinite = "leads-indefinite",
        /// Words that make a number negative.
        Minus = "minus",
        /// Words that count how often something is: *three times*.
        Times = "times",
        /// Words other than numbers that a quantity may begin with.
        BeginsQuantity = "begins-quantity",
        /// *a* in *a million*, *a week*.
        IndefiniteArticles = "indefinite-articles",
        /// The clitics of a possessor, the usual one first: *Monday's*, *the workers'*.
        Possessive = "possessive",
        /// Words that join the ends of a range after *between*.
        JoinsPair = "joins-pair",
        /// Words before a range whose ends are joined by *and*.
        LeadsPair = "leads-pair",
        /// Words before a range or change whose ends are joined by *to*.
        LeadsStretch = "leads-stretch",
        /// Words that join the ends of a range: *3 to 5 percent*.
        JoinsRange = "joins-range",
        /// Words that join alternatives: *two or three weeks*.
        JoinsChoice = "joins-choice",
        /// Words that make *from 3 to 5* a range rather than a change.
        Ranges = "ranges",
        /// Words that turn a pair of numbers into votes.
        Votes = "votes",
        /// Words after a pair of numbers that turn it into votes: *a 5-4 decision*.
        VoteResults = "vote-results",
        /// Words before a number that is a name rather than a count: *at 40*, *the 40*.
        LeadsLabel = "leads-label",
        /// Words after a number of people without a noun: *40 dead*.
        Suffered = "suffered",
        /// Words before a number of people without a noun: *killed 40*.
        Suffering = "suffering",
        /// Verbs after a number that is the subject: *40 were hurt*.
        VerbsOfCounted = "verbs-of-counted",
        /// Words before a whole period of time: *over two years*.
        LeadsDuration = "leads-duration",
        /// Words that can also precede a topic: *concerned about two ships*.
        LeadsTopic = "leads-topic",
        /// Words that are followed by a topic rather than an estimate.
        TakesTopic = "takes-topic",
        /// Words that may join another noun rather than bound a number: *40 people plus their children*.
        JoinsNouns = "joins-nouns",
        /// Words that compare by a share: *a third more*.
        ComparesShare = "compares-share",
        /// Words before a share: *by a third*.
        LeadsShare = "leads-share",
        /// Words that may follow *half* as a share: *half the town*.
        TakesHalf = "takes-half",
        /// Words that a preceding fraction in digits is a share of: *a 2/3 majority*.
        TakesShareBefore = "takes-share-before",
        /// Multiples that precede a noun: *double the rate*.
        MultipleAdjectives = "multiple-adjectives",
        /// Words that follow them there.
        TakesMultiple = "takes-multiple",
        /// Words that make a multiple another verb or noun: *doubled down*, *double check*.
        MultipleParticles = "multiple-particles",
        /// Words at the start of something that is compared by a factor: *twice as many*, *three times the rate*.
        LeadsCompared = "leads-compared",
        /// Words that make *one* a pronoun: *no one*, *the one*.
        PointsToOne = "points-to-one",
        /// Nouns after *one* that make it indefinite: *one day it may open*.
        TakesSomeOne = "takes-some-one",
        /// Words that make such a *one* a number after all: *at least one day*.
        CountsOne = "counts-one",
        /// Words before an age.
        LeadsAge = "leads-age",
        /// Words after a time of day.
        Clock = "clock",
        /// Signs before a number that names something.
        NumberSigns = "number-signs",
        /// Things that are numbered: *Article 50*.
        Numbered = "numbered",
        /// Groups named after their number of members: *the Group of 7*.
        NumberedGroups = "numbered-groups",
        /// Words that make a number after a name a share: *Halden 40 percent*.
        PercentSigns = "percent-signs",
        /// Names of currencies after a number.
        MoneyWords = "money-words",
        /// Units that are other words when they precede a noun: *two second graders*.
        UnitsAsAdjectives = "units-as-adjectives",
        /// Units that may follow a year without being counted by it.
        UnitsBehindYear = "units-behind-year",
        /// Units that periods of time are reported in, by their published names.
        TimeUnits = "time-units",
        /// Words that may be joined to a unit by a hyphen: *34-year-old*, *5-metre-tall*.
        Dimensions = "dimensions",
        /// Words that *one* certainly counts.
        CountedOne = "counted-one",
        /// Nouns that are counted without a plural ending.
        Collectives = "collectives",
        /// Plurals that say nothing about what is counted.
        CountsNothing = "counts-nothing",
        /// Words before what a rate refers to, such as *per*.
        Per = "per",
        /// The same without a preposition: *each week*.
        Each = "each",
        /// The same between hyphens: *$40-a-day*.
        HangingPer = "hanging-per",
        /// Words other than nouns that may follow *per*.
        TakesPer = "takes-per",
        /// Periods that a rate after *a* can refer to: *a week*.
        Periods = "periods",
        /// Other nouns that a rate after *a* can refer to: *a head*.
        TakesShare = "takes-share",
        /// Abbreviated months without a full stop, which need a day or a year next to them.
        ClippedMonths = "clipped-months",
        /// Months that are also other words.
        UncertainMonths = "uncertain-months",
        /// Words before a day of the week that form a name with it: *Super Tuesday*.
        NamesDay = "names-day",
        /// Words after a day of the week that form a name with it: *the Sunday Times*.
        NamedByDay = "named-by-day",
        /// Parts of a day that recur: *Monday mornings*.
        RecurringParts = "recurring-parts",
        /// Parts of a day that are names of broadcasts if capitalized: *This Morning*.
        TitledPartsOfDay = "titled-parts-of-day",
        /// The day of publication.
        Today = "today",
        /// The days off at the end of a week.
        Weekend = "weekend",
        /// Words between *the week* and a day of it: *the week of April 2*.
        LeadsDayOfWeek = "leads-day-of-week",
        /// Plurals that a preceding year dates rather than counts: *2016 figures*.
        YearlyThings = "yearly-things",
        /// Words that refer to a day, month or period: *last Monday*.
        PointsToDay = "points-to-day",
        /// Words that refer to a period after *the*: *the following week*.
        PointsToPeriod = "points-to-period",
        /// Periods that are dates when they are referred to or counted: *last night*, *two hours ago*.
        DatePeriods = "date-periods",
        /// Words that make such a count a date: *two years ago*.
        CountsFromDay = "counts-from-day",
        /// Words before the end of a period that began with *from*.
        EndsStretch = "ends-stretch",
        /// The same if the end is included.
        Through = "through",
        /// Words that join the days of a period: *May 7 to 9*.
        JoinsDays = "joins-days",
        /// Prepositions of times.
        LeadsTime = "leads-time",
        /// The preposition before a month without a day: *in May 12 people died*.
        LeadsMonth = "leads-month",
        /// Words after a number that follows a month that show that it is not a day: *in May 12 percent*.
        TakesMonthNumber = "takes-month-number",
        /// Prepositions before a season without a year.
        LeadsSeason = "leads-season",
        /// Prepositions before *the weekend*.
        LeadsWeekend = "leads-weekend",
        /// Prepositions before a period of time: *over the next six months*.
        LeadsPeriod = "leads-period",
        /// Words before a year.
        LeadsYear = "leads-year",
        /// Words before a number of four digits that is not a year.
        LeadsNoYear = "leads-no-year",
        /// Words that leave open whether a time has come: *before Monday's vote*.
        LeadsEitherSide = "leads-either-side",
        /// Words after which a time can open a clause: *that*, *and*.
        OpensClause = "opens-clause",
        /// The word that opens a content clause.
        OpensThatClause = "opens-that-clause",
        /// Modals that make a statement about the future.
        FutureModals = "future-modals",
        /// The auxiliary of the perfect, by its base.
        Perfect = "perfect",
        /// The auxiliary of the passive, by its base.
        Be = "be",
        /// The participle of a future: *is going to*.
        GoingTo = "going-to",
        /// Verbs, by their base, whose infinitive is in the future: *plans to close*.
        PlansTo = "plans-to",
        /// Words, by their base, that make a following infinitive a future.
        GovernsFuture = "governs-future",
        /// Verbs for what is put off or lasts until a future time: *postponed until Monday*.
        PutsOff = "puts-off",
        /// Verbs that mean this together with a particle: *put off until Monday*.
        PutsOffTogether = "puts-off-together",
        /// Those particles.
        OffTogether = "off-together",
        /// Words for what is in the future.
        Due = "due",
        /// Words before the time of what is in the future: *slated for Monday*.
        LeadsDue = "leads-due",
        /// The participle that refers to another time: *a speech on Monday, followed by …*.
        Followed = "followed",
        /// Words that may come between an auxiliary and its participle.
        BesideParticiple = "beside-participle",

        // people and sources
        /// Nouns for how two people are related that reveal nothing about either: *ally*, *colleague*.
        Relations = "relations",
        /// Surnames that can be the first word of a name, which then reveals no gender: *Kim Min-ji*.
        LeadingSurnames = "leading-surnames",
        /// Words that join an office to what it belongs to: *the mayor of Halden*, *an analyst at the bank*.
        OfficeLinks = "office-links",
        /// The preposition of possession: *of*.
        Genitive = "genitive",
        /// Words that embellish an office without distinguishing it from others: *the embattled minister*.
        OfficeOrnaments = "office-ornaments",
        /// Words for an office that somebody no longer has: *former*.
        Former = "former",
        /// Words that make an office a different one: a *vice* president is not a president.
        OfficeRanks = "office-ranks",
        /// Articles between a name and its party: *Ruiz, a Democrat*.
        LeadsParty = "leads-party",
        /// Pronouns that are capitalized even in the middle of a sentence: *I*.
        Capitalized = "capitalized",
        /// Phrases for the two who spoke last: *both*, *the two*.
        Pairs = "pairs",
        /// Nouns that can refer to any organisation: *the company*.
        OrganisationKinds = "organisation-kinds",
        /// Words that make a phrase refer to somebody known: *the*, *this*.
        Definites = "definites",
        /// Words after a comma that begin an aside about the preceding phrase: *who*, *known*.
        AsideOpeners = "aside-openers",
        /// Words that may follow the name in an apposition: *the mayor, Ana Ruiz, of Halden*.
        FollowsName = "follows-name",
        /// Words that complete the preceding office: *the mayor of Halden*.
        FollowsOffice = "follows-office",
        /// Pronouns that refer to the preceding phrase: *who*, *which*.
        Relatives = "relatives",
        /// Pronouns that do not introduce a speaker before a colon.
        NoSpeakers = "no-speakers",
        /// Nouns for people who are quoted without a name: *a source*.
        AnonymousSources = "anonymous-sources",
        /// Words for people who are described by what they know instead of by name: *people familiar with the plan*.
        Informed = "informed",
        /// Nouns for what can be read or counted, and for its results.
        Documents = "documents",
        /// Pronouns that mean people in the plural: *many*, *others*.
        ManyPeople = "many-people",
        /// Verbs, and a preposition, whose object does what the following infinitive says: *forced Rao to admit*.
        MakesAct = "makes-act",
        /// Words that refer to what was said before: *this*, *those*.
        Demonstratives = "demonstratives",
        /// What joins alternatives: *his or her*.
        Alternatives = "alternatives",
        /// Verbs whose subject *it* refers to nothing: *rain*.
        WeatherVerbs = "weather-verbs",
        /// Verbs whose subject *it* often refers to what follows: *it seems that*.
        LateSubjectVerbs = "late-subject-verbs",
        /// Words that begin what such an *it* refers to.
        LateSubjects = "late-subjects",
        /// Words that join a date with something next to it to a larger expression: *from Monday to Friday*.
        JoinsDate = "joins-date",
        // cues
        /// Words that introduce a content and belong to it: *that*, *to*, *why*.
        ContentMarks = "content-marks",
        /// The word before a content that has no meaning of its own: *that*.
        PlainComplementizers = "plain-complementizers",
        /// Words by which a cue is negated.
        VerbNegations = "verb-negations",
        /// The negation of a noun: *no*.
        NounNegations = "noun-negations",
        /// Prepositions between a cue and the occasion that belongs to it: *said in a statement*.
        LeadsOccasion = "leads-occasion",
        /// The occasion that always belongs to the cue: *statement*.
        Statements = "statements",
        /// Adverbs that modify the whole sentence, not the following verb: *however*.
        SentenceAdverbs = "sentence-adverbs",
        /// Words between a relative pronoun and its verb: *who has said*.
        LeadsRelativeVerb = "leads-relative-verb",
        /// Verb forms that report even without a content: *who declined to comment*.
        Declines = "declines",
        /// Conjunctions after which a sentence continues with another subject.
        Continuations = "continuations",
        /// Verbs whose object is asked to do what their content is: *urged Rao to go*.
        AsksOthers = "asks-others",
        /// Verbs with which people report what they did themselves: *denied stealing the boat*.
        Confessions = "confessions",
        /// Verbs with which people report what they will do themselves: *vowed to close the bridge*.
        Commitments = "commitments",
        /// First words of a content that are a feature of its confidence: they reveal its form, whatever it is about.
        ContentBeginnings = "content-beginnings",
        /// Words that end the part of a source that contains its head: *the chairman of the board*.
        HeadEnds = "head-ends",
        /// Abbreviated titles, without the full stop, which doesn't end a name.
        ShortTitles = "short-titles",

        // comparison of claims
        /// Moments in time at which a claim is made.
        Moments = "moments",
        /// Words that introduce a condition.
        Conditions = "conditions",
        /// Prepositions that begin a phrase that can be moved within its sentence.
        MovablePrepositions = "movable-prepositions",
        /// All other words without a meaning of their own.
        FunctionWords = "function-words",
        /// Words by which speakers refer only to themselves.
        FirstPersonWords = "first-person-words",
        /// Words that identify a clause as the speaker's own: *I know that*.
        OwnVoices = "own-voices",
        /// Plural pronouns with which a group that is asked refers to itself.
        GroupPronouns = "group-pronouns",
        /// Pronouns for one man. Differs from `Pronouns`, which has *himself* but lacks *hers*, because that is not
        /// resolved.
        MasculineWords = "masculine-words",
        /// Pronouns for one woman.
        FeminineWords = "feminine-words",
        /// Pronouns that can begin a claim about one person.
        SinglePersons = "single-persons",
        /// Modal verbs that make a statement weaker, or stronger, than it is without one.
        DoubtfulModals = "doubtful-modals",
        /// Words between a verb of change and an amount: *rose by 5*, *rose to 5*.
        ChangePrepositions = "change-prepositions",
        /// Words after a negation that cancel it: *not only*, *no doubt*.
        NoNegation = "no-negation",
        /// Negations that answer a question before a pause: *No, it will close*.
        Answers = "answers",
        /// Prefixes that turn a word into its opposite.
        NegativePrefixes = "negative-prefixes",
    }
}
