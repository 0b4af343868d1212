//! The names of tables: words with what each means to the reader. Files name them as they name sets.

use super::names::names;

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
