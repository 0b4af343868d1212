//! Claims that begin with their verb: *deleting emails*, of which somebody is accused. On their own they lack a
//! subject, so they get that of the attribution.

use super::Reader;
use crate::annotation::Penn;
use crate::claim::{Mention, Resolution, Source, SubstitutionKind};
use crate::resolve::{published_range, roles};
use crate::rule::{ROLES, Role, Stance};
use crate::span::TokenRange;
use crate::text::{BareVerb, Case, Pronoun, Set};

impl Reader<'_, '_> {
    /// Adds a subject to the claim if `part` is its first part and begins with a verb. Returns the token after the
    /// verb.
    pub(super) fn subject(&mut self, part: TokenRange) -> Option<usize> {
        let document = self.document;
        if self.draft.claim.first() != Some(&part) {
            return None;
        }
        let start = part.range().find(|&at| document.tokens[at].mark.is_none())?;
        let verb = self.first_verb(start, part.end)?;
        let (role, tokens) = self.actor(verb)?;
        let person = match role.name() {
            Role::SOURCE => self.source?.clone(),
            _ => roles::person(self.resolver, self.draft, &role, tokens)?,
        };
        let unknown = person.form == Mention::Pronoun && person.resolution == Resolution::None;
        if unknown && role.name() == Role::SOURCE {
            return None;
        }
        let language = document.language;
        let pronoun = language.pronoun(&person.canonical_name.to_lowercase());
        let name = if unknown {
            pronoun.and_then(|pronoun| language.nominative(pronoun)).unwrap_or_else(|| person.canonical_name.clone())
        } else {
            self.within(&person, tokens)
        };
        let no_owner = |pronoun: &Pronoun| pronoun.is(Case::Subject) || pronoun.is(Case::Object);
        let plural = pronoun.filter(no_owner).is_some_and(Pronoun::takes_plural)
            || language.is_joined(&name)
            || document
                .chunk_behind(tokens.start)
                .is_some_and(|chunk| matches!(document.penn(chunk.head), Some(Penn::Nns | Penn::Nnps)))
                && person.form == Mention::Nominal;
        let planned = self.draft.cue.head().is_some_and(|cue| language.is(document.lemma(cue), Set::Commitments));
        let bare = BareVerb { start, at: verb, plural, planned };
        let words = language.grammar.finite(document, &bare);
        if unknown {
            self.unresolved.push(tokens);
        } else if let Some(number) = self.resolver.number_of(&person.canonical_name) {
            // the referent of *his* is ambiguous if somebody accuses somebody else
            if self.draft.source.is_none_or(|source| source == tokens) {
                self.note_named(number);
            } else {
                self.named.insert(number);
            }
        }
        let antecedent = crate::claim::Passage::new(&document.article.text, vec![document.span(tokens)]);
        let mark = document.text(TokenRange::new(part.start, start));
        let (text, kind) = (format!("{name} {mark}{words}"), SubstitutionKind::Subject);
        let tokens = TokenRange::new(part.start, verb + 1);
        self.edits.push(super::Edit { tokens, text, antecedent, kind });
        Some(tokens.end)
    }

    /// The verb at the start of a claim, after *to*, *not* and adverbs.
    fn first_verb(&self, start: usize, end: usize) -> Option<usize> {
        let document = self.document;
        let aside = |at: usize| {
            document.penn(at).is_some_and(|tag| tag.is_adverb() || tag == Penn::To)
                || document.is(at, Set::VerbNegations)
        };
        let verb = (start..end).find(|&at| !aside(at))?;
        let is_verb = document.penn(verb).is_some_and(|tag| tag.is_verb() || tag == Penn::Md);
        let own = document.chunk_from(verb).is_some() || document.begins_clause(start, end);
        (is_verb && !own).then_some(verb)
    }

    /// The subject of the verb at `verb`: the target, or the person in a role defined by the rule; otherwise the one
    /// who is asked, or the source, depending on the cue.
    fn actor(&self, verb: usize) -> Option<(Role, TokenRange)> {
        let document = self.document;
        let published = |role: Role, range: TokenRange| {
            let range = published_range(document, &role, range);
            (role, range)
        };
        let captured = |role: &str| self.draft.found.role(role).next().map(|tokens| published(Role::new(role), tokens));
        if let Some(target) = captured("target") {
            return Some(target);
        }
        let mut others = self.draft.found.captures.iter().filter(|(role, range)| {
            !ROLES.iter().any(|&(name, _)| name == role.name())
                && !range.overlaps(self.part)
                && roles::is_person(document, *range)
        });
        if let (Some((role, range)), None) = (others.next(), others.next()) {
            return Some(published(role.clone(), *range));
        }
        let cue = self.draft.cue.head().filter(|&cue| document.penn(cue).is_some_and(Penn::is_verb))?;
        let is = |set: Set| document.language.is(document.lemma(cue), set);
        let found = if is(Set::AsksOthers) {
            captured("audience")
        } else if is(Set::Confessions) || is(Set::Commitments) && !self.is_negated() {
            // "Rao to close the bridge" says the opposite of *Rao did not agree to close the bridge*
            self.draft.source.map(|tokens| (Role::new(Role::SOURCE), tokens))
        } else {
            None
        };
        let before = |tokens: TokenRange| tokens.end <= self.part.start && document.tokens[verb].quotation.is_none();
        found.filter(|&(_, tokens)| before(tokens))
    }

    /// Whether the attribution denies the claim.
    fn is_negated(&self) -> bool {
        let mut words = self.draft.cue.ranges.iter().flat_map(|range| range.range());
        let negates = |at: usize| self.document.is(at, Set::VerbNegations);
        self.draft.rule.stance == Stance::Denied || words.any(negates)
    }

    /// The words for somebody inside a sentence.
    fn within(&self, person: &Source, tokens: TokenRange) -> String {
        let document = self.document;
        let begins = person.form == Mention::Nominal
            && person.resolution == Resolution::Itself
            && !document.penn(tokens.start).is_some_and(Penn::is_proper);
        // a description after a comma is not needed
        let called = person.canonical_name.as_str();
        let short =
            called.split(',').next().filter(|_| begins && !document.language.is_joined(called)).unwrap_or(called);
        let mut letters = short.chars();
        match letters.next() {
            Some(first) if begins => first.to_lowercase().chain(letters).collect(),
            _ => short.to_owned(),
        }
    }
}
