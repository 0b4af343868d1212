//! `claimsift coverage`: which parts of the rules their examples exercise.

use std::io::Write;
use std::path::PathBuf;

use claimsift::coverage::{Coverage, FileCoverage, Share};
use claimsift::diagnostic::{self, Diagnostic};
use claimsift::rule::{self, FileKind};
use claimsift::{Extractor, report};
use clap::{Args, ValueEnum};

use crate::cli::input::{self, InputFormat, Located};
use crate::cli::select::Selection;
use crate::cli::{Status, complain, project, rules, terminal, width};

/// Show which branches of the rules no example exercises
///
/// A branch is each line of `match`, each line of a phrase that rules use, each of several alternatives, each optional
/// piece twice, present and absent, and each line of `unless`. It is exercised if a match of the rule goes through it,
/// in an example of that rule or in an article given with --articles. What follows `!` does not count as a branch. A
/// phrase is counted once, in its own file, if that is among the given files.
///
/// The words of lists are counted separately, and --min ignores them unless --words is given: they are data,
/// exercised by articles rather than by examples.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  claimsift coverage rules/council.yaml
  claimsift coverage --min 100 rules/                    fail if an example is missing
  claimsift coverage --articles archive/ --words rules/  also list words never matched
  claimsift coverage --format json rules/

With --format json each line is an object. An object of the kind `file` has the figures of a file: `branches` and `words`, each with `covered` and `total`. It is followed by objects for its branches and words: `kind` (match, unless, phrase-line, alternative, present, absent, word), `file`, `line` and `column` (in characters, from 1), `text`, for a word its `list`, and `hits`, how often it was exercised.

Exit status: 0 success, 1 less than --min is exercised or a rule has errors, 2 a file cannot be read.")]
pub(in crate::cli) struct Options {
    /// Rule files, or folders of them
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// Also count these articles: files, folders, or `-` for standard input; can be repeated
    #[arg(long, value_name = "PATH")]
    articles: Vec<PathBuf>,
    /// Fail if less than this percentage of all branches is exercised
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    min: Option<f64>,
    /// Also list words that are never matched, and count words for --min
    #[arg(long)]
    words: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Input format of the articles [default: by file extension]
    #[arg(long, value_enum)]
    input: Option<InputFormat>,
    #[command(flatten)]
    selection: Selection,
}

/// How coverage is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each file, and `file:line:column: message` for what is not exercised
    Text,
    /// One JSON object per line for each file and branch
    Json,
}

/// Reads a share in percent.
fn percent(text: &str) -> Result<f64, String> {
    let number: f64 =
        text.trim_end_matches('%').parse().map_err(|_| "a number from 0 to 100, such as 90".to_owned())?;
    (0.0..=100.0)
        .contains(&number)
        .then_some(number)
        .ok_or_else(|| "it must be between 0 and 100, such as 90".to_owned())
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let project = project::of_folder();
    let mut files = rules::read(&options.paths, &project);
    let loaded = rule::load(&files.sources, &rules::reader(&files.sources));
    let mut problems = files.problems;
    problems.extend(loaded.problems.into_iter().filter(Diagnostic::is_error));
    let mut pack = loaded.pack;
    if !options.selection.applied(&mut pack) {
        return Ok(Status::Unusable);
    }
    let extractor = Extractor::new(pack);
    problems.extend(extractor.problems().into_iter().map(|(_, problem)| problem));
    diagnostic::sort(&mut problems);
    rules::print_errors(&problems)?;
    let mut status = match (files.unreadable, problems.is_empty()) {
        (true, _) => Status::Unusable,
        (false, false) => Status::Findings,
        (false, true) => Status::Fine,
    };
    let mut coverage = Coverage::new(&extractor);
    coverage.add_examples();
    let (inputs, unreadable) = input::inputs(&options.articles, &project);
    unreadable.iter().for_each(complain);
    let mut failed = !unreadable.is_empty();
    for input in &inputs {
        input::read(input, options.input, &mut |article| {
            match article {
                Ok(Located { article, .. }) => coverage.add_article(&article),
                Err(problem) => {
                    complain(&problem);
                    failed = true;
                }
            }
            Ok(())
        })?;
    }
    if failed {
        status = Status::Unusable;
    }
    files.sources.retain(|source| FileKind::of(source) == FileKind::Rules);
    let covered = coverage.of_files(&files.sources);
    let style = report::Style { colour: terminal::wants_colour(), width: width() };
    let text = match options.format {
        Format::Text => report::coverage_text(&covered, options.words, style),
        Format::Json => report::coverage_json(&covered),
    };
    terminal::stdout().write_all(text.as_bytes())?;
    let least = options.min.unwrap_or_default();
    Ok(if reaches(&covered, options.words, least) { status } else { status.max(Status::Findings) })
}

/// Whether at least `least` percent of all branches (and with `words`, of all words) are exercised.
fn reaches(files: &[FileCoverage], words: bool, least: f64) -> bool {
    let shares = files.iter().map(|file| {
        let words = if words { file.of_words() } else { Share::default() };
        file.of_branches().plus(words)
    });
    shares.fold(Share::default(), Share::plus).reaches(least)
}
