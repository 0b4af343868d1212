//! `claimsift snap`: what is extracted from articles, held against what a team has agreed on.

mod decide;
mod folder;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use claimsift::diagnostic::Level;
use claimsift::report::{self, snapshot};
use claimsift::snapshot::{Outcome, Trouble, Verdict};
use claimsift::{Article, Claim, Extraction, Extractor, Session, text};
use clap::{Args, Subcommand, ValueEnum};
use rayon::prelude::{ParallelDrainRange, ParallelIterator};

use super::extract::{BATCH, counter};
use super::input::{self, Input, InputFormat};
use super::project::Project;
use super::sessions::Sessions;
use super::{Only, RuleOptions, Status, complain, lock, project, rules, wants_colour, width, write};
use folder::Folder;

/// Hold what is extracted against snapshots under version control
///
/// Every article has a snapshot: a file with a few lines a claim. Without an option, what is new or changed is told and
/// written beside the snapshots, for `review`, `accept` and `reject`; nothing that was agreed on is touched. With `--check`,
/// and wherever the variable CI is set, nothing is written at all.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  claimsift snap --update articles/         first run: write the snapshots, then commit them\n  claimsift snap articles/                  what has changed since?\n  claimsift snap review                     decide on each change\n  claimsift snap accept harbour             take over what changed in one article\n  claimsift snap --check --format junit --output claims.xml articles/\n\nExit status: 0 all is as the snapshots say, 1 something is new or changed, 2 something could not be read or written."
)]
pub(super) struct Options {
    #[command(subcommand)]
    decision: Option<Decision>,
    /// Articles, or folders of them [default: what `claimsift.yaml` says, or the folder `articles`]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Compare, and write nothing; the default where the variable CI is set
    #[arg(long, conflicts_with = "update")]
    check: bool,
    /// Write snapshots as things are now and, where no PATH is given, remove those without an article
    #[arg(long, conflicts_with_all = ["format", "output"])]
    update: bool,
    /// The folder of the snapshots [default: what `claimsift.yaml` says, or `snapshots`]
    #[arg(long, value_name = "FOLDER")]
    snapshots: Option<PathBuf>,
    #[command(flatten)]
    rules: RuleOptions,
    /// What the inputs hold; by default told by the ending of their names
    #[arg(long, value_enum)]
    input: Option<InputFormat>,
    /// Only claims that somebody is said to make, or only those of the article itself
    #[arg(long, value_enum)]
    only: Option<Only>,
    /// How the result is told
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the result in that format to a file, and tell it as text besides
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What to do with changes that wait.
#[derive(Debug, Subcommand)]
enum Decision {
    /// Look at each change that waits, and decide
    Review(decide::Review),
    /// Take changes over into the snapshots
    Accept(decide::Which),
    /// Throw changes away
    Reject(decide::Which),
}

/// How the result is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: what changed, then the lines that did
    Text,
    /// JUnit XML, a case for each article and rule
    Junit,
    /// One SARIF 2.1.0 log, for code scanners
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines of a change
    Github,
    /// One JSON object a line for each article
    Jsonl,
}

