//! The names of closed word classes, each of which a language fills in `rules/<language>/language`. The file is long because
//! it is one list and nothing else.
//!
//! A set is named after what the reader wants its words for. Its name in the files is that of the variant in lower case with
//! hyphens.

use super::names::names;

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
        /// The clitics of a possessor, the usual one first: *Monday's*, *the workers'*.
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
        /// Pronouns for one man. `Pronouns` does not say the same: it lacks *hers*, which is not resolved, and has *himself*.
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
