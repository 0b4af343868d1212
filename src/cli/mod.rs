//! The commands: the only code that reads files, prints, or decides the exit status.

mod articles;
mod commands;
mod facets;
mod fixed_files;
mod ids;
mod input;
mod markup;
mod project;
mod repository;
mod rules;
mod select;
mod sessions;
mod terminal;
mod walk;
mod write;

use std::fmt::Display;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use claimsift::diagnostic::SourceFile;
use claimsift::rule;

use clap::{Args, Parser, ValueEnum};
use commands::Command;
use project::Project;
use select::Selection;
use serde::{Deserialize, Serialize};

/// Finds the checkable claims in news articles, and who made them.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, arg_required_else_help = true, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 success, 1 problems were found, 2 wrong usage or unreadable input, 141 the reader closed the output early."
)]
struct Arguments {
    /// Run as if started in DIR
    #[arg(short = 'C', value_name = "DIR", global = true, display_order = 900)]
    directory: Option<PathBuf>,
    /// Use this configuration file instead of the nearest `claimsift.yaml`; its paths are relative to its folder
    #[arg(long, value_name = "FILE", global = true, display_order = 900)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

/// Which rules to apply, and the lowest confidence of claims to keep.
#[derive(Debug, Args)]
struct RuleOptions {
    #[command(flatten)]
    which: PackOptions,
    #[command(flatten)]
    selection: Selection,
    /// Leave out claims with a lower confidence than this, from 0 to 1; a higher value gives fewer and more certain
    /// claims [default: 0.25]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_confidence: Option<f64>,
    /// Also read articles in languages without rules of their own, with all rules
    #[arg(long)]
    any_language: bool,
}

/// Which rules to apply.
#[derive(Debug, Args)]
struct PackOptions {
    /// A rule file, or a folder of rule files; can be repeated
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// Do not use the built-in rules
    #[arg(long, requires = "rules", conflicts_with = "packs")]
    no_default_rules: bool,
    /// The built-in packs to apply [default: speech,evidence,facts]
    ///
    /// speech: who said what; evidence: what studies and figures show; facts: what the article states itself; thought:
    /// what somebody believes, knows or wants; stance: who is for, against, demands or refuses; mention: what somebody
    /// announces, describes or talks about. The default is what can be checked as true or false.
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', value_parser = rule::PACKS_AND_ALL)]
    packs: Vec<String>,
}

/// Parses a number from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "a number from 0 to 1, such as 0.5".to_owned())?;
    (0.0..=1.0).contains(&number).then_some(number).ok_or_else(|| "it must be between 0 and 1, such as 0.5".to_owned())
}

impl PackOptions {
    /// The files of the packs given by the options or, without options, by the project.
    fn packs(&self, project: &Project) -> Vec<Arc<SourceFile>> {
        if self.no_default_rules {
            return Vec::new();
        }
        files_of_packs(if self.packs.is_empty() { &project.config.packs } else { &self.packs })
    }

    /// The rule files given by the options or, without options, by the project.
    fn files(&self, project: &Project) -> Vec<PathBuf> {
        if self.rules.is_empty() { project.paths(&project.config.rules) } else { self.rules.clone() }
    }
}

impl RuleOptions {
    /// The lowest confidence; claims below it are left out.
    fn least_confidence(&self, project: &Project) -> f64 {
        self.min_confidence.unwrap_or(project.config.min_confidence)
    }

    /// Whether articles in languages without rules of their own are read too.
    fn any_language(&self, project: &Project) -> bool {
        self.any_language || project.config.any_language
    }
}

/// The files of the packs of these names; `all` means every pack.
fn files_of_packs(names: &[String]) -> Vec<Arc<SourceFile>> {
    let is_named = |pack: &&str| names.iter().any(|name| name == pack || name == "all");
    rule::files_of(&rule::PACKS.iter().copied().filter(is_named).collect::<Vec<_>>())
}

/// Which claims to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Only {
    /// Claims attributed to somebody
    Attributed,
    /// Claims the article makes in its own voice
    Unattributed,
}

impl Only {
    /// The value of an option or, without one, of the project.
    fn or(option: Option<Self>, project: &Project) -> Option<Self> {
        let configured = |attributed| if attributed { Self::Attributed } else { Self::Unattributed };
        option.or_else(|| project.config.attributed.map(configured))
    }
}

/// How problems of rule files are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ProblemFormat {
    /// With the line, a caret and a suggestion
    Text,
    /// One JSON object per line
    Json,
    /// Workflow commands, which GitHub shows next to the changed lines
    Github,
    /// One SARIF 2.1.0 log, for code scanners
    Sarif,
}

/// How a command ended, worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    Fine,
    Findings,
    Unusable,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Fine => 0,
            Status::Findings => 1,
            Status::Unusable => 2,
        })
    }
}

/// The exit status if the reader closes the pipe early: the one of a program killed by SIGPIPE, so that `claimsift
/// check | head` never looks like a check without problems.
const CUT_OFF: u8 = 141;

/// Runs the command given on the command line.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(directory) = &arguments.directory
        && let Err(error) = std::env::set_current_dir(directory)
    {
        complain(format!("{}: {}", directory.display(), input::reason(&error)));
        return Status::Unusable.into();
    }
    if let Some(config) = arguments.config {
        if let Err(error) = std::fs::File::open(&config) {
            complain(format!("{}: {}", config.display(), input::reason(&error)));
            return Status::Unusable.into();
        }
        project::name_config(config);
    }
    let ended = arguments.command.run();
    match ended {
        Ok(status) => status.into(),
        // the reader has seen enough, but the part that was not written may have been the important one
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::from(CUT_OFF),
        Err(error) => {
            complain(format!("cannot write the output: {error}"));
            Status::Unusable.into()
        }
    }
}

/// Prints an error message, in one line on standard error.
fn complain(message: impl Display) {
    // there is no other place to report this failure
    let _ = writeln!(terminal::stderr(), "claimsift: {}", terminal::one_line(&message.to_string()));
}

/// *1 rule*, *2 rules*.
fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// The width of the terminal, or that of a page if there is none.
fn width() -> usize {
    const PAGE: usize = 80;
    terminal_size::terminal_size().map_or(PAGE, |(width, _)| usize::from(width.0).clamp(40, 120))
}
