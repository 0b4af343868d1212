//! Applies rules to text: a compiled pack, and the matches it finds in a document.
//!
//! The cost of a sentence grows with the rules whose cue it contains, not with the number of rules. Every line is
//! indexed by its rarest words, and is only tried at tokens that are one of these words, in a unit that also has a
//! token for everything else the line requires.

mod article_language;
mod compile;
mod dead_ends;
mod impossible_words;
mod introduced;
mod leaf;
mod matched_pieces;
mod matcher;
mod origins;
mod overlap;
mod path;
mod program;
mod same;
mod subsume;
mod symbol;
mod token_test;
mod trace;
mod trial;
mod unit;
mod unless;
mod view;

use std::collections::{BTreeMap, BTreeSet};

pub use article_language::Unread;
use article_language::{Applied, Languages};
use dead_ends::Tries;
use leaf::{LeafId, Leaves};
pub(crate) use matched_pieces::{Tracer, Visit, matching_entries, words_of};
use matcher::Memory;
pub use overlap::Reason;
pub(crate) use overlap::reason;
pub(crate) use path::Taken;
use program::{AltId, Program, Step};
use symbol::Symbol;
pub(crate) use symbol::Symbols;
pub(crate) use trace::{Attempt, Fit};
pub(crate) use trial::{Found, Unit, Wants, attempt, found_by, readings, units};
use unit::Place;
use view::View;

use crate::annotation::ParagraphKind;
use crate::article::Article;
use crate::diagnostic::Diagnostic;
use crate::rule::{Pack, PatternLine, Role, Rule, Within};
use crate::span::TokenRange;
use crate::text::{Document, Language};

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The rule, by its index in the pack.
    pub rule: usize,
    /// Which line of its `match` it was, from 0.
    pub line: usize,
    /// All tokens it covers.
    pub tokens: TokenRange,
    /// What each role captured, in the order of the text; a role may occur several times.
    pub captures: Vec<(Role, TokenRange)>,
    /// The fixed words of the pattern that make up the cue: those captured as one, or else those outside all captures.
    pub words: Vec<usize>,
    /// The paragraph it is in, by its index in the document.
    pub paragraph: usize,
    /// How many fixed words it used.
    pub fixed: usize,
    /// The arcs of its path; empty unless the session keeps paths.
    pub(crate) path: Vec<Taken>,
    score: matcher::Score,
}

impl Match {
    /// What the role with this name captured.
    pub fn role<'m>(&'m self, name: &'m str) -> impl Iterator<Item = TokenRange> + 'm {
        self.captures.iter().filter(move |(role, _)| role.name() == name).map(|&(_, range)| range)
    }

    /// The tokens of the claim.
    pub(crate) fn claim(&self) -> Vec<TokenRange> {
        self.role(Role::CLAIM).collect()
    }
}

/// Matches that won, and those that lost against one of them.
#[derive(Debug, Default)]
pub struct Matches {
    /// In the order of the text, then of rule ids; matches that contribute facets come last.
    pub won: Vec<Match>,
    /// The losers, each with the index of its winner in `won`.
    pub lost: Vec<(Match, usize)>,
}

/// A compiled pack. Immutable and shared between threads.
#[derive(Debug)]
pub struct Engine {
    pack: Pack,
    languages: Languages,
    leaves: Leaves,
    alternatives: Vec<Alternative>,
    /// The alternatives that begin at tokens that pass a test.
    cues: BTreeMap<LeafId, Vec<AltId>>,
    /// The alternatives that have no such test.
    uncued: Vec<AltId>,
    /// Per rule, what must not be in the match.
    unless: Vec<Vec<Program>>,
}

/// One line of one rule.
#[derive(Debug)]
struct Alternative {
    rule: usize,
    line: usize,
    program: Program,
}

/// A match that its rule rejects.
#[derive(Debug, Clone)]
pub(crate) struct Vetoed {
    pub(crate) found: Match,
    pub(crate) veto: Veto,
}

