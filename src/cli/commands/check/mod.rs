//! `claimsift check`: every problem of rule files, in one run.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use claimsift::check::{Checked, check_by};
use claimsift::diagnostic::{Code, SourceFile, sort};
use claimsift::fix::fix_all;
use claimsift::rule::FileKind;
use clap::Args;

mod code_page;

use crate::cli::select::Selection;
use crate::cli::{ProblemFormat, Status, complain, counted, fixed_files, project, rules, terminal};

/// Check rule files: keys, patterns, names and examples
///
/// Reads rule files and shows every problem with its line, the reason and a suggestion. Runs the examples of all
/// valid rules.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  claimsift check rules/council.yaml
  claimsift check --fix rules/                    apply the safe fixes
  claimsift check --fix --diff rules/             show what that would change
  claimsift check --explain C203                  what a code means, with an example
  claimsift check --format json rules/
  claimsift check --stdin-name rules/council.yaml - <draft.yaml
  claimsift check --format sarif rules/ >rules.sarif

Exit status: 0 no problems, 1 problems found, 2 a file cannot be read or written. Problems that --fix has fixed do not count; with --diff they do.")]
pub(in crate::cli) struct Options {
    /// Rule files, or folders of them, or `-` for standard input
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// Treat standard input as this file: problems are reported under its name, and `use:` is resolved next to it
    #[arg(long, value_name = "PATH")]
    stdin_name: Option<PathBuf>,
    #[command(flatten)]
    selection: Selection,
    /// Output format
    #[arg(long, value_enum, default_value_t = ProblemFormat::Text)]
    format: ProblemFormat,
    /// Apply the safe fixes, and report the remaining problems
    ///
    /// A fix that would cause a new error is not applied.
    #[arg(long)]
    fix: bool,
    /// Show what --fix would change, without changing anything
    #[arg(long, requires = "fix", conflicts_with = "format")]
    diff: bool,
    /// Explain a code, with an example file that has the problem and the same file fixed
    #[arg(long, value_name = "CODE", conflicts_with_all = ["paths", "format", "fix", "diff"])]
    explain: Option<String>,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let mut out: Box<dyn Write> = match options.format {
        ProblemFormat::Github => Box::new(terminal::stdout_of_commands()),
        _ => Box::new(terminal::stdout()),
    };
    if let Some(code) = &options.explain {
        return code_page::print(&mut out, code);
    }
    let (project, mut of_config) = project::load();
    let has_stdin = options.paths.iter().any(|path| path.as_os_str() == "-");
    if has_stdin && options.fix && !options.diff {
        complain("standard input cannot be changed: add --diff, or name a file");
        return Ok(Status::Unusable);
    }
    let mut files = rules::read_or_stdin(&options.paths, &project, options.stdin_name.as_deref());
    if project.file.as_deref().is_some_and(|config| files.has_seen(config)) {
        // it is checked as one of the files
        of_config.clear();
    }
    files.unreadable |= of_config.iter().any(|problem| matches!(problem.code, Code::Unreadable | Code::NotText));
    let unknown = options.selection.unknown_in_files(&files.sources);
    if !unknown.is_empty() {
        unknown.iter().for_each(complain);
        return Ok(Status::Unusable);
    }
    let read = rules::reader(&files.sources);
    let undeclared = std::mem::take(&mut files.undeclared);
    let checked = |sources: &[Arc<SourceFile>]| {
        let mut checked = check_by(&project.config.standards, sources, &read);
        // a file that was found in a folder and does not declare `claims: 1` must not be changed
        let problems = checked.problems.iter_mut().filter(|problem| undeclared.contains(&problem.file.name));
        problems.for_each(|problem| problem.fix = None);
        options.selection.retain_problems(&mut checked.problems);
        checked
    };
    let mut written = Ok(());
    if options.fix {
        let fixed = fix_all(&files.sources, &|sources| checked(sources).problems);
        if options.diff {
            fixed_files::print_diff(&mut out, &fixed)?;
            return Ok(if files.unreadable {
                Status::Unusable
            } else if fixed.is_empty() && of_config.is_empty() && checked(&files.sources).problems.is_empty() {
                Status::Fine
            } else {
                Status::Findings
            });
        }
        written = fixed_files::write(&fixed);
        if written.is_ok() {
            for file in &fixed {
                if let Some(source) = files.sources.iter_mut().find(|source| Arc::ptr_eq(source, &file.before)) {
                    *source = Arc::clone(&file.after);
                }
            }
            fixed_files::print_summary(&mut out, &fixed, options.format)?;
        }
    }
    let Checked { mut problems, rules: rule_count } = checked(&files.sources);
    // the configuration's settings for rules only count if it can be read
    problems.extend(files.problems.into_iter().chain(of_config));
    let configs = files.sources.iter().filter(|source| FileKind::of(source) == FileKind::Config);
    problems.extend(configs.flat_map(project::problems_of_place));
    sort(&mut problems);
    rules::print(&mut out, &problems, options.format, terminal::wants_colour())?;
    if options.format == ProblemFormat::Text && !files.sources.is_empty() {
        let (read, sound) = (counted(files.sources.len(), "file"), counted(rule_count, "valid rule"));
        writeln!(out, "{read}, {sound}: {}", rules::summary(&problems))?;
    }
    if let Err(problem) = &written {
        complain(problem);
    }
    let no_yaml = problems.iter().any(|problem| problem.code == Code::NotYaml);
    Ok(if files.unreadable || no_yaml || written.is_err() {
        Status::Unusable
    } else if problems.is_empty() {
        Status::Fine
    } else {
        Status::Findings
    })
}
