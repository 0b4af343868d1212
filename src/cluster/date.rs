//! When an article was published, as far as that can be compared.

/// Seconds since 1970 in coordinated universal time, of a date as ISO 8601 writes it: *2026-03-01*, *2026-03-01T08:30Z*,
/// *2026-03-01 08:30:00+01:00*. A day alone is its beginning, a time without a zone is universal. Nothing of any other form.
pub(super) fn seconds(written: &str) -> Option<i64> {
    let written = written.trim();
    let number = |from: usize, to: usize| -> Option<i64> {
        let digits = written.get(from..to).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse().ok()
    };
    let mark = |at: usize, mark: &str| written.get(at..at + 1).filter(|&found| mark.contains(found));
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    mark(4, "-")?;
    mark(7, "-")?;
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let midnight = days(year, month, day) * 86_400;
    if written.len() == 10 {
        return Some(midnight);
    }
    mark(10, "T t")?;
    let (hour, minute) = (number(11, 13)?, number(14, 16)?);
    mark(13, ":")?;
    let mut rest = written.get(16..)?;
    let mut second = 0;
    if rest.starts_with(':') {
        second = number(17, 19)?;
        rest = written.get(19..)?;
    }
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    Some(midnight + hour * 3_600 + minute * 60 + second - zone(rest.trim_start())?)
}

/// How far a zone is ahead, in seconds: `Z`, nothing, `+01:00`, `-0530`.
fn zone(written: &str) -> Option<i64> {
    let sign = match written.chars().next() {
        None | Some('Z' | 'z') => return (written.len() <= 1).then_some(0),
        Some('+') => 1,
        Some('-') => -1,
        Some(_) => return None,
    };
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let number = |digits: Option<&str>| digits.and_then(|digits| digits.parse::<i64>().ok());
    let hours = number(digits.get(..2))?;
    let minutes = if digits.len() == 4 { number(digits.get(2..))? } else { 0 };
    Some(sign * (hours * 3_600 + minutes * 60))
}

/// Days since 1970 in the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // years that begin in March, so that the day that is sometimes there comes last
    let year = if month <= 2 { year - 1 } else { year };
    let (era, month) = (year.div_euclid(400), (month + 9) % 12);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * month + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn dates_are_compared_whatever_their_zone() {
        assert_eq!(seconds("1970-01-01"), Some(0));
        assert_eq!(seconds("2000-02-29"), Some(951_782_400));
        assert_eq!(seconds("2026-03-01T08:30Z"), Some(1_772_353_800));
        assert_eq!(seconds("2026-03-01T09:30:00+01:00"), seconds("2026-03-01T08:30:00.250Z"));
        assert_eq!(seconds("2026-03-01 03:00:00 -0530"), seconds("2026-03-01T08:30:00"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "March 1",
            "2026",
            "2026-13-01",
            "2026-03-01T",
            "2026-03-01Tnoon",
            "2026-03-01T08:30 CET",
            "２０２６-03-01",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
