//! Rewrites a claim so that it can be read without its article: *he* and *Kim* become full names, and fragments a
//! sentence.
//!
//! Pronouns and short names are replaced by the full name they refer to, verbs are made to agree with it, and the parts
//! of a claim that the text interrupts are joined. Every change is recorded with the replaced words and the position of
//! the new ones in the article.
//!
//! Nothing ambiguous is replaced: if two persons fit, or none, the words are kept and reported as unresolved. So are
//! words that refer to earlier text: *this*, *that plan*. The idea of such a version of a claim, with its changes
//! listed, is that of Choi and others (Decontextualization, TACL 2021) and of Claimify (Metropolitansky and Larson, ACL
//! 2025); both use a language model, where this module uses the analysis of the article.

mod pronoun;
mod short;
mod subject;

use std::collections::BTreeSet;

use super::Draft;
use super::source::Resolver;
use crate::annotation::{EntityKind, Penn};
use crate::claim::{Normalized, Passage, Source, Substitution, SubstitutionKind};
use crate::measure::Time;
use crate::span::TokenRange;
use crate::text::{Class, Document, Gender, Set};

/// A replacement for words of the claim.
struct Edit {
    tokens: TokenRange,
    text: String,
    /// Where the article has the full words.
    antecedent: Passage,
    kind: SubstitutionKind,
}

/// The genders of the persons that the claim has already named.
#[derive(Default)]
struct NamedGenders {
    male: bool,
    female: bool,
}

/// What the words at a token refer to.
enum Reference {
    /// A known referent, with its replacement.
    Known(Edit),
    /// Something outside the claim that is not known for certain.
    Unsure(TokenRange),
}

/// Processes a claim from its first word to its last.
struct Reader<'r, 'a> {
    document: &'r Document<'a>,
    resolver: &'r Resolver<'r, 'a>,
    draft: &'r Draft<'r>,
    source: Option<&'r Source>,
    times: &'r [Time],
    /// The part of the claim being processed.
    part: TokenRange,
    /// The individuals that the claim has already named, by number.
    named: BTreeSet<usize>,
    /// Their genders.
    named_genders: NamedGenders,
    edits: Vec<Edit>,
    unresolved: Vec<TokenRange>,
}

/// The standalone version of the claim of a draft. Linear in its length, and in that of the sentences around it.
pub(super) fn normalized(
    resolver: &Resolver<'_, '_>,
    draft: &Draft<'_>,
    source: Option<&Source>,
    times: &[Time],
) -> Normalized {
    let document = resolver.document;
    let (edits, unresolved) = (Vec::new(), Vec::new());
    let (part, named, named_genders) = (TokenRange::default(), BTreeSet::new(), NamedGenders::default());
    let mut reader = Reader { document, resolver, draft, source, times, part, named, named_genders, edits, unresolved };
    for part in &draft.claim {
        reader.part = *part;
        let mut at = reader.subject(*part).unwrap_or(part.start);
        while at < part.end {
            at = reader.read(at, part.end);
        }
    }
    reader.finish()
}

impl Reader<'_, '_> {
    /// Processes the words at the token `at`. Returns the position of the next ones.
    fn read(&mut self, at: usize, end: usize) -> usize {
        let found = self
            .pronoun(at)
            .or_else(|| self.date(at))
            .or_else(|| self.short_name(at))
            .or_else(|| self.office(at))
            .or_else(|| self.pointer(at));
        match found {
            Some(Reference::Known(edit)) if edit.tokens.end <= end => {
                let next = edit.tokens.end;
                self.edits.push(edit);
                next
            }
            Some(Reference::Unsure(tokens)) => {
                self.unresolved.push(tokens);
                tokens.end.max(at + 1)
            }
            _ => {
                if let Some(number) = self.resolver.individual_at(at) {
                    self.note_named(number);
                }
                at + 1
            }
        }
    }

    /// Records that the claim names somebody; returns whether that is the first time.
    fn note_named(&mut self, number: usize) -> bool {
        let new = self.named.insert(number);
        if new && self.resolver.individual(number).kind == EntityKind::Person {
            let own = self.resolver.gender(number);
            self.named_genders.male |= own != Some(Gender::Female);
            self.named_genders.female |= own != Some(Gender::Male);
        }
        new
    }

    /// *On Monday*, if its date is known.
    fn date(&self, at: usize) -> Option<Reference> {
        let document = self.document;
        let start = document.tokens.get(at)?.span.start;
        let first = self.times.partition_point(|time| time.span.start < start);
        let time = self.times.get(first).filter(|time| time.span.start == start)?;
        let tokens = document.tokens_of(time.span);
        // the replacement would be wrong for a period, or for a day inside a larger phrase
        let joins = |at: usize| document.is(at, Set::JoinsDate);
        let joined = joins(tokens.end) || at.checked_sub(1).is_some_and(joins);
        let subject = document.penn(tokens.end).is_some_and(Penn::is_finite) && at == self.draft.start();
        let Some(text) = time.in_words().filter(|_| !joined && !subject) else {
            let year = time.text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
            let depends = time.anchored && !year || time.value.is_open();
            return depends.then_some(Reference::Unsure(tokens));
        };
        Some(Reference::Known(Edit { tokens, text, antecedent: Passage::default(), kind: SubstitutionKind::Date }))
    }

