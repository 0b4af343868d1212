//! Maps the characters of a scalar to the file, as pairs of a byte in its value and the byte in the file, depending on
//! how it is written.

/// Each line of a literal block begins after its indentation; `first` is where its first line with text begins.
pub(super) fn literal(source: &str, value: &str, first: usize) -> Vec<(usize, usize)> {
    let line_start = source.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let indent = first - line_start;
    let blank = value.len() - value.trim_start_matches('\n').len();
    let mut map = Vec::new();
    let (mut offset, mut at) = (blank, line_start);
    if blank > 0 {
        map.push((0, line_start.saturating_sub(1)));
    }
    for line in value.get(blank..).unwrap_or_default().split_inclusive('\n') {
        let written = source.get(at..).unwrap_or_default();
        let written = written.split_inclusive('\n').next().unwrap_or_default();
        let behind = indent.min(written.trim_end_matches(['\n', '\r']).len());
        map.push((offset, at + behind));
        offset += line.len();
        at += written.len();
    }
    map
}

/// In a text that YAML joined from several lines, each word is mapped to its next occurrence in the file.
pub(super) fn joined(written: &str, value: &str, start: usize) -> Vec<(usize, usize)> {
    let mut map = vec![(0, start)];
    let (mut offset, mut from) = (0, 0);
    for word in value.split([' ', '\t', '\n']) {
        if let Some(at) = written.get(from..).and_then(|rest| rest.find(word)).filter(|_| !word.is_empty()) {
            map.push((offset, start + from + at));
            from += at + word.len();
        }
        offset += word.len() + 1;
    }
    map
}

/// A pair for every character, because escapes, doubled quotation marks and line breaks change lengths.
pub(super) fn quoted(written: &str, value: &str, start: usize) -> Vec<(usize, usize)> {
    let double = written.starts_with('"');
    let mut map = Vec::new();
    let mut rest = written.get(1..).unwrap_or_default();
    // how many characters the current line breaks still produce
    let mut breaks = 0;
    for (offset, _) in value.char_indices() {
        let escaped_break = rest.strip_prefix('\\').filter(|behind| double && behind.starts_with(['\n', '\r']));
        rest = escaped_break.map_or(rest, |behind| behind.trim_start_matches(BLANK));
        map.push((offset, start + written.len() - rest.len()));
        let behind_blank = rest.trim_start_matches(BLANK);
        let blank = rest.strip_suffix(behind_blank).unwrap_or_default();
        let lines = blank.matches('\n').count();
        if lines > 0 {
            // one line break is read as a space, several as one fewer
            breaks = if breaks > 0 { breaks } else { (lines - 1).max(1) };
            breaks -= 1;
            rest = if breaks > 0 { rest } else { behind_blank };
            continue;
        }
        let mut characters = rest.chars();
        match (double, characters.next()) {
            (true, Some('\\')) => {
                let digits = match characters.next() {
                    Some('x') => 2,
                    Some('u') => 4,
                    Some('U') => 8,
                    _ => 0,
                };
                characters.by_ref().take(digits).for_each(drop);
            }
            (false, Some('\'')) => drop(characters.next()),
            _ => {}
        }
        rest = characters.as_str();
    }
    map.push((value.len(), start + written.len() - rest.len()));
    map
}

/// What YAML skips around a line break.
const BLANK: [char; 4] = [' ', '\t', '\r', '\n'];
