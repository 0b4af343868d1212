//! The matches of rules in the order of the text, with their roles: for trying patterns before writing a rule.

use crate::article::Article;
use crate::engine::Matches;
use crate::resolve::published_range;
use crate::span::{LineIndex, Span};
use crate::text::{self, Document};
use crate::{Extractor, Session};

/// One match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The whole match, in bytes of the article.
    pub span: Span,
    /// The spans of the roles, outer ones before inner ones.
    pub roles: Vec<(String, Span)>,
    /// The paragraph that contains it.
    pub paragraph: Span,
    /// The line of the article it begins on, from 1.
    pub line: usize,
}

impl Extractor {
    /// The matches of the rules, even if they do not become claims; of overlapping ones, only the winner.
    #[must_use]
    pub fn hits(&self, session: &mut Session, article: &Article) -> Vec<Hit> {
        session.forget_if_large();
        let document = text::read(&self.language, &mut session.vocabulary, article);
        hits(&self.engine.find(&mut session.engine, &document), &document)
    }
}

/// The winning matches, with their positions in the article.
pub(crate) fn hits(matches: &Matches, document: &Document<'_>) -> Vec<Hit> {
    let text = document.article.text.as_str();
    let lines = LineIndex::new(text);
    let hits = matches.won.iter().map(|found| {
        let captures = found.captures.iter();
        let mut roles: Vec<(String, Span)> = captures
            .map(|(role, range)| (role.name().to_owned(), document.span(published_range(document, role, *range))))
            .collect();
        roles.sort_by_key(|(_, span)| (span.start, std::cmp::Reverse(span.end)));
        let span = document.span(found.tokens);
        let paragraph = document.paragraphs.get(found.paragraph).map_or(span, |paragraph| paragraph.span);
        Hit { span, roles, paragraph, line: lines.line(span.start) }
    });
    hits.collect()
}
