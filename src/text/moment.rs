//! The values of calendar expressions: which day, month, year or period they mean, and how they are written.

use std::fmt;

/// The value of a time expression. [`Display`](fmt::Display) writes it like TIMEX3 in `TimeML`: `2018-05-07`,
/// `2018-03`, `2018-W19`, `2018-Q2`, `2018-SP`, `199` (the nineties), `P2Y` (the past or coming two years), `2010/2014`
/// (a period from one to the other), `PRESENT_REF` (nowadays). What is not known is an `X`: `XXXX-03` is a March.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeValue {
    /// One place in the calendar, or a length of time.
    One(Moment),
    /// From one to the other.
    Between(Moment, Moment),
}

/// A place in the calendar as words name it; what they leave open is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// A day, or a part of it.
    Day {
        /// The year, if the month and the day of the month are known.
        year: Option<i16>,
        /// The month and the day of the month.
        of_year: Option<(i8, i8)>,
        /// The part of the day.
        part: Option<PartOfDay>,
    },
    /// An unknown day with the given day of the week, from 1 for Monday.
    Weekday(i8, Option<PartOfDay>),
    /// A week, by its ISO 8601 year and number.
    Week(Option<(i16, i8)>),
    /// The weekend of that week.
    Weekend(Option<(i16, i8)>),
    /// A month of a year.
    Month {
        /// The year.
        year: Option<i16>,
        /// The month, from 1 to 12.
        month: Option<i8>,
    },
    /// A quarter of a year.
    Quarter(Option<(i16, i8)>),
    /// A half of a year.
    Half(i16, i8),
    /// A season of a year.
    Season(Option<i16>, Season),
    /// A year.
    Year(Option<i16>),
    /// A decade, by its first year.
    Decade(i16),
    /// A number of days, weeks, months or years up to now or from now on.
    Length(i32, LengthUnit),
    /// Nowadays.
    Present,
}

/// How words modify the time they name; the names are those of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modifier {
    /// Its beginning: *early March*.
    Start,
    /// Its middle: *mid-March*.
    Mid,
    /// Its end: *late March*.
    End,
    /// About then: *about two years ago*.
    Approx,
    /// Before it: *before 2011*.
    Before,
    /// After it: *after 2011*.
    After,
    /// No later: *by Monday*, *until 2011*.
    OnOrBefore,
    /// From then on: *since 2011*.
    OnOrAfter,
}

impl Modifier {
    /// Every member.
    pub const ALL: &[Self] = &[
        Self::Start,
        Self::Mid,
        Self::End,
        Self::Approx,
        Self::Before,
        Self::After,
        Self::OnOrBefore,
        Self::OnOrAfter,
    ];

    /// Its published name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::OnOrBefore => "ON_OR_BEFORE",
            Self::OnOrAfter => "ON_OR_AFTER",
        }
    }

    /// The member with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|modifier| modifier.name() == name)
    }
}

/// A time that is to be written for a reader who does not know when the article was published.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told<'t> {
    pub(crate) moment: Moment,
    pub(crate) modifier: Option<Modifier>,
    /// The day that the moment is or begins with: year, month, day of the month, and day of the week from 1 for Monday.
    pub(crate) first: Option<(i16, i8, i8, i8)>,
    /// The words as they are in the article.
    pub(crate) words: &'t str,
    /// Whether they have no preposition: *it closed Monday*.
    pub(crate) is_adverb: bool,
}

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PartOfDay {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// A season of the northern hemisphere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// The unit of a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum LengthUnit {
    Days,
    Weeks,
    Months,
    Years,
}

impl PartOfDay {
    /// The part with this code in TIMEX3, after a `T`.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        [Self::Morning, Self::Afternoon, Self::Evening, Self::Night].into_iter().find(|part| part.code() == code)
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }
}