/// Why a rule rejects a match of one of its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Veto {
    /// A line of `unless`, counted from 0, matched these words.
    Unless { line: usize, words: TokenRange },
    /// These captures have to have the same words, but differ.
    Differ(TokenRange, TokenRange),
}

/// Caches what an engine has computed for earlier documents. One per thread, tied to one vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Session {
    symbols: Symbols,
    memory: Memory,
    tries: Tries,
}

impl Session {
    /// Records the paths of matches from now on: see [`Tracer`].
    pub(crate) fn keep_paths(&mut self) {
        self.memory.keep_paths();
    }
}

impl Engine {
    /// Compiles a pack. Linear in its size.
    #[must_use]
    pub fn new(language: &Language, pack: Pack) -> Self {
        let mut leaves = Leaves::default();
        let (mut alternatives, mut unless) = (Vec::new(), Vec::new());
        for (rule, written) in pack.rules.iter().enumerate() {
            for (line, pattern) in written.lines.iter().enumerate() {
                let program = compile::compile(language, &mut leaves, &pattern.pattern);
                alternatives.push(Alternative { rule, line, program });
            }
            let lines = written.unless.iter();
            unless.push(lines.map(|line| compile::compile(language, &mut leaves, &line.pattern)).collect());
        }
        let mut cues: BTreeMap<LeafId, Vec<AltId>> = BTreeMap::new();
        let mut uncued = Vec::new();
        for (id, alternative) in (0..).map(AltId).zip(&alternatives) {
            for &arc in &alternative.program.cut {
                if let Step::Token { leaf, .. } = alternative.program.arcs[arc as usize].step {
                    cues.entry(leaf).or_default().push(id);
                }
            }
            if alternative.program.cut.is_empty() {
                uncued.push(id);
            }
        }
        let languages = Languages::new(language, &pack.rules);
        Self { pack, languages, leaves, alternatives, cues, uncued, unless }
    }

    /// The pack that was compiled.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// Problems of the rules that only the language can reveal, each with the index of its rule.
    pub(crate) fn problems(&self, language: &Language) -> Vec<(usize, Diagnostic)> {
        let mut found = impossible_words::problems(language, &self.pack);
        for (at, line, program) in self.programs() {
            let problems = subsume::forbidden(language, &self.leaves, program, &self.pack.rules[at], line);
            found.extend(problems.into_iter().map(|problem| (at, problem)));
        }
        found.sort_by_key(|&(rule, _)| rule);
        found
    }

    /// Every line of `match`, then every line of `unless`, with the index of its rule.
    fn programs(&self) -> impl Iterator<Item = (usize, &PatternLine, &Program)> {
        let rules = &self.pack.rules;
        let lines =
            self.alternatives.iter().map(|found| (found.rule, &rules[found.rule].lines[found.line], &found.program));
        let unless = rules.iter().zip(&self.unless).enumerate();
        lines.chain(unless.flat_map(|(at, (rule, programs))| {
            rule.unless.iter().zip(programs).map(move |(line, program)| (at, line, program))
        }))
    }

    /// Alternatives of the rules, except those in `left_out`, that find nothing that another one does not find.
    pub(crate) fn subsumed(&self, language: &Language, left_out: &BTreeSet<usize>) -> Vec<Diagnostic> {
        subsume::problems(language, &self.pack, left_out)
    }

    /// Whether one rule certainly finds everything that another finds, in as many places, and with the same result.
    pub(crate) fn covers(&self, language: &Language, outer: &Rule, inner: &Rule) -> bool {
        subsume::covers(language, outer, inner)
    }

    /// Everything the rules find in `document`. Linear in its length for a given pack.
    pub(crate) fn find(&self, session: &mut Session, document: &Document<'_>) -> Matches {
        self.find_with_vetoed(session, document, None)
    }

    /// The same for an example of one rule: everything that this rule finds, and what the first of the others find.
    /// Thousands of rules may find the same, and each has examples.
    pub(crate) fn find_in_example(&self, session: &mut Session, document: &Document<'_>, rule: usize) -> Matches {
        self.find_of(session, document, Some(rule), None)
    }

