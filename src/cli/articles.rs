//! Articles with their claims, for every command that needs both.

use std::io::IsTerminal;
use std::path::PathBuf;

use claimsift::assess::Assessment;
use claimsift::{Article, Claim, Extractor, Session, Unread};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::facets::{self, Table};
use super::input::{self, Input, InputFormat, Located};
use super::project::Project;
use super::{Only, PackOptions, RuleOptions, Status, complain, project, rules, select};

/// How many articles are held in memory at once.
pub(super) const BATCH: usize = 64;

/// Which articles to read, and which of their claims to keep.
#[derive(Debug, Args)]
pub(super) struct ArticleOptions {
    /// Articles, folders of articles, or `-` for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) rules: RuleOptions,
    /// Input format [default: by file extension]
    #[arg(long, value_enum)]
    input: Option<InputFormat>,
    /// Only claims attributed to somebody, or only those of the article itself
    #[arg(long, value_enum)]
    only: Option<Only>,
}

/// Articles ready to be read, and the rules for them.
pub(super) struct Articles {
    pub(super) project: Project,
    pub(super) extractor: Extractor,
    inputs: Vec<Input>,
    format: Option<InputFormat>,
    only: Option<Only>,
    status: Status,
}

impl ArticleOptions {
    /// Loads the rules and finds the inputs given by the options or, without options, by the project. Problems are
    /// printed on standard error; `command` is named in the hint at more help.
    ///
    /// # Errors
    ///
    /// The exit status, if there is nothing to read.
    pub(super) fn open(&self, command: &str) -> std::io::Result<Result<Articles, Status>> {
        let project = match project::find()? {
            Ok(project) => project,
            Err(status) => return Ok(Err(status)),
        };
        let mut paths = self.paths.clone();
        if paths.is_empty() && project.config.has("articles") {
            paths = project.paths(&project.config.articles);
        }
        if paths.is_empty() {
            if std::io::stdin().is_terminal() {
                complain(format!(
                    "no article given: name a file, or `-` to type or paste one; `claimsift {command} --help` shows more"
                ));
                return Ok(Err(Status::Unusable));
            }
            paths.push(PathBuf::from("-"));
        }
        let (extractor, mut status) = rules::extractor(&self.rules, &project)?;
        if status == Status::Unusable && extractor.pack().rules.is_empty() {
            return Ok(Err(status));
        }
        let (inputs, problems) = input::inputs(&paths, &project);
        for problem in problems {
            complain(&problem);
            status = Status::Unusable;
        }
        Ok(Ok(Articles { project, extractor, inputs, format: self.input, only: self.only, status }))
    }
}

impl Articles {
    /// The claims of an article, after filtering.
    pub(super) fn extract(&self, session: &mut Session, article: &Article) -> Vec<Claim> {
        self.extract_assessed(session, article).0
    }

    /// The same, with what each is worth; nothing if the extractor has no assessor.
    pub(super) fn extract_assessed(&self, session: &mut Session, article: &Article) -> (Vec<Claim>, Vec<Assessment>) {
        let mut found = self.extractor.extract_assessed(session, article);
        found.retain(|(claim, _)| select::is_wanted(self.only, &self.project, claim));
        let (claims, worth): (Vec<Claim>, Vec<Option<Assessment>>) = found.into_iter().unzip();
        (claims, worth.into_iter().flatten().collect())
    }

    /// Assesses claims by `weights` from now on.
    pub(super) fn with_assessor(mut self, which: &PackOptions, table: &Table) -> Self {
        let assessor = facets::assessor_of(&self.extractor, which, table.weights.clone());
        table.note_unknown(&assessor);
        self.extractor = self.extractor.with_assessor(assessor);
        self
    }

    /// Calls `work` on every article, several in parallel, and passes each article with its result to `each`, in input
    /// order. Inputs that cannot be read are reported on standard error.
    ///
    /// # Errors
    ///
    /// Only those of `each`.
    pub(super) fn each<T: Send>(
        &self,
        progress: &ProgressBar,
        work: &(dyn Fn(&Article) -> T + Sync),
        each: &mut dyn FnMut(Vec<(Article, T)>) -> std::io::Result<()>,
    ) -> std::io::Result<Status> {
        let mut status = self.status;
        let mut batch: Vec<Article> = Vec::new();
        let mut flush = |batch: &mut Vec<Article>| {
            let batch = std::mem::take(batch);
            let done: Vec<T> = batch.par_iter().map(work).collect();
            progress.inc(done.len() as u64);
            each(batch.into_iter().zip(done).collect())
        };
        for input in &self.inputs {
            input::read(input, self.format, &mut |article| {
                match article {
                    Ok(Located { article, line }) => {
                        if article.text.trim().is_empty() {
                            let place = input.place(line);
                            complain(format!("{place}: the article `{}` is empty", article.id));
                        }
                        note_unread(input, line, &article, self.extractor.unread(&article));
                        batch.push(article);
                    }
                    Err(problem) => {
                        complain(&problem);
                        status = Status::Unusable;
                    }
                }
                if batch.len() >= BATCH { flush(&mut batch) } else { Ok(()) }
            })?;
        }
        flush(&mut batch)?;
        progress.finish_and_clear();
        Ok(status)
    }
}

/// Reports that an article is not read, and why.
pub(super) fn note_unread(input: &Input, line: Option<usize>, article: &Article, unread: Option<Unread>) {
    if let Some(unread) = unread {
        complain(format!(
            "{}: the article `{}` was skipped: {unread}; use `--any-language` to read it anyway",
            input.place(line),
            article.id
        ));
    }
}

/// A progress bar that counts finished articles, on standard error; hidden if that is not a terminal.
pub(super) fn counter() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {pos} articles, {per_sec}");
    ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}
