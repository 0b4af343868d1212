//! From characters to tokens.
//!
//! Tokens are those of the Penn Treebank and the UD corpora, with one difference: a hyphenated word (*two-year*) stays
//! whole. So *isn't* is `is` + `n't`, *Rao's* is `Rao` + `'s`, *$9,000* is `$` + `9,000`, and the full stop of an
//! abbreviation belongs to it. It takes one linear forward scan that never looks back more than one character.
//!
//! Patterns are tokenized by the same function, so that both sides always agree.

use super::language::{Language, Set};
use crate::span::Span;

/// Splits `text` within `range` into tokens, each a span of `text`.
pub(crate) fn tokenize(language: &Language, text: &str, range: Span, tokens: &mut Vec<Span>) {
    let mut scan = Scan { language, text, at: range.start, end: range.end };
    let mut before = None;
    while let Some(next) = scan.peek() {
        let start = scan.at;
        if is_space(next) {
            scan.at += next.len_utf8();
            before = Some(next);
            continue;
        }
        let glued = before.is_some_and(|c| !is_space(c));
        scan.token(next, glued, tokens);
        debug_assert!(scan.at > start, "a scan step must move on");
        before = scan.text.get(..scan.at).and_then(|done| done.chars().next_back());
    }
}

/// The spelling of the token at `span`, with a dash instead of a hyphen between spaces.
pub(crate) fn spelling(text: &str, span: Span) -> &str {
    let spelling = span.of(text);
    let before = text.get(..span.start).and_then(|before| before.chars().next_back());
    let behind = text.get(span.end..).and_then(|behind| behind.chars().next());
    if spelling == "-" && before.is_none_or(is_space) && behind.is_none_or(is_space) { "—" } else { spelling }
}

/// White space, including kinds without width.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// An apostrophe of any style.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')
}

/// Whether `c` can be part of a word by itself.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining(c)
}

/// An accent that follows its letter.
const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

