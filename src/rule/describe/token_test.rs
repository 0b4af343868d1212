//! Descriptions of tests on one word, as a noun with modifiers: *a verb in the past tense*, *words other than “so”*.

use super::prose::Prose;
use super::words;
use crate::annotation::{EntityKind, Penn, Pos};
use crate::rule::ast::{Flag, Operand};
use crate::rule::pattern::TokenTest;

/// What passes a test, in the singular and in the plural.
pub(super) struct Noun {
    pub(super) one: Prose,
    pub(super) many: Prose,
}

impl Noun {
    /// A regular noun, and what follows it.
    fn regular(head: &str, behind: &str) -> Self {
        let article = if head.starts_with(['a', 'e', 'i', 'o', 'u', '-']) { "an" } else { "a" };
        let behind = if behind.is_empty() { String::new() } else { format!(" {behind}") };
        Self { one: Prose::plain(format!("{article} {head}{behind}")), many: Prose::plain(format!("{head}s{behind}")) }
    }

    fn words(prose: Prose) -> Self {
        Self { one: prose.clone(), many: prose }
    }

    fn with(self, behind: &Prose) -> Self {
        let add = |prose: Prose| prose.and(" ").and(behind.clone());
        Self { one: add(self.one), many: add(self.many) }
    }
}

/// What passes `test`.
pub(super) fn noun(test: &TokenTest) -> Noun {
    match test {
        TokenTest::All(parts) => all(parts),
        TokenTest::Either(parts) => either(parts),
        TokenTest::Pos(pos) => class(*pos),
        TokenTest::Tag(tag) => inflected(*tag),
        TokenTest::Entity(kind) => entity(*kind),
        TokenTest::Any => Noun::regular("word", ""),
        TokenTest::Number(comparative) => Noun::regular("number", &comparative.to_string()),
        TokenTest::Length(1) => Noun::regular("word", "of one character"),
        TokenTest::Length(length) => {
            let length = u32::try_from(*length).unwrap_or(u32::MAX);
            Noun::regular("word", &format!("of {} characters", words::number(length)))
        }
        TokenTest::Text(Operand::Regex(pattern, _)) if alternatives(pattern).is_none() => {
            Noun::regular("word", "of the form").with(&Prose::words(format!("/{pattern}/")))
        }
        TokenTest::Lemma(Operand::Regex(pattern, _)) => {
            Noun::regular("word", "with a dictionary form like").with(&Prose::words(format!("/{pattern}/")))
        }
        TokenTest::Flag(_) | TokenTest::Not(_) => Noun::regular("word", "").with(&limit(test)),
        TokenTest::Text(_) | TokenTest::Lemma(_) | TokenTest::List(_) => {
            Noun::words(fixed(test).unwrap_or_else(|| Prose::plain("a word")))
        }
    }
}

/// The words that pass a test, if they can be listed.
fn fixed(test: &TokenTest) -> Option<Prose> {
    match test {
        TokenTest::Text(Operand::Text(text)) => Some(words::literal(&[text])),
        TokenTest::Text(Operand::Exact(text)) => {
            Some(words::literal(&[text.as_str()]).and(Prose::plain(" with these capitals")))
        }
        TokenTest::Text(Operand::Regex(pattern, _)) => Some(words::choice(&alternatives(pattern)?)),
        TokenTest::Lemma(Operand::Text(word)) => Some(Prose::plain("any form of ").and(Prose::words(word))),
        TokenTest::List(list) => Some(words::list(list)),
        _ => None,
    }
}

/// What passes all of several tests: the first that describes a class of words, limited by the others.
fn all(parts: &[TokenTest]) -> Noun {
    let is_class = |test: &TokenTest| !matches!(test, TokenTest::Flag(_) | TokenTest::Not(_) | TokenTest::Any);
    let head = parts.iter().position(is_class);
    let mut whole = head.and_then(|at| parts.get(at)).map_or_else(|| Noun::regular("word", ""), noun);
    let rest = || parts.iter().enumerate().filter(|&(at, _)| Some(at) != head).map(|(_, part)| part);
    let excluded: Vec<Prose> = rest().filter_map(excluded).collect();
    for part in rest().filter(|part| self::excluded(part).is_none() && !matches!(part, TokenTest::Any)) {
        whole = whole.with(&limit(part));
    }
    if !excluded.is_empty() {
        whole = whole.with(&Prose::plain("other than ").and(Prose::any_of(excluded)));
    }
    whole
}

