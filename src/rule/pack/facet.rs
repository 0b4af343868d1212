//! Rules with a facet: what they may not say, because they find no claim.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::rule::PatternLine;
use crate::rule::file::RuleEntry;
use crate::rule::syntax::Name;

/// Reports what a rule with a facet says of a claim: the roles its lines capture, and keys that are about claims.
pub(super) fn problems(
    file: &Arc<SourceFile>,
    entry: &RuleEntry,
    lines: &[PatternLine],
    problems: &mut Vec<Diagnostic>,
) {
    for line in lines {
        if let Some(role) = line.pattern.roles().first() {
            let message = format!("this pattern captures `{{{role}}}`, and the rule has a facet");
            problems.push(
                Diagnostic::new(Code::FacetOfClaim, file, line.span, message)
                    .why("a rule either finds claims or tells that a facet is so of a sentence")
                    .help("write the pattern without the braces, or take `facet` away"),
            );
        }
    }
    let one = |key: &'static str, value: &Option<Name>| value.as_ref().map(|name| (key, name.span));
    let keys = [
        one("kind", &entry.kind),
        one("stance", &entry.stance),
        one("confidence", &entry.confidence),
        one("source", &entry.source),
        entry.over.first().map(|name| ("over", name.span)),
    ];
    for (key, span) in keys.into_iter().flatten() {
        let message = format!("`{key}` plays no part: the rule has a facet, so it finds no claim");
        problems.push(
            Diagnostic::new(Code::FacetOfClaim, file, span, message).help(format!("take `{key}` or `facet` away")),
        );
    }
}
