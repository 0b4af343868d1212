//! The pieces a pattern is made of: words, marks, gaps, captures, boundaries, and names of lists and phrases.

use pest::Parser;
use pest::iterators::Pair;
use rustc_hash::FxHashMap;

use super::{Builder, Grammar, Rule, span};
use crate::diagnostic::{Code, nearest};
use crate::rule::ast::{Boundary, Comparison, Node, NodeKind, Operand, Side, Test};
use crate::rule::pattern::ROLES;
use crate::span::Span;

/// The maximum number of words of a bounded gap.
const MOST_GAP: u32 = 1_000;

/// The quotation marks of a line, located once for all look-ups of what came before a mark.
pub(super) struct Marks {
    /// The offsets of each character that can be one.
    places: FxHashMap<char, Vec<usize>>,
    /// The first word that begins with a single mark.
    opened: Option<usize>,
}

impl Marks {
    fn new(text: &str) -> Self {
        let mut marks = Self { places: FxHashMap::default(), opened: None };
        let mut last = ' ';
        for (at, character) in text.char_indices() {
            if !character.is_alphanumeric() && !character.is_whitespace() {
                marks.places.entry(character).or_default().push(at);
            }
            if marks.opened.is_none() && last.is_whitespace() && matches!(character, '\'' | '‘') {
                marks.opened = Some(at);
            }
            last = character;
        }
        marks
    }

    /// How often a mark occurs before a byte.
    fn before(&self, mark: &str, at: usize) -> usize {
        let places = mark.chars().next().and_then(|mark| self.places.get(&mark));
        places.map_or(0, |places| places.partition_point(|&place| place < at))
    }
}

