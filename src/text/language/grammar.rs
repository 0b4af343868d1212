//! What of a language is code and no list of words.

use std::fmt;

use crate::annotation::Penn;
use crate::span::TokenRange;
use crate::text::content::{self, Content};
use crate::text::language::Gender;
use crate::text::lemma::Inflection;
use crate::text::moment::Told;
use crate::text::token::is_apostrophe;
use crate::text::{Chunk, Document, Token, Vocabulary};

/// A form of a verb that its ending tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VerbForm {
    /// The third person of the present: *says*.
    Third,
    /// The form that stands for a noun or an adjective: *saying*.
    Ing,
    /// The past, or the participle of the past: *said*.
    Past,
}

/// The grammar of a language.
///
/// Every method has a default for languages that need nothing there, or for which nobody has written it yet. With the
/// defaults alone a report such as *X said that Y* is found: phrases are runs of nouns with what may stand before them, and a
/// content goes on to the end of its sentence.
pub(crate) trait Grammar: fmt::Debug + Sync {
    /// Where in `word` a part begins that is a token by itself: *does|n't*, *Rao|'s*. In bytes.
    fn clitic_start(&self, _word: &str) -> Option<usize> {
        None
    }

    /// The words that `form`, in lower case, may belong to by the rules of spelling, the likeliest first; irregular forms are
    /// looked up before.
    fn bases(&self, _form: &str, _inflection: Inflection) -> Vec<String> {
        Vec::new()
    }

    /// Which form of a verb an inflected form is, as far as its ending tells.
    fn verb_form(&self, _form: &str) -> Option<VerbForm> {
        None
    }

    /// Whether a form in lower case can be the form of a verb that stands for a noun or an adjective: *saying*.
    fn may_be_gerund(&self, _form: &str) -> bool {
        true
    }

    /// Whether an adjective has the form of a verb's participle, and so is a word of its own beside it: *alleged*.
    fn is_adjective_of_verb(&self, _form: &str) -> bool {
        false
    }

