//! Which parts of the rules their examples exercise, and which ones nothing exercises.
//!
//! A *branch* is a place where a pattern can continue in different ways: a line of `match` or of a phrase, one of
//! several alternatives, an optional piece that is present or left out; also a line of `unless`, which rejects
//! something or doesn't. A branch is exercised if the path of a match goes through it, where the match is the one that
//! the engine finds and keeps for its rule. What follows `!` is never part of a match and is not a branch; neither is a
//! gap.
//!
//! Examples count only for their own rule, because nobody has checked what other rules find in them; articles count for
//! all rules. A phrase is counted once, where it is written, however many rules use it. The same is true of the words
//! of lists, which are counted separately from branches: they are data, and are mostly exercised by articles, not by
//! examples.

mod branches;

use std::sync::Arc;

use crate::article::Article;
use crate::diagnostic::SourceFile;
use crate::engine::{self, Tracer};
use crate::rule::Verdict;
use crate::span::Span;
use crate::text::{Document, read, read_as};
use crate::{Extractor, Session};
use branches::Branches;

/// What has been exercised of the rules of an extractor so far.
#[derive(Debug)]
pub struct Coverage<'e> {
    extractor: &'e Extractor,
    tracer: Tracer<'e>,
    branches: Branches,
    session: Session,
}

/// The branches and list words of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCoverage {
    /// The file.
    pub file: Arc<SourceFile>,
    /// In the order of the file, including words of lists.
    pub branches: Vec<Branch>,
}

/// One way in which a pattern can continue, or a word of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// What it is.
    pub kind: BranchKind,
    /// Its span in the file.
    pub span: Span,
    /// The list that a word belongs to.
    pub list: Option<String>,
    /// How often it was exercised.
    pub hits: usize,
}

/// What a branch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BranchKind {
    /// A line of `match`.
    Match,
    /// A line of `unless`, exercised if it rejects a match.
    Unless,
    /// A line of a phrase or role.
    PhraseLine,
    /// One of `( a | b )`.
    Alternative,
    /// An optional or repeated piece that is present.
    Present,
    /// An optional or repeated piece that is left out.
    Absent,
    /// A word of a list, exercised if it occurs in a match. It is counted separately.
    Word,
}

/// The total number of something, and how many of them are exercised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// The number that is exercised.
    pub covered: usize,
    /// The total number.
    pub total: usize,
}

impl<'e> Coverage<'e> {
    /// Everything in the rules of `extractor`, with none of it exercised.
    #[must_use]
    pub fn new(extractor: &'e Extractor) -> Self {
        let pack = extractor.pack();
        let tracer = Tracer::new(&extractor.language, pack);
        let branches = Branches::of(&extractor.language, pack);
        Self { extractor, tracer, branches, session: Session::default() }
    }

    /// Adds what the examples exercise, each of its own rule. A `not-yet` exercises nothing.
    pub fn add_examples(&mut self) {
        self.session.engine.keep_paths();
        let Self { extractor, tracer, branches, session: Session { vocabulary, engine, .. } } = self;
        let seen = &mut Seen { extractor, tracer, branches, session: engine };
        for (at, rule) in extractor.pack().rules.iter().enumerate() {
            let Some(&kind) = rule.scope.first() else { continue };
            for example in rule.examples.iter().filter(|example| example.verdict != Verdict::NotYet) {
                let article = Article::example(example.text.as_str(), &rule.language);
                let document = read_as(&extractor.language, vocabulary, &article, kind);
                seen.matches(&document, Some(at));
                seen.vetoes(&document, at);
            }
        }
    }

    /// Adds what an article exercises.
    pub fn add_article(&mut self, article: &Article) {
        self.session.forget_if_large();
        self.session.engine.keep_paths();
        let Self { extractor, tracer, branches, session: Session { vocabulary, engine, .. } } = self;
        let document = read(&extractor.language, vocabulary, article);
        let seen = &mut Seen { extractor, tracer, branches, session: engine };
        seen.matches(&document, None);
        for at in 0..extractor.pack().rules.len() {
            seen.vetoes(&document, at);
        }
    }

