//! The names of tables, which map words to values. Their names in files are formed as those of sets.

use super::named_enum::names;

names! {
    /// A map from words to values.
    Table {
        // words and sentences
        /// Words with their only tag, such as `DT DET`, in a language for which no tagger is trained.
        Tags = "tags",

        // measures
        /// Number words below one hundred, except compounds, with their values.
        NumberWords = "number-words",
        /// Words that multiply the number before them.
        Scales = "scales",
        /// The same if they are attached to digits: *4.2bn*.
        GluedScales = "glued-scales",
        /// Letters that multiply the number of money or people they are attached to: *$4m*.
        ScaleLetters = "scale-letters",
        /// Fractions that are added after a number: *a million and a half*.
        NumberTails = "number-tails",
        /// Ordinals in words, with their position.
        Ordinals = "ordinals",
        /// Fraction words, singular and plural, with their denominators.
        Denominators = "denominators",
        /// Words that join the two numbers of a ratio: *one in five*, *three out of four*.
        RatioLinks = "ratio-links",
        /// Words for how often something is.
        Frequencies = "frequencies",
        /// Verb forms that multiply: *doubled*, *halved*.
        Multiples = "multiples",
        /// Endings that turn a number into a multiple: *tenfold*.
        MultipleEndings = "multiple-endings",
        /// Words that qualify the following number.
        BoundsBefore = "bounds-before",
        /// Words that qualify the preceding number.
        BoundsAfter = "bounds-after",
        /// The same if a hyphen joins them to the number: *30-odd*.
        HangingBounds = "hanging-bounds",
        /// Units of measure, each with its published name; after *per*, what the rate refers to.
        Units = "units",
        /// Currency signs, with preceding letters; case matters.
        Currencies = "currencies",
        /// Words that turn a unit of length into one of area or volume.
        UnitPowers = "unit-powers",
        /// Currencies by letter codes next to digits: *EUR 1000*; case matters.
        CurrencyCodes = "currency-codes",
        /// Letters that are units only after digits or before a slash: *3 m*, *m/s*.
        StrokeUnits = "stroke-units",
        /// Units after a slash: *km/h*.
        PerUnits = "per-units",
        /// Letters that are units only if they are attached to a number: *80p*.
        GluedUnits = "glued-units",
        /// Other nouns that are joined to a number by a hyphen: *12-member*.
        HangingUnits = "hanging-units",
        /// Plurals that are published under another name.
        CountedNames = "counted-names",
        /// Adverbs that express a rate in one word.
        PerAdverbs = "per-adverbs",
        /// Words that make *a week* a time rather than a rate: *a week ago*.
        PeriodTails = "period-tails",
        /// The months by their numbers.
        MonthNumbers = "month-numbers",
        /// The days of the week by their numbers, from 1 for Monday.
        WeekdayNumbers = "weekday-numbers",
        /// Parts of a day, by their TIMEX3 codes.
        PartsOfDay = "parts-of-day",
        /// References to a day close to publication: the offset in days, and the part of the day.
        NearDayOffsets = "near-day-offsets",
        /// Words that select one of many days, months or years with the same name.
        Pointers = "pointers",
        /// Periods that calendars number.
        CalendarPeriods = "calendar-periods",
        /// Units of time as in durations, with E for decades and C for centuries, followed by an s for the plural.
        PeriodCodes = "period-codes",
        /// Words for a period up to publication or from then on: *the past two years*.
        StretchWords = "stretch-words",
        /// Words that count a time from publication: *two years ago*.
        PointsFromNow = "points-from-now",
        /// How exact such a count is.
        AgoBounds = "ago-bounds",
        /// Words for a part of the current period: *earlier this year*.
        RunningParts = "running-parts",
        /// Words for a third of a period: *late March*.
        PartAdjectives = "part-adjectives",
        /// Words for a part of a period, before *of*: *the end of March*.
        PartNouns = "part-nouns",
        /// Abbreviated quarters and halves of a year.
        QuarterCodes = "quarter-codes",
        /// Words for a fiscal year: *fiscal 2016*, *FY2016*.
        FiscalYears = "fiscal-years",
        /// Parts of a year that are counted: *the first quarter of 2018*.
        PartsOfYear = "parts-of-year",
        /// The seasons, by their TIMEX3 codes.
        Seasons = "seasons",
        /// Words that make a time a limit: *since 2011*.
        TimeRelations = "time-relations",

        // people and sources
        /// Pronouns with their features (see `Pronoun`).
        Pronouns = "pronouns",
        /// Nouns for relatives, with their gender.
        Kin = "kin",
        /// Other nouns for people with a gender that their spelling does not show.
        PersonGenders = "person-genders",
        /// Parties and their letters, in the form they have in a phrase such as *the Democrat*.
        Parties = "parties",
        /// Titles, without a full stop, with the nouns for people who have them.
        OfficeNames = "office-names",
        /// Words that form a cue together with the following words: *according* is *according to*.
        CuePhrases = "cue-phrases",

        // comparison of claims
        /// Modal verbs, by how certain they make a statement.
        ModalVerbs = "modal-verbs",
        /// Pairs of those that mean nearly the same.
        AlikeModals = "alike-modals",
        /// Forms of auxiliary verbs, with the verb.
        Auxiliaries = "auxiliaries",
        /// Words that negate, with the name they are compared by.
        Negations = "negations",
        /// Verbs that negate what follows, with the negation they amount to.
        Refusals = "refusals",
        /// Words for how many, with the name they are compared by.
        Amounts = "amounts",
        /// Words for an increase or decrease, with an arrow for which.
        Directions = "directions",
        /// Words with their opposites; a pair is on one line only.
        Opposites = "opposites",
        /// Names of places and bodies that are written in several ways, with one of them.
        OtherNames = "other-names",
        /// The same for names that are distinguished from words only by their capitals.
        CapitalNames = "capital-names",
        /// Capitalized days and months, with their full names.
        DateNames = "date-names",
        /// What a number counts, with the sign for it.
        UnitSigns = "unit-signs",
        /// Forms that are not inflections of the word they are compared as.
        ComparedForms = "compared-forms",
        /// Endings of words with two spellings, with the other ending; the first that fits counts.
        SpellingEndings = "spelling-endings",
    }
}
