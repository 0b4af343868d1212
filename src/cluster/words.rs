//! The words of a claim in the form used for comparison: folded, with their base form, numbers in a uniform notation,
//! and without punctuation.
//!
//! Every word keeps its position, so that differences can be shown in the original words. The sentence around the claim
//! is not available: the kind of a word depends only on the words of the claim, and whether a capital means a name, or
//! is that of a headline, on how many of its neighbours have one.

use rustc_hash::FxHashMap;

use super::lists::{self, OtherNames};
use super::number;
use crate::span::Span;
use crate::text::{Class, Language, Set, SetBits, Shape, Table, Vocabulary, Word, spelling, tokenize};

/// Identifies a word in its compared form; equal words have equal keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(pub(super) u32);

/// The kind of a word, as far as it matters for comparing claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A content word.
    Content,
    /// A verb of saying or thinking, which is a content word too.
    Saying,
    /// Part of a name.
    Name,
    /// A number.
    Number,
    /// A number that looks like a year.
    Year,
    /// A month or day.
    Date,
    /// *Percent*, a currency.
    Unit,
    /// A word for how many.
    Amount,
    /// A time relative to the moment of speaking.
    Moment,
    /// A negation.
    Negation,
    /// A modal verb.
    Modal,
    /// *If* and the like.
    Condition,
    /// A preposition.
    Preposition,
    /// The possessive marker *'s*.
    Owner,
    /// Everything else.
    Function,
}

impl Kind {
    /// Whether a word of this kind is a content word.
    pub(super) const fn is_content(self) -> bool {
        matches!(self, Self::Content | Self::Saying | Self::Name | Self::Number | Self::Year | Self::Date)
    }
}

/// What precedes a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Break {
    /// Nothing but space.
    #[default]
    None,
    /// A hyphen: the two form one word.
    Hyphen,
    /// A comma or another mark within a sentence.
    Pause,
    /// An ellipsis: *…*.
    Ellipsis,
    /// The end of a sentence.
    Sentence,
}

/// A word of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) key: Key,
    pub(super) kind: Kind,
    pub(super) before: Break,
    /// Whether it has a capital where any word would: at the start of a sentence, in a headline.
    pub(super) may_be_name: bool,
    /// Its position in the text of the claim.
    pub(super) span: Span,
}

/// Only this many words of a claim are compared, the first ones.
pub(super) const MOST_WORDS: usize = 400;

/// Splits claims into words, and caches their properties.
pub(super) struct Reader<'l> {
    pub(super) language: &'l Language,
    other_names: OtherNames<'l>,
    vocabulary: Vocabulary,
    keys: FxHashMap<Box<str>, Key>,
    /// The names and sets of words, by key.
    names: Vec<(Box<str>, SetBits)>,
    /// The properties of spellings seen before.
    known: FxHashMap<Box<str>, Known>,
}

/// The properties that depend only on the spelling of a word.
#[derive(Debug, Clone, Copy)]
struct Known {
    key: Key,
    kind: Kind,
    /// Whether it is missing in the word index, so that with a capital it is a name at any position.
    is_no_word: bool,
    is_given_name: bool,
    is_capital: bool,
}

/// A token of the text, or a part of one between hyphens.
pub(super) struct Piece<'t> {
    spelling: &'t str,
    pub(super) lower: String,
    pub(super) before: Break,
    span: Span,
}

impl<'l> Reader<'l> {
    pub(super) fn new(language: &'l Language) -> Self {
        Self {
            language,
            other_names: OtherNames::new(language),
            vocabulary: Vocabulary::new(),
            keys: FxHashMap::default(),
            names: Vec::new(),
            known: FxHashMap::default(),
        }
    }

    /// The number of keys in use.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The name of a word.
    pub(super) fn name(&self, key: Key) -> &str {
        self.names.get(key.0 as usize).map_or("", |(name, _)| name)
    }

    /// Whether the name of a word is in a set.
    pub(super) fn is(&self, key: Key, set: Set) -> bool {
        self.names.get(key.0 as usize).is_some_and(|(_, sets)| sets.has(set))
    }

