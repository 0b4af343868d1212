//! The part of a language that is code rather than word lists.

use std::fmt;

use crate::annotation::Penn;
use crate::span::TokenRange;
use crate::text::content::{self, Content};
use crate::text::language::{Gender, Language};
use crate::text::lemma::Inflection;
use crate::text::moment::Told;
use crate::text::token::is_apostrophe;
use crate::text::{Chunk, Document, Sentence, Token, Vocabulary};

/// A form of a verb that is recognizable by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VerbForm {
    /// The third person of the present: *says*.
    Third,
    /// The form that serves as a noun or adjective: *saying*.
    Ing,
    /// The past or the past participle: *said*.
    Past,
}

/// The grammar of a language.
///
/// Every method has a default for languages that need nothing else, or for which it is not implemented yet. The
/// defaults alone are enough to find a report such as *X said that Y*: phrases are runs of nouns with what may precede
/// them, and a content extends to the end of its sentence.
pub(crate) trait Grammar: fmt::Debug + Sync {
    /// The byte offset in `word` of a part that is a token of its own: *does|n't*, *Rao|'s*.
    fn clitic_start(&self, _word: &str) -> Option<usize> {
        None
    }

    /// The words that `form`, in lower case, may belong to by the rules of spelling, the likeliest first. Irregular
    /// forms are looked up before.
    fn bases(&self, _form: &str, _inflection: Inflection) -> Vec<String> {
        Vec::new()
    }

    /// Which form of a verb an inflected form is, judging by its ending.
    fn verb_form(&self, _form: &str) -> Option<VerbForm> {
        None
    }

    /// Whether a lower-case form can be a verb form that serves as a noun or adjective: *saying*.
    fn may_be_gerund(&self, _form: &str) -> bool {
        true
    }

    /// Whether an adjective has the form of a verb's participle, but is a word of its own: *alleged*.
    fn is_adjective_of_verb(&self, _form: &str) -> bool {
        false
    }

