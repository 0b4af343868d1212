//! Where rules meet text: a pack compiled, and the matches it finds in a document.
//!
//! The cost of a sentence grows with the rules whose cue it holds, not with the rules there are: every line is entered
//! under its rarest words, and only the tokens that are such a word wake it.

mod compile;
mod leaf;
mod matcher;
mod overlap;
mod program;
mod subsume;
mod unless;
mod view;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use leaf::Symbols;
use leaf::{LeafId, Leaves};
use matcher::Memory;
use program::{AltId, Program, Step};
use view::View;

use crate::diagnostic::Diagnostic;
use crate::rule::{Pack, Role, Rule, Within};
use crate::span::TokenRange;
use crate::terms::ParagraphKind;
use crate::text::{Document, Language};

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The rule, by its index in the pack.
    pub rule: usize,
    /// Which line of its `match` it was, from 0.
    pub line: usize,
    /// All it covers.
    pub tokens: TokenRange,
    /// What each role captured, in the order of the text; a role may stand several times.
    pub captures: Vec<(Role, TokenRange)>,
    /// The fixed words of the pattern that make the cue: those captured as one, else those that stand in no capture.
    pub words: Vec<usize>,
    /// The paragraph it is in, by its index in the document.
    pub paragraph: usize,
    /// How many fixed words it used.
    pub fixed: usize,
    score: matcher::Score,
}

impl Match {
    /// What the role of that name captured.
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
    /// In the order of the text, then of rule ids.
    pub won: Vec<Match>,
    /// The losers, each with the index of its winner in `won`.
    pub lost: Vec<(Match, usize)>,
}

/// A pack, compiled. Immutable and shared between threads.
#[derive(Debug)]
pub struct Engine {
    pack: Pack,
    leaves: Leaves,
    alternatives: Vec<Alternative>,
    /// The alternatives that begin at tokens that pass a test.
    cues: BTreeMap<LeafId, Vec<AltId>>,
    /// Those that have no such test.
    uncued: Vec<AltId>,
    /// Per rule, what must not stand in the match.
    unless: Vec<Vec<Program>>,
}

/// One line of one rule.
#[derive(Debug)]
struct Alternative {
    rule: usize,
    line: usize,
    program: Program,
}

/// What an engine remembers between documents, for speed alone; one per thread, tied to one vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Session {
    symbols: Symbols,
    memory: Memory,
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
        Self { pack, leaves, alternatives, cues, uncued, unless }
    }

    /// The pack that was compiled.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// What only the language can tell is wrong with the rules, each problem with the index of its rule.
    pub(crate) fn problems(&self, language: &Language) -> Vec<(usize, Diagnostic)> {
        words::problems(language, &self.pack)
    }

    /// Alternatives of the rules, but for those in `left_out`, that find nothing another one does not find.
    pub(crate) fn subsumed(&self, language: &Language, left_out: &BTreeSet<usize>) -> Vec<Diagnostic> {
        subsume::problems(language, &self.pack, left_out)
    }

    /// Everything the rules find in `document`. Linear in its length for a given pack.
    pub(crate) fn find(&self, session: &mut Session, document: &Document<'_>) -> Matches {
        let symbols = session.symbols.of(&self.leaves, &self.cues, document);
        let mut found = Vec::new();
        for (within, units) in
            [(Within::Sentence, document.sentence_units()), (Within::Paragraph, document.paragraph_units())]
        {
            for (paragraph, unit) in units {
                let around = &document.paragraphs[paragraph];
                let mut view = View::new(document, &symbols, &session.symbols, unit, around.tokens);
                self.in_unit(&mut session.memory, &mut view, within, paragraph, around.kind, &mut found);
            }
        }
        overlap::resolve(&self.pack, document, found)
    }

    fn in_unit(
        &self,
        memory: &mut Memory,
        view: &mut View<'_>,
        within: Within,
        paragraph: usize,
        kind: ParagraphKind,
        found: &mut Vec<Match>,
    ) {
        let applies = |rule: &Rule| rule.within == within && rule.scope.contains(&kind);
        // per rule and cue, the best of its lines
        let mut best: BTreeMap<(usize, usize), Match> = BTreeMap::new();
        let mut keep = |candidate: Match, cue: usize| {
            let key = (candidate.rule, cue);
            let order =
                |found: &Match| (found.score, std::cmp::Reverse(found.tokens.start), std::cmp::Reverse(found.line));
            if best.get(&key).is_none_or(|other| order(&candidate) > order(other)) {
                best.insert(key, candidate);
            }
        };
        for cue in view.unit.range() {
            let Some(&symbol) = view.symbols.get(cue) else { continue };
            let table = view.table;
            for &id in table.cued(symbol) {
                let alternative = &self.alternatives[id.0 as usize];
                if applies(&self.pack.rules[alternative.rule])
                    && let Some(found) = memory.match_at(view, &alternative.program, cue, view.unit)
                    && !self.is_vetoed(memory, view, alternative.rule, found.tokens)
                {
                    keep(alternative.matched(found, paragraph), cue);
                }
            }
        }
        for &id in &self.uncued {
            let alternative = &self.alternatives[id.0 as usize];
            if !applies(&self.pack.rules[alternative.rule]) {
                continue;
            }
            let mut start = view.unit.start;
            while start < view.unit.end {
                let found = memory
                    .match_from(view, &alternative.program, start, view.unit)
                    .filter(|found| !found.tokens.is_empty());
                match found {
                    Some(found) if !self.is_vetoed(memory, view, alternative.rule, found.tokens) => {
                        start = found.tokens.end;
                        let first = found.tokens.start;
                        keep(alternative.matched(found, paragraph), first);
                    }
                    _ => start += 1,
                }
            }
        }
        found.extend(best.into_values());
    }

    /// Whether something stands in the match, or in the clause it touches, that the rule does not want there.
    fn is_vetoed(&self, memory: &mut Memory, view: &mut View<'_>, rule: usize, matched: TokenRange) -> bool {
        let programs = self.unless.get(rule).map_or(&[][..], Vec::as_slice);
        if programs.is_empty() {
            return false;
        }
        let region = view.document.touched_clause(matched, view.unit);
        programs.iter().any(|program| {
            region.range().any(|at| {
                let found = if program.cut.is_empty() {
                    memory.match_from(view, program, at, region)
                } else {
                    memory.match_at(view, program, at, region)
                };
                found.is_some()
            })
        })
    }
}

impl Alternative {
    fn matched(&self, found: matcher::Found, paragraph: usize) -> Match {
        Match {
            rule: self.rule,
            line: self.line,
            tokens: found.tokens,
            captures: found.captures,
            words: found.free,
            paragraph,
            fixed: found.fixed.len(),
            score: found.score,
        }
    }
}