    /// The words of a claim, at most [`MOST_WORDS`].
    pub(super) fn read(&mut self, text: &str) -> Vec<Token> {
        let pieces = self.pieces(text);
        let lower: Vec<&str> = pieces.iter().map(|piece| piece.lower.as_str()).collect();
        let is_headline = is_headline(&pieces);
        let language = self.language;
        let capital_name = |spelling: &str| language.value(spelling, Table::CapitalNames).filter(|_| !is_headline);
        // at the start, where every word has a capital, a month that is also a modal verb is the verb
        let date = |piece: &Piece<'_>, at: usize| {
            let name = lists::date(language, &piece.lower).filter(|_| piece.spelling != piece.lower);
            name.filter(|name| at > 0 || language.value(name, Table::ModalVerbs).is_none())
        };
        let mut tokens: Vec<Token> = Vec::new();
        let mut at = 0;
        let mut currency = None;
        while let Some(piece) = pieces.get(at).filter(|_| tokens.len() < MOST_WORDS) {
            let rest = lower.get(at..).unwrap_or_default();
            let covered = |words: usize| {
                let last = pieces.get(at + words - 1).map_or(piece.span, |last| last.span);
                piece.span.cover(last)
            };
            let mut push = |key: Key, kind: Kind, words: usize| {
                tokens.push(Token { key, kind, before: piece.before, may_be_name: false, span: covered(words) });
                words
            };
            let used = if let Some(sign) = lists::currency(piece.spelling) {
                currency = Some(sign);
                1
            } else if let Some(number) = number::read(self.language, pieces.get(at..).unwrap_or_default()) {
                let kind = if number.is_year && currency.is_none() { Kind::Year } else { Kind::Number };
                let used = push(self.key(&number.name), kind, number.words);
                let unit = lists::unit(language, rest.get(used..).unwrap_or_default());
                // "$3" and "3 dollars" are normalized to the number, then the unit
                match (currency.take(), unit) {
                    (Some(sign), _) => {
                        push(self.key(sign), Kind::Unit, used);
                        used
                    }
                    (None, Some((words, name))) => {
                        let key = self.key(name);
                        push(key, Kind::Unit, used + words)
                    }
                    (None, None) => used,
                }
            } else if let Some((words, name)) = self.other_names.at(rest) {
                push(self.key(name), Kind::Name, words)
            } else if let Some(name) = lists::refusal(language, rest) {
                push(self.key(name), Kind::Negation, 2)
            } else if let Some(name) = capital_name(piece.spelling) {
                push(self.key(name), Kind::Name, 1)
            } else if let Some(name) = date(piece, at) {
                push(self.key(name), Kind::Date, 1)
            } else {
                let known = self.known(piece.spelling);
                let begins = at == 0 || piece.before == Break::Sentence;
                let next = pieces.get(at + 1).is_some_and(|next| next.spelling.starts_with(char::is_uppercase));
                // "Ana Ruiz", although *ana* is a word too
                let is_name = known.is_no_word || !is_headline && (!begins || known.is_given_name && next);
                let is_name = is_name && known.is_capital && known.kind.is_content();
                push(known.key, if is_name { Kind::Name } else { known.kind }, 1);
                if let Some(token) = tokens.last_mut() {
                    token.may_be_name = known.is_capital && known.kind.is_content();
                }
                1
            };
            at += used;
        }
        tokens
    }

    pub(super) fn pieces<'t>(&self, text: &'t str) -> Vec<Piece<'t>> {
        let mut spans = Vec::new();
        tokenize(self.language, text, Span::new(0, text.len()), &mut spans);
        let mut pieces: Vec<Piece<'t>> = Vec::new();
        let mut before = Break::None;
        for span in spans {
            let spelled = spelling(text, span);
            if !spelled.contains(char::is_alphanumeric) && !matches!(spelled, "%" | "$" | "£" | "€" | "¥") {
                before = before.max(break_of(spelled));
                continue;
            }
            let mut start = span.start;
            for part in span.of(text).split(['-', '\u{2010}', '\u{2011}']) {
                let here = Span::new(start, start + part.len());
                start = here.end + text.get(here.end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
                if !part.is_empty() {
                    let lower = part.to_lowercase().replace('’', "'");
                    pieces.push(Piece { spelling: part, lower, before, span: here });
                    before = Break::Hyphen;
                }
            }
            before = Break::None;
        }
        pieces
    }

    fn key(&mut self, name: &str) -> Key {
        if let Some(&key) = self.keys.get(name) {
            return key;
        }
        let key = Key(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        self.names.push((name.into(), self.language.sections.sets_of(name)));
        self.keys.insert(name.into(), key);
        key
    }

    fn known(&mut self, spelling: &str) -> Known {
        if let Some(&known) = self.known.get(spelling) {
            return known;
        }
        let language = self.language;
        let id = self.vocabulary.intern(language, spelling);
        let word = self.vocabulary.word(id);
        let form = word.lower.to_string();
        let base = base(word, language);
        let (shape, class) = (word.shape, word.class);
        let is_capital = shape.has(Shape::TITLE) || shape.has(Shape::UPPER);
        let is_no_word = language.word_codes(&form).is_empty() && base == form;
        let is_given_name = class.any(Class::MALE_NAME.or(Class::FEMALE_NAME));
        let known = match lists::closed(language, &form, &base) {
            Some((kind, name)) => Known { key: self.key(name), kind, is_no_word, is_given_name, is_capital },
            None => {
                let says = class.any(Class::SAYING.or(Class::THINKING)) && !class.has(Class::NOUN);
                let kind = if says { Kind::Saying } else { Kind::Content };
                let name = lists::direction(language, &form, &base)
                    .map_or_else(|| lists::spelled_alike(language, &base), str::to_owned);
                Known { key: self.key(&name), kind, is_no_word, is_given_name, is_capital }
            }
        };
        self.known.insert(spelling.into(), known);
        known
    }
}