    /// The word of a shortened form that no rule of spelling covers: *will* for *'ll*.
    fn short_form(&self, _form: &str, _tag: Penn) -> Option<&'static str> {
        None
    }

    /// The plural of a noun in its base form, by the rules of spelling.
    fn plural(&self, noun: &str) -> String {
        noun.to_owned()
    }

    /// A time in words for a reader who doesn't know when the article was published; `None` if it is not known for
    /// certain, or has no name.
    fn time_in_words(&self, _time: &Told<'_>) -> Option<String> {
        None
    }

    /// Marks the tokens that are names in this article although their words can mean something else. Linear.
    fn names(&self, _language: &Language, _vocabulary: &Vocabulary, _sentences: &[Sentence], _tokens: &mut [Token]) {}

    /// Corrects the tags of one sentence if the surrounding words leave no doubt. Linear.
    fn correct(&self, _vocabulary: &Vocabulary, _tokens: &mut [Token]) {}

    /// The base noun phrase that begins at the token `start`, if there is one; `end` is the end of the sentence.
    fn chunk_at(&self, document: &Document<'_>, start: usize, end: usize) -> Option<Chunk> {
        let before_noun =
            |tag: Penn| tag.is_noun() || tag.is_adjective() || matches!(tag, Penn::Dt | Penn::PrpS | Penn::Cd);
        let last = (start..end).take_while(|&at| document.penn(at).is_some_and(before_noun));
        let pronoun = document.penn(start) == Some(Penn::Prp);
        let head = last.filter(|&at| document.penn(at).is_some_and(Penn::is_noun)).last();
        let head = head.or_else(|| pronoun.then_some(start))?;
        Some(Chunk { tokens: TokenRange::new(start, head + 1), head })
    }

    /// The ends of noun phrases that begin with `chunk`, in ascending order; `end` is the end of the sentence.
    fn noun_phrase_ends(&self, _document: &Document<'_>, chunk: &Chunk, _end: usize) -> Vec<usize> {
        vec![chunk.tokens.end]
    }

    /// The ends of phrases that begin with `chunk` and name somebody who can say something, in ascending order.
    fn source_ends(&self, _document: &Document<'_>, chunk: &Chunk, _end: usize) -> Vec<usize> {
        vec![chunk.tokens.end]
    }

    /// Ends of such phrases that are possible, but not likely.
    fn doubtful_source_ends(&self, _document: &Document<'_>, _chunk: &Chunk, _end: usize) -> Vec<usize> {
        Vec::new()
    }

    /// The phrase that begins with `chunk`, if it is the subject of a verb before `before`.
    fn subject(&self, document: &Document<'_>, chunk: &Chunk, before: usize) -> Option<TokenRange> {
        let end = chunk.tokens.end;
        let verb = end < before && document.penn(end).is_some_and(Penn::is_finite);
        verb.then_some(chunk.tokens)
    }

    /// Whether a phrase that begins at `start` is the subject of a subordinate clause that ends before the token at
    /// `before`.
    fn is_subordinate(&self, _document: &Document<'_>, _start: usize, _before: usize) -> bool {
        false
    }

    /// The verb of the finite clause that begins at `start`, if one can begin there: it needs a subject and, before
    /// `end`, a finite verb of its own.
    fn clause_verb(&self, document: &Document<'_>, start: usize, end: usize) -> Option<usize> {
        let behind = document.chunk_from(start)?.tokens.end;
        (behind..end).find(|&at| document.penn(at).is_some_and(Penn::is_finite))
    }

    /// Whether the words at `start` belong to the preceding verb instead.
    fn leans_back(&self, _document: &Document<'_>, _start: usize) -> bool {
        false
    }

    /// Whether the finite verb at `at` may be followed by more of the same verb: *has burned*, *will go*.
    fn is_auxiliary(&self, document: &Document<'_>, at: usize) -> bool {
        document.penn(at) == Some(Penn::Md)
    }

    /// The end of the content that begins at `start`; `end` is the end of its sentence. Closing punctuation is not
    /// included.
    fn content_end(&self, document: &Document<'_>, _content: Content, start: usize, end: usize) -> usize {
        content::trimmed(document, start, end, end)
    }

    // people and sources

    /// Whether a noun may name a person by trade or role, judging by its ending: *goalkeeper*.
    fn may_name_person(&self, _noun: &str) -> bool {
        false
    }

    /// The gender of a noun for a person that is in no table, judging by its ending: *policewoman*.
    fn noun_gender(&self, _noun: &str) -> Option<Gender> {
        None
    }

    /// Whether a phrase seems to be plural, judging by its last letters.
    fn looks_plural(&self, _phrase: &str) -> bool {
        false
    }

    /// Whether an adverb is about how something is done, judging by its ending: *angrily*.
    fn is_adverb_of_manner(&self, _form: &str) -> bool {
        false
    }

    /// Whether a word of a cue, as delimited by spaces in the text, negates it: *didn't*.
    fn is_negation(&self, _word: &str) -> bool {
        false
    }

    /// A name in the possessive: *Ana Ruiz’s*.
    fn possessive(&self, owner: &str) -> String {
        owner.to_owned()
    }

    /// A name with the article it has in the middle of a sentence: *the Harbour Board*.
    fn with_article(&self, name: &str) -> String {
        name.to_owned()
    }

    /// The verb that agrees with the first person at the token `at`, and its form when the name of somebody else
    /// becomes the subject: *think* becomes *thinks*. `None` if its form stays the same.
    fn agreement(&self, _document: &Document<'_>, _at: usize) -> Option<(TokenRange, String)> {
        None
    }

    /// The words of a verb and what precedes it, for a claim that is given a subject: *to have gone* becomes *has
    /// gone*.
    fn finite(&self, document: &Document<'_>, verb: &BareVerb) -> String {
        document.text(TokenRange::new(verb.start, verb.at + 1)).to_owned()
    }
}

/// A verb at the beginning of a claim without a subject.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BareVerb {
    /// The start of the preceding words that belong to it: *not*, *to*, adverbs.
    pub(crate) start: usize,
    /// The verb itself.
    pub(crate) at: usize,
    /// Whether the subject that it is given is plural.
    pub(crate) plural: bool,
    /// Whether the attribution is about the future: *vowed to go*.
    pub(crate) planned: bool,
}

/// The offset of the ending after an apostrophe, with the texts before and after the apostrophe.
pub(crate) fn apostrophe(word: &str) -> Option<(usize, &str, &str)> {
    let (at, mark) = word.char_indices().rfind(|&(_, c)| is_apostrophe(c))?;
    Some((at, word.get(..at)?, word.get(at + mark.len_utf8()..)?))
}
