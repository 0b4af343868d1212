//! Tests on one token: the inside of `[…]`.

use pest::iterators::Pair;

use super::{Builder, Rule, only_or, span};
use crate::diagnostic::{Code, Fix, nearest};
use crate::rule::ast::{Comparative, Comparison, Flag, Name, Operand, Order, Test};
use crate::span::Span;

/// The keys of token tests that take a value.
pub(crate) const KEYS: &[&str] = &["text", "lemma", "pos", "tag", "entity", "list", "len", "number"];

impl Builder<'_> {
    pub(super) fn test(&mut self, pair: Pair<'_, Rule>) -> Test {
        match pair.into_inner().next() {
            None => Test::Any,
            Some(any_of) => self.any_of(any_of),
        }
    }

    fn any_of(&mut self, pair: Pair<'_, Rule>) -> Test {
        only_or(pair.into_inner().map(|all_of| self.all_of(all_of)).collect(), Test::Either)
    }

    fn all_of(&mut self, pair: Pair<'_, Rule>) -> Test {
        only_or(pair.into_inner().map(|one| self.one_test(one)).collect(), Test::All)
    }

    fn one_test(&mut self, pair: Pair<'_, Rule>) -> Test {
        self.pieces += 1;
        let Some(inner) = pair.into_inner().next() else { return Test::Any };
        match inner.as_rule() {
            Rule::negated => match inner.into_inner().next() {
                Some(one) => Test::Not(Box::new(self.one_test(one))),
                None => Test::Any,
            },
            Rule::any_of => self.any_of(inner),
            Rule::comparison => self.comparison(inner),
            _ => {
                let help = "write a token test as `[lemma=say & pos=VERB]` or `[upper]`";
                self.helped(Code::BadTest, span(&inner), format!("unknown test `{}`", inner.as_str().trim()), help);
                Test::Any
            }
        }
    }

    fn comparison(&mut self, pair: Pair<'_, Rule>) -> Test {
        let at = span(&pair);
        let rest = pair.clone().into_inner().find(|part| part.as_rule() == Rule::bad_rest);
        let mut parts = pair.into_inner();
        let Some(key) = parts.next() else { return Test::Any };
        let second = parts.next();
        let Some(operator) = second.filter(|part| part.as_rule() != Rule::bad_rest) else {
            return match rest {
                Some(rest) => self.unjoined(&rest),
                None => self.flag(&key),
            };
        };
        let Some(value) = parts.next().and_then(|value| value.into_inner().next()) else { return Test::Any };
        if let Some(rest) = rest {
            return self.second_word(&key, &value, &rest);
        }
        if key.as_str() == "number" {
            return self.number(&key, operator.as_str(), &value);
        }
        let sign = operator.as_str();
        let compares = sign.contains(['<', '>']) || sign == "==" && key.as_str() != "text";
        if compares && KEYS.contains(&key.as_str()) {
            let help = if sign == "==" {
                "`==` asks for a text with its capitals: `[text==May]`"
            } else {
                "compare numbers like this: `[number>=10]`"
            };
            self.helped(
                Code::BadTest,
                span(&operator),
                format!("`{}` is not compared by `{sign}`", key.as_str()),
                help,
            );
            return Test::Any;
        }
        let test = match self.key_test(&key, value, at) {
            Test::Text(Comparison { value: Operand::Text(text), span }) if sign == "==" => {
                Test::Text(Comparison { value: Operand::Exact(text), span })
            }
            test => test,
        };
        if operator.as_str() == "!=" { Test::Not(Box::new(test)) } else { test }
    }

    fn number(&mut self, key: &Pair<'_, Rule>, sign: &str, value: &Pair<'_, Rule>) -> Test {
        let written = value.as_str().trim_matches('"');
        let digits = written.strip_prefix('-').unwrap_or(written);
        let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
        let than = written.replace(',', "").parse::<f64>().ok().filter(|than| is_number && than.is_finite());
        if let (Some(order), Some(than)) = (Order::of_sign(sign), than) {
            return Test::Number(Comparative::new(order, than), self.in_file(value));
        }
        let message = if written.is_empty() {
            format!("`number{sign}` needs a value")
        } else {
            format!("`{written}` is not a number")
        };
        // if there is no value, show the key and operator that need one
        let place = if written.is_empty() { Span::new(span(key).start, span(value).end) } else { span(value) };
        self.helped(Code::BadTestValue, place, message, "write it in digits: `[number>=10]`, `[number<3.5]`");
        Test::Any
    }

    /// Reports a second test that is not joined to the first one.
    fn unjoined(&mut self, rest: &Pair<'_, Rule>) -> Test {
        let written = rest.as_str().trim_end();
        let at = Span::new(span(rest).start, span(rest).start + written.len());
        let help = "join tests with `&` (both hold) or `|` (one of them holds): `[lemma=say & pos=VERB]`";
        let message = format!("before `{written}` a sign is missing that joins it to the test before it");
        self.helped(Code::BadTest, at, message, help);
        Test::Any
    }

    /// Reports a value of more than one word, or a second test that is not joined to the first one.
    fn second_word(&mut self, key: &Pair<'_, Rule>, value: &Pair<'_, Rule>, rest: &Pair<'_, Rule>) -> Test {
        let behind = rest.as_str().trim();
        let name = behind.split(['=', '!', '<', '>']).next().unwrap_or_default().trim_end();
        let is_test = KEYS.contains(&name) || Flag::ALL.iter().any(|flag| flag.name() == behind);
        if is_test || value.as_rule() == Rule::bad_value {
            return self.unjoined(rest);
        }
        let end = span(rest).start + rest.as_str().trim_end().len();
        let at = Span::new(span(value).start, end);
        let written = at.of(self.line.text);
        let words: Vec<&str> = written.split(|c: char| c.is_whitespace() || matches!(c, '"' | '/')).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let is_plain =
            words.iter().all(|word| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '.')));
        let help = match key.as_str() {
            "lemma" if is_plain => format!("write a piece for each word: `~{}`", words.join(" ~")),
            "text" if is_plain => format!("write the words one after the other: `{}`", words.join(" ")),
            _ => "write a test for each word: `[pos=ADJ] [pos=NOUN]`".to_owned(),
        };
        let message = format!("`{written}` is more than one word, and a test looks at one token");
        self.helped(Code::BadTestValue, at, message, help);
        Test::Any
    }

    fn flag(&mut self, key: &Pair<'_, Rule>) -> Test {
        let name = key.as_str();
        if let Some(flag) = Flag::ALL.iter().copied().find(|flag| flag.name() == name) {
            return Test::Flag(flag, self.in_file(key));
        }
        let help = if KEYS.contains(&name) {
            if name == "number" {
                "`number` is compared with one: `[number>=10]`".to_owned()
            } else {
                format!("`{name}` takes a value: `[{name}=…]`")
            }
        } else {
            let names = KEYS.iter().copied().chain(Flag::ALL.iter().map(|flag| flag.name()));
            near_help(
                name,
                names,
                "tests are text, lemma, pos, tag, entity, list, len, number, upper, title, lower, digit and in-quote",
            )
        };
        self.helped(Code::BadTest, span(key), format!("unknown test `{name}`"), help);
        Test::Any
    }

    fn key_test(&mut self, key: &Pair<'_, Rule>, value: Pair<'_, Rule>, at: Span) -> Test {
        let value_at = span(&value);
        if value.as_rule() == Rule::bad_value {
            let message = if value.as_str().is_empty() {
                format!("`{}=` needs a value", key.as_str())
            } else {
                format!("invalid value `{}`", value.as_str())
            };
            let place = if value_at.is_empty() { at } else { value_at };
            if let Some(fix) = self.straight_marks(value.as_str(), place) {
                let message =
                    format!("`{}` has typographic quotation marks, and a test takes straight ones", value.as_str());
                let help = format!("write `{}`", fix.replacement);
                self.helped(Code::BadTestValue, place, message, help).fix = Some(fix);
                return Test::Any;
            }
            self.helped(
                Code::BadTestValue,
                place,
                message,
                "write a word, a \"quoted text\" or a /regular expression/",
            );
            return Test::Any;
        }
        let Some(operand) = self.operand(value.clone()) else { return Test::Any };
        let comparison = Comparison { value: operand, span: (self.line.in_file)(value_at) };
        let plain = match &comparison.value {
            Operand::Text(text) => Some(text.clone()),
            Operand::Exact(_) | Operand::Regex(..) => None,
        };
        match (key.as_str(), plain) {
            ("text", _) => Test::Text(comparison),
            ("lemma", _) => Test::Lemma(comparison),
            ("pos", _) => Test::Pos(comparison),
            ("tag", _) => Test::Tag(comparison),
            ("entity", _) => Test::Entity(comparison),
            ("list", Some(name)) => Test::List(Name { text: name, span: comparison.span }),
            ("len", Some(number)) => match number.parse() {
                Ok(length) => Test::Length(length, comparison.span),
                Err(_) => {
                    self.helped(
                        Code::BadTestValue,
                        value_at,
                        format!("`{number}` is not a number"),
                        "`len` counts characters: `[len=2]`",
                    );
                    Test::Any
                }
            },
            ("list" | "len", None) => {
                self.problem(
                    Code::BadTestValue,
                    value_at,
                    format!("`{}` does not take a regular expression", key.as_str()),
                );
                Test::Any
            }
            (name, _) => {
                let is_flag = Flag::ALL.iter().any(|flag| flag.name() == name);
                let help = if is_flag {
                    format!("`{name}` takes no value: `[{name}]`")
                } else {
                    near_help(
                        name,
                        KEYS.iter().copied(),
                        "tests with a value are text, lemma, pos, tag, entity, list, len and number",
                    )
                };
                self.helped(Code::BadTest, span(key), format!("unknown test with a value: `{name}`"), help);
                Test::Any
            }
        }
    }

    /// The fix that replaces the typographic quotation marks of a value by straight ones.
    fn straight_marks(&self, value: &str, at: Span) -> Option<Fix> {
        let is_mark = |c: char| matches!(c, '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›');
        let inner = value.trim_matches(is_mark);
        (value.starts_with(is_mark) && !inner.contains('"')).then(|| self.fix(at, &format!("\"{inner}\"")))
    }

    fn operand(&mut self, value: Pair<'_, Rule>) -> Option<Operand> {
        match value.as_rule() {
            Rule::bare | Rule::amount => Some(Operand::Text(value.as_str().to_owned())),
            Rule::quoted => Some(Operand::Text(value.into_inner().next()?.as_str().to_owned())),
            _ => {
                let mut parts = value.into_inner();
                let body = parts.next()?;
                let flags = parts.next();
                let ignore_case = match flags.as_ref().map(Pair::as_str) {
                    None => false,
                    Some("i") => true,
                    Some(other) => {
                        let at = flags.as_ref().map(span).unwrap_or_default();
                        self.helped(
                            Code::BadRegex,
                            at,
                            format!("unknown flag `{other}`"),
                            "the only flag is `i`: ignore case",
                        );
                        false
                    }
                };
                let pattern = body.as_str().replace("\\/", "/");
                if let Err(error) = regex_automata::meta::Regex::new(&pattern) {
                    let reason = error.syntax_error().map_or_else(|| error.to_string(), last_line);
                    let at = span(&body);
                    let inside = error.syntax_error().and_then(|error| place_of(error, body.as_str()));
                    let place = inside.map_or(at, |inside| Span::new(at.start + inside.start, at.start + inside.end));
                    self.problem(Code::BadRegex, place, format!("invalid regular expression: {reason}"));
                    return None;
                }
                Some(Operand::Regex(pattern, ignore_case))
            }
        }
    }
}

fn near_help<'n>(name: &str, names: impl IntoIterator<Item = &'n str>, otherwise: &str) -> String {
    nearest(name, names).map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
}

/// The place of the error in the regular expression as written, where slashes are escaped; `None` if it is not at a
/// character of it.
fn place_of(error: &regex_syntax::Error, written: &str) -> Option<Span> {
    let place = match error {
        regex_syntax::Error::Parse(error) => error.span(),
        regex_syntax::Error::Translate(error) => error.span(),
        _ => return None,
    };
    let mut places = Vec::new();
    let mut characters = written.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let slash = characters.next_if(|&(_, next)| c == '\\' && next == '/');
        let length = if slash.is_some() { 1 } else { c.len_utf8() };
        places.extend(std::iter::repeat_n(at, length));
    }
    let start = *places.get(place.start.offset)?;
    let end = places.get(place.end.offset).copied().unwrap_or(written.len());
    let first = written.get(start..)?.chars().next().map_or(0, char::len_utf8);
    Some(Span::new(start, end.max(start + first)))
}

/// The last line of a multi-line message.
fn last_line(error: impl ToString) -> String {
    let text = error.to_string();
    text.lines().last().unwrap_or(&text).trim_start_matches("error: ").to_owned()
}
