//! Applies the certain fixes of problems to a file.

use super::{Diagnostic, Fix};
use crate::span::Span;

/// The text with the fixes of these problems applied, and how many were applied. If fixes touch each other, only the
/// first is applied; the others have to wait for another round, after their spans are recomputed.
#[must_use]
pub fn fixed<'d>(text: &str, problems: impl IntoIterator<Item = &'d Diagnostic>) -> (String, usize) {
    let (text, applied) = apply(text, problems);
    (text, applied.count())
}

/// The fixes that were applied to a text, in order.
#[derive(Debug, Default)]
pub(crate) struct Applied {
    /// The span of each, where its replacement begins in the new text, and the length of the replacement.
    fixes: Vec<(Span, usize, usize)>,
}

impl Applied {
    pub(crate) const fn count(&self) -> usize {
        self.fixes.len()
    }

    /// The offset in the old text of the byte `at` of the new one; the start of the fix if it is inside a replacement.
    pub(crate) fn before(&self, at: usize) -> usize {
        let after = self.fixes.partition_point(|&(_, start, _)| start <= at);
        match after.checked_sub(1).and_then(|before| self.fixes.get(before)) {
            None => at,
            Some(&(span, start, length)) if at < start + length => span.start,
            Some(&(span, start, length)) => span.end + (at - start - length),
        }
    }
}

/// The same, with what was applied. Lines that a fix adds get the line endings of the text.
pub(crate) fn apply<'d>(text: &str, problems: impl IntoIterator<Item = &'d Diagnostic>) -> (String, Applied) {
    let mut fixes: Vec<&Fix> = problems.into_iter().filter_map(|problem| problem.fix.as_ref()).collect();
    // stable, so that of two at the same place the one reported first wins
    fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
    let (mut fixed, mut done, mut applied) = (String::with_capacity(text.len()), 0, Applied::default());
    let mut last: Option<Span> = None;
    let line_break = line_break(text);
    for fix in fixes {
        let touches = last.is_some_and(|last| fix.span.start < last.end || fix.span.start == last.start);
        let Some(between) = text.get(done..fix.span.start).filter(|_| !touches) else { continue };
        if text.get(fix.span.range()).is_none() {
            continue;
        }
        fixed.push_str(between);
        let start = fixed.len();
        fixed.push_str(&fix.replacement.replace("\r\n", "\n").replace('\n', line_break));
        done = fix.span.end;
        last = Some(fix.span);
        applied.fixes.push((fix.span, start, fixed.len() - start));
    }
    fixed.push_str(text.get(done..).unwrap_or_default());
    (fixed, applied)
}

/// The more frequent line ending of a text: `\r\n` or `\n`.
pub(crate) fn line_break(text: &str) -> &'static str {
    let all = text.matches('\n').count();
    if text.matches("\r\n").count() * 2 > all { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::fixed;
    use crate::diagnostic::{Code, Diagnostic, SourceFile};
    use crate::span::Span;

    #[test]
    fn the_first_of_touching_fixes_is_applied() {
        let file = SourceFile::new("a.yaml", "one two three");
        let fix = |start: usize, end: usize, text: &str| {
            Diagnostic::new(Code::BadValue, &file, Span::new(start, end), "").fix(Span::new(start, end), text)
        };
        let problems = [fix(8, 13, "3"), fix(0, 7, "12"), fix(4, 7, "2"), fix(4, 13, "23")];
        assert_eq!(fixed(&file.text, &problems), ("12 3".to_owned(), 2));
        assert_eq!(fixed(&file.text, &[]), ("one two three".to_owned(), 0));
    }

    #[test]
    fn line_endings_stay() {
        for (text, expected) in [("a\r\nb\r\n", "x\r\ny\r\nb\r\n"), ("a\nb\r\n", "x\ny\nb\r\n")] {
            let file = SourceFile::new("a.yaml", text);
            let span = Span::new(0, 1);
            let problem = Diagnostic::new(Code::BadValue, &file, span, "").fix(span, "x\ny");
            assert_eq!(fixed(&file.text, &[problem]).0, expected);
        }
    }
}
