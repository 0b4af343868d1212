//! `claimsift drift`: how a change of the rules changes the claims of a corpus.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use claimsift::diagnostic::{self, Diagnostic};
use claimsift::drift::{ArticleDrift, Drift, Session, Versions};
use claimsift::report::{self, drift};
use claimsift::{Article, Extractor, rule};
use clap::{Args, ValueEnum};
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::cli::articles::{BATCH, counter};
use crate::cli::input::{self, InputFormat, Located};
use crate::cli::select::Selection;
use crate::cli::sessions::Sessions;
use crate::cli::{Status, complain, files_of_packs, project, rules, share, terminal, width};

/// Show which claims two versions of the rules find differently in a corpus
///
/// Applies both versions to the same articles and pairs their claims by position. A claim with the same words is the
/// same, or changed if its rule, source, cue, kind, stance or roles differ; claims that share words are one claim
/// with a different extent; all others are gained or lost. Lost and changed claims are listed under the rule that
/// found them before.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift drift old/rules new/rules archive/\n  claimsift drift council.old.yaml council.yaml --beside shipped minutes/*.txt\n  claimsift drift shipped rules/en archive.jsonl --packs all\n  claimsift drift --format markdown main/rules rules corpus/ > comment.md\n\nExit status: 0 no drift, 1 drift, 2 a version has errors or an article cannot be read."
)]
pub(in crate::cli) struct Options {
    /// The old rules: a file, a folder, or `shipped` for the built-in ones
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The new rules
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Articles, folders of articles, or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Rules that apply in both versions: a file, a folder, or `shipped`; can be repeated
    #[arg(long, value_name = "PATH")]
    beside: Vec<PathBuf>,
    /// The built-in packs that `shipped` means [default: speech,evidence,facts]
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', value_parser = rule::PACKS_AND_ALL)]
    packs: Vec<String>,
    #[command(flatten)]
    selection: Selection,
    /// Leave out claims with a lower confidence than this, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = claimsift::LEAST_CONFIDENCE, value_parser = share)]
    min_confidence: f64,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Show at most N changes of each rule [default: 10; with --format json all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Input format [default: by file extension]
    #[arg(long, value_enum)]
    input: Option<InputFormat>,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// One JSON object
    Json,
    /// For the comment of a pull request
    Markdown,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let (before, after) = (version(options, &options.old)?, version(options, &options.new)?);
    let (inputs, problems) = input::inputs(&options.paths, &project::of_folder());
    problems.iter().for_each(complain);
    let (Some(before), Some(after), true) = (before, after, problems.is_empty()) else { return Ok(Status::Unusable) };
    // a rule may be in one version only
    let unknown: Vec<&String> = before.unknown.iter().filter(|name| after.unknown.contains(name)).collect();
    if !unknown.is_empty() {
        unknown.into_iter().for_each(complain);
        return Ok(Status::Unusable);
    }
    let versions = Versions::new(before.extractor, after.extractor);
    let mut run = Run { versions, sessions: Sessions::default(), batch: Vec::new(), drift: Drift::default() };
    let progress = counter();
    let mut readable = true;
    for input in &inputs {
        input::read(input, options.input, &mut |article| {
            match article {
                Ok(Located { article, .. }) => run.batch.push(article),
                Err(problem) => {
                    complain(&problem);
                    readable = false;
                }
            }
            if run.batch.len() >= BATCH {
                run.compare();
                progress.set_position(run.drift.articles as u64);
            }
            Ok(())
        })?;
    }
    run.compare();
    progress.finish_and_clear();
    let drift = &run.drift;
    let limit = options.limit.unwrap_or(drift::SHOWN);
    let text = match options.format {
        Format::Text => drift::text(drift, limit, report::Style { colour: terminal::wants_colour(), width: width() }),
        Format::Json => drift::json(drift, options.limit.unwrap_or(usize::MAX)),
        Format::Markdown => drift::markdown(drift, limit),
    };
    terminal::stdout().write_all(text.as_bytes())?;
    Ok(match (readable, drift.all.is_stable()) {
        (false, _) => Status::Unusable,
        (true, false) => Status::Findings,
        (true, true) => Status::Fine,
    })
}

/// Compares in batches and keeps the order of the input.
struct Run {
    versions: Versions,
    sessions: Sessions<Session>,
    batch: Vec<Article>,
    drift: Drift,
}

impl Run {
    fn compare(&mut self) {
        let articles = std::mem::take(&mut self.batch).into_par_iter();
        let compared: Vec<ArticleDrift> =
            articles.map(|article| self.sessions.with(|session| self.versions.compare(session, article))).collect();
        compared.into_iter().for_each(|article| self.drift.add(article));
    }
}

/// One version of the rules.
struct Version {
    extractor: Extractor,
    /// Names in `--select` and `--skip` that do not exist in this version, a sentence each.
    unknown: Vec<String>,
}

/// The extractor of one version of the rules; `None` if it has errors, because claims that a broken rule misses are not
/// lost. Problems are printed on standard error.
fn version(options: &Options, path: &Path) -> std::io::Result<Option<Version>> {
    let mut sources = Vec::new();
    let mut paths = Vec::new();
    for path in std::iter::once(path).chain(options.beside.iter().map(PathBuf::as_path)) {
        if path.as_os_str() == "shipped" && !path.exists() {
            let shipped = if options.packs.is_empty() { rule::default_files() } else { files_of_packs(&options.packs) };
            sources.extend(shipped);
        } else {
            paths.push(path.to_path_buf());
        }
    }
    let files = rules::read(&paths, &project::of_folder());
    let read = rules::reader(&files.sources);
    sources.splice(0..0, files.sources);
    // what is named twice applies once
    let mut names = BTreeSet::new();
    sources.retain(|source| names.insert(source.name.clone()));
    let mut loaded = rule::load(&sources, &read);
    let unknown = options.selection.unknown_in(&loaded.pack);
    options.selection.retain(&mut loaded.pack);
    let mut problems = files.problems;
    problems.extend(loaded.problems.into_iter().filter(Diagnostic::is_error));
    let extractor = Extractor::new(loaded.pack).with_least_confidence(options.min_confidence);
    problems.extend(extractor.problems().into_iter().map(|(_, problem)| problem));
    diagnostic::sort(&mut problems);
    rules::print_errors(&problems)?;
    Ok((problems.is_empty() && !files.unreadable).then_some(Version { extractor, unknown }))
}
