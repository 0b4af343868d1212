//! Parts of words that are tokens of their own.

use crate::text::apostrophe;

/// The offset of the clitic that `word` ends in: *does|n't*, *Rao|'s*, *can|not*.
pub(super) fn clitic_start(word: &str) -> Option<usize> {
    if word.eq_ignore_ascii_case("cannot") {
        return Some(3);
    }
    let (at, before, ending) = apostrophe(word)?;
    match ending.to_ascii_lowercase().as_str() {
        "t" if before.len() > 1 && before.ends_with(['n', 'N']) => Some(at - 1),
        "s" | "re" | "ve" | "ll" | "d" | "m" if !before.is_empty() => Some(at),
        _ => None,
    }
}
