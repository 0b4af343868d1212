//! Sentences with an attribution, marked like the examples of rules.

use crate::article::Article;
use crate::claim::{Claim, CueKind, Mention};
use crate::span::Span;
use crate::text::{self, Language, Set};
use crate::{Extractor, Session, resolve};

/// A sentence with one attribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    /// A line of examples: `{source: Rao} said {claim: it rained}.`
    pub(super) line: String,
    /// The dictionary form of the head word of the cue.
    pub(super) verb: String,
    /// Whether the source is a pronoun, which makes a less informative example.
    pub(super) is_pronoun: bool,
}

/// Sentences longer than this, in bytes, are not used as examples.
const LONGEST: usize = 240;

/// The sentences in which the rules find exactly one source, one verb or *according to*, and one claim.
pub(super) fn sentences(extractor: &Extractor, session: &mut Session, article: &Article) -> Vec<Sentence> {
    session.forget_if_large();
    let document = text::read(&extractor.language, &mut session.vocabulary, article);
    let matches = extractor.engine.find(&mut session.engine, &document);
    let claims = resolve::claims(extractor.engine.pack(), &document, &matches.won, Some(&extractor.threshold));
    let spans: Vec<Span> = document.sentences.iter().map(|sentence| document.span(sentence.tokens)).collect();
    claims.iter().filter_map(|claim| sentence(&extractor.language, &article.text, &spans, claim)).collect()
}

fn sentence(language: &Language, text: &str, sentences: &[Span], claim: &Claim) -> Option<Sentence> {
    let cue = claim.cue.as_ref()?;
    let source = claim.source.as_ref()?;
    let ([said], [who]) = (claim.claim.spans.as_slice(), source.mention.spans.as_slice()) else {
        return None;
    };
    let plain = !cue.lemma.is_empty() && cue.lemma.chars().all(|c| c.is_lowercase());
    let wanted = cue.kind == CueKind::Verb || language.is(&cue.lemma, Set::CuePrepositions);
    let around = sentences.iter().find(|sentence| {
        let cue = cue.words.spans.iter().all(|&cue| sentence.contains(cue));
        cue && sentence.contains(*said) && sentence.contains(*who)
    })?;
    let apart = !said.overlaps(*who);
    if !plain || !wanted || !apart || around.len() > LONGEST {
        return None;
    }
    let mut marks = [("claim", *said), ("source", *who)];
    marks.sort_by_key(|(_, span)| span.start);
    let mut line = String::new();
    let mut done = around.start;
    for (role, span) in marks {
        line.push_str(&escaped(Span::new(done, span.start).of(text)));
        line.push_str(&format!("{{{role}: {}}}", escaped(span.of(text))));
        done = span.end;
    }
    line.push_str(&escaped(Span::new(done, around.end).of(text)));
    let line = line.trim().to_owned();
    let is_pronoun = source.form == Mention::Pronoun;
    (!line.starts_with('#')).then(|| Sentence { line, verb: cue.lemma.clone(), is_pronoun })
}

/// Escapes text for an example, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '{' | '}' | '\\') {
            out.push('\\');
        }
        out.push(if c.is_whitespace() { ' ' } else { c });
    }
    out
}
