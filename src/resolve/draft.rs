//! A claim being built from a match: first its words, then its source and everything that depends on it.

use std::collections::BTreeMap;

use super::source::Resolver;
use super::{content, cue, measured, mention, roles, standalone};
use crate::annotation::ParagraphKind;
use crate::claim::{Claim, Flag, Mention, Passage, Resolution, Source};
use crate::engine::Match;
use crate::measure::Measures;
use crate::rule::{KnownKind, Pack, Role, Rule};
use crate::span::TokenRange;
use crate::text::Document;

/// A claim before its source is known.
pub(crate) struct Draft<'d> {
    pub(super) rule: &'d Rule,
    pub(super) found: &'d Match,
    /// Claim and content as token ranges, in order.
    pub(super) claim: Vec<TokenRange>,
    pub(super) content: Vec<TokenRange>,
    pub(super) cue: cue::CueTokens,
    pub(super) source: Option<TokenRange>,
}

impl<'d> Draft<'d> {
    pub(super) fn new(pack: &'d Pack, document: &Document<'_>, found: &'d Match) -> Option<Self> {
        let rule = pack.rules.get(found.rule)?;
        let claim = content::claim(document, found)?;
        let cue = cue::of(document, found);
        let content = content::with_complementiser(document, found, &claim, &cue);
        let source = found.role(Role::SOURCE).next();
        let source = source.map(|tokens| mention::trimmed(document, mention::whole(document, found, tokens)));
        Some(Self { rule, found, claim, content, cue, source })
    }

    pub(super) fn start(&self) -> usize {
        self.content.first().map_or(self.found.tokens.start, |range| range.start)
    }

    /// Whether it has a source.
    pub(super) fn is_attributed(&self) -> bool {
        self.source.is_some()
            || !self.cue.is_empty()
                && !matches!(KnownKind::named(&self.rule.kind), Some(KnownKind::Unattributed | KnownKind::Statistic))
            || self.rule.source.is_some()
    }

    pub(super) fn claim(
        &self,
        document: &Document<'_>,
        resolver: &Resolver<'_, '_>,
        measures: &Measures,
        source: Option<Source>,
    ) -> Claim {
        let passage = |ranges: &[TokenRange]| {
            Passage::new(&document.article.text, ranges.iter().map(|&range| document.span(range)).collect())
        };
        let mut source = source;
        if let (Some(source), Some(tokens)) = (&mut source, self.source)
            && let Some(title) = roles::title(document, self, tokens)
        {
            title.give(source);
        }
        let mut roles: BTreeMap<String, Vec<Passage>> = BTreeMap::new();
        let mut people: BTreeMap<String, Vec<Option<Source>>> = BTreeMap::new();
        for (role, range) in &self.found.captures {
            let name = match role.name() {
                Role::CLAIM | Role::SOURCE | Role::CUE => continue,
                "audience" => "addressee",
                name => name,
            };
            let range = super::published_range(document, role, *range);
            roles.entry(name.to_owned()).or_default().push(passage(&[range]));
            people.entry(name.to_owned()).or_default().push(roles::person(resolver, self, role, range));
        }
        let attributed = self.is_attributed();
        let times = measured::times(document, measures, self);
        let normalized = standalone::normalized(resolver, self, source.as_ref(), &times);
        Claim {
            id: String::new(),
            claim: passage(&self.claim),
            content: passage(&self.content),
            cue: if attributed { self.cue.clone().finish(document, self.rule.stance) } else { None },
            quote_type: attributed.then(|| content::quote_type(document, &self.content)),
            quantities: measured::quantities(document, measures, self),
            times,
            roles,
            people,
            parent: None,
            kind: self.rule.kind.clone(),
            stance: self.rule.stance,
            confidence: 0.0,
            rule: self.rule.id.clone(),
            line: self.found.line + 1,
            pack: self.rule.pack.clone(),
            position: position(document, self.start()),
            flags: self.flags(document, source.as_ref()),
            normalized,
            source,
        }
    }

    fn flags(&self, document: &Document<'_>, source: Option<&Source>) -> Vec<Flag> {
        let mut flags = Vec::new();
        if let Some(source) = source {
            if source.form == Mention::Pronoun && source.resolution == Resolution::None {
                flags.push(Flag::UnresolvedPronoun);
            }
            if source.resolution == Resolution::PreviousSpeaker {
                flags.push(Flag::InferredSource);
            }
        }
        let mut words = self.content.iter().chain(&self.cue.ranges).flat_map(|range| range.range());
        if words.any(|at| document.tokens.get(at).is_some_and(|token| token.is_second)) {
            flags.push(Flag::UncertainReading);
        }
        if content::is_unbalanced(document, &self.content) {
            flags.push(Flag::UnbalancedQuotation);
        }
        match document.paragraphs.get(self.found.paragraph).map(|paragraph| paragraph.kind) {
            Some(ParagraphKind::Headline) => flags.push(Flag::Headline),
            Some(ParagraphKind::Caption) => flags.push(Flag::Caption),
            _ => {}
        }
        flags
    }
}

/// Paragraph and sentence of a token, from 1.
fn position(document: &Document<'_>, token: usize) -> (usize, usize) {
    let sentence = document.sentences.partition_point(|sentence| sentence.tokens.end <= token);
    let paragraph = document.sentences.get(sentence).map_or(0, |sentence| sentence.paragraph);
    let first = document.paragraphs.get(paragraph).map_or(0, |paragraph| paragraph.sentences.0);
    (paragraph + 1, sentence.saturating_sub(first) + 1)
}