struct Scan<'t> {
    language: &'t Language,
    text: &'t str,
    at: usize,
    end: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        Span::new(self.at, self.end).of(self.text)
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The token that begins with `first`, the next character; `glued` is whether there is no space before it.
    fn token(&mut self, first: char, glued: bool, tokens: &mut Vec<Span>) {
        let start = self.at;
        if is_word(first) || self.sign_of_word(first, glued) {
            self.at += first.len_utf8();
            self.word(start);
            self.cut_word(start, tokens);
            return;
        }
        if is_apostrophe(first)
            && let Some(length) = self.leading_apostrophe(first, glued)
        {
            self.at += length;
            tokens.push(Span::new(start, self.at));
            return;
        }
        let doubled = matches!(first, '.' | '-' | '`' | '\'' | '!' | '?');
        self.at += first.len_utf8();
        if doubled {
            // after a word, a quotation inside another closes before it: so there,''' he said
            let inner_first = glued && self.rest().chars().take(3).take_while(|&c| c == first).count() == 2;
            let most = match first {
                '`' | '\'' if inner_first => 0,
                '`' | '\'' => 1,
                _ => usize::MAX,
            };
            let mut more = 0;
            while more < most && self.peek() == Some(first) {
                self.at += first.len_utf8();
                more += 1;
            }
        }
        tokens.push(Span::new(start, self.at));
    }

    /// `@name` and `#tag` are words; a minus attached to a number is part of it.
    fn sign_of_word(&self, first: char, glued: bool) -> bool {
        let next = self.rest().chars().nth(1);
        match first {
            '@' | '#' => !glued && next.is_some_and(char::is_alphabetic),
            _ => false,
        }
    }

    /// `'s` after a closing mark, `'em`, `'90s`: the length of a word that begins with an apostrophe.
    fn leading_apostrophe(&self, mark: char, glued: bool) -> Option<usize> {
        let rest = self.rest().get(mark.len_utf8()..)?;
        let word = rest.get(..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len()))?;
        let lower = word.to_lowercase();
        let clitic = self.language.is(&lower, Set::Clitics);
        let decade =
            word.len() >= 2 && word.starts_with(|c: char| c.is_ascii_digit()) && word.trim_end_matches('s').len() == 2;
        let short = self.language.is(&lower, Set::Clipped);
        let open_later = rest.get(word.len()..).is_some_and(|tail| tail.starts_with(is_apostrophe));
        (clitic && (glued || self.at == 0) || !glued && !open_later && (decade || short))
            .then_some(mark.len_utf8() + word.len())
    }

    /// Moves to the end of the word that begins at `start`; `self.at` is after its first character.
    fn word(&mut self, start: usize) {
        loop {
            let mut ahead = self.rest().chars();
            let Some(c) = ahead.next() else { return };
            let joined = is_word(c) || ahead.next().is_some_and(|next| self.joins(start, c, next));
            if joined {
                self.at += c.len_utf8();
            } else if let Some(length) = self.line_break(start) {
                self.at += length;
            } else if c == ':' && self.is_url(start) {
                self.url();
                return;
            } else {
                if let Some(end) = self.degree_end(start).filter(|_| c == '.') {
                    self.at = end;
                } else if c == '.' && self.keeps_stop(start) {
                    self.at += 1;
                }
                return;
            }
        }
    }

    /// The length of a soft hyphen, or of a hyphen at the end of a line, if the word from `start` continues after it.
    fn line_break(&self, start: usize) -> Option<usize> {
        let rest = self.rest();
        let behind = match rest.strip_prefix('\u{AD}') {
            Some(behind) => behind.trim_start_matches(['\n', '\r']),
            None => {
                let line = rest.strip_prefix('-')?;
                line.strip_prefix("\r\n").or_else(|| line.strip_prefix(['\n', '\r']))?
            }
        };
        let last = Span::new(start, self.at).of(self.text).chars().next_back();
        let goes_on = behind.starts_with(char::is_lowercase) && last.is_some_and(char::is_lowercase);
        goes_on.then_some(rest.len() - behind.len())
    }

    /// Whether `c`, which is not a letter or digit, joins the word from `start` and the character `next`.
    fn joins(&self, start: usize, c: char, next: char) -> bool {
        let word = Span::new(start, self.at).of(self.text);
        let last = word.chars().next_back().unwrap_or(' ');
        let digits = last.is_ascii_digit() && next.is_ascii_digit();
        match c {
            '-' | '\u{2010}' | '\u{2011}' => next.is_alphanumeric() && last.is_alphanumeric(),
            '–' | ':' | '/' => digits,
            ',' => digits && self.rest().chars().skip(1).take_while(char::is_ascii_digit).count() == 3,
            '.' => {
                let part = word.rsplit(['.', '-']).next().unwrap_or(word);
                let initials = part.chars().count() == 1 && next.is_alphabetic() && last.is_alphabetic();
                let domain =
                    last.is_lowercase() && next.is_lowercase() || last.is_ascii_digit() && next.is_ascii_digit();
                initials || domain || next.is_alphabetic() && self.is_inside_abbreviation(part)
            }
            '&' => last.is_uppercase() && next.is_uppercase(),
            '@' => last.is_alphanumeric() && next.is_alphanumeric(),
            _ if is_apostrophe(c) => c != '`' && c != '‘' && last.is_alphanumeric() && next.is_alphabetic(),
            _ => false,
        }
    }

    /// Whether the full stop after `part` is inside an abbreviation: `Ph.D.`
    fn is_inside_abbreviation(&self, part: &str) -> bool {
        let behind = self.rest().get(1..).unwrap_or_default();
        let next = behind.get(..behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len())).unwrap_or_default();
        let stop = behind.get(next.len()..).is_some_and(|rest| rest.starts_with('.'));
        // the longest are a few letters long
        stop && part.len() + next.len() < 8 && self.language.abbreviations.has(&format!("{part}.{next}").to_lowercase())
    }

    fn is_url(&self, start: usize) -> bool {
        let word = Span::new(start, self.at).of(self.text);
        self.rest().starts_with("://") && matches!(word, "http" | "https" | "ftp" | "HTTP" | "Http" | "Https")
    }

    fn url(&mut self) {
        let rest = self.rest();
        let stop = rest.find(|c: char| is_space(c) || matches!(c, '"' | '”' | '“' | '<' | '>' | ')' | ']' | '|'));
        let url = rest.get(..stop.unwrap_or(rest.len())).unwrap_or_default();
        self.at += url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']).len();
    }

    /// The end of an academic degree that begins at `start`: *Ph.D.*
    fn degree_end(&self, start: usize) -> Option<usize> {
        let text = self.text.get(start..self.end)?;
        let is_next = |degree: &&str| text.get(..degree.len()).is_some_and(|text| text.eq_ignore_ascii_case(degree));
        let degree = self.language.words(Set::Degrees).find(is_next)?;
        (degree.ends_with('.')).then(|| start + degree.len())
    }

    /// Whether the full stop after the word from `start` belongs to the word.
    fn keeps_stop(&self, start: usize) -> bool {
        let word = Span::new(start, self.at).of(self.text);
        let after = self.rest().get(1..).unwrap_or_default();
        if after.starts_with('.') {
            return false;
        }
        let part = word.rsplit('-').next().unwrap_or(word);
        let single = part.chars().count() == 1;
        if single && part.starts_with(char::is_uppercase) {
            // an initial; "than I." and "vitamin C." end their sentence
            let name_follows = after.trim_start_matches(is_space).starts_with(char::is_uppercase);
            return part != "I" && name_follows;
        }
        let pieces = || part.split('.');
        let initials =
            part.contains('.') && pieces().all(|p| p.chars().count() == 1 && p.chars().all(char::is_alphabetic));
        initials || self.is_abbreviation(part, after)
    }

    fn is_abbreviation(&self, word: &str, after: &str) -> bool {
        let Some(codes) = self.language.abbreviations.codes(&word.to_lowercase()) else { return false };
        let capital = word.starts_with(char::is_uppercase);
        let number_follows = after.trim_start_matches(is_space).starts_with(|c: char| c.is_ascii_digit());
        let text_follows = !after.trim_matches(is_space).is_empty();
        (!codes.contains('C') || capital)
            && (!codes.contains('#') || number_follows)
            && (!codes.contains('D') || begins_with_day(after))
            && (!codes.contains('>') || text_follows)
    }

    /// Adds the word from `start` up to here, split before the clitics it ends in.
    fn cut_word(&self, start: usize, tokens: &mut Vec<Span>) {
        let span = Span::new(start, self.at);
        let word = span.of(self.text);
        match self.language.grammar.clitic_start(word).map(|at| start + at) {
            Some(cut) => tokens.extend([Span::new(start, cut), Span::new(cut, self.at)]),
            None => tokens.push(span),
        }
    }
}

