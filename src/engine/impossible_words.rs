//! Problems of a pattern that only the language can reveal: words that cannot occur in a text in the form the pattern
//! asks for.
//!
//! The rule language knows no English, and the text layer no rules. Whether *said* is a form of another word, and how
//! *doesn't* is split, is determined here, where both are available.

use super::leaf::folded;
use crate::annotation::{Penn, Pos};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::rule::{Operand, Pack, Pattern, PatternKind, TokenTest};
use crate::span::Span;
use crate::text::{Language, tokenize};

/// What is wrong with the words of the rules, each with the index of its rule. Linear in the size of the pack.
pub(super) fn problems(language: &Language, pack: &Pack) -> Vec<(usize, Diagnostic)> {
    let mut found = Vec::new();
    for (at, rule) in pack.rules.iter().enumerate() {
        for line in rule.lines.iter().chain(&rule.unless) {
            let mut problems = Vec::new();
            line.pattern.walk(&mut |piece| of_piece(language, piece, &mut problems));
            found.extend(problems.into_iter().map(|problem| (at, problem)));
        }
    }
    found
}

fn of_piece(language: &Language, piece: &Pattern, problems: &mut Vec<Diagnostic>) {
    let at = |code: Code, span: Span, message: String| Diagnostic::new(code, &piece.origin.file, span, message);
    let span = piece.origin.span;
    match &piece.kind {
        PatternKind::Forms(word) => {
            if let Some(base) = base_of(language, &folded(word)) {
                let problem = at(Code::FormOfForm, span, format!("`~{word}` asks for the forms of a form of `{base}`"))
                    .why("only a word in its dictionary form has forms")
                    .help(format!("write `~{base}`, or `{word}` for this form alone"));
                let written = format!("~{word}") == span.of(&piece.origin.file.text);
                problems.push(if written { problem.fix(span, format!("~{base}")) } else { problem });
            }
        }
        PatternKind::Token(test) => {
            let reader = TestReader { language, piece };
            reader.values(test, problems);
            if let Some((tag, pos)) = reader.impossible_pair(test) {
                let message = format!("no word has both the tag {} and the part of speech {}", tag.name(), pos.name());
                let problem = at(Code::Contradiction, span, message);
                problems.push(problem.help("one of the two is enough"));
            }
        }
        _ => {}
    }
}

/// The word that `word` is only a form of: one with no forms of its own, neither as a noun nor as a verb.
fn base_of(language: &Language, word: &str) -> Option<String> {
    if language.word_codes(word).contains(['n', 'v']) {
        return None;
    }
    crate::text::base_of(language, word).filter(|base| base != word)
}

struct TestReader<'r> {
    language: &'r Language,
    piece: &'r Pattern,
}

impl TestReader<'_> {
    /// Reports values that no single token has.
    fn values(&self, test: &TokenTest, problems: &mut Vec<Diagnostic>) {
        match test {
            TokenTest::All(parts) | TokenTest::Either(parts) => {
                parts.iter().for_each(|part| self.values(part, problems));
            }
            TokenTest::Not(inner) => self.values(inner, problems),
            TokenTest::Text(Operand::Text(text) | Operand::Exact(text)) => {
                self.several_tokens(text, &self.tokens(text), problems);
            }
            TokenTest::Lemma(Operand::Text(text)) => {
                let tokens = self.tokens(text);
                self.several_tokens(text, &tokens, problems);
                // *worried* and *alleged* are words in their own right, in addition to the verbs they come from
                let adjective =
                    self.language.word_codes(text).contains('a') && self.language.grammar.is_adjective_of_verb(text);
                if tokens.len() == 1
                    && !adjective
                    && let Some(base) = base_of(self.language, &folded(text))
                {
                    let span = self.place(text);
                    let problem =
                        self.at(Code::FormOfForm, span, format!("`{text}` is not a lemma: it is a form of `{base}`"));
                    let problem = problem.help(format!("write `{base}`, or `text={text}` for this form alone"));
                    let exact = span.of(&self.piece.origin.file.text) == text;
                    problems.push(if exact {
                        Diagnostic { fix: Some(Fix { span, replacement: base }), ..problem }
                    } else {
                        problem
                    });
                }
            }
            TokenTest::Text(Operand::Regex(pattern, _)) => {
                // only a pattern that is plain text between its anchors; it may be the middle of a token
                let plain = pattern.trim_start_matches('^').trim_end_matches('$');
                let is_plain = !plain.is_empty()
                    && !plain.contains(['.', '*', '+', '?', '(', ')', '[', ']', '{', '}', '|', '\\', '^', '$']);
                let open = !pattern.starts_with('^') || !pattern.ends_with('$');
                let surrounded = [format!("x{plain}x"), format!("1{plain}1"), format!("x{plain}"), format!("{plain}x")];
                let inside =
                    open && surrounded.iter().any(|text| self.tokens(text).iter().any(|token| token.contains(plain)));
                let tokens = self.tokens(plain);
                if is_plain && !inside && !tokens.iter().any(|token| token.contains(plain)) {
                    self.several_tokens(plain, &tokens, problems);
                }
            }
            _ => {}
        }
    }

    fn at(&self, code: Code, span: Span, message: String) -> Diagnostic {
        Diagnostic::new(code, &self.piece.origin.file, span, message)
    }

    /// The span of a value in the test: the value itself if that is unambiguous, otherwise the whole test.
    fn place(&self, value: &str) -> Span {
        let whole = self.piece.origin.span;
        let written = whole.of(&self.piece.origin.file.text);
        let mut places = written.match_indices(value).map(|(at, _)| whole.start + at);
        match (places.next(), places.next()) {
            (Some(at), None) => Span::new(at, at + value.len()),
            _ => whole,
        }
    }

    fn tokens<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut spans = Vec::new();
        tokenize(self.language, text, Span::new(0, text.len()), &mut spans);
        spans.iter().map(|span| span.of(text)).collect()
    }

    fn several_tokens(&self, text: &str, tokens: &[&str], problems: &mut Vec<Diagnostic>) {
        // words with spaces between them are reported without looking at the language
        if tokens.len() < 2 || text.contains(char::is_whitespace) {
            return;
        }
        let message = format!("`{text}` is {} tokens, and a test looks at one: {}", tokens.len(), tokens.join(" + "));
        let problem = self.at(Code::TwoWords, self.place(text), message);
        problems.push(problem.help(format!("write `{text}` without brackets")));
    }

    /// A tag and a part of speech that the test asks for together and no word has.
    fn impossible_pair(&self, test: &TokenTest) -> Option<(Penn, Pos)> {
        let TokenTest::All(parts) = test else { return None };
        let tags = || parts.iter().filter_map(|part| if let TokenTest::Tag(tag) = part { Some(*tag) } else { None });
        let poses = parts.iter().filter_map(|part| if let TokenTest::Pos(pos) = part { Some(*pos) } else { None });
        poses
            .flat_map(|pos| tags().map(move |tag| (tag, pos)))
            .find(|&(tag, pos)| !self.language.tagger.gives(tag, pos))
    }
}
