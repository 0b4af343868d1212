//! Edits that accept other words, if a word of the line is not the word of the article.

use super::options::{Repair, at_place_of, holds_claim, is_in_claim};
use super::{Edit, Hole};
use crate::rule::{Operand, Pattern, PatternKind, TokenTest};
use crate::span::TokenRange;
use crate::text::base_of;

impl<'p> Repair<'_, 'p> {
    /// `said` → `~say`
    pub(super) fn inflected(&self, leaf: &Pattern, piece: &'p Pattern) -> Option<Edit<'p>> {
        let PatternKind::Literal(word) = &leaf.kind else { return None };
        let at = self.hole.tokens.start;
        let lemma = self.document.lemma(at).to_owned();
        let word = word.to_lowercase();
        let base = base_of(self.document.language, &word).unwrap_or_else(|| word.clone());
        let plain = lemma.chars().all(char::is_alphabetic)
            && self.words(self.hole.tokens).concat().chars().all(char::is_alphabetic);
        let same = plain && self.hole.tokens.len() == 1 && (base == lemma || word == lemma);
        let what = format!("any form of “{lemma}”");
        same.then(|| self.edit(piece, PatternKind::Forms(lemma.clone()), format!("~{lemma}"), what, 1))
    }

    /// `said` → `(said | told) ...2`
    pub(super) fn other_word_and_gap(&self, around: &[&'p Pattern], piece: &'p Pattern) -> Vec<Edit<'p>> {
        let TokenRange { start, end } = self.hole.tokens;
        let first = Hole { tokens: TokenRange::new(start, start + 1), missing: Vec::new(), next: None };
        let one = Repair { document: self.document, written: self.written, hole: &first };
        let rest = u32::try_from(end - start - 1).ok();
        let longer = one.other_words(around, piece).into_iter().filter(|edit| edit.text.ends_with(')')).map(|edit| {
            let word = at_place_of(piece, edit.kind);
            let kind = PatternKind::Sequence(vec![word, at_place_of(piece, PatternKind::Gap(rest))]);
            let text = format!("{} ...{}", edit.text, rest.unwrap_or_default());
            let behind = self.words(TokenRange::new(start + 1, end)).join(" ");
            Edit { kind, text, what: format!("{}, followed by “{behind}”", edit.what), size: edit.size + 2, ..edit }
        });
        longer.collect()
    }

    /// `moved` → `(moved | proposed)`
    pub(super) fn other_words(&self, around: &[&'p Pattern], piece: &'p Pattern) -> Vec<Edit<'p>> {
        let (tokens, written) = (self.hole.tokens, self.written.text(piece));
        let Some(leaf) = around.first() else { return Vec::new() };
        if tokens.is_empty() || tokens.len() > 4 || holds_claim(piece) || is_in_claim(around) {
            return Vec::new();
        }
        let parent = around.iter().skip_while(|other| !std::ptr::eq(**other, piece)).nth(1);
        let branch = parent.is_some_and(|parent| {
            matches!(parent.kind, PatternKind::Choice(_)) && self.written.text(parent).starts_with('(')
        });
        let open = |kind: PatternKind, word: String, what: String, size: u32| {
            let kind = PatternKind::Choice(vec![piece.clone(), at_place_of(piece, kind)]);
            let outer = written.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
            let outer = outer.filter(|inner| !inner.contains(['(', ')'])).unwrap_or(written);
            let text = if branch { format!("{outer} | {word}") } else { format!("({outer} | {word})") };
            self.edit(piece, kind, text, what, size)
        };
        let words = self.words(tokens);
        let mut edits = Vec::new();
        let list = match &leaf.kind {
            PatternKind::List { list, .. } => Some(list.name.as_str()),
            _ => None,
        };
        let what = |word: &str| match list {
            Some(list) if tokens.len() == 1 => format!("add “{word}” to the list `{list}`, or allow it in this line"),
            _ => format!("allow “{word}” too"),
        };
        let inflects = matches!(leaf.kind, PatternKind::Forms(_) | PatternKind::List { inflected: true, .. });
        if let ([_], true) = (words.as_slice(), inflects) {
            let lemma = self.document.lemma(tokens.start).to_owned();
            edits.push(open(PatternKind::Forms(lemma.clone()), format!("~{lemma}"), what(&lemma), 2));
        }
        let literal = |word: &String| at_place_of(piece, PatternKind::Literal(word.clone()));
        let plain: Vec<String> = words.iter().map(|word| written_word(word)).collect();
        let kind = match words.as_slice() {
            [only] => PatternKind::Literal(only.clone()),
            several => PatternKind::Sequence(several.iter().map(literal).collect()),
        };
        let size = if words.len() == 1 { 3 } else { 6 };
        edits.push(open(kind, plain.join(" "), what(&words.join(" ")), size));
        edits
    }

    /// `[tag=VBD]` → `[tag=VBD | tag=VBZ]`
    pub(super) fn wider_test(&self, leaf: &Pattern, piece: &'p Pattern) -> Option<Edit<'p>> {
        let PatternKind::Token(test) = &leaf.kind else { return None };
        let token = self.document.tokens.get(self.hole.tokens.start).filter(|_| self.hole.tokens.len() == 1)?;
        let word = self.document.text(self.hole.tokens).to_lowercase();
        let lemma = self.document.lemma(self.hole.tokens.start).to_owned();
        let (other, written) = if let TokenTest::Not(_) = test {
            (TokenTest::Any, String::new())
        } else if mentions(test, &|test| matches!(test, TokenTest::Lemma(_))) {
            (TokenTest::Lemma(Operand::Text(lemma.clone())), format!("lemma={}", value(&lemma)))
        } else if mentions(test, &|test| matches!(test, TokenTest::Pos(_))) {
            (TokenTest::Pos(token.tag.pos), format!("pos={}", token.tag.pos.name()))
        } else if mentions(test, &|test| matches!(test, TokenTest::Tag(_))) {
            (TokenTest::Tag(token.tag.penn), format!("tag={}", value(token.tag.penn.name())))
        } else {
            (TokenTest::Text(Operand::Text(word.clone())), format!("text={}", value(&word)))
        };
        let inside = self.written.text(piece).trim_start_matches('[').trim_end_matches(']');
        let (test, text) = if written.is_empty() {
            (TokenTest::Any, "[]".to_owned())
        } else {
            (TokenTest::Either(vec![test.clone(), other]), format!("[{inside} | {written}]"))
        };
        let what = format!("let “{word}” pass `{}`", self.written.text(piece));
        Some(self.edit(piece, PatternKind::Token(test), text, what, 2))
    }
}

fn mentions(test: &TokenTest, wanted: &dyn Fn(&TokenTest) -> bool) -> bool {
    wanted(test)
        || match test {
            TokenTest::All(parts) | TokenTest::Either(parts) => parts.iter().any(|part| mentions(part, wanted)),
            _ => false,
        }
}

/// A word in the notation of a pattern.
pub(crate) fn written_word(word: &str) -> String {
    let plain = word.chars().any(char::is_alphanumeric) || matches!(word, "," | "." | ";" | ":" | "—" | "%");
    if plain { word.to_owned() } else { word.chars().flat_map(|c| ['\\', c]).collect() }
}

/// A value in the notation of a test.
fn value(text: &str) -> String {
    if text.chars().all(|c| c.is_alphanumeric() || c == '-') { text.to_owned() } else { format!("\"{text}\"") }
}
