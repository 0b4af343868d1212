//! From a pattern to a program.
//!
//! Thompson's construction, with stretches as arcs and captures as marks on the way. Literal words are cut by the article
//! tokenizer, so that both sides agree on what a token is. On the way each piece tells its *cuts*: token arcs of which
//! every path through it takes exactly one. Matching begins at the one whose words are the rarest; of the others it needs
//! to know which tests a unit must have a token for, so that it does not begin in vain.

use rustc_hash::FxHashMap;

use super::leaf::{Leaf, LeafId, Leaves, spellings, words};
use super::places::Places;
use super::program::{Arc, Inside, Program, Step};
use super::promise;
use crate::rule::{Boundary, Edges, Operand, Pattern, PatternKind, Role, Side, TokenTest, WordList};
use crate::terms::Penn;
use crate::text::{Language, fold};

/// Compiles one line.
pub(super) fn compile(language: &Language, leaves: &mut Leaves, pattern: &Pattern) -> Program {
    compile_into(language, leaves, pattern, None)
}

/// Compiles one line, and tells which piece of it each arc is of.
pub(super) fn compile_with_places<'p>(
    language: &Language,
    leaves: &mut Leaves,
    pattern: &'p Pattern,
) -> (Program, Places<'p>) {
    let mut places = Places::default();
    let program = compile_into(language, leaves, pattern, Some(&mut places));
    (program, places)
}

fn compile_into<'p>(
    language: &Language,
    leaves: &mut Leaves,
    pattern: &'p Pattern,
    places: Option<&mut Places<'p>>,
) -> Program {
    let mut builder = Builder {
        language,
        leaves,
        arcs: Vec::new(),
        states: 2,
        slots: Vec::new(),
        looks: Vec::new(),
        inside: Inside::default(),
        captured: false,
        edges: Edges::WHOLE,
        places,
    };
    let mut cuts = builder.piece(pattern, 0, 1);
    let Builder { mut arcs, states, slots, looks, mut places, leaves, .. } = builder;
    for (beside, arc) in promise::rests(leaves, &arcs, states) {
        arcs.push(arc);
        if let Some(places) = &mut places {
            places.beside(beside);
        }
    }
    let (mut out, mut into) = (vec![Vec::new(); states as usize], vec![Vec::new(); states as usize]);
    for (at, arc) in (0u32..).zip(&arcs) {
        out[arc.from as usize].push(at);
        into[arc.to as usize].push(at);
    }
    // the rarest first: matching begins there, and of the others it is the likeliest to be missing
    cuts.sort_by_key(|cut| cut.cost);
    let mut cuts = cuts.into_iter().map(|cut| cut.arcs);
    let cut = cuts.next().unwrap_or_default();
    let needs = cuts.map(|cut| needed(cut.iter().filter_map(|&arc| arcs[arc as usize].leaf()))).collect();
    Program { arcs, out, into, start: 0, accept: 1, cut, needs, slots, looks }
}

/// Some tests, each once.
fn needed(leaves: impl Iterator<Item = LeafId>) -> Box<[LeafId]> {
    let mut needed: Vec<LeafId> = leaves.collect();
    needed.sort_unstable();
    needed.dedup();
    needed.into()
}

/// Token arcs of which every path takes exactly one.
struct Cut {
    arcs: Vec<u32>,
    /// How often a text is expected to hold such a token; in no particular unit.
    cost: u32,
}

/// The first of the cheapest cuts.
fn cheapest(cuts: Vec<Cut>) -> Option<Cut> {
    cuts.into_iter().min_by_key(|cut| cut.cost)
}

struct Builder<'b, 'p> {
    language: &'b Language,
    leaves: &'b mut Leaves,
    arcs: Vec<Arc>,
    states: u32,
    slots: Vec<Role>,
    looks: Vec<Program>,
    inside: Inside,
    /// Whether the piece stands in a capture.
    captured: bool,
    edges: Edges,
    /// Where the arcs come from, for whoever asked.
    places: Option<&'b mut Places<'p>>,
}

