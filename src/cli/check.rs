//! `claimsift check`: every problem of rule files, in one run.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use claimsift::check::{Checked, check};
use claimsift::diagnostic::{Code, SourceFile, sort};
use clap::Args;

use super::{ProblemFormat, Status, counted, page, rules, wants_colour};

/// Check rule files: keys, patterns, names and examples
///
/// Reads rule files and shows every problem with its line, a caret, why it is one and what to do. Runs the examples of
/// all rules that are sound.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  claimsift check rules/council.yaml
  claimsift check --explain C203                  what a code means, with an example
  claimsift check --format json rules/
  claimsift check --format sarif rules/ >rules.sarif

Exit status: 0 nothing found, 1 something found, 2 a file cannot be read.")]
pub(super) struct Options {
    /// Rule files, or folders of them
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// How problems are shown
    #[arg(long, value_enum, default_value_t = ProblemFormat::Text)]
    format: ProblemFormat,
    /// Tell what a code means, with a file that has the problem and one that has it mended
    #[arg(long, value_name = "CODE", conflicts_with_all = ["paths", "format"])]
    explain: Option<String>,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let mut out = anstream::stdout().lock();
    if let Some(code) = &options.explain {
        return page::print(&mut out, code);
    }
    let files = rules::read(&options.paths);
    let checked = |sources: &[Arc<SourceFile>]| check(sources, &rules::read_used);
    let Checked { mut problems, rules: rule_count } = checked(&files.sources);
    problems.extend(files.problems);
    sort(&mut problems);
    rules::print(&mut out, &problems, options.format, wants_colour())?;
    if options.format == ProblemFormat::Text && !files.sources.is_empty() {
        let (read, sound) = (counted(files.sources.len(), "file"), counted(rule_count, "sound rule"));
        writeln!(out, "{read}, {sound}: {}", rules::summary(&problems))?;
    }
    let no_yaml = problems.iter().any(|problem| problem.code == Code::NotYaml);
    Ok(if files.unreadable || no_yaml {
        Status::Unusable
    } else if problems.is_empty() {
        Status::Fine
    } else {
        Status::Findings
    })
}
