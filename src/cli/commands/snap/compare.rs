//! Compares the claims extracted from articles with their snapshots.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use claimsift::snapshot::{Outcome, Problem, ProblemKind, Verdict};
use claimsift::{Claim, Extraction, Extractor, Session};
use rayon::prelude::{ParallelDrainRange, ParallelIterator};

use super::folder::{self, Folder};
use super::{Options, unreadable};
use crate::cli::articles::note_unread;
use crate::cli::articles::{BATCH, counter};
use crate::cli::input::{self, Input, Located, Unreadable};
use crate::cli::project::Project;
use crate::cli::sessions::Sessions;
use crate::cli::{complain, select};

/// Where the articles are.
pub(super) struct Sources {
    pub(super) inputs: Vec<Input>,
    /// Whether these are all the articles that have snapshots.
    pub(super) are_all: bool,
}

/// The articles given by the options or, without options, by the project.
///
/// # Errors
///
/// Paths that cannot be read.
pub(super) fn sources(options: &Options, project: &Project) -> Result<Sources, Vec<Unreadable>> {
    let configured = project.paths(&project.config.articles);
    let are_all = options.paths.is_empty();
    let paths = if are_all { &configured } else { &options.paths };
    if let Some(missing) = configured.iter().find(|path| are_all && !path.exists()) {
        let why = "no article given, and this does not exist; name articles or folders of them, or set `articles` in `claimsift.yaml`";
        return Err(vec![Unreadable::new(missing.display().to_string(), why)]);
    }
    let (inputs, problems) = input::inputs(paths, project);
    // naming the configured paths means all articles; for a subset, the other snapshots must be left alone
    let are_all = are_all || places(paths) == places(&configured);
    if problems.is_empty() { Ok(Sources { inputs, are_all }) } else { Err(problems) }
}

/// The canonical paths; `None` for paths that do not exist.
fn places(paths: &[PathBuf]) -> BTreeSet<Option<PathBuf>> {
    paths.iter().map(|path| path.canonicalize().ok()).collect()
}

/// What a comparison needs.
pub(super) struct Comparison<'c> {
    options: &'c Options,
    extractor: &'c Extractor,
    sessions: Sessions<Session>,
    folder: &'c Folder,
    project: &'c Project,
    /// The ids of claims that were found and are ignored.
    ignored: Mutex<BTreeSet<String>>,
}

impl<'c> Comparison<'c> {
    pub(super) fn new(
        options: &'c Options,
        extractor: &'c Extractor,
        folder: &'c Folder,
        project: &'c Project,
    ) -> Self {
        Self { options, extractor, sessions: Sessions::default(), folder, project, ignored: Mutex::default() }
    }

    /// The ids that the project ignores and that were found in no article.
    pub(super) fn never_found(&self) -> Vec<&String> {
        let seen = self.ignored.lock().unwrap_or_else(PoisonError::into_inner);
        self.project.config.ignore.iter().filter(|id| !seen.contains(*id)).collect()
    }

    fn compare(&self, Located { article, line }: &Located, path: &Path) -> Outcome {
        let mut claims: Vec<Claim> = self.sessions.with(|session| self.extractor.extract(session, article));
        let ignored = claims.iter().filter(|claim| self.project.config.ignore.contains(&claim.id));
        let mut ignored = ignored.peekable();
        if ignored.peek().is_some() {
            let mut seen = self.ignored.lock().unwrap_or_else(PoisonError::into_inner);
            seen.extend(ignored.map(|claim| claim.id.clone()));
        }
        claims.retain(|claim| select::is_wanted(self.options.only, self.project, claim));
        let verdict = self.folder.compare(&article.id, Extraction::new(&claims));
        let verdict = self.project.config.fail.quiet(verdict);
        let lines = match (&verdict, line) {
            (Verdict::Trouble { .. }, _) => Vec::new(),
            (_, &Some(line)) => vec![line],
            (Verdict::Changed { .. }, None) => self.extractor.lines_of_paragraphs(article),
            (_, None) => Vec::new(),
        };
        let snapshot = self.folder.snapshot(&article.id);
        let path = if matches!(verdict, Verdict::Trouble { .. }) { &snapshot } else { path };
        Outcome { article: article.id.clone(), path: self.project.shown(path), lines, verdict }
    }
}

