//! Converts a rule from its written form to its understood form.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::example::example;
use super::facet;
use crate::annotation::ParagraphKind;
use crate::article::primary_language;
use crate::diagnostic::{Code, Diagnostic, listed, nearest};
use crate::rule::ast::Name;
use crate::rule::file::{PatternLine as WrittenLine, RuleEntry, RuleFile};
use crate::rule::names::{Scope, Used, understand};
use crate::rule::pattern::{Pattern, Role};
use crate::rule::same::same;
use crate::rule::shipped::is_pack;
use crate::rule::{Confidence, DEFAULT_SCOPE, DefaultSource, KnownKind, PatternLine, Rule, Stance, Verdict, Within};

/// Converts one rule; `None` if one of its lines cannot be understood.
pub(super) fn rule(
    file: &RuleFile,
    scope: &Scope<'_>,
    entry: &RuleEntry,
    used: &mut Used,
    problems: &mut Vec<Diagnostic>,
) -> Option<Rule> {
    let mut reader = ValueReader { file, problems };
    let mut lines = |written: &[WrittenLine], reader: &mut ValueReader<'_, '_>| {
        let understood: Vec<Option<Pattern>> =
            written.iter().map(|line| understand(scope, &file.source, &line.tree, used, reader.problems)).collect();
        let paired = written.iter().zip(understood);
        paired
            .map(|(line, pattern)| Some(PatternLine { pattern: pattern?, text: line.text.clone(), span: line.span }))
            .collect::<Option<Vec<_>>>()
    };
    let matches = lines(&entry.matches, &mut reader);
    let unless = lines(&entry.unless, &mut reader);
    let within = reader.value(entry.within.as_ref(), "within", Within::ALL).unwrap_or(Within::Sentence);
    let stance = reader.value(entry.stance.as_ref(), "stance", Stance::ALL).unwrap_or(Stance::Affirmed);
    let confidence =
        reader.value(entry.confidence.as_ref(), "confidence", Confidence::ALL).unwrap_or(Confidence::Medium);
    let source = reader.value(entry.source.as_ref(), "source", DefaultSource::ALL);
    let scopes: Vec<(&str, ParagraphKind)> = ParagraphKind::ALL.iter().map(|kind| (kind.name(), *kind)).collect();
    let scope_of_rule: Vec<ParagraphKind> =
        entry.scope.iter().filter_map(|name| reader.value(Some(name), "scope", &scopes)).collect();
    let default_kind = if matches.as_ref().is_some_and(|lines| has_source(lines, source)) {
        KnownKind::Statement
    } else {
        KnownKind::Unattributed
    };
    let kind_of_rule = entry.kind.as_ref().filter(|_| !scope.is_incomplete());
    let kind = kind_of_rule.and_then(|name| reader.kind(name, scope)).unwrap_or_else(|| default_kind.name().to_owned());
    // the roles that a broken pattern would capture are unknown; a missing claim is reported separately
    let captures_something = |lines: &&Vec<_>| {
        entry.facet.is_some() || lines.iter().any(|line: &PatternLine| !line.pattern.roles().is_empty())
    };
    let roles = matches.as_ref().filter(|_| !entry.broken).filter(captures_something).map(|lines| {
        let default = source.map(|_| Role::new(Role::SOURCE));
        lines
            .iter()
            .flat_map(|line| line.pattern.roles())
            .chain(default)
            .chain(entry.facet.is_none().then(|| Role::new(Role::CLAIM)))
            .collect::<BTreeSet<Role>>()
    });
    let claim = Role::new(Role::CLAIM);
    if let Some(name) = &entry.facet {
        facet::group_problems(&file.source, name, reader.problems);
        facet::problems(&file.source, entry, matches.as_deref().unwrap_or_default(), reader.problems);
    } else if let Some(lines) = &matches {
        let is_claimless = |line: &&PatternLine| !line.pattern.roles().contains(&claim) && !entry.has_unknown_facet;
        for line in lines.iter().filter(is_claimless) {
            let message = "this pattern captures no `{claim}`, so it has no effect";
            let problem = Diagnostic::new(Code::NoClaim, &file.source, line.span, message);
            reader.problems.push(problem.help("put what is said in braces: `{claim}`, or `{claim: PATTERN}`"));
        }
    }
    let mut examples = Vec::new();
    for (verdict, written) in
        [(Verdict::Finds, &entry.finds), (Verdict::Ignores, &entry.ignores), (Verdict::NotYet, &entry.not_yet)]
    {
        examples.extend(
            written.iter().map(|line| example(verdict, line, roles.as_ref(), scope, &file.source, reader.problems)),
        );
    }
    let (matches, unless) = (matches?, unless?);
    let same = same(&file.source, scope, entry, &matches, problems);
    Some(Rule {
        id: entry.id.text.clone(),
        pack: file.pack.as_ref().map(|pack| pack.text.clone()).unwrap_or_default(),
        language: file.language.as_ref().map(|name| primary_language(&name.text)).unwrap_or_default(),
        is_own: file.pack.as_ref().is_none_or(|pack| !is_pack(&pack.text)),
        file: Arc::clone(&file.source),
        span: entry.id.span,
        lines: matches,
        unless,
        same,
        examples,
        within,
        scope: if scope_of_rule.is_empty() { DEFAULT_SCOPE.to_vec() } else { scope_of_rule },
        facet: entry.facet.as_ref().map(|name| name.text.clone()),
        kind,
        stance,
        confidence,
        overridden: None,
        source,
        over: entry.over.iter().map(|name| name.text.clone()).collect(),
        beats: Vec::new(),
        tags: entry.tags.iter().map(|name| name.text.clone()).collect(),
        docs: entry.docs.clone(),
        note: entry.note.clone(),
        aliases: entry.aliases.iter().map(|name| name.text.clone()).collect(),
    })
}