    /// The same, and adds rejected matches to `vetoed`.
    pub(crate) fn find_with_vetoed(
        &self,
        session: &mut Session,
        document: &Document<'_>,
        vetoed: Option<&mut Vec<Vetoed>>,
    ) -> Matches {
        self.find_of(session, document, None, vetoed)
    }

    /// The same; for an example `of` a rule, only as many other rules are tried as [`Limit`] allows.
    fn find_of(
        &self,
        session: &mut Session,
        document: &Document<'_>,
        of: Option<usize>,
        mut vetoed: Option<&mut Vec<Vetoed>>,
    ) -> Matches {
        let symbols = session.symbols.of(&self.leaves, &self.cues, document);
        let applied = self.applied(document, of);
        let mut found = Vec::new();
        for (within, units) in
            [(Within::Sentence, document.sentence_units()), (Within::Paragraph, document.paragraph_units())]
        {
            for (paragraph, unit) in units {
                let around = &document.paragraphs[paragraph];
                let mut view = View::new(document, &symbols, &session.symbols, unit, around.tokens);
                let place = Place { within, paragraph, kind: around.kind, of, applied: &applied };
                self.in_unit(
                    &mut session.memory,
                    &mut session.tries,
                    &mut view,
                    place,
                    &mut found,
                    vetoed.as_deref_mut(),
                );
            }
        }
        overlap::resolve(&self.pack, document, found)
    }

    /// What the rules find in each of some parts of a document, such as claims, read by themselves: every part is a paragraph
    /// of body text, cut into the sentences of the document, and each sentence begins with a capital.
    pub(crate) fn find_in_parts(
        &self,
        session: &mut Session,
        document: &Document<'_>,
        parts: &[TokenRange],
    ) -> Vec<Vec<Match>> {
        let sentences: Vec<Vec<TokenRange>> = parts.iter().map(|&part| document.sentences_in(part).collect()).collect();
        let mut symbols = session.symbols.of(&self.leaves, &self.cues, document);
        let starts = sentences.iter().flatten().map(|sentence| sentence.start);
        let mut beginnings = session.symbols.of_beginnings(&self.leaves, &self.cues, document, starts).into_iter();
        let applied = self.applied(document, None);
        let kind = ParagraphKind::Body;
        let mut all = Vec::new();
        for (&part, sentences) in parts.iter().zip(&sentences) {
            let before: Vec<Symbol> =
                sentences.iter().filter_map(|sentence| symbols.get(sentence.start).copied()).collect();
            for sentence in sentences {
                if let (Some(symbol), Some(capital)) = (symbols.get_mut(sentence.start), beginnings.next()) {
                    *symbol = capital;
                }
            }
            let mut found = Vec::new();
            let units = sentences.iter().map(|&sentence| (Within::Sentence, sentence));
            for (within, unit) in units.chain([(Within::Paragraph, part)]) {
                let mut view = View::new(document, &symbols, &session.symbols, unit, part);
                let place = Place { within, paragraph: 0, kind, of: None, applied: &applied };
                self.in_unit(&mut session.memory, &mut session.tries, &mut view, place, &mut found, None);
            }
            all.push(overlap::resolve(&self.pack, document, found).won);
            for (sentence, symbol) in sentences.iter().zip(before) {
                symbols[sentence.start] = symbol;
            }
        }
        all
    }

    /// Why these rules don't apply to an article; `None` if they do.
    pub(crate) fn unread(&self, language: &Language, article: &Article) -> Option<Unread> {
        self.languages.reading(language, article).err()
    }

    /// The rules that apply to a document; for an example `of` a rule, those for its language.
    fn applied(&self, document: &Document<'_>, of: Option<usize>) -> Applied {
        match of.and_then(|of| self.pack.rules.get(of)) {
            Some(rule) => self.languages.for_example(rule),
            None if self.languages.is_one() => Applied::All,
            // if the article is read nevertheless, all rules apply
            None => self.languages.reading(document.language, document.article).unwrap_or(Applied::All),
        }
    }
}
