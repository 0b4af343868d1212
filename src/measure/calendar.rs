//! Days, and the stretches of days that calendars have names for. The only file that knows the date library.

use std::fmt;

use jiff::civil::{Date, DateTime, ISOWeekDate, Weekday};
use jiff::fmt::{rfc2822, temporal};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

use crate::text::moment::Moment;

/// A day of the Gregorian calendar, written as in ISO 8601: `2018-05-07`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// The moment a date of publication names, as seconds since 1970 in coordinated universal time, in any of the forms that
/// [`Day::read`] knows. A day alone is its beginning, a time without a zone is universal.
pub(crate) fn moment(text: &str) -> Option<i64> {
    let text = text.trim();
    let universal = |time: DateTime| Offset::UTC.to_timestamp(time).map(Timestamp::as_second).ok();
    let zoned = text.parse::<Timestamp>().map(Timestamp::as_second).ok();
    let mail = || rfc2822::parse(text).map(|moment| moment.timestamp().as_second()).ok();
    let plain = || text.parse::<DateTime>().ok().and_then(universal);
    let day = || Day::read(text).and_then(|day| universal(day.0.at(0, 0, 0, 0)));
    zoned.or_else(mail).or_else(plain).or_else(day)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Day {
    /// The day of that year, month (1 to 12) and day of the month (from 1); nothing where the calendar has none.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// The day that a date of publication names, in any of the forms that feeds and pages have: RFC 3339 and ISO 8601
    /// (`2018-05-07T10:00:00Z`), RFC 2822 (`Mon, 7 May 2018 10:00:00 GMT`), `7 May 2018` or `May 7, 2018`, with or without
    /// the day of the week. With a time of day, it is the day where that clock stands.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        const FORMS: [&str; 8] = [
            "%d %B %Y",
            "%B %d, %Y",
            "%d %b %Y",
            "%b %d, %Y",
            "%A, %d %B %Y",
            "%A, %B %d, %Y",
            "%A %d %B %Y",
            "%a, %d %b %Y",
        ];
        let text = text.trim();
        let pieces = temporal::Pieces::parse(text).map(|pieces| pieces.date()).ok();
        let mail = || rfc2822::parse(text).map(|moment| moment.date()).ok();
        let words = || FORMS.iter().find_map(|form| Date::strptime(form, text).ok());
        pieces.or_else(mail).or_else(words).map(Self)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, from 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day of the week: 1 is Monday, 7 is Sunday.
    #[must_use]
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// The day as what words say.
    pub(super) fn moment(self) -> Moment {
        Moment::day(self.year(), self.month(), self.day())
    }

    /// So many days later, or earlier where it is less than none.
    pub(super) fn plus_days(self, days: i32) -> Option<Self> {
        self.0.checked_add(days.days()).ok().map(Self)
    }

    /// So many months later; the last day of a month that is too short.
    pub(super) fn plus_months(self, months: i32) -> Option<Self> {
        self.0.checked_add(months.months()).ok().map(Self)
    }

    /// The year and number of its week, which begins on Monday.
    pub(super) fn week(self) -> (i16, i8) {
        let week = self.0.iso_week_date();
        (week.year(), week.week())
    }
}

/// A stretch of days, the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) from: Day,
    pub(super) to: Day,
}

impl Interval {
    pub(super) const fn day(day: Day) -> Self {
        Self { from: day, to: day }
    }

    /// The week of that number, from Monday to Sunday.
    pub(super) fn week(year: i16, week: i8) -> Option<Self> {
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?;
        let monday = Day(monday.date());
        Some(Self { from: monday, to: monday.plus_days(6)? })
    }

    pub(super) fn month(year: i16, month: i8) -> Option<Self> {
        Self::months(year, month, month)
    }

    /// From the first of one month to the end of another in the same year.
    pub(super) fn months(year: i16, first: i8, last: i8) -> Option<Self> {
        let end = Date::new(year, last, 1).ok()?.last_of_month();
        Some(Self { from: Day::new(year, first, 1)?, to: Day(end) })
    }

    /// From the first day of one year to the last of another.
    pub(super) fn years(first: i16, last: i16) -> Option<Self> {
        Some(Self { from: Day::new(first, 1, 1)?, to: Day::new(last, 12, 31)? })
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Interval, moment};

    #[test]
    fn dates_of_publication_are_read_in_the_forms_that_feeds_have() {
        for text in [
            "2018-05-07",
            "2018-05-07T10:00:00Z",
            "2018-05-07T23:30:00-04:00",
            "2018-05-07 10:00",
            "Mon, 7 May 2018 10:00:00 GMT",
            "Mon, 07 May 2018 23:30:00 -0400",
            "7 May 2018",
            " 07 May 2018 ",
            "May 7, 2018",
            "Monday, May 7, 2018",
            "Monday, 7 May 2018",
            "7 may 2018",
        ] {
            assert_eq!(Day::read(text).map(|day| day.to_string()).as_deref(), Some("2018-05-07"), "{text}");
        }
        for text in
            ["", "yesterday", "May 2018", "2018", "07/05/2018", "2018-02-30", "30 February 2018", "Tuesday, 7 May 2018"]
        {
            assert_eq!(Day::read(text), None, "{text}");
        }
    }

    #[test]
    fn stretches_end_with_their_last_day() {
        let told = |interval: Option<Interval>| interval.map(|interval| format!("{}..{}", interval.from, interval.to));
        assert_eq!(told(Interval::month(2016, 2)).as_deref(), Some("2016-02-01..2016-02-29"));
        assert_eq!(told(Interval::week(2018, 1)).as_deref(), Some("2018-01-01..2018-01-07"));
        assert_eq!(told(Interval::week(2020, 53)).as_deref(), Some("2020-12-28..2021-01-03"));
        assert_eq!(told(Interval::week(2018, 53)), None);
        assert_eq!(told(Interval::month(2018, 13)), None);
    }

    #[test]
    fn moments_are_compared_whatever_their_form_and_zone() {
        assert_eq!(moment("1970-01-01"), Some(0));
        assert_eq!(moment("2000-02-29"), Some(951_782_400));
        assert_eq!(moment("2026-03-01T08:30:00Z"), Some(1_772_353_800));
        for text in ["2026-03-01T09:30:00+01:00", "2026-03-01T08:30:00", "Sun, 01 Mar 2026 08:30:00 GMT"] {
            assert_eq!(moment(text), Some(1_772_353_800), "{text}");
        }
        assert_eq!(moment("1 March 2026"), moment("2026-03-01"));
        for text in ["", "March 1", "2026", "2026-13-01", "2026-02-31", "yesterday"] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