    /// The word that a shortened form stands for, which no rule of spelling tells: *'ll* is *will*.
    fn short_form(&self, _form: &str, _tag: Penn) -> Option<&'static str> {
        None
    }

    /// The plural of a noun in its base form, by the rules of spelling.
    fn plural(&self, noun: &str) -> String {
        noun.to_owned()
    }

    /// A time as a reader is told it without knowing when the article was published; `None` if it is not known for certain, or
    /// has no name.
    fn time_in_words(&self, _time: &Told<'_>) -> Option<String> {
        None
    }

    /// Corrects the tags of one sentence where the words around leave no doubt. Linear.
    fn correct(&self, _vocabulary: &Vocabulary, _tokens: &mut [Token]) {}

    /// The base noun phrase that begins at the token `start`, if one does; `end` is where the sentence ends.
    fn chunk_at(&self, document: &Document<'_>, start: usize, end: usize) -> Option<Chunk> {
        let before_noun =
            |tag: Penn| tag.is_noun() || tag.is_adjective() || matches!(tag, Penn::Dt | Penn::PrpS | Penn::Cd);
        let last = (start..end).take_while(|&at| document.penn(at).is_some_and(before_noun));
        let pronoun = document.penn(start) == Some(Penn::Prp);
        let head = last.filter(|&at| document.penn(at).is_some_and(Penn::is_noun)).last();
        let head = head.or_else(|| pronoun.then_some(start))?;
        Some(Chunk { tokens: TokenRange::new(start, head + 1), head })
    }

    /// The ends of noun phrases that begin with `chunk`, in rising order; `end` is where the sentence ends.
    fn noun_phrase_ends(&self, _document: &Document<'_>, chunk: &Chunk, _end: usize) -> Vec<usize> {
        vec![chunk.tokens.end]
    }

    /// The ends of phrases that begin with `chunk` and name somebody who can say something, in rising order.
    fn source_ends(&self, _document: &Document<'_>, chunk: &Chunk, _end: usize) -> Vec<usize> {
        vec![chunk.tokens.end]
    }

    /// The phrase that begins with `chunk`, if it is the subject of a verb before `before`.
    fn subject(&self, document: &Document<'_>, chunk: &Chunk, before: usize) -> Option<TokenRange> {
        let end = chunk.tokens.end;
        let verb = end < before && document.penn(end).is_some_and(Penn::is_finite);
        verb.then_some(chunk.tokens)
    }

    /// Whether a phrase that begins at `start` is the subject of a subordinate clause that is over before the token at
    /// `before`.
    fn is_subordinate(&self, _document: &Document<'_>, _start: usize, _before: usize) -> bool {
        false
    }

    /// Where a finite clause that begins at `start` has its verb, if one can begin there: it has a subject and, before
    /// `end`, a finite verb of its own.
    fn clause_verb(&self, document: &Document<'_>, start: usize, end: usize) -> Option<usize> {
        let behind = document.chunk_from(start)?.tokens.end;
        (behind..end).find(|&at| document.penn(at).is_some_and(Penn::is_finite))
    }

    /// Whether what begins at `start` rather belongs to the verb before it.
    fn leans_back(&self, _document: &Document<'_>, _start: usize) -> bool {
        false
    }

    /// Whether the finite verb at `at` may be followed by more of the same verb: *has burned*, *will go*.
    fn is_auxiliary(&self, document: &Document<'_>, at: usize) -> bool {
        document.penn(at) == Some(Penn::Md)
    }

    /// The end of the content that begins at `start`; `end` is where its sentence ends. Closing punctuation stays outside.
    fn content_end(&self, document: &Document<'_>, _content: Content, start: usize, end: usize) -> usize {
        content::trimmed(document, start, end, end)
    }

    // people and sources

    /// The gender of a noun for a person that no table has, as far as its ending shows it: *policewoman*.
    fn noun_gender(&self, _noun: &str) -> Option<Gender> {
        None
    }

    /// Whether a phrase seems to be in the plural by its last letters.
    fn looks_plural(&self, _phrase: &str) -> bool {
        false
    }

    /// Whether an adverb says how something is done, as far as its ending shows it: *angrily*.
    fn is_adverb_of_manner(&self, _form: &str) -> bool {
        false
    }

    /// Whether a word of a cue, as it is between two spaces of the text, says that it was not so: *didn't*.
    fn is_negation(&self, _word: &str) -> bool {
        false
    }

    /// A name as an owner: *Ana Ruiz’s*.
    fn possessive(&self, owner: &str) -> String {
        owner.to_owned()
    }

    /// A name with the article it has in the middle of a sentence: *the Harbour Board*.
    fn with_article(&self, name: &str) -> String {
        name.to_owned()
    }

    /// The verb that agrees with the first person at the token `at`, and its form once the name of somebody else is the
    /// subject: *think* becomes *thinks*. `None` if it keeps its form.
    fn agreement(&self, _document: &Document<'_>, _at: usize) -> Option<(TokenRange, String)> {
        None
    }

    /// The words of a verb and what is before it, for a claim that gets a subject: *to have gone* becomes *has gone*.
    fn finite(&self, document: &Document<'_>, verb: &BareVerb) -> String {
        document.text(TokenRange::new(verb.start, verb.at + 1)).to_owned()
    }
}

/// A verb at the beginning of a claim without a subject.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BareVerb {
    /// Where the words before it begin that belong to it: *not*, *to*, adverbs.
    pub(crate) start: usize,
    /// The verb itself.
    pub(crate) at: usize,
    /// Whether the subject that it gets is plural.
    pub(crate) plural: bool,
    /// Whether the attribution is about the future: *vowed to go*.
    pub(crate) planned: bool,
}

/// Where the ending begins that an apostrophe cuts off, with what stands before the apostrophe and behind it.
pub(crate) fn apostrophe(word: &str) -> Option<(usize, &str, &str)> {
    let (at, mark) = word.char_indices().rfind(|&(_, c)| is_apostrophe(c))?;
    Some((at, word.get(..at)?, word.get(at + mark.len_utf8()..)?))
}