/// What a test excludes.
fn excluded(test: &TokenTest) -> Option<Prose> {
    match test {
        TokenTest::Not(inner) if !matches!(**inner, TokenTest::Flag(_) | TokenTest::Not(_)) => Some(noun(inner).one),
        _ => None,
    }
}

fn either(parts: &[TokenTest]) -> Noun {
    let words: Vec<String> = parts.iter().filter_map(|part| plain_text(part).map(str::to_owned)).collect();
    let mut nouns: Vec<Noun> = parts.iter().filter(|part| plain_text(part).is_none()).map(noun).collect();
    if !words.is_empty() {
        nouns.push(Noun::words(words::choice(&words)));
    }
    let (one, many) = nouns.into_iter().map(|noun| (noun.one, noun.many)).unzip();
    Noun { one: Prose::any_of(one), many: Prose::any_of(many) }
}

fn plain_text(test: &TokenTest) -> Option<&str> {
    match test {
        TokenTest::Text(Operand::Text(text)) => Some(text),
        _ => None,
    }
}

/// A test as a modifier after *a word*.
fn limit(test: &TokenTest) -> Prose {
    match test {
        TokenTest::Flag(flag) => Prose::plain(property(*flag, true)),
        TokenTest::Not(inner) => match &**inner {
            TokenTest::Flag(flag) => Prose::plain(property(*flag, false)),
            TokenTest::Not(inner) => limit(inner),
            other => Prose::plain("other than ").and(noun(other).one),
        },
        other => Prose::plain("that is ").and(noun(other).one),
    }
}

const fn property(flag: Flag, has: bool) -> &'static str {
    match (flag, has) {
        (Flag::Upper, true) => "in capitals",
        (Flag::Upper, false) => "not in capitals",
        (Flag::Title, true) => "with a first capital",
        (Flag::Title, false) => "without a first capital",
        (Flag::Lower, true) => "without a capital",
        (Flag::Lower, false) => "with a capital",
        (Flag::Digit, true) => "that is a number in digits",
        (Flag::Digit, false) => "that is not a number in digits",
        (Flag::InQuote, true) => "in quotation marks",
        (Flag::InQuote, false) => "outside quotation marks",
    }
}

/// The words that a regular expression matches, if it is a list of them: `^(so|no)$`, `^[.;]$`.
fn alternatives(pattern: &str) -> Option<Vec<String>> {
    let inner = pattern.strip_prefix('^')?.strip_suffix('$')?;
    let inner = inner.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(inner);
    let mut found = Vec::new();
    // a bracket or bar inside a character class is one of the characters
    let mut rest = inner;
    loop {
        if let Some(class) = rest.strip_prefix('[') {
            let (characters, behind) = class.split_once(']')?;
            if characters.is_empty() || characters.contains(['^', '-', '\\', '[']) {
                return None;
            }
            found.extend(characters.chars().map(String::from));
            rest = behind;
        } else {
            let end = rest.find('|').unwrap_or(rest.len());
            let (word, behind) = rest.split_at_checked(end)?;
            let plain = |c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | ':' | '—' | '–' | '"' | '\'' | '’');
            if word.is_empty() || !word.chars().all(plain) {
                return None;
            }
            found.push(word.to_owned());
            rest = behind;
        }
        if rest.is_empty() {
            return Some(found);
        }
        rest = rest.strip_prefix('|')?;
    }
}

fn entity(kind: EntityKind) -> Noun {
    Noun::regular(
        "word",
        match kind {
            EntityKind::Person => "of a person's name",
            EntityKind::Org => "of the name of an organisation",
            EntityKind::Place => "of the name of a place",
            EntityKind::Date => "of a date",
            EntityKind::Number => "of a number",
            EntityKind::Money => "of a sum of money",
        },
    )
}

