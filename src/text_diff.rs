//! Differences between texts. This is the only use of the diff library, with numbers as items, so that it is
//! instantiated once.

use std::fmt::Write as _;
use std::hash::Hash;
use std::ops::Range;

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};

/// The number of context lines on each side of a hunk.
const CONTEXT: usize = 3;

/// The differences between two sequences, in order: a range of the first, and the range of the second that replaces it.
/// Takes time proportional to their lengths times the number of differences (Myers 1986).
pub(crate) fn differences<T: Eq + Hash>(before: &[T], after: &[T]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut numbers = FxHashMap::default();
    let (before, after) = (numbered(&mut numbers, before), numbered(&mut numbers, after));
    let ops = operations(&before, &after);
    ops.into_iter().filter(|op| op.tag() != DiffTag::Equal).map(|op| (op.old_range(), op.new_range())).collect()
}

/// All lines of two texts, common ones once: each with `-` if only the first has it, `+` if only the second does, and a
/// space otherwise.
pub(crate) fn all_lines<'t>(before: &'t str, after: &'t str) -> Vec<(char, &'t str)> {
    let lines = Lines::new(before, after);
    let ops = operations(&lines.before_numbers, &lines.after_numbers);
    ops.iter().flat_map(|op| lines.signed(op)).collect()
}

/// The lines that differ, with three lines of context, in the format of `diff -u` without file names.
#[must_use]
pub fn unified(before: &str, after: &str) -> String {
    let lines = Lines::new(before, after);
    let ops = operations(&lines.before_numbers, &lines.after_numbers);
    let mut shown = String::new();
    for hunk in group_diff_ops(ops, CONTEXT) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        let old = place(&(first.old_range().start..last.old_range().end));
        let new = place(&(first.new_range().start..last.new_range().end));
        // writing to a string cannot fail
        let _ = writeln!(shown, "@@ -{old} +{new} @@");
        for (sign, line) in hunk.iter().flat_map(|op| lines.signed(op)) {
            shown.push(sign);
            shown.push_str(line);
            if !line.ends_with('\n') {
                shown.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    shown
}

/// The position of a hunk in the format of `diff -u`: its first line, and the number of lines unless that is one.
fn place(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        count => format!("{},{count}", lines.start + 1),
    }
}

/// The lines of two texts, with their line breaks, and a number for each that is the same for equal lines.
struct Lines<'t> {
    before: Vec<&'t str>,
    after: Vec<&'t str>,
    before_numbers: Vec<u32>,
    after_numbers: Vec<u32>,
}

impl<'t> Lines<'t> {
    fn new(before: &'t str, after: &'t str) -> Self {
        let (before, after): (Vec<&str>, Vec<&str>) =
            (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
        let mut numbers = FxHashMap::default();
        let (before_numbers, after_numbers) = (numbered(&mut numbers, &before), numbered(&mut numbers, &after));
        Self { before, after, before_numbers, after_numbers }
    }

    /// The lines of an operation, each with its sign.
    fn signed(&self, op: &DiffOp) -> Vec<(char, &'t str)> {
        let of = |sign: char, lines: &[&'t str], range: Range<usize>| {
            lines.get(range).unwrap_or_default().iter().map(|&line| (sign, line)).collect::<Vec<_>>()
        };
        if op.tag() == DiffTag::Equal {
            return of(' ', &self.before, op.old_range());
        }
        [of('-', &self.before, op.old_range()), of('+', &self.after, op.new_range())].concat()
    }
}

fn numbered<'t, T: Eq + Hash>(numbers: &mut FxHashMap<&'t T, u32>, items: &'t [T]) -> Vec<u32> {
    let number = |item| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(item).or_insert(next)
    };
    items.iter().map(number).collect()
}

fn operations(before: &[u32], after: &[u32]) -> Vec<DiffOp> {
    capture_diff_slices(Algorithm::Myers, before, after)
}

#[cfg(test)]
mod tests {
    use super::{all_lines, differences, unified};

    #[test]
    fn hunks_are_shown_as_diff_shows_them() {
        let before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n";
        let after = "a\nb\nc\nd\nE\nf\ng\nh\ni\nj\nk";
        let shown = "@@ -2,9 +2,10 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n i\n j\n+k\n\\ No newline at end of file\n";
        assert_eq!(unified(before, after), shown);
        assert_eq!(unified("", "a\n"), "@@ -0,0 +1 @@\n+a\n");
        assert_eq!(unified(before, before), "");
    }

    #[test]
    fn all_lines_are_listed_once() {
        assert_eq!(all_lines("a\nb\n", "b\nc\n"), [('-', "a\n"), (' ', "b\n"), ('+', "c\n")]);
    }

    #[test]
    fn sequences_differ_where_items_are_removed_or_added() {
        assert_eq!(differences(&["a", "b", "c"], &["a", "x", "c", "d"]), [(1..2, 1..2), (3..3, 3..4)]);
    }
}