impl Season {
    /// The season with this code in TIMEX3.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        [Self::Spring, Self::Summer, Self::Autumn, Self::Winter].into_iter().find(|season| season.code() == code)
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

impl LengthUnit {
    const fn code(self) -> char {
        match self {
            Self::Days => 'D',
            Self::Weeks => 'W',
            Self::Months => 'M',
            Self::Years => 'Y',
        }
    }
}

impl Moment {
    /// A fully known day.
    pub(crate) const fn day(year: i16, month: i8, day: i8) -> Self {
        Self::Day { year: Some(year), of_year: Some((month, day)), part: None }
    }

    /// A day of which nothing is known.
    pub(crate) const ANY_DAY: Self = Self::Day { year: None, of_year: None, part: None };

    /// The same day at the given time of day.
    pub(crate) fn at(self, at: Option<PartOfDay>) -> Self {
        match self {
            Self::Day { year, of_year, part } => Self::Day { year, of_year, part: at.or(part) },
            Self::Weekday(day, part) => Self::Weekday(day, at.or(part)),
            other => other,
        }
    }

    /// Whether it has an `X`.
    const fn is_open(self) -> bool {
        match self {
            Self::Day { year, of_year, .. } => year.is_none() || of_year.is_none(),
            Self::Month { year, month } => year.is_none() || month.is_none(),
            Self::Week(number) | Self::Weekend(number) | Self::Quarter(number) => number.is_none(),
            Self::Season(year, _) | Self::Year(year) => year.is_none(),
            Self::Weekday(..) => true,
            Self::Half(..) | Self::Decade(_) | Self::Length(..) | Self::Present => false,
        }
    }
}

impl TimeValue {
    /// From the first day of this to the last day of another.
    pub(crate) const fn to(self, last: Self) -> Self {
        let (Self::One(first) | Self::Between(first, _)) = self;
        let (Self::One(last) | Self::Between(_, last)) = last;
        Self::Between(first, last)
    }

    /// Whether part of it is unknown, so that it is written with an `X`.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::One(moment) => moment.is_open(),
            Self::Between(first, last) => first.is_open() || last.is_open(),
        }
    }
}

impl Default for TimeValue {
    fn default() -> Self {
        Self::One(Moment::Present)
    }
}

impl fmt::Display for TimeValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(moment) => moment.fmt(f),
            Self::Between(first, last) => write!(f, "{first}/{last}"),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = |f: &mut fmt::Formatter<'_>, year: Option<i16>| match year {
            Some(year) => write!(f, "{year:04}"),
            None => f.write_str("XXXX"),
        };
        let part = |f: &mut fmt::Formatter<'_>, part: Option<PartOfDay>| match part {
            Some(part) => write!(f, "T{}", part.code()),
            None => Ok(()),
        };
        match *self {
            Self::Day { year: of, of_year, part: at } => {
                year(f, of)?;
                match of_year {
                    Some((month, day)) => write!(f, "-{month:02}-{day:02}")?,
                    None => f.write_str("-XX-XX")?,
                }
                part(f, at)
            }
            Self::Weekday(day, at) => {
                write!(f, "XXXX-WXX-{day}")?;
                part(f, at)
            }
            Self::Week(Some((year, week))) => write!(f, "{year:04}-W{week:02}"),
            Self::Week(None) => f.write_str("XXXX-WXX"),
            Self::Weekend(Some((year, week))) => write!(f, "{year:04}-W{week:02}-WE"),
            Self::Weekend(None) => f.write_str("XXXX-WXX-WE"),
            Self::Month { year: of, month } => {
                year(f, of)?;
                match month {
                    Some(month) => write!(f, "-{month:02}"),
                    None => f.write_str("-XX"),
                }
            }
            Self::Quarter(Some((year, quarter))) => write!(f, "{year:04}-Q{quarter}"),
            Self::Quarter(None) => f.write_str("XXXX-QX"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Season(of, season) => {
                year(f, of)?;
                write!(f, "-{}", season.code())
            }
            Self::Year(of) => year(f, of),
            Self::Decade(first) => write!(f, "{}", first / 10),
            Self::Length(count, unit) => write!(f, "P{count}{}", unit.code()),
            Self::Present => f.write_str("PRESENT_REF"),
        }
    }
}