fn class(pos: Pos) -> Noun {
    let (head, behind) = match pos {
        Pos::Adj => ("adjective", ""),
        Pos::Adp => ("preposition", ""),
        Pos::Adv => ("adverb", ""),
        Pos::Aux => ("helping verb", ""),
        Pos::Cconj => ("conjunction", "like “and”"),
        Pos::Det => ("determiner", "like “the” or “some”"),
        Pos::Intj => ("exclamation", ""),
        Pos::Noun => ("noun", ""),
        Pos::Num => ("number", ""),
        Pos::Part => ("particle", "like “to” or “not”"),
        Pos::Pron => ("pronoun", ""),
        Pos::Propn => ("proper name", ""),
        Pos::Punct => ("punctuation mark", ""),
        Pos::Sconj => ("conjunction", "like “because”"),
        Pos::Sym => ("symbol", ""),
        Pos::Verb => ("verb", ""),
        Pos::X => ("word", "of no known class"),
    };
    Noun::regular(head, behind)
}

fn inflected(tag: Penn) -> Noun {
    let (head, behind) = match tag {
        Penn::Cc => ("conjunction", "like “and”"),
        Penn::Cd => ("number", ""),
        Penn::Dt => ("determiner", "like “the” or “some”"),
        Penn::Ex => ("word", "“there” as in “there is”"),
        Penn::Fw => ("foreign word", ""),
        Penn::In => ("preposition", "or a conjunction like “because”"),
        Penn::Jj => ("adjective", ""),
        Penn::Jjr => ("adjective", "in the comparative"),
        Penn::Jjs => ("adjective", "in the superlative"),
        Penn::Ls => ("mark", "of an item in a list"),
        Penn::Md => ("modal verb", "like “will” or “may”"),
        Penn::Nn => ("noun", "in the singular"),
        Penn::Nns => ("noun", "in the plural"),
        Penn::Nnp => ("proper name", "in the singular"),
        Penn::Nnps => ("proper name", "in the plural"),
        Penn::Pdt => ("word", "before an article, like “all”"),
        Penn::Pos => ("possessive ending", "like “'s”"),
        Penn::Prp => ("personal pronoun", ""),
        Penn::PrpS => ("possessive pronoun", "like “her”"),
        Penn::Rb => ("adverb", ""),
        Penn::Rbr => ("adverb", "in the comparative"),
        Penn::Rbs => ("adverb", "in the superlative"),
        Penn::Rp => ("particle", "like “up” in “give up”"),
        Penn::Sym => ("symbol", ""),
        Penn::To => ("word", "“to”"),
        Penn::Uh => ("exclamation", ""),
        Penn::Vb => ("verb", "in the base form"),
        Penn::Vbd => ("verb", "in the past tense"),
        Penn::Vbg => ("verb", "in the -ing form"),
        Penn::Vbn => ("past participle", ""),
        Penn::Vbp => ("verb", "in the present tense without -s"),
        Penn::Vbz => ("verb", "in the present tense with -s"),
        Penn::Wdt => ("question word", "like “which”"),
        Penn::Wp => ("question word", "like “who”"),
        Penn::WpS => ("question word", "like “whose”"),
        Penn::Wrb => ("question word", "like “when”"),
        Penn::Add => ("web or mail address", ""),
        Penn::Gw => ("piece", "of a word cut in two"),
        Penn::Afx => ("separate affix", ""),
        Penn::Comma => ("comma", ""),
        Penn::Stop => ("mark", "that ends a sentence"),
        Penn::Colon => ("dash", "or colon"),
        Penn::Open => ("opening quotation mark", ""),
        Penn::Close => ("closing quotation mark", ""),
        Penn::Lrb => ("opening bracket", ""),
        Penn::Rrb => ("closing bracket", ""),
        Penn::Dollar => ("sign", "of a currency"),
        Penn::Hyph => ("hyphen", ""),
        Penn::Nfp => ("mark", "of another kind"),
    };
    Noun::regular(head, behind)
}
