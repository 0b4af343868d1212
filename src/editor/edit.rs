//! Changed texts: the smallest edit between them, and positions moved by it.

use crate::diagnostic::Fix;
use crate::span::Span;

/// The edit of whole lines that turns `before` into `after`; `None` if they are equal.
#[must_use]
pub fn changes(before: &str, after: &str) -> Option<Fix> {
    let (span, replacement) = differing(before, after)?;
    Some(Fix { span, replacement: replacement.to_owned() })
}

/// Where a span of `before` is in `after`; `None` if its text was changed.
#[must_use]
pub fn moved(span: Span, before: &str, after: &str) -> Option<Span> {
    let Some((changed, replacement)) = differing(before, after) else { return Some(span) };
    if span.end < changed.start {
        return Some(span);
    }
    if span.start < changed.end {
        return None;
    }
    let by = |at: usize| at + replacement.len() - changed.len();
    Some(Span::new(by(span.start), by(span.end)))
}

/// The lines of `before` that differ, and their replacement in `after`.
fn differing<'a>(before: &str, after: &'a str) -> Option<(Span, &'a str)> {
    if before == after {
        return None;
    }
    let same = |(one, other): (&&str, &&str)| one == other;
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let head = old.iter().zip(&new).take_while(|&(one, other)| same((one, other))).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|&(one, other)| same((one, other))).count();
    let start: usize = old.iter().take(head).map(|line| line.len()).sum();
    let behind: usize = old.iter().rev().take(tail).map(|line| line.len()).sum();
    let replacement = after.get(start..after.len() - behind).unwrap_or_default();
    Some((Span::new(start, before.len() - behind), replacement))
}

#[cfg(test)]
mod tests {
    use super::{changes, moved};
    use crate::span::Span;

    #[test]
    fn only_lines_that_differ_are_replaced() {
        let fix = changes("a\nb\nc\n", "a\nx\ny\nc\n").expect("they differ");
        assert_eq!((fix.span, fix.replacement.as_str()), (Span::new(2, 4), "x\ny\n"));
        assert_eq!(changes("a\n", "a\n"), None);
        assert_eq!(changes("", "a\n").map(|fix| fix.span), Some(Span::new(0, 0)));
    }

    #[test]
    fn positions_after_a_change_move_with_it() {
        let (before, after) = ("a\nb\nc\n", "a\nbb\nc\n");
        assert_eq!(moved(Span::new(0, 1), before, after), Some(Span::new(0, 1)));
        assert_eq!(moved(Span::new(2, 3), before, after), None);
        assert_eq!(moved(Span::new(4, 5), before, after), Some(Span::new(5, 6)));
        assert_eq!(moved(Span::new(4, 5), "a\nb\nc\n", "a\nc\n"), Some(Span::new(2, 3)));
    }
}
