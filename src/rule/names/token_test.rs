//! Token tests: lists by name, and values that are one of a fixed set.

use std::sync::Arc;

use super::Reader;
use crate::annotation::{EntityKind, Penn, Pos};
use crate::diagnostic::{Code, SourceFile, nearest};
use crate::rule::ast::{Comparison, Operand, Test};
use crate::rule::pattern::{PatternKind, TokenTest};

impl Reader<'_, '_> {
    pub(super) fn test(&mut self, file: &Arc<SourceFile>, test: &Test) -> Option<TokenTest> {
        Some(match test {
            Test::Any => TokenTest::Any,
            Test::All(parts) => TokenTest::All(self.tests(file, parts)?),
            Test::Either(parts) => TokenTest::Either(self.tests(file, parts)?),
            Test::Not(inner) => TokenTest::Not(Box::new(self.test(file, inner)?)),
            Test::Text(comparison) => TokenTest::Text(comparison.value.clone()),
            Test::Lemma(comparison) => TokenTest::Lemma(comparison.value.clone()),
            Test::Pos(comparison) => {
                TokenTest::Pos(self.term(file, comparison, "part of speech", Pos::ALL, Pos::name)?)
            }
            Test::Tag(comparison) => TokenTest::Tag(self.term(file, comparison, "tag", Penn::ALL, Penn::name)?),
            Test::Entity(comparison) => {
                TokenTest::Entity(self.term(file, comparison, "kind of entity", EntityKind::ALL, EntityKind::name)?)
            }
            Test::Number(comparative, _) => TokenTest::Number(*comparative),
            Test::Length(length, _) => TokenTest::Length(*length),
            Test::Flag(flag, _) => TokenTest::Flag(*flag),
            Test::List(name) => match self.reference(file, name.span, &name.text, false, &[])? {
                PatternKind::List { list, .. } => TokenTest::List(list),
                _ => {
                    let problem = self.problem(
                        Code::UnknownName,
                        file,
                        name.span,
                        format!("`{}` is a phrase, not a list", name.text),
                    );
                    problem.help = Some("a token test takes a list of single words".into());
                    return None;
                }
            },
        })
    }

    fn tests(&mut self, file: &Arc<SourceFile>, tests: &[Test]) -> Option<Vec<TokenTest>> {
        let parts: Vec<Option<TokenTest>> = tests.iter().map(|test| self.test(file, test)).collect();
        parts.into_iter().collect()
    }

    /// The member of a fixed set with the name in a comparison.
    fn term<T: Copy>(
        &mut self,
        file: &Arc<SourceFile>,
        comparison: &Comparison,
        what: &str,
        all: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let given = match &comparison.value {
            Operand::Text(text) | Operand::Exact(text) => text.as_str(),
            Operand::Regex(..) => "",
        };
        if let Some(&found) = all.iter().find(|&&term| name(term) == given) {
            return Some(found);
        }
        let names = all.iter().map(|&term| name(term));
        let help = nearest(given, names.clone()).map_or_else(
            || format!("it is one of {}", names.collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        self.problem(Code::BadTestValue, file, comparison.span, format!("unknown {what} `{given}`")).help = Some(help);
        None
    }
}
