//! `claimsift snap`: compares the claims extracted from articles with the snapshots that a team has accepted.

mod compare;
mod decide;
mod folder;
mod outcome;
mod record;
mod review;
mod waiting;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use claimsift::diagnostic::{Diagnostic, Level};
use claimsift::report::snapshot;
use claimsift::snapshot::{Outcome, Problem, ProblemKind, Trouble, Verdict};
use clap::{Args, Subcommand, ValueEnum};

use super::lock;
use crate::cli::input::{InputFormat, Unreadable};
use crate::cli::project::Project;
use crate::cli::{Only, RuleOptions, Status, complain, project, repository, rules, terminal};
use compare::{Compared, Comparison, Sources, sources};
use folder::Folder;
use record::Record;

/// Compare extracted claims with snapshots under version control
///
/// Every article has a snapshot: a file with a few lines per claim. By default, new and changed claims are reported
/// and written next to the snapshots, for `review`, `accept` and `reject`; the accepted snapshots are not touched.
/// With `--check`, or if the variable CI is set, nothing is written.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  claimsift snap --update articles/         first run: write the snapshots, then commit them\n  claimsift snap articles/                  what has changed since?\n  claimsift snap review                     decide on each change\n  claimsift snap accept harbour             accept the changes of one article\n  claimsift snap --check --format junit --output claims.xml articles/\n\nExit status: 0 all claims match the snapshots, 1 something is new or changed, 2 something could not be read or written."
)]
pub(in crate::cli) struct Options {
    #[command(subcommand)]
    decision: Option<Decision>,
    /// Articles, or folders of them [default: what `claimsift.yaml` says, or the folder `articles`]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Compare without writing anything; the default if the variable CI is set
    #[arg(long, conflicts_with = "update")]
    check: bool,
    /// Write all snapshots as extracted now; if no PATH is given, also remove snapshots without an article
    #[arg(long, conflicts_with_all = ["format", "output"])]
    update: bool,
    /// The folder of the snapshots [default: what `claimsift.yaml` says, or `snapshots`]
    #[arg(long, value_name = "FOLDER")]
    snapshots: Option<PathBuf>,
    #[command(flatten)]
    rules: RuleOptions,
    /// Input format [default: by file extension]
    #[arg(long, value_enum)]
    input: Option<InputFormat>,
    /// Only claims attributed to somebody, or only those of the article itself
    #[arg(long, value_enum)]
    only: Option<Only>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the result in that format to a file, and print it as text as well
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What to do with changes that wait.
#[derive(Debug, Subcommand)]
enum Decision {
    /// Review pending changes one by one
    Review(review::Review),
    /// Accept changes into the snapshots
    Accept(decide::Which),
    /// Reject changes
    Reject(decide::Which),
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading: what changed, then the lines that changed
    Text,
    /// JUnit XML with a case for each article and rule
    Junit,
    /// One SARIF 2.1.0 log, for code scanners
    Sarif,
    /// Workflow commands, which GitHub shows next to the changed lines
    Github,
    /// One JSON object per line for each article
    Jsonl,
}

/// What a run is allowed to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Check,
    Propose,
    Update,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    match &options.decision {
        Some(Decision::Review(review)) => return review::review(review),
        Some(Decision::Accept(which)) => return decide::accept(which),
        Some(Decision::Reject(which)) => return decide::reject(which),
        None => {}
    }
    let mode = match (options.check, options.update) {
        (_, true) => Mode::Update,
        (true, _) => Mode::Check,
        _ if is_ci() => Mode::Check,
        _ => Mode::Propose,
    };
    let mut run = snapshot::Run::default();
    let mut status = compare(options, mode, &mut run)?;
    run.problems.sort();
    // a report for a program is always written, because a missing one looks like a run without problems
    let prints_result = !run.outcomes.is_empty() || run.problems.is_empty() || options.is_for_programs();
    if mode != Mode::Update && prints_result && !outcome::print(options, mode, &run)? {
        status = Status::Unusable;
    }
    Ok(match run.level() {
        Level::Error if mode != Mode::Update => status.max(Status::Findings),
        _ => status,
    })
}

impl Options {
    /// Whether the result goes to another program.
    fn is_for_programs(&self) -> bool {
        self.format != Format::Text || self.output.is_some()
    }
}