    /// *This*, *that plan*: refers to earlier text, or to common knowledge.
    fn pointer(&self, at: usize) -> Option<Reference> {
        let document = self.document;
        if !document.is(at, Set::Demonstratives) || document.penn(at) != Some(Penn::Dt) {
            return None;
        }
        if at > self.part.start + LATE {
            // late in a claim, such words mostly refer to the claim itself
            return None;
        }
        let chunk = document.chunk_from(at).filter(|chunk| chunk.tokens.len() > 1);
        match chunk {
            Some(chunk) if chunk.is_time(document) => None,
            Some(chunk) => Some(Reference::Unsure(chunk.tokens)),
            None => Some(Reference::Unsure(TokenRange::new(at, at + 1))),
        }
    }

    fn finish(self) -> Normalized {
        let text = self.sentence();
        let fragment = self.is_fragment();
        let article = &self.document.article.text;
        let passage = |tokens: TokenRange| Passage::new(article, vec![self.document.span(tokens)]);
        let substitutions = self.edits.into_iter().map(|edit| Substitution {
            words: passage(edit.tokens),
            replacement: edit.text,
            antecedent: Some(edit.antecedent).filter(|antecedent| !antecedent.is_empty()),
            kind: edit.kind,
        });
        Normalized {
            text,
            substitutions: substitutions.collect(),
            unresolved: self.unresolved.into_iter().map(passage).collect(),
            fragment,
        }
    }

    /// Whether the claim has no verb that could make it a sentence: *all charges*, *the decision as a joke*. A word that
    /// only may be a verb is enough, since the tagger can be wrong.
    fn is_fragment(&self) -> bool {
        let document = self.document;
        let subject = self.edits.iter().any(|edit| edit.kind == SubstitutionKind::Subject);
        let verb = |at: usize| {
            let class = document.word(at).class;
            let tag = document.penn(at);
            // "crime rose", where the tagger saw a noun
            let past = class.has(Class::PAST) && !class.has(Class::PARTICIPLE) || tag == Some(Penn::Vbn);
            tag.is_some_and(|tag| tag.is_finite() || tag == Penn::Vb) || past && at > self.draft.start()
        };
        !subject && !self.draft.claim.iter().flat_map(|part| part.range()).any(verb)
    }

    /// The claim with its replacements, as one or more sentences.
    fn sentence(&self) -> String {
        let mut text = String::new();
        for part in &self.draft.claim {
            let piece = self.piece(*part);
            let piece = piece.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                let ended = text.ends_with(['.', '?', '!', '…']);
                let first = part.range().find(|&at| self.document.tokens[at].mark.is_none()).unwrap_or(part.start);
                // "40 men were hurt": a sentence may begin without a capital
                let sentence = self.document.starts_sentence(first)
                    || first.checked_sub(1).is_some_and(|mark| {
                        self.document.tokens[mark].mark.is_some() && self.document.starts_sentence(mark)
                    });
                let begins = sentence || piece.starts_with(char::is_uppercase) && self.begins_sentence(part.start);
                text.push_str(if begins && !ended { ". " } else { " " });
            }
            text.push_str(&piece);
        }
        // a bullet or an arrow at the start of a line
        let text = text.trim_start_matches(|c: char| {
            !(c.is_alphanumeric() || c.is_ascii_punctuation() && c != '>' || is_opening(c) || c == '€' || c == '£')
        });
        let mut letters = text.chars();
        let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        let ended = text.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '?', '!', '…']);
        format!("{capital}{}{}", letters.as_str(), if ended || text.is_empty() { "" } else { "." })
    }

    fn begins_sentence(&self, at: usize) -> bool {
        self.document.starts_sentence(at)
            || at.checked_sub(1).is_some_and(|before| self.document.tokens[before].mark.is_some())
    }

    /// The words of a part with its replacements, without a *that* before them.
    fn piece(&self, mut part: TokenRange) -> String {
        if self.document.is(part.start, Set::PlainComplementizers) && self.document.penn(part.start) == Some(Penn::In) {
            part.start += 1;
        }
        let article = self.document.article.text.as_str();
        let whole = self.document.span(part);
        let (mut piece, mut from) = (String::new(), whole.start);
        let first = self.edits.partition_point(|edit| edit.tokens.start < part.start);
        let edits = self.edits.iter().skip(first).take_while(|edit| edit.tokens.start < part.end);
        for edit in edits.filter(|edit| part.contains(edit.tokens)) {
            let span = self.document.span(edit.tokens);
            piece.push_str(article.get(from..span.start).unwrap_or_default());
            piece.push_str(&edit.text);
            from = span.end;
        }
        piece.push_str(article.get(from..whole.end).unwrap_or_default());
        piece
    }
}

/// Whether a mark may begin a sentence: a quotation mark or a currency.
const fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '„' | '«' | '¥' | '¿' | '¡')
}

/// The number of words after which *this* is assumed to refer to the claim itself. On PolNeAR train, 3 and 12 change
/// the normalised text of 1 and 2 of all claims (`extract --packs all`).
const LATE: usize = 6;
