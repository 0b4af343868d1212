//! `claimsift check`: every problem of rule files, in one run.

use std::io::Write;
use std::path::PathBuf;

use claimsift::examples;
use claimsift::rule;
use claimsift::{Extractor, diagnostic};
use clap::Args;

use super::{ProblemFormat, Status, counted, rules, wants_colour};

/// Check rule files: keys, patterns, names and examples
///
/// Reads rule files and shows every problem with its line, a caret, why it is one and what to do. Runs the examples of
/// all rules that are sound.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift check rules/council.yaml\n  claimsift check --format json rules/\n\nExit status: 0 nothing found, 1 something found, 2 a file cannot be read."
)]
pub(super) struct Options {
    /// Rule files, or folders of them
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// How problems are shown
    #[arg(long, value_enum, default_value_t = ProblemFormat::Text)]
    format: ProblemFormat,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let files = rules::read(&options.paths);
    let loaded = rule::load(&files.sources, &rules::read_used);
    let rule_count = loaded.pack.rules.len();
    let mut problems = files.problems;
    problems.extend(loaded.problems);
    problems.extend(rule::ids_of_shipped_rules(&loaded.pack));
    let extractor = Extractor::new(loaded.pack);
    problems.extend(examples::problems(&extractor, &extractor.run_examples(None)));
    diagnostic::sort(&mut problems);
    let mut out = anstream::stdout().lock();
    rules::print(&mut out, &problems, options.format, wants_colour())?;
    if options.format == ProblemFormat::Text && !files.sources.is_empty() {
        let (read, sound) = (counted(files.sources.len(), "file"), counted(rule_count, "sound rule"));
        writeln!(out, "{read}, {sound}: {}", rules::summary(&problems))?;
    }
    let no_yaml = problems.iter().any(|problem| problem.code == diagnostic::Code::NotYaml);
    Ok(if files.unreadable || no_yaml {
        Status::Unusable
    } else if problems.is_empty() {
        Status::Fine
    } else {
        Status::Findings
    })
}