/// What a run may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Check,
    Propose,
    Update,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    match &options.decision {
        Some(Decision::Review(review)) => return decide::review(review),
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
    let project = match project::find()? {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let folder = Folder::of(options.snapshots.as_ref(), &project);
    if let Some(problem) = folder.problem() {
        complain(&problem);
        return Ok(Status::Unusable);
    }
    let (mut loaded, status) = rules::load(&options.rules.which, &project);
    let files = std::mem::take(&mut loaded.files);
    let (extractor, status) = rules::extractor_of((loaded, status), &options.rules, &project)?;
    if status != Status::Fine {
        complain("nothing was compared, for rules with an error find less than they should");
        return Ok(status);
    }
    let Some(Sources { inputs, are_all }) = sources(options, &project) else { return Ok(Status::Unusable) };
    let run = snapshot::Run { levels: project.config.fail.clone(), ..snapshot::Run::default() };
    let mut compared = Compared { run, readable: true, distinct: true };
    match lock::differences(&files, &project) {
        Ok(differences) => compared.run.lock = differences,
        Err(problem) if mode != Mode::Update => {
            complain(&problem);
            return Ok(Status::Unusable);
        }
        // it is written anew
        Err(_) => {}
    }
    let comparison = Comparison {
        options,
        extractor: &extractor,
        sessions: Sessions::default(),
        folder: &folder,
        project: &project,
    };
    compared.read(&comparison, &inputs)?;
    if !compared.distinct {
        return Ok(Status::Unusable);
    }
    let is_whole = are_all && compared.readable;
    if is_whole {
        compared.add_unreferenced(&folder, &project);
    }
    compared.run.outcomes.sort_by(|one, other| one.article.cmp(&other.article));
    let mut written = match mode {
        Mode::Check => true,
        Mode::Propose => propose(&folder, &compared.run.outcomes),
        Mode::Update => update(&folder, &compared.run.outcomes)?,
    };
    if is_whole && mode != Mode::Check {
        written &= fine(folder.forget_others(&compared.articles()));
    }
    if is_whole && mode == Mode::Update {
        written &= fine(lock::update(&files, &project));
    }
    let is_told = compared.readable || !compared.run.outcomes.is_empty();
    if mode != Mode::Update && is_told {
        written &= tell(options, mode, &compared.run)?;
    }
    Ok(match compared.run.level() {
        _ if !compared.readable || !written => Status::Unusable,
        Level::Error if mode != Mode::Update => Status::Findings,
        _ => Status::Fine,
    })
}

/// Whether this runs on a build server, as those that do say.
fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// Where the articles are.
struct Sources {
    inputs: Vec<Input>,
    /// Whether these are all the articles that have snapshots.
    are_all: bool,
}

fn sources(options: &Options, project: &Project) -> Option<Sources> {
    let configured = project.paths(&project.config.articles);
    let are_all = options.paths.is_empty();
    let paths = if are_all { &configured } else { &options.paths };
    if let Some(missing) = configured.iter().find(|path| are_all && !path.exists()) {
        complain(&format!(
            "no article given, and there is no `{}`; name articles or folders of them, or say in `claimsift.yaml` where they are",
            missing.display()
        ));
        return None;
    }
    let (inputs, problems) = input::inputs(paths);
    problems.iter().for_each(|problem| complain(problem));
    // whoever names what the project names means all; of a part, the other snapshots are none of its business
    let are_all = are_all || places(paths) == places(&configured);
    problems.is_empty().then_some(Sources { inputs, are_all })
}

/// Where paths lead, however they are written; nothing of one that leads nowhere.
fn places(paths: &[PathBuf]) -> BTreeSet<Option<PathBuf>> {
    paths.iter().map(|path| path.canonicalize().ok()).collect()
}

/// What comparing needs.
struct Comparison<'c> {
    options: &'c Options,
    extractor: &'c Extractor,
    sessions: Sessions<Session>,
    folder: &'c Folder,
    project: &'c Project,
}

impl Comparison<'_> {
    fn compare(&self, article: &Article, path: &Path) -> Outcome {
        let mut claims: Vec<Claim> = self.sessions.with(|session| self.extractor.extract(session, article));
        Only::retain(Only::or(self.options.only, self.project), &mut claims);
        let verdict = self.folder.compare(&article.id, Extraction::new(&claims));
        let is_text = path.extension().is_none_or(|ending| ending != "jsonl" && ending != "ndjson");
        let lines = match verdict {
            Verdict::Changed { .. } if is_text => text::lines_of_paragraphs(&article.text),
            _ => Vec::new(),
        };
        let snapshot = self.folder.snapshot(&article.id);
        let path = if matches!(verdict, Verdict::Trouble { .. }) { &snapshot } else { path };
        Outcome { article: article.id.clone(), path: self.project.shown(path), lines, verdict }
    }
}

/// What came of comparing.
struct Compared {
    run: snapshot::Run,
    /// Whether all articles could be read.
    readable: bool,
    /// Whether no two of them go by one name.
    distinct: bool,
}

impl Compared {
    fn read(&mut self, comparison: &Comparison<'_>, inputs: &[Input]) -> std::io::Result<()> {
        let progress = counter();
        let mut batch: Vec<(Article, PathBuf)> = Vec::new();
        let mut names: BTreeMap<String, PathBuf> = BTreeMap::new();
        let flush = |batch: &mut Vec<(Article, PathBuf)>, run: &mut snapshot::Run| {
            let compared = batch.par_drain(..).map(|(article, path)| comparison.compare(&article, &path));
            run.outcomes.extend(compared.collect::<Vec<_>>());
            progress.set_position(run.outcomes.len() as u64);
        };
        for input in inputs {
            input::read(input, comparison.options.input, &mut |article| {
                match article {
                    Ok(article) => {
                        let path = PathBuf::from(input.name());
                        if let Some(first) = names.insert(folder::collision(&article.id), path.clone()) {
                            complain(&format!(
                                "{} and {} have one name, `{}`, and would have one snapshot; rename one of them",
                                first.display(),
                                path.display(),
                                article.id
                            ));
                            self.distinct = false;
                        }
                        batch.push((article, path));
                    }
                    Err(problem) => {
                        complain(&problem);
                        self.readable = false;
                    }
                }
                if batch.len() >= BATCH {
                    flush(&mut batch, &mut self.run);
                }
                Ok(())
            })?;
        }
        flush(&mut batch, &mut self.run);
        progress.finish_and_clear();
        Ok(())
    }

