//! `claimsift docs`: a catalogue of rules.

use std::io::Write;
use std::path::PathBuf;

use claimsift::diagnostic::{self, Diagnostic};
use claimsift::report::catalogue;
use claimsift::rule;
use clap::{Args, ValueEnum};

use crate::cli::select::Selection;
use crate::cli::{Status, complain, files_of_packs, input, project, rules, terminal};

/// Write a catalogue of rules: what each finds, in words and examples
///
/// Every rule with its note, its patterns in plain English, its examples with their roles marked, and its keys, by pack and
/// file. The comment at the top of a file is printed above its rules.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift docs rules/ > RULES.md\n  claimsift docs --format html --output rules.html rules/\n  claimsift docs --packs speech\n\nExit status: 0 success, 1 rules with errors were left out, 2 a file cannot be read or written."
)]
pub(in crate::cli) struct Options {
    /// Rule files, or folders of them [default: ., or nothing with --packs]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Also document these built-in packs
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', value_parser = rule::PACKS_AND_ALL)]
    packs: Vec<String>,
    #[command(flatten)]
    selection: Selection,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For repositories
    Markdown,
    /// A page for browsers, in one file
    Html,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let mut paths = options.paths.clone();
    if paths.is_empty() && options.packs.is_empty() {
        paths.push(PathBuf::from("."));
    }
    let files = rules::read(&paths, &project::of_folder());
    let read = rules::reader(&files.sources);
    let mut sources = files_of_packs(&options.packs);
    sources.extend(files.sources);
    let mut loaded = rule::load(&sources, &read);
    if !options.selection.applied(&mut loaded.pack) {
        return Ok(Status::Unusable);
    }
    let mut problems = files.problems;
    problems.extend(loaded.problems.into_iter().filter(Diagnostic::is_error));
    diagnostic::sort(&mut problems);
    rules::print_errors(&problems)?;
    let mut status = match (files.unreadable, problems.is_empty()) {
        (true, _) => Status::Unusable,
        (false, false) => Status::Findings,
        (false, true) => Status::Fine,
    };
    if loaded.pack.rules.is_empty() && loaded.pack.overrides.is_empty() {
        return Ok(status);
    }
    let text = match options.format {
        Format::Markdown => catalogue::markdown(&loaded.pack),
        Format::Html => catalogue::html(&loaded.pack),
    };
    match &options.output {
        None => terminal::stdout().write_all(text.as_bytes())?,
        Some(path) => {
            if let Err(error) = crate::cli::write::replace(path, &text) {
                complain(format!("{}: cannot be written: {}", path.display(), input::reason(&error)));
                status = Status::Unusable;
            }
        }
    }
    Ok(status)
}