fn has_source(lines: &[PatternLine], default: Option<DefaultSource>) -> bool {
    let source = Role::new(Role::SOURCE);
    let cue = Role::new(Role::CUE);
    default.is_some()
        || lines.iter().any(|line| {
            let roles = line.pattern.roles();
            roles.contains(&source) || roles.contains(&cue)
        })
}

/// How many kinds a misspelled one is compared with.
const MOST_KINDS: usize = 400;

/// Reads enumerated values.
pub(super) struct ValueReader<'r, 'f> {
    pub(super) file: &'f RuleFile,
    pub(super) problems: &'r mut Vec<Diagnostic>,
}

impl ValueReader<'_, '_> {
    /// The kind of claim with this name; an unknown one is reported.
    fn kind(&mut self, given: &Name, scope: &Scope<'_>) -> Option<String> {
        if KnownKind::named(&given.text).is_some() || scope.is_kind(&given.text) {
            return Some(given.text.clone());
        }
        if scope.has_unknown_kinds() {
            // the one that is meant may be among those that could not be read
            return None;
        }
        let known = KnownKind::ALL.iter().map(|kind| kind.name());
        let all: Vec<(&str, String)> =
            known.chain(scope.kinds().iter().copied()).take(MOST_KINDS).map(|kind| (kind, kind.to_owned())).collect();
        self.value(Some(given), "kind", &all)
    }

    /// The value with this name; an unknown one is reported.
    pub(super) fn value<T: Clone>(&mut self, given: Option<&Name>, key: &str, all: &[(&str, T)]) -> Option<T> {
        let given = given?;
        if let Some((_, value)) = all.iter().find(|(name, _)| *name == given.text) {
            return Some(value.clone());
        }
        let names: Vec<&str> = all.iter().map(|&(name, _)| name).collect();
        let problem = Diagnostic::new(
            Code::BadValue,
            &self.file.source,
            given.span,
            format!("invalid value `{}` for `{key}`", given.text),
        );
        self.problems.push(match nearest(&given.text, names.iter().copied()) {
            Some(near) => problem.help(format!("did you mean `{near}`?")).fix(given.span, near),
            None if key == "kind" => {
                problem.help(format!("it is one of {}; declare another one under `kinds:`", listed(names)))
            }
            None => problem.help(format!("it is one of {}", listed(names))),
        });
        None
    }
}
