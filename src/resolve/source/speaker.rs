//! Previous speakers: for quotations without a source, and for pronouns.

use super::{Resolver, Spoken};
use crate::claim::{Mention, Resolution, Source};
use crate::resolve::Draft;
use crate::span::TokenRange;
use crate::text::{Chunk, Class, Set};

impl Resolver<'_, '_> {
    /// The speakers at most `reach` tokens before the token `at`, the last one first.
    pub(super) fn spoken_before(&self, at: usize, reach: usize) -> impl Iterator<Item = &Spoken> {
        // drafts are sorted by their contents, which are at most a paragraph long
        let far = reach + 2 * crate::text::PARAGRAPH_CAP;
        let near = self.spoken.iter().rev().take_while(move |spoken| spoken.start + far >= at);
        near.filter(move |spoken| spoken.end <= at && at - spoken.end <= reach)
    }

    /// The last speaker before the draft, not counting nested attributions.
    pub(super) fn previous_speaker(&self, draft: &Draft<'_>) -> Option<Source> {
        /// How many tokens ago the last speaker may have spoken: about a page. On PolNeAR train and dev, 250 / 500 /
        /// 1,000 give the same claims (`extract --packs all`).
        const REACH: usize = 500;
        let start = draft.found.tokens.start;
        if let Some(announced) = self.announced_before(start) {
            return Some(Source {
                form: Mention::None,
                resolution: Resolution::PreviousSpeaker,
                ..self.mentioned(announced)
            });
        }
        let before = || self.spoken_before(start, REACH).filter(|spoken| !spoken.nested && spoken.can_quote());
        // in the last paragraph with a speaker, one with a quotation, or else the last
        let last = before().next();
        let near = |spoken: &&Spoken| last.is_some_and(|last| last.paragraph == spoken.paragraph);
        let source = match before().filter(near).find(|spoken| spoken.quoted).or(last) {
            Some(spoken) => spoken.source.clone(),
            None => self.mentioned(self.speaker_before(start)?),
        };
        Some(Source { form: Mention::None, resolution: Resolution::PreviousSpeaker, ..source })
    }

    /// The subject of the sentence before the token `start`, if it ends in a colon: *Cruz went on:*; *Stated Stone:*.
    fn announced_before(&self, start: usize) -> Option<TokenRange> {
        let document = self.document;
        let colon = start.checked_sub(1).filter(|&before| document.lower(before) == ":")?;
        let sentence = document.sentences.partition_point(|sentence| sentence.tokens.end <= colon);
        let first = document.sentences.get(sentence)?.tokens.start;
        let inverted = || {
            let says = document.penn(first)?.is_verb() && document.word(first).class.has(Class::SAYING);
            document.chunk_from(first + 1).filter(|_| says).map(|chunk| chunk.tokens)
        };
        let mut subjects = document.chunks_in(TokenRange::new(first, colon)).iter().rev();
        let last = || {
            let acts = |chunk: &&Chunk| {
                !chunk.is_time(document)
                    && !document.is(chunk.head, Set::NoSpeakers)
                    && !document.is_subordinate(chunk.tokens.start, colon)
                    && document.is_subject(chunk)
            };
            subjects.find(acts).map(|chunk| chunk.tokens)
        };
        inverted().or_else(last)
    }

    /// The last speaker before the token `start` as far as words alone show: a phrase next to a verb of saying. For
    /// packs without rules for attributions.
    fn speaker_before(&self, start: usize) -> Option<TokenRange> {
        /// How many tokens ago the verb of saying may be, so that the time is linear. On PolNeAR train and dev, 100 /
        /// 200 / 400 give the same claims with all packs; those find the attributions, and this is hardly asked.
        const REACH: usize = 200;
        let document = self.document;
        (start.saturating_sub(REACH)..start).rev().find_map(|verb| {
            let saying = document.penn(verb)?.is_finite() && document.word(verb).class.has(Class::SAYING);
            let near = document.chunks_in(TokenRange::new(verb.saturating_sub(12), start));
            let speaker = near.iter().find(|chunk| chunk.tokens.end == verb || chunk.tokens.start == verb + 1);
            speaker.filter(|_| saying).map(|chunk| chunk.tokens)
        })
    }
}
