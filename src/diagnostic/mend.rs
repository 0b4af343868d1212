//! Mending a file: the certain fixes of its problems, applied.

use super::{Diagnostic, Fix};
use crate::span::Span;

/// The text with the fixes of those problems applied, and how many were. Of fixes that touch each other the first one
/// counts; the others are for another round, when their places are known anew.
#[must_use]
pub fn mended<'d>(text: &str, problems: impl IntoIterator<Item = &'d Diagnostic>) -> (String, usize) {
    let mut fixes: Vec<&Fix> = problems.into_iter().filter_map(|problem| problem.fix.as_ref()).collect();
    // stable, so that of two at one place the one told first counts
    fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
    let (mut mended, mut done, mut count) = (String::with_capacity(text.len()), 0, 0);
    let mut last: Option<Span> = None;
    for fix in fixes {
        let touches = last.is_some_and(|last| fix.span.start < last.end || fix.span.start == last.start);
        let Some(between) = text.get(done..fix.span.start).filter(|_| !touches) else { continue };
        if text.get(fix.span.range()).is_none() {
            continue;
        }
        mended.push_str(between);
        mended.push_str(&fix.replacement);
        done = fix.span.end;
        last = Some(fix.span);
        count += 1;
    }
    mended.push_str(text.get(done..).unwrap_or_default());
    (mended, count)
}

#[cfg(test)]
mod tests {
    use super::mended;
    use crate::diagnostic::{Code, Diagnostic, SourceFile};
    use crate::span::Span;

    #[test]
    fn of_fixes_that_touch_the_first_counts() {
        let file = SourceFile::new("a.yaml", "one two three");
        let fix = |start: usize, end: usize, text: &str| {
            Diagnostic::new(Code::BadValue, &file, Span::new(start, end), "").fix(Span::new(start, end), text)
        };
        let problems = [fix(8, 13, "3"), fix(0, 7, "12"), fix(4, 7, "2"), fix(4, 13, "23")];
        assert_eq!(mended(&file.text, &problems), ("12 3".to_owned(), 2));
        assert_eq!(mended(&file.text, &[]), ("one two three".to_owned(), 0));
    }
}
