//! Captures that the key `same` of a rule compares.

use crate::rule::{Role, Same};
use crate::span::TokenRange;
use crate::text::Document;

/// The first capture, and the first whose words differ from it; `None` if all have the same words.
pub(super) fn difference(
    same: &Same,
    document: &Document<'_>,
    captures: &[(Role, TokenRange)],
) -> Option<(TokenRange, TokenRange)> {
    let mut compared = captures.iter().filter(|(role, _)| same.roles.contains(role)).map(|&(_, tokens)| tokens);
    let first = compared.next()?;
    let word = |at: usize| if same.inflected { document.lemma(at) } else { document.lower(at) };
    let other = compared.find(|other| !first.range().map(word).eq(other.range().map(word)))?;
    Some((first, other))
}