impl<'p> Builder<'_, 'p> {
    fn state(&mut self) -> u32 {
        self.states += 1;
        self.states - 1
    }

    fn arc(&mut self, from: u32, to: u32, step: Step) -> u32 {
        self.arcs.push(Arc { from, to, step, inside: self.inside });
        if let Some(places) = &mut self.places {
            places.arc();
        }
        u32::try_from(self.arcs.len() - 1).unwrap_or(u32::MAX)
    }

    fn token(&mut self, from: u32, to: u32, leaf: LeafId, fixed: bool) -> Cut {
        let arc = self.arc(from, to, Step::Token { leaf, fixed });
        Cut { arcs: vec![arc], cost: cost(self.leaves.leaf(leaf), fixed) }
    }

    /// Adds the paths of a piece between two states, and gives its cuts.
    fn piece(&mut self, piece: &'p Pattern, from: u32, to: u32) -> Vec<Cut> {
        let around = self.places.as_mut().map(|places| places.enter(piece));
        let cuts = self.paths(piece, from, to);
        if let (Some(places), Some(around)) = (&mut self.places, around) {
            places.leave(around);
        }
        cuts
    }

    fn paths(&mut self, piece: &'p Pattern, from: u32, to: u32) -> Vec<Cut> {
        match &piece.kind {
            PatternKind::Literal(text) => self.literal(text, from, to),
            PatternKind::Forms(word) => {
                let words = words(self.language, word);
                self.chain(&words, from, to, &mut |builder, word, from, to| {
                    let leaf = builder.leaves.words(vec![word.to_owned()]);
                    Some(builder.token(from, to, leaf, true))
                })
            }
            PatternKind::List { list, inflected } => self.list(list, *inflected, from, to).into_iter().collect(),
            PatternKind::Quote(side) => self.quote(*side, from, to).into_iter().collect(),
            PatternKind::ClosingQuote(mark) => vec![self.closing_quote(*mark, from, to)],
            PatternKind::Capture { role, inner } => self.capture(role, inner, from, to),
            PatternKind::Sequence(parts) => self.sequence(parts, from, to),
            PatternKind::Choice(parts) => self.choice(parts, from, to).into_iter().collect(),
            PatternKind::Repeat { inner, least, most } => self.repeat(inner, *least, *most, from, to),
            PatternKind::Gap(most) => {
                self.gap(*most, from, to);
                Vec::new()
            }
            PatternKind::Not(inner) => {
                let look = compile(self.language, self.leaves, inner);
                self.looks.push(look);
                let number = u16::try_from(self.looks.len() - 1).unwrap_or(u16::MAX);
                self.arc(from, to, Step::Not(number));
                Vec::new()
            }
            PatternKind::Token(test) => {
                let leaf = self.leaves.test(test);
                vec![self.token(from, to, leaf, test.is_fixed())]
            }
            PatternKind::Boundary(boundary) => {
                self.arc(from, to, Step::Boundary(*boundary));
                Vec::new()
            }
            PatternKind::Span(kind) => {
                self.arc(from, to, Step::Stretch(*kind));
                Vec::new()
            }
            PatternKind::Phrase { inner, .. } => self.piece(inner, from, to),
        }
    }

    fn sequence(&mut self, parts: &'p [Pattern], from: u32, to: u32) -> Vec<Cut> {
        let (mut at, mut cuts) = (from, Vec::new());
        let Some((last, rest)) = parts.split_last() else {
            self.arc(from, to, Step::Free);
            return cuts;
        };
        let outer = self.edges;
        for (number, part) in rest.iter().enumerate() {
            let next = self.state();
            self.edges = outer.of_part(parts, number);
            cuts.append(&mut self.piece(part, at, next));
            at = next;
        }
        self.edges = outer.of_part(parts, rest.len());
        cuts.append(&mut self.piece(last, at, to));
        self.edges = outer;
        cuts
    }

    fn choice(&mut self, parts: &'p [Pattern], from: u32, to: u32) -> Option<Cut> {
        let cuts: Vec<Option<Cut>> = parts.iter().map(|part| cheapest(self.piece(part, from, to))).collect();
        let cuts: Option<Vec<Cut>> = cuts.into_iter().collect();
        cuts.map(|cuts| Cut {
            cost: cuts.iter().fold(0u32, |sum, cut| sum.saturating_add(cut.cost)),
            arcs: cuts.into_iter().flat_map(|cut| cut.arcs).collect(),
        })
    }

    fn literal(&mut self, text: &str, from: u32, to: u32) -> Vec<Cut> {
        let words = words(self.language, text);
        self.chain(&words, from, to, &mut |builder, word, from, to| {
            let leaf = builder.leaves.forms(vec![word.to_owned()]);
            let cut = builder.token(from, to, leaf, !matches!(word, "," | "."));
            if word == "'s" {
                builder.plural_possessive(from, to);
                return None;
            }
            Some(cut)
        })
    }

    /// The bare apostrophe that is a possessive ending behind an *s*: *the workers' claim*.
    fn plural_possessive(&mut self, from: u32, to: u32) {
        let apostrophe = TokenTest::Text(Operand::Text("'".to_owned()));
        let leaf = self.leaves.test(&TokenTest::All(vec![apostrophe, TokenTest::Tag(Penn::Pos)]));
        self.token(from, to, leaf, true);
    }

    fn chain(
        &mut self,
        words: &[String],
        from: u32,
        to: u32,
        step: &mut dyn FnMut(&mut Self, &str, u32, u32) -> Option<Cut>,
    ) -> Vec<Cut> {
        let (mut at, mut cuts) = (from, Vec::new());
        let Some((last, rest)) = words.split_last() else {
            self.arc(from, to, Step::Free);
            return cuts;
        };
        for word in rest {
            let next = self.state();
            cuts.extend(step(self, word, at, next));
            at = next;
        }
        cuts.extend(step(self, last, at, to));
        cuts
    }

    /// The words of a list: single ones are one test, longer ones share their first words.
    fn list(&mut self, list: &WordList, inflected: bool, from: u32, to: u32) -> Option<Cut> {
        let entries = list.cut.get(|| {
            let entries = list.words.iter().filter(|entry| WordList::exact(entry).is_none());
            let entries = entries.map(|entry| words(self.language, entry));
            let mut entries: Vec<Vec<String>> = entries.filter(|words| !words.is_empty()).collect();
            entries.sort_unstable();
            entries.dedup();
            entries
        });
        let single: Vec<String> = entries.iter().filter(|words| words.len() == 1).flatten().cloned().collect();
        let mut all = Cut { arcs: Vec::new(), cost: 0 };
        let mut add = |mut cut: Cut| {
            all.arcs.append(&mut cut.arcs);
            all.cost = all.cost.saturating_add(cut.cost);
        };
        if !single.is_empty() {
            let leaf = self.word_leaf(single, inflected);
            add(self.token(from, to, leaf, true));
        }
        // where a word leads from a state; a state stands for all words up to it
        let mut begun: FxHashMap<(u32, &str), u32> = FxHashMap::default();
        for words in entries.iter().filter(|words| words.len() > 1) {
            let mut at = from;
            for (index, word) in words.iter().enumerate() {
                let (key, last) = ((at, word.as_str()), index + 1 == words.len());
                if let Some(&known) = begun.get(&key).filter(|_| !last) {
                    at = known;
                    continue;
                }
                let next = if last { to } else { self.state() };
                let leaf = self.word_leaf(vec![word.clone()], inflected);
                let cut = self.token(at, next, leaf, true);
                if index == 0 {
                    add(cut);
                }
                if !last {
                    begun.insert(key, next);
                }
                at = next;
            }
        }
        for entry in list.words.iter().filter_map(|entry| WordList::exact(entry)) {
            let words = spellings(self.language, entry);
            let cuts = self.chain(&words, from, to, &mut |builder, word, from, to| {
                let leaf = builder.leaves.exact(vec![word.to_owned()]);
                Some(builder.token(from, to, leaf, true))
            });
            cuts.into_iter().next().into_iter().for_each(&mut add);
        }
        (!all.arcs.is_empty()).then_some(all)
    }

    fn word_leaf(&mut self, words: Vec<String>, inflected: bool) -> LeafId {
        if inflected { self.leaves.words(words) } else { self.leaves.forms(words) }
    }

    /// A mark; before a closing one may stand the punctuation that the content leaves out, and at the end of a
    /// paragraph it may be missing.
    fn quote(&mut self, side: Side, from: u32, to: u32) -> Option<Cut> {
        let mark = self.leaves.mark(side);
        let cut = self.token(from, to, mark, true);
        if side == Side::Open {
            return Some(cut);
        }
        let between = self.state();
        let inner = self.leaves.forms(INNER_MARKS.iter().map(|&mark| mark.to_owned()).collect());
        self.token(from, between, inner, false);
        self.token(between, to, mark, true);
        self.arc(from, to, Step::UnclosedEnd);
        None
    }

    /// `,"` and `",`. A question or exclamation mark that ends the quotation takes the place of a comma or stop.
    fn closing_quote(&mut self, punctuation: char, from: u32, to: u32) -> Cut {
        let mark = self.leaves.mark(Side::Close);
        let written = self.leaves.forms(vec![fold(&punctuation.to_string()).to_string()]);
        let (first, second) = (self.state(), self.state());
        self.token(from, first, written, false);
        let mut cut = self.token(first, to, mark, true);
        cut.arcs.extend(self.token(from, second, mark, true).arcs);
        self.token(second, to, written, false);
        if matches!(punctuation, ',' | '.') {
            let third = self.state();
            self.arc(from, third, Step::AfterStrong);
            cut.arcs.extend(self.token(third, to, mark, true).arcs);
        }
        cut
    }

    fn capture(&mut self, role: &Role, inner: &'p Pattern, from: u32, to: u32) -> Vec<Cut> {
        let slot = u16::try_from(self.slots.len()).unwrap_or(u16::MAX);
        self.slots.push(role.clone());
        let (open, close) = (self.state(), self.state());
        self.arc(from, open, Step::Open(slot));
        let (outer, captured) = (self.inside, self.captured);
        self.captured = true;
        self.inside.any |= role.name() != Role::CUE;
        self.inside.claim |= role.name() == Role::CLAIM;
        self.inside.source |= role.name() == Role::SOURCE;
        let cuts = self.piece(inner, open, close);
        (self.inside, self.captured) = (outer, captured);
        self.arc(close, to, Step::Close(slot));
        cuts
    }

    fn repeat(&mut self, inner: &'p Pattern, least: u32, most: Option<u32>, from: u32, to: u32) -> Vec<Cut> {
        let (mut at, mut cuts) = (from, Vec::new());
        let outer = self.edges;
        if most != Some(1) {
            // before and behind a turn there may be another one
            self.edges = Edges::NONE;
        }
        for _ in 0..least {
            let next = self.state();
            cuts.append(&mut self.piece(inner, at, next));
            at = next;
        }
        match most {
            None => {
                let (hub, end) = (self.state(), self.state());
                self.arc(at, hub, Step::Free);
                self.piece(inner, hub, end);
                self.arc(end, hub, Step::Free);
                self.arc(hub, to, Step::Free);
            }
            Some(most) => {
                for _ in least..most {
                    let next = self.state();
                    self.piece(inner, at, next);
                    self.arc(at, to, Step::Free);
                    at = next;
                }
                self.arc(at, to, Step::Free);
            }
        }
        self.edges = outer;
        cuts
    }

    /// A gap takes as few tokens as what stands around it lets it. At the end of a role that ends the pattern that is the
    /// end of what the rule reads, and at the start of one that begins it the beginning.
    fn gap(&mut self, most: Option<u32>, mut from: u32, mut to: u32) {
        let outer = self.inside;
        let Edges { first, last } = self.edges;
        if self.captured && first {
            let start = self.state();
            self.arc(from, start, Step::Boundary(Boundary::Start));
            from = start;
        }
        if self.captured && last {
            let end = self.state();
            self.arc(end, to, Step::Boundary(Boundary::End));
            to = end;
        }
        // what a gap takes makes no claim better, but for the marks around an end that is sure
        self.inside.claim &= first || last;
        self.tokens_between(most, from, to);
        self.inside = outer;
    }

    fn tokens_between(&mut self, most: Option<u32>, from: u32, to: u32) {
        let mut at = from;
        match most {
            None => {
                let hub = self.state();
                self.arc(from, hub, Step::Free);
                self.arc(hub, hub, Step::Gap);
                at = hub;
            }
            Some(most) => {
                for _ in 0..most {
                    let next = self.state();
                    self.arc(at, next, Step::Gap);
                    self.arc(at, to, Step::Free);
                    at = next;
                }
            }
        }
        self.arc(at, to, Step::Free);
    }
}