    /// The names of all articles.
    fn articles(&self) -> Vec<&str> {
        let is_article = |outcome: &&Outcome| outcome.verdict != Verdict::Unreferenced;
        self.run.outcomes.iter().filter(is_article).map(|outcome| outcome.article.as_str()).collect()
    }

    fn add_unreferenced(&mut self, folder: &Folder, project: &Project) {
        let outcome = |path: PathBuf| Outcome {
            article: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            path: project.shown(&path),
            lines: Vec::new(),
            verdict: Verdict::Unreferenced,
        };
        let unreferenced: Vec<Outcome> = folder.unreferenced(&self.articles()).into_iter().map(outcome).collect();
        self.run.outcomes.extend(unreferenced);
    }
}

/// Writes what is new or changed beside the snapshots; whether that went well.
fn propose(folder: &Folder, outcomes: &[Outcome]) -> bool {
    folder.clean();
    each(outcomes, |outcome| match (&outcome.verdict, outcome.extraction()) {
        (Verdict::Same(_), _) => folder.settle(&outcome.article),
        (Verdict::New(_) | Verdict::Changed { .. }, Some(extraction)) => folder.propose(&outcome.article, extraction),
        _ => Ok(()),
    })
}

/// Writes all snapshots, and says how many.
fn update(folder: &Folder, outcomes: &[Outcome]) -> std::io::Result<bool> {
    folder.clean();
    let (mut written, mut removed) = (0, 0);
    let fine = each(outcomes, |outcome| match (&outcome.verdict, outcome.extraction()) {
        (Verdict::Same(_), _) => folder.settle(&outcome.article),
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
    let same = outcomes.iter().filter(|outcome| matches!(outcome.verdict, Verdict::Same(_))).count();
    let told = [(written, "written"), (removed, "removed"), (same, "as before")];
    let told: Vec<String> =
        told.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    writeln!(std::io::stdout().lock(), "snapshots: {}", told.join(", "))?;
    Ok(fine)
}

fn each(outcomes: &[Outcome], mut act: impl FnMut(&Outcome) -> Result<(), String>) -> bool {
    // all of them, whatever went wrong with the first
    outcomes.iter().filter(|outcome| !fine(act(outcome))).count() == 0
}

/// Whether something went well; what did not is told.
fn fine(result: Result<(), String>) -> bool {
    result.inspect_err(|problem| complain(problem)).is_ok()
}

/// Tells the result, and what to do; whether a file for it could be written.
fn tell(options: &Options, mode: Mode, run: &snapshot::Run) -> std::io::Result<bool> {
    let style = report::Style { colour: wants_colour(), width: width() };
    let told = match options.format {
        Format::Text => snapshot::text(run, style),
        Format::Junit => snapshot::junit(run),
        Format::Sarif => snapshot::sarif(run),
        Format::Github => snapshot::github(run),
        Format::Jsonl => snapshot::json_lines(run),
    };
    let mut out = std::io::stdout().lock();
    let mut written = true;
    match &options.output {
        None => out.write_all(told.as_bytes())?,
        Some(path) => {
            let told_why =
                |error: std::io::Error| format!("{}: cannot be written: {}", path.display(), input::reason(&error));
            written = fine(write::replace(path, &told).map_err(told_why));
            out.write_all(snapshot::text(run, style).as_bytes())?;
        }
    }
    if let Some(advice) = advice(mode, run) {
        if options.format == Format::Text || options.output.is_some() {
            writeln!(out, "{advice}")?;
        } else if std::io::stderr().is_terminal() {
            complain(&advice);
        }
    }
    Ok(written)
}

/// What to do about it.
fn advice(mode: Mode, run: &snapshot::Run) -> Option<String> {
    let some = |is: fn(&Verdict) -> bool| run.outcomes.iter().any(|outcome| is(&outcome.verdict));
    let are_new = some(|verdict| matches!(verdict, Verdict::New(_)));
    let are_changed = some(|verdict| matches!(verdict, Verdict::Changed { .. }));
    let are_left = some(|verdict| matches!(verdict, Verdict::Unreferenced));
    let many_new = || run.outcomes.iter().all(|outcome| matches!(outcome.verdict, Verdict::New(_)));
    Some(match mode {
        _ if are_new && many_new() => "all is new: `claimsift snap --update` writes the snapshots".to_owned(),
        Mode::Propose if are_new || are_changed => {
            "`claimsift snap review` goes through the changes, `claimsift snap --update` takes over all".to_owned()
        }
        Mode::Check if are_new || are_changed => {
            "run `claimsift snap` where you work to review this, or `claimsift snap --update` to take over all, and commit the snapshots"
                .to_owned()
        }
        _ if are_left => "`claimsift snap --update` removes the snapshots without an article".to_owned(),
        _ => return None,
    })
}
