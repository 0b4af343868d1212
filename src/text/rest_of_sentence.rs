//! What a claim can be if no clause was recognized: the rest of the sentence after a word that introduces it.
//!
//! A clause is inferred from tags, and a wrong tag hides it: in *repeated that wages are low*, *that* may be taken for
//! the article of *wages*. A rule that names the word before the claim promises that one follows, so here the words
//! decide and the tags only determine the rank. Everything here ranks below clauses.

use super::content::{Content, boundaries};
use super::{Document, Set, Stretch};
use crate::annotation::Penn;
use crate::span::TokenRange;

/// The evidence that there is a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Rest {
    /// *that* or *whether* before it, if everything except a single tag looks like a clause.
    Introduced,
    /// A word of the pattern before it.
    Promised,
    /// A word of the pattern after it.
    UpToWord,
    /// A verb before it behind which nearly everything is a content: *said*, *insists that*.
    Reported,
}

impl Rest {
    /// Every member, in declaration order.
    pub(crate) const ALL: [Self; 4] = [Self::Introduced, Self::Promised, Self::UpToWord, Self::Reported];
}

impl Document<'_> {
    /// What claims can be in `unit` if no clause was recognized, sorted by start and end. At most quadratic in the
    /// length of a sentence, which is capped.
    pub(crate) fn rests(&self, rest: Rest, unit: TokenRange) -> Vec<Stretch> {
        let mut found = Vec::new();
        for sentence in self.sentences_in(unit) {
            for start in sentence.start.max(unit.start)..sentence.end {
                let verb = match rest {
                    Rest::Introduced => self.introduced(start, sentence),
                    Rest::Promised => self.promised(start, sentence),
                    Rest::UpToWord => self.begun(start, sentence),
                    Rest::Reported => self.reported(start, sentence),
                };
                let Some(verb) = verb else { continue };
                let natural = self.language.grammar.content_end(self, Content::Clause, start, sentence.end);
                let mut push = |end: usize, rank: u8| {
                    if verb < end {
                        found.push(Stretch { start, end, rank: rank + u8::from(end != natural) });
                    }
                };
                match rest {
                    Rest::Introduced => ends(self, start, sentence.end, natural).for_each(|end| push(end, 2)),
                    Rest::Promised => ends(self, start, sentence.end, natural).for_each(|end| push(end, 4)),
                    Rest::Reported => ends(self, start, sentence.end, natural).for_each(|end| push(end, 5)),
                    Rest::UpToWord => (verb + 1..sentence.end)
                        .filter(|&end| !self.is_punctuation(end) && !self.is_punctuation(end - 1))
                        .for_each(|end| push(end, 6)),
                }
            }
        }
        found.retain(|stretch| unit.start <= stretch.start && stretch.end <= unit.end);
        found.sort_unstable();
        found.dedup_by_key(|stretch| (stretch.start, stretch.end));
        found
    }

    /// The verb of what begins at `start` after *that* or *whether*, if it is not a clause.
    fn introduced(&self, start: usize, sentence: TokenRange) -> Option<usize> {
        let before = start.checked_sub(1).filter(|&before| sentence.holds(before))?;
        let introduced = self.is(before, Set::Complementizers);
        let goes_on = |tag: Penn| tag.is_finite() || tag == Penn::Vbn;
        if !introduced || self.penn(start).is_some_and(goes_on) || !self.is_unread(start, sentence) {
            return None;
        }
        self.verb_of_rest(start, sentence.end)
    }

    /// The same after a word of the pattern that can precede a clause: one that introduces it, or an adverb.
    fn promised(&self, start: usize, sentence: TokenRange) -> Option<usize> {
        let before = start.checked_sub(1).filter(|&before| sentence.holds(before))?;
        let introduced = self.is(before, Set::Complementizers) || self.is(before, Set::Interrogatives);
        let adverb = self.penn(before).is_some_and(Penn::is_adverb) && self.penn(start) != Some(Penn::In);
        if !introduced && !adverb || !self.is_unread(start, sentence) || self.language.grammar.is_auxiliary(self, start)
        {
            return None;
        }
        if !introduced || !self.penn(start).is_some_and(Penn::is_verb) {
            return self.verb_of_rest(start, sentence.end);
        }
        // "that taxes stay low": a noun that was taken for a verb is directly followed by the verb
        let mut next = start + 1;
        while self.penn(next).is_some_and(Penn::is_adverb) {
            next += 1;
        }
        let noun = self.penn(start).is_some_and(|tag| matches!(tag, Penn::Vbz | Penn::Vbp | Penn::Vb))
            && self.bases_have(start, 'n');
        (noun && next < sentence.end && self.may_be_verb(next)).then_some(next)
    }

    /// The first word that does not belong to the noun phrase at `start`, if that follows a verb of reporting and is not
    /// its object: in *said the firm better off*, something is said of the firm, but not in *said a prayer aloud*.
    fn reported(&self, start: usize, sentence: TokenRange) -> Option<usize> {
        let before = start.checked_sub(1).filter(|&before| sentence.holds(before))?;
        let that = self.is(before, Set::Complementizers);
        let verb = if that { before.checked_sub(1).filter(|&verb| sentence.holds(verb))? } else { before };
        let reports = self.is(verb, Set::ReportingVerbs) && self.penn(verb).is_some_and(Penn::is_verb);
        if !reports || !self.is_unread(start, sentence) {
            return None;
        }
        let next = self.chunk_from(start)?.tokens.end;
        let tag = self.penn(next).filter(|_| next + 2 < sentence.end && !self.is_punctuation(next))?;
        let attached =
            tag.is_adverb() || matches!(tag, Penn::In | Penn::To | Penn::Cc | Penn::Wp | Penn::Wdt | Penn::Wrb);
        let time = self.chunk_from(next).is_some_and(|chunk| chunk.is_time(self));
        // "wrote the board a letter", "wrote a book published in May"
        let object = !that && !matches!(tag, Penn::Vb | Penn::Nn | Penn::Nns);
        (!attached && !time && !object).then_some(next)
    }

    /// The verb of what begins at `start`, whether or not it is a clause, if a word of the pattern follows.
    fn begun(&self, start: usize, sentence: TokenRange) -> Option<usize> {
        self.language.grammar.clause_verb(self, start, sentence.end).or_else(|| self.promised(start, sentence))
    }

    /// Whether words that were not recognized as a clause begin at `start`.
    fn is_unread(&self, start: usize, sentence: TokenRange) -> bool {
        let mark = self.tokens.get(start).is_none_or(|token| token.mark.is_some());
        !mark && !self.is_punctuation(start) && self.language.grammar.clause_verb(self, start, sentence.end).is_none()
    }

    fn may_be_verb(&self, at: usize) -> bool {
        self.penn(at).is_some_and(Penn::is_finite) || self.bases_have(at, 'v')
    }

    /// Whether the word at `at`, or one that it is a form of, has a reading with this letter.
    fn bases_have(&self, at: usize, letter: char) -> bool {
        let form = self.word(at);
        form.bases.words(&form.lower).any(|word| self.language.word_codes(word).contains(letter))
    }

    /// The word that may be the verb of what begins at `start`. A word that can be a verb is enough after a plural or a
    /// name, but not in *that night the guard left* or *that of the guards*; and after *that plan* no comma may come
    /// first.
    fn verb_of_rest(&self, start: usize, end: usize) -> Option<usize> {
        let chunks = self.chunks_in(TokenRange::new(start.saturating_sub(1), end));
        let first = chunks.iter().find(|chunk| chunk.tokens.end > start && chunk.tokens.start <= start);
        let subject = first.and_then(|chunk| {
            let plural = |at: &usize| matches!(self.penn(*at), Some(Penn::Nns | Penn::Nnps | Penn::Nnp | Penn::Prp));
            let inside = (start..chunk.tokens.end).rev().find(plural)?;
            let only_noun = (inside + 1..chunk.tokens.end).all(|at| self.may_be_verb(at));
            only_noun.then_some(inside)
        });
        let determined = first.is_some_and(|chunk| chunk.tokens.start < start) && subject.is_none();
        if determined && first.is_some_and(|chunk| chunk.is_time(self)) {
            return None;
        }
        let until = (start..end).find(|&at| determined && self.lower(at) == ",").unwrap_or(end);
        (start + 1..until).find(|&at| {
            self.penn(at).is_some_and(Penn::is_finite)
                || subject.is_some_and(|subject| at > subject) && self.may_be_verb(at)
        })
    }
}

/// Where what begins at `start` may end: at the end of a content, and before each separating mark.
fn ends(document: &Document<'_>, start: usize, end: usize, natural: usize) -> impl Iterator<Item = usize> {
    boundaries(document, start, end).into_iter().chain([natural])
}