impl Builder<'_> {
    fn marks(&self) -> &Marks {
        self.marks.get_or_init(|| Marks::new(self.line.text))
    }

    pub(super) fn atom(&mut self, pair: Pair<'_, Rule>) -> Option<Node> {
        self.pieces += 1;
        let inner = pair.into_inner().next()?;
        let at = span(&inner);
        let text = inner.as_str();
        let kind = match inner.as_rule() {
            Rule::capture => self.capture(inner.clone())?,
            Rule::group => {
                let choice = inner.clone().into_inner().next()?;
                if choice.as_str().trim().is_empty() {
                    self.problem(Code::EmptyAlternative, at, "there is nothing between the brackets");
                    return None;
                }
                self.choice(choice).kind
            }
            Rule::test => NodeKind::Test(self.test(inner.clone())),
            Rule::boundary => NodeKind::Boundary(self.boundary(&inner)?),
            Rule::forms => self.forms(inner.clone())?,
            Rule::reference => self.reference(inner.clone(), false)?,
            Rule::gap => self.gap(text, at)?,
            Rule::escape => NodeKind::Literal(text.chars().skip(1).collect()),
            Rule::quote if self.is_possessive(text, at) => NodeKind::Literal("'".to_owned()),
            Rule::quote => NodeKind::Quote(self.side(text, at)),
            Rule::exact => self.exact(text, at),
            Rule::clitic | Rule::word | Rule::mark => self.literal(text, at)?,
            Rule::bad_capture if self.is_bound(text, at) => return None,
            Rule::bad_capture => {
                self.bad_capture(text, at);
                return None;
            }
            Rule::bad_reference => {
                self.helped(
                    Code::BadReference,
                    at,
                    "`@` needs a name after it",
                    "join it to the name of a list or phrase, or write `\\@`",
                );
                return None;
            }
            Rule::bad_escape => {
                let help = "only punctuation can be escaped";
                let message = if text.len() > 1 {
                    format!("invalid escape `{text}`")
                } else {
                    "a backslash needs a character after it".to_owned()
                };
                self.helped(Code::UnknownEscape, at, message, help);
                return None;
            }
            _ if text == "<" && self.is_open_boundary(at) => return None,
            _ => {
                self.helped(
                    Code::BadCharacter,
                    at,
                    format!("unexpected `{text}`"),
                    format!("write `\\{text}` for the character itself"),
                );
                return None;
            }
        };
        Some(Node { kind, span: (self.line.in_file)(at) })
    }

    /// Reports braces that are not a capture: what follows the name of the role, or the whole braces if there is no
    /// name.
    fn bad_capture(&mut self, text: &str, at: Span) {
        let inside = text.trim_start_matches('{').trim_start();
        let behind = inside.trim_start_matches(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
        let role = inside.strip_suffix(behind).unwrap_or_default();
        let stray = behind.strip_suffix('}').unwrap_or(behind).trim();
        if let Some((letter, c)) = role.char_indices().find(|(_, c)| !c.is_ascii()) {
            let start = at.start + text.len() - inside.len() + letter;
            let message = format!("`{c}` (U+{:04X}) cannot be in the name of a role", u32::from(c));
            let help = "a name is a letter, then letters of the Latin alphabet without accents, digits, `-` or `_`";
            self.helped(Code::BadCapture, Span::new(start, start + c.len_utf8()), message, help);
            return;
        }
        if !role.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') || stray.is_empty() {
            self.helped(
                Code::BadCapture,
                at,
                "invalid capture",
                "write a capture as `{source}` or `{source: PATTERN}`",
            );
            return;
        }
        let start = at.end - behind.trim_start().len();
        if self.is_broken_inside(stray, start) {
            return;
        }
        let message = format!("expected a colon or `}}` after `{role}`");
        let named = if ROLES.iter().any(|&(name, _)| name == role) { role } else { "source" };
        let help = format!("write a capture as `{{{named}}}` or `{{{named}: PATTERN}}`");
        self.helped(Code::BadCapture, Span::new(start, start + stray.len()), message, help);
    }

    /// Reports what is wrong after the colon of a capture, and returns whether something is. `stray` begins at `start`.
    fn is_broken_inside(&mut self, stray: &str, start: usize) -> bool {
        let Some(inside) = stray.strip_prefix(':') else { return false };
        let Err(error) = Grammar::parse(Rule::line, inside) else { return false };
        let (pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _))) = error.location;
        self.unparsed(start + 1 + at);
        true
    }

    /// Reports `{,3}`, which means at most three in other languages, and returns whether it is that.
    fn is_bound(&mut self, text: &str, at: Span) -> bool {
        let most = text.trim_matches(['{', '}']).trim().strip_prefix(',').map(str::trim);
        let Some(most) = most.filter(|most| !most.is_empty() && most.chars().all(|c| c.is_ascii_digit())) else {
            return false;
        };
        let written = format!("{{0,{most}}}");
        let fix = self.fix(at, &written);
        self.helped(Code::BadBounds, at, "the smaller number is missing", format!("write `{written}`")).fix = Some(fix);
        true
    }

    /// Reports a boundary without its `>`, and returns whether it is one.
    fn is_open_boundary(&mut self, at: Span) -> bool {
        let rest = self.line.text.get(at.end..).unwrap_or_default();
        let name = rest.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
        let Some(near) = nearest(name, Boundary::ALL.iter().map(|boundary| boundary.name())) else { return false };
        let whole = Span::new(at.start, at.end + name.len());
        let fix = self.fix(whole, &format!("<{near}>"));
        let message = format!("the `>` of the boundary `<{name}` is missing");
        self.helped(Code::UnknownBoundary, whole, message, format!("write `<{near}>`")).fix = Some(fix);
        true
    }

    fn literal(&mut self, text: &str, at: Span) -> Option<NodeKind> {
        if text == "…" {
            let fix = self.fix(at, "...");
            let help = "write `...` for a gap, `\\…` for the character itself";
            self.helped(Code::BadCharacter, at, "`…` is one character; a gap is three dots", help).fix = Some(fix);
            return None;
        }
        Some(NodeKind::Literal(text.to_owned()))
    }

    /// `=May`; after a letter the sign is literal.
    fn exact(&self, text: &str, at: Span) -> NodeKind {
        let before = self.line.text.get(..at.start).and_then(|text| text.chars().next_back());
        if before.is_some_and(char::is_alphanumeric) {
            return NodeKind::Literal(text.to_owned());
        }
        let word = Span::new(at.start + 1, at.end);
        let value = Operand::Exact(text.chars().skip(1).collect());
        NodeKind::Test(Test::Text(Comparison { value, span: (self.line.in_file)(word) }))
    }

    fn gap(&mut self, text: &str, at: Span) -> Option<NodeKind> {
        let more = self.line.text.get(at.end..).map_or(0, |rest| rest.len() - rest.trim_start_matches('.').len());
        if text == "..." && more > 0 {
            let whole = Span::new(at.start, at.end + more);
            let fix = self.fix(whole, "...");
            let message = format!("`{}` is not a gap: a gap is three dots", whole.of(self.line.text));
            self.helped(Code::BadCharacter, whole, message, "write `...`").fix = Some(fix);
            return None;
        }
        match text.trim_start_matches('.') {
            "" => Some(NodeKind::Gap(None)),
            digits => match digits.parse() {
                Ok(most @ 1..=MOST_GAP) => Some(NodeKind::Gap(Some(most))),
                _ => {
                    let help = "write `...` for any words up to the end of the sentence";
                    self.helped(Code::BadBounds, at, format!("a gap has between 1 and {MOST_GAP} words"), help);
                    None
                }
            },
        }
    }

    /// The side of a mark: determined by what it is attached to, otherwise by its form, otherwise by how many came
    /// before it in the line.
    ///
    /// The form comes second, because languages use the same mark for different sides: “so”, „so“ and ”so”, «so» and
    /// »so«.
    fn side(&self, mark: &str, at: Span) -> Side {
        let before = self.line.text.get(..at.start).and_then(|text| text.chars().next_back());
        let after = self.line.text.get(at.end..).and_then(|text| text.chars().next());
        let free_before = before.is_none_or(|c| matches!(c, ' ' | '\t' | '(' | '|' | '>'));
        let free_after = after.is_none_or(|c| matches!(c, ' ' | '\t' | ')' | '|' | '?' | '<' | ',' | '.' | '}'));
        match (free_before, free_after) {
            (true, false) => Side::Open,
            (false, true) => Side::Close,
            _ => self.side_by_form(mark, at),
        }
    }

    fn side_by_form(&self, mark: &str, at: Span) -> Side {
        let before = |mark: &str| self.marks().before(mark, at.start);
        let closes = match mark {
            "„" | "«" | "‚" | "‹" => false,
            "”" | "»" | "›" => true,
            // they close what a low mark has opened
            "“" => before("„") > before("“"),
            "‘" => before("‚") > before("‘"),
            _ => before(mark) % 2 == 1,
        };
        if closes { Side::Close } else { Side::Open }
    }

    /// `officials' claim`: an apostrophe after a word, with no single mark open.
    fn is_possessive(&self, mark: &str, at: Span) -> bool {
        let before = self.line.text.get(..at.start).unwrap_or_default();
        let opened = || self.marks().opened.is_some_and(|opened| opened < at.start);
        matches!(mark, "'" | "’") && before.ends_with(char::is_alphanumeric) && !opened()
    }

    fn capture(&mut self, pair: Pair<'_, Rule>) -> Option<NodeKind> {
        let at = span(&pair);
        let mut parts = pair.into_inner();
        let role = self.name(&parts.next()?);
        let inner = match parts.next().and_then(|inside| inside.into_inner().next()) {
            None => None,
            Some(choice) if choice.as_str().trim().is_empty() => {
                let help = format!("write `{{{}}}` for the role's own phrase", role.text);
                self.helped(Code::EmptyAlternative, at, format!("`{{{}: }}` captures nothing", role.text), help);
                return None;
            }
            Some(choice) => Some(Box::new(self.choice(choice))),
        };
        Some(NodeKind::Capture { role, inner })
    }

    fn boundary(&mut self, pair: &Pair<'_, Rule>) -> Option<Boundary> {
        let name = pair.as_str().trim_matches(['<', '>']);
        let found = Boundary::ALL.iter().copied().find(|boundary| boundary.name() == name);
        if found.is_none() {
            let names = Boundary::ALL.iter().map(|boundary| boundary.name());
            let help = match nearest(name, names) {
                Some(near) => format!("did you mean `<{near}>`?"),
                None => "the boundaries are `<start>`, `<end>`, `<para>` and `<para-end>`".to_owned(),
            };
            self.helped(Code::UnknownBoundary, span(pair), format!("unknown boundary `<{name}>`"), help);
        }
        found
    }

    fn forms(&mut self, pair: Pair<'_, Rule>) -> Option<NodeKind> {
        let at = span(&pair);
        let inner = pair.into_inner().next()?;
        match inner.as_rule() {
            Rule::reference => self.reference(inner, true),
            Rule::word => Some(NodeKind::Forms(inner.as_str().to_owned())),
            _ => {
                self.helped(
                    Code::BadForms,
                    at,
                    "`~` needs a word or a list after it",
                    "join them: `~say`, `~@say-verb`",
                );
                None
            }
        }
    }

    fn reference(&mut self, pair: Pair<'_, Rule>, inflected: bool) -> Option<NodeKind> {
        let mut parts = pair.into_inner();
        let name = parts.next()?.as_str().to_owned();
        let mut arguments = Vec::new();
        for argument in parts.next().into_iter().flat_map(Pair::into_inner) {
            let mut sides = argument.clone().into_inner();
            match (sides.next(), sides.next()) {
                (Some(inner), Some(outer)) if inner.as_rule() == Rule::role => {
                    arguments.push((self.name(&inner), self.name(&outer)));
                }
                _ => {
                    let help = "an argument renames a role of the phrase: `@said(by=source)`";
                    self.helped(
                        Code::BadArgument,
                        span(&argument),
                        format!("invalid argument `{}`", argument.as_str().trim()),
                        help,
                    );
                }
            }
        }
        Some(NodeKind::Reference { name, inflected, arguments })
    }
}