/// Treats words with a capital as names if most occurrences of the word in all these claims are names: *Moss accused
/// Ruiz*.
pub(super) fn settle_names<'w>(claims: impl Iterator<Item = &'w mut Vec<Token>>, keys: usize) {
    let mut claims: Vec<&mut Vec<Token>> = claims.collect();
    let mut names = vec![0_i64; keys];
    for token in claims.iter().flat_map(|tokens| tokens.iter()) {
        if let Some(count) = names.get_mut(token.key.0 as usize) {
            *count += match token.kind {
                Kind::Name => 1,
                _ if token.may_be_name => 0,
                _ => -1,
            };
        }
    }
    for token in claims.iter_mut().flat_map(|tokens| tokens.iter_mut()) {
        if token.may_be_name && names.get(token.key.0 as usize).is_some_and(|&count| count > 0) {
            token.kind = Kind::Name;
        }
    }
}

/// The base form of a word, as a verb if possible.
fn base(word: &Word, language: &Language) -> String {
    if let Some(base) = language.value(&word.lower, Table::ComparedForms) {
        return base.to_owned();
    }
    let mut first = None;
    for (inflection, base) in word.bases.readings(language) {
        if inflection == crate::text::Inflection::Verb {
            return base.to_owned();
        }
        first = first.or(Some(base));
    }
    first.unwrap_or(&word.lower).to_owned()
}

/// The kind of break of a punctuation mark.
fn break_of(mark: &str) -> Break {
    match mark {
        "," | ";" | ":" | "(" | ")" | "—" | "–" => Break::Pause,
        "…" => Break::Ellipsis,
        _ if mark.starts_with("..") => Break::Ellipsis,
        _ if mark.starts_with(['.', '!', '?']) => Break::Sentence,
        _ => Break::None,
    }
}

/// Whether nearly all longer words have a capital, so that a capital means nothing.
fn is_headline(pieces: &[Piece<'_>]) -> bool {
    let long = pieces.iter().filter(|piece| piece.spelling.len() > 3 && piece.spelling.contains(char::is_alphabetic));
    let (mut all, mut capital) = (0, 0);
    for piece in long {
        all += 1;
        capital += usize::from(piece.spelling.starts_with(char::is_uppercase));
    }
    all > 2 && capital * 5 > all * 4
}

#[cfg(test)]
mod tests {
    use super::{Kind, Reader};

    #[test]
    fn words_are_normalized() {
        let english = crate::lang::english();
        let mut reader = Reader::new(&english);
        for (text, words) in [
            ("“It isn’t safe!”", "it be not safe"),
            ("It will cost $1.2 million", "it will cost 12e5 $"),
            ("it would cost 1.2m dollars", "it will cost 12e5 $"),
            ("three per cent of the voters", "3 % of the voter"),
            ("the long-term plan", "the long term plan"),
            ("Prices rose", "price ↑"),
            ("the U.S. labour market", "the usa labor market"),
            ("on 3 May 2015", "on 3 may 2015"),
            ("", ""),
        ] {
            let tokens = reader.read(text);
            let names: Vec<&str> = tokens.iter().map(|token| reader.name(token.key)).collect();
            assert_eq!(names.join(" "), words, "{text}");
        }
    }

    #[test]
    fn a_capital_makes_a_name_except_at_the_start_and_in_headlines() {
        let english = crate::lang::english();
        let mut reader = Reader::new(&english);
        for (text, names) in [
            ("The bridge in Halden will close", "Halden"),
            ("Bridges in Halden will close", "Halden"),
            ("Ana Ruiz closed the bridge", "Ana Ruiz"),
            ("Old Bridge In Town Will Close Today", ""),
        ] {
            let tokens = reader.read(text);
            let found = tokens.iter().filter(|token| token.kind == Kind::Name).map(|token| token.span.of(text));
            assert_eq!(found.collect::<Vec<_>>().join(" "), names, "{text}");
        }
    }
}