/// The result of a comparison.
#[derive(Default)]
pub(super) struct Compared {
    /// One for each article, and for each snapshot without one.
    pub(super) outcomes: Vec<Outcome>,
    /// Articles that cannot be read.
    pub(super) problems: Vec<Problem>,
    /// The file of each article.
    pub(super) places: BTreeMap<String, PathBuf>,
}

impl Compared {
    /// Reads and compares all articles. If two articles would have the same snapshot, both are reported.
    pub(super) fn read(&mut self, comparison: &Comparison<'_>, inputs: &[Input]) -> std::io::Result<()> {
        let progress = counter();
        let mut batch: Vec<(Located, PathBuf)> = Vec::new();
        let mut names: BTreeMap<String, (String, PathBuf)> = BTreeMap::new();
        let flush = |batch: &mut Vec<(Located, PathBuf)>, outcomes: &mut Vec<Outcome>| {
            let compared = batch.par_drain(..).map(|(located, path)| comparison.compare(&located, &path));
            outcomes.extend(compared.collect::<Vec<_>>());
            progress.set_position(outcomes.len() as u64);
        };
        for input in inputs {
            input::read(input, comparison.options.input, &mut |article| {
                match article {
                    Ok(located) => {
                        let Located { article, line } = &located;
                        note_unread(input, *line, article, comparison.extractor.unread(article));
                        let path = input.path();
                        let id = located.article.id.clone();
                        let named = (id.clone(), path.clone());
                        if let Some((first, file)) = names.insert(folder::collision(&id), named) {
                            let file = comparison.project.shown(&file);
                            let why = if first == id {
                                format!(
                                    "the article `{id}` is also in {file}; give one of them another id or file name"
                                )
                            } else {
                                format!(
                                    "the articles `{id}` and `{first}` (in {file}) would have the same snapshot, because some systems ignore the case of file names; rename one of them"
                                )
                            };
                            let place = located.line.map(|line| (line, 1));
                            let problem = Unreadable { place, ..Unreadable::new(path.display().to_string(), why) };
                            complain(&problem);
                            self.problems
                                .push(Problem { kind: ProblemKind::Setup, ..unreadable(&problem, comparison.project) });
                        }
                        self.places.insert(id, path.clone());
                        batch.push((located, path));
                    }
                    Err(problem) => {
                        complain(&problem);
                        self.problems.push(unreadable(&problem, comparison.project));
                    }
                }
                if batch.len() >= BATCH {
                    flush(&mut batch, &mut self.outcomes);
                }
                Ok(())
            })?;
        }
        flush(&mut batch, &mut self.outcomes);
        progress.finish_and_clear();
        Ok(())
    }

    /// Adds the snapshots without an article.
    pub(super) fn add_unreferenced(&mut self, folder: &Folder, project: &Project) {
        let outcome = |path: PathBuf| Outcome {
            article: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            path: project.shown(&path),
            lines: Vec::new(),
            verdict: Verdict::Unreferenced,
        };
        let unreferenced: Vec<Outcome> =
            folder.unreferenced(&articles(&self.outcomes)).into_iter().map(outcome).collect();
        self.outcomes.extend(unreferenced);
    }
}

/// The names of all articles.
pub(super) fn articles(outcomes: &[Outcome]) -> Vec<&str> {
    let is_article = |outcome: &&Outcome| outcome.verdict != Verdict::Unreferenced;
    outcomes.iter().filter(is_article).map(|outcome| outcome.article.as_str()).collect()
}
