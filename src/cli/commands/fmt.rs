//! `claimsift fmt`: the formatter for rule files.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use claimsift::diagnostic::{self, Diagnostic};
use claimsift::rule::{self, Unformatted};
use clap::Args;

use crate::cli::{ProblemFormat, Status, complain, counted, input, project, rules, terminal, write};

/// Format rule files
///
/// Sorts keys, writes patterns in blocks with regular spaces, separates rules by an empty line, and writes words in a
/// row or one per line. Comments stay next to what they belong to. The meaning of a file does not change.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift fmt rules/council.yaml\n  claimsift fmt --check rules/\n  claimsift fmt - <draft.yaml\n\nExit status: 0 success, 1 a file cannot be formatted, or with --check would change, 2 a file cannot be read or written."
)]
pub(in crate::cli) struct Options {
    /// Rule files, or folders of them, or `-` alone for standard input, which is written to standard output
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// List the files that would change, without changing them
    #[arg(long)]
    check: bool,
    /// Treat standard input as this file in messages
    #[arg(long, value_name = "PATH")]
    stdin_name: Option<PathBuf>,
}

pub(super) fn run(options: &Options) -> io::Result<Status> {
    if options.paths.iter().any(|path| path.as_os_str() == "-") {
        return stdin(options);
    }
    let files = rules::read(&options.paths, &project::of_folder());
    let mut status = if files.unreadable { Status::Unusable } else { Status::Fine };
    let mut problems: Vec<Diagnostic> = files.problems;
    let mut changed = 0;
    let mut out = terminal::stdout();
    for file in &files.sources {
        let formatted = match rule::format(file) {
            Ok(formatted) => formatted,
            Err(Unformatted::Problems(mut found)) => {
                let no_yaml = found.iter().any(|problem| problem.code == diagnostic::Code::NotYaml);
                status = status.max(if no_yaml { Status::Unusable } else { Status::Findings });
                problems.append(&mut found);
                continue;
            }
            Err(Unformatted::Unusual) => {
                complain(format!("{}: cannot be formatted without changing its meaning; left unchanged", file.name));
                status = status.max(Status::Findings);
                continue;
            }
        };
        if file.text == formatted {
            continue;
        }
        if options.check {
            status = status.max(Status::Findings);
        } else if let Err(error) = write::replace(Path::new(&file.name), &formatted) {
            complain(format!("{}: cannot be written: {}", file.name, input::reason(&error)));
            status = Status::Unusable;
            continue;
        }
        changed += 1;
        writeln!(out, "{}", file.name)?;
    }
    diagnostic::sort(&mut problems);
    rules::print(&mut out, &problems, ProblemFormat::Text, terminal::wants_colour())?;
    if !files.sources.is_empty() {
        let verb = if options.check { "would change" } else { "changed" };
        writeln!(out, "{}: {changed} {verb}", counted(files.sources.len(), "file"))?;
    }
    Ok(status)
}

/// Formats standard input. Problems are reported on standard error; then nothing is written.
fn stdin(options: &Options) -> io::Result<Status> {
    if options.paths.len() > 1 {
        complain("`-` must be the only argument: standard input cannot be formatted together with files");
        return Ok(Status::Unusable);
    }
    let files = rules::read_or_stdin(&options.paths, &project::of_folder(), options.stdin_name.as_deref());
    let Some(file) = files.sources.first() else {
        rules::print_errors(&files.problems)?;
        return Ok(Status::Unusable);
    };
    match rule::format(file) {
        Ok(formatted) if options.check => Ok(if formatted == file.text { Status::Fine } else { Status::Findings }),
        Ok(formatted) => terminal::stdout().write_all(formatted.as_bytes()).map(|()| Status::Fine),
        Err(Unformatted::Problems(mut problems)) => {
            diagnostic::sort(&mut problems);
            rules::print_errors(&problems)?;
            let no_yaml = problems.iter().any(|problem| problem.code == diagnostic::Code::NotYaml);
            Ok(if no_yaml { Status::Unusable } else { Status::Findings })
        }
        Err(Unformatted::Unusual) => {
            complain(format!("{}: cannot be formatted without changing its meaning", file.name));
            Ok(Status::Findings)
        }
    }
}
