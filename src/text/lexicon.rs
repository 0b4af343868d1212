//! Word lists of a language pack, searched without copying them.
//!
//! A list is a text file with one entry per line, sorted by bytes; a tab and codes may follow the entry. Nothing is
//! copied and no hash table is built when the program starts: a look-up is a binary search over the first eight bytes
//! of the lines, stored as numbers, and only lines that share them are compared letter by letter.

/// A sorted word list, one entry per line.
#[derive(Debug)]
pub(crate) struct WordList {
    text: &'static str,
    /// Where each line begins, and the end of the text.
    lines: Vec<u32>,
    /// The first eight bytes of each entry.
    keys: Vec<u64>,
}

/// The first eight bytes of an entry as a number that sorts as they do; a shorter entry is padded with zeros.
fn key(entry: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    for (byte, &letter) in bytes.iter_mut().zip(entry) {
        // an entry ends with a tab or line break, which are less than any of its bytes
        if matches!(letter, b'\t' | b'\n') {
            break;
        }
        *byte = letter;
    }
    u64::from_be_bytes(bytes)
}

impl WordList {
    /// Indexes `text`; its lines must be sorted by bytes.
    pub(crate) fn new(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr_iter(b'\n', bytes).map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX));
        let lines: Vec<u32> = std::iter::once(0).chain(ends).collect();
        let starts = lines.iter().take(lines.len() - 1);
        let keys = starts.map(|&start| key(bytes.get(start as usize..).unwrap_or_default())).collect();
        Self { text, lines, keys }
    }

    /// The codes after `entry` (empty if it has none), or `None` if it is not in the list.
    pub(crate) fn codes(&self, entry: &str) -> Option<&'static str> {
        let wanted = key(entry.as_bytes());
        let from = self.keys.partition_point(|&key| key < wanted);
        let alike = self.keys.get(from..)?.partition_point(|&key| key == wanted);
        let lines = self.lines.get(from..from + alike)?;
        let at = from + lines.partition_point(|&line| self.order(line, entry.as_bytes()).is_lt());
        let line = *self.lines.get(at).filter(|_| at < from + alike)?;
        self.order(line, entry.as_bytes()).is_eq().then(|| {
            let end = self.lines.get(at + 1).map_or(self.text.len(), |&next| next as usize - 1);
            let codes = self.text.get(line as usize + entry.len()..end).unwrap_or_default();
            codes.strip_prefix('\t').unwrap_or(codes)
        })
    }

    /// How many entries it has.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether `entry` is in the list.
    pub(crate) fn has(&self, entry: &str) -> bool {
        self.codes(entry).is_some()
    }

    /// The order of the entry on the line that begins at `line` relative to `wanted`.
    fn order(&self, line: u32, wanted: &[u8]) -> std::cmp::Ordering {
        let rest = self.text.as_bytes().get(line as usize..).unwrap_or_default();
        let same = rest.get(..wanted.len()).unwrap_or(rest);
        // an entry ends with a tab or line break, which are less than any of its bytes
        same.cmp(wanted).then_with(|| match rest.get(wanted.len()) {
            None | Some(b'\t' | b'\n') => std::cmp::Ordering::Equal,
            Some(_) => std::cmp::Ordering::Greater,
        })
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
        assert_eq!(list.codes(""), None);
        let long = WordList::new("harbourage\t1\nharbourmaster\t2\nharbours\t3\n");
        assert_eq!(long.codes("harbourmaster"), Some("2"));
        assert_eq!(long.codes("harbours"), Some("3"));
        assert_eq!(long.codes("harbourm"), None);
    }
}