/// Whether `text` begins with the day of a date, as after the name of a month: *9, 2016*, but not *9 people*.
fn begins_with_day(text: &str) -> bool {
    let text = text.trim_start_matches(is_space);
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_year = |text: &str| text.trim_start_matches(is_space).bytes().take_while(u8::is_ascii_digit).count() == 4;
    (1..=2).contains(&(text.len() - behind.len()))
        && (behind.is_empty() || behind.starts_with([',', '.', ';', ')', '"', '”']) || is_year(behind))
}

#[cfg(test)]
mod tests {
    use super::tokenize;
    use crate::span::Span;

    fn cut(text: &str) -> String {
        let mut tokens = Vec::new();
        tokenize(&crate::lang::english(), text, Span::new(0, text.len()), &mut tokens);
        tokens.iter().map(|token| token.of(text)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_split_as_in_the_treebanks() {
        for (text, tokens) in [
            ("It isn't Rao's.", "It is n't Rao 's ."),
            ("“It can’t,” Rao said.", "“ It ca n’t , ” Rao said ."),
            ("They cannot pay $9,000 (12.5%).", "They can not pay $ 9,000 ( 12.5 % ) ."),
            ("The U.S. and U.K. met at 10:30 a.m. on 9/11.", "The U.S. and U.K. met at 10:30 a.m. on 9/11 ."),
            ("Dr. J. K. Moss, Jr., said no.", "Dr. J. K. Moss , Jr. , said no ."),
            ("No. 7 won. She said no.", "No. 7 won . She said no ."),
            ("a two-year plan—dead -- or not…", "a two-year plan — dead -- or not …"),
            ("''Why?'' he asked.", "'' Why ? '' he asked ."),
            ("the unions' plan, rock 'n' roll", "the unions ' plan , rock ' n ' roll"),
            ("the ’90s and the '80s; get 'em", "the ’90s and the '80s ; get 'em"),
            ("“Delta”'s end. It held.Then it broke", "“ Delta ” 's end . It held . Then it broke"),
            (
                "see https://a.org/b?c=d. Mail x@a.org, @ruiz #dam",
                "see https://a.org/b?c=d . Mail x@a.org , @ruiz #dam",
            ),
            ("AT&T and Ø. Åse-Lie in Halden, Wash.", "AT&T and Ø. Åse-Lie in Halden , Wash."),
            ("Wait... what?! 1990–95", "Wait ... what ? ! 1990–95"),
            ("The coun-\ncil met", "The coun-\ncil met"),
            ("The coun\u{AD}cil met", "The coun\u{AD}cil met"),
            ("Ana Ruiz, Ph.D., and Moss, Ph.D.", "Ana Ruiz , Ph.D. , and Moss , Ph.D."),
            ("'s ~", "'s ~"),
        ] {
            assert_eq!(cut(text), tokens);
        }
    }

    #[test]
    fn any_characters_are_split_without_loss() {
        let text = "\u{0}''..‘’`\u{301}é'‘s '\u{200B}–—-\u{FEFF}\t¶𝄞'";
        let kept: String = cut(text).chars().filter(|c| !c.is_whitespace()).collect();
        let given: String = text.chars().filter(|&c| !super::is_space(c)).collect();
        assert_eq!(kept, given);
    }
}
