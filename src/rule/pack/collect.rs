//! The rules of one file, and problems that its own names reveal: what is empty, defined twice or never used.

use std::collections::{BTreeMap, BTreeSet};

use super::understand::rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::rule::ast::Name;
use crate::rule::file::{RuleFile, WordListDefinition};
use crate::rule::names::{Circles, Scope, Used, check};
use crate::rule::{Rule, lint};
use crate::span::Span;

/// Reads the rules of one file and reports problems that its own names reveal, except the cycles of phrases that were
/// already reported for other files.
pub(super) fn rules(
    file: &RuleFile,
    scope: &Scope<'_>,
    circles: &mut Circles,
    rules: &mut Vec<Rule>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut used = Used::after(std::mem::take(circles));
    let new = |code: Code, span: Span, message: String| Diagnostic::new(code, &file.source, span, message);
    let empty = |list: &&WordListDefinition| !list.broken && list.words.iter().all(|word| word.text.trim().is_empty());
    for list in file.lists.iter().filter(empty) {
        let problem = new(Code::EmptyList, list.name.span, format!("the list `{}` has no word", list.name.text));
        problems.push(problem.why("a pattern that needs a word of it can never match"));
    }
    for list in &file.lists {
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        for word in &list.words {
            if let Some(&before) = first.get(&word.text.to_lowercase()) {
                let problem = new(Code::Subsumed, word.span, format!("`{}` is already in the list", word.text));
                problems.push(problem.label(before, "the first one").help("remove one of them"));
            } else {
                first.insert(word.text.to_lowercase(), word.span);
            }
        }
    }
    for definition in file.phrases.iter().chain(&file.roles) {
        for line in &definition.lines {
            lint::tree(&line.tree, &file.source, problems);
            // roles in a phrase may be renamed where it is used, so unknown ones are only reported in rules
            let mut found = Vec::new();
            check(scope, &file.source, &line.tree, &mut used, &mut found);
            problems.extend(
                found.into_iter().filter(|problem| problem.code != Code::UnknownRole && problem.code != Code::BareRole),
            );
        }
    }
    for list in &file.lists {
        if let Some(phrase) = file.index().phrases.get(&list.name.text).and_then(|&at| file.phrases.get(at)) {
            let problem =
                new(Code::DuplicateName, phrase.name.span, format!("`{}` is a list and a phrase", list.name.text));
            problems.push(problem.label(list.name.span, "the list"));
        }
    }
    let mut used_by_rules = Used::after(used.take_circles());
    for entry in &file.rules {
        let before = problems.len();
        for line in entry.matches.iter().chain(&entry.unless) {
            lint::tree(&line.tree, &file.source, problems);
        }
        let rule = rule(file, scope, entry, &mut used_by_rules, problems);
        let sound = !entry.broken && !problems.iter().skip(before).any(Diagnostic::is_error);
        if let Some(rule) = rule.filter(|_| sound) {
            lint::rule(&rule, problems);
            if !problems.iter().skip(before).any(Diagnostic::is_error) {
                rules.push(rule);
            }
        }
    }
    *circles = used_by_rules.take_circles();
    // a name that is misspelled where it is used looks unused where it is defined
    let sound = !problems.iter().any(|problem| problem.is_error() && problem.file.name == file.source.name);
    if file.rules.is_empty() || !sound {
        return;
    }
    unused(file, &[&used_by_rules, &used], problems);
}

/// Reports what the file defines but nothing in it uses.
fn unused(file: &RuleFile, used: &[&Used], problems: &mut Vec<Diagnostic>) {
    let mut report = |code: Code, what: &str, name: &Name| {
        let message = format!("{what} `{}`", name.text);
        problems.push(Diagnostic::new(code, &file.source, name.span, message));
    };
    let nowhere =
        |of: fn(&Used) -> &BTreeSet<String>, name: &Name| !used.iter().any(|used| of(used).contains(&name.text));
    for list in file.lists.iter().filter(|list| nowhere(|used| &used.lists, &list.name)) {
        report(Code::UnusedList, "unused list", &list.name);
    }
    for phrase in file.phrases.iter().filter(|phrase| nowhere(|used| &used.phrases, &phrase.name)) {
        report(Code::UnusedPhrase, "unused phrase", &phrase.name);
    }
    for role in file.roles.iter().filter(|role| nowhere(|used| &used.roles, &role.name)) {
        report(Code::UnusedRole, "unused role", &role.name);
    }
    let kinds: BTreeSet<&str> = file.rules.iter().filter_map(|rule| Some(rule.kind.as_ref()?.text.as_str())).collect();
    for kind in file.kinds.iter().filter(|kind| !kinds.contains(kind.text.as_str())) {
        report(Code::UnusedKind, "unused kind", kind);
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, SourceFile};
    use crate::rule::load;

    #[test]
    fn a_circle_of_phrases_is_reported_once_in_each_file_that_has_one() {
        let file = |name: &str| {
            let rule = "rules:\n  - id: gone\n    match: |\n      {source} said {claim} @one\n    finds: |\n      {source: Rao} said {claim: it rained}.\n";
            let phrases = "phrases:\n  one: |\n    on @two\n  two: |\n    in @one\n";
            SourceFile::new(name, format!("claims: 1\n{phrases}{rule}"))
        };
        let loaded = load(&[file("a.yaml"), file("b.yaml")], &|_| Err("there is none".to_owned()));
        let circles = loaded.problems.iter().filter(|problem| problem.code == Code::PhraseCycle);
        let places: Vec<(&str, usize)> =
            circles.map(|problem| (problem.file.name.as_str(), problem.span.start)).collect();
        assert_eq!(places.len(), 2, "{places:?}");
        assert_ne!(places.first().map(|place| place.0), places.last().map(|place| place.0));
    }
}