/// Punctuation that stands inside a closing quotation mark and is no part of the content.
const INNER_MARKS: &[&str] = &[",", ".", ";", "—", "…"];

/// How often a text is expected to hold such a token.
fn cost(leaf: &Leaf, fixed: bool) -> u32 {
    match leaf {
        Leaf::Words(words) | Leaf::Forms(words) => list_cost(words),
        Leaf::Mark(_) => 5_000,
        Leaf::Test(_) if fixed => 3_000,
        Leaf::Test(_) => 50_000,
    }
}

fn list_cost(words: &[String]) -> u32 {
    let one = |word: &String| match word.as_str() {
        "," | "." => 20_000,
        _ if FREQUENT.binary_search(&word.as_str()).is_ok() => 10_000,
        _ => 10,
    };
    words.iter().map(one).sum::<u32>().min(100_000)
}

/// Words too frequent to begin at if there is a choice.
const FREQUENT: &[&str] = &[
    "'s", "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he",
    "her", "his", "i", "in", "is", "it", "its", "not", "of", "on", "or", "she", "that", "the", "their", "they", "this",
    "to", "was", "we", "were", "which", "who", "will", "with", "you",
];

#[cfg(test)]
mod tests {
    use crate::diagnostic::SourceFile;
    use crate::engine::leaf::Leaves;
    use crate::rule::pattern_alone;

    #[test]
    fn a_line_needs_what_no_path_goes_around() {
        let language = crate::lang::english();
        // with how many tests there are in each set of which one must be passed, but for the rarest, the cue
        for (pattern, needs) in [
            ("{source} ~announce {claim}", &[][..]),
            ("{source} ~announce that {claim}", &[1]),
            ("{source} ~announce that? {claim}", &[]),
            ("{source} ~announce (how | that | which) {claim}", &[3]),
            ("{source} ~announce (how | <start>) {claim}", &[]),
            ("{source} ~announce (how much | that) to them , {claim}", &[1, 1, 2, 1]),
        ] {
            let pack = pattern_alone(&SourceFile::new("", pattern)).unwrap();
            let line = pack.rules.first().and_then(|rule| rule.lines.first()).unwrap();
            let program = super::compile(&language, &mut Leaves::default(), &line.pattern);
            let found: Vec<usize> = program.needs.iter().map(|need| need.len()).collect();
            assert_eq!(found, needs, "{pattern}");
        }
    }

    #[test]
    fn the_frequent_words_are_sorted() {
        assert!(super::FREQUENT.is_sorted());
    }
}
