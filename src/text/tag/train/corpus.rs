//! Sentences of a treebank as this project tokenizes them, each token with the tag to be learned.

use crate::annotation::{Penn, Pos};
use crate::span::Span;
use crate::text::Language;
use crate::text::tag::Tag;
use crate::text::token::tokenize;
use crate::text::vocabulary::{Vocabulary, WordId};
use crate::text::word_class::Shape;

/// Sentences with their tags, split by this project's tokenizer.
#[derive(Debug, Default)]
pub struct Corpus {
    pub(super) vocabulary: Vocabulary,
    pub(super) sentences: Vec<(Vec<WordId>, Vec<Tag>)>,
}

impl Corpus {
    /// An empty corpus.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the sentences of a treebank: one token per line with the columns form, lemma, UPOS, XPOS, head, relation,
    /// and `_` if a space follows; an empty line ends a sentence.
    pub fn add_treebank(&mut self, language: &Language, table: &str) {
        for sentence in table.split("\n\n") {
            let rows: Vec<Row<'_>> = sentence.lines().filter_map(Row::read).collect();
            self.add_sentence(language, &rows);
        }
    }

    /// The number of sentences and of tokens.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.sentences.len(), self.sentences.iter().map(|(words, _)| words.len()).sum())
    }

    fn add_sentence(&mut self, language: &Language, rows: &[Row<'_>]) {
        let mut text = String::new();
        let mut ends = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            text.push_str(row.form);
            ends.push(text.len());
            // UD records the space after "Rao's" for the whole word, so its parts look as if there were one between
            // them
            if row.space_after && !rows.get(at + 1).is_some_and(|next| next.is_clitic(language)) {
                text.push(' ');
            }
        }
        let mut spans = Vec::new();
        tokenize(language, &text, Span::new(0, text.len()), &mut spans);
        let (mut words, mut tags) = (Vec::new(), Vec::new());
        for span in spans {
            let first = ends.partition_point(|&end| end <= span.start);
            let last = ends.partition_point(|&end| end < span.end);
            let after = rows.get(last + 1);
            let Some(tag) = rows.get(first..=last).and_then(|rows| merged(rows, after)) else { continue };
            let id = self.vocabulary.intern(language, span.of(&text));
            let word = self.vocabulary.word(id);
            let mark = word.shape.has(Shape::PUNCTUATION);
            tags.push(if mark { Tag::of_punctuation(&word.text) } else { tag });
            words.push(id);
        }
        if !words.is_empty() {
            self.sentences.push((words, tags));
        }
    }
}

struct Row<'t> {
    form: &'t str,
    tag: Option<Tag>,
    space_after: bool,
}

impl<'t> Row<'t> {
    fn read(line: &'t str) -> Option<Self> {
        let mut columns = line.split('\t');
        let form = columns.next().filter(|form| !form.is_empty())?;
        let pos = columns.nth(1)?;
        let penn = columns.next()?;
        let space_after = columns.nth(2) == Some("_");
        let tag = Penn::named(penn).zip(Pos::named(pos)).map(|(penn, pos)| Tag { penn, pos: usual(penn, pos) });
        Some(Self { form, tag, space_after })
    }
}

impl Row<'_> {
    /// A part of a word that follows its apostrophe.
    fn is_clitic(&self, language: &Language) -> bool {
        // a stem that any of them can follow
        const STEM: &str = "nn";
        language.grammar.clitic_start(&format!("{STEM}{}", self.form)) == Some(STEM.len())
    }
}

/// The universal tag to learn for `penn`: the given one if the combination is meaningful, otherwise the usual one. Rare
/// pairs (an adjective inside a name, a foreign noun) would only dilute the counts.
fn usual(penn: Penn, pos: Pos) -> Pos {
    match (penn, pos) {
        (Penn::In, Pos::Sconj)
        | (Penn::Dt | Penn::Wdt | Penn::Wp, Pos::Pron)
        | (Penn::Rb | Penn::To, Pos::Part)
        | (Penn::Rb, Pos::Adv)
        | (Penn::Nn, Pos::Pron) => pos,
        (penn, Pos::Aux) if penn.is_verb() => Pos::Aux,
        (Penn::Nnp | Penn::Nnps, _) => Pos::Propn,
        (Penn::Nn | Penn::Nns | Penn::Fw, _) => Pos::Noun,
        (Penn::Md, _) => Pos::Aux,
        (penn, _) if penn.is_verb() => Pos::Verb,
        (penn, _) if penn.is_adjective() => Pos::Adj,
        (penn, _) if penn.is_adverb() => Pos::Adv,
        (Penn::In | Penn::Rp, _) => Pos::Adp,
        (Penn::To, _) => Pos::Part,
        (Penn::Dt | Penn::Pdt | Penn::Wdt, _) => Pos::Det,
        (Penn::Prp | Penn::PrpS | Penn::Wp | Penn::WpS | Penn::Ex, _) => Pos::Pron,
        (Penn::Wrb, _) => Pos::Adv,
        (Penn::Cd | Penn::Ls, _) => Pos::Num,
        (Penn::Cc, _) => Pos::Cconj,
        (Penn::Pos, _) => Pos::Part,
        (Penn::Uh, _) => Pos::Intj,
        _ => pos,
    }
}

/// The tag of one of our tokens that covers `rows` of the treebank; `None` if that cannot be determined. `after` is the
/// row after them.
fn merged(rows: &[Row<'_>], after: Option<&Row<'_>>) -> Option<Tag> {
    let [first, .., last] = rows else { return rows.first()?.tag };
    let last_tag = last.tag?;
    let hyphenated = rows.iter().any(|row| matches!(row.form, "-" | "‑" | "‐"));
    if !hyphenated {
        return Some(last_tag);
    }
    let digits = |row: &Row<'_>| row.form.chars().all(|c| c.is_ascii_digit());
    let noun_follows = after.is_some_and(|row| row.tag.is_some_and(|tag| tag.penn.is_noun()) && !row.form.is_empty());
    Some(match last_tag.penn {
        Penn::Nnp | Penn::Nnps => last_tag,
        Penn::Cd if digits(first) => last_tag,
        Penn::Vbn | Penn::Vbg | Penn::Jj => Tag { penn: Penn::Jj, pos: Pos::Adj },
        _ if noun_follows => Tag { penn: Penn::Jj, pos: Pos::Adj },
        _ => last_tag,
    })
}
