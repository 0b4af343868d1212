//! Word lists of a language pack, looked up where they lie.
//!
//! A list is a text file, one entry a line, sorted by bytes; a tab may follow the entry with codes. Nothing is
//! copied and no table is filled when the program starts: a look-up is a binary search over line starts, and the
//! [vocabulary](super::vocabulary) asks once for each distinct word.

/// A sorted word list, one entry a line.
#[derive(Debug)]
pub(crate) struct WordList {
    text: &'static str,
    /// Where each line begins.
    lines: Vec<u32>,
}

impl WordList {
    /// Indexes `text`; its lines must be sorted by bytes.
    pub(crate) fn new(text: &'static str) -> Self {
        let mut lines = vec![0];
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        lines.extend(ends.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX)));
        lines.pop();
        Self { text, lines }
    }

    /// The codes behind `entry` (empty where it has none), or nothing where it is not in the list.
    pub(crate) fn codes(&self, entry: &str) -> Option<&'static str> {
        let at = self.lines.partition_point(|&line| self.entry(line).0 < entry);
        let (found, codes) = self.entry(*self.lines.get(at)?);
        (found == entry).then_some(codes)
    }

    /// Whether `entry` is in the list.
    pub(crate) fn has(&self, entry: &str) -> bool {
        self.codes(entry).is_some()
    }

    /// Every entry with its codes, in the order of the file.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
        self.lines.iter().map(|&line| self.entry(line))
    }

    fn entry(&self, line: u32) -> (&'static str, &'static str) {
        let rest = self.text.get(line as usize..).unwrap_or_default();
        let line = rest.split_once('\n').map_or(rest, |(line, _)| line);
        line.split_once('\t').unwrap_or((line, ""))
    }
}

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn entries_are_found_with_their_codes() {
        let list = WordList::new("a\tx\na b\ty\nab\nb\tz\n");
        assert_eq!(list.codes("a"), Some("x"));
        assert_eq!(list.codes("a b"), Some("y"));
        assert_eq!(list.codes("ab"), Some(""));
        assert_eq!(list.codes("b"), Some("z"));
        assert_eq!(list.codes("aa"), None);
        assert_eq!(list.codes("c"), None);
    }
}