    /// What is exercised in these files, sorted by name.
    #[must_use]
    pub fn of_files(&self, files: &[Arc<SourceFile>]) -> Vec<FileCoverage> {
        let mut files: Vec<&Arc<SourceFile>> = files.iter().collect();
        files.sort_by(|one, other| one.name.cmp(&other.name));
        files.dedup_by(|one, other| one.name == other.name);
        let of_file = |file: &Arc<SourceFile>| FileCoverage {
            file: Arc::clone(file),
            branches: self.branches.of_file(&file.name).cloned().collect(),
        };
        files.into_iter().map(of_file).collect()
    }
}

/// A document that is searched for what is exercised in it.
struct Seen<'s, 'e> {
    extractor: &'e Extractor,
    tracer: &'s Tracer<'e>,
    branches: &'s mut Branches,
    session: &'s mut engine::Session,
}

impl Seen<'_, '_> {
    /// Counts what the matches of all rules, or of one, go through, including matches that lose to another rule.
    fn matches(&mut self, document: &Document<'_>, only: Option<usize>) {
        let matches = self.extractor.engine.find(self.session, document);
        for found in matches.won.iter().chain(matches.lost.iter().map(|(lost, _)| lost)) {
            if only.is_none_or(|only| only == found.rule) {
                for visit in self.tracer.of_match(found.rule, found.line, &found.path) {
                    self.branches.visit(document, &visit, BranchKind::Match);
                }
            }
        }
    }

    /// Counts what the `unless` of a rule rejects.
    fn vetoes(&mut self, document: &Document<'_>, rule: usize) {
        for (line, path) in self.extractor.engine.vetoes(self.session, document, rule) {
            for visit in self.tracer.of_unless(rule, line, &path) {
                self.branches.visit(document, &visit, BranchKind::Unless);
            }
        }
    }
}

impl FileCoverage {
    /// The branches, without the words of lists.
    #[must_use]
    pub fn of_branches(&self) -> Share {
        Share::of(self.branches.iter().filter(|branch| branch.kind != BranchKind::Word))
    }

    /// The words of lists.
    #[must_use]
    pub fn of_words(&self) -> Share {
        Share::of(self.branches.iter().filter(|branch| branch.kind == BranchKind::Word))
    }
}

impl Share {
    fn of<'b>(branches: impl Iterator<Item = &'b Branch>) -> Self {
        branches.fold(Self::default(), |share, branch| Self {
            covered: share.covered + usize::from(branch.hits > 0),
            total: share.total + 1,
        })
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self { covered: self.covered + other.covered, total: self.total + other.total }
    }

    /// In percent, rounded down, so that 100 means all; `None` if there is nothing to exercise.
    #[must_use]
    pub const fn percent(self) -> Option<usize> {
        (self.covered * 100).checked_div(self.total)
    }

    /// Whether at least the given percentage is exercised; true if there is nothing to exercise.
    #[must_use]
    pub fn reaches(self, percent: f64) -> bool {
        self.covered as f64 * 100.0 >= percent * self.total as f64
    }
}

impl BranchKind {
    /// Its name in output for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Unless => "unless",
            Self::PhraseLine => "phrase-line",
            Self::Alternative => "alternative",
            Self::Present => "present",
            Self::Absent => "absent",
            Self::Word => "word",
        }
    }
}

impl Branch {
    /// A description of a branch that is not exercised; `file` is the file it is in.
    #[must_use]
    pub fn message(&self, file: &SourceFile) -> String {
        let text = shortened(self.span.of(&file.text));
        match self.kind {
            BranchKind::Match => format!("line `{text}` never matches"),
            BranchKind::Unless => format!("`unless` line `{text}` excludes nothing"),
            BranchKind::PhraseLine => format!("line `{text}` never taken"),
            BranchKind::Alternative => format!("alternative `{text}` never taken"),
            BranchKind::Present => format!("`{text}` never present"),
            BranchKind::Absent => format!("`{text}` never absent"),
            BranchKind::Word => {
                format!("word `{text}` of the list `{}` never matched", self.list.as_deref().unwrap_or_default())
            }
        }
    }
}

/// A pattern on one line, shortened to a maximum number of characters.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    format!("{}…", line.chars().take(MOST - 1).collect::<String>().trim_end())
}
