//! What the `unless` of a rule rejects, line by line.

use std::collections::BTreeSet;

use super::unit::matched_at;
use super::view::View;
use super::{Alternative, Engine, Session, Taken};
use crate::rule::Within;
use crate::span::TokenRange;
use crate::text::Document;

impl Engine {
    /// The lines of a rule's `unless`, from 0, that reject a match in the document, once for each time, with the path
    /// of what they matched if the session keeps paths.
    pub(crate) fn vetoes(
        &self,
        session: &mut Session,
        document: &Document<'_>,
        rule: usize,
    ) -> Vec<(usize, Vec<Taken>)> {
        let (Some(unless), Some(written)) = (self.unless.get(rule), self.pack.rules.get(rule)) else {
            return Vec::new();
        };
        if unless.is_empty() {
            return Vec::new();
        }
        let first = self.alternatives.partition_point(|line| line.rule < rule);
        let lines = self.alternatives.get(first..).unwrap_or_default();
        let lines = || lines.iter().take_while(|line| line.rule == rule);
        let symbols = session.symbols.of(&self.leaves, &self.cues, document);
        let units = match written.within {
            Within::Sentence => document.sentence_units(),
            Within::Paragraph => document.paragraph_units(),
        };
        let mut vetoes = Vec::new();
        for (paragraph, unit) in units {
            let around = &document.paragraphs[paragraph];
            if !written.scope.contains(&around.kind) {
                continue;
            }
            let mut view = View::new(document, &symbols, &session.symbols, unit, around.tokens);
            let memory = &mut session.memory;
            let mut matched: BTreeSet<TokenRange> = BTreeSet::new();
            for Alternative { program, .. } in lines() {
                let found = unit.range().filter_map(|at| matched_at(memory, &mut view, program, at, unit));
                matched.extend(found.map(|found| found.tokens).filter(|tokens| !tokens.is_empty()));
            }
            for tokens in matched {
                let region = document.touched_clause(tokens, unit);
                for (line, program) in unless.iter().enumerate() {
                    let mut denied = region.range().filter_map(|at| matched_at(memory, &mut view, program, at, region));
                    vetoes.extend(denied.next().map(|found| (line, found.path)));
                }
            }
        }
        vetoes
    }
}
