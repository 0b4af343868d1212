//! Claims that begin with their verb: *deleting emails*, of which somebody is accused. Alone they say nothing of anybody, so
//! they get the subject that the attribution has.

use super::Reader;
use crate::claim::{Mention, Resolution, Source, SubstitutionKind};
use crate::resolve::{published_range, roles};
use crate::rule::{ROLES, Role, Stance};
use crate::span::TokenRange;
use crate::terms::Penn;

impl Reader<'_, '_> {
    /// Gives the claim a subject if `part` is its first part and begins with a verb. Returns the token behind the verb.
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
        let name = if unknown { nominative(&person.canonical_name).to_owned() } else { self.within(&person, tokens) };
        let plural = matches!(name.as_str(), "they" | "we" | "you" | "I")
            || name.contains(" and ")
            || document
                .chunk_behind(tokens.start)
                .is_some_and(|chunk| matches!(document.penn(chunk.head), Some(Penn::Nns | Penn::Nnps)))
                && person.form == Mention::Nominal;
        let (words, verb) = self.finite(start, verb, plural);
        if unknown {
            self.unresolved.push(tokens);
        } else if let Some(number) = self.resolver.number_of(&person.canonical_name) {
            // whom *his* means is open where somebody accuses somebody else
            if self.draft.source.is_none_or(|source| source == tokens) {
                self.tell(number);
            } else {
                self.named.insert(number);
            }
        }
        let antecedent = crate::claim::Passage::new(&document.article.text, vec![document.span(tokens)]);
        let mark = document.text(TokenRange::new(part.start, start));
        let (text, kind) = (format!("{name} {mark}{verb}"), SubstitutionKind::Subject);
        let words = TokenRange::new(part.start, words.end);
        self.edits.push(super::Edit { tokens: words, text, antecedent, kind });
        Some(words.end)
    }

    /// The verb that a claim begins with, behind *to*, *not* and adverbs.
    fn first_verb(&self, start: usize, end: usize) -> Option<usize> {
        let document = self.document;
        let aside = |at: usize| {
            document.penn(at).is_some_and(|tag| tag.is_adverb() || tag == Penn::To) || document.lower(at) == "not"
        };
        let verb = (start..end).find(|&at| !aside(at))?;
        let is_verb = document.penn(verb).is_some_and(|tag| tag.is_verb() || tag == Penn::Md);
        let own = document.chunk_from(verb).is_some() || document.begins_clause(start, end);
        (is_verb && !own).then_some(verb)
    }

    /// Who does what the verb at `verb` says: the target, or the person of a role that the author of the rule invented; else
    /// whom it is asked of, or the source, as the cue has it.
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
        let found = match document.lemma(cue) {
            "ask" | "urge" | "order" | "tell" | "warn" | "advise" | "beg" | "invite" | "instruct" | "command" => {
                captured("audience")
            }
            // "Rao to close the bridge" says the opposite of *Rao did not agree to close the bridge*
            lemma if looks_back(lemma) || looks_ahead(lemma) && !self.is_negated() => {
                self.draft.source.map(|tokens| (Role::new(Role::SOURCE), tokens))
            }
            _ => None,
        };
        let before = |tokens: TokenRange| tokens.end <= self.part.start && document.tokens[verb].quotation.is_none();
        found.filter(|&(_, tokens)| before(tokens))
    }

    /// Whether the attribution says that it was not so.
    fn is_negated(&self) -> bool {
        let mut words = self.draft.cue.ranges.iter().flat_map(|range| range.range());
        let negates = |at: usize| matches!(self.document.lower(at), "not" | "n't" | "never" | "nor");
        self.draft.rule.stance == Stance::Denied || words.any(negates)
    }

    /// The verb with a subject before it, and the words that it replaces: *to have deleted* becomes *has deleted*, *be* and
    /// *close* stay infinitives, with *to*.
    fn finite(&self, start: usize, verb: usize, plural: bool) -> (TokenRange, String) {
        let document = self.document;
        let have = if plural { "have" } else { "has" };
        let between = TokenRange::new(start, verb);
        let adverbs: Vec<&str> =
            between.range().filter(|&at| document.penn(at) != Some(Penn::To)).map(|at| document.lower(at)).collect();
        let planned = self.draft.cue.head().is_some_and(|cue| looks_ahead(document.lemma(cue)));
        let perfect = !planned
            && matches!(document.lower(verb), "have" | "having")
            && (verb + 1..verb + 4)
                .find(|&at| !document.penn(at).is_some_and(Penn::is_adverb))
                .is_some_and(|at| document.penn(at) == Some(Penn::Vbn) || document.penn(at) == Some(Penn::Vbd));
        let word = document.text(TokenRange::new(verb, verb + 1));
        let to = |at: usize| document.lower(at) == "to";
        let infinitive = between.range().any(to) || start.checked_sub(1).is_some_and(to);
        let own = match document.penn(verb) {
            _ if perfect => have.to_owned(),
            Some(Penn::Vb) => format!("to {word}"),
            Some(Penn::Vbp) if infinitive => format!("to {word}"),
            _ => word.to_owned(),
        };
        // an infinitive has its adverbs before it, a perfect behind *has*
        let words = match (perfect, adverbs.is_empty()) {
            (_, true) => own,
            (true, false) => format!("{own} {}", adverbs.join(" ")),
            (false, false) => format!("{} {own}", adverbs.join(" ")),
        };
        (TokenRange::new(start, verb + 1), words)
    }

    /// What somebody is called amid a sentence.
    fn within(&self, person: &Source, tokens: TokenRange) -> String {
        let document = self.document;
        let begins = person.form == Mention::Nominal
            && person.resolution == Resolution::Itself
            && !document.penn(tokens.start).is_some_and(Penn::is_proper);
        // what is told of somebody behind a comma is not needed
        let called = person.canonical_name.as_str();
        let short = called.split(',').next().filter(|_| begins && !called.contains(" and ")).unwrap_or(called);
        let mut letters = short.chars();
        match letters.next() {
            Some(first) if begins => first.to_lowercase().chain(letters).collect(),
            _ => short.to_owned(),
        }
    }
}

/// Verbs with which somebody says what they did themselves: *denied stealing the boat*.
fn looks_back(lemma: &str) -> bool {
    matches!(lemma, "deny" | "admit" | "claim" | "confess" | "acknowledge")
}

/// Verbs with which somebody says what they will do themselves: *vowed to close the bridge*.
fn looks_ahead(lemma: &str) -> bool {
    matches!(lemma, "vow" | "promise" | "pledge" | "plan" | "threaten" | "agree" | "intend" | "offer" | "swear" | "aim")
}

/// The form that a pronoun has as a subject.
fn nominative(pronoun: &str) -> &str {
    match pronoun.to_lowercase().as_str() {
        "him" => "he",
        "her" => "she",
        "them" => "they",
        "me" => "I",
        "us" => "we",
        _ => pronoun,
    }
}
