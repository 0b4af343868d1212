//! Rules with a facet: the possible facets, and what such a rule must not contain, because it finds no claim.

use std::sync::Arc;

use crate::annotation::{FacetGroup, names};
use crate::diagnostic::{Code, Diagnostic, SourceFile, nearest};
use crate::rule::PatternLine;
use crate::rule::ast::Name;
use crate::rule::file::RuleEntry;
use crate::span::Span;

/// Reports a facet in an unknown group, or with a name that its group doesn't have.
pub(super) fn group_problems(file: &Arc<SourceFile>, facet: &Name, problems: &mut Vec<Diagnostic>) {
    let Some((group, member)) = facet.text.split_once('/') else { return };
    let start = facet.span.end.saturating_sub(member.len());
    let (wrong, span, all) = match FacetGroup::named(group) {
        None => (group, Span::new(facet.span.start, start.saturating_sub(1)), names(FacetGroup::ALL, FacetGroup::name)),
        Some(known) => match known.members() {
            Some(all) if !all.contains(&member) => (member, Span::new(start, facet.span.end), all),
            None if member.is_empty() || member.contains('/') => {
                let problem = format!("invalid facet name `{}`", facet.text);
                problems.push(
                    Diagnostic::new(Code::BadName, file, facet.span, problem)
                        .help(format!("write one name after the slash: `{group}/harbour`")),
                );
                return;
            }
            _ => return,
        },
    };
    let what = if wrong == group { "not a group of facets" } else { "not a facet of its group" };
    let problem = Diagnostic::new(Code::BadValue, file, span, format!("`{wrong}` is {what}"));
    problems.push(match nearest(wrong, all.iter().copied()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")).fix(span, near),
        None => problem.help(format!("it is one of {}", all.join(", "))),
    });
}

/// Reports everything about claims in a rule with a facet: the roles its lines capture, and keys that are about claims.
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
                    .why("a rule either finds claims or gives a sentence a facet")
                    .help("write the pattern without the braces, or remove `facet`"),
            );
        }
    }
    let one = |key: &'static str, value: &Option<Name>| value.as_ref().map(|name| (key, name.span));
    let keys = [
        one("kind", &entry.kind),
        one("stance", &entry.stance),
        one("confidence", &entry.confidence),
        one("source", &entry.source),
        entry.same.first().map(|name| ("same", name.span)),
        entry.over.first().map(|name| ("over", name.span)),
    ];
    for (key, span) in keys.into_iter().flatten() {
        let message = format!("`{key}` has no effect: the rule has a facet, so it finds no claim");
        problems
            .push(Diagnostic::new(Code::FacetOfClaim, file, span, message).help(format!("remove `{key}` or `facet`")));
    }
}