/// Compares all articles and writes what the mode allows. Problems that prevent this are printed on standard error and
/// added to those of the run.
fn compare(options: &Options, mode: Mode, run: &mut snapshot::Run) -> std::io::Result<Status> {
    let (project, problems) = project::load();
    rules::print_errors(&problems)?;
    run.problems = errors(ProblemKind::Setup, &problems, &project);
    if !run.problems.is_empty() {
        return Ok(Status::Unusable);
    }
    run.levels = project.config.fail.clone();
    run.prefix = repository::prefix(&project.folder);
    let setup = |run: &mut snapshot::Run, path: String, message: String| {
        run.problems.push(Problem { path, kind: ProblemKind::Setup, line: 1, message });
        Ok(Status::Unusable)
    };
    let folder = Folder::of(options.snapshots.as_ref(), &project);
    if let Some(problem) = folder.problem() {
        complain(&problem);
        return setup(run, project.shown(folder.path()), problem);
    }
    let (mut loaded, status) = rules::load(&options.rules.which, &project);
    let files = std::mem::take(&mut loaded.files);
    let (extractor, problems, status) = rules::extractor_of((loaded, status), &options.rules, &project)?;
    run.problems = errors(ProblemKind::Rules, &problems, &project);
    if status != Status::Fine {
        complain("nothing was compared, because rules have errors");
        if run.problems.is_empty() {
            let rules = options.rules.which.files(&project);
            let path = rules.first().map_or_else(String::new, |path| project.shown(path));
            return setup(run, path, "no rule file could be read".to_owned());
        }
        return Ok(status);
    }
    let Sources { inputs, are_all } = match sources(options, &project) {
        Ok(sources) => sources,
        Err(problems) => {
            problems.iter().for_each(complain);
            run.problems.extend(problems.iter().map(|problem| unreadable(problem, &project)));
            return Ok(Status::Unusable);
        }
    };
    match lock::differences(&files, &project) {
        Ok(differences) => run.lock = differences,
        Err(problem) if mode != Mode::Update => {
            complain(&problem);
            return setup(run, project.shown(&lock::file_of(&project)), problem);
        }
        // it is rewritten below
        Err(_) => {}
    }
    let comparison = Comparison::new(options, &extractor, &folder, &project);
    let mut compared = Compared::default();
    compared.read(&comparison, &inputs)?;
    run.problems = std::mem::take(&mut compared.problems);
    if run.problems.iter().any(|problem| problem.kind == ProblemKind::Setup) {
        return Ok(Status::Unusable);
    }
    let readable = run.problems.is_empty();
    let is_whole = are_all && readable;
    if is_whole {
        for id in comparison.never_found() {
            complain(format!("no claim has the id `{id}`, which `ignore:` in the configuration names; remove it"));
        }
        compared.add_unreferenced(&folder, &project);
    }
    run.outcomes = compared.outcomes;
    run.outcomes.sort_by(|one, other| one.article.cmp(&other.article));
    let mut written = match mode {
        Mode::Check => true,
        Mode::Propose => propose(options, &folder, run, &compared.places),
        Mode::Update => update(&folder, &run.outcomes)?,
    };
    if is_whole && mode != Mode::Check {
        written &= fine(folder.forget_others(&compare::articles(&run.outcomes)));
    }
    if is_whole && mode == Mode::Update {
        let locked = lock::update(&files, &project);
        if locked == Ok(true) {
            writeln!(terminal::stdout(), "claims.lock: written, with the rules that were applied")?;
        }
        written &= fine(locked.map(drop));
    }
    Ok(if readable && written { Status::Fine } else { Status::Unusable })
}

/// An input that cannot be read, for a report.
fn unreadable(problem: &Unreadable, project: &Project) -> Problem {
    let place = problem.place.map_or(String::new(), |(_, column)| format!("column {column}: "));
    Problem {
        path: project.shown(problem.path.as_ref()),
        kind: ProblemKind::Unreadable,
        line: problem.place.map_or(1, |(line, _)| line),
        message: format!("{place}{}", problem.reason),
    }
}

/// The errors among diagnostics, for a report.
fn errors(kind: ProblemKind, problems: &[Diagnostic], project: &Project) -> Vec<Problem> {
    let errors = problems.iter().filter(|problem| problem.is_error());
    let error = |problem: &Diagnostic| Problem {
        path: project.shown(problem.file.name.as_ref()),
        kind,
        line: problem.position().line,
        message: format!("{}: {}", problem.code.id(), problem.message),
    };
    errors.map(error).collect()
}

/// Whether this runs on a build server, as indicated by the variable CI.
fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// Writes new and changed claims next to the snapshots; returns whether that succeeded.
fn propose(options: &Options, folder: &Folder, run: &snapshot::Run, places: &BTreeMap<String, PathBuf>) -> bool {
    folder.clean();
    let outcomes = &run.outcomes;
    let written = each(outcomes, |outcome| match (&outcome.verdict, outcome.extraction()) {
        (Verdict::Same(_), _) => folder.settle(&outcome.article),
        (Verdict::New(_), _) if run.levels.new == Level::Off => folder.settle(&outcome.article),
        (Verdict::New(_) | Verdict::Changed { .. }, Some(extraction)) => folder.propose(&outcome.article, extraction),
        _ => Ok(()),
    });
    let mut record = Record::read(folder);
    record.add(options, outcomes, places);
    fine(record.write(folder)) & written
}

/// Writes all snapshots, and prints how many; returns whether that succeeded.
fn update(folder: &Folder, outcomes: &[Outcome]) -> std::io::Result<bool> {
    folder.clean();
    let (mut written, mut removed, mut same) = (0, 0, 0);
    let fine = each(outcomes, |outcome| match (&outcome.verdict, outcome.extraction()) {
        (Verdict::Same(extraction), _) => {
            // positions, and changes that are ignored, may still differ
            let is_written = folder.keep(&outcome.article, extraction)?;
            *if is_written { &mut written } else { &mut same } += 1;
            folder.settle(&outcome.article)
        }
        (Verdict::Unreferenced, _) => {
            folder.remove(&outcome.article)?;
            removed += 1;
            Ok(())
        }
        (Verdict::Trouble { why: Trouble::Disk(why), .. }, _) => Err(format!("{}: {why}", outcome.article)),
        (_, Some(extraction)) => {
            folder.accept(&outcome.article, extraction)?;
            written += 1;
            Ok(())
        }
        (_, None) => Ok(()),
    });
    let counts = [(written, "written"), (removed, "removed"), (same, "as before")];
    let parts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    writeln!(terminal::stdout(), "snapshots: {}", parts.join(", "))?;
    Ok(fine)
}

fn each(outcomes: &[Outcome], mut act: impl FnMut(&Outcome) -> Result<(), String>) -> bool {
    // counts instead of using `all`, so that every outcome is processed even after a failure
    outcomes.iter().filter(|outcome| !fine(act(outcome))).count() == 0
}

/// Reports an error, if there is one; returns whether there was none.
fn fine(result: Result<(), String>) -> bool {
    result.inspect_err(|problem| complain(problem)).is_ok()
}
